# ruff: noqa: INP001
"""Check that every locked runtime dependency may be used: `.venv/bin/python tools/licences.py`.

Reads requirements.lock (uv writes under each package who asked for it), follows what twosource itself
needs, and compares the licence each installed package states with PERMISSIVE. Weak copyleft passes only
through ALLOWED, where a person has written why. Exit status 1 and one line a finding otherwise.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# SPDX identifiers that ask for no more than a notice.
PERMISSIVE = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "HPND", "ISC", "MIT", "MIT-0",
    "MIT-CMU", "PSF-2.0", "Python-2.0", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "Zlib",
})  # fmt: skip

# name -> (the exact statement that was looked at, why it is all right); a new statement must be looked at again
ALLOWED = {
    "certifi": ("MPL-2.0", "a list of root certificates, shipped unchanged; httpx and trafilatura need it"),
    "tqdm": ("MPL-2.0 AND MIT", "the MPL files are used unchanged, through kiwipiepy and fastwarc"),
    "tld": (
        "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",
        "taken under MPL-1.1, used unchanged as a library through courlan; no file of it is in this project",
    ),
}

# Locked for another platform, so its metadata may not be at hand: read off the licence file in its wheel.
ELSEWHERE = {"colorama": "BSD-3-Clause"}

# How packages without an SPDX expression write the same thing.
SPELLINGS = {
    "mit license": "MIT",
    "bsd license": "BSD-3-Clause",
    "the bsd 2-clause license": "BSD-2-Clause",
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}

# "    # via NAME", or one line each under a bare "    # via"; the project is followed by where it says so
ASKED_BY = re.compile(r"\s+#\s+(?:via\s+)?(?!via\s*$)([A-Za-z0-9][\w.-]*)(?: \(pyproject\.toml(:\w+)?\))?\s*$")

LONGEST_NAME = 60  # a `License` field longer than this holds the licence's text, not its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """One package of the lock file and the packages that asked for it."""

    name: str
    wanted_by: tuple[str, ...]


def normalise(name: str) -> str:
    """PEP 503 form of a package name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(text: str) -> tuple[Locked, ...]:
    """Packages of a uv-written requirements file; the project itself appears as "twosource" or "twosource:dev"."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if head := re.match(r"([A-Za-z0-9][\w.-]*)==", line):
            current = found.setdefault(normalise(head.group(1)), [])
        elif via := ASKED_BY.match(line):
            current.append(normalise(via.group(1)) + (via.group(2) or ""))
    return tuple(Locked(name=name, wanted_by=tuple(by)) for name, by in found.items())


def find_runtime(packages: Iterable[Locked], *, project: str = "twosource") -> tuple[str, ...]:
    """Names that reach `project` by who-asked-for-it links, sorted; development tools drop out."""
    wanted = {package.name: package.wanted_by for package in packages}
    runtime = {project}
    while True:
        more = {name for name, by in wanted.items() if name not in runtime and runtime.intersection(by)}
        if not more:
            return tuple(sorted(runtime - {project}))
        runtime |= more


def is_permissive(statement: str) -> bool:
    """Whether an SPDX expression can be met with PERMISSIVE licences alone (OR: one, AND: all)."""
    words = re.findall(r"\(|\)|[^\s()]+", statement)
    value, rest = _either(words)
    return value and not rest


def _either(words: list[str]) -> tuple[bool, list[str]]:
    value, words = _both(words)
    while words and words[0].upper() == "OR":
        other, words = _both(words[1:])
        value = value or other
    return value, words


def _both(words: list[str]) -> tuple[bool, list[str]]:
    value, words = _one(words)
    while words and words[0].upper() == "AND":
        other, words = _one(words[1:])
        value = value and other
    return value, words


def _one(words: list[str]) -> tuple[bool, list[str]]:
    if not words:
        return False, []
    if words[0] == "(":
        value, rest = _either(words[1:])
        return (value, rest[1:]) if rest[:1] == [")"] else (False, rest)
    return words[0] in PERMISSIVE, words[1:]


def read_statement(name: str) -> str:
    """The licence an installed package states, as SPDX where it can be told; "" where it states none."""
    try:
        fields = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ELSEWHERE.get(name, "")
    candidates = [fields[key] for key in ("License-Expression", "License") if key in fields]
    classifiers = fields.get_all("Classifier") or []
    candidates += [c.rsplit("::", 1)[-1].strip() for c in classifiers if c.startswith("License ::")]
    usable = (c.strip() for c in candidates if 0 < len(c.strip()) <= LONGEST_NAME or " AND " in c)
    stated = next(usable, "")
    return SPELLINGS.get(stated.lower(), stated)


def judge(statements: Mapping[str, str], *, allowed: Mapping[str, tuple[str, str]] = ALLOWED) -> tuple[str, ...]:
    """One line for each package whose licence is neither permissive nor allowed with a reason."""
    findings = []
    for name, statement in sorted(statements.items()):
        known, _reason = allowed.get(name, ("", ""))
        if is_permissive(statement) or (statement and statement == known):
            continue
        stated = statement or "no licence"
        findings.append(f"{name}: states {stated!r}; replace it, or add it to ALLOWED with a reason")
    findings += [f"{name}: in ALLOWED but no longer needed" for name in sorted(set(allowed) - set(statements))]
    return tuple(findings)


def main() -> int:
    """Print what every runtime dependency states, then the findings; 1 where there are any."""
    lock = read_lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    statements = {name: read_statement(name) for name in find_runtime(lock)}
    findings = judge(statements)
    lines = [f"{name:24} {statement}" for name, statement in statements.items()]
    sys.stdout.write("\n".join([*lines, "", *(findings or ["all permissive or allowed with a reason"])]) + "\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
