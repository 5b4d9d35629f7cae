"""Reports become events: group, and what editors rule about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from twosource.errors import InputError
from twosource.group import Entry, Features, Grouper, Member, in_order, make_event, read_features
from twosource.pipeline.room import Room
from twosource.records import Event, Outcome, Ruling, RulingKind, State, Step, content_id
from twosource.store import Transaction, events, grouping, outcomes, reports
from twosource.store.grouping import EntryRow
from twosource.store.reports import Replaced

# Letters of an id that are enough where they are unambiguous
SHORTEST_ID = 6


@dataclass(frozen=True, slots=True)
class _Change:
    """What a batch does to the events."""

    entries: Sequence[Entry]
    # event -> the event it is part of from now on
    merged: Mapping[str, str]
    # reports that later texts of their address have replaced
    replaced: Sequence[Replaced]

    def event_of(self, event_id: str) -> str:
        """The event that an event is or has become part of."""
        return self.merged.get(event_id, event_id)

    @property
    def arrived(self) -> dict[str, str]:
        """Report -> its event."""
        return {entry.features.report_id: self.event_of(entry.event_id) for entry in self.entries}


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
    with room.store.snapshot() as tx:
        version = events.shard_version(tx)
        replaced = reports.superseded_members(tx, ids)
        # An heir comes with what it replaces, wherever the batch was cut
        arrivals = _arrivals(room, tx, list(dict.fromkeys([*ids, *(item.heir for item in replaced)])))
        grouper = room.kept.grouper if room.kept.version == version else None
        if grouper is None:
            grouper = _open_grouper(room, tx)
    # What is in memory runs ahead of the store until the transaction has ended well
    room.kept.version = -1
    change = _take_in(grouper, arrivals, replaced, now=room.clock.now().timestamp())
    done = [
        Outcome(step=Step.GROUP, subject=report_id, state=State.DONE, detail=event_id)
        for report_id, event_id in change.arrived.items()
    ]
    with room.store.transaction() as tx:
        events.bump_shard(tx, version)
        _write(room, tx, change)
        outcomes.add_outcomes(tx, done, now=room.clock.now())
    room.kept.grouper, room.kept.version = grouper, version + 1


def _take_in(
    grouper: Grouper, arrivals: Sequence[tuple[Features, str]], replaced: Sequence[Replaced], *, now: float
) -> _Change:
    """Group the arrivals, those that replace another report in that one's event."""
    before = set(grouper.merged)
    for item in replaced:
        grouper.forget(item.report_id)
    heirs = {item.heir: item.event_id for item in replaced}
    entries = [
        grouper.arrive(features, now=now, event_id=grouper.survivor(heirs.get(features.report_id) or event_id))
        for features, event_id in arrivals
    ]
    merged = {gone: grouper.survivor(gone) for gone in grouper.merged if gone not in before}
    return _Change(entries=entries, merged=merged, replaced=replaced)


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


def _arrivals(room: Room, tx: Transaction, ids: Sequence[str]) -> list[tuple[Features, str]]:
    """Those of the reports that are to be grouped, by publication, with the event of those that are in one already."""
    new = reports.ungrouped_reports(tx, ids)
    vectors = reports.get_vectors(tx, new, room.embedder.name) if room.embedder else {}
    known = reports.events_of(tx, new)
    members = sorted(get_members(tx, new, vectors), key=in_order)
    return [(read_features(member), known.get(member.report.id, "")) for member in members]


def _write(room: Room, tx: Transaction, change: _Change) -> None:
    """Entries, merges, and every event whose reports have changed."""
    gone = [item.report_id for item in change.replaced]
    grouping.remove_reports(tx, gone)
    grouping.add_entries(
        tx,
        [
            EntryRow(entry.features.report_id, entry.number, entry.placed, entry.features.pack())
            for entry in change.entries
        ],
    )
    left = (change.event_of(item.event_id) for item in change.replaced)
    reports_of: dict[str, dict[str, None]] = {
        event_id: {} for event_id in (*change.arrived.values(), *left, *change.merged.values())
    }
    for event in events.get_events(tx, [*reports_of, *change.merged]):
        reports_of[change.event_of(event.id)].update(dict.fromkeys(event.report_ids))
    for report_id, event_id in change.arrived.items():
        reports_of[event_id][report_id] = None
    for found in reports_of.values():
        for report_id in gone:
            found.pop(report_id, None)
    events.merge_events(tx, change.merged)
    _put_events(room, tx, {event_id: list(found) for event_id, found in reports_of.items()})


