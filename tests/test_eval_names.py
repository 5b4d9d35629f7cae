"""`eval names`: the two file formats, exact spans, types, and files that are broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from twosource.errors import InputError
from twosource.eval.names import find_names, measure_names, read_marked
from twosource.languages.names import NameTable


def klue(*sentences: str) -> str:
    """Sentences with names as `<surface:TYPE>`, in KLUE's format."""
    lines = []
    for number, sentence in enumerate(sentences):
        lines.append(f"## made-{number}\t{sentence}")
        for piece in sentence.split("<"):
            marked, closed, rest = piece.partition(">")
            surface, _, kind = marked.rpartition(":") if closed else ("", "", "")
            tags = [f"{'B' if i == 0 else 'I'}-{kind}" for i in range(len(surface))]
            plain = rest if closed else marked
            lines += [f"{c}\t{t}" for c, t in zip(surface, tags, strict=True)] + [f"{c}\tO" for c in plain]
        lines.append("")
    return "\n".join(lines) + "\n"


def tsv(folder: Path, text: str) -> Path:
    """A file of KLUE's kind."""
    path = folder / "made.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def jsonl(folder: Path, *rows: object) -> Path:
    """A file of stockmark's kind."""
    path = folder / "made.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def test_klue_is_read_by_sentence(tmp_path: Path) -> None:
    """BIO tags become spans; types that are not counted are none."""
    first, second = read_marked(tsv(tmp_path, klue("<서울:LC>에 <3일:DT> 왔다.", "비가 왔다.")))
    assert (first.text, first.names) == ("서울에 3일 왔다.", frozenset({(0, 2, "place")}))
    assert (second.text, second.names) == ("비가 왔다.", frozenset())


def test_neighbouring_names_stay_two(tmp_path: Path) -> None:
    """A new B begins a new name although the type goes on."""
    (sentence,) = read_marked(tsv(tmp_path, klue("<남:OG><북:OG> 회담")))
    assert sentence.names == {(0, 1, "organisation"), (1, 2, "organisation")}


def test_comments_and_line_breaks_of_klue(tmp_path: Path) -> None:
    """Comment lines hold no sentence, and a line break in a sentence is a character of it."""
    text = "## 주석\n## made\t서\n울\n서\tB-LC\n\n\tO\n울\tI-LC\n"
    (sentence,) = read_marked(tsv(tmp_path, text.replace("## made\t서\n울\n", "## made\n")))
    assert (sentence.text, sentence.names) == ("서 울", frozenset({(0, 1, "place"), (2, 3, "place")}))


def test_stockmark_is_read(tmp_path: Path) -> None:
    """Facilities are places, bodies of all three kinds organisations, products nothing."""
    entities = [
        {"name": "A", "span": [0, 1], "type": "施設名"},
        {"name": "B", "span": [1, 2], "type": "その他の組織名"},
        {"name": "C", "span": [2, 3], "type": "製品名"},
    ]
    (sentence,) = read_marked(jsonl(tmp_path, {"text": "ABC", "entities": entities}))
    assert sentence.names == {(0, 1, "place"), (1, 2, "organisation")}


def test_only_exact_spans_count(tmp_path: Path) -> None:
    """A name found with another end is a wrong one and a missing one."""
    result = measure_names(
        tsv(tmp_path, klue("그는 <일본:LC>에 갔다.", "그는 <프랑스에:LC> 갔다.", "<일본:OG>이 왔다."))
    )
    assert (result["precision"], result["recall"], result["sentences"]) == (0.3333, 0.3333, 3)
    assert result["by_type"]["place"] == {"precision": 0.3333, "recall": 0.5, "f1": 0.4, "gold": 2, "found": 3}
    assert result["by_type"]["organisation"]["found"] == 0


def test_both_languages_are_read_as_the_product_reads(tmp_path: Path) -> None:
    """The file's kind decides the language."""
    path = jsonl(tmp_path, {"text": "彼は日本に来た。", "entities": [{"name": "日本", "span": [2, 4], "type": "地名"}]})
    assert measure_names(path)["f1"] == 1.0


@pytest.mark.parametrize(
    ("text", "suffix", "names"),
    [
        ("한미 회담이 열렸다.", ".tsv", {(0, 1, "organisation"), (1, 2, "organisation")}),
        ("한·미·일 회담이 열렸다.", ".tsv", {(n, n + 1, "organisation") for n in (0, 2, 4)}),
        ("日米会談が開かれた。", ".jsonl", {(0, 1, "place"), (1, 2, "place")}),
        ("한·EU 회담이 열렸다.", ".tsv", set()),
    ],
)
def test_sides_of_an_alliance_are_names(text: str, suffix: str, names: set[tuple[int, int, str]]) -> None:
    """Each side of one character is one name; a side written out is none, as its end is unknown."""
    assert find_names(text, suffix, NameTable.build((), ())) == names


def test_titles_are_no_names() -> None:
    """An office is not counted."""
    assert find_names("국방장관이 왔다.", ".tsv", NameTable.build((), ())) == frozenset()


@pytest.mark.parametrize("line", ["서B-LC", "서\tX", "서\tB-", "서\tB-LC\t1"])
def test_broken_klue_line(tmp_path: Path, line: str) -> None:
    """File and line are named."""
    with pytest.raises(InputError, match=r"made\.tsv, line 2"):
        measure_names(tsv(tmp_path, f"## made\n{line}\n"))


@pytest.mark.parametrize(
    "row",
    [
        [],
        {"entities": []},
        {"text": 1, "entities": []},
        {"text": "AB", "entities": [{"span": [0, 3], "type": "人名"}]},
        {"text": "AB", "entities": [{"span": [1], "type": "人名"}]},
        {"text": "AB", "entities": [{"span": [0, 1]}]},
    ],
)
def test_broken_stockmark_line(tmp_path: Path, row: object) -> None:
    """File and line are named."""
    with pytest.raises(InputError, match=r"made\.jsonl, line 1"):
        measure_names(jsonl(tmp_path, row))


def test_files_of_no_known_kind(tmp_path: Path) -> None:
    """Another ending, no file and no sentence are told apart from a broken line."""
    with pytest.raises(InputError, match="neither"):
        measure_names(tmp_path / "made.csv")
    with pytest.raises(InputError, match="cannot be read"):
        measure_names(tmp_path / "none.tsv")
    with pytest.raises(InputError, match="no sentence"):
        measure_names(tsv(tmp_path, "## nothing\n"))
