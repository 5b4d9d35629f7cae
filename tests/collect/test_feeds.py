"""Feeds to listings: RSS, Atom, RDF and JSON; odd charsets, odd dates, broken markup."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from twosource.collect import parse_feed
from twosource.collect.feeds import FULL_TEXT, MAX_ITEMS
from twosource.records import Listing, Reason, Severity

URL = "https://dongnae.example/rss/all.xml"
FEEDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "feeds"


def rss(*items: str, head: str = "", version: str = "2.0") -> str:
    channel = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="{version}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title>'
        f"<language>ko-kr</language>{channel}</channel></rss>"
    )


def only(text: str | bytes, **options: str) -> Listing:
    data = text if isinstance(text, bytes) else text.encode()
    listings, problems = parse_feed(data, url=URL, **options)
    assert problems == ()
    assert len(listings) == 1
    return listings[0]


def test_an_rss_item_becomes_a_listing():
    """Every field of an item, as plain text and aware UTC."""
    item = (
        "<title>매물도 해상서 어선 전복</title><link>/news/1</link><description>&lt;p&gt;해경이 &lt;b&gt;수색&lt;/b&gt;한다.&lt;/p&gt;</description>"
        "<pubDate>Tue, 12 May 2026 09:10:00 +0900</pubDate><author>desk@dongnae.example (한서우)</author>"
    )
    assert only(rss(item)) == Listing(
        url="https://dongnae.example/news/1",
        title="매물도 해상서 어선 전복",
        summary="해경이 수색한다.",
        published_at=datetime(2026, 5, 12, 0, 10, tzinfo=UTC),
        byline="한서우",
        language="ko-KR",
    )


def test_an_atom_entry_becomes_a_listing():
    """Atom's own names for the same things; `updated` is kept beside `published`."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja" xml:base="https://shiokaze.example/x/"><entry>'
        '<title type="html">漁船&lt;b&gt;転覆&lt;/b&gt;</title><link rel="enclosure" href="/a.mp3"/><link href="2"/>'
        "<id>tag:shiokaze.example,2026:2</id><published>2026-05-12T11:05:00+09:00</published>"
        "<updated>2026-05-12T12:00:00+09:00</updated><author><name>早瀬みのり</name></author><summary>二人不明</summary>"
        "</entry></feed>"
    )
    assert only(atom) == Listing(
        url="https://shiokaze.example/x/2",
        title="漁船転覆",
        summary="二人不明",
        published_at=datetime(2026, 5, 12, 2, 5, tzinfo=UTC),
        updated_at=datetime(2026, 5, 12, 3, 0, tzinfo=UTC),
        byline="早瀬みのり",
        language="ja",
    )


def test_an_rdf_item_takes_its_date_from_dublin_core():
    """RSS 1.0, as Japanese papers still write it."""
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc='
        '"http://purl.org/dc/elements/1.1/"><item rdf:about="https://shiokaze.example/1"><title>港</title>'
        "<link>https://shiokaze.example/1</link><dc:date>2026-05-12T11:05+09:00</dc:date><dc:creator>早瀬</dc:creator></item></rdf:RDF>"
    )
    listing = only(rdf)
    assert listing.published_at == datetime(2026, 5, 12, 2, 5, tzinfo=UTC)
    assert listing.byline == "早瀬"


def test_a_json_feed_is_read():
    """JSON Feed 1.1: html and text content, authors, an item without address left out."""
    long_text = "The crew was brought ashore. " * 30
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "en-GB",
        "items": [
            {"id": "1", "url": "/x", "title": "Search <b>ends</b>", "date_published": "2026-05-13T16:00:00+08:00",
             "date_modified": "2026-05-13T17:00:00+08:00", "authors": [{"name": "A. Desk"}, {"name": "B. Desk"}],
             "content_html": f"<p>{long_text}</p><p>End.</p>", "summary": "Short"},
            {"id": "https://harbour.example/y", "content_text": "too short to be the full text"},
            {"title": "nowhere"},
            "rubbish",
        ],
    }  # fmt: skip
    listings, problems = parse_feed(json.dumps(feed).encode(), url="https://harbour.example/feed.json")
    assert problems == ()
    first, second = listings[0], listings[1]
    assert [listing.url for listing in listings[:1]] == ["https://harbour.example/x"]
    assert (first.title, first.summary, first.byline, first.language) == (
        "Search ends",
        "Short",
        "A. Desk, B. Desk",
        "en-GB",
    )
    assert first.text == f"{long_text.strip()}\nEnd."
    assert (first.published_at, first.updated_at) == (
        datetime(2026, 5, 13, 8, tzinfo=UTC),
        datetime(2026, 5, 13, 9, tzinfo=UTC),
    )
    assert (second.url, second.text) == ("https://harbour.example/1", "") or second.url == "https://harbour.example/y"


