"""Pages for the benchmarks: the sample wire's, told again weeks earlier as other happenings.

Every round moves all times by `SHIFT` and raises the larger figures of the texts, so that the
rounds are separate events outside one another's window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from twosource.sample.wire import build_site
from twosource.sample.wiredata import Outlet, Sample, SampleReport, load_sample

SHIFT = timedelta(days=-45)


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchPage:
    """One page as it would be fetched."""

    outlet: str
    language: str
    url: str
    content_type: str
    html: bytes
    published_at: datetime


def make_pages(rounds: int, *, dressed: bool = True) -> Iterator[BenchPage]:
    """The pages of the wire, `rounds` times, dressed to the size of real ones; the same bytes every time."""
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
                        html=_dress(page.body, outlet) if dressed else page.body,
                        published_at=report.published_at,
                    )


def _dress(html: bytes, outlet: Outlet) -> bytes:
    """Add what real pages carry around an article: scripts, a menu, lists of other articles, a footer."""
    text = html.decode(outlet.charset)
    menu = "".join(f'<li><a href="/section/{n}">{outlet.name} {n}</a></li>' for n in range(120))
    others = "".join(
        f'<div class="card"><a href="/item/{n}"><img src="/thumb/{n}.jpg" alt=""><span class="t">{outlet.name} {n}</span>'
        f"</a><time>{n % 24:02}:{n % 60:02}</time></div>"
        for n in range(80)
    )
    script = "".join(f'window.__s{n}={{"id":{n},"slot":"top-{n}","sizes":[[300,250],[728,90]]}};' for n in range(300))
    head = f"<script>{script}</script><style>{'.a{{color:#111}}' * 300}</style>"
    before = f'<div class="gnb"><ul>{menu}</ul></div>'
    after = f'<div class="aside-list">{others}</div><div class="sitemap"><ul>{menu}</ul></div>'
    text = text.replace("</head>", f"{head}</head>", 1)
    text = re.sub(r"(<body[^>]*>)", rf"\1{before}", text, count=1)
    return text.replace("</body>", f"{after}</body>", 1).encode(outlet.charset)


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
