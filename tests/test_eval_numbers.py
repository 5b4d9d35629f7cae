"""`eval dates` on numbers: the suite's files, spans, values and flags, on cases of our own."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from twosource.errors import InputError
from twosource.eval.numbers import measure_numbers


def case(text: str, *results: tuple[str, str | None, dict[str, Any]], **more: object) -> dict[str, Any]:
    """A case; each result is its text, its value and what else stands in its resolution or beside it ("Start")."""
    told = [
        {"Text": said, "Resolution": {"value": value, **{k: v for k, v in rest.items() if k[0].islower()}}}
        | {k: v for k, v in rest.items() if k[0].isupper()}
        for said, value, rest in results
    ]
    return {"Input": text, "Results": told, **more}


def measured(folder: Path, model: str, *cases: dict[str, Any]) -> dict[str, Any]:
    """What comes out for one file, written with a byte order mark as the suite's are."""
    group, language, name = model.split("/")
    path = folder / group / language / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(cases), encoding="utf-8-sig")
    return measure_numbers(folder)[f"{language}/{group}/{name}"]


ENGLISH = "Number/English/NumberModel"


@pytest.mark.parametrize(
    ("made", "passes"),
    [
        (case("forty-two plums", ("forty-two", "42", {"Start": 0, "End": 8})), True),
        (case("forty-two plums", ("forty-two", "43", {"Start": 0, "End": 8})), False),
        (case("forty-two plums", ("two", "2", {"Start": 6, "End": 8})), False),
        (case("forty-two plums"), False),
        (case("some plums"), True),
        (case("some plums", ("some", "3", {"Start": 0, "End": 3})), False),
        (case("1/3 of it", ("1/3", "0.333333333333333", {"Start": 0, "End": 2})), True),
        (case("9 plums", ("9", None, {"Start": 0, "End": 0})), False),
    ],
)
def test_spans_and_values_must_agree(made: dict[str, Any], passes: bool, tmp_path: Path) -> None:
    """All that is expected and nothing else, with inclusive offsets and fifteen digits."""
    result = measured(tmp_path, ENGLISH, made)
    assert (result["passed"], result["total"], len(result["failed"])) == (int(passes), 1, int(not passes))


def test_a_failure_says_what_was_found(tmp_path: Path) -> None:
    """The list of failures is what one works with."""
    (failed,) = measured(tmp_path, ENGLISH, case("12 plums", ("12", "13", {})))["failed"]
    assert failed == {"input": "12 plums", "expected": ["12 {'value': '13'}"], "found": ["12 12 "]}


def test_the_text_decides_where_offsets_are_wrong(tmp_path: Path) -> None:
    """Offsets that are left out, off by one or in another order than the text; spaces at the ends."""
    result = measured(
        tmp_path,
        ENGLISH,
        case("7 plums and 9 pears", ("7", "7", {}), ("9", "9", {"Start": 13, "End": 13})),
        case("7 plums and 9 pears", ("9", "9", {"Start": 12, "End": 12}), ("7", "7", {"Start": 0, "End": 0})),
        case("about 7 plums", ("7 ", "7", {"Start": 6, "End": 7})),
        case("7 plums", ("eight", "8", {})),
    )
    assert (result["passed"], result["total"]) == (3, 4)


def test_values_that_the_suite_itself_ignores_are_counted_apart(tmp_path: Path) -> None:
    """Its flag lets a wrong value pass, never a wrong span, and it is told how often it did."""
    flag = {"IgnoreResolution": True}
    result = measured(
        tmp_path,
        ENGLISH,
        case("12 plums", ("12", "12", {}), **flag),
        case("12 plums", ("12", "13", {}), **flag),
        case("12 plums", ("2", "2", {"Start": 1, "End": 1}), **flag),
        case("12 plums", ("12", "13", {})),
    )
    assert (result["passed"], result["values_differ"], len(result["failed"])) == (2, 1, 2)


def test_other_ways_to_write_are_folded(tmp_path: Path) -> None:
    """Decomposed Hangul, full-width digits and signs of minus."""
    korean = unicodedata.normalize("NFD", "사과 12개를 샀다.")
    assert measured(tmp_path, "Number/Korean/NumberModel", case(korean, ("12", "12", {})))["passed"] == 1
    japanese = case("答えは−１２です。", ("-12", "-12", {"Start": 3, "End": 5}))
    assert measured(tmp_path, "Number/Japanese/NumberModel", japanese)["passed"] == 1


@pytest.mark.parametrize(
    ("model", "text", "said", "resolution", "passes"),
    [
        ("NumberWithUnit/English/CurrencyModel", "It cost 12 yen.", "12 yen", {"isoCurrency": "JPY"}, True),
        ("NumberWithUnit/English/CurrencyModel", "It cost 12 yen.", "12 yen", {"isoCurrency": "KRW"}, False),
        ("NumberWithUnit/English/CurrencyModel", "It cost 12 dollars.", "12 dollars", {"unit": "Dollar"}, True),
        ("NumberWithUnit/English/DimensionModel", "It is 12 km away.", "12 km", {"unit": "Kilometer"}, True),
        ("NumberWithUnit/English/DimensionModel", "It is 12 km away.", "12 km", {"unit": "Mile"}, False),
        ("NumberWithUnit/Korean/AgeModel", "남자는 12살이다.", "12살", {"unit": "Year"}, True),
        ("NumberWithUnit/Japanese/TemperatureModel", "気温は摂氏12度だ。", "摂氏12度", {"unit": "C"}, True),
        ("Number/Korean/PercentModel", "12%가 찬성했다.", "12%", {}, True),
        ("Number/English/OrdinalModel", "the 12th time", "12th", {}, True),
    ],
)
def test_figures_are_measured_by_the_suites_names(
    model: str, text: str, said: str, *, resolution: dict[str, Any], passes: bool, tmp_path: Path
) -> None:
    """Currencies by code or word, measures by their English name, percent and ordinals without one."""
    result = measured(tmp_path, model, case(text, (said, "12%" if "Percent" in model else "12", resolution)))
    assert result["passed"] == int(passes)


def test_broken_files_are_told(tmp_path: Path) -> None:
    """What is no JSON, no list or no cases is the user's to mend; a folder without models gives nothing."""
    assert measure_numbers(tmp_path) == {}
    path = tmp_path / "Number" / "English" / "NumberModel.json"
    path.parent.mkdir(parents=True)
    for text in ("[", "{}", '["x"]', '[{"Results": []}]'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="NumberModel"):
            measure_numbers(tmp_path)
