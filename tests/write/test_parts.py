"""The parts of an article one by one: citations, names, figures, outlets, differences, reprints, quotations."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from building import START, Desk, day

from twosource.languages.marking import mark, visible
from twosource.records import Dossier, FoldReason, Gap, Modifier, NameKind, Precision, Relation, Role, Slot
from twosource.write import BriefWriter
from twosource.write.cite import MAX_CITATIONS, cite, cite_reports, outlets_of
from twosource.write.quotes import MAX_WORDS, QuoteBudget, is_short
from twosource.write.voice import Voice

LANGUAGES = ("ko", "ja", "en")


def sentences(dossier: Dossier, language: str, role: Role) -> list[str]:
    """The sentences of one paragraph."""
    article = BriefWriter().write(dossier, language)
    return [s.text for p in article.body if p.role is role for s in p.sentences]


# --- citations ---------------------------------------------------------------------------------


def test_every_claim_of_a_sentence_is_cited_before_any_is_cited_twice() -> None:
    """No part of a sentence stays unsupported because another part has many sources."""
    desk = Desk()
    many = [desk.report(f"paper {n}", f"text {n}") for n in range(9)]
    lone = desk.report("lone", "lone text")
    what, who = desk.what("meet", many), desk.who("person:~han-toyn", [lone], "한도윤")
    dossier = desk.dossier()
    spans = cite([dossier.claim(what), dossier.claim(who)])
    assert len(spans) == MAX_CITATIONS
    assert lone in [item.report_id for item in spans]
    assert len({item.origin_id for item in spans}) == MAX_CITATIONS


def test_reprints_are_cited_after_originals() -> None:
    """A second report of an origin adds no weight and takes no place from another origin."""
    desk = Desk()
    root = desk.report("agency", "agency text")
    copies = [desk.report(f"copy {n}", "agency text", copies=root) for n in range(4)]
    other = desk.report("other", "other text")
    claim = desk.what("meet", [root, *copies, other])
    dossier = desk.dossier()
    assert [item.report_id for item in cite([dossier.claim(claim)])] == [root, other]
    assert outlets_of(dossier.claim(claim).evidence)[:2] == tuple(
        card.source_id for card in dossier.reports if card.report_id in (root, other)
    )


def test_nothing_to_cite_is_a_mistake() -> None:
    """A sentence that rests on no claim cannot be made."""
    with pytest.raises(ValueError, match="nothing to cite"):
        cite([])


def test_reports_without_claims_fall_back_to_the_event() -> None:
    """Telling which outlets were read cites what they say, or the event where one says nothing we use."""
    desk = Desk()
    a, b = desk.report("a", "text a"), desk.report("b", "text b")
    desk.what("meet", [a])
    dossier = desk.dossier()
    assert [item.report_id for item in cite_reports(dossier, [b])] == [a]
    assert [item.report_id for item in cite_reports(dossier, [b, a])] == [a]


# --- names -------------------------------------------------------------------------------------


def _voice(language: str, *, card: bool = True, office_country: bool = True) -> tuple[Voice, Dossier]:
    desk = Desk()
    if card:
        desk.name("person:shiraishi", NameKind.PERSON, ko="시라이시 겐토", en="Kento Shiraishi", country="JP")
    desk.name("country:JP", NameKind.COUNTRY, ko="일본", ja="日本", en="Japan")
    desk.name("office:defence-minister", NameKind.OFFICE, ko="국방장관", ja="国防相", en="defense minister")
    if office_country:
        desk.name("office:defence-minister@JP", NameKind.OFFICE, ko="방위상", ja="防衛相", en="defense minister")
    report = desk.report("朝凪新聞", "白石健斗防衛相", language="ja")
    desk.who("person:shiraishi", [report], "白石健斗", office="office:defence-minister", country="JP")
    dossier = desk.dossier()
    return Voice(dossier, language), dossier


@pytest.mark.parametrize(
    ("language", "full", "again"),
    [
        ("ko", "시라이시 겐토 일본 방위상", "시라이시 방위상"),
        ("en", "Japanese Defense Minister Kento Shiraishi", "Shiraishi"),
        ("ja", "白石健斗防衛相", "白石健斗防衛相"),
    ],
)
def test_person_first_and_again(language: str, full: str, again: str) -> None:
    """Name, office of that country and nationality at first, short afterwards."""
    voice, dossier = _voice(language)
    claim = dossier.claims[0]
    assert visible(voice.person(claim)) == full
    assert visible(voice.person(claim, again=True)) == again


def test_office_without_the_countrys_form_takes_the_general_one() -> None:
    """Where the dossier has no card for Japan's minister, the office's general word serves."""
    voice, dossier = _voice("ko", office_country=False)
    assert voice.person(dossier.claims[0]) == "시라이시 겐토 일본 국방장관"


def test_name_without_form_keeps_its_script_and_says_so() -> None:
    """A name no table knows is printed as the source prints it, marked with the source's language."""
    voice, dossier = _voice("en", card=False)
    assert voice.name(dossier.claims[0]) == mark("白石健斗", "ja")


