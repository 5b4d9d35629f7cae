"""The TOML tables beside this module, read once a process, and their words as parts of regular expressions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """A table by its path under `languages/` without `.toml`, such as "ko/cues"; {} where there is none."""
    path = _FOLDER / f"{name}.toml"
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def longest_first(words: Iterable[str]) -> list[str]:
    """The order in which an alternation must try words, so that none hides a longer one."""
    return sorted(words, key=lambda word: (-len(word), word))


def any_of(words: Iterable[str]) -> str:
    """An alternation of words as they are, longest first, without a group; one that never matches where there is none."""
    return "|".join(map(re.escape, longest_first(words))) or "(?!)"
