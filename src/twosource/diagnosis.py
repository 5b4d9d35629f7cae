"""What `twosource doctor` looks at: settings, disk, clock, database, feeds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from twosource.collect import parse_feed
from twosource.errors import UserError
from twosource.newsroom import Newsroom, SystemClock
from twosource.ports import Answer
from twosource.records import Problem, Severity
from twosource.settings import read_settings

# With less free space than this a run may not finish its writes.
MIN_FREE_BYTES = 50_000_000
# A clock this far from a host's makes "today" and a week's window wrong.
CLOCK_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at; NOTE means it is in order."""

    severity: Severity
    subject: str
    message: str


def examine(folder: Path, *, offline: bool) -> tuple[list[Finding], list[Problem]]:
    """Findings in the order looked at, and the problems the newsroom has stored."""
    try:
        settings = read_settings(folder)
    except UserError as error:
        return [Finding(severity=Severity.ERROR, subject="settings", message=str(error))], []
    count = len(settings.source)
    message = f"{count} sources, editions {', '.join(settings.editions)}"
    if count:
        findings = [Finding(severity=Severity.NOTE, subject="settings", message=message)]
    else:
        hint = "no [[source]] yet; add one, or run `twosource init` with --site"
        findings = [Finding(severity=Severity.WARNING, subject="settings", message=hint)]
    findings.append(_examine_disk(folder))
    newsroom = Newsroom(folder, settings)
    try:
        if not offline:
            for source in settings.sources:
                for address in (*source.feeds, *source.sitemaps):
                    findings.extend(_examine_feed(newsroom, address))
        return findings, newsroom.problems()
    finally:
        newsroom.close()


def _examine_disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    told = f"{free // 1_000_000:,} MB free"
    if free < MIN_FREE_BYTES:
        message = f"{told}; at least {MIN_FREE_BYTES // 1_000_000} MB are needed, make room on this disk"
        return Finding(severity=Severity.ERROR, subject="disk", message=message)
    return Finding(severity=Severity.NOTE, subject="disk", message=told)


def _examine_feed(newsroom: Newsroom, address: str) -> list[Finding]:
    answer = newsroom.room.web.get(address)
    if answer.problem is not None:
        return [Finding(severity=Severity.ERROR, subject=address, message=answer.problem.message)]
    findings = _examine_clock(answer)
    listings, problems = parse_feed(answer.body, url=answer.final_url, content_type=answer.header("content-type"))
    if problems and not listings:
        return [*findings, Finding(severity=Severity.ERROR, subject=address, message=problems[0].message)]
    return [*findings, Finding(severity=Severity.NOTE, subject=address, message=f"{len(listings)} items")]


def _examine_clock(answer: Answer) -> list[Finding]:
    """Compare the machine's clock with the host's Date header."""
    try:
        theirs = parsedate_to_datetime(answer.header("date"))
        off = abs(SystemClock().now() - theirs)
    except (ValueError, TypeError):
        return []
    if off <= CLOCK_TOLERANCE:
        return []
    message = f"this machine's clock differs from {answer.url} by {off}; set it, e.g. with NTP"
    return [Finding(severity=Severity.WARNING, subject="clock", message=message)]
