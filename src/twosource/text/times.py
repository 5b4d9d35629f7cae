"""Times and numerals as a language writes them, with Babel's slow parts cached.

Patterns are CLDR date patterns (UTS #35, Dates). All times go in as aware datetimes.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from twosource.records import DateValue

if TYPE_CHECKING:
    from babel import Locale

# From here up figures are told in large units.
_LARGE = 1_000_000


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def begin_of(value: DateValue) -> date:
    """The first day of a time, in the time's own zone."""
    return value.begin.astimezone(_zone(value.zone)).date()


@lru_cache(maxsize=8192)
def tell_time(at: datetime, pattern: str, language: str, zone: str) -> str:
    """`at` in `zone`, written in `language` after a CLDR pattern."""
    from babel.dates import format_datetime

    return str(format_datetime(at.astimezone(_zone(zone)), pattern, locale=locale_of(language)))


@lru_cache(maxsize=1024)
def tell_interval(begin: datetime, last: datetime, language: str, zone: str) -> str:
    """The days from `begin` to `last`, both included: "January 29 – 31, 2026"."""
    from babel.dates import format_interval

    first, final = (at.astimezone(_zone(zone)).date() for at in (begin, last))
    return str(format_interval(first, final, "yMMMMd", locale=locale_of(language)))


@lru_cache(maxsize=8192)
def machine_time(at: datetime, zone: str) -> str:
    """RFC 3339 with the zone's offset, to the second: what `<time datetime>` and feeds carry."""
    return at.astimezone(_zone(zone)).replace(microsecond=0).isoformat()


@lru_cache(maxsize=256)
def zone_name(zone: str, language: str) -> str:
    """The zone as a reader knows it: "대한민국 시간"."""
    from babel.dates import get_timezone_location

    return zone if zone == "UTC" else str(get_timezone_location(_zone(zone), locale=locale_of(language)))


@lru_cache(maxsize=4096)
def number(value: float, language: str) -> str:
    """A numeral with the language's digits and separators, decimals only where there are any."""
    from babel.numbers import format_decimal

    return str(format_decimal(int(value) if value == int(value) else value, locale=locale_of(language)))


@lru_cache(maxsize=4096)
def large_number(value: float, language: str) -> str:
    """A numeral from a million up in the language's large units: "12.3억", "1.23B"."""
    from babel.numbers import format_compact_decimal

    if abs(value) < _LARGE:
        return number(value, language)
    locale = locale_of(language)
    form: Literal["long", "short"] = "long" if "long" in _parsed(locale).compact_decimal_formats else "short"
    return str(format_compact_decimal(value, format_type=form, locale=locale, fraction_digits=2))


@lru_cache(maxsize=256)
def language_name(tag: str, language: str) -> str:
    """The language `tag` called by its name in `language`; the tag where CLDR has none."""
    return _parsed(locale_of(tag)).get_display_name(locale_of(language)) or tag


@lru_cache(maxsize=256)
def own_name(tag: str) -> str:
    """The language's name for itself: "한국어"."""
    return language_name(tag, tag)


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """Which way the language runs, for `dir`: "ltr" or "rtl"."""
    return str(_parsed(locale_of(language)).text_direction)


@lru_cache(maxsize=256)
def plural_form(language: str, count: float) -> str:
    """CLDR plural category: "one", "few", "other"."""
    return str(_parsed(locale_of(language)).plural_form(count))


@lru_cache(maxsize=64)
def _parsed(identifier: str) -> Locale:
    from babel import Locale

    return Locale.parse(identifier)


@lru_cache(maxsize=256)
def locale_of(language: str) -> str:
    """Babel's identifier for a BCP 47 tag: "ko" stays, "zh-Hant" becomes "zh_Hant"; "en" where unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"


@lru_cache(maxsize=1024)
def zone_abbreviation(at: datetime, zone: str) -> str:
    """Short name of a zone: "KST", or "UTC+03" where the zone has no letters of its own."""
    name = at.astimezone(_zone(zone)).tzname() or zone
    return name if name.isalpha() else f"UTC{name}"
