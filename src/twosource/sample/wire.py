"""The sample wire over HTTP: every outlet on a port of its own on 127.0.0.1.

`with Wire() as wire:` serves; `wire.newsroom_toml()` is the newsroom that reads it. Ports are fixed
(18471 upward, in the order of outlets.toml) so that addresses are the same every time; where one is
taken the next free block of ports is used, and `base_port` says which. Pages are rendered once, so
the same address always answers with the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import selectors
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from twosource.sample import feeds, pages
from twosource.sample.wiredata import Outlet, Sample, data_text, load_sample

HOST = "127.0.0.1"
BASE_PORT = 18471
# how far apart blocks of ports are tried, and how many blocks
BLOCK = 40
BLOCKS = 25
OPENED_AT = datetime(2026, 1, 18, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What one address answers; `body` is not compressed."""

    body: bytes
    content_type: str
    changed_at: datetime

    @property
    def etag(self) -> str:
        """A strong entity tag of the body, quoted (RFC 9110, 8.8.3)."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    @property
    def last_modified(self) -> str:
        """The HTTP date of the last change."""
        return format_datetime(self.changed_at.astimezone(UTC), usegmt=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One request that was answered."""

    outlet: str
    path: str
    status: int


def base_url(port: int) -> str:
    """The address of a site without a slash at its end."""
    return f"http://{HOST}:{port}"


def build_site(sample: Sample, outlet: Outlet, address: str) -> dict[str, Resource]:
    """Everything the outlet serves under `address`, by path and query."""
    reports = sample.reports_of(outlet.id)
    newest = max((report.updated_at or report.published_at for report in reports), default=OPENED_AT)
    html = "text/html" + (f"; charset={outlet.charset}" if outlet.header_charset else "")
    site = {
        "/": Resource(body=pages.home_page(outlet, address, reports), content_type=html, changed_at=newest),
        "/robots.txt": Resource(
            body=feeds.robots(outlet, address), content_type="text/plain; charset=utf-8", changed_at=OPENED_AT
        ),
    }
    if outlet.feed:
        kind = "application/xml" if outlet.feed == "rdf" else pages.FEED_TYPES[outlet.feed]
        body = feeds.feed(outlet, reports, address)
        site[outlet.feed_path] = Resource(body=body, content_type=kind, changed_at=newest)
    if outlet.sitemap_path:
        body = feeds.news_sitemap(outlet, reports, address)
        site[outlet.sitemap_path] = Resource(body=body, content_type="application/xml", changed_at=newest)
    if outlet.dead_feed_path:
        site[outlet.dead_feed_path] = Resource(
            body=feeds.DEAD_FEED, content_type="application/rss+xml", changed_at=OPENED_AT
        )
    for number, report in enumerate(reports):
        if report.wall == "missing":
            continue
        others = (reports[number + 1 :] + reports[:number])[:4]
        site[report.path] = Resource(
            body=pages.article_page(outlet, report, address, others),
            content_type=html,
            changed_at=report.updated_at or report.published_at,
        )
    return site


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the site of its server."""

    protocol_version = "HTTP/1.1"
    server_version = "SampleWire"
    sys_version = ""
    timeout = 30
    # one packet for head and body: two would wait 40 ms for each other (Nagle against delayed ACK)
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        """Serve a resource, 304 where the client has it, 404 where there is none."""
        resource = self.server.site.get(self.path)
        if resource is None:
            self._answer(404, "text/plain; charset=utf-8", b"404 Not Found\n")
        elif self._is_current(resource):
            self._answer(304, "", b"", resource)
        else:
            self._answer(200, resource.content_type, resource.body, resource)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _is_current(self, resource: Resource) -> bool:
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return tags.strip() == "*" or resource.etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
        since = self.headers.get("If-Modified-Since")
        try:
            return since is not None and parsedate_to_datetime(since) >= resource.changed_at.replace(microsecond=0)
        except (TypeError, ValueError):
            return False

    def _answer(self, status: int, content_type: str, body: bytes, resource: Resource | None = None) -> None:
        self.server.hits.append(Hit(outlet=self.server.outlet.id, path=self.path, status=status))
        zipped = self.server.outlet.gzip and "gzip" in self.headers.get("Accept-Encoding", "")
        if zipped:
            body = gzip.compress(body, compresslevel=1, mtime=0) if body else body
        self.send_response(status)
        if resource is not None:
            self.send_header("ETag", resource.etag)
            self.send_header("Last-Modified", resource.last_modified)
            if self.server.outlet.gzip:
                self.send_header("Vary", "Accept-Encoding")
        if content_type:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            if zipped:
                self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002
        """The Date header: fixed, so that answers do not depend on the clock."""
        return format_datetime(OPENED_AT, usegmt=True)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Silence: the hits are the log."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, outlet: Outlet, hits: list[Hit]) -> None:
        self.outlet = outlet
        self.hits = hits
        self.site: Mapping[str, Resource] = {}
        self.open_sockets: set[socket.socket] = set()
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """Bind without the look-up of the host's name that the parent makes."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((HOST, self.server_address[1]))
        self.server_name = HOST
        self.server_port = int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open_sockets.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open_sockets.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""


