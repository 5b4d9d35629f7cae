"""Claims carry their exact words; what differs is called a contradiction only when it is one."""

from __future__ import annotations

import pytest

from builders import Note, make_report, make_source
from twosource.check import check
from twosource.group import Member, find_origins
from twosource.records import (
    Annotation,
    CueMention,
    CueState,
    Dossier,
    Event,
    Gap,
    Mod,
    Modifier,
    NameCard,
    NameKind,
    Relation,
    Report,
    Slot,
    State,
    content_id,
)

SOURCES = {name: make_source(name) for name in ("one", "two", "three")}


class NoNames:
    """A registry that knows nobody."""

    def card(self, key: str) -> NameCard | None:
        return None


def examine(*pairs: tuple[Report, Annotation]) -> Dossier:
    reports = [report for report, _ in pairs]
    members = [Member(report=report, annotation=note) for report, note in pairs]
    event = Event(id="e", report_ids=tuple(report.id for report in reports), origins=find_origins(members, SOURCES))
    dossier, outcome = check(
        event,
        {report.id: report for report in reports},
        {note.report_id: note for _, note in pairs},
        sources=SOURCES,
        names=NoNames(),
        zone="Asia/Seoul",
    )
    assert outcome.state is State.DONE
    assert dossier is not None
    texts = {report.id: report.text for report in reports}
    for claim in dossier.claims:
        for item in claim.evidence:
            assert texts[item.report_id][item.start : item.end] == item.text
    return dossier


def meeting(
    outlet: str,
    day: str,
    iso: str,
    *,
    hours: float = 0,
    state: CueState = CueState.HAPPENED,
    mod: Mod = Mod.NONE,
) -> tuple[Report, Annotation]:
    report = make_report(
        outlet,
        f"Ministers meet in Yorda, says {outlet}",
        f"The two met in Yorda on {day}. {content_id(outlet, day) * 4}.",
        hours=hours,
    )
    note = Note(report).name("Yorda", NameKind.PLACE, "place:9")
    return report, note.cue("met", "meet", state).date(day, iso, mod=mod).done()


def toll(
    outlet: str, number: int, hours: float, modifier: Modifier = Modifier.EXACT, counted: str = "injured"
) -> tuple[Report, Annotation]:
    report = make_report(outlet, f"Blast in Yorda {outlet}", f"Doctors at {outlet} counted {number} hurt.", hours=hours)
    note = Note(report).name("Yorda", NameKind.PLACE, "place:9").cue("Blast", "explosion")
    return report, note.count(str(number), number, counted, modifier).done()


def relations(dossier: Dossier) -> list[Relation]:
    return [variance.relation for variance in dossier.variances]


def test_two_days_for_one_meeting_contradict() -> None:
    """30 January in one report and 31 January in another is shown, with who says which."""
    dossier = examine(meeting("one", "Jan. 30", "2026-01-30"), meeting("two", "Jan. 31", "2026-01-31"))
    (variance,) = dossier.contradictions
    keys = [dossier.claim(claim_id).key for claim_id in variance.claim_ids]
    assert keys == ["meet:happened:2026-01-30", "meet:happened:2026-01-31"]
    assert all(len(dossier.claim(claim_id).evidence) == 1 for claim_id in variance.claim_ids)


def test_same_day_agrees() -> None:
    """Two reports with one date are one claim with two origins."""
    dossier = examine(meeting("one", "Jan. 30", "2026-01-30"), meeting("two", "Friday", "2026-01-30"))
    (when,) = dossier.select(Slot.WHEN)
    assert len(when.origin_ids) == 2
    assert dossier.variances == ()


@pytest.mark.parametrize("mod", [Mod.ON_OR_BEFORE, Mod.ON_OR_AFTER, Mod.BEFORE, Mod.AFTER, Mod.APPROX])
def test_bound_or_rough_time_is_no_date_of_the_event(mod: Mod) -> None:
    """What is told until, since, before, after or about a day does not say on which day it was."""
    dossier = examine(meeting("one", "Jan. 30", "2026-01-30"), meeting("two", "by Jan. 31", "2026-01-31", mod=mod))
    (when,) = dossier.select(Slot.WHEN)
    assert when.key == "meet:happened:2026-01-30"
    assert dossier.variances == ()


