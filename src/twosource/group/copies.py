"""Near-copies: how much of one text stands in another, whole or in part (containment of shingles, Broder 1997)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

# Share of the shorter text's shingles found in the longer; a lightly edited wire copy has 0.85, an
# independent report 0.01 (measured on Korean).
COPY_CONTAINMENT = 0.4
# The same for a paragraph that was taken into a longer text of another's own: it must be nearly verbatim
PART_CONTAINMENT = 0.75
# A text this short says too little to be called a copy, and a paragraph must be a good deal longer
MIN_SHINGLES = 12
MIN_PART_SHINGLES = 60
SHINGLE_CHARACTERS = 10
# One shingle in so many tells which texts are worth comparing (mod-sampling, Broder 1997)
_SAMPLE = 4

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|‘[^’]*’|\"[^\"]*\"")
_NO_LETTER = re.compile(r"[\W_]+")

Shingles = frozenset[str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to be compared: all its shingles, and those of each longer paragraph. Quotations are left out,
    since independent reports share them.
    """  # noqa: D205

    whole: Shingles
    parts: tuple[Shingles, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Two texts, by place, the later after the earlier, and how much of one stands in the other."""

    earlier: int
    later: int
    share: float


def read_text(body: str) -> Text:
    """The shingles of a text."""
    clean = _QUOTED.sub("", body)
    parts = (shingle(paragraph) for paragraph in clean.split("\n"))
    return Text(shingle(clean), tuple(part for part in parts if len(part) >= MIN_PART_SHINGLES))


def shingle(text: str) -> Shingles:
    """Runs of characters without space and punctuation; serves every script alike."""
    letters = _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())
    return frozenset(letters[i : i + SHINGLE_CHARACTERS] for i in range(len(letters) - SHINGLE_CHARACTERS + 1))


def find_copies(texts: Sequence[Text]) -> Iterator[Copy]:
    """Pairs of which one holds much of the other, in order of the later text; cost grows with texts, not with pairs."""
    holders: dict[str, list[int]] = {}
    for later, text in enumerate(texts):
        sample = sorted(piece for piece in text.whole if crc32(piece.encode("utf-8", "surrogatepass")) % _SAMPLE == 0)
        met = Counter(earlier for piece in sample for earlier in holders.get(piece, ()))
        for earlier in sorted(met):
            share = _share(texts[earlier], text)
            if share:
                yield Copy(earlier, later, share)
        for piece in sample:
            holders.setdefault(piece, []).append(later)


def _share(one: Text, two: Text) -> float:
    """Containment where it makes a copy, of the whole or of a part; else 0."""
    whole = contained(one.whole, two.whole)
    if whole >= COPY_CONTAINMENT:
        return whole
    parts = [contained(part, two.whole) for part in one.parts] + [contained(part, one.whole) for part in two.parts]
    best = max(parts, default=0.0)
    return best if best >= PART_CONTAINMENT else 0.0


def contained(one: Shingles, two: Shingles) -> float:
    """Share of the smaller set that is in the larger; 0 for a set too small to tell."""
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller >= MIN_SHINGLES else 0.0
