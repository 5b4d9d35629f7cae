"""Whose report a page is, and what a correction does to its event's address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builders import make_source
from twosource.newsroom import open_newsroom
from twosource.pipeline.reading import find_owner
from twosource.store import events

PAGE = (
    "<html lang='en'><head><title>{title}</title><link rel='canonical' href='https://paper.example/a/7'>"
    "<meta property='article:published_time' content='2026-01-30T10:00:00+09:00'></head><body><article>"
    "<h1>{title}</h1>{body}</article></body></html>"
)


def test_a_rivals_page_is_the_rivals_reporting() -> None:
    """A feed that lists pages of another source's host does not make them its own; a shared host stays the lister's."""
    paper = replace(make_source("paper"), feeds=("https://paper.example/feed",))
    thief = replace(make_source("thief"), feeds=("https://thief.example/feed",))
    twin = replace(make_source("twin"), feeds=("https://paper.example/feed2",))
    sources = {source.id: source for source in (paper, thief)}
    assert find_owner("https://paper.example/a/7", thief, sources) == "paper"
    assert find_owner("https://thief.example/a/7", thief, sources) == "thief"
    assert find_owner("https://elsewhere.example/a/7", thief, sources) == "thief"
    assert find_owner("https://paper.example/a/7", twin, {**sources, "twin": twin}) == "twin"


def test_a_correction_keeps_the_address(tmp_path: Path) -> None:
    """The only report of an event is corrected by its outlet: the event keeps its id and tells the new text."""
    (tmp_path / "newsroom.toml").write_text(
        'title = "T"\neditions = ["en"]\nclock = 2026-02-01T09:00:00+09:00\n', encoding="utf-8"
    )
    page = tmp_path / "page.html"
    found = []
    for title, number in (("Fire at Incheon mill", 3), ("Fire at Incheon mill, five hurt", 5)):
        body = (
            f"<p>A fire broke out at a mill in Incheon on Jan. 30. Officials said {number} people were injured.</p>" * 3
        )
        page.write_text(PAGE.format(title=title, body=body), encoding="utf-8")
        with open_newsroom(tmp_path) as newsroom:
            newsroom.take_files([page])
            newsroom.run(collect=False)
            with newsroom.room.store.snapshot() as tx:
                (event,) = events.get_events(tx)
        found.append(event)
    assert found[0].id == found[1].id
    assert found[0].report_ids != found[1].report_ids
    (shown,) = (tmp_path / "site" / "en" / "e").glob("*/index.html")
    assert "5 " in shown.read_text(encoding="utf-8")
