"""Names in English text: table names, persons by title or verb, bodies by their ending; also for any Latin script."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.languages.entry import Entry
from twosource.languages.finder import Found, People, find, mentions, settle, unknown
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading
from twosource.languages.tables import table as read_table
from twosource.records import NameKind, NameMention

_CODE = "en"
_START = re.compile(r"(?<![\w.])(?:[A-Z]|[a-z])")
_PART = r"(?:[A-Z][a-zà-ÿ]+(?:['’][A-Z][a-zà-ÿ]+)?(?:-[A-Za-zà-ÿ]+)?|(?!(?:Mr|Ms|Dr|St)\.)[A-Z][a-z]?\.)"
_PERSON = re.compile(rf"(?<![\w.]){_PART}(?:\s(?:de|van|von|bin|al)\s{_PART}|\s{_PART}){{1,3}}")
_ONE = re.compile(r"(?<![\w.-])[A-Z][a-zà-ÿ]+(?:-[a-z]+)?\b")
_SPEAKS = re.compile(r"(?:,[^,.\"“”]{3,70},)?\s(?:said|says|told|added|wrote|warned|asked|explained)\b")
_DESCRIBED = re.compile(
    rf",\s(?:who\s|[0-9]{{1,2}},|(?:the|an?)\s[^,.;]{{0,40}}?\b(?:{'|'.join(read_table('en/words')['roles'])})\b)"
)
_TITLE_BEFORE = re.compile(r"(?:Mr|Ms|Mrs|Dr|Prof|Gen|Lt|Col|Capt|Sen|Rep|Gov|Adm)\.\s(?:Gen\.\s|Col\.\s|Cmdr\.\s)?$")
_ACCORDING = re.compile(r"[Aa]ccording\sto\s$")
_NOT_PERSON = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "For",
        "And",
        "But",
        "From",
        "With",
        "By",
        "Of",
        "To",
        "This",
        "That",
        "It",
        "He",
        "She",
        "They",
        "We",
        "After",
        "Before",
        "While",
        "When",
        "If",
        "As",
        "South",
        "North",
        "East",
        "West",
        "New",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Ministry",
        "Minister",
        "Police",
        "Department",
        "University",
        "Prime",
        "Defense",
        "Defence",
        "Foreign",
        "National",
        "Party",
        "Bank",
        "Korea",
        "Korean",
        "Japan",
        "Japanese",
    ]
)
_BODY = re.compile(
    r"(?:(?:Ministry|Department|Bank|University|Bureau|Institute|Office|Agency|Federation)\sof\s(?:the\s)?[A-Z][\w-]+(?:(?:\s(?:and|of)\s|,\s|\s)[A-Z][\w-]+){0,3}"
    r"|(?!The\s)(?:[A-Z][\w&-]+\s){1,4}(?:Corp\.?|Corporation|Inc\.?|Ltd\.?|Co\.|Company|Ministry|Agency|University|Department|Institute|Bank|Electronics|Motors|Airlines|Airways|"
    r"Party|Association|Commission|Committee|Council|Union|Authority|Court|Hospital|Museum|Police|Group|Holdings|Laboratory|Coast\sGuard|Fire\sDepartment|Times|Tribune|Railway|Shipping|Foundation))\b"
)


def read_names(reading: Reading, table: NameTable, country: str) -> list[NameMention]:
    """See `protocol.Language.names`."""
    found = _known(reading, table, country)
    people = People(table)
    bodies = _bodies(reading, found)
    found = _persons(reading, found, bodies, people)
    found = [*found, *_short_forms(reading, found, people)]
    return mentions(reading, [*found, *bodies])


def read_known(reading: Reading, table: NameTable, country: str) -> list[NameMention]:
    """Only names that a table has, for languages without a module."""
    return mentions(reading, _known(reading, table, country))


def _known(reading: Reading, table: NameTable, country: str) -> list[Found]:
    starts = (match.start() for match in _START.finditer(reading.text))
    lower = {token.surface for token in reading.tokens if token.tag == "W"}
    found = find(reading, table, _CODE, starts, lambda *item: _fits(reading.text, lower, *item))
    return settle(found, country)


def _fits(text: str, lower: set[str], start: int, end: int, entries: tuple[Entry, ...]) -> bool:
    if end < len(text) and (text[end].isalnum() or text[end] == "_"):
        return False
    kind = entries[-1].kind
    surface = text[start:end]
    if kind is NameKind.PLACE and text.startswith(
        (" Prefecture", " prefecture", " Province", " province", " County"), end
    ):
        return False
    if kind is NameKind.PLACE and " " not in surface:
        if surface.lower() in lower:
            return False
        # "Victoria Bell" is a person, "Houston Street" a street: no city inside a longer name
        rest = text[end : end + 2]
        before = text[start - 2 : start]
        part = (
            rest[:1] == "-"
            or (rest[:1] == " " and rest[1:].isupper())
            or (before[1:] == " " and before[:1].islower() is False and before[:1].isalpha())
        )
        return not part or text[end : end + 6] == " Mayor"
    return not (end < len(text) - 1 and text[end] == "-" and text[end + 1].isalpha() and kind is NameKind.PERSON)


def _persons(reading: Reading, found: list[Found], bodies: list[Found], people: People) -> list[Found]:
    taken = {position for item in (*found, *bodies) for position in range(item.start, item.end)}
    text = reading.text
    offices = {item.end: item for item in found if item.kind is NameKind.OFFICE}
    new: list[Found] = []
    for match in _PERSON.finditer(text):
        start, end = match.span()
        words = match.group().split()
        while words and (words[0] in _NOT_PERSON or start in taken):
            start += len(words.pop(0)) + 1
        if start > match.start() and (again := _PERSON.match(text, start)):
            words, end = again.group().split(), again.end()
        if len(words) < 2 or any(word in _NOT_PERSON for word in words) or any(p in taken for p in range(start, end)):  # noqa: PLR2004
            continue
        titled = (start - 1) in offices or bool(_TITLE_BEFORE.search(text, max(0, start - 12), start))
        titled = titled or bool(_ACCORDING.search(text, max(0, start - 14), start))
        if titled or _SPEAKS.match(text, end) or _DESCRIBED.match(text, end):
            surface = text[start:end]
            new.append(Found(start, end, surface, (unknown(NameKind.PERSON, _CODE, surface),)))
    everyone = sorted([*found, *new], key=lambda item: item.start)
    everyone = [_with_office(text, everyone, index) for index in range(len(everyone))]
    for item in everyone:
        if item.kind is NameKind.PERSON:
            words = item.surface.split()
            people.met({words[0], words[-1]} if len(words) > 1 else (item.surface,), item.entry)
    return everyone


def _with_office(text: str, everyone: list[Found], index: int) -> Found:
    item = everyone[index]
    before = everyone[index - 1] if index else None
    if item.kind is NameKind.OFFICE and not item.entry.country:
        if before and before.kind is NameKind.COUNTRY and text[before.end : item.start] in {" ", "'s ", "’s "}:
            return replace(item, entries=(item.entry._replace(country=before.entry.country),))
        return item
    if item.kind is not NameKind.PERSON:
        return item
    if before and before.kind is NameKind.OFFICE and text[before.end : item.start] in {" ", ", "}:
        country = before.entry.country
        further = everyone[index - 2] if index > 1 else None
        if not country and further and further.kind is NameKind.COUNTRY and before.start - further.end <= 3:  # noqa: PLR2004
            country = further.entry.country
        return _holding(item, before.entry, country)
    country = ""
    for following in everyone[index + 1 : index + 3]:
        between = text[item.end : following.start]
        if not re.fullmatch(r",\s(?:(?:the|a|an|its|who is)\s)?(?:[\w.]+(?:['’]s)?\s){0,3}", between):
            break
        if following.kind is NameKind.OFFICE:
            return _holding(item, following.entry, country or following.entry.country)
        country = following.entry.country if following.kind is NameKind.COUNTRY else ""
    return item


def _holding(person: Found, office: Entry, country: str) -> Found:
    entry = person.entry
    held = entry.office if office.key == "office:minister" and entry.office else office.key
    return replace(person, entries=(entry._replace(office=held, country=entry.country or country),))


def _short_forms(reading: Reading, found: list[Found], people: People) -> list[Found]:
    taken = {position for item in found for position in range(item.start, item.end)}
    offices = {item.end: item.entry for item in found if item.kind is NameKind.OFFICE}
    more = []
    for match in _ONE.finditer(reading.text):
        if match.start() in taken:
            continue
        office = offices.get(match.start() - 1)
        entry = people.called(
            match.group(), office=office.key if office else "", country=office.country if office else ""
        )
        if entry is not None:
            more.append(Found(match.start(), match.end(), match.group(), (entry,)))
    return more


def _bodies(reading: Reading, found: list[Found]) -> list[Found]:
    persons = {position for item in found if item.kind is NameKind.PERSON for position in range(item.start, item.end)}
    known = {
        position for item in found if item.kind is NameKind.ORGANISATION for position in range(item.start, item.end)
    }
    more = []
    for match in _BODY.finditer(reading.text):
        start, end = match.span()
        for article in ("The ", "A ", "In ", "At "):
            if reading.text.startswith(article, start):
                start += len(article)
        if start in persons or start in known:
            continue
        surface = reading.text[start:end]
        more.append(Found(start, end, surface, (unknown(NameKind.ORGANISATION, _CODE, surface),)))
    return more
