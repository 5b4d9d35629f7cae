"""What other pages show of an event: front pages, related items, feeds and sitemaps need no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from math import log2

from twosource.records import Fragment, Page, Slot, independent
from twosource.text.times import begin_of

_SECONDS_PER_DAY = 86_400
_NOON = time(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One event in one edition, as a list shows it. Small, so that the newsroom can keep all of them."""

    event_id: str
    language: str
    headline: tuple[Fragment, ...]
    standfirst: tuple[Fragment, ...]
    # "brief/1": decides the label
    writer: str
    alt: str
    picture_name: str
    picture_width: int
    picture_height: int
    reports: int
    outlets: int
    origins: int
    contradictions: int
    published_at: datetime
    modified_at: datetime
    # when the last report about it came out; None where none is dated
    latest_at: datetime | None
    # the day it happened (noon UTC) where the sources agree on one; a disputed or coarse date is no day
    happened_at: datetime | None = None
    # how far it has come: planned, postponed, happened …; "" where no source says
    state: str = ""
    # names in the headline, which no line break goes through
    names: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The headline as plain text."""
        return "".join(fragment.text for fragment in self.headline)

    @property
    def summary(self) -> str:
        """The standfirst as plain text."""
        return "".join(fragment.text for fragment in self.standfirst)


def card_of(page: Page) -> Card:
    """The card of a page."""
    dossier = page.dossier
    dates = [report.published.at for report in dossier.reports if report.published]
    return Card(
        event_id=page.event_id,
        language=page.language,
        headline=page.article.headline.fragments,
        standfirst=page.article.standfirst.fragments,
        writer=page.article.writer,
        alt=page.picture.alt,
        picture_name=picture_name(page.picture.media_type),
        picture_width=page.picture.width,
        picture_height=page.picture.height,
        reports=len(dossier.reports),
        outlets=len({report.source_id for report in dossier.reports}),
        origins=len(independent(dossier.origins)),
        contradictions=len(dossier.contradictions),
        published_at=page.published_at,
        modified_at=page.modified_at,
        latest_at=max(dates, default=None),
        happened_at=_happened_at(page),
        state=_state(page),
        names=_names(page),
    )


def _state(page: Page) -> str:
    told = [claim.state for claim in page.dossier.select(Slot.WHAT) if claim.state]
    return told[0].value if told else ""


def _happened_at(page: Page) -> datetime | None:
    claims = page.dossier.select(Slot.WHEN)
    date = claims[0].date if len(claims) == 1 else None
    if date is None or not date.names_day:
        return None
    # The calendar day in the event's own zone; noon UTC is the same day in any edition's zone up to +11.
    return datetime.combine(begin_of(date), _NOON, tzinfo=UTC)


def _names(page: Page) -> tuple[str, ...]:
    headline = page.article.headline.text
    forms = (card.form(page.language) for card in page.dossier.names)
    return tuple(sorted({form for form in forms if form and form in headline}))


def picture_name(media_type: str) -> str:
    """File name of an event's picture; the same for ever, so that a page once loaded finds it."""
    endings = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
    return f"picture.{endings[media_type]}"


def rank(card: Card) -> tuple[float, str]:
    """Sort key of the front page, most important first.

    Each doubling of the independent origins is worth two days of freshness. The clock plays no
    part, so that a front page changes only when its events do.
    """
    at = (card.latest_at or card.published_at).timestamp() / _SECONDS_PER_DAY
    return (-(at + 2 * log2(max(card.origins, 1))), card.event_id)
