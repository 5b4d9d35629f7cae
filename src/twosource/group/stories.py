"""Stories: events that follow from one another, kept apart from mere topic.

Events are taken in the order in which they happened; each may follow one earlier event, the likeliest, so that a
story is a tree of such steps and a topic of many strands does not become one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from twosource.group.profile import Profile
from twosource.group.scoring import SIGNALS
from twosource.group.window import Window
from twosource.records import CueState, Story, content_id

_DAY_SECONDS = 86_400.0
# Days between two steps of a story at most
LONGEST_GAP = 400
# Log-odds from which an event follows another: a false story misleads more than a missed one
FOLLOWS = 0.35
# What each sign adds to the log-odds that one event follows from another; fitted by bench/fit_stories.py, which says
# on what
WEIGHTS = {
    "bias": -6.234,
    "words": 0.909,
    "facts": 1.532,
    "topic": 2.166,
    "sound": 3.031,
    "core": 2.163,
    "held": 0.661,
    "body": -0.321,
    "place_other": -0.52,
    # the later one names the day of the earlier
    "points_back": 0.589,
    # planned, put off or going on in the earlier, and further on in the later
    "goes_on": 0.496,
    # log(1 + days between)
    "apart": 0.328,
}
_LIKENESS = [name for name in WEIGHTS if name in SIGNALS]
# How far a happening has come
_PROGRESS = {
    CueState.PLANNED: 0,
    CueState.POSTPONED: 1,
    CueState.UNDER_WAY: 1,
    CueState.HAPPENED: 2,
    CueState.CANCELLED: 2,
}


@dataclass(frozen=True, slots=True)
class Step:
    """An earlier event, and the log-odds that another follows from it."""

    event_id: str
    odds: float


def find_stories(profiles: Mapping[str, Profile]) -> tuple[Story, ...]:
    """Stories of two events or more, in order of their first events; every event is in one at most."""
    head: dict[str, str] = {}
    chains: dict[str, list[str]] = {}
    for later, found in compare(profiles):
        steps = [Step(event_id, weigh(signs)) for event_id, signs in found.items()]
        best = max(steps, key=lambda step: (step.odds, step.event_id), default=None)
        root = head[best.event_id] if best is not None and best.odds > FOLLOWS else later
        head[later] = root
        chains.setdefault(root, []).append(later)
    return tuple(
        Story(id=content_id("story", root), event_ids=tuple(events))
        for root, events in chains.items()
        if len(events) > 1
    )


def weigh(signs: Mapping[str, float]) -> float:
    """Log-odds that one event follows from another."""
    return sum(WEIGHTS[name] * value for name, value in signs.items())


def compare(profiles: Mapping[str, Profile]) -> Iterator[tuple[str, dict[str, dict[str, float]]]]:
    """Each event in order of happening: earlier event that it may follow from -> signs of WEIGHTS."""
    window = Window(days=LONGEST_GAP)
    ordered = sorted(profiles.values(), key=lambda profile: (profile.day, profile.first, profile.event_id))
    for number, later in enumerate(ordered):
        query = window.scorer.query(later.features)
        found = {}
        for event_id in window.candidates(query, later.features):
            earlier = profiles[event_id]
            signals = window.scorer.signals(query, window.clusters[event_id].profile(window.reports))
            found[event_id] = _signs(earlier, later, dict(zip(SIGNALS, signals, strict=True)))
        yield later.event_id, found
        window.add(number, later.features, later.event_id, later.day * _DAY_SECONDS)


def _signs(earlier: Profile, later: Profile, signals: Mapping[str, float]) -> dict[str, float]:
    return {
        "bias": 1.0,
        **{name: signals[name] for name in _LIKENESS},
        "points_back": float(earlier.day != later.day and earlier.day in later.days),
        "goes_on": float(_goes_on(earlier, later)),
        "apart": math.log1p(max(0, later.day - earlier.day)),
    }


def _goes_on(earlier: Profile, later: Profile) -> bool:
    """Whether some happening is further on in the later event than in the earlier."""
    before = {cue: _PROGRESS.get(state, 2) for cue, state in earlier.cues}
    return any(_PROGRESS.get(state, 0) > before.get(cue, 2) for cue, state in later.cues)
