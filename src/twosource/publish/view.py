"""An event page laid out as plain values, ready for its template: no template computes anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twosource.records import (
    Dossier,
    Evidence,
    Fold,
    Fragment,
    Page,
    Relation,
    ReportCard,
    Sentence,
    Variance,
)
from twosource.text.telling import tell_claim

# Notes shown behind one sentence before the rest is folded into "+3".
NOTES_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One piece of evidence at the foot of the page, numbered as in the text."""

    number: int
    text: str
    language: str
    report: ReportCard | None
    origin: int
    # ids of the sentences that rest on it, for the way back
    backs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence and the numbers of its notes; `folded` are those behind a count."""

    anchor: str
    fragments: tuple[Fragment, ...]
    notes: tuple[int, ...]
    folded: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of several values that differ, and who reports it."""

    fragment: Fragment
    # one report for each outlet, and the number of the note that shows its words
    voices: tuple[tuple[ReportCard, int], ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One variance: the slot, what the difference is, the values side by side."""

    slot: str
    relation: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One independent origin with its reports, the root first."""

    number: int
    reports: tuple[tuple[ReportCard, Fold | None], ...]
    admitted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """The whole page."""

    headline: Line
    standfirst: Line
    paragraphs: tuple[tuple[str, tuple[Line, ...]], ...]
    notes: tuple[Note, ...]
    disputes: tuple[Difference, ...]
    changes: tuple[Difference, ...]
    origins: tuple[OriginView, ...]
    # languages of the reports, in order of appearance
    tongues: tuple[str, ...]


class _Numbering:
    """Gives each distinct span its number in order of first use."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, int, int], int] = {}
        self.evidence: list[Evidence] = []
        self.backs: list[list[str]] = []

    def number(self, item: Evidence, anchor: str = "") -> int:
        key = (item.report_id, item.start, item.end)
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.evidence) + 1
            self.evidence.append(item)
            self.backs.append([])
        if anchor and anchor not in self.backs[found - 1]:
            self.backs[found - 1].append(anchor)
        return found

    def line(self, sentence: Sentence, anchor: str) -> Line:
        numbers = tuple(sorted({self.number(item, anchor) for item in sentence.citations}))
        shown = len(numbers) if len(numbers) <= NOTES_SHOWN + 1 else NOTES_SHOWN
        return Line(anchor=anchor, fragments=sentence.fragments, notes=numbers[:shown], folded=numbers[shown:])


def event_view(page: Page) -> EventView:
    """Lay a page out; equal pages give equal views."""
    numbering = _Numbering()
    article, dossier = page.article, page.dossier
    headline = numbering.line(article.headline, "headline")
    standfirst = numbering.line(article.standfirst, "s0")
    paragraphs = []
    count = 0
    for paragraph in article.body:
        lines = []
        for sentence in paragraph.sentences:
            count += 1
            lines.append(numbering.line(sentence, f"s{count}"))
        paragraphs.append((paragraph.role.value, tuple(lines)))
    reports = {report.report_id: report for report in dossier.reports}
    order = {origin.id: number for number, origin in enumerate(dossier.origins, start=1)}
    differences = [_difference(variance, page, reports, numbering) for variance in dossier.variances]
    return EventView(
        headline=headline,
        standfirst=standfirst,
        paragraphs=tuple(paragraphs),
        notes=_notes(numbering, reports, order),
        disputes=tuple(item for item in differences if item.relation == Relation.CONTRADICTION),
        changes=tuple(item for item in differences if item.relation != Relation.CONTRADICTION),
        origins=_origins(dossier, reports),
        tongues=tuple(dict.fromkeys(report.language for report in dossier.reports)),
    )


def _difference(variance: Variance, page: Page, reports: Mapping[str, ReportCard], numbering: _Numbering) -> Difference:
    values = []
    for claim_id in variance.claim_ids:
        claim = page.dossier.claim(claim_id)
        voices: dict[str, tuple[ReportCard, int]] = {}
        for item in claim.evidence:
            number = numbering.number(item)
            if report := reports.get(item.report_id):
                voices.setdefault(report.source_id, (report, number))
        fragment = tell_claim(claim, page.dossier, page.language)
        values.append(Value(fragment=fragment, voices=tuple(voices.values()), origins=len(claim.origin_ids)))
    return Difference(slot=variance.slot.value, relation=variance.relation.value, values=tuple(values))


def _notes(numbering: _Numbering, reports: Mapping[str, ReportCard], order: Mapping[str, int]) -> tuple[Note, ...]:
    return tuple(
        Note(
            number=number,
            text=" ".join(item.text.split()),
            language=item.language,
            report=reports.get(item.report_id),
            origin=order.get(item.origin_id, 0),
            backs=tuple(numbering.backs[number - 1]),
        )
        for number, item in enumerate(numbering.evidence, start=1)
    )


def _origins(dossier: Dossier, reports: Mapping[str, ReportCard]) -> tuple[OriginView, ...]:
    views = []
    for number, origin in enumerate(dossier.origins, start=1):
        folds = {fold.report_id: fold for fold in origin.folds}
        ids = sorted(origin.report_ids, key=lambda report_id: report_id != origin.root)
        shown = tuple((reports[i], folds.get(i) or reports[i].fold) for i in ids if i in reports)
        views.append(OriginView(number=number, reports=shown, admitted=origin.admitted))
    return tuple(views)
