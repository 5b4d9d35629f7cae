"""Time expressions as written (`when`), worked out against a report's moment. Knows no language.

A bare day, month or weekday is ambiguous; the reading nearest to publication wins, and a reading
on the wrong side of it (a coming day in a sentence about the past) costs extra. That is how a
newspaper reader does it, and unlike a hard rule it survives a tense that was read wrong.

All arithmetic is on local times without a zone; the zone comes in at the very end.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from twosource.languages.holidays import holiday
from twosource.languages.intervals import (
    DAY,
    PRECISION,
    SMALL_UNITS,
    Interval,
    midnight,
    monday_of,
    month_from,
    month_length,
    one_day,
    plus,
    plus_months,
    some_months,
    some_years,
    unit_at,
)
from twosource.languages.protocol import Moment
from twosource.languages.ranges import fill_first, fill_last
from twosource.languages.when import Between, Holding, Meant, Nth, Stretch, Time, When
from twosource.records import Certainty, DateValue, Mod, Precision, Tense
from twosource.text.times import begin_of

# Nominal hours: a part of a day is compared by its day only
DAY_PARTS = {
    "dawn": (0, 6), "early_morning": (4, 8), "morning": (8, 12), "midday": (11, 13), "daytime": (8, 18),
    "afternoon": (12, 16), "evening": (16, 20), "night": (20, 24),
}  # fmt: skip
# First month; the year is that of the first month
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_PARTS = {
    "early": Mod.START, "mid": Mod.MID, "late": Mod.END, "upper": Mod.START, "middle": Mod.MID, "lower": Mod.END,
    "first": Mod.START, "second": Mod.END,
}  # fmt: skip
# Hours from its begin: early ends, mid begins, mid ends, late begins
_CUTS = {
    Precision.DAY: (12, 10, 14, 12), Precision.WEEK: (72, 48, 120, 72),
    Precision.MONTH: (10 * 24, 9 * 24, 20 * 24, 20 * 24),
}  # fmt: skip
# Days that a reading on the wrong side of publication is worse than one on the right side
_WRONG_SIDE = {"day": 12, "month": 120, "half": 180, "weekday": 6}
# "Opened in March", told in January, is last March
_NOT_YET = {"month": 300}
# Days by which the month of publication is preferred for a bare day number
_SAME_MONTH = 3
_EARLIEST, _LATEST = 1000, 2999
_MONTHS, _NOON = 12, 12
# "400 years ago" dates no event
_LONGEST_AGO = 60
_ALIGNED = ("quarter", "half", "decade", "century")


class _UnknownMomentError(Exception):
    """The time of publication would be needed and is not known."""


class _Context(NamedTuple):
    """What an expression is read against."""

    local: datetime
    known: bool
    tense: Tense
    # the day last named before, for "that day" and bare clock times
    last_day: date | None
    # the begin of the time last named before, however long, for "that month" and "the same year"
    last_begin: date | None = None

    @property
    def now(self) -> datetime:
        if not self.known:
            raise _UnknownMomentError
        return self.local

    @property
    def today(self) -> date:
        return self.now.date()


def resolve(
    said: Time, moment: Moment, tense: Tense, last_day: date | None = None, *, last_begin: date | None = None
) -> DateValue | None:
    """The interval that `said` names; None for impossible days and for what cannot be known.

    `last_day` is the day last named before, for "that day" and bare clock times; `last_begin` the begin of the time
    last named, however long, for "that month" and "the same year".
    """
    context = _Context(moment.local.replace(tzinfo=None, microsecond=0), moment.known, tense, last_day, last_begin)
    try:
        found = _interval(said, context)
        return _value(found, moment, tense) if found else None
    except (_UnknownMomentError, ValueError, OverflowError):
        return None


def day_of(value: DateValue) -> date | None:
    """The day in its own zone, where the value is one day or within one; None for longer ones."""
    if value.precision not in {Precision.DAY, Precision.PART_OF_DAY, Precision.HOUR, Precision.MINUTE}:
        return None
    return begin_of(value)


def _interval(said: Time, context: _Context) -> Interval | None:
    match said:
        case When():
            return _when(said, context)
        case Nth():
            return _nth(said, context)
        case Stretch():
            return _stretch(said, context)
        case Holding():
            inner = _interval(said.of, context)
            return _holding(said.unit, inner) if inner else None
        case Between():
            return _between(said, context)
        case Meant():
            inner = _interval(said.time, context)
            return replace(inner, mod=said.mod) if inner else None


# --- points and named intervals -------------------------------------------------------------------


def _when(when: When, context: _Context) -> Interval | None:
    days = _fiscal(when, context) if when.fiscal_month else _days(when, context)
    if days is None:
        return None
    if when.hour is not None:
        return _at_clock(days, when)
    if when.day_part:
        first, last = DAY_PARTS[when.day_part]
        begin, end = days.begin + timedelta(hours=first), days.begin + timedelta(hours=last)
        days = replace(days, begin=begin, end=end, precision=Precision.PART_OF_DAY)
    if when.part in {"earlier", "later"}:
        return _up_to_now(days, context, earlier=when.part == "earlier")
    days = _part(days, when.part) if when.part else days
    if when.shift and when.part and when.direction < 0 and context.tense is Tense.PAST and days.begin > context.now:
        # "At the end of the year it snowed", told in January
        return _when(replace(when, shift=(when.shift[0], when.shift[1] - 1), direction=0), context)
    return replace(days, certainty=Certainty.GUESSED) if when.fiscal else days


def _days(when: When, context: _Context) -> Interval | None:  # noqa: PLR0911 - one case a line
    if when.base is not None:
        return _from_base(when, context)
    if when.same_day or when.only_time:
        return _same_day(when, context)
    if when.same_unit:
        return _same_unit(when, context)
    if when.season:
        return _season(when, context)
    if when.shift is not None:
        return _shifted(when, context)
    if when.century is not None or when.decade is not None or when.year is not None:
        return _stated(when)
    if when.holiday or any(part is not None for part in (when.month, when.quarter, when.half, when.week)):
        return _nearest_year(when, context)
    if when.day is not None:
        return _bare_day(when, context)
    if when.weekday is not None:
        return _bare_weekday(when, context)
    return None


def _same_day(when: When, context: _Context) -> Interval | None:
    """The day last named, or one told from it; without one, publication's."""
    amount = when.shift[1] if when.shift else 0
    if amount > 0 and context.last_day is None and context.tense is Tense.PAST:
        # "The next day" of a story whose first day is not told
        return None
    return one_day((context.last_day or context.today) + timedelta(amount))


