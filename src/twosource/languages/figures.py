"""Quantities: number, unit, hedge, and what is counted, from `<language>/figures.toml` and `counted.toml`.

What is counted is told by words before or behind ("부상자 12명", "12명이 다쳤다", "injuring 12"); each
word serves one figure, the nearest that its concept's unit fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from twosource.languages.counted import CountedRule, Figure, find_counted
from twosource.languages.latin_figures import LatinRule, find_latin, latin_rule
from twosource.languages.numerals import DIGITS, east_asian, english
from twosource.languages.protocol import Numeral, Reading
from twosource.languages.tables import table
from twosource.records import DateMention, Modifier, Passage, QuantityMention, QuantityValue

# Characters before a number of years in which a word says whose age it is
_NEAR = 14
_ORDINAL = re.compile("([0-9]+)(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRule:
    """A language's tables, compiled."""

    # what every number has: a digit or a number word
    hint: re.Pattern[str]
    # East Asian numbers; named groups: before, num, to, more, unit (or sign before the number, or special)
    pattern: re.Pattern[str]
    # what figures in Latin script look like around their numerals; None for the pattern above
    latin: LatinRule | None
    value: Callable[[str], float | None]
    units: Mapping[str, str]
    before: Mapping[str, Modifier]
    after: Mapping[str, Modifier]
    behind: re.Pattern[str]
    vague: Mapping[str, tuple[float, float]]
    counted: CountedRule | None
    # figures with a shape of their own and their units: scores, ages told with two commas, "2박3일"; groups n, of, against
    special: tuple[tuple[str, re.Pattern[str]], ...]
    # right before a number of years: an age, not the time since the last such thing ("창단 9년 만의 첫 우승")
    age_before: re.Pattern[str]


def read_figures(
    reading: Reading, dates: list[DateMention], rule: FigureRule, numerals: Sequence[Numeral] = ()
) -> list[QuantityMention]:
    """All figures in order; numbers within `dates` are none. `numerals` are those of the text, for Latin script."""
    taken = [(date.span.start, date.span.end) for date in dates]
    figures = []
    for passage in reading.passages:
        # The pattern may begin with a hedge and so is tried everywhere; most sentences hold no number at all
        if rule.hint.search(reading.folded, passage.start, passage.end):
            figures.extend(_in_passage(reading.folded, passage, taken, rule, numerals))
    mentions = []
    for figure in find_counted(reading, figures, rule.counted) if rule.counted else figures:
        span = reading.span(figure.start, figure.end)
        if span is not None:
            mentions.append(QuantityMention(span=span, value=figure.value))
    return mentions


def _in_passage(
    text: str, passage: Passage, dates: list[tuple[int, int]], rule: FigureRule, numerals: Sequence[Numeral]
) -> list[Figure]:
    """The figures of one sentence in order; those of a shape of their own come before the general ones."""
    found: list[Figure] = []
    for unit, pattern in rule.special:
        for match in pattern.finditer(text, passage.start, passage.end):
            clear = not _overlaps(dates, *match.span()) and all(
                match.start() >= f.end or match.end() <= f.start for f in found
            )
            special = _special(match, unit, rule) if clear else None
            found.extend([special] if special is not None else [])
    taken = sorted([*dates, *((figure.start, figure.end) for figure in found)]) if found else dates
    if rule.latin is not None:
        inside = [
            n for n in numerals if passage.start <= n.start < passage.end and not _overlaps(taken, n.start, n.end)
        ]
        found.extend(_latin(text, passage, inside, rule, rule.latin))
        return sorted(found, key=lambda figure: figure.start)
    for match in rule.pattern.finditer(text, passage.start, passage.end):
        if not _overlaps(taken, match.start("figure"), match.end("figure")):
            figure = _figure(text, match, rule)
            found.extend([figure] if figure is not None else [])
    return sorted(found, key=lambda figure: figure.start)


