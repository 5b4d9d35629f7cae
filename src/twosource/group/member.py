"""What grouping is given of one report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from twosource.records import Annotation, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A report with what grouping needs of it."""

    report: Report
    annotation: Annotation
    # what an Embedder made of title and lead: one signed byte a dimension; empty without one
    vector: bytes = b""


def in_order(member: Member) -> tuple[datetime, str]:
    """Sort key: by publication, ids breaking ties, so that the order is the same every time."""
    return member.report.at, member.report.id
