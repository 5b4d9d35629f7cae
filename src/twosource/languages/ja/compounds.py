"""Names that no table has, by the parts they are made of: persons, bodies by ending, places, and what tags say.

One pattern over the letters of `wordclass` finds what may be a name; the functions here say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from twosource.languages.protocol import Reading
from twosource.languages.tables import table
from twosource.records import NameKind

_KANA = "PMKklCaAzwvIW"
_MEMBER = "FfIPCLlNMABYKkajnupdybocvwrzxeiWS"
# A dot joins katakana and Latin words only: 福岡労働局・労働基準監督署 are two
_JOIN = f"(?<=[{_KANA}])[・-](?=[{_KANA}])|(?<=[aAzwvWP])_(?=[aAzwvW])"
_NAME = re.compile(
    # 山田|太郎, not before an ending: 松下幸之助記念館
    "(?P<person>(?:F(?:G{1,3}|I|P|j{1,2}|nG)|[fj]G{1,2}|I?G{1,2}|I|LG{1,2}|F[nfLsyc]{1,3}(?=[thr])|FF(?=[th])"
    f"|F[nfsj](?=[.q])|P(?:[・-][PKkMlz]+)+)(?:di)?(?!{_JOIN}|[bcyvwBY]))"
    f"|(?P<long>m[{_MEMBER}](?:[{_MEMBER}]|{_JOIN}|(?<=[aAzm])_)*m?"
    f"|W[klKMLNAP]{1, 2}|(?:FG+|[wv](?=[・-])|[FfGIPCLlNMABYKkajnupyozS])(?:[{_MEMBER}]|{_JOIN})*(?:m|(?<=[bBoOcwyYvrxW]))|[oBY])"
    f"|(?P<run>[FfGIPCLlNMAkKajz](?:[FGIPCLlNMAkKajz]|(?<=A)d|{_JOIN})*(?:di)?)"
)
_SEEDS = frozenset("FGIPCLlNMABYkajS")
_ENDS = {
    **dict.fromkeys("bBocwrmW", NameKind.ORGANISATION),
    **dict.fromkeys("yYv", NameKind.PLACE),
}
_SINGLES = {
    **dict.fromkeys("CLl", NameKind.PLACE),
    **dict.fromkeys("FGIP", NameKind.PERSON),
    **dict.fromkeys("NMA", NameKind.ORGANISATION),
}
_OPEN, _CLOSE = '「『“"〈《', '」』”"〉》'
_GIVEN = re.compile("[一-鿿々ぁ-ゖ]{1,3}")
_BRAND = re.compile("[A-Z]{2,6}|[A-Z]?[a-z]+[A-Z][A-Za-z]*|[A-Z][a-z]{3,}")


class Named(NamedTuple):
    """Words [first, last) of a reading that name something."""

    first: int
    last: int
    # None: these words name something that is no person, body or place, such as an event
    kind: NameKind | None


def name_words(reading: Reading, letters: str, first: int, last: int) -> Iterator[Named]:
    """What is named among the words [first, last) of one line, in order, none overlapping."""
    for match in _NAME.finditer(letters, first, last):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "person":
            if _is_person(reading, letters, start, end):
                yield Named(start, end, NameKind.PERSON)
            else:
                yield Named(start, start + 1, NameKind.PERSON)
        elif kind == "long":
            yield from _long(reading, letters, start, end)
        else:
            yield from _run(reading, letters, start, end)


def _is_person(reading: Reading, letters: str, start: int, end: int) -> bool:
    if letters[end - 1] in "GIPjF" or letters[start] != "F":
        return True
    tokens = reading.tokens
    return bool(_GIVEN.fullmatch(reading.text, tokens[start].end, tokens[end - 1].end))


def _long(reading: Reading, letters: str, start: int, end: int) -> Iterator[Named]:
    first, last = letters[start], letters[end - 1]
    if last == "x":
        yield Named(start, end, None)
    elif end - start == 1:
        if last in "oBY":
            yield Named(start, end, _ENDS[last])
    elif first in "mW":
        yield Named(start, end, NameKind.ORGANISATION)
    elif last == "c" and letters[end - 2] == "d" and letters[end - 3] not in "pn":
        # 地元10社: counted, not named
        yield from name_words(reading, letters, start, end - 2)
    elif last in "bom" or _is_named(reading, letters, start, end):
        kind = _ENDS[last]
        behind = _own_branch(reading, letters, start, end)
        if behind > start:
            yield Named(start, behind, NameKind.ORGANISATION)
        if kind is NameKind.PLACE and reading.tokens[start].surface == "旧":
            start += 1
        yield Named(max(start, behind), end, kind)


def _is_named(reading: Reading, letters: str, start: int, end: int) -> bool:
    """Whether there is a name in what an ending closes, rather than common words: 貿易会社."""
    made_of = letters[start:end]
    if not _SEEDS.isdisjoint(made_of):
        return True
    return letters[start] in "Kw" and ("・" in made_of or reading.tokens[end - 1].surface in {"社", "航空"})


def _own_branch(reading: Reading, letters: str, start: int, end: int) -> int:
    """Where the branch of a body begins that is a name beside it: 青嶺新聞|鶴崎支局, 鶴崎大学|法学部; else `start`."""
    if letters[start] not in "BNMA" or reading.tokens[end - 1].surface not in _words("branch"):
        return start
    behind = letters[start + 1]
    if behind in "Ll" or reading.tokens[start].surface.endswith("大学") and end - start > 1 and behind != "c":
        return start + 1
    return start


def _run(reading: Reading, letters: str, start: int, end: int) -> Iterator[Named]:
    made_of = letters[start:end]
    if start and letters[start - 1] == "E":
        yield Named(start, end, NameKind.ORGANISATION)
        return
    if end - start == 1:
        kind = _single(reading, letters, start)
        if kind is not None:
            yield Named(start, end, kind)
        return
    if _SEEDS.isdisjoint(made_of):
        return
    if "・" in made_of:
        yield from _dotted(reading, letters, start, end)
        return
    whole = _whole(reading, made_of, start, end)
    if whole is not None:
        yield Named(start, end, whole)
        return
    for index in range(start, end):
        kind = _SINGLES.get(letters[index])
        if kind is not None:
            yield Named(index, index + 1, kind)


def _whole(reading: Reading, made_of: str, start: int, end: int) -> NameKind | None:
    """What a sequence without dots is, taken as one name."""
    if re.fullmatch("L[Ll]+", made_of):
        return NameKind.PLACE
    if re.fullmatch("A[dA]+", made_of):
        return NameKind.ORGANISATION if len(reading.tokens[start].surface) > 1 else None
    if re.fullmatch("P[PkK]+|[Kk]P|Pdi", made_of):
        return NameKind.PERSON
    if re.fullmatch("[LlC][NMAa]+|[NMAa]+[Ll]|[NM]{2,}|[Mk][KMk]+|[Kk]+[Mk]|FN|[NM][k]", made_of):
        return NameKind.ORGANISATION
    if re.fullmatch("[aAz](?:_?[aAz])+", made_of):
        return None if _quoted(reading, start, end) else NameKind.ORGANISATION
    return None


def _dotted(reading: Reading, letters: str, start: int, end: int) -> Iterator[Named]:
    made_of = letters[start:end].replace("・", "")
    if re.fullmatch("[CLl]+", made_of):
        for index in range(start, end, 2):
            yield Named(index, index + 1, NameKind.PLACE)
    elif _quoted(reading, start, end):
        return
    elif (
        _joined(reading, end) or re.fullmatch("[klK][^P]*", made_of) and reading.tokens[end - 1].surface.endswith("ズ")
    ):
        yield Named(start, end, NameKind.ORGANISATION)
    elif "P" in made_of or "I" in made_of:
        yield Named(start, end, NameKind.PERSON)
    elif "M" in made_of or "A" in made_of or "a" in made_of:
        yield Named(start, end, NameKind.ORGANISATION)
    elif "l" in made_of or "C" in made_of:
        yield Named(start, end, NameKind.PLACE)
    else:
        yield Named(start, end, NameKind.PERSON)


def _joined(reading: Reading, end: int) -> bool:
    """Whether somebody joins or plays for what ends here: 浦和に移籍, ラツィオ戦."""
    tokens = reading.tokens
    following = [token.surface for token in tokens[end : end + 2]]
    joining = _words("joining")
    return bool(following) and (
        following[0] in joining
        or following[0] in {"戦", "FW", "MF", "DF", "GK"}
        or (following[0] in {"に", "へ", "から"} and following[-1] in joining)
    )


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(table("ja/name_words")[role])


def _single(reading: Reading, letters: str, index: int) -> NameKind | None:
    letter = letters[index]
    following = letters[index + 1 : index + 2]
    if letter in "fK":
        honoured = following == "h" and reading.tokens[index + 1].surface not in {"ら", "自身", "本人"}
        return NameKind.PERSON if honoured else None
    kind = _SINGLES.get(letter)
    if following == "h" or (following == "t" and letter == "k"):
        return NameKind.PERSON
    if letter in "LlkP" and _joined(reading, index + 1):
        return NameKind.ORGANISATION
    if kind is NameKind.PLACE:
        return kind
    if letter == "N" and following == "d":
        return None
    if letter in "NMAPak" and _quoted(reading, index, index + 1):
        return None
    if kind is not None:
        return kind
    if letter == "a":
        return NameKind.ORGANISATION if _BRAND.fullmatch(reading.tokens[index].surface) else None
    if letter == "k":
        return _katakana(reading, index)
    return None


def _katakana(reading: Reading, index: int) -> NameKind | None:
    """A katakana word the dictionary does not have: who acts, where it is, or a body that has something."""
    tokens = reading.tokens
    following = tokens[index + 1].surface if index + 1 < len(tokens) else ""
    if following in {"は", "が", "も", "、"}:
        return NameKind.PERSON
    if following in {"に", "で", "へ", "から"}:
        return NameKind.PLACE
    return NameKind.ORGANISATION if following in {"の", "を"} else None


def _quoted(reading: Reading, start: int, end: int) -> bool:
    """Whether it is all that stands between quotation marks: a work, a product, a nickname."""
    text, tokens = reading.text, reading.tokens
    before, behind = tokens[start].start - 1, tokens[end - 1].end
    return before >= 0 and text[before] in _OPEN and text[behind : behind + 1] in set(_CLOSE)
