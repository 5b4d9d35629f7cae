"""Grows the forest of grouping on the invented corpus and, where present, on ../shared/data; prints its file.

    .venv/bin/python bench/fit_group.py --encoder none > src/twosource/group/forests/none.json
    .venv/bin/python bench/fit_group.py --encoder e5 --check

Every data set is read as a stream; each report is compared with the events that the window finds for it, and the
trees learn which of them is its own: first beside the gold events, then beside events as the forest itself has made
them. All data sets weigh the same. `--check` learns from half of the events of each set and groups the other half,
which the forest has not seen, and the other way round.
"""

from __future__ import annotations

import argparse
import json
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from growing import as_json, read_model
from rows import headlines_en, parallel, parallel_halves, sample_wire
from twosource.eval.clusters import measure_clusters
from twosource.eval.group import Row, read_rows, stream
from twosource.group.features import KIND_SHIFT, Features, Kind
from twosource.group.forest import Forest, read_forest
from twosource.group.scoring import SIGNALS
from twosource.group.step import Grouper
from twosource.group.window import Window
from twosource.models import encoder as encode

CORPUS = Path(__file__).parents[1] / "tests" / "group" / "corpus"
SETS = ("articles-en", "headlines-ko-en", "leads-en", "lookalikes-en", "stories-3")
DAYS = 14
# Reports of the corpus that make a feature common
COMMON = 6
TREES = 70
# Times that the forest learns from its own grouping
ROUNDS = 2
# Shares of an event's reports from which it is a report's own, and up to which it is not
MOST_OF, FEW_OF = 0.6, 0.2
# More of these never speaks against an event, or never for it
SPEAKS_FOR = {
    *("words", "words_shared", "keys", "facts", "topic", "sound", "agreed", "core", "held", "meaning", "meaning_mean"),
    *("person", "body", "place", "country", "office", "day", "figure", "cue"),
}
SPEAKS_AGAINST = {"gap"}
# Seconds that a report may come late
LATE = 6 * 3600.0
# Vectors that make a mean
FEWEST_VECTORS = 100

Stream = Sequence[tuple[Row, Features]]
Example = tuple[tuple[float, ...], bool]


def load(encoder: str) -> dict[str, Stream]:
    """Data set -> its rows with their features."""
    sets: dict[str, list[Row]] = {name: read_rows(CORPUS / f"{name}.jsonl") for name in SETS}
    sets["sample"] = sample_wire()
    sets["headlines-en"] = headlines_en()
    sets["parallel-halves"] = parallel_halves()
    sets["parallel"] = parallel()
    model = encode(encoder)
    return {name: list(stream(rows, model)) for name, rows in sets.items() if rows}


def means(streams: Sequence[Stream]) -> dict[str, str]:
    """Language -> mean of the reports' vectors as the table keeps it."""
    vectors: dict[str, list[bytes]] = {}
    for rows in streams:
        for _, report in rows:
            if report.vector:
                vectors.setdefault(report.language, []).append(report.vector)
    found = {}
    for language, all_of in sorted(vectors.items()):
        if len(all_of) >= FEWEST_VECTORS:
            mean = np.frombuffer(b"".join(all_of), dtype=np.int8).reshape(len(all_of), -1).mean(axis=0)
            found[language] = b64encode(mean.round().astype(np.int8).tobytes()).decode()
    return found


def examples(rows: Stream, encoder: str) -> Iterator[Example]:
    """Signals of each report against each event that is found for it, and whether that is its own."""
    window = Window(days=DAYS, encoder=encoder)
    for number, (row, report) in enumerate(rows):
        query = window.scorer.query(report)
        found = {match.event_id for match in window.find(report)}
        if row.event in window.clusters:
            found.add(row.event)
        for event_id in sorted(found):
            centroid = window.clusters[event_id].centroid(window.reports)
            yield window.scorer.signals(query, centroid), event_id == row.event
        window.add(number, report, row.event, 0.0 if report.at is None else report.at)


def lived(rows: Stream, encoder: str, forest: Forest) -> Iterator[Example]:
    """Examples from a stream that the forest itself has grouped: events broken up and run together as it does.

    An event is a report's own where most of its reports are of the same happening, and not where few are.
    """
    grouper = Grouper(days=DAYS, encoder=encoder)
    window = grouper.window
    window.scorer.forest = forest
    gold: dict[int, str] = {}
    for number, (row, report) in enumerate(rows):
        query = window.scorer.query(report)
        for match in window.find(report):
            numbers = window.clusters[match.event_id].numbers
            share = sum(gold[other] == row.event for other in numbers) / len(numbers)
            if share >= MOST_OF or share <= FEW_OF:
                centroid = window.clusters[match.event_id].centroid(window.reports)
                yield window.scorer.signals(query, centroid), share >= MOST_OF
        grouper.arrive(report)
        gold[number] = row.event


