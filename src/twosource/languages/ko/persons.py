"""Persons in Korean text whom no table has: by title, by the shape of a Korean name, and proper names that are nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.languages.ko.draft import Draft
from twosource.languages.ko.lexicon import CALLED, DOUBLE, GIVEN, LOCALITIES, NO_NAME, POSITIONS, SURNAMES, TITLES
from twosource.languages.protocol import Token
from twosource.records import NameKind

_HANGUL = re.compile("[가-힣]+")
_FULL = 3
_LONG_TITLES = tuple(sorted(word for word in TITLES if len(word) > 1))
_STARTS = frozenset({"NNP", "NNG", "SL", "MM", "XPN", "NR", "IC", "MAG"})
_CASES = frozenset({"JKS", "JKC", "JX", "JKO", "JKG", "JC"})
_TO_WHOM = frozenset({"에게", "한테", "에게서", "한테서", "와", "과", "랑", "이랑", "보다", "처럼"})
_PIECES = frozenset({"NNP", "NNG", "XSN", "NNB", "MAG", "NR", "MM"})
_CALLS = frozenset({"씨", "양", "군", "옹"})
_LONGEST = 8
# Words of one name
_MOST = 4
_PERSON = NameKind.PERSON
_QUOTES = {"'": "'", "‘": "’", "“": "”", '"': '"', "<": ">", "《": "》", "〈": "〉", "「": "」", "『": "』", "[": "]"}
_CLOSING = frozenset(_QUOTES.values())
_LONGEST_TITLE = 24
# Behind a name in quotation marks: the part somebody plays
_PART = re.compile("[’'”\"]\\s?(?:역|이란 이름|라는 이름|이라는 이름)")
# What follows a letter that stands for a person, perhaps after an age in brackets: A씨, B(3)군
_ANONYMOUS = re.compile(r"(?:\s?\([^()]{1,15}\))?\s?(?:씨|[양군모](?![가-힣]{2}))")
# The same after a family name: 김모(35) 씨, 이 모 씨
_SOMEBODY = re.compile(r"\s?모(?:\s?씨|\s?[양군](?![가-힣])|\s?\(|\s[가-힣]{2}(?![가-힣]))")
_AFTER_SOMEBODY = re.compile(r"\s?\(|\s?씨|\s[양군](?![가-힣])")
_AGE = re.compile(r"\s?[(·,]\s?(?:여·|남·)?[1-9][0-9]?(?:[)세·,]|살)")
_BYLINE = re.compile(r"\s?(?:기자|특파원)\s?(?:=|\]|\)|$|\n)")
# What an unknown word of the tokenizer may end in that is none of it
_CLINGING = re.compile("씨|님|이랑|랑|의|에게|한테|와|을|를|는|짱")
# Ends words of three syllables that no given name ends in: 제설차
_THINGS = frozenset("차장밴컵품법값률율꾼쟁폰팀측층곡물불발집떡빵밥술책")
# Ends words that begin like a person
_NO_THIRD = frozenset("군시호병갑을형도구식제적들팀차째간씩쯤화성전님")


def find_persons(draft: Draft) -> None:
    """Put the persons of all words that belong to no other name yet."""
    index = 0
    while index < len(draft.tokens):
        index = _read(draft, index)


def _read(draft: Draft, index: int) -> int:
    """Put the person that begins at token `index`, if one does; gives the next token to look at."""
    token = draft.tokens[index]
    if draft.holder[index] is not None:
        last = _foreign(draft, index) if _is_city(draft, index) else 0
        if last:
            _put(draft, index, last)
        return max(last, index + 1)
    if _is_employer(draft, index):
        draft.put(index, index + 1, NameKind.ORGANISATION)
        return index + 1
    if token.tag in _STARTS and _may_begin(token):
        for rule in (_syllable, _korean, _foreign, _single):
            last = rule(draft, index)
            if last:
                _put(draft, index, last)
                return last
    return index + 1


def _is_employer(draft: Draft, index: int) -> bool:
    """Between a person and a title stands whose title it is: 신가빈 한누리우주 대표."""
    token = draft.tokens[index]
    if not draft.spaced(index) or draft.kind(index - 1) is not _PERSON or not draft.spaced(index + 1):
        return False
    proper = token.tag == "NNP" or not token.known
    return proper and len(token.surface) > _FULL and _is_title(draft, index + 1)


def _may_begin(token: Token) -> bool:
    """A quick no for words of the dictionary that begin with no family name."""
    return token.tag in {"NNP", "SL"} or not token.known or token.surface[0] in SURNAMES or _is_given(token)


def _put(draft: Draft, first: int, last: int) -> None:
    """The name without what the tokenizer left on it; a byline is no name in the news."""
    start, token = draft.tokens[first].start, draft.tokens[last - 1]
    end = token.end
    if _BYLINE.match(draft.text, end):
        return
    if not token.known:
        end -= len(next(_endings(token.surface), ""))
    if last - first == 1 and len(token.surface) == 2 and token.surface[1] == "모" and token.surface[0] in CALLED:  # noqa: PLR2004
        end -= bool(_AFTER_SOMEBODY.match(draft.text, end))
    draft.put_span(start, end, _PERSON)


def _endings(surface: str) -> Iterator[str]:
    """What clings to an unknown word, longest first; 이 only to a full Korean name."""
    for size in (2, 1):
        rest, end = surface[:-size], surface[-size:]
        if len(rest) > 1 and _CLINGING.fullmatch(end):
            yield end
    if surface[-1] in "이도만" and len(surface) == _FULL + 1 and surface[0] in SURNAMES:
        yield surface[-1]


def _is_title(draft: Draft, index: int) -> bool:
    return 0 <= index < len(draft.tokens) and (
        draft.kind(index) is NameKind.OFFICE or draft.tokens[index].surface in TITLES
    )


def _is_given(token: Token) -> bool:
    """A first name of another tongue; one syllable only where the tokenizer takes it for a name."""
    return token.surface in GIVEN and (len(token.surface) > 1 or token.tag == "NNP")


def _titled(draft: Draft, last: int) -> bool:
    """Whether a title stands at token `last`, at once or after a space."""
    return (draft.spaced(last) or draft.joined(last)) and _is_title(draft, last)


def _positioned(draft: Draft, index: int) -> bool:
    """Whether what a person is stands before token `index`: "배우 하늘"."""
    return draft.spaced(index) and draft.tokens[index - 1].surface in POSITIONS


def _syllable(draft: Draft, index: int) -> int:  # noqa: PLR0911 - one rule a line
    """김 의원, 김모(35) 씨, A씨: one syllable or letter before a title."""
    token = draft.tokens[index]
    if len(token.surface) != 1 or not draft.starts_word(index):
        return 0
    if token.tag == "SL":
        return index + 1 if token.surface.isupper() and _ANONYMOUS.match(draft.text, token.end) else 0
    if token.surface not in CALLED or index + 1 >= len(draft.tokens):
        return 0
    if token.tag in {"NNP", "NNG"} and _SOMEBODY.match(draft.text, token.end):
        return index + 1
    if draft.joined(index + 1):
        behind = draft.tokens[index + 1].surface
        return index + 1 if token.tag in {"NNP", "NNG"} and behind in _CALLS else 0
    # After a name 전 is "former"
    if token.tag != "NNP" or not _titled(draft, index + 1):
        return 0
    return 0 if token.surface == "전" and draft.kind(index - 1) is _PERSON else index + 1


def _korean(draft: Draft, index: int) -> int:
    """A family name and a given name, three syllables, or four with a family name of two; whole or in pieces."""
    token = draft.tokens[index]
    surface = token.surface
    if surface[0] not in SURNAMES or surface in NO_NAME or surface in GIVEN or not draft.starts_word(index):
        return 0
    if not _HANGUL.fullmatch(surface):
        return 0
    length = _FULL + (surface[:2] in DOUBLE)
    if len(surface) < length:
        return _in_pieces(draft, index, length)
    return index + 1 if len(surface) == length and _is_whole(draft, index) else 0


def _is_whole(draft: Draft, index: int) -> bool:
    """Whether a word as long as a full name is one."""
    token = draft.tokens[index]
    if not token.known:
        longer = draft.spaced(index + 1) and _goes_on(draft, index, index + 1)
        return not longer and not _in_title(draft, index)
    return token.tag == "NNP" and (token.surface[-1] not in _THINGS or _titled(draft, index + 1))


def _in_pieces(draft: Draft, index: int, length: int) -> int:
    """The token behind a full name of `length` syllables that the tokenizer has cut; 0 where there is none."""
    tokens = draft.tokens
    token = tokens[index]
    last = index + 1
    while last < len(tokens) and draft.joined(last) and tokens[last].end - token.start <= length:
        if tokens[last].tag not in _PIECES or draft.holder[last] is not None:
            break
        last += 1
    if last == index + 1 or tokens[last - 1].end - token.start != length:
        return 0
    title = _titled(draft, last) and (token.tag == "NNP" or draft.spaced(last))
    if title or _positioned(draft, index) or _AGE.match(draft.text, tokens[last - 1].end):
        return last
    return last if _is_likely(tokens[index:last]) and not _is_longer(draft, last) else 0


def _is_likely(pieces: list[Token]) -> bool:
    """Whether pieces of three syllables are a name: the first is one, or none is a word of its own."""
    if pieces[0].tag == "NNP" and (len(pieces[0].surface) == 1 or pieces[0].surface in DOUBLE):
        return True
    if pieces[-1].surface in _NO_THIRD:
        return False
    return pieces[0].tag == "NNP" or (len(pieces) == _FULL and pieces[1].tag in {"NNG", "NNP"})


def _is_longer(draft: Draft, last: int) -> bool:
    """Whether the word goes on as a noun: 이사장직."""
    return (
        draft.joined(last) and draft.tokens[last].tag in {"NNG", "NNP", "XSN"} and len(draft.tokens[last].surface) == 1
    )


def _foreign(draft: Draft, index: int) -> int:
    """Several proper names with a space between them, not both of them Korean full names: "하즈키 렌"."""
    tokens = draft.tokens
    if not _is_part(draft, index) or not draft.starts_word(index):
        return 0
    last = index + 1
    while last < len(tokens) and last - index < _MOST and (draft.joined(last) or draft.spaced(last)):
        if not _goes_on(draft, index, last):
            break
        last += 1
    if last - index < 2:  # noqa: PLR2004
        return 0
    return last if _is_given(tokens[index]) or not _in_title(draft, index) else 0


def _is_part(draft: Draft, index: int) -> bool:
    token = draft.tokens[index]
    if token.surface in NO_NAME or not _HANGUL.fullmatch(token.surface):
        return False
    if draft.holder[index] is not None and not (_is_city(draft, index) and _has_family(draft, index + 1)):
        return False
    return token.tag == "NNP" or not token.known or _is_given(token)


def _has_family(draft: Draft, index: int) -> bool:
    """Whether an unknown or first name follows a city that may be a name as well: "사카이 하즈키"."""
    if not draft.spaced(index) or draft.holder[index] is not None:
        return False
    token, before = draft.tokens[index], draft.tokens[index - 1]
    if token.surface in NO_NAME or _is_korean(token) or not _HANGUL.fullmatch(token.surface):
        return False
    return _is_given(token) or (token.tag == "NNP" and (_is_given(before) or not token.known))


def _goes_on(draft: Draft, index: int, last: int) -> bool:
    """Whether token `last` is one more word of the name that begins at `index`."""
    if last >= len(draft.tokens):
        return False
    token, before = draft.tokens[last], draft.tokens[last - 1]
    if not _HANGUL.fullmatch(token.surface) or _is_title(draft, last) or (draft.spaced(last) and _clings(before)):
        return False
    given = _is_given(before)
    # Cities are family names as well: "마이클 잭슨"
    if draft.holder[last] is not None and not (given and _is_city(draft, last)):
        return False
    if token.surface in NO_NAME or (not given and not _is_given(token) and not _joins(draft, before, last)):
        return False
    if token.tag == "NNP" or not token.known or _is_given(token):
        return True
    return (
        given
        and index == last - 1
        and draft.spaced(last)
        and token.tag == "NNG"
        and len(token.surface) > 1
        and _ends_name(draft, last)
    )


def _joins(draft: Draft, before: Token, last: int) -> bool:
    """Whether neither word is a full Korean name, which takes no other beside it."""
    token = draft.tokens[last]
    if _is_korean(before):
        return not before.known and not _is_korean(token) and len(token.surface) <= _FULL
    return not (_is_korean(token) and draft.spaced(last)) or not (before.known or token.known)


def _clings(token: Token) -> bool:
    """Whether a particle is left on the word, so that it ends the name."""
    return not token.known and token.surface[-1] != "와" and any(_endings(token.surface))


def _ends_name(draft: Draft, index: int) -> bool:
    """Whether a particle follows, as it does behind a name."""
    return (
        draft.joined(index + 1)
        and draft.tokens[index + 1].tag in {"JKS", "JX", "JKG", "JC"}
        and draft.tokens[index].surface not in POSITIONS
    )


def _is_city(draft: Draft, index: int) -> bool:
    item = draft.holder[index]
    return item is not None and item.entry.population > 0 and draft.tokens[index].surface not in LOCALITIES


def _is_korean(token: Token) -> bool:
    return len(token.surface) == _FULL and token.surface[0] in SURNAMES


def _single(draft: Draft, index: int) -> int:
    """One proper name that no list and no ending makes anything else."""
    token = draft.tokens[index]
    surface = token.surface
    if not _HANGUL.fullmatch(surface) or not draft.starts_word(index) or surface in NO_NAME:
        return 0
    sure = _titled(draft, index + 1) or _positioned(draft, index)
    if token.tag == "NNG":
        return index + 1 if not token.known and len(surface) > 1 and (sure or _begins_given(surface)) else 0
    if token.tag != "NNP" or surface in LOCALITIES or len(surface) > _LONGEST:
        return 0
    if sure:
        return index + 1 if len(surface) > 1 else 0
    return index + 1 if _is_likely_alone(draft, index) else 0


def _is_likely_alone(draft: Draft, index: int) -> bool:
    """Whether a proper name is a person's though no title says so."""
    token = draft.tokens[index]
    if _in_title(draft, index) or _is_compound(draft, index + 1):
        return False
    if (not token.known and token.surface.endswith(_LONG_TITLES)) or (
        _is_korean(token) and token.surface[-1] in _THINGS
    ):
        return False
    return _is_given(token) or (len(token.surface) > 1 and _acts(draft, index + 1))


