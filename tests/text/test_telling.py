"""Values told in each language: dates as finely as known, figures with units and hedges, names by their form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from made_pages import LANGUAGES, dossier, span
from twosource.records import (
    Claim,
    CueState,
    DateValue,
    Fragment,
    Modifier,
    NameKind,
    NameValue,
    Precision,
    QuantityValue,
    Slot,
)
from twosource.text.telling import tell_claim, tell_cue, tell_date, tell_name, tell_quantity
from twosource.text.times import (
    direction,
    language_name,
    large_number,
    locale_of,
    machine_time,
    number,
    own_name,
    zone_abbreviation,
    zone_name,
)
from twosource.text.wording import words

BEGIN = datetime(2026, 1, 29, 15, tzinfo=UTC)


def day(precision: Precision, days: float) -> DateValue:
    return DateValue(begin=BEGIN, end=BEGIN + timedelta(days=days), zone="Asia/Seoul", precision=precision)


@pytest.mark.parametrize(
    ("value", "ko", "ja", "en"),
    [
        (day(Precision.DAY, 1), "2026년 1월 30일", "2026年1月30日", "January 30, 2026"),
        (day(Precision.DAY, 3), "2026년 1월 30일 ~ 2월 1일", "2026年1月30日～2月1日", "Jan 30\u2009–\u2009Feb 1, 2026"),
        (
            day(Precision.WEEK, 7),
            "2026년 1월 30일 ~ 2월 5일",
            "2026年1月30日～2月5日",
            "Jan 30\u2009–\u2009Feb 5, 2026",
        ),
        (day(Precision.MONTH, 31), "2026년 1월", "2026年1月", "January 2026"),
        (day(Precision.QUARTER, 90), "2026년 1분기", "2026年第1四半期", "Q1 2026"),
        (day(Precision.YEAR, 365), "2026년", "2026年", "2026"),
        (
            day(Precision.HALF, 181),
            "2026년 1월 30일 ~ 7월 29일",
            "2026年1月30日～7月29日",
            "Jan 30\u2009–\u2009Jul 29, 2026",
        ),
        (day(Precision.PART_OF_DAY, 0.25), "2026년 1월 30일", "2026年1月30日", "January 30, 2026"),
        (day(Precision.MINUTE, 0), "2026년 1월 30일 00:00", "2026年1月30日 00:00", "January 30, 2026, 00:00"),
        (day(Precision.HOUR, 0), "2026년 1월 30일 0시", "2026年1月30日 0時", "January 30, 2026, 00:00"),
    ],
)
def test_dates_as_finely_as_known(value: DateValue, ko: str, ja: str, en: str) -> None:
    """No precision is invented, none is lost; an interval's end is its last day."""
    assert [tell_date(value, language, zone="Asia/Seoul") for language in ("ko", "ja", "en")] == [ko, ja, en]


def test_a_day_keeps_its_own_zone_and_a_clock_takes_the_page_zone() -> None:
    """30 January in Seoul is not 29 January on a page told in UTC; 15:00 UTC is 00:00 in Seoul."""
    assert tell_date(day(Precision.DAY, 1), "en", zone="UTC") == "January 30, 2026"
    assert tell_date(day(Precision.MINUTE, 0), "en", zone="UTC") == "January 29, 2026, 15:00"


