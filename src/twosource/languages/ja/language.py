"""Japanese, read with SudachiPy (sudachidict-core, split mode C: longest units)."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

from twosource.languages.ja.dates import RULE
from twosource.languages.ja.names import read_names
from twosource.languages.ja.numbers import find_numerals
from twosource.languages.ja.wordclass import OUTSIDE
from twosource.languages.protocol import Reading, Token
from twosource.languages.reader import Rules, TableReader
from twosource.languages.readings import dictionary
from twosource.languages.sentences import Style, split
from twosource.records import Passage, Tense

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
# "予定の軌道", "計画通り": a plan that was kept
_AS_PLANNED = frozenset({"の", "通り", "どおり", "より"})
_FAR = 60


_OUTSIDE_FROM = 0xF0000000
# Words kept at once: a newsroom's running vocabulary; beyond that the rare ones start over
_MOST_WORDS = 60_000


@cache
def _sudachi() -> tuple[Any, dict[int, tuple[str, str]]]:
    """The tokenizer, and (lemma, tag) of the words met so far by Sudachi's word id."""
    from sudachipy import SplitMode

    return dictionary().tokenizer(mode=SplitMode.C), {}


class Japanese(TableReader):
    """`protocol.Language` for Japanese."""

    code = "ja"
    rules = Rules(dates=RULE, names=read_names, numerals=find_numerals, measured=partial(find_numerals, measured=True))

    def passages(self, title: str, body: str) -> tuple[Passage, ...]:
        """See `protocol.Language`."""
        return split(title, body, _STYLE)

    def tokens(self, text: str) -> list[Token]:
        """Words; a tag is Sudachi's part of speech joined by "," up to the inflected form.

        Behind the tag of a word that its dictionary does not have stands `OUTSIDE`.
        """
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
            if here == index and token.surface == "後":
                return Tense.PAST
            following = tokens[here + 1] if here + 1 < len(tokens) and tokens[here + 1].start < limit else None
            tense = _tense(token, following)
            if tense is not None:
                return tense
        return Tense.UNKNOWN


def _words(piece: str, offset: int) -> list[Token]:
    tokenizer, known = _sudachi()
    if len(known) > _MOST_WORDS:
        known.clear()
    make = tuple.__new__
    found = []
    begin = 0
    for word in tokenizer.tokenize(piece):
        number = word.word_id()
        entry = known.get(number)
        if entry is None:
            entry = known[number] = _entry(word, number)
        lemma, tag = entry
        end = word.end()
        if begin < end:
            surface = piece[begin:end]
            found.append(
                make(Token, (offset + begin, offset + end, surface, lemma or word.dictionary_form().lower(), tag))
            )
            begin = end
    return found


def _entry(word: Any, number: int) -> tuple[str, str]:
    """Lemma and tag; all words outside the dictionary with one part of speech share a number, so no lemma there."""
    tag = ",".join(word.part_of_speech())
    if number >= _OUTSIDE_FROM:
        return "", f"{tag},{OUTSIDE}"
    return word.dictionary_form().lower(), tag


def _tense(token: Token, following: Token | None) -> Tense | None:
    # 死んだ is past as 行った is; the だ of 人だ is another word
    if token.tag.startswith("助動詞") and "助動詞-タ" in token.tag:
        return Tense.PAST
    if token.lemma in _FUTURE_NOUNS and not (following and following.surface in _AS_PLANNED):
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