def shuffled(rows: Stream, seed: int) -> Stream:
    """The rows in the order of times up to six hours later than theirs; as they are where they have none."""
    late = Random(seed)
    order = [
        ((report.at or 0.0) + late.random() * LATE * (report.at is not None), place)
        for place, (_, report) in enumerate(rows)
    ]
    return [rows[place] for _, place in sorted(order)]


def fit(streams: Sequence[Stream], encoder: str) -> Forest:
    """A forest from streams with their gold events, then twice from streams as the forest before has grouped them."""
    lots = [list(examples(rows, encoder)) for rows in streams]
    forest = _grow(lots, encoder)
    for _ in range(ROUNDS):
        lots += [list(lived(rows, encoder, forest)) for rows in streams]
        forest = _grow(lots, encoder)
    return forest


def _grow(lots: Sequence[Sequence[Example]], encoder: str) -> Forest:
    """Every lot weighs the same."""
    signs = [1 if name in SPEAKS_FOR else -1 if name in SPEAKS_AGAINST else 0 for name in SIGNALS]
    model = HistGradientBoostingClassifier(
        max_iter=TREES, max_depth=3, learning_rate=0.12, l2_regularization=1.0, min_samples_leaf=30, monotonic_cst=signs
    )
    model.fit(
        np.array([signals for lot in lots for signals, _ in lot]),
        np.array([label for lot in lots for _, label in lot]),
        sample_weight=np.array([1000.0 / len(lot) for lot in lots for _ in lot]),
    )
    return read_model(model, read_forest(encoder, SIGNALS).means)


def part(rows: Stream, which: int) -> Stream:
    """The rows of one half of the events; look-alikes fall wherever their names do."""
    return [(row, report) for row, report in rows if sha256(row.event.encode()).digest()[0] % 2 == which]


def group(rows: Stream, forest: Forest, encoder: str) -> list[str]:
    """The event found for each row."""
    grouper = Grouper(days=DAYS, encoder=encoder)
    grouper.window.scorer.forest = forest
    found = [grouper.arrive(report).event_id for _, report in rows]
    return [grouper.survivor(event_id) for event_id in found]


def check(sets: dict[str, Stream], encoder: str) -> None:
    """Prints B-cubed of each set, its events unseen by the fit."""
    results: dict[str, list[dict[str, float]]] = {}
    for which in (0, 1):
        forest = fit([part(rows, which) for rows in sets.values()], encoder)
        for name, rows in sets.items():
            unseen = part(rows, 1 - which)
            measured = measure_clusters([row for row, _ in unseen], group(unseen, forest, encoder))
            results.setdefault(name, []).append(
                measured["b3"]
                | {"multi": measured["b3_multi"]["f1"]}
                | {key: measured[key] or 0.0 for key in ("cross_language_recall", "cross_language_wrong")}
                | {"events": measured["events_found"] / measured["events_gold"]}
            )
    for name, both in results.items():
        mean = {key: sum(result[key] for result in both) / 2 for key in both[0]}
        print(f"{name:<18}" + "  ".join(f"{key} {value:.3f}" for key, value in mean.items()))
    print("mean F1", round(sum(r["f1"] for both in results.values() for r in both) / 2 / len(results), 4))


def background(sets: dict[str, Stream]) -> str:
    """background.json: how many reports of the invented corpus hold each common feature, by language how many there are."""
    rows = [report for name in SETS for _, report in sets[name]]
    counts = Counter(key for report in rows for key in report.ids)
    languages = Counter(report.language for report in rows)
    common = {str(key): count for key, count in sorted(counts.items()) if count >= COMMON and kept(key)}
    return json.dumps({"languages": dict(sorted(languages.items())), "counts": common})


def kept(key: int) -> bool:
    """Whether a feature may be common in any news: no day is, and no name of a person."""
    return key >> KIND_SHIFT not in (Kind.DAY, Kind.TODAY, Kind.PERSON)


def main() -> int:
    """Print the forest, or with --check what one does on events it has not seen."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--encoder", default="none")
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--background", action="store_true")
    options = arguments.parse_args()
    sets = load(options.encoder)
    if options.background:
        print(background(sets))
        return 0
    if options.check:
        check(sets, options.encoder)
        return 0
    streams = list(sets.values())
    print(as_json(replace(fit(streams, options.encoder), means=means(streams)), SIGNALS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
