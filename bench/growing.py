"""Boosted trees of scikit-learn as the forests that grouping reads (`group.forest`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from twosource.group.forest import Forest, Node


def read_model(model: HistGradientBoostingClassifier, means: Mapping[str, str]) -> Forest:
    """The forest of a model that has learnt; scikit-learn shows its trees in private attributes only."""
    trees = [[_node(node) for node in predictors[0].nodes] for predictors in model._predictors]  # noqa: SLF001
    return Forest(round(float(np.ravel(model._baseline_prediction)[0]), 5), trees, means)  # noqa: SLF001


def _node(node: np.void) -> Node:
    if node["is_leaf"]:
        return (-1, round(float(node["value"]), 5), 0, 0)
    return (int(node["feature_idx"]), round(float(node["num_threshold"]), 5), int(node["left"]), int(node["right"]))


def as_json(forest: Forest, names: Sequence[str]) -> str:
    """The file of a forest: signs by name, a leaf as a list of its number alone."""
    trees = [[[names[node[0]], *node[1:]] if node[0] >= 0 else [node[1]] for node in tree] for tree in forest.trees]
    lines = ",\n".join(json.dumps(tree) for tree in trees)
    return f'{{"base": {forest.base}, "means": {json.dumps(dict(forest.means))}, "trees": [\n{lines}\n]}}'
