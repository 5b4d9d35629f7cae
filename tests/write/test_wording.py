"""What makes a brief read as its language is written: kinds, places at sea, shared countries, articles, hedges."""

from __future__ import annotations

import pytest
from building import Desk

from twosource.languages.grammar import grammar
from twosource.records import Dossier, FoldReason, Modifier, NameKind, Relation, Role, Slot, SourceKind
from twosource.write import BriefWriter

LANGUAGES = ("ko", "ja", "en")


def sentences(dossier: Dossier, language: str, role: Role) -> list[str]:
    """The sentences of one paragraph."""
    article = BriefWriter().write(dossier, language)
    return [s.text for p in article.body if p.role is role for s in p.sentences]


@pytest.mark.parametrize(
    ("cue", "text", "told"),
    [
        ("storm", "大雪となった。", ["폭설이 내렸다.", "大雪となった。", "Heavy snow fell."]),
        ("outbreak", "조류인플루엔자가 확인됐다.", ["조류인플루엔자가 발생했다.", "鳥インフルエンザが発生した。", "A bird flu outbreak was reported."]),
        ("outage", "断水した。", ["단수가 발생했다.", "断水が発生した。", "A water outage occurred."]),
        ("storm", "A storm came.", ["악천후가 발생했다.", "荒天となった。", "A storm struck."]),
    ],
)  # fmt: skip
def test_happening_is_told_as_the_kind_the_reports_name(cue: str, text: str, told: list[str]) -> None:
    """Snow is snow; only where most sentences name nothing narrower is it a storm."""
    desk = Desk()
    desk.what(cue, [desk.report(name, text) for name in ("paper", "other")])
    dossier = desk.dossier()
    assert [sentences(dossier, language, Role.LEAD)[0] for language in LANGUAGES] == told


def test_place_at_sea_is_told_as_off_the_coast() -> None:
    """A ship burns off a town, not in it."""
    desk = Desk()
    desk.name("place:hama", NameKind.PLACE, ko="하마오카", ja="浜岡", en="Hamaoka", country="JP")
    both = [desk.report(name, "A ferry fire broke out off Hamaoka.", language="en") for name in ("paper", "other")]
    desk.what("fire", both)
    desk.where("place:hama", both, surface="Hamaoka")
    dossier = desk.dossier()
    assert [sentences(dossier, language, Role.LEAD)[0] for language in LANGUAGES] == [
        "하마오카 앞바다에서 선박 화재가 발생했다.",
        "浜岡沖で船舶火災が発生した。",
        "A fire broke out on a ship off Hamaoka.",
    ]


def test_neighbours_share_their_country() -> None:
    """The country stands once before two people of one country."""
    desk = Desk()
    desk.name("country:KR", NameKind.COUNTRY, ko="한국", ja="韓国", en="South Korea")
    desk.name("office:president@KR", NameKind.OFFICE, ko="대통령", ja="大統領", en="president", country="KR")
    for key, ko, ja, en in (("a", "한도윤", "韓道潤", "Han Do-yun"), ("b", "윤가람", "尹嘉藍", "Yun Ga-ram")):
        desk.name(f"person:{key}", NameKind.PERSON, ko=ko, ja=ja, en=en, country="KR")
    both = [desk.report(name, "Han and Yun met.", language="en") for name in ("paper", "other")]
    desk.what("meet", both)
    for key in "ab":
        desk.who(f"person:{key}", both, office="office:president")
    told = [sentences(desk.dossier(), language, Role.LEAD)[0] for language in ("ja", "en")]
    assert [text.count(country) for text, country in zip(told, ("韓国", "South Korean"), strict=True)] == [1, 1]


