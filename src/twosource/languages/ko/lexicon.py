"""The word lists of Korean names: `bodies.toml`, `localities.toml`, `name_words.toml`, `given_names.toml`."""

from __future__ import annotations

import re
from functools import cache

from twosource.languages.tables import any_of, table


@cache
def word_set(name: str, *path: str) -> frozenset[str]:
    """The words of one text of a table: `word_set("bodies", "endings", "long")`."""
    found = table(f"ko/{name}")
    for key in path[:-1]:
        found = found[key]
    return frozenset(found[path[-1]].split())


def ending(words: frozenset[str]) -> re.Pattern[str]:
    """Matches from the back: what a word ends in, longest first, with something before it."""
    return re.compile(rf"[가-힣A-Za-z0-9&·\-]+?({any_of(words)})")


SURNAMES = frozenset(str(table("ko/name_words")["surnames"]))
CALLED = frozenset(str(table("ko/name_words")["common_surnames"]))
DOUBLE = word_set("name_words", "double_surnames")
TITLES = word_set("name_words", "titles")
POSITIONS = word_set("name_words", "positions")
NO_NAME = word_set("name_words", "none")
GIVEN = word_set("given_names", "west") | word_set("given_names", "east")
GENERIC = word_set("bodies", "generic")
BODIES = word_set("bodies", "known") | GENERIC
CLUBS = word_set("bodies", "clubs")
LATIN = word_set("bodies", "latin")
UNITS = word_set("bodies", "parts", "units")
NO_BODY = word_set("bodies", "words", "none")
LOCALITIES = word_set("localities", "korea") | word_set("localities", "world")
DOUBTFUL = word_set("localities", "doubtful")
LATIN_PLACES = word_set("localities", "latin")
DIRECTIONS = word_set("localities", "parts", "directions")
