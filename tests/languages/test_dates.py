"""Time expressions of the three languages, resolved against a publication time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from twosource.records import Certainty, DateMention, Precision, Tense

Dates = Callable[..., list[DateMention]]

# (sentence, surface, first day, last day); published on Saturday 31 January 2026, 09:00
KOREAN = [
    ("회담은 2026년 1월 30일 열렸다.", "2026년 1월 30일", "2026-01-30", "2026-01-30"),
    ("회담은 1월 30일 열렸다.", "1월 30일", "2026-01-30", "2026-01-30"),
    ("두 장관은 30일 회담했다.", "30일", "2026-01-30", "2026-01-30"),
    ("두 장관은 지난달 30일 회담했다.", "지난달 30일", "2025-12-30", "2025-12-30"),
    ("장관은 지난 29일 도착했다.", "지난 29일", "2026-01-29", "2026-01-29"),
    ("장관은 오는 2∼4일 방문한다.", "오는 2∼4일", "2026-02-02", "2026-02-04"),
    ("방문은 1월 29일부터 31일까지 이어졌다.", "1월 29일부터 31일까지", "2026-01-29", "2026-01-31"),
    ("방문은 29~31일 이뤄졌다.", "29~31일", "2026-01-29", "2026-01-31"),
    ("행사는 2월 3일부터 5일까지 열릴 예정이다.", "2월 3일부터 5일까지", "2026-02-03", "2026-02-05"),
    ("축제는 1월 30일∼2월 2일 열린다.", "1월 30일∼2월 2일", "2026-01-30", "2026-02-02"),
    ("어제 눈이 내렸다.", "어제", "2026-01-30", "2026-01-30"),
    ("내일 회의가 열린다.", "내일", "2026-02-01", "2026-02-01"),
    ("오늘 오후 3시 회의가 열린다.", "오늘 오후 3시", "2026-01-31", "2026-01-31"),
    ("국방장관은 다음 주 일본을 방문할 예정이다.", "다음 주", "2026-02-02", "2026-02-08"),
    ("다음 주 수요일 회의가 열린다.", "다음 주 수요일", "2026-02-04", "2026-02-04"),
    ("지난주 금요일 문을 열었다.", "지난주 금요일", "2026-01-23", "2026-01-23"),
    ("금요일 문을 열었다.", "금요일", "2026-01-30", "2026-01-30"),
    ("이달 말 방문할 예정이었다.", "이달 말", "2026-01-21", "2026-01-31"),
    ("다음 달 초 결과가 나온다.", "다음 달 초", "2026-02-01", "2026-02-10"),
    ("훈련은 2018년 중단됐다.", "2018년", "2018-01-01", "2018-12-31"),
    ("지난해 매출이 늘었다.", "지난해", "2025-01-01", "2025-12-31"),
    ("작년 12월 착공했다.", "작년 12월", "2025-12-01", "2025-12-31"),
    ("내년 3월 개통할 예정이다.", "내년 3월", "2027-03-01", "2027-03-31"),
    ("올해 1분기 실적을 발표한다.", "올해 1분기", "2026-01-01", "2026-03-31"),
    ("상반기 매출을 발표했다.", "상반기", "2026-01-01", "2026-06-30"),
    ("2일 회담이 열릴 예정이다.", "2일", "2026-02-02", "2026-02-02"),
    ("28일 발표했다.", "28일", "2026-01-28", "2026-01-28"),
    ("12월 24일 숨졌다.", "12월 24일", "2025-12-24", "2025-12-24"),
    ("30일(금) 회담했다.", "30일(금)", "2026-01-30", "2026-01-30"),
    ("2026. 1. 30. 공고했다.", "2026. 1. 30.", "2026-01-30", "2026-01-30"),
    ("사고는 3일 전 일어났다.", "3일 전", "2026-01-28", "2026-01-28"),
]
JAPANESE = [
    ("会談は2026年1月30日に開かれた。", "2026年1月30日", "2026-01-30", "2026-01-30"),
    ("会談は令和8年1月30日に開かれた。", "令和8年1月30日", "2026-01-30", "2026-01-30"),
    ("会談は1月30日に開かれた。", "1月30日", "2026-01-30", "2026-01-30"),
    ("両氏は30日、会談した。", "30日", "2026-01-30", "2026-01-30"),
    ("先月30日に会談した。", "先月30日", "2025-12-30", "2025-12-30"),
    ("29〜31日に訪問した。", "29〜31日", "2026-01-29", "2026-01-31"),
    ("1月29日から31日まで訪問した。", "1月29日から31日まで", "2026-01-29", "2026-01-31"),
    ("昨日、雪が降った。", "昨日", "2026-01-30", "2026-01-30"),
    ("明日、会合が開かれる。", "明日", "2026-02-01", "2026-02-01"),
    ("来週、日本を訪問する予定だ。", "来週", "2026-02-02", "2026-02-08"),
    ("来週水曜日に会合を開く。", "来週水曜日", "2026-02-04", "2026-02-04"),
    ("先週末に開業した。", "先週末", "2026-01-22", "2026-01-25"),
    ("今月末に訪問した。", "今月末", "2026-01-21", "2026-01-31"),
    ("来月上旬に公表する。", "来月上旬", "2026-02-01", "2026-02-10"),
    ("訓練は2018年に中断した。", "2018年", "2018-01-01", "2018-12-31"),
    ("昨年12月に着工した。", "昨年12月", "2025-12-01", "2025-12-31"),
    ("来年3月に開通する予定だ。", "来年3月", "2027-03-01", "2027-03-31"),
    ("第1四半期の決算を発表した。", "第1四半期", "2026-01-01", "2026-03-31"),
    ("上半期の売上高を発表した。", "上半期", "2026-01-01", "2026-06-30"),
    ("2日に会談する予定だ。", "2日", "2026-02-02", "2026-02-02"),
    ("30日（金）に会談した。", "30日（金）", "2026-01-30", "2026-01-30"),
    ("金曜日に開業した。", "金曜日", "2026-01-30", "2026-01-30"),
    ("２０２６年１月３０日に発表した。", "２０２６年１月３０日", "2026-01-30", "2026-01-30"),
    ("3日前に事故が起きた。", "3日前", "2026-01-28", "2026-01-28"),
    ("12月24日に死亡した。", "12月24日", "2025-12-24", "2025-12-24"),
]
ENGLISH = [
    ("They met on Jan. 30 in Yokosuka.", "Jan. 30", "2026-01-30", "2026-01-30"),
    ("They met on January 30, 2026, in Yokosuka.", "January 30, 2026", "2026-01-30", "2026-01-30"),
    ("They met on 30 January at the base.", "30 January", "2026-01-30", "2026-01-30"),
    ("The visit ran January 29-31.", "January 29-31", "2026-01-29", "2026-01-31"),
    ("The visit ran from Jan. 29 to 31.", "from Jan. 29 to 31", "2026-01-29", "2026-01-31"),
    ("They met Saturday, Jan. 31, at a base.", "Saturday, Jan. 31", "2026-01-31", "2026-01-31"),
    ("The ministers met on Thursday.", "Thursday", "2026-01-29", "2026-01-29"),
    ("The ministers will meet on Thursday.", "Thursday", "2026-02-05", "2026-02-05"),
    ("The ministers will meet on Friday, an official said.", "Friday", "2026-02-06", "2026-02-06"),
    ("The deal was signed last month.", "last month", "2025-12-01", "2025-12-31"),
    ("The talks are set for next week.", "next week", "2026-02-02", "2026-02-08"),
    ("Snow fell yesterday.", "yesterday", "2026-01-30", "2026-01-30"),
    ("The minister arrives tomorrow.", "tomorrow", "2026-02-01", "2026-02-01"),
    ("They met on the 30th in Tokyo.", "the 30th", "2026-01-30", "2026-01-30"),
    ("The drills stopped in 2018.", "2018", "2018-01-01", "2018-12-31"),
    ("Profit rose in the third quarter of 2025.", "the third quarter of 2025", "2025-07-01", "2025-09-30"),
    ("The bridge opened in December.", "December", "2025-12-01", "2025-12-31"),
    ("The bridge will open in March 2027.", "March 2027", "2027-03-01", "2027-03-31"),
    ("The ship sank two weeks ago.", "two weeks ago", "2026-01-17", "2026-01-17"),
    ("It is to open on Feb. 3.", "Feb. 3", "2026-02-03", "2026-02-03"),
    ("He died on Dec. 24.", "Dec. 24", "2025-12-24", "2025-12-24"),
    ("A notice dated 2026-01-30 said so.", "2026-01-30", "2026-01-30", "2026-01-30"),
    (
        "It happened on Friday, 30 January 2026, at noon.",
        "Friday, 30 January 2026, at noon",
        "2026-01-30",
        "2026-01-30",
    ),
    ("It was built last year.", "last year", "2025-01-01", "2025-12-31"),
]
CASES = [
    (code, *case[:2], case[2:]) for code, cases in (("ko", KOREAN), ("ja", JAPANESE), ("en", ENGLISH)) for case in cases
]


def _days(mention: DateMention) -> tuple[str, str]:
    zone = ZoneInfo(mention.value.zone)
    last = (mention.value.end - timedelta(seconds=1)).astimezone(zone)
    return mention.value.begin.astimezone(zone).date().isoformat(), last.date().isoformat()


@pytest.mark.parametrize(("code", "sentence", "surface", "days"), CASES, ids=[f"{c[0]}-{c[2]}" for c in CASES])
def test_expression_names_these_days(
    code: str, sentence: str, surface: str, days: tuple[str, str], dates: Dates
) -> None:
    """Each expression is found whole and means the days a reader takes it to mean."""
    found = dates(code, sentence)
    assert [f"\n{sentence}"[m.span.start : m.span.end] for m in found] == [surface]
    assert _days(found[0]) == days


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ko", "훈련이 9년 만에 재개됐다."),
        ("ko", "3일간 이어졌다."),
        ("ko", "10년째 살고 있다."),
        ("ko", "사흘 일정으로 2박3일 머물렀다."),
        ("ko", "38세 남성이 다쳤다."),
        ("ko", "12명이 다치고 3만2천 명이 대피했다."),
        ("ja", "衛星は強風で2日遅れて打ち上げた。"),
        ("ja", "診療所を週6日開ける。"),
        ("ko", "발사는 2일 늦게 이뤄졌다."),
        ("ko", "진료소를 주 6일 연다."),
        ("ko", "발사가 이틀 미뤄졌고 파업은 3일째다."),
        ("ja", "訓練が9年ぶりに再開された。"),
        ("ja", "3日間続いた。"),
        ("ja", "12人がけがをした。"),
        ("ja", "日本の会社だ。"),
        ("en", "It was the first time in nine years."),
        ("en", "Police may march with 30 people."),
        ("en", "About 2018 people came."),
        ("en", "The room holds 30."),
    ],
)
def test_lengths_ages_and_counts_are_no_dates(code: str, sentence: str, dates: Dates) -> None:
    """A span of time, an age or a count never becomes a day of the calendar."""
    assert dates(code, sentence) == []


@pytest.mark.parametrize(
    ("code", "sentence", "minute"),
    [
        ("ko", "30일 오전 10시 30분께 불이 났다.", "2026-01-30T10:30"),
        ("ko", "30일 오후 2시 문을 열었다.", "2026-01-30T14:00"),
        ("ja", "30日午前10時半ごろ出火した。", "2026-01-30T10:30"),
        ("ja", "30日午後2時に開業した。", "2026-01-30T14:00"),
        ("en", "It began at 10:30 a.m. on Jan. 30.", "2026-01-30T10:30"),
        ("en", "It began on Jan. 30 at 2 p.m. local time.", "2026-01-30T14:00"),
    ],
)
def test_clock_times_join_their_day(code: str, sentence: str, minute: str, dates: Dates) -> None:
    """Day and clock time are one value, as fine as it is told."""
    (found,) = dates(code, sentence)
    assert found.value.begin.astimezone(ZoneInfo(found.value.zone)).isoformat()[:16] == minute
    assert found.value.precision in {Precision.MINUTE, Precision.HOUR}


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ko", "회담은 지난 28일 열렸다. 이날 두 장관은 악수했다."),
        ("ja", "会談は28日に開かれた。同日、共同声明を発表した。"),
        ("en", "They met on Jan. 28. The same day they issued a statement."),
    ],
)
def test_that_day_is_the_day_named_before(code: str, body: str, dates: Dates) -> None:
    """이날 and 同日 point back in the report, not to its publication."""
    first, second = dates(code, body)
    assert first.value.begin == second.value.begin


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ko", "12월 29일과 30일 열렸다."),
        ("ja", "12月29日と30日に開かれた。"),
        ("en", "It ran on Dec. 29 and the 30th."),
    ],
)
def test_days_of_a_list_share_their_month(code: str, body: str, dates: Dates) -> None:
    """The second day of "29 and 30 December" is not the nearest 30th."""
    assert [_days(mention)[0] for mention in dates(code, body)] == ["2025-12-29", "2025-12-30"]


@pytest.mark.parametrize("code", ["ko", "ja", "en"])
def test_that_day_without_one_before_is_publication_day(code: str, dates: Dates) -> None:
    """With nothing to point back to, "that day" is the day of publication."""
    sentence = {"ko": "이날 회담했다.", "ja": "同日、会談した。", "en": "The same day they met."}[code]
    assert _days(dates(code, sentence)[0]) == ("2026-01-31", "2026-01-31")


@pytest.mark.parametrize(
    ("code", "sentence", "tenses"),
    [
        ("ko", "내달 2일 방문할 예정이라고 30일 밝혔다.", [Tense.FUTURE, Tense.PAST]),
        ("ja", "2日に訪問する予定だと30日発表した。", [Tense.FUTURE, Tense.PAST]),
        ("en", "He will visit on Feb. 2, the ministry said Friday.", [Tense.FUTURE, Tense.PAST]),
    ],
)
def test_each_clause_has_its_own_tense(code: str, sentence: str, tenses: list[Tense], dates: Dates) -> None:
    """The planned day and the day it was announced are told apart."""
    assert [mention.value.tense for mention in dates(code, sentence)] == tenses


def test_only_full_dates_are_certain(dates: Dates) -> None:
    """A date with its year is stated; what context had to complete is resolved."""
    stated, resolved = dates("ko", "2025년 3월 2일 시작해 30일 끝났다.")
    assert (stated.value.certainty, resolved.value.certainty) == (Certainty.STATED, Certainty.RESOLVED)


def test_without_publication_time_only_full_dates_are_read(dates: Dates) -> None:
    """A report of unknown age says nothing with "yesterday"."""
    found = dates("ko", "어제 회담했다. 30일 만났다. 2026년 1월 30일 서명했다.", known=False)
    assert [_days(mention)[0] for mention in found] == ["2026-01-30"]


@pytest.mark.parametrize(
    "sentence", ["2월 30일 열린다.", "13월 1일 열린다.", "32일 열린다.", "2026년 2월 31일 열린다."]
)
def test_impossible_days_are_nothing(sentence: str, dates: Dates) -> None:
    """A day the calendar lacks is not bent into one it has."""
    assert [_days(m) for m in dates("ko", sentence) if m.value.precision is Precision.DAY] == []


def test_bare_day_crosses_the_turn_of_the_year(dates: Dates) -> None:
    """On 2 January "the 30th" of a past sentence is 30 December of the year before."""
    assert _days(dates("ko", "30일 회담했다.", "2026-01-02T08:00")[0]) == ("2025-12-30", "2025-12-30")


def test_zone_of_the_report_decides_the_day(dates: Dates) -> None:
    """Midnight in Seoul is 15:00 UTC of the day before."""
    (found,) = dates("ko", "1월 30일 열렸다.")
    assert found.value.begin.isoformat() == "2026-01-29T15:00:00+00:00"
    assert found.value.end - found.value.begin == timedelta(days=1)
