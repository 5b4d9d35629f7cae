"""The collect step against a web made of a dictionary: order, outcomes, retries, rights, crashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.collect import FeedSeen, PageSeen, collect
from twosource.collect.step import MAX_TRIES, MAX_TURN
from twosource.ports import Answer
from twosource.records import (
    Outcome,
    Problem,
    Reason,
    Rights,
    RightsSignal,
    Severity,
    Source,
    SourceKind,
    State,
    Step,
    capture_id,
)

NOW = datetime(2026, 2, 1, tzinfo=UTC)
SITE = "https://dongnae.example"
FEED = f"{SITE}/rss"
SOURCE = Source(
    id="dongnae",
    name="동래통신",
    language="ko",
    country="KR",
    owner="Dongnae",
    kind=SourceKind.AGENCY,
    feeds=(FEED,),
    zone="Asia/Seoul",
)
FULL = "해경은 수색을 이어 갔다고 밝혔다. " * 30


def answer(url: str, body: bytes = b"", status: int = 200, **more: object) -> Answer:
    fields: dict[str, object] = {"url": url, "final_url": url, "status": status, "body": body, "fetched_at": NOW}
    return Answer(**(fields | more))  # type: ignore[arg-type]


def failure(url: str, reason: Reason, status: int = 0, **more: object) -> Answer:
    problem = Problem(
        step=Step.COLLECT, severity=Severity.WARNING, reason=reason, subject=url, message=f"{url}: {reason}"
    )
    return answer(url, status=status, problem=problem, **more)


def rss(*paths: str, inside: str = "") -> bytes:
    items = "".join(f"<item><title>제목 {path}</title><link>/{path}</link>{inside}</item>" for path in paths)
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


@dataclass
class FakeWeb:
    """Answers by address, and the requests in order. An address not given is a page."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    conditions: dict[str, tuple[str, str]] = field(default_factory=dict)

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Answer:
        self.asked.append(url)
        self.conditions[url] = (etag, last_modified)
        return self.answers.get(url) or answer(url, f"<p>{url}".encode())

    def close(self) -> None:
        raise AssertionError("the step does not close what it was given")


@dataclass
class FakeKnown:
    """What earlier rounds found out, as store keeps it."""

    feeds: dict[str, tuple[str, str]] = field(default_factory=dict)
    settled: dict[str, datetime | None] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def feed_state(self, url: str) -> tuple[str, str]:
        return self.feeds.get(url, ("", ""))

    def seen(self, url: str, updated_at: datetime | None) -> bool:
        if url not in self.settled:
            return False
        before = self.settled[url]
        return updated_at is None or (before is not None and updated_at <= before)

    def tries(self, url: str) -> int:
        return self.counts.get(url, 0)

    def learn(self, arrival: object) -> None:
        if isinstance(arrival, FeedSeen):
            self.feeds[arrival.url] = (arrival.etag, arrival.last_modified)
        elif isinstance(arrival, PageSeen):
            url = arrival.listing.url
            if arrival.asked:
                self.counts[url] = self.tries(url) + 1
            if arrival.outcome.state is not State.RETRY and arrival.outcome.reason is not Reason.OUTSIDE_WINDOW:
                self.settled[url] = arrival.listing.updated_at


def run(web: FakeWeb, known: FakeKnown | None = None, source: Source = SOURCE, **options: object) -> list[object]:
    return list(collect(source, web=web, known=known or FakeKnown(), **options))  # type: ignore[arg-type]


def pages(arrivals: Sequence[object]) -> list[PageSeen]:
    return [arrival for arrival in arrivals if isinstance(arrival, PageSeen)]


def states(arrivals: Sequence[object]) -> list[tuple[State, Reason | None]]:
    return [(page.outcome.state, page.outcome.reason) for page in pages(arrivals)]


def feeds(arrivals: Sequence[object]) -> list[FeedSeen]:
    return [arrival for arrival in arrivals if isinstance(arrival, FeedSeen)]


def problems(arrivals: Sequence[object]) -> list[Problem]:
    return [arrival for arrival in arrivals if isinstance(arrival, Problem)]


