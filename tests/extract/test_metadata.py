"""Headline, time, byline, credit, language and address of a page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from conftest import Read, make_source
from pages.press import article

from pages import english, japanese, korean
from twosource.extract.credit import find_credit
from twosource.extract.dates import parse_time, zone_of
from twosource.extract.title import strip_site
from twosource.records import Listing, Precision

SEOUL = zone_of("Asia/Seoul")
TEXT = {
    "ko": "<p>청람시는 30일 오전 새로 놓은 보행교를 시민에게 열었다고 밝혔다.</p><p>공사는 예정보다 두 달 일찍 끝났다.</p>",
    "ja": "<p>青嵐市は三十日、新しい歩道橋を市民に開放したと発表した。</p><p>工事は予定より二カ月早く終わった。</p>",
    "en": "<p>Halden opened its new footbridge to the public on Friday, officials said.</p><p>The work finished two months early.</p>",
}


def page(head: str = "", body: str = "", *, lang: str = "ko", text: str = "ko") -> str:
    """A short article with the given head and something above its body."""
    return f'<html lang="{lang}"><head>{head}</head><body><h1>다리 개통</h1>{body}<div class="article_body">{TEXT[text]}</div></body></html>'


def ld(**values: object) -> str:
    """JSON-LD."""
    import json

    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values}, ensure_ascii=False)}</script>'


DATES = [
    (ld(datePublished="2026-01-30T14:20:00+09:00"), "", "2026-01-30T05:20", "minute", "page"),
    (ld(datePublished="2026-01-30T14:20:00"), "", "2026-01-30T05:20", "minute", "page"),
    (ld(datePublished="2026-01-30"), "", "2026-01-29T15:00", "day", "page"),
    ('<meta property="article:published_time" content="2026-01-30T05:20:00Z">', "", "2026-01-30T05:20", "minute", "page"),
    ('<meta name="pubdate" content="20260130142000">', "", "2026-01-30T05:20", "minute", "page"),
    ("", '<time itemprop="datePublished" datetime="2026-01-30 14:20">어제</time>', "2026-01-30T05:20", "minute", "page"),
    ("", "<span>입력 2026.01.30. 오후 2:20</span><span>수정 2026.01.31. 오전 9:00</span>", "2026-01-30T05:20", "minute", "text"),
    ("", "<p>기사입력 : 2026년 1월 30일 14시 20분</p>", "2026-01-30T05:20", "minute", "text"),
    ("", "<p>승인 2026.01.30 14:20</p>", "2026-01-30T05:20", "minute", "text"),
    ("", "<em>2026-01-30</em>", "2026-01-29T15:00", "day", "text"),
]  # fmt: skip


@pytest.mark.parametrize("row", DATES)
def test_published(read, row):
    """Each place a time can stand gives instant, precision and basis; bare times are in the source's zone."""
    head, body, at, precision, basis = row
    report, _outcome = read(page(head, body))
    assert report is not None
    assert report.published is not None
    assert report.published.at == datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert (report.published.precision.value, report.published.basis) == (precision, basis)


def test_page_beats_feed_and_feed_beats_text(read):
    """The page's metadata is believed first, then the feed, then what is printed."""
    listing = Listing(url="https://news.example/1", title="다리", published_at=datetime(2026, 1, 29, 1, tzinfo=UTC))
    printed = "<p>입력 2026.01.28 10:00</p>"
    stated, _ = read(page(ld(datePublished="2026-01-30T14:20:00+09:00"), printed), listing=listing)
    fed, _ = read(page("", printed), listing=listing)
    alone, _ = read(page("", printed))
    assert [report.published.basis for report in (stated, fed, alone)] == ["page", "feed", "text"]
    assert fed.published.at == listing.published_at


def test_a_date_from_the_address(read):
    """With nothing else a date in the address counts, as a day."""
    report, _ = read(page(), final_url="https://news.example/2026/01/30/bridge.html")
    assert report.published is not None
    assert report.published.basis == "url"
    assert report.published.precision is Precision.DAY
    assert report.published.at == datetime(2026, 1, 29, 15, tzinfo=UTC)


