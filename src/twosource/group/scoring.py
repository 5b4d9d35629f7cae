"""How likely a report tells an event's happening: named signals, weighed by a forest that is the same for all data."""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.group.cluster import Centroid, Sums
from twosource.group.features import KIND_SHIFT, KINDS, Features, Kind, days_of
from twosource.group.forest import read_forest

if TYPE_CHECKING:
    from twosource.group.meaning import Means

# In the order in which `Scorer.signals` gives them
SIGNALS = (
    # cosines of rarity-weighted words, of meanings and facts, of facts alone, of meanings; sounds across languages
    "words",
    "keys",
    "facts",
    "topic",
    "sound",
    "sound_other",
    # share of what the event's reports have in common that the report has, and of the report's that the event has
    "core",
    "held",
    # kinds of facts in which both agree
    "agreed",
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
    # no report of the event is in this language
    "foreign",
    # log(1 + days) between the report and the nearest of the event; a time is missing
    "gap",
    "untimed",
    "size",
    # log(1 + words) of the report
    "length",
    # words in common, log(1 + sum of rarities)
    "words_shared",
    # cosine of the encoder's vectors, each language's mean taken off; and with the mean of the event's reports
    "meaning",
    "meaning_mean",
)
_DAY_SECONDS = 86_400.0
_SIXTEENTHS = 16.0
# Length of a vector of signed bytes
_UNIT = 127.0
# Counts are kept in this many cells; features that share one are taken for more common than they are
_CELLS = 1 << 20
_CELL = _CELLS - 1
_LOGS_KEPT = 1 << 14
_LOGS = (0.0, *map(math.log, range(1, _LOGS_KEPT)))
# A stream is taken to begin with so many reports that share nothing: rarities are not all or nothing at its start
_PRIOR_REPORTS = 60.0
_WORD = int(Kind.WORD)
# Mean weight from which a feature is part of what an event's reports have in common
_CORE = 0.5
_TELLING = (Kind.PERSON, Kind.BODY, Kind.PLACE, Kind.DAY, Kind.FIGURE, Kind.CUE)


class Rarity:
    """How many reports of the stream hold a feature (a count-min sketch of one row: Cormode and Muthukrishnan 2005).

    A stream begins with what is common in the news anyway (`background.json`), so that its first reports are not taken
    for alike because both have a word like "people".
    """

    def __init__(self) -> None:
        counts, languages = _background()
        self.counts = array("I", counts)
        self._languages = dict(languages)
        self._total = sum(languages.values())

    def count(self, report: Features, step: int = 1) -> None:
        """Take a report in, or out with step -1."""
        self._total += step
        self._languages[report.language] = self._languages.get(report.language, 0) + step
        counts = self.counts
        for key in report.ids:
            counts[key % _CELLS] += step

    def base(self, language: str) -> tuple[float, float]:
        """Logarithms of the number of reports: in the language, for its words; in all, for the rest."""
        own = math.log(self._languages.get(language, 0) + _PRIOR_REPORTS)
        return own, math.log(self._total + _PRIOR_REPORTS)

    def of(self, key: int, base: tuple[float, float]) -> float:
        """Inverse document frequency of a feature."""
        count = self.counts[key % _CELLS] + 1
        log = _LOGS[count] if count < _LOGS_KEPT else math.log(count)
        return max(0.0, base[key >> KIND_SHIFT != _WORD] - log)


@cache
def _background() -> tuple[array[int], dict[str, int]]:
    read = json.loads((Path(__file__).parent / "background.json").read_text(encoding="utf-8"))
    counts = array("I", bytes(4 * _CELLS))
    for key, count in read["counts"].items():
        counts[int(key) % _CELLS] += count
    return counts, read["languages"]


class Query:
    """A report made ready to be compared with many events."""

    __slots__ = ("at", "base", "days", "language", "length", "masses", "rarity", "vector", "weighted")

    def __init__(self, report: Features, rarity: Rarity, means: Means | None) -> None:
        self.language = report.language
        self.at = report.at
        self.length = math.log1p(report.length)
        self.days = days_of(report.ids)
        self.base = rarity.base(report.language)
        # feature -> weight times rarity squared, ready for a dot product
        self.weighted: dict[int, float] = {}
        self.masses = [0.0] * KINDS
        self.rarity = 0.0
        for key, weight in zip(report.ids, report.weights, strict=True):
            rare = rarity.of(key, self.base)
            self.rarity += rare
            weighed = weight / _SIXTEENTHS * rare
            self.weighted[key] = weighed * rare
            self.masses[key >> KIND_SHIFT] += weighed * weighed
        self.vector = means.direction(report) if means and report.vector else None


@dataclass(slots=True)
class _Sums:
    """What one pass over an event's features finds."""

    # by kind: dot product of report and event, squared length of the event
    dots: list[float]
    masses: list[float]
    # rarity of the words in common, of all in common; of what the event's reports have in common, and of it the report's
    shared: float = 0.0
    all_shared: float = 0.0
    core: float = 0.0
    met: float = 0.0


