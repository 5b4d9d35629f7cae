"""Words of `dates.toml` as parts of regular expressions, and where a Korean word that tells a time may end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from twosource.languages.tables import longest_first, table

_TABLE = table("ko/dates")
# A hyphen between digits is a range only where both sides fit; the reader checks that
DASH = "[~∼〜～∽\\-–—]"
WEEKDAYS = "월화수목금토일"


def section(name: str) -> dict[str, Any]:
    """A section of the table by its words without spaces."""
    return {word.replace("_", ""): value for word, value in _TABLE[name].items()}


def phrases(name: str) -> list[str]:
    """A list of the table's [words]."""
    return list(_TABLE["words"][name])


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, longest first; "_" is an optional space."""
    return "(?:" + "|".join(word.replace("_", r"\s?") for word in longest_first(words)) + ")"


def any_in(name: str) -> str:
    """An alternation of the words of a section."""
    return any_of(_TABLE[name])


def one_of(name: str) -> str:
    """An alternation of patterns of [words], in their order."""
    return "(?:" + "|".join(phrases(name)) + ")"


_PARTICLES = any_of(phrases("particles"))
# The word ends here, or after particles
ENDS = rf"(?=(?:{_PARTICLES}){{0,3}}(?![가-힣]))"
# The same, or another part of the time follows without a space
GOES_ON = (
    rf"(?=(?:{_PARTICLES}){{0,3}}(?![가-힣])|[0-9]|{any_in('day_part')}|{any_in('part')}{ENDS}|[상하]반기"
    rf"|{any_in('season')}{ENDS}|부터\s?[0-9]|에서\s?[0-9])"
)
