"""The store: schema and migrations agree, records come back as they went in, the fence holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from twosource.errors import BusyError, DiskError, InputError, StoreError
from twosource.records import (
    Annotation,
    Capture,
    Event,
    Origin,
    Outcome,
    Passage,
    Precision,
    Problem,
    Reason,
    Report,
    Ruling,
    RulingKind,
    Severity,
    Stamp,
    State,
    Step,
)
from twosource.store import Store, articles, captures, events, grouping, hold, open_store, outcomes, reports
from twosource.store.codec import decode, encode
from twosource.store.grouping import EntryRow
from twosource.store.schema import metadata

NOW = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "state" / "newsroom.db")
    yield store
    store.close()


def make_report(report_id: str, url: str, hours: int = 0) -> Report:
    return Report(
        id=report_id,
        source_id="s",
        capture_id="c",
        url=url,
        language="ko",
        title="제목",
        body="본문이다.",
        published=Stamp(at=NOW + timedelta(hours=hours), precision=Precision.MINUTE, basis="page"),
    )


def make_annotation(report_id: str) -> Annotation:
    return Annotation(
        id="a" + report_id,
        report_id=report_id,
        language="ko",
        zone="Asia/Seoul",
        passages=(Passage(index=0, start=0, end=2),),
    )


def make_event(event_id: str, *report_ids: str) -> Event:
    origin = Origin(id="o", root=report_ids[0], report_ids=report_ids)
    return Event(id=event_id, report_ids=report_ids, origins=(origin,))


def test_migrations_equal_schema(store: Store) -> None:
    """A database made by migrations has exactly the tables of schema.py."""
    with store.snapshot() as tx:
        assert compare_metadata(MigrationContext.configure(tx), metadata) == []


def test_reopened_store_keeps_everything(tmp_path: Path) -> None:
    """What was committed is there after the database was closed and opened again."""
    path = tmp_path / "n.db"
    capture = Capture(
        id="c1", source_id="s", url="u", final_url="u", status=200, headers=(("a", "b"),), body=b"x", fetched_at=NOW
    )
    store = open_store(path)
    with store.transaction() as tx:
        captures.add_capture(tx, capture)
    store.close()
    store = open_store(path)
    with store.snapshot() as tx:
        assert captures.get_captures(tx, ["c1", "missing"]) == [capture]
        assert captures.pending_captures(tx) == ["c1"]
    store.close()


def test_failed_transaction_leaves_nothing(store: Store) -> None:
    """An exception inside a transaction undoes all of it."""
    with pytest.raises(RuntimeError), store.transaction() as tx:
        reports.add_report(tx, make_report("r1", "u"))
        raise RuntimeError
    with store.snapshot() as tx:
        assert reports.get_reports(tx, ["r1"]) == []


def test_later_text_supersedes_earlier(store: Store) -> None:
    """Of two texts of one address only the later one is read on, and the earlier leaves its event."""
    with store.transaction() as tx:
        reports.add_report(tx, make_report("r1", "u"))
        reports.add_annotation(tx, make_annotation("r1"), published_at=NOW)
        events.put_events(tx, [make_event("e1", "r1")])
        reports.add_report(tx, make_report("r2", "u"))
        assert reports.pending_reports(tx) == ["r2"]
        assert reports.superseded_members(tx) == [reports.Replaced("r1", "e1", "r2")]
        grouping.remove_reports(tx, ["r1"])
        assert reports.superseded_members(tx) == []
        assert reports.ungrouped_reports(tx) == []


def make_capture(capture_id: str, hours: int) -> Capture:
    at = NOW + timedelta(hours=hours)
    return Capture(
        id=capture_id, source_id="s", url="u", final_url="u", status=200, headers=(), body=b"x", fetched_at=at
    )


def current(store: Store) -> list[str]:
    """Reports of address "u" that are read on."""
    with store.snapshot() as tx:
        return [r for r in ("r1", "r2", "r3") if r in reports.pending_reports(tx)]


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_the_text_fetched_last_stands_in_whatever_order_they_are_read(store: Store, order: tuple[int, ...]) -> None:
    """Batches of captures are extracted side by side: which ends last must not decide what is told."""
    with store.transaction() as tx:
        for number in (1, 2, 3):
            captures.add_capture(tx, make_capture(f"c{number}", number))
        for number in order:
            reports.add_report(tx, replace(make_report(f"r{number}", "u"), capture_id=f"c{number}"))
    assert current(store) == ["r3"]


@pytest.mark.parametrize("bytes_are_the_same", [True, False])
def test_a_correction_taken_back_brings_the_earlier_text_back(store: Store, bytes_are_the_same: bool) -> None:
    """Once both texts ended up superseded, and the page was gone for good."""
    with store.transaction() as tx:
        for number in (1, 2):
            captures.add_capture(tx, make_capture(f"c{number}", number))
            reports.add_report(tx, replace(make_report(f"r{number}", "u"), capture_id=f"c{number}"))
    assert current(store) == ["r2"]
    with store.transaction() as tx:
        name = "c1" if bytes_are_the_same else "c3"
        captures.add_capture(tx, make_capture(name, 3))
        if not bytes_are_the_same:
            reports.add_report(tx, replace(make_report("r1", "u"), capture_id=name))
    assert current(store) == ["r1"]


def test_a_page_two_sources_list_is_known_to_both(store: Store) -> None:
    """Whoever fetched it first: the other does not fetch it again, this round or any later one."""
    outcome = Outcome(step=Step.COLLECT, subject="u", state=State.DONE)
    with store.snapshot() as tx:
        known = captures.KnownPages(tx, "s2")
    assert not known.seen("u", None)
    with store.transaction() as tx:
        captures.set_page(tx, "u", "s1", outcome, updated_at=None, now=NOW)
    assert known.seen("u", None)
    assert not known.seen("v", None)


def test_ungrouped_in_order_of_publication(store: Store) -> None:
    """Grouping sees reports by publication time, whatever the order they were stored in."""
    with store.transaction() as tx:
        for report_id, hours in (("r1", 5), ("r2", 1), ("r3", 3)):
            report = make_report(report_id, f"u{report_id}", hours)
            reports.add_report(tx, report)
            assert report.published is not None
            reports.add_annotation(tx, make_annotation(report_id), published_at=report.published.at)
        assert reports.ungrouped_reports(tx) == ["r2", "r3", "r1"]
        grouping.add_entries(tx, [EntryRow("r2", 0, 0.0, b"")])
        assert reports.ungrouped_reports(tx) == ["r3", "r1"]


def test_entries_come_back_in_order_of_arrival(store: Store) -> None:
    """The window is built again from what is placed in it, with the vectors of the encoder in use."""
    with store.transaction() as tx:
        for number, report_id in enumerate(("r3", "r1", "r2")):
            report = make_report(report_id, f"u{report_id}")
            reports.add_report(tx, report)
            reports.add_annotation(tx, make_annotation(report_id), published_at=NOW)
            events.put_events(tx, [make_event(f"e{number}", report_id)])
            grouping.add_entries(tx, [EntryRow(report_id, number, 10.0 * number, b"features")])
        tx.execute(metadata.tables["annotation"].update().values(vector=b"v", encoder="e5"))
        found = list(grouping.entries_since(tx, 10.0, encoder="e5"))
        assert found == [
            EntryRow("r1", 1, 10.0, b"features", "e1", b"v"),
            EntryRow("r2", 2, 20.0, b"features", "e2", b"v"),
        ]
        assert [row.vector for row in grouping.entries_since(tx, 0.0, encoder="other")] == [b""] * 3
        assert (grouping.newest(tx), grouping.next_number(tx)) == (20.0, 3)
        grouping.remove_reports(tx, ["r2"])
        assert (grouping.newest(tx), grouping.next_number(tx)) == (10.0, 2)


def test_merged_event_points_at_the_living_one(store: Store) -> None:
    """However often an event is merged, its old addresses lead to the one that is left, in one step."""
    with store.transaction() as tx:
        events.put_events(tx, [make_event("e1", "r1"), make_event("e2", "r2"), make_event("e3", "r3")])
        events.merge_events(tx, {"e1": "e2"})
        events.merge_events(tx, {"e2": "e3"})
        assert events.merged_events(tx) == {"e1": "e3", "e2": "e3"}
        assert [event.id for event in events.get_events(tx)] == ["e3"]


def test_rulings_stay_in_order(store: Store) -> None:
    """What an editor decided last is read last."""
    rulings = [
        Ruling(kind=RulingKind.SPLIT, event_id="e1", into="e2", report_ids=("r1",), by="Hong Seo-yun"),
        Ruling(kind=RulingKind.MERGE, event_id="e2", into="e1", by="Hong Seo-yun"),
    ]
    with store.transaction() as tx:
        for ruling in rulings:
            grouping.add_ruling(tx, ruling, now=NOW)
        assert grouping.get_rulings(tx) == rulings


def test_fence_stops_the_second_writer(store: Store) -> None:
    """A worker that read the shard before another one wrote to it cannot write."""
    with store.snapshot() as tx:
        frozen = events.shard_version(tx)
    with store.transaction() as tx:
        events.bump_shard(tx, frozen)
        events.put_events(tx, [make_event("e1", "r1")])
    with pytest.raises(events.FencedError), store.transaction() as tx:
        events.bump_shard(tx, frozen)


def test_changed_event_is_checked_again(store: Store) -> None:
    """An event is unchecked until a dossier of its very state exists, and again when rules change."""
    with store.transaction() as tx:
        events.put_events(tx, [make_event("e1", "r1")])
        wanted = events.unchecked_events(tx, "1")
        assert list(wanted) == ["e1"]
        events.put_events(tx, [make_event("e1", "r1", "r2")])
        assert events.unchecked_events(tx, "1") != wanted
        assert events.unchecked_events(tx, "2") != events.unchecked_events(tx, "1")


def test_event_without_a_dossier_is_settled(store: Store) -> None:
    """An event with too little to tell is not checked again, and nobody reads a dossier of it."""
    with store.transaction() as tx:
        events.put_events(tx, [make_event("e1", "r1")])
        (digest,) = events.unchecked_events(tx, "1").values()
        events.put_dossier(tx, "e1", None, digest)
        assert events.unchecked_events(tx, "1") == {}
        assert events.get_dossiers(tx, ["e1"]) == {}
        assert events.dossier_ids(tx) == {}


def test_what_was_told_goes_with_its_dossier(store: Store) -> None:
    """An event that says too little now has no article left for `publish` to look a dossier up for."""
    with store.transaction() as tx:
        events.put_events(tx, [make_event("e1", "r1")])
        row = {"event_id": "e1", "language": "ko", "id": "a", "made_from": "d", "document": b"{}"}
        tx.execute(metadata.tables["article"].insert(), [row])
        tx.execute(metadata.tables["picture"].insert(), [row])
        assert list(articles.article_ids(tx)) == [("e1", "ko")]
        events.put_dossier(tx, "e1", None, "digest")
        assert articles.article_ids(tx) == {}
        assert articles.pictures_made_from(tx) == {}


def test_article_that_could_not_be_written_is_settled(store: Store) -> None:
    """What the writer could not tell is remembered as such and never read as an article."""
    with store.transaction() as tx:
        events.put_events(tx, [make_event("e1", "r1")])
        articles.put_article(tx, ("e1", "ko"), None, "made")
        assert articles.articles_made_from(tx) == {("e1", "ko"): "made"}
        assert articles.article_ids(tx) == {}
        assert articles.get_articles(tx, ["e1"]) == {}


def test_a_batch_sees_only_its_own_events(store: Store) -> None:
    """What a batch asks for is about its own events, however many the newsroom has; without names, all."""
    with store.transaction() as tx:
        events.put_events(tx, [make_event("e1", "r1"), make_event("e2", "r2")])
        assert list(events.unchecked_events(tx, "1")) == ["e1", "e2"]
        assert list(events.unchecked_events(tx, "1", ["e2"])) == ["e2"]
        assert events.unchecked_events(tx, "1", []) == {}
        for event_id in ("e1", "e2"):
            articles.put_article(tx, (event_id, "ko"), None, event_id)
        assert articles.articles_made_from(tx, ["e1"]) == {("e1", "ko"): "e1"}
        assert articles.articles_made_from(tx) == {("e1", "ko"): "e1", ("e2", "ko"): "e2"}


def test_more_keys_than_a_query_may_name(store: Store) -> None:
    """Asking for many records at once works whatever the database's bound on one query."""
    names = [f"r{number:05}" for number in range(1200)]
    with store.transaction() as tx:
        for name in names:
            reports.add_report(tx, make_report(name, f"u{name}"))
        assert [report.id for report in reports.get_reports(tx, names[::-1])] == names[::-1]


