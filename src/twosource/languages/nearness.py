"""How near two Western names are: the cheapest way from the sounds of one to those of the other.

Scripts tell consonants well and vowels badly, put u and o between consonants, and lose an r behind a vowel; costs
say so (Wagner and Fischer, 1974, with costs by class of sound). A distance is a share of all that could differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_GAPS = {"u": 0.08, "o": 0.25, "a": 0.3, "e": 0.3, "i": 0.3, "y": 0.15, "w": 0.1, "h": 0.3, "r": 0.3}
_CONSONANT, _VOWEL = 1.0, 0.22
_ALIKE = {"sj": 0.3, "st": 0.35, "tj": 0.45, "kj": 0.45, "hk": 0.5, "hp": 0.4, "jy": 0.4, "iy": 0.1, "mn": 0.25}
_ALIKE |= {"hy": 0.4, "pw": 0.4, "uw": 0.1, "hw": 0.4, "ow": 0.15, "rn": 0.8}
# Highest share of two forms of one name: of each of several parts, of all of them, of a name in one part
_PART, _WHOLE, _ONE = 0.30, 0.20, 0.12
_SAME_SCRIPT = 0.3
_SHORT = 4
_OPEN = frozenset("aeiouhwy")
# Not the o of kana in トランプ
_FIRST_VOWEL = re.compile("(?!(?<=t)or)[aeiou]")
_FRONT = {"e": "e", "i": "e"}
_SKELETON = str.maketrans("mj", "ns")
_CLASSES = str.maketrans("mtj", "nss")


@lru_cache(maxsize=65_536)
def plain(sound: str) -> str:
    """Sounds of a Western name without what scripts write in two ways."""
    sound = re.sub("(?<=[kstnmrpjh])U", "", sound).lower().replace("aa", "a").replace("ou", "o")
    sound = re.sub("m(?=[ptk])", "n", sound)
    return re.sub(r"(.)\1+", r"\1", sound)


def skeleton(sound: str) -> str:
    """Its consonants, then its first vowel as `e` or `a`, and another `a` if it ends so: Jane is not John, nor Paula Paul.

    Of r only what stands before a vowel is kept, and no h, w, y; an `a` comes first for the vowel it begins with.
    """
    bare = plain(sound)
    begins = "a" if bare[:1] in _OPEN and bare else ""
    vowel = _FIRST_VOWEL.search(bare)
    ends = (_FRONT.get(vowel.group(), "a") if vowel else "") + ("a" if bare.endswith("a") else "")
    return begins + re.sub("r(?![aeiou])|[hwyaeiou]", "", bare).translate(_SKELETON) + ends


def near(one: tuple[str, ...], two: tuple[str, ...], *, one_script: bool) -> bool:
    """Whether two names, part by part, may be one."""
    share = _SAME_SCRIPT if one_script else 1.0
    one, two = tuple(map(plain, one)), tuple(map(plain, two))
    whole = distance("".join(one), "".join(two))
    if len(one) == len(two) > 1:
        return whole <= _WHOLE * share and all(distance(a, b) <= _PART * share for a, b in zip(one, two, strict=True))
    return whole <= _ONE * share


@lru_cache(maxsize=65_536)
def distance(one: str, two: str) -> float:
    """0 for the same sounds (`plain`), 1 for nothing in common."""
    row = [0.0]
    for char in two:
        row.append(row[-1] + _gap(char))
    for char in one:
        before, row = row, [row[0] + _gap(char)]
        for at, other in enumerate(two):
            row.append(min(before[at] + change(char, other), before[at + 1] + _gap(char), row[at] + _gap(other)))
    most = sum(map(_gap, one)) + sum(map(_gap, two))
    return 2 * row[-1] / most if most else 1.0


def _gap(char: str) -> float:
    return _GAPS.get(char, _CONSONANT)


def change(one: str, two: str) -> float:
    """What it costs to read one sound for another."""
    if one == two:
        return 0.0
    if one in "aeiou" and two in "aeiou":
        return _VOWEL
    return _ALIKE.get(min(one, two) + max(one, two), _ALIKE.get(max(one, two) + min(one, two), _CONSONANT))


def blocks(parts: tuple[str, ...]) -> Iterable[str]:
    """Rough keys of which two forms of one name share at least one: three consonants in a row, or all of a short one."""
    whole = re.sub("[aeiouhwyr]", "", "".join(map(plain, parts))).translate(_CLASSES)
    whole = re.sub(r"(.)\1+", r"\1", whole)
    if len(whole) < _SHORT:
        yield "~" + whole[:2]
    for at in range(len(whole) - 2):
        yield f"~{whole[at : at + 3]}"
