"""Particles, counters, dates, numerals, titles and quotation marks, as each language's newspapers print them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.languages.grammar import Grammar, grammar
from twosource.languages.ko.grammar import final_sound
from twosource.languages.marking import mark, split_marks, visible
from twosource.languages.values import decimal_digits, first_and_last
from twosource.records import DateValue, Precision

KO, JA, EN = grammar("ko"), grammar("ja"), grammar("en")
SEOUL = "Asia/Seoul"


def date_value(first: str, last: str = "", precision: Precision = Precision.DAY, zone: str = SEOUL) -> DateValue:
    """The days from first to last; a time of day where `precision` is finer."""
    begin = datetime.fromisoformat(first).replace(tzinfo=ZoneInfo(zone))
    fine = precision in (Precision.MINUTE, Precision.HOUR)
    end = datetime.fromisoformat(last or first).replace(tzinfo=ZoneInfo(zone)) + timedelta(hours=1 if fine else 24)
    return DateValue(begin=begin.astimezone(UTC), end=end.astimezone(UTC), zone=zone, precision=precision)


# --- Korean particles --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "topic", "subject", "object_", "with_", "toward"),
    [
        ("장관", "장관은", "장관이", "장관을", "장관과", "장관으로"),
        ("총리", "총리는", "총리가", "총리를", "총리와", "총리로"),
        ("서울", "서울은", "서울이", "서울을", "서울과", "서울로"),
        ("30일", "30일은", "30일이", "30일을", "30일과", "30일로"),
        ("3", "3은", "3이", "3을", "3과", "3으로"),
        ("10", "10은", "10이", "10을", "10과", "10으로"),
        ("7", "7은", "7이", "7을", "7과", "7로"),
        ("9", "9는", "9가", "9를", "9와", "9로"),
        ("5.2", "5.2는", "5.2가", "5.2를", "5.2와", "5.2로"),
        ("61.3%", "61.3%는", "61.3%가", "61.3%를", "61.3%와", "61.3%로"),
        ("EU", "EU는", "EU가", "EU를", "EU와", "EU로"),
        ("KBS", "KBS는", "KBS가", "KBS를", "KBS와", "KBS로"),
        ("SBSL", "SBSL은", "SBSL이", "SBSL을", "SBSL과", "SBSL로"),
        ("KTM", "KTM은", "KTM이", "KTM을", "KTM과", "KTM으로"),
        ("Harbor Post", "Harbor Post는", "Harbor Post가", "Harbor Post를", "Harbor Post와", "Harbor Post로"),
        ("Signal", "Signal은", "Signal이", "Signal을", "Signal과", "Signal로"),
        ("朝凪新聞", "朝凪新聞은", "朝凪新聞이", "朝凪新聞을", "朝凪新聞과", "朝凪新聞으로"),
        ("夕凪日報", "夕凪日報는", "夕凪日報가", "夕凪日報를", "夕凪日報와", "夕凪日報로"),
        ("あさなぎ", "あさなぎ는", "あさなぎ가", "あさなぎ를", "あさなぎ와", "あさなぎ로"),
        ("한빛(한국)", "한빛(한국)은", "한빛(한국)이", "한빛(한국)을", "한빛(한국)과", "한빛(한국)으로"),
        ("白石健斗", "白石健斗은(는)", "白石健斗이(가)", "白石健斗을(를)", "白石健斗와(과)", "白石健斗(으)로"),
    ],
)
def test_korean_particle_follows_the_sound(  # noqa: PLR0917
    word: str, topic: str, subject: str, object_: str, with_: str, toward: str
) -> None:
    """은/는, 이/가, 을/를, 과/와, 으로/로 by the final sound, of digits and letters as they are read."""
    found = [KO.inflect(word, form) for form in ("topic", "subject", "object", "with", "toward")]
    assert found == [topic, subject, object_, with_, toward]


@given(st.integers(0xAC00, 0xD7A3), st.text("가나다0aA ", max_size=5))
def test_korean_particle_of_every_syllable(code: int, before: str) -> None:
    """A syllable with a final consonant takes 은, 이, 을, 과; ㄹ takes 로."""
    word = before + chr(code)
    final = (code - 0xAC00) % 28
    assert KO.inflect(word, "topic") == word + ("은" if final else "는")
    assert KO.inflect(word, "with") == word + ("과" if final else "와")
    assert KO.inflect(word, "toward") == word + ("로" if final in (0, 8) else "으로")


@given(st.integers(0, 10**12))
def test_korean_particle_of_every_number(value: int) -> None:
    """A numeral takes the particle of its last spoken syllable: 0 reads 십, 백, 천, 만 or 영."""
    sound = final_sound(str(value))
    assert sound == {"2": "vowel", "4": "vowel", "5": "vowel", "9": "vowel"}.get(
        str(value)[-1], "liquid" if str(value)[-1] in "178" else "consonant"
    )


@given(st.text(max_size=12), st.sampled_from(["topic", "subject", "object", "with", "toward", "copula"]))
def test_korean_particle_never_fails_and_only_adds(text: str, form: str) -> None:
    """Whatever a source calls itself, the particle comes after it."""
    assert KO.inflect(text, form).startswith(text)
    assert len(KO.inflect(text, form)) > len(text)


def test_particle_looks_inside_a_marked_run() -> None:
    """A foreign name is inflected by what is seen, not by its marks."""
    assert visible(KO.inflect(mark("Harbor Post", "en"), "subject")) == "Harbor Post가"


@pytest.mark.parametrize("tongue", [KO, JA, EN], ids=["ko", "ja", "en"])
def test_unknown_form_is_a_mistake(tongue: Grammar) -> None:
    """A slip in a catalogue is loud."""
    with pytest.raises(ValueError, match="no form"):
        tongue.inflect("x", "sideways")


# --- numerals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "ko", "ja", "en"),
    [
        (0, "0", "0", "0"),
        (12, "12", "12", "12"),
        (5.2, "5.2", "5.2", "5.2"),
        (2000, "2000", "2000", "2,000"),
        (9999, "9999", "9999", "9,999"),
        (10_000, "1만", "1万", "10,000"),
        (12_000, "1만 2천", "1万2000", "12,000"),
        (18_400, "1만 8400", "1万8400", "18,400"),
        (1_250_000, "125만", "125万", "1.25 million"),
        (3_000_000_000_000, "3조", "3兆", "3 trillion"),
        (3_215_000_000_000, "3조 2150억", "3兆2150億", "3.215 trillion"),
        (84_000_000_000, "840억", "840億", "84 billion"),
        (1_234_567, "123만 4567", "123万4567", "1,234,567"),
        (12_345.5, "1만 2345.5", "1万2345.5", "12,345.5"),
        (-30_000, "-3만", "-3万", "-30,000"),
    ],
)
def test_numerals(value: float, ko: str, ja: str, en: str) -> None:
    """Large numbers in myriads in Korean and Japanese, in millions in English where that is exact."""
    assert [tongue.number(value) for tongue in (KO, JA, EN)] == [ko, ja, en]


def read_back(text: str) -> float:
    """The value of a numeral as the three languages print it."""
    names = {"만": 10**4, "万": 10**4, "억": 10**8, "億": 10**8, "조": 10**12, "兆": 10**12, "경": 10**16, "京": 10**16}
    words = {" million": 10**6, " billion": 10**9, " trillion": 10**12}
    for word, scale in words.items():
        if text.endswith(word):
            return round(float(text.removesuffix(word).replace(",", "")) * scale)
    total = 0.0
    for digits, thousand, name in re.findall(r"([\d.,]+)(천?)([만万억億조兆경京]?)", text):
        total += float(digits.replace(",", "")) * (1000 if thousand else 1) * names.get(name, 1)
    return total


@given(st.integers(0, 10**15))
def test_no_numeral_changes_its_value(value: int) -> None:
    """A printed figure reads back as the figure: nothing is rounded on the way to the reader."""
    for tongue in (KO, JA, EN):
        assert read_back(tongue.number(value)) == value


@given(st.floats(min_value=-1e15, max_value=1e15, allow_nan=False))
def test_digits_of_any_float(value: float) -> None:
    """Digits are those of the shortest decimal that is the value, never an exponent."""
    sign, whole, fraction = decimal_digits(value)
    assert float(f"{sign}{whole}{fraction}") == value


@pytest.mark.parametrize(
    ("number", "currency", "ko", "ja", "en"),
    [
        ("3", "KRW", "3 원", "3ウォン", "3 won"),
        ("3", "USD", "3 달러", "3ドル", "$3"),
        ("3", "JPY", "3 엔", "3円", "3 yen"),
        ("3", "XAU", "3 XAU", "3XAU", "3 XAU"),
    ],
)
def test_money(number: str, currency: str, ko: str, ja: str, en: str) -> None:
    """Currencies by their everyday names; an unknown one by its code."""
    assert [visible(tongue.money(number, currency)) for tongue in (KO, JA, EN)] == [ko, ja, en]


# --- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "ko", "ja", "en"),
    [
        (date_value("2026-01-30"), "1월 30일", "1月30日", "on Jan. 30"),
        (date_value("2025-05-02"), "2025년 5월 2일", "2025年5月2日", "on May 2, 2025"),
        (date_value("2026-01-29", "2026-01-31"), "1월 29∼31일", "1月29〜31日", "from Jan. 29 to 31"),
        (
            date_value("2026-01-29", "2026-02-02"),
            "1월 29일∼2월 2일",
            "1月29日〜2月2日",
            "from Jan. 29 to Feb. 2",
        ),
        (
            date_value("2025-12-30", "2026-01-02"),
            "2025년 12월 30일∼2026년 1월 2일",
            "2025年12月30日〜2026年1月2日",
            "from Dec. 30, 2025 to Jan. 2, 2026",
        ),
        (
            date_value("2026-01-30T15:20", precision=Precision.MINUTE),
            "1월 30일 오후 3시 20분",
            "1月30日午後3時20分",
            "at 3:20 p.m. on Jan. 30",
        ),
        (date_value("2026-01-30T00:00", precision=Precision.HOUR), "1월 30일 오전 0시", "1月30日午前0時", "at midnight on Jan. 30"),
        (date_value("2026-01-30T12:00", precision=Precision.HOUR), "1월 30일 오후 12시", "1月30日午後0時", "at noon on Jan. 30"),
        (date_value("2026-03-01", precision=Precision.MONTH), "3월", "3月", "in March"),
        (date_value("2025-10-01", precision=Precision.QUARTER), "2025년 4분기", "2025年第4四半期", "in the fourth quarter of 2025"),
        (date_value("2018-01-01", precision=Precision.YEAR), "2018년", "2018年", "in 2018"),
        (
            date_value("2026-01-26", "2026-02-01", precision=Precision.WEEK),
            "1월 26일∼2월 1일",
            "1月26日〜2月1日",
            "in the week of Jan. 26",
        ),
        (date_value("2026-01-30", precision=Precision.PART_OF_DAY), "1월 30일", "1月30日", "on Jan. 30"),
        (
            date_value("2026-01-01", "2026-06-30", precision=Precision.HALF),
            "1월 1일∼6월 30일",
            "1月1日〜6月30日",
            "from Jan. 1 to June 30",
        ),
    ],
)  # fmt: skip
def test_dates(value: DateValue, ko: str, ja: str, en: str) -> None:
    """Dates as newspapers print them, the year only where it is another one."""
    assert [tongue.when(value, zone=SEOUL, year=2026) for tongue in (KO, JA, EN)] == [ko, ja, en]


def test_a_day_is_a_day_in_its_own_zone() -> None:
    """A day of New York stays that day for a page in Seoul; a minute moves to the page's zone."""
    day = date_value("2026-01-30", zone="America/New_York")
    assert EN.date(day, zone=SEOUL, year=2026) == "Jan. 30"
    minute = date_value("2026-01-30T20:00", precision=Precision.MINUTE, zone="America/New_York")
    assert EN.date(minute, zone=SEOUL, year=2026) == "10 a.m. on Jan. 31"


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
    st.timedeltas(timedelta(0), timedelta(days=400)),
    st.sampled_from(list(Precision)),
)
def test_every_date_can_be_told(begin: datetime, length: timedelta, precision: Precision) -> None:
    """No interval fails, in any language, and its days are in order."""
    value = DateValue(begin=begin, end=begin + length, zone=SEOUL, precision=precision)
    first, last = first_and_last(value)
    assert first <= last
    for tongue in (KO, JA, EN, grammar("fr")):
        for told in (tongue.when, tongue.date, tongue.day):
            text = told(value, zone=SEOUL, year=2026)
            assert text.strip() == text != ""