def test_problem_is_one_row(store: Store) -> None:
    """A problem that comes back is not listed twice, and one that was mended is gone."""
    problem = Problem(
        step=Step.COLLECT, severity=Severity.WARNING, reason=Reason.NOT_FOUND, subject="u", message="404 at u"
    )
    with store.transaction() as tx:
        outcomes.add_problems(tx, [problem], now=NOW)
        outcomes.add_problems(tx, [problem], now=NOW + timedelta(days=1))
        assert outcomes.get_problems(tx) == [problem]
        outcomes.clear_problems(tx, "u")
        assert outcomes.get_problems(tx) == []


def test_one_outcome_per_record_and_step(store: Store) -> None:
    """A later outcome replaces the earlier one; nothing is counted twice."""
    retry = Outcome(step=Step.COLLECT, subject="u", state=State.RETRY, reason=Reason.TIMED_OUT)
    done = Outcome(step=Step.COLLECT, subject="u", state=State.DONE)
    with store.transaction() as tx:
        outcomes.add_outcomes(tx, [retry], now=NOW)
        outcomes.add_outcomes(tx, [done], now=NOW)
        assert outcomes.count_outcomes(tx) == {(Step.COLLECT, State.DONE, None): 1}


def test_second_process_is_told_who_holds_the_newsroom(tmp_path: Path) -> None:
    """One writer per newsroom; the second gets a message, not a damaged database."""
    with hold(tmp_path / "lock"), pytest.raises(BusyError, match="process"), hold(tmp_path / "lock"):
        pass
    with hold(tmp_path / "lock"):
        pass


