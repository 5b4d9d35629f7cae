"""Any dossier gives an article that can be checked: cited, finished, in its language, undisputed in its headline."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from building import Desk, day
from cases import CASES, crowd, meeting, plan, quake, quoted
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.errors import UserError
from twosource.languages.concepts import counted_concepts, cue_weights
from twosource.languages.grammar import grammar
from twosource.records import (
    Article,
    CueState,
    Dossier,
    Gap,
    Modifier,
    NameKind,
    Outcome,
    Reason,
    Relation,
    Role,
    Slot,
    State,
)
from twosource.text.catalogue import catalogue
from twosource.write import BriefWriter, write
from twosource.write.brief import can_tell
from twosource.write.cite import MAX_CITATIONS
from twosource.write.quotes import MAX_SHARE, is_short

LANGUAGES = ("ko", "ja", "en")
SURFACES = (
    "한도윤",
    "白石健斗",
    "Norah Quill",
    "통암",
    "浜岡",
    "Port Selby",
    "가람전자",
    "7",
    "A{who}B",
    "“x”",
    "EU(유럽)",
)
OUTLETS = ("한울통신", "朝凪新聞", "Harbor Post", "남산일보", "みなと通信", "{n}")
TONGUES = ("ko", "ja", "en", "zh")


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Dossiers of any shape: odd names, any cue, state, figure and variance."""
    desk = Desk()
    reports: list[str] = []
    for outlet in draw(st.lists(st.sampled_from(OUTLETS), min_size=1, max_size=5)):
        copies = draw(st.sampled_from(["", *reports]))
        reports.append(desk.report(outlet, draw(_TEXTS), language=draw(st.sampled_from(TONGUES)), copies=copies))
    some = st.lists(st.sampled_from(reports), min_size=1, max_size=4, unique=True)
    for kind in draw(st.lists(st.sampled_from(list(NameKind)), max_size=4)):
        _draw_name(draw, desk, kind)
    ids: dict[Slot, list[str]] = {}
    for _ in range(draw(st.integers(0, 4))):
        state = draw(st.sampled_from(list(CueState)))
        ids.setdefault(Slot.WHAT, []).append(desk.what(draw(st.sampled_from(_CUES)), draw(some), state))
    for _ in range(draw(st.integers(0, 3))):
        first = draw(st.dates(datetime(2025, 12, 1).date(), datetime(2026, 3, 1).date()))
        value = day(first.isoformat(), (first + timedelta(days=draw(st.integers(0, 3)))).isoformat())
        state = draw(st.sampled_from(list(CueState)))
        ids.setdefault(Slot.WHEN, []).append(desk.when(value, draw(some), state, cue=draw(st.sampled_from(_CUES))))
    for slot, names in ((Slot.WHO, desk.who), (Slot.WHERE, desk.where)):
        for surface in draw(st.lists(st.sampled_from(SURFACES), max_size=3)):
            key = draw(st.sampled_from(["person", "organisation", "country", "place"]))
            key = "place" if slot is Slot.WHERE else key
            ids.setdefault(slot, []).append(names(f"{key}:~ko:{surface}", draw(some), surface))
    for _ in range(draw(st.integers(0, 4))):
        ids.setdefault(Slot.HOW_MANY, []).append(_draw_figure(draw, desk, draw(some)))
    for slot, claims in ids.items():
        if len(claims) > 1 and draw(st.booleans()):
            desk.vary(slot, draw(st.sampled_from(list(Relation))), *claims)
    desk.said("person:~han-toyn", "말", draw(some), "한도윤")
    desk.who("person:~han-toyn", draw(some), "한도윤")
    return desk.dossier(*draw(st.lists(st.sampled_from(list(Gap)), unique=True)))


_TEXTS = st.sampled_from(["말 한도윤", "白石健斗 浜岡", "Norah Quill met Teo. 말", "가람전자 발사"])
_CUES = [*sorted(cue_weights()), ""]
_UNITS = ["person", "KRW", "XAU", "percent", "magnitude", "furlong", "", "money", "year"]


def _draw_name(draw: st.DrawFn, desk: Desk, kind: NameKind) -> None:
    forms = draw(st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(SURFACES[:6]), min_size=1))
    surface = draw(st.sampled_from(SURFACES))
    desk.name(f"{kind}:~ko:{surface}", kind, country=draw(st.sampled_from(["", "KR", "JP"])), **forms)


def _draw_figure(draw: st.DrawFn, desk: Desk, reports: list[str]) -> str:
    low = draw(st.one_of(st.integers(0, 10**13), st.floats(0, 1e6)))
    return desk.many(
        draw(st.sampled_from([*sorted(counted_concepts()), "", "unheard"])),
        low,
        reports,
        unit=draw(st.sampled_from(_UNITS)),
        high=low + draw(st.sampled_from([0, 0, 5])),
        modifier=draw(st.sampled_from(list(Modifier))),
    )