def test_two_of_one_family_name_are_told_apart() -> None:
    """Two Kims in a headline are given whole."""
    desk = Desk()
    for key, name in (("a", "Kim Min-ah"), ("b", "Kim Do-hun")):
        desk.name(f"person:{key}", NameKind.PERSON, en=name, country="KR")
    report = desk.report("paper", "They met.", language="en")
    desk.what("meet", [report])
    desk.who("person:a", [report])
    desk.who("person:b", [report])
    assert BriefWriter().write(desk.dossier(), "en").headline.text == "Kim Min-ah, Kim Do-hun meet"


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "paper 0"),
        (2, "paper 0 and paper 1"),
        (4, "paper 0, paper 1, paper 2 and paper 3"),
        (5, "paper 0, paper 1, paper 2 and 2 other outlets"),
        (40, "paper 0, paper 1, paper 2 and 37 other outlets"),
    ],
)
def test_outlets_are_listed_up_to_four(count: int, told: str) -> None:
    """Four are named, of more three; the rest are counted."""
    desk = Desk()
    reports = [desk.report(f"paper {n}", "text", language="en") for n in range(count)]
    claim = desk.what("meet", reports)
    dossier = desk.dossier()
    assert Voice(dossier, "en").outlets(dossier.claim(claim).evidence) == told


# --- figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counted", "unit", "value", "modifier", "ko", "ja", "en"),
    [
        ("dead", "person", 1, Modifier.EXACT, "사망자는 1명이다.", "死者は1人だ。", "One person died."),
        ("injured", "person", 12, Modifier.ABOUT, "부상자는 약 12명이다.", "負傷者は約12人だ。", "About 12 people were injured."),
        ("missing", "person", 2, Modifier.AT_LEAST, "실종자는 2명 이상이다.", "行方不明者は2人以上だ。", "At least 2 people were missing."),
        ("aboard", "person", 300, Modifier.LESS_THAN, "타고 있던 사람은 300명 미만이다.", "乗っていた人は300人未満だ。", "Under 300 people were aboard."),
        ("ships", "ship", 1, Modifier.EXACT, "선박은 1척이다.", "船舶は1隻だ。", "One ship was involved."),
        ("price", "USD", 2_500_000, Modifier.AT_MOST, "가격은 최대 250만 달러다.", "価格は最大250万ドルだ。", "The price was up to $2.5 million."),
        ("turnout", "percent", 61.3, Modifier.EXACT, "투표율은 61.3%다.", "投票率は61.3%だ。", "Turnout was 61.3%."),
        ("years_since", "year", 9, Modifier.EXACT, "화재는 9년 만이다.", "火災は9年ぶりとなる。", "The fire is the first in 9 years."),
        ("evacuated", "person", 12_000, Modifier.MORE_THAN, "대피한 사람은 1만 2천 명 이상이다.", "避難した人は1万2000人超だ。", "More than 12,000 people were evacuated."),
    ],
)  # fmt: skip
def test_figures_in_words(  # noqa: PLR0917
    counted: str, unit: str, value: float, modifier: Modifier, ko: str, ja: str, en: str
) -> None:
    """Counter, hedge, plural and particle of a figure; nobody is named where everybody says so."""
    desk = Desk()
    both = [desk.report(name, "text") for name in ("paper", "other")]
    desk.what("fire", both)
    desk.many(counted, value, both, unit=unit, modifier=modifier)
    dossier = desk.dossier()
    assert [sentences(dossier, language, Role.FACTS) for language in LANGUAGES] == [[ko], [ja], [en]]


def test_range_is_told_as_range() -> None:
    """Between ten and twelve."""
    desk = Desk()
    both = [desk.report(name, "text") for name in ("paper", "other")]
    desk.what("fire", both)
    desk.many("injured", 10, both, high=12)
    assert [sentences(desk.dossier(), language, Role.FACTS)[0] for language in LANGUAGES] == [
        "부상자는 10∼12명이다.",
        "負傷者は10〜12人だ。",
        "Ten to 12 people were injured.",
    ]


