"""Korean numbers as written: digits with 만 and 억, Sino-Korean (이천이백), native (스물다섯), fractions, decimals.

Most short numerals are words or parts of words as well (이 사람, 일본, 구조, 한편): behind one there must stand what
only a number has, a counter or a particle that fits. The word lists are in `ko/numerals.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, partial
from math import isfinite
from typing import NamedTuple

from twosource.languages.myriads import Grammar, Run, Signs, find_all, is_free
from twosource.languages.numerals import VULGAR
from twosource.languages.protocol import Numeral
from twosource.languages.tables import any_of, table

_DIGIT = "[영일이삼사오육칠팔구]"
_HANGUL = re.compile("[가-힣]")
# "5월 4일": a day of the year is a date
_DAY = re.compile("(?<!년 )(?<!년)[0-9]{1,2}월 ?[0-9]{1,2}일|(?<=[일이삼사오유칠팔구시]월 )[0-9]{1,2}일")
# "제1조", "형법 250조", "1조 2항", "2조 1위": an article or a group, no billions
_ARTICLE_BEFORE = re.compile("(?:제|법 ?|법률 ?|령 ?|칙 ?|헌장 ?)$")
_ARTICLE_BEHIND = re.compile(r" ?(?:제?[0-9]+[항호위]|[0-9]+승|에 따르|에 의거|에서 규정|는 [‘'\"“])")
_CLOCK = re.compile("(?:전반|후반|연장|시) ?$")
# "오분의 일만", "삼분의 일조각": the myriad belongs to what follows
_OVER = re.compile(f"의 ?(?:마이너스 ?|-)?(?:{_DIGIT}|[0-9]) ?[만조]$")
# In such company a syllable for a digit is one, even with no counter
_NUMBERS = re.compile("숫자|자연수|정수|홀수|짝수|분수|소수[이입]")
_SAID = re.compile("(?:답은|숫자|숫자는|값은|번호는) $")
_ABOUT = 30
_BLANK = re.compile(r"\s*$")
_HALF = re.compile(r"(?<![가-힣0-9])(?<!간 )(?<!년 )(?<!달 )(?<!배 )(?<!월 )반(?=을|이 넘|으로 줄|으로 나)|^반(?=\s*$)")
_MYRIAD, _PAIR, _SIXTY, _SHORT = 10_000, 2, 60, 40
_TIME = re.compile(" ?[시분월](?!간)")
_ZERO = re.compile("은 0|이다")
_OUT_OF = re.compile(" 중 ")
_EVERYDAY = frozenset("일이사오구")
_COPULA = re.compile("다|라|며|고|었|지만|자 ")
_BARE_MYRIAD = re.compile(r"만 ?(?=[0-9일이삼사오육칠팔구]?[0-9]*[천백십])")
_MARKS = re.compile(r"[^\w\s]|\s|$")


class _Rule(NamedTuple):
    grammar: Grammar
    anchor: re.Pattern[str]
    minus: re.Pattern[str]
    measure: re.Pattern[str]
    native: re.Pattern[str]
    worth: dict[str, float]
    # behind a number: each with what must follow it
    unit: re.Pattern[str]
    sure: re.Pattern[str]
    wealth: re.Pattern[str]
    counter: re.Pattern[str]
    particle: re.Pattern[str]
    not_one: frozenset[str]
    not_four: frozenset[str]
    # what these may have close behind them
    close: dict[str, re.Pattern[str]]
    never: frozenset[str]
    unsure: frozenset[str]


@cache
def _rule() -> _Rule:
    data = table("ko/numerals")
    minus, particles = any_of(data["minus"]), any_of(data["particles"])
    tens, ones = any_of(data["tens"]), any_of(data["ones"])
    ends = rf"(?:(?:{particles}){{0,2}}(?![가-힣]))"

    def behind(words: Iterable[str]) -> re.Pattern[str]:
        long = any_of(word for word in words if len(word) > 1)
        short = any_of(word for word in words if len(word) == 1)
        return re.compile(rf" ?(?P<word>{long}|(?:{short})(?={ends}))")

    signs_of_all = "".join((*data["digits"], *data["scales"], "만"))
    signs = Signs(
        digits=data["digits"],
        units={sign: float(value) for sign, value in data["scales"].items()},
        myriads={sign: float(value) for sign, value in data["myriads"].items()},
        rows=False,
        point=re.compile(
            rf" ?점 ?(?P<row>{_DIGIT}{{1,9}})(?=[.,)]|$|점|이다|입니다|[을를]|이? ?(?:퍼센트|%|미터|킬로|도))"
        ),
        plain_point=re.compile("(?!)"),
        filler=re.compile("여(?=[만억조])"),
        over=re.compile(" ?분의 ?"),
        plus=re.compile("[과와] "),
        minus=re.compile(rf"(?:{minus}) ?"),
        power=re.compile(r"\^"),
        power_end=re.compile("(?!)"),
        dozen=re.compile(" ?다스"),
        apart=re.compile("[년월일시]"),
        scaled=re.compile(rf"[^가-힣]|$|[{signs_of_all}억조]|(?!(?<=조)회)(?:{any_of(data['scaled'])})"),
    )
    return _Rule(
        grammar=Grammar(signs),
        anchor=re.compile(
            rf"[0-9{''.join(VULGAR)}]|\.(?=[0-9])|(?:(?<![가-힣A-Za-z0-9])|(?<=마이너스)|(?<=마이너스 ))(?:[{signs_of_all}]|{tens}|{ones}|반)"
        ),
        minus=re.compile(rf"(?:{minus}) ?$"),
        measure=re.compile(rf"[A-Za-z]|(?:{any_of(data['measures'])})"),
        native=re.compile(f"(?P<tens>{tens})(?: ?(?P<ones>{ones}))?|(?P<one>{ones})"),
        worth={**data["tens"], **data["ones"]},
        unit=behind(data["units"]),
        sure=behind(data["sure"]),
        wealth=behind(data["wealth"]),
        counter=behind(data["counters"]),
        particle=re.compile(rf"(?:{particles}){{0,2}}(?![가-힣])"),
        not_one=frozenset(data["not_one"]),
        not_four=frozenset(data["not_four"]),
        close={
            **dict.fromkeys(("두", "세", "네", "열"), re.compile(any_of(data["close_few"]))),
            **dict.fromkeys(("십", "백", "천"), re.compile(any_of(data["close_scale"]))),
            "한": re.compile(any_of(data["close_one"])),
        },
        never=frozenset(data["never"]),
        unsure=frozenset(data["unsure"]),
    )


def find_numerals(text: str, *, measured: bool = False) -> list[Numeral]:
    """See `protocol.Language.numerals`; with `measured` also numbers written together with a unit of measure.

    The recognizers' suite counts "29km" and its like a dimension and no number; figures need them.
    """
    rule = _rule()
    return find_all(text, rule.anchor, partial(_at, rule=rule), None if measured else rule.measure)


def _at(text: str, start: int, rule: _Rule) -> tuple[Numeral | None, int]:
    """The number at `start`, and where to look on."""
    if half := _HALF.match(text, start):
        return Numeral(start, half.end(), 0.5), half.end()
    if date := _DAY.match(text, start):
        return None, date.end()
    bare = _BARE_MYRIAD.match(text, start)
    run = _bare(text, bare.end(), rule) if bare else rule.grammar.read(text, start)
    if run is None:
        return _native(text, start, rule, 0.0, start)
    if run.plain:
        run = _plain(text, start, run, rule)
        ok = is_free(text, start, run.end)
    else:
        if rule.native.match(text, run.end):
            numeral, end = _native(text, run.end, rule, run.value, start)
            if numeral is not None:
                return numeral, end
        run = _trimmed(text, start, run, rule)
        ok = _is_number(text, start, run, rule)
    if not ok:
        return _native(text, start, rule, 0.0, start) if not run.plain else (None, run.end)
    begin, sign = _minus(text, start, run, rule)
    return (Numeral(begin, run.end, sign * run.value) if isfinite(run.value) else None), run.end


def _bare(text: str, start: int, rule: _Rule) -> Run | None:
    """What stands behind a myriad without a digit before it: "만 6천"."""
    rest = rule.grammar.simple(text, start)
    return rest and rest._replace(value=_MYRIAD + rest.value) if rest and rest.value < _MYRIAD else None


def _plain(text: str, start: int, run: Run, rule: _Rule) -> Run:
    """A number that holds digits, without what only looks like a part of it."""
    if run.part:
        if _CLOCK.search(text, max(0, start - 3), start):
            return rule.grammar.simple(text, start) or run
        return _over(text, start, run, rule)
    if text[run.end - 1] == "조" and (
        _ARTICLE_BEFORE.search(text, max(0, start - 4), start) or _ARTICLE_BEHIND.match(text, run.end)
    ):
        return run._replace(end=run.end - 1, value=run.value / 1e12)
    return run


def _over(text: str, start: int, run: Run, rule: _Rule) -> Run:
    """A fraction without the myriad, particle or copula that its last syllable is."""
    end = run.end
    if _OVER.search(text, start, end) or (text[end - 1] == "이" and text[end - 2] != " " and _COPULA.match(text, end)):
        return rule.grammar.read(text[: end - 1].rstrip(), start) or run
    return run


def _minus(text: str, start: int, run: Run, rule: _Rule) -> tuple[int, float]:
    """Where the sign before a number begins, and what it makes of it."""
    sign = rule.minus.search(text, max(0, start - 5), start)
    if sign is None:
        return start, 1.0
    before = text[sign.start() - 1 : sign.start()] if sign.start() else " "
    if len(sign.group().strip()) == 1 and (before not in " (" or (sign.group().endswith(" ") and not run.part)):
        return start, 1.0
    return sign.start(), -1.0


def _trimmed(text: str, start: int, run: Run, rule: _Rule) -> Run:
    """A number in Hangul without the particle or the word that its last syllable is."""
    if run.part:
        return _over(text, start, run, rule)
    if run.marked or run.end - start == 1:
        return run
    last, before = text[run.end - 1], text[run.end - 2]
    if last == "이" and (before in "만억조" or _COPULA.match(text, run.end)):
        return Run(run.end - 1, run.value - 2, plain=False)
    apart = before == " " and last not in "십백천만억조"
    if apart and not (rule.unit.match(text, run.end) or _BLANK.match(text, run.end)):
        return rule.grammar.read(text[: run.end - 1].rstrip(), start) or run
    return run


def _is_number(text: str, start: int, run: Run, rule: _Rule) -> bool:
    """Whether a run in Hangul is a number here and no word."""
    words = text[start : run.end]
    if rule.minus.search(text, max(0, start - 5), start) or (len(text) < _SHORT and text.strip() == words):
        return True
    if text.endswith(("몇 ", "수 "), 0, start):
        return False
    if run.marked:
        # "이 점", "이 분의 일": this point, this person's work
        return not (words.startswith(("이 점", "이점", "이 분", "사 분")) or text.startswith("이분의 일이", start))
    if len(words) == 1:
        return _is_digit(text, start, run, rule)
    return _is_run(text, words, run, rule)


def _is_run(text: str, words: str, run: Run, rule: _Rule) -> bool:
    """Whether two syllables or more are a number."""
    if len(words) == _PAIR and words[1] == "조":
        return rule.wealth.match(text, run.end) is not None
    # "이천시": hours and minutes run no further than sixty
    if run.value > _SIXTY and _TIME.match(text, run.end):
        return False
    if words in rule.never or (words in rule.unsure and not _speaks_of_numbers(text, run.end)):
        return words not in rule.never and rule.unit.match(text, run.end) is not None
    return bool(rule.unit.match(text, run.end) or (words[0] != "영" and rule.particle.match(text, run.end)))


def _speaks_of_numbers(text: str, end: int) -> bool:
    return _NUMBERS.search(text, max(0, end - _ABOUT), end + _ABOUT) is not None


def _is_digit(text: str, start: int, run: Run, rule: _Rule) -> bool:
    """Whether a single syllable is a number."""
    word = text[start]
    if word in "만영":
        return word == "영" and _ZERO.match(text, run.end) is not None
    if _SAID.search(text, max(0, start - 5), start) or (word != "이" and _speaks_of_numbers(text, run.end)):
        return rule.particle.match(text, run.end) is not None or rule.unit.match(text, run.end) is not None
    if word in _EVERYDAY:
        return rule.sure.match(text, run.end) is not None
    if word in rule.close and rule.close[word].match(text, run.end) is None and not text.startswith(" ", run.end):
        return False
    return rule.unit.match(text, run.end) is not None


def _native(text: str, start: int, rule: _Rule, more: float, begin: int) -> tuple[Numeral | None, int]:
    """A native number at `start` that adds to `more`, which began at `begin`."""
    match = rule.native.match(text, start)
    if match is None:
        return None, start + 1
    last = match["ones"] or match["one"] or match["tens"]
    value = more + sum(rule.worth[part] for part in (match["tens"], match["ones"], match["one"]) if part)
    end = match.end()
    if dozen := rule.grammar.signs.dozen.match(text, end):
        return Numeral(begin, dozen.end(), value * 12), dozen.end()
    if not _native_fits(text, match, last, rule, more):
        return None, end
    if value in {2, 3, 4, 5, 10} and (out := _OUT_OF.match(text, end)):
        part = rule.native.match(text, out.end())
        if part and part["one"] and rule.particle.match(text, part.end()):
            return Numeral(begin, part.end(), rule.worth[part["one"]] / value), part.end()
    return Numeral(begin, end, value), end


def _native_fits(text: str, match: re.Match[str], last: str, rule: _Rule, more: float) -> bool:
    end = match.end()
    single = not more and (match["one"] is not None or match["ones"] is None)
    if counter := rule.counter.match(text, end):
        if single and last in rule.close and not text.startswith(" ", end):
            return rule.close[last].match(text, end) is not None
        if single and last == "한":
            return counter["word"] not in rule.not_one
        return not (single and last in "네세" and counter["word"] in rule.not_four)
    if last in {"한", "두", "세", "네", "석", "넉", "스무", "열", "쉰"}:
        return False
    if last == "하나" and text.startswith(("로", " 은행", " 금융", " 증권", " 카드", "·"), end):
        return False
    return rule.particle.match(text, end) is not None and not text.startswith("째", end)
