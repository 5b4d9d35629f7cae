"""Asking a host what it allows before anything else is fetched from it; remembered for a day.

Status codes after RFC 9309 section 2.3.1: 4xx and too many redirects mean that there are no rules; 5xx
means that everything is disallowed. 429 is read as the plea it is and not as "no rules". A host that
cannot be reached at all keeps that reason, so that an editor sees a dead name and not a ban.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx

from twosource.net.guard import RefusedError
from twosource.net.rights import combine
from twosource.net.robots import ROBOTS_BYTES, Reservations, Robots
from twosource.net.wire import Received
from twosource.ports import Clock
from twosource.records import Reason, Rights

FRESH = timedelta(hours=24)
FRESH_AFTER_FAILURE = timedelta(minutes=10)
TDMREP_BYTES = 512_000

Ask = Callable[[str, int], Received]
"""Address and number of bytes to the answer, redirects followed; RefusedError where there is none."""


@dataclass(slots=True)
class _Known:
    """What is remembered of one origin (scheme, host, port) and until when."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Robots | RefusedError | None = None
    robots_until: datetime | None = None
    reservations: Reservations | None = None
    reservations_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """The answer for one address: what is allowed, or why it must not be fetched."""

    rights: Rights = Rights()
    refused: RefusedError | None = None
    # seconds between requests that the host asks for; 0 where it does not
    delay: float = 0.0


class Permission:
    """robots.txt and tdmrep.json of every host met, each asked for once however many threads want it."""

    def __init__(self, ask: Ask, clock: Clock) -> None:
        self._ask = ask
        self._clock = clock
        self._known: dict[str, _Known] = {}
        self._lock = threading.Lock()

    def permit(self, url: httpx.URL) -> Permit:
        """What the host of `url` allows for it, with evidence."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        with self._lock:
            known = self._known.setdefault(origin, _Known())
        address = str(url)
        # held while the files come in, so that they are asked for once; other hosts go on meanwhile
        with known.lock:
            robots = self._robots(known, origin)
            if isinstance(robots, RefusedError):
                return Permit(refused=robots)
            rights = robots.rights(address)
            if not robots.allows(address):
                return Permit(rights=rights, refused=RefusedError(Reason.FORBIDDEN_BY_ROBOTS, robots.refusal))
            rights = combine(rights, self._reservations(known, origin, robots).rights(address))
        refused = None
        if not rights.fetch:
            why = "may not be processed by machines, says the robots.txt of its host; ask the outlet or drop it"
            refused = RefusedError(Reason.FORBIDDEN_BY_RIGHTS, why)
        return Permit(rights=rights, refused=refused, delay=robots.delay)

    def _robots(self, known: _Known, origin: str) -> Robots | RefusedError:
        now = self._clock.now()
        if known.robots is None or known.robots_until is None or now >= known.robots_until:
            known.robots, fresh = self._fetch_robots(f"{origin}/robots.txt", now)
            known.robots_until = now + fresh
        return known.robots

    def _fetch_robots(self, where: str, now: datetime) -> tuple[Robots | RefusedError, timedelta]:
        try:
            received = self._ask(where, ROBOTS_BYTES)
        except RefusedError as refused:
            if refused.reason is Reason.TOO_MANY_REDIRECTS:
                return Robots.absent(where, now, "too many redirects"), FRESH
            # the lane itself remembers for how long the host wants silence
            fresh = timedelta(0) if refused.reason is Reason.SLOW_DOWN else FRESH_AFTER_FAILURE
            return refused, fresh
        status = received.status
        if 200 <= status < 300:  # noqa: PLR2004
            return Robots.parse(received.body, where, now), FRESH
        if status in (429, 503):
            return RefusedError(Reason.SLOW_DOWN, f"answered {status}; it is tried again later"), timedelta(0)
        if 400 <= status < 500:  # noqa: PLR2004
            return Robots.absent(where, now, f"HTTP {status}"), FRESH
        return Robots.closed(where, now, f"HTTP {status}"), FRESH_AFTER_FAILURE

    def _reservations(self, known: _Known, origin: str, robots: Robots) -> Reservations:
        now = self._clock.now()
        if known.reservations is None or known.reservations_until is None or now >= known.reservations_until:
            where = f"{origin}/.well-known/tdmrep.json"
            # a file of the host like any other, so its own robots.txt holds for it
            data, fresh = self._fetch_reservations(where) if robots.allows(where) else (b"", FRESH)
            known.reservations = Reservations(data, where, now)
            known.reservations_until = now + fresh
        return known.reservations

    def _fetch_reservations(self, where: str) -> tuple[bytes, timedelta]:
        try:
            received = self._ask(where, TDMREP_BYTES)
        except RefusedError:
            return b"", FRESH_AFTER_FAILURE
        failed = received.status >= 500 or received.status == 429  # noqa: PLR2004
        return received.body, FRESH_AFTER_FAILURE if failed else FRESH
