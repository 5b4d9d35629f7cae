"""One piece of reporting counts once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Note, make_report, make_source
from twosource.eval.group import measure_origins, read_members, read_rows
from twosource.group import Member, find_origins
from twosource.records import FoldReason, Origin, Report, Source, SourceKind

WIRE = (
    "A ferry caught fire off the harbour of Minari early on Monday and burned for three hours. All 212 people "
    "on board were taken off by the coast guard. The cause is being looked into, the harbour master said."
)
OWN = (
    "Passengers woke to smoke when the night ferry to Minari began to burn. Rescue boats brought everybody "
    "ashore before dawn, and divers will go over the hull once it has cooled down, officials in the port say."
)
SOURCES = {
    "wire": make_source("wire", kind=SourceKind.AGENCY, name="Meridian Press"),
    "one": make_source("one", owner="Alpha Group"),
    "two": make_source("two", owner="Beta"),
    "three": make_source("three", owner="Alpha Group"),
}


def fold(reports: list[Report], sources: dict[str, Source] = SOURCES) -> tuple[Origin, ...]:
    return find_origins([Member(report=report, annotation=Note(report).done()) for report in reports], sources)


def sizes(*reports: Report, sources: dict[str, Source] = SOURCES) -> list[int]:
    return [len(origin.report_ids) for origin in fold(list(reports), sources)]


def test_independent_reports_stay_apart() -> None:
    """Two texts that share only facts are two origins."""
    assert sizes(make_report("one", "Ferry burns", WIRE), make_report("two", "Night ferry on fire", OWN)) == [1, 1]


def test_reprint_folds_into_its_agency_whatever_the_order() -> None:
    """A near-copy goes back to the agency even where the paper printed it first."""
    paper = make_report("one", "Ferry burns off Minari", WIRE + " More follows.")
    agency = make_report("wire", "Ferry on fire", WIRE, hours=1)
    (origin,) = fold([paper, agency])
    assert origin.root == agency.id
    assert [(fold.report_id, fold.reason) for fold in origin.folds] == [(paper.id, FoldReason.NEAR_COPY)]


def test_agency_paragraph_inside_a_longer_piece() -> None:
    """Agency copy that is part of a longer text still counts as the agency's reporting."""
    longer = make_report("two", "What we know of the fire", f"{WIRE} {'Readers sent in pictures of the smoke. ' * 12}")
    assert sizes(make_report("wire", "Ferry on fire", WIRE), longer) == [2]


def test_shared_quotation_is_no_copy() -> None:
    """The same long quotation in two independent reports does not make one a copy of the other."""
    words = "“We heard the alarm shortly after four and went from cabin to cabin until everyone was on deck with us”"
    one = make_report("one", "Ferry burns", f"{WIRE} {words}, the captain said.")
    two = make_report("two", "On fire", f"{OWN} The captain said: {words}.")
    assert sizes(one, two) == [1, 1]


def test_credit_line_folds() -> None:
    """A text that credits an agency is that agency's reporting, however it is rewritten."""
    origins = fold(
        [make_report("wire", "Ferry on fire", WIRE), make_report("two", "Fire at sea", OWN, credit="(Meridian Press)")]
    )
    assert [len(origin.report_ids) for origin in origins] == [2]
    assert origins[0].folds[0].reason is FoldReason.AGENCY_CREDIT


def test_two_papers_with_one_unseen_agency() -> None:
    """Two texts that credit the same agency are one origin though we do not read the agency."""
    one = make_report("one", "Ferry burns", WIRE, credit="Nowhere News Agency")
    two = make_report("two", "Fire at sea", OWN, credit="Nowhere News Agency")
    assert sizes(one, two) == [2]


def test_as_reported_goes_back_to_the_outlet() -> None:
    """A report that rests on "as A reported" is not a second witness."""
    retold = make_report("two", "Fire at sea", f"Meridian Press reported that the ferry burned. {OWN}")
    origins = fold([make_report("wire", "Ferry on fire", WIRE), retold])
    assert origins[0].folds[0].reason is FoldReason.AS_REPORTED


def test_citing_a_ministry_is_reporting() -> None:
    """A report that cites an office by name is its own reporting, though the office's press room is a source too."""
    office = make_source("office", kind=SourceKind.OFFICIAL, name="Harbour Office")
    cited = make_report("two", "Fire at sea", f"According to Harbour Office the ferry burned. {OWN}")
    assert sizes(make_report("office", "Notice", WIRE), cited, sources={**SOURCES, "office": office}) == [1, 1]


def test_naming_an_outlet_is_not_resting_on_it() -> None:
    """An outlet that is only mentioned is no source of the report."""
    named = make_report("two", "Fire at sea", f"{OWN} The offices of Meridian Press overlook the harbour.")
    assert sizes(make_report("wire", "Ferry on fire", WIRE), named) == [1, 1]


def test_outlets_of_one_owner_are_one_origin() -> None:
    """Two papers of one house do not confirm each other."""
    origins = fold([make_report("one", "Ferry burns", WIRE), make_report("three", "On fire", OWN)])
    assert [len(origin.report_ids) for origin in origins] == [2]
    assert origins[0].folds[0].reason is FoldReason.SAME_OWNER


def test_canonical_link_folds() -> None:
    """A page that names another's address as its original is that one's reporting."""
    first = make_report("one", "Ferry burns", WIRE)
    second = make_report("two", "Fire at sea", OWN, canonical=first.url)
    assert sizes(first, second) == [2]


