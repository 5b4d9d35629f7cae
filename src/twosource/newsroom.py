"""A newsroom: its settings, adapters and pipeline plugged together; the only place that knows all.

A newsroom is a folder: `newsroom.toml`, the state in `.twosource/`, the published `site`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from twosource.engines import LocalEngine
from twosource.illustrate import CardPainter
from twosource.languages.names import NameTable
from twosource.models import encoder
from twosource.net import HttpWeb, user_agent
from twosource.pipeline import STAGES, Room, find_event, rule
from twosource.ports import Clock, Progress, Web, silent
from twosource.records import Capture, Outcome, Problem, Reason, Ruling, State, Step, content_id, independent
from twosource.settings import Settings, read_settings
from twosource.sources import read_file, shown, source_of
from twosource.store import Store, articles, captures, events, hold, open_store, outcomes, reports
from twosource.write import BriefWriter

STATE_FOLDER = ".twosource"
SITE_FOLDER = "site"


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock that stands still: the same inputs give the same bytes."""

    at: datetime

    def now(self) -> datetime:
        """Always the same time."""
        return self.at.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a newsroom holds after a run."""

    reports: int
    origins: int
    events: int
    # edition -> articles
    articles: dict[str, int]
    contradictions: int
    # reason -> records
    quarantined: dict[str, int]
    # step -> seconds of the run just made
    seconds: dict[str, float] = field(default_factory=dict)


class Newsroom:
    """An open newsroom. Close it, or use `open_newsroom` as a context manager."""

    def __init__(self, folder: Path, settings: Settings, *, web: Web | None = None, clock: Clock | None = None) -> None:
        self.folder = folder
        self.settings = settings
        self.clock = clock or (StandingClock(settings.clock) if settings.clock else SystemClock())
        self._store = open_store(folder / STATE_FOLDER / "newsroom.db")
        self._web = web or _make_web(settings, self.clock)
        self.room = _furnish(folder, settings, self._store, self._web, self.clock)

    @property
    def site(self) -> Path:
        """The published site: a link to its current version."""
        return self.folder / SITE_FOLDER

    def run(self, progress: Progress = silent, *, collect: bool = True) -> Summary:
        """One round of all steps; BusyError where another process works here."""
        with hold(self.folder / STATE_FOLDER / "lock"):
            stages = STAGES if collect else tuple(stage for stage in STAGES if stage.step is not Step.COLLECT)
            engine = LocalEngine(
                self.room,
                partial(open_room, self.folder),
                workers=self.settings.workers,
                threads=self.settings.fetch.threads,
            )
            seconds = engine.run(progress, stages=stages)
        return self.summary({step.value: round(spent, 3) for step, spent in seconds.items()})

    def take_files(self, paths: Sequence[Path], progress: Progress = silent) -> int:
        """Store the pages of HTML, JSON lines and WARC files; how many. InputError names a wrong file."""
        count = 0
        with hold(self.folder / STATE_FOLDER / "lock"):
            for done, path in enumerate(paths):
                progress(path.name, done, len(paths))
                with self._store.transaction() as tx:
                    outcomes.clear_file_problems(tx, shown(path))
                for arrival in read_file(path, clock=self.clock, sources=tuple(self.room.sources.values())):
                    count += self._take(arrival)
            self.room = _furnish(self.folder, self.settings, self._store, self._web, self.clock)
        return count

    def _take(self, arrival: Capture | Problem) -> int:
        now = self.clock.now()
        with self._store.transaction() as tx:
            if isinstance(arrival, Problem):
                outcomes.add_problems(tx, [arrival], now=now)
                return 0
            if arrival.source_id not in self.room.sources:
                captures.add_sources(tx, [source_of(arrival)])
            captures.add_capture(tx, arrival)
            outcomes.clear_problems(tx, arrival.final_url)
            outcome = Outcome(step=Step.COLLECT, subject=arrival.url, state=State.DONE)
            outcomes.add_outcomes(tx, [outcome], now=now)
            return 1

    def rule(self, ruling: Ruling) -> str:
        """Do what an editor decided about grouping; the event that holds the reports now. Ids may be cut short.

        InputError names what is not there; BusyError where another process works here.
        """
        with hold(self.folder / STATE_FOLDER / "lock"):
            return rule(self.room, ruling)

    def list_events(self, event_id: str = "") -> list[dict[str, Any]]:
        """Events as an editor sees them: id, origins, and each report with its origin; one where an id is given."""
        with self._store.snapshot() as tx:
            found = events.get_events(tx, [find_event(tx, event_id)] if event_id else None)
            texts = {
                report.id: report
                for report in reports.get_reports(tx, [item for event in found for item in event.report_ids])
            }
        return [
            {
                "id": event.id,
                "origins": len(independent(event.origins)),
                "reports": [
                    {
                        "id": report_id,
                        "origin": number,
                        "outlet": self.room.sources[texts[report_id].source_id].name,
                        "language": texts[report_id].language,
                        "published_at": texts[report_id].published and texts[report_id].at.isoformat(),
                        "title": texts[report_id].title,
                        "url": texts[report_id].url,
                    }
                    for number, origin in enumerate(event.origins, start=1)
                    for report_id in origin.report_ids
                ],
            }
            for event in found
        ]

    def problems(self) -> list[Problem]:
        """What an editor must see, worst first."""
        with self._store.snapshot() as tx:
            return outcomes.get_problems(tx)

    def summary(self, seconds: dict[str, float] | None = None) -> Summary:
        """Counts over everything in the newsroom."""
        with self._store.snapshot() as tx:
            found = events.get_events(tx)
            dossiers = events.get_dossiers(tx, [event.id for event in found])
            told = Counter(language for _, language in articles.article_ids(tx))
            counts = outcomes.count_outcomes(tx)
        quarantined: Counter[str] = Counter()
        for (_, state, reason), count in counts.items():
            if state is State.QUARANTINED:
                quarantined[(reason or Reason.FAILED).value] += count
        return Summary(
            reports=sum(len(event.report_ids) for event in found),
            origins=sum(len(event.origins) for event in found),
            events=len(found),
            articles={language: told[language] for language in self.settings.editions},
            contradictions=sum(len(dossier.contradictions) for dossier in dossiers.values()),
            quarantined=dict(sorted(quarantined.items())),
            seconds=seconds or {},
        )

    def close(self) -> None:
        """Release connections and files."""
        self._web.close()
        self._store.close()


@contextmanager
def open_newsroom(folder: Path, *, web: Web | None = None, clock: Clock | None = None) -> Iterator[Newsroom]:
    """The newsroom in `folder`; SettingsError says what is wrong with its newsroom.toml."""
    newsroom = Newsroom(folder, read_settings(folder), web=web, clock=clock)
    try:
        yield newsroom
    finally:
        newsroom.close()


def open_room(folder: Path) -> Room:
    """What a worker process needs; the engine calls it once per process."""
    return Newsroom(folder, read_settings(folder)).room


def _make_web(settings: Settings, clock: Clock) -> Web:
    return HttpWeb(settings.fetch, clock=clock, user_agent=user_agent(settings.site.contact or settings.site.base_url))


def _furnish(folder: Path, settings: Settings, store: Store, web: Web, clock: Clock) -> Room:
    sources = {source.id: source for source in settings.sources}
    with store.snapshot() as tx:
        for source in captures.get_sources(tx):
            sources.setdefault(source.id, source)
    names = NameTable.build(
        persons=[(p.id, p.forms, p.office, p.country, p.also) for p in settings.person],
        organisations=[(o.id, o.forms, "", o.country, o.also) for o in settings.organisation],
    )
    registry = msgspec.json.encode((settings.person, settings.organisation, settings.source), order="deterministic")
    return Room(
        settings=settings,
        store=store,
        clock=clock,
        web=web,
        names=names,
        writer=BriefWriter(),
        painter=CardPainter(),
        sources=sources,
        site=folder / SITE_FOLDER,
        rule=content_id(registry.decode()),
        embedder=encoder(settings.embedder, folder),
    )
