"""The news lexicon: whole entries, reachable by the tokenizers, one meaning in three languages."""

from __future__ import annotations

import pytest

from twosource import languages
from twosource.languages.lexicon import PARTS, topics
from twosource.languages.tables import table

LANGUAGES = ("ko", "ja", "en")


def read(text: str, language: str) -> tuple[str, ...]:
    reader = languages.get(language)
    return topics(reader.terms(reader.tokens(text)), language)


@pytest.mark.parametrize("part", PARTS)
def test_every_entry_is_whole(part: str) -> None:
    """A meaning without a word in one language would never bring two reports together."""
    entries = table(f"lexicon/{part}")["word"]
    assert len(entries) > 500
    assert [
        meaning for meaning, forms in entries.items() if set(forms) != set(LANGUAGES) or not all(forms.values())
    ] == []


@pytest.mark.parametrize(
    ("meaning", "texts"),
    [
        ("tariff", ("철강 관세를 올리기로 했다", "鉄鋼の関税を引き上げる", "They will raise steel tariffs")),
        ("earthquake", ("강한 지진이 났다", "強い地震があった", "A strong earthquake struck")),
        ("interest_rate", ("기준금리를 올렸다", "金利を引き上げた", "It raised interest rates")),
    ],
)
def test_one_meaning_in_three_languages(meaning: str, texts: tuple[str, str, str]) -> None:
    """A sentence of any of the three languages has the meaning, inflected as it may be."""
    assert [meaning in read(text, language) for text, language in zip(texts, LANGUAGES, strict=True)] == [True] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tokenizer_reaches_the_words(language: str) -> None:
    """Nine words of ten are found again when they stand in a text: a table nobody can reach is no table."""
    words = [word for part in PARTS for forms in table(f"lexicon/{part}")["word"].values() for word in forms[language]]
    sample = words[::7]
    assert sum(bool(read(word, language)) for word in sample) >= 0.9 * len(sample)


def test_no_language_no_meaning() -> None:
    """A language without words here has no topics, and a module's name is no language."""
    assert topics(("tariff",), "fr") == ()
    assert languages.get("reader").code == "reader"
