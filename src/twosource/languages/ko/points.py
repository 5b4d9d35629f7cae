"""Points and named stretches of the Korean calendar: 지난달 30일, 올 3분기, 1월 셋째 주 금요일, 이날 오후 3시.

Each reader takes the fields told so far and a position and gives a time and where it ends; a year hands on to
months, a month to days, a day to the clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from twosource.languages.ko.clock import Fields, read_clock, read_part
from twosource.languages.ko.words import DASH, ENDS, GOES_ON, WEEKDAYS, any_in, one_of, section
from twosource.languages.when import Holding, Nth, Time, When

Found = tuple[Time, int]
_RELATIVE, _TURN, _NIGHT = section("relative"), section("turn"), section("night")
_PARTS, _SEASONS, _HOLIDAYS, _ORDINALS = section("part"), section("season"), section("holiday"), section("ordinal")
_SPACES = re.compile(r"\s")
_GAP = re.compile(r"\s?")
_CENTURY = 100

_PREFIX = re.compile(r"(?:(?P<past>지난)|(?P<coming>오는|다가오는|다가올|돌아오는)|(?P<this>이번)|(?P<next>다음))\s?")
_THIS_YEAR = re.compile(
    rf"올(?=\s?(?:[1-4]\s?(?:·\s?4|/\s?4|사)?\s?분기|1?[0-9]월|[상하]반기|{any_in('season')}{ENDS}|초{ENDS}|연[초말]{ENDS}|{any_in('holiday')})|\s들어)"
)
_NAMED = re.compile(
    rf"(?:(?P<turn>{any_in('turn')})|(?P<night>{any_in('night')})|(?P<word>{any_in('relative')})(?:(?<=[내금]년)도)?)(?:{GOES_ON}|(?={DASH}))"
)
# Titles: the girl group, "book of the month", "player of the year", today's horoscope, a company
_TITLE = re.compile(
    rf"(?:이\s?달|올\s?해|오늘)의(?!\s?(?:{any_in('ordinal')}|[0-9]))\s?(?!일정|회의|경기|회담)|내일채움|오늘날|내주(?:며|는|다|면)|당일\s?(?:배송|치기)"
)
_ISO = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})\s?(?P<sign>[.\-/])\s?(?P<m>[0-9]{1,2})\s?(?P=sign)\s?(?P<d>[0-9]{1,2})(?![0-9]|[.\-/][0-9])(?:\.(?![0-9]))?"
)
_YEAR = re.compile(
    rf"(?P<y>[12][0-9]{{3}})\s?년도?(?![대간]|\s?만[에의]|\s?동안){GOES_ON}(?!\s?(?:1[3-9]|[2-9][0-9])월)"
)
_SHORT_YEAR = re.compile(rf"(?P<y>[0-9]{{2}})년도{ENDS}")
_DECADE = re.compile(rf"(?P<decade>[12][0-9]{{2}}0|[4-9]0)년대{GOES_ON}|(?P<century>[1-9]|1[0-9]|2[0-2])세기{GOES_ON}")
_MONTH = re.compile(rf"(?P<m>1[0-2]|0?[1-9])\s?월(?![0-9]?호)(?!\s?(?:{one_of('month_behind')}|만에)){GOES_ON}")
_DAY_OF_MONTH = re.compile(rf"(?P<d>3[01]|[12][0-9]|0?[1-9])\s?일(?!\s?{one_of('length_behind')}){GOES_ON}")
# "3일 전" is so long ago, "1일 3식" a day's worth
_DAY = re.compile(rf"{_DAY_OF_MONTH.pattern}(?!\s?{one_of('ago_behind')})(?!(?<![0-9]1일)(?<=1일)\s?{one_of('daily')})")
_QUARTER = re.compile(
    rf"(?:제\s?)?(?P<q>[1-4])\s?(?:[·/]\s?4\s?|사\s?)?분기(?!\s?(?:연속|째|만에)){GOES_ON}|(?P<half>[상하])반기{GOES_ON}"
)
_SEASON = re.compile(rf"(?P<season>{any_in('season')})(?:철)?{ENDS}")
_HOLIDAY = re.compile(rf"(?P<holiday>{any_in('holiday')}){ENDS}")
_PART = re.compile(rf"\s?(?P<part>{any_in('part')})(?:{ENDS}|(?={DASH}))")
_WITH_PARTICLE = re.compile(r"에(?![가-힣])")
_ORDINAL = re.compile(
    rf"(?:의\s?|\s)?(?:(?P<word>{any_in('ordinal')})|(?P<n>[1-5])\s?(?:번째|째))\s?(?:(?P<unit>[주날])|(?P<wd>[{WEEKDAYS}])요일){ENDS}"
)
_WEEKDAY = re.compile(rf"(?P<wd>[{WEEKDAYS}])요일(?:{ENDS}|(?={DASH})|(?=[0-9]))")
_WEEKEND = re.compile(rf"\s?말{ENDS}|주\s?말{ENDS}")
_GLOSS = re.compile(
    rf"\s?\(\s?[{WEEKDAYS}](?:요일)?\s?\)|,?\s(?:(?:이번|지난|오는)\s(?:주\s)?)?[{WEEKDAYS}]요일(?:{ENDS}|(?=[0-9]))"
)
_LOCAL = re.compile(
    r"\s?\((?:이하\s)?(?:현지\s?시간|한국\s?시간|미국\s?시간|우리\s?시간|일본\s?시간|[가-힣]{2}\s?동부\s?시간)\)"
)
_HOLDING = re.compile(rf"이\s(?:있는|포함된|낀|든|속한)\s(?P<unit>[주달해]){ENDS}")
_HELD = {"주": "week", "달": "month", "해": "year"}
# A holiday alone, without a year before it or a particle behind, names a thing ("추석 연휴", "광복절 특사")
_HOLIDAY_TELLS = re.compile(
    r"(?:에|부터|까지|이었|인|을\s(?:앞두|맞)|\s?(?:이전|이후|전|후|뒤|당일|아침|오후|오전|밤|새벽)(?![가-힣]{2}))"
)


def read_point(text: str, start: int) -> Found | None:
    """The time named at `start`."""
    found = (
        _read_named(text, start)
        or _read_this_year(text, start)
        or _read_prefixed(text, start)
        or _read_number(text, start, {})
    )
    if found is None:
        return None
    holding = _HOLDING.match(text, found[1])
    return (Holding(unit=_HELD[holding["unit"]], of=found[0]), holding.end()) if holding else found


def _read_named(text: str, start: int) -> Found | None:
    match = _NAMED.match(text, start)
    if match is None or _TITLE.match(text, start):
        return None
    word, end = _SPACES.sub("", match["turn"] or match["night"] or match["word"]), match.end()
    if match["turn"]:
        unit, amount, part = _TURN[word]
        takes = _WITH_PARTICLE.match(text, end) if unit == "week" else None
        return When(shift=(unit, amount), part=part), takes.end() if takes else end
    if match["night"]:
        fields: Fields = {"shift": ("day", _NIGHT[word])}
        return _after_day({**fields, "day_part": "night"}, text, end)
    unit, amount = _RELATIVE[word]
    if unit == "same_day":
        return _after_day({"same_day": True, "shift": ("day", amount) if amount else None}, text, end)
    if unit in {"same_month", "same_year"}:
        unit = unit.removeprefix("same_")
        return _AFTER[unit]({"same_unit": unit, "shift": (unit, amount)}, text, end)
    return _AFTER[unit]({"shift": (unit, amount)}, text, end)


def _read_prefixed(text: str, start: int) -> Found | None:  # noqa: PLR0911 - one case a line
    """Behind 지난, 오는, 이번, 다음: a weekday, a holiday, a season, or what numbers tell."""
    prefix = _PREFIX.match(text, start)
    if prefix is None:
        return None
    after = prefix.end()
    turn = -1 if prefix["past"] else 1 if prefix["coming"] or prefix["next"] else 0
    if weekday := _WEEKDAY.match(text, after):
        day = WEEKDAYS.index(weekday["wd"])
        # "다음 금요일" is next week's, "오는 금요일" the first to come
        near: Fields = {"direction": turn} if prefix["past"] or prefix["coming"] else {"shift": ("week", turn)}
        return _after_day({"weekday": day, **near}, text, weekday.end())
    if weekend := re.compile(rf"주\s?말{ENDS}").match(text, after):
        return When(shift=("week", turn), part="late"), weekend.end()
    if prefix["next"]:
        return None
    near = {"direction": turn} if turn else {"shift": ("year", 0)}
    if season := _SEASON.match(text, after):
        year = {-1: -1}.get(turn, 0)
        return When(season=_SEASONS[season["season"]], shift=("year", year)), season.end()
    if day_name := _HOLIDAY.match(text, after):
        return _after_day({"holiday": _holiday(day_name), **near}, text, day_name.end())
    return _read_number(text, after, near)


def _read_this_year(text: str, start: int) -> Found | None:
    """올 alone before what lies in a year: "올 3분기", "올여름", "올 들어"."""
    match = _THIS_YEAR.match(text, start)
    return _after_year({"shift": ("year", 0)}, text, match.end()) if match else None


def _holiday(match: re.Match[str]) -> str:
    return str(_HOLIDAYS[_SPACES.sub("", match["holiday"])])


def _read_number(text: str, start: int, near: Fields) -> Found | None:
    """What begins with a number, and holidays, halves and weekdays."""
    if (found := _read_year(text, start)) or not (match := _MONTH.match(text, start)):
        return found or _read_within_year(text, start, near)
    return _after_month({"month": int(match["m"]), **near}, text, match.end())


def _read_year(text: str, start: int) -> Found | None:
    if match := _ISO.match(text, start):
        fields = {"year": int(match["y"]), "month": int(match["m"]), "day": int(match["d"])}
        return _after_day(fields, text, match.end())
    if match := _YEAR.match(text, start):
        return _after_year({"year": int(match["y"])}, text, match.end())
    if match := _SHORT_YEAR.match(text, start):
        year = int(match["y"])
        return When(year=year + (_CENTURY * 19 if year >= _CENTURY // 2 else _CENTURY * 20)), match.end()
    if match := _DECADE.match(text, start):
        if match["century"]:
            return _with_part({"century": int(match["century"])}, text, match.end())
        decade = int(match["decade"])
        return _with_part({"decade": decade + 1900 if decade < _CENTURY else decade}, text, match.end())
    return None


def _read_within_year(text: str, start: int, near: Fields) -> Found | None:
    if match := _DAY.match(text, start):
        return _after_day({"day": int(match["d"]), **near}, text, match.end())
    if match := _QUARTER.match(text, start):
        return _with_part({**_quarter(match), **near}, text, match.end())
    if match := _WEEKDAY.match(text, start):
        return _after_day({"weekday": WEEKDAYS.index(match["wd"]), **near}, text, match.end())
    if (match := _HOLIDAY.match(text, start)) and _HOLIDAY_TELLS.match(text, match.end()):
        return _after_day({"holiday": _holiday(match), **near}, text, match.end())
    return None


def _quarter(match: re.Match[str]) -> Fields:
    return {"quarter": int(match["q"])} if match["q"] else {"half": 1 if match["half"] == "상" else 2}


# --- what may follow ------------------------------------------------------------------------------


def _after_year(fields: Fields, text: str, end: int) -> Found:
    at = _GAP.match(text, end).end()  # type: ignore[union-attr]
    if match := _MONTH.match(text, at):
        return _after_month({**fields, "month": int(match["m"])}, text, match.end())
    if match := _QUARTER.match(text, at):
        return _with_part({**fields, **_quarter(match)}, text, match.end())
    if match := _SEASON.match(text, at):
        return When(**{**fields, "season": _SEASONS[match["season"]]}), match.end()
    if match := _HOLIDAY.match(text, at):
        return _after_day({**fields, "holiday": _holiday(match)}, text, match.end())
    if match := re.compile(rf"연(?P<part>[초말]){ENDS}").match(text, at):
        return When(**{**fields, "part": _PARTS[match["part"]]}), match.end()
    return _with_ordinal(fields, text, end) or _with_part(fields, text, end)


def _after_month(fields: Fields, text: str, end: int) -> Found:
    at = _GAP.match(text, end).end()  # type: ignore[union-attr]
    if match := _DAY_OF_MONTH.match(text, at):
        return _after_day({**fields, "day": int(match["d"])}, text, match.end())
    return _with_ordinal(fields, text, end) or _with_part(fields, text, end)


def _after_week(fields: Fields, text: str, end: int) -> Found:
    at = _GAP.match(text, end).end()  # type: ignore[union-attr]
    if match := _WEEKDAY.match(text, at):
        return _after_day({**fields, "weekday": WEEKDAYS.index(match["wd"])}, text, match.end())
    if match := _WEEKEND.match(text, end):
        return When(**fields, part="late"), match.end()
    return _with_part(fields, text, end)


def _after_day(fields: Fields, text: str, end: int) -> Found:
    """A gloss, a weekday, a clock time or a part of the day behind a day."""
    gloss = _GLOSS.match(text, end) if "weekday" not in fields else None
    if gloss:
        end = gloss.end()
        told = re.search(f"[{WEEKDAYS}](?=요일|\\s?\\))", gloss.group())
        if told and set(fields) == {"day"}:
            fields = {**fields, "weekday": WEEKDAYS.index(told.group())}
    local = _LOCAL.match(text, end)
    after = local.end() if local else end
    at = _GAP.match(text, after).end()  # type: ignore[union-attr]
    if clock := read_clock(text, at, bare=True, part="밤" if "day_part" in fields else ""):
        fields.pop("day_part", None)
        return When(**{**fields, **clock[0]}), clock[1]
    if "day_part" not in fields and (part := read_part(text, at)):
        # "화요일 오전에" is one adverb, "다음 주 화요일 오전에" a time with a particle
        particle = _WITH_PARTICLE.match(text, part[1]) if set(fields) == {"weekday"} else None
        return When(**{**fields, **part[0]}), particle.end() if particle else part[1]
    return When(**fields), end


def _with_ordinal(fields: Fields, text: str, end: int) -> Found | None:
    match = _ORDINAL.match(text, end)
    if match is None:
        return None
    n = int(match["n"]) if match["n"] else _ORDINALS[_SPACES.sub("", match["word"])]
    within = When(**fields)
    if match["wd"]:
        return Nth(n=n, unit="weekday", weekday=WEEKDAYS.index(match["wd"]), within=within), match.end()
    nth = Nth(n=n, unit="week" if match["unit"] == "주" else "day", within=within)
    if nth.unit == "week" and (weekday := _WEEKDAY.match(text, _GAP.match(text, match.end()).end())):  # type: ignore[union-attr]
        return _after_day({"base": nth, "weekday": WEEKDAYS.index(weekday["wd"])}, text, weekday.end())
    return nth, match.end()


def _with_part(fields: Fields, text: str, end: int) -> Found:
    match = _PART.match(text, end)
    if match is None:
        return When(**fields), end
    end = match.end()
    # "이달 초에" is one adverb, "11월 중순에" a time with a particle
    if "shift" in fields and (particle := _WITH_PARTICLE.match(text, end)):
        end = particle.end()
    return When(**{**fields, "part": _PARTS[match["part"]]}), end


_AFTER: dict[str, Callable[[dict[str, Any], str, int], Found]] = {
    "day": _after_day, "week": _after_week, "month": _after_month, "year": _after_year, "quarter": _with_part,
}  # fmt: skip
