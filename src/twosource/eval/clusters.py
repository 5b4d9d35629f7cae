"""How well found groups match gold ones: B-cubed (Bagga and Baldwin 1998), pairs, pairs across languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Protocol

from twosource.eval.pages import harmonic


class Labelled(Protocol):
    """A row with its gold event."""

    @property
    def event(self) -> str:
        """Gold event."""
        ...

    @property
    def language(self) -> str:
        """BCP 47 tag."""
        ...


def measure_clusters(rows: Sequence[Labelled], found: Sequence[Hashable]) -> dict[str, Any]:
    """Figures of `found`, an event for each row, against the rows' gold events.

    `cross_language_recall`: share of gold pairs across languages that were joined; `cross_language_wrong`: wrong ones
    among all that were joined; None where there is no such pair.
    """
    gold = [row.event for row in rows]
    sizes, found_sizes, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    shares = [
        (both[event, other] / found_sizes[other], both[event, other] / sizes[event], sizes[event])
        for event, other in zip(gold, found, strict=True)
    ]
    hits, joined, wanted = (_pairs(counts.values()) for counts in (both, found_sizes, sizes))
    across = _across([row.language.partition("-")[0] for row in rows], gold, found)
    return {
        "rows": len(rows),
        "events_gold": len(sizes),
        "events_found": len(found_sizes),
        "b3": _mean(shares),
        "b3_multi": _mean([share for share in shares if share[2] > 1]),
        "pairwise_f1": harmonic(hits / joined if joined else 0.0, hits / wanted if wanted else 0.0),
        **across,
    }


def _mean(shares: Sequence[tuple[float, float, int]]) -> dict[str, float]:
    precision = sum(share[0] for share in shares) / max(1, len(shares))
    recall = sum(share[1] for share in shares) / max(1, len(shares))
    return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _across(languages: Sequence[str], gold: Sequence[str], found: Sequence[Hashable]) -> dict[str, float | None]:
    """Pairs across languages are all pairs less those within one."""

    def count(groups: Iterable[Hashable]) -> int:
        groups = list(groups)
        within = Counter(zip(groups, languages, strict=True))
        return _pairs(Counter(groups).values()) - _pairs(within.values())

    wanted, joined = count(gold), count(found)
    hits = count(zip(gold, found, strict=True))
    return {
        "cross_language_recall": hits / wanted if wanted else None,
        "cross_language_wrong": (joined - hits) / joined if joined else None,
    }
