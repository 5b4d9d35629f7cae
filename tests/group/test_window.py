"""The window is a function of its reports, their order and their events; whatever happened on the way."""

from __future__ import annotations

import json
from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.eval.group import Row, stream
from twosource.group import Entry, Features, Grouper
from twosource.group.features import Kind, day_id, feature_id
from twosource.group.meaning import Codes, pack_signs
from twosource.group.window import Window

CORPUS = Path(__file__).parent / "corpus"
DAY = 86_400.0


@pytest.fixture(scope="module")
def reports() -> list[Features]:
    """Sixty leads with their features."""
    lines = (CORPUS / "leads-en.jsonl").read_text(encoding="utf-8").splitlines()[:60]
    rows = [Row(**{k: str(v) for k, v in json.loads(line).items() if v is not None}) for line in lines]
    return [report for _, report in stream(rows)]


def make(name: str, *words: str, at: float | None = 0.0, vector: bytes = b"") -> Features:
    ids = [feature_id(Kind.WORD, f"en:{word}") for word in words]
    return Features(
        report_id=name, language="en", at=at, length=len(ids), ids=array("I", ids), weights=bytes([16] * len(ids)),
        vector=vector,
    )  # fmt: skip


def run(reports: list[Features], cuts: tuple[int, ...] = ()) -> tuple[list[str], dict[str, str]]:
    """Events of all reports; at each cut the grouper is thrown away and made again from its entries."""
    grouper = Grouper(days=14)
    entries: list[Entry] = []
    merged: dict[str, str] = {}
    for number, report in enumerate(reports):
        if number in cuts:
            merged |= grouper.merged
            entries = [
                Entry(number=e.number, features=Features.unpack(e.features.report_id, e.features.pack()),
                      event_id=grouper.survivor(e.event_id), placed=e.placed)
                for e in entries
            ]  # fmt: skip
            grouper = Grouper(entries, days=14)
        entries.append(grouper.arrive(report))
    merged |= grouper.merged

    def survivor(event_id: str) -> str:
        while event_id in merged:
            event_id = merged[event_id]
        return event_id

    return [survivor(entry.event_id) for entry in entries], merged


@given(cuts=st.sets(st.integers(1, 59), max_size=4))
@settings(max_examples=12, deadline=None)
def test_restart_changes_nothing(reports: list[Features], cuts: set[int]) -> None:
    """A grouper rebuilt from the store in mid-stream gives the events of one that never stopped."""
    assert run(reports, tuple(cuts)) == run(reports)


def test_features_survive_the_store(reports: list[Features]) -> None:
    """Packed and unpacked a report is the same, its time and language too."""
    for report in [*reports, make("undated", "word", at=None)]:
        assert Features.unpack(report.report_id, report.pack()) == report


def test_merging_in_any_order_scores_the_same(reports: list[Features]) -> None:
    """Two events joined one report at a time or at once are one event, down to the last bit of the score."""
    one, two = Window(days=14), Window(days=14)
    for number, report in enumerate(reports[:8]):
        one.add(number, report, "a", 0.0)
        two.add(number, report, "a" if number % 2 else "b", 0.0)
    two.merge("b", "a")
    assert [m.score for m in one.find(reports[9])] == [m.score for m in two.find(reports[9])]


def test_reports_leave_with_their_day() -> None:
    """What is older than the window is found no more, and a straggler older than that is not kept."""
    window = Window(days=3)
    window.add(0, make("old", "ferry", "minari"), "old", 0.0)
    assert [m.event_id for m in window.find(make("x", "ferry", "minari"))] == ["old"]
    window.add(1, make("new", "other", at=9 * DAY), "new", 9 * DAY)
    assert window.find(make("x", "ferry", "minari")) == []
    window.add(2, make("late", "ferry", at=DAY), "late", DAY)
    assert sorted(window.clusters) == ["new"]


def test_a_time_to_come_does_not_empty_the_window() -> None:
    """A page dated in the year 2099 is placed now: it must not push everything else out."""
    grouper = Grouper(days=14)
    first = grouper.arrive(make("a", "ferry", "burns", "minari", "harbour"), now=DAY)
    grouper.arrive(make("liar", "prize", at=DAY * 40_000), now=DAY)
    again = grouper.arrive(make("b", "ferry", "burns", "minari", "harbour"), now=DAY)
    assert again.event_id == first.event_id


def test_what_an_editor_parted_stays_apart() -> None:
    """Two events kept apart are not merged however alike they are, nor under the name of a third."""
    words = ("ferry", "burns", "minari", "harbour", "captain")
    entries = [
        Entry(number=n, features=make(name, *words), event_id=name, placed=0.0) for n, name in enumerate(("a", "b"))
    ]
    assert Grouper(entries, days=14)._try_merge("a", "b") == "a"
    parted = Grouper(entries, days=14, apart=[("b", "a")])
    assert parted._try_merge("a", "b") == "a"
    assert parted.merged == {}
    assert Grouper(entries, days=14).merged == {}


def test_forgotten_report_leaves_no_trace() -> None:
    """A report that was replaced is gone from counts, lists and events."""
    grouper = Grouper(days=14)
    grouper.arrive(make("a", "ferry", "burns"))
    grouper.forget("a")
    window = grouper.window
    assert (window.reports, window.clusters, window._holders) == ({}, {}, {})
    assert window.scorer.rarity.counts == Grouper(days=14).window.scorer.rarity.counts


def test_day_features_are_days() -> None:
    """Days keep their order, so that neighbours can be told."""
    from datetime import date

    from twosource.group.features import days_of

    assert days_of([day_id(date(2026, 1, 31)), feature_id(Kind.WORD, "en:x"), day_id(date(2026, 1, 30))]) == [
        date(2026, 1, 31).toordinal(),
        date(2026, 1, 30).toordinal(),
    ]


@given(st.lists(st.binary(min_size=24, max_size=24), min_size=1, max_size=40))
def test_codes_find_the_nearest(vectors: list[bytes]) -> None:
    """The search over signs is exact: no arrival left out is nearer than one that was found."""
    import numpy as np

    signs = [pack_signs(np.frombuffer(vector, dtype=np.int8)) for vector in vectors]
    codes = Codes(64)
    for number, sign in enumerate(signs):
        codes.put(number, sign)
    apart = [int(np.bitwise_count(sign ^ signs[0]).sum()) for sign in signs]
    found = codes.find(signs[0], 5)
    assert [apart[number] for number in found] == sorted(apart)[:5]


def test_codes_forget_the_oldest() -> None:
    """Only the latest arrivals are searched, so the cost of a search is bounded."""
    import numpy as np

    codes = Codes(2)
    for number in range(4):
        codes.put(number, pack_signs(np.full(8, 1, dtype=np.int8)))
    assert codes.find(pack_signs(np.full(8, 1, dtype=np.int8)), 8) == [3, 2]
