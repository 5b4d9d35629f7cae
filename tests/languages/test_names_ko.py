"""Korean names that no table has: each rule with a sentence it reads and one that only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import languages
from twosource.languages.ko.bodies import find_bodies
from twosource.languages.ko.draft import Draft
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading
from twosource.records import NameKind, NameMention

Names = Callable[[str], list[tuple[str, str]]]
PERSON, PLACE, BODY, COUNTRY = "person", "place", "organisation", "country"
TABLE = NameTable.build([], [])


def read(body: str, table: NameTable = TABLE) -> list[NameMention]:
    """The names of a body in a Korean outlet."""
    korean = languages.get("ko")
    text = f"\n{body}"
    return korean.names(Reading(text, korean.passages("", body), korean.tokens(text)), table, "KR")


def found(body: str, *kinds: str) -> list[str]:
    """Surfaces of these kinds, in order."""
    return [m.value.surface for m in read(body) if m.value.kind.value in kinds]


@pytest.mark.parametrize(
    ("body", "persons"),
    [
        # a full name before a particle, a title, an age or a bracket
        ("민태경은 말없이 떠났다.", ["민태경"]),
        ("한도윤 변호사가 말했다.", ["한도윤"]),
        ("노경빈(47) 감독이 떠났다.", ["노경빈"]),
        ("배우 하윤슬과 모델 권다올이 나왔다.", ["하윤슬", "권다올"]),
        ("남궁가람, 그날의 증인", ["남궁가람"]),
        ("지붕가람, 그날의 증인", []),
        # the tokenizer cuts these in pieces
        ("곽도택 씨가 왔다.", ["곽도택"]),
        ("정다홍 씨가 왔다.", ["정다홍"]),
        # words of three syllables that begin like a name
        ("제설차가 길을 막았다.", []),
        ("이번엔 다르다.", []),
        ("두번째로 열렸다.", []),
        ("정치적 이유로 미뤘다.", []),
        ("최우수선수로 뽑혔다.", []),
    ],
)
def test_korean_full_name(body: str, persons: list[str]) -> None:
    """Family name and given name make three syllables; a common word that begins so is nobody."""
    assert found(body, PERSON) == persons


@pytest.mark.parametrize(
    ("body", "persons"),
    [
        ("김 의원은 반대했다.", ["김"]),
        ("윤모(35) 씨가 다쳤다.", ["윤"]),
        ("이 모 씨도 다쳤다.", ["이"]),
        ("박씨는 떠났다.", ["박"]),
        ("A씨는 신고했다.", ["A"]),
        ("B(3)군은 무사하다.", ["B"]),
        # demonstratives, grades and "former" are no family names
        ("이 영화는 길다.", []),
        ("A등급을 받았다.", []),
        ("민태경 전 대표가 왔다.", ["민태경"]),
        ("전 대표가 왔다.", []),
    ],
)
def test_one_syllable_or_letter(body: str, persons: list[str]) -> None:
    """A family name or a letter stands for a person only before a title."""
    assert found(body, PERSON) == persons


@pytest.mark.parametrize(
    ("body", "persons"),
    [
        ("브래드 하즈키가 왔다.", ["브래드 하즈키"]),
        ("하즈키 렌 교수가 왔다.", ["하즈키 렌"]),
        ("다카이치 요시에 총재가 왔다.", ["다카이치 요시에"]),
        ("알렉산드로 벨라도나 감독은 떠났다.", ["알렉산드로 벨라도나"]),
        ("브래드하즈키가 왔다.", ["브래드하즈키"]),
        # two people side by side stay two
        ("민태경 한도윤이 왔다.", ["민태경", "한도윤"]),
        # what a place, a thing or a work takes is no sign of a person
        ("‘하늘의 브래드’라는 영화", []),
        ("알러벨로나 사용법을 배웠다.", []),
    ],
)
def test_names_of_other_tongues(body: str, persons: list[str]) -> None:
    """A first name takes the word behind it; an unknown name must act like a person."""
    assert found(body, PERSON) == persons


@pytest.mark.parametrize(
    ("body", "persons"),
    [("‘공태광’역을 맡았다.", ["공태광"]), ("‘볼케이노’를 보았다.", []), ("‘더 샤이닝 로드’가 개봉했다.", [])],
)
def test_works_in_quotation_marks(body: str, persons: list[str]) -> None:
    """What is quoted whole is a work, unless somebody plays it."""
    assert found(body, PERSON) == persons


def test_byline_is_nobody() -> None:
    """The reporter is not in the news; one who is spoken of is."""
    assert found("노경빈 기자 = 눈이 내렸다.", PERSON) == []
    assert found("노경빈 기자가 다쳤다.", PERSON) == ["노경빈"]


def test_employer_between_person_and_title() -> None:
    """Whose title it is, is a body; a common noun there is none."""
    body = "신가빈 한누리우주 대표는 말했다."
    assert (found(body, PERSON), found(body, BODY)) == (["신가빈"], ["한누리우주"])
    assert found("신가빈 노조 대표는 말했다.", BODY) == []


@pytest.mark.parametrize(
    ("body", "bodies"),
    [
        ("한빛통신은 3일 보도했다.", ["한빛통신"]),
        ("서해바람박물관이 열렸다.", ["서해바람박물관"]),
        ("검찰은 영장을 청구했다.", ["검찰"]),
        ("KBS가 보도했다.", ["KBS"]),
        ("28사단은 훈련했다.", ["28사단"]),
        ("새한빛당은 반대했다.", ["새한빛당"]),
        ("주 오사카 총영사관은 밝혔다.", ["주 오사카 총영사관"]),
        ("일본 정부는 밝혔다.", ["일본 정부"]),
        ("서울고법 형사3부는 기각했다.", ["서울고법 형사3부"]),
        ("한빛연구원(HBRI)은 밝혔다.", ["한빛연구원", "HBRI"]),
        # common words that end so
        ("신용카드와 생명보험을 해지했다.", []),
        ("구내식당에서 먹었다.", []),
        ("가능성과 필요성이 크다.", []),
        ("KTX와 GDP를 말했다.", []),
        ("국회의원이 왔다.", []),
        ("현대적 감각이 좋다.", []),
    ],
)
def test_bodies(body: str, bodies: list[str]) -> None:
    """A body is known by name, by its ending, or by the one that a country has."""
    assert found(body, BODY) == bodies


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("경기 용인시 수지구에서 불이 났다.", ["경기 용인시 수지구"]),
        ("전남 진도군 조도면 앞바다에서 침몰했다.", ["전남 진도군 조도면 앞바다"]),
        ("울산시는 밝혔다.", ["울산시"]),
        ("강원 북부에 눈이 내렸다.", ["강원 북부"]),
        ("논현동에서 만났다.", ["논현동"]),
        ("대전체육관에는 관중이 많았다.", ["대전체육관"]),
        ("NLL을 넘었다.", ["NLL"]),
        # words, and people who are called like a place
        ("영양이 풍부하다.", []),
        ("규모 7.3의 강진이 났다.", []),
        ("하윤구가 왔다.", []),
        ("고바야시 다카유키 의원이 왔다.", []),
    ],
)
def test_places(body: str, places: list[str]) -> None:
    """Places side by side are one; a word that only may be a place must be used like one."""
    assert found(body, PLACE) == places


def test_address_means_its_narrowest_known_part() -> None:
    """The whole address has the key of the city in it, so that other languages find it."""
    assert [m.value.key for m in read("전남 목포시 나루동에서 열렸다.")] == ["place:1841066"]
    assert [m.value.country for m in read("미국 동부에서 열렸다.")] == ["US"]


def test_countries_are_not_joined() -> None:
    """Two countries side by side are two."""
    assert found("한국 일본 선수들이 만났다.", COUNTRY) == ["한국", "일본"]


def test_body_with_its_city_is_the_same_body() -> None:
    """Its own name makes the key; what every country has needs the country."""
    bare, city = (read(f"{text}이 열렸다.")[0].value.key for text in ("서해바람박물관", "군산 서해바람박물관"))
    assert bare == city
    assert read("일본 정부는 밝혔다.")[0].value.key != read("정부는 밝혔다.")[0].value.key


def test_han_in_brackets_is_the_same_person() -> None:
    """The name in another script has the same key; a year in brackets is nothing."""
    first, second = read("하즈키 렌(葉月蓮) 씨가 왔다.")
    assert (first.value.key, second.value.surface) == (second.value.key, "葉月蓮")
    assert len(read("하즈키 렌(1990) 씨가 왔다.")) == 1


def test_later_short_form_is_the_person_met() -> None:
    """A family name alone is who was named in full; of two it is neither."""
    people = [m.value for m in read("하즈키 렌 교수가 왔다. 하즈키는 떠났다.") if m.value.kind is NameKind.PERSON]
    assert len({value.key for value in people}) == 1
    assert len(people) == 2
    assert found("민태경 의원이 왔다. 민 의원은 떠났다.", PERSON) == ["민태경", "민"]
    assert found("윤가람 의원과 윤서라 의원이 왔다. 윤 의원은 떠났다.", PERSON) == ["윤가람", "윤서라"]


def test_longer_name_takes_the_place_of_those_inside() -> None:
    """A body that begins with a country holds no country, and no name overlaps another."""
    korean = languages.get("ko")
    text = "\n한국하늘공사는 밝혔다."
    reading = Reading(text, korean.passages("", text[1:]), korean.tokens(text))
    draft = Draft(reading, [])
    draft.put_span(1, 3, NameKind.COUNTRY)
    find_bodies(draft)
    assert [item.surface for item in draft.names()] == ["한국하늘공사"]


@given(st.text(alphabet="김이하늘윤씨는에서 시군구(1)A·‘’.\n정부당국서울일본의원 ", max_size=40))
def test_any_text(body: str) -> None:
    """Names lie in their sentence, in order, without overlap, and say what stands there."""
    text = f"\n{body}"
    position = 0
    for mention in read(body):
        assert position <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.value.surface
        position = mention.span.end
