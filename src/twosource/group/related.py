"""Pointers from one event to others: earlier and later in its story, same people, same place, background."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from twosource.group.profile import Profile
from twosource.group.scoring import SIGNALS
from twosource.group.window import Window
from twosource.records import Related, RelatedReason, Story

MAX_RELATED = 5
# Likeness in meanings and facts from which another event is background
MIN_BACKGROUND = 0.5
# A name that more than this share of events hold says nothing about two of them
MAX_SHARE = 0.5
# Events looked at for one name: those nearest in time
_NEAREST = 50
_FOREVER = 100_000
_KEYS, _WORDS = SIGNALS.index("keys"), SIGNALS.index("words")

Names = Mapping[str, frozenset[str]]


def find_related(profiles: Mapping[str, Profile], stories: Sequence[Story] = ()) -> dict[str, tuple[Related, ...]]:
    """For each event the events nearest to it, each with the strongest reason: its story first, then the nearest.

    An event is never related to itself; ties are broken by id, so the result is the same every time.
    """
    order = [event.event_id for event in sorted(profiles.values(), key=lambda event: (event.day, event.event_id))]
    people = _Shared({event_id: profiles[event_id].people for event_id in order})
    places = _Shared({event_id: profiles[event_id].places for event_id in order})
    alike = _alike(profiles)
    told = {event_id: story for story in stories for event_id in story.event_ids}
    result = {}
    for event_id in profiles:
        found = _in_story(event_id, told[event_id], people, places) if event_id in told else []
        taken = {event_id, *told[event_id].event_ids} if event_id in told else {event_id}
        near = []
        others = {*people.holders(event_id), *places.holders(event_id), *alike[event_id]} - taken
        for other in sorted(others):
            score, related = _relate(
                other,
                people=people.between(event_id, other),
                places=places.between(event_id, other),
                likeness=alike[event_id].get(other, 0.0),
            )
            if related:
                near.append((-score, other, related))
        found += [related for _, _, related in sorted(near, key=lambda item: item[:2])]
        result[event_id] = tuple(found[:MAX_RELATED])
    return result


def _in_story(event_id: str, story: Story, people: _Shared, places: _Shared) -> list[Related]:
    """The other events of a story, nearest first, of two as near the earlier."""
    at = story.event_ids.index(event_id)
    others = sorted((abs(index - at), index, other) for index, other in enumerate(story.event_ids) if index != at)
    return [
        Related(
            event_id=other,
            reason=RelatedReason.EARLIER_IN_STORY if index < at else RelatedReason.LATER_IN_STORY,
            shared=(*_rarest(people.between(event_id, other)), *_rarest(places.between(event_id, other))),
        )
        for _, index, other in others[:MAX_RELATED]
    ]


def _relate(
    other: str, *, people: Mapping[str, float], places: Mapping[str, float], likeness: float
) -> tuple[float, Related | None]:
    score = 2.0 * sum(people.values()) + 0.8 * sum(places.values()) + 3.0 * likeness
    if people:
        reason, shared = RelatedReason.SAME_PEOPLE, people
    elif places:
        reason, shared = RelatedReason.SAME_PLACE, places
    elif likeness >= MIN_BACKGROUND:
        reason, shared = RelatedReason.BACKGROUND, {}
    else:
        return 0.0, None
    return score, Related(event_id=other, reason=reason, shared=_rarest(shared))


def _rarest(shared: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(key for key, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])))


def _alike(profiles: Mapping[str, Profile]) -> dict[str, dict[str, float]]:
    """Event -> other events that share something rare with it, and how alike both are, 0 to 1."""
    window = Window(days=_FOREVER)
    for number, event_id in enumerate(sorted(profiles)):
        window.add(number, profiles[event_id].features, event_id, 0.0)
    found: dict[str, dict[str, float]] = {}
    for event_id, profile in profiles.items():
        query = window.scorer.query(profile.features)
        found[event_id] = {}
        for other in window.candidates(query, profile.features):
            signals = window.scorer.signals(query, window.clusters[other].centroid(window.reports))
            found[event_id][other] = (signals[_KEYS] + signals[_WORDS]) / 2
    return found


class _Shared:
    """Names of events given in order of happening, rare ones weighing more."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._place = {event_id: place for place, event_id in enumerate(names)}
        self._events = tuple(names)
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, keys in enumerate(names.values()):
            for key in keys:
                holders[key].append(place)
        most = max(2.0, MAX_SHARE * len(names))
        self._holders = {key: places for key, places in holders.items() if len(places) <= most}

    def holders(self, event_id: str) -> set[str]:
        """Events near in time that share a name with this one that tells something."""
        place = self._place[event_id]
        found: set[str] = set()
        for key in self._names[event_id]:
            places = self._holders.get(key, [])
            middle = bisect_left(places, place)
            near = places[max(0, middle - _NEAREST // 2) : middle + _NEAREST // 2]
            found.update(self._events[other] for other in near)
        return found

    def between(self, one: str, two: str) -> dict[str, float]:
        """Names that both hold -> rarity."""
        return {
            key: -math.log(len(self._holders[key]) / len(self._names))
            for key in self._names[one] & self._names[two]
            if key in self._holders
        }
