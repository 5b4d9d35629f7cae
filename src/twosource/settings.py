"""`newsroom.toml` to one frozen `Settings`; every mistake names file, line and what to do.

Required: `title`, `editions`, and `[[source]]` blocks with `feeds` (or `sitemaps`), `language`,
`country`, `owner`, `kind`. Everything else has a default.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints
from urllib.parse import urlsplit

import msgspec

from twosource.errors import SettingsError
from twosource.records import Source, SourceKind

FILE_NAME = "newsroom.toml"

# Zones for bare times of outlets that state none: the capital's, where a country has several.
ZONES = {
    "KR": "Asia/Seoul", "KP": "Asia/Pyongyang", "JP": "Asia/Tokyo", "CN": "Asia/Shanghai", "TW": "Asia/Taipei",
    "HK": "Asia/Hong_Kong", "SG": "Asia/Singapore", "PH": "Asia/Manila", "ID": "Asia/Jakarta", "IN": "Asia/Kolkata",
    "VN": "Asia/Ho_Chi_Minh", "TH": "Asia/Bangkok", "AU": "Australia/Sydney", "NZ": "Pacific/Auckland",
    "US": "America/New_York", "CA": "America/Toronto", "GB": "Europe/London", "IE": "Europe/Dublin",
    "DE": "Europe/Berlin", "FR": "Europe/Paris", "ES": "Europe/Madrid", "IT": "Europe/Rome", "NL": "Europe/Amsterdam",
    "BE": "Europe/Brussels", "CH": "Europe/Zurich", "AT": "Europe/Vienna", "SE": "Europe/Stockholm",
    "NO": "Europe/Oslo", "DK": "Europe/Copenhagen", "FI": "Europe/Helsinki", "PL": "Europe/Warsaw",
    "UA": "Europe/Kyiv", "RU": "Europe/Moscow", "TR": "Europe/Istanbul", "IL": "Asia/Jerusalem",
    "AE": "Asia/Dubai", "SA": "Asia/Riyadh", "QA": "Asia/Qatar", "EG": "Africa/Cairo", "ZA": "Africa/Johannesburg",
    "NG": "Africa/Lagos", "KE": "Africa/Nairobi", "BR": "America/Sao_Paulo", "AR": "America/Argentina/Buenos_Aires",
    "MX": "America/Mexico_City",
}  # fmt: skip


class SourceBlock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[source]]`."""

    language: str
    country: str
    owner: str
    kind: SourceKind
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    id: str = ""
    name: str = ""
    zone: str = ""
    aliases: tuple[str, ...] = ()
    body_selector: str | None = None
    admitted: bool = True


class PersonBlock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[person]]` of the newsroom's registry: what the site prints, and what it recognises."""

    id: str
    # language -> printed form
    forms: dict[str, str]
    # office id of languages/offices.toml, or ""
    office: str = ""
    country: str = ""
    # further spellings, any language
    also: tuple[str, ...] = ()


class OrganisationBlock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[organisation]]` of the registry."""

    id: str
    forms: dict[str, str]
    country: str = ""
    also: tuple[str, ...] = ()


class FetchBlock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[fetch]`: manners and bounds."""

    # seconds between two requests to one host and port
    pace_seconds: float = 1.0
    # whole request, connect to last byte
    timeout_seconds: float = 20.0
    max_bytes: int = 10_000_000
    # hosts on this machine that may be read although their address is not public
    local_hosts: tuple[str, ...] = ()
    # ports beside 80 and 443
    extra_ports: tuple[int, ...] = ()
    # concurrent hosts
    threads: int = 8


