"""What writing in a language takes beyond its words: particles, lists, dates, numerals, titles, quotation marks.

The words themselves are in `locales/<language>/*.po`. A new language is one catalogue and one module
`languages/<code>/grammar.py` that defines `GRAMMAR`; a language without one writes with `plain`.

Texts may hold marked runs in another language (`languages.marking`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from twosource.records import DateValue


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

    def body(self, name: str) -> str:
        """An organisation as a sentence takes it: "the Pentagon"."""
        ...

    def team(self, name: str) -> int:
        """How many a team's name counts as for its verb: "Zelkovas win"."""
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
