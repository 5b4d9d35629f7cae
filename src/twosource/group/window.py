"""The sliding window: recent events as sums of their reports, and which of them a report is nearest to.

Words are weighted by sublinear TF times IDF over the window and compared by cosine with the event's
centroid, within a language; keys by weighted overlap, across languages.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from twosource.group.features import Features

# A report further than this many days from the nearest report of an event tells another happening,
# however alike the words are.
DECAY_DAYS = 6.0
# A report whose stated days are none of the event's, nor next to one, speaks of another happening.
OTHER_DAY = 0.45
# Share of words in the score within a language, and the discount where only keys can be compared.
WORDS = 0.6
KEYS_ALONE = 0.77
# Across languages a shared date, country or cue alone says little: some name or figure must be shared.
WEAK_TIE = 0.5
STRONG_KEYS = ("person:", "organisation:", "place:", "quantity:")


@dataclass(slots=True)
class Cluster:
    """A growing event."""

    id: str
    first: datetime
    last: datetime
    size: int = 0
    # language -> term -> summed weight; language -> reports
    terms: dict[str, defaultdict[str, float]] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)
    keys: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    days: Counter[str] = field(default_factory=Counter)

    def add(self, features: Features) -> None:
        """Take a report in."""
        self.size += 1
        self.first = min(self.first, features.at)
        self.last = max(self.last, features.at)
        self.languages[features.language] += 1
        terms = self.terms.setdefault(features.language, defaultdict(float))
        for term, count in features.terms.items():
            terms[term] += 1.0 + math.log(count)
        for key, weight in features.keys.items():
            self.keys[key] += weight
        self.days.update(features.days)


@dataclass(frozen=True, slots=True)
class Match:
    """How near a report is to an event, 0 to 1, and what that rests on."""

    event_id: str
    score: float
    words: float
    keys: float


class Window:
    """Events of the last days, searched by shared words and keys."""

    def __init__(self, *, days: int) -> None:
        self._span = timedelta(days=days)
        self._clusters: dict[str, Cluster] = {}
        self._by_term: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._term_reports: Counter[tuple[str, str]] = Counter()
        self._key_reports: Counter[str] = Counter()
        self._reports: Counter[str] = Counter()

    def add(self, event_id: str, features: Features) -> None:
        """Put a report into an event, which is opened where it is new."""
        if event_id not in self._clusters:
            self._clusters[event_id] = Cluster(event_id, features.at, features.at)
        self._clusters[event_id].add(features)
        self._reports[features.language] += 1
        for term in features.terms:
            self._by_term[features.language, term].add(event_id)
            self._term_reports[features.language, term] += 1
        for key in features.keys:
            self._by_key[key].add(event_id)
            self._key_reports[key] += 1

    def find(self, features: Features) -> list[Match]:
        """Events that share anything with a report, nearest first."""
        matches = [self._match(features, self._clusters[event_id]) for event_id in self._candidates(features)]
        return sorted(matches, key=lambda match: (-match.score, match.event_id))

    def _candidates(self, features: Features) -> list[str]:
        found: set[str] = set()
        for term in features.terms:
            found |= self._by_term.get((features.language, term), frozenset())
        for key in features.keys:
            found |= self._by_key.get(key, frozenset())
        near = (self._clusters[event_id] for event_id in found)
        return sorted(c.id for c in near if c.first - self._span <= features.at <= c.last + self._span)

    def _match(self, features: Features, cluster: Cluster) -> Match:
        words = self._compare_words(features, cluster)
        keys = self._compare_keys(features, cluster)
        score = KEYS_ALONE * keys if words is None else WORDS * words + (1 - WORDS) * keys
        score *= _nearness(features.at, cluster)
        if features.days and cluster.days and not _share_day(features, cluster):
            score *= OTHER_DAY
        if words is None and not self._share_strong(features, cluster):
            score *= WEAK_TIE
        return Match(cluster.id, score, words or 0.0, keys)

    @staticmethod
    def _share_strong(features: Features, cluster: Cluster) -> bool:
        return any(key in cluster.keys for key in features.keys if key.startswith(STRONG_KEYS))

    def _compare_words(self, features: Features, cluster: Cluster) -> float | None:
        """Cosine with the centroid; None where the event has no report in this language."""
        theirs = cluster.terms.get(features.language)
        if not theirs:
            return None
        total = self._reports[features.language] + 1
        dot = ours = other = 0.0
        for term, count in features.terms.items():
            rarity = math.log(1 + total / (1 + self._term_reports[features.language, term]))
            weight = (1.0 + math.log(count)) * rarity
            ours += weight * weight
            if term in theirs:
                dot += weight * theirs[term] * rarity
        for term, summed in theirs.items():
            rarity = math.log(1 + total / (1 + self._term_reports[features.language, term]))
            other += (summed * rarity) ** 2
        return dot / math.sqrt(ours * other) if ours and other else 0.0

    def _compare_keys(self, features: Features, cluster: Cluster) -> float:
        """Weight of shared keys over the geometric mean of both sides' weights."""
        total = sum(self._reports.values()) + 1
        shared = ours = other = 0.0
        for key, weight in features.keys.items():
            rare = weight * math.log(1 + total / (1 + self._key_reports[key]))
            ours += rare
            if key in cluster.keys:
                shared += rare
        for key, summed in cluster.keys.items():
            other += summed / cluster.size * math.log(1 + total / (1 + self._key_reports[key]))
        return min(1.0, shared / math.sqrt(ours * other)) if ours and other else 0.0


def _nearness(at: datetime, cluster: Cluster) -> float:
    gap = max(cluster.first - at, at - cluster.last, timedelta(0)) / timedelta(days=1)
    return math.exp(-((gap / DECAY_DAYS) ** 2))


def _share_day(features: Features, cluster: Cluster) -> bool:
    """Whether any stated day is one of the event's or its neighbour: outlets differ by a day."""
    ours = {datetime.fromisoformat(day).toordinal() for day in features.days}
    theirs = {datetime.fromisoformat(day).toordinal() for day in cluster.days}
    return any(abs(one - two) <= 1 for one in ours for two in theirs)
