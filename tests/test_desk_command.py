"""An editor's merge, split and move: done at once, kept for ever, never undone by the machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from twosource.cli import main
from twosource.newsroom import open_newsroom
from twosource.store.events import merged_events

NEWS = {
    "fire-a": ("Ferry burns off Busan", "A fire broke out on a ferry off Busan on Monday. All 212 passengers were rescued, the coast guard said. "),
    "fire-b": ("Passengers rescued from burning ferry near Busan", "All 212 passengers were rescued on Monday when a fire broke out on a ferry off Busan. "),
    "quake": ("Earthquake hits Kumamoto", "A strong earthquake hit Kumamoto in Japan on Tuesday, injuring 12 people. The quake had a magnitude of 6.1. "),
}  # fmt: skip

Do = Callable[..., Any]


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Do:
    """`do("desk", "events")` in a newsroom of its own: (exit code, parsed JSON or text of what went wrong)."""
    (tmp_path / "newsroom.toml").write_text('title = "T"\neditions = ["en"]\nclock = 2026-03-04T09:00:00Z\n')

    def call(*arguments: str) -> Any:
        monkeypatch.setattr(sys, "argv", ["twosource", *arguments, "--newsroom", str(tmp_path), "--json"])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert ended.value.code in {0, None, 2}, printed.err
        return json.loads(printed.out) if not ended.value.code else printed.err

    return call


def write(path: Path, *names: str, **changed: tuple[str, str]) -> str:
    """A file of JSON lines that `twosource run` reads."""
    rows = [
        {"url": f"https://{name}.example/1", "title": title, "body": text * 2, "language": "en", "outlet": name,
         "published_at": "2026-03-03T09:00:00Z"}
        for name in names
        for title, text in [changed.get(name) or NEWS.get(name) or NEWS["fire-a"]]
    ]  # fmt: skip
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


def events(do: Do) -> dict[str, str]:
    """Outlet -> event."""
    return {report["outlet"]: event["id"] for event in do("desk", "events") for report in event["reports"]}


def report_of(do: Do, outlet: str) -> str:
    return next(
        str(report["id"]) for event in do("desk", "events") for report in event["reports"] if report["outlet"] == outlet
    )


def test_merged_events_stay_one(do: Do, tmp_path: Path) -> None:
    """The old address leads on, a further run changes nothing, and a new report joins the event that is left."""
    do("run", write(tmp_path / "a.jsonl", "fire-a", "quake"))
    before = events(do)
    assert len(set(before.values())) == 2
    done = do("desk", "merge", before["quake"], before["fire-a"], "--by", "Hong Seo-yun")
    assert done["event"] == before["fire-a"]
    do("run")
    assert set(events(do).values()) == {before["fire-a"]}
    with open_newsroom(tmp_path) as newsroom, newsroom.room.store.snapshot() as tx:
        assert merged_events(tx) == {before["quake"]: before["fire-a"]}
    moved = (tmp_path / "site" / "en" / "e" / before["quake"] / "index.html").read_text(encoding="utf-8")
    assert f"/en/e/{before['fire-a']}/" in moved
    do("run", write(tmp_path / "b.jsonl", "fire-b"))
    assert set(events(do).values()) == {before["fire-a"]}


def test_split_events_stay_apart(do: Do, tmp_path: Path) -> None:
    """What an editor took out is not grouped in again, whatever comes in and however often the machine looks."""
    do("run", write(tmp_path / "a.jsonl", "fire-a", "fire-b"))
    (event,) = set(events(do).values())
    do("desk", "split", event, report_of(do, "fire-b"), "--by", "Hong Seo-yun")
    parted = events(do)
    assert parted["fire-a"] == event != parted["fire-b"]
    do("run", write(tmp_path / "c.jsonl", *(f"more{number}" for number in range(40))))
    again = events(do)
    assert (again["fire-a"], again["fire-b"]) == (parted["fire-a"], parted["fire-b"])


def test_moved_report_stays_where_it_was_put(do: Do, tmp_path: Path) -> None:
    """Also when its outlet corrects the text: the correction takes the place that the editor chose."""
    do("run", write(tmp_path / "a.jsonl", "fire-a", "fire-b", "quake"))
    before = events(do)
    do("desk", "move", before["fire-b"][:8], before["quake"][:8], report_of(do, "fire-b")[:8], "--by", "Hong Seo-yun")
    assert events(do)["fire-b"] == before["quake"]
    first = report_of(do, "fire-b")
    title, text = NEWS["fire-b"]
    do("run", write(tmp_path / "b.jsonl", "fire-b", **{"fire-b": (title, text.replace("212", "211"))}))
    assert report_of(do, "fire-b") != first
    assert events(do)["fire-b"] == before["quake"]


def test_moving_all_reports_leaves_the_address(do: Do, tmp_path: Path) -> None:
    """An event that gives up its last report is merged, so that its address still leads somewhere."""
    do("run", write(tmp_path / "a.jsonl", "fire-a", "quake"))
    before = events(do)
    do("desk", "move", before["quake"], before["fire-a"], report_of(do, "quake"), "--by", "Hong Seo-yun")
    do("run")
    assert (tmp_path / "site" / "en" / "e" / before["quake"] / "index.html").is_file()


def test_a_report_named_twice_is_moved_once(do: Do, tmp_path: Path) -> None:
    """Once by its id and once by its beginning: the new event must not count it as two."""
    do("run", write(tmp_path / "a.jsonl", "fire-a", "fire-b"))
    report = report_of(do, "fire-b")
    done = do("desk", "split", events(do)["fire-b"], report, report[:8], "--by", "Hong Seo-yun")
    assert done["reports"] == [report]
    with open_newsroom(tmp_path) as newsroom:
        assert newsroom.summary().reports == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("merge", "zzzzzzzz", "yyyyyyyy"), "no event begins so"),
        (("merge", "abc", "yyyyyyyy"), "at least 6 letters"),
        (("split", "EVENT", "zzzzzzzz"), "report of event"),
        (("merge", "EVENT", "EVENT"), "is that event already"),
    ],
)
def test_mistakes_are_told(do: Do, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    """One message with what to do, and nothing is changed."""
    do("run", write(tmp_path / "a.jsonl", "fire-a", "quake"))
    before = events(do)
    given = [before["quake"] if item == "EVENT" else item for item in arguments]
    assert told in " ".join(do("desk", *given, "--by", "Hong Seo-yun").split())
    assert events(do) == before


def test_a_decision_needs_a_name(do: Do, tmp_path: Path) -> None:
    """A blank name is refused before anything is decided."""
    do("run", write(tmp_path / "a.jsonl", "fire-a", "quake"))
    before = events(do)
    assert "needs the name" in do("desk", "merge", before["quake"], before["fire-a"], "--by", " ")
    assert events(do) == before


def test_batches_and_restarts_change_no_event(tmp_path: Path) -> None:
    """All reports in one run or one run each, in processes of their own: the same events with the same ids."""
    names = [*NEWS, *(f"more{number}" for number in range(6))]
    found = []
    for folder, lots in (("whole", [names]), ("single", [[name] for name in names])):
        home = tmp_path / folder
        home.mkdir()
        (home / "newsroom.toml").write_text('title = "T"\neditions = ["en"]\nclock = 2026-03-04T09:00:00Z\n')
        for number, lot in enumerate(lots):
            with open_newsroom(home) as newsroom:
                newsroom.take_files([Path(write(tmp_path / f"{folder}{number}.jsonl", *lot))])
                newsroom.run(collect=False)
                listed = newsroom.list_events()
        found.append({report["outlet"]: event["id"] for event in listed for report in event["reports"]})
    assert set(found[0]) == set(names)
    groups = [{frozenset(k for k, v in some.items() if v == event) for event in some.values()} for some in found]
    assert groups[0] == groups[1]


def test_splitting_again_after_a_merge_loses_nothing(do: Do, tmp_path: Path) -> None:
    """Split, merged back, split once more: the new event has an address of its own, and every report is somewhere."""
    do("run", write(tmp_path / "a.jsonl", "fire-a", "fire-b"))
    event = events(do)["fire-a"]
    if events(do)["fire-b"] != event:
        do("desk", "merge", events(do)["fire-b"], event, "--by", "Hong Seo-yun")
    for _ in range(2):
        parted = do("desk", "split", event, report_of(do, "fire-b"), "--by", "Hong Seo-yun")["event"]
        assert set(events(do)) == {"fire-a", "fire-b"}
        last = do("desk", "merge", parted, event, "--by", "Hong Seo-yun")["event"]
    assert set(events(do).values()) == {last} == {event}
