"""Links of feeds and pages to absolute web addresses."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

# Longer ones are data, not addresses; servers refuse them from about here on.
MAX_LENGTH = 2_000
# Campaign tags say where a reader came from, never which page it is; feeds add their own.
_CAMPAIGN = re.compile(r"utm_\w+|fbclid|gclid|igshid|yclid", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def absolute(link: str, base: str) -> str:
    """`link` seen from `base` as an http(s) address with a host and no fragment, or "" where it is none.

    Addresses with user name or password are refused; campaign parameters are dropped.
    """
    link = _CONTROLS.sub("", link).strip()
    if not link or len(link) > MAX_LENGTH:
        return ""
    try:
        parts = urlsplit(urljoin(base, link))
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or re.search(r"[\s<>\"\\^`{|}%]", host):
        return ""
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, 80 if parts.scheme == "http" else 443) else f"{host}:{port}"
    query = parts.query
    if _CAMPAIGN.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not _CAMPAIGN.fullmatch(pair[0])])
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, netloc, path, quote(query, safe="/%:@!$&'()*+,;=~-._?[]"), ""))
