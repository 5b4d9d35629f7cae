"""The collect step: a source's feeds and sitemaps, then the pages they list that are not known yet.

`collect` gives what arrives as it arrives, so that each capture can be stored before the next is asked
for: a crash loses nothing and fetches nothing twice. What a feed's host wants to be asked with next time
(ETag, Last-Modified) comes after all of the feed's pages, so that a crash in between re-reads the feed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from twosource.collect.feeds import parse_feed
from twosource.collect.sitemaps import parse_sitemap
from twosource.ports import Answer, Web
from twosource.records import (
    Capture,
    Listing,
    Outcome,
    Problem,
    Reason,
    Rights,
    Severity,
    Source,
    State,
    Step,
    capture_id,
)

# A page that failed this often, each time with a cause that may pass, is given up.
MAX_TRIES = 5
# Failures in a row after which a host is left alone for this round.
_PATIENCE = 3
# How long one source may hold up a round, by the times of its answers: a thousand slow pages are hours.
MAX_TURN = timedelta(minutes=10)

_MAY_PASS = frozenset({Reason.UNREACHABLE, Reason.TIMED_OUT, Reason.SLOW_DOWN})
_PASSING_STATUS = frozenset({408, 425, 429})
_SERVER_ERROR = 500
_OK, _NOT_MODIFIED = 200, 304
_REFUSED = frozenset({Reason.FORBIDDEN_BY_ROBOTS, Reason.FORBIDDEN_BY_RIGHTS})


class Known(Protocol):
    """What earlier rounds found out. `store.captures.KnownPages` implements it."""

    def feed_state(self, url: str) -> tuple[str, str]:
        """ETag and Last-Modified of a feed or sitemap as last seen, empty where unknown."""
        ...

    def seen(self, url: str, updated_at: datetime | None) -> bool:
        """Whether the page is settled (anything but RETRY) and its feed tells of no later change."""
        ...

    def tries(self, url: str) -> int:
        """How often the page was asked for."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSeen:
    """What became of one listed page: `outcome.subject` is its address.

    `capture` is there when the state is DONE. `asked` is False where no request was made; such an outcome
    is not a try.
    """

    listing: Listing
    outcome: Outcome
    capture: Capture | None = None
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSeen:
    """A feed or sitemap was read to its end; what to send along next time.

    ETag and Last-Modified are empty where pages of it must be tried again, so that it lists them again.
    """

    url: str
    etag: str
    last_modified: str
    checked_at: datetime
    # of the answer; 0 where none came
    status: int


Arrival = PageSeen | FeedSeen | Problem

Parsed = tuple[tuple[Listing, ...], tuple[str, ...], tuple[Problem, ...]]


def collect(
    source: Source, *, web: Web, known: Known, zone: str = "", since: datetime | None = None
) -> Iterator[Arrival]:
    """What `source` has that is new: one PageSeen per listed address, one FeedSeen per feed, and problems.

    Pages listed as older than `since` are skipped. Times without a zone are read in `zone`, or else in the
    source's own. Feeds come in the order of the settings, pages in the
    order of their feed; an address listed twice counts once. Several sources may be collected at once in
    threads, each with its own iterator.
    """
    zone = zone or source.zone
    round_ = _Round(source=source, web=web, known=known, since=since)
    for url in source.feeds:
        yield from round_.read(url, _feed_reader(zone))
    for url in source.sitemaps:
        yield from round_.read(url, _sitemap_reader(zone))


def _feed_reader(zone: str) -> Callable[[Answer], Parsed]:
    def read(answer: Answer) -> Parsed:
        kind = answer.header("content-type")
        listings, problems = parse_feed(answer.body, url=answer.final_url, content_type=kind, zone=zone)
        return listings, (), problems

    return read


def _sitemap_reader(zone: str) -> Callable[[Answer], Parsed]:
    def read(answer: Answer) -> Parsed:
        kind = answer.header("content-type")
        return parse_sitemap(answer.body, url=answer.final_url, content_type=kind, zone=zone)

    return read


