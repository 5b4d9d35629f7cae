"""The demo's own site in a real browser: what a newcomer opens is accessible, valid and quiet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import complaints, serving, visit

from twosource.newsroom import open_newsroom
from twosource.sample.wire import Wire, newsroom_toml

EVENTS = 4


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published demo."""
    folder = tmp_path_factory.mktemp("demo-site")
    with Wire(base_port=20271) as wire:
        (folder / "newsroom.toml").write_text(newsroom_toml(wire.base_port), encoding="utf-8")
        with open_newsroom(folder) as newsroom:
            newsroom.run()
            return newsroom.site


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    """Its address on 127.0.0.1."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="module")
def paths(site: Path) -> list[str]:
    """Front pages and the longest event pages of each edition."""
    found = []
    for language in ("ko", "ja", "en"):
        pages = sorted((site / language / "e").glob("*/index.html"), key=lambda page: -page.stat().st_size)
        found += [f"/{language}/", *(f"/{language}/e/{page.parent.name}/" for page in pages[:EVENTS])]
    return found


def test_demo_has_no_accessibility_violation(tools: Path, base: str, paths: list[str]) -> None:
    """WCAG 2.2 AA by axe-core on real articles, light and dark."""
    result = visit(tools, base, "axe", paths)
    assert result["violations"] == []
    assert result["pages"] == 2 * len(paths) == 2 * 3 * (1 + EVENTS)


def test_demo_asks_nobody_else(tools: Path, base: str, paths: list[str]) -> None:
    """No request to another host, no cookie, no console message, nothing wider than a phone."""
    result = visit(tools, base, "read", paths)
    assert result["requests"] == [base.removeprefix("http://")]
    assert (result["failed"], result["complaints"], result["cookies"], result["wide"]) == ([], [], 0, [])


def test_demo_is_valid(tools: Path, site: Path) -> None:
    """The Nu Html Checker has nothing to say of any page, style sheet or picture of the demo."""
    count, shown = complaints(tools, site)
    assert count > 100
    assert shown == []
