"""Places in Korean text that no table of cities has, and addresses: parts that stand side by side are one place."""

from __future__ import annotations

import re

from twosource.languages.entry import Entry
from twosource.languages.finder import Found, unknown
from twosource.languages.ko.draft import CODE, PLACES, Draft
from twosource.languages.ko.lexicon import (
    DIRECTIONS,
    DOUBTFUL,
    GIVEN,
    LATIN_PLACES,
    LOCALITIES,
    SURNAMES,
    ending,
    word_set,
)
from twosource.records import NameKind

_LONG = ending(word_set("localities", "endings", "long"))
_SHORT = tuple(word_set("localities", "endings", "short"))
_FIRM = tuple(word_set("localities", "endings", "firm"))
# Belongs to the name of the place before it in the same word: 울산시, 부산항
_FACILITIES = word_set("localities", "endings", "long")
_SUFFIX = word_set("localities", "endings", "long") | word_set("localities", "endings", "short") | DIRECTIONS
_WIDE_SUFFIX = re.compile("[가-힣]{0,2}(?:시|군|구|도|주|현|역|항|공항)")
_NAME_LENGTH = 3
_COMPASS = frozenset({"중구", "동구", "서구", "남구", "북구"})
_AREA = frozenset("시주현군구도성")
_PLACE = NameKind.PLACE
# What a place is followed by more often than a person
_WHERE = frozenset({"에", "에서", "으로", "로"})


def find_localities(draft: Draft) -> None:
    """Put places by list and by ending, and let table places take their endings."""
    for first, last in draft.runs:
        _read_run(draft, first, last)


def _read_run(draft: Draft, first: int, last: int) -> None:
    tokens = draft.tokens
    surface = draft.text[tokens[first].start : tokens[last - 1].end]
    if draft.kind(first) in PLACES:
        _take_ending(draft, first, last)
        return
    if draft.kind(first) is not None:
        return
    if last - first > 1 and tokens[first].tag == "NNP" and draft.kind(last - 1) is None and _LONG.fullmatch(surface):
        draft.put(first, last, _PLACE)
        return
    if (last - first == 1 or tokens[first].surface in LOCALITIES) and _is_place(draft, first):
        draft.put(first, first + 1, _PLACE)
        _take_ending(draft, first, last)


def _take_ending(draft: Draft, first: int, last: int) -> None:
    """울산시, 제주공항, 펜실베이니아주: the table's place with the rest of its word, still that place."""
    item = draft.holder[first]
    if item is None:
        return
    token = draft.tokens[first]
    if token.end > item.end and item.start == token.start:
        if _WIDE_SUFFIX.fullmatch(draft.text, item.end, token.end):
            draft.put(first, first + 1, _PLACE, item.entry)
        return
    behind = first
    while behind < last and draft.holder[behind] is item:
        behind += 1
    if behind == last - 1 and draft.holder[behind] is None and draft.tokens[behind].surface in _SUFFIX:
        entry = item.entry if item.kind is _PLACE else None
        draft.put(first, last, _PLACE, entry)


def _is_place(draft: Draft, index: int) -> bool:  # noqa: PLR0911 - one rule a line
    token = draft.tokens[index]
    surface = token.surface
    if surface in LATIN_PLACES:
        return True
    if surface in GIVEN:
        return False
    if token.tag != "NNP" and not (token.tag == "NNG" and not token.known):
        return False
    if surface in _COMPASS:
        return draft.spaced(index) and draft.kind(index - 1) in PLACES
    if surface in LOCALITIES:
        return token.tag == "NNP" and (surface not in DOUBTFUL or _is_where(draft, index))
    if surface[:-1] in LOCALITIES and surface[-1] in _AREA:
        return True
    behind = draft.spaced(index) and draft.kind(index - 1) in PLACES
    if not token.known and not behind:
        facility = _LONG.fullmatch(surface)
        return facility is not None and len(facility[1]) > 2  # noqa: PLR2004
    if len(surface) < _NAME_LENGTH or not surface.endswith(_SHORT):
        return bool(_LONG.fullmatch(surface)) and token.tag == "NNP"
    if len(surface) == _NAME_LENGTH and surface[0] in SURNAMES:
        return behind or _is_where(draft, index)
    return behind or surface.endswith(_FIRM) or _is_where(draft, index)


def _is_where(draft: Draft, index: int) -> bool:
    """Whether the word is used as a place: behind another one, or before a particle of place."""
    if draft.spaced(index) and draft.kind(index - 1) in PLACES:
        return True
    return index + 1 < len(draft.tokens) and draft.joined(index + 1) and draft.tokens[index + 1].surface in _WHERE


def join_addresses(draft: Draft) -> None:
    """Places side by side are one: 라온도 가람시 나루동."""
    position = 0
    for index, item in enumerate(draft.holder):
        if item is None or index < position or item.kind not in PLACES:
            continue
        parts, behind = _parts(draft, index)
        last = _with_rest(draft, behind)
        end = draft.tokens[last - 1].end if last > behind else parts[-1].end
        if last > behind or len(parts) > 1:
            draft.put_span(parts[0].start, end, _PLACE, _address(draft, parts, end))
        position = last


def _parts(draft: Draft, first: int) -> tuple[list[Found], int]:
    """Places from token `first` on with one space between them, and the token behind the last."""
    parts: list[Found] = []
    last = first
    while draft.kind(last) in PLACES and (last == first or draft.spaced(last)):
        item = draft.holder[last]
        if item is None or (parts and not _fits_behind(parts[-1], item)):
            break
        parts.append(item)
        while last < len(draft.tokens) and draft.holder[last] is item:
            last += 1
    return parts, last


def _fits_behind(before: Found, item: Found) -> bool:
    """Two countries are two names; a country lies in no place."""
    return item.kind is not NameKind.COUNTRY and before.entry.key != item.entry.key


def _with_rest(draft: Draft, last: int) -> int:
    """Behind a place: 북부, or a facility that is no proper name: 진도 실내체육관."""
    tokens = draft.tokens
    if not draft.spaced(last) or draft.kind(last) is not None:
        return last
    end = last + 1
    while draft.joined(end) and tokens[end].tag in {"NNG", "NNP"} and draft.kind(end) is None:
        end += 1
    surface = draft.text[tokens[last].start : tokens[end - 1].end]
    if surface in DIRECTIONS or surface in _FACILITIES or surface in {"현", "주", "성"}:
        return end
    if tokens[last].tag[0] == "N" and _LONG.fullmatch(surface):
        return end
    # 라온주 하늘빌: a name behind an area lies in it
    inner = tokens[last].tag == "NNP" and end == last + 1 and _is_area(draft.holder[last - 1])
    return end if inner and surface[0] not in SURNAMES and len(surface) > 1 else last


def _is_area(item: Found | None) -> bool:
    """Whether it is named with the ending of an area, not a city that happens to end so: 고바야시."""
    return item is not None and item.surface[-1] in _AREA and (not item.entry.population or item.surface[-1] == "주")


def _address(draft: Draft, parts: list[Found], end: int) -> Entry:
    """The narrowest part that a table knows is what the whole address means."""
    for item in reversed(parts):
        if item.kind is _PLACE and not item.entry.key.startswith("place:~"):
            return item.entry
    country = next((item.entry.country for item in parts if item.entry.country), "")
    return unknown(_PLACE, CODE, draft.text[parts[0].start : end], country=country)
