"""One HTTP/1.1 exchange over httpcore: guarded, bounded in bytes and time, no cookies, no proxy.

httpcore is used below httpx's client on purpose: the client keeps cookies, follows redirects and
decodes bodies by itself, and each of the three must be ours.
"""

from __future__ import annotations

import contextlib
import functools
import re
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass

import httpcore
import httpx

from twosource.net.guard import Deadline, Dial, Guard, RefusedError, Resolver, Rules
from twosource.net.inflate import coding, read_bounded
from twosource.records import Reason

DRAINED_BYTES = 65_536

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One answer: status, headers with lower-case names, and the body where it was wanted."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        """First value of a header (lower-case name); empty where it is missing."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Bounds of one exchange."""

    seconds: float
    max_bytes: int
    # take the first `max_bytes` of a longer body instead of refusing it (robots.txt)
    cut: bool = False


class Wire:
    """A pool of guarded connections."""

    def __init__(self, rules: Rules, *, resolver: Resolver, dial: Dial, tls: ssl.SSLContext | None) -> None:
        self._deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls or _tls(),
            # a lane holds one connection, so this only has to exceed the number of threads
            max_connections=64,
            max_keepalive_connections=32,
            keepalive_expiry=30.0,
            http1=True,
            http2=False,
            network_backend=Guard(rules, self._deadline, resolver=resolver, dial=dial),
        )

    def exchange(self, url: httpx.URL, headers: Headers, wanted: Wanted) -> Received:
        """GET `url`; the body is read for status 200 only. RefusedError says what went wrong."""
        self._deadline.at = time.monotonic() + wanted.seconds
        try:
            return self._exchange_again(url, headers, wanted)
        except httpcore.TimeoutException:
            raise RefusedError(
                Reason.TIMED_OUT,
                f"took longer than {wanted.seconds:.0f} s; raise `fetch.timeout_seconds` if it is just slow",
            ) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
            raise RefusedError(Reason.UNREACHABLE, f"could not be read: {_plain(error)}; it is tried again") from None
        finally:
            self._deadline.at = float("inf")

    def _exchange_again(self, url: httpx.URL, headers: Headers, wanted: Wanted) -> Received:
        """Exchange, once more where a kept connection turns out to have been closed by the host meanwhile."""
        self._deadline.dialled = self._deadline.answered = False
        try:
            return self._exchange(url, headers, wanted)
        except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
            if self._deadline.dialled or self._deadline.answered:
                raise
            return self._exchange(url, headers, wanted)

    def _exchange(self, url: httpx.URL, headers: Headers, wanted: Wanted) -> Received:
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        # RFC 9110 section 7.2: Host first
        sent = [(b"Host", url.netloc), *((k.encode("ascii"), v.encode("ascii", "replace")) for k, v in headers)]
        timeouts = {"connect": wanted.seconds, "read": wanted.seconds, "write": wanted.seconds, "pool": wanted.seconds}
        with self._pool.stream("GET", target, headers=sent, extensions={"timeout": timeouts}) as response:
            self._deadline.answered = True
            got = tuple((k.decode("latin-1").lower(), _text(v)) for k, v in response.headers)
            if response.status != 200:  # noqa: PLR2004
                self._drain(response.iter_stream(), got)
                return Received(status=response.status, headers=got, body=b"")
            return Received(status=response.status, headers=got, body=self._body(response.iter_stream(), got, wanted))

    def _body(self, stream: Iterable[bytes], headers: Headers, wanted: Wanted) -> bytes:
        gzipped = coding(value for key, value in headers if key == "content-encoding") == "gzip"
        # an honest server saves both of us the transfer
        declared = _declared(headers)
        if not wanted.cut and declared > wanted.max_bytes:
            raise RefusedError(
                Reason.TOO_LARGE,
                f"is {declared:,} bytes long, more than {wanted.max_bytes:,}; raise `fetch.max_bytes` to read it",
            )
        return read_bounded(stream, gzipped=gzipped, max_bytes=wanted.max_bytes, cut=wanted.cut)

    def _drain(self, stream: Iterable[bytes], headers: Headers) -> None:
        """Read away a short body that nobody wants, so that the connection can be used again."""
        if not 0 <= _declared(headers) <= DRAINED_BYTES:
            return
        with contextlib.suppress(httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
            for _chunk in stream:
                pass

    def close(self) -> None:
        """Drop open connections."""
        self._pool.close()


def _declared(headers: Headers) -> int:
    """The Content-Length, or -1 where there is none that can be read."""
    value = next((value for key, value in headers if key == "content-length"), "")
    return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else -1


@functools.cache
def _tls() -> ssl.SSLContext:
    """Certificates of certifi, not of the environment: SSL_CERT_FILE must not widen whom we trust."""
    return httpx.create_ssl_context(trust_env=False)


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _plain(error: Exception) -> str:
    return str(error) or type(error).__name__
