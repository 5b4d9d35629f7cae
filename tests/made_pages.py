"""A fictional event, told in three editions, for the tests of pages and pictures.

Places, outlets and people are invented: a ferry runs aground off Dara; two outlets of one owner, one
reprint, an agency credited; accounts differ on the day and the toll grew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from twosource.illustrate import CardPainter, illustrate
from twosource.publish import SiteInfo
from twosource.records import (
    Article,
    Claim,
    CueState,
    DateValue,
    Dossier,
    Evidence,
    Fold,
    FoldReason,
    Fragment,
    Modifier,
    NameCard,
    NameKind,
    NameValue,
    Origin,
    Page,
    Paragraph,
    Picture,
    Precision,
    QuantityValue,
    Related,
    RelatedReason,
    Relation,
    ReportCard,
    Role,
    Sentence,
    Slot,
    Source,
    SourceKind,
    Stamp,
    Variance,
    content_id,
)

NOW = datetime(2026, 2, 1, 0, 0, tzinfo=UTC)
LANGUAGES = ("ko", "ja", "en")

SITE = SiteInfo(
    title="Twosource",
    editions=LANGUAGES,
    base_url="https://news.example",
    publisher="Dara Bay Press Cooperative",
    contact="desk@news.example",
    notice=(
        ("ko", "견본입니다. 여기 나오는 매체와 사건은 지어낸 것입니다."),
        ("ja", "見本です。媒体も出来事も架空のものです。"),
        ("en", "This is a sample. Its outlets and events are invented."),
    ),
    zone="Asia/Seoul",
    sources=(
        Source(id="dara", name="다라일보", language="ko", country="KR", owner="다라미디어", kind=SourceKind.PAPER),
        Source(id="minato", name="みなと通信", language="ja", country="JP", owner="みなと通信", kind=SourceKind.AGENCY),
        Source(id="harbour", name="The Harbour Post", language="en", country="US", owner="Harbour Post Ltd", kind=SourceKind.ONLINE),
    ),
)  # fmt: skip

# id, outlet, owner, kind, language, title, hours after the first
_REPORTS = (
    ("r1", "minato", "みなと通信", "みなと通信", SourceKind.AGENCY, "ja", "連絡船「ひなぎく」座礁、乗客12人けが", 0),
    ("r2", "dara", "다라일보", "다라미디어", SourceKind.PAPER, "ko", "다라항 앞바다서 연락선 좌초…12명 다쳐", 3),
    ("r3", "bada", "바다방송", "다라미디어", SourceKind.BROADCASTER, "ko", "연락선 ‘히나기쿠’ 좌초, 부상자 14명으로", 9),
    ("r4", "harbour", "The Harbour Post", "Harbour Post Ltd", SourceKind.ONLINE, "en", "Ferry runs aground off Dara, 14 hurt", 20),
    ("r5", "kita", "北湾新聞", "北湾新聞社", SourceKind.PAPER, "ja", "連絡船座礁 乗客けが", 21),
)  # fmt: skip
_FIRST = datetime(2026, 1, 30, 2, 40, tzinfo=UTC)
# report -> the sentence quoted from it
_SPANS = {
    "r1": "連絡船「ひなぎく」が30日朝、ダラ港沖で座礁し、乗客12人がけがをした。",
    "r2": "30일 아침 다라항 앞바다에서 연락선 ‘히나기쿠’가 좌초해 승객 12명이 다쳤다.",
    "r3": "다친 사람은 14명으로 늘었다고 해양구조대가 밝혔다.",
    "r4": "The ferry Hinagiku ran aground off Dara on January 31, injuring 14 people.",
    "r5": "連絡船が30日、ダラ港沖で座礁した。",
}
_ORIGIN_OF = {"r1": "o1", "r5": "o1", "r2": "o2", "r3": "o2", "r4": "o3"}


def span(report_id: str, text: str = "") -> Evidence:
    """The quoted sentence of one of the reports as evidence, or `text` in its place."""
    words = text or _SPANS[report_id]
    reports = {row[0]: row for row in _REPORTS}
    return Evidence(
        report_id=report_id,
        origin_id=_ORIGIN_OF[report_id],
        source_id=reports[report_id][1],
        start=40,
        end=40 + len(words),
        text=words,
        language=reports[report_id][5],
    )


def _cards() -> tuple[ReportCard, ...]:
    return tuple(
        ReportCard(
            report_id=report_id,
            source_id=source,
            origin_id=_ORIGIN_OF[report_id],
            outlet=outlet,
            outlet_kind=kind,
            owner=owner,
            country="KR",
            language=language,
            title=title,
            url=f"https://{source}.example/{report_id}?a=1&b=2",
            published=Stamp(at=_FIRST + timedelta(hours=hours), precision=Precision.MINUTE, basis="page"),
        )
        for report_id, source, outlet, owner, kind, language, title, hours in _REPORTS
    )


def _origins() -> tuple[Origin, ...]:
    return (
        Origin(id="o1", root="r1", report_ids=("r1", "r5"), folds=(Fold(report_id="r5", into="r1", reason=FoldReason.AGENCY_CREDIT, detail="みなと通信"),)),
        Origin(id="o2", root="r2", report_ids=("r2", "r3"), folds=(Fold(report_id="r3", into="r2", reason=FoldReason.SAME_OWNER, detail="다라미디어"),)),
        Origin(id="o3", root="r4", report_ids=("r4",)),
    )  # fmt: skip


def _day(day: int) -> DateValue:
    begin = datetime(2026, 1, day, tzinfo=UTC) - timedelta(hours=9)
    return DateValue(begin=begin, end=begin + timedelta(days=1), zone="Asia/Seoul", precision=Precision.DAY)


def _claim(claim_id: str, slot: Slot, evidence: Sequence[Evidence], **values: object) -> Claim:
    times = {"first_seen": _FIRST, "last_seen": _FIRST + timedelta(hours=21)}
    return Claim(id=claim_id, event_id="ferry", slot=slot, key=claim_id, evidence=tuple(evidence), **times, **values)  # type: ignore[arg-type]


def dossier(event_id: str = "ferry") -> Dossier:
    """The dossier of the ferry, or the same under another event's id."""
    injured = {"unit": "person", "counted": "injured"}
    claims = (
        _claim("c-what", Slot.WHAT, [span("r1"), span("r2"), span("r4")], cue="collide", state=CueState.HAPPENED),
        _claim("c-30", Slot.WHEN, [span("r1"), span("r2"), span("r5")], date=_day(30)),
        _claim("c-31", Slot.WHEN, [span("r4")], date=_day(31)),
        _claim("c-where", Slot.WHERE, [span("r1"), span("r2")], name=NameValue(kind=NameKind.PLACE, key="place:dara", surface="다라항")),
        _claim("c-12", Slot.HOW_MANY, [span("r1"), span("r2")], quantity=QuantityValue(low=12, high=12, **injured)),
        _claim("c-14", Slot.HOW_MANY, [span("r3"), span("r4")], quantity=QuantityValue(low=14, high=14, modifier=Modifier.AT_LEAST, **injured)),
    )  # fmt: skip
    places = (("ko", "다라항"), ("ja", "ダラ港"), ("en", "Dara Harbour"))
    variances = (
        Variance(id="v1", event_id=event_id, slot=Slot.WHEN, relation=Relation.CONTRADICTION, claim_ids=("c-30", "c-31"), since=_FIRST),
        Variance(id="v2", event_id=event_id, slot=Slot.HOW_MANY, relation=Relation.UPDATE, claim_ids=("c-12", "c-14"), since=_FIRST),
    )  # fmt: skip
    return Dossier(
        id=content_id("dossier", event_id),
        event_id=event_id,
        reports=_cards(),
        origins=_origins(),
        claims=claims,
        variances=variances,
        names=(NameCard(key="place:dara", kind=NameKind.PLACE, forms=places),),
        zone="Asia/Seoul",
    )


