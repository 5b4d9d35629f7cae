"""`demo`, `serve`: look at a site in the browser."""

from __future__ import annotations

from pathlib import Path

import typer

from twosource.cli.screen import say, show_problems, show_progress, show_summary
from twosource.errors import InputError
from twosource.newsroom import open_newsroom
from twosource.sample.wire import Wire, newsroom_toml
from twosource.sample.wiredata import load_sample
from twosource.settings import read_settings


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command()(demo)
    app.command()(serve)


def demo(
    out: Path = typer.Option(Path("demo"), "--out", help="Folder for the sample newsroom."),
    port: int = typer.Option(
        0, "--port", min=0, max=65535, help="Port to serve the site on; 0: 8000, or the next that is free."
    ),
    serve: bool = typer.Option(True, "--serve/--no-serve", help="Serve the site after building it, or exit."),
    as_json: bool = typer.Option(False, "--json", help="Print the result as JSON."),
) -> None:
    """Build a site from the sample wire (fictional outlets on 127.0.0.1) and serve it."""
    with Wire() as wire:
        out.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(out)
        (out / "newsroom.toml").write_text(newsroom_toml(wire.base_port), encoding="utf-8")
        with open_newsroom(out) as newsroom:
            with show_progress() as progress:
                summary = newsroom.run(progress)
            site = newsroom.site
            if not as_json:
                show_problems(newsroom.problems())
        show_summary(summary, as_json=as_json)
        if serve:
            say("The sample outlets stay up, so that every source link can be followed. Ctrl-C stops both.")
            _serve(site, port=port)


def _refuse_foreign(out: Path) -> None:
    """InputError where the folder holds a newsroom that the demo did not make."""
    path = out / "newsroom.toml"
    sample = load_sample().registry.title
    if path.exists() and read_settings(path).title != sample:
        raise InputError(f"{path}: this is no sample; choose another folder with --out")


def serve(
    folder: Path = typer.Option(Path(), "--newsroom", "-n", help="The newsroom's folder.", show_default="this folder"),
    port: int = typer.Option(
        0, "--port", min=0, max=65535, help="Port to listen on; 0: 8000, or the next that is free."
    ),
    host: str = typer.Option("127.0.0.1", "--host", help="Address to listen on."),
) -> None:
    """Serve the published site."""
    site = folder / "site"
    if not site.exists():
        raise InputError(f"{site}: nothing has been published yet; run `twosource run --newsroom {folder}` first")
    _serve(site, port=port, host=host)


def _serve(site: Path, *, port: int, host: str = "127.0.0.1") -> None:
    # A web server is a lot to load for commands that never serve.
    from twosource.cli.site import serve_site

    serve_site(site, port=port, host=host)
