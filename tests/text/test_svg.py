"""Text set in SVG: it fits, it breaks where the language breaks, nothing is lost but what is cut with "…"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.text.phrases import phrases
from twosource.text.svg import clean, element, escaped, measure, sans, serif, wrap


@given(st.text(max_size=60), st.sampled_from(["ko", "ja", "en", "zh"]), st.integers(60, 400))
def test_lines_fit(text: str, language: str, width: int) -> None:
    """No line is wider than its column, and there are never too many."""
    lines = wrap(text, language, size=20, width=width, lines=3)
    assert len(lines) <= 3
    assert all(measure(line, 20) <= width for line in lines)


@given(st.text(alphabet="가나다 라마바 abc ", max_size=60), st.sampled_from(["ko", "ja", "en"]))
def test_nothing_is_lost(text: str, language: str) -> None:
    """With room enough every character is there, in order."""
    lines = wrap(text, language, size=20, width=100, lines=99)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_korean_breaks_between_words() -> None:
    """A word stays whole where it fits a line."""
    assert wrap("다라항 앞바다에서 좌초", "ko", size=20, width=130, lines=3) == ("다라항", "앞바다에서", "좌초")


def test_japanese_breaks_between_phrases() -> None:
    """BudouX's phrases, not characters."""
    lines = wrap("ダラ港沖で連絡船が座礁した", "ja", size=20, width=170, lines=3)
    assert "".join(lines) == "ダラ港沖で連絡船が座礁した"
    assert lines[0].endswith(("で", "が"))


def test_too_long_ends_in_an_ellipsis() -> None:
    """What does not fit is cut visibly."""
    lines = wrap("one two three four five", "en", size=20, width=60, lines=1)
    assert lines[0].endswith("…")


@pytest.mark.parametrize("language", ["ko", "en", ""])
def test_phrases_of_other_languages(language: str) -> None:
    """Only Japanese is cut; joined, phrases are the text again."""
    assert phrases("가 나", language) == ("가 나",)
    assert "".join(phrases("今日は良い天気です", "ja")) == "今日は良い天気です"
    assert phrases("", "ja") == ("",)


def test_names_stay_whole() -> None:
    """A break that the model would put into a name is taken out; the others stay."""
    text = "安圭伯・小泉進次郎、横須賀で会談"
    for name in ("小泉進次郎", "安圭伯"):
        assert any(name in run for run in phrases(text, "ja", ("小泉進次郎", "安圭伯", "")))
    assert "".join(phrases(text, "ja", ("小泉進次郎",))) == text
    assert len(phrases(text, "ja", ("小泉進次郎",))) > 1


def test_wide_and_narrow() -> None:
    """A Hangul syllable is an em wide, a combining mark nothing, a Latin letter about half."""
    assert measure("가", 10) == 10
    assert measure("\u0301", 10) == 0
    assert 3 < measure("a", 10) < 7
    assert measure("l", 10) < measure("a", 10) < measure("M", 10)


def test_elements_are_escaped() -> None:
    """Attributes and text cannot break out."""
    assert element("a", {"b": '"<', "c": 1.50}) == """<a b='"&lt;' c="1.5"/>"""
    assert escaped("a<b>&\x00") == "a&lt;b&gt;&amp;"
    assert clean("a\u202eb\n c") == "ab c"


def test_font_stacks() -> None:
    """Each language has its system fonts and a generic end."""
    assert "KR" in serif("ko")
    assert "JP" in sans("ja-JP")
    assert all(stack.endswith("serif") for tag in ("ko", "ja", "zh", "en", "ar") for stack in (serif(tag), sans(tag)))
