"""Finds names of the tables in a text and settles what they mean; then joins short forms to full names.

A language says where a name may start and what may stand around it; this module does the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from twosource.languages.entry import Entry
from twosource.languages.names import PREFIX, SHORTEST, NameTable
from twosource.languages.phonetic import name_key
from twosource.languages.protocol import Reading
from twosource.records import NameKind, NameMention, NameValue

_SIZES = range(PREFIX, SHORTEST - 1, -1)
# A city this large is known beyond its country; a smaller one only counts where its country is in the text
_KNOWN_ABROAD = 100_000


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence, not yet settled or already one entry."""

    start: int
    end: int
    surface: str
    entries: tuple[Entry, ...]

    @property
    def kind(self) -> NameKind:
        """Of the first entry; surfaces of two kinds list the stronger kind last and are settled early."""
        return self.entries[0].kind

    @property
    def entry(self) -> Entry:
        """The meaning, once settled."""
        return self.entries[0]


Fits = Callable[[int, int, tuple[Entry, ...]], bool]
"""Whether a surface of these meanings may stand at [start, end) of the text."""


def find(reading: Reading, table: NameTable, language: str, starts: Iterable[int], fits: Fits) -> list[Found]:
    """Longest table names at `starts` (ascending), left to right, none overlapping."""
    heads, index = table.surfaces(language)
    text = reading.text
    found: list[Found] = []
    position = 0
    for start in starts:
        if start < position:
            continue
        if text[start : start + SHORTEST] not in heads:
            continue
        for size in _SIZES:
            rows = index.get(text[start : start + size])
            match = _longest(text, start, rows, fits) if rows else None
            if match is not None:
                found.append(match)
                position = match.end
                break
    return found


def _longest(text: str, start: int, rows: Iterable[tuple[str, tuple[Entry, ...]]], fits: Fits) -> Found | None:
    for surface, entries in rows:
        end = start + len(surface)
        if text.startswith(surface, start) and fits(start, end, entries):
            return Found(start, end, surface, entries)
    return None


def settle(found: list[Found], country: str) -> list[Found]:
    """One meaning each: cities by the countries the text is about, then by size; doubtful ones dropped."""
    about = Counter(
        entry.country
        for item in found
        for entry in item.entries[:1]
        if entry.country and entry.kind is NameKind.COUNTRY
    )
    if country:
        about[country] += 1
    kept = []
    for item in found:
        if item.kind is not NameKind.PLACE or item.entries[-1].region:
            kept.append(replace(item, entries=_one(item.entries)))
            continue
        ranked = sorted(item.entries, key=lambda e: (e.country not in about, -e.population, e.key))
        large = max(ranked, key=lambda e: e.population)
        # A famous namesake beats a small town of a country that is merely mentioned
        best = large if large.population > ranked[0].population * 20 else ranked[0]
        if best.country in about or best.population >= _KNOWN_ABROAD:
            kept.append(replace(item, entries=(best,)))
    return kept


def _one(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if entries[-1].region:
        return entries[-1:]
    order = (
        NameKind.PERSON,
        NameKind.ORGANISATION,
        NameKind.ALLIANCE,
        NameKind.COUNTRY,
        NameKind.OFFICE,
        NameKind.PLACE,
    )
    return (min(entries, key=lambda entry: order.index(entry.kind)),)


def unknown(kind: NameKind, language: str, surface: str, *, country: str = "") -> Entry:
    """The entry of a name no table has: a person by the sounds of the name, so that scripts agree; others as written."""
    sounded = name_key(surface, language) if kind is NameKind.PERSON else ""
    return Entry(kind, f"{kind.value}:~{sounded}" if sounded else f"{kind.value}:~{language}:{surface}", country)


def mentions(reading: Reading, found: Iterable[Found]) -> list[NameMention]:
    """Settled occurrences as mentions, in order; what overlaps an earlier one or two sentences is left out."""
    listed: list[NameMention] = []
    position = 0
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        span = reading.span(item.start, item.end)
        if span is None or item.start < position:
            continue
        position = item.end
        entry = item.entry
        value = NameValue(
            kind=entry.kind,
            key=entry.key,
            surface=reading.text[item.start : item.end],
            office=entry.office,
            country=entry.country,
        )
        listed.append(NameMention(span=span, value=value))
    return listed


class People:
    """Who has been named in full, so that a short form finds them."""

    def __init__(self, table: NameTable) -> None:
        """`table` gives the registry, whose short forms need no full name in the text."""
        self._by_part: dict[str, list[Entry]] = {}
        self._registry = table.short_forms

    def met(self, parts: Iterable[str], entry: Entry) -> None:
        """A full name was read; `parts` are the short forms it may take."""
        for part in parts:
            known = self._by_part.setdefault(part, [])
            if all(other.key != entry.key for other in known):
                known.append(entry)

    def called(self, part: str, *, office: str = "", country: str = "") -> Entry | None:
        """Whom a short form means: one met in this text, else one of the registry who holds `office`.

        None where nobody or more than one person fits.
        """
        for people, certain in ((self._by_part, True), (self._registry, bool(office))):
            if not certain:
                continue
            known = people.get(part, [])
            fitting = [e for e in known if _holds(e, office, country, strict=people is self._registry)]
            keys = {entry.key for entry in fitting}
            if len(keys) == 1:
                return fitting[0]
        return None


def _holds(entry: Entry, office: str, country: str, *, strict: bool) -> bool:
    if country and entry.country and country != entry.country:
        return False
    if not office or (not entry.office and not strict):
        return True
    # "minister" is what any minister is called for short
    return entry.office == office or (office == "office:minister" and entry.office.endswith("-minister"))
