"""Hangul as sounds: the jamo of a syllable, folded to what Latin letters and kana can tell apart.

Initials by Revised Romanisation (Ministry of Culture and Tourism, 2000) with plain, tense and aspirated consonants
taken together, as the Korean rules for foreign words (외래어 표기법, 1986) write 고이즈미 and practice 코이즈미; of the
vowels 어 and 오, 우 and 으, 에 and 애 are one, as kana has one letter for each pair.
"""

from __future__ import annotations

import re
from functools import cache

from twosource.languages.tables import table

FIRST, LAST = "가", "힣"
HANGUL = re.compile("[가-힣]")
_VOWELS, _FINALS = 21, 28
# ㄲ ㄸ ㅃ ㅆ ㅉ ㅋ, and ㅡ
_NO_INITIALS, _EU = frozenset({1, 4, 8, 10, 13, 15}), 18
# Written so only in Japanese names, for their tsu
_TSU = {"쓰": "쯔", "츠": "쯔"}


@cache
def _jamo() -> tuple[list[str], list[str], list[str]]:
    rows = table("sounds")["hangul"]
    return rows["initial"], rows["vowel"], rows["final"]


def jamo(syllable: str) -> tuple[int, int, int]:
    """Numbers of initial, vowel and final (0 for none) in Unicode's order."""
    number = ord(syllable) - ord(FIRST)
    return number // (_VOWELS * _FINALS), number // _FINALS % _VOWELS, number % _FINALS


def spell(text: str) -> str:
    """Sounds of a run of Hangul, one syllable after the other; other characters are left out."""
    initials, vowels, finals = _jamo()
    found = []
    for char in text:
        if FIRST <= char <= LAST:
            initial, vowel, final = jamo(_TSU.get(char, char))
            found.append(initials[initial] + vowels[vowel] + finals[final])
    return "".join(found)


def is_japanese(text: str) -> bool:
    """Whether Japanese names are written with these syllables only: no 어, 으 but in 스 쓰 즈 츠, no final but ㄴ and ㅅ."""
    return all(char in _japanese() for char in text)


def is_korean(given: str) -> bool:
    """Whether a given name may be Korean: no tense consonant, no ㅋ, no open 으."""
    return all(
        FIRST <= char <= LAST and (parts := jamo(char))[0] not in _NO_INITIALS and parts[1:] != (_EU, 0)
        for char in given
    )


@cache
def _japanese() -> frozenset[str]:
    open_syllables = str(table("sounds")["hangul"]["japanese"])
    closed = (chr(ord(char) + final) for char in open_syllables for final in (4, 19))
    return frozenset((*open_syllables, *closed))
