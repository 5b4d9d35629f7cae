"""Quantities: number, unit, hedge, and what is counted, from `<language>/figures.toml` and `counted.toml`.

What is counted is told by words before or behind ("부상자 12명", "12명이 다쳤다", "injuring 12"); each
word serves one figure, the nearest that its concept's unit fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from twosource.languages.numerals import DIGITS, east_asian, english
from twosource.languages.protocol import Reading
from twosource.languages.tables import table
from twosource.records import DateMention, Modifier, Passage, QuantityMention, QuantityValue

# Characters that may stand between a figure and the word that says what it counts
_NEAR, _FAR = 14, 45
_CLAUSE = re.compile(r"[,、，;；。]|\. ")
_MONEY = frozenset({"KRW", "JPY", "USD", "EUR", "CNY", "GBP", "PHP", "TWD", "CHF", "AUD", "CAD", "INR"})
# Who people are, and what became of them or what they did
_ROLES = frozenset({"aboard", "staff", "visitors"})
_FATES = frozenset({"dead", "injured", "missing", "infected", "arrested", "participants"})
# Units that leave no doubt what is counted
_BY_UNIT = {
    "household": "households", "building": "homes", "vehicle": "vehicles", "ship": "ships", "company": "companies",
    "country": "countries", "magnitude": "magnitude", "area": "area",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRule:
    """A language's tables, compiled."""

    # what every number has: a digit or a number word
    hint: re.Pattern[str]
    # finds numbers; named groups: before, num, to, more, unit (or sign before the number, or special)
    pattern: re.Pattern[str]
    value: Any
    units: Mapping[str, str]
    before: Mapping[str, Modifier]
    after: Mapping[str, Modifier]
    behind: re.Pattern[str]
    vague: Mapping[str, tuple[float, float]]
    triggers: re.Pattern[str] | None
    concepts: Mapping[str, str]
    # between two figures that count the same: "from 9 to 12"
    same: re.Pattern[str]
    # right before or behind a word that counts: nobody is counted ("no deaths", "사망자는 없다")
    none_before: re.Pattern[str]
    none_behind: re.Pattern[str]
    # right before a number of years: an age, not the time since the last such thing ("창단 9년 만의 첫 우승")
    age_before: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    # end of the number, before its unit
    number_end: int
    end: int
    value: QuantityValue


def read_figures(reading: Reading, dates: list[DateMention], rule: FigureRule) -> list[QuantityMention]:
    """All figures in order; numbers within `dates` are none."""
    taken = [(date.span.start, date.span.end) for date in dates]
    figures = []
    for passage in reading.passages:
        # The pattern may begin with a hedge and so is tried everywhere; most sentences hold no number at all
        if not rule.hint.search(reading.folded, passage.start, passage.end):
            continue
        for match in rule.pattern.finditer(reading.folded, passage.start, passage.end):
            if not _overlaps(taken, match.start("figure"), match.end("figure")):
                figure = _figure(reading.folded, match, rule)
                figures.extend([figure] if figure is not None else [])
    mentions = []
    for figure in _counted(reading, figures, rule):
        span = reading.span(figure.start, figure.end)
        if span is not None:
            mentions.append(QuantityMention(span=span, value=figure.value))
    return mentions


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(taken, (end, 0)) - 1
    return index >= 0 and taken[index][1] > start


def _figure(text: str, match: re.Match[str], rule: FigureRule) -> _Figure | None:
    groups = match.groupdict()
    number = (groups.get("num") or groups.get("num2") or groups.get("num3") or groups.get("num3a") or "").strip()
    start, end = match.span("figure")
    special = groups.get("since") is not None
    if special and rule.age_before.search(text, max(0, start - _NEAR), start):
        return None
    unit = "year" if special else rule.units.get(_unit_of(groups))
    if unit is None or unit == "none":
        return None
    low, high = rule.vague.get(number, (None, None))
    if low is None or high is None:
        low = high = rule.value(number)
    if low is None or high is None:
        return None
    if groups.get("to"):
        other = rule.value(groups["to"])
        if other is None:
            return None
        low, high = _range(low, other, groups["to"])
    modifier = rule.before.get((groups.get("hedge") or "").strip().lower(), Modifier.EXACT)
    if groups.get("more"):
        modifier = rule.after.get(groups["more"].strip(), modifier)
    if behind := rule.behind.match(text, end):
        modifier = rule.after[behind.group("word")]
        end = behind.end()
    if groups.get("hedge"):
        start = match.start("hedge")
    value = QuantityValue(low=low, high=high, unit=unit, counted="years_since" if special else "", modifier=modifier)
    return _Figure(start, match.end("figure") if not groups.get("num") else match.end("num"), end, value)