def _acts(draft: Draft, index: int) -> bool:
    """Whether a particle that persons take stands at token `index`; 에 and 로 are for places and things."""
    if not draft.joined(index):
        return False
    token = draft.tokens[index]
    return token.tag in _CASES or token.surface in _TO_WHOM


def _is_compound(draft: Draft, index: int) -> bool:
    """Whether the word goes on with a noun: 하늘카메라 is nobody's camera."""
    return draft.joined(index) and draft.tokens[index].tag in {"NNG", "NNP", "XSN"}


def _begins_given(surface: str) -> bool:
    """브래드하즈키: first and family name in one word."""
    return any(surface[:size] in GIVEN for size in range(2, len(surface) - 1))


def _in_title(draft: Draft, index: int) -> bool:
    """Whether the word stands in a few quoted words: a work or a slogan, unless somebody plays it."""
    start = draft.tokens[index].start
    for opening in range(start - 1, max(-1, start - _LONGEST_TITLE), -1):
        sign = draft.text[opening]
        if sign in _CLOSING and sign not in _QUOTES:
            return False
        if sign in _QUOTES:
            closing = draft.text.find(_QUOTES[sign], start, opening + _LONGEST_TITLE)
            if closing < 0 or draft.text[closing - 1] in ".!?,":
                return False
            return not _PART.match(draft.text, closing)
        if sign in ".\n":
            return False
    return False
