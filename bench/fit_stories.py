"""Fits the weights of stories on the invented corpus; prints them and, with --check, what they do on unseen stories.

    .venv/bin/python bench/fit_stories.py
    .venv/bin/python bench/fit_stories.py --check

Rows are put into their true events; each event is compared with the earlier ones that the window finds, and a logistic
regression learns which are of its story. `--check` leaves a fifth of the stories out at a time.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from twosource.eval.group import read_members, read_rows
from twosource.group import stories
from twosource.group.member import Member
from twosource.group.profile import Profile, read_profile
from twosource.records import Story

CORPUS = Path(__file__).parents[1] / "tests" / "group" / "corpus"
SETS = ("stories-3", "leads-en", "headlines-ko-en", "articles-en")
FOLDS = 5

Gold = dict[str, str]


def load(name: str) -> tuple[dict[str, Profile], Gold]:
    """Profiles of the true events, and event -> story where it is in one."""
    rows = read_rows(CORPUS / f"{name}.jsonl")
    members: dict[str, list[Member]] = {}
    gold: Gold = {}
    for row, member in zip(rows, read_members(rows), strict=True):
        members.setdefault(row.event, []).append(member)
        if row.story:
            gold[row.event] = row.story
    return {event: read_profile(event, found) for event, found in members.items()}, gold


def fold(story: str) -> int:
    """The fifth of the stories that this one is in."""
    return sha256(story.encode()).digest()[0] % FOLDS


def fit(sets: list[tuple[dict[str, Profile], Gold]], without: int = -1) -> dict[str, float]:
    """Weights learnt from all stories but those of one fold."""
    signs, labels = [], []
    for profiles, gold in sets:
        for later, found in stories.compare(profiles):
            for earlier, values in found.items():
                if without in (fold(gold.get(later, later)), fold(gold.get(earlier, earlier))):
                    continue
                signs.append(list(values.values()))
                labels.append(later in gold and gold.get(earlier) == gold[later])
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=5000).fit(np.array(signs), np.array(labels))
    return {name: round(float(weight), 3) for name, weight in zip(stories.WEIGHTS, model.coef_[0], strict=True)}


def pairs(found: tuple[Story, ...]) -> set[tuple[str, str]]:
    """Pairs of events that are of one story."""
    return {pair for story in found for pair in combinations(sorted(story.event_ids), 2)}


def measure(sets: list[tuple[dict[str, Profile], Gold]], *, only: int = -1) -> tuple[int, int, int]:
    """(right, found, wanted) pairs of events; with `only`, those that touch a story of that fold."""
    right = found = wanted = 0
    for profiles, gold in sets:
        by_story: dict[str, list[str]] = {}
        for event, story in gold.items():
            by_story.setdefault(story, []).append(event)
        true = {pair for events in by_story.values() for pair in combinations(sorted(events), 2)}
        ours = pairs(stories.find_stories(profiles))
        if only >= 0:
            ours, true = ({p for p in some if only in (fold(gold.get(e, e)) for e in p)} for some in (ours, true))
        right, found, wanted = right + len(ours & true), found + len(ours), wanted + len(true)
    return right, found, wanted


def show(right: int, found: int, wanted: int) -> None:
    """Precision and recall of pairs."""
    print(
        f"pairs of events: precision {right / max(1, found):.3f}  recall {right / max(1, wanted):.3f}  ({wanted} true)"
    )


def main() -> int:
    """Print the weights, or what they do."""
    sets = [load(name) for name in SETS]
    if "--check" in sys.argv:
        for follows in (-1.0, -0.5, 0.0, 0.5, 1.0):
            totals = np.zeros(3, dtype=int)
            stories.FOLLOWS = follows
            for number in range(FOLDS):
                stories.WEIGHTS.update(fit(sets, number))
                totals += measure(sets, only=number)
            print(follows, end="  ")
            show(*totals)
        return 0
    for name, weight in fit(sets).items():
        print(f'    "{name}": {weight},')
    return 0


if __name__ == "__main__":
    sys.exit(main())