def _latin(
    text: str, passage: Passage, numerals: list[Numeral], rule: FigureRule, latin: LatinRule
) -> Iterator[Figure]:
    """Figures in Latin script, and the years since the last such thing ("the first visit in nine years")."""
    span = passage.start, passage.end
    since = [
        (match.start(), match.end("num3a"), match.end(), match["num3a"]) for match in latin.since.finditer(text, *span)
    ]
    for start, number_end, end, number in since:
        value = rule.value(number.lower())
        if value is not None:
            quantity = QuantityValue(low=value, high=value, unit="year", counted="years_since")
            yield Figure(start, number_end, end, quantity)
    rest = [n for n in numerals if not any(start <= n.start < end for start, _, end, _ in since)]
    for figure in find_latin(text, span, rest, latin):
        if behind := rule.behind.match(text, figure.end):
            modifier = rule.after[behind.group("word")]
            figure = replace(figure, end=behind.end(), value=replace(figure.value, modifier=modifier))  # noqa: PLW2901
        yield figure


def _special(match: re.Match[str], unit: str, rule: FigureRule) -> Figure | None:
    """A figure told by its shape: group n the number, `of` what it is divided by, `against` the other side's."""
    groups = match.groupdict()
    # "a third of": nothing is said of how many thirds
    number = rule.value(groups["n"].strip().lower()) if groups["n"] else 1.0
    over, other = (rule.value(groups[key].strip().lower()) if groups.get(key) else None for key in ("of", "against"))
    if number is None or (groups.get("of") and not over):
        return None
    number = number / over if over else number
    value = QuantityValue(low=number, high=number, unit=unit, against=other)
    return Figure(match.start(), match.end("n"), match.end(), value)


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(taken, (end, 0)) - 1
    return index >= 0 and taken[index][1] > start


def _figure(text: str, match: re.Match[str], rule: FigureRule) -> Figure | None:
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
    return Figure(start, match.end("figure") if not groups.get("num") else match.end("num"), end, value)


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


@cache
def figure_rule(code: str) -> FigureRule:
    """The compiled tables of a language."""
    data = table(f"{code}/figures")
    words = {word: concept for concept, found in table(f"{code}/counted").items() for word in found}
    flags = re.IGNORECASE if data["script"] == "latin" else 0
    edge = r"\b" if data["script"] == "latin" else ""
    triggers = _alternatives(words)
    behind = _alternatives(data["after"]) or "(?!)"
    counted = None
    if words:
        counted = CountedRule(
            triggers=re.compile(f"{edge}(?:{triggers}){edge}", flags),
            concepts=words,
            same=re.compile(data["same"]),
            none_before=re.compile(data["none_before"], flags),
            none_behind=re.compile(data["none_behind"], flags),
        )
    ordinals = table(f"{code}/numbers").get("ordinal", {})
    words_of_number = _alternatives((*data["words"], *data.get("vague", {}), *data["scales"], *ordinals))
    return FigureRule(
        hint=re.compile(rf"[0-9]|{edge}(?:{words_of_number}){edge}", flags),
        pattern=re.compile("(?!)" if data["script"] == "latin" else _east_asian(data), re.VERBOSE),
        latin=latin_rule(data) if data["script"] == "latin" else None,
        value=_value(data, ordinals),
        units={surface.lower(): unit for unit, surfaces in data["units"].items() for surface in surfaces},
        before={word: Modifier(value) for word, value in data["before"].items()},
        after={word: Modifier(value) for word, value in (data["after"] | data.get("more", {})).items()},
        behind=re.compile(rf"(?:{data['behind_gap']})(?P<word>{behind})"),
        vague={word: (float(low), float(high)) for word, (low, high) in data.get("vague", {}).items()},
        counted=counted,
        special=_special_patterns(data, flags),
        age_before=re.compile(data["age_before"], flags),
    )


def _special_patterns(data: Mapping[str, Any], flags: int) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns under [special] with their units; <N> in them is a number, in digits or words."""
    number = f"(?:{DIGITS}|{_alternatives(data['words'])})" if data["words"] else f"(?:{DIGITS})"
    return tuple(
        (unit, re.compile(pattern.replace("<N>", number), flags))
        for unit, patterns in data.get("special", {}).items()
        for pattern in patterns
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
