"""How likely a report tells an event's happening: a logistic score over few, named signals.

Weights are in `weights.toml`, one table for each encoder and one without, the same for every data set;
`bench/fit_group.py` fits them and says on what.
"""

from __future__ import annotations

import math
import tomllib
from array import array
from base64 import b64decode
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from twosource.group.cluster import Profile, Vector
from twosource.group.codes import Code, pack_signs
from twosource.group.features import KIND_SHIFT, KINDS, SHORT_TERMS, Features, Kind, days_of

# In the order in which `Scorer.signals` gives them
SIGNALS = (
    "bias",
    # cosines of rarity-weighted words and of all that is the same in every language
    "words",
    "keys",
    "topic",
    "sound",
    # by kind: shared, and both sides have some but none in common
    "person",
    "person_other",
    "body",
    "body_other",
    "place",
    "place_other",
    "country",
    "country_other",
    "office",
    "day",
    "day_other",
    "figure",
    "figure_other",
    "cue",
    "cue_other",
    # no report of the event is in this language; and what then counts otherwise
    "foreign",
    "foreign_topic",
    "foreign_keys",
    "foreign_meaning",
    # log(1 + days) between the report and the nearest of the event; a time is missing
    "gap",
    "untimed",
    "size",
    # a headline without a text
    "short",
    "short_words",
    "short_meaning",
    # cosine of the encoder's vectors, each language's mean taken off
    "meaning",
)
_DAY_SECONDS = 86_400.0
_SIXTEENTHS = 16.0
# Counts are kept in this many cells; features that share one are taken for more common than they are
_CELLS = 1 << 20
# A stream is taken to begin with so many reports that share nothing: rarities are not all or nothing at its start
_PRIOR_REPORTS = 60.0
# Reports that stand behind the mean of a language before any is seen
_PRIOR_VECTORS = 200
_WORD = int(Kind.WORD)


@cache
def weights(encoder: str) -> tuple[float, ...]:
    """Weights in the order of SIGNALS for the named encoder; those of the best known one for a strange one."""
    table = _table(encoder) or _table("e5")
    return tuple(float(table[name]) for name in SIGNALS)


@cache
def first_means(encoder: str) -> Mapping[str, Vector]:
    """Language -> mean vector of the corpus, before a stream has one of its own; "" for other languages."""
    means = {
        language: np.frombuffer(b64decode(data), dtype=np.int8).astype(np.int64)
        for language, data in _table(encoder).get("mean", {}).items()
    }
    if means:
        means[""] = np.sum(list(means.values()), axis=0) // len(means)
    return means


@cache
def _table(encoder: str) -> dict[str, Any]:
    tables = tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = tables.get(encoder.partition("/")[0], {})
    return found


class Rarity:
    """How many reports of the stream hold a feature (a count-min sketch of one row: Cormode and Muthukrishnan 2005)."""

    def __init__(self) -> None:
        self._counts = array("I", bytes(4 * _CELLS))
        self._languages: dict[str, int] = {}
        self._total = 0

    def count(self, report: Features, step: int = 1) -> None:
        """Take a report in, or out with step -1."""
        self._total += step
        self._languages[report.language] = self._languages.get(report.language, 0) + step
        counts = self._counts
        for key in report.ids:
            counts[key % _CELLS] += step

    def base(self, language: str) -> tuple[float, float]:
        """Logarithms of the number of reports: in the language, for its words; in all, for the rest."""
        own = math.log(self._languages.get(language, 0) + _PRIOR_REPORTS)
        return own, math.log(self._total + _PRIOR_REPORTS)

    def of(self, key: int, base: tuple[float, float]) -> float:
        """Inverse document frequency of a feature."""
        return base[key >> KIND_SHIFT != _WORD] - _log(self._counts[key % _CELLS] + 1)


_LOGS = [0.0, *map(math.log, range(1, 4096))]


def _log(count: int) -> float:
    return _LOGS[count] if count < len(_LOGS) else math.log(count)


class Means:
    """The mean vector of each language: what all its reports have in common says nothing."""

    def __init__(self, first: Mapping[str, Vector]) -> None:
        self._first = first
        self._sums: dict[str, Vector] = {}
        self._counts: dict[str, int] = {}

    def count(self, report: Features, step: int = 1) -> None:
        """Take a report in, or out with step -1."""
        if not report.vector:
            return
        found = np.frombuffer(report.vector, dtype=np.int8).astype(np.int64) * step
        known = self._sums.get(report.language)
        self._sums[report.language] = found if known is None else known + found
        self._counts[report.language] = self._counts.get(report.language, 0) + step

    def of(self, language: str) -> np.ndarray[tuple[int], np.dtype[np.float64]] | float:
        """The mean of a language; 0 where nothing is known of it."""
        first = self._first.get(language, self._first.get(""))
        summed = self._sums.get(language)
        if first is None:
            return 0.0 if summed is None else summed / (self._counts[language] + _PRIOR_VECTORS)
        if summed is None:
            return first.astype(np.float64)
        return (summed + first * _PRIOR_VECTORS) / (self._counts[language] + _PRIOR_VECTORS)

    def code(self, report: Features) -> Code:
        """Signs of the vector less the mean that was there before the stream, so that it never changes."""
        vector = np.frombuffer(report.vector, dtype=np.int8)
        first = self._first.get(report.language, self._first.get(""))
        return pack_signs(vector if first is None else vector - first)

    def centre(self, languages: Mapping[str, int], vector: Vector) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """A sum of vectors of so many reports by language, less as many means, at length 1."""
        centred = vector.astype(np.float64)
        for language in sorted(languages):
            centred -= self.of(language) * languages[language]
        length = math.sqrt(float(centred @ centred))
        return centred / length if length else centred


