"""What two reports are compared by: words within a language, canonical keys across languages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from twosource.records import Annotation, NameKind, Report
from twosource.text.dateline import dateline_end

# How much a shared key of each kind says about two reports telling the same happening; set by hand on
# the sample wire and on headlines-en, to be fitted when grouping is deepened.
KEY_WEIGHTS = {
    NameKind.PERSON: 2.5,
    NameKind.ORGANISATION: 2.0,
    NameKind.PLACE: 2.0,
    NameKind.OFFICE: 0.8,
    NameKind.ALLIANCE: 0.8,
    NameKind.COUNTRY: 0.5,
}
DATE_WEIGHT = 1.5
QUANTITY_WEIGHT = 2.0
CUE_WEIGHT = 1.2

# Words of the title count for more: it says what the report is about.
TITLE_BOOST = 2
# Passages at the head of a report that tell its event; later ones tell its background.
HEAD_PASSAGES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One report as grouping sees it."""

    report_id: str
    language: str
    at: datetime
    # word -> how often, title words boosted
    terms: dict[str, float]
    # canonical key -> weight before rarity
    keys: dict[str, float]
    # event dates of the head as ISO days, empty where none is stated to the day
    days: frozenset[str]


def read_features(report: Report, annotation: Annotation) -> Features:
    """Features of an annotated report."""
    terms = Counter(annotation.terms)
    for term in annotation.terms[: len(report.title.split())]:
        terms[term] += TITLE_BOOST - 1
    keys: dict[str, float] = {}
    for name in annotation.names:
        passage = annotation.passages[name.span.passage]
        if name.value.anonymous or name.span.start < dateline_end(report.text, passage.start, passage.end):
            continue
        weight = KEY_WEIGHTS[name.value.kind] * _position_weight(name.span.passage)
        _raise(keys, name.value.key, weight)
    for cue in annotation.cues:
        _raise(keys, f"cue:{cue.cue}", CUE_WEIGHT * _position_weight(cue.span.passage))
    for quantity in annotation.quantities:
        value = quantity.value
        if value.counted and value.low == value.high:
            key = f"quantity:{value.counted}:{value.low:g}"
            _raise(keys, key, QUANTITY_WEIGHT * _position_weight(quantity.span.passage))
    days = set()
    for date in annotation.dates:
        if date.value.names_day:
            day = date.value.begin.astimezone(ZoneInfo(date.value.zone)).date().isoformat()
            _raise(keys, f"date:{day}", DATE_WEIGHT * _position_weight(date.span.passage))
            if date.span.passage < HEAD_PASSAGES:
                days.add(day)
    return Features(
        report_id=annotation.report_id,
        language=annotation.language.partition("-")[0],
        at=report.at,
        terms={term: float(count) for term, count in terms.items()},
        keys=keys,
        days=frozenset(days),
    )


def _position_weight(passage: int) -> float:
    return 1.0 if passage < HEAD_PASSAGES else 0.35


def _raise(keys: dict[str, float], key: str, weight: float) -> None:
    keys[key] = max(keys.get(key, 0.0), weight)
