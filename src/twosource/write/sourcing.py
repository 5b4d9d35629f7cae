"""What an article rests on, who repeats whom, and what nobody says."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.records import Fold, FoldReason, Gap, ReportCard, SourceKind, independent
from twosource.write.cite import cite, cite_reports, outlets_of
from twosource.write.plan import Plan
from twosource.write.told import Told
from twosource.write.voice import Voice

MAX_FOLDS = 3


def tell_sourcing(voice: Voice, plan: Plan) -> Iterator[Told]:
    """Outlets, independent origins, reprints, gaps."""
    dossier = voice.dossier
    main = plan.main.claims if plan.main else plan.named
    everything = cite_reports(dossier, (card.report_id for card in dossier.reports))
    sources = tuple(dict.fromkeys(card.source_id for card in dossier.reports)) or outlets_of(everything)
    count = len(dossier.reports) or len(everything)
    yield Told(voice.say("sources.read", count, outlets=voice.outlet_list(sources)), everything)
    if 1 < len(independent(dossier.origins)) < count:
        yield Told(voice.say("sources.origins", len(independent(dossier.origins))), everything)
    yield from _tell_folds(voice)
    for key in _gap_keys(plan):
        yield Told(voice.say(key), cite(main))


def _gap_keys(plan: Plan) -> list[str]:
    """Phrases for what is missing, time and place in one sentence."""
    gaps = list(plan.gaps)
    if Gap.NO_DATE in gaps and Gap.NO_PLACE in gaps:
        rest = [f"gap.{gap}" for gap in gaps if gap not in (Gap.NO_DATE, Gap.NO_PLACE)]
        return ["gap.no_date_or_place", *rest]
    return [f"gap.{gap}" for gap in gaps]


def _credited(fold: Fold, root: ReportCard) -> str:
    """The agency or outlet that a report names, where that may not be the one whose report stands for it here."""
    if fold.reason not in (FoldReason.AGENCY_CREDIT, FoldReason.TRANSLATED_COPY, FoldReason.AS_REPORTED):
        return ""
    agency = fold.reason is not FoldReason.AS_REPORTED and root.outlet_kind is SourceKind.AGENCY
    return "" if agency or fold.detail == root.outlet else fold.detail


def _tell_folds(voice: Voice) -> Iterator[Told]:
    """Outlets whose reports are another's: one sentence for each original and reason."""
    cards = {card.report_id: card for card in voice.dossier.reports}
    roots = {origin.root: origin for origin in voice.dossier.origins}
    groups: dict[tuple[str, FoldReason, str], list[str]] = {}
    for card in voice.dossier.reports:
        root = cards.get(card.fold.into) if card.fold else None
        if root is None and card.fold and card.fold.into in roots:
            root = cards.get(roots[card.fold.into].root)
        if card.fold and root and root.source_id != card.source_id:
            named = _credited(card.fold, root)
            groups.setdefault((root.report_id, card.fold.reason, named), []).append(card.report_id)
    if len(groups) > MAX_FOLDS:
        folded = [report_id for report_ids in groups.values() for report_id in report_ids]
        yield Told(voice.say("fold.many", len(folded)), cite_reports(voice.dossier, folded))
        return
    for (root_id, reason, credited), report_ids in groups.items():
        outlets = tuple(dict.fromkeys(cards[report_id].source_id for report_id in report_ids))
        official = cards[root_id].outlet_kind is SourceKind.OFFICIAL and reason is FoldReason.AS_REPORTED
        key = "fold.as_reported.official" if official else f"fold.{reason}"
        values = {"outlets": voice.outlet_list(outlets), "root": credited or voice.outlet(cards[root_id].source_id)}
        yield Told(
            voice.say(key, len(outlets), **values),
            cite_reports(voice.dossier, [*report_ids, root_id]),
        )