def test_parts_of_a_day_never_contradict() -> None:
    """Nobody agrees when a morning ends: morning in one report and 07:30 in another are one day."""
    report = make_report("one", "Ministers meet in Yorda", "The two met on the morning of Jan. 30.")
    morning = report, Note(report).cue("met", "meet").date("morning of Jan. 30", "2026-01-30", hours=(8, 12)).done()
    dossier = examine(morning, meeting("two", "Jan. 30", "2026-01-30"))
    assert dossier.variances == ()
    apart = examine(morning, meeting("two", "Jan. 31", "2026-01-31"))
    assert len(apart.contradictions) == 1


def test_plan_is_no_contradiction_of_what_happened() -> None:
    """A planned date beside the real one is told as a plan."""
    planned = meeting("one", "Jan. 29", "2026-01-29", state=CueState.PLANNED)
    dossier = examine(planned, meeting("two", "Jan. 30", "2026-01-30", hours=30))
    assert relations(dossier) == [Relation.PLAN_AND_OUTCOME]


def test_rising_toll_is_an_update() -> None:
    """5, then 8, then 11 injured is one figure that grew; the latest comes last."""
    dossier = examine(toll("one", 5, 0), toll("two", 8, 2), toll("three", 11, 5))
    assert relations(dossier) == [Relation.UPDATE]
    last = dossier.claim(dossier.variances[0].claim_ids[-1])
    assert last.quantity is not None
    assert last.quantity.high == 11


def test_falling_toll_contradicts() -> None:
    """A later and smaller figure cannot be growth."""
    dossier = examine(toll("one", 11, 0), toll("two", 8, 3))
    assert relations(dossier) == [Relation.CONTRADICTION]


def test_fixed_count_contradicts_however_late() -> None:
    """The number of people aboard does not grow with time."""
    dossier = examine(toll("one", 9, 0, counted="aboard"), toll("two", 10, 3, counted="aboard"))
    assert relations(dossier) == [Relation.CONTRADICTION]


def test_rounding_is_no_contradiction() -> None:
    """About 10,000 and 9,870 are the same crowd; so are 10,000 without "about" and 9,987."""
    about = examine(toll("one", 10000, 0, Modifier.ABOUT, "visitors"), toll("two", 9870, 1, counted="visitors"))
    assert relations(about) == [Relation.ROUNDING]
    plain = examine(toll("one", 10000, 0, counted="visitors"), toll("two", 9987, 1, counted="visitors"))
    assert relations(plain) == [Relation.ROUNDING]


def test_at_least_bounds() -> None:
    """At least 5 does not contradict 8."""
    dossier = examine(toll("one", 5, 0, Modifier.AT_LEAST, "aboard"), toll("two", 8, 1, counted="aboard"))
    assert Relation.CONTRADICTION not in relations(dossier)


def test_two_figures_in_one_report_are_two_things() -> None:
    """A report that says both 12 and 3 speaks of a whole and a part; no other report contradicts it."""
    report = make_report("one", "Blast in Yorda", "Of 12 hurt, 3 are in danger.")
    note = Note(report).name("Yorda", NameKind.PLACE, "place:9").cue("Blast", "explosion")
    both = (report, note.count("12", 12, "injured").count("3", 3, "injured").done())
    dossier = examine(both, toll("two", 12, 1))
    assert Relation.CONTRADICTION not in relations(dossier)


def test_dateline_is_no_place_of_the_event() -> None:
    """Where the reporter sat is not where it happened."""
    report = make_report("one", "Ministers meet", "(Tolvane=Wire) The two met in Yorda.")
    note = Note(report).name("Tolvane", NameKind.PLACE, "place:1").name("Yorda", NameKind.PLACE, "place:9")
    dossier = examine((report, note.cue("met", "meet").done()))
    assert [claim.key for claim in dossier.select(Slot.WHERE)] == ["place:9"]


def test_unknown_name_has_the_form_that_reports_print() -> None:
    """A name no table knows is printed as its own report prints it, in that language only."""
    report = make_report("one", "Dara Quill meets mayor", "Dara Quill met the mayor.")
    note = Note(report).name("Dara Quill", NameKind.PERSON, "person:~kir-tara").cue("met", "meet").done()
    card = examine((report, note)).name("person:~kir-tara")
    assert card is not None
    assert card.forms == (("en", "Dara Quill"),)


def test_single_origin_is_a_gap() -> None:
    """A reader is told when only one source says so."""
    dossier = examine(meeting("one", "Jan. 30", "2026-01-30"))
    assert dossier.gaps == (Gap.SINGLE_ORIGIN,)


