"""`doctor`: is everything in order, and what to do where it is not."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from twosource.cli.screen import errors, harmless, show_problems
from twosource.diagnosis import examine
from twosource.records import Severity

_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "green"}
_WORD = {Severity.ERROR: "wrong", Severity.WARNING: "look", Severity.NOTE: "ok"}


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(doctor)


def doctor(
    folder: Path = typer.Option(Path(), "--newsroom", "-n", help="The newsroom's folder.", show_default="this folder"),
    offline: bool = typer.Option(False, "--offline", help="Do not ask the feeds."),
    as_json: bool = typer.Option(False, "--json", help="Print the result as JSON."),
) -> None:
    """Check settings, disk, clock and feeds, and say what to do; exit 1 where something is wrong."""
    findings, problems = examine(folder, offline=offline)
    if as_json:
        found = {"findings": [asdict(f) for f in findings], "problems": [asdict(p) for p in problems]}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        table = Table(box=None, show_header=False, pad_edge=False)
        for finding in findings:
            word = f"[{_STYLE[finding.severity]}]{_WORD[finding.severity]}[/]"
            table.add_row(word, Text(harmless(finding.subject)), Text(harmless(finding.message)))
        errors.print(table)
        show_problems(problems, most=len(problems))
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)
