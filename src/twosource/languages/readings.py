"""SudachiPy's dictionary, and how it reads Japanese names in kanji: family and given name apart."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import Any

# Readings of a part that are tried
_MOST = 4
_NAME = "人名"
_LONGEST = 8


@cache
def dictionary() -> Any:
    """The one `sudachipy.Dictionary` of a process."""
    from sudachipy import Dictionary

    return Dictionary(dict="core")


@cache
def _tokenizer() -> Any:
    from sudachipy import SplitMode

    return dictionary().tokenizer(mode=SplitMode.B)


@lru_cache(maxsize=65_536)
def read_kanji(text: str) -> tuple[str, ...]:
    """Katakana readings of the words of a form, as SudachiPy reads it in running text."""
    return tuple(
        reading for word in _tokenizer().tokenize(text) if (reading := word.reading_form()) and reading.strip()
    )


@lru_cache(maxsize=65_536)
def read_person(text: str) -> tuple[tuple[str, str], ...]:
    """Katakana readings of family and given name, every way the dictionary knows both; () where it knows none."""
    if not 2 <= len(text) <= _LONGEST:  # noqa: PLR2004
        return ()
    found = [
        pair
        for at in range(1, len(text))
        for pair in product(_listed(text[:at], "姓"), _listed(text[at:], "名"))
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65_536)
def _listed(part: str, kind: str) -> tuple[str, ...]:
    readings = (
        word.reading_form()
        for word in dictionary().lookup(part)
        if word.part_of_speech()[2] == _NAME and word.part_of_speech()[3] == kind
    )
    return tuple(dict.fromkeys(readings))[:_MOST]