def test_quote_keeps_its_words_and_speaker() -> None:
    """What somebody said is kept verbatim with the speaker."""
    report = make_report("one", "Dara Quill speaks", "Dara Quill said “we will rebuild the pier by May”.")
    key = "person:~kir-tara"
    note = Note(report).name("Dara Quill", NameKind.PERSON, key).cue("speaks", "announce")
    dossier = examine((report, note.quote("we will rebuild the pier by May", key).done()))
    (said,) = dossier.select(Slot.SAID)
    assert said.quote == "we will rebuild the pier by May"
    assert said.name is not None
    assert said.name.key == key


def test_long_sentence_is_cut_to_what_may_be_quoted() -> None:
    """Evidence shows the mention in a span no longer than the quotation limit."""
    report = make_report("one", "Ministers meet", "word " * 120 + "they met in Yorda " + "word " * 120 + "end.")
    dossier = examine((report, Note(report).name("Yorda", NameKind.PLACE, "place:9").cue("met", "meet").done()))
    (where,) = dossier.select(Slot.WHERE)
    assert "Yorda" in where.evidence[0].text
    assert len(where.evidence[0].text) <= 280


def test_nothing_to_tell_is_skipped() -> None:
    """An event without a cue, a name or a place makes no dossier, and says so."""
    report = make_report("one", "Untitled", "Nothing is said here.")
    member = Member(report=report, annotation=Note(report).done())
    event = Event(id="e", report_ids=(report.id,), origins=find_origins([member], SOURCES))
    dossier, outcome = check(
        event, {report.id: report}, {report.id: Note(report).done()}, sources=SOURCES, names=NoNames(), zone="UTC"
    )
    assert dossier is None
    assert outcome.state is State.SKIPPED


def test_same_input_same_dossier() -> None:
    """A dossier's id is a hash of what it says."""
    pairs = (meeting("one", "Jan. 30", "2026-01-30"), meeting("two", "Jan. 31", "2026-01-31"))
    assert examine(*pairs) == examine(*pairs)


def test_day_of_the_agreement_is_not_the_day_of_what_was_agreed() -> None:
    """ "Met on Jan. 30 and agreed to visit" does not plan the visit for Jan. 30; a day to come does."""
    text = "They met in Yorda on Jan. 30 and agreed to visit each other. The next visit is set for Feb. 9."
    report = make_report("one", "Ministers meet", text, hours=12)
    note = Note(report).name("Yorda", NameKind.PLACE, "place:9").cue("met", "meet").date("Jan. 30", "2026-01-30")
    note.cue("visit", "visit", CueState.PLANNED)
    assert [claim.key for claim in examine((report, note.done())).select(Slot.WHEN)] == ["meet:happened:2026-01-30"]
    later = note.date("Feb. 9", "2026-02-09")
    later.cues[-1:] = [CueMention(span=note.span("visit is"), cue="visit", state=CueState.PLANNED)]
    keys = [claim.key for claim in examine((report, later.done())).select(Slot.WHEN)]
    assert keys == ["meet:happened:2026-01-30", "visit:planned:2026-02-09"]


def test_other_cues_add_no_second_contradiction() -> None:
    """Two days for one meeting are one contradiction, though the agreement has the same two days."""
    pairs = []
    for outlet, day, iso in (("one", "Jan. 30", "2026-01-30"), ("two", "Jan. 31", "2026-01-31")):
        text = f"They met in Yorda on {day}. They agreed on {day} too, {content_id(outlet) * 4}."
        report = make_report(outlet, f"Ministers meet {outlet}", text)
        note = Note(report).name("Yorda", NameKind.PLACE, "place:9").cue("met", "meet").cue("agreed", "agree")
        pairs.append((report, note.date(day, iso).date(f"{day} too", iso).done()))
    dossier = examine(*pairs)
    assert len(dossier.contradictions) == 1


def test_a_family_name_alone_is_nobody() -> None:
    """Two outlets' "lawmaker Kim" may be two people: no claim says who it was."""
    report = make_report("one", "김 의원 만났다", "김 의원이 30일 만났다.")
    note = Note(report).cue("만났다", "meet").name("김", NameKind.PERSON, "person:~kim")
    other = meeting("two", "Jan. 30", "2026-01-30")
    keys = {claim.key for claim in examine((report, note.done()), other).select(Slot.WHO)}
    assert "person:~kim" not in keys