def _put_events(room: Room, tx: Transaction, reports_of: Mapping[str, Sequence[str]]) -> None:
    """Events as they now are; those without a report are dropped."""
    by_id = {member.report.id: member for member in get_members(tx, [i for ids in reports_of.values() for i in ids])}
    made: list[Event] = []
    for event_id, ids in reports_of.items():
        members = [by_id[report_id] for report_id in ids if report_id in by_id]
        if members:
            made.append(make_event(event_id, members, room.sources))
    events.put_events(tx, made)
    events.drop_events(tx, sorted(set(reports_of) - {event.id for event in made}))


def get_members(tx: Transaction, ids: Sequence[str], vectors: Mapping[str, bytes] | None = None) -> list[Member]:
    """Annotated reports in the order of `ids`."""
    notes = {note.report_id: note for note in reports.get_annotations(tx, ids)}
    return [
        Member(report=report, annotation=notes[report.id], vector=(vectors or {}).get(report.id, b""))
        for report in reports.get_reports(tx, ids)
        if report.id in notes
    ]


def find_event(tx: Transaction, start: str) -> str:
    """Id of the one live event whose id begins so; InputError where there is none, or more than one."""
    return _only(start, events.find_ids(tx, start), "event")


def _only(start: str, found: Sequence[str], what: str) -> str:
    if len(start) < SHORTEST_ID:
        raise InputError(f"{start}: no {what} begins so; give at least {SHORTEST_ID} letters")
    if len(found) != 1:
        count = "more than one" if found else "no"
        raise InputError(f"{start}: {count} {what} begins so; `twosource desk events` lists them")
    return found[0]


def rule(room: Room, ruling: Ruling) -> str:
    """Do what an editor decided, at once and for good; the event that now holds the reports.

    Ids may be cut short. InputError names an event or report that is not there.
    """
    with room.store.transaction() as tx:
        version = events.shard_version(tx)
        given, into = find_event(tx, ruling.event_id), find_event(tx, ruling.into) if ruling.into else ""
        found = {event.id: list(event.report_ids) for event in events.get_events(tx, [given, into])}
        moved = (
            _only(start, [item for item in found[given] if item.startswith(start)], f"report of event {given}")
            for start in ruling.report_ids
        )
        ruling = replace(ruling, event_id=given, into=into, report_ids=tuple(dict.fromkeys(moved)))
        ruling = _settle(ruling, found[given], len(grouping.get_rulings(tx)))
        _apply(ruling, found)
        events.bump_shard(tx, version)
        grouping.add_ruling(tx, ruling, now=room.clock.now())
        if ruling.kind is RulingKind.MERGE:
            events.merge_events(tx, {ruling.event_id: ruling.into})
        _put_events(room, tx, found)
    return ruling.into


def _settle(ruling: Ruling, held: Sequence[str], decided: int) -> Ruling:
    """The ruling with the id of a new event; InputError where it cannot be done.

    `held`: reports of the event that gives some up; `decided` counts earlier rulings: a split made again after a merge
    must not take the address that was merged.
    """
    if ruling.into == ruling.event_id:
        raise InputError(f"{ruling.event_id}: is that event already")
    if ruling.kind is RulingKind.MERGE:
        return ruling
    if not ruling.report_ids:
        raise InputError("no report was named")
    whole = set(held) == set(ruling.report_ids)
    if ruling.kind is RulingKind.SPLIT:
        if whole:
            raise InputError(f"{ruling.event_id}: a split must leave the event a report")
        new = content_id("event", "split", str(decided), ruling.event_id, *sorted(ruling.report_ids))
        return replace(ruling, into=new)
    # An event that gives up all it has must leave its address behind
    return replace(ruling, kind=RulingKind.MERGE, report_ids=()) if whole else ruling


def _apply(ruling: Ruling, found: dict[str, list[str]]) -> None:
    """Move the reports between the events of `found`."""
    moved = found[ruling.event_id] if ruling.kind is RulingKind.MERGE else list(ruling.report_ids)
    found.setdefault(ruling.into, []).extend(moved)
    if ruling.kind is RulingKind.MERGE:
        del found[ruling.event_id]
    else:
        found[ruling.event_id] = [report_id for report_id in found[ruling.event_id] if report_id not in moved]
