"""Runs of text in another language than the sentence around them.

A run is marked inside the string, so that it can be joined and inflected like any other text and still
be found again when the sentence is cut into fragments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Private use characters: `mark` takes them out of what it is given, so no source can forge them.
_OPEN, _SEP, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([^{_SEP}]*){_SEP}([^{_CLOSE}]*){_CLOSE}")
_MARKS = re.compile(f"[{_OPEN}{_SEP}{_CLOSE}]")


def mark(text: str, language: str) -> str:
    """`text` marked as written in `language`."""
    return f"{_OPEN}{language}{_SEP}{unmark(text)}{_CLOSE}"


def unmark(text: str) -> str:
    """`text` without any marking characters: for whatever comes from a source."""
    return _MARKS.sub("", text)


def visible(text: str) -> str:
    """What a reader sees of a text with marked runs."""
    return _MARKED.sub(r"\2", text) if _OPEN in text else text


def split_marks(text: str) -> Iterator[tuple[str, str | None]]:
    """Runs of `text` with their language, None for the sentence's own."""
    position = 0
    for found in _MARKED.finditer(text):
        if found.start() > position:
            yield text[position : found.start()], None
        if found[2]:
            yield found[2], found[1]
        position = found.end()
    if position < len(text):
        yield text[position:], None
