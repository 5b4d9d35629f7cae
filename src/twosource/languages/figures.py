"""Quantities: number, unit, hedge, and what is counted, from `<language>/figures.toml` and `counted.toml`.

A figure is built on a numeral (`measures`) or has a shape of its own: scores, ages, ranks, shares. What is counted
(`counted`) is told by words before or behind ("부상자 12명", "12명이 다쳤다", "injuring 12"); each word serves one
figure, the nearest that its concept's unit fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from twosource.languages.counted import CountedRule, Figure, find_counted
from twosource.languages.measures import MeasureRule, find_measures, measure_rule, overlaps, with_hedges
from twosource.languages.numerals import DIGITS, east_asian, english
from twosource.languages.protocol import Numeral, Reading
from twosource.languages.tables import any_of, table
from twosource.records import DateMention, Passage, QuantityMention, QuantityValue

_DIGIT = re.compile("[0-9]")
_ORDINAL = re.compile("([0-9]+)(?:st|nd|rd|th)")
_TEN, _TWENTY = 10, 20
_Spans = list[tuple[int, int]]


class Special(NamedTuple):
    """Figures with a shape of their own; groups n, of, against, half, minus, at (its start)."""

    unit: str
    # a sentence must have one of these, and a digit where `digits` says so
    marks: tuple[str, ...]
    digits: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRule:
    """A language's tables, compiled."""

    # what a lower-case sentence without a numeral must have to hold a figure: a mark of one, a vague number
    hint: re.Pattern[str]
    measures: MeasureRule
    value: Callable[[str], float | None]
    counted: CountedRule | None
    special: tuple[Special, ...]
    marks: tuple[str, ...]
    # the years since the last such thing in Latin script, group num3a: "the first visit in nine years"
    since: re.Pattern[str]


def read_figures(
    reading: Reading, dates: list[DateMention], rule: FigureRule, numerals: Sequence[Numeral]
) -> list[QuantityMention]:
    """All figures in order; numbers within `dates` are none. `numerals` are those of the folded text."""
    taken = [(date.span.start, date.span.end) for date in dates]
    figures: list[Figure] = []
    starts = [numeral.start for numeral in numerals]
    for passage in reading.passages:
        first, last = bisect_left(starts, passage.start), bisect_left(starts, passage.end)
        if first < last or rule.hint.search(reading.folded[passage.start : passage.end].lower()):
            inside = [n for n in numerals[first:last] if n.end <= passage.end]
            figures.extend(_in_passage(reading.folded, passage, taken, rule, inside))
    mentions = []
    for figure in find_counted(reading, figures, rule.counted) if rule.counted else figures:
        span = reading.span(figure.start, figure.end)
        if span is not None:
            mentions.append(QuantityMention(span=span, value=figure.value))
    return mentions


def _in_passage(
    text: str, passage: Passage, dates: _Spans, rule: FigureRule, numerals: Sequence[Numeral]
) -> list[Figure]:
    """The figures of one sentence in order; those of a shape of their own come before the general ones."""
    span = passage.start, passage.end
    near = dates[max(0, bisect_left(dates, (span[0], 0)) - 1) : bisect_left(dates, (span[1], 0))]
    found = list(_special_figures(text, span, near, rule))
    taken = sorted([*near, *((figure.start, figure.end) for figure in found)])
    free = [n for n in numerals if not overlaps(taken, n.start, n.end)]
    found.extend(
        figure
        for figure in find_measures(text, span, free, taken, rule.measures)
        if not overlaps(taken, figure.start, figure.end)
    )
    return sorted(found, key=lambda figure: figure.start)


def _special_figures(text: str, span: tuple[int, int], dates: _Spans, rule: FigureRule) -> Iterator[Figure]:
    taken = list(dates)
    sentence = text[span[0] : span[1]].lower()
    digits = _DIGIT.search(sentence) is not None
    present = {mark for mark in rule.marks if mark in sentence}
    for unit, marks, needs_digits, pattern in rule.special:
        if (needs_digits and not digits) or present.isdisjoint(marks):
            continue
        for match in pattern.finditer(text, *span):
            if overlaps(taken, *match.span()):
                continue
            figure = _special(match, unit, rule)
            if figure is not None:
                figure = with_hedges(text, span, figure, rule.measures)
                insort(taken, (figure.start, figure.end))
                yield figure
    for match in rule.since.finditer(text, *span) if "first" in sentence else ():
        value = rule.value(match["num3a"].lower())
        if value is not None and not overlaps(taken, *match.span()):
            quantity = QuantityValue(low=value, high=value, unit="year", counted="years_since")
            yield Figure(match.start(), match.end("num3a"), match.end(), quantity)


