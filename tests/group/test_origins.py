"""One piece of reporting counts once."""

from __future__ import annotations

from builders import Note, make_report, make_source
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
