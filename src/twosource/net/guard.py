"""Where a connection may go: checked on the address the socket opens to, not on its name.

A name can answer with a public address when it is checked and with a private one when it is used
(DNS rebinding), so `Guard` sits inside httpcore as its network backend: it resolves once, refuses
if any answer is not public, and connects to the very address it checked. Since it runs for every
connection it covers every redirect hop too. TLS is still verified against the name, because httpcore
hands that to `start_tls` itself.

Ranges: IANA IPv4 and IPv6 special-purpose registries (RFC 6890 and its updates), RFC 6052 (NAT64),
RFC 3056 (6to4), RFC 4380 (Teredo), RFC 5214 (ISATAP).
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore
import httpx

from twosource.records import Reason

Address = IPv4Address | IPv6Address

Resolver = Callable[[str, int], Sequence[str]]
"""Name and port to the textual addresses it has; raises OSError where there is none."""

Dial = Callable[[str, int, float | None], httpcore.NetworkStream]
"""Numeric address, port and seconds to an open stream; raises httpcore's connect errors."""

LONGEST_URL = 4096
PORTS = frozenset({80, 443})
# a name with hundreds of dead addresses must not eat the time of the request
MOST_ADDRESSES_TRIED = 4

_CLOSED_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            # a cloud's own metadata and DNS service on an address that looks public (Azure)
            "168.63.129.16/32",
        ),
    )
)  # fmt: skip
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16")))
_NAT64 = IPv6Network("64:ff9b::/96")
# what a host named in the settings may resolve to beside public addresses
_LOCAL: tuple[IPv4Network | IPv6Network, ...] = (
    *map(IPv4Network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
    IPv6Network("::1/128"),
    IPv6Network("fc00::/7"),
)
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_QUAD = re.compile(r"\d{1,3}(\.\d{1,3}){3}")


class RefusedError(Exception):
    """A request we will not make or an answer we will not take; never leaves `net`."""

    def __init__(self, reason: Reason, why: str) -> None:
        super().__init__(why)
        self.reason = reason
        self.why = why


class Deadline(threading.local):
    """When the exchange of this thread must be over, on `time.monotonic`; streams look it up on each read."""

    at: float = float("inf")
    # whether this exchange opened a connection of its own, and whether an answer has begun
    dialled: bool = False
    answered: bool = False

    def left(self) -> float:
        """Seconds until then; zero or less when it has passed."""
        return self.at - time.monotonic()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the settings open beside the public web: hosts on this machine, further ports."""

    local_hosts: frozenset[str] = frozenset()
    extra_ports: frozenset[int] = frozenset()

    @staticmethod
    def of(local_hosts: Iterable[str], extra_ports: Iterable[int] = ()) -> Rules:
        """Rules with host names and addresses in the form in which they are compared."""
        return Rules(frozenset(_canonical(host) for host in local_hosts), frozenset(extra_ports))

    def is_local(self, host: str) -> bool:
        """Whether the settings name this host as one that need not be public."""
        return _canonical(host) in self.local_hosts

    def check_port(self, host: str, port: int) -> None:
        """RefusedError(BAD_ADDRESS) for a port that is neither the web's nor opened by the settings."""
        if port not in PORTS and port not in self.extra_ports and not self.is_local(host):
            raise RefusedError(
                Reason.BAD_ADDRESS,
                f"names port {port}, which is neither 80 nor 443; if the outlet serves there, add it to `fetch.extra_ports`",
            )


def _canonical(host: str) -> str:
    host = host.strip().lower().strip("[]")
    try:
        return str(ip_address(host))
    except ValueError:
        return host


def check_url(url: str, rules: Rules) -> httpx.URL:
    """Parse `url` into the one form that is both checked and requested, without its fragment.

    RefusedError(BAD_ADDRESS) for anything but plain http(s) with a host name or a dotted quad or an
    IPv6 address: no user info, no number forms of an address (WHATWG URL "ends in a number"), no zone,
    no trailing dot, no other scheme, no port that `rules` do not open.
    """
    # parsers disagree on blanks and backslashes, and where they disagree an attacker chooses the host
    if len(url) > LONGEST_URL or re.search(r"[\x00-\x20\x7f\\]", url):
        raise RefusedError(Reason.BAD_ADDRESS, "is too long or holds blanks, backslashes or control characters")
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host.decode("ascii").lower()
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedError(Reason.BAD_ADDRESS, f"is not a valid address ({error})") from None
    if parsed.scheme not in ("http", "https"):
        raise RefusedError(Reason.BAD_ADDRESS, "is not an http or https address")
    # an empty user name leaves no trace in the parsed form
    if parsed.userinfo or "@" in url.split("://", 1)[-1].split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]:
        raise RefusedError(Reason.BAD_ADDRESS, "carries a user name or password; leave them out")
    _check_host(host)
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    if parsed.port == 0 or port > 65535:  # noqa: PLR2004
        raise RefusedError(Reason.BAD_ADDRESS, f"names port {parsed.port}, which does not exist")
    rules.check_port(host, port)
    return parsed.copy_with(fragment=None)


