"""Writing any other language: Babel's dates, lists and numerals (Unicode CLDR), nothing inflected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from twosource.languages.values import first_and_last, local
from twosource.records import DateValue, Precision

_SKELETONS = {Precision.YEAR: "y", Precision.QUARTER: "yQQQ", Precision.MONTH: "yMMMM"}


@lru_cache(maxsize=32)
def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


class PlainGrammar:
    """`languages.grammar.Grammar` without knowledge of a language beyond CLDR's."""

    home = ""

    def __init__(self, language: str) -> None:
        """`language` is a primary subtag; one CLDR does not know writes its dates in English."""
        self.language = language

    def inflect(self, text: str, form: str) -> str:  # noqa: ARG002
        """`text` as it is, whatever the form."""
        return text

    def join(self, items: Sequence[str]) -> str:
        """CLDR's list pattern."""
        from babel.lists import format_list

        return str(format_list(list(items), locale=_locale(self.language))) if items else ""

    def join_short(self, items: Sequence[str]) -> str:
        """With commas."""
        return ", ".join(items)

    def series(self, items: Sequence[str]) -> str:
        """With commas."""
        return ", ".join(items)

    def clauses(self, items: Sequence[str]) -> str:
        """As any list."""
        return self.join(items)

    def contrast(self, items: Sequence[str]) -> str:
        """With semicolons."""
        return "; ".join(items)

    def person(self, name: str, *, office: str, country: str, code: str) -> str:  # noqa: ARG002
        """Name, then office and country in parentheses."""
        aside = ", ".join(filter(None, (office, country)))
        return f"{name} ({aside})" if aside else name

    def body(self, name: str) -> str:
        """Bare."""
        return name

    def team(self, name: str) -> int:  # noqa: ARG002
        """One."""
        return 1

    def again(self, name: str, *, office: str) -> str:  # noqa: ARG002
        """The name."""
        return name

    def short_name(self, name: str, *, country: str) -> str:  # noqa: ARG002
        """The whole name."""
        return name

    def place(self, place: str, *, country: str) -> str:
        """Place, then country in parentheses."""
        return f"{place} ({country})" if country else place

    def number(self, value: float) -> str:
        """CLDR's decimal pattern."""
        from babel.numbers import format_decimal

        return str(format_decimal(int(value) if value == int(value) else value, locale=_locale(self.language)))

    def money(self, number: str, currency: str) -> str:
        """Numeral and currency code."""
        return f"{number} {currency}"

    def date(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """With the time of day where it is known."""
        from babel.dates import format_time

        day = self.day(value, zone=zone, year=year)
        if value.precision not in (Precision.MINUTE, Precision.HOUR):
            return day
        return f"{day}, {format_time(local(value.begin, zone), 'short', locale=_locale(self.language))}"

    def day(self, value: DateValue, *, zone: str, year: int | None) -> str:  # noqa: ARG002
        """CLDR's date or interval, always with its year."""
        from babel.dates import format_date, format_interval, format_skeleton

        locale = _locale(self.language)
        first, last = first_and_last(value)
        if value.precision in (Precision.MINUTE, Precision.HOUR):
            first = last = local(value.begin, zone).date()
        if value.precision in _SKELETONS:
            begin = local(value.begin, value.zone)
            return str(format_skeleton(_SKELETONS[value.precision], begin, locale=locale))
        if first == last:
            return str(format_date(first, "long", locale=locale))
        return str(format_interval(first, last, "yMMMd", locale=locale))

    def when(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """As `date`."""
        return self.date(value, zone=zone, year=year)

    def quote(self, text: str) -> str:
        """CLDR's quotation marks are not in Babel; these are read everywhere."""
        return f"“{text}”"

    def sentence(self, text: str) -> str:
        """Capital and one stop."""
        text = text.strip()
        text = text[:1].upper() + text[1:]
        return text if text.endswith((".", "!", "?", "。")) else f"{text}."

    def headline(self, text: str) -> str:
        """Capital, no stop."""
        text = text.strip().rstrip(".")
        return text[:1].upper() + text[1:]
