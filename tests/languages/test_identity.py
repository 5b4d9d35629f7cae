"""One name in every script: its key, the comparison of forms, and the registry's other spellings."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import languages
from twosource.eval.forms import measure_forms
from twosource.languages.names import NameTable
from twosource.languages.phonetic import find_same, is_whole, name_key, same_name
from twosource.languages.protocol import Reading
from twosource.records import NameKind

PUBLIC_NAMES = Path(__file__).with_name("public_names.jsonl")
Read = Callable[..., Reading]
Form = tuple[str, str]
# (one person, forms): the issue's own examples, names only
PEOPLE: list[list[Form]] = [
    [("고이즈미 신지로", "ko"), ("코이즈미 신지로", "ko"), ("小泉進次郎", "ja"), ("コイズミシンジロウ", "ja"), ("Shinjiro Koizumi", "en"), ("Koizumi Shinjirō", "en")],
    [("안규백", "ko"), ("アン・ギュベク", "ja"), ("安圭伯", "ja"), ("Ahn Gyu-back", "en"), ("An Gyu-baek", "en"), ("Gyu-back Ahn", "en")],
    [("시진핑", "ko"), ("習近平", "ja"), ("习近平", "zh"), ("シー・チンピン", "ja"), ("Xi Jinping", "en")],
    [("윤가람", "ko"), ("ユン・ガラム", "ja"), ("Yun Ga-ram", "en"), ("Yoon Garam", "en")],
    [("도널드 트럼프", "ko"), ("ドナルド・トランプ", "ja"), ("Donald Trump", "en")],
    [("도쿄", "ko"), ("토쿄", "ko"), ("東京", "ja"), ("Tokyo", "en"), ("Tōkyō", "en")],
    [("요코스카", "ko"), ("横須賀", "ja"), ("Yokosuka", "en")],
    [("도요타", "ko"), ("トヨタ", "ja"), ("Toyota", "en")],
]  # fmt: skip


@pytest.mark.parametrize("forms", PEOPLE, ids=[forms[0][0] for forms in PEOPLE])
def test_one_name_is_one_in_every_script(forms: list[Form]) -> None:
    """Every two forms of one name are the same name, whichever is asked first."""
    for one in forms:
        for two in forms:
            assert same_name(*one, *two), (one, two)


@pytest.mark.parametrize("forms", PEOPLE[:5], ids=[forms[0][0] for forms in PEOPLE[:5]])
def test_the_stored_key_is_the_same_across_scripts(forms: list[Form]) -> None:
    """All forms have one key; but kana without a gap, or of a Chinese name, leaves the parts in doubt."""
    assert len({name_key(*form) for form in forms if form[0] not in {"コイズミシンジロウ", "シー・チンピン"}}) == 1


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        ([("김민수", "ko"), ("キム・ミンス", "ja"), ("金敏洙", "ja"), ("Kim Min-su", "en"), ("Minsoo Kim", "en")], "kimins"),
        ([("박근혜", "ko"), ("パク・クネ", "ja"), ("朴槿恵", "ja"), ("Park Geun-hye", "en")], "pakne"),
        ([("이재명", "ko"), ("イ・ジェミョン", "ja"), ("李在明", "ja"), ("Lee Jae-myung", "en"), ("Yi Chae-myŏng", "en")], "ijemyon"),
        ([("다나카 쇼타", "ko"), ("타나카 쇼타", "ko"), ("田中翔太", "ja"), ("Shota Tanaka", "en"), ("Tanaka Syouta", "en"), ("Tanaka Shōta", "en")], "sota-tanaka"),
        ([("마쓰이 준", "ko"), ("마츠이 준", "ko"), ("松井純", "ja"), ("Jun Matsui", "en"), ("Zyun Matui", "en")], "jn-maji"),
        ([("오노 다로", "ko"), ("大野太郎", "ja"), ("Taro Ohno", "en"), ("Tarou Oono", "en"), ("Ōno Tarō", "en")], "ono-taro"),
        ([("리커창", "ko"), ("李克強", "ja"), ("李克强", "zh"), ("Li Keqiang", "en")], "ikojan"),
        ([("마오쩌둥", "ko"), ("毛沢東", "ja"), ("毛泽东", "zh"), ("Mao Zedong", "en")], "maojotn"),
        ([("에마뉘엘 마크롱", "ko"), ("エマニュエル・マクロン", "ja"), ("Emmanuel Macron", "en")], "anne-nkrna"),
    ],
)  # fmt: skip
def test_key_of_one_form(forms: list[Form], key: str) -> None:
    """Korean and Chinese names in one run, Japanese in two parts in alphabetical order, Western as little more than consonants."""
    assert {form: name_key(*form) for form in forms} == dict.fromkeys(forms, key)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("김민수", "ko"), ("김민주", "ko")),
        (("김민수", "ko"), ("Kim Min-ju", "en")),
        (("윤가람", "ko"), ("윤서라", "ko")),
        (("윤가람", "ko"), ("Yun Seo-ra", "en")),
        (("하즈키 렌", "ko"), ("葉月真", "ja")),
        (("홍준표", "ko"), ("Bong Jun-ho", "en")),
        (("田中太郎", "ja"), ("Tanaka Jiro", "en")),
        (("김철수", "ko"), ("박철수", "ko")),
        (("Lena Ortiz", "en"), ("マリア・オルティス", "ja")),
        (("John Harlow", "en"), ("제임스 할로", "ko")),
        (("John Harlow", "en"), ("Jane Harlow", "en")),
        (("Paul Stone", "en"), ("Paula Stone", "en")),
        (("Tim Hale", "en"), ("Tom Hale", "en")),
        (("Tony Marsh", "en"), ("Tina Marsh", "en")),
        (("Brian Nash", "en"), ("Briana Nash", "en")),
        (("존 할로", "ko"), ("제인 할로", "ko")),
        (("ジョン・ハーロー", "ja"), ("Jane Harlow", "en")),
    ],
)
def test_near_names_stay_two(one: Form, two: Form) -> None:
    """The same family name on two people is two people, by comparison and by key."""
    assert not same_name(*one, *two)
    assert name_key(*one) != name_key(*two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("김재영", "ko"), ("김재용", "ko")),
        (("김재영", "ko"), ("Kim Jae-yong", "en")),
        (("김성현", "ko"), ("김승현", "ko")),
        (("佐藤公一", "ja"), ("佐藤浩一", "ja")),
    ],
)
def test_one_script_tells_what_others_cannot(one: Form, two: Form) -> None:
    """Kana has one letter for 어 and 오, so keys agree; Hangul and kanji tell the two people apart."""
    assert not same_name(*one, *two)


@pytest.mark.parametrize(
    ("text", "language", "whole"),
    [
        ("Hazuki", "en", False),
        ("하즈키", "ko", False),
        ("하즈키 렌", "ko", True),
        ("윤가람", "ko", True),
        ("Ren Hazuki", "en", True),
        ("コイズミ", "ja", False),
        ("", "ko", False),
    ],
)
def test_whole_names(text: str, language: str, whole: bool) -> None:
    """A family name alone is nobody's full name."""
    assert is_whole(text, language) is whole


