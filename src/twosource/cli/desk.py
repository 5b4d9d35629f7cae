"""`desk`: what an editor decides about grouping, from the shell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from twosource.cli.screen import harmless
from twosource.errors import InputError
from twosource.newsroom import open_newsroom
from twosource.records import Ruling, RulingKind

_FOLDER = typer.Option(Path(), "--newsroom", "-n", help="The newsroom's folder.", show_default="this folder")
_BY = typer.Option(..., "--by", help="Who decides; kept with the decision.")
_JSON = typer.Option(False, "--json", help="Print the result as JSON.")


def register(app: typer.Typer) -> None:
    """Add the command group to the app."""
    group = typer.Typer(help="Decide which reports are one event; no later grouping undoes it.", no_args_is_help=True)
    group.command()(events)
    group.command()(merge)
    group.command()(split)
    group.command()(move)
    app.add_typer(group, name="desk")


def events(
    event: str = typer.Option("", "--event", help="Only this event; the beginning of its id is enough."),
    folder: Path = _FOLDER,
    as_json: bool = _JSON,
) -> None:
    """List events with their reports and the independent origins these belong to."""
    with open_newsroom(folder) as newsroom:
        listed = newsroom.list_events(event)
    if as_json:
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for item in listed:
        typer.echo(f"{item['id']}  reports {len(item['reports'])}  origins {item['origins']}")
        for report in item["reports"]:
            told = (report["outlet"], report["language"], report["published_at"] or "-", report["title"])
            typer.echo(harmless("  ".join(("   ", report["id"], str(report["origin"]), *told))))


def merge(
    event: str = typer.Argument(..., help="The event that goes into another; its address will lead there."),
    into: str = typer.Argument(..., help="The event that stays."),
    *,
    by: str = _BY,
    folder: Path = _FOLDER,
    as_json: bool = _JSON,
) -> None:
    """Make one event of two, for good."""
    _rule(folder, Ruling(kind=RulingKind.MERGE, event_id=event, into=into, by=by), as_json=as_json)


def split(
    event: str = typer.Argument(..., help="The event that gives up reports."),
    reports: list[str] = typer.Argument(..., help="The reports that become an event of their own."),
    *,
    by: str = _BY,
    folder: Path = _FOLDER,
    as_json: bool = _JSON,
) -> None:
    """Take reports out of an event into a new one, for good."""
    ruling = Ruling(kind=RulingKind.SPLIT, event_id=event, into="", report_ids=tuple(reports), by=by)
    _rule(folder, ruling, as_json=as_json)


def move(
    event: str = typer.Argument(..., help="The event that gives up reports."),
    into: str = typer.Argument(..., help="The event that takes them."),
    reports: list[str] = typer.Argument(..., help="The reports to move."),
    *,
    by: str = _BY,
    folder: Path = _FOLDER,
    as_json: bool = _JSON,
) -> None:
    """Move reports from one event to another, for good."""
    ruling = Ruling(kind=RulingKind.MOVE, event_id=event, into=into, report_ids=tuple(reports), by=by)
    _rule(folder, ruling, as_json=as_json)


def _rule(folder: Path, ruling: Ruling, *, as_json: bool) -> None:
    if not ruling.by.strip():
        raise InputError("--by: a decision needs the name of who made it")
    with open_newsroom(folder) as newsroom:
        held = newsroom.rule(ruling)
        listed: list[dict[str, Any]] = newsroom.list_events(held)
    if as_json:
        typer.echo(json.dumps({"event": held, "reports": [report["id"] for report in listed[0]["reports"]]}))
        return
    typer.echo(f"{held}  reports {len(listed[0]['reports'])}; `twosource run` publishes the change")