@pytest.mark.parametrize("stated", ["2031-01-01T00:00:00Z", "1970-01-01", "0000-00-00", "soon", ""])
def test_impossible_dates_are_not_believed(read, stated):
    """A date after the page was fetched, before there was a web, or no date at all gives way to the next."""
    report, _ = read(page(ld(datePublished=stated), "<p>입력 2026.01.28 10:00</p>"))
    assert report.published.at == datetime(2026, 1, 28, 1, tzinfo=UTC)


def test_undated(read):
    """A page without any date is a report without one."""
    report, _ = read(page())
    assert report is not None
    assert report.published is None


def test_updated(read):
    """The time of the last change is read too."""
    report, _ = read(page(ld(datePublished="2026-01-30", dateModified="2026-01-31T09:00:00+09:00")))
    assert report.updated_at == datetime(2026, 1, 31, tzinfo=UTC)


PRINTED = [
    ("2026年1月30日 14時20分", "2026-01-30T05:20"),
    ("2026/1/30(金) 14:20", "2026-01-30T05:20"),
    ("2026-01-30T14:20:00.000+0900", "2026-01-30T05:20"),
    ("2026. 1. 30. 오전 12:05", "2026-01-29T15:05"),
    ("Jan. 30, 2026 2:20 pm UTC", "2026-01-30T14:20"),
    ("30 January 2026", "2026-01-29T15:00"),
    ("January 30, 2026, 2:20 p.m. GMT", "2026-01-30T14:20"),
    ("2026.01.30 14:20 KST", "2026-01-30T05:20"),
]


@pytest.mark.parametrize(("text", "at"), PRINTED)
def test_parse_time(text, at):
    """Forms of a time in three languages."""
    assert parse_time(text, SEOUL)[0] == datetime.fromisoformat(at).replace(tzinfo=UTC)


