"""The command line: `twosource COMMAND`. One module per group of commands.

Exit codes: 0 done; 1 done, but something needs attention (doctor, audit); 2 a mistake of the user's,
told in one message; 130 interrupted.
"""

from __future__ import annotations

import sys

import typer

from twosource import __version__
from twosource.cli import care, desk, measure, show, work
from twosource.cli.screen import say_error
from twosource.errors import UserError

INTERRUPTED = 130

app = typer.Typer(
    name="twosource",
    help="A self-hosted, multilingual news desk: many outlets in, one sourced page per event out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
work.register(app)
show.register(app)
care.register(app)
measure.register(app)
desk.register(app)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"twosource {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Print the version."),
) -> None:
    """A self-hosted, multilingual news desk."""


def main() -> None:
    """Run the command; a user's mistake is one message, never a traceback."""
    try:
        app()
    except UserError as error:
        say_error(str(error))
        sys.exit(2)
    except SystemExit as end:
        # typer turns Ctrl-C into this exit code and says nothing
        if end.code == INTERRUPTED:
            say_error("interrupted; what was done so far is kept, run again to go on")
        raise
    except OSError as error:
        if error.errno is None:
            raise
        say_error(f"{error.filename or 'disk'}: {error.strerror}; nothing is lost, run again once it is mended")
        sys.exit(2)
