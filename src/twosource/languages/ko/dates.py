"""Korean time expressions: 2026년 1월 30일, 지난달 30일, 오는 29∼31일, 이날, 다음 주 초, 오전 10시 30분께."""

from __future__ import annotations

import re
from typing import Literal

from twosource.languages.timeline import DateRule, RangeRule, read_range
from twosource.languages.when import Stretch, Time, When

_YEARS = {"재작년": -2, "지난해": -1, "작년": -1, "올해": 0, "금년": 0, "올": 0, "내년": 1, "내후년": 2}
_MONTHS = {"지지난달": -2, "지난달": -1, "이달": 0, "이번달": 0, "금월": 0, "다음달": 1, "내달": 1}
_DAYS = {"그저께": -2, "그제": -2, "어제": -1, "전날": -1, "오늘": 0, "내일": 1, "모레": 2, "글피": 3}
_WEEKS = {"지난주": -1, "이번주": 0, "금주": 0, "다음주": 1, "내주": 1}
_QUARTERS = {"지난분기": -1, "이번분기": 0, "다음분기": 1}
_PARTS = {
    "초": "early", "초순": "early", "상순": "early", "초반": "early", "중": "", "중순": "mid", "중반": "mid",
    "말": "late", "하순": "late", "후반": "late", "중하순": "late",
}  # fmt: skip
_UNITS = {"일": "day", "주": "week", "주일": "week", "개월": "month", "달": "month", "년": "year"}
_WEEKDAYS = "월화수목금토일"

# What turns a number of days, months or years into a length, an age or a rank
_NO_LENGTH = r"(?!\s?(?:만[에의]|간|째|동안|여(?![름])|차(?!관|량)|치\b|분의|연속|일정의|이내|이상|넘|늦|앞당|씩|밖))"

_EXPRESSION = re.compile(
    rf"""
    (?:(?:(?P<past>지난)|(?P<coming>오는|다가오는))\s)?
    (?:(?P<iso_y>(?:19|20)[0-9]{{2}})\s?[.\-/]\s?(?P<iso_m>[0-9]{{1,2}})\s?[.\-/]\s?(?P<iso_d>[0-9]{{1,2}})(?![0-9])\.?
    |(?P<amount>[0-9]{{1,3}})(?P<unit>일|주일?|개월|달|년)\s(?P<side>전|뒤|후)(?=[\s,.에부까이은의]|$)
    |(?P<same>이날|같은\s날|당일)|(?P<next>이튿날|다음\s?날)
    |(?P<rd>그저께|그제|어제|전날|오늘|내일|모레|글피)(?!의\s집)
    |(?P<rw>(?:지난|이번|다음)\s?주(?![가-힣]*[도요]\b)|금주|내주)(?:\s?(?P<weekend>말)|\s(?P<wpart>초반?|중반|후반))?
        (?:\s?(?P<wwd>[{_WEEKDAYS}])요일)?
    |(?P<wd>[{_WEEKDAYS}])요일
    |(?P<turn>연말|연초|월말)(?![가-힣]{{3}})
    |(?P<rq>(?:지난|이번|다음)\s?분기)
    |(?:(?P<y>[0-9]{{4}})년도?(?!대|\s?(?:만[에의]|간\b|째|동안))|(?P<ry>재작년|지난해|작년|올해|금년|내년|내후년|올(?=\s(?:[0-9]|초|연말|여름|상반기|하반기))))?
      \s?(?:(?P<q>[1-4])\s?[·/4]?\s?분기|(?P<half>상|하)반기)?
      (?:(?P<m>[0-9]{{1,2}})월(?!\s?만에)
        |(?P<rm>지지난\s?달|지난\s?달|이번\s?달|이달|금월|다음\s?달|내달))?
      \s?(?:(?P<d>[0-9]{{1,2}})일{_NO_LENGTH}(?:\s?\([{_WEEKDAYS}](?:요일)?\)|,?\s[{_WEEKDAYS}]요일)?
        |(?P<part>초순?|상순|중순|하순|중하순|말|초반|후반)(?=[\s,에의께부까쯤로]|$))?
    )
    (?:(?P<gap>\s?(?P<clock>오전|오후|새벽|아침|낮|저녁|밤)?\s?(?P<h>[0-9]{{1,2}})시(?!간|즌|[가-힣]*[장군])
        (?:\s?(?P<min>[0-9]{{1,2}})분|\s?(?P<half_hour>반))?\s?(?:께|쯤|경(?![가-힣]))?))?
    """,
    re.VERBOSE,
)
# "주 6일", six days a week, but "이번 주 6일"
_DAYS_A_WEEK = re.compile(r"(?<![번음난] )(?<![번음난])(?<![가-힣])주\s?$")
_CLOCK = re.compile(
    r"(?P<clock>오전|오후|새벽|아침|낮|저녁|밤)\s?(?P<h>[0-9]{1,2})시(?!간|즌)(?:\s?(?P<min>[0-9]{1,2})분|\s?(?P<half_hour>반))?\s?(?:께|쯤|경(?![가-힣]))?"
)
_SPACE = re.compile(r"\s")


