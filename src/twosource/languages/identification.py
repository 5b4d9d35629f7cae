"""Which language a text is in: by its script where that settles it, by py3langid where not."""

from __future__ import annotations

import re

_HANGUL = re.compile("[가-힣ㄱ-ㆎ]")
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_HAN = re.compile("[一-鿿]")
_LETTER = re.compile(r"[^\W\d_]")

# Enough to tell a language, few enough to cost nothing
_SAMPLE = 1500
# Shares of all letters from which a script settles the language: foreign names and quoted titles
# stay below
_SHARE = 0.2
# An English word in three is a function word; a tenth settles it without a model
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|a|is|was|for|on|that|with|said|by|at|from|as|has|have|it|its)\b", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]+")
_ENGLISH_SHARE = 0.18
_FEWEST_WORDS = 12


def identify(text: str, hint: str = "") -> str:
    """BCP 47 primary subtag of `text`; `hint` is what the outlet claims and decides when unclear."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    hint = hint.split("-", maxsplit=1)[0].lower()
    if not letters:
        return hint or "en"
    hangul, kana, han = (len(pattern.findall(sample)) for pattern in (_HANGUL, _KANA, _HAN))
    if hangul + kana + han >= letters * _SHARE:
        return _east_asian(hangul, kana, han, hint)
    words = len(_WORD.findall(sample))
    if words >= _FEWEST_WORDS and len(_ENGLISH.findall(sample)) >= words * _ENGLISH_SHARE:
        return "en"
    if words < _FEWEST_WORDS and hint:
        return hint
    # Loads a model of some megabytes at its first call
    import py3langid

    return str(py3langid.classify(sample)[0])


def _east_asian(hangul: int, kana: int, han: int, hint: str) -> str:
    if hangul >= kana and hangul * 2 >= han:
        return "ko"
    if kana * 10 >= han:
        return "ja"
    return hint if hint in {"zh", "ja", "yue"} else "zh"
