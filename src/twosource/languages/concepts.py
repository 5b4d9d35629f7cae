"""The ids all languages share: what can happen (cues) and what can be counted (concepts.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A thing that can be counted; the flags are explained in concepts.toml."""

    unit: str
    grows: bool = False
    loose: bool = False


@cache
def _read() -> dict[str, dict[str, dict[str, object]]]:
    return tomllib.loads(Path(__file__).with_name("concepts.toml").read_text(encoding="utf-8"))


@cache
def cue_weights() -> dict[str, int]:
    """Cue id -> weight; the heaviest cue of an event names it."""
    return {cue: int(str(entry["weight"])) for cue, entry in _read()["cue"].items()}


@cache
def placed_cues() -> frozenset[str]:
    """Cues beside which a named place is where it happened."""
    return frozenset(cue for cue, entry in _read()["cue"].items() if entry.get("placed", True))


@cache
def dated_cues() -> frozenset[str]:
    """Cues whose nearest date says when it happened."""
    return frozenset(cue for cue, entry in _read()["cue"].items() if entry.get("dated", True))


@cache
def counted_concepts() -> dict[str, Counted]:
    """Counted id -> what is known of it."""
    return {
        concept: Counted(unit=str(entry["unit"]), grows=bool(entry.get("grows")), loose=bool(entry.get("loose")))
        for concept, entry in _read()["counted"].items()
    }
