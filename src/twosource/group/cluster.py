"""An event as the window sees it: its reports, and the sum of the latest of them."""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.group.features import KIND_SHIFT, Features, days_of

if TYPE_CHECKING:
    from twosource.group.meaning import Vector

# So many of an event's latest reports stand for it: a bound on cost, and an event that moves on is met where it is
SAMPLE = 24
# Features of a centroid, of each language's words and of the rest: half as many again as a report has
_MOST_WORDS = 120
_MOST_OTHERS = 96


@dataclass(frozen=True, slots=True)
class Sums:
    """Features, heaviest first, and beside them summed sixteenths."""

    ids: array[int]
    totals: array[int]


@dataclass(frozen=True, slots=True)
class Centroid:
    """The latest reports of an event, summed. All sums are whole numbers: the order of reports cannot matter."""

    size: int
    # language -> reports
    languages: Mapping[str, int]
    # language -> its words
    words: Mapping[str, Sums]
    # what is the same in every language
    others: Sums
    days: Sequence[int]
    # publication in seconds; None where no report has a time
    first: float | None
    last: float | None
    vector: Vector | None


class Cluster:
    """A growing event: numbers of its reports in order of arrival, its centroid made when asked for."""

    __slots__ = ("_centroid", "id", "numbers")

    def __init__(self, event_id: str) -> None:
        self.id = event_id
        self.numbers: list[int] = []
        self._centroid: Centroid | None = None

    def add(self, number: int) -> None:
        """Take a report in."""
        insort(self.numbers, number)
        self._centroid = None

    def remove(self, number: int) -> None:
        """Give a report up."""
        self.numbers.remove(number)
        self._centroid = None

    def centroid(self, reports: Mapping[int, Features]) -> Centroid:
        """The sum of the latest reports."""
        if self._centroid is not None:
            return self._centroid
        made = sum_up(reports[number] for number in self.numbers[-SAMPLE:])
        # One report is summed in no time, and most events are one report
        if len(self.numbers) > 1:
            self._centroid = made
        return made


def sum_up(reports: Iterable[Features]) -> Centroid:
    """The centroid of reports given in order of arrival."""
    languages: dict[str, int] = {}
    words: dict[str, dict[int, int]] = {}
    others: dict[int, int] = {}
    vectors: list[bytes] = []
    times: list[float] = []
    size = 0
    for report in reports:
        size += 1
        languages[report.language] = languages.get(report.language, 0) + 1
        own = words.setdefault(report.language, {})
        for key, weight in zip(report.ids, report.weights, strict=True):
            # A word: its kind is 0
            into = others if key >> KIND_SHIFT else own
            into[key] = into.get(key, 0) + weight
        if report.at is not None:
            times.append(report.at)
        if report.vector:
            vectors.append(report.vector)
    return Centroid(
        size=size,
        languages=languages,
        words={language: _heaviest(sums, _MOST_WORDS) for language, sums in words.items()},
        others=_heaviest(others, _MOST_OTHERS),
        days=sorted(set(days_of(others))),
        first=min(times, default=None),
        last=max(times, default=None),
        vector=_total(vectors) if vectors else None,
    )


def _heaviest(sums: dict[int, int], most: int) -> Sums:
    """A bound on cost and on memory."""
    kept = sorted(sums, key=lambda key: (-sums[key], key))[:most] if len(sums) > most else sums
    return Sums(array("I", kept), array("H", [sums[key] for key in kept]))


def _total(vectors: Sequence[bytes]) -> Vector:
    from twosource.group.meaning import total

    return total(vectors)