def test_figure_of_an_unknown_thing_is_not_told() -> None:
    """A number without a word for what it counts says nothing."""
    desk = Desk()
    both = [desk.report(name, "text") for name in ("paper", "other")]
    desk.what("fire", both)
    desk.many("unheard-of", 3, both)
    assert sentences(desk.dossier(), "en", Role.FACTS) == []


# --- differences -------------------------------------------------------------------------------


def _toll(relation: Relation, *, dated: bool = True) -> Dossier:
    desk = Desk()
    early, late = (
        desk.report("Early Bird", "3", language="en"),
        desk.report("Late News", "5", language="en", minutes=90),
    )
    desk.what("fire", [early, late])
    one, two = desk.many("injured", 3, [early]), desk.many("injured", 5, [late])
    desk.vary(Slot.HOW_MANY, relation, one, two)
    dossier = desk.dossier()
    return dossier if dated else replace(dossier, reports=tuple(replace(c, published=None) for c in dossier.reports))


def test_update_tells_both_figures_and_when() -> None:
    """A rising toll is no contradiction: the early figure is kept, the later one has its time."""
    assert sentences(_toll(Relation.UPDATE), "en", Role.FACTS) == [
        "The number of injured was first given as 3; Late News put it at 5 in a report published at 1:30 p.m. on Jan. 30."
    ]
    assert sentences(_toll(Relation.UPDATE), "en", Role.DISPUTED) == []


def test_update_without_a_time_invents_none() -> None:
    """Reports that nobody dated are not given a time."""
    assert sentences(_toll(Relation.UPDATE, dated=False), "en", Role.FACTS) == [
        "The number of injured was first given as 3; Late News later put it at 5."
    ]


def test_scope_is_told_as_scope() -> None:
    """Figures that count different things are explained, not opposed."""
    found = sentences(_toll(Relation.SCOPE), "en", Role.FACTS)
    assert found[-1] == "The number of injured depends on what is counted."


@pytest.mark.parametrize(
    ("slot", "ko"),
    [(Slot.WHERE, "화재 장소는 매체마다 다르다."), (Slot.WHO, "화재의 당사자는 매체마다 다르다.")],
)
def test_disputed_names_are_opposed(slot: Slot, ko: str) -> None:
    """Two places or two people for one slot, each with the outlet that says so."""
    desk = Desk()
    a, b = desk.report("한울통신", "통암"), desk.report("해동일보", "하마오카")
    desk.what("fire", [a, b])
    tell = desk.where if slot is Slot.WHERE else desk.who
    kind = "place" if slot is Slot.WHERE else "organisation"
    one, two = tell(f"{kind}:~ko:통암", [a], "통암"), tell(f"{kind}:~ko:하마오카", [b], "하마오카")
    desk.vary(slot, Relation.CONTRADICTION, one, two)
    assert sentences(desk.dossier(), "ko", Role.DISPUTED) == [ko, "한울통신은 통암, 해동일보는 하마오카로 전했다."]


def test_day_precision_is_not_told_to_the_minute() -> None:
    """A report dated only by its day gives an update only a day."""
    dossier = _toll(Relation.UPDATE)
    coarse = tuple(
        replace(card, published=replace(card.published, precision=Precision.DAY))
        for card in dossier.reports
        if card.published
    )
    told = sentences(replace(dossier, reports=coarse), "en", Role.FACTS)[0]
    assert told.endswith("in a report published on Jan. 30.")
    assert START + timedelta(minutes=90) == dossier.claims[-1].first_seen


# --- sources, gaps -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (FoldReason.NEAR_COPY, "Copy ran nearly the same text as Agency."),
        (FoldReason.AGENCY_CREDIT, "Copy carried copy credited to Agency."),
        (FoldReason.AS_REPORTED, "Copy cited a report by Agency."),
        (FoldReason.SAME_OWNER, "Copy has the same owner as Agency and is not counted separately."),
        (FoldReason.CANONICAL_LINK, "Copy names an article by Agency as its original."),
    ],
)
def test_reprint_says_whose_and_why(reason: FoldReason, told: str) -> None:
    """Each way in which a report is no origin of its own is told as such."""
    desk = Desk()
    root = desk.report("Agency", "text", language="en")
    desk.what("fire", [root, desk.report("Copy", "text", language="en", copies=root, reason=reason)])
    assert told in sentences(desk.dossier(), "en", Role.SOURCES)


