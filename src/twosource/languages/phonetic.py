"""Names of any script as sounds, so that one name is one in all of them, without a model.

A form is folded to a short string of sounds (`phonetic.toml`): Hangul by its jamo (Revised Romanisation 2000, voiced
and aspirated consonants taken together, as the Korean rules for foreign words write them either way), kana by
Hepburn, kanji by SudachiPy's readings, Latin letters by the spellings of Korean, Japanese and English names. What
scripts cannot keep apart is one sound in all of them.

`name_key` gives one string from one form alone, its parts in a fixed order, so that it does not matter which name
comes first. `same_name` compares two forms by what their sounds have in common, in any order of their parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice, product

from twosource.languages.tables import any_of, table

_HANGUL = re.compile("[가-힣]")
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_HAN = re.compile("[一-鿿々]")
_PARTS = re.compile(r"[\s・･·＝=.,'’\-‐]+")
# A Korean name in Hangul: one syllable of family name, one to three of given name
_KOREAN = re.compile("[가-힣]{2,4}")
# Spellings of one sound that hold in one place of a word only: Ohtani, Joe; Carney, Annie
_LONG_O = re.compile("oh(?=[bcdfgjkmnprstvwz])|(?<=[a-z])oe$")
_ENDING = re.compile("(?<=[a-z][a-z])(?:ey|ie)$")
_SILENT = re.compile("(?<=[^aeiou])[uh]")
_SYLLABLES, _FINALS, _FIRST = 588, 28, 0xAC00
_VOWELS = frozenset("aeiou")
# What a difference costs. Scripts put u and o between consonants, tell vowels badly and consonants well
_U_GAP, _O_GAP, _VOWEL_GAP, _VOWEL_CHANGE = 0.11, 0.32, 0.5, 0.42
_CONSONANT, _NEAR, _R_GAP, _GLIDE = 1.0, 0.35, 0.3, 0.15
_ALIKE = frozenset({frozenset("nm"), frozenset("jy"), frozenset("kj"), frozenset("ph")})
# Highest cost of two forms of one name, per sound of the longer
_SAME_SCRIPT, _OTHER_SCRIPT = 0.02, 0.115
# Of that, where one form is not in two parts
_WHOLE, _WHOLE_SHORT, _SHORT = 0.7, 0.4, 8
_MOST_READINGS = 8
_SUFFIXES = frozenset({"jr", "sr"})


@lru_cache(maxsize=65_536)
def sounds(text: str, language: str) -> tuple[str, ...]:
    """The parts of a name as sounds, in their order; () for what has no letters we know."""
    text = _bare(unicodedata.normalize("NFKC", text))
    if _HAN.search(text):
        return _from_kanji(text, language)
    parts = [part for part in _PARTS.split(text) if part.lower() not in _SUFFIXES]
    if len(parts) > 2:  # noqa: PLR2004 - initials of middle names
        parts = [part for part in parts if len(part) > 1 or not part.isascii()]
    return tuple(sound for part in parts if (sound := _part(part)))


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"(?<=..)(?:{any_of(table('phonetic')['ending']['words'])})$")


def _bare(text: str) -> str:
    """A place or firm without what only says what it is: 부산광역시, 横須賀市, Busan City, トヨタ自動車 stay comparable."""
    return _endings().sub("", text)


def _part(part: str) -> str:
    if _HANGUL.search(part):
        return _squeeze("".join(_syllable(char) for char in part))
    if _KANA.search(part):
        return _squeeze(_kana(part))
    return _squeeze(_latin(part))


def _syllable(char: str) -> str:
    if not _HANGUL.match(char):
        return _latin(char)
    # Only Japanese names have this syllable, and it is their tsu
    if char == "쓰":
        return "ju"
    jamo = table("phonetic")["hangul"]
    number = ord(char) - _FIRST
    initial, rest = divmod(number, _SYLLABLES)
    vowel, final = divmod(rest, _FINALS)
    return str(jamo["initial"][initial] + jamo["vowel"][vowel] + jamo["final"][final])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(any_of(table("phonetic")[name]))


def _kana(part: str) -> str:
    hiragana = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in part)
    sounds_of = table("phonetic")["kana"]
    return _pattern("kana").sub(lambda match: sounds_of[match.group()], hiragana)


def _latin(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part.lower())
    letters = "".join(char for char in plain if char.isascii() and char.isalpha())
    known = table("phonetic")["syllable"].get(letters)
    if known is not None:
        return str(known)
    letters = _LONG_O.sub("o", _ENDING.sub("i", letters))
    sounds_of = table("phonetic")["latin"]
    return _pattern("latin").sub(lambda match: sounds_of[match.group()], letters)


def _from_kanji(text: str, language: str) -> tuple[str, ...]:
    """Readings as SudachiPy gives them, part by part; in another language than Japanese none."""
    if language != "ja":
        return ()
    from twosource.languages.readings import read_kanji

    return tuple(sound for reading in read_kanji(text) if (sound := _squeeze(_kana(reading))))


def _at_home(text: str) -> list[tuple[str, ...]]:
    """Family and given name by every reading that SudachiPy's dictionary lists."""
    from twosource.languages.readings import read_person

    return [(_squeeze(_kana(family)), _squeeze(_kana(given))) for family, given in read_person(text)]


@cache
def _characters(nation: str) -> dict[str, tuple[str, ...]]:
    """Character -> readings in Korean (Hangul) or Mandarin (pinyin)."""
    found: dict[str, tuple[str, ...]] = {}
    for reading, characters in table("hanja")[nation].items():
        for character in characters:
            found[character] = (*found.get(character, ()), reading)
    return found


