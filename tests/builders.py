"""Reports and annotations made by hand: each mention is found by its words in the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from twosource.records import (
    Annotation,
    CueMention,
    CueState,
    DateMention,
    DateValue,
    Mod,
    Modifier,
    NameKind,
    NameMention,
    NameValue,
    Passage,
    Precision,
    QuantityMention,
    QuantityValue,
    QuoteMention,
    Report,
    Source,
    SourceKind,
    Span,
    Stamp,
    content_id,
)

START = datetime(2026, 1, 30, 9, 0, tzinfo=UTC)


def make_source(source_id: str, *, owner: str = "", kind: SourceKind = SourceKind.PAPER, name: str = "") -> Source:
    return Source(
        id=source_id, name=name or source_id, language="en", country="KR", owner=owner or source_id, kind=kind
    )


def make_report(
    source_id: str, title: str, body: str, *, hours: float = 0, credit: str = "", url: str = "", canonical: str = ""
) -> Report:
    url = url or f"https://{source_id}.example/{content_id(title)[:6]}"
    return Report(
        id=content_id("report", url, title, body),
        source_id=source_id,
        capture_id="c",
        url=url,
        canonical_url=canonical or None,
        language="en",
        title=title,
        body=body,
        credit=credit,
        published=Stamp(at=START + timedelta(hours=hours), precision=Precision.MINUTE, basis="page"),
    )


class Note:
    """Builds the annotation of a report; sentences end with a full stop or a line."""

    def __init__(self, report: Report, language: str = "en") -> None:
        self.report = report
        self.language = language
        self.passages = _split(report.text)
        self.dates: list[DateMention] = []
        self.quantities: list[QuantityMention] = []
        self.names: list[NameMention] = []
        self.quotes: list[QuoteMention] = []
        self.cues: list[CueMention] = []

    def span(self, words: str) -> Span:
        start = self.report.text.index(words)
        passage = next(p for p in self.passages if p.start <= start < p.end)
        return Span(passage=passage.index, start=start, end=start + len(words))

    def cue(self, words: str, cue: str, state: CueState = CueState.HAPPENED) -> Note:
        self.cues.append(CueMention(span=self.span(words), cue=cue, state=state))
        return self

    def date(
        self, words: str, day: str, *, days: int = 1, mod: Mod = Mod.NONE, hours: tuple[int, int] = (0, 0)
    ) -> Note:
        begin = datetime.fromisoformat(f"{day}T00:00:00+00:00") + timedelta(hours=hours[0])
        end = begin + (timedelta(hours=hours[1] - hours[0]) if any(hours) else timedelta(days=days))
        precision = Precision.PART_OF_DAY if any(hours) else Precision.DAY
        value = DateValue(begin=begin, end=end, zone="UTC", precision=precision, mod=mod)
        self.dates.append(DateMention(span=self.span(words), value=value))
        return self

    def count(self, words: str, number: float, counted: str, modifier: Modifier = Modifier.EXACT) -> Note:
        value = QuantityValue(low=number, high=number, unit="person", counted=counted, modifier=modifier)
        self.quantities.append(QuantityMention(span=self.span(words), value=value))
        return self

    def name(self, words: str, kind: NameKind, key: str) -> Note:
        value = NameValue(kind=kind, key=key, surface=words)
        self.names.append(NameMention(span=self.span(words), value=value))
        return self

    def quote(self, words: str, speaker: str) -> Note:
        self.quotes.append(QuoteMention(span=self.span(words), speaker=speaker))
        return self

    def done(self) -> Annotation:
        return Annotation(
            id=content_id("annotation", self.report.id),
            report_id=self.report.id,
            language=self.language,
            zone="UTC",
            passages=tuple(self.passages),
            terms=tuple(word.strip(".,").lower() for word in self.report.text.split()),
            dates=tuple(self.dates),
            quantities=tuple(self.quantities),
            names=tuple(self.names),
            quotes=tuple(self.quotes),
            cues=tuple(self.cues),
        )


def _split(text: str) -> Sequence[Passage]:
    passages: list[Passage] = []
    start = 0
    for index, character in enumerate(text):
        if character == "\n" or text[index : index + 2] == ". " or index == len(text) - 1:
            end = index if character == "\n" else index + 1
            if text[start:end].strip():
                passages.append(Passage(index=len(passages), start=start, end=end))
            start = index + (2 if text[index : index + 2] == ". " else 1)
    return passages
