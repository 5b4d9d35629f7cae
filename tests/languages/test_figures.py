"""Figures: value, unit, hedge and what is counted, in the three languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from twosource import languages
from twosource.languages.numerals import east_asian, english
from twosource.languages.protocol import Reading
from twosource.records import DateMention, Modifier, QuantityMention

Read = Callable[..., Reading]

# (language, sentence, [(surface, low, high, unit, counted)])
CASES = [
    ("ko", "12명이 다쳤다.", [("12명", 12, 12, "person", "injured")]),
    ("ko", "3명이 숨지고 12명이 다쳤다.", [("3명", 3, 3, "person", "dead"), ("12명", 12, 12, "person", "injured")]),
    ("ko", "사망자 3명, 부상자 12명으로 집계됐다.", [("3명", 3, 3, "person", "dead"), ("12명", 12, 12, "person", "injured")]),
    ("ko", "3명 사망·12명 부상", [("3명", 3, 3, "person", "dead"), ("12명", 12, 12, "person", "injured")]),
    ("ko", "부상자는 9명에서 12명으로 늘었다.", [("9명", 9, 9, "person", "injured"), ("12명", 12, 12, "person", "injured")]),
    ("ko", "주민 3만2천 명이 대피했다.", [("3만2천 명", 32000, 32000, "person", "evacuated")]),
    ("ko", "관람객 약 1만 명이 몰렸다.", [("약 1만 명", 10000, 10000, "person", "visitors")]),
    ("ko", "9,870명이 박물관을 찾았다.", [("9,870명", 9870, 9870, "person", "visitors")]),
    ("ko", "매출은 1조2천억 원이었다.", [("1조2천억 원", 1.2e12, 1.2e12, "KRW", "revenue")]),
    ("ko", "매출 1조 2000억원, 영업이익 850억원을 냈다.", [("1조 2000억원", 1.2e12, 1.2e12, "KRW", "revenue"), ("850억원", 8.5e10, 8.5e10, "KRW", "profit")]),
    ("ko", "규모 5.8의 지진이 났다.", [("규모 5.8", 5.8, 5.8, "magnitude", "magnitude")]),
    ("ko", "100여 명이 참석했다.", [("100여 명", 100, 100, "person", "participants")]),
    ("ko", "수십 명이 다쳤다.", [("수십 명", 20, 99, "person", "injured")]),
    ("ko", "두 명이 실종됐다.", [("두 명", 2, 2, "person", "missing")]),
    ("ko", "20~30명이 체포됐다.", [("20~30명", 20, 30, "person", "arrested")]),
    ("ko", "투표율은 61.2%였다.", [("61.2%", 61.2, 61.2, "percent", "turnout")]),
    ("ko", "훈련이 9년 만에 재개된다.", [("9년 만", 9, 9, "year", "years_since")]),
    ("ko", "짓는 데 480억 원이 들었다.", [("480억 원", 4.8e10, 4.8e10, "KRW", "budget")]),
    ("ko", "어선 3척이 침몰했다.", [("3척", 3, 3, "ship", "ships")]),
    ("ko", "1,200가구가 정전됐다.", [("1,200가구", 1200, 1200, "household", "households")]),
    ("ko", "부상 11명이며 사망·실종자는 없다.", [("11명", 11, 11, "person", "injured")]),
    ("ko", "부상자는 5명에서 8명, 다시 11명으로 늘었으나 숨진 사람은 없다.", [("5명", 5, 5, "person", "injured"), ("8명", 8, 8, "person", "injured"), ("11명", 11, 11, "person", "injured")]),
    ("ko", "승객 5명이 연기를 마시는 등 다쳐 옮겨졌다.", [("5명", 5, 5, "person", "injured")]),
    ("ko", "승객 201명과 선원 13명 등 모두 214명이 타고 있었다.", [("201명", 201, 201, "person", ""), ("13명", 13, 13, "person", ""), ("214명", 214, 214, "person", "aboard")]),
    ("ko", "조합원 9,870명이 참여했다.", [("9,870명", 9870, 9870, "person", "participants")]),
    ("ko", "조합원 약 1만 명이 일손을 놓았다.", [("약 1만 명", 10000, 10000, "person", "participants")]),
    ("en", "About 10,000 workers walked off the job.", [("About 10,000 workers", 10000, 10000, "person", "participants")]),
    ("ko", "결승에서 상대를 3대2로 꺾었다.", [("3대2", 3, 3, "score", "")]),
    ("ko", "10대 소년이 다쳤다.", []),
    ("ko", "차량 30대가 부서졌다.", [("30대", 30, 30, "vehicle", "vehicles")]),
    ("ko", "창단 9년 만의 첫 우승이다.", []),
    ("ja", "けが人は11人で、死者や行方不明者はいない。", [("11人", 11, 11, "person", "injured")]),
    ("ja", "8人がけがをしたが、死者はなかった。", [("8人", 8, 8, "person", "injured")]),
    ("ja", "乗客5人が煙を吸うなどしてけがをした。", [("5人", 5, 5, "person", "injured")]),
    ("ja", "3人と連絡が取れない。", [("3人", 3, 3, "person", "missing")]),
    ("ja", "創設9年ぶりに優勝した。", []),
    ("en", "No deaths were reported; 11 people were hurt.", [("11 people", 11, 11, "person", "injured")]),
    ("en", "None is missing and 11 people were hurt.", [("11 people", 11, 11, "person", "injured")]),
    ("en", "Five passengers were injured.", [("Five passengers", 5, 5, "person", "injured")]),
    ("en", "It is the first full strike at the yard in six years.", [("first full strike at the yard in six years", 6, 6, "year", "years_since")]),
    ("ja", "12人がけがをした。", [("12人", 12, 12, "person", "injured")]),
    ("ja", "3人が死亡し、12人がけがをした。", [("3人", 3, 3, "person", "dead"), ("12人", 12, 12, "person", "injured")]),
    ("ja", "死者3人、負傷者12人となった。", [("3人", 3, 3, "person", "dead"), ("12人", 12, 12, "person", "injured")]),
    ("ja", "けが人は12人に増えた。", [("12人", 12, 12, "person", "injured")]),
    ("ja", "約1万人が避難した。", [("約1万人", 10000, 10000, "person", "evacuated")]),
    ("ja", "1億2000万円を投資する。", [("1億2000万円", 1.2e8, 1.2e8, "JPY", "investment")]),
    ("ja", "売上高は4兆3千億ウォンだった。", [("4兆3千億ウォン", 4.3e12, 4.3e12, "KRW", "revenue")]),
    ("ja", "両国で約30社が参加した。", [("約30社", 30, 30, "company", "companies")]),
    ("ja", "マグニチュード5.8の地震があった。", [("マグニチュード5.8", 5.8, 5.8, "magnitude", "magnitude")]),
    ("ja", "地震の規模はM5.8だった。", [("M5.8", 5.8, 5.8, "magnitude", "magnitude")]),
    ("ja", "9年ぶりに訓練を再開する。", [("9年ぶり", 9, 9, "year", "years_since")]),
    ("ja", "来場者は9870人だった。", [("9870人", 9870, 9870, "person", "visitors")]),
    ("ja", "行方不明者は2人。", [("2人", 2, 2, "person", "missing")]),
    ("ja", "乗客100人以上が乗っていた。", [("100人以上", 100, 100, "person", "aboard")]),
    ("ja", "５０人が参加した。", [("５０人", 50, 50, "person", "participants")]),
    ("ja", "約1200世帯が停電した。", [("約1200世帯", 1200, 1200, "household", "households")]),
    ("en", "12 people were injured.", [("12 people", 12, 12, "person", "injured")]),
    ("en", "Three people were killed and 12 injured.", [("Three people", 3, 3, "person", "dead"), ("12 injured", 12, 12, "person", "injured")]),
    ("en", "The blast killed three people, injuring 12 others.", [("three people", 3, 3, "person", "dead"), ("12 others", 12, 12, "person", "injured")]),
    ("en", "Nearly 10,000 people were evacuated.", [("Nearly 10,000 people", 10000, 10000, "person", "evacuated")]),
    ("en", "Revenue was 1.2 trillion won.", [("1.2 trillion won", 1.2e12, 1.2e12, "KRW", "revenue")]),
    ("en", "It will invest $120 million.", [("$120 million", 1.2e8, 1.2e8, "USD", "investment")]),
    ("en", "A magnitude 5.8 earthquake struck.", [("magnitude 5.8", 5.8, 5.8, "magnitude", "magnitude")]),
    ("en", "A 5.8-magnitude earthquake struck.", [("5.8-magnitude", 5.8, 5.8, "magnitude", "magnitude")]),
    ("en", "Turnout was 61.2 percent.", [("61.2 percent", 61.2, 61.2, "percent", "turnout")]),
    ("en", "It is the first time in nine years.", [("first time in nine years", 9, 9, "year", "years_since")]),
    ("en", "More than 100 people took part.", [("More than 100 people", 100, 100, "person", "participants")]),
    ("en", "The museum drew 9,870 visitors.", [("9,870 visitors", 9870, 9870, "person", "visitors")]),
    ("en", "About a dozen people are missing.", [("About a dozen people", 12, 12, "person", "missing")]),
    ("en", "Some 1,200 households lost power.", [("Some 1,200 households", 1200, 1200, "household", "households")]),
    ("en", "Two fishing boats sank.", [("Two fishing boats", 2, 2, "ship", "ships")]),
]  # fmt: skip

Figures = Callable[[str, str], list[QuantityMention]]


@pytest.fixture
def figures(read: Callable[..., Reading], dates: Callable[..., list[DateMention]]) -> Figures:
    """Quantities of a body, dates taken out as annotate does."""

    def find(code: str, body: str) -> list[QuantityMention]:
        return languages.get(code).quantities(read(code, body), dates(code, body))

    return find


@pytest.mark.parametrize(("code", "body", "expected"), CASES, ids=[f"{c[0]}-{c[1][:20]}" for c in CASES])
def test_figure_is_read(
    code: str, body: str, expected: list[tuple[str, float, float, str, str]], figures: Figures
) -> None:
    """Value, unit and what is counted come out; nothing else of the sentence does."""
    found = [
        (f"\n{body}"[m.span.start : m.span.end], m.value.low, m.value.high, m.value.unit, m.value.counted)
        for m in figures(code, body)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("code", "body", "modifier"),
    [
        ("ko", "약 1만 명이 모였다.", Modifier.ABOUT),
        ("ko", "1만 명가량이 모였다.", Modifier.ABOUT),
        ("ko", "100명 이상이 모였다.", Modifier.AT_LEAST),
        ("ko", "100명 넘게 모였다.", Modifier.MORE_THAN),
        ("ko", "최대 100명이 모인다.", Modifier.AT_MOST),
        ("ko", "100명이 모였다.", Modifier.EXACT),
        ("ja", "約1万人が集まった。", Modifier.ABOUT),
        ("ja", "1万人以上が集まった。", Modifier.AT_LEAST),
        ("ja", "1万人を超える人が集まった。", Modifier.MORE_THAN),
        ("en", "About 10,000 people came.", Modifier.ABOUT),
        ("en", "At least 100 people came.", Modifier.AT_LEAST),
        ("en", "Up to 100 people came.", Modifier.AT_MOST),
        ("en", "Fewer than 100 people came.", Modifier.LESS_THAN),
    ],
)
def test_hedge_is_kept(code: str, body: str, modifier: Modifier, figures: Figures) -> None:
    """A rounded figure is told from an exact one: that is what keeps a rounding from being a contradiction."""
    assert [m.value.modifier for m in figures(code, body)] == [modifier]


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ko", "남성이 1월 30일 오전 10시 30분 도착했다."),
        ("ko", "전화 02-1234-5678로 문의하면 된다."),
        ("ko", "2018년 12월 20일 열렸다."),
        ("ja", "男性が1月30日午前10時半に到着した。"),
        ("ja", "電話は03-1234-5678。"),
        ("en", "The man arrived at 10:30 a.m. on Jan. 30, 2026."),
        ("en", "One of the ministers lives at 221 Baker Road."),
    ],
)
def test_dates_times_and_telephones_are_no_figures(code: str, body: str, figures: Figures) -> None:
    """Numbers that count nothing must not become claims."""
    assert figures(code, body) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("1조2천억", 1.2e12), ("3만2천", 32000), ("1억 2000만", 1.2e8), ("1,234.5", 1234.5), ("천", 1000), ("만", 10000)],
)
def test_myriads(text: str, value: float) -> None:
    """Hundreds and thousands multiply within their myriad."""
    units = {"십": 10, "백": 100, "천": 1000, "만": 1e4, "억": 1e8, "조": 1e12}
    assert east_asian(text, units, {}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.2 trillion", 1.2e12), ("two dozen", 24), ("half a million", 5e5), ("two hundred", 200), ("a dozen", 12)],
)
def test_english_number_words(text: str, value: float) -> None:
    """Scale words multiply what stands before them."""
    scales = {"hundred": 100, "dozen": 12, "million": 1e6, "trillion": 1e12}
    assert english(text, {"two": 2, "half": 0.5}, scales) == value


def test_no_number_is_none() -> None:
    """What is not a number is not read as one."""
    assert east_asian("가나", {"만": 1e4}, {}) is None
    assert english("many", {}, {}) is None


@pytest.mark.parametrize(
    ("code", "body", "figure"),
    [
        ("ko", "38세 남성이 도착했다.", ("38세", 38, "age")),
        ("ja", "男性（38歳）が到着した。", ("38歳", 38, "age")),
        ("en", "The 38-year-old man arrived.", ("38-year-old", 38, "age")),
        ("en", "Her son, aged 7, stayed.", ("aged 7", 7, "age")),
        ("en", "Ada Quill, 52, who runs the mill, agreed.", ("52", 52, "age")),
        ("ko", "제3회 대회가 열렸다.", ("제3회", 3, "ordinal")),
        ("ja", "第3回の大会が開かれた。", ("第3回", 3, "ordinal")),
        ("ja", "第二十三回の大会が開かれた。", ("第二十三回", 23, "ordinal")),
        ("en", "the third meeting of the year", ("third", 3, "ordinal")),
        ("en", "It was their 3rd summit.", ("3rd", 3, "ordinal")),
        ("ko", "대회에서 2위를 했다.", ("2위", 2, "rank")),
        ("ja", "大会で2位だった。", ("2位", 2, "rank")),
        ("en", "the third-largest port", ("third", 3, "rank")),
        ("ko", "유권자의 3분의 2가 찬성했다.", ("3분의 2", 2 / 3, "share")),
        ("ja", "有権者の3分の2が賛成した。", ("3分の2", 2 / 3, "share")),
        ("en", "two-thirds of voters agreed", ("two-thirds", 2 / 3, "share")),
        ("en", "one in five households", ("one in five", 0.2, "share")),
        ("en", "winds of 180 km/h", ("180 km/h", 180, "kmh")),
        ("en", "dozens of homes burned", ("dozens of homes", 24, "building")),
        ("en", "a two-and-a-half year wait", ("two-and-a-half year", 2.5, "year")),
        ("en", "It earned $3.4bn last year.", ("$3.4bn", 3.4e9, "USD")),
    ],
)
def test_figures_of_every_shape(code: str, body: str, figure: tuple[str, float, str], read: Read) -> None:
    """Ages, ordinals, ranks, shares, speeds and vague numbers have units of their own and count nothing else."""
    language = languages.get(code)
    reading = read(code, body)
    found = [
        (reading.text[m.span.start : m.span.end], m.value.low, m.value.unit) for m in language.quantities(reading, [])
    ]
    assert [(surface, unit) for surface, _, unit in found] == [(figure[0], figure[2])]
    assert found[0][1] == pytest.approx(figure[1])


def test_a_score_keeps_both_sides(read: Read) -> None:
    """Ours is the value, theirs is beside it."""
    for code, body in (("ko", "상대를 3대2로 꺾었다."), ("ja", "相手に3対2で勝った。"), ("en", "a 3-2 win")):
        (mention,) = languages.get(code).quantities(read(code, body), [])
        assert (mention.value.unit, mention.value.low, mention.value.against) == ("score", 3, 2)


def test_record_is_a_hedge(read: Read) -> None:
    """The highest ever is said of the figure, not taken for more or less than it."""
    for code, body in (
        ("ko", "역대 최다 12만명이 찾았다."),
        ("ja", "過去最多の12万人が訪れた。"),
        ("en", "A record 120,000 people came."),
    ):
        (mention,) = languages.get(code).quantities(read(code, body), [])
        assert (mention.value.low, mention.value.modifier) == (120_000, Modifier.RECORD)


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ko", "다친 사람은 한 명도 없었다."),
        ("ko", "부상자는 한 명도 없다."),
        ("ja", "けが人は一人もいない。"),
        ("ja", "けが人は一人もいなかった。"),
    ],
)
def test_not_one_is_no_one(code: str, body: str, read: Read) -> None:
    """ "Not a single person was hurt" must never become one injured."""
    assert languages.get(code).quantities(read(code, body), []) == []
