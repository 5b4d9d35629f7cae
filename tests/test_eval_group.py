"""`twosource eval group`: its figures, its order, and what a broken file is answered with."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from twosource.cli import main
from twosource.errors import InputError
from twosource.eval.group import measure_group, read_rows

KEYS = {
    "rows", "events_gold", "events_found", "b3", "b3_multi", "pairwise_f1", "cross_language_recall",
    "cross_language_wrong", "origin_accuracy", "reports_per_second", "peak_memory_mb",
}  # fmt: skip
FIRE = "A ferry caught fire off Minari on Monday. All 212 passengers were taken off, the coast guard said."


def row(row_id: str, event: str, title: str, **rest: Any) -> dict[str, Any]:
    return {"id": row_id, "language": "en", "title": title, "event": event} | rest


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Two events, one of them a wire text, its copy and a report of another newsroom's own."""
    at = "2026-03-02T09:00:00+09:00"
    return write(
        tmp_path / "rows.jsonl",
        [
            row("1", "fire", "Ferry burns off Minari", body=FIRE, published_at=at, outlet="A"),
            row("2", "rates", "Bank of Tolvane raises rates to 4 percent", body="", published_at="2026-03-02"),
            row("3", "fire", "Ferry on fire off Minari", body=FIRE, published_at=at, outlet="B", origin_of="1"),
        ],
    )


def test_every_figure_is_there(rows: Path) -> None:
    """The keys of the issue, with a copy folded and an event of one row."""
    measured = measure_group(rows)
    assert set(measured) >= KEYS
    assert (measured["rows"], measured["events_gold"], measured["events_found"]) == (3, 2, 2)
    assert measured["b3"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert measured["origin_accuracy"] == 1.0
    assert measured["cross_language_recall"] is None


def test_gold_is_not_looked_at(rows: Path, tmp_path: Path) -> None:
    """Other gold events change the marks, never the grouping."""
    changed = [json.loads(line) | {"event": str(n)} for n, line in enumerate(rows.read_text().splitlines())]
    assert measure_group(write(tmp_path / "other.jsonl", changed))["events_found"] == 2


def test_command_prints_json_alone(
    rows: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard output is one object that a script can read."""
    monkeypatch.setattr(sys, "argv", ["twosource", "eval", "group", str(rows), "--json", "--embedder", "none"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    assert set(json.loads(capsys.readouterr().out)) >= KEYS


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "rows.jsonl:1"),
        ("[1]", "rows.jsonl:1"),
        ('{"id": "1", "language": "en", "title": "t"}', "event"),
        ('{"id": "1", "language": "en", "title": "t", "event": "e", "published_at": "soon"}', "soon"),
    ],
)
def test_wrong_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    """File, line and what is wrong with it."""
    path = tmp_path / "rows.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_rows(path)


def test_dates_without_a_time_and_rows_without_a_date(tmp_path: Path) -> None:
    """A bare day is some time of that day in the outlet's zone; keys that are not known do not matter."""
    path = write(
        tmp_path / "r.jsonl",
        [row("1", "e", "t", published_at="2026-03-02", language="ko", weather="fine"), row("2", "e", "t")],
    )
    first, second = read_rows(path)
    assert (first.published_at, second.published_at) == ("2026-03-02", "")
    assert measure_group(path)["rows"] == 2


def test_a_line_ends_at_a_line_feed_alone(tmp_path: Path) -> None:
    """JSON may hold U+2028 as it is: it parts no row in two."""
    told = row("1", "e", "one\u2028two")
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(told, ensure_ascii=False) + "\r\n", encoding="utf-8")
    (read,) = read_rows(path)
    assert read.title == "one\u2028two"
