"""Bodies in Korean text: known ones, words that end like one, and what is one name with them."""

from __future__ import annotations

import re

from twosource.languages.finder import Found, unknown
from twosource.languages.ko.draft import CODE, PLACES, Draft
from twosource.languages.ko.lexicon import BODIES, CLUBS, GENERIC, LATIN, NO_BODY, UNITS, ending, word_set
from twosource.records import NameKind

_LONG = ending(word_set("bodies", "endings", "long"))
_WEAK = word_set("bodies", "endings", "weak")
_SHORT = tuple(word_set("bodies", "endings", "short"))
# Behind a body these make a person or a thing of it: 경찰청장, 삼성맨
_AFTER = frozenset(
    {
        "장",
        "원",
        "인",
        "맨",
        "법",
        "관",
        "차",
        "기",
        "제",
        "비",
        "권",
        "생",
        "배",
        "의장",
        "의원",
        "의사당",
        "원장",
        "위원장",
        "주의",
        "제도",
    }
)
_LAST = frozenset(word[-1] for word in (*word_set("bodies", "endings", "long"), *_SHORT, "대"))
_SHORTEST = 3
# Shorter ones are called alike in every city
_SHORTEST_NAME = 5
_SHORTEST_COMPOUND = 4
# 28사단, 119구조대
_NUMBERED = frozenset({"사단", "여단", "군단", "함대", "사령부", "구조대", "기동대", "부대"})
_CHAMBER = re.compile(r" (?:형사|민사|행정|가사)\s?(?:합의)?[0-9]{1,2}(?:부|단독)")
_BODY = NameKind.ORGANISATION


def find_bodies(draft: Draft) -> None:
    """Put what is a body by itself."""
    for first, last in draft.runs:
        _read_run(draft, first, last)


def _read_run(draft: Draft, first: int, last: int) -> None:
    """The longest body that begins where the word begins; else one at a later token: (주)하늘전자."""
    for start in range(first, last):
        if draft.kind(start) in {NameKind.OFFICE, NameKind.PERSON, NameKind.ALLIANCE}:
            return
        for end in range(last, start, -1):
            if _held_beyond(draft, start, end):
                continue
            if _is_body(draft, start, end, last):
                draft.put(start, end, _BODY)
                return
        if draft.tokens[first].tag not in {"SN", "XPN", "SL"}:
            return


def _held_beyond(draft: Draft, start: int, end: int) -> bool:
    """Whether a table's name is cut by this end, or is already this body."""
    item = draft.holder[end - 1]
    if item is None:
        return False
    whole = item.kind is _BODY and item.end >= draft.tokens[end - 1].end and item.start <= draft.tokens[start].start
    return whole or item.end > draft.tokens[end - 1].end


def _is_body(draft: Draft, start: int, end: int, last: int) -> bool:  # noqa: PLR0911 - one rule a line
    tokens = draft.tokens
    surface = draft.text[tokens[start].start : tokens[end - 1].end]
    if end < last and tokens[end].surface in _AFTER:
        return False
    if surface in NO_BODY:
        return False
    if surface in BODIES:
        return surface in GENERIC or tokens[start].tag in {"NNP", "SL"} or len(surface) >= _SHORTEST_COMPOUND
    if surface in LATIN and tokens[start].tag == "SL":
        return True
    if surface[-1] not in _LAST or len(surface) < _SHORTEST:
        return False
    if end - start == 1 and tokens[start].tag == "SL":
        return False
    proper = any(token.tag in {"NNP", "SL"} or not token.known for token in tokens[start:end])
    match = _LONG.fullmatch(surface)
    numbered = tokens[start].tag == "SN"
    if match is not None and len(surface) > len(match[1]) + (not proper and not numbered):
        return proper or (match[1] not in _WEAK if tokens[start].tag != "SN" else match[1] in _NUMBERED)
    if surface.endswith(_SHORT):
        return proper or (len(surface) >= _SHORTEST_COMPOUND and len(tokens[end - 1].surface) == 1)
    # 한빛대, but 한시대
    return end - start == 1 and tokens[start].tag == "NNP" and surface[-1] == "대"


