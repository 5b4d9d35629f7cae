"""The number models of `eval dates`: numerals, and figures with a unit, against the recognizers' suite (`suite`).

`Number/<language>/NumberModel.json` is read with `Language.numerals`, the other models with what the product has,
`Language.quantities`: our ranks and ordinals, percent, currencies, measures, ages, degrees, by the names of
`units.toml`. A case passes when all spans and values agree; values to nine digits, as the suite rounds to fifteen.
Where a case has the suite's own flag `IgnoreResolution` (half of the Japanese ones), spans decide, as in the suite's
runners; how many pass in spite of another value is told beside it, as `values_differ`.
What the suite finds and we do not by design (a bare "%", "the last one") counts as failed, and so does a span of ours
that begins with the hedge ("about 10 miles").
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from twosource import languages
from twosource.eval.lines import read_alone
from twosource.eval.suite import LANGUAGES, place_results, read_cases
from twosource.languages.protocol import FULL_WIDTH
from twosource.ports import Progress, silent

_DIGITS = 1e-9
_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?")


class Found(NamedTuple):
    """Inclusive offsets, value, and the suite's name of the unit ("" for plain numbers)."""

    start: int
    end: int
    value: float
    unit: str


Find = Callable[[str, str], list[Found]]


def measure_numbers(folder: Path, progress: Progress = silent) -> dict[str, dict[str, Any]]:
    """{"Korean/Number/NumberModel": {"passed", "total", "values_differ", "failed": [...]}} of every model in `folder`.

    InputError where a file of it is not what it should be.
    """
    results = {}
    for language, code in LANGUAGES.items():
        for group, name, find in _models():
            path = folder / group / language / f"{name}.json"
            if path.is_file():
                results[f"{language}/{group}/{name}"] = _measure(path, code, find)
                progress(f"numbers {code}", len(results), len(LANGUAGES) * len(_models()))
    return results


def _models() -> list[tuple[str, str, Find]]:
    return [
        ("Number", "NumberModel", _numerals),
        *((_group(name), name, partial(_quantities, _units()[name])) for name in _units()),
    ]


def _group(name: str) -> str:
    return "Number" if name in {"OrdinalModel", "PercentModel"} else "NumberWithUnit"


@cache
def _units() -> dict[str, dict[str, str]]:
    """Model -> our unit id -> the suite's name."""
    return tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))


def _measure(path: Path, code: str, find: Find) -> dict[str, Any]:
    cases = read_cases(path)
    failed, values_differ = [], 0
    for case in cases:
        text = unicodedata.normalize("NFC", case["Input"])
        results = case.get("Results", [])
        found = find(text, code)
        if _agree(text, results, found, values=True):
            continue
        if case.get("IgnoreResolution") and _agree(text, results, found, values=False):
            values_differ += 1
        else:
            failed.append({
                "input": text,
                "expected": [f"{result.get('Text')} {result.get('Resolution')}" for result in results],
                "found": [f"{text[item.start : item.end + 1]} {item.value:g} {item.unit}" for item in found],
            })  # fmt: skip
    return {
        "passed": len(cases) - len(failed), "total": len(cases), "values_differ": values_differ, "failed": failed,
    }  # fmt: skip


def _numerals(text: str, code: str) -> list[Found]:
    return [
        Found(start, end - 1, value, "")
        for start, end, value in languages.get(code).numerals(text.translate(FULL_WIDTH))
    ]


def _quantities(units: Mapping[str, str], text: str, code: str) -> list[Found]:
    language = languages.get(code)
    found = []
    for mention in language.quantities(read_alone(text, language), []):
        unit = units.get(mention.value.unit)
        if unit is not None:
            found.append(Found(mention.span.start - 1, mention.span.end - 2, mention.value.low, unit))
    return found


def _agree(text: str, results: list[dict[str, Any]], found: list[Found], *, values: bool) -> bool:
    if len(results) != len(found):
        return False
    # A few cases list their results in another order than the text has them
    placed = sorted(zip(place_results(text, results), results, strict=True), key=lambda pair: pair[0] or (-1, -1))
    return all(
        place == (item.start, item.end) and (not values or _is_it(result.get("Resolution") or {}, item))
        for (place, result), item in zip(placed, found, strict=True)
    )


def _is_it(resolution: Mapping[str, Any], item: Found) -> bool:
    told = _NUMBER.match(str(resolution.get("value")))
    if told is None or not math.isclose(float(told.group()), item.value, rel_tol=_DIGITS, abs_tol=1e-12):
        return False
    # The suite names money by code where the text says which dollar, by word where not; ours is always a code
    name = resolution.get("isoCurrency") or resolution.get("unit") or ""
    return not item.unit or name in item.unit.split("|")
