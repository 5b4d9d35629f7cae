"""Intervals of the calendar in local time without a zone, and the arithmetic of units on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from twosource.records import Certainty, Mod, Precision

_MONTHS = 12
DAY = timedelta(1)
SMALL_UNITS = ("second", "minute", "hour")
# How finely a time told in a unit is known; years and longer are not listed
PRECISION = {
    "second": Precision.MINUTE, "minute": Precision.MINUTE, "hour": Precision.HOUR, "day": Precision.DAY,
    "business_day": Precision.DAY, "weekend": Precision.DAY, "week": Precision.WEEK, "month": Precision.MONTH,
    "quarter": Precision.QUARTER, "half": Precision.HALF,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """[begin, end) in local time without a zone."""

    begin: datetime
    end: datetime
    precision: Precision
    mod: Mod = Mod.NONE
    certainty: Certainty = Certainty.RESOLVED
    last: datetime | None = None


def midnight(day: date) -> datetime:
    """The begin of a day."""
    return datetime.combine(day, time())


def one_day(day: date) -> Interval:
    """One whole day."""
    begin = midnight(day)
    return Interval(begin=begin, end=begin + DAY, precision=Precision.DAY)


def some_months(year: int, month: int, count: int, precision: Precision) -> Interval:
    """`count` months from the first of `month` on."""
    begin = midnight(date(year, month, 1))
    return Interval(begin=begin, end=plus_months(begin, count), precision=precision)


def some_years(year: int, count: int) -> Interval:
    """`count` years from 1 January of `year` on."""
    return Interval(begin=midnight(date(year, 1, 1)), end=midnight(date(year + count, 1, 1)), precision=Precision.YEAR)


def unit_at(unit: str, at: datetime, offset: int) -> Interval:
    """The calendar unit that holds `at`, or the one `offset` units from it."""
    if unit in SMALL_UNITS:
        step = timedelta(**{f"{unit}s": 1})
        begin = at + (offset if offset < 0 else max(0, offset - 1)) * step
        return Interval(begin=begin, end=begin + step, precision=PRECISION[unit])
    if unit in {"day", "business_day"}:
        return one_day(at.date() + timedelta(offset))
    if unit in {"week", "weekend"}:
        monday = monday_of(at) + 7 * offset * DAY
        if unit == "week":
            return Interval(begin=monday, end=monday + 7 * DAY, precision=Precision.WEEK)
        return Interval(begin=monday + 5 * DAY, end=monday + 7 * DAY, precision=Precision.DAY)
    if unit in {"month", "quarter", "half"}:
        length = {"month": 1, "quarter": 3, "half": 6}[unit]
        first = (at.month - 1) // length * length + 1
        year, month = month_from(date(at.year, first, 1), offset * length)
        return some_months(year, month, length, PRECISION[unit])
    count = {"year": 1, "decade": 10, "century": 100}[unit]
    return some_years(at.year // count * count + offset * count, count)


def monday_of(at: datetime) -> datetime:
    """Midnight at the begin of the ISO week."""
    return midnight(at.date() - timedelta(at.weekday()))


def month_from(day: date, offset: int) -> tuple[int, int]:
    """Year and month `offset` months from that of `day`."""
    number = day.year * _MONTHS + day.month - 1 + offset
    return number // _MONTHS, number % _MONTHS + 1


def plus_months(at: datetime, count: int) -> datetime:
    """The same day of another month, or its last."""
    year, month = month_from(at.date(), count)
    return at.replace(year=year, month=month, day=min(at.day, month_length(year, month)))


def month_length(year: int, month: int) -> int:
    """Days of a month."""
    following = date(year + month // _MONTHS, month % _MONTHS + 1, 1)
    return (following - DAY).day


def plus(start: datetime, amounts: tuple[tuple[str, float], ...], sign: int) -> datetime:
    """`start` moved by (unit, amount) pairs, forwards with `sign` 1, backwards with -1; ValueError beyond the calendar."""
    at = start
    for unit, amount in amounts:
        if unit == "business_day":
            at = _plus_business_days(at, int(sign * amount))
        elif unit in {"month", "quarter", "half", "year", "decade", "century"}:
            months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
            at = plus_months(at, round(sign * amount * months))
        else:
            hours = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "weekend": 168}[unit]
            at += timedelta(seconds=round(sign * amount * hours * 3600))
    return at


def _plus_business_days(at: datetime, count: int) -> datetime:
    step = DAY if count > 0 else -DAY
    left = abs(count)
    if left > 1000:  # noqa: PLR2004 - no text means four years by that
        raise ValueError
    while left:
        at += step
        left -= at.weekday() < 5  # noqa: PLR2004 - Saturday
    return at
