"""Time expressions as written, worked out against a report's moment. Knows no language.

A bare day, month or weekday is ambiguous; the reading nearest to publication wins, and a reading
on the wrong side of it (a coming day in a sentence about the past) costs extra. That is how a
newspaper reader does it, and unlike a hard rule it survives a tense that was read wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from twosource.languages.protocol import Moment
from twosource.records import Certainty, DateValue, Precision, Tense

# Days that a reading on the wrong side of publication is worse than one on the right side
_WRONG_SIDE = {"day": 12, "month": 120, "weekday": 6}
# Days by which the month of publication is preferred for a bare day number
_SAME_MONTH = 3
_EARLIEST, _LATEST = 1000, 2999
_MONTHS = 12
# "400 years ago" dates no event
_LONGEST_AGO = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time expression as written; None and 0 mean "not said"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    # Monday is 0
    weekday: int | None = None
    quarter: int | None = None
    # 1 or 2
    half: int | None = None
    # (unit, amount): ("day", -1) yesterday, ("week", 1), ("month", -1), ("year", -1), ("quarter", 0)
    shift: tuple[str, int] | None = None
    # "that day": the last day named before; with `shift`, days from it ("the next day")
    same_day: bool = False
    hour: int | None = None
    minute: int | None = None
    # "early", "mid", "late": a third of a month or week, the first or last quarter of a year
    part: str = ""
    # "last 29th" -1, "coming 29th" +1
    direction: int = 0
    # "3 days ago", "within two weeks": not to the day
    vague: bool = False

    @property
    def only_time(self) -> bool:
        """Whether a clock time stands alone."""
        named = (self.year, self.month, self.day, self.weekday, self.quarter, self.half, self.shift)
        return self.hour is not None and not self.same_day and all(part is None for part in named)

    @property
    def absolute(self) -> bool:
        """Whether it can be read without knowing when it was published."""
        return self.year is not None


@dataclass(frozen=True, slots=True)
class _Days:
    """First day, day after the last, how fine."""

    begin: date
    end: date
    precision: Precision


def resolve(when: When, moment: Moment, tense: Tense, last_day: date | None = None) -> DateValue | None:
    """The interval that `when` names; None for impossible days and for what cannot be known.

    `last_day` is the day last named before, for "that day" and bare clock times.
    """
    if not moment.known and not when.absolute:
        return None
    try:
        days = _days(when, moment.local.date(), tense, last_day)
        return _value(days, when, moment, tense) if days else None
    except (ValueError, OverflowError):
        return None


def resolve_range(
    first: When, last: When, moment: Moment, tense: Tense, last_day: date | None = None
) -> DateValue | None:
    """From the begin of `first` to the end of `last`; what one of them leaves out, the other says."""
    if first.month is None and first.shift is None and last.month is not None:
        first = replace(first, year=last.year, month=last.month)
    if first.year is None and last.year is not None and first.shift is None:
        first = replace(first, year=last.year)
    begin = resolve(first, moment, tense, last_day)
    if begin is None:
        return None
    zone = ZoneInfo(moment.zone)
    start = begin.begin.astimezone(zone).date()
    if last.only_time:
        last = replace(last, year=start.year, month=start.month, day=start.day)
    elif last.day is not None and last.month is None:
        last = replace(last, year=start.year, month=start.month)
    elif last.month is not None and last.year is None:
        last = replace(last, year=start.year + (last.month < start.month))
    known = replace(moment, known=True)
    end = resolve(last, known, tense, start)
    if end is None or end.end <= begin.begin:
        return None
    return replace(begin, end=end.end, precision=end.precision)


def day_of(value: DateValue) -> date | None:
    """The day in its own zone, where the value is one day or within one; None for longer ones."""
    if value.precision not in {Precision.DAY, Precision.HOUR, Precision.MINUTE}:
        return None
    return value.begin.astimezone(ZoneInfo(value.zone)).date()


def _days(when: When, today: date, tense: Tense, last_day: date | None) -> _Days | None:  # noqa: PLR0911 - one case a line
    if when.same_day or when.only_time:
        amount = when.shift[1] if when.shift else 0
        return _one((last_day or today) + timedelta(amount))
    if when.shift is not None:
        return _shifted(when, today)
    if when.year is not None:
        return _in_year(when, when.year)
    if when.month is not None or when.quarter is not None or when.half is not None:
        years = (_in_year(when, today.year + n) for n in (-1, 0, 1))
        return _nearest([days for days in years if days], today, tense, when.direction, "month")
    if when.day is not None:
        return _bare_day(when, today, tense)
    if when.weekday is not None:
        offsets = range(-7, 8)
        days = [today + timedelta(n) for n in offsets if (today + timedelta(n)).weekday() == when.weekday]
        return _nearest([_one(day) for day in days], today, tense, when.direction, "weekday")
    return None


def _one(day: date) -> _Days:
    return _Days(day, day + timedelta(1), Precision.DAY)


def _bare_day(when: When, today: date, tense: Tense) -> _Days | None:
    assert when.day is not None
    found = []
    for offset in (-2, -1, 0, 1, 2):
        year, month = _month(today, offset)
        if 1 <= when.day <= _length(year, month):
            found.append(_one(date(year, month, when.day)))
    return _nearest(found, today, tense, when.direction, "day")


def _nearest(found: list[_Days], today: date, tense: Tense, direction: int, unit: str) -> _Days | None:
    """The cheapest reading; among equals the earlier one."""
    best: tuple[float, _Days] | None = None
    for days in found:
        before, after = days.end <= today, days.begin > today
        if (direction < 0 and not before) or (direction > 0 and not after):
            continue
        distance = (today - days.end).days + 1 if before else max(0, (days.begin - today).days)
        cost: float = distance
        if (before and tense is Tense.FUTURE) or (after and tense is Tense.PAST):
            cost += _WRONG_SIDE[unit]
        if unit == "day" and (days.begin.year, days.begin.month) == (today.year, today.month):
            cost -= _SAME_MONTH
        if best is None or cost < best[0]:
            best = (cost, days)
    return best[1] if best else None


def _shifted(when: When, today: date) -> _Days | None:  # noqa: PLR0911 - one case a line
    assert when.shift is not None
    unit, amount = when.shift
    if unit == "day":
        return _one(today + timedelta(amount))
    if unit == "week":
        if when.vague:
            return replace(_one(today + timedelta(7 * amount)), precision=Precision.WEEK)
        monday = today - timedelta(today.weekday()) + timedelta(7 * amount)
        if when.weekday is not None:
            return _one(monday + timedelta(when.weekday))
        return _Days(*_third(monday, monday + timedelta(7), when.part), Precision.WEEK)
    if unit == "month":
        year, month = _month(today, amount)
        return _in_year(replace(when, month=month), year)
    if unit == "quarter":
        number = today.year * 4 + (today.month - 1) // 3 + amount
        return _in_year(replace(when, quarter=number % 4 + 1), number // 4)
    if when.vague and abs(amount) > _LONGEST_AGO:
        return None
    return _in_year(when, today.year + amount)


def _in_year(when: When, year: int) -> _Days | None:  # noqa: PLR0911 - one case a line
    if not _EARLIEST <= year <= _LATEST:
        return None
    if when.month is not None:
        if not 1 <= when.month <= _MONTHS:
            return None
        if when.day is not None:
            return _one(date(year, when.month, when.day)) if when.day <= _length(year, when.month) else None
        first, end = date(year, when.month, 1), _first_after(year, when.month)
        return _Days(*_third(first, end, when.part), Precision.MONTH)
    if when.day is not None:
        return None
    if when.quarter is not None:
        month = when.quarter * 3 - 2
        return _Days(date(year, month, 1), _first_after(year, month + 2), Precision.QUARTER)
    if when.half is not None:
        month = when.half * 6 - 5
        return _Days(date(year, month, 1), _first_after(year, month + 5), Precision.QUARTER)
    months = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}.get(when.part, (1, 12))
    return _Days(date(year, months[0], 1), _first_after(year, months[1]), Precision.YEAR)


def _third(first: date, end: date, part: str) -> tuple[date, date]:
    length = (end - first).days
    third = length // 3
    if part == "early":
        return first, first + timedelta(third)
    if part == "mid":
        return first + timedelta(third), end - timedelta(length - 2 * third)
    if part == "late":
        return first + timedelta(2 * third), end
    return first, end


def _month(today: date, offset: int) -> tuple[int, int]:
    number = today.year * _MONTHS + today.month - 1 + offset
    return number // _MONTHS, number % _MONTHS + 1


def _first_after(year: int, month: int) -> date:
    return date(year + month // _MONTHS, month % _MONTHS + 1, 1)


def _length(year: int, month: int) -> int:
    return (_first_after(year, month) - timedelta(1)).day


def _value(days: _Days, when: When, moment: Moment, tense: Tense) -> DateValue:
    zone = ZoneInfo(moment.zone)
    begin, end = datetime.combine(days.begin, time(), zone), datetime.combine(days.end, time(), zone)
    precision = days.precision
    if when.hour is not None and precision is Precision.DAY:
        extra, hour = divmod(when.hour, 24)
        begin = datetime.combine(days.begin + timedelta(extra), time(hour, when.minute or 0), zone)
        precision = Precision.HOUR if when.minute is None else Precision.MINUTE
        end = begin + (timedelta(hours=1) if when.minute is None else timedelta(minutes=1))
    stated = when.year is not None and not when.vague
    return DateValue(
        begin=begin.astimezone(UTC),
        end=end.astimezone(UTC),
        zone=moment.zone,
        precision=precision,
        certainty=Certainty.STATED if stated else Certainty.RESOLVED,
        tense=_settled(tense, days, moment),
    )


def _settled(tense: Tense, days: _Days, moment: Moment) -> Tense:
    """A day before publication is past, one after it to come, whatever the clause sounds like."""
    if not moment.known:
        return tense
    today = moment.local.date()
    if days.end <= today:
        return Tense.PAST
    return Tense.FUTURE if days.begin > today else tense
