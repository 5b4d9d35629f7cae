"""The check step: one event's reports and annotations to its dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.check.claims import is_placed, make_claims
from twosource.check.compare import compare
from twosource.check.material import Item, lay_out
from twosource.ports import Names
from twosource.records import (
    Annotation,
    Claim,
    Dossier,
    Event,
    Gap,
    NameCard,
    Outcome,
    Reason,
    Report,
    ReportCard,
    Slot,
    Source,
    State,
    Step,
    content_id,
    independent,
)

# Part of what a dossier is made from: raise it when a rule changes, and every event is checked again.
RULE = "check/3"


def check(
    event: Event,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    *,
    sources: Mapping[str, Source],
    names: Names,
    zone: str,
) -> tuple[Dossier | None, Outcome]:
    """The dossier of an event, or None with the reason where its reports say too little to tell."""
    items = lay_out(event, reports, annotations, sources)
    heard = _heard(event, items)
    claims = make_claims(event.id, heard) if heard else ()
    if not any(claim.slot in (Slot.WHAT, Slot.WHO, Slot.WHERE) for claim in claims):
        outcome = Outcome(step=Step.CHECK, subject=event.id, state=State.SKIPPED, reason=Reason.TOO_LITTLE)
        return None, outcome
    dossier = Dossier(
        id="",
        event_id=event.id,
        reports=tuple(_card(item) for item in items),
        origins=event.origins,
        claims=claims,
        variances=compare(claims),
        gaps=_gaps(event, claims),
        names=_cards(items, claims, names),
        zone=zone,
    )
    dossier = replace(dossier, id=content_id("dossier", RULE, repr(dossier)))
    return dossier, Outcome(step=Step.CHECK, subject=event.id, state=State.DONE)


def _heard(event: Event, items: Sequence[Item]) -> Sequence[Item]:
    """The reports that weigh anything: those of admitted origins, where there is one; all where there is none."""
    admitted = {origin.id for origin in event.origins if origin.admitted}
    return [item for item in items if item.origin_id in admitted] if admitted else items


def _card(item: Item) -> ReportCard:
    return ReportCard(
        report_id=item.report.id,
        source_id=item.source.id,
        origin_id=item.origin_id,
        outlet=item.source.name,
        outlet_kind=item.source.kind,
        owner=item.source.owner,
        country=item.source.country,
        language=item.annotation.language,
        title=item.report.title,
        url=item.report.url,
        published=item.report.published,
        fold=item.fold,
    )


def _gaps(event: Event, claims: Sequence[Claim]) -> tuple[Gap, ...]:
    main = next((claim.cue for claim in claims if claim.cue), "")
    slots = {claim.slot for claim in claims if claim.slot is not Slot.WHEN or claim.cue == main}
    found = [
        (Gap.NO_DATE, Slot.WHEN not in slots),
        (Gap.NO_PLACE, Slot.WHERE not in slots and is_placed(main)),
        (Gap.SINGLE_ORIGIN, len(independent(event.origins)) == 1),
    ]
    return tuple(gap for gap, holds in found if holds)


def _cards(items: Sequence[Item], claims: Sequence[Claim], names: Names) -> tuple[NameCard, ...]:
    """Forms of every name the claims use; a name no table knows has the forms its reports print."""
    cards: dict[str, NameCard | None] = {}
    for name in [claim.name for claim in claims if claim.name is not None]:
        card = cards.setdefault(name.key, names.card(name.key))
        office = name.office or (card.office if card else "")
        country = name.country or (card.country if card else "")
        # What is needed to print a title: the office, in the form its country uses, and the country.
        for key in (
            office,
            f"{office}@{country}" if office and country else "",
            f"country:{country}" if country else "",
        ):
            if key and key not in cards:
                cards[key] = names.card(key)
    found = [card or _printed(key, items) for key, card in cards.items()]
    return tuple(sorted((card for card in found if card is not None), key=lambda card: card.key))


def _printed(key: str, items: Sequence[Item]) -> NameCard | None:
    forms: dict[str, str] = {}
    kind = None
    for item in items:
        for name in item.annotation.names:
            if name.value.key == key:
                kind = name.value.kind
                forms.setdefault(item.annotation.language, name.value.surface)
    if kind is None:
        return None
    return NameCard(key=key, kind=kind, forms=tuple(sorted(forms.items())))