def test_foreign_bytes_are_refused() -> None:
    """Bytes that this version cannot have written raise StoreError, never a half-read record."""
    with pytest.raises(StoreError, match="Report"):
        decode(b'{"id": 1}', Report)
    report = make_report("r1", "u")
    assert decode(encode(report), Report) == report


def test_unwritable_place_is_a_clear_message(tmp_path: Path) -> None:
    """A folder that cannot be made is the user's to mend: InputError names it."""
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="file"):
        open_store(tmp_path / "file" / "n.db")


def test_a_damaged_database_is_told_in_one_message(tmp_path: Path) -> None:
    """What is no database, and one with rubbish in the middle, is a mistake to mend and no traceback."""
    path = tmp_path / "n.db"
    path.write_bytes(b"no database at all " * 300)
    with pytest.raises(DiskError, match=r"n\.db: file is not a database; the file is damaged"):
        open_store(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(DiskError, match=r"n\.db"):
        open_store(path)


def test_damage_met_while_reading_is_told(tmp_path: Path) -> None:
    """Damage in the middle is told the same, whether opening or a step meets it."""
    path = tmp_path / "n.db"
    store = open_store(path)
    with store.transaction() as tx:
        for number in range(200):
            reports.add_report(tx, make_report(f"r{number}", f"u{number}"))
    store.close()
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = b"\xaa" * (len(data) - len(data) // 2)
    path.write_bytes(data)
    with pytest.raises(DiskError, match="the file is damaged"):
        read_all(path)


def read_all(path: Path) -> None:
    store = open_store(path)
    with store.snapshot() as tx:
        reports.get_reports(tx, [f"r{number}" for number in range(200)])


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """A newsroom taken back to an older program says which way to go."""
    path = tmp_path / "n.db"
    store = open_store(path)
    with store.transaction() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(InputError, match="later version"):
        open_store(path)


def test_a_feed_is_asked_with_what_its_host_gave(store: Store) -> None:
    """ETag and Last-Modified come back by address, without a look at any other feed."""
    with store.transaction() as tx:
        captures.set_feed(tx, "f", etag="e", last_modified="m", status=200, now=NOW)
        known = captures.KnownPages(tx, "s")
    assert known.feed_state("f") == ("e", "m")
    assert known.feed_state("g") == ("", "")
