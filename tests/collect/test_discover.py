"""Finding the feeds of a site, and reading lists."""

from __future__ import annotations

import pytest

from twosource.collect import GUESSES, OpmlEntry, find_feeds, read_opml
from twosource.errors import InputError

SITE = "https://dongnae.example/"


def test_a_page_names_its_feeds():
    """link rel=alternate of a feed's type, in order, absolute, each once; stylesheets and languages are none."""
    page = """<html><head><title>동래통신</title>
      <link rel="stylesheet" href="/a.css"><link rel=alternate hreflang=en href=/en>
      <link rel="alternate" type="application/rss+xml" title="전체" href="/rss/all.xml">
      <link rel="ALTERNATE nofollow" type="application/atom+xml; charset=utf-8" href="atom.xml">
      <link rel="alternate" type="application/feed+json" href="//cdn.dongnae.example/feed.json">
      <link rel="alternate" type="application/rss+xml" href="/rss/all.xml">
    </head><body></body></html>"""
    assert find_feeds(page.encode(), SITE) == (
        "https://dongnae.example/rss/all.xml",
        "https://dongnae.example/atom.xml",
        "https://cdn.dongnae.example/feed.json",
    )


def test_links_that_look_like_feeds_come_after_and_comments_last():
    """Many Korean papers name their feeds on an RSS page only."""
    page = b"""<link rel=alternate type=application/rss+xml href=/comments/feed>
      <a href="/rss/politics.xml">RSS</a> <a href="/S1N1.rss">1</a> <a href=/news/feeding-birds.html>birds</a>
      <a href="javascript:feed()">x</a> <a href="/?feed=rss2">y</a>
      <link rel=alternate type=text/html href=/m><link rel=alternate type=application/rss+xml href=/main>"""
    assert find_feeds(page, SITE) == (
        "https://dongnae.example/main",
        "https://dongnae.example/rss/politics.xml",
        "https://dongnae.example/S1N1.rss",
        "https://dongnae.example/?feed=rss2",
        "https://dongnae.example/comments/feed",
    )


def test_the_base_of_the_page_counts():
    """<base href> moves relative links."""
    page = b'<base href="/sub/"><link rel=alternate type=application/rss+xml href=feed>'
    assert find_feeds(page, SITE) == ("https://dongnae.example/sub/feed",)


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"\x00",
        b"<html></html>",
        b"<?xml version='1.0' encoding='euc-kr'?>",
        b"\xff\xfe",
        b"<a href='/rss'" + b"x" * 900,
    ],
)
def test_a_page_without_feeds_gives_none(page):
    """Then the guesses are tried."""
    assert find_feeds(page, SITE) == ()


def test_guesses_are_paths_of_the_site():
    """Each once, each absolute in its site, the likeliest first."""
    assert GUESSES[0] == "/feed"
    assert len(set(GUESSES)) == len(GUESSES)
    assert all(guess.startswith("/") and not guess.startswith("//") for guess in GUESSES)


def test_a_reading_list_is_flattened():
    """Folders and their feeds, in order; entries without a feed are headings; a feed twice counts once."""
    opml = """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>x</title></head><body>
      <outline text="한국"><outline type="rss" text="동래통신" xmlUrl="https://dongnae.example/rss" htmlUrl="https://dongnae.example" language="ko"/></outline>
      <outline title="Harbour &amp; Post" text="x" xmlurl="https://harbour.example/feed"/>
      <outline text="again" xmlUrl="https://dongnae.example/rss"/><outline text="evil" xmlUrl="javascript:alert(1)"/></body></opml>"""
    assert read_opml(opml.encode()) == (
        OpmlEntry(title="동래통신", feed="https://dongnae.example/rss", site="https://dongnae.example/", language="ko"),
        OpmlEntry(title="Harbour & Post", feed="https://harbour.example/feed"),
    )


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"not xml", b"<!--", b" " * 5_000_001])
def test_what_is_no_reading_list_is_an_input_error(data):
    """The user named the file; the message says what it should be."""
    with pytest.raises(InputError, match="OPML"):
        read_opml(data)


def test_a_legacy_reading_list_is_read():
    """Readers of old export in the charset of their system."""
    opml = '<?xml version="1.0" encoding="euc-kr"?><opml><body><outline text="동래통신" xmlUrl="https://d.example/"/></body></opml>'
    assert read_opml(opml.encode("cp949"))[0].title == "동래통신"