_TEXTS = {
    "ko": (
        "다라항 앞바다에서 연락선 좌초, 열 명 넘게 다쳐",
        "연락선 히나기쿠가 다라항 앞바다에서 암초에 걸렸다. 사고 날짜는 보도마다 다르다.",
        "연락선 히나기쿠가 다라항 앞바다에서 좌초했다고 매체 다섯 곳이 전했다.",
        "다친 사람은 처음에 12명으로 전해졌다가 14명 이상으로 늘었다.",
        "사고가 난 날을 두고 보도가 엇갈린다. 두 출처는 1월 30일, 한 출처는 1월 31일로 전했다.",
        "더 하버 포스트는 이렇게 전했다: ",
    ),
    "ja": (
        "ダラ港沖で連絡船が座礁、けが人は十人を超える",
        "連絡船ひなぎくがダラ港の沖で座礁した。事故の日付は報道によって異なる。",
        "連絡船ひなぎくがダラ港沖で座礁したと五つの媒体が伝えた。",
        "けが人は当初12人と伝えられ、その後14人以上に増えた。",
        "事故の日については報道が食い違う。二つの情報源は1月30日、一つは1月31日としている。",
        "ハーバー・ポストは次のように伝えた。",
    ),
    "en": (
        "Ferry aground off Dara Harbour, more than ten people hurt",
        "The ferry Hinagiku ran onto rocks outside Dara Harbour. Reports give different days.",
        "The ferry Hinagiku ran aground outside Dara Harbour, five outlets report.",
        "The number of people hurt was first given as 12 and rose to at least 14.",
        "Accounts differ on the day: two origins say January 30, one says January 31.",
        "The Harbour Post put it this way: ",
    ),
}


