"""Pointers from one event to others: same people, same place, same topic."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from twosource.records import Annotation, NameKind, Related, RelatedReason

MAX_RELATED = 5
# Shared words this rare and this many make a topic even without a shared name.
MIN_TOPIC = 0.12
# A name that more than this share of events hold says nothing about two of them.
MAX_SHARE = 0.5


def find_related(events: Mapping[str, Sequence[Annotation]]) -> dict[str, tuple[Related, ...]]:
    """For each event the events nearest to it, each with the strongest reason, nearest first.

    An event is never related to itself; ties are broken by id, so the result is the same every time.
    """
    people = {event_id: _names(members, NameKind.PERSON) for event_id, members in events.items()}
    places = {event_id: _names(members, NameKind.PLACE) for event_id, members in events.items()}
    terms = {event_id: _terms(members) for event_id, members in events.items()}
    person_share, place_share, topics = _share(people), _share(places), _Topics(terms)
    result = {}
    for event_id in events:
        near = []
        for other in _neighbours(event_id, people, places, terms):
            score, related = _relate(
                other,
                people=_weigh(people[event_id] & people[other], person_share),
                places=_weigh(places[event_id] & places[other], place_share),
                topic=topics.compare(event_id, other),
            )
            if related:
                near.append((-score, other, related))
        result[event_id] = tuple(related for _, _, related in sorted(near, key=lambda n: n[:2])[:MAX_RELATED])
    return result


def _relate(
    other: str, *, people: Mapping[str, float], places: Mapping[str, float], topic: float
) -> tuple[float, Related | None]:
    score = 2.0 * sum(people.values()) + 0.8 * sum(places.values()) + 3.0 * topic
    if people:
        reason, shared = RelatedReason.SAME_PEOPLE, people
    elif topic >= MIN_TOPIC:
        reason, shared = RelatedReason.BACKGROUND, {}
    elif places:
        reason, shared = RelatedReason.SAME_PLACE, places
    else:
        return 0.0, None
    keys = tuple(key for key, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])))
    return score, Related(event_id=other, reason=reason, shared=keys)


def _neighbours(event_id: str, *tables: Mapping[str, set[str]]) -> list[str]:
    return sorted(
        other for other in tables[0] if other != event_id and any(table[event_id] & table[other] for table in tables)
    )


def _names(members: Sequence[Annotation], kind: NameKind) -> set[str]:
    return {name.value.key for member in members for name in member.names if name.value.kind is kind}


def _terms(members: Sequence[Annotation]) -> set[str]:
    """Words that at least half of an event's reports in one language use."""
    by_language: defaultdict[str, list[set[str]]] = defaultdict(list)
    for member in members:
        by_language[member.language].append(set(member.terms))
    kept: set[str] = set()
    for sets in by_language.values():
        counts = Counter(term for terms in sets for term in terms)
        kept |= {term for term, count in counts.items() if count * 2 >= len(sets)}
    return kept


def _share(table: Mapping[str, set[str]]) -> dict[str, float]:
    counts = Counter(key for keys in table.values() for key in keys)
    return {key: count / max(1, len(table)) for key, count in counts.items()}


def _weigh(shared: set[str], share: Mapping[str, float]) -> dict[str, float]:
    return {key: -math.log(share[key]) for key in shared if share[key] <= MAX_SHARE}


class _Topics:
    """Word sets of events, compared by cosine, rare words weighing more."""

    def __init__(self, terms: Mapping[str, set[str]]) -> None:
        self._weights = {term: math.log(share) ** 2 for term, share in _share(terms).items()}
        self._terms = terms
        self._norms = {event_id: self._sum(found) for event_id, found in terms.items()}

    def compare(self, one: str, two: str) -> float:
        """0 for nothing in common, 1 for the same words."""
        both = self._sum(self._terms[one] & self._terms[two])
        return both / math.sqrt(self._norms[one] * self._norms[two]) if both else 0.0

    def _sum(self, terms: set[str]) -> float:
        return math.fsum(map(self._weights.__getitem__, terms))
