"""Feeds, sitemaps and reading lists made to hurt: bombs, entities, sizes, nonsense."""

from __future__ import annotations

import contextlib
import time
import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from twosource.collect import find_feeds, parse_feed, parse_sitemap, read_opml
from twosource.collect.feeds import MAX_BYTES
from twosource.collect.markup import TooComplexError, is_well_formed, tidy_xml
from twosource.errors import InputError
from twosource.records import Reason

URL = "https://harbour.example/feed"
ITEM = "<item><title>{}</title><link>/1</link></item>"

LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12)) + "]>"
)
QUADRATIC = f'<!DOCTYPE rss [<!ENTITY big "{"x" * 60_000}">]>'
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY a0 SYSTEM "file:///etc/passwd"> <!ENTITY % dtd SYSTEM "http://127.0.0.1:9/x.dtd"> %dtd;]>'
)
COMMENTED = "<!DOCTYPE rss [<!-- it's \"quoted -- and ]> not the end --><!ENTITY a0 'ha'>]>"
OPEN = '<!DOCTYPE rss [<!ENTITY a0 "ha'


def timed(function, *arguments, **options):
    """Result of a call that must stay under the two seconds a feed may take."""
    began = time.process_time()
    result = function(*arguments, **options)
    assert time.process_time() - began < 2
    return result


def rss_around(text: str) -> bytes:
    return f'<rss version="2.0"><channel><item><link>/1</link><title>{text}</title></item></channel></rss>'.encode()


@pytest.mark.parametrize("doctype", [LAUGHS, QUADRATIC, OUTSIDE, COMMENTED])
@pytest.mark.parametrize("entity", ["&a12;", "&big;" * 20_000, "&a0;"])
def test_entities_of_a_feed_are_never_expanded(doctype, entity):
    """Billion laughs, quadratic blow-up and external entities: the DTD is cut off, the rest is read."""
    feed = f'{doctype}<rss version="2.0"><channel>{ITEM.format("port " + entity)}</channel></rss>'
    listings, problems = timed(parse_feed, feed.encode(), url=URL)
    assert [listing.url for listing in listings] == ["https://harbour.example/1"]
    assert "ha" not in listings[0].title
    assert "root:" not in listings[0].title
    assert len(listings[0].title) <= 500
    assert any("entities of its own" in problem.message for problem in problems)


def test_a_doctype_without_entities_is_nothing_to_speak_of():
    """RSS 0.91's DTD, and HTML names declared in good faith, give no warning."""
    doctypes = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">',
        '<!DOCTYPE rss [<!ENTITY % HTMLlat1 PUBLIC "x" "y"><!ENTITY eacute "&#233;">]>',
    )
    for doctype in doctypes:
        feed = f'{doctype}<rss version="0.91"><channel>{ITEM.format("caf&eacute;")}</channel></rss>'
        listings, problems = parse_feed(feed.encode(), url=URL)
        assert [listing.title for listing in listings] == ["café"]
        assert problems == ()


def test_an_endless_doctype_is_rubbish():
    """A declaration that does not end declares nothing."""
    assert timed(parse_feed, (OPEN * 40_000).encode(), url=URL)[0] == ()


def test_a_large_feed_is_not_read():
    """Five megabytes are refused before any parser sees them."""
    feed = b"<rss><channel>" + ITEM.encode() * 130_000
    assert len(feed) > 5_000_000 > MAX_BYTES
    listings, problems = timed(parse_feed, feed, url=URL)
    assert listings == ()
    assert [problem.reason for problem in problems] == [Reason.TOO_LARGE]


def test_a_hundred_thousand_items_cost_no_more_than_a_thousand():
    """The rest is cut off before parsing."""
    feed = b'<rss version="2.0"><channel>' + b"<item><link>/a</link></item>" * 70_000
    listings, problems = timed(parse_feed, feed, url=URL)
    assert len(listings) == 1
    assert problems[0].reason is Reason.TOO_LARGE
    assert timed(parse_feed, b'<rss version="2.0"><channel>' + b"<item/>" * 100_000, url=URL)[0] == ()


