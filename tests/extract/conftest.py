"""Captures and sources for extract's tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from twosource.extract import extract
from twosource.records import Capture, Listing, Outcome, Report, Source, SourceKind

FETCHED = datetime(2026, 2, 1, tzinfo=UTC)
Read = Callable[..., tuple[Report | None, Outcome]]


def make_source(language: str = "ko", **changes: object) -> Source:
    """A fictional outlet in the country of its language."""
    country, zone = {"ko": ("KR", "Asia/Seoul"), "ja": ("JP", "Asia/Tokyo")}.get(language, ("GB", "Europe/London"))
    values: dict[str, object] = {
        "id": "paper",
        "name": "가람일보",
        "language": language,
        "country": country,
        "owner": "garam",
        "kind": SourceKind.PAPER,
        "zone": zone,
    }
    return Source(**(values | changes))  # type: ignore[arg-type]


def make_capture(body: bytes | str, *, listing: Listing | None = None, **changes: object) -> Capture:
    """A page as received."""
    data = body.encode() if isinstance(body, str) else body
    values: dict[str, object] = {
        "id": "capture",
        "source_id": "paper",
        "url": "https://news.example/article/1",
        "final_url": "https://news.example/article/1",
        "status": 200,
        "headers": (("content-type", "text/html"),),
        "body": data,
        "fetched_at": FETCHED,
        "listing": listing,
    }
    return Capture(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def read() -> Read:
    """extract() over markup, with a source of the given language."""

    def run(body: bytes | str, language: str = "ko", **changes: object) -> tuple[Report | None, Outcome]:
        source = {key: changes.pop(key) for key in ("body_selector", "aliases", "name") if key in changes}
        return extract(make_capture(body, **changes), make_source(language, **source))  # type: ignore[arg-type]

    return run
