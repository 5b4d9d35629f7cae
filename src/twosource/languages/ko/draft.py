"""Names of a Korean text while they are being found: which token belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from twosource.languages.entry import Entry
from twosource.languages.finder import Found, unknown
from twosource.languages.protocol import Reading, Token
from twosource.records import NameKind

CODE = "ko"
PLACES = frozenset({NameKind.PLACE, NameKind.COUNTRY})
_NOUNS = frozenset({"NNG", "NNP", "SL", "SH", "XPN", "XSN", "SN"})
_LETTER = re.compile("[가-힣A-Za-z一-鿿]")


class Draft:
    """Tokens with the name each belongs to; a later, longer name takes the place of those inside it."""

    def __init__(self, reading: Reading, found: Iterable[Found]) -> None:
        """`found` is what the tables gave, settled."""
        self.reading = reading
        self.text = reading.text
        self.tokens: list[Token] = reading.tokens
        self.holder: list[Found | None] = [None] * len(self.tokens)
        self._found: dict[int, Found] = {}
        for item in found:
            self._hold(item)

    def names(self) -> list[Found]:
        """All names, in order."""
        return [self._found[start] for start in sorted(self._found)]

    def kind(self, index: int) -> NameKind | None:
        """Of the name that token `index` belongs to; None for no name and for no token."""
        item = self.holder[index] if 0 <= index < len(self.holder) else None
        return item.kind if item is not None else None

    def put(self, first: int, last: int, kind: NameKind, entry: Entry | None = None) -> None:
        """Tokens [first, last) are one name; without an entry one that no table has."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        self.put_span(start, end, kind, entry)

    def put_span(self, start: int, end: int, kind: NameKind, entry: Entry | None = None) -> None:
        """The same by offsets."""
        surface = self.text[start:end]
        self._hold(Found(start, end, surface, (entry or unknown(kind, CODE, surface),)))

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """Nouns written as one word, as [first, last) of tokens."""
        found: list[tuple[int, int]] = []
        first, end = -1, -1
        for index, token in enumerate(self.tokens):
            noun = token.tag in _NOUNS and (token.tag == "SN" or bool(_LETTER.match(token.surface)))
            if first >= 0 and (not noun or token.start != end):
                found.append((first, index))
                first = -1
            if noun:
                first = index if first < 0 else first
                end = token.end
        if first >= 0:
            found.append((first, len(self.tokens)))
        return found

    def joined(self, index: int) -> bool:
        """Whether token `index` follows the one before without a space."""
        return 0 < index < len(self.tokens) and self.tokens[index].start == self.tokens[index - 1].end

    def spaced(self, index: int) -> bool:
        """Whether token `index` follows the one before after one space."""
        if not 0 < index < len(self.tokens):
            return False
        end = self.tokens[index - 1].end
        return self.tokens[index].start == end + 1 and self.text[end] == " "

    def starts_word(self, index: int) -> bool:
        """Whether no letter stands before token `index`."""
        start = self.tokens[index].start
        return start == 0 or not _LETTER.match(self.text[start - 1])

    def _hold(self, item: Found) -> None:
        index = self.reading.token_from(item.start)
        if index and self.tokens[index - 1].end > item.start:
            index -= 1
        while index < len(self.tokens) and self.tokens[index].start < item.end:
            if self.holder[index] is not None:
                self._drop(index)
            self.holder[index] = item
            index += 1
        self._found[item.start] = item

    def _drop(self, index: int) -> None:
        item = self.holder[index]
        if item is None or self._found.get(item.start) is not item:
            return
        del self._found[item.start]
        while index and self.holder[index - 1] is item:
            index -= 1
        while index < len(self.holder) and self.holder[index] is item:
            self.holder[index] = None
            index += 1
