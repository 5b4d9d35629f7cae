"""Japanese time expressions: 令和8年1月30日, 先月30日, 29〜31日, 同日, 来週初め, 午前10時半ごろ."""

from __future__ import annotations

import re
from typing import Literal

from twosource.languages.timeline import DateRule, RangeRule, read_range
from twosource.languages.when import Stretch, Time, When

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_YEARS = {"一昨年": -2, "昨年": -1, "去年": -1, "今年": 0, "ことし": 0, "本年": 0, "来年": 1, "再来年": 2}
_MONTHS = {"先々月": -2, "先月": -1, "今月": 0, "来月": 1, "再来月": 2}
_DAYS = {
    "一昨日": -2, "おととい": -2, "昨日": -1, "きのう": -1, "前日": -1, "今日": 0, "きょう": 0, "本日": 0,
    "明日": 1, "あす": 1, "明後日": 2, "あさって": 2, "昨夜": -1, "昨晩": -1, "今夜": 0, "今朝": 0, "けさ": 0,
}  # fmt: skip
_WEEKS = {"先々週": -2, "先週": -1, "今週": 0, "来週": 1, "再来週": 2}
_PARTS = {
    "上旬": "early", "初旬": "early", "初め": "early", "はじめ": "early", "前半": "early", "中旬": "mid", "半ば": "mid",
    "下旬": "late", "末": "late", "後半": "late", "終わり": "late",
}  # fmt: skip
_UNITS = {"日": "day", "週間": "week", "カ月": "month", "か月": "month", "ヶ月": "month", "ヵ月": "month", "年": "year"}
_WEEKDAYS = "月火水木金土日"
_KANJI_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_NO_LENGTH = "(?!間|遅れ|早[いくめま]|おき|置き|がたち|がたっ|経|目|ぶり|連続|以内|以上|未満|余り|がかり|分の|あたり)"

_EXPRESSION = re.compile(
    rf"""
    (?:(?P<iso_y>(?:19|20)[0-9]{{2}})[.\-/](?P<iso_m>[0-9]{{1,2}})[.\-/](?P<iso_d>[0-9]{{1,2}})(?![0-9])
    |(?:約)?(?P<amount>[0-9]{{1,3}})(?P<unit>日|週間|[カか][月]|[ヶヵ]月|年)(?:ほど)?(?P<side>前|後)(?![半期])
    |(?P<same>同日|この日|当日)|(?P<next>翌日)
    |(?P<rd>一昨日|おととい|昨日|きのう|前日|今日(?!本)|きょう(?!だい)|本日|明日|あす(?!か)|明後日|あさって|昨夜|昨晩|今夜|今朝|けさ)
    |(?P<rw>先々週|先週|今週|来週|再来週)(?:の?(?P<wwd>[{_WEEKDAYS}])曜日?|の?(?P<wpart>初め|はじめ|前半|半ば|後半|末))?
    |(?P<turn>年末|年初|月末)(?!年始)
    |(?P<wd>[{_WEEKDAYS}])曜日?
    |(?:(?P<era>令和|平成|昭和)(?P<era_y>[0-9]{{1,2}}|元)年|(?P<y>[0-9]{{4}})年(?!代|間|ぶり|連続)|(?P<ry>一昨年|昨年|去年|今年|ことし|本年|来年|再来年))?
      度?の?(?:第(?P<q>[一二三四1-4])四半期|(?P<q2>[1-4])[~〜～\-][0-9]{{1,2}}月期|(?P<half>上|下)(?:半期|期(?!待|限))
        |(?P<m>[0-9]{{1,2}})月(?!期|ぶり|{_WEEKDAYS[1]}曜)|(?P<rm>先々月|先月|今月|来月|再来月))?
      の?(?:(?P<d>[0-9]{{1,2}})日{_NO_LENGTH}(?:[、の]?[{_WEEKDAYS}]曜日|\([{_WEEKDAYS}](?:曜日?|・祝)?\)|（[{_WEEKDAYS}](?:曜日?|・祝)?）)?
        |(?P<part>上旬|初旬|初め|はじめ|前半|中旬|半ば|下旬|末(?!端|路|梢)|後半|終わり))?
    )
    (?:の?(?P<clock>午前|午後|未明|早朝|朝|昼|夕方?|夜)?(?P<h>[0-9]{{1,2}})時(?!間|点|代|期)(?:(?P<min>[0-9]{{1,2}})分|(?P<half_hour>半))?(?:ごろ|頃|すぎ|過ぎ)?)?
    """,
    re.VERBOSE,
)
_CLOCK = re.compile(
    r"(?P<clock>午前|午後)(?P<h>[0-9]{1,2})時(?!間)(?:(?P<min>[0-9]{1,2})分|(?P<half_hour>半))?(?:ごろ|頃|すぎ|過ぎ)?"
)


