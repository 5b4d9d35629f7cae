"""Lines that stand in an article's container and are no part of the article."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

# NFKC would make a plain "c" of it
_SIGNS = str.maketrans({"ⓒ": "©", "Ⓒ": "©"})
_LONG = 20
"""A line of more characters than this is not said twice in one report."""
_END_AFTER = 0.5
"""A line that ends an article is believed only after this share of its characters."""


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = files("twosource.extract").joinpath("lines.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _pattern(language: str, rule: str) -> re.Pattern[str] | None:
    table = _table()
    parts = [*table["any"][rule], *table.get(language, {}).get(rule, [])]
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE) if parts else None


def clean(lines: list[str], language: str, *, title: str = "") -> list[str]:
    """Lines without captions, credits, mail addresses, rights notices, prompts, lists of other reports.

    `language` is a BCP 47 tag; its primary subtag picks the rules. A long line is kept once, and the
    headline not at all.
    """
    primary = language.partition("-")[0].lower()
    drop, end = _pattern(primary, "drop"), _pattern(primary, "end")
    total = sum(map(len, lines))
    kept: list[str] = []
    seen = {_plain(title)} if title else set()
    passed = 0
    for line in lines:
        plain = _plain(line)
        passed += len(line)
        if end is not None and passed > _END_AFTER * total and end.search(plain):
            break
        if not plain or (drop is not None and drop.search(plain)) or plain in seen:
            continue
        if len(plain) > _LONG:
            seen.add(plain)
        kept.append(line.strip())
    return kept


def _plain(line: str) -> str:
    return unicodedata.normalize("NFKC", line.translate(_SIGNS)).strip()
