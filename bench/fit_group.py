"""Fits the weights of grouping on the invented corpus and, where present, on ../shared/data; prints weights.toml.

    .venv/bin/python bench/fit_group.py --encoder none
    .venv/bin/python bench/fit_group.py --encoder e5 --check

Every data set is read as a stream with its gold events; each report is compared with the events that the window
finds for it, and a logistic regression learns which of them is its own. All data sets weigh the same. `--check`
fits on half of the events of each set and groups the other half, which the fit has not seen, and the other way round.
"""

from __future__ import annotations

import argparse
import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from rows import headlines_en, parallel_halves
from twosource.eval.clusters import measure_clusters
from twosource.eval.group import Row, read_rows, stream
from twosource.group.features import Features
from twosource.group.scoring import SIGNALS
from twosource.group.step import Grouper
from twosource.group.window import Window

CORPUS = Path(__file__).parents[1] / "tests" / "group" / "corpus"
SETS = ("articles-en", "headlines-ko-en", "leads-en", "lookalikes-en", "stories-3")
REGULARISATION = 0.5
DAYS = 14
# Vectors that make a mean
FEWEST_VECTORS = 100

Stream = Sequence[tuple[Row, Features]]


def load(encoder: str) -> dict[str, Stream]:
    """Data set -> its rows with their features."""
    sets: dict[str, list[Row]] = {name: read_rows(CORPUS / f"{name}.jsonl") for name in SETS}
    sets["headlines-en"] = headlines_en()
    sets["parallel-halves"] = parallel_halves()
    return {name: list(stream(rows, encoder)) for name, rows in sets.items() if rows}


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


def examples(rows: Stream, encoder: str) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Signals of each report against each event that is found for it, and whether that is its own."""
    window = Window(days=DAYS, encoder=encoder)
    for number, (row, report) in enumerate(rows):
        query = window.scorer.query(report)
        found = {match.event_id for match in window.find(report)}
        if row.event in window.clusters:
            found.add(row.event)
        for event_id in sorted(found):
            profile = window.clusters[event_id].profile(window.reports)
            yield window.scorer.signals(query, profile), event_id == row.event
        window.add(number, report, row.event, 0.0 if report.at is None else report.at)


def fit(streams: Sequence[Stream], encoder: str) -> tuple[float, ...]:
    """Weights in the order of SIGNALS."""
    signals, labels, shares = [], [], []
    for rows in streams:
        found = list(examples(rows, encoder))
        signals += [values for values, _ in found]
        labels += [label for _, label in found]
        shares += [1000.0 / len(found)] * len(found)
    model = LogisticRegression(C=REGULARISATION, fit_intercept=False, max_iter=5000)
    model.fit(np.array(signals), np.array(labels), sample_weight=np.array(shares))
    return tuple(float(weight) for weight in model.coef_[0])


def part(rows: Stream, which: int) -> Stream:
    """The rows of one half of the events; look-alikes fall wherever their names do."""
    return [(row, report) for row, report in rows if sha256(row.event.encode()).digest()[0] % 2 == which]


def group(rows: Stream, weights: tuple[float, ...], encoder: str) -> list[str]:
    """The event found for each row."""
    grouper = Grouper(days=DAYS, encoder=encoder)
    grouper._window.scorer.weights = weights  # noqa: SLF001 - the weights under test
    found = [grouper.arrive(report).event_id for _, report in rows]
    return [grouper.survivor(event_id) for event_id in found]


def check(sets: dict[str, Stream], encoder: str) -> None:
    """Prints B-cubed of each set, its events unseen by the fit."""
    results: dict[str, list[dict[str, float]]] = {}
    for which in (0, 1):
        weights = fit([part(rows, which) for rows in sets.values()], encoder)
        for name, rows in sets.items():
            unseen = part(rows, 1 - which)
            measured = measure_clusters([row for row, _ in unseen], group(unseen, weights, encoder))
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


def main() -> int:
    """Print the weights as a table of weights.toml, or with --check what they do on events they have not seen."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--encoder", default="none")
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    sets = load(options.encoder)
    if options.check:
        check(sets, options.encoder)
        return 0
    print(f"[{options.encoder}]")
    for name, weight in zip(SIGNALS, fit(list(sets.values()), options.encoder), strict=True):
        print(f"{name} = {weight:.3f}")
    print(f"[{options.encoder}.mean]")
    for language, mean in means(list(sets.values())).items():
        print(f'{language} = "{mean}"')
    return 0


if __name__ == "__main__":
    sys.exit(main())