def article(language: str, event_id: str = "ferry", writer: str = "brief/1") -> Article:
    """The article in one language."""
    headline, standfirst, lead, toll, days, says = _TEXTS[language]
    quote = Fragment(text=_SPANS["r4"], language=None if language == "en" else "en")

    def sentence(text: str, *ids: str) -> Sentence:
        return Sentence(fragments=(Fragment(text=text),), citations=tuple(span(i) for i in ids))

    return Article(
        id=content_id("article", event_id, language, writer),
        event_id=event_id,
        dossier_id=content_id("dossier", event_id),
        language=language,
        writer=writer,
        headline=sentence(headline, "r1", "r2"),
        standfirst=sentence(standfirst, "r1", "r4"),
        body=(
            Paragraph(role=Role.LEAD, sentences=(sentence(lead, "r1", "r2", "r3", "r4", "r5"), sentence(toll, "r1", "r3"))),
            Paragraph(role=Role.DISPUTED, sentences=(sentence(days, "r1", "r2", "r4"),)),
            Paragraph(role=Role.SAID, sentences=(Sentence(fragments=(Fragment(text=says), quote), citations=(span("r4"),)),)),
        ),
    )  # fmt: skip


def page(
    language: str = "ko", event_id: str = "ferry", *, related: Sequence[str] = (), writer: str = "brief/1"
) -> Page:
    """A whole page, picture drawn; `related` are event ids."""
    told, known = article(language, event_id, writer), dossier(event_id)
    picture, _ = illustrate(known, told, CardPainter())
    assert isinstance(picture, Picture)
    return Page(
        event_id=event_id,
        language=language,
        article=told,
        dossier=known,
        picture=picture,
        related=tuple(Related(event_id=i, reason=RelatedReason.SAME_PLACE, shared=("place:dara",)) for i in related),
        published_at=NOW - timedelta(hours=30),
        modified_at=NOW - timedelta(hours=2),
    )


def pages(count: int = 4, languages: Sequence[str] = LANGUAGES) -> list[Page]:
    """A small site: `count` events in each language, each related to the next two."""
    ids = ["ferry", *(f"ferry{number}" for number in range(2, count + 1))]
    made = []
    for language in languages:
        for place, event_id in enumerate(ids):
            near = [ids[(place + step) % count] for step in (1, 2) if count > step]
            made.append(replace(page(language, event_id, related=near)))
    return made
