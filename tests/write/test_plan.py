"""What a plan may say: nothing disputed, no plan as a deed, nobody as doing what the sentences do not say."""

from __future__ import annotations

import pytest
from building import Desk, day
from cases import CASES, contested, meeting, plan, quake, talks_off, visit

from twosource.records import CueState, Gap, Modifier, NameKind, Relation, Slot
from twosource.write.brief import BriefWriter
from twosource.write.happening import Telling
from twosource.write.plan import make_plan


def _people(desk: Desk, *names: str) -> None:
    for name in names:
        desk.name(f"person:{name}", NameKind.PERSON, en=name)


def test_disputed_date_is_left_to_the_dispute() -> None:
    """A date on which accounts differ is not told in headline or lead."""
    found = make_plan(meeting())
    assert found.main is not None
    assert found.main.when is None
    assert [v.slot for v in found.disputes] == [Slot.WHEN]


def test_disputed_toll_ends_the_headlines_list() -> None:
    """After a disputed count of the injured nothing lighter is told in its place."""
    found = make_plan(quake())
    assert [c.quantity.counted for c in found.toll if c.quantity] == ["magnitude"]


def test_plan_with_outcome_is_told_as_done() -> None:
    """A later report by as many origins overtakes the plan; the plan is told apart."""
    found = make_plan(visit())
    assert found.main is not None
    assert found.main.telling is Telling.HAPPENED
    assert [v.relation for v in found.plans] == [Relation.PLAN_AND_OUTCOME]


def test_mere_plan_stays_a_plan() -> None:
    """What is planned is never told as done."""
    found = make_plan(plan())
    assert found.main is not None
    assert found.main.telling is Telling.PLANNED


@pytest.mark.parametrize(("deeds", "told"), [(1, Telling.PLANNED), (2, Telling.HAPPENED)])
def test_one_late_sentence_does_not_make_a_deed(deeds: int, told: Telling) -> None:
    """Two origins that plan outweigh one that seems to tell a deed, even a later one."""
    desk = Desk()
    reports = [desk.report(f"paper {n}", f"text {n}", language="en") for n in range(4)]
    desk.what("visit", reports[:2], CueState.PLANNED)
    desk.what("visit", reports[2 : 2 + deeds])
    found = make_plan(desk.dossier()).main
    assert found is not None
    assert found.telling is told


def test_called_off_keeps_the_old_date_apart() -> None:
    """Talks that are off are told as off, with the date they had been planned for."""
    found = make_plan(talks_off())
    assert found.main is not None
    assert found.main.telling is Telling.POSTPONED
    assert found.main.when is None
    assert found.set_for is not None


def test_disputed_happening_is_told_as_disputed() -> None:
    """Where one says it happened and one denies it, the article takes no side."""
    found = make_plan(contested()).main
    assert found is not None
    assert found.telling is Telling.DISPUTED


def test_postponed_thing_is_what_is_postponed() -> None:
    """The cue "postpone" is told of the thing in that state, not as a happening of its own."""
    desk = Desk()
    a = desk.report("paper", "The launch was put off.", language="en")
    desk.what("postpone", [a])
    desk.what("launch", [a], CueState.POSTPONED)
    found = make_plan(desk.dossier()).main
    assert found is not None
    assert (found.cue, found.telling) == ("launch", Telling.POSTPONED)


def test_resumed_exercise_is_one_topic_and_a_rescue_drill_rescues_nobody() -> None:
    """Cues of one sentence are joined instead of being told as three things."""
    desk = Desk()
    a = desk.report("paper", "They will resume a rescue exercise.", language="en")
    b = desk.report("other", "They met.", language="en")
    desk.what("meet", [b])
    for cue in ("exercise", "resume", "rescue"):
        desk.what(cue, [a])
    topics = make_plan(desk.dossier()).topics
    assert [(t.cue, t.telling) for t in topics] == [("exercise", Telling.RESUMED)]


def test_actor_is_who_every_sentence_names_first() -> None:
    """Of two people in a sentence about one's act, the one named first acts, if all sentences agree."""
    desk = Desk()
    _people(desk, "Quill", "Marlowe")
    a = desk.report("paper", "Quill resigned after a row with Marlowe.", language="en")
    b = desk.report("other", "Quill resigned, Marlowe said.", language="en")
    desk.what("resign", [a, b])
    desk.who("person:Marlowe", [a, b])
    desk.who("person:Quill", [a, b])
    found = make_plan(desk.dossier()).main
    assert found is not None
    assert [c.name.surface for c in found.who if c.name] == ["Quill"]


def test_no_actor_where_sentences_disagree() -> None:
    """Who resigned cannot be told when the sentences name different people first."""
    desk = Desk()
    _people(desk, "Quill", "Marlowe")
    a = desk.report("paper", "Quill resigned after a row with Marlowe.", language="en")
    b = desk.report("other", "Marlowe said Quill resigned.", language="en")
    desk.what("resign", [a, b])
    desk.who("person:Marlowe", [a, b])
    desk.who("person:Quill", [a, b])
    found = make_plan(desk.dossier()).main
    assert found is not None
    assert (found.who, found.acts) == ((), False)


