"""`eval dates`: time expressions against the conformance suite of Microsoft's recognizers.

The suite is folders of JSON, `DateTime/<language>/DateTimeModel.json`: input, reference time, spans and
resolved values. Counted are the cases whose results are all of type date, daterange, datetime or
datetimerange, and those without a result. A case passes when all spans agree and our one value is among the
case's values; timex is ignored. Values are compared as intervals, so a date is that day, a range told with two
ends begins and ends with what its ends begin with, and what is since or until is open on one side.

Places are those of `suite.place_results`. A deadline is written as an open range, as its last day or as that day's last second; the
three are taken for one. A text that is not in the input can be found by nobody: such cases fail.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from twosource import languages
from twosource.eval.lines import read_alone
from twosource.eval.suite import LANGUAGES, place_results, read_cases
from twosource.languages.protocol import Moment
from twosource.ports import Progress, silent
from twosource.records import Certainty, DateMention, DateValue, Mod, Precision

_TYPES = frozenset({"date", "daterange", "datetime", "datetimerange"})
_UNRESOLVED = "not resolved"
_DAY = timedelta(1)
# Of a time this fine, what is no longer than this is a point to the suite
_POINTS = {Precision.MINUTE: timedelta(minutes=1), Precision.HOUR: timedelta(hours=1)}
Bounds = tuple[datetime | None, datetime | None]


def measure_dates(folder: Path, progress: Progress = silent) -> dict[str, dict[str, Any]]:
    """{"Korean/DateTime/DateTimeModel": {"passed", "total", "failed": [...]}} of every known model in `folder`.

    InputError where there is no suite, or a file of it is not what it should be.
    """
    results = {}
    for language, code in LANGUAGES.items():
        path = folder / "DateTime" / language / "DateTimeModel.json"
        if path.is_file():
            results[f"{language}/DateTime/DateTimeModel"] = _measure(path, code, progress)
    return results


def _measure(path: Path, code: str, progress: Progress) -> dict[str, Any]:
    cases = [case for case in read_cases(path) if _counts(case)]
    failed = []
    for number, case in enumerate(cases):
        text = unicodedata.normalize("NFC", case["Input"])
        reference = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07T00:00:00")
        found = _found(text, code, datetime.fromisoformat(reference))
        if not _agree(text, case.get("Results", []), found):
            failed.append({
                "input": text, "reference": reference,
                "expected": [_expected(result) for result in case.get("Results", [])],
                "found": [f"{text[start : end + 1]} {_told(value)}" for start, end, value in found],
            })  # fmt: skip
        progress(f"dates {code}", number + 1, len(cases))
    return {"passed": len(cases) - len(failed), "total": len(cases), "failed": failed}


def _counts(case: dict[str, Any]) -> bool:
    return all(_type(result) in _TYPES for result in case.get("Results", []))


def _type(result: dict[str, Any]) -> str:
    return str(result.get("TypeName") or result.get("Typename") or "").rpartition(".")[2]


def _found(text: str, code: str, reference: datetime) -> list[tuple[int, int, DateValue]]:
    """What we find, with inclusive offsets into `text`."""
    language = languages.get(code)
    moment = Moment(local=reference.replace(tzinfo=UTC), zone="UTC")
    mentions: list[DateMention] = language.dates(read_alone(text, language), moment)
    return [(m.span.start - 1, m.span.end - 2, m.value) for m in mentions]


def _agree(text: str, results: list[dict[str, Any]], found: list[tuple[int, int, DateValue]]) -> bool:
    if len(results) != len(found):
        return False
    places = list(place_results(text, results))
    return all(
        place == (start, end) and _is_among(value, result)
        for place, result, (start, end, value) in zip(places, results, found, strict=True)
    )


def _is_among(value: DateValue, result: dict[str, Any]) -> bool:
    options = (result.get("Resolution") or {}).get("values", [])
    if any(option.get("value") == _UNRESOLVED for option in options):
        return value.certainty is Certainty.GUESSED
    ours = {_bounds(value), *_deadlines(value)}
    return any(_option_bounds(option) in ours for option in options)


def _deadlines(value: DateValue) -> Iterator[Bounds]:
    """The same "by tomorrow" or "within two weeks" as the suite writes it elsewhere: the day itself, or its last second."""
    if value.mod is Mod.ON_OR_BEFORE:
        begin, end = value.begin.replace(tzinfo=None), value.end.replace(tzinfo=None)
        yield begin, begin if value.precision is Precision.MINUTE else end
        yield None, end
        yield (end - timedelta(seconds=1),) * 2


def _bounds(value: DateValue) -> Bounds:
    """Our value as the suite would write it."""
    begin, end = value.begin.replace(tzinfo=None), value.end.replace(tzinfo=None)
    if value.mod in {Mod.BEFORE, Mod.ON_OR_BEFORE}:
        # "before 2018" ends where 2018 begins, "until the 9th" with the day that is named
        return None, begin
    if value.mod is Mod.ON_OR_AFTER:
        return begin, None
    if value.mod is Mod.AFTER:
        return (begin if end - begin <= _DAY else end), None
    if value.last is not None:
        return begin, value.last.replace(tzinfo=None)
    if end - begin <= _POINTS.get(value.precision, timedelta()):
        return begin, begin
    return begin, end


def _option_bounds(option: dict[str, str]) -> Bounds:
    if "value" in option:
        at = datetime.fromisoformat(option["value"])
        return (at, at) if ":" in option["value"] else (at, at + _DAY)
    begin, end = (datetime.fromisoformat(option[key]) if option.get(key) else None for key in ("start", "end"))
    if end is not None and (end.hour, end.minute, end.second) == (23, 59, 59):
        end += timedelta(seconds=1)
    return begin, end


def _expected(result: dict[str, Any]) -> str:
    options = (result.get("Resolution") or {}).get("values", [])
    told = " | ".join(
        f"{option.get('Mod', '')} {option.get('value') or option.get('start', '') + '..' + option.get('end', '')}"
        for option in options
    )
    return f"{result.get('Text')} {told}"


def _told(value: DateValue) -> str:
    begin, end = _bounds(value)
    return f"{value.mod} {begin or ''}..{end or ''}"