def test_pages_of_a_feed_become_captures():
    """Bytes, addresses, headers, rights and the listing are kept; the id is the hash of address and bytes."""
    rights = Rights(model=False)
    page = answer(
        f"{SITE}/1",
        b"<p>one",
        final_url=f"{SITE}/one",
        headers=(("content-type", "text/html; charset=euc-kr"),),
        rights=rights,
    )
    web = FakeWeb({FEED: answer(FEED, rss("1", "2")), f"{SITE}/1": page})
    first, second = pages(run(web))
    capture = first.capture
    assert capture is not None
    assert capture.id == capture_id(f"{SITE}/one", b"<p>one")
    assert (capture.source_id, capture.url, capture.final_url, capture.status) == (
        "dongnae",
        f"{SITE}/1",
        f"{SITE}/one",
        200,
    )
    assert (capture.body, capture.headers, capture.rights, capture.fetched_at) == (b"<p>one", page.headers, rights, NOW)
    assert capture.listing == first.listing
    assert first.outcome == Outcome(step=Step.COLLECT, subject=f"{SITE}/1", state=State.DONE)
    assert second.capture is not None
    assert second.capture.id != capture.id
    assert web.asked == [FEED, f"{SITE}/1", f"{SITE}/2"]


def test_the_feeds_state_comes_after_its_last_page():
    """So that a crash in between re-reads the feed."""
    web = FakeWeb({FEED: answer(FEED, rss("1", "2"), headers=(("etag", '"x"'), ("last-modified", "Sun")))})
    arrivals = run(web)
    assert [type(arrival) for arrival in arrivals] == [PageSeen, PageSeen, FeedSeen]
    assert arrivals[-1] == FeedSeen(url=FEED, etag='"x"', last_modified="Sun", checked_at=NOW, status=200)


def test_each_page_arrives_before_the_next_is_asked_for():
    """A capture can be stored at once; nothing is fetched ahead."""
    web = FakeWeb({FEED: answer(FEED, rss("1", "2"))})
    stream = collect(SOURCE, web=web, known=FakeKnown())
    assert web.asked == []
    next(stream)
    assert web.asked == [FEED, f"{SITE}/1"]


@pytest.mark.parametrize("crash_after", range(5))
def test_a_crash_anywhere_loses_nothing_and_fetches_no_page_twice(crash_after):
    """Stop after any arrival, run again with what was stored: every page exactly once."""
    web = FakeWeb({FEED: answer(FEED, rss("1", "2", "3"), headers=(("etag", "x"),))})
    known = FakeKnown()
    stream = collect(SOURCE, web=web, known=known)
    for _, arrival in zip(range(crash_after), stream, strict=False):
        known.learn(arrival)
    stream.close()
    for arrival in run(web, known):
        known.learn(arrival)
    fetched = [url for url in web.asked if url != FEED]
    assert set(fetched) == {f"{SITE}/{n}" for n in "123"}
    # The one page on its way when the crash came is asked for again; nothing else is.
    assert len(fetched) <= 3 + (0 < crash_after <= 3)
    assert known.feeds[FEED] == ("x", "")


def test_an_unchanged_feed_costs_one_conditional_request():
    """304: no listing, no page, the state stays."""
    web = FakeWeb({FEED: answer(FEED, status=304)})
    arrivals = run(web, FakeKnown(feeds={FEED: ('"x"', "Sun")}))
    assert web.asked == [FEED]
    assert web.conditions[FEED] == ('"x"', "Sun")
    assert arrivals == [FeedSeen(url=FEED, etag='"x"', last_modified="Sun", checked_at=NOW, status=304)]


def test_known_pages_are_not_asked_for_until_they_change():
    """A later `updated` is a reason to look again; nothing else is."""
    body = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="{SITE}/1"/><updated>2026-01-31T01:00:00Z</updated></entry>'
        f'<entry><link href="{SITE}/2"/><updated>2026-01-31T01:00:00Z</updated></entry><entry><link href="{SITE}/3"/></entry></feed>'
    )
    web = FakeWeb({FEED: answer(FEED, body.encode())})
    same, earlier = datetime(2026, 1, 31, 1, tzinfo=UTC), datetime(2026, 1, 31, 0, tzinfo=UTC)
    arrivals = run(web, FakeKnown(settled={f"{SITE}/1": same, f"{SITE}/2": earlier, f"{SITE}/3": None}))
    assert states(arrivals) == [
        (State.SKIPPED, Reason.UNCHANGED),
        (State.DONE, None),
        (State.SKIPPED, Reason.UNCHANGED),
    ]
    assert [page.asked for page in pages(arrivals)] == [False, True, False]
    assert web.asked == [FEED, f"{SITE}/2"]


