"""What all grammars read off dates and figures before they put them into words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from twosource.records import DateValue


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local(at: datetime, zone: str) -> datetime:
    """An aware time in `zone`."""
    return at.astimezone(_zone(zone))


def first_and_last(value: DateValue) -> tuple[date, date]:
    """The days of an interval in its own zone, both included."""
    first = local(value.begin, value.zone).date()
    last = local(value.end - timedelta(microseconds=1), value.zone).date()
    return first, max(first, last)


def decimal_digits(value: float) -> tuple[str, int, str]:
    """Sign, whole part and fraction of a number as written: -1.50 gives ("-", 1, ".5")."""
    number = Decimal(repr(float(value)))
    sign = "-" if number < 0 else ""
    whole, _, fraction = format(abs(number), "f").partition(".")
    fraction = fraction.rstrip("0")
    return sign, int(whole), f".{fraction}" if fraction else ""


def myriads(value: float, names: Sequence[str], *, gap: str, thousand: str = "") -> str:
    """A number in groups of four digits: `names` are those of 10^4, 10^8, 10^12, 10^16.

    `thousand` shortens full thousands inside a group of a number beyond 10^4 ("2천").
    """
    sign, whole, fraction = decimal_digits(value)
    if whole < 10_000:  # noqa: PLR2004 - the first myriad
        return f"{sign}{whole}{fraction}"
    groups: list[str] = []
    rest = whole
    for name in ("", *names):
        last = name == names[-1]
        group, rest = (rest, 0) if last else (rest % 10_000, rest // 10_000)
        if group or (fraction and not name):
            full = thousand and group >= 1000 and group % 1000 == 0 and not (fraction and not name)  # noqa: PLR2004
            digits = f"{group // 1000}{thousand}" if full else str(group)
            groups.append(f"{digits}{name}{'' if name else fraction}")
    return sign + gap.join(reversed(groups))
