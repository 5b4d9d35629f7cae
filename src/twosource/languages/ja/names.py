"""Names in Japanese text: those of the tables, then what their words say of all others."""

from __future__ import annotations

import re

from twosource.languages.entry import Entry
from twosource.languages.finder import Found, find, mentions, settle, unknown
from twosource.languages.ja.compounds import name_words
from twosource.languages.ja.persons import countries_before, settle_persons
from twosource.languages.ja.sequences import Named, words
from twosource.languages.ja.wordclass import OUTSIDE, letters
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading
from twosource.records import NameKind, NameMention

_CODE = "ja"
_PLACE, _FAMILY = "名詞,固有名詞,地名", "名詞,固有名詞,人名,姓"
_KANA = re.compile("[ァ-ヺー]")
_SHORT_COUNTRIES = frozenset("米英仏独露韓中豪")
_AFTER_CITY = re.compile("[都道府県市区町村郡]")
_AFTER_COUNTRY = re.compile("[側軍人政内外製産]|大統領|首相")
_INNER = re.compile("[都道府県郡市]")
_TITLE = re.compile("氏|さん|容疑者|被告|選手|監督")
_TITLED = re.compile("(?<=..)(?:大統領|首相)$")
# Words no table name starts with
_NO_START = frozenset(".q_・-dhs")
# Persons, offices and pairs of countries of a table stand whatever is around them
_FIRM = frozenset({NameKind.PERSON, NameKind.OFFICE, NameKind.ALLIANCE})
_WHERE = frozenset({NameKind.PLACE, NameKind.COUNTRY})
# A body with one of these behind its name is still that body
_SAME_BODY = frozenset({"社", "グループ", "本社", "側", "株式会社"})
_ADMINISTRATIVE = re.compile("[CLl]+")


def read_names(reading: Reading, table: NameTable, country: str) -> list[NameMention]:
    """See `protocol.Language.names`."""
    kinds = letters(reading.tokens)
    known = settle(find(reading, table, _CODE, _starts(reading, kinds), lambda *found: _fits(reading, *found)), country)
    found, short = _with_unknown(reading, kinds, known)
    found = sorted([*found, *countries_before(reading, found)], key=lambda item: item.start)
    return mentions(reading, settle_persons(reading, found, short, table))


