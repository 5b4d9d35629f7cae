"""What a step is given, and what an engine is told about a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from twosource.group import Grouper
from twosource.languages.names import NameTable
from twosource.ports import Clock, Embedder, Painter, Web, Writer
from twosource.records import Outcome, Problem, Reason, Severity, Source, State, Step
from twosource.settings import Settings
from twosource.store import Store, Transaction, outcomes

Result = TypeVar("Result")


@dataclass(slots=True)
class Kept:
    """What a process keeps in memory between batches, and the version of the store that it is true for."""

    grouper: Grouper | None = None
    version: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Everything a step may need, plugged together by `newsroom`."""

    settings: Settings
    store: Store
    clock: Clock
    web: Web
    names: NameTable
    writer: Writer
    painter: Painter
    sources: Mapping[str, Source]
    # the published site: a link to its current version
    site: Path
    # ids of dossiers and articles depend on it: registry and source names are part of what they say
    rule: str
    # None: reports of different languages are compared without a model
    embedder: Embedder | None = None
    kept: Kept = field(default_factory=Kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step as an engine sees it."""

    step: Step
    # ids still to do, asked of the store each time
    pending: Callable[[Room], list[str]]
    # does some of them; called again after a crash it does only what is missing
    run: Callable[[Room, Sequence[str]], None]
    # ids a batch may hold; 0: all at once, in this process
    batch: int
    # whether batches may run in other processes
    spreads: bool = False
    # whether batches mostly wait for others' machines
    waits: bool = False


def guard(step: Step, subject: str, work: Callable[[], tuple[Result | None, Outcome]]) -> tuple[Result | None, Outcome]:
    """One record's failure is its own outcome, never the end of the batch."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - the step boundary
        detail = f"{type(error).__name__}: {error}"[:300]
        return None, Outcome(step=step, subject=subject, state=State.QUARANTINED, reason=Reason.FAILED, detail=detail)


def settle(room: Room, tx: Transaction, done: Sequence[Outcome], addresses: Mapping[str, str] | None = None) -> None:
    """Keep outcomes, and a problem for each record that was not done, named by its address where it has one."""
    now = room.clock.now()
    names = addresses or {}
    outcomes.add_outcomes(tx, done, now=now)
    outcomes.add_problems(
        tx,
        [
            Problem(
                step=item.step,
                severity=Severity.ERROR if item.reason is Reason.FAILED else Severity.WARNING,
                reason=item.reason,
                subject=names.get(item.subject, item.subject),
                message=f"{names.get(item.subject, item.subject)}: {item.reason.replace('_', ' ')}: {item.detail}".rstrip(
                    ": "
                ),
            )
            for item in done
            if item.state is State.QUARANTINED and item.reason is not None
        ],
        now=now,
    )