def test_public_names_hold_the_floor() -> None:
    """Precision and recall of "the same" over all pairs of forms of real public names in three scripts."""
    result = measure_forms(PUBLIC_NAMES)
    assert result["rows"] > 400
    assert result["precision"] >= 0.99
    assert result["recall"] >= 0.94


def test_stored_keys_of_public_names_hold_the_floor() -> None:
    """Keys agree for most pairs of forms of one person, and for hardly any of two persons."""
    rows = [json.loads(line) for line in PUBLIC_NAMES.read_text(encoding="utf-8").splitlines()]
    people = [row["forms"] for row in rows if row["kind"] == "person"]
    owners: dict[str, set[int]] = {}
    equal = pairs = 0
    for number, forms in enumerate(people):
        found = [name_key(form["text"], form["language"]) for form in forms if form["language"] in {"ko", "ja", "en"}]
        equal += sum(one == two for at, one in enumerate(found) for two in found[at + 1 :])
        pairs += len(found) * (len(found) - 1) // 2
        for key in found:
            owners.setdefault(key, set()).add(number)
    assert equal / pairs >= 0.74
    assert sum(len(numbers) > 1 for numbers in owners.values()) <= len(owners) // 100


def test_public_names_are_told_once() -> None:
    """No form stands in two rows, or precision could not be measured."""
    rows = [json.loads(line) for line in PUBLIC_NAMES.read_text(encoding="utf-8").splitlines()]
    forms = [(form["language"], form["text"]) for row in rows for form in row["forms"]]
    assert len({row["id"] for row in rows}) == len(rows)
    assert len(set(forms)) == len(forms)