TITLES = [
    ("청람시, 새 다리 개통 - 가람일보", "청람시, 새 다리 개통"),
    ("청람시, 새 다리 개통 | 사회 | 가람일보", "청람시, 새 다리 개통 | 사회"),
    ("청람시, 새 다리 개통 < 사회 < 새벽신문", "청람시, 새 다리 개통 < 사회"),
    ("青嵐市、橋が開通：朝凪新聞デジタル", "青嵐市、橋が開通"),
    ("青嵐市、橋が開通 | 朝凪ニュース", "青嵐市、橋が開通"),
    ("Halden opens footbridge | Merrow News", "Halden opens footbridge"),
    ("Halden opens footbridge - news.example.com", "Halden opens footbridge"),
    ("Bridge: what we know", "Bridge: what we know"),
    ("다리 개통 - 두 달 일찍 끝난 공사", "다리 개통 - 두 달 일찍 끝난 공사"),
    ("一問一答：市長に聞く", "一問一答：市長に聞く"),
    ("News", "News"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_site_names_are_cut(title, expected):
    """A trailing site name is no part of a headline; a dash or colon of the headline's own stays."""
    assert strip_site(title, {"가람일보"}) == expected


def test_shortened_headlines_are_completed(read):
    """A headline that JSON-LD cuts off is taken whole from the page."""
    report, _ = read(page(ld(headline="다리…")))
    assert report.title == "다리 개통"


HEADINGS = [
    ("<title>다리 개통 - 가람일보</title>", "<h1>가람일보</h1><h2>다른 제목</h2>", "다리 개통"),
    ("<title>가람일보 - 청람시, 새 다리 개통</title>", "", "청람시, 새 다리 개통"),
    ("<title>보도자료 | 가람일보</title>", "<nav><h2>정책 정보와 알림 그리고 소식</h2></nav><h3>청람시 보행교 개통 안내(30일)</h3>", "청람시 보행교 개통 안내(30일)"),
    ("<title>가람일보</title>", "<h1>청람시, 다리 개통</h1>", "청람시, 다리 개통"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "title"), HEADINGS)
def test_headlines_without_metadata(read, head, body, title):
    """With no metadata the headline is the heading or title that names neither site nor section."""
    report, _ = read(
        f'<html lang="ko"><head>{head}</head><body>{body}<div class="article_body">{TEXT["ko"]}</div></body></html>'
    )
    assert report.title == title


def test_listing_title_as_last_resort(read):
    """A page without any headline keeps the feed's."""
    markup = f"<html lang=ko><body><div class=article_body>{TEXT['ko']}</div></body></html>"
    report, _ = read(markup, listing=Listing(url="https://news.example/1", title="다리가 열렸다"))
    assert report.title == "다리가 열렸다"


def test_no_report_is_untitled(read):
    """Where neither page nor feed has a headline the first words stand for it."""
    report, _ = read(f"<html lang=ko><body><div class=article_body>{TEXT['ko']}</div></body></html>")
    assert report.title == "청람시는 30일 오전 새로 놓은 보행교를 시민에게 열었다고 밝혔다."


CREDITS = [
    ("", "(청람=연합뉴스) 도하늘 기자 = 청람시는 다리를 열었다.", "연합뉴스"),
    ("", "[청람=뉴시스]도하늘 기자 = 청람시는 다리를 열었다.", "뉴시스"),
    ("", "(서울=한빛통신) 청람시는 다리를 열었다.", "한빛통신"),
    ("", "(청람=도하늘 기자) 청람시는 다리를 열었다.", ""),
    ("", "【青嵐共同】青嵐市は橋を開通させた。", "共同"),
    ("", "【ソウル時事】青嵐市は橋を開通させた。", "時事"),
    ("", "［東京　３０日　ロイター］ - 青嵐市は橋を開通させた。", "ロイター"),
    ("", "【青嵐＝青木澄夫】青嵐市は橋を開通させた。", ""),
    ("", "青嵐市は橋を開通させた。（共同）", "共同"),
    ("", "HALDEN, Jan 30 (Reuters) - Halden opened its bridge.", "Reuters"),
    ("", "HALDEN (AP) — Halden opened its bridge.", "AP"),
    ("도하늘=연합뉴스", "청람시는 다리를 열었다.", "연합뉴스"),
    ("Mara Quill, Reuters", "Halden opened its bridge.", "Reuters"),
    ("Mara Quill", "Halden opened its bridge, Reuters reported.", ""),
    ("도하늘 기자", "연합뉴스는 청람시가 다리를 열었다고 보도했다.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("byline", "body", "credit"), CREDITS)
def test_credits(byline, body, credit):
    """An agency in dateline, byline or at the end is credited as printed; reporters and mentions are not."""
    assert find_credit(byline, body, make_source()) == credit


def test_credit_and_byline_of_a_page(read):
    """Both come with the report of an agency's page, the source itself is not its own credit."""
    gold = article("ko", "credit")
    report, _ = read(korean.agency(gold))
    assert (report.credit, report.byline) == ("연합뉴스", gold.author)
    own, _ = read(korean.agency(gold), name="연합뉴스")
    assert own.credit == ""


LANGUAGES = [
    ("ko", "ko", "ko", "ko"),
    ("ko-KR", "ko", "ko", "ko-KR"),
    ("", "ko", "ko", "ko"),
    ("en", "ko", "ko", "ko"),
    ("kr", "ko", "en", "ko"),
    ("ja_JP", "ja", "ja", "ja-JP"),
    ("nonsense!", "ko", "ko", "ko"),
]


@pytest.mark.parametrize(("declared", "text", "source", "expected"), LANGUAGES)
def test_language(read, declared, text, source, expected):
    """The page's own tag, mended where it is malformed or its script says otherwise, else the source's."""
    title = {"ko": "청람시, 새 다리 개통", "ja": "青嵐市に新しい橋ができた"}[text]
    report, _ = read(page(f'<meta property="og:title" content="{title}">', lang=declared, text=text), source)
    assert report.language == expected


ADDRESSES = [
    ("/article/1", "https://news.example/article/1", None),
    ("https://www.news.example/article/1", "https://www.news.example/article/1", None),
    ("https://agency.example/a/9", "https://m.news.example/article/1?from=feed", "https://agency.example/a/9"),
    ("https://m.news.example/", "https://m.news.example/article/1?from=feed", None),
    ("javascript:alert(1)", "https://m.news.example/article/1?from=feed", None),
    ("", "https://m.news.example/article/1?from=feed", None),
]


@pytest.mark.parametrize(("canonical", "url", "other"), ADDRESSES)
def test_addresses(read, canonical, url, other):
    """A canonical link of the same site replaces the address; another outlet's is kept beside it."""
    final = "https://m.news.example/article/1?from=feed"
    if canonical.startswith("/"):
        final = "https://news.example/article/1?from=feed"
    report, _ = read(page(f'<link rel="canonical" href="{canonical}">' if canonical else ""), final_url=final)
    assert (report.url, report.canonical_url) == (url, other)


def test_broken_json_ld_does_no_harm(read):
    """JSON-LD with a trailing comma is read, a broken one skipped, a deep one survived."""
    comma = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"쉼표",}</script>'
    broken = '<script type="application/ld+json">{"@type":"NewsArticle","headline":</script>'
    deep = f'<script type="application/ld+json">{"[" * 3000}</script>'
    graph = '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["Article"],"headline":"그래프"}]}</script>'
    assert read(page(comma))[0].title == "쉼표"
    assert read(page(broken + deep))[0].title == "다리 개통"
    assert read(page(graph))[0].title == "그래프"


def test_bylines(read):
    """Names are joined as printed; an address in their place is no name."""
    assert read(page(ld(author=[{"name": "도하늘"}, {"name": "서이든"}])))[0].byline == "도하늘, 서이든"
    assert read(page('<meta name="author" content="https://news.example/me">'))[0].byline == ""
    gold = article("en", "by")
    assert read(english.plain(gold), "en")[0].byline == gold.author
    assert read(japanese.section(article("ja", "by")), "ja")[0].byline


def test_rights_travel_with_the_report(read):
    """What the capture says of rights is the report's."""
    from twosource.records import Rights

    report, _ = read(page(), rights=Rights(model=False, quote_characters=0))
    assert report.rights.model is False
    assert report.rights.quote_characters == 0


@pytest.mark.parametrize(
    "title",
    ["푸른신보 - 다리 공사 끝나 내일 개통", "다리 공사 끝나 내일 개통 | 푸른 저널", "다리 공사 끝나 내일 개통｜푸른"],
)
def test_unknown_site_name_is_not_in_the_title(read: Read, title: str) -> None:
    """The part of the document title that stands alone in the page is the headline, whatever the site is called."""
    head = f'<title>{title}</title><meta property="og:title" content="{title}">'
    report, _ = read(page(head, "<table><tr><td><b>다리 공사 끝나 내일 개통</b></td></tr></table>"))
    assert report is not None
    assert report.title == "다리 공사 끝나 내일 개통"


@pytest.mark.parametrize(
    ("canonical", "address", "kept"),
    [
        ("https://news.example/article/1", "https://news.example/amp/article/1?utm=x", True),
        ("https://news.example/a/bridge-opens", "https://news.example/amp/bridge-opens", True),
        ("https://news.example/news", "https://news.example/news/1234", False),
        ("https://news.example/news", "https://news.example/news?id=1234", False),
        ("https://news.example/all", "https://news.example/bridge-opens", False),
    ],
)
def test_address_all_pages_share_is_no_report_of_its_own(read: Read, canonical: str, address: str, kept: bool) -> None:
    """A canonical link counts where it names this very piece; one for the whole site would swallow all reports."""
    head = f'<title>다리 공사 끝나 내일 개통</title><link rel="canonical" href="{canonical}">'
    report, _ = read(page(head), url=address, final_url=address)
    assert report is not None
    assert report.url == (canonical if kept else address)
