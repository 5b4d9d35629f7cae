"""Figures built on the numerals of a text: a sign of money, a hedge or a word before, a unit and a hedge behind.

The same for all scripts; what differs is in `<language>/figures.toml`, and the signs all share in
`plain/figures.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from twosource.languages.counted import Figure
from twosource.languages.numerals import DIGITS, VULGAR
from twosource.languages.protocol import Numeral
from twosource.languages.tables import any_of, table
from twosource.records import Modifier, QuantityValue
from twosource.text.units import comparable, dimension, is_currency

# Characters before a number in which a hedge or a word such as "magnitude" stands
_REACH = 24
# No earthquake was or will be stronger
_LARGEST_MAGNITUDE = 10
# Measures that Latin script writes right behind the digits
_GLUED = re.compile(
    rf"(?<![\w.,])(?P<n>{DIGITS})(?=(?:km2|km²|m2|m²|km|kg|cm|mm|ml|km/h|kph|mph|ft|lb|lbs|m|g|t|ha|GW|MW|kW|GB|MB|oz)(?!\w))"
)
_NAMED = re.compile(r"[^\W\d_][-‐]$")
_MILLIONS = re.compile(r"\s?m\b")
_YEAR = re.compile("1[89][0-9]{2}|20[0-9]{2}")
# Words between a number and what it measures: none that ends a phrase or begins a clause
_ENDING = (
    r"and|to|of\s[^t]|in|on|at|for|from|was|were|as|by|with|or|but|who|that|which|when|where|than|is|are|has|have|had"
    r"|hundredths?|thousandths?|millionths?|square|cubic|percent|per|against|versus|will|would|can|could|may|might|must|said|says|more|after|before|until|into|if|so|then|not"
)
_BETWEEN = rf"(?:[\s-](?!(?:{_ENDING})\b)(?:[a-z]+-)?[a-z]+){{0,2}}?"
# What a whole and its parts may measure: "1 hour 30 minutes", "5 feet 3 inches"
_PARTED = frozenset({"duration", "calendar", "length", "mass"})


class Number(NamedTuple):
    """A number or two of them ("3 to 4 million") that a figure may be built on."""

    start: int
    end: int
    low: float
    high: float


class Instead(NamedTuple):
    """What settles that a word is another unit: "300 pounds" are weighed or paid."""

    unit: str
    within: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRule:
    """A language's tables, compiled."""

    latin: bool
    # before a number, up to it; groups sign, word, hedge; and the last characters of the first two
    sign: re.Pattern[str]
    word: re.Pattern[str]
    last: frozenset[str]
    hedge: re.Pattern[str]
    before: Mapping[str, Modifier]
    # behind a number; groups more, unit
    unit: re.Pattern[str]
    units: Mapping[str, str]
    # behind a unit; group word
    behind: re.Pattern[str]
    after: Mapping[str, Modifier]
    # between two numbers, or two figures of one unit, that are a range
    to: re.Pattern[str]
    change: re.Pattern[str]
    # between a whole and its part
    joint: re.Pattern[str]
    half: re.Pattern[str]
    # unit -> what its part is called behind it (group n), and how many of the unit one such part is
    parts: Mapping[str, tuple[tuple[re.Pattern[str], float], ...]]
    # people told by what became of them: behind a number, or before one that stands alone
    fate: re.Pattern[str]
    fate_before: re.Pattern[str]
    alone: re.Pattern[str]
    # "9년 만", behind a number; before it what makes it an age of a body ("창단 9년 만")
    since: re.Pattern[str]
    age_before: re.Pattern[str]
    vague: re.Pattern[str]
    vague_values: Mapping[str, tuple[float, float]]
    # a word before and a unit behind make one unit: "시속 3㎞"
    combined: Mapping[str, str]
    # unit -> another it is where the number, what stands before or what stands behind says so
    instead: Mapping[str, Instead]
    # before or behind one: none at all
    nobody_before: re.Pattern[str]
    nobody: re.Pattern[str]
    # units of which there are no halves
    whole: frozenset[str]