def test_old_pages_are_outside_the_window():
    """Older than `since` by both its times; a page without a time is read."""
    body = rss("1", inside="<pubDate>Sat, 10 Jan 2026 09:00:00 +0900</pubDate>").replace(
        b"</channel>", b"<item><link>/2</link></item></channel>"
    )
    web = FakeWeb({FEED: answer(FEED, body)})
    assert states(run(web, since=NOW - timedelta(days=14))) == [
        (State.SKIPPED, Reason.OUTSIDE_WINDOW),
        (State.DONE, None),
    ]
    assert states(run(web, since=NOW - timedelta(days=40))) == [(State.DONE, None)] * 2


def test_bare_times_are_read_in_the_sources_zone():
    """The source's, unless another is given."""
    web = FakeWeb({FEED: answer(FEED, rss("1", inside="<pubDate>2026-01-31 09:00</pubDate>"))})
    assert pages(run(web))[0].listing.published_at == datetime(2026, 1, 31, 0, tzinfo=UTC)
    assert pages(run(web, zone="Asia/Manila"))[0].listing.published_at == datetime(2026, 1, 31, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reason", "status", "state"),
    [
        (Reason.NOT_FOUND, 404, State.QUARANTINED),
        (Reason.GONE, 410, State.QUARANTINED),
        (Reason.HTTP_ERROR, 403, State.QUARANTINED),
        (Reason.HTTP_ERROR, 500, State.RETRY),
        (Reason.HTTP_ERROR, 408, State.RETRY),
        (Reason.SLOW_DOWN, 429, State.RETRY),
        (Reason.UNREACHABLE, 0, State.RETRY),
        (Reason.TIMED_OUT, 0, State.RETRY),
        (Reason.TOO_LARGE, 200, State.QUARANTINED),
        (Reason.PRIVATE_ADDRESS, 0, State.QUARANTINED),
        (Reason.BAD_ENCODING, 200, State.QUARANTINED),
        (Reason.TOO_MANY_REDIRECTS, 302, State.QUARANTINED),
        (Reason.FORBIDDEN_BY_ROBOTS, 0, State.SKIPPED),
        (Reason.FORBIDDEN_BY_RIGHTS, 0, State.SKIPPED),
    ],
)
def test_each_failure_has_its_outcome(reason, status, state):
    """What may pass is tried again, what is final is put away, what is forbidden is left alone; an editor sees why."""
    url = f"{SITE}/1"
    web = FakeWeb({FEED: answer(FEED, rss("1", "2"), headers=(("etag", "x"),)), url: failure(url, reason, status)})
    arrivals = run(web)
    assert states(arrivals)[0] == (state, reason)
    assert [problem.reason for problem in problems(arrivals)] == [reason]
    assert len(pages(arrivals)) == 2
    # A feed with pages to try again must list them again.
    assert feeds(arrivals)[0].etag == ("" if state is State.RETRY else "x")


def test_a_status_without_a_problem_is_an_error_all_the_same():
    """Only 200 is a page, whatever a Web says."""
    url = f"{SITE}/1"
    web = FakeWeb({FEED: answer(FEED, rss("1")), url: answer(url, b"teapot", status=418)})
    arrivals = run(web)
    assert states(arrivals) == [(State.QUARANTINED, Reason.HTTP_ERROR)]
    assert "418" in problems(arrivals)[0].message


def test_a_page_is_given_up_after_five_tries():
    """RETRY four times, then QUARANTINED with the same reason, then never asked for again."""
    url = f"{SITE}/1"
    web = FakeWeb({FEED: answer(FEED, rss("1")), url: failure(url, Reason.TIMED_OUT)})
    known = FakeKnown()
    seen = []
    for _ in range(MAX_TRIES + 2):
        for arrival in run(web, known):
            known.learn(arrival)
            if isinstance(arrival, PageSeen):
                seen.append((arrival.outcome.state, arrival.outcome.reason))
    given_up = [(State.RETRY, Reason.TIMED_OUT)] * (MAX_TRIES - 1) + [(State.QUARANTINED, Reason.TIMED_OUT)]
    assert seen == [*given_up, (State.SKIPPED, Reason.UNCHANGED), (State.SKIPPED, Reason.UNCHANGED)]
    assert web.asked.count(url) == MAX_TRIES


