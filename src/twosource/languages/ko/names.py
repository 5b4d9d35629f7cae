"""Names in Korean text: table names, persons before or behind a title, bodies and places by their ending."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.languages.entry import Entry
from twosource.languages.finder import Found, People, find, mentions, settle, unknown
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading, Token
from twosource.languages.tables import table as read_table
from twosource.records import NameKind, NameMention

_CODE = "ko"
# What may follow a name within its word
_PARTICLE = re.compile(
    r"(?:[은는이가을를의에도와과로서]|으로|에서|에게|까지|부터|측|발|산|군|인|계|행|이나|이란|이라|께서|만|보다|처럼|뿐|란|라|시[는가의에도을와]?|현)*"
    r"(?![가-힣])"
)
_HANGUL = re.compile("[가-힣]")
_NOUNS = frozenset({"NNG", "NNP", "SL"})
_FULL_NAME = range(2, 5)
# Family names of nearly all Koreans: a word of three syllables that begins with one is a full name
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
# Parties, ministries and counties take titles too ("민주당 의원") and end in what no given name ends in
_NO_NAME_END = frozenset("당청부군")
_PROVINCE = frozenset({"현", "주", "성", "부"})
_CITY_PROVINCES = frozenset({"도쿄", "제주"})
# Titles that follow a person's name but are no office
_TITLES = frozenset(
    [
        "씨",
        "군",
        "양",
        "대표",
        "교수",
        "의원",
        "박사",
        "원장",
        "회장",
        "사장",
        "팀장",
        "과장",
        "소장",
        "본부장",
        "국장",
        "실장",
        "선장",
        "감독",
        "선수",
        "판사",
        "검사",
        "변호사",
        "작가",
        "셰프",
        "이사장",
        "위원장",
        "대변인",
        "총장",
        "센터장",
        "연구원",
        "연구위원",
        "관장",
        "서장",
        "청장",
        "시장",
        "지사",
        "총재",
        "대사",
        "상무",
        "전무",
        "부장",
        "차장",
        "단장",
        "조합장",
        "이장",
        "점장",
        "코치",
        "의장",
        "장관",
        "차관",
        "총리",
        "대통령",
        "국방장관",
        "외교장관",
        "방위상",
        "외무상",
    ]
)
_BODY = re.compile(
    r"[가-힣A-Za-z]*[가-힣]{2}(?:부|청|처|당)|[가-힣A-Za-z]+(?:공사|공단|은행|전자|자동차|건설|중공업|항공|해운|조선|화학|제약|통신|신문|일보|방송|그룹|대학교|대학|연구소|"
    r"연구원|경찰서|경찰청|소방서|소방본부|기상청|법원|지법|고법|지검|협회|재단|위원회|구단|해경|시청|군청|도청|구청|병원|박물관|미술관|식품|물산|"
    r"증권|보험|철도|해양경찰서|해양경찰청|당국)"
)
_PLACE = re.compile(r"[가-힣]{1,5}(?:도|현|군|구|읍|면|동|시|항|섬|역|공항|기지)")
_NO_BODY = frozenset(
    {
        "예배당",
        "경로당",
        "국회의사당",
        "의사당",
        "정부",
        "일부",
        "내부",
        "외부",
        "전부",
        "본부",
        "간부",
        "지원",
        "직원",
        "의원",
        "회원",
        "공원",
        "병원",
        "대학",
        "법원",
        "인원",
        "은행",
        "그룹",
        "협회",
        "재단",
        "위원회",
        "센터",
        "구청",
        "시청",
        "통신",
        "건설",
        "항공",
        "철도",
        "자동차",
        "전자",
        "보험",
        "증권",
        "식품",
        "연구원",
        "연구소",
        "대학교",
        "노조",
    }
)


def read_names(reading: Reading, table: NameTable, country: str) -> list[NameMention]:
    """See `protocol.Language.names`."""
    tokens = {token.start: token for token in reading.tokens}
    starts = sorted({*tokens, *_word_starts(reading.text)})
    known = find(reading, table, _CODE, starts, lambda *found: _fits(reading, tokens, *found))
    found = settle(known, country)
    found = [*found, *_countries_before(reading, found)]
    found.sort(key=lambda item: item.start)
    people = People(table)
    found = _persons(reading, found, people)
    found = _short_forms(reading, found, people)
    return mentions(reading, [*found, *_by_ending(reading, found)])


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


def _countries_before(reading: Reading, found: list[Found]) -> list[Found]:
    """One-syllable countries ("미", "일") before an office or body that a table knows."""
    short = {surface: code for code, surface in read_table("ko/countries")["short"].items()}
    text = reading.text
    more = []
    for item in found:
        if item.kind not in {NameKind.OFFICE, NameKind.ORGANISATION} or item.start < 2:  # noqa: PLR2004
            continue
        code = short.get(text[item.start - 2]) if text[item.start - 1] == " " else None
        before = text[item.start - 3] if item.start > 2 else " "  # noqa: PLR2004
        if code and not before.isalnum():
            entry = Entry(NameKind.COUNTRY, f"country:{code}", code)
            more.append(Found(item.start - 2, item.start - 1, text[item.start - 2], (entry,)))
    return more


def _persons(reading: Reading, found: list[Found], people: People) -> list[Found]:
    """Persons no table has, by a title behind them; offices given to persons, countries to offices."""
    taken = {position for item in found for position in range(item.start, item.end)}
    offices = {item.start for item in found if item.kind is NameKind.OFFICE}
    tokens = reading.tokens
    new: list[Found] = []
    for index, token in enumerate(tokens[:-1]):
        if token.tag != "NNP" or token.end - token.start not in _FULL_NAME or token.start in taken:
            continue
        if (
            not _HANGUL.match(token.surface)
            or token.surface[-1] in _NO_NAME_END
            or not _titled(reading, index, offices)
        ):
            continue
        start = _with_family(tokens, index, taken)
        surface = reading.text[start : token.end]
        new.append(Found(start, token.end, surface, (unknown(NameKind.PERSON, _CODE, surface),)))
    everyone = sorted([*found, *new], key=lambda item: item.start)
    everyone = [_with_office(reading, everyone, index) for index in range(len(everyone))]
    for item in everyone:
        if item.kind is NameKind.PERSON:
            people.met(_short(item.surface), item.entry)
    return everyone


def _titled(reading: Reading, index: int, offices: set[int]) -> bool:
    """Whether a title stands behind: at once, or after one word ("구본재 노조 위원장") for a Korean full name."""
    tokens = reading.tokens
    token, following = tokens[index], tokens[index + 1]
    if following.start - token.end > 1:
        return False
    if following.start in offices or following.surface in _TITLES:
        return True
    further = index + 2
    while further < len(tokens) and tokens[further].start == tokens[further - 1].end and tokens[further].tag in _NOUNS:
        further += 1
    if not _korean(token.surface) or following.tag not in _NOUNS or further >= len(tokens):
        return False
    title = tokens[further]
    return title.start - tokens[further - 1].end == 1 and (title.start in offices or title.surface in _TITLES)


def _korean(surface: str) -> bool:
    return len(surface) == 3 and surface[0] in _SURNAMES  # noqa: PLR2004


def _with_family(tokens: list[Token], index: int, taken: set[int]) -> int:
    """Start of the name: the word before belongs to it where this one is no Korean full name ("하즈키 렌")."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    if before is None or _korean(token.surface) or before.tag != "NNP" or before.start in taken:
        return token.start
    fits = token.start - before.end == 1 and not _BODY.fullmatch(before.surface)
    return before.start if fits else token.start


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


