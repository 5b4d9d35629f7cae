"""Names in Korean text: those of the tables, then bodies, places and persons that no table has."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.languages.entry import Entry
from twosource.languages.finder import Found, People, find, mentions, settle
from twosource.languages.ko.bodies import find_bodies, join_bodies
from twosource.languages.ko.draft import CODE, PLACES, Draft
from twosource.languages.ko.localities import find_localities, join_addresses
from twosource.languages.ko.offices import countries_before, short_forms, with_offices
from twosource.languages.ko.persons import find_persons
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading, Token
from twosource.records import NameKind, NameMention

# What may follow a name within its word
_PARTICLE = re.compile(
    r"(?:[은는이가을를의에도와과로서]|으로|에서|에게|까지|부터|측|발|산|군|인|계|행|이나|이란|이라|께서|만|보다|처럼|뿐|란|라|시[는가의에도을와]?|현)*"
    r"(?![가-힣])"
)
# Behind a name; two or more letters, as A(B) may be anything
_BRACKETS = re.compile(r"\s?[(（](?:([一-鿿々]{2,8})|([A-Za-z&·]{2,10}))[)）]")
_HANGUL = re.compile("[가-힣]")
_NO_VERBS = frozenset({NameKind.PLACE, NameKind.COUNTRY, NameKind.ALLIANCE})
_PROVINCE = frozenset({"현", "주", "성", "부"})
_CITY_PROVINCES = frozenset({"도쿄", "제주"})


def read_names(reading: Reading, table: NameTable, country: str) -> list[NameMention]:
    """See `protocol.Language.names`."""
    tokens = {token.start: token for token in reading.tokens}
    starts = sorted({*tokens, *_word_starts(reading.text)})
    fitting = find(reading, table, CODE, starts, lambda *found: _fits(reading, tokens, *found))
    known = settle([_without_namesakes(item) for item in fitting], country)
    known = sorted([*known, *countries_before(reading, known)], key=lambda item: item.start)
    draft = Draft(reading, known)
    find_bodies(draft)
    find_localities(draft)
    join_bodies(draft)
    join_addresses(draft)
    people = People(table)
    find_persons(draft)
    _with_brackets(draft)
    found = with_offices(reading, draft.names(), people)
    return mentions(reading, short_forms(reading, found, people))


def _without_namesakes(item: Found) -> Found:
    """A country, not the towns called like it."""
    countries = tuple(entry for entry in item.entries if entry.kind is NameKind.COUNTRY)
    return replace(item, entries=countries) if countries else item


def _with_brackets(draft: Draft) -> None:
    """The same name in another script behind it: 하즈키 렌(葉月蓮), 한빛연구원(HRI)."""
    for item in draft.names():
        match = _BRACKETS.match(draft.text, item.end)
        if match is None or (match[2] and item.kind is not NameKind.ORGANISATION):
            continue
        if item.kind in PLACES or item.kind in {NameKind.PERSON, NameKind.ORGANISATION}:
            start, end = match.span(1) if match[1] else match.span(2)
            draft.put_span(start, end, item.kind, item.entry)


def _word_starts(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"(?<![가-힣])[가-힣]", text)]


def _fits(reading: Reading, tokens: dict[int, Token], start: int, end: int, entries: tuple[Entry, ...]) -> bool:  # noqa: PLR0911 - one rule a line
    text = reading.text
    token = tokens.get(start)
    inside = start > 0 and bool(_HANGUL.match(text[start - 1])) and bool(_HANGUL.match(text[start]))
    kind = entries[-1].kind
    if text[start].isascii() and start and text[start - 1].isalnum() and text[start - 1].isascii():
        return False
    if text[end - 1].isascii() and end < len(text) and text[end].isascii() and text[end].isalnum():
        return False
    exact = token is not None and token.end == end
    if token is not None and kind in _NO_VERBS and token.tag[0] not in "NSMX":
        return False
    if kind is NameKind.PLACE:
        # Short cities are common nouns as well; the tokenizer's word for a name settles it
        if entries[-1].region and not inside and end - start > 2:  # noqa: PLR2004
            return bool(_PARTICLE.match(text, end)) or reading.ends_token(end)
        named = token is not None and (token.tag == "NNP" or (token.tag == "NNG" and end - start > 3))  # noqa: PLR2004
        if token is None or not named or _is_province(reading, token, start, end):
            return False
    if kind is NameKind.PLACE and end - start <= 2:  # noqa: PLR2004
        rest = text[end : token.end] if token is not None else ""
        return token is not None and token.tag == "NNP" and (exact or rest in {"시", "항", "역"})
    if end - start <= 2 and not reading.ends_token(end):  # noqa: PLR2004
        # A registry name of two syllables is often cut in two by the tokenizer; a country never is
        return kind is NameKind.PERSON and not inside and bool(_PARTICLE.match(text, end))
    if inside and not (token is not None and reading.ends_token(end)):
        return False
    return exact or reading.ends_token(end) or bool(_PARTICLE.match(text, end))


def _is_province(reading: Reading, token: Token, start: int, end: int) -> bool:
    """아오모리현 is not the city of 아오모리; a particle 도 ("also") is no ending of a name."""
    if reading.text[start:end] in _CITY_PROVINCES:
        return False
    if token.end > end:
        return reading.text[end : token.end] in _PROVINCE
    index = reading.token_from(end)
    following = reading.tokens[index] if index < len(reading.tokens) else None
    return bool(following and following.start == end and following.surface in _PROVINCE and following.tag[0] in "NX")
