"""Lines that stand in an article's container and are no part of the article."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# NFKC would make a plain "c" of it
_SIGNS = str.maketrans({"ⓒ": "©", "Ⓒ": "©"})
_LONG = 20
"""A line of more characters than this is not said twice in one report."""
_CLOSERS = (".", "。", "!", "?", "”", '"', "’", ")", "」")
_TAIL = 200
_PARAGRAPH = 220
"""A line longer than this is never dropped as a whole."""
_END_AFTER = 0.5
"""A line that ends an article is believed only after this share of its characters."""


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files("twosource.extract").joinpath("lines.toml").read_text("utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class _Rules:
    """One language's rules, compiled; None where it has none of a kind."""

    drop: re.Pattern[str] | None
    prompt: re.Pattern[str] | None
    cut: re.Pattern[str] | None
    end: re.Pattern[str] | None
    told: re.Pattern[str]

    def unwanted(self, line: str) -> bool:
        """Whether a line is no part of a report."""
        if len(line) > _PARAGRAPH:
            return False
        if self.drop is not None and self.drop.search(line):
            return True
        return self.prompt is not None and bool(self.prompt.search(line)) and not self.told.search(line)


@cache
def _rules(language: str) -> _Rules:
    table = _table()
    own = table.get(language, {})
    compiled = {}
    for kind in ("drop", "prompt", "cut", "end"):
        parts = [*table["any"][kind], *own.get(kind, [])]
        compiled[kind] = re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE) if parts else None
    return _Rules(**compiled, told=re.compile(own.get("told") or table["any"]["told"]))


def clean(lines: list[str], language: str, *, title: str = "") -> list[str]:
    """Lines without captions, credits, mail addresses, rights notices, prompts, lists of other reports.

    `language` is a BCP 47 tag; its primary subtag picks the rules. A long line is kept once, and the
    headline not at all.
    """
    rules = _rules(language.partition("-")[0].lower())
    total = sum(map(len, lines))
    kept: list[str] = []
    seen = {_plain(title)} if title else set()
    passed = 0
    for raw in lines:
        passed += len(raw)
        line = _cut(raw.strip(), rules.cut)
        plain = _plain(line)
        if rules.end is not None and passed > _END_AFTER * total and rules.end.search(plain):
            break
        if not plain or plain in seen or rules.unwanted(plain):
            continue
        if len(plain) > _LONG:
            seen.add(plain)
        kept.append(line)
    return kept


def _cut(line: str, pattern: re.Pattern[str] | None) -> str:
    """A line without the notices at its end; a line that is nothing else is left to the other rules."""
    if pattern is None or len(line) < _LONG:
        return line
    match = pattern.search(line.translate(_SIGNS), max(0, len(line) - _TAIL))
    rest = line[: match.start()].rstrip() if match is not None else ""
    return rest if rest.endswith(_CLOSERS) else line


def _plain(line: str) -> str:
    return unicodedata.normalize("NFKC", line.translate(_SIGNS)).strip()
