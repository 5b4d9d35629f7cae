"""What a time expression says, before it is worked out; a language's date module fills these in.

Units: second, minute, hour, day, business_day, weekend, week, month, quarter, half, year, decade, century.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from twosource.records import Mod


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A point or a named interval of the calendar; None, 0 and "" mean "not said"."""

    # day, week and so on of `base`, where it is told from another time ("Friday, three weeks after Christmas")
    base: Time | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    # Monday is 0
    weekday: int | None = None
    # ISO week of the year
    week: int | None = None
    quarter: int | None = None
    # 1 or 2
    half: int | None = None
    # first year of ten
    decade: int | None = None
    # 21 is the years 2000 to 2099
    century: int | None = None
    # rule of `holidays`
    holiday: str = ""
    # December to February is "winter"; also "spring", "summer", "autumn"
    season: str = ""
    # ("day", -1) yesterday, ("week", 1), ("month", -1), ("year", 0), ("weekend", 0)
    shift: tuple[str, int] | None = None
    # "that day": the last day named before; with `shift`, days from it ("the next day")
    same_day: bool = False
    # "that month", "the same year": the unit that the time last named lies in; `shift` counts from it in that unit
    same_unit: str = ""
    # the year is a fiscal or school year, of which nobody says when it begins
    fiscal: bool = False
    # first month of the fiscal year that `year` or `shift` counts, where the language's country has one
    fiscal_month: int = 0
    # 24 and more run into the next day
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    # morning or afternoon was said, or the clock has 24 hours; else `hour` may be twelve off
    hour_sure: bool = False
    # a key of `calendar.DAY_PARTS`
    day_part: str = ""
    # "early", "mid", "late": roughly; "upper", "middle", "lower": ten days of a month each; "first", "second": halves;
    # "earlier" is up to publication, "later" from then on
    part: str = ""
    # "last 29th" -1, "coming 29th" +1
    direction: int = 0

    @property
    def only_time(self) -> bool:
        """Whether a time of day stands alone."""
        return (self.hour is not None or bool(self.day_part)) and not self.names_date

    @property
    def names_date(self) -> bool:
        """Whether anything coarser than a time of day is said."""
        fields = (self.base, self.year, self.month, self.day, self.weekday, self.week, self.quarter, self.half)
        more = (self.decade, self.century, self.shift)
        return (
            self.same_day
            or bool(self.holiday or self.season or self.same_unit)
            or any(part is not None for part in (*fields, *more))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Nth:
    """The n-th so-and-so of a longer time: "the third week of January", "the last Monday of April"."""

    # from 1; -1 is the last
    n: int
    # a unit, or "weekday" with `weekday`
    unit: str
    within: Time
    # how many of them: "the first two weeks of 2021"
    count: int = 1
    # Monday is 0
    weekday: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """So many units counted from a time.

    "ago", "ahead": the point that far from `anchor`. "past", "next": the interval between the two.
    "within": the same, from the day itself on ("within nine months").
    """

    # (("year", 2), ("month", 1))
    amounts: tuple[tuple[str, float], ...]
    side: Literal["ago", "ahead", "past", "next", "within"]
    # None: the time of publication
    anchor: Time | None = None
    # not where the clause speaks of what was ("in two weeks" may be how long something took)
    to_come: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The unit that a time lies in: "the week of April 10"."""

    unit: str
    of: Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """From the begin of `first` to the end of `last`; what one of them leaves out, the other says."""

    first: Time
    last: Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A time with a modifier: "since 2018", "by Friday", "around the 20th"."""

    mod: Mod
    time: Time


Time: TypeAlias = When | Nth | Stretch | Holding | Between | Meant
