"""Units of measure: what can be compared with what."""

from __future__ import annotations

import pytest

from twosource.text.units import cldr_name, comparable, dimension, is_currency


@pytest.mark.parametrize(
    ("one", "two", "factor"),
    [
        ("km", "m", 1000),
        ("kg", "tonne", 0.001),
        ("mile", "km", 1.609344),
        ("hectare", "m2", 10_000),
        ("week", "day", 7),
        ("year", "month", 12),
        ("kmh", "mps", 1 / 3.6),
        ("share", "percent", 100),
        ("person", "person", 1),
        ("KRW", "KRW", 1),
    ],
)
def test_units_of_one_dimension_compare(one: str, two: str, factor: float) -> None:
    """One is so many of the other, and the other way round."""
    assert comparable(one, two) == pytest.approx(factor)
    assert comparable(two, one) == pytest.approx(1 / factor)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("km", "kg"),
        ("KRW", "JPY"),
        ("month", "day"),
        ("celsius", "fahrenheit"),
        ("ton", "tonne"),
        ("person", "ship"),
        ("percent", "percent_point"),
    ],
)
def test_what_is_not_fixed_does_not_compare(one: str, two: str) -> None:
    """Rates of exchange move, months differ, degrees begin elsewhere, tons are two things."""
    assert comparable(one, two) is None


def test_dimensions() -> None:
    """Currencies are money; what no table knows is a dimension of its own."""
    assert [dimension(unit) for unit in ("km2", "acre", "SEK", "ship")] == ["area", "area", "money", "ship"]
    assert is_currency("USD")
    assert not is_currency("usd")
    assert (cldr_name("acre"), cldr_name("ship")) == ("area-acre", "")
