"""What the terminal shows: progress and messages on standard error, results on standard output."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from twosource import ports
from twosource.newsroom import Summary
from twosource.records import Problem, Severity

errors = Console(stderr=True, highlight=False)

_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Text of strangers as a terminal may show it: no escape sequence, nothing that turns the line around."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def say(message: str) -> None:
    """A line for people, out of the way of results."""
    errors.print(harmless(message), markup=False)


def say_error(message: str) -> None:
    """Why a command stopped."""
    errors.print(f"twosource: {harmless(message)}", style="red", markup=False)


@contextmanager
def show_progress() -> Iterator[ports.Progress]:
    """A line per step with a bar; plain text where there is no terminal."""
    columns = (
        TextColumn("{task.description:<10}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=errors, disable=not errors.is_terminal) as bars:

        def progress(label: str, done: int, total: int) -> None:
            if label not in tasks:
                tasks[label] = bars.add_task(harmless(label), total=total or None)
                if not errors.is_terminal:
                    say(f"{label}: {total}")
            bars.update(tasks[label], completed=done, total=total)

        yield progress


def show_summary(summary: Summary, *, as_json: bool) -> None:
    """The counts of a run, for a person or a script."""
    if as_json:
        typer.echo(json.dumps(asdict(summary), ensure_ascii=False, indent=1))
        return
    told = ", ".join(f"{language} {count}" for language, count in summary.articles.items())
    typer.echo(f"{summary.reports} reports, {summary.origins} independent origins, {summary.events} events")
    typer.echo(f"articles: {told}; contradictions shown: {summary.contradictions}")
    if summary.quarantined:
        kept = ", ".join(f"{reason.replace('_', ' ')} {count}" for reason, count in summary.quarantined.items())
        typer.echo(f"quarantined: {kept}")


def show_problems(problems: Sequence[Problem], *, most: int = 12) -> None:
    """The worst problems, a line each."""
    for problem in problems[:most]:
        line = f"{problem.severity}: {harmless(problem.message)}"
        errors.print(line, style=_STYLE[problem.severity], markup=False)
    if len(problems) > most:
        say(f"… and {len(problems) - most} more: twosource doctor lists them all")
