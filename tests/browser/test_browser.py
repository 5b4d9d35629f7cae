"""The site in a real browser: accessible, valid, quiet, and readable without JavaScript.

Needs Chromium, Java and three npm packages; `tools/browser.sh` installs them. Where that is impossible
the tests are skipped and say why.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from made_pages import LANGUAGES, NOW, SITE, pages
from twosource.publish import Site, render_site

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".tools" / "browser"
# One page of each template and language.
PATHS = [
    f"/{language}/{rest}" for language in LANGUAGES for rest in ("", "e/ferry/", "about/", "privacy/", "sources/")
] + ["/", "/404.html"]


# The checker cannot know that a file's address is "self", takes JSON-LD for a script that runs (Chromium does
# not: test_quiet_and_narrow sees no complaint), and tells that it leaves RDF alone.
_NOT_MEANT = ("Content Security Policy", "does not validate RDF")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def tools() -> Path:
    """The installed tools; one installation at a time, whatever runs beside us."""
    (ROOT / ".tools").mkdir(exist_ok=True)
    with (ROOT / ".tools" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run([ROOT / "tools" / "browser.sh"], capture_output=True, text=True, timeout=540, check=False)
    if done.returncode:
        pytest.skip(f"no browser to test in: {done.stderr.strip()[-400:] or 'tools/browser.sh failed'}")
    return TOOLS


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site on disk, in three languages."""
    root = tmp_path_factory.mktemp("browser") / "site"
    files = {file.path: file.data for file in render_site(pages(4), site=SITE, now=NOW)}
    assert Site(root).switch(files).problem is None
    return root


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    """Its address on 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def visit(tools: Path, base: str, mode: str, paths: list[str]) -> Any:
    command = ["node", str(Path(__file__).with_name("visit.mjs")), str(tools), base, mode, *paths]
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=240, check=False, env={**os.environ, "CHROMIUM": chromium}
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_no_accessibility_violation(tools: Path, base: str) -> None:
    """WCAG 2.2 AA by axe-core: each template, three languages, light and dark."""
    result = visit(tools, base, "axe", PATHS)
    assert result["violations"] == []
    assert result["pages"] == 2 * len(PATHS)
    assert result["passes"] > 20 * len(PATHS), "axe looked at nothing"


def test_axe_would_find_something(tools: Path, base: str, site: Path) -> None:
    """The rule above can fail: a picture without alt text is a violation."""
    page = site / "en" / "e" / "ferry" / "index.html"
    broken = site / "en" / "broken.html"
    broken.write_text(page.read_text(encoding="utf-8").replace(' alt="', ' data-alt="'), encoding="utf-8")
    try:
        found = visit(tools, base, "axe", ["/en/broken.html"])["violations"]
    finally:
        broken.unlink()
    assert "image-alt" in {violation["rule"] for violation in found}


def test_quiet_and_narrow(tools: Path, base: str) -> None:
    """No request to another host, none that fails, no cookie, no console message; nothing wider than a phone."""
    result = visit(tools, base, "read", PATHS)
    assert result["requests"] == [base.removeprefix("http://")]
    assert result["failed"] == []
    assert result["complaints"] == []
    assert result["cookies"] == 0
    assert result["wide"] == []


def test_evidence_without_javascript(tools: Path, base: str) -> None:
    """One tap on a footnote shows the quoted words, one more leads back; the skip link works by keyboard."""
    results = visit(tools, base, "follow", [f"/{language}/e/ferry/" for language in LANGUAGES])
    assert len(results) == 3
    for result in results:
        assert result["hidden"]
        assert result["shown"]
        assert result["quote"].strip()
        assert result["back"] in ("#headline", "#s0", "#s1")
        assert result["skipped"] == "#main"


def test_valid_html_css_and_svg(tools: Path, site: Path) -> None:
    """The Nu Html Checker has no error and no warning for any page, style sheet or picture."""
    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    paths = [str(path) for path in sorted(site.resolve().rglob("*")) if path.suffix in (".html", ".css", ".svg")]
    command = [
        "java",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--exit-zero-always",
        "--also-check-css",
        "--also-check-svg",
    ]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, timeout=240, check=False)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    shown = [
        f"{m['url'].rpartition('-versions/')[2]}:{m.get('lastLine')} {m['message']}"
        for m in messages
        if not any(words in m["message"] for words in _NOT_MEANT)
    ]
    assert len(paths) >= 40
    assert shown == []