def _starts(reading: Reading, kinds: str) -> list[int]:
    """Starts of words, and of the parts of a place in one word: 神奈川県|横須賀市."""
    starts: list[int] = []
    for token, kind in zip(reading.tokens, kinds, strict=True):
        if kind in _NO_START:
            continue
        start = token[0]
        starts.append(start)
        # 米大統領 is one word of the dictionary
        if kind == "n" and token[2][0] in _SHORT_COUNTRIES:
            starts.append(start + 1)
        if kind in "IPM" and (titled := _TITLED.search(token[2])):
            starts.append(start + titled.start())
        if kind == "L" and token[1] - start > 3:  # noqa: PLR2004
            starts.extend(start + match.end() for match in _INNER.finditer(token[2], 1, token[1] - start - 1))
    return starts


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether it is part of a Latin word, or of a day: "28日中に" is no Japan and China."""
    if text[start] == "日" and start and text[start - 1].isdigit():
        return True
    latin = text[end - 1].isascii() and text[end - 1].isalnum()
    return latin and end < len(text) and text[end].isascii() and text[end].isalnum()


def _fits(reading: Reading, start: int, end: int, entries: tuple[Entry, ...]) -> bool:
    """Whether a table name may stand here."""
    text = reading.text
    if _is_part(text, start, end) or (_KANA.match(text[end - 1]) and _KANA.match(text[end : end + 1])):
        return False
    kind = entries[-1].kind
    if kind is NameKind.PLACE:
        return _fits_place(reading, start, end, entries[-1])
    if kind is NameKind.PERSON:
        return _fits_person(reading, start, end)
    if kind is NameKind.COUNTRY:
        return reading.ends_token(end) or bool(_AFTER_COUNTRY.match(text, end))
    # 衆議院議員 is one word of the dictionary
    return reading.ends_token(end) or kind is NameKind.ALLIANCE or text.startswith("議員", end)


def _fits_place(reading: Reading, start: int, end: int, entry: Entry) -> bool:
    text = reading.text
    if entry.region:
        return reading.ends_token(end) or text[end - 1] in "県府道"
    # 青森県 is not the city of 青森
    if text[end : end + 1] in {"県", "府"} and text[end - 1] not in "県府":
        return False
    token = reading.tokens[reading.token_from(start)] if reading.starts_token(start) else None
    if token is not None and token.end == end:
        return token.tag.startswith(_PLACE) or (token.tag.startswith(_FAMILY) and _is_where(reading, end))
    return (token is None or "固有名詞" in token.tag) and (
        reading.ends_token(end) or bool(_AFTER_CITY.match(text, end))
    )


def _is_where(reading: Reading, end: int) -> bool:
    """Whether a word that is a surname and a city alike is the city: at the end of a headline, or 長崎で, 長崎沖."""
    index = reading.token_from(end)
    following = reading.tokens[index].surface if index < len(reading.tokens) else "で"
    return reading.text[end : end + 1] == "\n" or following == "で" or following in words("same_place")


def _fits_person(reading: Reading, start: int, end: int) -> bool:
    if end - start > 3 or (end - start > 2 and _TITLE.match(reading.text, end)):  # noqa: PLR2004
        return end - start <= 3 or reading.ends_token(end)  # noqa: PLR2004
    token = reading.tokens[reading.token_from(start)] if reading.starts_token(start) else None
    return reading.ends_token(end) and (token is None or "固有名詞" in token.tag or not token.tag.startswith("名詞"))


def _with_unknown(reading: Reading, kinds: str, known: list[Found]) -> tuple[list[Found], set[int]]:
    """Table names and the names no table has, in order; and the starts of persons named by one word."""
    found: list[Found] = []
    short: set[int] = set()
    position = 0
    for first, last in _lines(reading):
        for named in name_words(reading, kinds, first, last):
            start, end = _extent(reading, named)
            while position < len(known) and known[position].end <= start:
                found.append(known[position])
                position += 1
            behind = position
            while behind < len(known) and known[behind].start < end:
                behind += 1
            instead = _instead_of(reading, kinds, named, known[position:behind])
            if instead is None:
                continue
            found.extend(instead)
            position = behind
            if named.kind is NameKind.PERSON and named.last - named.first == 1 and kinds[named.first] != "I":
                short.add(start)
    return [*found, *known[position:]], short


def _extent(reading: Reading, named: Named) -> tuple[int, int]:
    """Start and end in the text; of 鶴崎|市内 the city, of a word that ends with a title or 氏 the name."""
    last = reading.tokens[named.last - 1]
    start, end, final = reading.tokens[named.first].start, last.end, last.surface[-1]
    if (final == "内" and last.surface in words("inside")) or (final == "氏" and last.tag.endswith(OUTSIDE)):
        end -= 1
    elif final in "領相" and named.kind is NameKind.PERSON and (titled := _TITLED.search(last.surface)):
        end = last.start + titled.start()
    return start, end


def _instead_of(reading: Reading, kinds: str, named: Named, known: list[Found]) -> list[Found] | None:
    """What stands instead of the table names in these words; None where they are the better reading."""
    kind = named.kind
    if kind is None:
        return [item for item in known if item.kind not in _WHERE]
    start, end = _extent(reading, named)
    surface = reading.text[start:end]
    surname = kinds[named.first : named.last] == "F"
    only_places = all(item.kind is NameKind.PLACE for item in known) and kind is not NameKind.PLACE
    if not known or (only_places and not surname):
        return [Found(start, end, surface, (unknown(kind, _CODE, surface),))]
    ahead, behind = known[0], known[-1]
    if _are_better(reading, known, start, end):
        return None
    if kind is NameKind.PLACE and behind.kind is NameKind.PLACE:
        same = reading.tokens[named.last - 1].surface in words("same_place")
        if behind.end == end or _ADMINISTRATIVE.fullmatch(kinds[named.first : named.last - same]):
            return [Found(start, end, surface, behind.entries)]
    country = ahead.entry.country if ahead.kind is NameKind.COUNTRY and ahead.start == start else ""
    return [Found(start, end, surface, (unknown(kind, _CODE, surface, country=country),))]


def _are_better(reading: Reading, known: list[Found], start: int, end: int) -> bool:
    """Whether table names stand against a name at [start, end): firm ones, and those that reach as far or further."""
    ahead, behind = known[0], known[-1]
    if ahead.start < start or behind.end > end or (ahead.start == start and ahead.end == end):
        return True
    return any(
        item.kind in _FIRM or (item.kind is NameKind.ORGANISATION and _is_whole(reading, item, end)) for item in known
    )


def _is_whole(reading: Reading, body: Found, end: int) -> bool:
    return body.end == end or reading.text[body.end : end] in _SAME_BODY


def _lines(reading: Reading) -> list[tuple[int, int]]:
    """Word ranges of the lines: no name goes on from a title into the body."""
    ranges = []
    first = 0
    position = reading.text.find("\n")
    while position >= 0:
        last = reading.token_from(position)
        ranges.append((first, last))
        first = last
        position = reading.text.find("\n", position + 1)
    return [*ranges, (first, len(reading.tokens))]
