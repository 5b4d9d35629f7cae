"""Outcomes and problems: one outcome per record and step; problems until they are mended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, or_, select

from twosource.records import Outcome, Problem, Reason, Severity, State, Step
from twosource.store import schema
from twosource.store.database import upsert


def add_outcomes(tx: Connection, outcomes: Iterable[Outcome], *, now: datetime) -> None:
    """Set each record's outcome in its step; a later one replaces an earlier one."""
    rows = [
        {
            "step": item.step.value,
            "subject": item.subject,
            "state": item.state.value,
            "reason": item.reason.value if item.reason else None,
            "detail": item.detail,
            "at": now,
        }
        for item in outcomes
    ]
    upsert(tx, schema.outcome, rows, replace=True)


def count_outcomes(tx: Connection) -> dict[tuple[Step, State, Reason | None], int]:
    """How many records ended how in each step."""
    columns = (schema.outcome.c.step, schema.outcome.c.state, schema.outcome.c.reason)
    query = select(*columns, func.count()).group_by(*columns).order_by(*columns)
    return {
        (Step(step), State(state), Reason(reason) if reason else None): count
        for step, state, reason, count in tx.execute(query)
    }


def add_problems(tx: Connection, problems: Iterable[Problem], *, now: datetime) -> None:
    """Keep problems; one that is known already only gets a later `last_seen`."""
    for item in problems:
        row = {
            "step": item.step.value,
            "reason": item.reason.value,
            "subject": item.subject,
            "severity": item.severity.value,
            "message": item.message,
            "first_seen": now,
            "last_seen": now,
        }
        known = tx.scalar(
            select(schema.problem.c.first_seen).where(
                schema.problem.c.step == row["step"],
                schema.problem.c.reason == row["reason"],
                schema.problem.c.subject == row["subject"],
            )
        )
        upsert(tx, schema.problem, [row | {"first_seen": known or now}], replace=True)


def clear_problems(tx: Connection, subject: str) -> None:
    """Forget the problems of a subject that is well again."""
    tx.execute(delete(schema.problem).where(schema.problem.c.subject == subject))


def clear_file_problems(tx: Connection, path: str) -> None:
    """Forget what was wrong with a file or with files below a folder, since it is about to be read again."""
    subject = schema.problem.c.subject
    inside = or_(
        subject == path, *(subject.startswith(f"{path.rstrip('/')}{mark}", autoescape=True) for mark in (":", "/"))
    )
    tx.execute(delete(schema.problem).where(schema.problem.c.step == Step.COLLECT.value, inside))


def get_problems(tx: Connection) -> list[Problem]:
    """All problems, worst first, then by subject."""
    rank = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    found = [
        Problem(
            step=Step(row.step),
            severity=Severity(row.severity),
            reason=Reason(row.reason),
            subject=row.subject,
            message=row.message,
        )
        for row in tx.execute(select(schema.problem))
    ]
    return sorted(found, key=lambda item: (rank[item.severity], item.subject, item.reason))
