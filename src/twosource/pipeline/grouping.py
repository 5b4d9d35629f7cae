"""Reports become events: group, and what editors rule about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from twosource.errors import InputError
from twosource.group import Entry, Features, Grouper, Member, in_order, make_event, read_features
from twosource.pipeline.room import Room
from twosource.records import Event, Outcome, Ruling, RulingKind, State, Step, content_id
from twosource.store import Transaction, events, grouping, outcomes, reports
from twosource.store.grouping import EntryRow


@dataclass(frozen=True, slots=True)
class _Change:
    """What a batch does to the events."""

    entries: list[Entry] = field(default_factory=list)
    # event -> the event it is part of from now on
    merged: Mapping[str, str] = field(default_factory=dict)
    # reports that later texts of their address have replaced
    gone: Sequence[str] = ()
    # events that lose or gain a report
    touched: Sequence[str] = ()


def pending_groups(room: Room) -> list[str]:
    """Reports that grouping has not seen, and reports whose event must forget them."""
    with room.store.snapshot() as tx:
        new, replaced = reports.ungrouped_reports(tx), reports.superseded_members(tx)
    heirs = {item.heir for item in replaced}
    # What was replaced goes first, together with its heir
    first = [report_id for item in replaced for report_id in (item.report_id, item.heir)]
    return list(dict.fromkeys([*first, *(report_id for report_id in new if report_id not in heirs)]))


def run_group(room: Room, ids: Sequence[str]) -> None:
    """A batch of arrivals in one fenced transaction; where batches are cut changes nothing.

    A corrected report takes its old text's place in the event, so that a correction moves no address.
    """
    wanted = set(ids)
    with room.store.snapshot() as tx:
        version = events.shard_version(tx)
        replaced = [item for item in reports.superseded_members(tx) if item.report_id in wanted]
        # An heir comes with what it replaces, wherever the batch was cut
        wanted.update(item.heir for item in replaced)
        arrivals = _arrivals(room, tx, wanted)
        grouper = room.kept.grouper if room.kept.version == version else None
        if grouper is None:
            grouper = _open_grouper(room, tx)
    # What is in memory runs ahead of the store until the transaction has ended well
    room.kept.version = -1
    now = room.clock.now().timestamp()
    before = set(grouper.merged)
    for item in replaced:
        grouper.forget(item.report_id)
    heirs = {item.heir: item.event_id for item in replaced}
    entries = [
        grouper.arrive(features, now=now, event_id=grouper.survivor(heirs.get(features.report_id) or event_id))
        for features, event_id in arrivals
    ]
    change = _Change(
        entries=entries,
        merged={gone: grouper.survivor(gone) for gone in grouper.merged if gone not in before},
        gone=[item.report_id for item in replaced],
        touched=[grouper.survivor(entry.event_id) for entry in entries]
        + [grouper.survivor(item.event_id) for item in replaced],
    )
    event_of = {entry.features.report_id: grouper.survivor(entry.event_id) for entry in entries}
    with room.store.transaction() as tx:
        events.bump_shard(tx, version)
        _write(room, tx, change, event_of)
        done = [
            Outcome(step=Step.GROUP, subject=report_id, state=State.DONE, detail=event_id)
            for report_id, event_id in event_of.items()
        ]
        outcomes.add_outcomes(tx, done, now=room.clock.now())
    room.kept.grouper, room.kept.version = grouper, version + 1


def _open_grouper(room: Room, tx: Transaction) -> Grouper:
    """The grouper as it was after the last batch, from what the store holds of the window."""
    newest = grouping.newest(tx) or 0.0
    since = newest - timedelta(days=room.settings.window_days + 1).total_seconds()
    encoder = room.embedder.name if room.embedder else "none"
    rows = grouping.entries_since(tx, since, encoder=encoder)
    return Grouper(
        (
            Entry(
                number=row.number,
                features=Features.unpack(row.report_id, row.features, row.vector),
                event_id=row.event_id,
                placed=row.placed,
            )
            for row in rows
        ),
        days=room.settings.window_days,
        encoder=encoder,
        number=grouping.next_number(tx),
        apart=_kept_apart(grouping.get_rulings(tx), events.merged_events(tx)),
    )


def _kept_apart(rulings: Iterable[Ruling], merged: Mapping[str, str]) -> set[tuple[str, str]]:
    """Pairs of events that editors have parted and not joined again."""
    apart: set[tuple[str, str]] = set()
    for ruling in rulings:
        one, two = sorted(merged.get(event_id, event_id) for event_id in (ruling.event_id, ruling.into))
        if ruling.kind is RulingKind.MERGE:
            apart.discard((one, two))
        elif one != two:
            apart.add((one, two))
    return apart


def _arrivals(room: Room, tx: Transaction, wanted: set[str]) -> list[tuple[Features, str]]:
    """Reports to be grouped, in order of publication, with the event of those that are in one already."""
    new = [report_id for report_id in reports.ungrouped_reports(tx) if report_id in wanted]
    vectors = reports.get_vectors(tx, new, room.embedder.name) if room.embedder else {}
    known = reports.events_of(tx, new)
    members = sorted(_members(tx, new, vectors), key=in_order)
    return [(read_features(member), known.get(member.report.id, "")) for member in members]


def _write(room: Room, tx: Transaction, change: _Change, event_of: Mapping[str, str]) -> None:
    """Entries, merges, and every event whose reports have changed."""
    grouping.remove_reports(tx, change.gone)
    grouping.add_entries(
        tx,
        [
            EntryRow(entry.features.report_id, entry.number, entry.placed, entry.features.pack())
            for entry in change.entries
        ],
    )
    touched = dict.fromkeys([*change.touched, *change.merged.values()])
    reports_of: dict[str, dict[str, None]] = {event_id: {} for event_id in touched}
    for event in events.get_events(tx, [*touched, *change.merged]):
        reports_of[change.merged.get(event.id, event.id)].update(dict.fromkeys(event.report_ids))
    for report_id, event_id in event_of.items():
        reports_of[event_id][report_id] = None
    for report_id in change.gone:
        for found in reports_of.values():
            found.pop(report_id, None)
    events.merge_events(tx, change.merged)
    _put_events(room, tx, {event_id: list(found) for event_id, found in reports_of.items()})


def _put_events(room: Room, tx: Transaction, reports_of: Mapping[str, Sequence[str]]) -> None:
    """Events as they now are; those without a report are dropped."""
    by_id = {member.report.id: member for member in _members(tx, [i for ids in reports_of.values() for i in ids])}
    made: list[Event] = []
    for event_id, ids in reports_of.items():
        members = [by_id[report_id] for report_id in ids if report_id in by_id]
        if members:
            made.append(make_event(event_id, members, room.sources))
    events.put_events(tx, made)
    events.drop_events(tx, sorted(set(reports_of) - {event.id for event in made}))


def _members(tx: Transaction, ids: Sequence[str], vectors: Mapping[str, bytes] | None = None) -> list[Member]:
    notes = {note.report_id: note for note in reports.get_annotations(tx, ids)}
    return [
        Member(report=report, annotation=notes[report.id], vector=(vectors or {}).get(report.id, b""))
        for report in reports.get_reports(tx, ids)
        if report.id in notes
    ]


def rule(room: Room, ruling: Ruling) -> str:
    """Do what an editor decided, at once and for good; the event that now holds the reports.

    InputError names an event or report that is not there.
    """
    with room.store.transaction() as tx:
        version = events.shard_version(tx)
        found = {event.id: list(event.report_ids) for event in events.get_events(tx, [ruling.event_id, ruling.into])}
        if ruling.event_id not in found:
            raise InputError(
                f"{ruling.event_id}: there is no such event; `twosource desk events` lists those there are"
            )
        ruling = _settle(ruling, found, len(grouping.get_rulings(tx)))
        _apply(ruling, found)
        events.bump_shard(tx, version)
        grouping.add_ruling(tx, ruling, now=room.clock.now())
        if ruling.kind is RulingKind.MERGE:
            events.merge_events(tx, {ruling.event_id: ruling.into})
        _put_events(room, tx, found)
    return ruling.into


def _settle(ruling: Ruling, found: Mapping[str, Sequence[str]], decided: int) -> Ruling:
    """The ruling with the id of a new event; InputError where it cannot be done.

    `decided` counts earlier rulings: a split made again after a merge must not take the address that was merged.
    """
    held = found[ruling.event_id]
    strange = [report_id for report_id in ruling.report_ids if report_id not in held]
    if strange:
        raise InputError(f"{strange[0]}: is no report of event {ruling.event_id}")
    if ruling.kind is not RulingKind.MERGE and not ruling.report_ids:
        raise InputError("no report was named")
    if ruling.kind is RulingKind.SPLIT:
        if set(held) == set(ruling.report_ids):
            raise InputError(f"{ruling.event_id}: a split must leave the event a report")
        into = content_id("event", "split", str(decided), ruling.event_id, *sorted(ruling.report_ids))
        return Ruling(kind=ruling.kind, event_id=ruling.event_id, into=into, report_ids=ruling.report_ids, by=ruling.by)
    if ruling.into not in found:
        raise InputError(f"{ruling.into}: there is no such event; `twosource desk events` lists those there are")
    if ruling.into == ruling.event_id:
        raise InputError(f"{ruling.event_id}: is that event already")
    if set(held) == set(ruling.report_ids):
        # An event that gives up all it has must leave its address behind
        return Ruling(kind=RulingKind.MERGE, event_id=ruling.event_id, into=ruling.into, by=ruling.by)
    return ruling


def _apply(ruling: Ruling, found: dict[str, list[str]]) -> None:
    """Move the reports between the events of `found`."""
    moved = found[ruling.event_id] if ruling.kind is RulingKind.MERGE else list(ruling.report_ids)
    found.setdefault(ruling.into, []).extend(moved)
    if ruling.kind is RulingKind.MERGE:
        del found[ruling.event_id]
    else:
        found[ruling.event_id] = [report_id for report_id in found[ruling.event_id] if report_id not in moved]
