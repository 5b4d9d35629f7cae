"""What reading is alike in every language with tables: dates, figures, names, quotations and cues by its rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from twosource.languages.cues import cue_rule, read_cues
from twosource.languages.figures import figure_rule, read_figures
from twosource.languages.names import NameTable
from twosource.languages.protocol import Moment, Numeral, Reading
from twosource.languages.quotations import quote_rule, read_quotes
from twosource.languages.timeline import DateRule, read_dates
from twosource.records import CueMention, DateMention, NameMention, QuantityMention, QuoteMention, Tense


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a language brings to it beside its tables."""

    dates: DateRule
    names: Callable[[Reading, NameTable, str], list[NameMention]]
    numerals: Callable[[str], list[Numeral]]
    # those written together with a unit of measure ("29km") as well; None where `numerals` has them or they are told apart
    measured: Callable[[str], list[Numeral]] | None = None


class TableReader:
    """The half of `protocol.Language` that follows from tables and `rules`; a language adds tokens and tenses."""

    code: str
    rules: Rules

    def tense(self, reading: Reading, start: int, end: int) -> Tense:
        """See `protocol.Language`; every language has its own."""
        raise NotImplementedError

    def date_tense(self, reading: Reading, start: int, end: int) -> Tense:
        """What the clause around a time expression speaks of."""
        return self.tense(reading, start, end)

    def means(self, reading: Reading, start: int, end: int, cue: str) -> bool:  # noqa: ARG002
        """Whether the word at [start, end) means `cue` here; most words mean one thing."""
        return True

    def dates(self, reading: Reading, moment: Moment) -> list[DateMention]:
        """See `protocol.Language`."""
        return read_dates(reading, moment, self.rules.dates, self.date_tense)

    def numerals(self, text: str) -> list[Numeral]:
        """See `protocol.Language`."""
        return self.rules.numerals(text)

    def quantities(self, reading: Reading, dates: list[DateMention]) -> list[QuantityMention]:
        """See `protocol.Language`."""
        numerals = (self.rules.measured or self.rules.numerals)(reading.folded)
        return read_figures(reading, dates, figure_rule(self.code), numerals)

    def names(self, reading: Reading, table: NameTable, country: str) -> list[NameMention]:
        """See `protocol.Language`."""
        return [_registered(mention, table) for mention in self.rules.names(reading, table, country)]

    def quotes(self, reading: Reading, names: list[NameMention]) -> list[QuoteMention]:
        """See `protocol.Language`."""
        return read_quotes(reading, names, quote_rule(self.code))

    def cues(self, reading: Reading) -> list[CueMention]:
        """See `protocol.Language`."""
        return read_cues(reading, cue_rule(self.code), self.tense, self.means)


def _registered(mention: NameMention, table: NameTable) -> NameMention:
    """A person spelled in a way the registry does not list, but who sounds like one of it."""
    value = mention.value
    known = table.sounded(value.key) if value.key.startswith("person:~") else None
    if known is None:
        return mention
    found = replace(value, key=known.key, office=known.office or value.office, country=known.country or value.country)
    return replace(mention, value=found)
