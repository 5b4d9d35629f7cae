"""Reports that rest on another outlet's: the forms of three languages, and what only names an outlet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import Note, make_report, make_source
from twosource.group import Member, find_origins
from twosource.group.chains import find_retold
from twosource.group.outlets import Directory
from twosource.records import FoldReason, SourceKind

OUTLETS = [
    replace(make_source("naru", name="나루신문"), language="ko", aliases=("Naru Shinmun", "ナル新聞")),
    replace(make_source("kirihara", name="桐原新聞"), language="ja", aliases=("Kirihara Shimbun", "기리하라신문")),
    make_source("orchard", name="The Orchard Times"),
    make_source("meridian", name="Meridian Press", kind=SourceKind.AGENCY),
]


def read(text: str, language: str, title: str = "title") -> list[str]:
    report = replace(make_report("reader", title, text), language=language)
    return [key for key, _ in find_retold(Member(report=report, annotation=Note(report).done()), Directory(OUTLETS))]


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("나루신문 보도에 따르면 시장은 물러난다.", "ko", "naru"),
        ("나루신문에 따르면 시장은 물러난다.", "ko", "naru"),
        ("나루신문은 시장이 다음 주 물러난다고 보도했다.", "ko", "naru"),
        ("나루신문은 4일 “시장이 다음 주 물러난다”며 이렇게 전했다.", "ko", "naru"),
        ("시장은 나루신문과의 인터뷰에서 물러나겠다고 했다.", "ko", "naru"),
        ("시장은 나루신문에 “다음 주 물러나겠다”고 밝혔다.", "ko", "naru"),
        ("외신들은 나루신문을 인용해 시장이 물러난다고 했다.", "ko", "naru"),
        ("기리하라신문이 단독 보도로 알린 내용이다. 기리하라신문의 단독 보도에 따르면 그렇다.", "ko", "kirihara"),
        ("로이터통신에 따르면 시장은 물러난다.", "ko", "agency:reuters"),
        ("라인마인신문에 따르면 시장은 물러난다.", "ko", "outlet:paper:라인마인"),
        ("桐原新聞によると、市長は辞任する。", "ja", "kirihara"),
        ("桐原新聞は4日、市長が来週辞任すると報じた。", "ja", "kirihara"),
        ("市長が辞任する意向だと桐原新聞が伝えた。", "ja", "kirihara"),
        ("市長は桐原新聞の取材に対し、辞任すると述べた。", "ja", "kirihara"),
        ("市長は桐原新聞に「来週辞任する」と語った。", "ja", "kirihara"),
        ("桐原新聞の報道によれば市長は辞任する。", "ja", "kirihara"),
        ("米紙ラインメイン・タイムズによると、市長は辞任する。", "ja", "outlet:paper:ラインメイン・"),
        (
            "시장이 물러난다고 뉴욕타임스가 보도했다. 뉴욕타임스는 시장이 떠난다고 전했다.",
            "ko",
            "outlet:new-york-times",
        ),
        ("米紙ニューヨーク・タイムズによると、市長は辞任する。", "ja", "outlet:new-york-times"),
        ("The mayor will go, the New York Times reported.", "en", "outlet:new-york-times"),
        ("市長はNHKの取材に対し、辞任すると述べた。", "ja", "outlet:nhk"),
        ("As the Orchard Times reported, the mayor will go.", "en", "orchard"),
        ("The mayor will go, according to the Orchard Times.", "en", "orchard"),
        ("The mayor told Meridian Press that she would go.", "en", "meridian"),
        ("The mayor will go, the Orchard Times first reported on Monday.", "en", "orchard"),
        ("The mayor said in an interview with the Orchard Times that she would go.", "en", "orchard"),
        ("The mayor will go, Reuters reported.", "en", "agency:reuters"),
        ("The mayor will go, according to the Minari Courier.", "en", "outlet:paper:minari"),
        ("Citing the Naru Shinmun, officials said the mayor would go.", "en", "naru"),
    ],
)
def test_chains_of_every_form(text: str, language: str, key: str) -> None:
    """ "As A reported" is read in Korean, Japanese and English, of outlets we read and of those we do not."""
    assert read(text, language) == [key]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("한 이코노미스트에 따르면 금리는 오른다.", "ko"),
        ("빌트인 가구가 늘었다고 업계는 밝혔다.", "ko"),
        ("The guardian reported that the child was well.", "en"),
        ("나루신문 기자 출신인 시장은 다음 주 물러난다.", "ko"),
        ("경찰에 따르면 시장은 물러난다.", "ko"),
        ("현지 신문에 따르면 시장은 물러난다.", "ko"),
        ("정보통신에 따르면 세상은 빨라졌다고 시장은 말했다.", "ko"),
        ("해양수산부는 어선이 돌아왔다고 밝혔다.", "ko"),
        ("桐原新聞社の前で市長が演説した。", "ja"),
        ("警察によると、市長は辞任する。", "ja"),
        ("地元テレビによると、市長は辞任する。", "ja"),
        ("The Orchard Times reported a loss of 3 million for the quarter.", "en"),
        ("The mayor, once an editor at the Orchard Times, will go.", "en"),
        ("The mayor will go, according to the ministry.", "en"),
        ("The mayor told a news conference that she would go.", "en"),
        ("The offices of Meridian Press overlook the harbour.", "en"),
        ("“As the Orchard Times reported, I will go,” the mayor said in a speech.", "en"),
    ],
)
def test_what_is_no_chain(text: str, language: str) -> None:
    """Offices, nameless papers, an outlet that is itself the news or only stands there: nothing is passed on."""
    assert read(text, language) == []


def test_a_late_detail_is_not_what_a_report_rests_on() -> None:
    """Deep in a report of its own another outlet is one voice among many; at the head it is the ground."""
    own = [f"Neighbour {n} told us what the mayor had promised the street." for n in range(9)]
    cited = "The Orchard Times reported that she will go."
    assert read(" ".join([*own[:6], cited, *own[6:]]), "en") == []
    assert read(" ".join([cited, *own]), "en") == ["orchard"]


def test_title_names_its_source() -> None:
    """A headline ends with the outlet whose report it passes on."""
    assert read("She goes next week.", "en", "Mayor to go - Reuters") == ["agency:reuters"]
    assert read("She goes next week.", "en", "Mayor to go") == []


def test_chain_across_languages_goes_back_to_the_report() -> None:
    """A Korean report that a Japanese and an English one retell is the one origin; the detail names it."""
    sources = {source.id: source for source in OUTLETS}
    root = replace(make_report("naru", "시장 사퇴", "시장이 다음 주 물러난다. 후임은 정해지지 않았다."), language="ko")
    japanese = replace(
        make_report("kirihara", "市長辞任", "韓国のナル新聞によると、市長は辞任する。", hours=1), language="ja"
    )
    english = make_report("orchard", "Mayor to go", "The mayor will go, the Naru Shinmun reported.", hours=2)
    members = [Member(report=report, annotation=Note(report).done()) for report in (root, japanese, english)]
    (origin,) = find_origins(members, sources)
    assert origin.root == root.id
    assert [(fold.reason, fold.detail) for fold in origin.folds] == [
        (FoldReason.AS_REPORTED, "ナル新聞"),
        (FoldReason.AS_REPORTED, "Naru Shinmun"),
    ]


def test_resting_on_two_makes_those_no_one() -> None:
    """A round-up of two independent reports goes back to one of them, and they stay two origins."""
    sources = {source.id: source for source in OUTLETS}
    one = make_report(
        "meridian", "Talks resume", "Envoys sat down again on Thursday. A text of eleven pages was on the table."
    )
    two = make_report(
        "orchard", "Who insures the ships", "Two insurers from London were seen in the hotel lobby at nine."
    )
    both = make_report(
        "kirihara",
        "What we know",
        "Meridian Press reported a text of eleven pages. Insurers are there, according to the Orchard Times.",
        hours=1,
    )
    members = [Member(report=report, annotation=Note(report).done()) for report in (one, two, both)]
    assert sorted(len(origin.report_ids) for origin in find_origins(members, sources)) == [1, 2]