def _stated(when: When) -> Interval | None:
    if when.century is not None:
        found: Interval | None = some_years(when.century * 100 - 100, 100)
    elif when.decade is not None:
        found = some_years(when.decade, 10)
    else:
        found = _in_year(when, when.year or 0)
    return replace(found, certainty=Certainty.STATED) if found else None


def _fiscal(when: When, context: _Context) -> Interval:
    """A fiscal year or its half or quarter: some months, not to be told as a year of the calendar."""
    year, certainty = when.year, Certainty.STATED
    if year is None:
        shift = when.shift[1] if when.shift else 0
        year, certainty = context.today.year - (context.today.month < when.fiscal_month) + shift, Certainty.RESOLVED
    length = 3 if when.quarter else 6 if when.half else _MONTHS
    first = (when.quarter or when.half or 1) * length - length
    found = some_months(*month_from(date(year, when.fiscal_month, 1), first), length, Precision.MONTH)
    return replace(found, certainty=certainty)


def _from_base(when: When, context: _Context) -> Interval | None:
    """A weekday, clock time or part of the day of another time."""
    assert when.base is not None
    base = _interval(when.base, context)
    if base is None:
        return None
    if when.weekday is not None:
        ahead = (when.weekday - base.begin.weekday()) % 7
        return one_day(base.begin.date() + timedelta(ahead))
    if when.hour is not None or when.day_part:
        return one_day(base.begin.date())
    return base


def _nearest_year(when: When, context: _Context) -> Interval | None:
    if when.week is not None:
        return _in_year(when, context.today.year)
    reach = range(-4, 5) if (when.month, when.day) == (2, 29) else range(-1, 2)
    found = [days for n in reach if (days := _in_year(when, context.today.year + n))]
    if when.weekday is not None:
        found = [days for days in found if days.begin.weekday() == when.weekday] or found
    return _nearest(found, context, when.direction, "half" if when.half is not None else "month")


def _bare_day(when: When, context: _Context) -> Interval | None:
    assert when.day is not None
    reach = range(-2, 3) if when.weekday is None else range(-14, 15)
    found = []
    for offset in reach:
        year, month = month_from(context.today, offset)
        if 1 <= when.day <= month_length(year, month):
            day = date(year, month, when.day)
            if when.weekday in {None, day.weekday()}:
                found.append(one_day(day))
    return _nearest(found, context, when.direction, "day")


def _bare_weekday(when: When, context: _Context) -> Interval | None:
    days = (context.today + timedelta(n) for n in range(-7, 8))
    found = [one_day(day) for day in days if day.weekday() == when.weekday]
    return _nearest(found, context, when.direction, "weekday")


