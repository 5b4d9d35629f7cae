"""Pages for the benchmarks: the sample wire's, told again a fortnight and more apart as other happenings.

Every round shifts all times by `SHIFT` and raises the larger figures of the texts, so that the
rounds are separate events outside one another's window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from twosource.sample.wire import build_site
from twosource.sample.wiredata import Sample, SampleReport, load_sample

SHIFT = timedelta(days=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchPage:
    """One page as it would be fetched."""

    outlet: str
    language: str
    url: str
    content_type: str
    html: bytes
    published_at: datetime


def make_pages(rounds: int) -> Iterator[BenchPage]:
    """The pages of the wire, `rounds` times; the same bytes every time."""
    for number in range(rounds):
        sample = _shift(load_sample(), number)
        for outlet in sample.outlets:
            address = f"https://{outlet.id}.example/{number}"
            served = build_site(sample, outlet, address)
            for report in sample.reports_of(outlet.id):
                page = served.get(report.path)
                if page is not None and not report.wall:
                    yield BenchPage(
                        outlet=outlet.id,
                        language=report.language,
                        url=f"{address}{report.path}",
                        content_type=page.content_type,
                        html=page.body,
                        published_at=report.published_at,
                    )


def _shift(sample: Sample, number: int) -> Sample:
    events = tuple(
        msgspec.structs.replace(event, report=tuple(_retell(report, number) for report in event.report))
        for event in sample.events
    )
    return msgspec.structs.replace(sample, events=events)


def _retell(report: SampleReport, number: int) -> SampleReport:
    def renumber(match: re.Match[str]) -> str:
        return str(int(match.group()) + number) if number else match.group()

    digits = re.compile(r"(?<![\d.,])\d{3,6}(?![\d.,])")
    return msgspec.structs.replace(
        report,
        title=digits.sub(renumber, report.title),
        body=digits.sub(renumber, report.body),
        published_at=report.published_at + SHIFT * number,
        updated_at=report.updated_at + SHIFT * number if report.updated_at else None,
    )