# --- lists, titles, quotations, sentences ------------------------------------------------------


def test_lists() -> None:
    """과/와, と and "and" for two; commas beyond, without a serial comma; the middle dot in headlines."""
    assert [KO.join(["강", "바다"]), KO.join(["바다", "강"]), KO.join(["강", "바다", "산"])] == [
        "강과 바다",
        "바다와 강",
        "강, 바다, 산",
    ]
    assert [JA.join(["川", "海"]), JA.join(["川", "海", "山"])] == ["川と海", "川、海、山"]
    assert [EN.join(["A"]), EN.join(["A", "B"]), EN.join(["A", "B", "C"])] == ["A", "A and B", "A, B and C"]
    assert [KO.join_short(["강", "바다"]), JA.join_short(["川", "海"]), EN.join_short(["A", "B"])] == [
        "강·바다",
        "川・海",
        "A, B",
    ]
    assert JA.join_short(["テオ・マーロウ", "海"]) == "テオ・マーロウ、海"


@pytest.mark.parametrize(
    ("tongue", "name", "office", "country", "code", "printed"),
    [
        (KO, "시라이시 겐토", "방위상", "일본", "JP", "시라이시 겐토 일본 방위상"),
        (KO, "한도윤", "국방장관", "한국", "KR", "한도윤 국방장관"),
        (KO, "한도윤", "", "", "", "한도윤 씨"),
        (JA, "白石健斗", "防衛相", "日本", "JP", "白石健斗防衛相"),
        (JA, "韓道潤", "国防相", "韓国", "KR", "韓国の韓道潤国防相"),
        (JA, "白石健斗", "", "", "", "白石健斗氏"),
        (EN, "Kento Shiraishi", "defense minister", "Japan", "JP", "Japanese Defense Minister Kento Shiraishi"),
        (EN, "Teo Marlowe", "secretary of state", "U.S.", "US", "U.S. Secretary of State Teo Marlowe"),
        (EN, "Teo Marlowe", "", "", "", "Teo Marlowe"),
    ],
)
def test_titles(tongue: Grammar, name: str, office: str, country: str, code: str, printed: str) -> None:  # noqa: PLR0917
    """Office and country where the language puts them; 씨 and 氏 for people without office."""
    assert tongue.person(name, office=office, country=country, code=code) == printed