@pytest.mark.parametrize(
    "feed",
    [
        b"<rss><channel><item>" + b"<a>" * 300_000,
        b"<rss><channel><item><description>" + b"<b>" * 200_000 + b"</b>" * 200_000 + b"</description></item></channel></rss>",
        b"<rss " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>",
        b"<rss " + b" ".join(b'xmlns:a%d="u"' % n for n in range(80_000)) + b"/>",
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>' + b'<link href="/a"/>' * 110_000 + b"</entry></feed>",
        b"<rss><channel><title>" + b"&" * 1_900_000,
        b"<rss><channel>" + b"<" * 90_000,
        b"<rss>" + b"<a " * 30_000,
        b"<rss><channel><item>" + b"<a/>" * 24_000 + b"<",
        b"<rss><channel><item>" + b"<link>" * 16_000,
        b"<rss><channel><item><description>" + b"<div>" * 19_000,
        b"<rss>" + b"<!--" * 24_000,
        b"\x00" * 1_900_000,
        b"\xff\xfe" + b"<\x00" * 500_000,
        b'{"items":[' + b"[" * 900_000,
        b'{"items":[' + b"1" * 900_000 + b"]}",
        b"<rss><channel><item><pubDate>" + b"1 " * 900_000 + b"</pubDate></item></channel></rss>",
    ],
)  # fmt: skip
def test_no_feed_takes_two_seconds(feed):
    """Depth, breadth, attributes, namespaces and broken markup are bounded before feedparser sees them."""
    assert timed(parse_feed, feed, url=URL)[0] == ()


def test_complexity_is_counted():
    """The bounds of the well-formedness check, both sides."""
    assert is_well_formed("<a>" + "<b/>" * 39_000 + "</a>")
    assert not is_well_formed("<a><b></a>")
    with pytest.raises(TooComplexError):
        is_well_formed("<a>" + "<b/>" * 41_000 + "</a>")
    with pytest.raises(TooComplexError):
        is_well_formed("<a " + " ".join(f"x{n}='1'" for n in range(201)) + "/>")


def test_nul_bytes_are_no_end():
    """Text after a NUL is read too."""
    feed = rss_around("one\x00two")
    assert [listing.title for listing in parse_feed(feed, url=URL)[0]] == ["onetwo"]


def test_a_feed_that_looks_like_an_address_is_not_fetched(monkeypatch):
    """feedparser takes a string for an address or a file name; it gets a stream."""
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *_: pytest.fail("went out"))
    for text in (b"http://127.0.0.1:9/feed", b"/etc/passwd", b"file:///etc/passwd"):
        listings, problems = parse_feed(text, url=URL)
        assert listings == ()
        assert problems


def test_sitemaps_and_reading_lists_expand_nothing():
    """The same document preparation everywhere: no entity reaches a listing."""
    sitemap = (
        f"{LAUGHS}<urlset><url><loc>https://harbour.example/&a12;1</loc><lastmod>2026-01-31</lastmod></url></urlset>"
    )
    listings, _, _ = timed(parse_sitemap, sitemap.encode(), url=URL)
    assert all("haha" not in listing.url for listing in listings)
    opml = f'{OUTSIDE}<opml><body><outline text="&a0;" xmlUrl="https://harbour.example/f"/></body></opml>'
    assert ["root:" in entry.title for entry in timed(read_opml, opml.encode())] == [False]


def test_tidied_xml_has_no_dtd_and_no_declaration():
    """What is handed on is the document element and what follows."""
    text, own = tidy_xml(
        f'\ufeff\n<?xml version="1.0" encoding="euc-kr"?>{LAUGHS}<a>&nbsp;&amp;&#0;&#x41;</a>'.encode()
    )
    assert text == "<a>&#160;&amp;&#x41;</a>"
    assert own


PIECES = (
    "<",
    ">",
    "/",
    "item",
    "link",
    "title",
    "rss",
    "&",
    ";",
    "#",
    "x",
    '"',
    "=",
    " ",
    "!",
    "[",
    "]",
    "-",
    "한",
    "\x00",
    "http://a/",
)
MARKUP = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(deadline=None)
@given(st.binary(max_size=300) | MARKUP.map(str.encode) | MARKUP.map(rss_around), st.text(max_size=30))
@example(b"<rss><channel><item><title>&#xD800;</title>", "")
@example(b'{"items":[{"url":"http://[::1","title":"\\ud800"}]}', "")
@example(b"\xef\xbb\xbf{", "text/xml; charset=utf-7")
def test_no_bytes_raise(data, content_type):
    """Whatever a host sends is listings and problems, with text that can be stored."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        listings, problems = parse_feed(data, url=URL, content_type=content_type)
        assert listings or problems or b"<" in data or b"items" in data
        more, children, _ = parse_sitemap(data, url=URL)
        found = find_feeds(data, URL)
    for text in (*(listing.url + listing.title + listing.text for listing in (*listings, *more)), *children, *found):
        text.encode("utf-8")


@given(st.binary(max_size=200))
@example(b"<opml>")
@example(b"<opml><body><outline xmlUrl='http://[::1'/></body>")
def test_a_reading_list_is_read_or_refused(data):
    """The one reader that raises, for a file the user named: InputError and nothing else."""
    with contextlib.suppress(InputError):
        assert read_opml(data) == ()
