"""Units of measure (`units.toml`): which can be compared, and what CLDR calls them.

Values keep the unit of their text; nothing here converts one behind a reader's back.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_CURRENCY = re.compile(r"[A-Z]{3}")


class Unit(NamedTuple):
    """A unit: what it measures, how many of the dimension's base it is (None: not comparable), its name in CLDR."""

    dimension: str
    factor: float | None
    cldr: str


@cache
def _units() -> dict[str, Unit]:
    data = tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))
    return {
        name: Unit(dimension, entry.get("factor"), entry.get("cldr", ""))
        for dimension, entries in data.items()
        for name, entry in entries.items()
    }


def is_currency(unit: str) -> bool:
    """Whether a unit id is a currency's code (ISO 4217)."""
    return _CURRENCY.fullmatch(unit) is not None


def dimension(unit: str) -> str:
    """What a unit measures ("length", "money"); the unit itself where it is one of a kind ("person")."""
    if is_currency(unit):
        return "money"
    known = _units().get(unit)
    return known.dimension if known else unit


def comparable(one: str, two: str) -> float | None:
    """How many of `two` one `one` is: km and m give 1000; None where that is not fixed, as between currencies."""
    if one == two:
        return 1.0
    first, second = _units().get(one), _units().get(two)
    if first is None or second is None or first.dimension != second.dimension:
        return None
    return first.factor / second.factor if first.factor and second.factor else None


def cldr_name(unit: str) -> str:
    """CLDR's name of a unit, "length-kilometer"; "" where it has none or we have words of our own."""
    known = _units().get(unit)
    return known.cldr if known else ""
