"""Stories: what follows from what, and nothing else; related events say why."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Note, make_report
from story_corpus import read_stories
from twosource.group import Member, Profile, find_related, find_stories, read_profile
from twosource.group.related import MAX_RELATED
from twosource.records import CueState, NameKind, RelatedReason, Story, content_id


def pairs(stories: tuple[Story, ...]) -> set[tuple[str, str]]:
    return {pair for story in stories for pair in combinations(sorted(story.event_ids), 2)}


@pytest.mark.parametrize(("name", "precision", "recall"), [("stories-3", 0.80, 0.42), ("leads-en", 0.80, 0.40)])
def test_corpus_holds_the_floor(name: str, precision: float, recall: float) -> None:
    """Of pairs of events in one story; the weights were fitted on these sets, so this is what they can do at best."""
    profiles, gold = read_stories(name)
    true = {(a, b) for a, b in combinations(sorted(gold), 2) if gold[a] == gold[b]}
    found = pairs(find_stories(profiles))
    assert len(found & true) / len(found) >= precision
    assert len(found & true) / len(true) >= recall


def test_story_is_in_order_and_named_by_its_first_event() -> None:
    """The address of a story does not change when it goes on."""
    profiles, _ = read_stories("stories-3")
    stories = find_stories(profiles)
    assert stories
    for story in stories:
        days = [profiles[event_id].day for event_id in story.event_ids]
        assert days == sorted(days)
        assert story.id == content_id("story", story.event_ids[0])
        assert len(story.event_ids) >= 2
    members = [event_id for story in stories for event_id in story.event_ids]
    assert len(members) == len(set(members))


@given(st.randoms(use_true_random=False))
def test_order_of_events_changes_nothing(random: object) -> None:
    """Stories and pointers are the same whatever order the store gives its events in."""
    profiles, _ = read_stories("stories-3")
    some = dict(list(profiles.items())[:12])
    keys = list(some)
    random.shuffle(keys)  # type: ignore[attr-defined]
    mixed = {key: some[key] for key in keys}
    stories = find_stories(some)
    assert set(find_stories(mixed)) == set(stories)
    assert find_related(mixed, stories) == find_related(some, stories)


def launch(event_id: str, day: int, state: CueState, *, place: str = "Goheung", title: str = "Launch") -> Profile:
    """An event about the rocket Narae, planned or done."""
    members = []
    for outlet in ("one", "two"):
        text = f"The Narae rocket of Haneul Space in {place} was to fly. Engineers of Haneul Space spoke of a launch on Monday."
        report = make_report(outlet, f"{title} of Narae {outlet}", text, hours=24 * day)
        note = Note(report).name(place, NameKind.PLACE, f"place:{place}").cue("launch", "launch", state)
        note = note.name("Haneul Space", NameKind.ORGANISATION, "organisation:haneul")
        members.append(Member(report=report, annotation=note.date("Monday", f"2026-01-{20 + day:02d}").done()))
    return read_profile(event_id, members)


def test_profile_says_what_the_reports_share() -> None:
    """Names, day and cues that most reports have; a name of one report in many is not the event's."""
    profile = launch("e", 3, CueState.PLANNED)
    assert profile.places == {"place:Goheung"}
    assert profile.cues == {("launch", CueState.PLANNED)}
    assert profile.features.language == "en"
    assert profile.day in profile.days


def museum(event_id: str, place: str, *, person: str = "") -> Profile:
    """A museum opens somewhere, with somebody perhaps."""
    report = make_report(
        "three", f"{place} opens a museum", f"The town of {place} opened a museum. {person or 'Nobody'} spoke."
    )
    note = Note(report).name(place, NameKind.PLACE, f"place:{place}").cue("opens", "open")
    if person:
        note = note.name(person, NameKind.PERSON, f"person:{person}")
    return read_profile(event_id, [Member(report=report, annotation=note.done())])


def test_related_says_why() -> None:
    """People before places; an event with neither in common is background or not shown."""
    profiles = {
        "a": museum("a", "Minari", person="Seo Hana"),
        "b": museum("b", "Tolvane", person="Seo Hana"),
        "c": museum("c", "Minari"),
        "d": museum("d", "Yorda"),
    }
    related = find_related(profiles)
    found = {item.event_id: item for item in related["a"]}
    assert found["b"].reason is RelatedReason.SAME_PEOPLE
    assert found["b"].shared == ("person:Seo Hana",)
    assert found["c"].reason is RelatedReason.SAME_PLACE
    assert "a" not in found
    assert all(item.event_id != event_id for event_id, items in related.items() for item in items)


def test_the_story_comes_first() -> None:
    """Earlier and later steps stand before all else, the nearest first, each saying which it is."""
    profiles = {name: museum(name, "Minari") for name in "abcde"}
    story = Story(id="s", event_ids=("c", "a", "d"))
    related = find_related(profiles, (story,))
    assert [(item.event_id, item.reason) for item in related["a"]][:2] == [
        ("c", RelatedReason.EARLIER_IN_STORY),
        ("d", RelatedReason.LATER_IN_STORY),
    ]
    assert [item.event_id for item in related["c"]][:2] == ["a", "d"]
    told = {RelatedReason.EARLIER_IN_STORY, RelatedReason.LATER_IN_STORY}
    assert not told & {item.reason for item in related["b"]}


def test_at_most_a_few_are_shown() -> None:
    """A place where much happens does not fill the page."""
    profiles = {str(number): museum(str(number), f"Minari{number % 4}") for number in range(40)}
    assert all(len(items) <= MAX_RELATED for items in find_related(profiles).values())


def test_nothing_in_common_nothing_shown() -> None:
    """A pointer without a reason is no pointer."""
    profiles = {"a": museum("a", "Minari"), "b": launch("b", 2, CueState.HAPPENED)}
    assert find_related(profiles)["a"] == ()
    assert find_stories(profiles) == ()


def test_no_event_no_story() -> None:
    """A newsroom that has just begun."""
    assert find_stories({}) == ()
    assert find_related({}) == {}


def test_undated_event_keeps_its_place() -> None:
    """A report nobody dated is the oldest there is: it starts a story, it is never the latest news."""
    profile = launch("old", 0, CueState.HAPPENED)
    undated = replace(profile, event_id="older", day=1, days=frozenset())
    assert isinstance(find_stories({"old": profile, "older": undated}), tuple)
