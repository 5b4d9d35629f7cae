"""Whose file it is: captures that came by hand and the sources they are from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from twosource.records import Capture, Source, SourceKind
from twosource.settings import ZONES

# Where the top-level domain says nothing, the language's home is the best guess.
HOMES = {"ko": "KR", "ja": "JP"}
_DOMAINS = {"uk": "GB"}
_LOCAL = "local-files"


@dataclass(frozen=True, slots=True)
class Outlets:
    """The newsroom's sources, to be found by id, name or host."""

    sources: Sequence[Source] = ()

    def source_id(self, *, outlet: str = "", url: str = "") -> str:
        """Id of the source a page is from: one the newsroom has, or else the one `source_of` will make."""
        host = host_of(url)
        for source in self.sources:
            if outlet and outlet in (source.id, source.name, *source.aliases):
                return source.id
        for source in self.sources:
            homes = {host_of(address) for address in (*source.feeds, *source.sitemaps)}
            if not outlet and host and any(_same_site(host, home) for home in homes):
                return source.id
        return slug(outlet) or slug(host) or _LOCAL


def source_of(capture: Capture) -> Source:
    """A source for a capture whose `source_id` the newsroom does not know: guessed, and not admitted.

    Country and zone come from the host's top-level domain or the language.
    """
    host = host_of(capture.url)
    language = capture.listing.language if capture.listing else ""
    domain = host.rpartition(".")[2]
    country = _DOMAINS.get(domain, domain.upper())
    if country not in ZONES:
        country = HOMES.get(language.split("-")[0], "")
    return Source(
        id=capture.source_id,
        name=host if slug(host) == capture.source_id else capture.source_id,
        language=language,
        country=country,
        owner=host or capture.source_id,
        kind=SourceKind.ONLINE,
        zone=ZONES.get(country, "UTC"),
        admitted=False,
    )


def host_of(url: str) -> str:
    """Host of an http(s) address without "www."; "" where there is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") else ""


def shown(path: Path) -> str:
    """A path as text that can be stored: bytes of its name that are no UTF-8 become question marks."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def slug(name: str) -> str:
    """A name as an id: lower case, letters of any script and digits, runs of anything else one hyphen."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")[:60]


def _same_site(host: str, home: str) -> bool:
    """Whether a page's host and a feed's are one outlet's: equal, or one below the other ("rss.a.example")."""
    return bool(home) and (host == home or host.endswith("." + home) or home.endswith("." + host))