def test_same_number_is_told_with_its_hedge() -> None:
    """A title drops the "about"; the article keeps it."""
    desk = Desk()
    both = [desk.report(name, "Snow.", language="en") for name in ("paper", "other")]
    desk.what("storm", both)
    exact = desk.many("vehicles", 210, both, unit="vehicle")
    about = desk.many("vehicles", 210, both, unit="vehicle", modifier=Modifier.ABOUT)
    desk.vary(Slot.HOW_MANY, Relation.ROUNDING, exact, about)
    assert sentences(desk.dossier(), "en", Role.FACTS) == ["About 210 vehicles were involved."]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Pentagon", "the Pentagon"),
        ("Ministry of Health", "the Ministry of Health"),
        ("West Sea Wind Museum", "the West Sea Wind Museum"),
        ("Hinata Motors", "Hinata Motors"),
    ],
)
def test_english_bodies_take_their_article(name: str, told: str) -> None:
    """Descriptions that became names keep "the"; firms have none."""
    assert grammar("en").body(name) == told


def test_official_is_cited_for_an_announcement() -> None:
    """A ministry publishes no reports."""
    desk = Desk()
    root = desk.report("Ministry", "text", language="en", kind=SourceKind.OFFICIAL)
    desk.what("fire", [root, desk.report("Copy", "text", language="en", copies=root, reason=FoldReason.AS_REPORTED)])
    assert "Copy cited an announcement by Ministry." in sentences(desk.dossier(), "en", Role.SOURCES)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Workers went on strike for the first time in 6 years.", "The strike is the first in 6 years."),
        ("The first exercise in 6 years.", "The exercise is the first in 6 years."),
    ],
)
def test_years_are_told_of_a_thing(text: str, told: str) -> None:
    """Never "it was the first time": a reader would take it for whatever the lead tells."""
    desk = Desk()
    both = [desk.report(name, text, language="en") for name in ("paper", "other")]
    desk.what("strike", both)
    if "exercise" in text:
        desk.what("exercise", both)
    desk.what("resume", both)
    desk.many("years_since", 6, both, unit="year")
    assert sentences(desk.dossier(), "en", Role.FACTS) == [told]


@pytest.mark.parametrize(("name", "verb"), [("Daejeon Zelkovas", "win title"), ("Tongam United", "wins title")])
def test_english_team_agrees_with_its_verb(name: str, verb: str) -> None:
    """A plural name takes a plural verb."""
    desk = Desk()
    desk.name("organisation:team", NameKind.ORGANISATION, en=name)
    both = [desk.report(paper, f"{name} won the title.", language="en") for paper in ("paper", "other")]
    desk.what("win", both)
    desk.who("organisation:team", both)
    assert BriefWriter().write(desk.dossier(), "en").headline.text == f"{name} {verb}"


def test_korean_headline_has_offices_where_everybody_has_one() -> None:
    """씨 is no headline word: without an office for each the names stand bare."""
    desk = Desk()
    for key, name in (("a", "한도윤"), ("b", "윤가람")):
        desk.name(f"person:{key}", NameKind.PERSON, ko=name, country="KR")
    desk.name("office:minister", NameKind.OFFICE, ko="장관")
    both = [desk.report(paper, "한도윤 장관과 윤가람이 회담했다.") for paper in ("paper", "other")]
    desk.what("meet", both)
    desk.who("person:a", both, office="office:minister")
    desk.who("person:b", both)
    assert BriefWriter().write(desk.dossier(), "ko").headline.text == "한도윤·윤가람, 회담"


def test_round_figure_is_told_where_the_exact_one_cannot_be() -> None:
    """Two origins' "about 10,000" is not lost to one origin's 9,870 in a sentence about something else."""
    desk = Desk()
    one, two = (desk.report(name, "Workers went on strike.", language="en") for name in ("paper", "other"))
    lone = desk.report("third", "The union counted.", language="en")
    desk.what("strike", [one, two])
    about = desk.many("participants", 10_000, [one, two], modifier=Modifier.ABOUT)
    exact = desk.many("participants", 9_870, [lone])
    desk.vary(Slot.HOW_MANY, Relation.ROUNDING, exact, about)
    assert sentences(desk.dossier(), "en", Role.FACTS) == [
        "About 10,000 people took part, according to paper and other."
    ]