def test_full_text_is_kept_and_summaries_are_not_taken_for_it():
    """content:encoded from 400 characters on is the text, its paragraphs apart; less is not."""
    body = "해경은 수색을 이어 갔다. " * 40
    listing = only(
        rss(f"<link>/1</link><content:encoded><![CDATA[<p>{body}</p><script>x</script><p>끝.</p>]]></content:encoded>")
    )
    assert listing.text == f"{body.strip()}\n끝."
    short = only(rss("<link>/1</link><content:encoded>&lt;p&gt;짧다&lt;/p&gt;</content:encoded>"))
    assert short.text == ""
    assert len(body) > FULL_TEXT


@pytest.mark.parametrize(
    ("codec", "label", "text"),
    [
        ("cp949", "euc-kr", "똠방각하호 뒤집혀 뷁"),
        ("cp932", "Shift_JIS", "①㈱潮風、髙橋港で"),
        ("euc_jp", "EUC-JP", "潮風新聞の報道"),
        ("iso2022_jp", "ISO-2022-JP", "潮風新聞の報道"),
        ("utf-16", "utf-16", "매물도 해상"),
        ("utf-8", "euc-kr", "매물도 해상서 어선"),
        ("cp949", "utf-8", "매물도 해상서 어선 전복, 선원 일곱 명 구조"),
    ],
)
def test_legacy_charsets_are_read_right(codec, label, text):
    """Declared by the XML, by the header, or declared wrong: the title is what the outlet wrote."""
    item = f"<title>{text}</title><link>/1</link>"
    in_xml = rss(item).replace("UTF-8", label)
    assert only(in_xml.encode(codec)).title == text
    in_header = rss(item).replace(' encoding="UTF-8"', "")
    if codec != "iso2022_jp" and label != "utf-16":
        assert only(in_header.encode(codec), content_type=f"text/xml; charset={label}").title == text


@pytest.mark.parametrize(
    "kind", ["text/xml", "application/rss+xml", "text/html", "text/plain", "application/octet-stream", ""]
)
def test_the_media_type_does_not_matter(kind):
    """Feeds come as anything; without a charset in the header their own declaration counts."""
    assert only(rss("<title>항구</title><link>/1</link>"), content_type=kind).title == "항구"


def test_bare_times_are_the_outlets():
    """Korean and Japanese date strings, and times without a zone, are read in the zone given."""
    for date in (
        "2026-05-12 09:10:00",
        "2026년 5월 12일 오전 9시 10분",
        "2026.05.12 09:10",
        "Tue, 12 May 2026 09:10:00 KST",
    ):
        listing = only(rss(f"<link>/1</link><pubDate>{date}</pubDate>"), zone="Asia/Seoul")
        assert listing.published_at == datetime(2026, 5, 12, 0, 10, tzinfo=UTC), date
    assert only(rss("<link>/1</link><pubDate>soon</pubDate>")).published_at is None


def test_links_come_from_where_they_are():
    """link, else the guid where it is an address; FeedBurner's original before its own; never another scheme."""
    assert only(rss("<guid>https://dongnae.example/g</guid>")).url == "https://dongnae.example/g"
    assert only(rss('<guid isPermaLink="false">https://dongnae.example/g</guid>')).url == "https://dongnae.example/g"
    burner = (
        '<link>https://feeds.example/~r/1</link><x:origLink xmlns:x="http://rssnamespace.org/feedburner/ext/1.0">'
        "https://dongnae.example/1?utm_source=x</x:origLink>"
    )
    assert only(rss(burner)).url == "https://dongnae.example/1"
    items = (
        "<link>javascript:alert(1)</link>",
        "<link>file:///etc/passwd</link>",
        '<guid isPermaLink="false">42</guid>',
        "<title>x</title>",
    )
    assert parse_feed(rss(*items).encode(), url=URL) == ((), ())


