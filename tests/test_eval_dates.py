"""`eval dates` on a made-up suite: what counts, what passes, and each way to fail."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from twosource.errors import InputError
from twosource.eval.dates import _bounds, _deadlines, measure_dates
from twosource.records import DateValue, Mod, Precision

MODEL = "English/DateTime/DateTimeModel"
REFERENCE = "2016-11-07T00:00:00"


def _result(text: str, at: int, kind: str = "date", **value: str) -> dict[str, Any]:
    return {
        "Text": text,
        "Start": at,
        "End": at + len(text) - 1,
        "TypeName": f"datetimeV2.{kind}",
        "Resolution": {"values": [{"timex": "unread", "type": kind, **value}]},
    }


def _case(text: str, *results: dict[str, Any], reference: str = REFERENCE) -> dict[str, Any]:
    return {"Input": text, "Context": {"ReferenceDateTime": reference}, "Results": list(results)}


def _measured(folder: Path, *cases: dict[str, Any], encoding: str = "utf-8") -> dict[str, Any]:
    path = folder / "DateTime" / "English" / "DateTimeModel.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(cases, ensure_ascii=False), encoding=encoding)
    return measure_dates(folder)[MODEL]


@pytest.mark.parametrize(
    "case",
    [
        _case("We met on Oct. 14, 2016.", _result("oct. 14, 2016", 10, value="2016-10-14")),
        _case("No time is told here."),
        _case("We met in 2015.", _result("2015", 10, "daterange", start="2015-01-01", end="2016-01-01")),
        _case(
            "It ran from Oct. 1 to Oct. 4, 2016.",
            _result("from oct. 1 to oct. 4, 2016", 7, "daterange", start="2016-10-01", end="2016-10-04"),
        ),
        _case("They left since 2015.", _result("since 2015", 10, "daterange", Mod="since", start="2015-01-01")),
        _case("They left before 2015.", _result("before 2015", 10, "daterange", Mod="before", end="2015-01-01")),
        _case("They left after 2015.", _result("after 2015", 10, "daterange", Mod="after", start="2016-01-01")),
        _case("Be there tomorrow 8:00am", _result("tomorrow 8:00am", 9, "datetime", value="2016-11-08 08:00:00")),
        _case(
            "Be there tomorrow night",
            _result("tomorrow night", 9, "datetimerange", start="2016-11-08 20:00:00", end="2016-11-08 23:59:59"),
        ),
        _case("Profit in FY2015 rose.", _result("FY2015", 10, "daterange", value="not resolved")),
    ],
    ids=lambda case: case["Input"],
)
def test_a_case_passes_where_spans_and_values_agree(tmp_path: Path, case: dict[str, Any]) -> None:
    """Days, ranges, open ranges, clock times, parts of a day, what nobody can date, and no time at all."""
    assert _measured(tmp_path, case) == {"passed": 1, "total": 1, "failed": []}


@pytest.mark.parametrize(
    "case",
    [
        _case("We met on Oct. 14, 2016.", _result("oct. 14, 2016", 10, value="2016-10-15")),
        _case("We met on Oct. 14, 2016.", _result("on oct. 14, 2016", 7, value="2016-10-14")),
        _case("We met on Oct. 14, 2016."),
        _case("No time is told here.", _result("time", 3, value="2016-10-14")),
        _case("We met on Oct. 14, 2016.", _result("oct. 15, 2016", 10, value="2016-10-14")),
        _case("We met on Oct. 14, 2016.", _result("oct. 14, 2016", 10, value="not resolved")),
        _case("They left since 2015.", _result("since 2015", 10, "daterange", start="2015-01-01", end="2016-01-01")),
    ],
    ids=["value", "span", "one too many", "one too few", "text not in the input", "resolved", "open or not"],
)
def test_a_case_fails_where_they_do_not(tmp_path: Path, case: dict[str, Any]) -> None:
    """Each way to fail is told with what was expected and what was found."""
    measured = _measured(tmp_path, case)
    assert (measured["passed"], measured["total"]) == (0, 1)
    (failed,) = measured["failed"]
    assert failed["input"] == case["Input"]
    assert failed["reference"] == REFERENCE
    assert len(failed["expected"]) == len(case["Results"])


def test_only_cases_of_days_and_ranges_count(tmp_path: Path) -> None:
    """A case with a bare clock time, a length or a repeated time among its results is left out."""
    times = [
        _case("At 5pm.", _result("5pm", 3, kind, value="17:00:00")) for kind in ("time", "duration", "set", "timerange")
    ]
    mixed = _case(
        "Today at noon or 5pm.", _result("today", 0, value="2016-11-07"), _result("5pm", 17, "time", value="17:00:00")
    )
    assert _measured(tmp_path, *times, mixed, _case("Nothing."))["total"] == 1


def test_several_values_are_candidates(tmp_path: Path) -> None:
    """The suite lists the Friday before and the one after; news wants one, and either passes."""
    result = _result("friday", 10, value="2016-11-04")
    result["Resolution"]["values"].append({"value": "2016-11-11"})
    assert _measured(tmp_path, _case("I met her Friday.", result))["passed"] == 1


@pytest.mark.parametrize(("start", "end"), [(11, 23), (9, 22), (0, 12), (None, None)])
def test_offsets_that_contradict_the_text_give_way(tmp_path: Path, start: int | None, end: int | None) -> None:
    """Where offsets are off by one, of another text or left out, the text decides, at its place."""
    result = _result("oct. 14, 2016", 10, value="2016-10-14") | {"Start": start, "End": end}
    assert _measured(tmp_path, _case("We met on Oct. 14, 2016.", result))["passed"] == 1


def test_white_space_at_the_ends_is_no_part_of_a_span(tmp_path: Path) -> None:
    """The suite has spans that begin or end with a space."""
    result = _result(" oct. 14, 2016", 9, value="2016-10-14")
    assert _measured(tmp_path, _case("We met on Oct. 14, 2016.", result))["passed"] == 1


def test_the_reference_is_the_time_of_publication(tmp_path: Path) -> None:
    """Relative times are read against the case's own reference; without one, against the suite's usual."""
    result = _result("yesterday", 7, value="2020-02-28")
    assert _measured(tmp_path, _case("We met yesterday.", result, reference="2020-02-29T10:00:00"))["passed"] == 1
    usual = {"Input": "We met yesterday.", "Results": [_result("yesterday", 7, value="2016-11-06")]}
    assert _measured(tmp_path, usual)["passed"] == 1


def test_a_byte_order_mark_is_no_part_of_the_json(tmp_path: Path) -> None:
    """The suite's files begin with one."""
    assert _measured(tmp_path, _case("Nothing."), encoding="utf-8-sig")["passed"] == 1


