"""Vectors as their signs: one bit a dimension, near in angle where few bits differ (Charikar 2002)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Code = NDArray[np.uint64]
_WORD_BITS = 64


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
            self._codes = np.zeros((self._size, len(code)), dtype=np.uint64)
        slot = number % self._size
        self._codes[slot] = code
        self._numbers[slot] = number
        self._filled = max(self._filled, slot + 1)

    def find(self, code: Code, most: int) -> list[int]:
        """Numbers of the nearest arrivals, nearest first, of equally near ones the latest first."""
        if self._codes is None:
            return []
        apart = np.bitwise_count(self._codes[: self._filled] ^ code).sum(axis=1, dtype=np.int64)
        apart[self._numbers[: self._filled] < 0] = len(code) * _WORD_BITS
        if len(apart) > most:
            slots = np.flatnonzero(apart <= np.partition(apart, most - 1)[most - 1])
        else:
            slots = np.arange(len(apart))
        order = np.lexsort((-self._numbers[slots], apart[slots]))[:most]
        return [int(number) for number in self._numbers[slots[order]] if number >= 0]
