"""Vectors of meaning: sums and means of them, and a quick search over their signs.

The only module of the step that loads numpy, and only where an encoder is in use.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from twosource.group.features import Features

Vector = NDArray[np.int64]
Centred = NDArray[np.float64]
# A vector as the signs of its numbers, one bit each, near in angle where few bits differ (Charikar 2002)
Code = NDArray[np.uint64]

# Reports that stand behind the mean of a language before any is seen
_PRIOR = 200
_WORD_BITS = 64


def total(vectors: Iterable[bytes]) -> Vector:
    """The sum of one vector or more: whole numbers, so their order cannot matter."""
    found: Vector = np.sum([_read(vector) for vector in vectors], axis=0, dtype=np.int64)
    return found


def _read(vector: bytes) -> NDArray[np.int8]:
    return np.frombuffer(vector, dtype=np.int8)


class Means:
    """The mean vector of each language: what all its reports have in common says nothing."""

    def __init__(self, first: Mapping[str, str]) -> None:
        """`first`: language -> mean of a corpus, base64 of signed bytes."""
        self._first = {language: _read(b64decode(mean)).astype(np.int64) for language, mean in first.items()}
        if self._first:
            # Of a language that the corpus did not have
            self._first[""] = np.sum(list(self._first.values()), axis=0) // len(self._first)
        self._sums: dict[str, Vector] = {}
        self._counts: dict[str, int] = {}

    def count(self, report: Features, step: int) -> None:
        """Take a report in with step 1, or out with step -1."""
        found = total([report.vector]) * step
        known = self._sums.get(report.language)
        self._sums[report.language] = found if known is None else known + found
        self._counts[report.language] = self._counts.get(report.language, 0) + step

    def centre(self, languages: Mapping[str, int], vector: Vector) -> Centred:
        """A sum of vectors of so many reports by language, less as many means."""
        centred = vector.astype(np.float64)
        for language in sorted(languages):
            centred -= self._mean(language) * languages[language]
        return centred

    def direction(self, report: Features) -> Centred:
        """A report's vector less its language's mean, at length 1."""
        centred = self.centre({report.language: 1}, total([report.vector]))
        return centred / (float(np.sqrt(centred @ centred)) or 1.0)

    def code(self, report: Features) -> Code:
        """Signs of the vector less the mean that was there before the stream, so that it never changes."""
        first = self._first.get(report.language, self._first.get(""))
        vector = _read(report.vector)
        return pack_signs(vector if first is None else vector - first)

    def _mean(self, language: str) -> Centred | float:
        first = self._first.get(language, self._first.get(""))
        summed, count = self._sums.get(language), self._counts.get(language, 0)
        if first is None:
            return 0.0 if summed is None else summed / (count + _PRIOR)
        return (first * _PRIOR + (0 if summed is None else summed)) / (count + _PRIOR)


def pack_signs(vector: NDArray[np.signedinteger]) -> Code:
    """The bits of a vector's signs."""
    bits = np.packbits(vector > 0)
    return np.pad(bits, (0, -len(bits) % 8)).view(np.uint64)


class Codes:
    """Codes of the latest arrivals; the search is exact over them, so its cost is bounded."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._codes: Code | None = None
        self._numbers = np.full(size, -1, dtype=np.int64)
        self._filled = 0

    def put(self, number: int, code: Code) -> None:
        """Keep the code of an arrival in place of that which came `size` arrivals before."""
        if self._codes is None:
            self._codes = np.zeros((len(code), self._size), dtype=np.uint64)
        slot = number % self._size
        self._codes[:, slot] = code
        self._numbers[slot] = number
        self._filled = max(self._filled, slot + 1)

    def find(self, code: Code, most: int) -> list[int]:
        """Numbers of the nearest arrivals, nearest first, of equally near ones the latest first."""
        if self._codes is None:
            return []
        apart = np.zeros(self._filled, dtype=np.uint16)
        # A row for each word of the code: four times as fast as a row for each arrival
        for row, word in zip(self._codes[:, : self._filled], code, strict=True):
            apart += np.bitwise_count(row ^ word)
        apart[self._numbers[: self._filled] < 0] = len(code) * _WORD_BITS + 1
        if len(apart) > most:
            slots = np.flatnonzero(apart <= np.partition(apart, most - 1)[most - 1])
        else:
            slots = np.arange(len(apart))
        order = np.lexsort((-self._numbers[slots], apart[slots]))[:most]
        return [int(number) for number in self._numbers[slots[order]] if number >= 0]
