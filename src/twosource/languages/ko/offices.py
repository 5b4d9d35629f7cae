"""Offices in Korean text: whose they are, who holds them, and who is meant by a family name before one."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.languages.entry import Entry
from twosource.languages.finder import Found, People, unknown
from twosource.languages.ko.draft import CODE
from twosource.languages.protocol import Reading
from twosource.languages.tables import table as read_table
from twosource.records import NameKind

_HANGUL = re.compile("[가-힣]")


def countries_before(reading: Reading, found: list[Found]) -> list[Found]:
    """One-syllable countries ("미", "일") before an office or body that a table knows."""
    short = {surface: code for code, surface in read_table("ko/countries")["short"].items()}
    text = reading.text
    more = []
    for item in found:
        if item.kind not in {NameKind.OFFICE, NameKind.ORGANISATION} or item.start < 2:  # noqa: PLR2004
            continue
        if item.kind is NameKind.OFFICE and not read_table("offices")[item.entry.key.removeprefix("office:")].get(
            "state"
        ):
            continue
        code = short.get(text[item.start - 2]) if text[item.start - 1] == " " else None
        before = text[item.start - 3] if item.start > 2 else " "  # noqa: PLR2004
        if code and not before.isalnum():
            entry = Entry(NameKind.COUNTRY, f"country:{code}", code)
            more.append(Found(item.start - 2, item.start - 1, text[item.start - 2], (entry,)))
    return more


def with_offices(reading: Reading, found: list[Found], people: People) -> list[Found]:
    """`found` in order, with offices given to persons, countries to offices, and short forms to whom they mean.

    `people` gets to know who is named in full. A family name alone that two of them bear is left out.
    """
    everyone = [_with_office(reading, found, index) for index in range(len(found))]
    for known in (_is_long, _is_full):
        for item in everyone:
            if item.kind is NameKind.PERSON and known(item):
                people.met(_short(item.surface), item.entry)
        everyone = [
            item if _is_long(item) and not item.entry.population else _called(item, people) for item in everyone
        ]
    borne = {item.surface[0] for item in everyone if item.kind is NameKind.PERSON and _is_full(item)}
    return [item for item in everyone if not (_is_unsettled(item) and item.surface in borne)]


def _called(item: Found, people: People) -> Found:
    """Whom an unknown person of one word, or a city called like a person, means among those met."""
    if item.entry.population:
        entry = people.called(item.surface)
    elif item.kind is NameKind.PERSON and item.entry.key.startswith("person:~"):
        entry = people.called(item.surface, office=item.entry.office, country=item.entry.country)
    else:
        return item
    if entry is None:
        return item
    return replace(item, entries=(entry._replace(office=item.entry.office or entry.office),))


def _is_long(person: Found) -> bool:
    """Of the registry or of several words."""
    return not person.entry.key.startswith("person:~") or " " in person.surface


def _is_full(person: Found) -> bool:
    """The same, or as long as a Korean full name."""
    return _is_long(person) or len(person.surface) > 2  # noqa: PLR2004


def _is_unsettled(item: Found) -> bool:
    """A family syllable of nobody in particular."""
    nobody = unknown(NameKind.PERSON, CODE, item.surface).key
    return item.kind is NameKind.PERSON and len(item.surface) == 1 and item.entry.key == nobody


def _short(surface: str) -> tuple[str, ...]:
    words = surface.split()
    return (words[0],) if len(words) > 1 else (surface[:1], surface) if len(surface) <= 4 else (surface,)  # noqa: PLR2004


def _with_office(reading: Reading, everyone: list[Found], index: int) -> Found:
    """A person with the office beside the name ("X 국방장관", "X 일본 방위상", "방위상 X")."""
    item = everyone[index]
    if item.kind is NameKind.OFFICE and not item.entry.country:
        before = everyone[index - 1] if index else None
        if before and before.kind is NameKind.COUNTRY and item.start - before.end <= 1:
            return replace(item, entries=(item.entry._replace(country=before.entry.country),))
        return item
    if item.kind is not NameKind.PERSON:
        return item
    country = ""
    position = item.end
    for following in everyone[index + 1 : index + 3]:
        if following.start - position > 1:
            break
        if following.kind is NameKind.COUNTRY:
            country, position = following.entry.country, following.end
        elif following.kind is NameKind.OFFICE:
            return _holding(item, following.entry, country)
        else:
            break
    before = everyone[index - 1] if index else None
    if before and before.kind is NameKind.OFFICE and reading.text[before.end : item.start] in {" ", "인 "}:
        return _holding(item, before.entry, "")
    return item


def _holding(person: Found, office: Entry, country: str) -> Found:
    entry = person.entry
    held = entry.office if office.key == "office:minister" and entry.office else office.key
    return replace(person, entries=(entry._replace(office=held, country=entry.country or country or office.country),))


def short_forms(reading: Reading, found: list[Found], people: People) -> list[Found]:
    """Finds "안 장관" and "고이즈미 방위상", and "고이즈미는" once the full name was read."""
    taken = {item.start for item in found}
    text = reading.text
    more: list[Found] = []
    for item in found:
        if item.kind is not NameKind.OFFICE or item.start < 2 or text[item.start - 1] != " ":  # noqa: PLR2004
            continue
        start = item.start - 1
        while start and _HANGUL.match(text[start - 1]) and item.start - start <= 6:  # noqa: PLR2004
            start -= 1
        surface = text[start : item.start - 1]
        # Behind a person 전 is "former"
        former = surface == "전" and any(other.end == start - 1 for other in found)
        if not surface or former or start in taken or (start and text[start - 1].isalnum()):
            continue
        entry = people.called(surface, office=item.entry.key, country=item.entry.country)
        if entry is not None:
            more.append(Found(start, item.start - 1, surface, (entry,)))
            taken.add(start)
    for token in reading.tokens:
        if token.tag != "NNP" or token.start in taken or token.end - token.start < 2:  # noqa: PLR2004
            continue
        entry = people.called(token.surface)
        if entry is not None:
            more.append(Found(token.start, token.end, token.surface, (entry,)))
    return [*found, *more]
