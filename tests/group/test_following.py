"""The signs that one event follows from another, and how stories are made of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from builders import Note, make_report
from story_corpus import read_stories
from twosource.group import Member, Profile, find_related, find_stories, read_profile
from twosource.group.following import SIGNS, Rare, signs
from twosource.group.forest import read_forest
from twosource.group.stories import chain, compare
from twosource.records import UNDATED, NameKind, RelatedReason, Story

# Precision and recall of pairs of events that are of one story. The forest was grown on these sets: the floors hold
# what it can do, and `bench/fit_stories.py --check` says what it does on stories it has not seen. They only rise.
FLOORS = {"stories-3": (0.87, 0.75), "leads-en": (0.95, 0.42)}


def event(event_id: str, *, day: int, title: str, names: dict[str, tuple[NameKind, str]]) -> Profile:
    """An event of one report on a day of January 2026, its names marked."""
    report = make_report(event_id, title, title + ".", hours=24.0 * (day - 30))
    note = Note(report)
    for word, (kind, key) in names.items():
        note.name(word, kind, key)
    return read_profile(event_id, [Member(report=report, annotation=note.done())])


def meeting(event_id: str, day: int, person: str = "Orlan", place: str = "Minari") -> Profile:
    return event(
        event_id,
        day=day,
        title=f"{person} opens {event_id} hall in {place}",
        names={
            person: (NameKind.PERSON, f"person:{person.lower()}"),
            place: (NameKind.PLACE, f"place:{place.lower()}"),
        },
    )


def told(*profiles: Profile) -> dict[str, Profile]:
    return {profile.event_id: profile for profile in profiles}


@pytest.mark.parametrize("name", FLOORS)
def test_corpus_holds_the_floor(name: str) -> None:
    """Few events are put into a story that is not theirs, and most of the trilingual stories are found."""
    profiles, gold = read_stories(name)
    ours = {pair for story in find_stories(profiles) for pair in combinations(sorted(story.event_ids), 2)}
    true = {(one, two) for one, two in combinations(sorted(gold), 2) if gold[one] == gold[two]}
    precision, recall = FLOORS[name]
    assert len(ours & true) / len(ours) >= precision
    assert len(ours & true) / len(true) >= recall


def test_look_alikes_stay_apart() -> None:
    """Two quakes, two truces or two trials are no story, even with days a week apart; one pair of fourteen may err."""
    profiles, _ = read_stories("lookalikes-en")
    dated = {
        event_id: replace(profile, first=profile.first.replace(year=2026), day=740_000 + 7 * number)
        for number, (event_id, profile) in enumerate(profiles.items())
    }
    assert sum(len(story.event_ids) - 1 for story in find_stories(dated)) <= 1


def test_an_event_joins_through_its_predecessor_only() -> None:
    """Two stories that a third event resembles are not run together: it follows one of them."""
    profiles = told(*(meeting(name, day) for day, name in enumerate("abcde", 1)))
    stories = chain(profiles, {"c": "a", "d": "b", "e": "c"})
    assert [story.event_ids for story in stories] == [("a", "c", "e"), ("b", "d")]


def test_without_a_time_nothing_follows() -> None:
    """No order, no story."""
    profiles = told(meeting("one", 1), meeting("two", 2), replace(meeting("three", 3), first=UNDATED))
    assert "three" not in dict(compare(profiles))
    assert all("three" not in found for _, found in compare(profiles))


def test_the_day_it_happened_is_the_last_that_was_not_to_come() -> None:
    """A look back at the start does not make an event older, a plan does not make it younger."""
    report = make_report(
        "one", "Ferry crew freed", "They sailed on 20 January. Freed on 29 January, home on 3 February."
    )
    note = Note(report).date("20 January", "2026-01-20").date("29 January", "2026-01-29")
    profile = read_profile("one", [Member(report=report, annotation=note.date("3 February", "2026-02-03").done())])
    assert profile.day == report.at.toordinal() - 1
    assert profile.ahead == {report.at.toordinal() + 4}


def sign(name: str, *pair: Profile) -> float:
    rare = Rare(pair)
    return signs(rare.see(pair[0]), rare.see(pair[1]))[SIGNS.index(name)]


def test_signs_of_following() -> None:
    """A planned day that comes is pointed back to, another place is elsewhere, and a year apart is far."""
    plan = replace(meeting("plan", 1), ahead=frozenset({meeting("x", 9).day}))
    done = replace(meeting("done", 9), days=frozenset({meeting("x", 9).day}))
    assert sign("points_back", plan, done) == 1.0
    assert sign("points_back", meeting("plan", 1), done) == 0.0
    assert sign("elsewhere", meeting("one", 1), meeting("two", 2, place="Tolvane")) == 1.0
    assert sign("elsewhere", meeting("one", 1), meeting("two", 2)) == 0.0
    assert sign("far", meeting("one", 1), meeting("two", 14)) == 0.0
    assert sign("far", meeting("one", 1), replace(meeting("two", 14), day=plan.day + 365)) > 1.0


def test_the_same_again_is_no_consequence() -> None:
    """Another fire days later is "again", unless a day points back or something new heads it."""
    fire = replace(meeting("one", 1), head={"fire": 1.0})
    later = replace(meeting("two", 5), head={"fire": 1.0})
    assert sign("again", fire, later) == 1.0
    assert sign("again", fire, replace(later, days=frozenset({fire.day}))) == 0.0
    assert sign("again", fire, replace(later, head={"fire": 1.0, "arrest": 0.5})) == 0.0


def test_likeness_is_found_in_the_language_both_are_told_in() -> None:
    """An event told in a second language too is no less like one told in the first."""
    one, two = meeting("one", 1), meeting("two", 5)
    both = replace(two, views={**two.views, "ko": {7: 1.0, 9: 1.0}})
    assert sign("alike", one, both) == pytest.approx(sign("alike", one, two), abs=0.05)


def test_the_forest_never_holds_likeness_against_following() -> None:
    """More of a sign that speaks for following raises the odds or leaves them."""
    forest = read_forest("stories", SIGNS)
    middle = [0.4] * len(SIGNS)
    for name in ("alike", "names", "topic", "kept", "points_back"):
        at = SIGNS.index(name)
        odds = [forest.grow([*middle[:at], step / 10, *middle[at + 1 :]]) for step in range(11)]
        assert odds == sorted(odds), name


def test_related_says_why() -> None:
    """Its story first, nearest first; then the same people, the same place; with the names they share."""
    profiles = told(
        *(meeting(name, day, "Orlan", "Minari") for day, name in enumerate(("one", "two", "three"), 1)),
        meeting("person", 9, "Orlan", "Tolvane"),
        meeting("place", 10, "Sevrin", "Minari"),
        *(meeting(f"other{number}", 11 + number, f"Else{number}", f"Where{number}") for number in range(6)),
    )
    story = Story(id="s", event_ids=("one", "two", "three"))
    found = find_related(profiles, [story])["two"]
    assert [(item.event_id, item.reason) for item in found[:4]] == [
        ("one", RelatedReason.EARLIER_IN_STORY),
        ("three", RelatedReason.LATER_IN_STORY),
        ("person", RelatedReason.SAME_PEOPLE),
        ("place", RelatedReason.SAME_PLACE),
    ]
    assert found[0].shared == ("person:orlan", "place:minari")
    assert (found[2].shared, found[3].shared) == (("person:orlan",), ("place:minari",))


def test_related_is_short_and_never_itself() -> None:
    """Five at most, none twice, not the event itself, even in a longer story."""
    profiles = told(*(meeting(f"e{number}", number + 1) for number in range(9)))
    stories = [Story(id="s", event_ids=tuple(profiles))]
    for event_id, found in find_related(profiles, stories).items():
        ids = [item.event_id for item in found]
        assert len(ids) == len(set(ids)) == 5
        assert event_id not in ids
