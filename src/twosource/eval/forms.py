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
from twosource.eval.lines import read_lines
from twosource.eval.pages import harmonic
from twosource.languages.names import NameTable
from twosource.languages.phonetic import find_same, same_name, script
from twosource.ports import Progress, silent

# Wrong and missed pairs that are listed
_LISTED = 50


class _Form(NamedTuple):
    row: int
    language: str
    text: str


def measure_forms(path: Path, progress: Progress = silent) -> dict[str, Any]:
    """{"precision", "recall", "f1", "rows", "pairs", "same_pairs", "missed": [...], "wrong": [...]}.

    InputError names the line that cannot be read.
    """
    forms = _read(path)
    progress("forms", 0, len(forms))
    same = {
        (one, two)
        for row in _rows(forms).values()
        for one, two in combinations(row, 2)
    }  # fmt: skip
    found = _judge(forms)
    progress("forms", len(forms), len(forms))
    hits = len(found & same)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(same))
    return {
        "precision": precision,
        "recall": recall,
        "f1": harmonic(precision, recall),
        "rows": len(_rows(forms)),
        "pairs": len(forms) * (len(forms) - 1) // 2,
        "same_pairs": len(same),
        "missed": [[forms[one].text, forms[two].text] for one, two in sorted(same - found)[:_LISTED]],
        "wrong": [[forms[one].text, forms[two].text] for one, two in sorted(found - same)[:_LISTED]],
    }


def _read(path: Path) -> list[_Form]:
    forms: dict[_Form, None] = {}
    for number, line in enumerate(read_lines(path), start=1):
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
    """Pairs of indices that are taken for one name.

    Being one name is transitive, so that a form joins a group by one of its forms; but never where a form of the group
    in the same script sounds different, or where tables know the two as two.
    """
    table = NameTable.build((), ())
    keys = [frozenset(table.keys(form.text, form.language)) for form in forms]
    listed = [(form.text, form.language) for form in forms]
    groups = [[index] for index in range(len(forms))]
    known = list(keys)
    for one, two in [*_told(keys, forms), *find_same(listed)]:
        first, second = groups[one], groups[two]
        if first is second or (known[one] and known[two] and not known[one] & known[two]):
            continue
        if not (keys[one] & keys[two]) and _apart([listed[at] for at in first], [listed[at] for at in second]):
            continue
        first.extend(second)
        merged = known[one] | known[two]
        for at in first:
            groups[at], known[at] = first, merged
    return {pair for at, group in enumerate(groups) if at == min(group) for pair in combinations(sorted(group), 2)}


def _told(keys: list[frozenset[str]], forms: list[_Form]) -> list[tuple[int, int]]:
    """Pairs that one table or the very letters tell."""
    same: dict[str, list[int]] = {}
    for index, form in enumerate(forms):
        for key in (*sorted(keys[index]), f"~{form.language}:{form.text.casefold()}"):
            same.setdefault(key, []).append(index)
    return sorted({pair for members in same.values() for pair in combinations(members, 2)})


def _apart(some: list[tuple[str, str]], others: list[tuple[str, str]]) -> bool:
    return any(script(one[0]) == script(two[0]) and not same_name(*one, *two) for one in some for two in others)
