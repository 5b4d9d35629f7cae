"""Kana as sounds, by Hepburn with voiced and unvoiced consonants taken together; see `hangul` for what is one sound."""

from __future__ import annotations

import re
from functools import cache

from twosource.languages.tables import any_of, table

KANA = re.compile("[ぁ-ゖァ-ヺ]")
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
# Syllables that may stand for a consonant alone, unless they are long
_BARE = frozenset("くすつぬぷむるぐずづぶゔ")
_LONG = re.compile("[くすつぬぷむるぐずづぶゔ](?=[ーっ])")


@cache
def _rows() -> tuple[dict[str, str], re.Pattern[str]]:
    rows: dict[str, str] = table("sounds")["kana"]
    return rows, re.compile(any_of(rows))


def spell(text: str, *, foreign: bool = False) -> str:
    """Sounds of hiragana or katakana; other characters are left out.

    `foreign`: フ stands for f, not for hu, and U is the u of a syllable that may stand for a consonant alone.
    """
    rows, pattern = _rows()
    plain = text.translate(_TO_HIRAGANA)
    if not foreign:
        return "".join(rows[found] for found in pattern.findall(plain))
    plain = _LONG.sub(lambda match: match.group() + "ぅ", plain.replace("ふ", "ぷ"))
    return "".join(rows[found][:-1] + "U" if found in _BARE else rows[found] for found in pattern.findall(plain))