def _short_forms(reading: Reading, found: list[Found], people: People) -> list[Found]:
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
        if not surface or start in taken or (start and text[start - 1].isalnum()):
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


def _by_ending(reading: Reading, found: list[Found]) -> list[Found]:
    """Bodies and places that no table has: runs of nouns without a space that end like one."""
    taken = {p for item in found if item.kind is not NameKind.PLACE for p in range(item.start, item.end)}
    places = {p for item in found if item.kind is NameKind.PLACE for p in range(item.start, item.end)}
    more: list[Found] = []
    tokens = reading.tokens
    index = 0
    while index < len(tokens):
        first = index
        index += 1
        if tokens[first].tag not in _NOUNS:
            continue
        while index < len(tokens) and tokens[index].start == tokens[index - 1].end and tokens[index].tag in _NOUNS:
            index += 1
        start, end = tokens[first].start, tokens[index - 1].end
        surface = reading.text[start:end]
        if len(surface) < 3 or any(p in taken for p in (start, end - 1)):  # noqa: PLR2004
            continue
        if _BODY.fullmatch(surface) and surface not in _NO_BODY:
            more.append(Found(start, end, surface, (unknown(NameKind.ORGANISATION, _CODE, surface),)))
        elif tokens[first].tag == "NNP" and start not in places and _PLACE.fullmatch(surface):
            more.append(Found(start, end, surface, (unknown(NameKind.PLACE, _CODE, surface),)))
    return more
