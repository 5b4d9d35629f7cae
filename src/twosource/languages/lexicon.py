"""The words news is made of, in three languages: what a report is about, whatever it is written in.

`lexicon/*.toml` list meanings with their words: `tariff = { en = ["tariff"], ko = ["관세"], ja = ["関税"] }`.
A word of several meanings has them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from twosource import languages
from twosource.languages.tables import table

PARTS = ("public", "life")
# Terms in the longest entry that is looked for
_LONGEST = 3
# A tokenizer that keeps less than this share of a word's letters has not read it as that word
_KEPT = 0.7

Words = Mapping[tuple[str, ...], tuple[str, ...]]


def topics(terms: Sequence[str], language: str) -> tuple[str, ...]:
    """Meanings of a text's terms (`Annotation.terms`) in order, none twice, those of words inside longer ones too.

    () for a language without words here.
    """
    words = _words(language.partition("-")[0])
    if not words:
        return ()
    found: dict[str, None] = {}
    for at in range(len(terms)):
        for size in range(1, min(_LONGEST, len(terms) - at) + 1):
            found.update(dict.fromkeys(words.get(tuple(terms[at : at + size]), ())))
    return tuple(found)


@cache
def _words(code: str) -> Words:
    """The language's words as the terms its tokenizer makes of them -> meanings."""
    reader = languages.get(code)
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for part in PARTS:
        for meaning, forms in table(f"lexicon/{part}").get("word", {}).items():
            for word in forms.get(code, ()):
                terms = reader.terms(reader.tokens(word))
                if len(terms) <= _LONGEST and _whole(terms, word):
                    found.setdefault(terms, {})[meaning] = None
    return {terms: tuple(meanings) for terms, meanings in found.items()}


def _whole(terms: tuple[str, ...], word: str) -> bool:
    kept = "".join(terms)
    return not kept.isdecimal() and len(kept) >= _KEPT * len(word.replace(" ", "").replace("-", ""))