@pytest.mark.parametrize(
    ("tongue", "name", "country", "short"),
    [
        (KO, "한도윤", "KR", "한도윤"),
        (KO, "시라이시 겐토", "JP", "시라이시"),
        (KO, "테오 말로", "US", "말로"),
        (JA, "テオ・マーロウ", "US", "マーロウ"),
        (JA, "白石健斗", "JP", "白石健斗"),
        (EN, "Kento Shiraishi", "JP", "Shiraishi"),
        (EN, "Han Do-yun", "KR", "Han"),
        (EN, "Han Do-yun", "", "Han"),
        (EN, "Madonna", "", "Madonna"),
    ],
)
def test_short_names(tongue: Grammar, name: str, country: str, short: str) -> None:
    """The family name where a table or the form itself says which it is, else the whole name."""
    assert tongue.short_name(name, country=country) == short


def test_quotation_marks() -> None:
    """Each language's own marks; Japanese doubles them around inner ones and drops the last stop."""
    assert [KO.quote("말"), JA.quote("言葉。"), JA.quote("「内」と外"), EN.quote("words")] == [
        "“말”",
        "「言葉」",
        "『「内」と外』",
        "“words”",
    ]


@pytest.mark.parametrize(
    ("tongue", "text", "finished"),
    [
        (KO, "회담했다", "회담했다."),
        (JA, "会談した", "会談した。"),
        (EN, "they met", "They met."),
        (EN, "they said: “It ends here.”", "They said: “It ends here.”"),
        (EN, "they said: “It ends here”", "They said: “It ends here.”"),
        (EN, "they met in Hamaoka, Japan,", "They met in Hamaoka, Japan."),
        (EN, "they met at 3 p.m.", "They met at 3 p.m."),
        (EN, "12 people were injured", "Twelve people were injured."),
        (EN, "41 people were injured", "Forty-one people were injured."),
        (EN, "214 people were aboard", "A total of 214 people were aboard."),
        (EN, "3.2 people were counted", "3.2 people were counted."),
    ],
)
def test_finished_sentences(tongue: Grammar, text: str, finished: str) -> None:
    """One stop, where the language puts it; no English sentence begins with a bare numeral."""
    assert tongue.sentence(text) == finished


