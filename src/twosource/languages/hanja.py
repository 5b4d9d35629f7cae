"""Names in Chinese characters as sounds: read in Japanese by SudachiPy's dictionary, in Korean and Chinese by character.

The characters' Korean and Mandarin readings are `hanja.toml`; which nation a name is of is told by its family name
and by whether SudachiPy knows it as family and given name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice, product

from twosource.languages import hangul, kana, romanisation
from twosource.languages.readings import read_family, read_given, read_kanji, read_person
from twosource.languages.tables import table

HAN = re.compile("[一-鿿々]")
_MIXED = re.compile("([一-鿿々]+)([ぁ-ヺー]+)|([ぁ-ヺー]+)([一-鿿々]+)")
# Characters of a name of a person, and of anything, that are read one by one
_LONGEST, _CHARACTERS = 4, 6
_MOST, _MOST_AT_HOME = 4, 12


@cache
def _characters(nation: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for reading, characters in table("hanja")[nation].items():
        for character in characters:
            found[character] = (*found.get(character, ()), reading)
    return found


@cache
def _variants() -> dict[int, str]:
    pairs: str = table("hanja")["variants"]["pairs"]
    return {ord(pair[0]): pair[1] for pair in pairs.split()}


def plain_han(text: str) -> str:
    """A name with the usual one of characters that are written in two ways: 濵 浜, 澤 沢."""
    return text.translate(_variants())


@lru_cache(maxsize=65_536)
def read_han(text: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Readings as sounds, likeliest first: family and given name in Japanese, one run of sounds in other languages."""
    if kana.KANA.search(text) and language == "ja":
        return tuple(_mixed(text))
    if language == "zh":
        return tuple((way,) for way in (*_mandarin(text), *_korean(text)))
    if language != "ja":
        return tuple((way,) for way in (*_korean(text), *_mandarin(text)))
    abroad = [(way,) for way in _abroad(text)]
    home = list(_home(text))
    return tuple(dict.fromkeys((*abroad, *home) if _is_foreign(text) else (*home, *abroad)))


def _mixed(text: str) -> Iterable[tuple[str, ...]]:
    """Family name in kanji, given name in kana, or the other way round: 玉城デニー, 朴セリ, 片山さつき."""
    match = _MIXED.fullmatch(text)
    if match:
        ahead, behind = (match[1], match[2]) if match[1] else (match[3], match[4])
        if HAN.match(ahead):
            families = list(dict.fromkeys(kana.spell(family) for family in read_family(ahead)))
            yield from ((family, kana.spell(behind)) for family in families)
            yield from ((family + kana.spell(behind),) for family in _korean(ahead)[:1] if len(ahead) == 1)
        else:
            yield from ((kana.spell(ahead), kana.spell(given)) for given in read_given(behind))
    yield from _home(text)


def _is_foreign(text: str) -> bool:
    if not 2 <= len(text) <= _LONGEST or not _abroad(text):  # noqa: PLR2004
        return False
    rows = table("hanja")["family"]
    if text[0] in rows["foreign"]:
        return True
    return text[0] in rows["shared"] and not read_person(text)


def _abroad(text: str) -> list[str]:
    korean, mandarin = _korean(text), _mandarin(text)
    rows = table("hanja")["family"]
    chinese = text[:1] in rows["chinese"] or any(char in rows["chinese_given"] for char in text[1:])
    return [*mandarin, *korean] if chinese else [*korean, *mandarin]


def _korean(text: str) -> list[str]:
    ways = [[hangul.spell(way) for way in ways] for ways in _each(text, "korean")]
    return _joined(ways)


def _mandarin(text: str) -> list[str]:
    ways = [[way for row in ways for way in romanisation.chinese(row)] for ways in _each(text, "mandarin")]
    return _joined(ways)


def _each(text: str, nation: str) -> list[tuple[str, ...]]:
    known = _characters(nation)
    if len(text) > _CHARACTERS:
        return [()]
    rows = [known.get(char, ()) for char in text]
    if nation == "korean" and rows:
        # 金 is 김 in a name, and 금 elsewhere
        names = list(table("sounds")["surname"])
        rows[0] = tuple(sorted(rows[0], key=lambda way: names.index(way) if way in names else len(names)))
    return rows


def _joined(ways: Iterable[list[str]]) -> list[str]:
    return ["".join(way) for way in islice(product(*ways), _MOST)]


def _home(text: str) -> Iterable[tuple[str, ...]]:
    words = tuple(kana.spell(word) for word in read_kanji(text))
    people = [(kana.spell(family), kana.spell(given)) for family, given in read_person(text)]
    said = "".join(words)
    # What SudachiPy reads in running text comes first, cut where family and given name meet
    people.sort(key=lambda pair: "".join(pair) != said)
    yield from people[:_MOST_AT_HOME]
    if said and "".join(people[0] if people else ()) != said:
        yield words if len(words) == 2 else (said,)  # noqa: PLR2004
