"""Holidays and other days that news calls by a name, by rule (`holidays.toml`)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from twosource.languages.tables import table

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@cache
def holiday(name: str, year: int) -> date | None:
    """The first day of a holiday in a year; None where the name or its date that year is not known.

    Rules: "12-25" a fixed day; "11-thu-4" the fourth Thursday of November, "5-mon--1" the last Monday of May.
    """
    rule = table("holidays").get("rule", {}).get(name)
    if rule is None:
        return None
    month, _, rest = rule.partition("-")
    if rest.isdigit():
        return date(year, int(month), int(rest))
    weekday, _, nth = rest.partition("-")
    return _nth_weekday(year, int(month), _WEEKDAYS.index(weekday), int(nth))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7 + 7 * (-nth - 1))