def amount(low: float, unit: str, high: float | None = None, **more: object) -> QuantityValue:
    return QuantityValue(low=low, high=low if high is None else high, unit=unit, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "ko", "ja", "en"),
    [
        (amount(1, "person"), "1명", "1人", "1 person"),
        (amount(1200, "person", counted="injured"), "부상 1,200명", "けが人1,200人", "1,200 people injured"),
        (amount(3, "person", 5), "3~5명", "3～5人", "3–5 people"),
        (amount(40, "person", modifier=Modifier.ABOUT), "약 40명", "約40人", "about 40 people"),
        (amount(40, "person", modifier=Modifier.LESS_THAN), "40명 미만", "40人未満", "less than 40 people"),
        (amount(4.25, "percent"), "4.25%", "4.25%", "4.25%"),
        (amount(1_230_000_000, "KRW"), "12.3억원", "12.3億ウォン", "₩1.23 billion"),
        (amount(5_000_000, "GBP"), "500만 영국 파운드", "500万 英国ポンド", "5 million British pounds"),
        (amount(3.5, "km"), "3.5킬로미터", "3.5 キロメートル", "3.5 kilometers"),
        (amount(1, "km", 2), "1~2킬로미터", "1～2 キロメートル", "1–2 kilometers"),
        (amount(6.1, "magnitude", counted="magnitude"), "규모 6.1", "マグニチュード6.1", "magnitude 6.1"),
        (amount(7, "vehicle", counted="vehicles"), "차량 7대", "車両7台", "7 vehicles"),
        (amount(9, "year", counted="years_since"), "9년 만", "9年ぶり", "first in 9 years"),
        (amount(9, "year"), "9년", "9年", "9 years"),
        (amount(30, "area", counted="area"), "면적 30", "面積30", "area 30"),
        (amount(30, "parsec"), "30", "30", "30"),
        (amount(12, "hectare", counted="area"), "면적 12헥타르", "面積12 ヘクタール", "area 12 hectares"),
        (amount(12, "mph"), "시속 12마일", "時速 12 マイル", "12 miles per hour"),
        (amount(-5.5, "celsius"), "섭씨 -5.5도", "摂氏 -5.5 度", "-5.5 degrees Celsius"),
        (amount(3, "nautical_mile"), "3해리", "3海里", "3 nautical miles"),
        (amount(3, "score", against=2), "3 대 2", "3対2", "3–2"),
        (amount(3, "score"), "3", "3", "3"),
        (amount(2 / 3, "share"), "3분의 2", "3分の2", "2 in 3"),
        (amount(0.373, "share"), "37.3%", "37.3%", "37.3%"),
        (amount(3, "rank"), "3위", "3位", "No. 3"),
        (amount(35, "age"), "35세", "35歳", "age 35"),
        (amount(2, "multiple"), "2배", "2倍", "2 times as much"),
        (amount(40, "person", modifier=Modifier.RECORD), "신기록인 40명", "記録を更新する40人", "a record 40 people"),
    ],
)  # fmt: skip
def test_figures(value: QuantityValue, ko: str, ja: str, en: str) -> None:
    """Units by the language's own counters and plurals; an unknown unit is never printed as an id."""
    assert [tell_quantity(value, language) for language in ("ko", "ja", "en")] == [ko, ja, en]


def test_states() -> None:
    """What merely happened is named; what was put off or called off says so."""
    assert tell_cue(words("ko"), "meet", CueState.HAPPENED) == "회담"
    assert tell_cue(words("ko"), "meet", CueState.POSTPONED) == "회담(연기)"
    assert tell_cue(words("en"), "meet", CueState.CANCELLED) == "Meeting: cancelled"
    assert tell_cue(words("ja"), "meet", None) == "会談"


def test_names_by_form_or_marked() -> None:
    """The edition's form where there is one; else the surface, marked with the language it is in."""
    place = NameValue(kind=NameKind.PLACE, key="place:dara", surface="다라항")
    assert tell_name(place, dossier(), "en", spoken="ko") == Fragment(text="Dara Harbour")
    unknown = replace(place, key="place:~ko:다라항")
    assert tell_name(unknown, dossier(), "en", spoken="ko") == Fragment(text="다라항", language="ko")
    assert tell_name(unknown, dossier(), "ko", spoken="ko") == Fragment(text="다라항")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_can_be_told(language: str) -> None:
    """Each slot gives text; what is not in the edition's language is marked."""
    for claim in dossier().claims:
        told = tell_claim(claim, dossier(), language)
        assert told.text
        assert told.language is None
    said = Claim(id="q", event_id="e", slot=Slot.SAID, key="q", evidence=(span("r4"),), first_seen=BEGIN, last_seen=BEGIN, quote="Yes")  # fmt: skip
    assert tell_claim(said, dossier(), language) == Fragment(text="Yes", language=None if language == "en" else "en")


def test_numbers_and_large_numbers() -> None:
    """Separators and large units of the language."""
    assert number(1234567, "en") == "1,234,567"
    assert number(2.5, "ko") == "2.5"
    assert large_number(999_999, "ko") == "999,999"
    assert [large_number(12_340_000, tag) for tag in LANGUAGES] == ["1234만", "1234万", "12.34 million"]


def test_zones_and_languages_by_name() -> None:
    """A zone and a language are called what the reader calls them."""
    assert zone_name("Asia/Seoul", "ko") == "대한민국 시간"
    assert zone_name("UTC", "ko") == "UTC"
    assert zone_abbreviation(BEGIN, "Asia/Tokyo") == "JST"
    assert zone_abbreviation(BEGIN, "America/Sao_Paulo") == "UTC-03"
    assert machine_time(BEGIN, "Asia/Seoul") == "2026-01-30T00:00:00+09:00"
    assert language_name("ja", "ko") == "일본어"
    assert own_name("ja") == "日本語"
    assert language_name("xx", "en") == "English" or locale_of("xx") == "en"


def test_direction() -> None:
    """Right-to-left editions need no new code."""
    assert direction("ar") == "rtl"
    assert direction("ko") == direction("zh-Hant") == "ltr"
