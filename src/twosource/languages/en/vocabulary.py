"""Words of `dates.toml` as parts of regular expressions and as values. Everything is read without case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from twosource.languages.tables import longest_first, table

_TABLE = table("en/dates")
_HYPHENS = re.compile(r"[ ‐‑-]+")


def pattern(text: str) -> re.Pattern[str]:
    """A regular expression that knows no case."""
    return re.compile(text, re.IGNORECASE)


def fold(word: str) -> str:
    """A matched word as it stands in the table."""
    plain = word.casefold().replace("’", "'").replace("ı", "i").rstrip(".")
    return _HYPHENS.sub(" ", plain)


@cache
def section(name: str) -> dict[str, Any]:
    """A section of the table."""
    return dict(_TABLE[name])


def phrases(name: str) -> tuple[str, ...]:
    """A list of the table's [words]."""
    return tuple(_TABLE["words"][name])


def value(name: str, word: str) -> Any:
    """What a section says of a matched word; KeyError where it is none of its words."""
    return section(name)[fold(word)]


def any_of(words: Iterable[str]) -> str:
    """An alternation, longest first."""
    made = (re.escape(word).replace(r"\ ", "[ -]{1,2}").replace("'", "['’]") for word in longest_first(words))
    return "(?:" + "|".join(made) + ")"


def any_in(*names: str) -> str:
    """An alternation of the words of sections."""
    return any_of(word for name in names for word in section(name))


_SHORT_STOP = r"(?:\.(?=[ ]?[a-z0-9,;:)(’'-]))?"


def _with_short(name: str) -> str:
    """Full words, and short ones with their stop where it does not end the text."""
    short = [
        word
        for word in section(name)
        if len(word) <= _LONGEST_SHORT.get(name, 0) and word not in {"may", "june", "july"}
    ]
    return rf"(?:{any_of(short)}(?![a-z]){_SHORT_STOP}|{any_of(word for word in section(name) if word not in short)}(?![a-z]))"


_LONGEST_SHORT = {"month": 4, "weekday": 5}
MONTH = _with_short("month")
WEEKDAY = _with_short("weekday")
SIDE = any_in("side")
UNIT = rf"(?:{any_in('unit')}\b)"
# Day parts, and nothing that goes on as another word
DAY_PART = rf"(?:{any_in('day_part')}\b)"
CARDINAL = rf"(?:{any_in('tens')}(?:[ -]{any_of(w for w, n in section('cardinal').items() if n < 10)}\b)?|{any_in('cardinal')})"  # noqa: PLR2004
ORDINAL = rf"(?:{any_in('tens')}[ -]{any_of(w for w, n in section('ordinal').items() if n < 10)}|{any_in('ordinal')})"  # noqa: PLR2004
# A century and what follows it: 1000 to 2199
YEAR = r"(?:1[0-9]|2[01])[0-9]{2}"
_TENS_YEARS = any_of(w for w, n in section("cardinal").items() if n > 12)  # noqa: PLR2004
YEAR_WORDS = (
    rf"(?:(?:one|two)[ ]thousand(?:(?:[ ]and)?[ ]{CARDINAL})?"
    rf"|{_TENS_YEARS}[ ]hundred(?:(?:[ ]and)?[ ]{CARDINAL})?|(?:{_TENS_YEARS}|twenty)[ -](?:{any_in('tens')}(?:[ -]{CARDINAL})?|{_TENS_YEARS}))"
)


def letters(*names: str, more: str = "") -> frozenset[str]:
    """The letters that words of the sections begin with, small and capital, and `more`: what cannot start one is not tried."""
    small = {word[0] for name in names for word in section(name)} | set(more)
    return frozenset(small | {letter.upper() for letter in small})


def number(words: str) -> int:
    """Value of a cardinal or an ordinal in words or digits ("twenty-first", "21st"); ValueError where it is none."""
    if words[:1].isdigit():
        return int(re.sub(r"[^0-9].*", "", words))
    total = 0
    for word in re.split(r"[ ‐‑-]+", fold(words)):
        for name in ("cardinal", "tens", "ordinal"):
            if word in section(name):
                total += section(name)[word]
                break
        else:
            raise ValueError(words)
    return total


def year_of(words: str) -> int:
    """A year in digits or words ("nineteen eighty-six", "two thousand and five"); ValueError where it is none."""
    if words[:1].isdigit():
        return int(words)
    plain = re.sub(r"[ -]and[ -]", " ", words.casefold())
    head, thousand, rest = plain.partition(" thousand")
    if thousand:
        return number(head) * 1000 + (number(rest.strip()) if rest.strip() else 0)
    head, hundred, rest = plain.partition(" hundred")
    if hundred:
        return number(head) * 100 + (number(rest.strip()) if rest.strip() else 0)
    first, *following = re.split(r"[ -]", plain)
    return number(first) * 100 + number(" ".join(following))


def full_year(digits: str) -> int:
    """A year of two digits, the nearer one: 39 is 2039, 40 is 1940; of four, as it is."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004
        return year
    return year + (2000 if year < 40 else 1900)  # noqa: PLR2004