def join_bodies(draft: Draft) -> None:
    """목포 해양경찰서, 일본 정부, 한빛대 총학생회, 부산 갈매기 구단: names of which each part says more of the same body."""
    position = 0
    for index, token in enumerate(draft.tokens):
        if index < position:
            continue
        item = draft.holder[index]
        if (item is not None and item.kind is _BODY) or token.surface in CLUBS:
            position = _join_around(draft, index) + 1


def _join_around(draft: Draft, index: int) -> int:
    """Join at the body that token `index` begins; gives its last token."""
    item = draft.holder[index]
    last = _end_of(draft, index)
    first = _with_places(draft, index)
    last = _with_units(draft, last)
    if first == index and (item is None or draft.tokens[last - 1].end <= item.end):
        if item is None and draft.tokens[index].surface in CLUBS:
            draft.put(index, last, _BODY)
        return last - 1
    country = next((held.entry.country for held in draft.holder[first:last] if held and held.entry.country), "")
    draft.put(first, last, _BODY, unknown(_BODY, CODE, _key_surface(draft, item, first, last), country=country))
    return last - 1


def _key_surface(draft: Draft, item: Found | None, first: int, last: int) -> str:
    """A body with a name of its own is the same with and without its city: 가람시 서해바람박물관."""
    whole = draft.text[draft.tokens[first].start : draft.tokens[last - 1].end]
    if item is None or draft.tokens[last - 1].end > item.end or len(item.surface) <= _SHORTEST_NAME:
        return whole
    return whole if item.surface in GENERIC or item.surface in UNITS else item.surface


def _with_places(draft: Draft, index: int) -> int:
    """First token of the body with the places before it, and with the embassy's 주; a club takes its company too."""
    item = draft.holder[index]
    club = draft.tokens[index].surface in CLUBS
    if not club and (item is None or not item.entry.key.startswith("organisation:~")):
        return index
    first = index
    while draft.spaced(first) or (club and draft.joined(first)):
        kind = draft.kind(first - 1)
        if kind not in PLACES and not (club and first == index and kind is _BODY):
            break
        first = _start_of(draft, first - 1)
    # The embassy in a country: 주 한빛국 대사관
    abroad = first < index and draft.spaced(first) and draft.tokens[first - 1].surface == "주"
    return first - 1 if abroad and draft.starts_word(first - 1) else first


def _with_units(draft: Draft, last: int) -> int:
    """The token behind the units of the body that ends before token `last`."""
    while draft.spaced(last) and _is_unit(draft, last):
        last = _end_of(draft, last)
    chamber = _CHAMBER.match(draft.text, draft.tokens[last - 1].end)
    while chamber is not None and last < len(draft.tokens) and draft.tokens[last].end <= chamber.end():
        last += 1
    return last


def _start_of(draft: Draft, index: int) -> int:
    item = draft.holder[index]
    while index and item is not None and draft.holder[index - 1] is item:
        index -= 1
    return index


def _end_of(draft: Draft, index: int) -> int:
    """Token behind the name that token `index` belongs to, or behind the token."""
    item = draft.holder[index]
    index += 1
    while item is not None and index < len(draft.tokens) and draft.holder[index] is item:
        index += 1
    return index


def _is_unit(draft: Draft, index: int) -> bool:
    """A part of the body before it: 노조, or another body whose name begins with no place of its own."""
    if draft.kind(index) is _BODY:
        item = draft.holder[index]
        return item is not None and (item.surface in UNITS or item.surface.endswith(("위원회", "특위", "지청", "학과")))
    return draft.tokens[index].surface in UNITS and not _goes_on(draft, index + 1)


def _goes_on(draft: Draft, index: int) -> bool:
    return draft.joined(index) and draft.tokens[index].tag[0] in "NXS"