class Scorer:
    """Scores reports against events, knowing what is rare in the stream."""

    def __init__(self, encoder: str = "none") -> None:
        self.forest = read_forest(encoder, SIGNALS)
        self.rarity = Rarity()
        self.means = _means(self.forest.means) if encoder != "none" else None

    def count(self, report: Features, step: int = 1) -> None:
        """Take a report into what is known of the stream, or out of it with step -1."""
        self.rarity.count(report, step)
        if self.means and report.vector:
            self.means.count(report, step)

    def query(self, report: Features) -> Query:
        """The report made ready for `score`."""
        return Query(report, self.rarity, self.means)

    def score(self, query: Query, event: Centroid) -> float:
        """Log-odds that the report is one of the event."""
        return self.forest.grow(self.signals(query, event))

    def signals(self, query: Query, event: Centroid) -> tuple[float, ...]:
        """The values of SIGNALS."""
        sums = self._sums(query, event)
        dots, masses = sums.dots, sums.masses
        near, other = _shared(query.masses, masses, dots)
        alike = math.sqrt(near[Kind.WORD])
        topic = math.sqrt(near[Kind.TOPIC])
        keys = math.sqrt(_cosine(sum(dots[1:10]), sum(query.masses[1:10]), sum(masses[1:10])))
        facts = math.sqrt(_cosine(sum(dots[2:10]), sum(query.masses[2:10]), sum(masses[2:10])))
        agreed = sum(dots[kind] > 0.0 for kind in _TELLING)
        foreign = 0.0 if query.language in event.languages else 1.0
        day, other_day = _days(query.days, event.days)
        gap, untimed = _gap(query.at, event)
        meaning, meaning_mean = self._meaning(query, event)
        return (
            alike,
            keys,
            facts,
            topic,
            math.sqrt(near[Kind.SOUND]),
            other[Kind.SOUND],
            sums.met / sums.core if sums.core else 0.0,
            sums.all_shared / (query.rarity or 1.0),
            agreed,
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
            gap,
            untimed,
            math.log(event.size),
            query.length,
            math.log1p(sums.shared),
            meaning,
            meaning_mean,
        )

    def _sums(self, query: Query, event: Centroid) -> _Sums:
        """Words count in the report's language only."""
        found = _Sums([0.0] * KINDS, [0.0] * KINDS)
        words = event.words.get(query.language)
        if words is not None:
            self._add_words(query, words, event.languages[query.language] * _SIXTEENTHS, found)
        self._add_others(query, event.others, event.size * _SIXTEENTHS, found)
        return found

    def _add_words(self, query: Query, words: Sums, divisor: float, found: _Sums) -> None:
        # The innermost loop of grouping: `Rarity.of` is written out, and nothing is looked up that need not be
        base, weighted, counts, logs = query.base[0], query.weighted, self.rarity.counts, _LOGS
        mass = dot = shared = core = met = 0.0
        for key, total in zip(words.ids, words.totals, strict=True):
            count = counts[key & _CELL] + 1
            rare = base - (logs[count] if count < _LOGS_KEPT else log(count))
            if rare <= 0.0:
                continue
            mean = total / divisor
            weighed = mean * rare
            mass += weighed * weighed
            if mean >= _CORE:
                core += rare
                if key in weighted:
                    met += rare
                    dot += mean * weighted[key]
                    shared += rare
            elif key in weighted:
                dot += mean * weighted[key]
                shared += rare
        found.masses[_WORD], found.dots[_WORD] = mass, dot
        found.shared += shared
        found.all_shared += shared
        found.core += core
        found.met += met

    def _add_others(self, query: Query, others: Sums, divisor: float, found: _Sums) -> None:
        base, weighted, counts, logs = query.base[1], query.weighted, self.rarity.counts, _LOGS
        masses, dots = found.masses, found.dots
        held = core = met = 0.0
        for key, total in zip(others.ids, others.totals, strict=True):
            count = counts[key & _CELL] + 1
            rare = base - (logs[count] if count < _LOGS_KEPT else log(count))
            if rare <= 0.0:
                continue
            kind = key >> KIND_SHIFT
            mean = total / divisor
            weighed = mean * rare
            masses[kind] += weighed * weighed
            if key in weighted:
                dots[kind] += mean * weighted[key]
                held += rare
                if mean >= _CORE:
                    met += rare
            if mean >= _CORE:
                core += rare
        found.all_shared += held
        found.core += core
        found.met += met

    def _meaning(self, query: Query, event: Centroid) -> tuple[float, float]:
        if self.means is None or query.vector is None or event.vector is None:
            return 0.0, 0.0
        centred = self.means.centre(event.languages, event.vector)
        dot, length = float(query.vector @ centred), math.sqrt(float(centred @ centred))
        return (dot / length, dot / (event.size * _UNIT)) if length else (0.0, 0.0)


def _means(first: Mapping[str, str]) -> Means:
    from twosource.group.meaning import Means

    return Means(first)


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


def _gap(at: float | None, event: Centroid) -> tuple[float, float]:
    if at is None or event.first is None or event.last is None:
        return 0.0, 1.0
    return math.log1p(max(0.0, event.first - at, at - event.last) / _DAY_SECONDS), 0.0