class Wire:
    """The running wire; `start` and `stop` may be called again, a context manager does both."""

    def __init__(self, *, sample: Sample | None = None, base_port: int = BASE_PORT) -> None:
        self.sample = sample or load_sample()
        self.base_port = base_port
        # every request answered since the start, in order
        self.hits: list[Hit] = []
        self._servers: list[_Server] = []
        self._thread: threading.Thread | None = None
        self._wake: tuple[socket.socket, socket.socket] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def addresses(self) -> dict[str, str]:
        """Outlet id to the address of its site, without a slash at the end."""
        return {outlet.id: base_url(self.base_port + at) for at, outlet in enumerate(self.sample.outlets)}

    def url_of(self, report_id: str) -> str:
        """The address of a report's page; KeyError for an unknown id."""
        report = {report.id: report for report in self.sample.reports}[report_id]
        return self.addresses[report.outlet] + report.path

    def newsroom_toml(self) -> str:
        """The newsroom that reads this wire, ready to be written to newsroom.toml."""
        return newsroom_toml(self.base_port, sample=self.sample)

    def start(self) -> None:
        """Bind, then serve in the background; OSError when no block of ports is free."""
        if self._servers:
            return
        self._servers = self._bind()
        for server in self._servers:
            server.site = build_site(self.sample, server.outlet, self.addresses[server.outlet.id])
        self._wake = socket.socketpair()
        self._thread = threading.Thread(target=self._serve, name="sample-wire", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close every socket; returns when nothing is served any more."""
        if self._wake is None or self._thread is None:
            return
        self._wake[1].send(b"x")
        self._thread.join()
        for server in self._servers:
            for open_socket in list(server.open_sockets):
                _hang_up(open_socket)
            server.server_close()
        for end in self._wake:
            end.close()
        self._servers, self._thread, self._wake = [], None, None

    def _bind(self) -> list[_Server]:
        first = self.base_port
        for base in range(first, first + BLOCK * BLOCKS, BLOCK):
            servers: list[_Server] = []
            try:
                for at, outlet in enumerate(self.sample.outlets):
                    servers.append(_Server(base + at, outlet, self.hits))
            except OSError:
                for server in servers:
                    server.server_close()
                continue
            self.base_port = base
            return servers
        raise OSError(f"no {len(self.sample.outlets)} free ports in a row from {first} on {HOST}")

    def _serve(self) -> None:
        """One thread waits for all outlets, so that stopping is immediate and idling costs nothing."""
        assert self._wake is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake[0], selectors.EVENT_READ, None)
            for server in self._servers:
                selector.register(server, selectors.EVENT_READ, server)
            while True:
                for key, _ in selector.select():
                    if key.data is None:
                        return
                    key.data.handle_request()


def _hang_up(open_socket: socket.socket) -> None:
    try:
        open_socket.shutdown(socket.SHUT_RDWR)
    except OSError:
        # the client was faster
        return


def newsroom_toml(base_port: int = BASE_PORT, *, sample: Sample | None = None) -> str:
    """The complete newsroom.toml for a wire at `base_port`: registry, [fetch], one [[source]] an outlet."""
    sample = sample or load_sample()
    ports = [base_port + at for at in range(len(sample.outlets))]
    blocks = [
        data_text("newsroom.toml").rstrip(),
        "",
        "[fetch]",
        f'local_hosts = ["{HOST}"]',
        "pace_seconds = 0.05",
        f"extra_ports = [{', '.join(map(str, ports))}]",
    ]
    for outlet, port in zip(sample.outlets, ports, strict=True):
        blocks += ["", *_source_block(outlet, base_url(port))]
    return "\n".join(blocks) + "\n"


def _source_block(outlet: Outlet, address: str) -> list[str]:
    found = [address + path for path in (outlet.feed_path, outlet.dead_feed_path) if path]
    lines = [
        "[[source]]",
        f'id = "{outlet.id}"',
        f'name = "{outlet.name}"',
        f'language = "{outlet.language}"',
        f'country = "{outlet.country}"',
        f'owner = "{outlet.owner}"',
        f'kind = "{outlet.kind}"',
    ]
    if found:
        lines.append(f"feeds = [{_quoted(found)}]")
    if outlet.sitemap_path:
        lines.append(f'sitemaps = ["{address}{outlet.sitemap_path}"]')
    if outlet.aliases:
        lines.append(f"aliases = [{_quoted(list(outlet.aliases))}]")
    return lines


def _quoted(values: list[str]) -> str:
    return ", ".join(f'"{value}"' for value in values)
