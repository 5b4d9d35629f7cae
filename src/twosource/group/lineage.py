"""Which reports are one piece of reporting: bundles of one text, each resting on at most one other."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from twosource.records import FoldReason


class Step(NamedTuple):
    """What a report goes back to, and why."""

    on: int
    reason: FoldReason
    detail: str


class Lineage:
    """Reports by place, in order of publication.

    A text and its near-copies are a bundle: of those it does not matter who took it from whom. A bundle rests on what
    one of its reports rests on; the first such tie stands, and one that would lead back to the bundle is left out.
    """

    def __init__(self, ranks: Sequence[int]) -> None:
        """`ranks`: how original each report's outlet is, 0 the most."""
        self._ranks = ranks
        self._bundle = list(range(len(ranks)))
        self._ties: list[list[tuple[int, str]]] = [[] for _ in ranks]
        # bundle -> the report of it that rests on another, and how
        self._rests: dict[int, tuple[int, Step]] = {}
        self._entries: dict[int, int] = {}

    def same(self, one: int, two: int, detail: str) -> None:
        """Two reports are one text. To be told before any `rest`."""
        first, second = self._find(one), self._find(two)
        if first != second:
            self._bundle[max(first, second)] = min(first, second)
            self._ties[one].append((two, detail))
            self._ties[two].append((one, detail))

    def rest(self, report: int, on: int, reason: FoldReason, detail: str) -> None:
        """A report rests on another."""
        bundle = self._find(report)
        if bundle not in self._rests and self._last(self._find(on)) != bundle:
            self._rests[bundle] = (report, Step(on, reason, detail))

    def root(self, report: int) -> int:
        """The report that a report goes back to in the end: in the last bundle the most original, then the earliest."""
        return self._entry(self._last(self._find(report)))

    def steps(self) -> dict[int, Step]:
        """For each report but the roots the next on its way back."""
        found = {}
        for bundle in {self._find(place) for place in range(len(self._ranks))}:
            entry = self._entry(bundle)
            if bundle in self._rests:
                found[entry] = self._rests[bundle][1]
            reached, queue = {entry}, deque([entry])
            while queue:
                place = queue.popleft()
                for other, detail in self._ties[place]:
                    if other not in reached:
                        reached.add(other)
                        queue.append(other)
                        found[other] = Step(place, FoldReason.NEAR_COPY, detail)
        return found

    def _entry(self, bundle: int) -> int:
        """The report of a bundle that the rest of it is taken to be copied from."""
        if bundle in self._rests:
            return self._rests[bundle][0]
        if not self._entries:
            for place in range(len(self._ranks)):
                known = self._entries.setdefault(self._find(place), place)
                if self._ranks[place] < self._ranks[known]:
                    self._entries[self._find(place)] = place
        return self._entries[bundle]

    def _last(self, bundle: int) -> int:
        while bundle in self._rests:
            bundle = self._find(self._rests[bundle][1].on)
        return bundle

    def _find(self, place: int) -> int:
        while self._bundle[place] != place:
            self._bundle[place] = self._bundle[self._bundle[place]]
            place = self._bundle[place]
        return place
