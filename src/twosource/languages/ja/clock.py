"""Times of day as Japanese writes them: 午前10時半ごろ, 夜六時, 15時, 正午; 未明, 朝, 夕方, 夜遅く."""

from __future__ import annotations

import re

from twosource.languages.ja.vocabulary import DASH, SMALL, Fields, any_in, number, one_of, section

_DAY_PARTS = section("day_part")
# Hours under the number told are hours of the second half of the day
_SECOND_HALF = section("clock")
_NOON, _HOURS, _MINUTES = 12, 30, 60
# Until this hour 夜 is the small hours of the next day
_SMALL_HOURS = 5
_BEFORE_NOON, _AFTER_NOON = {"午前", "午後"}, {"夜", "深夜"}
_ROUGHLY = r"(?:ちょうど|ごろ|頃|すぎ|過ぎ|前後|前(?![半日夜期年])|まえ)"

_CLOCK = re.compile(
    rf"""
    (?:(?P<part>{any_in("clock")})の?[ ]?)?
    (?:(?P<noon>正午)
    |(?P<h>{SMALL})[ ]?時(?![間代期刻短限事速系価給効計評局折]|点(?!で))
        (?:[ ]?(?P<min>{SMALL})[ ]?分(?![間け裂析割]|の[0-9一二三]))?(?:[ ]?(?P<sec>{SMALL})[ ]?秒(?!間|差))?(?P<half>半)?
    |(?P<rh>{SMALL})(?={DASH}{SMALL}[ ]?時(?!間))
    |(?P<dh>[0-9]{{1,2}}):(?P<dm>[0-9]{{2}})(?![0-9:]))
    {_ROUGHLY}?
    """,
    re.VERBOSE,
)
_PART = re.compile(rf"(?P<part>{any_in('day_part')})(?!{one_of('part_behind')})(?:遅く|早く)?{_ROUGHLY}?")


def read_clock(text: str, start: int, *, bare: bool = False, part: str = "") -> tuple[Fields, int] | None:
    """Fields of `When` for a clock time at `start`.

    Without a part of the day only what cannot be a length is taken, unless `bare`; `part` is what was told before.
    """
    match = _CLOCK.match(text, start)
    if match is None:
        return None
    part = match["part"] or part
    if match["noon"]:
        return {"hour": _NOON, "hour_sure": True}, match.end()
    said = match["h"] or match["rh"] or match["dh"]
    hour, minute = number(said), match["min"] or match["dm"]
    second = number(match["sec"]) if match["sec"] else None
    minutes = number(minute) if minute else 30 if match["half"] else 0 if second is not None else None
    if hour > _HOURS or (minutes or 0) >= _MINUTES or (second or 0) >= _MINUTES:
        return None
    plain = said[0].isdigit() and not match["rh"] and not match["dh"] and (hour > _NOON or bool(match["min"]))
    if not (part or bare or plain):
        return None
    sure = bool(part) or hour > _NOON or hour == 0
    return {"hour": _told(hour, part), "minute": minutes, "second": second, "hour_sure": sure}, match.end()


def _told(hour: int, part: str) -> int:
    half = _SECOND_HALF.get(part, 0)
    if part in _AFTER_NOON and (hour < _SMALL_HOURS or hour == _NOON):
        return hour % _NOON + 2 * _NOON
    if half and hour < _NOON and not (part == "昼" and hour >= half):
        return hour + _NOON
    return hour


def read_part(text: str, start: int) -> tuple[Fields, int] | None:
    """Fields of `When` for a part of the day at `start`, without a clock time."""
    match = _PART.match(text, start)
    return ({"day_part": _DAY_PARTS[match["part"]]}, match.end()) if match else None
