"""Times of feeds in all the ways feeds write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.collect.times import read_time, zone_of

AFTERNOON = datetime(2026, 1, 31, 6, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31T15:05:00+09:00",
        "2026-01-31T15:05:00 +0900",
        "2026-01-31T06:05:00Z",
        "2026-01-31T06:05:00.000Z",
        "2026-01-31T15:05+09",
        "Sat, 31 Jan 2026 15:05:00 +0900",
        "Sat, 31 Jan 2026 06:05:00 GMT",
        "Sat, 31 Jan 2026 15:05:00 KST",
        "Sat, 31 Jan 2026 15:05:00 JST",
        "31 Jan 26 06:05 UT",
        "Sat, 31 Jan 2026 01:05:00 EST",
        "Sat Jan 31 15:05:00 KST 2026",
        "20260131150500+0900",
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York"])
def test_a_stated_zone_wins(text, zone):
    """Offsets and zone names, KST and JST among them, are read whatever the outlet's own zone."""
    assert read_time(text, zone) == AFTERNOON


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31 15:05:00",
        "2026-01-31T15:05:00",
        "2026.01.31 15:05",
        "2026/01/31 15:05",
        "2026. 1. 31. 오후 3:05:00",
        "2026-01-31 오후 3:05:00",
        "2026년 1월 31일 오후 3시 5분",
        "2026년 01월 31일(토) 15시 05분",
        "2026年1月31日 15時05分",
        "2026年1月31日(土) 午後3時5分",
        "令和8年1月31日 15時05分",
        "31 Jan 2026 15:05",
        "Saturday, 31 January 2026 15:05",
        "January 31, 2026 3:05 pm",
        "Sat Jan 31 15:05:00 2026",
        "20260131150500",
        "Sat, 31 Jan 2026 15:05:00 XYZ",
    ],
)
def test_a_bare_time_is_the_outlets(text):
    """Without a zone, or with one nobody knows, a time is read where the outlet is."""
    assert read_time(text, "Asia/Seoul") == AFTERNOON
    assert read_time(text, "Asia/Manila") == AFTERNOON + timedelta(hours=1)


@pytest.mark.parametrize(
    "text",
    ["2026-01-31", "2026.1.31.", "2026년 1월 31일", "2026年1月31日", "20260131", "31 Jan 2026", "令和8年1月31日"],
)
def test_a_date_is_the_beginning_of_its_day(text):
    """Midnight in the outlet's zone, which in UTC is the day before."""
    assert read_time(text, "Asia/Tokyo") == datetime(2026, 1, 30, 15, tzinfo=UTC)


def test_noon_and_midnight():
    """12 am is 0 o'clock, 12 pm and 오후 12시 are noon; a 24-hour figure beside 오후 stays."""
    assert read_time("January 31, 2026 12:00 am") == datetime(2026, 1, 31, 0, tzinfo=UTC)
    assert read_time("2026-01-31 오후 12:00") == datetime(2026, 1, 31, 12, tzinfo=UTC)
    assert read_time("2026-01-31 오전 12:30") == datetime(2026, 1, 31, 0, 30, tzinfo=UTC)
    assert read_time("2026-01-31 오후 15:05") == datetime(2026, 1, 31, 15, 5, tzinfo=UTC)
    assert read_time("令和元年5月1日") == datetime(2019, 5, 1, tzinfo=UTC)


def test_summer_time_is_kept():
    """The same hour of the clock is another hour of UTC in July."""
    assert read_time("2026-07-01 12:00", "America/New_York") == datetime(2026, 7, 1, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-13-31",
        "2026-02-30",
        "1 Jan 1970 00:00:00 GMT",
        "31 Foo 2026",
        "99999999",
        "0000-00-00",
        "2026-01-31T99:00",
    ],
)
def test_what_is_no_time_is_none(text):
    """Placeholders and impossible dates are no evidence of anything."""
    assert read_time(text, "Asia/Seoul") is None


def test_an_unknown_zone_is_utc():
    """A mistake in the settings costs hours, not the run."""
    assert zone_of("Asia/Nowhere") is UTC
    assert zone_of("../etc/passwd") is UTC
    assert read_time("2026-01-31 06:05", "Asia/Nowhere") == AFTERNOON


@given(st.text(max_size=60) | st.text(alphabet="0123456789-/:.T+Z 年月日년월일오후JanSt,", max_size=40))
def test_no_text_raises(text):
    """Date strings come from strangers."""
    at = read_time(text, "Asia/Seoul")
    assert at is None or (at.tzinfo is UTC and 1989 <= at.year <= 2101)


@given(st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2090, 1, 1)), st.integers(-11, 13))
def test_iso_times_are_read_exactly(local, hours):
    """What isoformat writes is what comes back, to the second."""
    local = local.replace(microsecond=0)
    text = f"{local.isoformat()}{hours:+03d}:00"
    assert read_time(text) == datetime.fromisoformat(text).astimezone(UTC)
