"""`HttpWeb`: the way out. Rights first, then a polite, guarded, bounded GET; problems are values.

A `get` goes hop by hop: check the address, ask the host's robots.txt and tdmrep.json (once a day),
wait for the host's turn, exchange, follow a redirect the same way. Sources: RFC 9110 (HTTP; Retry-After
is section 10.2.3), RFC 9309 (robots).
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

import twosource
from twosource.net.guard import Dial, RefusedError, Resolver, Rules, check_url, dial, resolve
from twosource.net.inflate import gunzip, is_gzip
from twosource.net.lanes import Lane, Lanes
from twosource.net.permission import Permission
from twosource.net.rights import HEAD_BYTES, combine, page_rights
from twosource.net.wire import Headers, Received, Wanted, Wire
from twosource.ports import Answer, Clock
from twosource.records import Problem, Reason, Rights, Severity, Step
from twosource.settings import FetchBlock

OK, NOT_MODIFIED, TOO_MANY_REQUESTS, UNAVAILABLE = 200, 304, 429, 503
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
# seconds of silence for a host that says 429 or 503 without saying for how long
DEFAULT_QUIET = 60.0
LONGEST_QUIET = 86_400.0
LONGEST_SHOWN = 300
ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"

_REASONS = {
    401: (Reason.HTTP_ERROR, "wants a login; Twosource reads only what is open to everybody"),
    402: (Reason.FORBIDDEN_BY_RIGHTS, "wants to be paid for; ask the outlet for a licence or drop it"),
    403: (Reason.HTTP_ERROR, "is refused to us; ask the outlet or drop it"),
    404: (Reason.NOT_FOUND, "does not exist; if it is a feed, look up its new address"),
    410: (Reason.GONE, "was taken down for good; drop it if it is a feed"),
    429: (Reason.SLOW_DOWN, "asks for fewer requests; it is tried again later"),
    451: (Reason.HTTP_ERROR, "is withheld for legal reasons; drop it"),
    503: (Reason.SLOW_DOWN, "is overloaded or under repair; it is tried again later"),
}


def user_agent(contact: str, version: str = twosource.__version__) -> str:
    """How Twosource names itself to every host: product, version, and how to reach the operator."""
    shown = "".join(character for character in contact if " " <= character <= "~").strip()
    return f"Twosource/{version} (+{shown})" if shown else f"Twosource/{version}"


@dataclass(slots=True)
class _Trip:
    """One `get`: where it is, what it has learnt, how much of its time is left."""

    url: str
    seconds: float
    max_bytes: int
    # headers beside those of every request
    extra: Headers = ()
    # take the beginning of a body that is too long
    cut: bool = False
    # ask each host for its permission first
    asking: bool = True
    final_url: str = ""
    rights: tuple[Rights, ...] = ()
    status: int = 0
    headers: Headers = ()
    retry_after: float | None = None
    redirects: int = 0


class HttpWeb:
    """`ports.Web` over HTTP/1.1; safe to call from many threads.

    `resolver` and `dial` replace name resolution and the opening of a socket, `tls` the trusted
    certificates, `sleep` and `monotonic` the waiting between requests.
    """

    def __init__(
        self,
        fetch: FetchBlock,
        *,
        clock: Clock,
        user_agent: str,
        resolver: Resolver = resolve,
        dial: Dial = dial,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._rules = Rules.of(fetch.local_hosts, fetch.extra_ports)
        self._wire = Wire(self._rules, resolver=resolver, dial=dial, tls=tls)
        self._lanes = Lanes(fetch.pace_seconds, sleep, monotonic)
        self._permission = Permission(self._ask, clock)
        self._greeting: Headers = (("User-Agent", user_agent), ("Accept", ACCEPT), ("Accept-Encoding", "gzip"))

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Answer:
        """Fetch `url`; `Answer.problem` says what went wrong, and nothing the network does is raised.

        `etag` and `last_modified` are those of an earlier answer; then status 304 with an empty body
        means that it still holds.
        """
        extra = _conditions(etag, last_modified)
        trip = _Trip(url, self._fetch.timeout_seconds, self._fetch.max_bytes, extra, final_url=url)
        try:
            body = self._arrived(trip, self._travel(trip))
        except RefusedError as refused:
            return self._answer(trip, problem=_problem(trip, refused))
        return self._answer(trip, body=body)

    def close(self) -> None:
        """Drop open connections."""
        self._wire.close()

    def _answer(self, trip: _Trip, *, body: bytes = b"", problem: Problem | None = None) -> Answer:
        return Answer(
            url=trip.url,
            final_url=trip.final_url,
            status=trip.status,
            headers=trip.headers,
            body=body,
            rights=combine(*trip.rights),
            fetched_at=self._clock.now(),
            problem=problem,
            retry_after=trip.retry_after,
        )

    def _ask(self, url: str, max_bytes: int) -> Received:
        """Fetch a host's own rules: bounded and guarded the same, but without asking for permission."""
        trip = _Trip(url, self._fetch.timeout_seconds, max_bytes, cut=True, asking=False)
        return self._travel(trip)

    def _travel(self, trip: _Trip) -> Received:
        """Follow redirects to an answer that is none; RefusedError where a hop must not be made."""
        seen: set[str] = set()
        here = check_url(trip.url, self._rules)
        while True:
            trip.final_url = str(here)
            if trip.final_url in seen or trip.redirects > MOST_REDIRECTS:
                raise RefusedError(
                    Reason.TOO_MANY_REDIRECTS,
                    f"redirects in a circle or more than {MOST_REDIRECTS} times; look up its present address",
                )
            seen.add(trip.final_url)
            if trip.asking:
                self._check_permit(trip, here)
            received = self._hop(trip, here)
            location = received.header("location").strip()
            if received.status not in REDIRECTS or not location:
                return received
            here = self._next(here, location)
            trip.redirects += 1

    def _check_permit(self, trip: _Trip, here: httpx.URL) -> None:
        permit = self._permission.permit(here)
        trip.rights += (permit.rights,)
        if permit.refused is not None:
            if permit.refused.reason is Reason.SLOW_DOWN:
                trip.retry_after = self._lane(here).quiet_for() or DEFAULT_QUIET
            raise permit.refused
        self._lane(here).slow_to(permit.delay)

    def _hop(self, trip: _Trip, here: httpx.URL) -> Received:
        lane = self._lane(here)
        _check_quiet(trip, lane)
        with lane.turn():
            # the thread before us on this lane may have been told to be quiet
            _check_quiet(trip, lane)
            # only the exchange counts: waiting for our turn is our manners, not the host being slow
            begun = time.monotonic()
            wanted = Wanted(seconds=trip.seconds, max_bytes=trip.max_bytes, cut=trip.cut)
            received = self._wire.exchange(here, (*self._greeting, *trip.extra), wanted)
            trip.seconds = max(0.001, trip.seconds - (time.monotonic() - begun))
            if received.status in (TOO_MANY_REQUESTS, UNAVAILABLE):
                trip.retry_after = _retry_after(received, self._clock.now())
                lane.hush(trip.retry_after)
        trip.status, trip.headers = received.status, received.headers
        return received

    def _next(self, here: httpx.URL, location: str) -> httpx.URL:
        try:
            target = str(here.join(location))
        except (httpx.InvalidURL, ValueError) as error:
            raise RefusedError(Reason.BAD_ADDRESS, f"redirects to {_short(location)!r}: {error}") from None
        try:
            return check_url(target, self._rules)
        except RefusedError as refused:
            raise RefusedError(refused.reason, f"redirects to {_short(target)}, which {refused.why}") from None

    def _arrived(self, trip: _Trip, received: Received) -> bytes:
        """The body of a good answer, page rights added; RefusedError for any other."""
        if received.status == OK:
            body = _unpacked(trip, received.body)
            head = body[:HEAD_BYTES] if _is_html(received) else b""
            self._add_page_rights(trip, received, head)
            return body
        # a 304 nobody asked for would be a page without a text
        if received.status == NOT_MODIFIED and trip.extra:
            self._add_page_rights(trip, received, b"")
            return b""
        reason, why = _REASONS.get(received.status, (Reason.HTTP_ERROR, "gave no page; it is tried again"))
        raise RefusedError(reason, f"answered {received.status}: it {why}")

    def _add_page_rights(self, trip: _Trip, received: Received, head: bytes) -> None:
        rights = page_rights(received.headers, head, trip.final_url, self._clock.now())
        trip.rights += (rights,)
        if not rights.fetch:
            raise RefusedError(
                Reason.FORBIDDEN_BY_RIGHTS,
                "says in its headers that machines may not process it; ask the outlet or drop it",
            )

    def _lane(self, url: httpx.URL) -> Lane:
        return self._lanes.lane(url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80))