def test_every_language_has_its_own_figures(tmp_path: Path) -> None:
    """Korean and Japanese folders are measured beside English, each with progress told."""
    for language, text in (("Korean", "2016년 10월 14일 만났다."), ("Japanese", "2016年10月14日に会った。")):
        said = text[: text.rindex("일" if language == "Korean" else "日") + 1]
        path = tmp_path / "DateTime" / language / "DateTimeModel.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps([_case(text, _result(said, 0, value="2016-10-14"))]), encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    measured = measure_dates(tmp_path, lambda *step: told.append(step))
    assert {name: (figures["passed"], figures["total"]) for name, figures in measured.items()} == {
        "Korean/DateTime/DateTimeModel": (1, 1),
        "Japanese/DateTime/DateTimeModel": (1, 1),
    }
    assert [step[1:] for step in told] == [(1, 1), (1, 1)]


@pytest.mark.parametrize("text", ["{", "{}", "[1]", '[{"Output": ""}]'])
def test_a_file_that_is_no_suite_is_an_error_with_its_name(tmp_path: Path, text: str) -> None:
    """What cannot be measured is said, not counted as failed."""
    path = tmp_path / "DateTime" / "English" / "DateTimeModel.json"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"DateTimeModel\.json"):
        measure_dates(tmp_path)


@pytest.mark.parametrize(
    ("mod", "days", "bounds"),
    [
        (Mod.NONE, 1, (1, 2)),
        (Mod.BEFORE, 1, (None, 1)),
        (Mod.ON_OR_AFTER, 1, (1, None)),
        (Mod.AFTER, 1, (1, None)),
        (Mod.AFTER, 7, (8, None)),
        (Mod.ON_OR_BEFORE, 7, (None, 1)),
    ],
)
def test_values_as_the_suite_writes_them(mod: Mod, days: int, bounds: tuple[int | None, int | None]) -> None:
    """Open ranges end where the suite ends them: after a day is from it on, after a week from its end on."""
    value = _week(mod, days)
    assert tuple(at.day if at else None for at in _bounds(value)) == bounds


def test_a_deadline_is_written_in_several_ways() -> None:
    """By Monday: the day itself, up to its end, or its last second."""
    told = set(_deadlines(_week(Mod.ON_OR_BEFORE, 1)))
    day, following, last = datetime(2016, 11, 1), datetime(2016, 11, 2), datetime(2016, 11, 1, 23, 59, 59)
    assert told == {(day, following), (None, following), (last, last)}
    assert list(_deadlines(_week(Mod.NONE, 1))) == []


def _week(mod: Mod, days: int) -> DateValue:
    begin, end = datetime(2016, 11, 1, tzinfo=UTC), datetime(2016, 11, 1 + days, tzinfo=UTC)
    return DateValue(begin=begin, end=end, zone="UTC", precision=Precision.DAY, mod=mod)
