"""Whole articles, read by people: a changed word shows up as a changed line.

`TWOSOURCE_GOLDEN=1 pytest tests/write/test_golden.py` writes the files anew; then read them, in every language.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cases import CASES

from twosource.records import Article
from twosource.write.brief import BriefWriter

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("ko", "ja", "en")


def show(article: Article) -> str:
    """An article as plain text, foreign runs in braces with their language, citations counted."""
    lines = [f"# {_run(article.headline.fragments)}", f"> {_run(article.standfirst.fragments)}", ""]
    for paragraph in article.body:
        lines.append(f"[{paragraph.role}]")
        lines += [f"{_run(s.fragments)} ({len(s.citations)})" for s in paragraph.sentences]
    return "\n".join(lines) + "\n"


def _run(fragments) -> str:
    return "".join(f"{{{f.language}:{f.text}}}" if f.language else f.text for f in fragments)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_article_reads_as_it_was_approved(case: str, language: str) -> None:
    """Prose changes only where somebody has read the change."""
    path = GOLDEN / f"{case}.{language}.txt"
    text = show(BriefWriter().write(CASES[case](), language))
    if os.environ.get("TWOSOURCE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
