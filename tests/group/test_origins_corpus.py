"""Origins on invented reports written by hand, and what holds for any reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import START, Note, make_report, make_source
from twosource.eval.group import measure_origins, read_members, read_rows
from twosource.group import Member, find_origins
from twosource.group.facts import same_facts
from twosource.records import FoldReason, NameKind, Origin, Source, SourceKind

CORPUS = Path(__file__).parent / "corpus" / "origins.jsonl"
WIRE = (
    "A ferry caught fire off the harbour of Minari early on Monday and burned for three hours with 212 people on board."
)
TEXTS = [
    WIRE,
    f"{WIRE} (Meridian Press)",
    "Passengers woke to smoke when the night ferry began to burn, and boats brought everybody ashore before dawn.",
    "Meridian Press reported that the ferry burned for hours.",
    "The owner is bankrupt, according to the Minari Courier.",
    "The Minari Courier reported that the ferry's owner had no money left.",
    "여객선에서 불이 났다. (연합뉴스)",
    "A ferry burned, and all were saved. (Yonhap)",
    "",
]
SOURCES = {
    "wire": make_source("wire", kind=SourceKind.AGENCY, name="Meridian Press"),
    "office": make_source("office", kind=SourceKind.OFFICIAL, name="Harbour Office"),
    **{f"p{n}": make_source(f"p{n}", owner=f"house {n % 3}") for n in range(4)},
}


def member(source: str, body: str, *, hours: float = 0, language: str = "en", title: str = "Ferry burns") -> Member:
    report = replace(make_report(source, f"{title} {source}", body, hours=hours), language=language)
    return Member(report=report, annotation=Note(report, language).done())


@st.composite
def events(draw: st.DrawFn) -> list[Member]:
    """Reports of one event: texts that are folded for every reason, by outlets known and unknown, dated or not."""
    found = {}
    for _ in range(draw(st.integers(1, 7))):
        source = draw(st.sampled_from([*SOURCES, "nobody"]))
        drawn = member(source, draw(st.sampled_from(TEXTS)), hours=draw(st.integers(0, 3)))
        if draw(st.booleans()):
            drawn = replace(drawn, report=replace(drawn.report, published=None))
        found[drawn.report.id] = drawn
    return list(found.values())


@settings(deadline=None, max_examples=120)
@given(events(), st.randoms(use_true_random=False))
def test_order_changes_nothing(given_members: list[Member], random: object) -> None:
    """Whatever the order of input, the origins are the same, down to reasons and order."""
    shuffled = sorted(given_members, key=lambda item: random.random())  # type: ignore[attr-defined]
    assert find_origins(shuffled, SOURCES) == find_origins(given_members, SOURCES)


@settings(deadline=None, max_examples=120)
@given(events())
def test_each_report_is_in_one_origin(given_members: list[Member]) -> None:
    """Origins part the reports; all but the root of each are folded once, into another report of the same origin."""
    origins = find_origins(given_members, SOURCES)
    told = [report_id for origin in origins for report_id in origin.report_ids]
    assert sorted(told) == sorted(item.report.id for item in given_members)
    for origin in origins:
        assert sorted(fold.report_id for fold in origin.folds) == sorted(set(origin.report_ids) - {origin.root})
        assert all(
            fold.into in origin.report_ids and fold.into != fold.report_id and fold.detail for fold in origin.folds
        )


@pytest.mark.parametrize("text", TEXTS[:-1])
def test_a_report_is_one_with_itself(text: str) -> None:
    """The same report given twice is one report; the same text under another's name is one origin where it is long enough."""
    one = member("wire", text)
    (origin,) = find_origins([one, one], SOURCES)
    assert origin.report_ids == (one.report.id,)
    assert len(find_origins([one, member("p1", f"{text} {WIRE}"), member("p2", f"{text} {WIRE}")], SOURCES)) <= 2


def test_undated_report_is_never_the_root() -> None:
    """A report without a time cannot be said to be the first."""
    undated = member("p1", WIRE)
    undated = replace(undated, report=replace(undated.report, published=None))
    dated = member("p2", WIRE, hours=2)
    (origin,) = find_origins([undated, dated], {})
    assert origin.root == dated.report.id