@dataclass(slots=True, kw_only=True)
class _Round:
    """One pass over one source; remembers what it has met."""

    source: Source
    web: Web
    known: Known
    since: datetime | None
    # address -> state it ended in
    pages: dict[str, State] = field(default_factory=dict)
    # "host:port" -> failures in a row, or _PATIENCE once it asked to be left alone
    failures: dict[str, int] = field(default_factory=dict)
    refusals: set[Reason] = field(default_factory=set)
    # fetch times of the first and the last answer
    begun: datetime | None = None
    latest: datetime | None = None

    def read(self, url: str, reader: Callable[[Answer], Parsed], *, depth: int = 0) -> Iterator[Arrival]:
        """A feed or sitemap, its pages, and where it is an index its children."""
        etag, last_modified = self.known.feed_state(url)
        answer = self._ask(url, etag=etag, last_modified=last_modified)
        if answer.problem or answer.status not in (_OK, _NOT_MODIFIED):
            yield answer.problem or self._problem(answer)
            self._count_failure(url, _reason(answer))
            yield _feed_seen(url, answer, etag, last_modified)
            return
        if answer.status == _NOT_MODIFIED:
            yield _feed_seen(
                url, answer, answer.header("etag") or etag, answer.header("last-modified") or last_modified
            )
            return
        listings, children, problems = reader(answer)
        yield from problems
        for listing in listings:
            if listing.url not in self.pages:
                yield from self._visit(listing, answer)
        for child in children if depth == 0 else ():
            yield from self.read(child, reader, depth=depth + 1)
        # A parent that is "not modified" next time would hide its children, whose own state tells the same.
        again = bool(children) or any(self.pages[listing.url] is State.RETRY for listing in listings)
        unread = any(problem.severity is Severity.ERROR for problem in problems)
        fresh = ("", "") if again or unread else (answer.header("etag"), answer.header("last-modified"))
        yield _feed_seen(url, answer, *fresh)

    def _ask(self, url: str, *, etag: str = "", last_modified: str = "") -> Answer:
        answer = self.web.get(url, etag=etag, last_modified=last_modified)
        self.begun = self.begun or answer.fetched_at
        self.latest = answer.fetched_at
        return answer

    def _visit(self, listing: Listing, feed: Answer) -> Iterator[Arrival]:
        """One page: its outcome, and a problem where an editor should know."""
        page, problem = self._judge(listing, feed)
        self.pages[listing.url] = page.outcome.state
        yield page
        if problem:
            yield problem

    def _judge(self, listing: Listing, feed: Answer) -> tuple[PageSeen, Problem | None]:
        newest = max(filter(None, (listing.published_at, listing.updated_at)), default=None)
        if self.since and newest and newest < self.since:
            return self._unasked(listing, State.SKIPPED, Reason.OUTSIDE_WINDOW), None
        if self.known.seen(listing.url, listing.updated_at):
            return self._unasked(listing, State.SKIPPED, Reason.UNCHANGED), None
        if self.failures.get(_host(listing.url), 0) >= _PATIENCE:
            return self._unasked(listing, State.RETRY, Reason.SLOW_DOWN, "its host is left alone until next time"), None
        if self.begun and self.latest and self.latest - self.begun > MAX_TURN:
            return self._unasked(
                listing, State.RETRY, Reason.SLOW_DOWN, "its source has had its time; next round"
            ), None
        answer = self._ask(listing.url)
        if answer.problem is None and answer.status == _OK:
            self.failures.pop(_host(listing.url), None)
            capture = self._capture(listing, answer)
            return PageSeen(listing=listing, outcome=_outcome(listing, State.DONE), capture=capture), None
        return self._failed(listing, answer, feed)

    def _failed(self, listing: Listing, answer: Answer, feed: Answer) -> tuple[PageSeen, Problem | None]:
        reason = _reason(answer)
        problem = answer.problem or self._problem(answer)
        if reason in _REFUSED:
            # Once per round is enough: the same line of robots.txt refuses them all.
            news = None if reason in self.refusals else problem
            self.refusals.add(reason)
            if reason is Reason.FORBIDDEN_BY_ROBOTS and listing.text:
                capture = self._feed_capture(listing, answer, feed)
                outcome = _outcome(listing, State.DONE, None, "the feed's text; its host does not let the page be read")
                return PageSeen(listing=listing, outcome=outcome, capture=capture), news
            return PageSeen(listing=listing, outcome=_outcome(listing, State.SKIPPED, reason, problem.message)), news
        self._count_failure(listing.url, reason)
        passing = reason in _MAY_PASS or answer.status in _PASSING_STATUS or answer.status >= _SERVER_ERROR
        if reason is Reason.NOT_MODIFIED:
            state = State.SKIPPED
        elif passing and self.known.tries(listing.url) + 1 < MAX_TRIES:
            state = State.RETRY
        else:
            state = State.QUARANTINED
        return PageSeen(listing=listing, outcome=_outcome(listing, state, reason, problem.message)), problem

    def _count_failure(self, url: str, reason: Reason) -> None:
        if reason in _MAY_PASS:
            host = _host(url)
            self.failures[host] = _PATIENCE if reason is Reason.SLOW_DOWN else self.failures.get(host, 0) + 1

    def _unasked(self, listing: Listing, state: State, reason: Reason, detail: str = "") -> PageSeen:
        return PageSeen(listing=listing, outcome=_outcome(listing, state, reason, detail), asked=False)

    def _capture(self, listing: Listing, answer: Answer) -> Capture:
        return Capture(
            id=capture_id(answer.final_url, answer.body),
            source_id=self.source.id,
            url=listing.url,
            final_url=answer.final_url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            fetched_at=answer.fetched_at,
            rights=answer.rights,
            listing=listing,
        )

    def _feed_capture(self, listing: Listing, refused: Answer, feed: Answer) -> Capture:
        """The feed's own full text, which its host hands out, in place of a page that it does not: no bytes."""
        strict = [
            limit for limit in (refused.rights.quote_characters, feed.rights.quote_characters) if limit is not None
        ]
        rights = Rights(
            fetch=True,
            model=refused.rights.model and feed.rights.model,
            quote_characters=min(strict, default=None),
            signals=tuple(dict.fromkeys((*refused.rights.signals, *feed.rights.signals))),
        )
        return Capture(
            id=capture_id(listing.url, f"{listing.title}\n{listing.text}".encode()),
            source_id=self.source.id,
            url=listing.url,
            final_url=listing.url,
            status=feed.status,
            headers=(),
            body=b"",
            fetched_at=feed.fetched_at,
            rights=rights,
            listing=listing,
        )

    def _problem(self, answer: Answer) -> Problem:
        message = f"{answer.url}: the host answered with status {answer.status}"
        return Problem(
            step=Step.COLLECT, severity=Severity.WARNING, reason=_reason(answer), subject=answer.url, message=message
        )


def _reason(answer: Answer) -> Reason:
    if answer.problem:
        return answer.problem.reason
    return Reason.NOT_MODIFIED if answer.status == _NOT_MODIFIED else Reason.HTTP_ERROR


def _outcome(listing: Listing, state: State, reason: Reason | None = None, detail: str = "") -> Outcome:
    return Outcome(step=Step.COLLECT, subject=listing.url, state=state, reason=reason, detail=detail)


def _feed_seen(url: str, answer: Answer, etag: str, last_modified: str) -> FeedSeen:
    return FeedSeen(url=url, etag=etag, last_modified=last_modified, checked_at=answer.fetched_at, status=answer.status)


def _host(url: str) -> str:
    return urlsplit(url).netloc
