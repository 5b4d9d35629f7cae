"""Names in Latin letters as sounds: Korean, Japanese, Chinese and Western spelling, each by its own rules.

Korean: Revised Romanisation (2000), McCune-Reischauer (1939) and free spellings; Japanese: Hepburn, Kunrei
(ISO 3602) and lost long vowels; Chinese: pinyin (ISO 7098) as Korean writes it. A function gives () where the word
is none of its language. Words are lower-case ASCII letters (`plain`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from typing import Any

from twosource.languages.tables import any_of, table

_MOST = 12
_SYLLABLES = 3
_INITIALS = {"kk": "k", "kh": "k", "gg": "k", "g": "k", "tt": "t", "th": "t", "d": "t", "l": "r", "pp": "p", "ph": "p"}
_INITIALS |= {"bb": "p", "b": "p", "ss": "s", "sh": "s", "jj": "j", "ch": "j"}
_FINALS = {"ng": "N", "nn": "n", "mm": "m", "ck": "k", "g": "k", "ll": "r", "l": "r", "lh": "r", "b": "p"}
_FINALS |= {"d": "t", "h": "", "s": "t"}
_ROMAJI = re.compile(
    r"(?:(?:[kgnhbpmrsztd]y|sh|ch|ts|[kgsztdjnhbpmfryw])?(?:oh(?![aeiouy])|[aeiou])|j?y[aou]|n(?![aeiouy])|m(?=[bpm])|([kstpgdbcj])(?=\1)|t(?=ch))+"
)
_ROMAJI_SOUNDS = [("sh", "s"), ("tch", "ch"), ("ch", "j"), ("ts", "j"), ("ty", "j"), ("zy", "j"), ("sy", "s")]
_ROMAJI_SOUNDS += [("jy", "j"), ("tu", "ju"), ("ti", "ji"), ("du", "ju"), ("di", "ji"), ("w", "")]
_LONG_O = re.compile("oh(?![aeiouy])")
_ROMAJI_LETTERS = str.maketrans({"g": "k", "z": "j", "d": "t", "b": "p", "f": "h", "c": "j"})
_MARKS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
# Letters of French, German and Spanish that their sound is lost with
_LETTERS = str.maketrans({"ç": "s", "ñ": "ny", "š": "sh", "č": "ch", "ć": "ch", "ž": "zh", "ş": "sh", "ğ": ""})


def plain(word: str) -> str:
    """Lower-case ASCII letters of a word, without marks."""
    lower = unicodedata.normalize("NFC", word.lower()).translate(_MARKS).translate(_LETTERS)
    return "".join(char for char in unicodedata.normalize("NFKD", lower) if char.isascii() and char.isalpha())


@cache
def _sounds() -> dict[str, Any]:
    return table("sounds")


# --- Korean ------------------------------------------------------------------------------------


@cache
def family_names() -> dict[str, str]:
    """Spelling in Latin letters -> family name in Hangul."""
    return {spelling: name for name, row in reversed(_sounds()["surname"].items()) for spelling in row}


@cache
def _syllables() -> re.Pattern[str]:
    rows = _sounds()["korean"]
    syllable = (
        rf"(?:{any_of(rows['syllable'])}|"
        r"(?:kk|kh|k|gg|g|n|tt|th?|d|r|l|m|pp|ph?|bb?|sh|ss?|jj?|ch|h)?"
        rf"(?:{any_of(rows['vowel'])})(?:(?:ng|nn?|mm?|ck|k|g|ll?|r|lh|b|p|t|d|s|h)(?![aeiouwy]))?)"
    )
    return re.compile(f"({syllable})({syllable})??({syllable})??")


@lru_cache(maxsize=16_384)
def korean(word: str) -> tuple[str, ...]:
    """Readings of one to three Korean syllables, likeliest first."""
    if not word or len(word) > 7 * _SYLLABLES:
        return ()
    match = _syllables().fullmatch(word)
    return _together(_syllable(part) for part in match.groups() if part) if match else ()


@cache
def _rimes() -> re.Pattern[str]:
    return re.compile(r"(kk|kh|k|gg|g|n|tt|th?|d|r|l|m|pp|ph?|bb?|sh|ss?|jj?|ch|h)?(([aeiouwy]+h?)(.*))")


def _syllable(part: str) -> list[str]:
    rows = _sounds()["korean"]
    if part in rows["syllable"]:
        return list(rows["syllable"][part])
    match = _rimes().fullmatch(part)
    assert match is not None
    initial, rime, vowel, final = match.groups()
    initial = _INITIALS.get(initial, initial or "")
    if rime in rows["rime"]:
        return [initial + row for row in rows["rime"][rime]]
    vowel = vowel if vowel in rows["vowel"] else vowel.removesuffix("h")
    return [initial + row + _FINALS.get(final, final) for row in rows["vowel"].get(vowel, (vowel,))]


def _together(parts: Iterable[list[str]]) -> tuple[str, ...]:
    found = ["".join(row) for row in product(*parts)]
    return tuple(dict.fromkeys(found))[:_MOST]


# --- Japanese and Chinese ----------------------------------------------------------------------


@lru_cache(maxsize=16_384)
def japanese(word: str) -> tuple[str, ...]:
    """The reading of a word in romaji."""
    if not _ROMAJI.fullmatch(word):
        return ()
    word = _LONG_O.sub("o", word)
    for spelling, sound in _ROMAJI_SOUNDS:
        word = word.replace(spelling, sound)
    return (word.translate(_ROMAJI_LETTERS),)


@cache
def _pinyin() -> tuple[dict[str, str], re.Pattern[str]]:
    rows = _sounds()["pinyin"]
    found: dict[str, str] = dict(rows["alone"])
    for initial, sound in rows["initial"].items():
        for final, rest in rows["final"].items():
            if initial in {"j", "q", "x"}:
                rest = rows["palatal"].get(final, rest)  # noqa: PLW2901 - a rule for these initials
            elif initial in {"zh", "ch", "sh", "r", "z", "c", "s"}:
                rest = rows["hissing"].get(final, rest)  # noqa: PLW2901
            found.setdefault(initial + final, sound + rest)
    syllable = any_of(found)
    return found, re.compile(f"({syllable})({syllable})?")


@lru_cache(maxsize=16_384)
def chinese(word: str) -> tuple[str, ...]:
    """The reading of one or two syllables of pinyin."""
    found, pattern = _pinyin()
    match = pattern.fullmatch(word)
    return ("".join(found[part] for part in match.groups() if part),) if match else ()


@cache
def chinese_families() -> frozenset[str]:
    """Chinese family names in pinyin."""
    return frozenset(_sounds()["pinyin"]["surname"].split())


# --- all others --------------------------------------------------------------------------------


@cache
def _western() -> tuple[re.Pattern[str], list[str]]:
    rules = _sounds()["western"]["rules"]
    return re.compile("|".join(f"({pattern})" for pattern, _ in rules)), [sound for _, sound in rules]


def is_western(word: str) -> bool:
    """Whether it is a Western name that the table lists."""
    return word in _sounds()["western"]["word"]


@lru_cache(maxsize=16_384)
def western(word: str) -> str:
    """Sounds of a word as an English reader would guess them; every word has some."""
    known = _sounds()["western"]["word"].get(word)
    if known is not None:
        return str(known)
    pattern, sounds = _western()

    def sound(match: re.Match[str]) -> str:
        index = match.lastindex
        assert index is not None
        return sounds[index - 1]

    return pattern.sub(sound, word)