def own_text(article: Article) -> str:
    """The article's own words, @ for each foreign run."""
    return "\n".join("".join("@" if f.language else f.text for f in s.fragments) for s in article.sentences)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers(), st.sampled_from(LANGUAGES))
def test_any_dossier_gives_a_finished_article(dossier: Dossier, language: str) -> None:
    """Every sentence is cited within bounds and finished; no key, no field, no doubled mark is left."""
    article = BriefWriter().write(dossier, language)
    spans = {item for claim in dossier.claims for item in claim.evidence}
    for sentence in article.sentences:
        assert 1 <= len(sentence.citations) <= MAX_CITATIONS
        assert len(set(sentence.citations)) == len(sentence.citations)
        assert spans.issuperset(sentence.citations)
    for sentence in (article.standfirst, *(s for p in article.body for s in p.sentences)):
        assert re.search(r"[.。!?！？][”」』]?$", sentence.text), sentence.text
    text = own_text(article)
    for surface in (*SURFACES, *OUTLETS):
        text = text.replace(surface, "@")
    assert not re.search(r"[{}\ue000-\ue002]|  | [.,]|\.\.|。。|、、|,,", text), text
    assert not re.search(r"\b(cue|np|part|event|head|headline|unit|counted|fold|gap|topic)\.[a-z_]+", text)
    assert not re.search("은은|는는|이가 |을을|를를|과과|와와|의의|のの|をを|がが|のを", text), text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers(), st.sampled_from(LANGUAGES))
def test_headline_and_lead_rest_on_nothing_disputed(dossier: Dossier, language: str) -> None:
    """A disputed date, figure, name or place is in neither headline nor standfirst, unless nothing else is known."""
    disputed = {claim_id for v in dossier.contradictions for claim_id in v.claim_ids}
    told = [dossier.claim(i) for i in disputed]
    article = BriefWriter().write(dossier, language)
    top = article.headline.text + article.standfirst.text
    for claim in told:
        if claim.date and claim.slot is Slot.WHEN and not _also_undisputed(dossier, claim.date, disputed):
            day_told = grammar(language).day(claim.date, zone=dossier.zone, year=2026)
            assert day_told not in top


def _also_undisputed(dossier: Dossier, value: object, disputed: set[str]) -> bool:
    days = [claim.date for claim in dossier.select(Slot.WHEN) if claim.id not in disputed]
    return bool(days) and value is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_same_dossier_same_article(case: str, language: str) -> None:
    """The same bytes for the same dossier, made anew each time."""
    assert BriefWriter().write(CASES[case](), language) == BriefWriter().write(CASES[case](), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_editions_are_written_in_their_language(case: str, language: str) -> None:
    """What is not marked as foreign is in the script of the edition; headlines keep their length."""
    article = BriefWriter().write(CASES[case](), language)
    foreign = {"ko": "[ぁ-ヿ一-鿿]", "ja": "[가-힣]", "en": "[가-힣ぁ-ヿ一-鿿]"}[language]
    assert not re.search(foreign, own_text(article))
    assert len(article.headline.text) <= (80 if language == "en" else 30)


@pytest.mark.parametrize("language", LANGUAGES)
def test_dispute_names_who_says_what(language: str) -> None:
    """Both dates, the outlets that give them, and a span of each are in the paragraph on the dispute."""
    article = BriefWriter().write(meeting(), language)
    disputed = next(p for p in article.body if p.role is Role.DISPUTED)
    text = "".join(s.text for s in disputed.sentences)
    for part in ("30", "31", "한울통신", "朝凪新聞", "Harbor Post"):
        assert part in text
    cited = {item.source_id for item in disputed.sentences[-1].citations}
    assert len(cited) >= 3
    assert "30" not in article.headline.text + article.standfirst.text


@pytest.mark.parametrize(("language", "done", "planned"), [
    ("ko", "방문했다", "방문할 예정이다"),
    ("ja", "訪問した", "訪問する予定だ"),
    ("en", "visited Japan", "is set to visit"),
])  # fmt: skip
def test_plan_is_told_as_plan(language: str, done: str, planned: str) -> None:
    """A visit to come is nowhere told as made."""
    text = own_text(BriefWriter().write(plan(), language))
    assert planned in text
    assert done not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_disputed_figure_is_in_no_headline(language: str) -> None:
    """Three or five injured: the headline says neither."""
    headline = BriefWriter().write(quake(), language).headline.text
    assert not re.search(r"(?<!\.)\b[35]\b(?!\.)|[35][명人]", headline)


def test_quotation_is_verbatim_short_marked_and_ascribed() -> None:
    """Words of a Japanese speaker in a Korean edition stay Japanese, with lang, speaker and outlet."""
    article = BriefWriter().write(quoted(), "ko")
    said = next(p for p in article.body if p.role is Role.SAID)
    quote = next(f for f in said.sentences[0].fragments if f.language == "ja" and len(f.text) > 10)
    assert any(quote.text in item.text for item in said.sentences[0].citations)
    assert "시라이시 방위상" in said.sentences[0].text
    assert "朝凪新聞" in said.sentences[0].text
    assert "일본어" in said.sentences[0].text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("가나다 .", min_size=1, max_size=260), min_size=1, max_size=6), st.sampled_from(LANGUAGES))
