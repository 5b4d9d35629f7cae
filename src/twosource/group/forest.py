"""The learned part of grouping: boosted trees over named signals (Friedman 2001), a JSON file for each encoder.

`bench/fit_group.py` grows them and says on what. Each tree asks up to three questions of the kind "are the words at
most so alike"; the leaf's number is added to the log-odds. More of a signal that speaks for an event never lowers the
sum: the trees are grown monotone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "forests"
# For an encoder that no forest was grown for
_LIKEST = "e5"

# signal, threshold, node where at most that, node where more; a leaf has signal -1 and its number in the second place
Node = tuple[int, float, int, int]


@dataclass(frozen=True)
class Forest:
    """Trees, what they start from, and the mean vectors of languages before a stream has its own."""

    base: float
    trees: Sequence[Sequence[Node]]
    # language -> mean vector of the corpus, base64 of signed bytes
    means: Mapping[str, str]

    @cached_property
    def grow(self) -> Callable[[Sequence[float]], float]:
        """From signals to the log-odds that they speak for: the trees as one Python expression each."""
        used = sorted({node[0] for tree in self.trees for node in tree if node[0] >= 0})
        lines = ["def grow(signals):", *(f" s{number:d} = signals[{number:d}]" for number in used)]
        lines += [f" total = {float(self.base)!r}", *(f" total += {_written(tree, 0)}" for tree in self.trees)]
        names: dict[str, Any] = {}
        # Four times as fast as walking the trees; nothing but numbers goes into it
        exec("\n".join([*lines, " return total"]), names)  # noqa: S102
        grown: Callable[[Sequence[float]], float] = names["grow"]
        return grown


def _written(tree: Sequence[Node], place: int) -> str:
    signal, value, low, high = tree[place]
    if signal < 0:
        return repr(float(value))
    return f"({_written(tree, low)} if s{signal:d} <= {float(value)!r} else {_written(tree, high)})"


@cache
def read_forest(encoder: str, signals: tuple[str, ...]) -> Forest:
    """The forest for an encoder's name ("none" for no encoder), its signals numbered as in `signals`."""
    name = encoder.partition("/")[0]
    path = _FOLDER / f"{name}.json"
    known = path.is_file()
    read: dict[str, Any] = json.loads((path if known else _FOLDER / f"{_LIKEST}.json").read_text(encoding="utf-8"))
    number = {signal: index for index, signal in enumerate(signals)}
    trees = tuple(
        tuple((number[node[0]], node[1], node[2], node[3]) if len(node) > 1 else (-1, node[0], 0, 0) for node in tree)
        for tree in read["trees"]
    )
    return Forest(read["base"], trees, read["means"] if known else {})
