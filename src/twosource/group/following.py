"""Whether one event follows from another: signs of it, between the profiles of an earlier and a later event.

Each event is looked at in every language it is told in, and as a whole; a sign has its strongest value, so that an
event told in Korean and English meets one told in English in English.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from twosource.group.features import KIND_SHIFT, Kind
from twosource.group.profile import Profile
from twosource.group.scoring import Rarity

# In the order in which `Rare.signs` gives them
SIGNS = (
    # cosine of words and names together, of names, of meanings, all weighed by rarity
    "alike",
    "names",
    "topic",
    # mean rarity of the four rarest names in common
    "rare",
    # how much of the weightiest words of the earlier the later has, and of the later's the earlier
    "kept",
    "known",
    # the later names a day that the earlier happened on or had ahead of it
    "points_back",
    # the same cue heads both, nothing new does, and no day points back: it happened again, elsewhere
    "again",
    # places of both differ
    "elsewhere",
    # log of days between beyond a fortnight
    "far",
)
_NAMES = frozenset({Kind.PERSON, Kind.BODY, Kind.PLACE, Kind.COUNTRY, Kind.OFFICE, Kind.SOUND})
_WEIGHTIEST = 8
_RAREST = 4
_FORTNIGHT = 14
# Shares of reports whose head shows a cue from which the event is about it, and from which it is at least in it
_ABOUT, _IN = 0.5, 0.34
# Cues that come with anything
_ACCOMPANY = frozenset({"announce", "die"})

Weights = Mapping[int, float]


@dataclass(frozen=True)
class View:
    """An event in one language, or as a whole, weighed by rarity."""

    # words and names; names; meanings: weight times rarity
    alike: Weights
    names: Weights
    topic: Weights
    # the weightiest words
    words: Sequence[tuple[int, float]]
    # names: rarity, less where few reports have them
    rare: Weights

    @cached_property
    def lengths(self) -> tuple[float, float, float]:
        """Of the first three as vectors."""
        alike, names, topic = (
            math.sqrt(sum(weight * weight for weight in weights.values()))
            for weights in (self.alike, self.names, self.topic)
        )
        return alike, names, topic


@dataclass(frozen=True)
class Seen:
    """An event made ready to be compared: as a whole under "", and in each language."""

    profile: Profile
    views: Mapping[str, View]
    places: frozenset[int]


class Rare:
    """How rare features are among events, and in the news at large."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._news = Rarity()
        self._events: Counter[int] = Counter()
        self._sizes: Counter[str] = Counter()
        for profile in profiles:
            self._sizes[""] += 1
            self._sizes.update(profile.views.keys())
            self._events.update({key for view in profile.views.values() for key in view})
        self._totals: dict[str, float] = {}

    def of(self, key: int, language: str) -> float:
        """Inverse document frequency; of a word, in its language."""
        told_in = language if key >> KIND_SHIFT == Kind.WORD else ""
        total = self._totals.get(told_in)
        if total is None:
            known = math.exp(self._news.base(language)[told_in == ""])
            total = self._totals[told_in] = math.log(known + self._sizes[told_in])
        counts = self._news.counts
        return max(0.0, total - math.log(self._events[key] + counts[key % len(counts)] + 1))

    def see(self, profile: Profile) -> Seen:
        """The event made ready for `signs`."""
        views = {language: self._view(weights, language) for language, weights in profile.views.items()}
        whole: dict[int, float] = {}
        for weights in profile.views.values():
            for key, weight in weights.items():
                if key >> KIND_SHIFT != Kind.WORD:
                    whole[key] = whole.get(key, 0.0) + weight / len(profile.views)
        views[""] = self._view(whole, "")
        places = frozenset(key for key in whole if key >> KIND_SHIFT == Kind.PLACE)
        return Seen(profile=profile, views=views, places=places)

    def _view(self, weights: Weights, language: str) -> View:
        words: dict[int, float] = {}
        names: dict[int, float] = {}
        topic: dict[int, float] = {}
        rare: dict[int, float] = {}
        for key, weight in weights.items():
            kind = key >> KIND_SHIFT
            if kind == Kind.WORD:
                words[key] = weight * self.of(key, language)
            elif kind == Kind.TOPIC:
                topic[key] = weight * self.of(key, language)
            elif kind in _NAMES:
                rarity = self.of(key, language)
                names[key] = weight * rarity
                rare[key] = min(1.0, weight) * rarity
        heaviest = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:_WEIGHTIEST]
        return View(alike={**words, **names} if language else {}, names=names, topic=topic, words=heaviest, rare=rare)


def signs(earlier: Seen, later: Seen) -> tuple[float, ...]:
    """The values of SIGNS."""
    before, after = earlier.profile, later.profile
    likeness = [
        _likeness(view, later.views[language]) for language, view in earlier.views.items() if language in later.views
    ]
    gap = max(0, after.day - before.day)
    back = bool(gap and before.day in after.days) or not before.ahead.isdisjoint(after.days)
    return (
        *(max(values) for values in zip(*likeness, strict=True)),
        float(back),
        float(gap > 0 and not back and _again(before.head, after.head)),
        float(bool(earlier.places and later.places) and earlier.places.isdisjoint(later.places)),
        max(0.0, math.log1p(gap) - math.log1p(_FORTNIGHT)),
    )


def _likeness(one: View, two: View) -> tuple[float, ...]:
    alike, names, topic = (
        _cosine(ours, theirs, length)
        for ours, theirs, length in (
            (one.alike, two.alike, one.lengths[0] * two.lengths[0]),
            (one.names, two.names, one.lengths[1] * two.lengths[1]),
            (one.topic, two.topic, one.lengths[2] * two.lengths[2]),
        )
    )
    shared = sorted([min(one.rare[key], two.rare[key]) for key in one.rare.keys() & two.rare.keys()], reverse=True)
    return (
        alike,
        names,
        topic,
        sum(shared[:_RAREST]) / _RAREST,
        _held(one.words, two.alike),
        _held(two.words, one.alike),
    )


def _cosine(one: Weights, two: Weights, length: float) -> float:
    dot = sum([one[key] * two[key] for key in sorted(one.keys() & two.keys())])
    return math.sqrt(min(1.0, dot / length)) if dot > 0.0 else 0.0


def _held(words: Sequence[tuple[int, float]], other: Weights) -> float:
    total = sum([weight for _, weight in words])
    return sum([weight for key, weight in words if key in other]) / total if total else 0.0


def _again(before: Mapping[str, float], after: Mapping[str, float]) -> bool:
    same = any(share >= _ABOUT and before.get(cue, 0.0) >= _ABOUT for cue, share in after.items() if cue != "announce")
    new = any(share >= _IN and cue not in before and cue not in _ACCOMPANY for cue, share in after.items())
    return same and not new
