"""Near-copies: how much of one text stands in another, whole or in part (containment of shingles, Broder 1997).

Quotations are left out, since independent reports share them. Which texts are worth comparing is told by a sample of
their shingles in an inverted index, so that cost grows with texts, not with pairs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

# Share of the shorter text's shingles found in the longer; a lightly edited wire copy has 0.85, an
# independent report 0.01 (measured on Korean).
COPY_CONTAINMENT = 0.4
# The same for a paragraph that was taken into a longer text of another's own: it must be nearly verbatim
PART_CONTAINMENT = 0.75
# A text this short says too little to be called a copy
MIN_SHINGLES = 12
SHINGLE_CHARACTERS = 10
# A headline says little: only nearly the same words make it a copy, where it is short just the same
TITLE_CONTAINMENT = 0.7
MIN_TITLE_SHINGLES, MIN_LIKE_TITLE_SHINGLES = 8, 14
TITLE_SHINGLE_CHARACTERS = 5
# Letters of a paragraph; scripts whose letter is a syllable or a word need fewer
_WINDOW, _DENSE_WINDOW = 200, 90
# Where the longer text has so little in common with the shorter, it is not the same text but holds it
_MUTUAL = 0.3
# A sample this large tells without a look at all shingles, where it is well beyond doubt
_TELLING, _CLEARLY = 64, 0.6
# With fewer in common than this share of the smaller sample, or of a paragraph, two texts are not compared
_HINT, _HINT_PART = 0.2, 0.09
# How many holders of a shingle are remembered, and how many texts a text is compared with
_HOLDERS, _CANDIDATES = 8, 3

# What somebody is quoted with; within a line
QUOTED = re.compile(r"“[^“”\n]*”|「[^「」\n]*」|『[^『』\n]*』|‘[^‘’\n]*’|\"[^\"\n]*\"")
_NO_LETTER = re.compile(r"[\W_]+")
# "[속보]", "(종합2보)", "【速報】", "UPDATE 2-", "BREAKING:": what desks put before and behind a title
_TITLE_TAG = re.compile(
    r"^\s*(?:[\[【(（<〈][^\]】)）>〉\n]{1,12}[\]】)）>〉]\s*)+"
    r"|\s*[(（\[【](?:\d?보|종합\d?보?|속보|상보|수정|update ?\d*|lead|\d+(?:st|nd|rd|th) lead|更新|続報|上書き)[)）\]】]\s*$"
    r"|^\s*(?:update ?\d*|breaking(?: news)?|just in|exclusive|wrapup ?\d*|refile|correct(?:ed|ion)|速報|号外|속보|단독)\s*[-–—:：]\s*",
    re.IGNORECASE,
)


class Text:
    """A text ready to be compared; all its shingles are only worked out where its sample meets another's."""

    def __init__(self, letters: str, sample: Sequence[str], *, size: int, window: int) -> None:
        """`size`: letters in a shingle; `window`: shingles in a paragraph of its script, 0 for a headline."""
        self.letters = letters
        # one shingle in four or so, the same ones in every text
        self.sample = sample
        self.picked = frozenset(sample)
        self.size = size
        self.window = window

    @cached_property
    def run(self) -> list[str]:
        """Shingles in order."""
        return [self.letters[i : i + self.size] for i in range(len(self.letters) - self.size + 1)]

    @cached_property
    def whole(self) -> frozenset[str]:
        """Shingles as a set."""
        return frozenset(self.run)


@dataclass(frozen=True, slots=True)
class Copy:
    """Two texts, by place, the later after the earlier, and how much of one stands in the other."""

    earlier: int
    later: int
    share: float
    # the one is not the other, but was taken into it
    part: bool


def read_text(body: str) -> Text:
    """The shingles of a text."""
    letters = _letters(QUOTED.sub("", body))
    latin = sum(map(letters.count, "etaoin")) * 5 > len(letters)
    return Text(letters, _sample(letters), size=SHINGLE_CHARACTERS, window=_WINDOW if latin else _DENSE_WINDOW)


def read_title(title: str) -> Text:
    """A headline without its tags; it has no parts."""
    letters = _letters(_TITLE_TAG.sub("", _TITLE_TAG.sub("", title)))
    size = TITLE_SHINGLE_CHARACTERS
    return Text(letters, [letters[i : i + size] for i in range(len(letters) - size + 1)], size=size, window=0)


def _letters(text: str) -> str:
    """Without space and punctuation; serves every script alike."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def _sample(letters: str) -> list[str]:
    """One shingle in four, chosen by three of its letters (mod-sampling), so in every text the same ones."""
    codes = list(map(ord, letters))
    ends = zip(codes, codes[4:], codes[SHINGLE_CHARACTERS - 1 :], strict=False)
    places = [at for at, (a, b, c) in enumerate(ends) if not (a * 5 + b * 3 + c * 7) & 12]
    return [letters[at : at + SHINGLE_CHARACTERS] for at in places]


def find_copies(texts: Sequence[Text]) -> Iterator[Copy]:
    """Pairs of which one holds much of the other, in order of the later text.

    Of a text that many have copied only some pairs are given, always with its earliest holders.
    """
    holders: dict[str, list[int]] = {}
    for later, text in enumerate(texts):
        hits: list[int] = []
        for piece in text.sample:
            known = holders.get(piece)
            if known is None:
                holders[piece] = [later]
                continue
            hits += known
            if len(known) < _HOLDERS and known[-1] != later:
                known.append(later)
        met = Counter(hits)
        met.pop(later, None)
        for earlier in sorted(sorted(met, key=lambda other: (-met[other], other))[:_CANDIDATES]):
            few = met[earlier] < min(
                _HINT * min(len(texts[earlier].picked), len(text.picked)), _HINT_PART * text.window
            )
            copy = None if few else _compare(texts[earlier], text, earlier, later)
            if copy:
                yield copy


def _compare(one: Text, two: Text, earlier: int, later: int) -> Copy | None:
    """The pair where one is a copy of the other, whole or in part."""
    smaller, larger = sorted((len(one.picked), len(two.picked)))
    if smaller >= _TELLING and (common := len(one.picked & two.picked)) >= _CLEARLY * smaller:
        return Copy(earlier, later, common / smaller, common / larger < _MUTUAL)
    smaller, larger = sorted((len(one.whole), len(two.whole)))
    common = len(one.whole & two.whole)
    if not one.window or not two.window:
        alike = common == larger or (smaller >= MIN_LIKE_TITLE_SHINGLES and common / smaller >= TITLE_CONTAINMENT)
        return Copy(earlier, later, common / smaller, part=False) if alike and smaller >= MIN_TITLE_SHINGLES else None
    if smaller < MIN_SHINGLES or not common:
        return None
    if common / smaller >= COPY_CONTAINMENT:
        return Copy(earlier, later, common / smaller, common / larger < _MUTUAL)
    window = max(one.window, two.window)
    if common < PART_CONTAINMENT * window:
        return None
    best = max(_densest(one.run, two.whole, window), _densest(two.run, one.whole, window))
    return Copy(earlier, later, best, part=True) if best >= PART_CONTAINMENT else None


def _densest(run: Sequence[str], whole: frozenset[str], window: int) -> float:
    """Highest share of shingles that are in `whole` over any paragraph's length of a text."""
    sums = [0, *accumulate(piece in whole for piece in run)]
    return max((end - begin for begin, end in zip(sums, sums[window:], strict=False)), default=0) / window