def test_a_host_that_asks_for_quiet_is_left_alone():
    """After 429 no further request in this round; what was not asked counts as no try and comes again."""
    url = f"{SITE}/1"
    web = FakeWeb({FEED: answer(FEED, rss("1", "2", "3")), url: failure(url, Reason.SLOW_DOWN, 429)})
    arrivals = run(web)
    assert web.asked == [FEED, url]
    assert states(arrivals) == [(State.RETRY, Reason.SLOW_DOWN)] * 3
    assert [page.asked for page in pages(arrivals)] == [True, False, False]
    assert len(problems(arrivals)) == 1


def test_a_dead_host_is_asked_three_times_not_a_hundred():
    """Failures in a row end the round for a host; a success in between starts the count again."""
    paths = [str(n) for n in range(10)]
    web = FakeWeb({FEED: answer(FEED, rss(*paths))})
    for n in (0, 1, 3, 4, 5):
        web.answers[f"{SITE}/{n}"] = failure(f"{SITE}/{n}", Reason.UNREACHABLE)
    arrivals = run(web)
    assert web.asked == [FEED, *(f"{SITE}/{n}" for n in range(6))]
    assert len(pages(arrivals)) == 10


def test_a_refusal_by_robots_is_told_once():
    """One line refuses a hundred pages; each has its outcome, the editor one problem."""
    web = FakeWeb({FEED: answer(FEED, rss("1", "2", "3"))})
    for n in "123":
        web.answers[f"{SITE}/{n}"] = failure(f"{SITE}/{n}", Reason.FORBIDDEN_BY_ROBOTS)
    arrivals = run(web)
    assert states(arrivals) == [(State.SKIPPED, Reason.FORBIDDEN_BY_ROBOTS)] * 3
    assert len(problems(arrivals)) == 1


def test_full_text_of_the_feed_stands_in_for_a_page_closed_to_robots():
    """The host hands the text out in its feed: no bytes, the listing's text, the stricter rights of both."""
    url = f"{SITE}/1"
    signal = RightsSignal(kind="robots", where=f"{SITE}/robots.txt", text="Disallow: /", seen_at=NOW)
    refused = failure(
        url, Reason.FORBIDDEN_BY_ROBOTS, rights=Rights(fetch=False, model=False, quote_characters=50, signals=(signal,))
    )
    feed = answer(
        FEED,
        rss("1", inside=f"<description>{FULL}</description>").replace(b"description", b"content:encoded"),
        rights=Rights(quote_characters=80),
    )
    feed = replace(
        feed, body=feed.body.replace(b"<rss", b'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"')
    )
    web = FakeWeb({FEED: feed, url: refused})
    (page,) = pages(run(web))
    assert page.outcome.state is State.DONE
    assert page.capture is not None
    assert (page.capture.body, page.capture.headers) == (b"", ())
    assert page.capture.listing is not None
    assert page.capture.listing.text == FULL.strip()
    assert page.capture.rights == Rights(fetch=True, model=False, quote_characters=50, signals=(signal,))
    web.answers[url] = failure(url, Reason.FORBIDDEN_BY_RIGHTS)
    assert states(run(web)) == [(State.SKIPPED, Reason.FORBIDDEN_BY_RIGHTS)]


def test_a_page_is_fetched_although_the_feed_has_its_text():
    """The page has the byline, the corrections and the rights; the feed's text is kept beside it."""
    body = rss("1", inside="<description>x</description>")
    web = FakeWeb({FEED: answer(FEED, body)})
    (page,) = pages(run(web))
    assert page.capture is not None
    assert page.capture.body == f"<p>{SITE}/1".encode()


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (failure(FEED, Reason.UNREACHABLE), Reason.UNREACHABLE),
        (answer(FEED, b"<html>moved</html>"), Reason.NOT_A_FEED),
        (answer(FEED, b"", status=500), Reason.HTTP_ERROR),
        (answer(FEED, b"x" * 2_100_000), Reason.TOO_LARGE),
    ],
)
def test_a_feed_that_fails_is_a_problem_and_the_next_is_read(reply, reason):
    """One bad feed costs nothing but itself, and it is asked for in full next time."""
    other = f"{SITE}/other"
    source = replace(SOURCE, feeds=(FEED, other))
    web = FakeWeb({FEED: replace(reply, headers=(("etag", "new"),)), other: answer(other, rss("1"))})
    arrivals = run(web, FakeKnown(feeds={FEED: ("old", "")}), source)
    assert [problem.reason for problem in problems(arrivals)] == [reason]
    assert states(arrivals) == [(State.DONE, None)]
    assert feeds(arrivals)[0].etag in ("old", "")
    assert [seen.url for seen in feeds(arrivals)] == [FEED, other]


