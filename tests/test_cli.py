"""The command line: exit codes, JSON for scripts, one message and no traceback for a user's mistake."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from twosource.cli import app, main
from twosource.sample.wire import Wire

runner = CliRunner()
HTML = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
BODY = "<p>The town of Minari opened a museum of wind on Monday. About 300 people came on the first day.</p>" * 6


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with Wire(base_port=19571) as wire:
        yield wire


def write_toml(folder: Path, extra: str = "") -> None:
    folder.mkdir(exist_ok=True)
    (folder / "newsroom.toml").write_text(f'title = "T"\neditions = ["en"]\n{extra}', encoding="utf-8")


def run_main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of `twosource ARGUMENTS`."""
    monkeypatch.setattr(sys, "argv", ["twosource", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_help_is_quick() -> None:
    """`--help` and `--version` load no dictionary, no browser of pages, no database."""
    code = "import sys; sys.argv = ['twosource', '--version']\nfrom twosource.cli import app\n"
    heavy = (
        "assert not {'kiwipiepy', 'sudachipy', 'trafilatura', 'py3langid', 'alembic'} & set(sys.modules), sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code + heavy], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('title = "T"\neditons = ["en"]\n', "newsroom.toml:2"),
        ('title = "T"\neditions = ["en"\n', "TOML"),
        ('title = "T"\neditions = ["en"]\n[[source]]\nfeeds = ["ftp://a.example/"]\nlanguage="en"\n', "newsroom.toml"),
    ],
)
def test_wrong_settings_are_one_message(
    text: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in newsroom.toml names file and line, exits 2, shows no traceback."""
    (tmp_path / "newsroom.toml").write_text(text, encoding="utf-8")
    assert run_main(monkeypatch, "run", "--newsroom", str(tmp_path)) == 2
    told = "".join(capsys.readouterr().err.split())
    assert words in told
    assert "Traceback" not in told


def test_no_newsroom_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Running in an empty folder points at `twosource init`."""
    assert run_main(monkeypatch, "run", "--newsroom", str(tmp_path)) == 2
    assert "twosource init" in " ".join(capsys.readouterr().err.split())


def test_run_takes_files(tmp_path: Path) -> None:
    """HTML and JSON lines given by hand become reports, events and pages; the result is JSON for scripts."""
    write_toml(tmp_path)
    page = tmp_path / "page.html"
    page.write_text(HTML.format(title="Minari opens a museum", body=BODY), encoding="utf-8")
    rows = tmp_path / "rows.jsonl"
    row = {
        "id": "1",
        "language": "en",
        "title": "Strike stops buses in Incheon",
        "body": "Bus drivers in Incheon went on strike on Jan. 22, 2026. About 400 drivers walked out.",
        "published_at": "2026-01-22T10:00:00+09:00",
        "outlet": "harbour",
        "url": "https://harbour.example/1",
    }
    rows.write_text(json.dumps(row) + "\nnot json\n", encoding="utf-8")
    done = runner.invoke(app, ["run", str(page), str(rows), "--newsroom", str(tmp_path), "--json"])
    assert done.exit_code == 0, done.output
    summary = json.loads(done.stdout)
    assert summary["reports"] == 2
    assert summary["articles"]["en"] >= 1
    assert (tmp_path / "site" / "en" / "index.html").is_file()
    assert "rows.jsonl:2" in "".join(done.stderr.split())


def test_missing_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not there is the user's mistake."""
    write_toml(tmp_path)
    assert run_main(monkeypatch, "run", str(tmp_path / "none.html"), "--newsroom", str(tmp_path)) == 2
    assert "none.html" in "".join(capsys.readouterr().err.split())


def test_init_finds_feeds(wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`init --site` finds a site's feeds by itself and writes a newsroom.toml that `run` accepts."""
    from twosource import setup
    from twosource.net import HttpWeb
    from twosource.newsroom import SystemClock
    from twosource.settings import FetchBlock, read_settings

    fetch = FetchBlock(local_hosts=("127.0.0.1",), pace_seconds=0.0)
    site = wire.addresses["hanbit"]
    web = HttpWeb(fetch, clock=SystemClock(), user_agent="test")
    drafts, problems = setup.find_sources([site + "/"], None, progress=lambda _: None, web=web)
    assert problems == []
    assert drafts[0].feeds == (f"{site}/rss/news.xml",)
    assert drafts[0].language == "ko"
    path = setup.write_newsroom(tmp_path / "new", drafts, title='Quote "x"', editions=["ko", "en"])
    settings = read_settings(path)
    assert settings.title == 'Quote "x"'
    assert settings.sources[0].feeds == drafts[0].feeds


def test_init_takes_opml_and_never_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An OPML file is read; a second init in the same folder is refused."""
    assert runner.invoke(app, ["init", str(tmp_path / "n"), "--title", "N"]).exit_code == 0
    assert run_main(monkeypatch, "init", str(tmp_path / "n")) == 2


def test_doctor_says_what_to_do(wire: Wire, tmp_path: Path) -> None:
    """A dead feed is found with its address, exit code 1; without it everything is in order."""
    good = (
        f'[[source]]\nfeeds = ["{wire.addresses["hanbit"]}/rss/news.xml"]\nlanguage = "ko"\ncountry = "KR"\n'
        'owner = "H"\nkind = "agency"\n'
    )
    fetch = '[fetch]\nlocal_hosts = ["127.0.0.1"]\npace_seconds = 0.0\n'
    write_toml(tmp_path / "good", fetch + good)
    done = runner.invoke(app, ["doctor", "--newsroom", str(tmp_path / "good"), "--json"])
    assert done.exit_code == 0, done.output
    assert any("items" in finding["message"] for finding in json.loads(done.stdout)["findings"])
    write_toml(tmp_path / "bad", fetch + good.replace("/rss/news.xml", "/gone.xml"))
    done = runner.invoke(app, ["doctor", "--newsroom", str(tmp_path / "bad"), "--json"])
    assert done.exit_code == 1
    assert any("gone.xml" in finding["message"] for finding in json.loads(done.stdout)["findings"])


def test_demo_spares_a_real_newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`demo --out` never writes over a newsroom that is not the sample."""
    write_toml(tmp_path)
    before = (tmp_path / "newsroom.toml").read_text(encoding="utf-8")
    assert run_main(monkeypatch, "demo", "--no-serve", "--out", str(tmp_path)) == 2
    assert (tmp_path / "newsroom.toml").read_text(encoding="utf-8") == before


def test_serve_before_the_first_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serving nothing says what to run first."""
    write_toml(tmp_path)
    assert run_main(monkeypatch, "serve", "--newsroom", str(tmp_path)) == 2


def test_taken_port_gives_the_next() -> None:
    """`make demo` works beside another server: the next free port is taken, and only a named one is insisted on."""
    from twosource.cli.site import listen
    from twosource.errors import InputError

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with listen("127.0.0.1", [port, 0]) as found:
            assert found.getsockname()[1] != port
        with pytest.raises(InputError, match="--port"):
            listen("127.0.0.1", [port])


def test_served_pages_carry_the_safety_headers(tmp_path: Path) -> None:
    """Every answer has a strict CSP; nothing outside the site folder is served."""
    from twosource.cli.site import HEADERS, make_app

    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<p>x</p>", encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")

    async def ask(*paths: str) -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=make_app(tmp_path / "site"))
        async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
            return [await client.get(path) for path in paths]

    page, up, encoded = asyncio.run(ask("/", "/../secret", "/%2e%2e/secret"))
    assert page.status_code == 200
    assert all(page.headers[name] == value for name, value in HEADERS.items())
    assert up.status_code == encoded.status_code == 404


def test_watch_stops_after_its_rounds(wire: Wire, tmp_path: Path) -> None:
    """`watch --rounds 1` makes one round and ends."""
    source = (
        '[fetch]\nlocal_hosts = ["127.0.0.1"]\npace_seconds = 0.0\n'
        f'[[source]]\nfeeds = ["{wire.addresses["hanbit"]}/rss/news.xml"]\nlanguage = "ko"\ncountry = "KR"\n'
        'owner = "H"\nkind = "agency"\n'
    )
    (tmp_path / "newsroom.toml").write_text(
        f'title = "T"\neditions = ["ko"]\nclock = 2026-02-01T09:00:00+09:00\n{source}', encoding="utf-8"
    )
    done = runner.invoke(app, ["watch", "--newsroom", str(tmp_path), "--rounds", "1"])
    assert done.exit_code == 0, done.output
    assert "reports" in done.stdout
