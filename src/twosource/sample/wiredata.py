"""The sample's outlets, events and reports, read from the TOML files beside this module.

The truth about each event (dates, place, contradictions, traps) stands at the top of its file, so
that what the engine finds can be measured against it. Slots and trap types are those of
`twosource eval wire`.
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from twosource.records import SourceKind
from twosource.settings import OrganisationBlock, PersonBlock, SiteBlock, source_zone

T = TypeVar("T")

FeedKind = Literal["", "rss2", "atom", "rdf"]
# why the page of a report cannot be read: a bot check, a subscription, robots.txt, a dead link
Wall = Literal["", "bot", "pay", "robots", "missing"]


class Outlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fictional outlet and how its site behaves; paths start with a slash."""

    id: str
    name: str
    language: str
    country: str
    owner: str
    kind: SourceKind
    # of the pages and the feed, as declared in them
    charset: str = "utf-8"
    # whether Content-Type names the charset too
    header_charset: bool = True
    feed: FeedKind = ""
    feed_path: str = ""
    sitemap_path: str = ""
    # whether the feed carries the whole text beside the summary
    full_text: bool = False
    # whether the feed is not well-formed, though a lenient reader gets every item
    feed_defect: bool = False
    # address of a feed that nothing can be got from
    dead_feed_path: str = ""
    template: str
    aliases: tuple[str, ...] = ()
    # path prefixes that robots.txt closes
    disallow: tuple[str, ...] = ()
    content_signal: str = ""
    gzip: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the outlet's bare times."""
        return ZoneInfo(source_zone(self.country))


class SampleReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One report as its outlet published it; `body` has its paragraphs parted by blank lines."""

    id: str
    outlet: str
    language: str
    # path and query on the outlet's site
    path: str
    title: str
    published_at: datetime
    updated_at: datetime | None = None
    byline: str = ""
    # agency credited for the piece, as the agency is called
    credit: str = ""
    body: str
    # id of the report it reprints, translates or retells with credit
    origin_of: str = ""
    wall: Wall = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs in order, none empty."""
        return tuple(" ".join(part.split("\n")) for part in self.body.strip().split("\n\n"))


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence of a report, verbatim; `field` says whether it stands in the title or the body."""

    report: str
    sentence: str
    field: Literal["body", "title"] = "body"


class Side(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value and every sentence that states it."""

    key: str
    value: str | int | float
    evidence: tuple[Words, ...]


class Difference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two or more values for one slot that cannot all hold."""

    id: str
    slot: str
    subject: str
    values: tuple[Side, ...]
    # key of the true value, or "" where the sample does not decide
    right: str = ""
    basis: str = ""


class Trap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Values that differ and yet do not contradict each other."""

    id: str
    type: str
    subject: str
    values: tuple[Side, ...]
    why: str
    core: bool = True


class Quantity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A figure of an event: what it counts, the value, the unit."""

    name: str
    value: int | float
    unit: str


class SampleEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One happening: the truth about it, then the reports that tell it."""

    id: str
    type: str
    # id shared by events that follow from one another
    story: str = ""
    # language -> what it is called
    title: dict[str, str]
    # ISO dates; empty where the reports give none
    dates: tuple[str, ...] = ()
    # id, country and a name per language
    place: dict[str, str] | None = None
    # ids of people and organisations of newsroom.toml
    participants: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    contradiction: tuple[Difference, ...] = ()
    trap: tuple[Trap, ...] = ()
    report: tuple[SampleReport, ...]


class Registry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part of the sample's newsroom.toml that does not depend on ports."""

    title: str
    editions: tuple[str, ...]
    zone: str
    clock: datetime
    site: SiteBlock
    person: tuple[PersonBlock, ...]
    organisation: tuple[OrganisationBlock, ...]


class _OutletFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    outlet: tuple[Outlet, ...]


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the wire serves; outlets in the order of their ports, events by id."""

    outlets: tuple[Outlet, ...]
    events: tuple[SampleEvent, ...]
    registry: Registry

    @property
    def reports(self) -> tuple[SampleReport, ...]:
        """All reports by time of publication, then id."""
        told = (report for event in self.events for report in event.report)
        return tuple(sorted(told, key=lambda report: (report.published_at, report.id)))

    def reports_of(self, outlet_id: str) -> tuple[SampleReport, ...]:
        """One outlet's reports, newest first, as a feed lists them."""
        return tuple(report for report in reversed(self.reports) if report.outlet == outlet_id)


def data_text(*path: str) -> str:
    """The text of a data file of this package."""
    return files("twosource.sample").joinpath(*path).read_text(encoding="utf-8")


@cache
def load_sample() -> Sample:
    """Read all data files; ValueError names the file whose content is wrong."""
    names = sorted(
        entry.name for entry in files("twosource.sample").joinpath("events").iterdir() if entry.name.endswith(".toml")
    )
    return Sample(
        outlets=_read(_OutletFile, "outlets.toml").outlet,
        events=tuple(_read(SampleEvent, "events", name) for name in names),
        registry=_read(Registry, "newsroom.toml"),
    )


def _read(kind: type[T], *path: str) -> T:
    try:
        return msgspec.convert(tomllib.loads(data_text(*path)), kind)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"sample/{'/'.join(path)}: {error}") from error
