"""Bodies in Korean text: known ones, words that end like one, and what is one name with them."""

from __future__ import annotations

from twosource.languages.finder import unknown
from twosource.languages.ko.draft import CODE, PLACES, Draft
from twosource.languages.ko.lexicon import BODIES, CLUBS, LATIN, NO_BODY, UNITS, ending, word_set
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
_SHORTEST_COMPOUND = 4
_BODY = NameKind.ORGANISATION


def find_bodies(draft: Draft) -> None:
    """Put what is a body by itself, then join the parts of one name."""
    for first, last in draft.runs:
        _read_run(draft, first, last)
    _join_parts(draft)


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
        if start == first and draft.tokens[first].tag not in {"SN", "XPN", "SL"}:
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
    if surface in BODIES or (surface in LATIN and tokens[start].tag == "SL"):
        return True
    if surface[-1] not in _LAST or len(surface) < _SHORTEST:
        return False
    if end - start == 1 and tokens[start].tag == "SL":
        return False
    proper = any(token.tag in {"NNP", "SL"} or not token.known for token in tokens[start:end])
    match = _LONG.fullmatch(surface)
    if match is not None and len(surface) > len(match[1]) + (not proper):
        return proper or (match[1] not in _WEAK and tokens[start].tag != "SN")
    if surface.endswith(_SHORT):
        return proper or (len(surface) >= _SHORTEST_COMPOUND and len(tokens[end - 1].surface) == 1)
    # 한빛대, but 한시대
    return end - start == 1 and tokens[start].tag == "NNP" and surface[-1] == "대"


def _join_parts(draft: Draft) -> None:
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
    tokens = draft.tokens
    item = draft.holder[index]
    first, last = index, index + 1
    while last < len(tokens) and item is not None and draft.holder[last] is item:
        last += 1
    known = item.entry if item is not None and not item.entry.key.startswith("organisation:~") else None
    is_club = tokens[index].surface in CLUBS
    before = draft.kind(index - 1)
    joins = draft.spaced(index) or (is_club and draft.joined(index))
    while joins and before in PLACES and (known is None or is_club):
        held = draft.holder[first - 1]
        while first and draft.holder[first - 1] is held:
            first -= 1
        joins, before = draft.spaced(first), draft.kind(first - 1)
    if is_club and before is _BODY and joins and first == index:
        held = draft.holder[first - 1]
        while first and draft.holder[first - 1] is held:
            first -= 1
    while draft.spaced(last) and _is_unit(draft, last):
        last = _unit_end(draft, last)
    if first == index and last == index + 1 and item is None and not is_club:
        return index
    if first < index or item is None or tokens[last - 1].end > item.end:
        country = next((held.entry.country for held in draft.holder[first:last] if held and held.entry.country), "")
        surface = draft.text[tokens[first].start : tokens[last - 1].end]
        draft.put(first, last, _BODY, unknown(_BODY, CODE, surface, country=country))
    return last - 1


def _is_unit(draft: Draft, index: int) -> bool:
    """A part of the body before it: 노조, or another body whose name begins with no place of its own."""
    if draft.kind(index) is _BODY:
        item = draft.holder[index]
        return item is not None and (item.surface in UNITS or item.surface.endswith(("위원회", "특위", "지청", "학과")))
    return draft.tokens[index].surface in UNITS and not _goes_on(draft, index + 1)


def _goes_on(draft: Draft, index: int) -> bool:
    return draft.joined(index) and draft.tokens[index].tag[0] in "NXS"


def _unit_end(draft: Draft, index: int) -> int:
    item = draft.holder[index]
    last = index + 1
    while item is not None and last < len(draft.tokens) and draft.holder[last] is item:
        last += 1
    return last
