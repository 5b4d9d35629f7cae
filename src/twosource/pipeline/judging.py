"""Events become dossiers: check."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from twosource.check import RULE, check
from twosource.pipeline.room import Room, guard, settle
from twosource.records import Step, content_id
from twosource.store import events, reports


def _check_rule(room: Room) -> str:
    return content_id("rule", RULE, room.rule)


def pending_checks(room: Room) -> list[str]:
    """Events changed since their dossier was made, or all where rules or registry changed."""
    with room.store.snapshot() as tx:
        return list(events.unchecked_events(tx, _check_rule(room)))


def run_check(room: Room, ids: Sequence[str]) -> None:
    """A dossier per event; an event with too little to tell has an outcome and none."""
    with room.store.snapshot() as tx:
        digests = events.unchecked_events(tx, _check_rule(room), ids)
        found = events.get_events(tx, ids)
        members = [report_id for event in found for report_id in event.report_ids]
        texts = {report.id: report for report in reports.get_reports(tx, members)}
        notes = {note.report_id: note for note in reports.get_annotations(tx, members)}
    look = partial(
        check, reports=texts, annotations=notes, sources=room.sources, names=room.names, zone=room.settings.page_zone
    )
    done = [(event.id, *guard(Step.CHECK, event.id, partial(look, event))) for event in found]
    with room.store.transaction() as tx:
        for event_id, dossier, _ in done:
            events.put_dossier(tx, event_id, dossier, digests[event_id])
        settle(room, tx, [outcome for _, _, outcome in done])
