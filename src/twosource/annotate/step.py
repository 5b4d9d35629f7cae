"""Annotate: a report to its sentences, terms and mentions. Pure: no I/O, same report, same annotation."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from twosource import languages
from twosource.languages.names import NameTable
from twosource.languages.protocol import Moment, Reading
from twosource.records import Annotation, Outcome, Reason, Report, Source, State, Step, content_id

# Part of every annotation's id: raise it whenever the same report would be annotated differently
VERSION = "3"

# Longer texts are lists and dumps; the rest of one is not worth the time of ten reports
_LONGEST = 60_000
_SURROGATES = dict.fromkeys(range(55296, 57344), 65533)
_NOBODY_KNOWS = datetime(2000, 1, 1, tzinfo=UTC)


def annotate(report: Report, source: Source, names: NameTable) -> tuple[Annotation, Outcome]:
    """What `report` says, normalised; its outcome is done, or skipped where it has no text."""
    language = languages.get(languages.identify(report.text, report.language or source.language))
    zone = _zone(source.zone)
    # Lone surrogates would stop a tokenizer; the replacement keeps every offset
    body = report.body[:_LONGEST]
    clean = f"{report.title}\n{body}".translate(_SURROGATES)
    passages = language.passages(clean[: len(report.title)], clean[len(report.title) + 1 :])
    reading = Reading(clean, passages, language.tokens(clean))
    moment = _moment(report, source, zone)
    dates = language.dates(reading, moment)
    found = language.names(reading, names, source.country)
    annotation = Annotation(
        id=content_id("annotation", report.id, VERSION),
        report_id=report.id,
        language=language.code,
        zone=zone,
        passages=passages,
        terms=language.terms(reading.tokens),
        dates=tuple(dates),
        quantities=tuple(language.quantities(reading, dates)),
        names=tuple(found),
        quotes=tuple(language.quotes(reading, found)),
        cues=tuple(language.cues(reading)),
    )
    return annotation, _outcome(report)


def _outcome(report: Report) -> Outcome:
    if not report.text.strip():
        return Outcome(step=Step.ANNOTATE, subject=report.id, state=State.SKIPPED, reason=Reason.EMPTY)
    return Outcome(step=Step.ANNOTATE, subject=report.id, state=State.DONE)


def _moment(report: Report, source: Source, zone: str) -> Moment:
    at = report.published.at if report.published else report.updated_at
    local = (at or _NOBODY_KNOWS).astimezone(ZoneInfo(zone))
    return Moment(local=local, zone=zone, country=source.country, known=at is not None)


def _zone(name: str) -> str:
    """`name` where this machine knows it; "UTC" where not."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name
