"""The folders of ../shared/data, and the sample wire, as rows of `twosource eval group`.

    .venv/bin/python bench/rows.py headlines-en > /tmp/headlines.jsonl
    .venv/bin/twosource eval group /tmp/headlines.jsonl

headlines-en: 2,558 headlines with times; parallel: each document of parallel-news in three languages, one event a
document; parallel-halves: the same, each text cut into its even and its odd sentences, so that a language has two.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from twosource.eval.group import Row
from twosource.sample.truth import reports_rows
from twosource.sample.wiredata import load_sample

DATA = Path(__file__).parents[2] / "shared" / "data"
LANGUAGES = ("en", "ko", "ja")
# A half of fewer sentences is no report
FEWEST = 2


def headlines_en() -> list[Row]:
    """Headlines with publisher and time; [] where the data is not here."""
    return [
        Row(
            id=row["id"],
            language="en",
            title=row["title"].replace("\\", ""),
            published_at=datetime.fromtimestamp(row["published_ms"] / 1000, UTC).isoformat(),
            outlet=row["publisher"],
            url=row["url"],
            event=row["event"],
        )
        for row in _lines(DATA / "headlines-en" / "headlines.jsonl")
    ]


def parallel() -> list[Row]:
    """Documents without a time, all of one language after all of another."""
    return [
        _row(document["document"], language, document[language], "")
        for language in LANGUAGES
        for document in _lines(DATA / "parallel-news" / "documents.jsonl")
    ]


def parallel_halves() -> list[Row]:
    """Halves of documents, the first of each before the second."""
    return [
        _row(document["document"], language, document[language][1:][start::2], f"/{start}")
        for start in (0, 1)
        for document in _lines(DATA / "parallel-news" / "documents.jsonl")
        for language in LANGUAGES
        if len(document[language][1:][start::2]) >= FEWEST
    ]


def sample_wire() -> list[Row]:
    """The reports of our own sample wire."""
    return [
        Row(**{key: str(row[key]) for key in Row.__dataclass_fields__ if row.get(key) is not None})
        for row in reports_rows(load_sample())
    ]


def _row(document: str, language: str, sentences: list[str], mark: str) -> Row:
    return Row(
        id=f"{document}/{language}{mark}",
        language=language,
        title=sentences[0],
        body="\n".join(sentences[1:]),
        event=document,
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


CONVERTERS: dict[str, Callable[[], list[Row]]] = {
    "headlines-en": headlines_en,
    "parallel": parallel,
    "parallel-halves": parallel_halves,
    "sample": sample_wire,
}


def main() -> int:
    """Print the rows of the set that the argument names."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in CONVERTERS:
        print(f"usage: rows.py {' | '.join(CONVERTERS)}", file=sys.stderr)
        return 2
    for row in CONVERTERS[name]():
        print(json.dumps(asdict(row), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
