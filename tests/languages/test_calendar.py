"""Every kind of `when.Time` worked out; published on Saturday 31 January 2026, 09:00 UTC, unless said otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.languages.calendar import day_of, resolve
from twosource.languages.protocol import Moment
from twosource.languages.when import Between, Holding, Meant, Nth, Stretch, Time, When
from twosource.records import Certainty, Mod, Precision, Tense
from twosource.text.times import begin_of

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
MOMENT = Moment(local=NOW, zone="UTC")
JUNE = When(year=2025, month=6)
CHRISTMAS = When(holiday="christmas", year=2025)

# (time, begin, end): minutes where it has a clock, else days; the end is not within
TIMES: list[tuple[Time, str, str]] = [
    (When(year=2025, month=6, day=30), "2025-06-30", "2025-07-01"),
    (When(year=2025, month=12), "2025-12-01", "2026-01-01"),
    (When(year=2025), "2025-01-01", "2026-01-01"),
    (When(year=2025, quarter=3), "2025-07-01", "2025-10-01"),
    (When(year=2025, half=2), "2025-07-01", "2026-01-01"),
    (When(decade=1990), "1990-01-01", "2000-01-01"),
    (When(century=21), "2000-01-01", "2100-01-01"),
    (When(year=2026, week=1), "2025-12-29", "2026-01-05"),
    (When(holiday="us-thanksgiving", year=2025), "2025-11-27", "2025-11-28"),
    (When(holiday="jp-golden-week", year=2026), "2026-04-29", "2026-05-06"),
    (When(season="winter", year=2025), "2025-12-01", "2026-03-01"),
    (When(season="summer", shift=("year", -1)), "2025-06-01", "2025-09-01"),
    # nearest
    (When(month=1, day=30), "2026-01-30", "2026-01-31"),
    (When(month=12), "2025-12-01", "2026-01-01"),
    (When(day=2), "2026-02-02", "2026-02-03"),
    (When(day=30, direction=-1), "2026-01-30", "2026-01-31"),
    (When(day=30, direction=1), "2026-03-30", "2026-03-31"),
    (When(weekday=4), "2026-01-30", "2026-01-31"),
    (When(weekday=4, direction=1), "2026-02-06", "2026-02-07"),
    (When(weekday=0, day=2), "2026-02-02", "2026-02-03"),
    (When(month=2, day=29), "2024-02-29", "2024-03-01"),
    (When(quarter=1), "2026-01-01", "2026-04-01"),
    # from publication
    (When(shift=("day", -1)), "2026-01-30", "2026-01-31"),
    (When(shift=("week", 1)), "2026-02-02", "2026-02-09"),
    (When(shift=("week", 1), weekday=2), "2026-02-04", "2026-02-05"),
    (When(shift=("weekend", 0)), "2026-01-31", "2026-02-02"),
    (When(shift=("month", -1)), "2025-12-01", "2026-01-01"),
    (When(shift=("month", -1), day=30), "2025-12-30", "2025-12-31"),
    (When(shift=("quarter", -1)), "2025-10-01", "2026-01-01"),
    (When(shift=("half", 1)), "2026-07-01", "2027-01-01"),
    (When(shift=("year", 1), month=3), "2027-03-01", "2027-04-01"),
    (When(shift=("decade", 1)), "2030-01-01", "2040-01-01"),
    # parts
    (When(shift=("month", 0), part="late"), "2026-01-21", "2026-02-01"),
    (When(year=2025, month=6, part="upper"), "2025-06-01", "2025-06-11"),
    (When(year=2025, month=6, part="middle"), "2025-06-11", "2025-06-21"),
    (When(year=2025, month=6, part="mid"), "2025-06-10", "2025-06-21"),
    (When(year=2018, part="early"), "2018-01-01", "2018-05-01"),
    (When(year=2018, part="mid"), "2018-05-01", "2018-09-01"),
    (When(year=2018, part="late"), "2018-09-01", "2019-01-01"),
    (When(decade=1990, part="late"), "1995-01-01", "2000-01-01"),
    (When(shift=("week", 0), part="early"), "2026-01-26", "2026-01-29"),
    (When(shift=("month", 0), part="earlier"), "2026-01-01", "2026-01-31"),
    (When(shift=("year", 0), part="later"), "2026-01-31", "2027-01-01"),
    # n-th, held, counted
    (Nth(n=1, unit="week", within=JUNE), "2025-06-02", "2025-06-09"),
    (Nth(n=-1, unit="week", within=When(year=2025)), "2025-12-22", "2025-12-29"),
    (Nth(n=1, unit="week", count=2, within=When(year=2021)), "2021-01-04", "2021-01-18"),
    (Nth(n=2, unit="weekday", weekday=1, within=JUNE), "2025-06-10", "2025-06-11"),
    (Nth(n=-1, unit="weekday", weekday=0, within=JUNE), "2025-06-30", "2025-07-01"),
    (Nth(n=-1, unit="day", within=JUNE), "2025-06-30", "2025-07-01"),
    (Nth(n=3, unit="month", within=When(year=2025)), "2025-03-01", "2025-04-01"),
    (Holding(unit="week", of=When(year=2025, month=6, day=11)), "2025-06-09", "2025-06-16"),
    (Holding(unit="weekend", of=When(holiday="us-labor-day", year=2025)), "2025-08-30", "2025-09-02"),
    (Holding(unit="weekend", of=When(holiday="us-thanksgiving", year=2025)), "2025-11-27", "2025-12-01"),
    (Holding(unit="weekend", of=When(year=2025, month=6, day=10)), "2025-06-14", "2025-06-16"),
    (Stretch(amounts=(("week", 2),), side="ago"), "2026-01-17", "2026-01-18"),
    (Stretch(amounts=(("month", 1),), side="ahead"), "2026-02-28", "2026-03-01"),
    (Stretch(amounts=(("year", 2), ("month", 1)), side="ago"), "2023-12-31", "2024-01-01"),
    (Stretch(amounts=(("day", 3),), side="next"), "2026-02-01", "2026-02-04"),
    (Stretch(amounts=(("day", 3),), side="past"), "2026-01-28", "2026-01-31"),
    (Stretch(amounts=(("month", 9),), side="within"), "2026-01-31", "2026-10-31"),
    (Stretch(amounts=(("quarter", 2),), side="past"), "2025-07-01", "2026-01-01"),
    (Stretch(amounts=(("week", 2),), side="ahead", anchor=CHRISTMAS), "2026-01-08", "2026-01-09"),
    (Stretch(amounts=(("day", 2),), side="ago", anchor=CHRISTMAS), "2025-12-23", "2025-12-24"),
    (Stretch(amounts=(("day", 3),), side="next", anchor=CHRISTMAS), "2025-12-25", "2025-12-28"),
    (When(base=CHRISTMAS, weekday=0), "2025-12-29", "2025-12-30"),
    # ranges
    (Between(first=When(month=1, day=29), last=When(day=31)), "2026-01-29", "2026-02-01"),
    (Between(first=When(day=29), last=When(month=1, day=31)), "2026-01-29", "2026-02-01"),
    (Between(first=When(day=29), last=When(month=2, day=2)), "2026-01-29", "2026-02-03"),
    (Between(first=When(month=11), last=When(year=2017, month=2)), "2016-11-01", "2017-03-01"),
    (Between(first=When(month=12, day=28), last=When(month=1, day=3)), "2025-12-28", "2026-01-04"),
    (Between(first=When(weekday=0), last=When(weekday=2)), "2026-02-02", "2026-02-05"),
    (Between(first=When(year=2014), last=When(year=2018)), "2014-01-01", "2019-01-01"),
    (Between(first=When(shift=("year", 0)), last=When(shift=("day", 0))), "2026-01-01", "2026-02-01"),
]  # fmt: skip
CLOCKS: list[tuple[Time, str, str]] = [
    (When(shift=("day", -1), hour=14), "2026-01-30T14:00", "2026-01-30T15:00"),
    (When(shift=("day", -1), hour=14, minute=5), "2026-01-30T14:05", "2026-01-30T14:06"),
    (When(shift=("day", -1), hour=25), "2026-01-31T01:00", "2026-01-31T02:00"),
    (When(hour=7), "2026-01-31T07:00", "2026-01-31T08:00"),
    (When(base=CHRISTMAS, hour=7), "2025-12-25T07:00", "2025-12-25T08:00"),
    (When(shift=("day", 0), day_part="evening"), "2026-01-31T16:00", "2026-01-31T20:00"),
    (When(shift=("day", 0), day_part="morning", part="late"), "2026-01-31T10:00", "2026-01-31T12:00"),
    (When(shift=("day", 0), day_part="afternoon", part="early"), "2026-01-31T12:00", "2026-01-31T14:00"),
    (When(shift=("day", 0), part="late"), "2026-01-31T12:00", "2026-02-01T00:00"),
    (Stretch(amounts=(("minute", 30),), side="ahead"), "2026-01-31T09:30", "2026-01-31T09:31"),
    (Stretch(amounts=(("hour", 0.5),), side="ahead"), "2026-01-31T09:30", "2026-01-31T09:31"),
    (Stretch(amounts=(("hour", 2),), side="within"), "2026-01-31T09:00", "2026-01-31T11:00"),
    (Between(first=When(hour=5), last=When(month=1, day=30, hour=18, hour_sure=True)), "2026-01-30T17:00", "2026-01-30T18:00"),
    (Between(first=When(month=1, day=30, hour=10, hour_sure=True), last=When(hour=3)), "2026-01-30T10:00", "2026-01-30T15:00"),
    (Between(first=When(month=1, day=30, hour=20, hour_sure=True), last=When(hour=2, hour_sure=True)), "2026-01-30T20:00", "2026-01-31T02:00"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "begin", "end"), [*TIMES, *CLOCKS], ids=str)
def test_time_is_this_interval(said: Time, begin: str, end: str) -> None:
    """Each kind of time is worked out to the interval it names; a tense that nobody knows tips no scale."""
    value = resolve(said, MOMENT, Tense.UNKNOWN)
    assert value is not None
    signs = len(begin)
    assert (value.begin.isoformat()[:signs], value.end.isoformat()[:signs]) == (begin, end)


@pytest.mark.parametrize(
    "said",
    [
        When(month=2, day=30, year=2026),
        When(month=13, day=1),
        When(day=32),
        When(year=999),
        When(year=3000),
        When(holiday="no-such-day"),
        When(),
        Nth(n=6, unit="week", within=JUNE),
        Nth(n=1, unit="day", within=When(day=32)),
        Stretch(amounts=(("year", 400),), side="ago"),
        Stretch(amounts=(("day", 1),), side="ago", anchor=When(month=2, day=30)),
        Holding(unit="week", of=When(day=32)),
        Between(first=When(day=32), last=When(day=33)),
        Between(first=When(year=2020), last=When(year=2018)),
        Meant(mod=Mod.BEFORE, time=When(day=32)),
    ],
    ids=str,
)
def test_what_the_calendar_lacks_is_none(said: Time) -> None:
    """Impossible days, unknown holidays and ranges that run backwards are no time."""
    assert resolve(said, MOMENT, Tense.UNKNOWN) is None


@pytest.mark.parametrize(
    "said",
    [When(shift=("day", -1)), When(day=30), When(weekday=4), When(month=1), Stretch(amounts=(("day", 1),), side="ago")],
    ids=str,
)
def test_without_publication_only_what_has_its_year_is_known(said: Time) -> None:
    """A report of unknown age says nothing with "yesterday"; a date with its year stands alone."""
    unknown = Moment(local=NOW, zone="UTC", known=False)
    assert resolve(said, unknown, Tense.PAST) is None
    assert resolve(JUNE, unknown, Tense.PAST) is not None
    assert resolve(Between(first=When(year=2025, month=6, day=2), last=When(day=4)), unknown, Tense.PAST) is not None


@pytest.mark.parametrize(
    ("said", "past", "future"),
    [
        (When(weekday=3), "2026-01-29", "2026-02-05"),
        (When(day=19), "2026-01-19", "2026-02-19"),
        (When(shift=("week", 0), weekday=4, direction=1), "2026-01-30", "2026-02-06"),
        (When(month=7), "2025-07-01", "2026-07-01"),
    ],
    ids=str,
)
def test_tense_tips_the_scale(said: Time, past: str, future: str) -> None:
    """Of two readings as near, the one on the right side of publication wins."""
    for tense, begin in ((Tense.PAST, past), (Tense.FUTURE, future)):
        value = resolve(said, MOMENT, tense)
        assert value is not None
        assert value.begin.isoformat()[:10] == begin


def test_a_weekend_told_on_monday_is_the_one_before() -> None:
    """ "Over the weekend" on a Monday is past in a past clause and to come in another."""
    monday = Moment(local=datetime(2026, 2, 2, 9, tzinfo=UTC), zone="UTC")
    said = When(shift=("weekend", 0), direction=-1)
    begins = [value.begin.day for tense in (Tense.PAST, Tense.FUTURE) if (value := resolve(said, monday, tense))]
    assert begins == [31, 7]


@pytest.mark.parametrize(
    ("said", "begin"),
    [
        (When(same_day=True), "2026-01-20"),
        (When(same_day=True, shift=("day", 1)), "2026-01-21"),
        (When(hour=9, minute=30), "2026-01-20"),
        (When(same_unit="week", shift=("week", 1)), "2026-01-26"),
        (When(same_unit="month"), "2026-01-01"),
        (When(same_unit="year", shift=("year", -1)), "2025-01-01"),
        (When(same_unit="quarter", shift=("quarter", -1)), "2025-10-01"),
        (Stretch(amounts=(("day", 2),), side="ahead"), "2026-01-22"),
    ],
    ids=str,
)
def test_what_points_back_is_told_from_the_day_before(said: Time, begin: str) -> None:
    """That day, the next one, two days later: counted from what the report told last."""
    value = resolve(said, MOMENT, Tense.PAST, date(2026, 1, 20), last_begin=date(2026, 1, 20))
    assert value is not None
    assert value.begin.isoformat()[:10] == begin


@pytest.mark.parametrize(
    "said",
    [
        When(same_day=True, shift=("day", 1)),
        When(same_unit="year", shift=("year", 1)),
        Stretch(amounts=(("day", 2),), side="ahead"),
        Stretch(amounts=(("week", 2),), side="ahead", to_come=True),
    ],
    ids=str,
)
def test_what_points_back_to_nothing_is_none(said: Time) -> None:
    """The next day of a story that told no day is unknown, and what was done "in two weeks" took that long."""
    assert resolve(said, MOMENT, Tense.PAST) is None
    assert resolve(said, MOMENT, Tense.FUTURE) is not None


@pytest.mark.parametrize(
    ("said", "certainty"),
    [
        (When(year=2025, month=6), Certainty.STATED),
        (When(month=6), Certainty.RESOLVED),
        (When(season="summer", year=2025), Certainty.GUESSED),
        (When(year=2025, fiscal=True), Certainty.GUESSED),
        (Nth(n=1, unit="week", within=JUNE), Certainty.STATED),
    ],
    ids=str,
)
def test_certainty_tells_how_it_was_got(said: Time, certainty: Certainty) -> None:
    """Written out, worked out, or guessed where nobody says which days are meant."""
    value = resolve(said, MOMENT, Tense.UNKNOWN)
    assert value is not None
    assert value.certainty is certainty


def test_a_modifier_keeps_the_interval() -> None:
    """ "Since 2018" is the year 2018 with a modifier, and its tense is left alone."""
    value = resolve(Meant(mod=Mod.ON_OR_AFTER, time=When(year=2018)), MOMENT, Tense.FUTURE)
    assert value is not None
    assert (value.mod, value.begin.year, value.end.year, value.tense) == (Mod.ON_OR_AFTER, 2018, 2019, Tense.FUTURE)
    assert not value.names_day


def test_a_range_keeps_the_begin_of_its_last_end() -> None:
    """Of "from 29 to 31 January" the last day is told apart from the end of the interval."""
    value = resolve(Between(first=When(month=1, day=29), last=When(day=31)), MOMENT, Tense.PAST)
    assert value is not None
    assert value.last == datetime(2026, 1, 31, tzinfo=UTC)
    until_end = resolve(Between(first=When(year=2007), last=When(year=2008, part="late")), MOMENT, Tense.PAST)
    assert until_end is not None
    assert until_end.last == until_end.end


def test_days_are_those_of_the_zone() -> None:
    """Midnight in Seoul is 15:00 UTC of the day before; a value of one day tells it, a longer one its first."""
    seoul = Moment(local=datetime(2026, 1, 31, 9, tzinfo=ZoneInfo("Asia/Seoul")), zone="Asia/Seoul")
    day, month = (resolve(said, seoul, Tense.PAST) for said in (When(day=30), When(shift=("month", -1))))
    assert day is not None
    assert month is not None
    assert day.begin == datetime(2026, 1, 29, 15, tzinfo=UTC)
    assert (day_of(day), begin_of(day)) == (date(2026, 1, 30), date(2026, 1, 30))
    assert (day_of(month), begin_of(month)) == (None, date(2025, 12, 1))


@pytest.mark.parametrize(
    ("said", "precision"),
    [
        (When(day=30), Precision.DAY),
        (When(day=30, hour=9), Precision.HOUR),
        (When(day=30, hour=9, minute=0), Precision.MINUTE),
        (When(day=30, day_part="night"), Precision.PART_OF_DAY),
        (When(shift=("week", 0)), Precision.WEEK),
        (When(decade=1990), Precision.YEAR),
        (Stretch(amounts=(("week", 2),), side="ago"), Precision.WEEK),
        (Stretch(amounts=(("hour", 5),), side="past"), Precision.DAY),
    ],
    ids=str,
)
def test_precision_is_what_was_told(said: Time, precision: Precision) -> None:
    """How finely a time is known follows from its words, not from its length."""
    value = resolve(said, MOMENT, Tense.UNKNOWN)
    assert value is not None
    assert value.precision is precision


@given(
    st.builds(
        When,
        year=st.none() | st.integers(0, 4000),
        month=st.none() | st.integers(0, 14),
        day=st.none() | st.integers(0, 33),
        weekday=st.none() | st.integers(0, 6),
        hour=st.none() | st.integers(0, 30),
        shift=st.none()
        | st.tuples(st.sampled_from(["day", "week", "month", "year", "weekend", "quarter"]), st.integers(-9, 9)),
        part=st.sampled_from(["", "early", "mid", "late", "earlier", "later"]),
        direction=st.integers(-1, 1),
    ),
    st.sampled_from(list(Tense)),
    st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1)),
)
def test_any_point_is_an_interval_or_none(said: When, tense: Tense, now: datetime) -> None:
    """No combination of fields fails; every value has a length of its own and is the same each time."""
    moment = Moment(local=now.replace(tzinfo=UTC), zone="UTC")
    value = resolve(said, moment, tense)
    assert value == resolve(said, moment, tense)
    assert value is None or value.end - value.begin > timedelta()