def _unit_of(groups: Mapping[str, str | None]) -> str:
    found = groups.get("unit") or groups.get("sign") or groups.get("word3") or ""
    return re.sub(r"\s+", " ", found.strip()).lower()


def _range(low: float, other: float, written: str) -> tuple[float, float]:
    """The unit of the second number in "3~4만" belongs to the first as well, where the first is far smaller."""
    digits = re.match(r"[0-9.,]+", written)
    if digits and low < other:
        plain = float(digits.group().replace(",", "").rstrip(".") or 0)
        if plain and other / plain > 1 and low <= plain:
            low *= other / plain
    return (low, other) if low <= other else (other, low)


def _counted(reading: Reading, figures: list[_Figure], rule: FigureRule) -> Iterable[_Figure]:
    if rule.triggers is None or not figures:
        return figures
    holding = dict.fromkeys(passage for figure in figures if (passage := reading.passage_at(figure.start)))
    triggers = [
        (match.start(), match.end(), rule.concepts[match.group().lower()])
        for passage in holding
        for match in rule.triggers.finditer(reading.folded, passage.start, passage.end)
        if not _is_none(reading.folded, match, passage, rule)
    ]
    starts = [trigger[0] for trigger in triggers]
    used: set[int] = set()
    told: list[_Figure] = []
    for index, figure in enumerate(figures):
        if figure.value.counted:
            told.append(figure)
            continue
        passage = reading.passage_at(figure.start)
        low, high = (passage.start, passage.end) if passage else (figure.start, figure.end)
        kind = _kind(figure.value.unit)
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
        else:
            told.append(replace(figure, value=replace(figure.value, counted=_BY_UNIT.get(figure.value.unit, ""))))
    return _without_parts(told)


def _is_none(text: str, word: re.Match[str], passage: Passage, rule: FigureRule) -> bool:
    before = rule.none_before.search(text, max(passage.start, word.start() - _FAR), word.start())
    return bool(before or rule.none_behind.match(text, word.end(), passage.end))


def _without_parts(figures: list[_Figure]) -> list[_Figure]:
    """The sum is what counts, its parts count nothing: "201 passengers and 13 crew, 214 people in all"."""
    for index in range(2, len(figures)):
        one, two, total = (figure.value for figure in figures[index - 2 : index + 1])
        if one.unit == two.unit == total.unit and one.counted == total.counted and one.low + two.low == total.low:
            for part in (index - 2, index - 1):
                figures[part] = replace(figures[part], value=replace(figures[part].value, counted=""))
    return figures


def _choose(text: str, figure: _Figure, near: list[tuple[int, int, int, str]]) -> tuple[int, str] | None:
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
    return "money" if unit in _MONEY else unit


@cache
def _unit(concept: str) -> str:
    return str(table("concepts")["counted"][concept]["unit"])


