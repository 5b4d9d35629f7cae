"""Names of any script as sounds, so that one name is one in all of them, without a model.

A form is read in the ways it may be meant, likeliest first (`Sounding`): as a name of East Asia, where every sound
counts (`hangul`, `kana`, `romanisation`, and for kanji `hanja` and SudachiPy's readings), or as a Western name, which
scripts only come near to. `name_key` makes one string of the first reading; it needs no other form and is stored.
`same_name` compares all readings of two forms; `find_same` does so for many forms in little time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from twosource.languages import hangul, kana, nearness, romanisation
from twosource.languages.hanja import HAN, plain_han, read_han
from twosource.languages.tables import any_of, table

_PARTS = re.compile(r"[\s・･·＝=,]+")
_HYPHENS = re.compile(r"[-‐–'’]+")
_LETTER = re.compile(r"(?:[A-Za-z]\.?)+(?<=[A-Z.])")
_INITIAL = re.compile(r"(?:[A-Za-z]\.)+(?=.)")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_MOST = 24
# Longest name in Hangul without a space that a Korean or Chinese person has, and longest given name
_LONGEST, _GIVEN = 4, 3
# A family name as the South writes it
_SOUTHERN = str.maketrans("리림류렴량로라려룡", "이임유염양노나여용")


class Sounding(NamedTuple):
    """One way to read a form."""

    # Western names are told apart by nearness, all others by their sounds
    western: bool
    parts: tuple[str, ...]
    # whether the script tells 어 from 오; kana does not
    exact: bool = True
    # whether it is a name of East Asia by its form, and no Western one
    sure: bool = False


def script(text: str) -> str:
    """The first of "hangul", "han", "kana" and "latin" with a letter in `text`."""
    for name, pattern in (("hangul", hangul.HANGUL), ("han", HAN), ("kana", kana.KANA)):
        if pattern.search(text):
            return name
    return "latin"


def script_language(text: str) -> str:
    """The language that a form without one is most likely of."""
    return {"hangul": "ko", "han": "ja", "kana": "ja", "latin": "en"}[script(text)]


@lru_cache(maxsize=65_536)
def soundings(text: str, language: str) -> tuple[Sounding, ...]:
    """The ways to read a form, likeliest first; () for what has no letters we know."""
    return tuple(dict.fromkeys(_found(text, language)))[:_MOST]


@lru_cache(maxsize=65_536)
def _likeliest(text: str, language: str) -> Sounding | None:
    return next(iter(_found(text, language)), None)


def _found(text: str, language: str) -> Iterable[Sounding]:
    text = _bare(unicodedata.normalize("NFKC", text).strip())
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) > 2:  # noqa: PLR2004 - initials of middle names
        parts = [part for part in parts if not _LETTER.fullmatch(part)] or parts
    read = {"hangul": _hangul, "kana": _kana, "han": _han, "latin": _latin}[script(text)]
    return (reading for reading in read(parts, language) if any(reading.parts))


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"(?<=..)(?:{any_of(table('sounds')['ending']['words'])})$", re.IGNORECASE)


def _bare(text: str) -> str:
    """A place or firm without what only says what it is: 부산광역시, 横須賀市, Busan City stay comparable."""
    return _endings().sub("", text)


def _run(way: str, *, exact: bool = True, sure: bool = True) -> Sounding:
    """A Korean or Chinese name in one piece; the South drops r before i and y, and says n for other ones."""
    way = re.sub("^r(?=[iy])", "", way)
    return Sounding(western=False, parts=(re.sub("^r", "n", way),), exact=exact, sure=sure)


# --- scripts -----------------------------------------------------------------------------------


def _hangul(parts: list[str], language: str) -> Iterable[Sounding]:  # noqa: ARG001 - one signature for all scripts
    syllables = "".join(char for part in parts for char in part if hangul.HANGUL.match(char))
    family = _korean_family(parts)
    whole = hangul.spell(syllables)
    if family:
        yield from map(_run, _assimilated(family, syllables))
    japanese = all(map(hangul.is_japanese, parts)) and len(parts) <= 2  # noqa: PLR2004
    if japanese and not (family and len(parts) == 1):
        spelt = tuple(hangul.spell(part).replace("U", "u") for part in parts)
        yield Sounding(western=False, parts=spelt, sure=len(parts) > 1)
    if family and len(parts) > 1:
        return
    if len(parts) == 1 and not family:
        if len(whole_name := parts[0]) <= _LONGEST and whole_name[0] != whole_name[0].translate(_SOUTHERN):
            yield _run(whole, sure=False)
        yield Sounding(western=False, parts=(whole,))
    yield Sounding(western=True, parts=tuple(map(_spell_any, parts)))


def _korean_family(parts: list[str]) -> str:
    """The family name of a Korean name in Hangul, or ""."""
    first, given = parts[0], "".join(parts[1:])
    names = table("sounds")["surname"]
    if len(parts) == 1 and 2 <= len(first) <= _LONGEST:  # noqa: PLR2004
        size = 2 if first[:2] in names and len(first) > 2 else 1  # noqa: PLR2004
        first, given = first[:size], first[size:]
    elif len(parts) != 2:  # noqa: PLR2004
        return ""
    return first if first in names and len(given) < _GIVEN and hangul.is_korean(given) else ""


def _assimilated(family: str, name: str) -> list[str]:
    """A Korean name as it is spelt, and as it is said: 석열 is 성녈."""
    given = hangul.spell(name[len(family) :])
    first = hangul.spell(family)
    said = re.sub("k(?=[yi][aeOou])", "n", re.sub("k(?=[nm])", "N", given))
    return [first + way for way in dict.fromkeys((given, said))]


def _spell_any(part: str) -> str:
    """A part in Hangul or kana with Latin letters among them."""
    pieces = re.findall("[가-힣]+|[ぁ-ゖァ-ヺー]+|[A-Za-zÀ-ɏ]+", part)
    spelt = []
    for piece in pieces:
        if hangul.HANGUL.match(piece):
            spelt.append(hangul.spell(piece))
        elif piece[0].isascii() or "À" <= piece[0] <= "ɏ":
            spelt.append(romanisation.western(romanisation.plain(piece)))
        else:
            spelt.append(kana.spell(piece, foreign=True))
    return "".join(spelt)


@cache
def _family_sounds() -> frozenset[str]:
    return frozenset(coarse(hangul.spell(name)) for name in table("sounds")["surname"])


def _kana(parts: list[str], language: str) -> Iterable[Sounding]:  # noqa: ARG001
    spelt = [kana.spell(part) for part in parts]
    if len(parts) == 2 and coarse(spelt[0]) in _family_sounds() and "ー" not in parts[0] + parts[1]:  # noqa: PLR2004
        yield _run("".join(spelt), exact=False)
    foreign = Sounding(western=True, parts=tuple(map(_spell_any, parts)))
    home = Sounding(western=False, parts=tuple(spelt), exact=False)
    yield from ((foreign, home) if 1 < len(parts) < 4 else (home, foreign))  # noqa: PLR2004


def _han(parts: list[str], language: str) -> Iterable[Sounding]:
    for reading in read_han("".join(parts), language):
        yield _run(reading[0]) if len(reading) == 1 else Sounding(western=False, parts=reading, sure=True)


def _latin(parts: list[str], language: str) -> Iterable[Sounding]:  # noqa: ARG001
    text = " ".join(parts)
    short = _INITIAL.sub("", text)
    text = short if " " in short.strip() else text
    words = [pieces for part in text.split() or parts if (pieces := _pieces(part))]
    whole = ["".join(pieces) for pieces in words]
    if not words:
        return
    western_name = any(map(romanisation.is_western, whole))
    korean = [] if western_name else list(_korean(words))
    hyphened = any(len(pieces) > 1 for pieces in words)
    chinese = [] if korean and hyphened else list(_chinese(whole))
    sure = len(words) > 1 and bool(korean or chinese)
    japanese = [romanisation.japanese(word) for word in whole] if len(words) <= 2 else [()]  # noqa: PLR2004
    runs = [_run(way, sure=sure) for way in (*korean, *chinese)]
    # "Jun Mori" may be either; a hyphen or a common family name is Korean
    doubtful = (
        all(japanese) and not hyphened and not any(romanisation.family_names().get(word) in _common() for word in whole)
    )
    if not doubtful:
        yield from runs
    foreign = Sounding(western=True, parts=tuple(map(romanisation.western, whole)))
    if western_name:
        yield foreign
    if all(japanese):
        parted = len(words) > 1 and not western_name
        yield Sounding(western=False, parts=tuple(way[0] for way in japanese), sure=parted)
    if doubtful:
        yield from runs
    if len(words) == 1:
        yield from (Sounding(western=False, parts=(way,)) for way in romanisation.korean(whole[0])[:4])
    yield foreign


def _pieces(word: str) -> list[str]:
    """The letters of a word, cut at its hyphens; none of what is only a suffix."""
    pieces = [piece for part in _HYPHENS.split(word) if (piece := romanisation.plain(part))]
    return [] if "".join(pieces) in _SUFFIXES else pieces


def _korean(words: list[list[str]]) -> Iterable[str]:
    """A Korean name: the family name first or last, the rest one to three syllables; the likelier order first."""
    if len(words) not in {2, 3}:
        return
    found = []
    for family, rest, turned in ((words[0], words[1:], False), (words[-1], words[:-1], True)):
        name = romanisation.family_names().get("".join(family))
        pieces = [piece for word in rest for piece in word]
        if name is None or len("".join(pieces)) < 2 or (turned and len(pieces) == 1 and name not in _common()):  # noqa: PLR2004
            continue
        ways = [romanisation.korean(piece) for piece in pieces]
        if all(ways) and len(pieces) <= _GIVEN:
            first = hangul.spell(name)
            hyphened = len(rest) == 1 and len(pieces) > 1
            given = [first + "".join(way) for way in islice(product(*ways), _MOST)]
            found.append((not hyphened, list(table("sounds")["surname"]).index(name), given))
    for _, _, given in sorted(found)[: 1 if found and not min(found)[0] else 2]:
        yield from given


@cache
def _common() -> frozenset[str]:
    """The family names that a name may end with, without a hyphen in the rest."""
    return frozenset(list(table("sounds")["surname"])[:14])


def _chinese(words: list[str]) -> Iterable[str]:
    if len(words) == 1:
        yield from romanisation.chinese(words[0])
    if len(words) != 2:  # noqa: PLR2004
        return
    family, given = words
    if family in romanisation.chinese_families():
        for way in romanisation.chinese(given):
            yield from (first + way for first in romanisation.chinese(family))


# --- keys --------------------------------------------------------------------------------------


def fine(sound: str) -> str:
    """A reading without what is written in two ways in one script: long vowels, double letters, h behind a consonant."""
    sound = re.sub("(?<=[sj])y", "", sound).replace("ye", "e")
    sound = re.sub("h(?=[mnrkptsjN])|(?<=[mnrkptsjN])h", "", sound)
    sound = re.sub("o[uo]", "o", re.sub("[mN](?=p)", "n", sound))
    return re.sub(r"(.)\1+", r"\1", sound)


@lru_cache(maxsize=65_536)
def coarse(sound: str) -> str:
    """A reading without what kana cannot tell, nor the u that kana and Hangul put between consonants."""
    return fine(re.sub("(?<=[kstnmrpjh])u", "", fine(sound.lower())))


@lru_cache(maxsize=65_536)
def name_key(text: str, language: str) -> str:
    """One string for a name from one form alone, the same in every script where its first reading is; "" for none.

    Korean and Chinese names are one run of sounds, family name first; others have their parts in alphabetical order,
    so that it does not matter which comes first; of Western ones little more than the consonants is kept.
    """
    found = _likeliest(text, language)
    return _key(found) if found else ""


def _key(sounding: Sounding) -> str:
    parts = [nearness.skeleton(part) if sounding.western else coarse(part) for part in sounding.parts]
    return "-".join(sorted(part for part in parts if part))


def is_whole(text: str, language: str) -> bool:
    """Whether a form is more than a family or given name alone, as far as its letters tell."""
    found = _likeliest(text, language)
    return found is not None and (len(found.parts) > 1 or found.sure)


class _Heard(NamedTuple):
    """What two forms are compared by."""

    exact: frozenset[str]
    rough: frozenset[str]
    # of `rough` those of readings that are not exact
    vague: frozenset[str]
    western: tuple[tuple[str, ...], ...]
    sure: bool


@lru_cache(maxsize=65_536)
def _heard(text: str, language: str) -> _Heard:
    exact: set[str] = set()
    rough: set[str] = set()
    vague: set[str] = set()
    found = soundings(text, language)
    for sounding in found:
        if sounding.western:
            continue
        parts = sounding.parts
        ways = {"".join(parts)} if len(parts) == 1 else {"".join(parts), "".join(reversed(parts))}
        if sounding.exact:
            exact.update(map(fine, ways))
        loose = set(map(coarse, ways))
        rough |= loose
        if not sounding.exact:
            vague |= loose
    western = tuple(sounding.parts for sounding in found if sounding.western)
    sure = any(sounding.sure for sounding in found)
    return _Heard(frozenset(exact), frozenset(rough), frozenset(vague), western, sure)


def same_name(one: str, language: str, other: str, other_language: str) -> bool:
    """Whether two forms may be one name. In one script they must sound the same; across scripts nearly the same."""
    scripts = {script(one), script(other)}
    if scripts == {"han"} and language == other_language:
        return plain_han(one) == plain_han(other)
    if scripts == {"hangul"} and _is_korean(one) and _is_korean(other):
        return _southern(one) == _southern(other)
    mine, theirs = _heard(one, language), _heard(other, other_language)
    if mine.exact & theirs.exact or mine.vague & theirs.rough or mine.rough & theirs.vague:
        return True
    if mine.sure and theirs.sure:
        return False
    one_script = len(scripts) == 1
    return any(nearness.near(a, b, one_script=one_script) for a in mine.western for b in theirs.western)


def _southern(text: str) -> str:
    return text[:1].translate(_SOUTHERN) + text[1:].replace(" ", "")


def _is_korean(text: str) -> bool:
    return bool(_korean_family([part for part in _PARTS.split(text) if part] or [""]))


def find_same(forms: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    """Pairs of indices of (text, language) forms that `same_name` takes for one; only forms that share a block meet."""
    listed = list(forms)
    blocks: dict[str, list[int]] = {}
    for index, (text, language) in enumerate(listed):
        heard = _heard(text, language)
        shared = {block for parts in heard.western for block in nearness.blocks(parts)}
        for block in sorted(heard.rough | heard.exact | shared | {plain_han(text)}):
            blocks.setdefault(block, []).append(index)
    pairs = {(a, b) for members in blocks.values() for at, a in enumerate(members) for b in members[at + 1 :]}
    return sorted(pair for pair in pairs if same_name(*listed[pair[0]], *listed[pair[1]]))
