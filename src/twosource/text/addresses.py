"""What tells two web addresses of one page apart from those of two pages."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# Hosts and paths under which one page is served a second time, for phones or as a fragment for a portal
_MIRROR_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_MIRROR_PATH = re.compile(r"/(?:amp|index\.(?:html?|php))?$")
# Parameters that say where a reader came from, never which page it is
_TRACKING = re.compile(
    r"(?:utm|ga|mc|pk|at|hsa|mtm)_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|ref|refer|referrer|source|src|"
    r"from|cmpid|cmp|ncid|partner|share|s_cid|sns|outputtype",
    re.IGNORECASE,
)


def page_key(url: str) -> str:
    """`url` reduced to what names the page: no scheme, www, mobile host, trailing slash, fragment or tracking.

    A key, not an address: nothing is fetched from it. "" for what is no http(s) address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    host = _MIRROR_HOST.sub("", host.lower())
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    query = urlencode(sorted(pairs))
    return place + _MIRROR_PATH.sub("", parts.path) + (f"?{query}" if query else "")