def _read(text: str, start: int) -> tuple[Time, int] | None:
    before = text[start - 1] if start else " "
    here = text[start]
    if (
        here.isdigit()
        and (
            before.isdigit()
            or (before in ".," and start > 1 and text[start - 2].isdigit())
            or before == "第"
            # "週6日", six days a week
            or (before == "週" and text[max(0, start - 2) : start - 1] not in tuple("今来先々"))
        )
    ):
        return None
    if clock := _CLOCK.match(text, start):
        hour, minute = _time(clock)
        return (When(hour=hour, minute=minute), clock.end()) if hour is not None else None
    match = _EXPRESSION.match(text, start)
    if match is None or match.end() == start:
        return None
    when = _when(match, before)
    return (when, start + len(match.group().removesuffix("の"))) if when else None


def _time(match: re.Match[str]) -> tuple[int | None, int | None]:
    if not match["h"]:
        return None, None
    hour = int(match["h"])
    if hour > 30:  # noqa: PLR2004
        return None, None
    if match["clock"] in {"午後", "夕", "夕方", "夜"} and hour < 12:  # noqa: PLR2004
        hour += 12
    minute = int(match["min"]) if match["min"] else 30 if match["half_hour"] else None
    return hour, minute if minute is None or minute < 60 else None  # noqa: PLR2004


def _when(match: re.Match[str], before: str) -> Time | None:  # noqa: PLR0911 - one case a line
    group = {name: value for name, value in match.groupdict().items() if value}
    hour, minute = _time(match)
    if "iso_y" in group:
        return When(
            year=int(group["iso_y"]), month=int(group["iso_m"]), day=int(group["iso_d"]), hour=hour, minute=minute
        )
    if "amount" in group:
        side: Literal["ago", "ahead"] = "ago" if group["side"] == "前" else "ahead"
        return Stretch(amounts=((_UNITS[group["unit"]], int(group["amount"])),), side=side)
    if "same" in group or "next" in group:
        return When(same_day=True, shift=("day", 1) if "next" in group else None, hour=hour, minute=minute)
    if "rd" in group:
        return When(shift=("day", _DAYS[group["rd"]]), hour=hour, minute=minute)
    if "rw" in group:
        weekday = _WEEKDAYS.index(group["wwd"]) if "wwd" in group else None
        part = _PARTS.get(group.get("wpart", ""), "")
        return When(shift=("week", _WEEKS[group["rw"]]), weekday=weekday, part=part, hour=hour, minute=minute)
    if "turn" in group:
        part = "early" if group["turn"] == "年初" else "late"
        return When(shift=("month" if group["turn"] == "月末" else "year", 0), part=part)
    if "wd" in group:
        return When(weekday=_WEEKDAYS.index(group["wd"]), hour=hour, minute=minute)
    if before.isdigit() or before in "数何":
        return None
    return _calendar(group, hour, minute)


def _calendar(group: dict[str, str], hour: int | None, minute: int | None) -> Time | None:
    year = int(group["y"]) if "y" in group else None
    if "era" in group:
        year = _ERAS[group["era"]] + (1 if group["era_y"] == "元" else int(group["era_y"]))
    shift: tuple[str, int] | None = None
    if "ry" in group:
        shift = ("year", _YEARS[group["ry"]])
    elif "rm" in group:
        shift = ("month", _MONTHS[group["rm"]])
    month = int(group["m"]) if "m" in group else None
    day = int(group["d"]) if "d" in group else None
    quarter = _KANJI_QUARTER[group["q"]] if "q" in group else None
    if "q2" in group:
        quarter = (int(group["q2"]) + 2) // 3
    half = {"上": 1, "下": 2}.get(group.get("half", ""))
    if year is None and shift is None and month is None and day is None and quarter is None and half is None:
        return None
    return When(
        year=year, month=month, day=day, quarter=quarter, half=half, shift=shift,
        part=_PARTS.get(group.get("part", ""), ""), hour=hour, minute=minute,
    )  # fmt: skip


_RANGE = RangeRule(
    one=_read,
    between=re.compile(r"(?:[~∼〜～\-–—]|(?P<word>から))"),
    bare_first=re.compile(r"(?:(?P<m>[0-9]{1,2})月)?(?P<d>[0-9]{1,2})(?:日)?[~∼〜～\-–—・](?=[0-9]{1,2}[日月])"),
    closing=re.compile("まで"),
    needs_closing=re.compile("まで|の(?:日程|[0-9]日間|予定)|にかけて"),
)


def _whole(text: str, start: int) -> tuple[Time, int] | None:
    return read_range(text, start, _RANGE)


RULE = DateRule(
    anchor=re.compile(
        r"[0-9]+|令和|平成|昭和|一昨|昨[日年夜晩]|去年|今[日年月週夜朝]|ことし|この日|きょう|きのう|けさ|本[年日]|来[年月週]|再来|先[月週々]|おととい|前日"
        r"|明[日後]|あ[すさ]|同日|当日|翌日|[月火水木金土日]曜|[上下][半期]|第[一二三四1-4]四|午[前後]|年[末初]|月末"
    ),
    read=_whole,
    joined=re.compile(r"[、・と,]|および"),
)
