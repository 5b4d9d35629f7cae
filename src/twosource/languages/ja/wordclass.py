"""One letter for every word by the part it can play in a name, so that names are found by patterns over letters.

A text of n words becomes a string of n letters; `compounds` and `persons` search it with regular expressions
at the speed of `re`, and only what may be a name is looked at in Python.

Letters: F family name, f a word that is also one, G given name, I whole kanji person name, P katakana person name;
C country, L place, l katakana place, Y whole name of a site; B whole name of a body; N, M (katakana), A (Latin)
other proper noun; k katakana and a Latin word outside the dictionary, j kanji outside it; K common katakana word,
z common Latin word; b ending of a body, c ending of a body behind a name, w katakana ending of a body; y, v the
same for sites; t title, h honorific, e what stands before a name, x ending of what is no name; n other noun,
u noun that is also a verb, s suffix, p prefix,
r 代表, Q a country in one character, o alone a body, m company mark, W club mark, S common word that begins company names, E what introduces a body, i 世, d number, q date, counted or closing noun, "・" dot, "-" joiner, "_" space, "." all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from twosource.languages.protocol import Token
from twosource.languages.tables import table

OUTSIDE = "未知語"
"""Last part of the tag of a word that Sudachi's dictionary does not have."""

_KATAKANA = re.compile("[ァ-ヺー]+")
_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚÀ-ſ]+")
_KANJI = re.compile("[一-鿿々]+")
_DIGITS = re.compile("[0-9０-９.,，．〇一二三四五六七八九十百千万億兆]+")
_JOINERS = frozenset("-‐－–=＝&＆'’+/.．")
_DOTS = frozenset("・･゠")
# Words kept at once: a newsroom's running vocabulary; beyond that the rare ones start over
_MOST = 60_000
# Sudachi tags what ends so as a place; in other proper nouns these are no endings: テレビ広島
_CITIES = frozenset("都道府県市区町村郡州国島山川河海沖洋浜沢谷街宮里丘口門店峰洞塔里")
_TAGGED = {"人名,姓": "F", "人名,名": "G", "人名,一般": "I", "地名,国": "C", "地名,一般": "L"}
# Of the countries in one character those that are no everyday word or suffix, as 中 and 日 are
_COUNTRIES = frozenset("米英仏独露韓豪")
_AFFIXES = {"接尾辞": "s", "接頭辞": "p"}
_KATAKANA_OF = {"F": "P", "G": "P", "I": "P", "L": "l"}
_ROLES = (
    ("m", "company"),
    ("E", "before_body"),
    ("q", "apart"),
    ("x", "other"),
    ("h", "honorific"),
    ("t", "title"),
    ("e", "before"),
    ("W", "club"),
    ("S", "name_like"),
    ("w", "body_kana"),
    ("v", "site_kana"),
    ("o", "alone"),
    ("b", "body"),
    ("c", "body_after_name"),
    ("y", "site"),
    ("f", "surname"),
)


class _Surfaces(dict[str, str]):
    """Surface to letter of the words with one tag, worked out at first sight."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag

    def __missing__(self, surface: str) -> str:
        if len(self) > _MOST:
            self.clear()
        letter = self[surface] = _letter(surface, self._tag)
        return letter


class _Tags(dict[str, _Surfaces]):
    def __missing__(self, tag: str) -> _Surfaces:
        surfaces = self[tag] = _Surfaces(tag)
        return surfaces


_tags = _Tags()


def letters(tokens: Iterable[Token]) -> str:
    """One letter a token."""
    known = _tags
    # By position: a third faster than by name, and this is run for every word of every report
    return "".join([known[token[4]][token[2]] for token in tokens])


@cache
def _roles() -> dict[str, str]:
    words = table("ja/name_words")
    found = {word: letter for letter, role in reversed(_ROLES) for word in words[role]}
    return {**found, "代表": "r", "世": "i", "立": "n"}


@cache
def _happenings(*, common: bool = True) -> re.Pattern[str]:
    """Endings of what is neither person nor body nor place; single characters end too many other words."""
    words = table("ja/name_words")
    return _ending([word for word in (*words["other"], *words["other_kana"] * common) if len(word) > 1])


@cache
def _no_bodies() -> frozenset[str]:
    words = table("ja/name_words")
    return frozenset((*words["no_body"], *words["abbreviation"]))


@cache
def _endings() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Endings of a body in any noun, of a body in a proper noun, and of a site in a proper noun."""
    words = table("ja/name_words")
    body, weak = words["body"], [*words["body_after_name"], *words["body_kana"]]
    site = [word for word in words["site"] if word not in _CITIES]
    return _ending(body), _ending([*body, *weak]), _ending([*site, *words["site_kana"]])


