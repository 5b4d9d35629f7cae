"""What the two ends of a range leave each other to say: "29-31 January", "from 5 to 6 p.m. on Friday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from twosource.languages.intervals import month_from
from twosource.languages.when import When

_MONTHS, _NOON = 12, 12


def fill_first(first: When, last: When) -> When:
    """The begin of a range with what only its end says: month, year, day, half of the day."""
    if first.only_time and last.names_date:
        first = _at_clock_of(first, last)
    elif first.day is not None and first.month is None and first.shift is None:
        source = _month_before(last) if last.day is not None and last.day < first.day else last
        counted = source.shift if source.shift and source.shift[0] in {"month", "year"} else None
        first = replace(first, month=source.month, year=source.year, shift=counted)
    elif first.year is None and first.shift is None and first.month is not None and last.year is not None:
        later = last.month is not None and first.month > last.month
        first = replace(first, year=last.year - later)
    if first.hour is not None and last.hour is not None and not first.hour_sure and last.hour_sure:
        noon = first.hour + _NOON
        if last.hour >= _NOON and first.hour < _NOON and noon <= last.hour:
            first = replace(first, hour=noon)
    return first


def fill_last(last: When, begin: datetime, *, counted: bool) -> When:
    """The end of a range with what only its begin says; `counted` where that is so long from another time."""
    if last.only_time:
        return _at_clock_of(last, When(year=begin.year, month=begin.month, day=begin.day))
    if last.day is not None and last.month is None and last.shift is None and last.weekday is None:
        year, month = (begin.year, begin.month) if last.day >= begin.day else month_from(begin.date(), 1)
        return replace(last, year=year, month=month)
    if last.month is not None and last.year is None and last.shift is None:
        before = last.month < begin.month
        return replace(last, year=begin.year + before)
    if last.weekday is not None and last.shift is None and last.day is None and not counted:
        day = begin.date() + timedelta((last.weekday - begin.weekday()) % 7)
        return replace(last, year=day.year, month=day.month, day=day.day)
    return last


def _at_clock_of(clock: When, days: When) -> When:
    """`days` at the time of day that `clock` tells."""
    return replace(
        days, hour=clock.hour, minute=clock.minute, second=clock.second, day_part=clock.day_part,
        hour_sure=clock.hour_sure,
    )  # fmt: skip


def _month_before(when: When) -> When:
    """The month before the one told: "the 29th to the 2nd of next month" begins in this one."""
    if when.shift and when.shift[0] == "month" and when.day is not None:
        return replace(when, shift=("month", when.shift[1] - 1))
    if when.month is not None and when.day is not None:
        year = when.year if when.year is None or when.month > 1 else when.year - 1
        return replace(when, month=(when.month - 2) % _MONTHS + 1, year=year)
    return when