def test_a_page_in_two_feeds_is_one_page():
    """Sections of a paper overlap; one outcome per address and round, and both feeds wait for a retry."""
    other = f"{SITE}/other"
    source = replace(SOURCE, feeds=(FEED, other))
    tag = (("etag", "x"),)
    web = FakeWeb({FEED: answer(FEED, rss("1"), headers=tag), other: answer(other, rss("1", "2"), headers=tag)})
    assert [page.listing.url for page in pages(run(web, source=source))] == [f"{SITE}/1", f"{SITE}/2"]
    web.answers[f"{SITE}/1"] = failure(f"{SITE}/1", Reason.TIMED_OUT)
    assert [seen.etag for seen in feeds(run(web, source=source))] == ["", ""]


def test_sitemaps_are_read_and_indexes_one_level_deep():
    """An index is followed to its children, whose own indexes are not; its own state is never kept."""
    index, child, deep = f"{SITE}/index.xml", f"{SITE}/child.xml", f"{SITE}/deep.xml"
    source = replace(SOURCE, feeds=(), sitemaps=(index,))
    tag = (("etag", "x"),)
    entry = f"<sitemap><loc>{child}</loc></sitemap><sitemap><loc>{deep}</loc></sitemap>"
    web = FakeWeb({
        index: answer(index, f"<sitemapindex>{entry}</sitemapindex>".encode(), headers=tag),
        child: answer(child, f"<urlset><url><loc>{SITE}/1</loc><lastmod>2026-01-31</lastmod></url></urlset>".encode(), headers=tag),
        deep: answer(deep, f"<sitemapindex><sitemap><loc>{SITE}/deeper.xml</loc></sitemap></sitemapindex>".encode()),
    })  # fmt: skip
    arrivals = run(web, source=source)
    assert web.asked == [index, child, f"{SITE}/1", deep]
    assert [(seen.url, seen.etag) for seen in feeds(arrivals)] == [(child, "x"), (deep, ""), (index, "")]
    assert states(arrivals) == [(State.DONE, None)]


def test_links_are_seen_from_where_the_feed_really_is():
    """A redirected feed's relative links belong to its final address."""
    web = FakeWeb({FEED: answer(FEED, rss("1"), final_url="https://feeds.dongnae.example/all")})
    assert pages(run(web))[0].listing.url == "https://feeds.dongnae.example/1"


KINDS = st.sampled_from(
    [
        None,
        *(
            reason
            for reason in Reason
            if reason.value
            in ("not_found", "timed_out", "slow_down", "unreachable", "http_error", "forbidden_by_robots", "too_large")
        ),
    ]
)


@given(st.lists(st.tuples(st.integers(0, 5), KINDS), max_size=12), st.booleans())
def test_every_listed_address_has_exactly_one_outcome(listed, known_before):
    """Whatever fails in whatever order."""
    web = FakeWeb({FEED: answer(FEED, rss(*(str(n) for n, _ in listed)))})
    for n, reason in listed:
        if reason:
            web.answers[f"{SITE}/{n}"] = failure(f"{SITE}/{n}", reason)
    known = FakeKnown(settled={f"{SITE}/0": None} if known_before else {})
    arrivals = run(web, known)
    assert sorted(page.outcome.subject for page in pages(arrivals)) == sorted({f"{SITE}/{n}" for n, _ in listed})
    assert all((page.capture is not None) == (page.outcome.state is State.DONE) for page in pages(arrivals))
    assert isinstance(arrivals[-1], FeedSeen)


def test_a_slow_source_has_its_turn_and_no_more():
    """Pages that take a minute each hold a round up for ten minutes; the rest waits, and comes next round."""

    class SlowWeb(FakeWeb):
        def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Answer:
            found = super().get(url, etag=etag, last_modified=last_modified)
            return replace(found, fetched_at=NOW + len(self.asked) * timedelta(minutes=1))

    paths = [str(number) for number in range(25)]
    known, fetched = FakeKnown(), []
    for _ in range(3):
        web = SlowWeb({FEED: answer(FEED, rss(*paths), headers=(("etag", "x"),))})
        before = len(fetched)
        for arrival in collect(SOURCE, web=web, known=known):
            known.learn(arrival)
            if isinstance(arrival, PageSeen) and arrival.capture:
                fetched.append(arrival.listing.url)
        assert len(fetched) - before <= MAX_TURN.total_seconds() / 60 + 1
    assert fetched == [f"{SITE}/{path}" for path in paths]
