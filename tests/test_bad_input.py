"""Bad input in a whole run: a clear message for the editor, and the rest goes on."""

from __future__ import annotations

import errno
import gzip
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from twosource import cli
from twosource.newsroom import Newsroom, open_newsroom
from twosource.publish import site as site_module
from twosource.records import Problem, Reason, Severity
from twosource.store import database

ARTICLE = (
    "<html lang='en'><head><title>Fire at Tolvane mill</title>"
    "<meta property='article:published_time' content='2026-01-30T10:00:00+09:00'></head><body><article>"
    "<h1>Fire at Tolvane mill</h1>"
    + "".join(
        f"<p>A fire broke out at a mill in Incheon on Jan. 30. Crew {n} put it out, the town said.</p>"
        for n in range(6)
    )
    + "</article></body></html>"
)
WALL = (
    b"<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>"
    b"<p>Enable JavaScript and cookies to continue</p></body></html>"
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><rss version="2.0"><channel><title>&i;</title></channel></rss>'
)


def feed_of(*links: str) -> str:
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>{items}</channel></rss>'


class Host:
    """A server with one good feed and every kind of bad one."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self) -> None:
                host.hits.append(self.path)
                host.answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Keep the test output quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        bodies: dict[str, Callable[[], tuple[bytes, dict[str, str]]]] = {
            "/good.xml": lambda: (feed_of(f"{self.base}/article").encode(), {}),
            "/article": lambda: (ARTICLE.encode(), {"Content-Type": "text/html; charset=utf-8"}),
            "/laughs.xml": lambda: (LAUGHS.encode(), {"Content-Type": "application/rss+xml"}),
            "/brotli.xml": lambda: (b"\x00" * 400, {"Content-Encoding": "br"}),
            "/bomb.xml": lambda: (gzip.compress(b"\0" * 60_000_000), {"Content-Encoding": "gzip"}),
            "/walled.xml": lambda: (feed_of(f"{self.base}/wall").encode(), {}),
            "/wall": lambda: (
                WALL,
                {"Content-Type": "text/html"},
            ),
            "/huge.xml": lambda: (feed_of(f"{self.base}/huge").encode(), {}),
            "/huge": lambda: (b"<p>x</p>" * 6_500_000, {"Content-Type": "text/html"}),
            "/inside.xml": lambda: (feed_of("http://10.0.0.1/admin", "http://169.254.169.254/meta").encode(), {}),
            "/missing.xml": lambda: (feed_of(f"{self.base}/gone").encode(), {}),
            "/text.xml": lambda: (b"this is no feed at all", {"Content-Type": "text/plain"}),
        }
        make = bodies.get(request.path)
        body, headers = make() if make else (b"", {})
        request.send_response(200 if make else 404)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            request.send_header(name, value)
        request.end_headers()
        try:
            request.wfile.write(body)
        except OSError:
            # The reader hung up on a body that is too large; that is the point.
            return


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.server.shutdown()
    host.server.server_close()
    host.thread.join()


def furnish(folder: Path, host: Host, *feeds: str) -> Path:
    blocks = "".join(
        f'[[source]]\nid = "s{n}"\nfeeds = ["{feed if "://" in feed else host.base + feed}"]\nlanguage = "en"\n'
        f'country = "KR"\nowner = "o{n}"\nkind = "paper"\n'
        for n, feed in enumerate(("/good.xml", *feeds))
    )
    (folder / "newsroom.toml").write_text(
        'title = "T"\neditions = ["en"]\nclock = 2026-02-01T09:00:00+09:00\n[fetch]\nlocal_hosts = ["127.0.0.1"]\n'
        f"pace_seconds = 0.0\ntimeout_seconds = 5.0\n{blocks}",
        encoding="utf-8",
    )
    return folder


def run(folder: Path) -> tuple[Newsroom, list[Problem]]:
    with open_newsroom(folder) as newsroom:
        newsroom.run()
        return newsroom, newsroom.problems()


@pytest.mark.parametrize(
    ("feed", "reasons", "named"),
    [
        ("/nowhere.xml", {Reason.NOT_FOUND}, "nowhere.xml"),
        ("http://127.0.0.1:9/feed", {Reason.UNREACHABLE}, "127.0.0.1:9"),
        ("http://10.1.2.3/feed", {Reason.PRIVATE_ADDRESS}, "10.1.2.3"),
        ("/text.xml", {Reason.NOT_A_FEED}, "text.xml"),
        ("/laughs.xml", {Reason.NOT_A_FEED}, "laughs.xml"),
        ("/brotli.xml", {Reason.BAD_ENCODING}, "brotli.xml"),
        ("/bomb.xml", {Reason.TOO_LARGE}, "bomb.xml"),
        ("/walled.xml", {Reason.BOT_WALL}, "wall"),
        ("/huge.xml", {Reason.TOO_LARGE}, "huge"),
        ("/inside.xml", {Reason.PRIVATE_ADDRESS}, "10.0.0.1"),
        ("/missing.xml", {Reason.NOT_FOUND}, "gone"),
    ],
)
def test_one_bad_source_is_told_and_the_rest_goes_on(
    feed: str, reasons: set[Reason], named: str, host: Host, tmp_path: Path
) -> None:
    """The bad source is a problem that names its address; the good source is published all the same."""
    _, problems = run(furnish(tmp_path, host, feed))
    about = [problem for problem in problems if problem.reason in reasons]
    assert about, problems
    assert any(named in problem.message for problem in about)
    assert list((tmp_path / "site" / "en" / "e").glob("*/index.html"))


def test_a_file_that_was_mended_is_no_problem_any_more(host: Host, tmp_path: Path) -> None:
    """A bad line is told until the file is read without it, and so are pages that came to nothing."""
    furnish(tmp_path, host)
    rows, page = tmp_path / "rows.jsonl", tmp_path / "page.html"
    rows.write_text("{", encoding="utf-8")
    page.write_text("", encoding="utf-8")
    with open_newsroom(tmp_path) as newsroom:
        newsroom.take_files([rows, page])
        newsroom.run(collect=False)
        assert {problem.reason for problem in newsroom.problems()} == {Reason.NOT_A_PAGE, Reason.EMPTY}
        rows.write_text('{"id": "1", "language": "en", "title": "Fire", "body": "A fire."}', encoding="utf-8")
        page.write_text(ARTICLE, encoding="utf-8")
        newsroom.take_files([rows, page])
        newsroom.run(collect=False)
        assert newsroom.problems() == []


def test_the_inside_of_the_network_is_never_asked(host: Host, tmp_path: Path) -> None:
    """Addresses a hostile feed lists inside our network are refused before a socket opens."""
    _, problems = run(furnish(tmp_path, host, "/inside.xml"))
    assert {p.reason for p in problems} == {Reason.PRIVATE_ADDRESS}


def test_full_disk_while_publishing(host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk keeps the old site and says so; the next run finishes."""
    furnish(tmp_path, host)

    def fail(place: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(place))

    with monkeypatch.context() as patch:
        patch.setattr(site_module, "_write", fail)
        _, problems = run(tmp_path)
    assert any(problem.severity is Severity.ERROR and "full" in problem.message for problem in problems)
    assert not (tmp_path / "site").exists()
    _, problems = run(tmp_path)
    assert problems == []
    assert list((tmp_path / "site" / "en" / "e").glob("*/index.html"))


def test_full_disk_under_the_database(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When the database cannot grow, the command says so in one message and loses nothing."""
    furnish(tmp_path, host)
    with open_newsroom(tmp_path):
        pages = (tmp_path / ".twosource" / "newsroom.db").stat().st_size // 4096
    opened = database._on_connect

    def limit(connection: sqlite3.Connection, record: object) -> None:
        opened(connection, record)
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    with monkeypatch.context() as patch:
        patch.setattr(database, "_on_connect", limit)
        patch.setattr(sys, "argv", ["twosource", "run", "--newsroom", str(tmp_path)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    assert ended.value.code == 2
    assert "database or disk is full" in " ".join(capsys.readouterr().err.split())
    _, problems = run(tmp_path)
    assert problems == []


def test_a_page_that_breaks_a_step_is_one_outcome(host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception inside a step is that record's outcome, told with its address; others go on."""
    from twosource.pipeline import reading

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    furnish(tmp_path, host)
    monkeypatch.setattr(reading, "extract", fail)
    _, problems = run(tmp_path)
    (problem,) = [problem for problem in problems if problem.reason is Reason.FAILED]
    assert "/article" in problem.message
    assert "broken" in problem.message
