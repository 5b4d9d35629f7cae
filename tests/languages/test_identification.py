"""Which language a text is in, and which module reads it."""

from __future__ import annotations

import pytest

from twosource import languages


@pytest.mark.parametrize(
    ("text", "hint", "code"),
    [
        ("두 장관이 회담했다.", "", "ko"),
        ("두 장관이 Yokosuka에서 회담했다.", "en", "ko"),
        ("両氏が会談した。", "", "ja"),
        ("両国首脳会談", "ja", "ja"),
        ("兩國首腦舉行會談", "", "zh"),
        ("The ministers met in the city and agreed to meet again in the spring.", "ko", "en"),
        ("Ministers meet", "en", "en"),
        ("Die Minister trafen sich am Freitag in der Stadt und sprachen lange über die Lage im Land.", "", "de"),
        ("Les ministres se sont rencontrés vendredi dans la ville et ont parlé de la situation.", "", "fr"),
        ("Министры встретились в пятницу и договорились встретиться снова весной в столице страны.", "", "ru"),
        ("", "ja", "ja"),
        ("12345", "", "en"),
    ],
)
def test_language_of_text(text: str, hint: str, code: str) -> None:
    """The script decides where it can; the outlet's claim only where nothing else does."""
    assert languages.identify(text, hint) == code


@pytest.mark.parametrize(
    ("tag", "code"), [("ko", "ko"), ("ja-JP", "ja"), ("EN", "en"), ("fr", "fr"), ("../x", "../x"), ("", "und")]
)
def test_every_tag_gets_a_language(tag: str, code: str) -> None:
    """Three languages have modules, every other tag, however odd, gets the plain one."""
    assert languages.get(tag).code == code


def test_modules_are_shared() -> None:
    """A language is made once a process: its tokenizer is large."""
    assert languages.get("ko") is languages.get("ko")


def test_plain_language_still_reads_numbers_dates_and_names(read, dates, table) -> None:
    """A language without a module finds ISO dates, signs of money, registry names and countries."""
    body = "Ren Hazuki est venu le 2026-01-30 avec $12 million en France."
    plain = languages.get("fr")
    reading = read("fr", body)
    assert [m.value.key for m in plain.names(reading, table, "FR")] == ["person:hazuki-ren", "country:FR"]
    assert len(dates("fr", body)) == 1
    assert [m.value.unit for m in plain.quantities(reading, [])] == ["USD"]


@pytest.mark.parametrize(
    ("code", "sentence", "terms"),
    [
        ("ko", "두 장관은 훈련을 재개하기로 합의했다.", ("장관", "훈련", "재개", "합의")),
        ("ja", "両氏は訓練の再開で合意した。", ("訓練", "再開", "合意")),
        ("en", "The ministers agreed to resume the drills.", ("minister", "agree", "resume", "drill")),
    ],
)
def test_terms_are_lemmas_of_content_words(code: str, sentence: str, terms: tuple[str, ...], read) -> None:
    """Particles, endings and stop words are gone, words are in dictionary form."""
    found = languages.get(code).terms(read(code, sentence).tokens)
    assert [term for term in found if term in terms] == list(terms)
    assert not {"은", "を", "the", "하다", "する"} & set(found)


def test_japanese_longer_than_sudachi_takes(read) -> None:
    """Sudachi refuses 49,149 bytes; a longer paragraph is read in pieces with right offsets."""
    body = "会談" * 10_000
    reading = read("ja", body)
    assert reading.tokens[-1].end == len(body) + 1
    assert all(reading.text[t.start : t.end] == t.surface for t in reading.tokens[::997])