class SiteBlock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[site]`: what the published pages say about the publisher."""

    base_url: str = "http://127.0.0.1:8000"
    # who answers for the site, shown on every page
    publisher: str = ""
    contact: str = ""
    # shown at the top of every page, language -> text: "This is a sample."
    notice: dict[str, str] = {}


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A newsroom: all that can be set, in one frozen record."""

    title: str
    editions: tuple[str, ...]
    source: tuple[SourceBlock, ...] = ()
    person: tuple[PersonBlock, ...] = ()
    organisation: tuple[OrganisationBlock, ...] = ()
    fetch: FetchBlock = FetchBlock()
    site: SiteBlock = SiteBlock()
    # zone in which the pages tell times; "" takes the first source's
    zone: str = ""
    # how many days apart reports of one event may be
    window_days: int = 14
    # minutes between two rounds of `twosource watch`
    every_minutes: float = 15.0
    # processes for extract and annotate; 0: one per core once there is enough to do
    workers: int = 0
    # an ISO time at which the newsroom's clock stands still (demo, tests)
    clock: datetime | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The `[[source]]` blocks as records, names and zones filled in."""
        return tuple(_source(block) for block in self.source)

    @property
    def page_zone(self) -> str:
        """IANA zone in which the pages tell times."""
        if self.zone:
            return self.zone
        sources = self.sources
        return sources[0].zone if sources else "UTC"


def source_zone(country: str) -> str:
    """IANA zone for bare times of a country's outlets; UTC where the table has none."""
    return ZONES.get(country.upper(), "UTC")


def _source(block: SourceBlock) -> Source:
    addresses = (*block.feeds, *block.sitemaps)
    host = (urlsplit(addresses[0]).hostname or "") if addresses else ""
    name = block.name or host.removeprefix("www.") or block.owner
    return Source(
        id=block.id or re.sub(r"[^\w]+", "-", name.lower()).strip("-"),
        name=name,
        language=block.language,
        country=block.country.upper(),
        owner=block.owner,
        kind=block.kind,
        feeds=block.feeds,
        sitemaps=block.sitemaps,
        zone=block.zone or source_zone(block.country),
        aliases=block.aliases,
        body_selector=block.body_selector,
        admitted=block.admitted,
    )


def read_settings(path: Path) -> Settings:
    """Read `path` (a newsroom.toml or the folder that holds one); SettingsError says what is wrong."""
    if path.is_dir():
        path = path / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such file; `twosource init DIR` makes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None
    return parse_settings(data, text=text, where=str(path))


def parse_settings(data: dict[str, Any], *, text: str = "", where: str = FILE_NAME) -> Settings:
    """Check a decoded TOML document; `text` (its source) gives the line numbers of messages."""
    try:
        settings = msgspec.convert(data, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(_explain(str(error), text, where)) from None
    _check(settings, where)
    return settings


def _check(settings: Settings, where: str) -> None:
    if not settings.editions:
        raise SettingsError(f'{where}: `editions` is empty; name at least one language, e.g. editions = ["en"]')
    seen: set[str] = set()
    for number, source in enumerate(settings.sources, start=1):
        for address in (*source.feeds, *source.sitemaps):
            if urlsplit(address).scheme not in ("http", "https"):
                raise SettingsError(f"{where}: source {number}: {address!r} is not an http(s) address")
        if source.id in seen:
            raise SettingsError(
                f"{where}: source {number}: a second source is called {source.id!r}; give one of them an `id`"
            )
        seen.add(source.id)
    if settings.clock is not None and settings.clock.tzinfo is None:
        raise SettingsError(f"{where}: `clock` needs a zone, e.g. 2026-02-01T09:00:00+09:00")


def _explain(message: str, text: str, where: str) -> str:
    """Turn msgspec's message into file:line, what is wrong, and the nearest right key."""
    what, _, path = message.partition(" - at ")
    path = path.strip("`") or "$"
    unknown = re.search(r"unknown field `(.+?)`", what)
    keys = [unknown.group(1) if unknown else "", *reversed(re.findall(r"\.(\w+)", path))]
    line = next((n for key in keys if key for n in [_line_of(key, text, _index(path))] if n), 0)
    place = f"{where}:{line}" if line else where
    if not unknown:
        return f"{place}: {what} ({path.removeprefix('$.') or 'top level'})"
    allowed = _fields_at(path)
    near = difflib.get_close_matches(unknown.group(1), allowed, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else f"; known keys: {', '.join(sorted(allowed))}"
    return f"{place}: unknown key `{unknown.group(1)}`{hint}"


def _index(path: str) -> int:
    found = re.search(r"\[(\d+)\]", path)
    return int(found.group(1)) if found else 0


def _line_of(key: str, text: str, occurrence: int) -> int:
    """Line of the assignment of `key`; of the n-th one where several blocks may hold it."""
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*(\[+\s*)?{re.escape(key)}\b", line)]
    if not lines:
        return 0
    return lines[min(occurrence, len(lines) - 1)]


def _fields_at(path: str) -> list[str]:
    """Names of the keys that may stand at a `$.a[0].b` path of the settings."""
    kind: Any = Settings
    for part in re.findall(r"\.(\w+)", path):
        hint = get_type_hints(kind).get(part)
        kind = next((t for t in (*get_args(hint), hint) if isinstance(t, type) and issubclass(t, msgspec.Struct)), None)
        if kind is None:
            return []
    return [field.name for field in msgspec.structs.fields(kind)]