@cache
def figure_rule(code: str) -> FigureRule:
    """The compiled tables of a language."""
    data = table(f"{code}/figures")
    words = {word: concept for concept, found in table(f"{code}/counted").items() for word in found}
    flags = re.IGNORECASE if data["script"] == "latin" else 0
    edge = r"\b" if data["script"] == "latin" else ""
    triggers = _alternatives(words)
    behind = _alternatives(data["after"]) or "(?!)"
    words_of_number = _alternatives((*data["words"], *data.get("vague", {}), *data["scales"]))
    return FigureRule(
        hint=re.compile(rf"[0-9]|{edge}(?:{words_of_number}){edge}", flags),
        pattern=re.compile(_latin(data) if data["script"] == "latin" else _east_asian(data), re.VERBOSE | flags),
        value=_value(data),
        units={surface.lower(): unit for unit, surfaces in data["units"].items() for surface in surfaces},
        before={word: Modifier(value) for word, value in data["before"].items()},
        after={word: Modifier(value) for word, value in (data["after"] | data.get("more", {})).items()},
        behind=re.compile(rf"(?:{data['behind_gap']})(?P<word>{behind})"),
        vague={word: (float(low), float(high)) for word, (low, high) in data.get("vague", {}).items()},
        triggers=re.compile(f"{edge}(?:{triggers}){edge}", flags) if triggers else None,
        concepts=words,
        same=re.compile(data["same"]),
        none_before=re.compile(data["none_before"], flags),
        none_behind=re.compile(data["none_behind"], flags),
        age_before=re.compile(data["age_before"], flags),
    )


def _value(data: Mapping[str, Any]) -> Any:
    if data["script"] == "latin":
        return lambda text: english(text, data["words"], data["scales"])
    words: Mapping[str, float] = data["words"]
    digits = {word: value for word, value in words.items() if len(word) == 1}

    def value(text: str) -> float | None:
        known = words.get(text)
        return float(known) if known is not None else east_asian(text, data["scales"], digits)

    return value


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered)


def _east_asian(data: Mapping[str, Any]) -> str:
    """Pattern for scripts with myriads; hedge, number, unit in this order, signs of money before."""
    scales = "".join(word for word in data["scales"])
    units = _alternatives(surface for surfaces in data["units"].values() for surface in surfaces)
    words = _alternatives((*data["words"], *data.get("vague", {})))
    number = rf"(?:{DIGITS})(?:\s?[{scales}]+(?:(?:{DIGITS})|\s(?:{DIGITS})(?=[{scales}명원개円人]))?)*"
    return rf"""
    (?:(?P<hedge>{_alternatives(data["before"])})\s?)?
    (?P<figure>
      (?<![0-9A-Za-z.,])(?P<num2>{number})(?:{data["since"]})(?P<since>)
      |(?P<word3>{_alternatives(data["scale_words"])})\s?(?P<num3>(?:{DIGITS}))(?![0-9])
      |(?<![0-9A-Za-z.,])(?P<num>{number}|(?:{words})(?=\s?(?:{data["word_units"]})))
        (?:\s?[~∼〜\-–]\s?(?P<to>{number}))?
        (?P<more>{_alternatives(data["more"])})?\s?(?P<unit>{units})(?!{data["not_behind"]})
    )"""


def _latin(data: Mapping[str, Any]) -> str:
    """Pattern for Latin script; a word of measure within two words of the number, or a sign of money before it."""
    units = _alternatives(surface for surfaces in data["units"].values() for surface in surfaces)
    scales = _alternatives(data["scales"])
    words = _alternatives(data["words"])
    signs = _alternatives(data["signs"])
    # (?-i:...) would be cleaner; words are few enough to list in lower case
    number = rf"(?:(?:{DIGITS})(?:\s?(?:{scales})\b)?|(?:(?:a|half\sa|{words})(?:-(?:{words}))?\s)?(?:{scales})\b|\b(?:{words})(?:-(?:{words}))?\b)"
    return rf"""
    (?:\b(?P<hedge>{_alternatives(data["before"]) or "(?!)"})\s)?
    (?P<figure>
      {data["since"]}
      |(?P<word3>{_alternatives(data["scale_words"]) or "(?!)"})\s(?:of\s)?(?P<num3>[0-9]+(?:\.[0-9]+)?)
      |(?P<sign>{signs})(?P<num2>(?:{DIGITS})(?:\s?(?:{scales})\b)?)
      |(?<![\w.,])(?P<num>{number})
        (?:\s?(?:-|–|\sto\s)\s?(?P<to>{number}))?
        (?:[\s-](?!and\b|to\b|of\s[^t]|in\b|on\b|at\b|for\b|from\b|was\b|were\b)(?:[a-z]+-)?[a-z]+){{0,2}}?
        (?:\s?-?)(?P<unit>{units})(?![\w])
    )"""
