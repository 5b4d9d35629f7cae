"""Finds time expressions in a text, reads ranges, resolves them in order. A language brings a `DateRule`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from twosource.languages.calendar import When, day_of, resolve, resolve_range
from twosource.languages.protocol import Moment, Reading
from twosource.records import DateMention, DateValue, Tense

Tenses = Callable[[Reading, int, int], Tense]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """How a language writes times. Patterns are matched on the folded text."""

    # finds where an expression may start
    anchor: re.Pattern[str]
    # reads one expression at a position: what it says and where it ends; None where there is none
    read: Callable[[str, int], tuple[When, int] | None]
    # between the two ends of a range
    between: re.Pattern[str]
    # between two days of one list
    joined: re.Pattern[str]
    # a bare first day before a dash ("29-31일"): group 1 the number; None where a language has none
    bare_first: re.Pattern[str] | None = None
    # a bare last day after a dash ("Jan. 29-31"): group d, perhaps y
    bare_last: re.Pattern[str] | None = None
    # behind the last day of a range ("까지"), taken into the span
    closing: re.Pattern[str] | None = None
    # what must stand behind the last day of a range told with a word that has other meanings
    needs_closing: re.Pattern[str] | None = None


def read_dates(reading: Reading, moment: Moment, rule: DateRule, tense_of: Tenses) -> list[DateMention]:
    """All expressions of `reading`, in order, none overlapping."""
    text = reading.folded
    found: list[DateMention] = []
    last_day: date | None = None
    position = 0
    for anchor in rule.anchor.finditer(text):
        start = anchor.start()
        if start < position:
            continue
        read = _read(text, start, rule)
        if read is None:
            continue
        first, last, end = read
        span = reading.span(start, end)
        if span is None:
            continue
        if found and last is None and rule.joined.fullmatch(text, found[-1].span.end, start):
            first = _same_month(first, found[-1].value)
        tense = tense_of(reading, start, end)
        value = _resolve(first, last, moment, tense, last_day)
        # Also past one that names no day: "30" of "30 February" is none either
        position = end
        if value is None:
            continue
        found.append(DateMention(span=span, value=value))
        last_day = day_of(value) or last_day
    return found


def _same_month(when: When, before: DateValue) -> When:
    """A bare day beside a dated one ("1월 29일과 30일") is of its month."""
    day = day_of(before)
    if day is None or when.day is None or when.month is not None or when.shift is not None:
        return when
    return replace(when, year=day.year, month=day.month)


def _resolve(first: When, last: When | None, moment: Moment, tense: Tense, last_day: date | None) -> DateValue | None:
    if last is None:
        return resolve(first, moment, tense, last_day)
    return resolve_range(first, last, moment, tense, last_day)


def _read(text: str, start: int, rule: DateRule) -> tuple[When, When | None, int] | None:
    if rule.bare_first and (match := rule.bare_first.match(text, start)):
        last = rule.read(text, match.end())
        if last and last[0].day is not None:
            month = match.groupdict().get("m")
            first = When(day=int(match["d"]), month=int(month) if month else None, direction=_direction(match))
            return first, last[0], _closed(text, last[1], rule)
    first_read = rule.read(text, start)
    if first_read is None:
        return None
    when, end = first_read
    between = rule.between.match(text, end)
    if between and (last := _last(text, between.end(), rule, when)):
        fits = last[0].same_day is False and last[0].direction == 0
        word = bool(between.groupdict().get("word"))
        if fits and (not word or rule.needs_closing is None or rule.needs_closing.match(text, last[1])):
            return when, last[0], _closed(text, last[1], rule)
    return when, None, end


def _last(text: str, start: int, rule: DateRule, first: When) -> tuple[When, int] | None:
    if rule.bare_last and first.day is not None and (match := rule.bare_last.match(text, start)):
        return When(day=int(match["d"]), year=int(match["y"]) if match["y"] else None), match.end()
    return rule.read(text, start) if start < len(text) else None


def _direction(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("past"):
        return -1
    return 1 if groups.get("coming") else 0


def _closed(text: str, end: int, rule: DateRule) -> int:
    if rule.closing and (match := rule.closing.match(text, end)):
        return match.end()
    return end
