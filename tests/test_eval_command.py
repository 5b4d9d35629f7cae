"""`twosource eval dates`, `eval names` and `eval forms`: what they print, and what a broken file is answered with.

All inputs are made up: one case that passes and one that fails for each model, two marked sentences, three rows of forms.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from twosource.cli import main
from twosource.errors import InputError
from twosource.eval.forms import measure_forms
from twosource.eval.suite import read_cases

REFERENCE = "2016-11-07T00:00:00"
# Language: a text, the day in it, a number in it
SENTENCES = {
    "English": ("The mill opened on Oct. 14, 2016.", "Oct. 14, 2016", "The mill has 12 wheels.", "12"),
    "Japanese": ("水車は2016年10月14日に開いた。", "2016年10月14日", "水車は12台ある。", "12"),
    "Korean": ("물레방아는 2016년 10월 14일 열렸다.", "2016년 10월 14일", "물레방아는 12 대다.", "12"),
}
MODELS = [f"{language}/{name}" for language in SENTENCES for name in ("DateTime/DateTimeModel", "Number/NumberModel")]
PERSONS, PLACES = "person", "place"

Done = tuple[int, str, str]
Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("dates", folder)`: exit code, standard output and standard error of `twosource eval dates FOLDER`."""

    def call(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["twosource", "eval", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return call


def _case(text: str, said: str, type_name: str, resolution: dict[str, Any]) -> dict[str, Any]:
    start = text.index(said)
    result = {"Text": said, "Start": start, "End": start + len(said) - 1, "TypeName": type_name}
    return {
        "Input": text,
        "Context": {"ReferenceDateTime": REFERENCE},
        "Results": [result | {"Resolution": resolution}],
    }


def _write_cases(path: Path, cases: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8")


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite of two models in three languages; the second case of each expects another value than the text has."""
    folder = tmp_path / "suite"
    for language, (dated, day, counted, number) in SENTENCES.items():
        values = [{"values": [{"timex": day, "type": "date", "value": day}]} for day in ("2016-10-14", "2016-10-15")]
        _write_cases(
            folder / "DateTime" / language / "DateTimeModel.json",
            [_case(dated, day, "datetimeV2.date", value) for value in values],
        )
        _write_cases(
            folder / "Number" / language / "NumberModel.json",
            [_case(counted, number, "number", {"value": value}) for value in ("12", "13")],
        )
    return folder


@pytest.fixture
def klue(tmp_path: Path) -> Path:
    """One sentence in KLUE's format; the place is marked, a person that nobody can find is marked too."""
    path = tmp_path / "marked.tsv"
    rows = [("서", "B-LC"), ("울", "I-LC"), ("에", "O"), ("서", "O"), (" ", "O"), ("눈", "B-PS"), ("이", "O")]
    lines = ["## made-up-1\t서울에서 눈이", *(f"{character}\t{tag}" for character, tag in rows), ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def stockmark(tmp_path: Path) -> Path:
    """One sentence in stockmark's format whose only name is a city."""
    path = tmp_path / "marked.jsonl"
    row = {"text": "大阪で雪が降った。", "entities": [{"name": "大阪", "span": [0, 2], "type": "地名"}]}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A country in three scripts; two fictional people in one script; one row of forms that are not the same."""
    path = tmp_path / "forms.jsonl"
    rows = [
        [("ko", "일본"), ("ja", "日本"), ("en", "Japan")],
        [("en", "Tobias Falkner"), ("en", "Orsolya Meeks")],
    ]
    written = [
        {"id": f"made-up-{number}", "forms": [{"language": code, "text": text} for code, text in row]}
        for number, row in enumerate(rows)
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in written), encoding="utf-8")
    return path


def test_dates_as_text(run: Run, suite: Path) -> None:
    """A line for each model: name, cases that pass, cases in all, share; failures end with 0 all the same."""
    code, out, _ = run("dates", suite)
    assert code == 0
    assert sorted(line.split()[0] for line in out.splitlines()) == MODELS
    assert {tuple(line.split()[1:]) for line in out.splitlines()} == {("1", "of", "2", "50.0%")}


def test_dates_as_json(run: Run, suite: Path) -> None:
    """One JSON object, a key for each model; the failed case with its input, in its own script."""
    code, out, _ = run("dates", suite, "--json")
    result = json.loads(out)
    assert code == 0
    assert sorted(result) == MODELS
    for name, figures in result.items():
        assert {"passed", "total", "failed"} <= set(figures)
        assert (figures["passed"], figures["total"], len(figures["failed"])) == (1, 2, 1), name
    (failed,) = result["Korean/DateTime/DateTimeModel"]["failed"]
    assert failed["input"] == SENTENCES["Korean"][0]
    assert SENTENCES["Korean"][0] in out


@pytest.mark.parametrize(("shown", "lines"), [(0, 0), (1, 6), (9, 6)])
def test_dates_failed(run: Run, suite: Path, shown: int, lines: int) -> None:
    """`--failed N` prints so many cases of each model, no more than there are."""
    code, out, _ = run("dates", suite, "--failed", shown)
    assert code == 0
    assert sum(line.startswith("    ") for line in out.splitlines()) == lines


def test_dates_of_one_model(run: Run, tmp_path: Path) -> None:
    """A folder may hold a part of the suite; what is not there has no line."""
    _write_cases(tmp_path / "DateTime" / "Japanese" / "DateTimeModel.json", [{"Input": "雪が降った。", "Results": []}])
    _write_cases(tmp_path / "DateTime" / "Volapuk" / "DateTimeModel.json", [])
    code, out, _ = run("dates", tmp_path, "--json")
    assert code == 0
    assert json.loads(out) == {"Japanese/DateTime/DateTimeModel": {"passed": 1, "total": 1, "failed": []}}


def test_names_of_klue(run: Run, klue: Path) -> None:
    """Figures over all names and for each type; a missed person costs recall, no precision, and the exit code is 0."""
    code, out, _ = run("names", klue, "--json")
    result = json.loads(out)
    assert code == 0
    assert {"precision", "recall", "f1", "by_type", "sentences"} <= set(result)
    assert (result["precision"], result["recall"], result["f1"], result["sentences"]) == (1.0, 0.5, 0.6667, 1)
    assert set(result["by_type"]) == {PERSONS, PLACES, "organisation"}
    assert result["by_type"][PLACES] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1, "found": 1}
    assert result["by_type"][PERSONS] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 1, "found": 0}


def test_names_of_stockmark(run: Run, stockmark: Path) -> None:
    """The suffix says which corpus it is."""
    code, out, _ = run("names", stockmark, "--json")
    result = json.loads(out)
    assert (code, result["f1"], result["by_type"][PLACES]["found"]) == (0, 1.0, 1)


def test_names_as_text(run: Run, klue: Path) -> None:
    """A line for all and one for each type, shares with three decimals, counts without."""
    code, out, _ = run("names", klue)
    lines = {line.split()[0]: line for line in out.splitlines()}
    assert code == 0
    assert list(lines) == ["all", PERSONS, PLACES, "organisation"]
    assert "recall 0.500" in lines["all"]
    assert "gold 1  found 1" in lines[PLACES]


def test_forms_as_json(run: Run, forms: Path) -> None:
    """A country is one in three scripts: three pairs; the pair that sounds like two is missed, none is wrong."""
    code, out, _ = run("forms", forms, "--json")
    result = json.loads(out)
    assert code == 0
    assert (result["precision"], result["recall"], result["rows"]) == (1.0, 0.75, 2)
    assert (result["pairs"], result["same_pairs"]) == (10, 4)
    assert result["missed"] == [["Tobias Falkner", "Orsolya Meeks"]]
    assert result["wrong"] == []


def test_forms_as_text(run: Run, forms: Path) -> None:
    """One line of figures; `--failed` adds the pairs that were missed."""
    code, out, _ = run("forms", forms)
    assert (code, len(out.splitlines())) == (0, 1)
    assert "precision 1.000  recall 0.750" in out
    code, out, _ = run("forms", forms, "--failed", 3)
    assert (code, out.splitlines()[1:]) == (0, ["    missed  Tobias Falkner  Orsolya Meeks"])


@pytest.mark.parametrize(
    ("command", "name", "words"),
    [("dates", "no-suite", "folder"), ("names", "none.tsv", "file"), ("forms", "none.jsonl", "file")],
)
def test_missing(run: Run, tmp_path: Path, command: str, name: str, words: str) -> None:
    """What is not there is named, with exit code 2 and without a traceback."""
    _is_refused(run(command, tmp_path / name), f"{tmp_path / name}: there is no such {words}")


def test_folder_without_a_suite(run: Run, tmp_path: Path) -> None:
    """An empty folder is no suite in which everything passes."""
    _is_refused(run("dates", tmp_path), f"{tmp_path}: no model of the suite")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[\n{"Input": "x",\n]', "line 3"),
        ('{"Input": "x"}', "list of cases"),
        ('[{"Results": []}]', "Input"),
        ("", "no JSON file"),
    ],
)
@pytest.mark.parametrize("model", ["DateTime/Korean/DateTimeModel.json", "Number/English/NumberModel.json"])
def test_broken_suite(run: Run, tmp_path: Path, model: str, text: str, words: str) -> None:
    """A file that is no JSON, or no list of cases, is named."""
    path = tmp_path / model
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    _is_refused(run("dates", tmp_path), str(path), words)


@pytest.mark.parametrize(
    ("command", "name", "text", "words"),
    [
        ("names", "a.tsv", "## 1\n서\tB-LC\n울 I-LC\n", "line 3"),
        ("names", "a.tsv", "## 1\n서\tplace\n", "line 2"),
        ("names", "a.tsv", "", "no sentence"),
        ("names", "a.jsonl", '{"text": "雪。", "entities": []}\n{"text": \n', "line 2"),
        ("names", "a.jsonl", '{"entities": []}\n', "line 1"),
        (
            "names",
            "a.jsonl",
            '{"text": "雪", "entities": [{"name": "雪", "span": [0, 9], "type": "地名"}]}\n',
            "line 1",
        ),
        ("names", "a.csv", "a,b\n", "neither .tsv"),
        ("forms", "a.jsonl", '{"id": "1", "forms": []}\n\n{"id": \n', ":3:"),
        ("forms", "a.jsonl", '{"id": "1"}\n', ":1:"),
        ("forms", "a.jsonl", '{"id": "1", "forms": ["Japan"]}\n', ":1:"),
    ],
)
def test_broken_line(run: Run, tmp_path: Path, command: str, name: str, *, text: str, words: str) -> None:
    """The message names the file and the line that cannot be read."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    _is_refused(run(command, path), str(path), words)


def _is_refused(done: Done, *words: str) -> None:
    code, out, err = done
    assert code == 2
    assert "Traceback" not in out + err
    # A message may be wrapped
    said = "".join(err.split())
    assert all("".join(word.split()) in said for word in words), err


def test_forms_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    """A file in another encoding is a mistake with a message, not a traceback."""
    path = tmp_path / "forms.jsonl"
    path.write_bytes(b"\xff\xfe{}")
    with pytest.raises(InputError, match="not UTF-8"):
        measure_forms(path)


def test_cases_with_odd_results_are_told(tmp_path: Path) -> None:
    """A case whose Results is no list is a mistake with a message, not a traceback."""
    path = tmp_path / "cases.json"
    path.write_text('[{"Input": "x", "Results": 3}]')
    with pytest.raises(InputError, match="Results"):
        read_cases(path)
