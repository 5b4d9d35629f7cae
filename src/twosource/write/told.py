"""A sentence on its way: its text, still with marked runs, and what it rests on."""

from __future__ import annotations

from typing import NamedTuple

from twosource.records import Evidence


class Told(NamedTuple):
    """Text without its final stop, and its citations."""

    text: str
    citations: tuple[Evidence, ...]
