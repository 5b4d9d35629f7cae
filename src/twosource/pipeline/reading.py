"""Reports come in: collect, extract, annotate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from twosource.annotate import annotate
from twosource.collect import Arrival, FeedSeen, PageSeen, collect
from twosource.extract import extract
from twosource.pipeline.room import Room, guard, settle
from twosource.records import Problem, Reason, Report, Source, State, Step
from twosource.store import Transaction, captures, outcomes, reports


def pending_sources(room: Room) -> list[str]:
    """Sources with feeds or sitemaps; each is asked once a round."""
    return [source.id for source in room.sources.values() if source.feeds or source.sitemaps]


def run_collect(room: Room, source_ids: Sequence[str]) -> None:
    """Each arrival is stored before the next request, so that no crash costs a second one."""
    since = room.clock.now() - timedelta(days=room.settings.window_days)
    for source_id in source_ids:
        with room.store.snapshot() as tx:
            known = captures.KnownPages(tx, source_id)
        told: set[str] = set()
        for arrival in collect(room.sources[source_id], web=room.web, known=known, since=since):
            if isinstance(arrival, PageSeen):
                arrival = _attribute(arrival, room.sources[source_id], room.sources)  # noqa: PLW2901
            with room.store.transaction() as tx:
                _take(tx, arrival, source_id, told, room.clock.now())


def _take(tx: Transaction, arrival: Arrival, source_id: str, told: set[str], now: datetime) -> None:
    """Store one arrival; `told` gathers what had a problem this round, the rest is well again."""
    if isinstance(arrival, Problem):
        told.add(arrival.subject)
        outcomes.add_problems(tx, [arrival], now=now)
    elif isinstance(arrival, FeedSeen):
        captures.set_feed(
            tx, arrival.url, etag=arrival.etag, last_modified=arrival.last_modified, status=arrival.status, now=now
        )
        if arrival.url not in told:
            outcomes.clear_problems(tx, arrival.url)
    elif arrival.outcome.reason is not Reason.UNCHANGED:
        outcomes.add_outcomes(tx, [arrival.outcome], now=now)
        if arrival.asked:
            listing = arrival.listing
            captures.set_page(tx, listing.url, source_id, arrival.outcome, updated_at=listing.updated_at, now=now)
        if arrival.capture is not None:
            captures.add_capture(tx, arrival.capture)
            outcomes.clear_problems(tx, arrival.listing.url)


def _attribute(arrival: PageSeen, lister: Source, sources: Mapping[str, Source]) -> PageSeen:
    if arrival.capture is None:
        return arrival
    owner = find_owner(arrival.capture.final_url, lister, sources)
    return arrival if owner == lister.id else replace(arrival, capture=replace(arrival.capture, source_id=owner))


def find_owner(address: str, lister: Source, sources: Mapping[str, Source]) -> str:
    """Id of the source whose report a page is: whoever's feed lists it, a page on another's host is that one's.

    A hostile feed that lists a rival's pages does not make them its own reporting. Where several sources
    share the host, or the lister is one of them, the lister keeps it.
    """
    host = urlsplit(address).netloc
    homes = [source.id for source in sources.values() if host in _hosts(source)]
    return homes[0] if len(homes) == 1 and host not in _hosts(lister) else lister.id


def _hosts(source: Source) -> set[str]:
    return {urlsplit(address).netloc for address in (*source.feeds, *source.sitemaps)}


def pending_captures(room: Room) -> list[str]:
    """Captures that extract has not seen."""
    with room.store.snapshot() as tx:
        return captures.pending_captures(tx)


def run_extract(room: Room, ids: Sequence[str]) -> None:
    """Captures to reports; what is none is quarantined with a reason and a problem."""
    with room.store.snapshot() as tx:
        found = captures.get_captures(tx, ids)
    done = [guard(Step.EXTRACT, item.id, partial(extract, item, room.sources[item.source_id])) for item in found]
    with room.store.transaction() as tx:
        for report, _ in done:
            if report is not None:
                reports.add_report(tx, report)
        for item, (_, outcome) in zip(found, done, strict=True):
            if outcome.state is State.DONE:
                outcomes.clear_problems(tx, item.final_url)
        settle(room, tx, [outcome for _, outcome in done], {item.id: item.final_url for item in found})


def pending_reports(room: Room) -> list[str]:
    """Reports that annotate has not seen."""
    with room.store.snapshot() as tx:
        return reports.pending_reports(tx)


def run_annotate(room: Room, ids: Sequence[str]) -> None:
    """Reports to annotations."""
    with room.store.snapshot() as tx:
        found = {report.id: report for report in reports.get_reports(tx, ids)}
    done = [
        guard(Step.ANNOTATE, report.id, partial(annotate, report, room.sources[report.source_id], room.names))
        for report in found.values()
    ]
    encoder = room.embedder.name if room.embedder else None
    vectors = _encode(room, [found[annotation.report_id] for annotation, _ in done if annotation is not None])
    with room.store.transaction() as tx:
        for annotation, _ in done:
            if annotation is not None:
                report = found[annotation.report_id]
                vector = vectors.get(report.id, b"")
                reports.add_annotation(tx, annotation, published_at=report.at, encoder=encoder, vector=vector)
        settle(room, tx, [outcome for _, outcome in done], {item.id: item.url for item in found.values()})


def _encode(room: Room, found: Sequence[Report]) -> dict[str, bytes]:
    """Report -> its vector, where the newsroom has an encoder."""
    if room.embedder is None:
        return {}
    vectors = room.embedder.encode([(report.language, report.title, report.body) for report in found])
    return {report.id: vector for report, vector in zip(found, vectors, strict=True)}