def _check_quiet(trip: _Trip, lane: Lane) -> None:
    left = lane.quiet_for()
    if left > 0:
        trip.retry_after = left
        raise RefusedError(
            Reason.SLOW_DOWN, f"is on a host that wants no request for another {left:.0f} s; it is tried again then"
        )


def _problem(trip: _Trip, refused: RefusedError) -> Problem:
    place = _short(trip.url)
    if trip.redirects and refused.reason is not Reason.TOO_MANY_REDIRECTS:
        place = f"{place} redirects to {_short(trip.final_url)}, which"
    return Problem(
        step=Step.COLLECT,
        severity=Severity.NOTE if refused.reason is Reason.SLOW_DOWN else Severity.WARNING,
        reason=refused.reason,
        subject=trip.url,
        message=f"{place} {refused.why}",
    )


def _short(url: str) -> str:
    return url if len(url) <= LONGEST_SHOWN else f"{url[:LONGEST_SHOWN]}…"


def _conditions(etag: str, last_modified: str) -> Headers:
    """Validators to send back; those that could not stand in a header are left out."""
    given = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
    return tuple((name, value) for name, value in given if re.fullmatch(r"[!-~]([ -~]*[!-~])?", value))


def _unpacked(trip: _Trip, body: bytes) -> bytes:
    """A sitemap.xml.gz is a gzip file and not a gzip coding; it is unpacked here, under the same bound."""
    if trip.final_url.partition("?")[0].endswith(".gz") and is_gzip(body):
        return gunzip(body, trip.max_bytes)
    return body


def _is_html(received: Received) -> bool:
    kind = received.header("content-type").lower()
    return not kind or "html" in kind


def _retry_after(received: Received, now: datetime) -> float:
    """Seconds to wait: given as such, or as a date that is read against the host's own clock."""
    value = received.header("retry-after").strip()
    if re.fullmatch(r"[0-9]{1,9}", value):
        return min(float(value), LONGEST_QUIET)
    until = _date(value)
    if until is None:
        return DEFAULT_QUIET
    # the difference of two readings of one clock is right even if the clock is wrong
    here = _date(received.header("date")) or now
    return min(max((until - here).total_seconds(), 0.0), LONGEST_QUIET)


def _date(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
