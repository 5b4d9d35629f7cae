"""The site in a real browser: accessible, valid, quiet, and readable without JavaScript.

Needs Chromium, Java and three npm packages; `tools/browser.sh` installs them. Where that is impossible
the tests are skipped and say why.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import complaints, serving, visit

from made_pages import LANGUAGES, NOW, SITE, pages
from twosource.publish import Site, render_site

# One page of each template and language.
PATHS = [
    f"/{language}/{rest}" for language in LANGUAGES for rest in ("", "e/ferry/", "about/", "privacy/", "sources/")
] + ["/", "/404.html"]


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
    with serving(site) as address:
        yield address


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
    count, shown = complaints(tools, site)
    assert count >= 40
    assert shown == []