def test_agency_that_is_not_read_is_named_itself() -> None:
    """Two papers that credit an agency we do not read: the paper that stands for it is not called the agency."""
    desk = Desk()
    root = desk.report("Paper", "text", language="en")
    desk.what("fire", [root, desk.report("Copy", "text", language="en", copies=root, reason=FoldReason.AGENCY_CREDIT)])
    dossier = desk.dossier()
    cards = tuple(
        replace(card, fold=replace(card.fold, detail="Far Agency")) if card.fold else card for card in dossier.reports
    )
    told = sentences(replace(dossier, reports=cards), "en", Role.SOURCES)
    assert "Copy carried copy credited to Far Agency." in told


@pytest.mark.parametrize(
    ("gaps", "told"),
    [
        ((Gap.NO_DATE,), ["The exact date could not be established from the reports."]),
        ((Gap.NO_PLACE,), ["The place could not be established from the reports."]),
        ((Gap.NO_DATE, Gap.NO_PLACE), ["Neither the exact date nor the place could be established from the reports."]),
        ((Gap.SINGLE_ORIGIN,), ["No second independent origin has confirmed this."]),
    ],
)
def test_gaps_are_told_plainly(gaps: tuple[Gap, ...], told: list[str]) -> None:
    """What nobody says is said."""
    desk = Desk()
    desk.what("fire", [desk.report("Paper", "text", language="en")])
    assert sentences(desk.dossier(*gaps), "en", Role.SOURCES)[1:] == told


def test_single_origin_is_attributed_in_the_lead() -> None:
    """What only one origin says is its word, not ours."""
    desk = Desk()
    desk.what("fire", [desk.report("Paper", "text", language="en")])
    assert sentences(desk.dossier(), "en", Role.LEAD) == ["A fire broke out, according to Paper."]


# --- headlines, quotations ---------------------------------------------------------------------


def test_long_headline_gives_up_toll_then_place() -> None:
    """A headline that is too long loses its figures before its place, and never what happened."""
    desk = Desk()
    desk.name("place:long", NameKind.PLACE, en="Llan" + "fair" * 14)
    both = [desk.report(name, "text", language="en") for name in ("paper", "other")]
    desk.what("fire", both)
    desk.where("place:long", both)
    desk.many("dead", 3, both)
    headline = BriefWriter().write(desk.dossier(), "en").headline.text
    assert headline.startswith("Fire breaks out in Llanfair")
    assert "dead" not in headline


@pytest.mark.parametrize(("quote", "short"), [("word " * MAX_WORDS, True), ("word " * (MAX_WORDS + 1), False), ("가" * 200, True), ("가" * 201, False)])  # fmt: skip
def test_quotation_limits(quote: str, short: bool) -> None:
    """Forty words, or two hundred characters of a script without them."""
    assert is_short(quote.strip()) is short


def test_long_quotation_is_cut_after_a_sentence() -> None:
    """Only whole sentences are left out, at the end, so that the rest is verbatim."""
    desk = Desk()
    quote = "It begins here. " + "It goes on and on and on. " * 20
    report = desk.report("paper", quote, language="en")
    claim_id = desk.said("person:~kir", quote, [report], "Quill")
    taken = QuoteBudget(200).take(desk.dossier().claim(claim_id))
    assert taken is not None
    assert quote.startswith(taken)
    assert taken.endswith(".")
    assert len(taken) <= 50


def test_translated_quotation_gives_way_to_the_speakers_own_words() -> None:
    """A Japanese speaker is quoted in Japanese where some report has it, not in a paper's translation."""
    desk = Desk()
    desk.name(
        "person:shiraishi", NameKind.PERSON, ko="시라이시 겐토", ja="白石健斗", en="Kento Shiraishi", country="JP"
    )
    korean, japanese = desk.report("한울통신", "“대화하겠다”"), desk.report("朝凪新聞", "「対話する」", language="ja")
    desk.what("meet", [korean, japanese])
    desk.when(day("2026-01-30"), [korean, japanese])
    desk.said("person:shiraishi", "대화하겠다", [korean])
    desk.said("person:shiraishi", "対話する", [japanese])
    said = sentences(desk.dossier(), "ko", Role.SAID)
    assert len(said) == 1
    assert "対話する" in said[0]
