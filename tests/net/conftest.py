"""Servers on 127.0.0.1 that stand for the public web, and a web client that finds them by name."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from twosource.net.web import HttpWeb
from twosource.settings import FetchBlock

Reply = tuple[int, dict[str, str], bytes] | Callable[[Any], None]


class Site:
    """A host: replies by path, and a record of every request it got."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.hits: list[str] = []
        self.requests: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                site.hits.append(self.path)
                site.requests.append({key.lower(): value for key, value in self.headers.items()})
                reply = site.replies.get(self.path, (404, {}, b""))
                if callable(reply):
                    self.close_connection = True
                    reply(self)
                    return
                status, headers, body = reply
                self.send_response(status)
                for key, value in headers.items():
                    self.send_header(key, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *args: object) -> None:
                """A client that hangs up on an attack is what we want."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def page(self, path: str, body: str | bytes = "<html>news</html>", status: int = 200, **headers: str) -> None:
        """Serve `body` at `path`; header names with underscores for hyphens."""
        data = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": "text/html", **{key.replace("_", "-"): value for key, value in headers.items()}}
        self.replies[path] = (status, named, data)

    def robots(self, text: str, status: int = 200) -> None:
        """Serve a robots.txt."""
        self.replies["/robots.txt"] = (status, {"Content-Type": "text/plain"}, text.encode())

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        """Send `path` elsewhere."""
        self.replies[path] = (status, {"Location": to}, b"")

    def pages(self) -> list[str]:
        """Paths asked for, the host's own rules left out."""
        return [path for path in self.hits if path not in ("/robots.txt", "/.well-known/tdmrep.json")]

    def url(self, path: str = "/", host: str = "news.test") -> str:
        """Address of `path` under a name that resolves to this machine."""
        return f"http://{host}:{self.port}{path}"

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


class FakeTime:
    """A monotonic clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Pass time at once."""
        self.slept.append(seconds)
        self.now += seconds


class FakeClock:
    """A wall clock that tests set."""

    def __init__(self) -> None:
        self.at = datetime(2026, 2, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """Aware UTC."""
        return self.at

    def pass_time(self, **amount: float) -> None:
        """Move on."""
        self.at += timedelta(**amount)


def to_this_machine(host: str, port: int) -> list[str]:
    """Resolver: every name is 127.0.0.1."""
    return ["127.0.0.1"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A host that the tests' client may read."""
    made = Site()
    yield made
    made.close()


@pytest.fixture
def canary() -> Iterator[Site]:
    """A service of this machine that must never be reached."""
    made = Site()
    made.page("/", "secret")
    yield made
    made.close()


@pytest.fixture
def clock() -> FakeClock:
    """A wall clock that stands still."""
    return FakeClock()


@pytest.fixture
def fake_time() -> FakeTime:
    """Pacing without waiting."""
    return FakeTime()


@pytest.fixture
def make_web(clock: FakeClock) -> Iterator[Callable[..., HttpWeb]]:
    """Build clients that read news.test and other.test on this machine; `fetch` keys go to the settings."""
    made: list[HttpWeb] = []

    def make(*, resolver: Any = to_this_machine, **given: Any) -> HttpWeb:
        extras = {key: given.pop(key) for key in ("dial", "tls", "sleep", "monotonic") if key in given}
        settings = {"pace_seconds": 0.0, "timeout_seconds": 5.0, "local_hosts": ("news.test", "other.test")} | given
        web = HttpWeb(FetchBlock(**settings), clock=clock, user_agent="Twosource/test", resolver=resolver, **extras)
        made.append(web)
        return web

    yield make
    for web in made:
        web.close()