def test_headlines_have_no_stop() -> None:
    """No final stop, but an abbreviation keeps its own."""
    assert [
        KO.headline("회담."),
        JA.headline("会談。"),
        EN.headline("talks held."),
        EN.headline("he visits the U.S."),
    ] == [
        "회담",
        "会談",
        "Talks held",
        "He visits the U.S.",
    ]


def test_language_without_grammar_writes_plainly() -> None:
    """Any tag gets a grammar: dates and lists from CLDR, nothing inflected."""
    french = grammar("fr-CA")
    assert french.join(["A", "B", "C"]) == "A, B et C"
    assert french.date(date_value("2026-01-30"), zone=SEOUL, year=2026) == "30 janvier 2026"
    assert grammar("xx").date(date_value("2026-01-30"), zone=SEOUL, year=2026) == "January 30, 2026"
    assert grammar("../ko").inflect("x", "topic") == "x"


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_marked_runs_come_apart_as_they_were_put_together(before: str, run: str, after: str) -> None:
    """Marks hold whatever a source writes, even the marking characters themselves."""
    clean = [re.sub("[\ue000-\ue002]", "", part) for part in (before, run, after)]
    text = clean[0] + mark(run, "xx") + clean[2]
    assert visible(text) == "".join(clean)
    assert [part for part, language in split_marks(text) if language == "xx"] == ([clean[1]] if clean[1] else [])
