"""Names across scripts: tables, persons beside titles, short forms, cities, and words that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from twosource import languages
from twosource.languages.gazetteer import city_surfaces
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading
from twosource.records import NameKind

Read = Callable[..., Reading]


@pytest.fixture
def keys(read: Read, table: NameTable) -> Callable[..., list[tuple[str, str]]]:
    """(surface, key) pairs of a body, offices left out."""

    def find(code: str, body: str, country: str = "") -> list[tuple[str, str]]:
        found = languages.get(code).names(read(code, body), table, country)
        return [(m.value.surface, m.value.key) for m in found if m.value.kind is not NameKind.OFFICE]

    return find


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ko", "하즈키 렌 방위상이 도착했다."),
        ("ko", "하즈키 렌은 도착했다."),
        ("ko", "하즈키 방위상이 도착했다."),
        ("ja", "葉月蓮防衛相が到着した。"),
        ("ja", "ハヅキ氏が到着した。"),
        ("en", "Defense Minister Ren Hazuki arrived."),
        ("en", "Ren Hazuki arrived."),
    ],
)
def test_one_person_in_every_script(code: str, body: str, keys) -> None:
    """A registry person has one key however written."""
    assert {key for _, key in keys(code, body, "JP")} == {"person:hazuki-ren"}


@pytest.mark.parametrize(
    ("code", "body", "short"),
    [
        ("ko", "윤가람 국방장관이 말했다. 윤 장관은 떠났다.", "윤"),
        ("ja", "早乙女律市長が述べた。早乙女氏は去った。", "早乙女"),
        ("en", "Mayor Lena Ortiz spoke. Ortiz left.", "Ortiz"),
        ("en", "Jun Harada, a professor, spoke. Harada left.", "Harada"),
    ],
)
def test_short_form_is_who_was_named_in_full(code: str, body: str, short: str, keys) -> None:
    """A family name points back to the full name of the same report."""
    found = [pair for pair in keys(code, body) if pair[1].startswith("person:")]
    assert found[-1][0] == short
    assert found[-1][1] == found[0][1]


def test_same_surname_on_two_people_stays_unresolved(keys) -> None:
    """Two ministers called Yun are told apart by office; without one the short form is nobody."""
    body = "윤가람 국방장관과 윤서라 외교부 장관이 만났다. 윤 국방장관이 말했다. 윤 씨가 떠났다."
    people = [key for surface, key in keys("ko", body) if surface == "윤"]
    assert people == ["person:yun-garam"]


@pytest.mark.parametrize(
    ("code", "body", "key", "office"),
    [
        ("ko", "신가빈 대표는 말했다.", "person:~sinkapin", "office:ceo"),
        ("ko", "구본재 노조 위원장은 말했다.", "person:~kponje", ""),
        ("ko", "히비노 게이 교수는 말했다.", "person:~hipino-kei", "office:professor"),
        ("ja", "鷲尾岳裁判長は述べた。", "person:~asio-takesi", "office:judge"),
        ("ja", "パク・ソジュン社長は述べた。", "person:~paksojn", "office:ceo"),
        ("en", "Mayor Lena Ortiz said so.", "person:~atsa-rnea", "office:mayor"),
        ("en", "Lee Do-yun, the mayor of Gunsan, said so.", "person:~itoyun", "office:mayor"),
    ],
)
def test_unknown_person_by_title(  # noqa: PLR0917 - four columns of the table and two fixtures
    code: str, body: str, key: str, office: str, read, table
) -> None:
    """A title makes a name a person, and its holder."""
    people = [
        m.value for m in languages.get(code).names(read(code, body), table, "") if m.value.kind is NameKind.PERSON
    ]
    assert [(value.key, value.office) for value in people] == [(key, office)]


def test_reporters_byline_names_nobody(keys) -> None:
    """The reporter is not part of the news."""
    assert keys("ko", "윤하람 기자 = 눈이 내렸다.") == []


@pytest.mark.parametrize(
    ("code", "body", "country"),
    [
        ("ko", "미 국방장관이 왔다.", "US"),
        ("ko", "일본 방위상이 왔다.", "JP"),
        ("ko", "방위대신이 왔다.", "JP"),
        ("ja", "米国防長官が来た。", "US"),
        ("ja", "韓国外相が来た。", "KR"),
        ("en", "The Japanese foreign minister came.", "JP"),
        ("en", "Japan's defense minister came.", "JP"),
    ],
)
def test_office_knows_its_country(code: str, body: str, country: str, read, table) -> None:
    """One title, several countries: the word before it or the title itself says whose."""
    offices = [
        m.value for m in languages.get(code).names(read(code, body), table, "") if m.value.kind is NameKind.OFFICE
    ]
    assert [value.country for value in offices] == [country]


@pytest.mark.parametrize(
    ("code", "surface", "key"),
    [
        ("ko", "한미", "alliance:KR-US"),
        ("ko", "한·일", "alliance:JP-KR"),
        ("ko", "한미일", "alliance:JP-KR-US"),
        ("ja", "日米", "alliance:JP-US"),
        ("ja", "日韓", "alliance:JP-KR"),
        ("en", "U.S.-Japan", "alliance:JP-US"),
        ("en", "South Korea-EU", "alliance:EU-KR"),
    ],
)
def test_sides_named_together(code: str, surface: str, key: str, keys) -> None:
    """A pair of countries is one name, not two."""
    body = {"ko": f"{surface} 회담이 열렸다.", "ja": f"{surface}会談が開かれた。", "en": f"The {surface} talks began."}[
        code
    ]
    assert keys(code, body) == [(surface, key)]


@pytest.mark.parametrize(
    ("code", "body", "city"),
    [
        ("ko", "일본 요코스카에서 열렸다.", "1848313"),
        ("ko", "울산시는 밝혔다.", "1833747"),
        ("ja", "神奈川県横須賀市で開かれた。", "1848313"),
        ("ja", "ソウルで開かれた。", "1835848"),
        ("en", "They met in Yokosuka, Japan.", "1848313"),
        ("en", "They met in Seoul.", "1835848"),
    ],
)
def test_city_has_one_id_in_every_script(code: str, body: str, city: str, keys) -> None:
    """Hangul, kanji and Latin lead to the same GeoNames id."""
    assert f"place:{city}" in [key for _, key in keys(code, body, "JP" if "橫" in body else "KR")]


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("en", "Reading is nice. Nice people split most of the mobile market."),
        ("en", "The shop on Houston Street closed."),
        ("ko", "공주는 구리 반지를 샀다."),
        ("ja", "大会の会場で社会を語る。"),
    ],
)
def test_common_words_are_no_cities(code: str, body: str, keys) -> None:
    """Cities called Reading and Nice do not turn reading and nice into places."""
    assert [key for _, key in keys(code, body) if key.startswith("place:")] == []


@pytest.mark.parametrize(
    ("code", "body"),
    [("ko", "아오모리현에서 열렸다."), ("ja", "青森県で開かれた。"), ("en", "It began in Aomori Prefecture.")],
)
def test_prefecture_is_not_its_city(code: str, body: str, keys) -> None:
    """Aomori Prefecture and the city of Aomori are two places; mixing them makes a false contradiction."""
    assert [key for _, key in keys(code, body, "JP")] == ["place:jp-aomori"]


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ko", "남중국해 문제를 다뤘다."),
        ("ja", "南シナ海の問題を扱った。"),
        ("en", "They discussed the South China Sea."),
    ],
)
def test_sea_is_no_country(code: str, body: str, keys) -> None:
    """The South China Sea does not bring China into the story."""
    assert [key for _, key in keys(code, body)] == ["place:south-china-sea"]


def test_country_inside_another_word_is_none(keys) -> None:
    """The 가나 (Ghana) in 가나가와 is no country."""
    assert [key for _, key in keys("ko", "가나가와현에서 열렸다.", "JP")] == ["place:jp-kanagawa"]


def test_two_syllable_name_the_tokenizer_cuts(read: Read) -> None:
    """A registry name stays whole although the tokenizer may read it as two words."""
    table = NameTable.build([("cho-hyul", {"ko": "조휼"}, "foreign-minister", "KR", ())], [])
    found = languages.get("ko").names(read("ko", "조휼 외교부 장관이 왔다. 조휼은 떠났다."), table, "KR")
    people = [m.value.key for m in found if m.value.kind is NameKind.PERSON]
    assert people == ["person:cho-hyul", "person:cho-hyul"]


def test_also_is_no_province(keys) -> None:
    """In 요코스카도 the 도 is "also"."""
    assert ("요코스카", "place:1848313") in keys("ko", "요코스카도 눈이 내렸다.", "JP")


@pytest.mark.parametrize(
    ("code", "body", "surface"),
    [
        ("ko", "산업통상자원부는 밝혔다.", "산업통상자원부"),
        ("ko", "한빛당 의원은 밝혔다.", "한빛당"),
        ("ko", "목포해양경찰서는 밝혔다.", "목포해양경찰서"),
        ("ja", "青森県警が発表した。", "青森県警"),
        ("ja", "札幌地裁で開かれた。", "札幌地裁"),
        ("en", "The Sapporo District Court said so.", "Sapporo District Court"),
        ("en", "South Korea's Ministry of Industry said so.", "Ministry of Industry"),
    ],
)
def test_body_by_its_ending(code: str, body: str, surface: str, keys) -> None:
    """A body no table has is known by how it is called."""
    assert (surface, f"organisation:~{code}:{surface}") in keys(code, body)


class TestCards:
    """What each edition prints for a key."""

    def test_registry_person(self, table: NameTable) -> None:
        """The registry's forms, office and country."""
        card = table.card("person:hazuki-ren")
        assert card is not None
        assert (card.form("ja"), card.office, card.country) == ("葉月蓮", "office:defence-minister", "JP")

    @pytest.mark.parametrize(
        ("country", "korean", "japanese"),
        [("JP", "방위상", "防衛相"), ("KR", "국방장관", "国防相"), ("US", "국방장관", "国防長官")],
    )
    def test_office_by_country(self, country: str, korean: str, japanese: str, table: NameTable) -> None:
        """A Japanese defence minister has another title than a Korean or American one."""
        card = table.card(f"office:defence-minister@{country}")
        assert card is not None
        assert (card.form("ko"), card.form("ja")) == (korean, japanese)

    def test_office_alias(self, table: NameTable) -> None:
        """An office a registry calls by its local title is the common office."""
        assert table.office_key("secretary-of-foreign-affairs") == "office:foreign-minister"

    @pytest.mark.parametrize(
        ("key", "forms"),
        [
            ("country:KR", ("한국", "韓国", "South Korea")),
            ("country:US", ("미국", "米国", "United States")),
            ("place:1848313", ("요코스카", "横須賀", "Yokosuka")),
            ("place:1835848", ("서울", "ソウル", "Seoul")),
            ("place:1850147", ("도쿄", "東京", "Tokyo")),
            ("place:2643743", ("런던", "ロンドン", "London")),
            ("place:1816670", ("베이징", "北京", "Beijing")),
            ("alliance:JP-KR", ("한일", "日韓", "Japan–South Korea")),
            ("organisation:european-union", ("유럽연합", "欧州連合", "European Union")),
        ],
    )
    def test_three_editions(self, key: str, forms: tuple[str, str, str], table: NameTable) -> None:
        """Countries, cities, alliances and bodies have a form for each edition."""
        card = table.card(key)
        assert card is not None
        assert tuple(card.form(language) for language in ("ko", "ja", "en")) == forms

    @pytest.mark.parametrize("key", ["person:~amke", "place:0", "country:XX", "office:none", "", "nonsense"])
    def test_unknown_key(self, key: str, table: NameTable) -> None:
        """What no table knows has no card."""
        assert table.card(key) is None

    def test_registry_takes_over_a_built_in_body(self) -> None:
        """A body of the registry that the built-in table knows too is one body, under the registry's id."""
        table = NameTable.build([], [("our-ldp", {"ja": "自民党"}, "", "JP", ())])
        surfaces = {row[0]: row[1][0].key for rows in table.surfaces("ko")[1].values() for row in rows}
        assert surfaces["자유민주당"] == "organisation:our-ldp"


