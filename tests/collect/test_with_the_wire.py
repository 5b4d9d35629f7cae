"""Collect, the real fetcher and the sample wire together, over HTTP on 127.0.0.1."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from twosource.collect import Arrival, FeedSeen, PageSeen, collect
from twosource.net.web import HttpWeb
from twosource.records import Problem, Reason, State
from twosource.sample.wire import Wire
from twosource.settings import Settings, parse_settings

# Away from the demo's ports, so that a running demo and the tests do not meet.
BASE_PORT = 23471


class Clock:
    """The demo's standing clock."""

    def now(self) -> datetime:
        return datetime(2026, 2, 1, tzinfo=UTC)


class Memory:
    """Known pages as the store keeps them."""

    def __init__(self) -> None:
        self.feeds: dict[str, tuple[str, str]] = {}
        self.pages: set[str] = set()

    def feed_state(self, url: str) -> tuple[str, str]:
        return self.feeds.get(url, ("", ""))

    def seen(self, url: str, updated_at: datetime | None) -> bool:
        return url in self.pages

    def tries(self, url: str) -> int:
        return 0


def round_trip(settings: Settings, known: Memory) -> Iterator[Arrival]:
    fetch = msgspec.structs.replace(settings.fetch, pace_seconds=0.0)
    web = HttpWeb(fetch, clock=Clock(), user_agent="Twosource/test")
    try:
        for source in settings.sources:
            for arrival in collect(source, web=web, known=known):
                if isinstance(arrival, FeedSeen):
                    known.feeds[arrival.url] = (arrival.etag, arrival.last_modified)
                elif isinstance(arrival, PageSeen) and arrival.outcome.state is not State.RETRY:
                    known.pages.add(arrival.listing.url)
                yield arrival
    finally:
        web.close()


@pytest.fixture(scope="module")
def rounds():
    """Two rounds over the whole wire: arrivals of each, hits of the second, the wire."""
    with Wire(base_port=BASE_PORT) as wire:
        settings = parse_settings(tomllib.loads(wire.newsroom_toml()))
        known = Memory()
        first = list(round_trip(settings, known))
        before = len(wire.hits)
        second = list(round_trip(settings, known))
        yield first, second, wire.hits[before:], wire


def test_every_report_of_the_wire_arrives_with_its_own_title(rounds):
    """RSS, Atom, RDF, a sitemap, EUC-KR and Shift_JIS, one malformed: titles are what the outlets wrote."""
    first, _, _, wire = rounds
    titles = {page.listing.url: page.listing.title for page in first if isinstance(page, PageSeen)}
    written = {wire.url_of(report.id): " ".join(report.title.split()) for report in wire.sample.reports}
    assert len(titles) > 60
    assert {url: title for url, title in titles.items() if url in written and title != written[url]} == {}


def test_every_listed_page_has_one_outcome_and_a_time(rounds):
    """Done but for the page that is gone and the one that robots.txt closes."""
    first, _, _, _ = rounds
    pages = [page for page in first if isinstance(page, PageSeen)]
    assert max(Counter(page.outcome.subject for page in pages).values()) == 1
    assert all(page.listing.published_at for page in pages)
    other = Counter(page.outcome.reason for page in pages if page.outcome.state is not State.DONE)
    assert set(other) == {Reason.NOT_FOUND, Reason.FORBIDDEN_BY_ROBOTS}
    assert all(page.capture and page.capture.body for page in pages if page.outcome.state is State.DONE)


def test_the_dead_and_the_malformed_feed_are_told(rounds):
    """One is an error, the other a note; the rest of the wire is collected."""
    first, _, _, _ = rounds
    told = Counter(
        arrival.severity.value
        for arrival in first
        if isinstance(arrival, Problem) and arrival.reason is Reason.NOT_A_FEED
    )
    assert told == {"error": 1, "note": 1}


def test_a_second_round_with_nothing_new_reads_feeds_only(rounds):
    """One conditional request per feed, no page, no listing."""
    _, second, hits, _ = rounds
    assert [arrival for arrival in second if isinstance(arrival, PageSeen)] == []
    asked = [hit for hit in hits if hit.path not in ("/robots.txt", "/.well-known/tdmrep.json")]
    assert len(asked) == sum(isinstance(arrival, FeedSeen) for arrival in second)
    assert Counter(hit.status for hit in asked)[304] == len(asked) - 1