def _abroad(text: str) -> list[tuple[str, ...]]:
    """A name of two to four kanji as Korean and Chinese read it, family name and given name, where all are known."""
    if not 2 <= len(text) <= 4 or not all(_HAN.match(char) for char in text):  # noqa: PLR2004
        return []
    found: list[tuple[str, ...]] = []
    for nation in ("korean", "mandarin"):
        known = _characters(nation)
        if all(char in known for char in text):
            readings = islice(product(*(known[char] for char in text)), _MOST_READINGS)
            found.extend((_part(family), _squeeze("".join(map(_part, given)))) for family, *given in readings)
    return found


def _squeeze(sound: str) -> str:
    """Double letters once, long vowels short, n before lips as m is n."""
    sound = sound.replace("ou", "o").replace("uu", "u")
    return re.sub(r"(.)\1+", r"\1", sound.replace("mp", "np"))


@lru_cache(maxsize=65_536)
def name_key(text: str, language: str) -> str:
    """One string for a person's name from one form alone; "" where it has no sounds we know.

    u and h are left out behind consonants, where scripts add them or not.
    """
    parts = sounds(text, language)
    if _KOREAN.fullmatch(text) and len(parts) == 1:
        parts = _part(text[0]), _part(text[1:])
    elif len(parts) > 2 and _script(text) == "latin":  # noqa: PLR2004 - "An Gyu-baek"
        hyphen = re.split(r"[\s.]+", text.strip())
        parts = tuple("".join(sounds(word, language)) for word in hyphen)
    return "-".join(sorted(_SILENT.sub("", part) for part in parts))


@lru_cache(maxsize=65_536)
def _readings(text: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The ways a form may be two parts, in either order, or one whole."""
    parts = sounds(text, language)
    splits: list[tuple[str, ...]] = []
    korean = _KOREAN.fullmatch(text) is not None
    if len(parts) == 1 and not korean:
        splits.append(parts)
    splits.extend(("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts)))
    if korean:
        splits.append((_part(text[0]), _part(text[1:])))
    if _HAN.search(text):
        splits.extend(_abroad(_bare(text)))
        if language == "ja":
            splits.extend(_at_home(_bare(text)))
    # Only in Latin letters a family name may stand first or last
    turned = [(split[1], split[0]) for split in splits if len(split) > 1 and _script(text) == "latin"]
    return tuple(dict.fromkeys((*splits, *turned)))


def same_name(one: str, language: str, other: str, other_language: str) -> bool:
    """Whether two forms may be one name. In one script they must sound the same; across scripts nearly the same."""
    share = _OTHER_SCRIPT if _script(one) != _script(other) else _SAME_SCRIPT
    for first in _readings(one, language):
        for second in _readings(other, other_language):
            if len(first) == len(second) > 1:
                if all(_near(a, b, share) for a, b in zip(first, second, strict=True)):
                    return True
            elif _near("".join(first), "".join(second), _share_of_whole(share, first, second)):
                return True
    return False


def _share_of_whole(share: float, first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Short names in one piece are nearly all alike: there only what scripts add or leave out may differ."""
    longest = max(sum(map(len, first)), sum(map(len, second)))
    return share * (_WHOLE if longest > _SHORT else _WHOLE_SHORT)


def _near(one: str, two: str, share: float) -> bool:
    limit = share * max(len(one), len(two))
    return _distance(one, two, limit) <= limit


def _script(text: str) -> str:
    for name, pattern in (("hangul", _HANGUL), ("han", _HAN), ("kana", _KANA)):
        if pattern.search(text):
            return name
    return "latin"


@lru_cache(maxsize=65_536)
def _distance(one: str, two: str, limit: float) -> float:
    """Cheapest way from one string of sounds to the other (Wagner and Fischer 1974, costs by class of sound)."""
    row = [0.0]
    for char in two:
        row.append(row[-1] + _gap(char))
    for char in one:
        before, row = row, [row[0] + _gap(char)]
        for at, other in enumerate(two):
            row.append(
                min(before[at] + _change(char, other), before[at + 1] + _gap(char), row[at] + _gap(other))
            )  # fmt: skip
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _gap(char: str) -> float:
    costs = {"u": _U_GAP, "o": _O_GAP, "y": _GLIDE, "r": _R_GAP, "h": _R_GAP}
    return costs.get(char, _VOWEL_GAP if char in _VOWELS else _CONSONANT)


def _change(one: str, two: str) -> float:
    if one == two:
        return 0.0
    if one in _VOWELS and two in _VOWELS:
        return _VOWEL_CHANGE
    if {one, two} == {"y", "i"}:
        return _GLIDE
    return _NEAR if frozenset((one, two)) in _ALIKE else _CONSONANT


def find_same(forms: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    """Pairs of indices of (text, language) forms that `same_name` takes for one; compared only where consonants agree."""
    listed = list(forms)
    blocks: dict[str, list[int]] = {}
    for index, (text, language) in enumerate(listed):
        for block in dict.fromkeys(_blocks(text, language)):
            blocks.setdefault(block, []).append(index)
    pairs = {
        (one, two)
        for members in blocks.values()
        for at, one in enumerate(members)
        for two in members[at + 1 :]
        if same_name(*listed[one], *listed[two])
    }
    return sorted(pairs)


def _blocks(text: str, language: str) -> Iterable[str]:
    """Rough keys: the classes of its consonants, and about how long it is."""
    for reading in _readings(text, language):
        whole = "".join(reading).replace("s", "j").replace("m", "n").replace("h", "k").replace("p", "k")
        consonants = "".join(sorted(set(re.sub("[aeiouyr]", "", whole))))
        yield consonants + str(min(9, len(whole) // 4))
        yield consonants + str(min(9, len(whole) // 4 + 1))