def _nearest(found: list[Interval], context: _Context, direction: int, unit: str) -> Interval | None:
    """The cheapest reading; among equals the earlier one."""
    today = context.today
    best: tuple[float, Interval] | None = None
    for days in found:
        first, end = days.begin.date(), days.end.date()
        before, after = end <= today, first > today
        if (direction < 0 and not before) or (direction > 0 and not after):
            continue
        cost: float = (today - end).days + 1 if before else max(0, (first - today).days)
        if before and context.tense is Tense.FUTURE:
            cost += _WRONG_SIDE[unit]
        elif after and context.tense is Tense.PAST:
            cost += _NOT_YET.get(unit, _WRONG_SIDE[unit])
        if unit == "day" and (first.year, first.month) == (today.year, today.month):
            cost -= _SAME_MONTH
        if best is None or cost < best[0]:
            best = (cost, days)
    return best[1] if best else None


def _season(when: When, context: _Context) -> Interval | None:
    """Three months of the northern hemisphere: a guess, as no text says which days it means."""
    year = when.year if when.year is not None else context.today.year
    if when.shift is not None:
        year += when.shift[1]
    first = midnight(date(year, _SEASONS[when.season], 1))
    end = plus_months(first, 3)
    return Interval(begin=first, end=end, precision=Precision.QUARTER, certainty=Certainty.GUESSED)


def _shifted(when: When, context: _Context) -> Interval | None:
    assert when.shift is not None
    unit, amount = when.shift
    today = context.today
    if unit == "day":
        return one_day(today + timedelta(amount))
    if unit == "month":
        year, month = month_from(today, amount)
        return _in_year(replace(when, month=month), year)
    if unit == "year":
        return _in_year(when, today.year + amount)
    found = unit_at(unit, context.now, amount)
    if unit == "week" and when.weekday is not None:
        day = found.begin.date() + timedelta(when.weekday)
        goes_on = when.direction > 0 and day < today and context.tense is Tense.FUTURE
        return one_day(day + 7 * DAY if goes_on else day)
    if unit == "weekend" and when.direction < 0 and context.tense is Tense.PAST and found.begin.date() > today:
        return unit_at(unit, context.now, amount - 1)
    return found


def _same_unit(when: When, context: _Context) -> Interval | None:
    """In the unit of the time last named; without one, "the next year" of a story is unknown and "that year" this one."""
    amount = when.shift[1] if when.shift else 0
    if context.last_begin is None and amount and context.tense is Tense.PAST:
        return None
    base = context.last_begin or context.today
    if when.same_unit == "year":
        return _in_year(when, base.year + amount)
    if when.same_unit != "month":
        return unit_at(when.same_unit, midnight(base), amount)
    year, month = month_from(base, amount)
    return _in_year(replace(when, month=month), year)


def _in_year(when: When, year: int) -> Interval | None:  # noqa: PLR0911 - one case a line
    if not _EARLIEST <= year <= _LATEST:
        return None
    if when.holiday:
        days = holiday(when.holiday, year)
        return replace(one_day(days[0]), end=midnight(days[1]) + DAY) if days else None
    if when.week is not None:
        monday = monday_of(midnight(date(year, 1, 4))) + timedelta(7 * (when.week - 1))
        return Interval(begin=monday, end=monday + 7 * DAY, precision=Precision.WEEK)
    if when.month is not None:
        if not 1 <= when.month <= _MONTHS:
            return None
        if when.day is not None:
            fits = 1 <= when.day <= month_length(year, when.month)
            return one_day(date(year, when.month, when.day)) if fits else None
        return some_months(year, when.month, 1, Precision.MONTH)
    if when.day is not None:
        return None
    if when.quarter is not None:
        return some_months(year, when.quarter * 3 - 2, 3, Precision.QUARTER)
    if when.half is not None:
        return some_months(year, when.half * 6 - 5, 6, Precision.HALF)
    return some_years(year, 1)


def _at_clock(days: Interval, when: When) -> Interval:
    assert when.hour is not None
    begin = days.begin + timedelta(hours=when.hour, minutes=when.minute or 0, seconds=when.second or 0)
    if when.minute is None:
        return replace(days, begin=begin, end=begin + timedelta(hours=1), precision=Precision.HOUR)
    length = timedelta(minutes=1) if when.second is None else timedelta(seconds=1)
    return replace(days, begin=begin, end=begin + length, precision=Precision.MINUTE)


