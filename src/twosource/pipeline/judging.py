"""Reports become events, events dossiers: group, check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from twosource.check import RULE, check
from twosource.group import Member, group, in_order, make_event
from twosource.pipeline.room import Room, guard, settle
from twosource.records import Outcome, State, Step, content_id
from twosource.store import Transaction, events, outcomes, reports
from twosource.store.reports import Replaced


def pending_groups(room: Room) -> list[str]:
    """Reports without an event, and reports whose event must forget them."""
    with room.store.snapshot() as tx:
        return [*reports.ungrouped_reports(tx), *(item.report_id for item in reports.superseded_members(tx))]


def run_group(room: Room, _ids: Sequence[str]) -> None:
    """All arrivals in one fenced transaction: it is quick, and its order must not depend on batches.

    A corrected report takes its old text's place in the event, so that a correction moves no address.
    """
    days = room.settings.window_days
    with room.store.snapshot() as tx:
        version = events.shard_version(tx)
        replaced = reports.superseded_members(tx)
        heirs = {item.heir: item.event_id for item in replaced}
        new = _members(tx, reports.ungrouped_reports(tx), heirs)
        since = min((item.report.at for item in new), default=room.clock.now()) - timedelta(days=days)
        members = _window_members(tx, since, replaced)
    arrivals = [member for member in new if not member.event_id]
    corrected = [member for member in new if member.event_id]
    members = sorted([*members, *corrected], key=in_order)
    grouping = group(members, arrivals, room.sources, window_days=days)
    touched = {item.event_id for item in replaced} - {event.id for event in grouping.events}
    rest = {event_id: [member for member in members if member.event_id == event_id] for event_id in sorted(touched)}
    settled = [
        Outcome(step=Step.GROUP, subject=member.report.id, state=State.DONE, detail=member.event_id)
        for member in corrected
    ]
    with room.store.transaction() as tx:
        events.bump_shard(tx, version)
        events.release_reports(tx, sorted(item.report_id for item in replaced))
        events.put_events(tx, grouping.events)
        events.put_events(tx, [make_event(key, kept, room.sources) for key, kept in rest.items() if kept])
        events.drop_events(tx, [key for key, kept in rest.items() if not kept])
        outcomes.add_outcomes(tx, [*grouping.outcomes, *settled], now=room.clock.now())


def _window_members(tx: Transaction, since: datetime, replaced: Sequence[Replaced]) -> list[Member]:
    gone = {item.report_id for item in replaced}
    ids = {*events.events_in_window(tx, since), *(item.event_id for item in replaced)}
    event_of = {
        report_id: event.id
        for event in events.get_events(tx, sorted(ids))
        for report_id in event.report_ids
        if report_id not in gone
    }
    return _members(tx, list(event_of), event_of)


def _members(tx: Transaction, ids: Sequence[str], event_of: Mapping[str, str]) -> list[Member]:
    annotations = {item.report_id: item for item in reports.get_annotations(tx, ids)}
    members = [
        Member(
            report=report,
            annotation=annotations[report.id],
            event_id=event_of.get(report.id, ""),
        )
        for report in reports.get_reports(tx, ids)
        if report.id in annotations
    ]
    return sorted(members, key=in_order)


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