def test_quoted_share_stays_small(quotes: list[str], language: str) -> None:
    """However much sources offer, a fifth of the article at most is quoted, two quotations a source."""
    desk = Desk()
    report = desk.report("paper", " ".join(quotes), language="ko")
    desk.what("meet", [report])
    for quote in quotes:
        desk.said("person:~han-toyn", quote, [report], "한도윤")
    article = BriefWriter().write(desk.dossier(), language)
    said = [s for p in article.body if p.role is Role.SAID for s in p.sentences]
    found = [m for s in said for m in re.findall("[“「『](.*?)[.]?[”」』]", s.text)]
    assert sum(map(len, found)) <= MAX_SHARE * sum(len(s.text) for s in article.sentences) + 1
    assert all(is_short(quote) for quote in found)
    assert max(Counter(s.citations[0].source_id for s in said).values(), default=0) <= 2


def test_quotation_that_no_span_holds_is_left_out() -> None:
    """What cannot be checked word for word is not quoted."""
    desk = Desk()
    report = desk.report("paper", "They met and spoke.", language="en")
    desk.what("meet", [report])
    desk.said("person:~kir", "never said", [report], "Quill")
    article = BriefWriter().write(desk.dossier(), "en")
    assert Role.SAID not in [p.role for p in article.body]


def test_forty_outlets_are_counted_not_listed() -> None:
    """A long list of outlets names three and counts the rest; citations show one span of each origin first."""
    article = BriefWriter().write(crowd(), "en")
    assert "37 other outlets" in own_text(article)
    assert len({item.origin_id for item in article.standfirst.citations}) == MAX_CITATIONS


def test_source_cannot_forge_marks_or_fields() -> None:
    """Marking characters and braces in a source's words are text and nothing else."""
    desk = Desk()
    report = desk.report("{who}\ue000xx\ue001", "Quill", language="en")
    desk.what("resign", [report])
    desk.who("person:~jn}\ue000", [report], "Q{n}\ue000")
    article = BriefWriter().write(desk.dossier(), "ko")
    assert "{who}xx" in article.standfirst.text
    assert {f.language for s in article.sentences for f in s.fragments} == {None, "en"}


def test_language_without_words_is_refused() -> None:
    """An edition nobody translated is an error the user can mend, not an empty page."""
    with pytest.raises(UserError, match="xx"):
        BriefWriter().write(meeting(), "xx")


def test_step_skips_what_says_too_little() -> None:
    """A dossier with only a date is skipped with the reason, never invented around."""
    desk = Desk()
    report = desk.report("paper", "On Jan. 30.", language="en")
    desk.when(day("2026-01-30"), [report])
    article, outcome = write(desk.dossier(), "en", BriefWriter())
    assert article is None
    assert (outcome.state, outcome.reason) == (State.SKIPPED, Reason.TOO_LITTLE)


def test_step_hands_on_the_writers_article() -> None:
    """The article is the writer's, its ids name what it was made from."""
    dossier = meeting()
    article, outcome = write(dossier, "ja", BriefWriter())
    assert isinstance(outcome, Outcome)
    assert outcome.state is State.DONE
    assert article is not None
    assert (article.dossier_id, article.language, article.writer) == (dossier.id, "ja", "brief/2")
    other, _ = write(replace(dossier, id="other"), "ja", BriefWriter())
    assert other is not None
    assert other.id != article.id


def test_dossier_without_report_cards_can_be_told() -> None:
    """Claims alone are enough; outlets are then called by their ids."""
    dossier = replace(meeting(), reports=(), origins=())
    assert can_tell(dossier)
    assert BriefWriter().write(dossier, "en").standfirst.text.endswith(".")


def test_words_of_the_brief_load_once() -> None:
    """The catalogue is read once a process: articles cost formatting only."""
    assert catalogue("brief", "ko") is catalogue("brief", "ko")


def test_a_bare_happening_is_no_news() -> None:
    """ "A win was recorded" and a list of names are not published; who or where makes a happening news."""
    dossier = meeting()
    what = tuple(claim for claim in dossier.claims if claim.slot is Slot.WHAT)
    names = tuple(claim for claim in dossier.claims if claim.slot in (Slot.WHO, Slot.WHERE))
    assert can_tell(dossier)
    for claims in (what, names):
        article, outcome = write(replace(dossier, claims=claims, variances=()), "en", BriefWriter())
        assert article is None
        assert outcome.reason is Reason.TOO_LITTLE
