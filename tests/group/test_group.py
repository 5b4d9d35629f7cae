"""Reports of one happening come together, others stay apart, and the outcome does not depend on batches."""

from __future__ import annotations

from itertools import pairwise

import pytest

from builders import Note, make_report, make_source
from twosource.group import Member, find_related, group
from twosource.records import Annotation, NameKind, RelatedReason, Report

SOURCES = {name: make_source(name) for name in ("one", "two", "three", "four")}


def member(report: Report, annotation: Annotation, event_id: str = "") -> Member:
    return Member(report=report, annotation=annotation, event_id=event_id)


def fire(outlet: str, hours: float, *, language: str = "en") -> Member:
    report = make_report(
        outlet, f"Ferry burns off Minari {outlet}", "A ferry burned off Minari on Monday.", hours=hours
    )
    note = Note(report, language).name("Minari", NameKind.PLACE, "place:1").cue("burns", "fire")
    return member(report, note.date("Monday", "2026-01-26").done())


def strike(outlet: str, hours: float) -> Member:
    report = make_report(outlet, f"Bus drivers strike in Tolvane {outlet}", "Drivers walked out over pay.", hours=hours)
    return member(report, Note(report).name("Tolvane", NameKind.PLACE, "place:2").cue("strike", "strike").done())


def partition(arrivals: list[Member], known: list[Member] | None = None) -> set[frozenset[str]]:
    grouping = group(known or [], arrivals, SOURCES, window_days=14)
    assert len(grouping.outcomes) == len(arrivals)
    return {frozenset(event.report_ids) for event in grouping.events}


def test_one_happening_one_event() -> None:
    """Reports of one fire are one event, a strike of the same hours is another."""
    fires, strikes = [fire("one", 0), fire("two", 2)], [strike("three", 1), strike("four", 3)]
    found = partition([fires[0], strikes[0], fires[1], strikes[1]])
    assert found == {frozenset(m.report.id for m in fires), frozenset(m.report.id for m in strikes)}


def test_across_languages_by_names_and_dates() -> None:
    """Reports without a word in common come together by canonical names, dates and cues."""
    english, korean = fire("one", 0), fire("two", 1, language="ko")
    assert len(partition([english, korean])) == 1


def test_same_place_weeks_later_is_another_event() -> None:
    """The same words outside the window tell another fire."""
    assert len(partition([fire("one", 0), fire("two", 24 * 20)])) == 2


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_batches_do_not_matter(cut: int) -> None:
    """A run that stopped and went on groups as an uninterrupted one does, ids included."""
    arrivals = [fire("one", 0), strike("three", 1), fire("two", 2), strike("four", 3)]
    whole = group([], arrivals, SOURCES, window_days=14).events
    first = group([], arrivals[:cut], SOURCES, window_days=14).events
    event_of = {report_id: event.id for event in first for report_id in event.report_ids}
    known = [member(m.report, m.annotation, event_of[m.report.id]) for m in arrivals[:cut]]
    second = group(known, arrivals[cut:], SOURCES, window_days=14).events
    final = {event.id: event for event in first} | {event.id: event for event in second}
    assert final == {event.id: event for event in whole}


def test_members_are_in_order_of_publication() -> None:
    """A late arrival takes its place by time of publication."""
    late, early = fire("one", 5), fire("two", 1)
    grouping = group([], [late, early], SOURCES, window_days=14)
    times = {m.report.id: m.report.at for m in (late, early)}
    (event,) = grouping.events
    assert all(times[one] <= times[two] for one, two in pairwise(event.report_ids))


def test_related_says_why_and_never_points_at_itself() -> None:
    """A related event shares a person or a place; the event itself is never among them."""
    fires, strikes = fire("one", 0).annotation, strike("two", 0).annotation
    other = make_report("three", "Minari opens a museum", "The town of Minari opened a museum.")
    museum = Note(other).name("Minari", NameKind.PLACE, "place:1").cue("opens", "open").done()
    related = find_related({"fire": [fires], "strike": [strikes], "museum": [museum], "far": [strikes]})
    assert [(r.event_id, r.reason) for r in related["fire"]] == [("museum", RelatedReason.SAME_PLACE)]
    assert all(r.event_id != event_id for event_id, found in related.items() for r in found)
