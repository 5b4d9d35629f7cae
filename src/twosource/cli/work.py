"""`init`, `run`, `watch`: set a newsroom up and keep it going."""

from __future__ import annotations

import time
from pathlib import Path

import typer

from twosource import setup
from twosource.cli.screen import say, say_error, show_problems, show_progress, show_summary
from twosource.errors import DiskError, UserError
from twosource.newsroom import Newsroom, open_newsroom

_Folder = typer.Option(Path(), "--newsroom", "-n", help="The newsroom's folder.", show_default="this folder")
_Json = typer.Option(False, "--json", help="Print the result as JSON.")


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command()(init)
    app.command()(run)
    app.command()(watch)


def init(
    folder: Path = typer.Argument(..., help="Folder to make the newsroom in."),
    site: list[str] = typer.Option([], "--site", help="Address of a news site or feed; its feeds are found."),
    opml: Path | None = typer.Option(None, "--opml", help="An OPML file with feeds."),
    title: str = typer.Option("", "--title", help="Title of the site."),
    editions: str = typer.Option("en", "--editions", help="Languages to publish in, comma-separated."),
) -> None:
    """Make a newsroom: a folder with a newsroom.toml, feeds found where sites are named."""
    drafts, problems = setup.find_sources(site, opml, progress=say)
    path = setup.write_newsroom(
        folder, drafts, title=title, editions=[e.strip() for e in editions.split(",") if e.strip()]
    )
    show_problems(problems)
    typer.echo(f"{path}: {len(drafts)} sources")
    if (site or opml) and not drafts:
        raise typer.Exit(1)
    say(f"Next: look at {path}, correct owner, country and kind, then: twosource run --newsroom {folder}")


def run(
    files: list[Path] = typer.Argument(None, help="HTML, JSON lines or WARC files, or folders of them, to read."),
    folder: Path = _Folder,
    as_json: bool = _Json,
) -> None:
    """Read the newsroom's feeds (or FILES), check, write and publish once."""
    with open_newsroom(folder) as newsroom:
        with show_progress() as progress:
            if files:
                newsroom.take_files(files, progress)
            summary = newsroom.run(progress, collect=not files)
        show_problems(newsroom.problems())
        show_summary(summary, as_json=as_json)
        say(f"The site is in {newsroom.site}; look at it with: twosource serve --newsroom {folder}")


def watch(
    folder: Path = _Folder,
    rounds: int = typer.Option(0, "--rounds", help="Stop after this many rounds; 0: never."),
) -> None:
    """Run again and again, every `every_minutes` of newsroom.toml, until stopped with Ctrl-C."""
    done = 0
    with open_newsroom(folder) as newsroom:
        pause = newsroom.settings.every_minutes * 60
        while True:
            _round(newsroom, first=done == 0)
            done += 1
            if done == rounds:
                return
            say(f"next round in {newsroom.settings.every_minutes:g} minutes")
            time.sleep(pause)


def _round(newsroom: Newsroom, *, first: bool) -> None:
    try:
        summary = newsroom.run()
    except (UserError, OSError) as error:
        # What a person can mend may be mended while the watch goes on; a watch that cannot start must not seem to.
        if first and not isinstance(error, DiskError | OSError):
            raise
        say_error(f"this round failed: {error}; trying again next time")
    else:
        show_summary(summary, as_json=False)
