"""One event laid out for checking: its reports in order, each with annotation, source and origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twosource.records import Annotation, Event, Evidence, Fold, Report, Source, Span
from twosource.text.dateline import dateline_end

# What may be shown of a source at one place: facts are free, expression is not (EDITORIAL.md).
QUOTE_CHARACTERS_CJK = 200
QUOTE_CHARACTERS = 280
HEAD_PASSAGES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One report of the event under check."""

    report: Report
    annotation: Annotation
    source: Source
    origin_id: str
    fold: Fold | None

    def prominence(self, passage: int) -> float:
        """How much a passage says about the event: title and lead most, background least."""
        if passage == 0:
            return 1.0
        if passage == 1:
            return 0.9
        return 0.5 if passage < HEAD_PASSAGES else 0.2

    def in_dateline(self, span: Span) -> bool:
        """Whether a mention stands in the passage's dateline: where the reporter sat, not where it happened."""
        passage = self.annotation.passages[span.passage]
        return span.start < dateline_end(self.report.text, passage.start, passage.end)

    def evidence(self, span: Span) -> Evidence:
        """The sentence around a mention, cut to what may be quoted."""
        passage = self.annotation.passages[span.passage]
        start, end = _limit(self.report, self.annotation.language, passage.start, passage.end, span)
        return Evidence(
            report_id=self.report.id,
            origin_id=self.origin_id,
            source_id=self.source.id,
            start=start,
            end=end,
            text=self.report.text[start:end],
            language=self.annotation.language,
        )


def lay_out(
    event: Event, reports: Mapping[str, Report], annotations: Mapping[str, Annotation], sources: Mapping[str, Source]
) -> tuple[Item, ...]:
    """The event's reports in its order; reports whose source is unknown are left out."""
    origin_of = {report_id: origin for origin in event.origins for report_id in origin.report_ids}
    folds = {fold.report_id: fold for origin in event.origins for fold in origin.folds}
    return tuple(
        Item(
            report=reports[report_id],
            annotation=annotations[report_id],
            source=sources[reports[report_id].source_id],
            origin_id=origin_of[report_id].id,
            fold=folds.get(report_id),
        )
        for report_id in event.report_ids
        if report_id in reports and report_id in annotations and reports[report_id].source_id in sources
    )


def _limit(report: Report, language: str, start: int, end: int, span: Span) -> tuple[int, int]:
    """Cut [start, end) to the quotation limit, keeping the mention in view and words whole."""
    limit = QUOTE_CHARACTERS_CJK if language in ("ko", "ja", "zh") else QUOTE_CHARACTERS
    if report.rights.quote_characters is not None:
        limit = min(limit, max(report.rights.quote_characters, span.end - span.start))
    if end - start <= limit:
        return start, end
    room = max(0, limit - (span.end - span.start))
    left = max(start, span.start - room // 2)
    right = min(end, left + limit)
    left = max(start, min(left, right - limit))
    text = report.text
    while start < left < span.start and not text[left - 1].isspace():
        left += 1
    while span.end < right < end and not text[right].isspace():
        right -= 1
    return left, right
