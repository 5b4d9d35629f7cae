"""The measurement of extraction: its own arithmetic, and what it does with odd files."""

from __future__ import annotations

import json

import pytest
from pages.press import article

from pages import english, korean
from twosource.errors import InputError
from twosource.eval.pages import compare, harmonic, measure_pages, shingles, tokens


def write(path, rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def row(gold, markup, **changes):
    return {
        "id": gold.title,
        "html": markup,
        "url": None,
        "body": gold.gold,
        "title": gold.title,
        "published_at": gold.published,
        **changes,
    }


def test_tokens():
    """Words of letters and digits; one token for each Han, kana and Hangul character; NFKC first."""
    assert tokens("Ｔｗｏ sources, 3rd 다리가 橋ー") == ["Two", "sources", "3rd", "다", "리", "가", "橋", "ー"]
    assert tokens("・、。「」… !") == []


def test_shingles_are_a_multiset():
    """A sentence said twice counts twice; a text of fewer than four tokens is one shingle."""
    assert shingles("a b c d a b c d")[("a", "b", "c", "d")] == 2
    assert shingles("a b c d").total() == 1
    assert shingles("a b").total() == 1
    assert not shingles("")


def test_compare():
    """Precision falls with what is too much, recall with what is missing; nothing against nothing agrees."""
    assert compare("a b c d e", "a b c d e") == (1.0, 1.0)
    assert compare("a b c d e f g h", "a b c d e") == (0.4, 1.0)
    assert compare("a b c d", "a b c d e") == (1.0, 0.5)
    assert compare("", "a b c d") == (0.0, 0.0)
    assert compare("", "") == (1.0, 1.0)
    assert harmonic(0.0, 0.0) == 0.0
    assert harmonic(0.5, 1.0) == pytest.approx(2 / 3)


def test_measure(tmp_path):
    """The keys issue 2 names, per country too, with progress told."""
    first, second = article("ko", "eval"), article("en", "eval")
    told = []
    result = measure_pages(
        write(
            tmp_path / "p.jsonl",
            [row(first, korean.agency(first), country="KR"), row(second, english.plain(second), country="GB")],
        ),
        lambda *step: told.append(step),
    )
    assert {"precision", "recall", "f1", "title_accuracy", "date_accuracy", "pages_per_second", "by_country"} <= set(
        result
    )
    assert result["f1"] > 0.95
    assert (result["title_accuracy"], result["date_accuracy"]) == (1.0, 1.0)
    assert set(result["by_country"]) == {"KR", "GB"}
    assert told[-1] == ("eval pages", 2, 2)
    assert json.loads(json.dumps(result)) == result


def test_a_quarantined_page_counts_as_nothing(tmp_path):
    """A page that is refused lowers recall; it does not vanish from the average."""
    gold = article("ko", "eval")
    result = measure_pages(
        write(tmp_path / "p.jsonl", [row(gold, korean.agency(gold)), row(gold, "<html><body></body></html>")])
    )
    assert result["quarantined"] == 1
    assert result["recall"] == pytest.approx(0.5, abs=0.02)
    assert result["title_accuracy"] == 0.5


def test_rows_without_gold_title_or_date(tmp_path):
    """Accuracy is over the rows that have a gold value, and nothing where none has."""
    gold = article("ko", "eval")
    bare = {"id": "1", "html": korean.agency(gold), "body": gold.gold, "url": None}
    result = measure_pages(write(tmp_path / "p.jsonl", [bare]))
    assert result["title_accuracy"] is None
    assert result["date_accuracy"] is None


@pytest.mark.parametrize(
    "published", ["2026-01-30T01:00:00+09:00", "2026-01-29T16:00:00+00:00", "2026-01-30", "2026-01-30 01:00:00"]
)
def test_days_are_compared_in_the_stated_zone(tmp_path, published):
    """One instant, told in Seoul or in UTC, or a bare day of the country."""
    gold = article("ko", "eval")
    markup = korean.agency(gold).replace(gold.published, "2026-01-30T01:00:00+09:00")
    result = measure_pages(write(tmp_path / "p.jsonl", [row(gold, markup, published_at=published, country="KR")]))
    assert result["date_accuracy"] == 1.0
    wrong = measure_pages(
        write(tmp_path / "p.jsonl", [row(gold, markup, published_at="2026-01-31T01:00:00+09:00", country="KR")])
    )
    assert wrong["date_accuracy"] == 0.0


@pytest.mark.parametrize("line", ["{", "[]", '{"html": 1, "body": ""}', '{"html": "<p>"}'])
def test_bad_lines_are_named(tmp_path, line):
    """A line that is no row stops the measurement with its number."""
    path = tmp_path / "p.jsonl"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(InputError, match="line 2"):
        measure_pages(path)


def test_missing_file(tmp_path):
    """So does a file that is not there."""
    with pytest.raises(InputError, match="nowhere"):
        measure_pages(tmp_path / "nowhere.jsonl")


def test_an_empty_file(tmp_path):
    """No rows: zeroes, no division by them."""
    path = tmp_path / "p.jsonl"
    path.write_text("", "utf-8")
    assert measure_pages(path)["f1"] == 0.0
