"""What stands around a number: ranges, wholes and parts, signs of money, hedges, words that are no units."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import languages
from twosource.languages.protocol import Reading
from twosource.records import Modifier

Read = Callable[..., Reading]
Told = tuple[str, float, float, str]

CASES: list[tuple[str, str, list[Told]]] = [
    # a range shares its unit, and its scale where the first number has none
    ("ko", "방문객이 3~4만 명에 이른다.", [("3~4만 명", 3e4, 4e4, "person")]),
    ("ko", "8만~9만 명이 모였다.", [("8만~9만 명", 8e4, 9e4, "person")]),
    ("ko", "8만 명~9만 명이 모였다.", [("8만 명~9만 명", 8e4, 9e4, "person")]),
    ("ko", "3%~5% 오른다.", [("3%~5%", 3, 5, "percent")]),
    ("ja", "3〜4万人が訪れる。", [("3〜4万人", 3e4, 4e4, "person")]),
    ("ja", "8万～9万人が集まった。", [("8万～9万人", 8e4, 9e4, "person")]),
    ("ja", "雨は2から4インチになる。", [("2から4インチ", 2, 4, "inch")]),
    ("en", "It will cost 3 to 4 million euros.", [("3 to 4 million euros", 3e6, 4e6, "EUR")]),
    ("en", "Between 20 and 30 people fled.", [("20 and 30 people", 20, 30, "person")]),
    ("en", "Rain of 5-7 inches fell.", [("5-7 inches", 5, 7, "inch")]),
    # a change is none, nor are two things that are merely named together
    ("en", "Injuries rose from 9 to 12 people.", [("12 people", 12, 12, "person")]),
    ("en", "She saw 3 and 4 people.", [("4 people", 4, 4, "person")]),
    ("ko", "부상자는 9명에서 12명으로 늘었다.", [("9명", 9, 9, "person"), ("12명", 12, 12, "person")]),
    # a whole and its parts are one
    ("ko", "1시간 30분 동안 이야기했다.", [("1시간 30분", 1.5, 1.5, "hour")]),
    ("ko", "2박3일 일정이다.", [("2박3일", 3, 3, "day")]),
    ("ja", "1泊2日の旅だ。", [("1泊2日", 2, 2, "day")]),
    ("ja", "会談は1時間半に及んだ。", [("1時間半", 1.5, 1.5, "hour")]),
    ("ja", "2時間15分かかった。", [("2時間15分", 2.25, 2.25, "hour")]),
    ("ja", "1ドル＝150円25銭で取引された。", [("1ドル", 1, 1, "USD"), ("150円25銭", 150.25, 150.25, "JPY")]),
    ("en", "It took 2 hours and 30 minutes.", [("2 hours and 30 minutes", 2.5, 2.5, "hour")]),
    ("en", "The tower is 5 feet 6 inches wide.", [("5 feet 6 inches", 5.5, 5.5, "foot")]),
    ("en", "They waited 3 hours, 5 days in a row.", [("3 hours", 3, 3, "hour"), ("5 days", 5, 5, "day")]),
    # signs of money before, in every script; "m" behind such a sum is millions
    ("ko", "$300만을 투자했다.", [("$300만", 3e6, 3e6, "USD")]),
    ("ja", "€500を払った。", [("€500", 500, 500, "EUR")]),
    ("en", "It raised £20m and $3.4bn.", [("£20m", 2e7, 2e7, "GBP"), ("$3.4bn", 3.4e9, 3.4e9, "USD")]),
    ("en", "It sold for HK$5 million.", [("HK$5 million", 5e6, 5e6, "HKD")]),
    ("fr", "Le chantier a coûté €500.", [("€500", 500, 500, "EUR")]),
    # pounds are weighed or paid
    ("en", "The pig weighs 550 pounds.", [("550 pounds", 550, 550, "pound")]),
    ("en", "She paid a fine of 550 pounds.", [("550 pounds", 550, 550, "GBP")]),
    ("en", "A loan of 2 million pounds was agreed.", [("2 million pounds", 2e6, 2e6, "GBP")]),
    # a scale of money or people is no magnitude; a speed needs its word and its unit
    ("ko", "규모 500억원의 사업이다.", [("500억원", 5e10, 5e10, "KRW")]),
    ("ko", "규모 5.8의 지진이 났다.", [("규모 5.8", 5.8, 5.8, "magnitude")]),
    ("ko", "시속 120㎞로 달렸다.", [("시속 120㎞", 120, 120, "kmh")]),
    ("ko", "시속 85마일의 바람이 불었다.", [("시속 85마일", 85, 85, "mph")]),
    ("en", "A magnitude 7.5 quake killed no one.", [("magnitude 7.5", 7.5, 7.5, "magnitude")]),
    # degrees, below zero too
    ("ko", "영하 12도까지 떨어졌다.", [("영하 12도", -12, -12, "celsius")]),
    ("ja", "氷点下3度だった。", [("氷点下3度", -3, -3, "celsius")]),
    ("en", "It was minus 12 degrees Celsius.", [("minus 12 degrees Celsius", -12, -12, "celsius")]),
    # numbers in words of each language
    ("ko", "이백오십 명이 참석했다.", [("이백오십 명", 250, 250, "person")]),
    ("ja", "三千二百億円だった。", [("三千二百億円", 3.2e11, 3.2e11, "JPY")]),
    ("ja", "女性は六十才だ。", [("六十才", 60, 60, "age")]),
    ("en", "He was ninety-five years old.", [("ninety-five years old", 95, 95, "age")]),
    ("en", "tens of thousands of protesters", [("tens of thousands of protesters", 2e4, 99_999, "person")]),
    ("en", "several hundred people", [("several hundred people", 200, 999, "person")]),
    # people by what became of them
    ("en", "At least 12 were killed.", [("At least 12", 12, 12, "person")]),
    ("en", "It fell, killing three and injuring 12.", [("three", 3, 3, "person"), ("12", 12, 12, "person")]),
    ("en", "Dozens were injured.", [("Dozens", 24, 99, "person")]),
    ("en", "It opened in 1998 and injured nobody.", []),
    # shares
    ("en", "Half of the students agreed.", [("Half", 0.5, 0.5, "share")]),
    ("ko", "절반이 찬성했다.", [("절반", 0.5, 0.5, "share")]),
    ("ja", "過半数が賛成した。", []),
    # words that only look like units
    ("en", "The 47 operating groups met.", []),
    ("en", "One Labour AM spoke.", []),
    ("en", "There was one that players liked.", []),
    ("en", "Call 0800 555 111 quoting log 247.", []),
    ("ko", "2000년대 초였다.", []),
    ("en", "Covid-19 cases fell.", []),
    ("en", "She was the one hundred thousandth visitor.", []),
    ("en", "The coin fell to 155.20 against the dollar.", []),
    ("en", "A magnitude-6.1 quake struck.", [("magnitude-6.1", 6.1, 6.1, "magnitude")]),
    ("ko", "20~30대 청년층의 응답이다.", []),
    ("ja", "2人がけがをし、1人当たり3円を払った。", [("2人", 2, 2, "person"), ("3円", 3, 3, "JPY")]),
    ("ko", "수십 년 만의 만남이다.", []),
    ("ja", "数十年ぶりに会った。", []),
    ("fr", "Les prix ont augmenté de 5% et de 3,5 %.", [("5%", 5, 5, "percent"), ("3,5 %", 3.5, 3.5, "percent")]),
    # nobody is not one
    ("ko", "한 명도 다치지 않았다.", []),
    ("ja", "1人もけがはなかった。", []),
    ("en", "Not one person was hurt.", []),
    # minutes that last, and minutes of a clock
    ("ja", "約30分にわたり会談した。", [("約30分", 30, 30, "minute")]),
    ("ko", "40분 동안 기다렸다.", [("40분", 40, 40, "minute")]),
    # scores
    ("en", "Dara beat North Mill 3-1.", [("3-1", 3, 3, "score")]),
    ("en", "They were trailing 0-2 at the break.", [("0-2", 0, 0, "score")]),
    ("en", "It was open 9-5 and seated 20-30 people.", [("20-30 people", 20, 30, "person")]),
]  # fmt: skip


def told(read: Read, code: str, body: str) -> list[Told]:
    reading = read(code, body)
    return [
        (reading.text[m.span.start : m.span.end], m.value.low, m.value.high, m.value.unit)
        for m in languages.get(code).quantities(reading, [])
    ]


@pytest.mark.parametrize(("code", "body", "expected"), CASES, ids=[f"{c[0]}-{c[1][:24]}" for c in CASES])
def test_what_stands_around_a_number(code: str, body: str, expected: list[Told], read: Read) -> None:
    """The span, both ends of the value and the unit."""
    found = told(read, code, body)
    assert [(surface, unit) for surface, _, _, unit in found] == [(surface, unit) for surface, _, _, unit in expected]
    assert [n for _, low, high, _ in found for n in (low, high)] == pytest.approx(
        [n for _, low, high, _ in expected for n in (low, high)]
    )


@pytest.mark.parametrize(
    ("code", "body", "surface", "modifier"),
    [
        ("ko", "계약 3만 건이 취소됐다.", "3만 건", Modifier.EXACT),
        ("ja", "条約5件を結んだ。", "5件", Modifier.EXACT),
        ("ja", "昨年約5件を結んだ。", "約5件", Modifier.ABOUT),
        ("ko", "65세 이상이 대상이다.", "65세 이상", Modifier.AT_LEAST),
        ("ko", "절반 이상이 찬성했다.", "절반 이상", Modifier.AT_LEAST),
        ("en", "more than half of voters", "more than half", Modifier.MORE_THAN),
        ("en", "up to €500,000", "up to €500,000", Modifier.AT_MOST),
        ("ko", "100여 명이 왔다.", "100여 명", Modifier.MORE_THAN),
        ("ja", "100人余りが来た。", "100人余り", Modifier.MORE_THAN),
        ("ko", "12만명으로 역대 최다를 기록했다.", "12만명으로 역대 최다", Modifier.RECORD),
        ("ja", "12万人で過去最多となった。", "12万人で過去最多", Modifier.RECORD),
        ("en", "It drew a record high of 120,000 people.", "a record high of 120,000 people", Modifier.RECORD),
    ],
)
def test_hedges_belong_to_the_figure(code: str, body: str, surface: str, modifier: Modifier, read: Read) -> None:
    """Before or behind, of ages and shares too; the end of another word is none."""
    reading = read(code, body)
    (mention,) = languages.get(code).quantities(reading, [])
    assert (reading.text[mention.span.start : mention.span.end], mention.value.modifier) == (surface, modifier)


def test_what_is_counted_of_areas_and_money(read: Read) -> None:
    """Any unit of area is an area, any currency money; the text's own unit is kept."""
    for code, body, unit, counted in (
        ("ko", "산림 120㏊가 탔다.", "hectare", "area"),
        ("ja", "山林120平方キロが焼失した。", "km2", "area"),
        ("en", "Some 120 acres of forest burned.", "acre", "area"),
        ("ja", "売上高は5億スイスフランだった。", "CHF", "revenue"),
    ):
        (mention,) = languages.get(code).quantities(read(code, body), [])
        assert (mention.value.unit, mention.value.counted) == (unit, counted)


PIECES = ["3", "12", "만", "명", "약", "億", "円", "人", "3대2", "규모", "$", "million", "people", "half", "of the", "~", "-", "to", "between", "and", "years old", "%", "度", "泊", "일", "killed", ".", "\n", " ", "½", "수십", "dozens", "시속", "km", "時間", "半", "분", "£", "m"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60))
def test_any_text_has_sound_figures(text: str) -> None:
    """Spans are in the text, in order, apart; ends of values in order; the same text gives the same figures."""
    for code in ("ko", "ja", "en", "fr"):
        language = languages.get(code)
        whole = f"\n{text}"
        reading = Reading(whole, language.passages("", text), language.tokens(whole))
        mentions = language.quantities(reading, [])
        assert mentions == language.quantities(reading, [])
        end = 0
        for mention in mentions:
            assert end <= mention.span.start < mention.span.end <= len(whole)
            assert mention.value.low <= mention.value.high
            end = mention.span.end