def test_an_address_is_listed_once():
    """The first of two items with one address stays; fragments do not make a new page."""
    listings, _ = parse_feed(rss(*(f"<title>{n}</title><link>/1#{n}</link>" for n in "ab")).encode(), url=URL)
    assert [listing.title for listing in listings] == ["a"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;두 장관", "두 장관"),
        ("<![CDATA[<img src=x onerror=alert(1)>두 장관]]>", "두 장관"),
        ("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;두 장관", "두 장관"),
        ("두\u200b 장관\u202e", "두 장관"),
        ("&#60;svg/onload=alert(1)&#62;두 장관", "두 장관"),
        ("&lt;속보&gt; 두 장관", "<속보> 두 장관"),
        ("A &amp;amp; B &nbsp;C", "A & B C"),
    ],
)
def test_titles_are_plain_text(title, text):
    """Titles can decode to live markup; what comes out is words."""
    assert only(rss(f"<title>{title}</title><link>/1</link>")).title == text


@pytest.mark.parametrize(
    "broken",
    [
        rss("<title>AT&T 항구</title><link>/1?a=1&b=2</link>"),
        rss("<title>항구</title><link>/1</link>").removesuffix("</channel></rss>"),
        rss("<title>항구</b></title><link>/1</link>"),
        rss("<title>항구</title><link>/1</link><media:thumbnail url='x'/>"),
        rss("<title>항구 &undefined;</title><link>/1</link>"),
    ],
)
def test_malformed_feeds_are_read_as_far_as_they_go(broken):
    """Bare ampersands, missing ends, wrong nesting, undeclared prefixes: the items count, and a note says so."""
    listings, problems = parse_feed(broken.encode(), url=URL)
    assert len(listings) == 1
    assert "항구" in listings[0].title
    assert listings[0].url.startswith("https://dongnae.example/1")
    assert [(problem.severity, problem.reason) for problem in problems] == [(Severity.NOTE, Reason.NOT_A_FEED)]


@pytest.mark.parametrize("junk", ["\n\n  ", "\ufeff", "<!-- x -->", "Warning: include() failed in /var/www\n"])
def test_junk_before_the_feed_is_no_obstacle(junk):
    """Blank lines and messages of a server come before the XML declaration often enough."""
    listings, _ = parse_feed((junk + rss("<title>항구</title><link>/1</link>")).encode(), url=URL)
    assert [listing.title for listing in listings] == ["항구"]


def test_characters_xml_forbids_cost_nothing_but_themselves():
    """A stray control character, raw or as a reference, is dropped and the feed stays well-formed."""
    assert only(rss("<title>항\x00\x0b구&#1;&#xFFFF;</title><link>/1</link>")).title == "항구"


@pytest.mark.parametrize(
    "document",
    [
        "<html><head><title>404</title></head><body>Not here</body></html>",
        "no feed",
        "",
        "{}",
        "[]",
        '{"items": 3}',
        "<x/>",
    ],
)
def test_what_is_no_feed_says_so(document):
    """A page, JSON of another kind or nothing at all is one problem with what to do, and no listing."""
    listings, problems = parse_feed(document.encode(), url=URL)
    assert listings == ()
    assert [(problem.reason, problem.severity) for problem in problems] == [(Reason.NOT_A_FEED, Severity.ERROR)]
    assert URL in problems[0].message


def test_a_feed_without_items_is_a_feed():
    """A quiet day is no problem."""
    assert parse_feed(rss().encode(), url=URL) == ((), ())


def test_a_long_feed_gives_its_first_items_and_a_note():
    """A thousand items are read of any number."""
    items = (f"<title>{n}</title><link>/{n}</link>" for n in range(MAX_ITEMS + 5))
    listings, problems = parse_feed(rss(*items).encode(), url=URL)
    assert [listing.title for listing in listings] == [str(n) for n in range(MAX_ITEMS)]
    assert [(problem.reason, problem.severity) for problem in problems] == [(Reason.TOO_LARGE, Severity.NOTE)]


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the shared feeds are not here")
def test_the_odd_feeds_of_two_projects_parse():
    """Every tenth of 3,100 odd feeds: no exception, none over the cap of two seconds, most without complaint."""
    files = sorted(path for path in FEEDS.rglob("*") if path.suffix in (".xml", ".json"))[::10]
    assert len(files) > 250
    listed = 0
    for path in files:
        began = time.process_time()
        listings, _ = parse_feed(path.read_bytes(), url=URL)
        assert time.process_time() - began < 2, path
        listed += len(listings)
    assert listed > 5
