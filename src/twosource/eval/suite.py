"""The conformance suite of Microsoft's recognizers: folders of JSON, one file a model and language, one object a case.

https://github.com/microsoft/Recognizers-Text, `Specs`. Offsets are inclusive, as the suite writes them. Where they
contradict the suite's own text (most Korean cases: off by one, or of the English original), or are left out, the
text decides, at its place in the input; white space at the ends of a span is none of it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from twosource.errors import InputError
from twosource.languages.protocol import FULL_WIDTH

LANGUAGES = {"English": "en", "Japanese": "ja", "Korean": "ko"}


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of one file of the suite."""
    try:
        cases = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: this is no JSON file of the suite ({error})") from error
    if not isinstance(cases, list) or not all(map(_is_case, cases)):
        raise InputError(f"{path}: a list of cases with an Input and a list of Results each was expected")
    return cases


def _is_case(case: object) -> bool:
    if not isinstance(case, dict) or not isinstance(case.get("Input"), str):
        return False
    results = case.get("Results", [])
    return isinstance(results, list) and all(isinstance(result, dict) for result in results)


def place_results(text: str, results: list[dict[str, Any]]) -> Iterator[tuple[int, int] | None]:
    """The inclusive offsets of each result; None where its text is not in the input."""
    folded = fold(text)
    after = 0
    for result in results:
        said = fold(unicodedata.normalize("NFC", result.get("Text", "")))
        start, end = result.get("Start"), result.get("End")
        written = folded[start : end + 1] if start is not None and end is not None else None
        if written is None or written.strip() != said.strip():
            start = folded.find(said.strip(), after)
            written = said.strip()
        if start is None or start < 0:
            yield None
            continue
        lead = len(written) - len(written.lstrip())
        end = start + len(written.rstrip()) - 1
        after = end + 1
        yield start + lead, end


def fold(text: str) -> str:
    """What the suite writes alike: widths, commas, minus signs, case; as long as `text`."""
    return text.translate(FULL_WIDTH | {0x3001: 0x2C, 0x2212: 0x2D}).lower()
