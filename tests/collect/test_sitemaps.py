"""News sitemaps and indexes to listings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from twosource.collect import parse_sitemap
from twosource.collect.sitemaps import MAX_BYTES, MAX_CHILDREN, MAX_ITEMS
from twosource.records import Listing, Reason, Severity

URL = "https://mulgyeol.example/sitemap-news.xml"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def sitemap(*urls: str) -> bytes:
    pages = "".join(f"<url>{url}</url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACES}>{pages}</urlset>'.encode()


def news(path: str, date: str, title: str = "항구 소식") -> str:
    return (
        f"<loc>https://mulgyeol.example/{path}</loc><image:image><image:loc>https://mulgyeol.example/a.jpg</image:loc></image:image>"
        "<news:news><news:publication><news:name>물결새벽일보</news:name><news:language>ko</news:language></news:publication>"
        f"<news:publication_date>{date}</news:publication_date><news:title>{title}</news:title></news:news>"
    )


def test_a_news_sitemap_becomes_listings_newest_first():
    """Address, title, language and time of each page; pictures are not pages."""
    data = sitemap(
        news("1", "2026-05-12T09:00:00+09:00"), news("2", "2026-05-12T10:00:00+09:00", "&lt;b&gt;둘&lt;/b&gt;")
    )
    listings, children, problems = parse_sitemap(data, url=URL)
    assert (children, problems) == ((), ())
    assert listings == (
        Listing(
            url="https://mulgyeol.example/2",
            title="둘",
            published_at=datetime(2026, 5, 12, 1, tzinfo=UTC),
            language="ko",
        ),
        Listing(
            url="https://mulgyeol.example/1",
            title="항구 소식",
            published_at=datetime(2026, 5, 12, 0, tzinfo=UTC),
            language="ko",
        ),
    )


def test_a_plain_sitemap_counts_where_it_has_dates():
    """`lastmod` is a time of change; pages without any time may be from any year and are left out."""
    data = sitemap("<loc>/a</loc><lastmod>2026-05-12</lastmod>", "<loc>/b</loc>")
    (listing,), _, problems = parse_sitemap(data, url=URL, zone="Asia/Seoul")
    assert listing.url == "https://mulgyeol.example/a"
    assert listing.published_at == listing.updated_at == datetime(2026, 5, 11, 15, tzinfo=UTC)
    assert problems == ()


def test_a_sitemap_without_dates_is_told():
    """Nothing can be read of it, and the message says what to name instead."""
    listings, _, problems = parse_sitemap(sitemap("<loc>/a</loc>", "<loc>/b</loc>"), url=URL)
    assert listings == ()
    assert problems[0].severity is Severity.WARNING
    assert "news sitemap" in problems[0].message


def test_an_index_names_its_children_newest_first():
    """At most twenty, never itself; an index lists no pages."""
    children = "".join(
        f"<sitemap><loc>/s{n}.xml</loc><lastmod>2026-05-{n % 28 + 1:02d}</lastmod></sitemap>"
        for n in range(MAX_CHILDREN + 8)
    )
    data = f"<sitemapindex {SPACES}><sitemap><loc>{URL}</loc></sitemap>{children}</sitemapindex>".encode()
    listings, found, problems = parse_sitemap(data, url=URL)
    assert (listings, problems) == ((), ())
    assert found[:2] == ("https://mulgyeol.example/s27.xml", "https://mulgyeol.example/s26.xml")
    assert len(found) == MAX_CHILDREN
    assert URL not in found


def test_an_address_is_listed_once_with_its_newest_time():
    """Sections of a paper list the same page."""
    data = sitemap(news("1", "2026-05-12T09:00:00+09:00"), news("1", "2026-05-12T10:00:00+09:00"))
    listings, _, _ = parse_sitemap(data, url=URL)
    assert [listing.published_at for listing in listings] == [datetime(2026, 5, 12, 1, tzinfo=UTC)]


def test_long_sitemaps_give_the_newest():
    """A thousand pages of any number, whatever their order."""
    data = sitemap(*(news(str(n), f"2026-05-12T09:{n // 60 % 60:02d}:{n % 60:02d}Z") for n in range(MAX_ITEMS + 500)))
    listings, _, _ = parse_sitemap(data, url=URL)
    assert len(listings) == MAX_ITEMS
    assert listings[0].url.endswith(f"/{MAX_ITEMS + 499}")


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"<html><body>404</body></html>", Reason.NOT_A_FEED), (b"", Reason.NOT_A_FEED), (b"\x00\xff", Reason.NOT_A_FEED), (b" " * (MAX_BYTES + 1), Reason.TOO_LARGE)],
)  # fmt: skip
def test_what_is_no_sitemap_says_so(data, reason):
    """One problem that names the address."""
    listings, children, problems = parse_sitemap(data, url=URL)
    assert (listings, children) == ((), ())
    assert [(problem.reason, problem.severity) for problem in problems] == [(reason, Severity.ERROR)]
    assert URL in problems[0].message


def test_broken_sitemaps_are_read_as_far_as_they_go():
    """A bare ampersand in an address does not cost the pages before it."""
    data = sitemap(
        news("1", "2026-05-12T09:00:00Z"), "<loc>https://mulgyeol.example/?a=1&b=2</loc><lastmod>2026-05-11</lastmod>"
    )
    assert parse_sitemap(data, url=URL)[0][0].url == "https://mulgyeol.example/1"
    assert parse_sitemap(data[:-40], url=URL)[0]


def test_an_empty_sitemap_is_a_sitemap():
    """No news in two days is no problem."""
    assert parse_sitemap(sitemap(), url=URL) == ((), (), ())
