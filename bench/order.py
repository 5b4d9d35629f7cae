"""What the order of arrival does to grouping: B-cubed F1 in order of publication and shuffled within six hours.

    .venv/bin/python bench/order.py

Five shuffles, each report up to six hours late; sets with times: headlines of ../shared/data where present, and those
of the invented corpus.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fit_group import CORPUS, Stream, shuffled
from rows import headlines_en
from twosource.eval.clusters import measure_clusters
from twosource.eval.group import WINDOW_DAYS, read_rows, stream
from twosource.group import Grouper

BAR = 0.01
SHUFFLES = 5


def grouped(rows: Stream) -> float:
    """B-cubed F1 of rows in the order given."""
    grouper = Grouper(days=WINDOW_DAYS)
    found = [grouper.arrive(report).event_id for _, report in rows]
    measured = measure_clusters([row for row, _ in rows], [grouper.survivor(event_id) for event_id in found])
    return float(measured["b3"]["f1"])


def main() -> int:
    """Print the change for each set; 1 where one is above the bar."""
    sets: dict[str, Stream] = {
        name: list(stream(read_rows(CORPUS / f"{name}.jsonl")))
        for name in ("articles-en", "headlines-ko-en", "leads-en", "stories-3")
    }
    if rows := headlines_en():
        sets["headlines-en"] = list(stream(rows))
    worst = 0.0
    for name, rows_of in sets.items():
        ordered: Sequence[float] = [grouped(sorted(rows_of, key=lambda item: item[1].at or 0.0))]
        others = [grouped(shuffled(rows_of, seed)) for seed in range(SHUFFLES)]
        change = abs(sum(others) / SHUFFLES - ordered[0])
        worst = max(worst, change)
        told = " ".join(f"{value:.3f}" for value in others)
        print(f"{name:<18}in order {ordered[0]:.3f}  shuffled {told}  mean change {change:.4f} (bar {BAR})")
    return int(worst > BAR)


if __name__ == "__main__":
    sys.exit(main())
