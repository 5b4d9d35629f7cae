"""Figures in Latin script, built on the numerals of a text: a sign of money or a hedge before, a unit behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from twosource.languages.counted import Figure
from twosource.languages.numerals import DIGITS, VULGAR
from twosource.languages.protocol import Numeral
from twosource.records import Modifier, QuantityValue

# Characters before a number in which a hedge stands
_HEDGE_REACH = 24
# Measures that are written right behind the digits
_GLUED = re.compile(rf"(?<![\w.,])(?P<n>{DIGITS})(?=(?:km|kg|cm|mm|ml|km/h|kph|mph|m|g|t|ha|GW|MW|kW)\b)")
_TO = re.compile(r"\s?(?:-|–)\s?|\s(?:to|or)\s")
# Nothing that ends a phrase may stand between a number and what it measures
_BETWEEN = r"(?:[\s-](?!and\b|to\b|of\s[^t]|in\b|on\b|at\b|for\b|from\b|was\b|were\b|as\b|by\b|with\b)(?:[a-z]+-)?[a-z]+){0,2}?"


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LatinRule:
    """A language's tables, compiled."""

    # before a number, up to it
    sign: re.Pattern[str]
    scale: re.Pattern[str]
    hedge: re.Pattern[str]
    # behind a number
    unit: re.Pattern[str]
    units: Mapping[str, str]
    before: Mapping[str, Modifier]
    vague: re.Pattern[str]
    vague_values: Mapping[str, tuple[float, float]]
    # "the first … in nine years": group num3a
    since: re.Pattern[str]


def latin_rule(data: Mapping[str, Any]) -> LatinRule:
    """The rule of a `figures.toml`."""
    units = {surface.lower(): unit for unit, surfaces in data["units"].items() for surface in surfaces}
    return LatinRule(
        sign=re.compile(f"(?P<sign>{_any(data['signs'])})\\s?$"),
        scale=re.compile(rf"\b(?P<word>{_any(data['scale_words'])})\s(?:of\s)?$", re.IGNORECASE),
        hedge=re.compile(rf"\b(?P<hedge>{_any(data['before'])})\s$", re.IGNORECASE),
        unit=re.compile(rf"{_BETWEEN}\s?-?(?P<unit>{_any(units)})(?!\w)", re.IGNORECASE),
        units=units,
        before={word: Modifier(value) for word, value in data["before"].items()},
        vague=re.compile(rf"\b(?P<word>{_any(data.get('vague', {}))})(?:\sof)?(?=\s)", re.IGNORECASE),
        vague_values={word: (float(low), float(high)) for word, (low, high) in data.get("vague", {}).items()},
        since=re.compile(data["since"], re.IGNORECASE),
    )


def find_latin(text: str, span: tuple[int, int], numerals: Iterable[Numeral], rule: LatinRule) -> Iterator[Figure]:
    """The figures of one sentence, in order of their numbers; `numerals` are those of the sentence."""
    numbers = sorted(_numbers(text, span, numerals, rule), key=lambda number: number.start)
    at = 0
    while at < len(numbers):
        number, following = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
        at += 1
        if following is not None and _TO.fullmatch(text, number.end, following.start):
            joined = _joined(text, number, following)
            figure = _figure(text, span, joined, rule) if joined else None
            if figure is not None:
                yield figure
                at += 1
                continue
        figure = _figure(text, span, number, rule)
        if figure is not None:
            yield figure


def _numbers(text: str, span: tuple[int, int], numerals: Iterable[Numeral], rule: LatinRule) -> Iterator[_Number]:
    for numeral in numerals:
        yield _Number(numeral.start, numeral.end, numeral.value, numeral.value)
    for match in _GLUED.finditer(text, *span):
        value = float(match["n"].replace(",", ""))
        yield _Number(match.start(), match.end("n"), value, value)
    if rule.vague_values:
        for match in rule.vague.finditer(text, *span):
            low, high = rule.vague_values[match["word"].lower()]
            yield _Number(match.start(), match.end(), low, high)


def _joined(text: str, first: _Number, last: _Number) -> _Number | None:
    """A range; the scale of its last number belongs to the first as well ("3 to 4 million")."""
    low, high = first.low, last.high
    digits = re.match(DIGITS, text[last.start : last.end])
    if digits and low < high:
        plain = float(digits.group().replace(",", ""))
        scale = high / plain if plain else 1
        low = low * scale if scale > 1 and low <= plain else low
    return _Number(first.start, last.end, low, high) if low <= high else None


def _figure(text: str, span: tuple[int, int], number: _Number, rule: LatinRule) -> Figure | None:
    start, end = number.start, number.end
    sign = rule.sign.search(text, max(span[0], start - 4), start)
    word = None if sign else rule.scale.search(text, max(span[0], start - _HEDGE_REACH), start)
    behind = rule.unit.match(text, end, span[1])
    if sign or word:
        found = sign or word
        assert found is not None
        start = found.start()
        unit = rule.units.get((sign["sign"] if sign else found["word"]).lower())
    elif behind and not (text[number.start] in VULGAR and behind["unit"] == "%"):
        unit, end = rule.units[behind["unit"].lower()], behind.end()
    else:
        return None
    if unit is None or unit == "none":
        return None
    value = QuantityValue(low=number.low, high=number.high, unit=unit)
    hedge = rule.hedge.search(text, max(span[0], start - _HEDGE_REACH), start)
    if hedge:
        start = hedge.start()
        value = replace(value, modifier=rule.before[hedge["hedge"].lower()])
    return Figure(start, number.end, end, value)


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or "(?!)"
