"""Names that no table has, by the parts they are made of: persons, bodies by ending, places, and what tags say.

One pattern over the letters of `wordclass` finds what may be a name; the functions here say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.languages.ja.sequences import SEEDS, Named, name_run, words
from twosource.languages.protocol import Reading
from twosource.records import NameKind

# Words that a dot joins, words a compound may hold, and words it may begin with
_KANA = "PMKklCaAzwvIW"
_MEMBER = "FfIPCLlNMABYKkajnupdybocvwrzxeiWSQ"
_FIRST = "FfIPCLlNMABYKkajnupozS"
# 福岡労働局・労働基準監督署 are two: a dot joins katakana and Latin words only, a space Latin words
_JOIN = f"(?<=[{_KANA}])[・-](?=[{_KANA}])|(?<=[aAzwvWP])_(?=[aAzwvW])"
_PERSON = (
    "FGn(?=[.qth])|F(?:G?j{1,2}|G{1,3}|I|P|nG)|fj{1,2}|f[pn]G(?=[th])|(?<![a-zA-Z])nG(?=[.qht])|[fj]G{1,2}|I?G{1,2}|I|LG{1,2}"
    "|F[nfLsyc]{1,3}(?=[thr])|FF(?=[th])|F[nfsj](?=[.q])|P(?:[・-][PKkMlz]+)+"
)
# Names have at most so many words; an endless row of nouns would cost its square
_MORE = "{0,20}"
_COMPANY = f"m[{_MEMBER}](?:[{_MEMBER}]|{_JOIN}|(?<=[aAzm])_){_MORE}m?"
_CLUB = "W[klKMLNAP]{1,2}"
_HOTEL = "v(?:[・-][PMKkl]+)+(?![・-]|[bcyvwBY])"
# 米連邦航空局 is one name, 英|ローゼン・レコード are two
_COMPOUND = f"(?:FG+|Q(?![PMKklCaAzwvW])|y(?=[{_MEMBER}])|[wv](?=[・-])|[{_FIRST}])(?:[{_MEMBER}]|{_JOIN}){_MORE}(?:m|(?<=[bBoOcwyYvrxW]))"
_RUN = (
    f"(?:[FGIPCLlNMAka]|[Kzf](?=h)|[Kzfj](?=[FGIPCLlNMAkKajz]|{_JOIN}))"
    f"(?:[FGIPCLlNMAkKajz]|(?<=A)d|{_JOIN}){_MORE}(?:di)?"
)
_NAME = re.compile(
    # A person, unless an ending follows: 松下幸之助記念館
    f"(?P<person>(?:{_PERSON})(?:di)?(?!{_JOIN}|[bcyvwBY]))|(?P<long>{_COMPANY}|{_CLUB}|{_HOTEL}|{_COMPOUND}|[oBY])|(?P<run>{_RUN})"
)
_ENDS = {
    **dict.fromkeys("bBocwrmW", NameKind.ORGANISATION),
    **dict.fromkeys("yYv", NameKind.PLACE),
}
_SURNAME = re.compile("[一-鿿々]{1,2}")
# 長篠の戦い: what happened there, not the place
_HAPPENED = re.compile("の(?:戦い|合戦|乱|変|役|陣)(?![一-鿿ァ-ヺ])")
_GIVEN = re.compile("[一-鿿々ぁ-ゖ]{1,3}")


def name_words(reading: Reading, letters: str, first: int, last: int) -> Iterator[Named]:
    """What is named among the words [first, last) of one line, in order, none overlapping."""
    text, tokens = reading.text, reading.tokens
    for match in _NAME.finditer(letters, first, last):
        start, end = match.span()
        kind = match.lastgroup
        behind = tokens[end - 1].end
        if text.startswith("の", behind) and _HAPPENED.match(text, behind):
            yield Named(start, end, None)
            continue
        if kind == "person":
            if _is_person(reading, letters, start, end):
                yield Named(start, end, NameKind.PERSON)
            elif letters[start] == "n":
                yield Named(end - 1, end, NameKind.PERSON)
            else:
                yield Named(start, start + (2 if letters[start:end] == "FGn" else 1), NameKind.PERSON)
        elif kind == "long":
            yield from _long(reading, letters, start, end)
        else:
            yield from name_run(reading, letters, start, end)


def _is_person(reading: Reading, letters: str, start: int, end: int) -> bool:
    """Whether the words that the pattern takes for a given name or a surname can be one."""
    tokens = reading.tokens
    if letters[start] == "n":
        return bool(_SURNAME.fullmatch(tokens[start].surface))
    if letters[end - 1] in "GIPjF" or letters[start] != "F":
        return True
    if letters[start:end] == "FGn":
        return len(tokens[end - 1].surface) == 1
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
    elif first == "v" and last not in _ENDS:
        yield Named(start, end, NameKind.PLACE)
    elif last == "c" and letters[end - 2] == "d" and letters[end - 3] not in "pn":
        # 地元10社: counted, not named
        yield from name_words(reading, letters, start, end - 2)
    elif letters[start:end] == "Cy" and reading.tokens[end - 1].surface == "国":
        yield Named(start, start + 1, NameKind.PLACE)
    elif (last in "bom" and letters[start:end] != "pb") or _is_named(reading, letters, start, end):
        yield from _ended(reading, letters, start, end)


def _ended(reading: Reading, letters: str, start: int, end: int) -> Iterator[Named]:
    """A compound by its ending; before it what is a name by itself."""
    tokens = reading.tokens
    kind = _ENDS[letters[end - 1]]
    if tokens[end - 2].surface in words("part_of_place") and tokens[end - 1].surface == "部":
        kind = NameKind.PLACE
    if letters[end - 2 : end] == "Cr":
        # オリンピック日本代表
        start = end - 2
    branch = _own_branch(reading, letters, start, end)
    if branch > start:
        yield Named(start, branch, NameKind.ORGANISATION)
    elif kind is NameKind.PLACE and tokens[start].surface == "旧":
        branch += 1
    yield Named(branch, end, kind)


def _is_named(reading: Reading, letters: str, start: int, end: int) -> bool:
    """Whether there is a name in what an ending closes, rather than common words: 貿易会社."""
    made_of = letters[start:end]
    if not SEEDS.isdisjoint(made_of):
        return True
    last = reading.tokens[end - 1].surface
    if made_of == "pdc":
        return last == "軍"
    if letters[start] not in "Kw":
        return False
    return last in words("after_katakana") or ("・" in made_of and last not in words("everyday"))


def _own_branch(reading: Reading, letters: str, start: int, end: int) -> int:
    """Where the branch of a body begins that is a name beside it: 日本銀行|大阪支店, 鶴崎大学|法学部; else `start`."""
    tokens = reading.tokens
    if tokens[end - 1].surface not in words("branch"):
        return start
    if letters[start] in "BNMA":
        of_university = tokens[start].surface.endswith("大学") and letters[start + 1] != "c"
        return start + 1 if letters[start + 1] in "Ll" or of_university else start
    return start + 2 if end - start > 2 and tokens[start + 1].surface.endswith("大学") else start  # noqa: PLR2004