def _part(days: Interval, part: str) -> Interval:
    """The part of an interval that "early", "mid", "late" and their like mean."""
    mod = _PARTS[part]
    begin, end = days.begin, days.end
    if part in {"upper", "middle", "lower"} and days.precision is Precision.MONTH:
        first, second = begin + 10 * DAY, begin + 20 * DAY
        early, mid, late = (begin, first), (first, second), (second, end)
    elif part in {"first", "second"} and days.precision is Precision.MONTH:
        early, mid, late = (begin, begin + 15 * DAY), (begin, end), (begin + 15 * DAY, end)
    elif days.precision is Precision.PART_OF_DAY:
        quarter = (end - begin) / 4
        early, mid, late = (begin, begin + 2 * quarter), (begin + quarter, end - quarter), (end - 2 * quarter, end)
    elif days.precision is Precision.YEAR and days.certainty is Certainty.STATED and end == plus_months(begin, _MONTHS):
        # Of a year long ago nobody means a half
        third, two_thirds = plus_months(begin, 4), plus_months(begin, 8)
        early, mid, late = (begin, third), (third, two_thirds), (two_thirds, end)
    elif days.precision in _CUTS:
        until, mid_from, mid_to, since = (begin + timedelta(hours=n) for n in _CUTS[days.precision])
        early, mid, late = (begin, until), (mid_from, mid_to), (since, end)
    else:
        months = (end.year - begin.year) * _MONTHS + end.month - begin.month
        middle = plus_months(begin, months // 2)
        step = max(1, months // 4)
        early, late = (begin, middle), (middle, end)
        mid = (plus_months(begin, step), plus_months(begin, months - step))
    first, last = {Mod.START: early, Mod.MID: mid, Mod.END: late}[mod]
    # Nobody agrees on the hours of "late in the day"
    precision = Precision.PART_OF_DAY if days.precision is Precision.DAY else days.precision
    return replace(days, begin=first, end=last, mod=mod, precision=precision)


def _up_to_now(days: Interval, context: _Context, *, earlier: bool) -> Interval:
    """What is earlier in a time that has publication in it ends with that day; what is later begins with it."""
    today = midnight(context.today)
    if earlier:
        return replace(days, end=today) if days.begin < today < days.end else days
    return replace(days, begin=max(days.begin, today) if today < days.end else days.begin)


# --- counted from somewhere -----------------------------------------------------------------------


def _nth(said: Nth, context: _Context) -> Interval | None:
    whole = _interval(said.within, context)
    if whole is None:
        return None
    if said.unit == "weekday":
        assert said.weekday is not None
        first = whole.begin + ((said.weekday - whole.begin.weekday()) % 7) * DAY
        final = whole.end - DAY - ((whole.end - DAY).weekday() - said.weekday) % 7 * DAY
        begin = first + 7 * (said.n - 1) * DAY if said.n > 0 else final + 7 * (said.n + 1) * DAY
        end = begin + DAY
        precision = Precision.DAY
    else:
        # A week belongs to the month or year that has its Thursday (ISO 8601)
        shift = 3 * DAY if said.unit == "week" else timedelta()
        head = unit_at(said.unit, whole.begin, 0)
        offset = 0 if head.begin + shift >= whole.begin else 1
        tail = unit_at(said.unit, whole.end - timedelta(microseconds=1), 0)
        back = 0 if tail.begin + shift < whole.end else -1
        if said.n > 0:
            start = unit_at(said.unit, head.begin, offset + said.n - 1)
            stop = unit_at(said.unit, head.begin, offset + said.n + said.count - 2)
        else:
            start = unit_at(said.unit, tail.begin, back + said.n + 1 - (said.count - 1))
            stop = unit_at(said.unit, tail.begin, back + said.n + 1)
        begin, end, precision = start.begin, stop.end, stop.precision
        whole = replace(whole, begin=whole.begin - shift, end=whole.end + shift)
    if begin < whole.begin - 7 * DAY or end > whole.end + 7 * DAY:
        return None
    return Interval(begin=begin, end=end, precision=precision, certainty=whole.certainty)


def _stretch(said: Stretch, context: _Context) -> Interval | None:
    if said.to_come and context.tense is Tense.PAST:
        return None
    anchor = _interval(said.anchor, context) if said.anchor else None
    if said.anchor and anchor is None:
        return None
    unit = said.amounts[-1][0]
    precision = PRECISION.get(unit, Precision.YEAR)
    sign = -1 if said.side in {"ago", "past"} else 1
    if said.side in {"ago", "ahead"}:
        start = anchor.begin if anchor else _counted_from(said, context)
        return _point(plus(start, said.amounts, sign), unit, precision) if start else None
    if len(said.amounts) == 1 and unit in _ALIGNED and anchor is None:
        count = int(said.amounts[0][1])
        begin = unit_at(unit, context.now, 1 if sign > 0 else -count).begin
        return Interval(begin=begin, end=unit_at(unit, begin, count - 1).end, precision=precision)
    if unit == "business_day" and anchor is None:
        # The end of the last of them, so that Friday's does not take the weekend with it
        begin, end = sorted((midnight(context.today), plus(midnight(context.today), said.amounts, sign)))
        shift = DAY if sign > 0 else timedelta()
        return Interval(begin=begin + shift, end=end + shift, precision=precision)
    if anchor:
        start = anchor.begin
    elif unit in SMALL_UNITS:
        start = context.now
    else:
        start = midnight(context.today) + (DAY if said.side == "next" else timedelta())
    stop = plus(start, said.amounts, sign)
    begin, end = (start, stop) if sign > 0 else (stop, start)
    # Hours from one o'clock to another are no time of day
    return Interval(begin=begin, end=end, precision=Precision.DAY if unit in SMALL_UNITS else precision)


def _holding(unit: str, inner: Interval) -> Interval:
    if unit != "weekend" or inner.precision is not Precision.DAY:
        return unit_at(unit, inner.begin, 0)
    # The weekend of a Thursday, Friday or Monday off has that day with it
    weekend = unit_at(unit, inner.begin, -1 if inner.begin.weekday() == 0 else 0)
    if weekend.begin - inner.begin > 2 * DAY:
        return weekend
    return replace(weekend, begin=min(weekend.begin, inner.begin), end=max(weekend.end, inner.end))


def _counted_from(said: Stretch, context: _Context) -> datetime | None:
    """What "ago" and "ahead" without an anchor are counted from; None for lengths that tell no time."""
    if any(unit == "year" and amount > _LONGEST_AGO for unit, amount in said.amounts):
        return None
    if said.side == "ahead" and context.tense is Tense.PAST:
        # "It closed two days later": later than the day just told of, not than publication
        hours = said.amounts[-1][0] in SMALL_UNITS
        return None if context.last_day is None or hours else midnight(context.last_day)
    return context.now


def _point(at: datetime, unit: str, precision: Precision) -> Interval:
    if unit in SMALL_UNITS:
        return Interval(begin=at, end=at + timedelta(minutes=1), precision=Precision.MINUTE)
    day = one_day(at.date())
    return day if precision is Precision.DAY else replace(day, precision=precision, mod=Mod.APPROX)


def _between(said: Between, context: _Context) -> Interval | None:
    first, last = said.first, said.last
    if isinstance(first, When) and isinstance(last, When):
        first = fill_first(first, last)
    begin = _interval(first, context)
    if begin is None:
        return None
    if isinstance(last, When):
        last = fill_last(last, begin.begin, counted=isinstance(first, Stretch))
    # A range whose first day has its year needs no publication time for the rest
    local = context.local if context.known else begin.begin
    stop = _interval(last, context._replace(local=local, known=True, last_day=begin.begin.date()))
    if stop is None:
        return None
    clock = stop.precision in {Precision.HOUR, Precision.MINUTE}
    end = stop.begin if clock else stop.end
    if end <= begin.begin and clock and isinstance(last, When):
        sure = last.hour_sure or (last.hour or 0) >= _NOON or end + timedelta(hours=_NOON) <= begin.begin
        end += DAY if sure else timedelta(hours=_NOON)
    if end <= begin.begin:
        # "Between Sept. 22 and now": the nearest reading of the begin may lie behind the end
        if not isinstance(first, When) or first.direction or first.month is None or first.year is not None:
            return None
        return _between(replace(said, first=replace(first, direction=-1)), context)
    final = end if clock or stop.mod is Mod.END else stop.begin
    return replace(begin, end=end, precision=stop.precision, mod=Mod.NONE, last=final)


def _value(found: Interval, moment: Moment, tense: Tense) -> DateValue:
    zone = ZoneInfo(moment.zone)

    def utc(at: datetime) -> datetime:
        return at.replace(tzinfo=zone).astimezone(UTC)

    return DateValue(
        begin=utc(found.begin),
        end=utc(found.end),
        zone=moment.zone,
        precision=found.precision,
        certainty=found.certainty,
        tense=_settled(tense, found, moment),
        mod=found.mod,
        last=utc(found.last) if found.last else None,
    )


def _settled(tense: Tense, found: Interval, moment: Moment) -> Tense:
    """A day before publication is past, one after it to come, whatever the clause sounds like."""
    if not moment.known or found.mod.open_ended:
        return tense
    today = moment.local.date()
    if found.end.date() <= today and found.begin.date() < today:
        return Tense.PAST
    return Tense.FUTURE if found.begin.date() > today else tense
