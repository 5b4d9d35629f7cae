"""Japanese, read with SudachiPy (sudachidict-core, split mode C: longest units)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from twosource.languages.cues import cue_rule, read_cues
from twosource.languages.figures import figure_rule, read_figures
from twosource.languages.ja.dates import RULE
from twosource.languages.ja.names import read_names
from twosource.languages.names import NameTable
from twosource.languages.protocol import Moment, Reading, Token
from twosource.languages.quotations import quote_rule, read_quotes
from twosource.languages.sentences import Style, split
from twosource.languages.timeline import read_dates
from twosource.records import CueMention, DateMention, NameMention, Passage, QuantityMention, QuoteMention, Tense

_STYLE = Style(goes_on=re.compile("[とのなをがはにでも]|など"), spaced=False, cased=False)
# Sudachi refuses more than 49,149 bytes at once; a code point has at most four
_MOST = 12_000
_PIECE = re.compile(r"[^\n]+")
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞"})
_STOP_KINDS = frozenset({"代名詞", "助動詞語幹", "非自立可能"})
_STOP = frozenset(
    {
        "こと",
        "もの",
        "ため",
        "よう",
        "する",
        "いる",
        "ある",
        "なる",
        "述べる",
        "話す",
        "日",
        "月",
        "年",
        "人",
        "同",
        "円",
    }
)
_FUTURE_NOUNS = frozenset({"予定", "方針", "見通し", "見込み", "計画", "見通す", "見込む", "予想"})
_NOT_TOLD = frozenset({"こと", "よう", "ため", "と", "など", "の", "べき", "方針", "考え"})
_FAR = 60


@cache
def _sudachi() -> tuple[Any, dict[int, str]]:
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="core").tokenizer(mode=SplitMode.C), {}


class Japanese:
    """`protocol.Language` for Japanese."""

    code = "ja"

    def passages(self, title: str, body: str) -> tuple[Passage, ...]:
        """See `protocol.Language`."""
        return split(title, body, _STYLE)

    def tokens(self, text: str) -> list[Token]:
        """Words; a tag is Sudachi's part of speech joined by "," up to the inflected form."""
        found: list[Token] = []
        for piece in _PIECE.finditer(text):
            for start in range(piece.start(), piece.end(), _MOST):
                found.extend(_words(text[start : min(piece.end(), start + _MOST)], start))
        return found

    def terms(self, tokens: list[Token]) -> tuple[str, ...]:
        """See `protocol.Language`."""
        terms = []
        for token in tokens:
            kinds = token.tag.split(",", 3)
            if kinds[0] in _CONTENT and kinds[1] not in _STOP_KINDS and token.lemma not in _STOP:
                terms.append(token.lemma)
        return tuple(terms)

    def tense(self, reading: Reading, start: int, end: int) -> Tense:
        """The first predicate behind the span that shows a tense: Japanese verbs come last."""
        tokens = reading.tokens
        passage = reading.passage_at(start)
        limit = passage.end if passage else end
        index = reading.token_from(end)
        stop = min(len(tokens), index + _FAR)
        for here in range(index, stop):
            token = tokens[here]
            if token.start >= limit:
                break
            following = tokens[here + 1] if here + 1 < len(tokens) and tokens[here + 1].start < limit else None
            tense = _tense(token, following)
            if tense is not None:
                return tense
        return Tense.UNKNOWN

    def dates(self, reading: Reading, moment: Moment) -> list[DateMention]:
        """See `protocol.Language`."""
        return read_dates(reading, moment, RULE, self.tense)

    def quantities(self, reading: Reading, dates: list[DateMention]) -> list[QuantityMention]:
        """See `protocol.Language`."""
        return read_figures(reading, dates, figure_rule("ja"))

    def names(self, reading: Reading, table: NameTable, country: str) -> list[NameMention]:
        """See `protocol.Language`."""
        return read_names(reading, table, country)

    def quotes(self, reading: Reading, names: list[NameMention]) -> list[QuoteMention]:
        """See `protocol.Language`."""
        return read_quotes(reading, names, quote_rule("ja"))

    def cues(self, reading: Reading) -> list[CueMention]:
        """See `protocol.Language`."""
        return read_cues(reading, cue_rule("ja"), self.tense)


def _words(piece: str, offset: int) -> list[Token]:
    tokenizer, tags = _sudachi()
    found = []
    for word in tokenizer.tokenize(piece):
        number = word.part_of_speech_id()
        tag = tags.get(number)
        if tag is None:
            tag = tags[number] = ",".join(word.part_of_speech())
        begin, end = word.begin(), word.end()
        if begin < end:
            found.append(Token(offset + begin, offset + end, piece[begin:end], word.dictionary_form().lower(), tag))
    return found


def _tense(token: Token, following: Token | None) -> Tense | None:
    if token.tag.startswith("助動詞") and token.lemma == "た":
        return Tense.PAST
    if token.lemma in _FUTURE_NOUNS:
        return Tense.FUTURE
    plain = "終止形" in token.tag or "連体形" in token.tag
    if plain and token.tag.startswith(("動詞", "助動詞")) and token.lemma not in {"だ", "ない", "いる", "ある"}:
        if following is None or following.surface in "。」":
            return Tense.FUTURE
        passive = token.lemma in {"れる", "られる"}
        if passive and following.surface not in _NOT_TOLD and following.tag.startswith("名詞"):
            return Tense.FUTURE
    return None


LANGUAGE = Japanese()