def sybils(admitted: bool) -> tuple[Origin, ...]:
    sources: dict[str, Source] = {
        f"s{n}": replace(make_source(f"s{n}"), admitted=admitted and n == 17) for n in range(40)
    }
    return find_origins([member(name, WIRE, hours=n / 9) for n, name in enumerate(sources)], sources)


def test_forty_unadmitted_outlets_weigh_nothing() -> None:
    """Forty unknown outlets with one text are one origin that is not admitted; one admitted among them admits it."""
    (nobody,) = sybils(admitted=False)
    assert len(nobody.report_ids) == 40
    assert not nobody.admitted
    (somebody,) = sybils(admitted=True)
    assert somebody.admitted


def translated(
    counted: float, *, hours: float = 2, credit: str = "(메리디언통신)", language: str = "ko"
) -> tuple[Origin, ...]:
    sources = {**SOURCES, "wire": replace(SOURCES["wire"], aliases=("메리디언통신",))}
    original = make_report("wire", "Ferry burns", "Flames on the Minari ferry: 212 people were taken off.")
    copy = replace(
        make_report("p1", "여객선 화재", f"미나리 여객선에서 불이 나 {counted:g}명이 옮겨 탔다. {credit}", hours=hours),
        language=language,
    )
    members = [
        Member(report=original, annotation=Note(original).count("212", 212, "rescued").done()),
        Member(report=copy, annotation=Note(copy, "ko").count(f"{counted:g}", counted, "rescued").done()),
    ]
    return find_origins(members, sources)


def test_translation_needs_credit_time_and_facts() -> None:
    """With all three it is a translation; with the credit alone agency copy; without the credit its own reporting."""
    assert translated(212)[0].folds[0].reason is FoldReason.TRANSLATED_COPY
    assert translated(212, hours=30)[0].folds[0].reason is FoldReason.AGENCY_CREDIT
    assert translated(98)[0].folds[0].reason is FoldReason.AGENCY_CREDIT
    assert len(translated(212, credit="")) == 2


def test_same_facts_by_names_across_scripts() -> None:
    """A person whose name sounds the same in both scripts is a shared fact; the agency's name is none."""
    one, two = make_report("wire", "A", "Hong Seo-rin spoke."), make_report("p1", "나", "홍서린이 말했다. 한솔통신")
    notes = (
        Note(one).name("Hong Seo-rin", NameKind.PERSON, "person:~a").done(),
        Note(two, "ko")
        .name("홍서린", NameKind.PERSON, "person:~b")
        .name("한솔통신", NameKind.ORGANISATION, "organisation:x")
        .done(),
    )
    other = Note(one).name("spoke", NameKind.PERSON, "person:~c").done()
    assert same_facts(*notes)
    assert not same_facts(other, notes[1])


def test_two_pages_that_name_one_we_do_not_have() -> None:
    """Two outlets whose pages name the same original are one origin."""
    one = make_report("p1", "One", TEXTS[2], canonical="https://www.far.example/a?utm_source=x")
    two = make_report("p2", "Two", WIRE, canonical="http://far.example/a/")
    (origin,) = find_origins([Member(report=item, annotation=Note(item).done()) for item in (one, two)], {})
    assert origin.folds[0].reason is FoldReason.CANONICAL_LINK


def test_agency_is_the_root_of_what_both_have() -> None:
    """An agency's text is the root even where three papers printed it before."""
    papers = [member(f"p{n}", WIRE, hours=n / 4) for n in range(3)]
    agency = member("wire", WIRE, hours=START.hour + timedelta(hours=1) / timedelta(hours=1))
    (origin,) = find_origins([*papers, agency], SOURCES)
    assert origin.root == agency.report.id


def test_corpus_holds_the_origin_floor() -> None:
    """121 reports of 30 events in three languages; the share of those counted with just the right others only rises.

    What falls short: an agency's name in Hangul that is given nowhere and sounds too unlike its English spelling.
    """
    rows = read_rows(CORPUS)
    found = measure_origins(rows, list(read_members(rows)), [row.event for row in rows])
    assert len(rows) >= 120
    assert found is not None
    assert found >= 0.97
