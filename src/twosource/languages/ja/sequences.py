"""What words name that no ending explains: single proper nouns, katakana with dots, place and club, Latin words.

Letters are those of `wordclass`. What is in doubt is left out where it goes on into a longer compound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from twosource.languages.protocol import Reading
from twosource.languages.tables import table
from twosource.records import NameKind

SEEDS = frozenset("FGIPCLlNMABYkajS")
"""Letters of words that are names or unknown; compounds without any are everyday words."""

_PERSON, _PLACE, _BODY = NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION
_SINGLES = {
    **dict.fromkeys("CLl", _PLACE),
    **dict.fromkeys("FGIP", _PERSON),
    **dict.fromkeys("NMA", _BODY),
}
# What a run of words without dots is as a whole
_WHOLES = (
    (re.compile("L[Ll]+"), _PLACE),
    (re.compile("P[Pk]+|[Kk]P|[PKk]di"), _PERSON),
    (
        re.compile("[LlC][NMAa]+|[lC]k|L[KMkl]*[Mk]|[NMAa]+[Ll]|k[Ll]|[NM]{2,}|[Mk][KMk]*[Mk]|kK|[Kk]+[Mk]|FN|N[Kk]"),
        _BODY,
    ),
)
_OPEN, _CLOSE = frozenset("「『“\"〈《'"), frozenset("」』”\"〉》'")
_CAPITALS = re.compile("[A-Z]{3,12}|[A-Z]?[a-z]+[A-Z][A-Za-z]*")
_TITLE_CASE = re.compile("[A-Z][a-z]+(?: [A-Z][a-z]+){1,3}")
_GROUP = re.compile("[A-Z]{3}[0-9]{2}")
# Of one katakana word; what is longer is a compound the dictionary does not have
_LONGEST_WORD = 7
_HONORIFICS = frozenset({"氏", "さん", "容疑者", "被告", "様", "君"})
# Letters that show a single word to be a piece of something longer
_GOES_ON = {
    "L": "nKksu",
    "l": "Kd",
    "N": "nd",
    "M": "d_-",
    "A": "Kd_-xn",
    "a": "Kd_-xn",
    "P": "_d",
    "G": "ndy",
    "F": "d",
}
_WENT_BEFORE = {"L": "yk", "A": "_-", "a": "_-", "P": "_-", "M": "_-", "G": "nljsd"}


class Named(NamedTuple):
    """Words [first, last) of a reading that name something."""

    first: int
    last: int
    # None: these words name something that is no person, body or place, such as an event
    kind: NameKind | None


@cache
def words(role: str) -> frozenset[str]:
    """A list of `name_words.toml`."""
    return frozenset(table("ja/name_words")[role])


def name_run(reading: Reading, letters: str, start: int, end: int) -> Iterator[Named]:
    """Names among the words [start, end), which follow each other without an ending of a body or site."""
    made_of = letters[start:end]
    if start and letters[start - 1] == "E" and not SEEDS.isdisjoint(made_of):
        yield Named(start, end, _BODY)
    elif end - start == 1:
        kind = _single(reading, letters, start)
        if kind is not None:
            yield Named(start, end, kind)
    elif "・" in made_of:
        if not SEEDS.isdisjoint(made_of):
            yield from _dotted(reading, letters, start, end)
    elif "_" in made_of:
        if _is_latin_name(reading, letters, start, end):
            yield Named(start, end, _BODY)
    elif not SEEDS.isdisjoint(made_of):
        yield from _sequence(reading, letters, start, end)


def _is_latin_name(reading: Reading, letters: str, start: int, end: int) -> bool:
    """Whether capitalised Latin words stand alone: a company more often than the product that a number follows."""
    titled = _TITLE_CASE.fullmatch(reading.text, reading.tokens[start].start, reading.tokens[end - 1].end)
    return bool(titled) and not _quoted(reading, start, end) and letters[end : end + 1] not in {"_", "d", "-"}


def _sequence(reading: Reading, letters: str, start: int, end: int) -> Iterator[Named]:
    made_of = letters[start:end]
    if made_of == "Ad" and _GROUP.fullmatch(reading.text, reading.tokens[start].start, reading.tokens[end - 1].end):
        yield Named(start, end, _BODY)
        return
    if re.fullmatch("[Ll]K+", made_of):
        if reading.tokens[end - 1].surface.endswith(("ズ", "ス")) or _joined(reading, end):
            yield Named(start, end, _BODY)
        return
    for pattern, kind in _WHOLES:
        if pattern.fullmatch(made_of):
            yield Named(start, end, kind)
            return
    for index in range(start, end):
        letter = letters[index]
        if letter in "CLlFGIPNMA" and (letter == "C" or not _is_piece(letters, index)):
            yield Named(index, index + 1, _SINGLES[letter])


def _dotted(reading: Reading, letters: str, start: int, end: int) -> Iterator[Named]:
    made_of = letters[start:end].replace("・", "")
    if re.fullmatch("[CLl]+", made_of):
        for index in range(start, end, 2):
            yield Named(index, index + 1, _PLACE)
    elif not set(made_of) - {"M", "A"} and len(made_of) * 2 == end - start + 1:
        # ホンダ・KDDI: named together
        for index in range(start, end, 2):
            yield Named(index, index + 1, _BODY)
    elif not _quoted(reading, start, end):
        kind = _dotted_kind(reading, made_of, end)
        if kind is not None:
            yield Named(start, end, kind)


def _dotted_kind(reading: Reading, made_of: str, end: int) -> NameKind | None:
    plural = reading.tokens[end - 1].surface.endswith("ズ")
    if _joined(reading, end) or (plural and re.fullmatch("[klK][^P]*", made_of)):
        return _BODY
    if "P" in made_of or "I" in made_of:
        return _PERSON
    if not {"M", "A", "a"}.isdisjoint(made_of):
        return _BODY
    if "l" in made_of or "C" in made_of:
        return _PLACE if "k" in made_of and made_of[0] in "lC" else None
    return _PERSON


def _joined(reading: Reading, end: int) -> bool:
    """Whether somebody joins or plays for what ends here: 浦和に移籍, ラツィオ戦."""
    following = [token.surface for token in reading.tokens[end : end + 2]]
    if not following:
        return False
    joining = words("joining")
    by_particle = following[0] in {"に", "へ", "から"} and following[-1] in joining
    return by_particle or following[0] in joining or following[0] in {"戦", "FW", "MF", "DF", "GK"}


def _is_piece(letters: str, index: int) -> bool:
    letter = letters[index]
    following, before = letters[index + 1 : index + 2], letters[index - 1] if index else "."
    return (following != "" and following in _GOES_ON.get(letter, "")) or before in _WENT_BEFORE.get(letter, "")


def _single(reading: Reading, letters: str, index: int) -> NameKind | None:
    letter, following = letters[index], letters[index + 1 : index + 2]
    if following == "h" or (following in {"t", "Q"} and letter in "Lk"):
        return _honoured(reading, letters, index)
    if letter in "LlkP" and _joined(reading, index + 1):
        return _BODY
    if letter in "CI":
        return _SINGLES[letter]
    if _is_piece(letters, index) or (letter in "NMAPak" and _quoted(reading, index, index + 1)):
        return None
    surface = reading.tokens[index].surface
    if letter == "a":
        return _BODY if _CAPITALS.fullmatch(surface) else None
    return _katakana(reading, index) if letter == "k" else _SINGLES.get(letter)


def _honoured(reading: Reading, letters: str, index: int) -> NameKind | None:
    """A word before 氏 or さん is a person; before 選手 or ら it may be any noun, before 知事 a place."""
    letter, title = letters[index], reading.tokens[index + 1].surface
    if letters[index + 1] == "Q":
        # ヴァイス米国防長官
        return _PERSON if letter == "k" and "t" in letters[index + 2 : index + 4] else _SINGLES.get(letter)
    if letter in "fKz":
        return _PERSON if title in _HONORIFICS else None
    if letter == "L" and letters[index + 1] == "t":
        return _PERSON if title in words("personal") else _PLACE
    return None if letter == "G" and _is_piece(letters, index) else _PERSON


def _katakana(reading: Reading, index: int) -> NameKind | None:
    """A katakana word the dictionary does not have: who acts, where it is, or a body that has something."""
    tokens = reading.tokens
    following = tokens[index + 1].surface if index + 1 < len(tokens) else ""
    surface = tokens[index].surface
    if _foreign_place().search(surface):
        return _PLACE
    if surface.endswith("ズ"):
        return _BODY
    if len(surface) > _LONGEST_WORD:
        return None
    if following in {"は", "が", "も", "、"}:
        return _PERSON
    return _BODY if following == "の" else None


@cache
def _foreign_place() -> re.Pattern[str]:
    endings = table("ja/name_words")["foreign_place"]
    return re.compile(f"(?<=..)(?:{'|'.join(endings)})$")


def _quoted(reading: Reading, start: int, end: int) -> bool:
    """Whether it is all that stands between quotation marks: a work, a product, a nickname."""
    text, tokens = reading.text, reading.tokens
    before, behind = tokens[start].start - 1, tokens[end - 1].end
    return before >= 0 and text[before] in _OPEN and text[behind : behind + 1] in _CLOSE
