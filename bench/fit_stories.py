"""Grows the forest of stories on the invented corpus; prints its file and, with --check, what it does on unseen stories.

    .venv/bin/python bench/fit_stories.py > /tmp/stories.json && mv /tmp/stories.json src/twosource/group/forests/
    .venv/bin/python bench/fit_stories.py --check

Rows are put into their true events; each event is compared with the earlier ones that `stories.compare` finds in its
own data set, and boosted trees of two questions each learn which are of its story. Look-alikes without dates are given
days of one fortnight, to be learnt from. `--check` leaves an eighth of the stories out at a time, for four ways to cut
them into eighths, and prints precision and recall of pairs of events over the thresholds.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from growing import as_json, read_model
from rows import sample_wire
from twosource.eval.group import read_profiles, read_rows
from twosource.group import stories
from twosource.group.following import SIGNS
from twosource.group.forest import Forest
from twosource.group.profile import Profile
from twosource.records import Story
from twosource.sample.wiredata import load_sample

CORPUS = Path(__file__).parents[1] / "tests" / "group" / "corpus"
SETS = ("stories-3", "leads-en", "headlines-ko-en", "articles-en", "lookalikes-en")
FOLDS = 8
CUTS = 4
TREES = 80
THRESHOLDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
# More of these never speaks for following, all others never against it
SPEAKS_AGAINST = frozenset({"again", "elsewhere", "far"})


@dataclass(frozen=True)
class Set:
    """Profiles of the true events, event -> story where it is in one, and what is found of each event."""

    name: str
    profiles: Mapping[str, Profile]
    gold: Mapping[str, str]
    found: Mapping[str, Mapping[str, tuple[float, ...]]]

    def story(self, event: str) -> str:
        """What is left out together: a story, or an event that is in none."""
        return f"{self.name}/{self.gold.get(event, event)}"

    def true(self, earlier: str, later: str) -> bool:
        """Whether both are of one story."""
        return later in self.gold and self.gold.get(earlier) == self.gold[later]


def load(name: str) -> Set:
    """A data set of the corpus, or the sample wire."""
    rows = sample_wire() if name == "sample" else read_rows(CORPUS / f"{name}.jsonl")
    gold: dict[str, str] = {}
    if name == "sample":
        gold = {event.id: event.story for event in load_sample().events if event.story}
    gold |= {row.event: row.story for row in rows if row.story}
    profiles = {event: _dated(profile) for event, profile in read_profiles(rows).items()}
    return Set(name, profiles, gold, dict(stories.compare(profiles)))


def _dated(profile: Profile) -> Profile:
    if profile.dated:
        return profile
    first = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(days=sha256(profile.event_id.encode()).digest()[0] % 14)
    return replace(profile, first=first, day=first.toordinal())


def grow(sets: Sequence[Set], cut: int = 0, without: int = -1) -> Forest:
    """The forest of all stories but those of one fold."""
    values, labels = [], []
    for data in sets:
        for later, found in data.found.items():
            for earlier, signs in found.items():
                if without in (fold(data.story(later), cut), fold(data.story(earlier), cut)):
                    continue
                values.append(signs)
                labels.append(data.true(earlier, later))
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_depth=2,
        learning_rate=0.08,
        l2_regularization=10.0,
        min_samples_leaf=8,
        monotonic_cst=[-1 if name in SPEAKS_AGAINST else 1 for name in SIGNS],
        random_state=0,
    )
    model.fit(np.array(values), np.array(labels))
    return read_model(model, {})


def fold(story: str, cut: int) -> int:
    """The eighth of the stories that this one is in."""
    return sha256(f"{story}/{cut}".encode()).digest()[0] % FOLDS


def pairs(found: Sequence[Story]) -> set[tuple[str, str]]:
    """Pairs of events that are of one story."""
    return {pair for story in found for pair in combinations(sorted(story.event_ids), 2)}


def true_pairs(data: Set) -> set[tuple[str, str]]:
    """Pairs that are of one story in truth."""
    return {pair for pair in combinations(sorted(data.profiles), 2) if data.true(*pair)}


def check(sets: Sequence[Set]) -> None:
    """What forests do on stories that they have not seen: every event is placed by a forest without its fold."""
    totals = {data.name: np.zeros((len(THRESHOLDS), 3), dtype=int) for data in sets}
    for cut in range(CUTS):
        forests = [grow(sets, cut, number) for number in range(FOLDS)]
        for data in sets:
            likeliest = {}
            for later, found in data.found.items():
                weigh = forests[fold(data.story(later), cut)].grow
                odds = [(weigh(signs), earlier) for earlier, signs in found.items()]
                if odds:
                    likeliest[later] = max(odds)
            true = true_pairs(data)
            for row, threshold in enumerate(THRESHOLDS):
                before = {later: earlier for later, (odds, earlier) in likeliest.items() if odds > threshold}
                ours = pairs(stories.chain(data.profiles, before))
                totals[data.name][row] += (len(ours & true), len(ours), len(true))
    for name, table in (*totals.items(), ("all", np.sum(list(totals.values()), axis=0))):
        for threshold, (right, found, wanted) in zip(THRESHOLDS, table, strict=True):
            show(f"{name:16} {threshold:5.2f}", right / CUTS, found / CUTS, wanted / CUTS)


def show(label: str, right: float, found: float, wanted: float) -> None:
    """Precision, recall and F1 of pairs."""
    precision, recall = right / found if found else 1.0, right / wanted if wanted else 1.0
    f1 = 2 * right / (found + wanted) if found + wanted else 1.0
    print(
        f"{label}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({found:.1f} found, {wanted:.0f} true)"
    )


def main() -> int:
    """Print the forest, or what forests like it do."""
    sets = [load(name) for name in (*SETS, "sample")]
    if "--check" in sys.argv:
        check(sets)
    else:
        print(as_json(grow(sets), SIGNS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
