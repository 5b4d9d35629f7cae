"""What a language must be able to do; `languages.get` returns one.

A new language is a package with `language.py` that defines `LANGUAGE`, its tables in TOML beside it.

All offsets are code points into the one text that was read, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from twosource.languages.names import NameTable
from twosource.records import CueMention, DateMention, NameMention, Passage, QuantityMention, QuoteMention, Span, Tense


class Token(NamedTuple):
    """One word or morpheme; `tag` is the tokenizer's own part of speech."""

    start: int
    end: int
    surface: str
    # dictionary form, lower case where the script has case
    lemma: str
    tag: str
    # False where the tokenizer's dictionary has no such word
    known: bool = True


class Numeral(NamedTuple):
    """A number as written, whatever it counts: "3만2천", "one and a half", "五分の三", "-4.5"."""

    start: int
    end: int
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When and where a report was published: what relative dates are relative to."""

    # aware, in the report's zone
    local: datetime
    # IANA name
    zone: str
    # ISO country of the outlet
    country: str = ""
    # False where the publication time is unknown: then only dates with a year are read
    known: bool = True


class Reading:
    """A text with its sentences and tokens, and the look-ups that every reader needs."""

    __slots__ = ("_ends", "_firsts", "_starts", "folded", "passages", "text", "tokens")

    def __init__(self, text: str, passages: tuple[Passage, ...], tokens: list[Token]) -> None:
        """`tokens` in order of their start."""
        self.text = text
        # full-width digits and signs as ASCII; the same length as `text`
        self.folded = text.translate(FULL_WIDTH)
        self.passages = passages
        self.tokens = tokens
        self._starts = [passage.start for passage in passages]
        self._firsts = [token.start for token in tokens]
        self._ends = {token.end for token in tokens}

    def span(self, start: int, end: int) -> Span | None:
        """The span in its passage; None where `text[start:end]` is empty or crosses sentences."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or start >= end or end > self.passages[index].end:
            return None
        return Span(passage=self.passages[index].index, start=start, end=end)

    def passage_at(self, position: int) -> Passage | None:
        """The sentence that holds `position`, or None between sentences."""
        index = bisect_right(self._starts, position) - 1
        return self.passages[index] if index >= 0 and position < self.passages[index].end else None

    def token_from(self, position: int) -> int:
        """Index of the first token that starts at or after `position` (may be `len(tokens)`)."""
        return bisect_right(self._firsts, position - 1)

    def tokens_in(self, passage: Passage) -> range:
        """Indices of the tokens that start in `passage`."""
        return range(self.token_from(passage.start), self.token_from(passage.end))

    def starts_token(self, position: int) -> bool:
        """Whether a token starts at `position`."""
        index = self.token_from(position)
        return index < len(self.tokens) and self.tokens[index].start == position

    def ends_token(self, position: int) -> bool:
        """Whether a token ends at `position`."""
        return position in self._ends


FULL_WIDTH = {
    **{0xFF10 + n: 0x30 + n for n in range(10)},
    0xFF05: 0x25,  # percent
    0xFF0C: 0x2C,  # comma
    0xFF0E: 0x2E,  # stop
    0xFF0D: 0x2D,  # hyphen
    0xFF0F: 0x2F,  # solidus
    0x00A0: 0x20,  # no-break space
    0x3000: 0x20,  # ideographic space
}


class Language(Protocol):
    """One language. Methods are pure: same input, same output, no I/O but a table read once."""

    @property
    def code(self) -> str:
        """BCP 47 primary subtag."""
        ...

    def passages(self, title: str, body: str) -> tuple[Passage, ...]:
        """Sentences of title, line break, body; passage 0 is the title, whole."""
        ...

    def tokens(self, text: str) -> list[Token]:
        """One tokenizer pass over all of it."""
        ...

    def terms(self, tokens: list[Token]) -> tuple[str, ...]:
        """Content words as lemmas, lower case, in order; no particles, no stop words."""
        ...

    def tense(self, reading: Reading, start: int, end: int) -> Tense:
        """What the clause around `text[start:end]` speaks of."""
        ...

    def dates(self, reading: Reading, moment: Moment) -> list[DateMention]:
        """Time expressions as intervals, in order."""
        ...

    def numerals(self, text: str) -> list[Numeral]:
        """All numbers of a folded text, in order, none overlapping; what `quantities` builds on."""
        ...

    def quantities(self, reading: Reading, dates: list[DateMention]) -> list[QuantityMention]:
        """Figures, in order; what stands in `dates` is none."""
        ...

    def names(self, reading: Reading, table: NameTable, country: str) -> list[NameMention]:
        """Names, in order, not overlapping; `country` is the outlet's and settles namesakes."""
        ...

    def quotes(self, reading: Reading, names: list[NameMention]) -> list[QuoteMention]:
        """What stands between quotation marks, with its speaker."""
        ...

    def cues(self, reading: Reading) -> list[CueMention]:
        """What happened, in order, with its state."""
        ...
