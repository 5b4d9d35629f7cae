"""Korean, read with kiwipiepy (Kiwi morphological analyser; tags of the Sejong set)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from twosource.languages.cues import cue_rule, read_cues
from twosource.languages.figures import figure_rule, read_figures
from twosource.languages.ko.dates import RULE
from twosource.languages.ko.names import read_names
from twosource.languages.names import NameTable
from twosource.languages.protocol import Moment, Reading, Token
from twosource.languages.quotations import quote_rule, read_quotes
from twosource.languages.sentences import Style, split
from twosource.languages.timeline import read_dates
from twosource.records import CueMention, DateMention, NameMention, Passage, QuantityMention, QuoteMention, Tense

_STYLE = Style(
    abbreviations=frozenset({"mr", "ms", "dr", "st", "ma", "co", "inc", "corp", "no", "vs"}),
    goes_on=re.compile("이?라[고며는]|[고며면는라]|이라|등|등의|[을를이가은도]"),
    cased=False,
)
_CONTENT = frozenset({"NNG", "NNP", "VV", "VA", "SL", "SN", "XR", "VV-R", "VV-I", "VA-R", "VA-I"})
_SHORTEST = 2
_STOP = frozenset(
    {
        "기자",
        "것",
        "등",
        "이번",
        "관련",
        "대하다",
        "위하다",
        "있다",
        "없다",
        "하다",
        "되다",
        "말하다",
        "밝히다",
        "통하다",
        "전하다",
        "따르다",
        "오다",
        "가다",
        "보다",
        "받다",
        "주다",
        "지나다",
    }
)
# Parts of the tense scan
_FUTURE_NOUNS = frozenset({"예정", "계획", "방침", "전망", "예상", "것", "방안", "예정일"})
_PAST_ENDINGS = frozenset({"었", "았", "였"})
_FAR = 40


@cache
def _kiwi() -> Any:
    from kiwipiepy import Kiwi

    # The dictionary of multi-word terms more than doubles the time to start and changed no mention when tried
    return Kiwi(num_workers=1, load_multi_dict=False)


class Korean:
    """`protocol.Language` for Korean."""

    code = "ko"

    def passages(self, title: str, body: str) -> tuple[Passage, ...]:
        """See `protocol.Language`."""
        return split(title, body, _STYLE)

    def tokens(self, text: str) -> list[Token]:
        """Morphemes; a verb's or adjective's lemma ends in 다, a noun with 하다 keeps its bare form."""
        found = []
        for token in _kiwi().tokenize(text):
            start, tag, form = token.start, token.tag, token.form
            end = start + token.len
            lemma = form + "다" if tag[0] == "V" and tag[1] in "VA" else form.lower() if form.isascii() else form
            found.append(Token(start, end, form, lemma, tag))
        return found

    def terms(self, tokens: list[Token]) -> tuple[str, ...]:
        """See `protocol.Language`."""
        return tuple(
            token.lemma
            for token in tokens
            if token.tag in _CONTENT
            and token.lemma not in _STOP
            and (len(token.lemma) >= _SHORTEST or token.tag == "SN")
        )

    def tense(self, reading: Reading, start: int, end: int) -> Tense:
        """The first predicate behind the span that shows a tense: Korean verbs come last."""
        tokens = reading.tokens
        passage = reading.passage_at(start)
        limit = passage.end if passage else end
        index = reading.token_from(end)
        for token in tokens[index : index + _FAR]:
            if token.start >= limit:
                break
            tense = _tense(token)
            if tense is not None:
                return tense
        return Tense.UNKNOWN

    def dates(self, reading: Reading, moment: Moment) -> list[DateMention]:
        """See `protocol.Language`."""
        return read_dates(reading, moment, RULE, self.tense)

    def quantities(self, reading: Reading, dates: list[DateMention]) -> list[QuantityMention]:
        """See `protocol.Language`."""
        return read_figures(reading, dates, figure_rule("ko"))

    def names(self, reading: Reading, table: NameTable, country: str) -> list[NameMention]:
        """See `protocol.Language`."""
        return read_names(reading, table, country)

    def quotes(self, reading: Reading, names: list[NameMention]) -> list[QuoteMention]:
        """See `protocol.Language`."""
        return read_quotes(reading, names, quote_rule("ko"))

    def cues(self, reading: Reading) -> list[CueMention]:
        """See `protocol.Language`."""
        return read_cues(reading, cue_rule("ko"), self.tense)


def _tense(token: Token) -> Tense | None:
    if token.tag == "EP" and token.surface in _PAST_ENDINGS:
        return Tense.PAST
    if token.tag == "EP" and token.surface == "겠":
        return Tense.FUTURE
    if token.tag == "ETM":
        if token.surface in {"ᆯ", "을"}:
            return Tense.FUTURE
        if token.surface in {"ᆫ", "은", "던"}:
            return Tense.PAST
    if token.tag == "NNG" and token.surface in _FUTURE_NOUNS:
        return Tense.FUTURE
    return None


LANGUAGE = Korean()