def _ending(words: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?<=..)(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})$")


def _letter(surface: str, tag: str) -> str:
    kind, _, rest = tag.partition(",")
    if kind == "名詞":
        return _proper(surface, rest) if rest.startswith("固有名詞") else _noun(surface, rest)
    affix = _AFFIXES.get(kind)
    if affix is None:
        return _sign(surface, kind)
    return "Q" if surface in _COUNTRIES else _roles().get(surface, affix)


def _sign(surface: str, kind: str) -> str:
    if kind == "空白":
        return "_"
    if _KATAKANA.fullmatch(surface):
        return "K"
    letter = "z" if kind == "記号" and _LATIN.fullmatch(surface) else "."
    return "・" if surface in _DOTS else "-" if surface in _JOINERS else letter


def _noun(surface: str, rest: str) -> str:
    if rest.startswith("数詞") or _DIGITS.fullmatch(surface):
        return "d"
    role = _roles().get(surface)
    if role:
        return role
    outside = rest.endswith(OUTSIDE)
    if _KATAKANA.fullmatch(surface):
        return _katakana(surface) if outside else "x" if _happenings().search(surface) else "K"
    if _LATIN.fullmatch(surface):
        return _latin(surface, "a" if outside else "z")
    return "j" if outside and _KANJI.fullmatch(surface) else _common(surface, rest)


def _katakana(surface: str) -> str:
    """Of a katakana word outside the dictionary, which may be a whole compound: ヨツバグループ."""
    if _happenings().search(surface):
        return "x"
    _, body, site = _endings()
    return "B" if body.search(surface) else "Y" if site.search(surface) else "k"


def _latin(surface: str, letter: str) -> str:
    """Capitals are mostly a body, whether the dictionary has them or not: JFL, KBS."""
    if surface in _no_bodies():
        return "z"
    return "a" if len(surface) > 2 and surface.isupper() else letter  # noqa: PLR2004


def _common(surface: str, rest: str) -> str:
    if _happenings().search(surface):
        return "x"
    if rest.startswith(("普通名詞,副詞可能", "普通名詞,助数詞可能")):
        return "q"
    if rest.startswith("普通名詞,サ変"):
        return "u"
    if surface in _COUNTRIES:
        return "Q"
    body = rest.startswith("普通名詞,一般") and _endings()[0].search(surface)
    return "B" if body else "n"


def _proper(surface: str, rest: str) -> str:
    letter = next((mark for tag, mark in _TAGGED.items() if rest.startswith(tag, len("固有名詞,"))), "N")
    if letter == "N" and surface in _no_bodies():
        return "n"
    if _KATAKANA.fullmatch(surface) or _DOTS & set(surface):
        letter = _KATAKANA_OF.get(letter, "M" if letter == "N" else letter)
    elif _LATIN.fullmatch(surface):
        return "A" if letter in "NL" else "z" if letter in "FGI" else letter
    if letter in "NM":
        if _happenings(common=False).search(surface):
            return "x"
        _, body, site = _endings()
        in_body, in_site = body.search(surface), site.search(surface)
        if in_body and (not in_site or in_body.start() <= in_site.start()):
            return "B"
        return "Y" if in_site else letter
    return "Y" if letter == "F" and surface.endswith("寺") else letter
