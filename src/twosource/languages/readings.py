"""SudachiPy's dictionary, and how it reads Japanese names in kanji: family and given name apart."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice, product
from typing import Any

from twosource.languages.tables import table

# Readings of a part that are tried
_MOST = 12
_NAME = "人名"
# Characters of a given name that are read one by one, and ways to do so
_CHARACTERS, _MOST_WAYS = 3, 18
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
        if (families := read_family(text[:at]))
        for pair in product(families, read_given(text[at:]))
    ]
    return tuple(dict.fromkeys(found))


def read_family(text: str) -> tuple[str, ...]:
    """Katakana readings of a family name."""
    return _listed(text, "姓")


def read_given(text: str) -> tuple[str, ...]:
    """Katakana readings of a given name: the dictionary's, then those its characters have in names."""
    return tuple(dict.fromkeys((*_listed(text, "名"), *_by_character(text))))


def _by_character(text: str) -> list[str]:
    known = _in_names()
    if len(text) > _CHARACTERS:
        return []
    return ["".join(way) for way in islice(product(*(known.get(char, ()) for char in text)), _MOST_WAYS)]


@cache
def _in_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for reading, characters in table("hanja")["given"].items():
        for character in characters:
            found[character] = (*found.get(character, ()), reading)
    return found


@lru_cache(maxsize=65_536)
def _listed(part: str, kind: str) -> tuple[str, ...]:
    readings = (
        word.reading_form()
        for word in dictionary().lookup(part)
        if word.part_of_speech()[2] == _NAME and word.part_of_speech()[3] == kind
    )
    return tuple(dict.fromkeys(readings))[:_MOST]
