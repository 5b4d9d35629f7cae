"""Korean numbers: what they are worth, and which words look like one and are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.languages.ko.numbers import find_numerals

# (sentence, [(number as written, value)])
NUMBERS = [
    ("주민 3만2천 명이 대피했다.", [("3만2천", 32_000)]),
    ("예산은 1조2천억 원이다.", [("1조2천억", 1.2e12)]),
    ("예산 1억 2천 5백만 원", [("1억 2천 5백만", 1.25e8)]),
    ("수출 29만 천 890톤", [("29만 천 890", 291_890)]),
    ("상금 3백21만 원", [("3백21만", 3.21e6)]),
    ("약 천 4백만 달러", [("천 4백만", 1.4e7)]),
    ("만 6천 톤을 실었다.", [("만 6천", 16_000)]),
    ("4천여만 원을 받았다.", [("4천여만", 4e7)]),
    ("1,234,567명", [("1,234,567", 1_234_567)]),
    ("9.5도까지 올랐다.", [("9.5", 9.5)]),
    ("영하 3도, -3.5도", [("3", 3), ("-3.5", -3.5)]),
    ("주소는 10.0.0.1이다.", [("10", 10), ("0", 0), ("0", 0), ("1", 1)]),
    ("삼백삼십일 명이 왔다.", [("삼백삼십일", 331)]),
    ("이천이백 년 전이다.", [("이천이백", 2200)]),
    ("이십일조 삼백억 원", [("이십일조 삼백억", 2.103e13)]),
    ("십 년 만이다.", [("십", 10)]),
    ("마이너스 칠 도", [("마이너스 칠", -7)]),
    ("이백점 영삼점을 받았다.", [("이백점 영삼", 200.03)]),
    ("스물다섯 살 청년", [("스물다섯", 25)]),
    ("열두 명이 모였다.", [("열두", 12)]),
    ("백스물한 번째", [("백스물한", 121)]),
    ("두 명이 다쳤고 한 명이 숨졌다.", [("두", 2), ("한", 1)]),
    ("후보는 하나다.", [("하나", 1)]),
    ("셋 중 둘은 찬성이다.", [("셋 중 둘", 2 / 3)]),
    ("삼분의 이가 찬성했다.", [("삼분의 이", 2 / 3)]),
    ("3분의 1만 남았다.", [("3분의 1", 1 / 3)]),
    ("오분의 일만 받았다.", [("오분의 일", 0.2)]),
    ("이와 사분의 일", [("이와 사분의 일", 2.25)]),
    ("사과 두 다스", [("두 다스", 24)]),
    ("비율은 3/4이다.", [("3/4", 0.75)]),
    ("반을 나눠 주었다.", [("반", 0.5)]),
    ("이십육입니다.", [("이십육", 26)]),
    ("백만이 넘는 시민", [("백만", 1e6)]),
    ("1억 2026년 예산", [("1억", 1e8), ("2026", 2026)]),
]

# Sentences of news in which no syllable is a number
WORDS = [
    "이 사람은 일본에서 오늘 구조됐다.",
    "만일의 사태에 대비해 천막을 쳤다.",
    "이사회는 사천시청에서 열렸고 이천시도 참여했다.",
    "한편 정부는 조만간 사이버 안보 협의를 한다.",
    "오 대표는 이 의원과 구 의원을 만났다.",
    "팔을 다친 이모 씨와 구모 씨, 육군과 공군",
    "이 점이 중요하고 이 분의 일이 잘됐다.",
    "일이 많은 이유로 사유로 구체적으로 설명했다.",
    "수십 명이 대피했고 몇 천 원이 들었다.",
    "천장이 무너지고 열병이 돌았다. 세대 갈등도 커졌다.",
    "백화점, 천안, 칠레, 삼각지, 영국, 사실, 조사, 억울",
    "한반도 비핵화와 두통, 세계, 네트워크, 열차, 하나은행",
    "G20과 F-35A, K팝",
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS, ids=[text for text, _ in NUMBERS])
def test_number_is_read_whole(text: str, expected: list[tuple[str, float]]) -> None:
    """A number keeps its units, decimals and fraction, and nothing that stands behind it."""
    found = find_numerals(text)
    assert [text[n.start : n.end] for n in found] == [surface for surface, _ in expected]
    assert [n.value for n in found] == pytest.approx([value for _, value in expected])


@pytest.mark.parametrize("text", WORDS)
def test_word_is_no_number(text: str) -> None:
    """A syllable that is a word, a name or part of one is no number."""
    digits = [n for n in find_numerals(text) if not text[n.start].isdigit()]
    assert [text[n.start : n.end] for n in digits] == []


@pytest.mark.parametrize("text", ["헌법 제1조", "형법 250조", "C조와 2조 1위"])
def test_article_is_no_trillion(text: str) -> None:
    """조 is an article or a group behind a law, an ordinal or before a rank."""
    assert all(n.value < 1000 for n in find_numerals(text))


@pytest.mark.parametrize("text", ["너비 29km 해협", "깊이 10미터", "1.5L 병"])
def test_measure_is_a_number_to_figures_only(text: str) -> None:
    """A number written together with its unit of measure is found where `measured` asks for it."""
    assert find_numerals(text) == []
    assert len(find_numerals(text, measured=True)) == 1


ALPHABET = st.text(
    st.sampled_from("0123456789.,-/e만천백십억조일이삼두세열 분의점과 명원다") | st.characters(), max_size=60
)


@given(ALPHABET)
def test_spans_are_sorted_and_apart(text: str) -> None:
    """On any text: no crash, spans lie in it, in order, none overlapping."""
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        assert numeral.value == numeral.value
        end = numeral.end


@pytest.mark.parametrize("part", ["1", "일과 ", "십 ", "오분의 일만", "1 000", "1.1", "만 ", "1,"])
def test_hostile_text_takes_linear_time(part: str) -> None:
    """A long run of one sign is read in a moment."""
    started = time.perf_counter()
    find_numerals(part * 20_000)
    assert time.perf_counter() - started < 3
