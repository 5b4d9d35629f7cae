"""Persons in Japanese text: the office they are named with, and whom a short form means."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from twosource.languages.entry import Entry
from twosource.languages.finder import Found, People
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading
from twosource.languages.tables import table as read_table
from twosource.records import NameKind

_HONORIFIC = re.compile("氏|さん")
_PARTS = re.compile("[・＝=]")
_ACTING = frozenset({NameKind.PERSON, NameKind.ORGANISATION})
_HAN = re.compile("[一-鿿]")
_BEFORE_NONE = re.compile("[一-鿿0-9０-９]")


def countries_before(reading: Reading, found: list[Found]) -> list[Found]:
    """One-character countries before an office, and before a body or person in another script: 米国防長官, 英BBC."""
    short = _short_countries()
    text = reading.text
    more = []
    position = 0
    for item in found:
        start = item.start - 1
        code = short.get(text[start]) if start >= position else None
        position = item.end
        # 28日首相 and プロBBC name no country
        if not code or not reading.starts_token(start) or (start and _BEFORE_NONE.match(text[start - 1])):
            continue
        if item.kind is NameKind.OFFICE or (item.kind in _ACTING and not _HAN.match(text[item.start])):
            entry = Entry(NameKind.COUNTRY, f"country:{code}", code)
            more.append(Found(start, item.start, text[start], (entry,)))
    return more


@cache
def _short_countries() -> dict[str, str]:
    return {surface: code for code, surface in read_table("ja/countries")["short"].items()}


def settle_persons(reading: Reading, found: list[Found], short: set[int], table: NameTable) -> list[Found]:
    """All names, offices joined to persons; `short` has the starts of those that are named by one word only."""
    people = People(table)
    everyone = [_with_office(reading, found, index) for index in range(len(found))]
    for item in everyone:
        if item.kind is NameKind.PERSON and item.start not in short:
            people.met(_short(reading, item), item.entry)
    everyone = [_meant(everyone, index, people) if item.start in short else item for index, item in enumerate(everyone)]
    return [*everyone, *_short_forms(reading, everyone, people)]


def _meant(everyone: list[Found], index: int, people: People) -> Found:
    item = everyone[index]
    following = everyone[index + 1] if index + 1 < len(everyone) else None
    office = (
        following.entry if following and following.kind is NameKind.OFFICE and following.start == item.end else None
    )
    key, country = (office.key, office.country) if office else ("", "")
    known = people.called(item.surface, office=key, country=country)
    return replace(item, entries=(known,)) if known else item


def _short(reading: Reading, item: Found) -> tuple[str, ...]:
    if _PARTS.search(item.surface):
        return tuple(_PARTS.split(item.surface))
    index = reading.token_from(item.start)
    token = reading.tokens[index] if index < len(reading.tokens) else None
    if token and token.start == item.start and token.end < item.end:
        return (token.surface, reading.text[token.end : item.end])
    return (item.surface, item.surface[:1], item.surface[:2])


def _with_office(reading: Reading, everyone: list[Found], index: int) -> Found:
    """A person with the office behind the name (安圭伯国防相), or before it (防衛相の小泉進次郎氏)."""
    item = everyone[index]
    before = everyone[index - 1] if index else None
    if item.kind is NameKind.OFFICE and not item.entry.country:
        if before and before.kind is NameKind.COUNTRY and reading.text[before.end : item.start] in {"", "の"}:
            return replace(item, entries=(item.entry._replace(country=before.entry.country),))
        return item
    if item.kind is not NameKind.PERSON:
        return item
    gap = reading.text[before.end : item.start] if before else None
    office = _office_behind(everyone, index)
    if office is None and before and before.kind is NameKind.OFFICE and gap in {"の", "、", ""}:
        office = before.entry
    if office is None:
        return item
    if before and before.kind is NameKind.COUNTRY and gap in {"の", ""}:
        # 韓国の安圭伯国防相
        office = office._replace(country=office.country or before.entry.country)
    return _holding(item, office)


def _office_behind(everyone: list[Found], index: int) -> Entry | None:
    """The office right behind a name: 安圭伯|国防相, with its country ヴァイス|米|国防長官."""
    item, behind = everyone[index], everyone[index + 1 : index + 3]
    if behind and behind[0].kind is NameKind.OFFICE and behind[0].start - item.end <= 1:
        return behind[0].entry
    if [other.kind for other in behind] != [NameKind.COUNTRY, NameKind.OFFICE]:
        return None
    country, office = behind
    if country.start != item.end or office.start != country.end:
        return None
    return office.entry._replace(country=office.entry.country or country.entry.country)


def _holding(person: Found, office: Entry) -> Found:
    entry = person.entry
    held = entry.office if office.key == "office:minister" and entry.office else office.key
    return replace(person, entries=(entry._replace(office=held, country=entry.country or office.country),))


def _short_forms(reading: Reading, found: list[Found], people: People) -> list[Found]:
    """小泉氏, 安国防相, トランプ氏: a word with a title that calls somebody known, whatever its tag."""
    offices = {item.start: item.entry for item in found if item.kind is NameKind.OFFICE}
    ends = {match.start() for match in _HONORIFIC.finditer(reading.text)} | offices.keys()
    taken = {position for item in found for position in range(item.start, item.end)} if ends else set()
    more = []
    for end in sorted(ends):
        index = reading.token_from(end) - 1
        token = reading.tokens[index] if index >= 0 else None
        if token is None or token.end != end or token.start in taken or not token.tag.startswith("名詞"):
            continue
        office = offices.get(end)
        entry = people.called(
            token.surface, office=office.key if office else "", country=office.country if office else ""
        )
        if entry is not None:
            more.append(Found(token.start, token.end, token.surface, (entry,)))
    return more
