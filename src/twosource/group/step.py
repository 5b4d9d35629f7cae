"""The group step: each report joins an event or starts one, in the order given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.group.features import Features, read_features
from twosource.group.member import Member, in_order
from twosource.group.origins import find_origins
from twosource.group.window import Window
from twosource.records import Event, Outcome, Source, State, Step, content_id

# A report joins the nearest event at or above this score. Set on the sample wire (tests/test_demo.py
# holds the floor); fitting on real streams is the grouping issue's.
JOIN = 0.26


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Events that changed, and one outcome per arrived report."""

    events: tuple[Event, ...]
    outcomes: tuple[Outcome, ...]


def group(
    members: Sequence[Member], arrivals: Sequence[Member], sources: Mapping[str, Source], *, window_days: int
) -> Grouping:
    """Assign `arrivals` to events, given the `members` of events in the window; both in publication order."""
    window = Window(days=window_days)
    by_event: dict[str, list[Member]] = {}
    for member in members:
        window.add(member.event_id, _features(member))
        by_event.setdefault(member.event_id, []).append(member)
    changed: dict[str, None] = {}
    outcomes = []
    for member in arrivals:
        features = _features(member)
        event_id = _choose(window, features) or content_id("event", member.report.id)
        window.add(event_id, features)
        by_event.setdefault(event_id, []).append(member)
        changed[event_id] = None
        outcomes.append(Outcome(step=Step.GROUP, subject=member.report.id, state=State.DONE, detail=event_id))
    events = tuple(make_event(event_id, by_event[event_id], sources) for event_id in changed)
    return Grouping(events=events, outcomes=tuple(outcomes))


def make_event(event_id: str, members: Sequence[Member], sources: Mapping[str, Source]) -> Event:
    """An event of these members, put in publication order, its origins found."""
    ordered = sorted(members, key=in_order)
    return Event(
        id=event_id,
        report_ids=tuple(member.report.id for member in ordered),
        origins=find_origins(ordered, sources),
    )


def _choose(window: Window, features: Features) -> str | None:
    best = next(iter(window.find(features)), None)
    return best.event_id if best is not None and best.score >= JOIN else None


def _features(member: Member) -> Features:
    return read_features(member.report, member.annotation)