def _read(text: str, start: int) -> tuple[Time, int] | None:
    before = text[start - 1] if start else " "
    if (
        before.isdigit()
        or "가" <= before <= "힣"
        or (before in ".," and text[start].isdigit() and _digit(text, start - 2))
        or _DAYS_A_WEEK.search(text, max(0, start - 4), start)
    ):
        return None
    if clock := _CLOCK.match(text, start):
        hour, minute = _time(clock)
        end = start + len(clock.group().rstrip())
        return (When(hour=hour, minute=minute), end) if hour is not None else None
    match = _EXPRESSION.match(text, start)
    if match is None:
        return None
    when = _when(match)
    if when is None or match.end() == start:
        return None
    return when, start + len(match.group().rstrip())


def _digit(text: str, position: int) -> bool:
    return position >= 0 and text[position].isdigit()


def _time(match: re.Match[str]) -> tuple[int | None, int | None]:
    if not match["h"]:
        return None, None
    hour = int(match["h"])
    if hour > 24:  # noqa: PLR2004
        return None, None
    clock = match["clock"] or ""
    if clock in {"오후", "저녁", "밤", "낮"} and hour < 12 and not (clock == "낮" and hour > 6):  # noqa: PLR2004
        hour += 12
    elif clock in {"오전", "새벽"} and hour == 12:  # noqa: PLR2004
        hour = 0
    minute = int(match["min"]) if match["min"] else 30 if match["half_hour"] else None
    return hour, minute if minute is None or minute < 60 else None  # noqa: PLR2004


def _when(match: re.Match[str]) -> Time | None:  # noqa: PLR0911 - one case a line
    group = {name: _SPACE.sub("", value) for name, value in match.groupdict().items() if value}
    hour, minute = _time(match)
    direction = -1 if "past" in group else 1 if "coming" in group else 0
    if "iso_y" in group:
        return When(
            year=int(group["iso_y"]), month=int(group["iso_m"]), day=int(group["iso_d"]), hour=hour, minute=minute
        )
    if "amount" in group:
        side: Literal["ago", "ahead"] = "ago" if group["side"] == "전" else "ahead"
        return Stretch(amounts=((_UNITS[group["unit"]], int(group["amount"])),), side=side)
    if "same" in group or "next" in group:
        return When(same_day=True, shift=("day", 1) if "next" in group else None, hour=hour, minute=minute)
    if "rd" in group:
        return When(shift=("day", _DAYS[group["rd"]]), hour=hour, minute=minute)
    if "rw" in group:
        weekday = _WEEKDAYS.index(group["wwd"]) if "wwd" in group else None
        part = "late" if "weekend" in group else _PARTS.get(group.get("wpart", ""), "")
        return When(shift=("week", _WEEKS[group["rw"]]), weekday=weekday, part=part, hour=hour, minute=minute)
    if "turn" in group:
        return When(shift=("month" if group["turn"] == "월말" else "year", 0), part=_PARTS[group["turn"][1]])
    if "wd" in group:
        return When(weekday=_WEEKDAYS.index(group["wd"]), direction=direction, hour=hour, minute=minute)
    if "rq" in group:
        return When(shift=("quarter", _QUARTERS[group["rq"]]))
    return _calendar(group, direction, hour, minute)


def _calendar(group: dict[str, str], direction: int, hour: int | None, minute: int | None) -> Time | None:
    number = {name: int(group[name]) for name in ("y", "m", "d", "q") if name in group}
    shift: tuple[str, int] | None = None
    if "ry" in group:
        shift = ("year", _YEARS[group["ry"]])
    elif "rm" in group:
        shift = ("month", _MONTHS[group["rm"]])
    half = {"상": 1, "하": 2}.get(group.get("half", ""))
    if not number and shift is None and half is None:
        return None
    # A part of a month or year needs its month or year before it: "초" alone is a word
    part = _PARTS.get(group.get("part", ""), "")
    return When(
        year=number.get("y"), month=number.get("m"), day=number.get("d"), quarter=number.get("q"), half=half,
        shift=shift, part=part, direction=direction, hour=hour, minute=minute,
    )  # fmt: skip


_RANGE = RangeRule(
    one=_read,
    between=re.compile(r"\s?(?:[~∼〜～∽\-–—]|(?P<word>부터|에서))\s?"),
    bare_first=re.compile(
        r"(?:(?P<past>지난)\s|(?P<coming>오는)\s)?(?:(?P<m>[0-9]{1,2})월\s?)?(?P<d>[0-9]{1,2})(?:일)?\s?[~∼〜～∽\-–—]\s?(?=[0-9]{1,2}(?:일|월))"
    ),
    closing=re.compile("까지"),
    needs_closing=re.compile(r"(?:까지|\s?사이)"),
)


def _whole(text: str, start: int) -> tuple[Time, int] | None:
    return read_range(text, start, _RANGE)


RULE = DateRule(
    anchor=re.compile(
        r"[0-9]+|(?<![가-힣])(?:지난|지지난|오[는늘전후]|다음|다가|이[날달번튿]|작년|당일|같은\s날|그저께|그제|어제|전날|내[일년달주후]|모레|글피"
        r"|금[년주월]|올|재작년|상반기|하반기|연[말초]|월말|[월화수목금토일]요일|새벽|아침|낮|저녁|밤)"
    ),
    read=_whole,
    joined=re.compile(r"(?:,|·|과|와|\s및)\s?"),
)
