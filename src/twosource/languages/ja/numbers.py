"""Japanese numbers as written: digits, kanji (二千二十六, 二〇一八, 3万2千), fractions, powers, dozens.

A kanji numeral is a number only where what stands around it says so: most single ones are parts of words and names
(三重県, 一部, 八王子). The word lists are in `ja/numerals.toml`.
"""

from __future__ import annotations

import re
from functools import cache, partial
from math import isfinite
from typing import NamedTuple

from twosource.languages.myriads import Grammar, Run, Signs, find_all, is_free
from twosource.languages.numerals import VULGAR
from twosource.languages.protocol import Numeral
from twosource.languages.tables import any_of, table

_HALF = re.compile("半ダース|(?<!過)半[分数](?![けか])")
_HALVES = {"半ダース": 6.0, "半分": 0.5, "半数": 0.5}
_SUFFIX = re.compile(r"(?P<kilo>k)(?![A-Za-z])| ?M(?![A-Za-z])")
_PARTICLE = re.compile(
    "は|が(?!け)|を|に(?:なる|つい|対)|で(?:す|、|は|あ)|と|の(?!字)|も|だ|から|まで|より|[」』）、。)・,.\\s]|$"
)
_OPEN = re.compile("[はがをのとでも、。「『（(・,\\s]")
_KANJI = re.compile("[一-龠々]")
# "二・二六事件": a day, no decimal
_EVENT = re.compile("(?:事件|独立|運動|宣言|革命|蜂起|クーデ|政変|大会)")
# A sign of minus stands behind these, a dash between others ("4月-5月")
_LESS = re.compile(r"[\s(「『（、。:：=ぁ-んー比同差温]")
# Behind a noun a numeral without a counter is the end of a name ("山田八十")
_COUNTS = frozenset("約計同第全各毎前年月等比増減翌総額費値率数合均最時日国人円")
_KATAKANA = re.compile("[ァ-ヺー]")
# Behind a sign alone katakana is a unit, not the rest of a name ("一ノ瀬", "三ツ星")
_NO_UNIT = re.compile("[ノツケ](?!月|国|所|年|ー)")
# A day of the year is a date; "5、450" where nothing else stands beside it has groups of three
_DAY = re.compile("(?<!年)(?:[0-9]{1,2}月[0-9]{1,2}|(?<!年)[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3})日")
_LISTED = re.compile(r"(?<!\S)[0-9]{1,3}(?:、[0-9]{3})+(?!\S)")
# "前半45分の1点目" is no share
_CLOCK = re.compile("(?:前半|後半|延長|時)$")
# "数十万", "何千": nobody says how many
_SOME = frozenset("数何幾")
_FORMAL = re.compile("[壱壹弐貳参叁伍]")


class _Rule(NamedTuple):
    grammar: Grammar
    anchor: re.Pattern[str]
    words: re.Pattern[str]
    counters: re.Pattern[str]
    few: re.Pattern[str]
    behind: frozenset[str]
    minus: re.Pattern[str]
    measure: re.Pattern[str]
    readings: dict[str, str]
    spoken: re.Pattern[str]


@cache
def _rule() -> _Rule:
    data = table("ja/numerals")
    minus = any_of(data["minus"])
    signs = Signs(
        digits=data["digits"],
        units={sign: float(value) for sign, value in data["units"].items()},
        myriads={sign: float(value) for sign, value in data["myriads"].items()},
        rows=True,
        point=re.compile("[・点](?=[〇零一二三四五六七八九0-9])|、(?=〇〇)"),
        plain_point=re.compile(
            "点(?=[0-9]+(?![0-9一-龠ァ-ヺ])|[0-9]+(?:倍|億|万|兆|パ|ポ))"
            "|[、,](?=00(?![0-9,、]))|(?<![0-9])(?<=0)・(?=[0-9])|・(?=[0-9]+ ?(?:[%倍億万兆度秒㌔㍍]|パーセ|ミリ|センチ|キロ|メートル|ポイント))"
        ),
        filler=re.compile("(?:余り?|あまり)(?=[万億兆])|数(?=[十百千万億兆])"),
        over=re.compile(" ?分の ?"),
        plus=re.compile(" ?(?:と|又は?|また) ?"),
        minus=re.compile(rf"(?:{minus}) ?"),
        power=re.compile(r"\^|の|(?P<ten>[×x](?:10|十)の)"),
        power_end=re.compile("乗"),
        dozen=re.compile("ダース"),
        apart=re.compile("[年月日時]"),
        scaled=re.compile(""),
    )
    codes = {reading: _code(value, data) for reading, value in data["readings"].items()}
    spoken = any_of(list(codes))
    formal = "".join(sign for sign in data["digits"] if _FORMAL.match(sign))
    plain = "".join(sign for sign in data["digits"] if sign not in formal)
    return _Rule(
        grammar=Grammar(signs),
        anchor=re.compile(
            rf"[0-9{''.join(VULGAR)}{plain}{''.join(data['units'])}半]|[{formal}](?=[十百千万億拾佰仟])|[叁]|\.(?=[0-9])"
        ),
        words=re.compile(any_of(data["words"])),
        counters=re.compile(f"[{data['counters']}]"),
        few=re.compile(any_of(data["few"])),
        behind=frozenset(data["behind"]),
        minus=re.compile(rf"(?:{minus})$"),
        measure=re.compile(rf"[A-Za-z]| ?(?:{any_of(data['measures'])})"),
        readings=codes,
        spoken=re.compile(rf"(?<![^\s、。,])(?:{spoken})+(?![^\s、。,])"),
    )


