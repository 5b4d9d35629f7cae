"""Lengths of time told from somewhere: 3日前, 二時間後, 今後5年間, この5分間, 2週間以内に, 過去4営業日."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from twosource.languages.ja.vocabulary import KANJI_SMALL, Found, any_in, number, section
from twosource.languages.when import Meant, Stretch, Time
from twosource.records import Mod

_LENGTHS = section("length")
_UNITS = section("unit")
_ONE = rf"(?:[0-9]{{1,3}}|{KANJI_SMALL})[ ]?{any_in('unit')}"
_AMOUNT = re.compile(rf"(?:(?P<word>{any_in('length')})|{_ONE}(?P<half>半)?(?:{_ONE})?)(?P<lasting>間)?")
_PIECE = re.compile(rf"(?P<n>[0-9]{{1,3}}|{KANJI_SMALL})[ ]?(?P<unit>{any_in('unit')})")
# "の" makes a lookback of what may be many things ("前の", "次の"); these need a length that says it lasts
_ROUND = re.compile(
    r"(?P<next>今後の?|向こう|この先|これから(?:の)?|(?<![^\s、。「])後)|(?P<past>過去の?|直近の?|最近の?|ここ)"
    r"|(?P<next_lasting>次の)|(?P<past_lasting>この|(?<![年月週日間時分秒0-9一-龠々])前の)"
)
_SIDE = re.compile(
    r"(?P<more>以上)?(?:(?P<ago>前(?![半期後0-9]))|(?P<ahead>後(?![半期方])|あと(?!か)))"
    r"|(?P<within>以内に)|(?P<back>で(?=戻|帰|出発|発ち|$))"
)
_COUNTED = re.compile("から(?:の)?|(?P<of>の)")
_COUNTED_SIDE = re.compile(r"(?P<more>以上)?(?:(?P<ago>前(?![半期]))|(?P<ahead>後(?![半期方])|あと))|(?P<within>以内)")
# Counted from what happened, not from publication: 発生の3日後, 開会してから1時間後, 選挙3日前
_OF_EVENT = re.compile(r"(?:[のたるらて]|(?!約)[一-龠々ァ-ヺー])\Z")
_SMALL = {"second", "minute", "hour"}
_NEEDS_LASTING = {"day", "week"}


class Amount(NamedTuple):
    """Units and how many of each, the largest first."""

    parts: tuple[tuple[str, float], ...]
    end: int
    # 間 was said, or needs not be
    lasting: bool

    @property
    def unit(self) -> str:
        """The smallest unit told."""
        return self.parts[-1][0]


def read_amount(text: str, start: int) -> Amount | None:
    """The length told at `start`."""
    found = _AMOUNT.match(text, start)
    if found is None:
        return None
    if found["word"]:
        unit, count = _LENGTHS[found["word"]]
        return Amount(((unit, count),), found.end(), True)
    parts = [(str(_UNITS[p["unit"]]), float(number(p["n"]))) for p in _PIECE.finditer(text, start, found.end())]
    if found["half"]:
        parts[0] = (parts[0][0], parts[0][1] + 0.5)
    return Amount(tuple(parts), found.end(), bool(found["lasting"]) or parts[-1][0] not in _NEEDS_LASTING)


def read_length(text: str, start: int) -> Found | None:
    """A length at `start` that tells a time by itself."""
    if text.startswith(("今から", "いまから"), start):
        return _from_now(text, text.index("ら", start) + 1, told=True)
    around = _ROUND.match(text, start)
    if around is None:
        return _from_now(text, start, told=False)
    amount = read_amount(text, around.end())
    kind = around.lastgroup or ""
    if amount is None or (not amount.lasting and (kind.endswith("lasting") or around.group() == "ここ")):
        return None
    if text.startswith(("生", "目", "前", "後"), amount.end) or (
        kind == "past_lasting" and text[amount.end - 1] == "月"
    ):
        return None
    if amount.unit == "year" and text.startswith("度", amount.end):
        return None
    side: Literal["past", "next"] = "next" if kind.startswith("next") else "past"
    return Stretch(amounts=amount.parts, side=side), amount.end


def _from_now(text: str, at: int, *, told: bool) -> Found | None:
    amount = read_amount(text, at)
    side = _SIDE.match(text, amount.end) if amount else None
    if amount is None or side is None or (not told and _OF_EVENT.search(text, max(0, at - 2), at)):
        return None
    if side["within"]:
        return Stretch(amounts=amount.parts, side="within", to_come=True), side.end()
    back = bool(side["back"])
    said: Time = Stretch(amounts=amount.parts, side="ago" if side["ago"] else "ahead", to_come=back)
    return _more(said, side), side.end()


def _more(said: Time, side: re.Match[str]) -> Time:
    """More than two weeks ago is before the day two weeks ago."""
    if not side["more"]:
        return said
    return Meant(mod=Mod.BEFORE if side["ago"] else Mod.AFTER, time=said)


def read_counted(text: str, anchor: Time, end: int, *, whole_days: bool) -> Found | None:
    """So long from a time on, before or after it: 30日から3日間, 昨日の2日前, 明日から3日以内."""
    joint = _COUNTED.match(text, end)
    amount = read_amount(text, joint.end()) if joint else None
    if joint is None or amount is None or (whole_days and amount.unit in _SMALL):
        return None
    side = _COUNTED_SIDE.match(text, amount.end)
    if side and not (joint["of"] and side["within"]):
        if side["within"]:
            return Stretch(amounts=amount.parts, side="within", anchor=anchor), side.end()
        return _more(
            Stretch(amounts=amount.parts, side="ago" if side["ago"] else "ahead", anchor=anchor), side
        ), side.end()
    lasts = text[amount.end - 1] == "間" or text.startswith(("の間", "連続"), amount.end)
    if joint["of"] or not lasts:
        return None
    return Stretch(amounts=amount.parts, side="within", anchor=anchor), amount.end
