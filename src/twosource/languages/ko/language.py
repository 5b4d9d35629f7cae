"""Korean, read with kiwipiepy (Kiwi morphological analyser; tags of the Sejong set)."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

from twosource.languages.ko.dates import RULE
from twosource.languages.ko.names import read_names
from twosource.languages.ko.numbers import find_numerals
from twosource.languages.protocol import Reading, Token
from twosource.languages.reader import Rules, TableReader
from twosource.languages.sentences import Style, split
from twosource.records import Passage, Tense

_STYLE = Style(
    abbreviations=frozenset({"mr", "ms", "dr", "st", "ma", "co", "inc", "corp", "no", "vs"}),
    goes_on=re.compile("이?라[고며는]|[고며면는라]|이라|등|등의|[을를이가은도]"),
    cased=False,
)
_CONTENT = frozenset({"NNG", "NNP", "VV", "VA", "SL", "SN", "XR", "VV-R", "VV-I", "VA-R", "VA-I"})
_SHORTEST = 2
_STOP = frozenset(
    {
        "기자",
        "것",
        "등",
        "이번",
        "관련",
        "대하다",
        "위하다",
        "있다",
        "없다",
        "하다",
        "되다",
        "말하다",
        "밝히다",
        "통하다",
        "전하다",
        "따르다",
        "오다",
        "가다",
        "보다",
        "받다",
        "주다",
        "지나다",
    }
)
# Parts of the tense scan
_FUTURE_NOUNS = frozenset({"예정", "계획", "방침", "전망", "예상", "것", "예정일", "뜻", "의향", "가능성"})
# "재개하는 방안": what is still talked about
_UNDECIDED = frozenset({"방안", "문제", "계획", "안"})
# "회담 뒤", "회담을 마친 뒤"
_AFTER = frozenset({"뒤", "후", "직후"})
_VISITED = frozenset({"나라", "상대국", "현장", "곳", "기지", "공장", "병원", "시장", "학교", "박물관", "국", "나라들"})
_ROCKET = re.compile("위성|로켓|발사체|우주선|탐사선")
_PAST_ENDINGS = frozenset({"었", "았", "였"})
# 습니다 stands behind adjectives too, so the word before it is looked at
_PRESENT_ENDINGS = frozenset({"ᆫ다", "는다", "ᆸ니다", "습니다"})
_FAR = 40


@cache
def _kiwi() -> Any:
    from kiwipiepy import Kiwi

    # The dictionary of multi-word terms more than doubles the time to start and changed no mention when tried
    return Kiwi(num_workers=1, load_multi_dict=False)


class Korean(TableReader):
    """`protocol.Language` for Korean."""

    code = "ko"
    rules = Rules(dates=RULE, names=read_names, numerals=find_numerals, measured=partial(find_numerals, measured=True))

    def passages(self, title: str, body: str) -> tuple[Passage, ...]:
        """See `protocol.Language`."""
        return split(title, body, _STYLE)

    def tokens(self, text: str) -> list[Token]:
        """Morphemes; a verb's or adjective's lemma ends in 다, a noun with 하다 keeps its bare form."""
        found = []
        for token in _kiwi().tokenize(text):
            start, tag, form = token.start, token.tag, token.form
            end = start + token.len
            lemma = form + "다" if tag[0] == "V" and tag[1] in "VA" else form.lower() if form.isascii() else form
            found.append(Token(start, end, form, lemma, tag, not token.oov))
        return found

    def terms(self, tokens: list[Token]) -> tuple[str, ...]:
        """See `protocol.Language`."""
        return tuple(
            token.lemma
            for token in tokens
            if token.tag in _CONTENT
            and token.lemma not in _STOP
            and (len(token.lemma) >= _SHORTEST or token.tag == "SN")
        )

    def tense(self, reading: Reading, start: int, end: int) -> Tense:
        """The first predicate behind the span that shows a tense: Korean verbs come last.

        A verb before a noun ("끊긴 협력") tells the tense of that noun only, unless it is the word itself.
        """
        return _scan(reading, start, end, own=end)

    def date_tense(self, reading: Reading, start: int, end: int) -> Tense:
        """A time belongs to the next verb, also one before a noun: "24일 개관한 박물관".

        A day that something is done on in the present tense is a day to come: "2일 방문한다".
        """
        told = _scan(reading, start, end, own=len(reading.text))
        return Tense.FUTURE if told is Tense.UNKNOWN and _acts_now(reading, end) else told

    def means(self, reading: Reading, start: int, end: int, cue: str) -> bool:  # noqa: ARG002
        """찾다 is a visit where a place is what it finds; only rockets and what they carry rise as a launch."""
        if cue == "visit" and reading.text[start] == "찾":
            return _finds_place(reading, start)
        if cue == "launch" and reading.text.startswith(("날아올", "하늘로", "궤도에"), start):
            passage = reading.passage_at(start)
            return passage is not None and bool(_ROCKET.search(reading.text, passage.start, passage.end))
        return True


def _scan(reading: Reading, start: int, end: int, *, own: int) -> Tense:
    """See `Korean.tense`; verbs that start up to `own` count even before a noun."""
    tokens = reading.tokens
    passage = reading.passage_at(start)
    limit = passage.end if passage else end
    first = reading.token_from(end)
    for here in range(first, min(len(tokens), first + _FAR)):
        token = tokens[here]
        if token.start >= limit:
            break
        if here == first and token.surface in _AFTER:
            return Tense.PAST
        own = max(own, token.end) if token.start <= own else own
        following = tokens[here + 1] if here + 1 < len(tokens) and tokens[here + 1].start < limit else None
        tense = _tense(token, following, is_own=token.start <= own)
        if tense is not None:
            return tense
    return Tense.UNKNOWN


def _acts_now(reading: Reading, end: int) -> bool:
    """Whether the sentence ends with a plain present verb: "연다", "열립니다", not "있다" or "이다"."""
    passage = reading.passage_at(end - 1)
    if passage is None:
        return False
    tokens = reading.tokens
    for here in range(reading.token_from(passage.end) - 1, reading.token_from(end), -1):
        if tokens[here].tag == "EF":
            return tokens[here].surface in _PRESENT_ENDINGS and tokens[here - 1].tag.startswith(("VV", "XSV"))
    return False


def _tense(token: Token, following: Token | None, *, is_own: bool) -> Tense | None:  # noqa: PLR0911 - one case a line
    next_noun = following.surface if following is not None and following.tag[0] == "N" else ""
    if token.tag == "EP" and token.surface in _PAST_ENDINGS:
        # "중단됐던 훈련": the tense of the noun behind it
        if following is not None and following.tag == "ETM" and not is_own:
            return None
        return Tense.PAST
    if token.tag == "EP" and token.surface == "겠":
        return Tense.FUTURE
    if token.tag == "ETM" and token.surface in {"ᆯ", "을"}:
        return Tense.FUTURE if is_own or next_noun in _FUTURE_NOUNS else None
    if token.tag == "ETM" and token.surface in {"ᆫ", "은", "던"}:
        return Tense.PAST if is_own or next_noun in _AFTER | {"것"} else None
    if token.tag == "ETM" and is_own and next_noun in _UNDECIDED:
        return Tense.FUTURE
    if token.tag == "NNG" and token.surface in _FUTURE_NOUNS:
        ends = following is None or following.tag not in {"JKO", "JKG", "NNG"}
        return Tense.FUTURE if ends else None
    return None


def _finds_place(reading: Reading, start: int) -> bool:
    """Whether the word before is a place: a proper noun, or one of the nouns that visitors go to."""
    tokens = reading.tokens
    here = reading.token_from(start) - 1
    if here >= 0 and tokens[here].tag == "JKO":
        here -= 1
    return here >= 0 and (tokens[here].tag == "NNP" or tokens[here].surface in _VISITED)


LANGUAGE = Korean()
