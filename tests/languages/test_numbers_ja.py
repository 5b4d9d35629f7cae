"""Japanese numbers: what they are worth, and which words and names hold kanji digits and are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.languages.ja.numbers import find_numerals
from twosource.languages.protocol import FULL_WIDTH

# (sentence, [(number as written, value)])
NUMBERS = [
    ("二千二十六年度の予算", [("二千二十六", 2026)]),
    ("二〇二六年", [("二〇二六", 2026)]),
    ("百二十三万四千五百六十七人", [("百二十三万四千五百六十七", 1_234_567)]),
    ("九百万零四百", [("九百万零四百", 9_000_400)]),
    ("参加者は3万2千人", [("3万2千", 32_000)]),
    ("2百5十個", [("2百5十", 250)]),
    ("9百万4百円", [("9百万4百", 9_000_400)]),
    ("3 万 4,500トン", [("3 万 4,500", 34_500)]),
    ("4兆3千億ウォン", [("4兆3千億", 4.3e12)]),
    ("一万五千億円", [("一万五千億", 1.5e12)]),
    ("壱百弐拾円", [("壱百弐拾", 120)]),
    ("四点八倍になった", [("四点八", 4.8)]),
    ("十二・三二倍", [("十二・三二", 12.32)]),
    ("気温はマイナス十度", [("マイナス十", -10)]),
    ("前年比−5％", [("−5", -5)]),
    ("五分の三が賛成した", [("五分の三", 0.6)]),
    ("全体の4分の1", [("4分の1", 0.25)]),
    ("1と4分の1", [("1と4分の1", 1.25)]),
    ("350又三分の一", [("350又三分の一", 350 + 1 / 3)]),
    ("比率は1/4だ", [("1/4", 0.25)]),
    ("2.5×10の14乗", [("2.5×10の14乗", 2.5e14)]),
    ("2.5の-1乗", [("2.5の-1乗", 0.4)]),
    ("½カップと2¾杯", [("½", 0.5), ("2¾", 2.75)]),
    ("1e13", [("1e13", 1e13)]),
    ("鉛筆を三ダース買った", [("三ダース", 36)]),
    ("半ダース", [("半ダース", 6)]),
    ("500余り万の人口", [("500余り万", 5e6)]),
    ("二人が死亡し、三人がけが。", [("二", 2), ("三", 3)]),
    ("男女五人が負傷", [("五", 5)]),
    ("答えは五です。", [("五", 5)]),
    ("第三回会合", [("三", 3)]),
    ("二つの案", [("二", 2)]),
    ("２０～３０人", [("20", 20), ("30", 30)]),
    ("3対2、2-1で勝利", [("3", 3), ("2", 2), ("2", 2), ("1", 1)]),
    ("前半45分の1点目", [("45", 45), ("1", 1)]),
    ("住所は10.0.0.1", [("10", 10), ("0", 0), ("0", 0), ("1", 1)]),
    ("二百数十万人", [("二百数十万", 2.1e6)]),
]

# Sentences of news in which no sign is a number
WORDS = [
    "三重県四日市市で五輪の関連行事が開かれ、千葉県や四国、九州からも参加した。",
    "三菱と八王子市、一部の住民は万全を期す。一方、一時停電した。",
    "第三者委員会は一連の問題を十分に調べた。",
    "五十嵐氏と三浦氏、千代田区、六本木、八戸、千歳",
    "唯一の被爆国、統一、万博、百貨店、千秋楽、億万長者",
    "二国間協議、四半期、三角、十字路、一昨年、一人ひとり",
    "健一は浩二と会い、山田八十、と名乗った。",
    "数十万が避難し、十数人がけがをした。",
    "二・二六事件、万一に備え、兆候、東京、第二京浜",
    "大陸と参加者、伍長、過半数",
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS, ids=[text for text, _ in NUMBERS])
def test_number_is_read_whole(text: str, expected: list[tuple[str, float]]) -> None:
    """A number keeps its units, decimals and fraction, and nothing that stands behind it."""
    text = text.translate(FULL_WIDTH)
    found = find_numerals(text)
    assert [text[n.start : n.end] for n in found] == [surface for surface, _ in expected]
    assert [n.value for n in found] == pytest.approx([value for _, value in expected])


@pytest.mark.parametrize("text", WORDS)
def test_word_is_no_number(text: str) -> None:
    """Kanji digits in words and names are no number."""
    assert [text[n.start : n.end] for n in find_numerals(text)] == []


@pytest.mark.parametrize(
    ("text", "value"), [("にじゅうさん", 23), ("答えは きゅうじゅうなな", 97), ("田中さんとご一緒に", None)]
)
def test_spoken_number_stands_alone(text: str, value: float | None) -> None:
    """A number in hiragana is one only where nothing but spaces and stops stand around it."""
    assert [n.value for n in find_numerals(text)] == ([] if value is None else [value])


@pytest.mark.parametrize("text", ["幅29kmの海峡", "水深10メートル", "投票率は55.5パーセント"])
def test_measure_is_a_number_to_figures_only(text: str) -> None:
    """A number written together with its unit of measure is found where `measured` asks for it."""
    assert find_numerals(text) == []
    assert len(find_numerals(text, measured=True)) == 1


ALPHABET = st.text(
    st.sampled_from("0123456789.,-/e万千百十億兆一二三〇零壱 分の点・と乗人円いちに") | st.characters(), max_size=60
)


@given(ALPHABET)
def test_spans_are_sorted_and_apart(text: str) -> None:
    """On any text: no crash, spans lie in it, in order, none overlapping."""
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        assert numeral.value == numeral.value
        end = numeral.end


@pytest.mark.parametrize("part", ["1", "一", "一・", "五分の", "一と", "1の1の", "1、111", "いち", "マイナス"])
def test_hostile_text_takes_linear_time(part: str) -> None:
    """A long run of one sign is read in a moment."""
    started = time.perf_counter()
    find_numerals(part * 20_000)
    assert time.perf_counter() - started < 3