def test_wrong_and_missed_pairs_are_listed(tmp_path: Path) -> None:
    """A measurement that finds nothing, or too much, says so."""
    path = tmp_path / "forms.jsonl"
    rows = [
        {"id": "a", "forms": [{"language": "ko", "text": "윤가람"}, {"language": "en", "text": "Somebody Else"}]},
        {"id": "b", "forms": [{"language": "en", "text": "Yun Ga-ram"}]},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    result = measure_forms(path)
    assert result["missed"] == [["윤가람", "Somebody Else"]]
    assert result["wrong"] == [["윤가람", "Yun Ga-ram"]]
    assert (result["precision"], result["recall"], result["same_pairs"], result["pairs"]) == (0, 0, 1, 3)


@given(st.text(max_size=30), st.sampled_from(["ko", "ja", "en", "zh"]))
def test_any_text_has_a_key_or_none(text: str, language: str) -> None:
    """No text raises, and keys are lower-case letters and hyphens."""
    assert set(name_key(text, language)) <= set("abcdefghijklmnopqrstuvwxyz-")
    find_same([(text, language), (text, language)])


@pytest.mark.parametrize(
    "text", ["ga" * 5000, "김" * 5000, "ア・" * 3000, "안" * 3 + " " * 5000, "a-" * 4000, "李" * 3000]
)
def test_long_text_costs_little(text: str) -> None:
    """What is no name is not looked at for long."""
    begun = time.perf_counter()
    name_key(text, "ja")
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("ko", "하즈끼 렌 방위상은 30일 도착했다."),
        ("en", "Defense Minister Hazuki Ren arrived on Friday."),
    ],
)
def test_registry_knows_other_spellings(code: str, body: str, read: Read, table: NameTable) -> None:
    """A spelling the registry does not list is its person's where the whole name sounds the same."""
    reading = read(code, body)
    found = {m.value.key for m in languages.get(code).names(reading, table, "JP") if m.value.kind is NameKind.PERSON}
    assert found == {"person:hazuki-ren"}


@pytest.mark.parametrize(
    ("text", "language", "known"),
    [
        ("Hazuki Ren", "en", True),
        ("Ren Haduki", "en", True),
        ("하즈끼 렌", "ko", True),
        ("ハズキレン", "ja", True),
        ("Yoon Karam", "en", True),
        ("하즈키 마코토", "ko", False),
        ("Hazuki", "en", False),
        ("Yun Ga-ra", "en", False),
    ],
)
def test_registry_by_sound(text: str, language: str, known: bool, table: NameTable) -> None:
    """The whole name must sound the same: a family name alone, or another given name, is not enough."""
    assert (table.sounded(f"person:~{name_key(text, language)}") is not None) is known


def test_two_of_the_registry_that_sound_alike_are_nobody() -> None:
    """Where sounds cannot tell two people of the registry, only their own forms name them."""
    two = NameTable.build(
        [("one", {"ko": "김재영"}, "", "KR", ()), ("two", {"ko": "김재용"}, "", "KR", ())],
        [],
    )
    assert two.sounded(f"person:~{name_key('Kim Jae-young', 'en')}") is None
