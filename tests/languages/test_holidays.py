"""The rules of holidays.toml against days that an almanac gives."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.languages.holidays import _day, holiday
from twosource.languages.tables import table


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("christmas", "2025-12-25", "2025-12-25"),
        ("us-thanksgiving", "2025-11-27", "2025-11-27"),
        ("us-black-friday", "2025-11-28", "2025-11-28"),
        ("us-election-day", "2022-11-08", "2022-11-08"),
        ("us-memorial-day", "2024-05-27", "2024-05-27"),
        ("easter", "2024-03-31", "2024-03-31"),
        ("easter", "2038-04-25", "2038-04-25"),
        ("easter", "1818-03-22", "1818-03-22"),
        ("good-friday", "2026-04-03", "2026-04-03"),
        ("easter-monday", "2024-04-01", "2024-04-01"),
        ("kr-seollal", "2026-02-17", "2026-02-17"),
        ("kr-chuseok", "2025-10-06", "2025-10-06"),
        ("kr-chuseok", "2028-10-03", "2028-10-03"),
        ("kr-buddhas-birthday", "2024-05-15", "2024-05-15"),
        ("cn-new-year", "2027-02-06", "2027-02-06"),
        ("jp-vernal-equinox-day", "2026-03-20", "2026-03-20"),
        ("jp-vernal-equinox-day", "2027-03-21", "2027-03-21"),
        ("jp-autumnal-equinox-day", "2024-09-22", "2024-09-22"),
        ("jp-coming-of-age-day", "2026-01-12", "2026-01-12"),
        ("jp-golden-week", "2026-04-29", "2026-05-05"),
        ("eid-al-fitr", "2023-04-21", "2023-04-21"),
        ("ramadan", "2024-03-11", "2024-04-09"),
        ("ramadan", "2031-12-15", "2032-01-13"),
    ],
)
def test_holidays_fall_on_these_days(name: str, first: str, last: str) -> None:
    """Fixed days, n-th weekdays, Easter, equinoxes, lunar lists, and what lasts longer than a day."""
    begin = date.fromisoformat(first)
    assert holiday(name, begin.year) == (begin, date.fromisoformat(last))


@pytest.mark.parametrize(
    ("name", "year"),
    [("no-such-day", 2025), ("kr-chuseok", 2009), ("kr-chuseok", 2051), ("jp-vernal-equinox-day", 1979)],
)
def test_unknown_names_and_years_are_none(name: str, year: int) -> None:
    """Beyond its list a lunar holiday is not guessed at."""
    assert holiday(name, year) is None


def test_every_rule_gives_a_day_of_its_year() -> None:
    """No rule of the table is misspelt, and every day begins in the year it was asked for."""
    for name in table("holidays")["rule"]:
        days = holiday(name, 2026)
        assert days is not None, name
        assert days[0].year == 2026
        assert days[0] <= days[1] < days[0] + timedelta(40)


@pytest.mark.parametrize("rule", ["", "13", "12-25..", "easter-", "11-thursday-4", "full-moon"])
def test_a_rule_that_is_none_is_said_so(rule: str) -> None:
    """A mistake in the table is an error that names it, not a day."""
    with pytest.raises(ValueError, match=r"holidays\.toml|unpack"):
        _day(rule, 2026)


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    """Easter is a Sunday between 22 March and 25 April, as the council of Nicaea had it."""
    easter = holiday("easter", year)
    assert easter is not None
    assert easter[0].weekday() == 6
    assert date(year, 3, 22) <= easter[0] <= date(year, 4, 25)