@pytest.mark.parametrize("cue", ["arrest", "sue", "rule", "protest", "fire"])
def test_nobody_is_named_beside_a_charge_or_an_accident(cue: str) -> None:
    """A person in the sentence may be suspect, officer or witness: the main sentence names none."""
    desk = Desk()
    _people(desk, "Quill")
    a = desk.report("paper", "Quill told reporters.", language="en")
    desk.what(cue, [a])
    desk.who("person:Quill", [a])
    found = make_plan(desk.dossier()).main
    assert found is not None
    assert found.who == ()


def test_visitor_does_not_visit_his_own_country() -> None:
    """The destination is the country that is not the visitor's."""
    desk = Desk()
    desk.name("person:Quill", NameKind.PERSON, en="Quill", country="PH")
    for code in ("PH", "JP"):
        desk.name(f"country:{code}", NameKind.COUNTRY, en=code)
    a = desk.report("paper", "Philippine minister Quill visited Japan.", language="en")
    desk.what("visit", [a])
    desk.who("person:Quill", [a])
    desk.who("country:PH", [a])
    desk.who("country:JP", [a])
    found = make_plan(desk.dossier()).main
    assert found is not None
    assert found.where is not None
    assert found.where.name is not None
    assert found.where.name.key == "country:JP"
    assert found.acts


@pytest.mark.parametrize(
    ("state", "date", "kept"),
    [
        (CueState.HAPPENED, "2026-01-30", True),
        (CueState.HAPPENED, "2026-02-03", False),
        (CueState.PLANNED, "2026-02-03", True),
    ],
)
def test_impossible_date_is_not_told(state: CueState, date: str, kept: bool) -> None:
    """No deed later than the reports that tell it, such a date was misread."""
    desk = Desk()
    a = desk.report("paper", "text", language="en")
    desk.what("meet", [a], state)
    desk.when(day(date), [a], state)
    found = make_plan(desk.dossier()).main
    assert found is not None
    assert (found.when is not None) is kept


def test_plan_for_a_day_gone_by_was_planned() -> None:
    """Reports of a plan that appear after its day leave open what came of it, and so does the brief."""
    desk = Desk()
    a = desk.report("paper", "They were to meet on Jan. 20.", language="en")
    desk.what("meet", [a], CueState.PLANNED)
    desk.when(day("2026-01-20"), [a], CueState.PLANNED)
    found = make_plan(desk.dossier()).main
    assert found is not None
    assert found.telling is Telling.WAS_PLANNED
    assert found.when is not None
    told = {code: BriefWriter().write(desk.dossier(), code).body[0].sentences[1].text for code in ("ko", "ja", "en")}
    assert told == {
        "ko": "실제로 이뤄졌는지는 보도에서 확인되지 않았다.",
        "ja": "実際に行われたかどうかは報道から確認できなかった。",
        "en": "Whether it took place could not be established from the reports.",
    }


def test_headline_figure_needs_two_origins() -> None:
    """A toll that one of two origins gives alone is for the body, where it is attributed."""
    desk = Desk()
    a, b = (desk.report(name, "A fire broke out.", language="en") for name in ("paper", "other"))
    desk.what("fire", [a, b])
    desk.many("dead", 3, [a])
    desk.many("injured", 5, [a, b])
    found = make_plan(desk.dossier())
    assert [c.quantity.counted for c in found.toll if c.quantity] == ["injured"]
    assert sum(len(group) for group in found.figures) == 2


def test_superseded_and_rounded_figures_are_not_facts() -> None:
    """An early toll and a rounding are told as such, not as figures of their own."""
    desk = Desk()
    a, b = (desk.report(name, "text", language="en") for name in ("paper", "other"))
    desk.what("fire", [a, b])
    early, late = desk.many("dead", 3, [a]), desk.many("dead", 5, [b])
    exact = desk.many("evacuated", 1_234, [a])
    loose = desk.many("evacuated", 1_200, [b], modifier=Modifier.ABOUT)
    desk.vary(Slot.HOW_MANY, Relation.UPDATE, early, late)
    desk.vary(Slot.HOW_MANY, Relation.ROUNDING, exact, loose)
    found = make_plan(desk.dossier())
    assert [claim.id for group in found.figures for claim in group] == [exact]
    assert [v.relation for v in found.notes] == [Relation.UPDATE, Relation.ROUNDING]
    assert [claim.id for claim in found.toll] == []


def test_gaps_a_reader_would_not_look_for_are_not_told() -> None:
    """A company's results happen nowhere in particular."""
    desk = Desk()
    a = desk.report("paper", "text", language="en")
    desk.what("earn", [a])
    desk.when(day("2026-01-27"), [a])
    assert make_plan(desk.dossier(Gap.NO_PLACE, Gap.SINGLE_ORIGIN)).gaps == (Gap.SINGLE_ORIGIN,)


@pytest.mark.parametrize("case", CASES)
def test_plan_is_repeatable(case: str) -> None:
    """The same dossier gives the same plan."""
    assert make_plan(CASES[case]()) == make_plan(CASES[case]())
