"""`eval forms`: whether one name is known as one in every script.

JSON lines `{"id", "forms": [{"language", "text"}]}`, all forms of a row being one person, place or body. All pairs of
different forms, of one row and of two, are judged: the same or not. A form that our tables know (countries, cities,
offices, bodies) is what they say; the others are compared by their sounds (`languages.phonetic`).
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from twosource.errors import InputError
from twosource.languages.names import NameTable
from twosource.languages.phonetic import find_same
from twosource.ports import Progress

# Wrong and missed pairs that are listed
_LISTED = 50


class _Form(NamedTuple):
    row: int
    language: str
    text: str


def measure_forms(path: Path, progress: Progress | None = None) -> dict[str, Any]:
    """{"precision", "recall", "f1", "rows", "pairs", "same_pairs", "missed": [...], "wrong": [...]}.

    InputError names the line that cannot be read.
    """
    forms = _read(path)
    if progress:
        progress("forms", 0, len(forms))
    same = {
        (one, two)
        for row in _rows(forms).values()
        for one, two in combinations(row, 2)
    }  # fmt: skip
    found = _judge(forms)
    if progress:
        progress("forms", len(forms), len(forms))
    hits = len(found & same)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(same))
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "rows": len(_rows(forms)),
        "pairs": len(forms) * (len(forms) - 1) // 2,
        "same_pairs": len(same),
        "missed": [[forms[one].text, forms[two].text] for one, two in sorted(same - found)[:_LISTED]],
        "wrong": [[forms[one].text, forms[two].text] for one, two in sorted(found - same)[:_LISTED]],
    }


def _read(path: Path) -> list[_Form]:
    forms: dict[_Form, None] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: this is not UTF-8 ({error.reason} at byte {error.start})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            listed = [(str(form["language"]), str(form["text"])) for form in json.loads(line)["forms"]]
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f'{path}:{number}: {{"id", "forms": [{{"language", "text"}}]}} was expected') from error
        forms.update((_Form(number, language.split("-")[0], text), None) for language, text in listed)
    return list(forms)


def _rows(forms: list[_Form]) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for index, form in enumerate(forms):
        rows.setdefault(form.row, []).append(index)
    return rows


def _judge(forms: list[_Form]) -> set[tuple[int, int]]:
    """Pairs of indices that are taken for one name."""
    table = NameTable.build((), ())
    keys = [table.keys(form.text, form.language) for form in forms]
    by_key: dict[str, list[int]] = {}
    for index, known in enumerate(keys):
        for key in known:
            by_key.setdefault(key, []).append(index)
    pairs = {pair for members in by_key.values() for pair in combinations(members, 2)}
    by_text: dict[tuple[str, str], list[int]] = {}
    for index, form in enumerate(forms):
        by_text.setdefault((form.language, form.text.casefold()), []).append(index)
    pairs |= {pair for members in by_text.values() for pair in combinations(members, 2)}
    # What the tables know as two is two, however it sounds
    heard = find_same((form.text, form.language) for form in forms)
    return {pair for group in _groups(keys, [*sorted(pairs), *heard]) for pair in combinations(group, 2)}


def _groups(keys: list[tuple[str, ...]], pairs: list[tuple[int, int]]) -> list[list[int]]:
    """Being one name is transitive: forms that pairs join are one group, but never two names that tables know."""
    heads = list(range(len(keys)))
    known = [set(some) for some in keys]

    def head(index: int) -> int:
        while heads[index] != index:
            heads[index] = heads[heads[index]]
            index = heads[index]
        return index

    for one, two in pairs:
        first, second = sorted((head(one), head(two)))
        if known[first] and known[second] and not known[first] & known[second]:
            continue
        heads[second] = first
        known[first] |= known[second]
    groups: dict[int, list[int]] = {}
    for index in range(len(keys)):
        groups.setdefault(head(index), []).append(index)
    return list(groups.values())
