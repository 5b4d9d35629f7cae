"""The group step: each report joins an event or starts one as it arrives, and some events prove to be one.

Every report is looked at twice: on arrival, and again when a number of others have come in, since the first reports
of an event may have too little in common until later ones stand between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from twosource.group.features import Features
from twosource.group.member import Member, in_order
from twosource.group.origins import find_origins
from twosource.group.window import Window
from twosource.records import Event, Source, content_id

# Log-odds from which a report joins an event, and from which two events are one
JOIN = -0.2
MERGE = 0.2
# The same where both have more than one report: a wrong merge costs the more, the more is merged
MERGE_GROWN = 1.2
# Arrivals after which a report is looked at again
SECOND_LOOKS = (32, 256)
# An event of more reports than this is established: it is not looked at again
_SMALL = 3
# Events beside the best that are tried for a merge
_RIVALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report as the store keeps it for grouping."""

    # counts arrivals
    number: int
    features: Features
    event_id: str
    # seconds since 1970 from which its place in the window counts
    placed: float


class Grouper:
    """The stream of reports. Made from the entries of the window it goes on as if it had never stopped."""

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        *,
        days: int,
        encoder: str = "none",
        number: int = 0,
        apart: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`entries` in order of their numbers; `number`: the next one; `apart`: events that an editor keeps apart."""
        self.number = number
        # event that was merged -> event it is part of
        self.merged: dict[str, str] = {}
        self.window = Window(days=days, encoder=encoder)
        self._apart = {frozenset(pair) for pair in apart}
        self._placed = 0.0
        for entry in entries:
            self.window.add(entry.number, entry.features, entry.event_id, entry.placed)
            self._placed = max(self._placed, entry.placed)
            self.number = max(self.number, entry.number + 1)

    def arrive(self, report: Features, *, now: float | None = None, event_id: str = "") -> Entry:
        """Take a report in. `now` (seconds) bounds times that lie ahead; with `event_id` its event is known.

        Merges that follow are in `merged`; the entry's event is the one after them.
        """
        number = self.number
        self.number += 1
        placed = self._placed if report.at is None else report.at
        if now is not None:
            placed = min(placed, now)
        self._placed = max(self._placed, placed)
        matches = [] if event_id else self.window.find(report)
        joins = bool(matches) and matches[0].score > JOIN
        chosen = event_id or (matches[0].event_id if joins else content_id("event", report.report_id))
        self.window.add(number, report, chosen, placed)
        if joins:
            rivals = [match.event_id for match in matches[1 : 1 + _RIVALS] if match.score > JOIN]
            for rival in rivals:
                self._try_merge(self.survivor(chosen), rival)
        for distance in SECOND_LOOKS:
            self._look_again(number - distance)
        return Entry(number=number, features=report, event_id=self.survivor(chosen), placed=placed)

    def forget(self, report_id: str) -> None:
        """Take a report out, where it is still in the window."""
        for number, report in self.window.reports.items():
            if report.report_id == report_id:
                self.window.remove(number)
                return

    def survivor(self, event_id: str) -> str:
        """The event that an event has become part of, or itself."""
        while event_id in self.merged:
            event_id = self.merged[event_id]
        return event_id

    def _look_again(self, number: int) -> None:
        """A report whose event stayed small is compared with what has come in since."""
        event_id = self.window.event_of(number)
        if event_id is None or len(self.window.clusters[event_id].numbers) > _SMALL:
            return
        for match in self.window.find(self.window.reports[number], but=event_id)[:_RIVALS]:
            if match.score > JOIN:
                event_id = self._try_merge(event_id, match.event_id)

    def _try_merge(self, one: str, two: str) -> str:
        """The event both have become where they are one, else the first."""
        clusters = self.window.clusters
        if one == two or one not in clusters or two not in clusters or frozenset((one, two)) in self._apart:
            return one
        alone = min(len(clusters[one].numbers), len(clusters[two].numbers)) == 1
        if self.window.compare(one, two) <= (MERGE if alone else MERGE_GROWN):
            return one
        into, gone = sorted((one, two), key=lambda event_id: (clusters[event_id].numbers[0], event_id))
        self.window.merge(gone, into)
        self.merged[gone] = into
        for pair in [pair for pair in self._apart if gone in pair]:
            self._apart.add((pair - {gone}) | {into})
        return into


def make_event(event_id: str, members: Sequence[Member], sources: Mapping[str, Source]) -> Event:
    """An event of these members, put in publication order, its origins found."""
    ordered = sorted(members, key=in_order)
    return Event(
        id=event_id,
        report_ids=tuple(member.report.id for member in ordered),
        origins=find_origins(ordered, sources),
    )
