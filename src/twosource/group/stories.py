"""Stories: events that follow from one another, kept apart from mere topic.

Events are taken in the order in which they happened; each may follow one earlier event, the likeliest, so that a
story is a tree of such steps and a topic of many strands does not become one. How likely it is the forest
`forests/stories.json` says from the signs of `following`; bench/fit_stories.py grows it and says on what.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest

from twosource.group.features import KIND_SHIFT, Kind
from twosource.group.following import SIGNS, Rare, Seen, signs
from twosource.group.forest import read_forest
from twosource.group.profile import Profile
from twosource.records import Story, content_id

# Days between two steps of a story at most
LONGEST_GAP = 400
# Log-odds from which an event follows another: above even, as a false story misleads more than a missed one. On stories
# that the forest has not seen, pairs of events have precision .82 and recall .50 here, .90 and .38 at 0.8, by
# `bench/fit_stories.py --check`
FOLLOWS = 0.4
# Rarest features of each group by which earlier events are looked for, latest events looked at for each, and events
# that are compared in full
_PROBES = 12
_DEEPEST = 50
_COMPARED = 12
# Events made ready that are kept in memory
_KEPT = 12_288
_GROUPS = (
    frozenset({Kind.WORD}),
    frozenset({Kind.PERSON, Kind.BODY, Kind.PLACE, Kind.COUNTRY, Kind.OFFICE, Kind.SOUND, Kind.FIGURE}),
    frozenset({Kind.TOPIC}),
)


@dataclass(frozen=True, slots=True)
class Step:
    """An earlier event, and the log-odds that another follows from it."""

    event_id: str
    odds: float


def find_stories(profiles: Mapping[str, Profile]) -> tuple[Story, ...]:
    """Stories of two events or more, in order of their first events; every event is in one at most."""
    weigh = read_forest("stories", SIGNS).grow
    best = {}
    for later, found in compare(profiles):
        steps = [Step(event_id, weigh(values)) for event_id, values in found.items()]
        likeliest = max(steps, key=lambda step: (step.odds, step.event_id), default=None)
        if likeliest is not None and likeliest.odds > FOLLOWS:
            best[later] = likeliest.event_id
    return chain(profiles, best)


def chain(profiles: Mapping[str, Profile], before: Mapping[str, str]) -> tuple[Story, ...]:
    """Stories of events of which `before` names the one that each follows."""
    head: dict[str, str] = {}
    chains: dict[str, list[str]] = {}
    for profile in in_order_of_happening(profiles):
        later = profile.event_id
        root = head[before[later]] if later in before else later
        head[later] = root
        chains.setdefault(root, []).append(later)
    return tuple(
        Story(id=content_id("story", root), event_ids=tuple(events))
        for root, events in chains.items()
        if len(events) > 1
    )


def in_order_of_happening(profiles: Mapping[str, Profile]) -> list[Profile]:
    """By day, those of one day by publication, ids breaking ties."""
    return sorted(profiles.values(), key=lambda profile: (profile.day, profile.first, profile.event_id))


def compare(profiles: Mapping[str, Profile]) -> Iterator[tuple[str, dict[str, tuple[float, ...]]]]:
    """Each event in order of happening: earlier event that it may follow from -> values of SIGNS.

    An event without a time follows nothing, and nothing follows from it.
    """
    rare = Rare(profiles.values())
    past = _Past(rare)
    for profile in in_order_of_happening(profiles):
        if not profile.dated:
            continue
        later = rare.see(profile)
        yield profile.event_id, {earlier.profile.event_id: signs(earlier, later) for earlier in past.find(profile)}
        past.add(later)


class _Past:
    """Events so far, found by rare features; posting lists are read from the end, so that cost does not grow."""

    def __init__(self, rare: Rare) -> None:
        self._rare = rare
        self._profiles: list[Profile] = []
        self._seen: dict[int, Seen] = {}
        self._holders: dict[int, array[int]] = {}

    def add(self, event: Seen) -> None:
        number = len(self._profiles)
        self._profiles.append(event.profile)
        self._keep(number, event)
        for key in {key for view in event.profile.views.values() for key in view}:
            self._holders.setdefault(key, array("I")).append(number)

    def find(self, profile: Profile) -> list[Seen]:
        """Earlier events that share the most that is rare, latest first where they share as much."""
        oldest = profile.day - LONGEST_GAP
        scores: dict[int, float] = {}
        for weight, key in self._probes(profile):
            for number in self._holders[key][-_DEEPEST:]:
                if self._profiles[number].day >= oldest:
                    scores[number] = scores.get(number, 0.0) + weight
        best = nlargest(_COMPARED, scores, key=lambda number: (scores[number], number))
        return [self._see(number) for number in best]

    def _probes(self, profile: Profile) -> Iterator[tuple[float, int]]:
        weights: dict[int, float] = {}
        for language, view in profile.views.items():
            for key, weight in view.items():
                if key in self._holders:
                    weighed = self._rare.of(key, language) * min(weight, 1.5)
                    weights[key] = max(weighed, weights.get(key, 0.0))
        for kinds in _GROUPS:
            group = ((weight, key) for key, weight in weights.items() if key >> KIND_SHIFT in kinds)
            yield from nlargest(_PROBES, group)

    def _see(self, number: int) -> Seen:
        event = self._seen.get(number)
        return event or self._keep(number, self._rare.see(self._profiles[number]))

    def _keep(self, number: int, event: Seen) -> Seen:
        if len(self._seen) >= _KEPT:
            del self._seen[next(iter(self._seen))]
        self._seen[number] = event
        return event
