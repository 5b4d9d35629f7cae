"""Sentence spans: exact offsets, quotes kept whole, abbreviations that end nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import languages
from twosource.languages.sentences import Style, quoted_regions, split


def _sentences(code: str, body: str) -> list[str]:
    text = f"\n{body}"
    return [text[p.start : p.end] for p in languages.get(code).passages("", body)][1:]


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("ko", ["두 장관이 만났다.", "회담은 한 시간 걸렸다."]),
        ("ko", ["그는 “좋다. 다시 만나자.”라고 말했다.", "회담은 끝났다."]),
        ("ko", ["금리는 3.5% 올랐다.", "물가는 내렸다."]),
        ("ja", ["両氏が会談した。", "会談は1時間だった。"]),
        ("ja", ["同氏は「良い。また会おう。」と述べた。", "会談は終わった。"]),
        ("ja", ["なぜか？", "理由は不明だ。"]),
        ("en", ["They met on Jan. 30 in Yokosuka.", "Talks took an hour."]),
        ("en", ["Lt. Gen. Mara Quill met U.S. officials.", "Nobody spoke."]),
        ("en", ['"We agree. We are glad," he said.', "They left."]),
        ("en", ["Prices rose 3.5 percent.", "Wages fell."]),
        ("en", ["Did they meet?", "They did."]),
        ("en", ["It is in the U.S. The ministry said so."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(code: str, sentences: list[str]) -> None:
    """A stop inside a quote, a number or an abbreviation ends no sentence."""
    glue = "" if code == "ja" else " "
    assert "".join(_sentences(code, glue.join(sentences))).replace(" ", "") == "".join(sentences).replace(" ", "")
    if len(sentences) > 1:
        assert _sentences(code, glue.join(sentences)) == sentences


def test_title_is_passage_zero_and_whole() -> None:
    """However many stops a headline has, it is one passage."""
    title, *body = languages.get("en").passages("Fire. Flood. Fear.", "It rained.")
    assert (title.index, title.start, title.end) == (0, 0, 18)
    assert [(p.start, p.end) for p in body] == [(19, 29)]


def test_paragraphs_end_sentences() -> None:
    """A line break ends a sentence without a stop."""
    assert _sentences("ko", "첫 문단\n둘째 문단") == ["첫 문단", "둘째 문단"]


def test_unclosed_quote_does_not_swallow_the_paragraph() -> None:
    """One forgotten quotation mark must not make a report a single sentence."""
    assert len(_sentences("ja", "「始まった。次の文。" + "あ" * 500 + "。")) > 1


def test_quoted_regions_are_outermost() -> None:
    """A quote within a quote belongs to the outer one."""
    text = "同氏は「彼は『行く』と言った」と述べた"
    assert [text[a:b] for a, b in quoted_regions(text, 0, len(text))] == ["「彼は『行く』と言った」"]


@given(st.text(max_size=200), st.text(max_size=30).map(lambda t: t.replace("\n", " ")))
def test_spans_are_ordered_and_inside(body: str, title: str) -> None:
    """For any text passages are in order, disjoint, trimmed, and cover every character but white space."""
    text = f"{title}\n{body}"
    passages = split(title, body, Style())
    position = 0
    for passage in passages[1:]:
        assert position <= passage.start < passage.end <= len(text)
        assert text[passage.start : passage.end].strip() == text[passage.start : passage.end]
        assert not text[max(position, len(title) + 1) : passage.start].strip()
        position = passage.end
    assert not text[max(position, len(title) + 1) :].strip()
