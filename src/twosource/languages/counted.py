"""What a figure counts, told by words before or behind it: "부상자 12명", "12명이 다쳤다", "injuring 12".

Each word (`<language>/counted.toml`) serves one figure, the nearest that its concept's unit fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from twosource.languages.protocol import Reading
from twosource.languages.tables import table
from twosource.records import Passage, QuantityValue
from twosource.text.units import dimension

# Characters that may stand between a figure and the word that says what it counts
_NEAR, _FAR = 14, 45
_CLAUSE = re.compile(r"[,、，;；。]|\. ")
# Who people are, and what became of them or what they did
_ROLES = frozenset({"aboard", "staff", "visitors"})
_FATES = frozenset({"dead", "injured", "missing", "infected", "arrested", "participants"})
# Kinds of units that leave no doubt what is counted
_BY_UNIT = {
    "household": "households", "building": "homes", "vehicle": "vehicles", "ship": "ships", "company": "companies",
    "country": "countries", "magnitude": "magnitude", "area": "area",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRule:
    """A language's words, compiled."""

    triggers: re.Pattern[str]
    concepts: Mapping[str, str]
    # between two figures that count the same: "from 9 to 12"
    same: re.Pattern[str]
    # right before or behind a word that counts: nobody is counted ("no deaths", "사망자는 없다")
    none_before: re.Pattern[str]
    none_behind: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that has been read, what it counts perhaps not yet known."""

    start: int
    # end of the number, before its unit
    number_end: int
    end: int
    value: QuantityValue


def find_counted(reading: Reading, figures: list[Figure], rule: CountedRule) -> Iterable[Figure]:
    """The figures with what they count, in order."""
    kinds = {*_BY_UNIT, *(_unit(concept) for concept in rule.concepts.values())}
    counting = [figure for figure in figures if _kind(figure.value.unit) in kinds and not figure.value.counted]
    holding = dict.fromkeys(passage for figure in counting if (passage := reading.passage_at(figure.start)))
    triggers = [
        (match.start(), match.end(), rule.concepts[match.group().lower()])
        for passage in holding
        for match in rule.triggers.finditer(reading.folded, passage.start, passage.end)
        if not _is_none(reading.folded, match, passage, rule)
    ]
    starts = [trigger[0] for trigger in triggers]
    used: set[int] = set()
    told: list[Figure] = []
    for index, figure in enumerate(figures):
        kind = _kind(figure.value.unit)
        if figure.value.counted or kind not in kinds:
            told.append(figure)
            continue
        passage = reading.passage_at(figure.start)
        low, high = (passage.start, passage.end) if passage else (figure.start, figure.end)
        previous = next((f for f in reversed(told) if _kind(f.value.unit) == kind and f.end > low), None)
        following = next((f for f in figures[index + 1 :] if _kind(f.value.unit) == kind), None)
        low = previous.end if previous else low
        high = min(high, following.start) if following else high
        near = [
            n
            for n in range(
                bisect_left(starts, max(low, figure.start - _FAR)), bisect_left(starts, min(high, figure.end + _FAR))
            )
            if n not in used and _unit(triggers[n][2]) == kind
        ]
        choice = _choose(reading.folded, figure, [(n, *triggers[n]) for n in near])
        if choice is not None:
            used.add(choice[0])
            told.append(replace(figure, value=replace(figure.value, counted=choice[1])))
        elif previous and previous.value.counted and rule.same.fullmatch(reading.folded, previous.end, figure.start):
            told.append(replace(figure, value=replace(figure.value, counted=previous.value.counted)))
        elif kind in _BY_UNIT:
            told.append(replace(figure, value=replace(figure.value, counted=_BY_UNIT[kind])))
        else:
            told.append(figure)
    return _without_parts(told)


def _is_none(text: str, word: re.Match[str], passage: Passage, rule: CountedRule) -> bool:
    before = rule.none_before.search(text, max(passage.start, word.start() - _FAR), word.start())
    return bool(before or rule.none_behind.match(text, word.end(), passage.end))


def _without_parts(figures: list[Figure]) -> list[Figure]:
    """The sum is what counts, its parts count nothing: "201 passengers and 13 crew, 214 people in all"."""
    for index in range(2, len(figures)):
        one, two, total = (figure.value for figure in figures[index - 2 : index + 1])
        if one.unit == two.unit == total.unit and one.counted == total.counted and one.low + two.low == total.low:
            for part in (index - 2, index - 1):
                figures[part] = replace(figures[part], value=replace(figures[part].value, counted=""))
    return figures


def _choose(text: str, figure: Figure, near: list[tuple[int, int, int, str]]) -> tuple[int, str] | None:
    """Word close before, word close behind, word further behind, word further before."""
    before = [t for t in near if t[2] <= figure.start]
    behind = [t for t in near if t[1] >= figure.number_end]
    fate = next((t for t in behind if t[3] in _FATES and not _CLAUSE.search(text, figure.end, t[1])), None)
    role = before[-1] if before else behind[0] if behind else None
    # "승객 5명이 … 다쳐": who they are matters less than what became of them
    if fate and role and role[3] in _ROLES and abs(figure.start - role[1]) <= _NEAR:
        return fate[0], fate[3]
    if before and figure.start - before[-1][2] <= _NEAR and not _CLAUSE.search(text, before[-1][2], figure.start):
        close = bool(behind) and behind[0][1] - figure.end < figure.start - before[-1][2]
        if not close:
            return before[-1][0], before[-1][3]
    if behind and (behind[0][1] - figure.end <= _NEAR or not _CLAUSE.search(text, figure.end, behind[0][1])):
        return behind[0][0], behind[0][3]
    if before:
        return before[-1][0], before[-1][3]
    return (behind[0][0], behind[0][3]) if behind else None


def _kind(unit: str) -> str:
    """What a concept's unit in `concepts.toml` must be: any money, any area, or the unit itself."""
    kind = dimension(unit)
    return kind if kind in {"money", "area"} else unit


@cache
def _unit(concept: str) -> str:
    return str(table("concepts")["counted"][concept]["unit"])
