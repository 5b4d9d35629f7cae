"""One name in every script: sounds, keys, and the comparison of forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import languages
from twosource.errors import InputError
from twosource.eval.forms import measure_forms
from twosource.languages.names import NameTable
from twosource.languages.phonetic import find_same, name_key, same_name, sounds
from twosource.languages.protocol import Reading
from twosource.records import NameKind

Read = Callable[..., Reading]

PUBLIC_NAMES = Path(__file__).with_name("public_names.jsonl")
# (one person, forms): the issue's own examples, names only
PEOPLE = [
    [("고이즈미 신지로", "ko"), ("코이즈미 신지로", "ko"), ("小泉進次郎", "ja"), ("コイズミシンジロウ", "ja"), ("Shinjiro Koizumi", "en"), ("Koizumi Shinjirō", "en")],
    [("안규백", "ko"), ("アン・ギュベク", "ja"), ("安圭伯", "ja"), ("Ahn Gyu-back", "en"), ("An Gyu-baek", "en")],
    [("시진핑", "ko"), ("習近平", "ja"), ("シー・チンピン", "ja"), ("Xi Jinping", "en")],
    [("윤가람", "ko"), ("ユン・ガラム", "ja"), ("Yun Ga-ram", "en"), ("Yoon Garam", "en")],
]  # fmt: skip


@pytest.mark.parametrize("forms", PEOPLE, ids=[forms[0][0] for forms in PEOPLE])
def test_one_person_is_one_in_every_script(forms: list[tuple[str, str]]) -> None:
    """Every two forms of one name are the same name, whichever is asked first."""
    for one in forms:
        for two in forms:
            assert same_name(*one, *two), (one, two)


@pytest.mark.parametrize("forms", PEOPLE[:2], ids=["koizumi", "ahn"])
def test_the_stored_key_is_the_same_across_scripts(forms: list[tuple[str, str]]) -> None:
    """Forms whose parts are told apart have one key; a name in one piece, or in hanja, has not."""
    split = [form for form in forms if form[0] not in {"コイズミシンジロウ", "安圭伯"}]
    assert len({name_key(*form) for form in split}) == 1


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
    ],
)
def test_near_names_stay_two(one: tuple[str, str], two: tuple[str, str]) -> None:
    """The same family name on two people is two people."""
    assert not same_name(*one, *two)
    assert name_key(*one) != name_key(*two)


def test_order_of_the_parts_does_not_matter_in_latin_letters() -> None:
    """Both orders are written of Korean and Japanese names."""
    assert name_key("Ren Hazuki", "en") == name_key("Hazuki Ren", "en") == name_key("하즈키 렌", "ko")


def test_public_names_hold_the_floor() -> None:
    """Precision and recall of "the same" over all pairs of 427 real public names in three scripts; only ever raised."""
    result = measure_forms(PUBLIC_NAMES)
    assert result["rows"] > 400
    assert result["precision"] >= 0.98
    assert result["recall"] >= 0.88


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


def test_bad_file_names_its_line(tmp_path: Path) -> None:
    """What cannot be read is told with file and line."""
    path = tmp_path / "forms.jsonl"
    path.write_text('{"id": "a", "forms": []}\n{"id": 1}\n')
    with pytest.raises(InputError, match=r"forms\.jsonl:2"):
        measure_forms(path)


@given(st.text(max_size=30), st.sampled_from(["ko", "ja", "en", "zh"]))
def test_any_text_has_sounds_or_none(text: str, language: str) -> None:
    """No text raises, sounds are lower-case letters, and a form is the same as itself where it has sounds."""
    parts = sounds(text, language)
    assert all(parts)
    assert name_key(text, language) == name_key(text, language)
    find_same([(text, language), (text, language)])


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
    keys = {m.value.key for m in languages.get(code).names(reading, table, "JP") if m.value.kind is NameKind.PERSON}
    assert keys == {"person:hazuki-ren"}


def test_registry_knows_no_other_person(table: NameTable) -> None:
    """A family name alone, or another given name, is not enough."""
    assert table.sounded(f"person:~{name_key('Hazuki Ren', 'en')}") is not None
    assert table.sounded(f"person:~{name_key('하즈키 마코토', 'ko')}") is None
    assert table.sounded(f"person:~{name_key('Hazuki', 'en')}") is None