def _special(match: re.Match[str], unit: str, rule: FigureRule) -> Figure | None:
    """A figure told by its shape: group n the number, `of` what it is divided by, `against` the other side's."""
    groups = match.groupdict()
    # "a third of": nothing is said of how many thirds
    number = rule.value(groups["n"].strip().lower()) if groups.get("n") else 1.0
    over, other = (rule.value(groups[key].strip().lower()) if groups.get(key) else None for key in ("of", "against"))
    if number is None or (groups.get("of") and not over):
        return None
    number = number / over if over else number
    number = 0.5 if groups.get("half") else -number if groups.get("minus") else number
    value = QuantityValue(low=number, high=number, unit=unit, against=other)
    end = match.end("n") if groups.get("n") is not None else match.end()
    start = match.start("at") if "at" in groups else match.start()
    return Figure(start, end, match.end(), value)


@cache
def figure_rule(code: str) -> FigureRule:
    """The compiled tables of a language."""
    data = table(f"{code}/figures")
    words = {word: concept for concept, found in table(f"{code}/counted").items() for word in found}
    latin = data["script"] == "latin"
    flags, edge = (re.IGNORECASE, r"\b") if latin else (0, "")
    counted = None
    if words:
        counted = CountedRule(
            triggers=re.compile(f"{edge}(?:{any_of(words)}){edge}", flags),
            concepts=words,
            same=re.compile(data["same"]),
            none_before=re.compile(data["none_before"], flags),
            none_behind=re.compile(data["none_behind"], flags),
        )
    ordinals = table(f"{code}/numbers").get("ordinal", {})
    specials = _specials(data, flags)
    marks = {mark for special in specials if not special.digits for mark in special.marks}
    return FigureRule(
        hint=re.compile(f"[0-9]|{any_of(sorted(marks | data.get('vague', {}).keys()))}"),
        measures=measure_rule(data),
        value=_value(data, ordinals),
        counted=counted,
        special=specials,
        marks=tuple(dict.fromkeys(mark for special in specials for mark in special.marks)),
        since=re.compile(data["since"] if latin else "(?!)", flags),
    )


def _specials(data: Mapping[str, Any], flags: int) -> tuple[Special, ...]:
    """The patterns under [[special]]; <N> in them is a number, in digits or words."""
    words: Mapping[str, float] = data["words"]
    number = f"(?:{DIGITS}|{any_of(words)})" if words else f"(?:{DIGITS})"
    if words and data["script"] == "latin":
        tens = any_of(word for word, value in words.items() if value >= _TWENTY)
        ones = any_of(word for word, value in words.items() if 1 <= value < _TEN)
        number = rf"(?:{DIGITS}|(?:{tens})[\s-](?:{ones})\b|{any_of(words)})"
    return tuple(
        Special(
            entry["unit"],
            tuple(mark.lower() for mark in entry["marks"]),
            entry.get("digits", False),
            re.compile(entry["pattern"].replace("<N>", number), flags),
        )
        for entry in data.get("special", ())
    )


def _value(data: Mapping[str, Any], ordinals: Mapping[str, float]) -> Callable[[str], float | None]:
    """What a number of the language's tables is worth; of Latin script also an ordinal ("3rd", "thirds")."""
    if data["script"] == "latin":

        def latin(text: str) -> float | None:
            if match := _ORDINAL.fullmatch(text):
                return float(match[1])
            known = ordinals.get(text) or ordinals.get(text.removesuffix("s"))
            return float(known) if known else english(text, data["words"], data["scales"])

        return latin
    words: Mapping[str, float] = data["words"]
    digits = {word: value for word, value in words.items() if len(word) == 1 and word not in data["scales"]}

    def value(text: str) -> float | None:
        known = words.get(text)
        return float(known) if known is not None else east_asian(text, data["scales"], digits)

    return value