def _check_host(host: str) -> None:
    if ":" in host:
        try:
            IPv6Address(host)
        except ValueError:
            raise RefusedError(Reason.BAD_ADDRESS, f"names host {host!r}, which is not a valid IPv6 address") from None
        if "%" in host:
            raise RefusedError(Reason.BAD_ADDRESS, "names a network zone; write the plain address")
        return
    if not _NAME.fullmatch(host):
        raise RefusedError(Reason.BAD_ADDRESS, f"names host {host!r}, which cannot be one")
    if _NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        try:
            if not _QUAD.fullmatch(host):
                raise ValueError(host)  # noqa: TRY301
            IPv4Address(host)
        except ValueError:
            raise RefusedError(
                Reason.BAD_ADDRESS, f"names host {host!r}, an IP address in an odd form; write four decimal numbers"
            ) from None


def refusal(address: Address, *, local: bool) -> str:
    """Why `address` must not be connected to, or "" where it may; `local` for hosts the settings name."""
    if local and any(address in network for network in _LOCAL if network.version == address.version):
        return ""
    if isinstance(address, IPv4Address):
        closed = any(address in network for network in _CLOSED_V4) or not address.is_global
        return f"{address} is not a public address" if closed else ""
    inner = _wrapped(address)
    if inner is not None:
        why = refusal(inner, local=local)
        return f"{address} stands for {inner}, which is not a public address" if why else ""
    closed = address not in _OPEN_V6 or any(address in network for network in _CLOSED_V6) or not address.is_global
    return f"{address} is not a public address" if closed else ""


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, where it is of such a kind."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    number = int(address)
    # ISATAP keeps the IPv4 address in the interface identifier, under any prefix
    isatap = (number >> 32) & 0xFFFFFFFF in (0x00005EFE, 0x02005EFE)
    if address in _NAT64 or isatap:
        return IPv4Address(number & 0xFFFFFFFF)
    return None


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Every address the system's resolver gives for a name; OSError where it gives none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def dial(address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
    """Open a TCP stream to a numeric address."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)


class Guard(httpcore.NetworkBackend):
    """httpcore's way to the network, with the check at the point where the socket opens."""

    def __init__(self, rules: Rules, deadline: Deadline, *, resolver: Resolver = resolve, dial: Dial = dial) -> None:
        self._rules = rules
        self._deadline = deadline
        self._resolver = resolver
        self._dial = dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Resolve, check all answers, connect to one of them; RefusedError where one is not public."""
        self._rules.check_port(host, port)
        addresses = self._addresses(host, port)
        local = self._rules.is_local(host)
        # all of them: a name with one private answer is an attack or a mistake, and the order is not ours
        for address in addresses:
            why = refusal(address, local=local)
            if why:
                raise RefusedError(
                    Reason.PRIVATE_ADDRESS,
                    f"is on host {host}, which is not on the public web ({why}); "
                    "if it is a machine of yours, name the host in `fetch.local_hosts`",
                )
        return self._connect(addresses[:MOST_ADDRESSES_TRIED], port, timeout)

    def _connect(self, addresses: Sequence[Address], port: int, timeout: float | None) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("no address")
        for position, address in enumerate(addresses):
            # the next address needs its share of the time where this one swallows packets
            share = _bounded(timeout, self._deadline, httpcore.ConnectTimeout) / (len(addresses) - position)
            try:
                stream = self._dial(str(address), port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                self._deadline.dialled = True
                return _TimedStream(stream, self._deadline)
        raise failure

    def _addresses(self, host: str, port: int) -> list[Address]:
        try:
            return [ip_address(host)]
        except ValueError:
            pass
        try:
            return [ip_address(text) for text in self._resolve_in_time(host, port)]
        except (OSError, UnicodeError, ValueError) as error:
            raise RefusedError(
                Reason.UNREACHABLE,
                f"is on host {host}, which has no address ({error}); check its spelling and the network",
            ) from None

    def _resolve_in_time(self, host: str, port: int) -> Sequence[str]:
        """Ask the resolver in a thread of its own, since getaddrinfo knows no time limit."""
        answers: list[Sequence[str]] = []
        failures: list[BaseException] = []

        def ask() -> None:
            try:
                answers.append(self._resolver(host, port))
            except (OSError, UnicodeError, ValueError) as error:
                failures.append(error)

        # a daemon: a resolver that hangs must not hold up the end of the program
        thread = threading.Thread(target=ask, name=f"resolve {host}", daemon=True)
        thread.start()
        thread.join(min(max(self._deadline.left(), 0.0), threading.TIMEOUT_MAX))
        if failures:
            raise failures[0]
        if not answers:
            raise RefusedError(Reason.TIMED_OUT, f"is on host {host}, whose name was not resolved in time")
        if not answers[0]:
            raise OSError("no answer")
        return answers[0]


class _TimedStream(httpcore.NetworkStream):
    """A stream on which no read or write outlasts the deadline, however slowly the bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _bounded(timeout, self._deadline, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _bounded(timeout, self._deadline, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        bound = _bounded(timeout, self._deadline, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, bound), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _bounded(timeout: float | None, deadline: Deadline, error: type[Exception]) -> float:
    left = deadline.left()
    if left <= 0:
        raise error("the time for this request is over")
    return min(left, 3600.0) if timeout is None else min(left, timeout)
