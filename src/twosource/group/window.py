"""The sliding window: recent reports in events, searched by what they share.

All that the window knows is a function of its reports, the order they came in and the events they are in, so it can
be built again from the store at any time and goes on as if it had never stopped.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from twosource.group.cluster import Cluster
from twosource.group.features import KIND_SHIFT, Features
from twosource.group.scoring import Query, Scorer

if TYPE_CHECKING:
    from twosource.group.meaning import Codes

_DAY_SECONDS = 86_400
# Features of a report, rarest first, by which events are looked for, and reports looked at for each
_PROBES = 12
_DEEPEST = 100
# Reports looked at by words, and as many by other features: the rarest come first, so that no window is too large
_LOOKED_AT = 150
# An event that shares less than this part of what the first shares is not compared
_LEAST = 0.1
# Events that are compared in full
_COMPARED = 10
# Latest arrivals whose vectors are searched, and nearest of them that are compared in full
_SEARCHED = 32_768
_NEAREST = 8


@dataclass(frozen=True, slots=True)
class Match:
    """An event and the log-odds that a report belongs to it."""

    event_id: str
    score: float


class Window:
    """Events of the last days."""

    def __init__(self, *, days: int, encoder: str = "none") -> None:
        self.scorer = Scorer(encoder)
        self.reports: dict[int, Features] = {}
        self.clusters: dict[str, Cluster] = {}
        self._days = days
        self._event_of: dict[int, str] = {}
        # feature -> number of the one report that has it, or numbers of all
        self._holders: dict[int, int | array[int]] = {}
        self._by_day: dict[int, array[int]] = {}
        self._newest = -1
        self._codes = _codes() if encoder != "none" else None

    def event_of(self, number: int) -> str | None:
        """The event a report is in; None where it has left the window."""
        return self._event_of.get(number)

    def add(self, number: int, report: Features, event_id: str, placed: float) -> None:
        """Put a report into an event; `number` counts arrivals, `placed` (seconds) is when the report counts from.

        A report that is older than the window is not kept.
        """
        day = int(placed // _DAY_SECONDS)
        if day > self._newest:
            self._newest = day
            self._expire()
        if day <= self._newest - self._days:
            return
        self.reports[number] = report
        self._by_day.setdefault(day, array("I")).append(number)
        self.scorer.count(report)
        for key in report.ids:
            self._hold(key, number)
        if report.vector and self._codes and self.scorer.means:
            self._codes.put(number, self.scorer.means.code(report))
        self._enter(number, event_id)

    def remove(self, number: int) -> None:
        """Forget a report."""
        for held in self._by_day.values():
            if number in held:
                held.remove(number)
        for key in self._forget(number).ids:
            self._release(key, 1)

    def move(self, number: int, event_id: str) -> None:
        """Put a report of the window into another event."""
        self._leave(number)
        self._enter(number, event_id)

    def merge(self, gone: str, into: str) -> None:
        """All reports of `gone` are `into`'s from now on."""
        cluster = self.clusters.get(gone)
        for number in list(cluster.numbers) if cluster else ():
            self.move(number, into)

    def find(self, report: Features, but: str = "") -> list[Match]:
        """Events that share something rare with a report, likeliest first; without the event `but`."""
        query = self.scorer.query(report)
        found = [
            Match(event_id, self.scorer.score(query, self.clusters[event_id].centroid(self.reports)))
            for event_id in self.candidates(query, report)
            if event_id != but
        ]
        return sorted(found, key=lambda match: (-match.score, match.event_id))

    def compare(self, one: str, two: str, most: int = 6) -> float:
        """Mean log-odds that reports of the smaller event belong to the larger."""
        small, large = sorted((self.clusters[one], self.clusters[two]), key=lambda item: (len(item.numbers), item.id))
        centroid = large.centroid(self.reports)
        reports = [self.reports[number] for number in small.numbers[:most]]
        return sum(self.scorer.score(self.scorer.query(report), centroid) for report in reports) / len(reports)

    def candidates(self, query: Query, report: Features) -> dict[str, None]:
        """Events by rare features in common, and by nearness in meaning."""
        words: list[tuple[float, int]] = []
        others: list[tuple[float, int]] = []
        for key, weight in query.weighted.items():
            if key in self._holders:
                (others if key >> KIND_SHIFT else words).append((weight, key))
        found: dict[str, float] = {}
        event_of = self._event_of
        for known in (words, others):
            left = _LOOKED_AT
            for weight, key in nlargest(_PROBES, known):
                held = self._latest(key, left)
                left -= len(held)
                for number in held:
                    event_id = event_of[number]
                    found[event_id] = found.get(event_id, 0.0) + weight
                if left <= 0:
                    break
        clusters = self.clusters
        # A larger event is met more often by chance
        ranked = nlargest(
            _COMPARED,
            [(shared / len(clusters[event_id].numbers) ** 0.5, event_id) for event_id, shared in found.items()],
        )
        best = [event_id for shared, event_id in ranked if shared >= _LEAST * ranked[0][0]]
        return dict.fromkeys([*best, *self._meant(report)])

    def _meant(self, report: Features) -> list[str]:
        """Events of the reports that are nearest in meaning."""
        if not report.vector or self._codes is None or self.scorer.means is None:
            return []
        near = self._codes.find(self.scorer.means.code(report), _NEAREST)
        return [self._event_of[number] for number in near if number in self._event_of]

    def _latest(self, key: int, most: int) -> array[int] | tuple[int, ...]:
        holders = self._holders.get(key)
        if holders is None:
            return ()
        return (holders,) if isinstance(holders, int) else holders[-min(most, _DEEPEST) :]

    def _hold(self, key: int, number: int) -> None:
        holders = self._holders.get(key)
        if holders is None:
            self._holders[key] = number
        elif isinstance(holders, int):
            self._holders[key] = array("I", (holders, number))
        else:
            holders.append(number)

    def _enter(self, number: int, event_id: str) -> None:
        cluster = self.clusters.get(event_id)
        if cluster is None:
            cluster = self.clusters[event_id] = Cluster(event_id)
        cluster.add(number)
        # One string for all reports of the event
        self._event_of[number] = cluster.id

    def _leave(self, number: int) -> None:
        cluster = self.clusters[self._event_of.pop(number)]
        cluster.remove(number)
        if not cluster.numbers:
            del self.clusters[cluster.id]

    def _expire(self) -> None:
        for day in sorted(day for day in self._by_day if day <= self._newest - self._days):
            numbers = self._by_day.pop(day)
            gone: dict[int, int] = {}
            for number in numbers:
                report = self._forget(number)
                for key in report.ids:
                    gone[key] = gone.get(key, 0) + 1
            for key, count in gone.items():
                self._release(key, count)

    def _forget(self, number: int) -> Features:
        report = self.reports.pop(number)
        self._leave(number)
        self.scorer.count(report, -1)
        return report

    def _release(self, key: int, count: int) -> None:
        """Take `count` reports that are gone from a feature's holders; mostly they are the first."""
        holders = self._holders[key]
        if isinstance(holders, int) or len(holders) == count:
            del self._holders[key]
        elif any(number in self.reports for number in holders[:count]):
            self._holders[key] = array("I", [number for number in holders if number in self.reports])
        else:
            del holders[:count]


def _codes() -> Codes:
    from twosource.group.meaning import Codes

    return Codes(_SEARCHED)
