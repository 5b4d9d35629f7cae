"""What every annotation of every text must keep, whatever the text."""

from __future__ import annotations

from itertools import pairwise

from twosource.records import Annotation, Report


def spans(annotation: Annotation) -> list[tuple[int, int, int]]:
    """Passage, start and end of every mention."""
    mentions = (
        *annotation.dates,
        *annotation.quantities,
        *annotation.names,
        *annotation.quotes,
        *annotation.cues,
    )
    return [(m.span.passage, m.span.start, m.span.end) for m in mentions]


def assert_sound(report: Report, annotation: Annotation) -> None:
    """Every offset points into the text, inside its passage, in order; every value is one."""
    assert [p.index for p in annotation.passages] == list(range(len(annotation.passages)))
    for first, second in pairwise(annotation.passages):
        assert first.end <= second.start
    for index, start, end in spans(annotation):
        passage = annotation.passages[index]
        assert 0 <= passage.start <= start < end <= passage.end <= len(report.text)
    for kind in (annotation.dates, annotation.quantities, annotation.names):
        for one, two in pairwise(kind):
            assert one.span.end <= two.span.start
    for date in annotation.dates:
        assert date.value.begin < date.value.end
        assert date.value.last is None or date.value.begin <= date.value.last <= date.value.end
    for quantity in annotation.quantities:
        assert quantity.value.low <= quantity.value.high
    for name in annotation.names:
        assert name.value.surface
        assert name.value.key
