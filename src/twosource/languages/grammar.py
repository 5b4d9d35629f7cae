"""What writing in a language takes beyond its words: particles, lists, dates, numerals, titles, quotation marks.

The words themselves are in `locales/<language>/*.po`. A new language is one catalogue and one module
`languages/<code>/grammar.py` that defines `GRAMMAR`; a language without one writes with `plain`.

Text in another language than the sentence around it is marked inside the string (`mark`), so that it
can be joined and inflected like any other and still be found again (`split_marks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol
from zoneinfo import ZoneInfo

from twosource.records import DateValue

# Private use characters: `mark` takes them out of what it is given, so no source can forge them.
_OPEN, _SEP, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([^{_SEP}]*){_SEP}([^{_CLOSE}]*){_CLOSE}")
_MARKS = re.compile(f"[{_OPEN}{_SEP}{_CLOSE}]")


class Grammar(Protocol):
    """The machinery of one language. All texts may hold marked foreign runs."""

    @property
    def language(self) -> str:
        """BCP 47 primary subtag."""
        ...

    @property
    def home(self) -> str:
        """ISO country whose people and places need no nationality in this edition, or ""."""
        ...

    def inflect(self, text: str, form: str) -> str:
        """`text` in a form that a template asks for: "{who:subject}"; ValueError for an unknown form."""
        ...

    def join(self, items: Sequence[str]) -> str:
        """A list inside a sentence: "A, B and C"."""
        ...

    def join_short(self, items: Sequence[str]) -> str:
        """A list inside a headline: "A, B"."""
        ...

    def series(self, items: Sequence[str]) -> str:
        """The first few of a longer list, which goes on."""
        ...

    def clauses(self, items: Sequence[str]) -> str:
        """Clauses that go together."""
        ...

    def contrast(self, items: Sequence[str]) -> str:
        """Clauses that differ, side by side."""
        ...

    def person(self, name: str, *, office: str, country: str, code: str) -> str:
        """A person with office and country as printed ("" where unknown); `code` is the ISO country."""
        ...

    def again(self, name: str, *, office: str) -> str:
        """A person named before; `name` is short where the language shortens names."""
        ...

    def short_name(self, name: str, *, country: str) -> str:
        """What a headline prints of a name."""
        ...

    def place(self, place: str, *, country: str) -> str:
        """A place with the country it is in, as printed ("" where it need not be said)."""
        ...

    def number(self, value: float) -> str:
        """A numeral, large ones in the language's own units."""
        ...

    def money(self, number: str, currency: str) -> str:
        """A numeral with an ISO 4217 currency."""
        ...

    def date(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """A date as a noun; the year is told where it differs from `year`."""
        ...

    def day(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """As `date`, without the time of day."""
        ...

    def when(self, value: DateValue, *, zone: str, year: int | None) -> str:
        """A date as the sentence takes it: "on Jan. 30"."""
        ...

    def quote(self, text: str) -> str:
        """Text between the language's quotation marks."""
        ...

    def sentence(self, text: str) -> str:
        """A finished sentence: capital where the script has them, one stop at the end."""
        ...

    def headline(self, text: str) -> str:
        """A finished headline: no stop at the end."""
        ...


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a BCP 47 tag; the plain one where the language has none of its own."""
    code = language.partition("-")[0].lower()
    if re.fullmatch("[a-z]{2,3}", code) and find_spec(f"twosource.languages.{code}") is not None:
        module = f"twosource.languages.{code}.grammar"
        if find_spec(module) is not None:
            found: Grammar = import_module(module).GRAMMAR
            return found
    from twosource.languages.plain.grammar import PlainGrammar

    return PlainGrammar(code)


# --- marked runs -------------------------------------------------------------------------------


def mark(text: str, language: str) -> str:
    """`text` marked as written in `language`."""
    return f"{_OPEN}{language}{_SEP}{unmark(text)}{_CLOSE}"


def unmark(text: str) -> str:
    """`text` without any marking characters: for whatever comes from a source."""
    return _MARKS.sub("", text)


def visible(text: str) -> str:
    """What a reader sees of a text with marked runs."""
    return _MARKED.sub(r"\2", text) if _OPEN in text else text


def split_marks(text: str) -> Iterator[tuple[str, str | None]]:
    """Runs of `text` with their language, None for the sentence's own."""
    position = 0
    for found in _MARKED.finditer(text):
        if found.start() > position:
            yield text[position : found.start()], None
        if found[2]:
            yield found[2], found[1]
        position = found.end()
    if position < len(text):
        yield text[position:], None


# --- what all grammars read off values ---------------------------------------------------------


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
