"""Dirty text and live markup to plain text."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.text.clean import clean_line, clean_lines, plain, plain_lines, strip_hidden


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("두 장관 <b>회담</b>", "두 장관 회담"),
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("a&nbsp;&nbsp; b\n\tc", "a b c"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("I <3 ships", "I <3 ships"),
        ("<p>one</p><p>two<br/>three</p>", "one two three"),
        ("bold<b>er</b>", "bolder"),
        ("<![CDATA[Harbour]]> news", "Harbour news"),
        ("<!-- note -->x<?pi?>y<!DOCTYPE html>", "xy"),
        ("<ruby>港<rt>みなと</rt></ruby>町", "港町"),
        ('<a title="x > y" href=/z>t</a>', "t"),
        ("cut off <a href='http://harbour.exam", "cut off"),
        ("<rt>never closed", "never closed"),
        ("q<o:p></o:p>", "q"),
        ("", ""),
    ],
)
def test_markup_becomes_one_line_of_text(fragment, text):
    """Tags go, entities resolve, blocks part words, inline tags do not, comparison signs stay."""
    assert plain(fragment) == text


@pytest.mark.parametrize("title", ["<속보> 두 장관 회담", "<KBS 뉴스> 항구", "<특징주>오름세"])
def test_headlines_keep_their_angle_brackets(title):
    """Korean papers put labels into <>, which no browser takes for a tag that means something."""
    assert plain(title.replace("<", "&lt;").replace(">", "&gt;")) == title


@pytest.mark.parametrize(
    "fragment",
    [
        "<script>alert(1)</script>safe",
        "&lt;script&gt;alert(1)&lt;/script&gt;safe",
        "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;safe",
        "<scr\u200bipt>alert(1)</script>safe",
        "safe<img src=x onerror=alert(1)>",
        "safe<xss onfocus=alert(1) autofocus>",
        "safe<svg/onload=alert(1)>",
        "safe&#x3C;iframe src=javascript:alert(1)&#x3E;&#60;/iframe>",
        "<style>alert(1)</style>safe<script>alert(1)",
    ],
)
def test_no_live_markup_is_left(fragment):
    """A title that decodes to markup, at any depth, ends as its words."""
    assert plain(fragment) == "safe"


def test_unescaping_ends():
    """Entities nested deeper than anybody writes them are left alone, not followed for ever."""
    assert len(plain("&" + "amp;" * 10_000 + "lt;b&gt;")) > 9_000


def test_paragraphs_stay_apart():
    """Full text of a feed keeps its paragraphs, and plain text its line ends."""
    assert plain_lines("<p>one\nline</p>\n<p>two</p><ul><li>three</ul>") == "one line\ntwo\nthree"
    assert plain_lines("one\r\n\r\ntwo \u2028 three") == "one\ntwo\nthree"


@pytest.mark.parametrize(
    "hidden",
    [
        "\u200b",
        "\u00ad",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\U000e0041",
        "\ufe0f",
        "\U000e0101",
        "\x00",
        "\x1b",
        "\u3164",
        "\ud800",
        "\uffff",
    ],
)
def test_what_no_reader_sees_is_stripped(hidden):
    """Zero-width, bidi, tag and control characters carry instructions past readers, never words."""
    assert strip_hidden(f"동{hidden}래") == "동래"
    assert clean_line(f" 동{hidden}래 ") == "동래"


def test_joiners_are_spelling_in_persian_and_hidden_elsewhere():
    """Zero-width joiners stay between Arabic or Indic letters."""
    assert strip_hidden("می\u200cخواهم") == "می\u200cخواهم"
    assert strip_hidden("ship\u200cyard\u200d") == "shipyard"


def test_decomposed_hangul_is_composed():
    """Files from some systems come in NFD; comparison needs NFC."""
    assert clean_line(unicodedata.normalize("NFD", "동래통신")) == "동래통신"


def test_lines_are_kept_by_clean_lines_only():
    """One function for a line, one for a text."""
    assert clean_line("a\n\nb") == "a b"
    assert clean_lines(" a \n \n b\x85c") == "a\nb\nc"


@pytest.mark.parametrize(
    "hostile",
    ["<div>" * 60_000, "<" * 300_000, "<a " * 100_000, '<a ="' * 60_000, "<!--" * 70_000, "<svg>" * 60_000, "&lt;" * 70_000, "<a " + "x=1 " * 70_000 + ">"],
)  # fmt: skip
def test_hostile_fragments_cost_linear_time(hostile):
    """300 kB of the worst markup in well under the two seconds a feed may take."""
    began = time.process_time()
    plain_lines(hostile)
    assert time.process_time() - began < 1.5


@given(st.text(alphabet=st.sampled_from("<>/!-=\"'&;#xabp ltgscrip\u200b\n한"), max_size=60))
def test_what_comes_out_is_clean(fragment):
    """No known tag, no hidden character, no doubled space, and cleaning a clean line changes nothing."""
    text = plain(fragment)
    assert not re.search(r"</?(?:a|b|p|s|script)\b[^<]*>", text, re.IGNORECASE)
    assert clean_line(text) == text
    assert strip_hidden(text) == text


@given(st.text(max_size=80))
def test_any_text_can_be_cleaned_and_stored(text):
    """Half surrogates and the like never reach the database."""
    for result in (plain(text), plain_lines(text), clean_line(text)):
        result.encode("utf-8")
