"""Where an English time expression may start: one pass over the words of a text, cheap, as it runs over every text.

A core word ("Friday", "last", "2018") may start one; so may what leads up to it without a gap ("by the end of",
"two weeks", "the third"). Nothing is read here, so what is found may still be no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from twosource.languages.en.vocabulary import phrases, section

# Letters of one word, digits with their ending, and the signs that compare
_WORDS = re.compile(r"[0-9]+|[A-Za-z]+|[<>=]")
# Digits that are a date by their shape: a year, 8 digits, "30th", "1990s", "2026-01", "10:30", "1/30", "5pm", "Q3"
_SHAPE = re.compile(
    r"(?:1[5-9]|2[01])[0-9]{2}(?![0-9])|(?:19|20)[0-9]{6}(?![0-9])|[0-9]{1,2}(?=[0-9]*(?:st|nd|rd|th|['’]?s\b|[ ]?[ap]\.?[ ]?m\b|[ap]\b|h\b|min\b|[ ]?o['’ ]?clock|[hqHQ]\b))|[0-9]+[-/:.][0-9A-Za-z]",
    re.IGNORECASE,
)
_LEAD, _LINK, _CORE, _UNIT = 1, 2, 3, 4
_LONGEST_GAP = 3


@cache
def _kinds() -> dict[str, int]:
    """What each word is to a time."""
    kinds: dict[str, int] = {}
    kinds |= dict.fromkeys((word for word in section("unit") if " " not in word), _UNIT)
    for name in ("cardinal", "ordinal"):
        kinds |= dict.fromkeys(section(name), _LEAD)
    kinds |= dict.fromkeys(phrases("links"), _LINK) | dict.fromkeys(phrases("leads"), _LEAD)
    for name in ("tens", "month", "weekday", "day", "season", "decade", "day_part"):
        kinds |= dict.fromkeys((word for word in section(name) if " " not in word), _CORE)
    kinds |= dict.fromkeys((re.split(r"[ '.]", word)[0] for word in section("holiday")), _CORE)
    return kinds | dict.fromkeys(phrases("cores"), _CORE)


def find_starts(text: str) -> Iterator[int]:
    """Offsets at which a time may start, in order."""
    kinds = _kinds()
    run: list[int] = []
    last = 0
    for match in _WORDS.finditer(text):
        word = match.group()
        kind = kinds.get(word.lower()) if word[0].isalpha() else _LEAD
        if kind is None:
            run.clear()
            continue
        start = match.start()
        if start - last > _LONGEST_GAP or "\n" in text[last:start]:
            run.clear()
        last = match.end()
        if kind == _LEAD and word[0].isdigit() and _SHAPE.match(text, start):
            kind = _CORE
        if kind in {_CORE, _UNIT}:
            yield from run
            run.clear()
        if kind == _CORE:
            yield start
        elif kind == _LEAD:
            run.append(start)