class Query:
    """A report made ready to be compared with many events."""

    __slots__ = ("at", "base", "days", "language", "masses", "short", "vector", "weighted")

    def __init__(self, report: Features, rarity: Rarity, means: Means) -> None:
        self.language = report.language
        self.at = report.at
        self.short = 1.0 if report.length < SHORT_TERMS else 0.0
        self.days = days_of(report.ids)
        self.base = rarity.base(report.language)
        # feature -> weight times rarity squared, ready for a dot product
        self.weighted: dict[int, float] = {}
        self.masses = [0.0] * KINDS
        for key, weight in zip(report.ids, report.weights, strict=True):
            rare = rarity.of(key, self.base)
            weighed = weight / _SIXTEENTHS * rare
            self.weighted[key] = weighed * rare
            self.masses[key >> KIND_SHIFT] += weighed * weighed
        self.vector = None
        if report.vector:
            found = np.frombuffer(report.vector, dtype=np.int8).astype(np.int64)
            self.vector = means.centre({report.language: 1}, found)


class Scorer:
    """Scores reports against events, knowing what is rare in the stream."""

    def __init__(self, encoder: str = "none") -> None:
        self.weights = weights(encoder)
        self.rarity = Rarity()
        self.means = Means(first_means(encoder))

    def count(self, report: Features, step: int = 1) -> None:
        """Take a report into what is known of the stream, or out of it with step -1."""
        self.rarity.count(report, step)
        self.means.count(report, step)

    def query(self, report: Features) -> Query:
        """The report made ready for `score`."""
        return Query(report, self.rarity, self.means)

    def score(self, query: Query, event: Profile) -> float:
        """Log-odds that the report is one of the event."""
        return sum(weight * signal for weight, signal in zip(self.weights, self.signals(query, event), strict=True))

    def signals(self, query: Query, event: Profile) -> tuple[float, ...]:
        """The values of SIGNALS."""
        dots, masses = self._sums(query, event)
        near, other = _shared(query.masses, masses, dots)
        alike = math.sqrt(near[Kind.WORD])
        topic = math.sqrt(near[Kind.TOPIC])
        keys = math.sqrt(_cosine(sum(dots[1:]), sum(query.masses[1:]), sum(masses[1:])))
        foreign = 0.0 if query.language in event.languages else 1.0
        day, other_day = _days(query.days, event.days)
        gap, untimed = _gap(query.at, event)
        meaning = self._meaning(query, event)
        return (
            1.0,
            alike,
            keys,
            topic,
            math.sqrt(near[Kind.SOUND]),
            near[Kind.PERSON],
            other[Kind.PERSON],
            near[Kind.BODY],
            other[Kind.BODY],
            near[Kind.PLACE],
            other[Kind.PLACE],
            near[Kind.COUNTRY],
            other[Kind.COUNTRY],
            near[Kind.OFFICE],
            day,
            other_day,
            near[Kind.FIGURE],
            other[Kind.FIGURE],
            near[Kind.CUE],
            other[Kind.CUE],
            foreign,
            foreign * topic,
            foreign * keys,
            foreign * meaning,
            gap,
            untimed,
            math.log(event.size),
            query.short,
            query.short * alike,
            query.short * meaning,
            meaning,
        )

    def _sums(self, query: Query, event: Profile) -> tuple[list[float], list[float]]:
        """By kind: dot product of report and event, squared length of the event; words of the report's language only."""
        dots, masses = [0.0] * KINDS, [0.0] * KINDS
        base, weighted, rarity = query.base, query.weighted, self.rarity.of
        own = event.languages.get(query.language, 0)
        for key, total in event.ids.items():
            kind = key >> KIND_SHIFT
            if kind == _WORD:
                if not own or (event.tongues and event.tongues[key] != query.language):
                    continue
                mean = total / (own * _SIXTEENTHS)
            else:
                mean = total / (event.size * _SIXTEENTHS)
            weighed = mean * rarity(key, base)
            masses[kind] += weighed * weighed
            if key in weighted:
                dots[kind] += mean * weighted[key]
        return dots, masses

    def _meaning(self, query: Query, event: Profile) -> float:
        if query.vector is None or event.vector is None:
            return 0.0
        return float(query.vector @ self.means.centre(event.languages, event.vector))


def _cosine(dot: float, one: float, two: float) -> float:
    return min(1.0, dot / math.sqrt(one * two)) if dot > 0.0 else 0.0


def _shared(one: Sequence[float], two: Sequence[float], dots: Sequence[float]) -> tuple[list[float], list[float]]:
    near = [_cosine(dots[kind], one[kind], two[kind]) for kind in range(KINDS)]
    other = [1.0 if one[kind] and two[kind] and not dots[kind] else 0.0 for kind in range(KINDS)]
    return near, other


def _days(ours: Sequence[int], theirs: Sequence[int]) -> tuple[float, float]:
    """1 for a stated day in common, a half for neighbours (zones differ); and whether both state days that are neither."""
    if not ours or not theirs:
        return 0.0, 0.0
    apart = min(abs(one - two) for one in ours for two in theirs)
    return max(0.0, 1.0 - apart / 2), float(apart > 1)


def _gap(at: float | None, event: Profile) -> tuple[float, float]:
    if at is None or event.first is None or event.last is None:
        return 0.0, 1.0
    return math.log1p(max(0.0, event.first - at, at - event.last) / _DAY_SECONDS), 0.0
