"""Words of `dates.toml` as parts of regular expressions, and Japanese numerals of times: 12, 十二, 二〇一八, 元."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from twosource.languages.tables import longest_first, table
from twosource.languages.when import Time

Fields = dict[str, Any]
Found = tuple[Time, int]

_TABLE = table("ja/dates")
WEEKDAYS = "月火水木金土日"
KANJI = "〇一二三四五六七八九"
# One or two digits, or kanji up to ninety-nine
KANJI_SMALL = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
SMALL = f"(?:[0-9]{{1,2}}|{KANJI_SMALL})"
DASH = "[~∼〜～\\-–—−ー]"
_OPEN, _CLOSE = "[(（]", "[)）]"


def section(name: str) -> dict[str, Any]:
    """A section of the table by its words."""
    return dict(_TABLE[name])


def phrases(name: str) -> list[str]:
    """A list of the table's [words]."""
    return list(_TABLE["words"][name])


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return "(?:" + "|".join(longest_first(words)) + ")"


def any_in(name: str) -> str:
    """An alternation of the words of a section."""
    return any_of(_TABLE[name])


def one_of(name: str) -> str:
    """An alternation of patterns of [words], in their order."""
    return "(?:" + "|".join(phrases(name)) + ")"


def bracketed(pattern: str) -> str:
    """`pattern` between round brackets of either width."""
    return f"{_OPEN}{pattern}{_CLOSE}"


def number(said: str) -> int:
    """Value of digits, of kanji with 十, or of kanji in a row; 元 is the first of an era."""
    if said[0] in "0123456789":
        return int(said)
    if said == "元":
        return 1
    if "十" in said:
        tens, _, ones = said.partition("十")
        return (KANJI.index(tens) if len(tens) == 1 else 1) * 10 + (KANJI.index(ones) if len(ones) == 1 else 0)
    value = 0
    for sign in said:
        value = value * 10 + KANJI.index(sign)
    return value
