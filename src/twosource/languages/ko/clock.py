"""Times of day as Korean writes them: 오전 10시 30분께, 밤 12시, 15시, 정오; 오후, 이른 아침, 밤늦게."""

from __future__ import annotations

import re
from typing import Any

from twosource.languages.ko.words import DASH, ENDS, any_in, section

Fields = dict[str, Any]
_DAY_PARTS = section("day_part")
_NOON, _HOURS, _MINUTES = 12, 24, 60
# Until this hour 밤 is the small hours of the next day, and 낮 and 저녁 are afternoon
_SMALL_HOURS = 5

_BY_DAY = {"오전", "새벽", "아침"}
# 경 and 전 begin other words too ("경기", "전국")
_ABOUT = r"(?:\s?(?:께|쯤|즈음|무렵|경(?=에|부터|까지|[^가-힣]|$))(?:에(?![가-힣]))?)?"
_CLOCK = re.compile(
    rf"""
    (?:(?P<part>이른\s새벽|새벽|이른\s아침|아침|오전|한?낮|오후|초?저녁|밤|심야)\s?)?
    (?:(?P<h>[0-9]{{1,2}})시(?!간|즌|리즈|\s?뉴스|[가-힣]*[장군](?![가-힣]))
        (?:\s?(?P<min>[0-9]{{1,2}})분(?!의|간|기|[가-힣]*\s?(?:만에|동안)))?(?:\s?(?P<sec>[0-9]{{1,2}})초(?![가-힣]*\s?만에))?
        (?:\s?(?P<half>반)(?![가-힣]*[가-힣]{{2}}))?(?:\s?정각)?
    |(?P<dh>[0-9]{{1,2}}):(?P<dm>[0-9]{{2}})(?![0-9:])
    |(?P<noon>정오))
    {_ABOUT}
    """,
    re.VERBOSE,
)
_PART = re.compile(rf"(?P<early>이른\s?아침)|(?P<part>{any_in('day_part')})(?:{ENDS}|(?={DASH}))")
_ROUGHLY = re.compile(r"(?P<late>늦게(?![가-힣]))|(?P<mid>중간(?=에(?![가-힣])))")
_LATE = re.compile(r"\s?늦게(?![가-힣])")
# A day part that names a thing of that time
_THING = re.compile(r"\s?(?:식사|뉴스|메뉴|반찬|하늘)")


def read_clock(text: str, start: int, *, bare: bool = False, part: str = "") -> tuple[Fields, int] | None:
    """Fields of `When` for a clock time at `start`.

    `bare` takes one without 오전 or 오후 too; `part` is what was told before ("밤" of "어젯밤 11시").
    """
    match = _CLOCK.match(text, start)
    if match is None:
        return None
    part = match["part"] or part
    if match["noon"]:
        return {"hour": _NOON, "hour_sure": True}, match.end()
    if not part and not bare:
        return None
    hour, minute = int(match["h"] or match["dh"]), match["min"] or match["dm"]
    second = int(match["sec"]) if match["sec"] else None
    minutes = int(minute) if minute else 30 if match["half"] else 0 if second is not None else None
    if hour > _HOURS or (minutes or 0) >= _MINUTES or (second or 0) >= _MINUTES:
        return None
    fields: Fields = {"hour": _told(hour, part), "minute": minutes, "second": second}
    fields["hour_sure"] = bool(part) or hour > _NOON or hour == 0
    return fields, match.end()


def _told(hour: int, part: str) -> int:
    if not part or hour > _NOON:
        return hour
    if part[-2:] in _BY_DAY:
        return 0 if hour == _NOON and part != "아침" else hour
    if part in {"밤", "심야"}:
        return hour + _NOON if hour >= _SMALL_HOURS else hour + _HOURS
    # 낮 11시 is in the morning
    if hour == _NOON or (part[-1] == "낮" and hour > _SMALL_HOURS):
        return hour
    return hour + _NOON


def read_part(text: str, start: int) -> tuple[Fields, int] | None:
    """Fields for a part of the day ("오후", "밤늦게") at `start`."""
    match = _PART.match(text, start)
    if match is None:
        rough = _ROUGHLY.match(text, start)
        return ({"part": rough.lastgroup}, rough.end()) if rough else None
    if match["early"]:
        return {"part": "early"}, match.end()
    end = match.end()
    if late := _LATE.match(text, end):
        end = late.end()
    if _THING.match(text, end):
        return None
    return {"day_part": _DAY_PARTS[re.sub(r"\s", "", match["part"])]}, end
