"""One event page in one edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from twosource.publish.card import Card, card_of
from twosource.publish.info import SiteInfo
from twosource.publish.jsonld import event_data
from twosource.publish.render import Frame, alternates, frame, render, version, writer_kind
from twosource.publish.story import part_of
from twosource.publish.view import event_view
from twosource.records import (
    File,
    Outcome,
    Page,
    Reason,
    Related,
    RelatedReason,
    Slot,
    State,
    Step,
    content_id,
)
from twosource.text.telling import tell_claim


def render_event(page: Page, *, site: SiteInfo, others: Iterable[str], cards: Mapping[str, Card]) -> File:
    """The event page of `page`.

    `others`: languages in which this event is published, its own included. `cards`: cards of this
    edition by event id; a related event without one is left out, since there is no page to link to.
    Everything the page shows comes from these four arguments; `event_inputs` hashes them.
    """
    at = frame(site, page.language)
    card = card_of(page)
    editions = alternates(site, {*others, page.language}, "e", page.event_id)
    here = site.url(page.language, "e", page.event_id)
    return render(
        "event.html",
        f"{page.language}/e/{page.event_id}/index.html",
        at=at,
        others=editions,
        page=page,
        card=card,
        view=event_view(page),
        part=part_of(page.story, cards),
        kicker=_kicker(page),
        label=event_label(page, at),
        related=[(_why(item, page, at), cards[item.event_id]) for item in page.related if item.event_id in cards],
        here=here,
        default=editions[0].url if editions else here,
        jsonld=event_data(page, site=site, others=editions, at=at),
    )


def picture_file(page: Page, card: Card | None = None) -> File:
    """The picture of an event page, beside it."""
    card = card or card_of(page)
    return File(path=f"{page.language}/e/{page.event_id}/{card.picture_name}", data=page.picture.data)


def event_inputs(page: Page, *, site: SiteInfo, others: Iterable[str], cards: Mapping[str, Card]) -> str:
    """Hash of all that `render_event` reads: equal inputs, equal bytes, nothing to render again."""
    shown = [repr(cards[item.event_id]) for item in page.related if item.event_id in cards]
    shown.append(repr(part_of(page.story, cards)))
    times = (page.published_at.isoformat(), page.modified_at.isoformat())
    made = (page.article.id, page.dossier.id, page.picture.id, repr(page.related))
    return content_id(
        version(page.language), site.inputs, page.language, *made, *times, ",".join(sorted(others)), *shown
    )


def complete(page: Page, cards: Mapping[str, Card]) -> Outcome:
    """DONE where all of a page is in its language, else SKIPPED with INCOMPLETE and what is missing."""
    parts = {
        "article": page.article.language,
        "picture": page.picture.language,
        **{f"card {item.event_id}": cards[item.event_id].language for item in page.related if item.event_id in cards},
    }
    wrong = [f"{part} is in {language!r}" for part, language in parts.items() if language != page.language]
    empty = [
        part
        for part, text in (("alt text", page.picture.alt), ("headline", page.article.headline.text))
        if not text.strip()
    ]
    missing = [*wrong, *(f"{part} is empty" for part in empty)]
    subject = f"{page.event_id}/{page.language}"
    if missing:
        detail = "; ".join(missing)
        return Outcome(step=Step.PUBLISH, subject=subject, state=State.SKIPPED, reason=Reason.INCOMPLETE, detail=detail)
    return Outcome(step=Step.PUBLISH, subject=subject, state=State.DONE)


def event_label(page: Page, at: Frame) -> str:
    """What the machine did and that no person reviewed it; computed, never set by hand."""
    kind = writer_kind(page.article.writer)
    n = len(page.dossier.reports)
    if kind == "brief":
        return at.say("label.brief", n=n)
    return at.say("label.model", n=n, model=page.article.writer.partition("/")[2] or page.article.writer)


def _kicker(page: Page) -> str:
    """What happened and where, as far as both can be said in the edition's language."""
    told = []
    for slot in (Slot.WHAT, Slot.WHERE):
        claims = page.dossier.select(slot)
        value = tell_claim(claims[0], page.dossier, page.language) if claims else None
        if value and value.language is None:
            told.append(value.text)
    return " · ".join(told)


def _why(item: Related, page: Page, at: Frame) -> str:
    """The reason of a related item, with the names both share where this edition has them."""
    reason = at.say(f"reason.{item.reason}")
    if item.reason is RelatedReason.BACKGROUND:
        return reason
    cards = (page.dossier.name(key) for key in item.shared)
    forms = [form for card in cards if card and (form := card.form(page.language))]
    return at.say("reason.named", reason=reason, names=at.say("list").join(forms)) if forms else reason
