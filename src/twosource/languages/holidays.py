"""Holidays and other days that news calls by a name, by rule (`holidays.toml`)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from twosource.languages.tables import table

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# A base, and days to move it by: "easter-2", "11-thu-4+1", "5-mon--1"
_RULE = re.compile(
    r"(?:(?P<name>easter|spring-equinox|autumn-equinox)|(?P<month>[0-9]+)-(?:(?P<day>[0-9]+)|(?P<weekday>[a-z]{3})-(?P<nth>-?[0-9])))"
    r"(?P<move>[+-][0-9]+)?"
)
# Day of the month in 1980, at the time of Japan; the year is that much longer than 365 days
_EQUINOX = {"spring-equinox": (3, 20.8431), "autumn-equinox": (9, 23.2488)}
_DRIFT = 0.242194
_EQUINOX_YEARS = range(1980, 2100)


@cache
def holiday(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of the holiday that begins in a year; None where the name or its date that year is not known."""
    holidays = table("holidays")
    rule = holidays["rule"].get(name)
    if isinstance(rule, list):
        place = year - holidays["first_year"]
        rule = rule[place] if 0 <= place < len(rule) else None
    if rule is None:
        return None
    head, _, tail = rule.partition("..")
    first = _day(head, year)
    last = _day(tail, year) if tail else first
    if first is None or last is None:
        return None
    return first, last if last >= first else last.replace(year=year + 1)


def _day(rule: str, year: int) -> date | None:
    match = _RULE.fullmatch(rule)
    if match is None:
        raise ValueError(f"holidays.toml: {rule!r} is no rule for a day")
    if match["name"]:
        base = _easter(year) if match["name"] == "easter" else _equinox(match["name"], year)
    elif match["day"]:
        base = date(year, int(match["month"]), int(match["day"]))
    else:
        base = _nth_weekday(year, int(match["month"]), _WEEKDAYS.index(match["weekday"]), int(match["nth"]))
    return base + timedelta(int(match["move"] or 0)) if base else None


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def _easter(year: int) -> date:
    """Western Easter Sunday, by the Gregorian computus as Butcher's Ecclesiastical Calendar (1876) has it."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leap_centuries, rest = divmod(century, 4)
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _equinox(name: str, year: int) -> date | None:
    """The equinox in Japan, as its almanac's approximation for 1980 to 2099 has it."""
    if year not in _EQUINOX_YEARS:
        return None
    month, start = _EQUINOX[name]
    return date(year, month, int(start + _DRIFT * (year - 1980) - (year - 1980) // 4))
