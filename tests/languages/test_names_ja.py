"""Japanese names that no table has: persons, bodies, sites and places by their words, and words that are none.

People, companies and happenings are made up; countries, prefectures and large cities are not.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import languages
from twosource.languages.ja.language import LANGUAGE
from twosource.languages.ja.wordclass import OUTSIDE, letters
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading
from twosource.records import NameKind, NameMention

PERSON, PLACE, BODY = NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION
COUNTRY, OFFICE = NameKind.COUNTRY, NameKind.OFFICE
LISTS = Path(languages.__file__).parent / "ja" / "name_words.toml"
Named = list[tuple[str, NameKind]]
Mentions = Callable[[str], list[NameMention]]
Finder = Callable[[str], Named]


@pytest.fixture
def mentions(read: Callable[..., Reading], table: NameTable) -> Mentions:
    """Names of a body, as a Japanese outlet writes."""
    return lambda body: languages.get("ja").names(read("ja", body), table, "JP")


@pytest.fixture
def named(mentions: Mentions) -> Finder:
    """(surface, kind) pairs of a body, offices left out."""
    return lambda body: [(m.value.surface, m.value.kind) for m in mentions(body) if m.value.kind is not OFFICE]


@pytest.mark.parametrize(
    ("body", "person"),
    [
        ("早乙女花子が着いた。", "早乙女花子"),
        ("早乙女律さんが着いた。", "早乙女律"),
        ("鷲尾岳裁判長は述べた。", "鷲尾岳"),
        ("実業家の早乙女花子は述べた。", "早乙女花子"),
        ("主人公早乙女花子の旅。", "早乙女花子"),
        ("アンナ・ローゼンタールが着いた。", "アンナ・ローゼンタール"),
        ("エミール・ヴァイスマン4世が着いた。", "エミール・ヴァイスマン4世"),
        ("早乙女さんが着いた。", "早乙女"),
        ("佐伯聖洛氏が着いた。", "佐伯聖洛"),
        ("朴聖洛氏が着いた。", "朴聖洛"),
        ("川崎投手が投げた。", "川崎"),
        ("森さんが着いた。", "森"),
    ],
)
def test_person(body: str, person: str, named: Finder) -> None:
    """Family and given name, katakana with dots, and one word with a title that only people bear."""
    assert named(body) == [(person, PERSON)]


@pytest.mark.parametrize(
    "body",
    [
        "皆さんが着いた。",
        "スタッフらが止めた。",
        "森が広がる。",
        "ラグビー選手が着いた。",
        "ハード・ソフトの両面で進める。",
        "「ルナ・ヴェスタ」を発売した。",
    ],
)
def test_no_person(body: str, named: Finder) -> None:
    """Everyday words before a title that others bear too, common katakana with a dot, and the name of a work."""
    assert named(body) == []


def test_short_form_is_who_was_named_in_full(mentions: Mentions) -> None:
    """A family name, either part of a katakana name and a title lead back to the full name, before it or behind."""
    found = mentions("ローゼンタール氏が来た。アンナ・ローゼンタールは述べた。早乙女花子市長は述べた。早乙女は帰った。")
    people = [m.value for m in found if m.value.kind is PERSON]
    assert people[0].key == people[1].key
    assert people[2].key == people[3].key
    assert people[3].office == "office:mayor"


@pytest.mark.parametrize(
    ("body", "person", "office", "country"),
    [
        ("ヴァンデルク米国防長官が着いた。", "ヴァンデルク", "office:defence-minister", "US"),
        ("韓国の早乙女花子外相が着いた。", "早乙女花子", "office:foreign-minister", "KR"),
        ("韓国で早乙女花子外相が述べた。", "早乙女花子", "office:foreign-minister", ""),
        ("早乙女花子さんが着いた。", "早乙女花子", "", ""),
    ],
)
def test_office_and_country_of_a_person(body: str, person: str, office: str, country: str, mentions: Mentions) -> None:
    """The office behind the name, with the country before the office or before the name; not one merely near."""
    values = [m.value for m in mentions(body) if m.value.kind is PERSON]
    assert [(value.surface, value.office, value.country) for value in values] == [(person, office, country)]


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        ("訓練を再開へ　宮崎", "宮崎", PLACE),
        ("宮崎で開かれた。", "宮崎", PLACE),
        ("宮崎沖で起きた。", "宮崎沖", PLACE),
        ("宮崎は述べた。", "宮崎", PERSON),
        ("宮崎花子は述べた。", "宮崎花子", PERSON),
    ],
)
def test_surname_that_is_a_city(body: str, name: str, kind: NameKind, named: Finder) -> None:
    """Who does something is a person; where something is, and what ends a headline, is the city."""
    assert named(body) == [(name, kind)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("青嶺電機が発表した。", "青嶺電機"),
        ("株式会社ヨツバが発表した。", "株式会社ヨツバ"),
        ("ヨツバ株式会社が発表した。", "ヨツバ株式会社"),
        ("有限会社ヨツバが発表した。", "ヨツバ"),
        ("エポック社が発表した。", "エポック社"),
        ("鶴崎大学が発表した。", "鶴崎大学"),
        ("鶴崎市議会が可決した。", "鶴崎市議会"),
        ("大阪府警が逮捕した。", "大阪府警"),
        ("大阪地検特捜部が捜査した。", "大阪地検特捜部"),
        ("食料備蓄庁が発表した。", "食料備蓄庁"),
        ("早乙女政権が発足した。", "早乙女政権"),
        ("第7歩兵師団が動いた。", "第7歩兵師団"),
        ("東洋鋼線工業が発表した。", "東洋鋼線工業"),
        ("KLMNが発表した。", "KLMN"),
        ("Lumen Harborが開発した。", "Lumen Harbor"),
        ("FCローゼンタールが勝った。", "FCローゼンタール"),
        ("アルノ・レコードが発表した。", "アルノ・レコード"),
    ],
)
def test_body(body: str, name: str, named: Finder) -> None:
    """By its ending, behind a name or for some endings behind any noun; by a company or club mark; by capitals."""
    assert named(body) == [(name, BODY)]


@pytest.mark.parametrize(
    "body",
    [
        "貿易会社に勤める。",
        "地元10社が集まった。",
        "委員会が開かれた。",
        "SNSで広がった。",
        "平成30年に始まった。",
        "「ミズホノカゼ」を発売した。",
        "出版社の編集部に届いた。",
        "新政権が動く。",
    ],
)
def test_no_body(body: str, named: Finder) -> None:
    """Endings behind common words only, counted bodies, abbreviations of things, eras, products in quotes."""
    assert named(body) == []


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("鶴崎駅で起きた。", "鶴崎駅"),
        ("鶴崎空港で起きた。", "鶴崎空港"),
        ("リンデン川で起きた。", "リンデン川"),
        ("鶴崎市立第二小学校で起きた。", "鶴崎市立第二小学校"),
        ("早乙女花子記念館で起きた。", "早乙女花子記念館"),
        ("ソウル中心部で起きた。", "ソウル中心部"),
        ("旧鶴崎城で起きた。", "鶴崎城"),
        ("ホテル・ローゼンで起きた。", "ホテル・ローゼン"),
    ],
)
def test_site(body: str, name: str, named: Finder) -> None:
    """What is built or lies in the land, by its ending, with all that names it."""
    assert named(body) == [(name, PLACE)]


@pytest.mark.parametrize(
    "body",
    ["動物園で起きた。", "近くの駅で起きた。", "発電所で起きた。", "鶴崎マラソンで起きた。", "松島の戦いで敗れた。"],
)
def test_no_site(body: str, named: Finder) -> None:
    """A kind of site without a name, and what happened at a place rather than the place."""
    assert named(body) == []


@pytest.mark.parametrize(
    ("body", "surface", "key"),
    [
        ("青森県弘前市で雪が降った。", "青森県弘前市", "place:2130057"),
        ("神奈川県横須賀市田浦で雪が降った。", "神奈川県横須賀市田浦", "place:1848313"),
        ("福島県内で雪が降った。", "福島県", "place:jp-fukushima"),
        ("韓国国内で雪が降った。", "韓国", "country:KR"),
        ("横須賀市で雪が降った。", "横須賀市", "place:1848313"),
    ],
)
def test_address_is_one_place(body: str, surface: str, key: str, mentions: Mentions) -> None:
    """Prefecture, city and quarter in a row are one name that means the smallest place a table has."""
    assert [(m.value.surface, m.value.key) for m in mentions(body)] == [(surface, key)]


def test_building_is_not_its_city(mentions: Mentions) -> None:
    """The harbour of Yokosuka is another place than Yokosuka, or reports would contradict each other."""
    (harbour,) = mentions("横須賀港で起きた。")
    assert harbour.value.surface == "横須賀港"
    assert harbour.value.key != "place:1848313"


@pytest.mark.parametrize(
    ("body", "surface", "country"),
    [
        ("日本政府は決めた。", "日本政府", "JP"),
        ("フランス軍が動いた。", "フランス軍", "FR"),
        ("ロシア国防省は発表した。", "ロシア国防省", "RU"),
        ("日本代表が勝った。", "日本代表", "JP"),
    ],
)
def test_body_knows_its_country(body: str, surface: str, country: str, mentions: Mentions) -> None:
    """A government or army is one name with its country, not a country beside a common noun."""
    (body_of_state,) = mentions(body)
    assert (body_of_state.value.surface, body_of_state.value.kind) == (surface, BODY)
    assert body_of_state.value.country == country


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("鶴崎新聞社早乙女支局で起きた。", [("鶴崎新聞社早乙女支局", BODY)]),
        ("鶴崎大学法学部を出た。", [("鶴崎大学", BODY), ("法学部", BODY)]),
        ("日本銀行大阪支店で起きた。", [("日本銀行", BODY), ("大阪支店", PLACE)]),
        ("トヨタ自動車労働組合が決めた。", [("トヨタ自動車労働組合", BODY)]),
        ("国土交通省道路局が決めた。", [("国土交通省道路局", BODY)]),
        ("福岡労働局・大阪労働局が決めた。", [("福岡労働局", BODY), ("大阪労働局", BODY)]),
        ("ドイツ・フランス国境で起きた。", [("ドイツ", COUNTRY), ("フランス", COUNTRY)]),
        ("ドイツ人アンナ・ローゼンタールが着いた。", [("ドイツ", COUNTRY), ("アンナ・ローゼンタール", PERSON)]),
    ],
)
def test_where_one_name_ends(body: str, names: Named, named: Finder) -> None:
    """The longest compound is the name; a branch in another town, a faculty and what a dot divides stand apart."""
    assert named(body) == names


@pytest.mark.parametrize(
    ("body", "kind"),
    [("浦和に移籍した。", BODY), ("浦和で開かれた。", PLACE), ("浦和戦で決めた。", BODY), ("浦和に移した。", PLACE)],
)
def test_club_called_by_its_town(body: str, kind: NameKind, named: Finder) -> None:
    """Who joins or plays a town joins its club."""
    assert named(body) == [("浦和", kind)]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("英ローゼン・レコードが決めた。", [("英", COUNTRY), ("ローゼン・レコード", BODY)]),
        ("米大統領が着いた。", [("米", COUNTRY)]),
        ("28日首相が着いた。", []),
        ("英語教室を開く。", []),
    ],
)
def test_country_of_one_character(body: str, names: Named, named: Finder) -> None:
    """Before an office, and before a name in another script; neither in a date nor in a word."""
    assert named(body) == names


def test_registry_stands_inside_a_compound(mentions: Mentions) -> None:
    """What a newsroom has registered is found whatever stands before it."""
    assert "organisation:haneul" in [m.value.key for m in mentions("韓国ハヌル電子が発表した。")]


def test_title_does_not_run_into_the_body(read: Callable[..., Reading], table: NameTable) -> None:
    """The last word of a headline and the first of the text make no name."""
    reading = read("ja", "政府は決めた。", "会談は日本")
    found = languages.get("ja").names(reading, table, "JP")
    assert [(m.value.surface, m.value.key) for m in found][:1] == [("日本", "country:JP")]


def test_word_outside_the_dictionary_is_marked() -> None:
    """Its tag says so behind Sudachi's own parts of speech."""
    tokens = LANGUAGE.tokens("ズンベリクは歩く")
    assert [token.tag.endswith(OUTSIDE) for token in tokens] == [True, False, False]
    assert letters(tokens)[0] == "k"


