"""One lane per host and port: one request at a time, a pause between two, silence when asked for it.

A lane's lock is held while waiting and while requesting, so that threads that want other hosts are not
held up; the table of lanes is locked only to look one up. A thread holds at most one lane at a time and
takes no other lock while it does, so lanes cannot deadlock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOST_DELAY = 30.0


class Lane:
    """The way to one host and port. Times are seconds on the given monotonic clock."""

    def __init__(self, pace: float, sleep: Callable[[float], None], monotonic: Callable[[], float]) -> None:
        self._pace = pace
        self._sleep = sleep
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._free_at = float("-inf")
        self._quiet_until = float("-inf")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for this thread's turn and for the pause since the last request's end."""
        with self._lock:
            # a sleep may return early; the pause is a promise to the host
            while (wait := self._free_at - self._monotonic()) > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self._free_at = self._monotonic() + self._pace

    def slow_to(self, seconds: float) -> None:
        """Raise the pause to what the host's robots.txt asks for, at most 30 s; never lower it."""
        self._pace = max(self._pace, min(seconds, MOST_DELAY))

    def hush(self, seconds: float) -> None:
        """Remember that the host asked for no request for so many seconds."""
        self._quiet_until = max(self._quiet_until, self._monotonic() + seconds)

    def quiet_for(self) -> float:
        """Seconds the host still wants no request; 0 when it may be asked."""
        return max(0.0, self._quiet_until - self._monotonic())


class Lanes:
    """All lanes, made as they are needed."""

    def __init__(self, pace: float, sleep: Callable[[float], None], monotonic: Callable[[], float]) -> None:
        self._settings = (pace, sleep, monotonic)
        self._lanes: dict[tuple[str, int], Lane] = {}
        self._lock = threading.Lock()

    def lane(self, host: str, port: int) -> Lane:
        """The lane to a host and port."""
        # held for a look-up only, never while anybody waits
        with self._lock:
            lane = self._lanes.get((host, port))
            if lane is None:
                lane = self._lanes[host, port] = Lane(*self._settings)
            return lane