def _code(value: int, data: dict[str, dict[str, int]]) -> str:
    return next(
        sign for group in ("digits", "units", "myriads") for sign, worth in data[group].items() if worth == value
    )


def find_numerals(text: str, *, measured: bool = False) -> list[Numeral]:
    """See `protocol.Language.numerals`; with `measured` also numbers written together with a unit of measure.

    The recognizers' suite counts "29km" and its like a dimension and no number; figures need them.
    """
    rule = _rule()
    found = find_all(text, rule.anchor, partial(_at, rule=rule), None if measured else rule.measure)
    return sorted([*_spoken(text), *found])


def _at(text: str, start: int, rule: _Rule) -> tuple[Numeral | None, int]:
    """The number at `start`, and where to look on."""
    if half := _HALF.match(text, start):
        return Numeral(start, half.end(), _HALVES[half.group()]), half.end()
    if date := _DAY.match(text, start):
        return None, date.end()
    if group := _LISTED.match(text, start):
        return Numeral(start, group.end(), float(group.group().replace("、", ""))), group.end()
    run, end = _run(text, start, rule)
    if run is None or not (
        is_free(text, start, run.end)
        if run.plain
        else (run.marked and not _EVENT.match(text, run.end)) or _is_number(text, start, run, rule)
    ):
        return None, end
    begin, sign = _minus(text, start, rule)
    return (Numeral(begin, run.end, sign * run.value) if isfinite(run.value) else None), run.end


def _run(text: str, start: int, rule: _Rule) -> tuple[Run | None, int]:
    """What reads as a number at `start` and begins no word, and its end or that of the word."""
    run = rule.grammar.read(text, start)
    word = rule.words.match(text, start)
    if run is None or (word and not run.part):
        return None, max(word.end() if word else start + 1, run.end if run else 0)
    if run.part and _CLOCK.search(text, max(0, start - 2), start):
        run = rule.grammar.simple(text, start) or run
    if run.plain:
        run = _suffixed(text, run)
    return run, run.end


def _suffixed(text: str, run: Run) -> Run:
    suffix = _SUFFIX.match(text, run.end)
    if suffix is None:
        return run
    return run._replace(end=suffix.end(), value=run.value * (1e3 if suffix["kilo"] else 1e6))


def _minus(text: str, start: int, rule: _Rule) -> tuple[int, float]:
    """Where the sign before a number begins, and what it makes of it."""
    sign = rule.minus.search(text, max(0, start - 4), start)
    if sign is None or (len(sign.group()) == 1 and sign.start() and not _LESS.match(text, sign.start() - 1)):
        return start, 1.0
    return sign.start(), -1.0


def _is_number(text: str, start: int, run: Run, rule: _Rule) -> bool:
    """Whether kanji digits are a number here and not the beginning, middle or end of a word."""
    if rule.minus.search(text, max(0, start - 4), start):
        return True
    if text[start - 1 : start] in _SOME:
        return False
    if run.marked:
        return False
    if run.end - start == 1:
        return _is_sign(text, start, run.end, rule)
    behind, before = text[run.end : run.end + 1], text[start - 1 : start]
    if _KANJI.match(behind):
        return rule.counters.match(behind) is not None
    return bool(_KATAKANA.match(behind) or not _KANJI.match(before) or before in _COUNTS or behind in "%つかヶ")


def _is_sign(text: str, start: int, end: int, rule: _Rule) -> bool:
    """Whether a single sign is a number: with a counter behind it, or quite alone."""
    before, particle = text[start - 1 : start] if start else "", _PARTICLE.match(text, end)
    if (before and before in rule.behind) or (_FORMAL.match(text, start) and not particle):
        return False
    if rule.few.match(text, end):
        return not _NO_UNIT.match(text, end)
    if _KATAKANA.match(text, end) or not particle:
        return False
    return not before or _OPEN.match(before) is not None or text.endswith(("プラス", "第"), 0, start)


def _spoken(text: str) -> list[Numeral]:
    """Numbers in hiragana, where nothing but spaces and stops stand around them."""
    rule, found = _rule(), []
    for match in rule.spoken.finditer(text):
        if match.group() in {"に", "し", "く"}:
            continue
        signs = re.sub(any_of(list(rule.readings)), lambda reading: rule.readings[reading.group()], match.group())
        run = rule.grammar.simple(signs, 0)
        if run is not None and run.end == len(signs):
            found.append(Numeral(match.start(), match.end(), run.value))
    return found