def measure_rule(data: Mapping[str, Any]) -> MeasureRule:
    """The rule of a `figures.toml`."""
    latin, shared = data["script"] == "latin", table("plain/figures")
    signs = {sign.lower(): unit for unit, group in shared["signs"].items() for sign in group}
    units = {surface.lower(): unit for unit, group in data["units"].items() for surface in group}
    after = {word: Modifier(value) for word, value in (data["after"] | data.get("more", {})).items()}
    edge, gap, of = (r"\b", r"\s", r"\b(?:\sof\b)?") if latin else (data["hedge_edge"], r"\s?", "")
    if latin:
        unit = rf"{_BETWEEN}\s?-?(?<![A-Za-z])(?P<unit>{any_of(units)})(?!\w)(?P<more>)"
    else:
        unit = (
            rf"(?P<more>{any_of(data['more'])})?\s?(?P<unit>{any_of(units)})"
            rf"(?!(?<=[A-Za-z])[A-Za-z])(?!{data['not_behind']})"
        )
    return MeasureRule(
        latin=latin,
        sign=re.compile(rf"(?<![A-Za-z])(?P<sign>{any_of(signs)})\s?$", re.IGNORECASE),
        word=re.compile(rf"(?<![A-Za-z])(?P<word>{any_of(data['scale_words'])})[\s-]?(?:of\s)?$", re.IGNORECASE),
        last=frozenset(
            form[-1] for word in (*signs, *data["scale_words"], "of") for form in (word.lower(), word.upper())
        ),
        hedge=re.compile(rf"{edge}(?P<hedge>{any_of(data['before'])}){gap}$", re.IGNORECASE),
        before={word: Modifier(value) for word, value in data["before"].items()},
        unit=re.compile(unit, re.IGNORECASE if latin else 0),
        units=signs | units,
        behind=re.compile(rf"(?:{data['behind_gap']})(?P<word>{any_of(after)})"),
        after=after,
        to=re.compile(data["to"]),
        change=re.compile(data.get("change", "(?!)"), re.IGNORECASE),
        joint=re.compile(data["joint"]),
        half=re.compile(data.get("half", "(?!)")),
        parts={
            unit: tuple((re.compile(pattern), _worth(part, unit)) for part, pattern in group.items())
            for unit, group in data.get("parts", {}).items()
        },
        fate=re.compile(data.get("fate", "(?!)"), re.IGNORECASE),
        fate_before=re.compile(data.get("fate_before", "(?!)"), re.IGNORECASE),
        alone=re.compile(data.get("alone", "(?!)"), re.IGNORECASE),
        since=re.compile("(?!)" if latin else data["since"]),
        age_before=re.compile(data["age_before"]),
        vague=re.compile(rf"{edge if latin else ''}(?P<word>{any_of(data.get('vague', {}))}){of}", re.IGNORECASE),
        vague_values={word: (float(low), float(high)) for word, (low, high) in data.get("vague", {}).items()},
        combined=shared["combined"],
        instead={
            entry["unit"]: Instead(
                entry["of"], *(re.compile(entry[place], re.IGNORECASE) for place in ("within", "before", "behind"))
            )
            for entry in data.get("instead", ())
        },
        nobody_before=re.compile(data.get("nobody_before", "(?!)"), re.IGNORECASE),
        nobody=re.compile(data.get("nobody", "(?!)")),
        whole=frozenset(shared["whole"]),
    )


def _worth(part: str, unit: str) -> float:
    """How many of `unit` a part is; what a currency is parted into is a hundredth."""
    return 0.01 if is_currency(unit) else comparable(part, unit) or 0.0


def overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the spans, sorted and apart, holds a part of [start, end)."""
    index = bisect_left(taken, (end, 0)) - 1
    return index >= 0 and taken[index][1] > start


def find_measures(
    text: str, span: tuple[int, int], numerals: Sequence[Numeral], taken: Sequence[tuple[int, int]], rule: MeasureRule
) -> list[Figure]:
    """The figures of one sentence in order; `numerals` are those of the sentence, none within `taken`."""
    numbers = _numbers(text, span, numerals, taken, rule)
    found: list[Figure] = []
    at = 0
    while at < len(numbers):
        number, following = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
        joined = _range(text, span, number, following, rule) if following else None
        figure = _figure(text, span, joined, rule) if joined else None
        at += 1 if figure is None else 2
        figure = figure or _figure(text, span, number, rule)
        if figure is not None and not (found and figure.start < found[-1].end):
            found.append(figure)
            while at < len(numbers) and numbers[at].start < figure.end:
                at += 1
    return list(_compounds(text, found, rule))


def _numbers(
    text: str, span: tuple[int, int], numerals: Sequence[Numeral], taken: Sequence[tuple[int, int]], rule: MeasureRule
) -> list[Number]:
    """Numerals, digits glued to a measure, and vague words ("dozens"), which win over a numeral within them."""
    vague = []
    sentence = text[span[0] : span[1]].lower()
    hinted = any(word in sentence for word in rule.vague_values)
    for match in rule.vague.finditer(text, *span) if hinted else ():
        low, high = rule.vague_values[match["word"].lower()]
        vague.append(Number(match.start(), match.end(), low, high))
    clear = [n for n in vague if not overlaps(taken, n.start, n.end)]
    busy = sorted([*taken, *((number.start, number.end) for number in clear)])
    numbers = [Number(n.start, n.end, n.value, n.value) for n in numerals]
    if rule.latin:
        for match in _GLUED.finditer(text, *span):
            value = float(match["n"].replace(",", ""))
            numbers.append(Number(match.start(), match.end("n"), value, value))
    free = [n for n in numbers if not overlaps(busy, n.start, n.end)]
    return sorted([*clear, *free], key=lambda number: number.start)


def _range(text: str, span: tuple[int, int], first: Number, last: Number, rule: MeasureRule) -> Number | None:
    """A range; the scale of its last number belongs to the first as well ("3 to 4 million")."""
    link = rule.to.fullmatch(text, first.end, last.start)
    if link is None or (link.lastgroup == "and") != text.endswith(("etween ",), span[0], first.start):
        return None
    if rule.change.search(text, max(span[0], first.start - _REACH), first.start):
        return None
    low = _scaled(text, first.low, last)
    return Number(first.start, last.end, low, last.high) if low <= last.high else None


def _scaled(text: str, low: float, last: Number) -> float:
    """The lower end of a range by the scale of the upper, where it is written without one: "3~4만"."""
    digits = re.match(DIGITS, text[last.start : last.end])
    plain = float(digits.group().replace(",", "")) if digits else 0.0
    scale = last.high / plain if plain else 1.0
    return low * scale if scale > 1 and low <= plain else low


def _figure(text: str, span: tuple[int, int], number: Number, rule: MeasureRule) -> Figure | None:
    start = number.start
    if since := rule.since.match(text, number.end):
        return _since(text, span, number, since.end(), rule)
    led = text[max(span[0], start - 2) : start].rstrip(" -")[-1:] in rule.last
    if led and (sign := rule.sign.search(text, max(span[0], start - 5), start)):
        return _money(text, span, number, sign, rule)
    word = rule.word.search(text, max(span[0], start - _REACH), start) if led else None
    around = _around(text, span, number, word, rule)
    if around is None or around.unit in {"", "none"} or (around.unit in rule.whole and not number.low.is_integer()):
        return None
    modifier = rule.after[around.more] if around.more else Modifier.EXACT
    value = QuantityValue(low=number.low, high=number.high, unit=around.unit, modifier=modifier)
    figure = _with_parts(text, Figure(around.start, number.end, around.end, value), rule)
    return with_hedges(text, span, figure, rule)


class _Around(NamedTuple):
    """The unit told by what stands around a number, from where to where, and "more" between them."""

    start: int
    end: int
    unit: str
    more: str = ""


def _around(
    text: str, span: tuple[int, int], number: Number, word: re.Match[str] | None, rule: MeasureRule
) -> _Around | None:
    """None where the number is part of a name ("Covid-19 cases") or says that there is nobody ("1명도 없다")."""
    start, end = number.start, number.end
    behind = rule.unit.match(text, end, span[1])
    unit = rule.units[behind["unit"].lower()] if behind else ""
    if word and (combined := _combined(rule.units.get(word["word"].lower(), ""), unit, number, rule)):
        return _Around(word.start(), behind.end("unit") if behind and combined != "magnitude" else end, combined)
    if _NAMED.search(text, max(span[0], start - 2), start) or _is_nobody(text, span, number, behind, rule):
        return None
    if behind is None:
        people = rule.latin and _is_people(text, span, number, rule)
        return _Around(start, end, "person") if people else None
    if text[start] in VULGAR and behind["unit"] == "%":
        return None
    other = rule.instead.get(unit)
    if other and _is_other(text, span, (start, behind.end("unit")), other):
        unit = other.unit
    return _Around(start, behind.end("unit"), unit, behind["more"] or "")


def _since(text: str, span: tuple[int, int], number: Number, end: int, rule: MeasureRule) -> Figure | None:
    """The years since the last such thing, "9년 만"; not the age of a body ("창단 9년 만의 첫 우승"), not "수십 년 만"."""
    if number.low != number.high or rule.age_before.search(text, max(span[0], number.start - _REACH), number.start):
        return None
    value = QuantityValue(low=number.low, high=number.high, unit="year", counted="years_since")
    return with_hedges(text, span, Figure(number.start, end, end, value), rule)


def _is_other(text: str, span: tuple[int, int], place: tuple[int, int], other: Instead) -> bool:
    start, end = place
    return bool(
        other.within.search(text, start, end)
        or other.behind.match(text, end, span[1])
        or other.before.search(text, max(span[0], start - 2 * _REACH), start)
    )


def _is_nobody(
    text: str, span: tuple[int, int], number: Number, behind: re.Match[str] | None, rule: MeasureRule
) -> bool:
    """Whether not even one is meant."""
    if number.high != 1:
        return False
    end = behind.end() if behind else number.end
    before = rule.nobody_before.search(text, max(span[0], number.start - _REACH), number.start)
    return bool(before or rule.nobody.match(text, end, span[1]))


def _combined(word: str, unit: str, number: Number, rule: MeasureRule) -> str:
    """The unit that a word before and a unit behind make, or the word alone: "시속 3㎞", "magnitude 5.8"."""
    both = rule.combined.get(f"{word} {unit}".strip())
    if both is None and rule.latin:
        both = rule.combined.get(word)
    return "" if both is None or (both == "magnitude" and number.high > _LARGEST_MAGNITUDE) else both


def _money(text: str, span: tuple[int, int], number: Number, sign: re.Match[str], rule: MeasureRule) -> Figure | None:
    """An amount behind its sign; "£20m" is millions, no metres."""
    unit, end, times = rule.units[sign["sign"].lower()], number.end, 1.0
    if rule.latin and (millions := _MILLIONS.match(text, end)):
        end, times = millions.end(), 1e6
    value = QuantityValue(low=number.low * times, high=number.high * times, unit=unit)
    return with_hedges(text, span, Figure(sign.start(), end, end, value), rule)


def _is_people(text: str, span: tuple[int, int], number: Number, rule: MeasureRule) -> bool:
    """Whether people are meant without being named: "12 were killed", "killing three."."""
    if not number.low.is_integer() or number.low < 1:
        return False
    if rule.fate.match(text, number.end, span[1]):
        return True
    if _YEAR.fullmatch(text, number.start, number.end) or not rule.alone.match(text, number.end, span[1]):
        return False
    start = number.start
    if hedge := rule.hedge.search(text, max(span[0], start - _REACH), start):
        start = hedge.start()
    return rule.fate_before.search(text, max(span[0], start - _REACH), start) is not None


def _with_parts(text: str, figure: Figure, rule: MeasureRule) -> Figure:
    """With what is written behind the unit: half of one more, or so many of its parts ("1時間半", "5円20銭")."""
    value = figure.value
    if not value.low.is_integer() or value.low != value.high:
        return figure
    more, end = 0.0, figure.end
    halves = value.unit == "multiple" or dimension(value.unit) in {"duration", "calendar"}
    if halves and (half := rule.half.match(text, end)):
        more, end = 0.5, half.end()
    for pattern, worth in rule.parts.get(value.unit, ()):
        if part := pattern.match(text, end):
            more, end = more + float(part["n"]) * worth, part.end()
    return replace(figure, end=end, value=replace(value, low=value.low + more, high=value.high + more))


def with_hedges(text: str, span: tuple[int, int], figure: Figure, rule: MeasureRule) -> Figure:
    """The figure with the hedge before it and, which counts more, the one behind."""
    start, end, value = figure.start, figure.end, figure.value
    if hedge := rule.hedge.search(text, max(span[0], start - _REACH), start):
        start = hedge.start()
        known = rule.before[hedge["hedge"].lower()]
        value = value if value.modifier is not Modifier.EXACT else replace(value, modifier=known)
    if behind := rule.behind.match(text, end, span[1]):
        end = behind.end()
        value = replace(value, modifier=rule.after[behind["word"]])
    return replace(figure, start=start, end=end, value=value)


def _compounds(text: str, figures: Sequence[Figure], rule: MeasureRule) -> Iterator[Figure]:
    """The figures with those made one that belong together: "1 hour 30 minutes", "8만 명~9만 명"."""
    last: Figure | None = None
    for figure in figures:
        joined = _joined(text, last, figure, rule) if last else None
        if last is not None and joined is None:
            yield last
        last = joined or figure
    if last is not None:
        yield last


def _joined(text: str, first: Figure, last: Figure, rule: MeasureRule) -> Figure | None:
    one, two = first.value, last.value
    if one.low != one.high or two.low != two.high or one.counted or two.counted:
        return None
    link = rule.to.fullmatch(text, first.end, last.start)
    if one.unit == two.unit and link and not link.group().strip().isalpha():
        low = one.low
        return (
            replace(first, end=last.end, number_end=last.number_end, value=replace(two, low=low))
            if low < two.low
            else None
        )
    part = comparable(two.unit, one.unit)
    if part is None or not 0 < part < 1 or dimension(one.unit) not in _PARTED or two.low * part >= 1:
        return None
    if not one.low.is_integer() or not rule.joint.fullmatch(text, first.end, last.start):
        return None
    total = one.low + two.low * part
    modifier = one.modifier if two.modifier is Modifier.EXACT else two.modifier
    return replace(first, end=last.end, value=replace(one, low=total, high=total, modifier=modifier))
