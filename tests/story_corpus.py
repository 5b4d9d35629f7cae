"""True events and stories of the grouping corpus."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from twosource.eval.group import read_profiles, read_rows
from twosource.group import Profile

_FOLDER = Path(__file__).parent / "group" / "corpus"


@cache
def read_stories(name: str) -> tuple[dict[str, Profile], dict[str, str]]:
    """Profiles of the true events of a file, and event -> story."""
    rows = read_rows(_FOLDER / f"{name}.jsonl")
    return read_profiles(rows), {row.event: row.story for row in rows if row.story}