@pytest.mark.parametrize(
    ("key", "korean", "japanese"),
    [
        ("place:1841066", "목포", "木浦"),
        ("place:11101805", "거제", "巨済"),
        ("place:1856717", "미야자키", "宮崎"),
        ("place:1838343", "평택", "平沢"),
        ("place:1856215", "나가노", "長野"),
        ("place:jp-kanagawa", "가나가와현", "神奈川県"),
        ("place:kr-goheung", "고흥", "高興"),
    ],
)
def test_places_are_printed_in_the_script_of_the_edition(
    key: str, korean: str, japanese: str, table: NameTable
) -> None:
    """No Korean page shows 宮崎市, no Japanese page 목포."""
    card = table.card(key)
    assert card
    assert (card.form("ko"), card.form("ja")) == (korean, japanese)


@pytest.mark.parametrize(
    ("code", "key", "name"), [("ko", "place:11611632", "후추"), ("ja", "place:1838343", "平沢")], ids=["ko", "ja"]
)
def test_what_is_only_written_is_not_read(code: str, key: str, name: str, table: NameTable) -> None:
    """Names that are words or surnames elsewhere are printed, never taken for a city."""
    card = table.card(key)
    assert card
    assert card.form(code) == name
    assert name not in city_surfaces()[code]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ko", "미야자키시의 양계장에서 확인됐다."),
        ("ja", "宮崎市の養鶏場で確認された。"),
        ("en", "It was confirmed at a farm in Miyazaki."),
    ],
)
def test_a_city_has_one_key(code: str, sentence: str, read: Read, table: NameTable) -> None:
    """The city with its ending and without is one place in every language."""
    found = languages.get(code).names(read(code, sentence), table, "JP")
    assert [m.value.key for m in found] == ["place:1856717"]


def test_end_of_a_day_is_no_alliance(read: Read, table: NameTable) -> None:
    """28日中に: within the 28th."""
    found = languages.get("ja").names(read("ja", "処分を28日中に終える。"), table, "JP")
    assert found == []
