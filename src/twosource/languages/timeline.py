"""Finds time expressions in a text, reads ranges, resolves them in order. A language brings a `DateRule`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from twosource.languages.calendar import begin_of, day_of, resolve
from twosource.languages.protocol import Moment, Reading
from twosource.languages.when import Between, Time, When
from twosource.records import DateMention, DateValue, Mod, Tense

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeRule:
    """How a language writes ranges of the simple sort; `read_range` reads them."""

    # one expression at a position, no range
    one: Callable[[str, int], tuple[Time, int] | None]
    # between the two ends; a group `word` where it is a word that has other meanings
    between: re.Pattern[str]
    # a bare first day before a dash ("29-31일"): groups d, perhaps m; None where a language has none
    bare_first: re.Pattern[str] | None = None
    # a bare last day after a dash ("Jan. 29-31"): groups d, perhaps y
    bare_last: re.Pattern[str] | None = None
    # behind the last day of a range ("까지"), taken into the span
    closing: re.Pattern[str] | None = None
    # what must stand behind the last day of a range told with a `word`
    needs_closing: re.Pattern[str] | None = None


def read_range(text: str, start: int, rule: RangeRule) -> tuple[Time, int] | None:
    """A range at `start`, or the one expression there; None where there is neither."""
    if rule.bare_first and (match := rule.bare_first.match(text, start)):
        last = rule.one(text, match.end())
        if last and isinstance(last[0], When) and last[0].day is not None:
            month = match.groupdict().get("m")
            first = When(day=int(match["d"]), month=int(month) if month else None, direction=_direction(match))
            return Between(first=first, last=last[0]), _closed(text, last[1], rule)
    read = rule.one(text, start)
    if read is None:
        return None
    when, end = read
    between = rule.between.match(text, end)
    if between and (last := _last(text, between.end(), rule, when)):
        fits = isinstance(last[0], When) and not last[0].same_day and last[0].direction == 0
        word = bool(between.groupdict().get("word"))
        if fits and (not word or rule.needs_closing is None or rule.needs_closing.match(text, last[1])):
            return Between(first=when, last=last[0]), _closed(text, last[1], rule)
    return when, end


def _last(text: str, start: int, rule: RangeRule, first: Time) -> tuple[Time, int] | None:
    bare = rule.bare_last if isinstance(first, When) and first.day is not None else None
    if bare and (match := bare.match(text, start)):
        return When(day=int(match["d"]), year=int(match["y"]) if match["y"] else None), match.end()
    return rule.one(text, start) if start < len(text) else None


def _direction(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("past"):
        return -1
    return 1 if groups.get("coming") else 0


def _closed(text: str, end: int, rule: RangeRule) -> int:
    if rule.closing and (match := rule.closing.match(text, end)):
        return match.end()
    return end