def test_word_lists_are_clean() -> None:
    """An empty word would match everywhere; a word twice in one list was meant for another."""
    for role, words in tomllib.loads(LISTS.read_text("utf-8")).items():
        assert words, role
        assert all(word and word == word.strip() for word in words), role
        assert len(words) == len(set(words)), role


TABLE = NameTable.build([], [])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("日本鶴崎市社長・ 早乙女花子アンナのはがABC7第大学株式会社「」、。\n"), max_size=60))
def test_any_text_is_read(characters: list[str]) -> None:
    """Names lie in the text, in order, and none overlaps another, whatever is thrown at them."""
    body = "".join(characters)
    reading = Reading(f"\n{body}", LANGUAGE.passages("", body), LANGUAGE.tokens(f"\n{body}"))
    position = 0
    for mention in LANGUAGE.names(reading, TABLE, "JP"):
        assert position <= mention.span.start < mention.span.end
        assert reading.text[mention.span.start : mention.span.end] == mention.value.surface
        position = mention.span.end


@pytest.mark.parametrize("piece", ["会議東京", "東京・大阪・", "アンナ・", "ABC ", "株式会社", "早乙女"])
def test_no_text_takes_its_square_in_time(piece: str) -> None:
    """Twelve thousand characters made to hurt the patterns take milliseconds, not seconds."""
    body = piece * (12_000 // len(piece))
    reading = Reading(f"\n{body}", LANGUAGE.passages("", body), LANGUAGE.tokens(f"\n{body}"))
    before = time.process_time()
    LANGUAGE.names(reading, TABLE, "JP")
    assert time.process_time() - before < 1
