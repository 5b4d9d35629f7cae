"""Any language without a package: sentences by punctuation, words, ISO dates, digits, Latin names and countries."""

from __future__ import annotations

import re

from twosource.languages.en.names import read_known
from twosource.languages.figures import figure_rule, read_figures
from twosource.languages.names import NameTable
from twosource.languages.numerals import find_digits
from twosource.languages.protocol import Moment, Numeral, Reading, Token
from twosource.languages.quotations import quote_rule, read_quotes
from twosource.languages.sentences import Style, split
from twosource.languages.timeline import DateRule, read_dates
from twosource.languages.when import Time, When
from twosource.records import CueMention, DateMention, NameMention, Passage, QuantityMention, QuoteMention, Tense

_WORD = re.compile(r"[^\W\d_]+|[0-9]+(?:[.,][0-9]+)*|[^\w\s]")
_DAY = re.compile(r"(?P<y>(?:19|20)[0-9]{2})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?![0-9])")
_SHORTEST = 3


def _read(text: str, start: int) -> tuple[Time, int] | None:
    match = _DAY.match(text, start)
    if match is None:
        return None
    return When(year=int(match["y"]), month=int(match["m"]), day=int(match["d"])), match.end()


_RULE = DateRule(
    anchor=re.compile(r"(?<![\d.,-])(?:19|20)[0-9]{2}-"),
    read=_read,
    joined=re.compile(r",\s"),
)


class Plain:
    """`protocol.Language` for everything else; finds little, and nothing wrong."""

    def __init__(self, code: str) -> None:
        """`code` is the BCP 47 primary subtag it stands in for."""
        self.code = code

    def passages(self, title: str, body: str) -> tuple[Passage, ...]:
        """See `protocol.Language`; full stops of Chinese need no space behind them."""
        return split(title, body, Style(spaced=self.code not in {"zh", "yue"}))

    def tokens(self, text: str) -> list[Token]:
        """Runs of letters, numbers, signs."""
        return [
            Token(match.start(), match.end(), match.group(), match.group().lower(), _tag(match.group()))
            for match in _WORD.finditer(text)
        ]

    def terms(self, tokens: list[Token]) -> tuple[str, ...]:
        """Words of three letters and more, and numbers: without a stop list short words are mostly particles."""
        return tuple(
            token.lemma
            for token in tokens
            if token.tag == "N" or (token.tag in "CW" and (len(token.lemma) >= _SHORTEST or not token.lemma.isascii()))
        )

    def tense(self, reading: Reading, start: int, end: int) -> Tense:  # noqa: ARG002
        """Unknown."""
        return Tense.UNKNOWN

    def dates(self, reading: Reading, moment: Moment) -> list[DateMention]:
        """ISO dates."""
        return read_dates(reading, moment, _RULE, self.tense)

    def numerals(self, text: str) -> list[Numeral]:
        """Digits."""
        return find_digits(text)

    def quantities(self, reading: Reading, dates: list[DateMention]) -> list[QuantityMention]:
        """Digits with a sign: percent and currencies."""
        return read_figures(reading, dates, figure_rule("plain"), self.numerals(reading.folded))

    def names(self, reading: Reading, table: NameTable, country: str) -> list[NameMention]:
        """Registry, cities and countries in Latin letters."""
        return read_known(reading, table, country)

    def quotes(self, reading: Reading, names: list[NameMention]) -> list[QuoteMention]:
        """What stands between quotation marks, without a speaker."""
        return read_quotes(reading, names, quote_rule("plain"))

    def cues(self, reading: Reading) -> list[CueMention]:  # noqa: ARG002
        """None: cues need a lexicon."""
        return []


def _tag(word: str) -> str:
    if word[0].isdigit():
        return "N"
    return ("C" if word[0].isupper() else "W") if word[0].isalpha() else "S"
