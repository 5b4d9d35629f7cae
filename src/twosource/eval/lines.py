"""What the measurements share: the lines of a file, and a text read alone."""

from __future__ import annotations

from pathlib import Path

from twosource.errors import InputError
from twosource.languages.protocol import Language, Reading


def read_lines(path: Path) -> list[str]:
    """Lines in UTF-8, split at line feeds alone: JSON may hold other line ends as they are. InputError where there are none."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: cannot be read: it is not UTF-8 ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def read_alone(text: str, language: Language) -> Reading:
    """The text as the body of a report without a title: it starts at 1."""
    whole = f"\n{text}"
    return Reading(whole, language.passages("", text), language.tokens(whole))
