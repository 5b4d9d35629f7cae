"""What every page says about its publisher, and where each page stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from twosource.records import Source

# What may stand in a path segment of ours: language tags, event ids, file names.
_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInfo:
    """The site as a whole; everything here is an input of every page."""

    title: str
    # BCP 47 tags, in the order in which they are offered; the first is what x-default falls back to
    editions: tuple[str, ...]
    # absolute http(s) address of the site's root; a path in it is kept
    base_url: str
    # who answers for the site
    publisher: str = ""
    # mail or http(s) address for errors and complaints
    contact: str = ""
    # (language, text) shown at the top of every page: "This is a sample."
    notice: tuple[tuple[str, str], ...] = ()
    # IANA zone in which all times are told
    zone: str = "UTC"
    # outlets read, for the page that lists them
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if urlsplit(self.base_url).scheme not in ("http", "https"):
            raise ValueError(f"base_url is not an http(s) address: {self.base_url!r}")

    @property
    def inputs(self) -> str:
        """What event and front pages show of the site: all but the list of outlets."""
        return repr(replace(self, sources=()))

    @property
    def root(self) -> str:
        """Path under which the site is served, without a slash at its end; mostly empty."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def host(self) -> str:
        """Host of the base address, for `tag:` URIs."""
        return urlsplit(self.base_url).hostname or "localhost"

    def path(self, *segments: str) -> str:
        """Root-relative link: `path("ko")` is "/ko/", `path("ko", "feed.xml")` is "/ko/feed.xml"."""
        return f"{self.root}/{_join(segments)}"

    def url(self, *segments: str) -> str:
        """The same as an absolute address."""
        return f"{self.base_url.rstrip('/')}/{_join(segments)}"

    def notice_in(self, language: str) -> str:
        """The notice in one language, or nothing."""
        return dict(self.notice).get(language, "")


def _join(segments: tuple[str, ...]) -> str:
    for segment in segments:
        if not _SEGMENT.fullmatch(segment):
            raise ValueError(f"not a path segment: {segment!r}")
    joined = "/".join(segments)
    return joined if not joined or "." in segments[-1] else f"{joined}/"


def web_address(address: str) -> str:
    """`address` where it is a plain http(s) address with a host, else nothing; what may become a link."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
    except ValueError:
        return ""
    clean = address.strip().isprintable() and " " not in address.strip()
    return address.strip() if parts.scheme in ("http", "https") and host and clean else ""


def contact_link(contact: str) -> str:
    """Link for the contact of the settings: mailto for a mail address, else http(s), else nothing."""
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", contact, re.ASCII):
        return f"mailto:{contact}"
    return web_address(contact)
