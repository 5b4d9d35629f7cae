"""Finds time expressions in a text and resolves them in order. A language brings a `DateRule`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from twosource.languages.calendar import day_of, resolve
from twosource.languages.protocol import Moment, Reading
from twosource.languages.when import Time, When
from twosource.records import DateMention, DateValue, Mod, Tense
from twosource.text.times import begin_of

Tenses = Callable[[Reading, int, int], Tense]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """How a language writes times. Everything is matched on the folded text."""

    # finds where an expression may start; cheap, as it runs over every text; `starts` where a pattern is too slow
    anchor: re.Pattern[str] | None = None
    starts: Callable[[str], Iterable[int]] | None = None
    # reads a whole expression at a position, ranges and modifiers with it: what it says and where it ends
    read: Callable[[str, int], tuple[Time, int] | None]
    # between two days of one list
    joined: re.Pattern[str]


def read_dates(reading: Reading, moment: Moment, rule: DateRule, tense_of: Tenses) -> list[DateMention]:
    """All expressions of `reading`, in order, none overlapping."""
    text = reading.folded
    found: list[DateMention] = []
    last_day: date | None = None
    last_begin: date | None = None
    position = 0
    for start in _starts(text, rule):
        if start < position:
            continue
        read = rule.read(text, start)
        if read is None:
            continue
        said, end = read
        span = reading.span(start, end)
        if span is None:
            continue
        if found and isinstance(said, When) and rule.joined.fullmatch(text, found[-1].span.end, start):
            said = _same_month(said, found[-1].value)
        value = resolve(said, moment, tense_of(reading, start, end), last_day, last_begin=last_begin)
        # Also past one that names no day: "30" of "30 February" is none either
        position = end
        if value is None:
            continue
        found.append(DateMention(span=span, value=value))
        last_begin = begin_of(value)
        # "That day" is one on which something is, not a deadline or a time since when
        if not value.mod.open_ended and value.mod is not Mod.APPROX:
            last_day = day_of(value) or last_day
    return found


def _starts(text: str, rule: DateRule) -> Iterable[int]:
    if rule.starts:
        return rule.starts(text)
    return (match.start() for match in rule.anchor.finditer(text)) if rule.anchor else ()


def _same_month(when: When, before: DateValue) -> When:
    """A bare day beside a dated one ("1월 29일과 30일") is of its month."""
    day = day_of(before)
    if day is None or when.day is None or when.month is not None or when.shift is not None:
        return when
    return replace(when, year=day.year, month=day.month)
