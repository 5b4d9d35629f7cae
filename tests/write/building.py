"""A small builder of dossiers: fictional people, places and outlets, spans that say what the claims say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from twosource.records import (
    Claim,
    CueState,
    DateValue,
    Dossier,
    Evidence,
    Fold,
    FoldReason,
    Gap,
    Modifier,
    NameCard,
    NameKind,
    NameValue,
    Origin,
    Precision,
    QuantityValue,
    Relation,
    ReportCard,
    Slot,
    SourceKind,
    Stamp,
    Variance,
    content_id,
)

EVENT = "event-under-test"
START = datetime(2026, 1, 30, 3, 0, tzinfo=UTC)


def day(text: str, last: str = "", *, zone: str = "Asia/Seoul") -> DateValue:
    """A day, or the days from the first to the last, as dates in `zone`."""
    begin = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    end = datetime.fromisoformat(last or text).replace(tzinfo=ZoneInfo(zone)) + timedelta(days=1)
    return DateValue(begin=begin.astimezone(UTC), end=end.astimezone(UTC), zone=zone, precision=Precision.DAY)


def moment(text: str, *, zone: str = "Asia/Seoul") -> DateValue:
    """A minute."""
    begin = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return DateValue(begin=begin, end=begin + timedelta(minutes=1), zone=zone, precision=Precision.MINUTE)


class Desk:
    """Collects reports, claims and names, and gives the dossier."""

    def __init__(self, *, zone: str = "Asia/Seoul", start: datetime = START) -> None:
        self.zone = zone
        self.start = start
        self._cards: dict[str, ReportCard] = {}
        self._texts: dict[str, str] = {}
        self._roots: dict[str, str] = {}
        self._claims: list[Claim] = []
        self._variances: list[Variance] = []
        self._names: dict[str, NameCard] = {}

    def report(
        self,
        outlet: str,
        text: str,
        *,
        language: str = "ko",
        copies: str = "",
        reason: FoldReason = FoldReason.AGENCY_CREDIT,
        minutes: int | None = None,
        kind: SourceKind = SourceKind.PAPER,
    ) -> str:
        """One report, published `minutes` after the first (a minute later each by default); gives its id."""
        number = len(self._cards)
        report_id = f"report-{number}"
        at = self.start + timedelta(minutes=number if minutes is None else minutes)
        root = self._roots.get(copies, copies) or report_id
        self._roots[report_id] = root
        self._texts[report_id] = text
        self._cards[report_id] = ReportCard(
            report_id=report_id,
            source_id=content_id("source", outlet),
            origin_id=f"origin-{root}",
            outlet=outlet,
            outlet_kind=kind,
            owner=outlet,
            country={"ko": "KR", "ja": "JP"}.get(language, "US"),
            language=language,
            title=text[:20],
            url=f"https://example.org/{number}",
            published=Stamp(at=at, precision=Precision.MINUTE, basis="page"),
            fold=Fold(report_id=report_id, into=copies, reason=reason, detail="") if copies else None,
        )
        return report_id

    def name(self, key: str, kind: NameKind, *, office: str = "", country: str = "", **forms: str) -> None:
        """A card with its forms by language."""
        self._names[key] = NameCard(
            key=key, kind=kind, forms=tuple(sorted(forms.items())), office=office, country=country
        )

    def claim(self, slot: Slot, reports: Sequence[str], **values: object) -> str:
        """A claim that the given reports make, each with its whole text as evidence; gives its id."""
        claim_id = f"claim-{len(self._claims)}"
        evidence = tuple(
            Evidence(
                report_id=report_id,
                origin_id=self._cards[report_id].origin_id,
                source_id=self._cards[report_id].source_id,
                # Behind a title, which is passage 0.
                start=50,
                end=50 + len(self._texts[report_id]),
                text=self._texts[report_id],
                language=self._cards[report_id].language,
            )
            for report_id in reports
        )
        times = [stamp.at for report_id in reports if (stamp := self._cards[report_id].published)]
        claim = Claim(
            id=claim_id,
            event_id=EVENT,
            slot=slot,
            key=claim_id,
            evidence=evidence,
            first_seen=min(times),
            last_seen=max(times),
            **values,  # type: ignore[arg-type]
        )
        self._claims.append(claim)
        return claim_id

    def what(self, cue: str, reports: Sequence[str], state: CueState = CueState.HAPPENED) -> str:
        return self.claim(Slot.WHAT, reports, cue=cue, state=state)

    def when(self, value: DateValue, reports: Sequence[str], state: CueState = CueState.HAPPENED, cue: str = "") -> str:
        return self.claim(Slot.WHEN, reports, date=value, state=state, cue=cue)

    def who(self, key: str, reports: Sequence[str], surface: str = "", *, office: str = "", country: str = "") -> str:
        return self.claim(Slot.WHO, reports, name=self._value(key, surface, office, country))

    def where(self, key: str, reports: Sequence[str], surface: str = "") -> str:
        return self.claim(Slot.WHERE, reports, name=self._value(key, surface, "", ""))

    def many(
        self,
        counted: str,
        low: float,
        reports: Sequence[str],
        *,
        unit: str = "person",
        high: float | None = None,
        modifier: Modifier = Modifier.EXACT,
    ) -> str:
        value = QuantityValue(
            low=low, high=low if high is None else high, unit=unit, counted=counted, modifier=modifier
        )
        return self.claim(Slot.HOW_MANY, reports, quantity=value)

    def said(self, key: str, quote: str, reports: Sequence[str], surface: str = "", *, office: str = "") -> str:
        return self.claim(Slot.SAID, reports, name=self._value(key, surface, office, ""), quote=quote)

    def _value(self, key: str, surface: str, office: str, country: str) -> NameValue:
        card = self._names.get(key)
        kind = card.kind if card else NameKind(key.partition(":")[0])
        form = surface or (card.forms[0][1] if card else key)
        return NameValue(kind=kind, key=key, surface=form, office=office, country=country)

    def vary(self, slot: Slot, relation: Relation, *claim_ids: str) -> None:
        """A variance between claims."""
        self._variances.append(
            Variance(
                id=content_id("variance", *claim_ids),
                event_id=EVENT,
                slot=slot,
                relation=relation,
                claim_ids=claim_ids,
                since=START,
            )
        )

    def dossier(self, *gaps: Gap) -> Dossier:
        """What has been collected."""
        origins: dict[str, list[str]] = {}
        for report_id, root in self._roots.items():
            origins.setdefault(root, []).append(report_id)
        order = list(Slot)
        return Dossier(
            id="dossier-under-test",
            event_id=EVENT,
            reports=tuple(self._cards.values()),
            origins=tuple(
                Origin(id=f"origin-{root}", root=root, report_ids=tuple(ids)) for root, ids in origins.items()
            ),
            claims=tuple(sorted(self._claims, key=lambda claim: order.index(claim.slot))),
            variances=tuple(self._variances),
            gaps=gaps,
            names=tuple(sorted(self._names.values(), key=lambda card: card.key)),
            zone=self.zone,
        )