def test_forty_copies_of_one_falsehood() -> None:
    """Forty outlets that print one text are one origin."""
    copies = [make_report(f"s{n}", f"Ferry burns {n}", WIRE, hours=n) for n in range(40)]
    sources = {f"s{n}": make_source(f"s{n}") for n in range(40)}
    assert sizes(*copies, sources=sources) == [40]


def test_agency_paragraph_in_a_piece_of_ones_own() -> None:
    """A long own piece that takes over one paragraph of a long agency text goes back to the agency."""
    more = "".join(f"Harbour office {n} keeps a log of every crossing of the past winter. " for n in range(9))
    own = "".join(f"Reader {n} told us how the night on board had gone for the family. " for n in range(12))
    agency = make_report("wire", "Ferry on fire", f"{WIRE}\n{more}")
    piece = make_report("two", "A night at sea", f"{own}\n{WIRE}\n{own[::-1]}", hours=2)
    assert [origin.root for origin in fold([piece, agency])] == [agency.id]


@pytest.mark.parametrize(
    "text",
    ["(서울=연합뉴스) 여객선에서 불이 났다.", "여객선에서 불이 났다. (연합뉴스)", "MINARI (Yonhap) — A ferry burned.", "フェリーが燃えた。【聯合ニュース】"],
)  # fmt: skip
def test_agency_we_do_not_read_still_folds_its_copy(text: str) -> None:
    """Two papers that credit one agency, in whatever script and place, are one origin."""
    one, two = make_report("one", "여객선 화재", text), make_report("two", "Fire", OWN, credit="Yonhap")
    (origin,) = fold([one, two])
    assert origin.folds[0].reason in (FoldReason.AGENCY_CREDIT, FoldReason.TRANSLATED_COPY)


def test_translated_agency_copy() -> None:
    """Copy in another language that credits the agency of a report by a name that sounds the same."""
    sources = {**SOURCES, "wire": make_source("wire", kind=SourceKind.AGENCY, name="Gaon News Agency")}
    agency = make_report("wire", "Ferry on fire", WIRE)
    korean = replace(make_report("two", "여객선 화재", "여객선에서 불이 났다. (가온통신)", hours=3), language="ko")
    (origin,) = fold([agency, korean], sources)
    assert (origin.root, origin.folds[0].reason) == (agency.id, FoldReason.TRANSLATED_COPY)
    late = replace(make_report("two", "여객선 화재", "여객선에서 불이 났다. (가온통신)", hours=30), language="ko")
    assert len(fold([agency, late], sources)) == 2


def test_two_that_rest_on_an_outlet_we_do_not_have() -> None:
    """ "As A reported" in two papers is one origin, A's, although A is not read; a ministry's words are nobody's report."""
    one = make_report("one", "Ferry", f"{OWN} The owner is bankrupt, according to the Minari Courier.")
    two = make_report("two", "Fire", "Bankruptcy looms for the ferry's owner, the Minari Courier reported on Monday.")
    assert len(fold([one, two])) == 1
    said = [
        make_report(name, f"Fire {name}", f"{text} according to the ministry.")
        for name, text in (("one", OWN), ("two", WIRE))
    ]
    assert len(fold(said)) == 2


def test_forty_sybils_are_one_and_count_for_nothing() -> None:
    """Forty unknown outlets that repeat one falsehood are one origin, and that one is not admitted."""
    sources = {f"s{n}": replace(make_source(f"s{n}"), admitted=False) for n in range(40)}
    (origin,) = fold(
        [make_report(name, f"Ferry sunk {name}", WIRE, hours=n / 9) for n, name in enumerate(sources)], sources
    )
    assert not origin.admitted
    admitted = {**sources, "s7": replace(sources["s7"], admitted=True)}
    (origin,) = fold(
        [make_report(name, f"Ferry sunk {name}", WIRE, hours=n / 9) for n, name in enumerate(admitted)], admitted
    )
    assert origin.admitted


@given(st.permutations(range(5)))
def test_order_of_reading_changes_no_origin(order: list[int]) -> None:
    """Each report is in exactly one origin, and which are together does not depend on the order they are read in."""
    texts = [
        WIRE,
        f"{WIRE} More follows.",
        OWN,
        f"{OWN} The Minari Courier reported it first, according to the Minari Courier.",
        "Short.",
    ]
    reports = [
        make_report(name, f"Ferry {n}", text, hours=n)
        for n, (name, text) in enumerate(zip(("one", "two", "four", "five", "six"), texts, strict=True))
    ]
    plain = {frozenset(origin.report_ids) for origin in fold(reports)}
    assert {frozenset(origin.report_ids) for origin in fold([reports[n] for n in order])} == plain
    assert sorted(i for ids in plain for i in ids) == sorted(report.id for report in reports)


@pytest.mark.parametrize("name", ["stories-3", "leads-en", "articles-en", "lookalikes-en", "headlines-ko-en"])
def test_corpus_holds_the_origin_floor(name: str) -> None:
    """Reprints, inserted agency paragraphs and translated copy of the corpus, all of them; the floor only rises."""
    rows = read_rows(Path(__file__).parent / "corpus" / f"{name}.jsonl")
    found = measure_origins(rows, list(read_members(rows)), [row.event for row in rows])
    assert found is not None
    assert found >= 0.995
