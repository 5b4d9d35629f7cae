"""How ties become origins: bundles of one text, each resting on at most one other report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.group.lineage import Lineage
from twosource.records import FoldReason

CREDIT, CHAIN = FoldReason.AGENCY_CREDIT, FoldReason.AS_REPORTED
PLACES = 6
ties = st.lists(st.tuples(st.integers(0, PLACES - 1), st.integers(0, PLACES - 1)), max_size=8)


def test_earliest_is_the_root_among_equals() -> None:
    """Of copies of one text the first is the root; a more original outlet's comes before it."""
    equal = Lineage([1, 1, 1])
    equal.same(0, 1, "90%")
    equal.same(1, 2, "90%")
    assert [equal.root(place) for place in range(3)] == [0, 0, 0]
    ranked = Lineage([1, 1, 0])
    ranked.same(0, 1, "90%")
    ranked.same(1, 2, "90%")
    assert [ranked.root(place) for place in range(3)] == [2, 2, 2]


def test_a_copy_brings_its_bundle_to_its_agency() -> None:
    """Where one copy of a text credits an agency, the copy that left the credit out goes back to it too."""
    lineage = Lineage([1, 1, 0])
    lineage.same(0, 1, "95%")
    lineage.rest(1, 2, CREDIT, "Meridian Press")
    assert [lineage.root(place) for place in range(3)] == [2, 2, 2]
    assert {place: (step.on, step.reason) for place, step in lineage.steps().items()} == {
        1: (2, CREDIT),
        0: (1, FoldReason.NEAR_COPY),
    }


def test_first_ground_stands() -> None:
    """A report that rests on two goes back to the first told, and does not make those one."""
    lineage = Lineage([1, 1, 1])
    lineage.rest(2, 0, CREDIT, "A")
    lineage.rest(2, 1, CHAIN, "B")
    assert [lineage.root(place) for place in range(3)] == [0, 1, 0]


def test_no_circles() -> None:
    """Two reports that cite each other: one is the root."""
    lineage = Lineage([1, 1])
    lineage.rest(0, 1, CHAIN, "B")
    lineage.rest(1, 0, CHAIN, "A")
    lineage.rest(1, 1, CHAIN, "B")
    assert [lineage.root(place) for place in range(2)] == [1, 1]
    assert list(lineage.steps()) == [0]


@given(ties, ties)
def test_every_way_ends_at_the_root(same: list[tuple[int, int]], rests: list[tuple[int, int]]) -> None:
    """Whatever is told, each report has a way of single steps to its root, which has none itself."""
    lineage = Lineage([1] * PLACES)
    for one, two in same:
        lineage.same(one, two, "80%")
    for report, on in rests:
        lineage.rest(report, on, CHAIN, "A")
    steps = lineage.steps()
    for place in range(PLACES):
        at, seen = place, {place}
        while at in steps:
            at = steps[at].on
            assert at not in seen
            seen.add(at)
        assert at == lineage.root(place)
