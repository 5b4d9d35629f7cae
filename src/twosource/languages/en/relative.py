"""Times told from publication or as a part of a longer one: last month, this Friday, the third week of May, late 2018, Q3."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from twosource.languages.en.days import Found, read_any_month, read_any_year
from twosource.languages.en.vocabulary import (
    CARDINAL,
    DAY_PART,
    ORDINAL,
    SIDE,
    WEEKDAY,
    YEAR,
    any_in,
    any_of,
    fold,
    full_year,
    letters,
    number,
    pattern,
    phrases,
    value,
)  # fmt: skip
from twosource.languages.when import Holding, Nth, Stretch, Time, When

Inner = Callable[[str, int], Found | None]

_TODAY = When(shift=("day", 0))
_LONG = r"(?:week|month|quarter|year|decade|century|weekend)\b"
_ORD = rf"(?:{ORDINAL}|[0-9]{{1,3}}(?:st|nd|rd|th))"

_DAY_WORD = pattern(rf"(?P<night>(?:tonight|tonite)\b)|(?P<day>{any_in('day')})(?![\w-])")
_SIDED = pattern(
    rf"(?:this[ ](?P<twice>past|coming|upcoming|last|next)|(?P<side>{SIDE}))[ ](?P<year>(?:fiscal|school|academic|calendar)[ ](?=year))?"
)
_SIDED_UNIT = pattern(
    r"(?P<unit>working[ ]week|workweek|week|month|quarter|year|decade|century|weekend|hour|day)(?![\w-])(?!['’](?!s\b))"
)
_PLAIN_DAY_PART = pattern(rf"(?P<part>{DAY_PART})(?![\w-])")
_SEASON_NAME = pattern(rf"(?P<season>{any_in('season')})(?![\w-])(?:(?:[ ]of)?[ ](?P<y>{YEAR})\b)?")
_THAT = pattern(r"(?P<word>same|that)[ ](?P<unit>day|week|month|quarter|year|weekend)(?![\w'’-])(?![ ](?:is|of)\b)")
_DAYS_ROUND = pattern(
    r"the[ ](?P<word>next|following|previous)[ ](?P<unit>day)(?![\w'’-])|the[ ](?P<unit2>day|year|month|week)[ ](?P<word2>before|after)(?=[ ]?[.,;:!?)]|$|[ ](?:and|but|when|as|in|at|that|he|she|they|it)\b)"
)
_THE_WEEKEND = pattern(r"the[ ]weekend(?![ ]of\b|['’\w-])")
_AFTER_NEXT = pattern(r"the[ ](?P<unit>week|month|quarter|year|weekend)[ ]after[ ]next\b")

_QUARTER = pattern(
    rf"(?:the[ ])?(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)[ -](?P<unit>quarter|half)(?!-)\b(?:[ ](?:of|in)[ ](?:(?:the[ ])?(?:(?:calendar|fiscal)[ ]year[ ]|fiscal[ ])?(?P<y>{YEAR})\b|(?:(?P<side>last|this|next|the)[ ])year\b)|[ ](?P<side2>last|this|next)[ ]year\b|[ ](?P<y2>{YEAR})\b)?"
)
_QUARTER_SIGN = pattern(
    rf"(?:(?P<y>{YEAR})(?:[ -]|(?=[hq])))?(?P<sign>[qh])(?P<n>[1-4])(?![0-9a-z.,]*[0-9a-z])(?:(?:[ ]of[ ]|[ -])(?P<y2>{YEAR})(?![\w-]))?"
    rf"|(?P<n3>[1-4])(?P<sign3>[qh])(?![\w])(?:[ ]?(?P<y3>{YEAR})\b)?"
)
_FISCAL = pattern(
    rf"(?:fy|sy)[ -]?['’]?(?P<y>{YEAR}|[0-9]{{2}})(?![\w,.]*[0-9])|(?:fiscal|school|academic)(?:[ -]year)?[ ](?:of[ ])?(?P<y2>{YEAR})\b|(?:fiscal|school)[ ]year(?=[ ]?(?:[.!?]|$))"
)
_OF_YEAR = pattern(r"(?P<side>last|this|next)[ ]year['’]s[ ]")
_CENTURY = pattern(rf"(?:the[ ])?(?P<n>{_ORD})[ -]{{1,2}}century(?![ -](?:bc|old))\b")
_DECADE = pattern(
    rf"(?P<the>the[ ])?(?:(?P<y>(?:1[0-9]|20)[0-9]0)(?:[ ]?s|(?<=the[ ][0-9]{{4}})['’]s)\b|['’](?P<y2>[2-9]0)s\b"
    rf"|(?<=the[ ])(?P<y3>[2-9]0)['’]?s\b|(?P<century>nineteen[ ])?(?P<word>{any_in('decade')})\b)"
)
_OWN = pattern(r"\b(?:his|her|their|my|our|your|its|in|the)[ ](?:(?:early|mid|late)[ -])?$")
_ISO_WEEK = pattern(
    rf"(?:calendar[ ])?week[ ](?P<n>5[0-3]|[1-4]?[0-9])[ ](?:of|in)[ ](?:(?P<y>{YEAR})\b|(?P<side>last|this|next)[ ]year\b)|calendar[ ]week[ ](?P<n2>5[0-3]|[1-4]?[0-9])\b|(?P<y3>{YEAR})-w(?P<n3>5[0-3]|[0-4][0-9])\b"
)

_NTH = pattern(
    rf"(?:the[ ])?(?P<n>{_ORD}|last|final)[ ](?:(?P<count>{CARDINAL}|[0-9]{{1,2}})[ ])?(?:(?P<unit>business[ ]day|day|week|weekend|month|year|decade)s?|(?P<wd>{WEEKDAY})(?:[ ](?P<part>{DAY_PART}))?)[ ](?:of|in)[ ](?P<the>the[ ])?"
)
_WHOLE = pattern(r"(?P<unit>week|month|quarter|year|decade|century)(?![\w-])")
_HOLDING = pattern(
    r"(?:the[ ])?(?:(?P<unit>week|weekend|month)(?:[ ](?:of|beginning|starting|commencing|ending)(?:[ ]on)?)|w/c|week[ ]commencing)[ ](?:the[ ])?"
)
_PART = pattern(
    r"(?:very[ ])?(?:(?P<part>early|late|mid)(?P<in>[ ](?:in|on)(?:[ ]the)?)?[ -]{1,3}|(?P<edge>beginning|start|end|middle|close)[ ](?:of[ ])?(?P<the>the[ ])?)"
)
_END_SIGN = pattern(r"(?:the[ ])?(?P<sign>eo[dwmqy])(?![\w-])")
_ROUGHLY = pattern(
    r"(?P<word>earlier|later|(?:rest|remainder|remaining)[ ]of(?=[ ](?:the|this)\b))[ ](?:(?:in|on)[ ])?(?P<the>the[ ])?"
)
_HOLIDAY = pattern(
    rf"(?P<name>{any_in('holiday')})(?![\w-])(?!['’]s)(?:[ ]weekend(?P<weekend>)\b)?(?:,?[ ](?:(?:of|in)[ ])?(?P<y>{YEAR})\b(?:[ ]weekend(?P<weekend2>)\b)?|[ ](?:of[ ])?(?P<side>last|this|next)[ ]year\b)?"
)
_GOES_ON = pattern(
    rf"[ ]?(?:[.,;:!?)–—]|$|[-][ ])|[ ](?:{any_of(phrases('goes_on'))}|{DAY_PART}|{WEEKDAY}|[0-9])(?![\w-])"
)
_BEFORE_HOLIDAY = re.compile(r"(?:['’]s?|\b(?!The\b|On\b|In\b|For\b|By\b|At\b)[A-Z][a-z]+(?:i|ian|an|ese|ish|ch)?)[ ]$")
_DAY = pattern(r"day(?![\w-])")
_AT_THE = pattern(r"\bat[ ](?:the[ ])?$")
_END_UNITS = {"w": "week", "m": "month", "q": "quarter", "y": "year"}


def read_relative(text: str, start: int, inner: Inner) -> Found | None:
    """A time told from publication or within another, which `inner` reads."""
    sign = text[start]
    for form, first in _FORMS:
        if sign in first and (found := form(text, start)):
            return found
    for nested, first in _NESTED:
        if sign in first and (found := nested(text, start, inner)):
            return found
    return read_holiday(text, start) if sign in _HOLIDAY_LETTERS else None


def _day_word(text: str, start: int) -> Found | None:
    match = _DAY_WORD.match(text, start)
    if match:
        said = (
            When(shift=("day", 0), day_part="night")
            if match["night"]
            else When(shift=("day", value("day", match["day"])))
        )
        return said, match.end()
    match = _END_SIGN.match(text, start)
    if match is None:
        return None
    unit = match["sign"][-1].lower()
    if unit == "d":
        return _end_of_day(_TODAY), match.end()
    return When(shift=(_END_UNITS[unit], 0), part="late"), match.end("sign")


def _end_of_day(day: When) -> When:
    return replace(day, hour=23, minute=59, second=59, hour_sure=True)


def _that(text: str, start: int) -> Found | None:
    """The day, week, month or year told before, or the one beside it."""
    if match := _THAT.match(text, start):
        return _same(match["unit"].lower(), 0), match.end()
    if match := _THE_WEEKEND.match(text, start):
        return When(shift=("weekend", 0), direction=-1), match.end()
    if match := _AFTER_NEXT.match(text, start):
        return When(shift=(match["unit"].lower(), 2)), match.end()
    match = _DAYS_ROUND.match(text, start)
    if match is None:
        return None
    back = (match["word"] or match["word2"]).lower() in {"before", "previous"}
    return _same((match["unit"] or match["unit2"]).lower(), -1 if back else 1), match.end()


def _same(unit: str, shift: int) -> When:
    moved = (unit, shift) if shift else None
    if unit == "day":
        return When(same_day=True, shift=moved)
    return When(same_unit=unit, shift=moved)


def read_quarter(text: str, start: int) -> Found | None:
    """A quarter or a half of a year at `start`: "the third quarter of 2025", "Q3", "2019 H2", "next year's first quarter"."""
    if match := _OF_YEAR.match(text, start):
        found = read_quarter(text, match.end()) or read_any_month(text, match.end())
        if found and isinstance(found[0], When):
            return replace(found[0], shift=("year", value("side", match["side"]))), found[1]
        return None
    if match := _QUARTER.match(text, start):
        return _told_quarter(match)
    match = _QUARTER_SIGN.match(text, start)
    if match is None:
        return None
    count, half = int(match["n"] or match["n3"]), (match["sign"] or match["sign3"]).lower() == "h"
    digits = match["y"] or match["y2"] or match["y3"]
    if (half and (count > 2 or not digits)) or (match["n3"] and not digits):  # noqa: PLR2004
        return None
    said = When(half=count) if half else When(quarter=count)
    return replace(said, year=int(digits) if digits else None), match.end()


def _told_quarter(match: re.Match[str]) -> Found | None:
    side = (match["side"] or match["side2"] or "").lower()
    dated = match["y"] or match["y2"] or side
    half = match["unit"].lower() == "half"
    count = (2 if half else 4) if match["n"].lower() == "final" else number(match["n"])
    # The halves of a match are as common as those of a year
    if (half and (not dated or count > 2)) or (match["n"].lower() == "final" and not dated):  # noqa: PLR2004
        return None
    said = When(half=count) if half else When(quarter=count)
    if side:
        return replace(said, shift=("year", 0 if side == "the" else value("side", side))), match.end()
    digits = match["y"] or match["y2"]
    return replace(said, year=int(digits) if digits else None), match.end()


def _named_unit(text: str, start: int) -> Found | None:
    """Fiscal years, ISO weeks, centuries and decades."""
    if match := _FISCAL.match(text, start):
        digits = match["y"] or match["y2"]
        said = When(year=full_year(digits), fiscal=True) if digits else When(shift=("year", 0), fiscal=True)
        return said, match.end()
    if match := _ISO_WEEK.match(text, start):
        week = int(match["n"] or match["n2"] or match["n3"])
        shift = ("year", int(value("side", match["side"]))) if match["side"] else None
        digits = match["y"] or match["y3"]
        return (When(week=week, year=int(digits) if digits else None, shift=shift), match.end()) if week else None
    if match := _CENTURY.match(text, start):
        century = number(match["n"])
        return (When(century=century), match.end()) if century <= 22 else None  # noqa: PLR2004
    return _decade(text, start)


def _decade(text: str, start: int) -> Found | None:
    match = _DECADE.match(text, start)
    if match is None:
        return None
    if match["y"]:
        return When(decade=int(match["y"])), match.end()
    if not match["century"]:
        # "A man in his sixties", "highs in the 70s": with an owner an age, after other words a measure
        before = match["the"] or match["y2"] or _OWN.search(text, max(0, start - 14), start)
        owned = isinstance(before, re.Match) and before.group().split()[0].lower() not in {"the", "in"}
        if not before or owned or (not match["y2"] and _MEASURED.search(text, max(0, start - 50), start)):
            return None
    digits = match["y2"] or match["y3"]
    return When(decade=1900 + int(digits) if digits else value("decade", match["word"])), match.end()


_MEASURED = pattern(r"\b(?:temperatures?|degrees|highs?|lows?|aged?|ages|speeds?|scored|shot)\b[^.;]{0,40}$")


def _nth(text: str, start: int, inner: Inner) -> Found | None:
    match = _NTH.match(text, start)
    if match is None:
        return None
    within = _whole(text, match.end(), inner, the=bool(match["the"]))
    if within is None:
        return None
    last = match["n"].lower() in {"last", "final"}
    count = number(match["count"]) if match["count"] else 1
    if match["wd"]:
        said: Time = Nth(
            n=-1 if last else number(match["n"]),
            unit="weekday",
            weekday=value("weekday", match["wd"]),
            within=within[0],
        )
        if match["part"]:
            said = When(base=said, day_part=value("day_part", match["part"]))
    else:
        said = Nth(
            n=-1 if last else number(match["n"]), unit=value("unit", match["unit"]), count=count, within=within[0]
        )
    return said, within[1]


def _whole(text: str, start: int, inner: Inner, *, the: bool) -> Found | None:
    """What something is a part of: "the month" is publication's own, "May" and "last year" are as `inner` reads them."""
    match = _WHOLE.match(text, start)
    if match:
        return (When(shift=(match["unit"].lower(), 0)), match.end()) if the else None
    return inner(text, start) or read_any_month(text, start) or read_any_year(text, start)


def _holding(text: str, start: int, inner: Inner) -> Found | None:
    match = _HOLDING.match(text, start)
    if match is None:
        return None
    found = inner(text, match.end()) or inner(
        text, match.end() - 4 if text[: match.end()].lower().endswith("the ") else match.end()
    )
    if found is None:
        return None
    said, end = found
    unit = (match["unit"] or "week").lower()
    if unit == "month" and isinstance(said, When) and said.month is not None:
        return (replace(said, day=None), end) if match["unit"] else None
    if isinstance(said, When) and (said.day or said.holiday or said.weekday is not None or said.shift):
        return Holding(unit=unit, of=said), end
    return None


def _part(text: str, start: int, inner: Inner) -> Found | None:
    """Early, mid or late, the beginning, middle or end of a time."""
    match = _PART.match(text, start)
    if match is None:
        return None
    part, at = value("part", match["part"] or match["edge"]), match.end()
    if (match["edge"] or match["in"]) and (unit := _WHOLE.match(text, at)):
        return When(shift=(unit["unit"].lower(), 0), part=part), unit.end()
    if day := _DAY.match(text, at):
        # "End of day", "early in the day Wednesday"
        if match["edge"]:
            return _edge_of_day(text, start, _TODAY, part, day.end())
        at = day.end() + 1
    found = None
    if at < len(text):
        found = inner(text, at) or (None if day else read_any_month(text, at) or read_any_year(text, at))
    if found is None or not isinstance(found[0], When) or found[0].part:
        return None
    said, end = found[0], found[1]
    one_day = said.day is not None or said.weekday is not None or (said.shift is not None and said.shift[0] == "day")
    return _edge_of_day(text, start, said, part, end) if match["edge"] and one_day else (replace(said, part=part), end)


def _edge_of_day(text: str, start: int, day: When, part: str, end: int) -> Found | None:
    """The end of a day is its last second; "at the end of the day" is no time at all."""
    if part != "late":
        return replace(day, part=part), end
    idiom = day is _TODAY and _AT_THE.search(text, max(0, start - 8), start) is not None
    return None if idiom else (_end_of_day(day), end)


def _roughly(text: str, start: int, inner: Inner) -> Found | None:
    """Earlier this month is up to publication, later this year from it on; earlier on Friday is just that day."""
    match = _ROUGHLY.match(text, start)
    if match is None:
        return None
    earlier = match["word"].lower() == "earlier"
    to_now, rough = ("earlier", "early") if earlier else ("later", "late")
    if match["the"]:
        unit = _WHOLE.match(text, match.end())
        return (When(shift=(unit["unit"].lower(), 0), part=to_now), unit.end()) if unit else None
    found = inner(text, match.end())
    if found is None or not isinstance(found[0], When):
        return None
    said = found[0]
    unit_of, amount = said.shift or ("", 0)
    part = ""
    if unit_of not in {"", "day"} and said.weekday is None:
        part = to_now if amount == 0 else rough
    elif said.day_part or (unit_of == "day" and amount == 0 and not earlier):
        part = rough
    return replace(said, part=part), found[1]


def _sided(text: str, start: int, inner: Inner) -> Found | None:
    match = _SIDED.match(text, start)
    if match is None:
        return None
    word = fold(match["twice"] or match["side"])
    side, at = int(value("side", word)), match.end()
    fiscal = bool(match["year"]) and fold(match["year"]).strip() != "calendar"
    if unit := _SIDED_UNIT.match(text, at):
        return _sided_unit(word, fold(unit["unit"]), fiscal=fiscal, end=unit.end())
    if (day_part := _PLAIN_DAY_PART.match(text, at)) and word in {"last", "this", "next"}:
        part = value("day_part", day_part["part"])
        return When(shift=("day", side), day_part=part), day_part.end()
    if (season := _SEASON_NAME.match(text, at)) and not season["y"]:
        return When(season=value("season", season["season"]), shift=("year", side)), season.end()
    found = inner(text, at) or read_any_month(text, at, named=True)
    if found is None or not isinstance(found[0], When):
        return None
    said = _sided_day(found[0], word, side, twice=bool(match["twice"]))
    return (said, found[1]) if said else None


def _sided_unit(word: str, unit: str, *, fiscal: bool, end: int) -> Found | None:
    side = int(value("side", word))
    if unit == "hour":
        return (Stretch(amounts=(("hour", 1),), side="next" if side > 0 else "past"), end) if side else None
    if unit == "day":
        return None
    if unit in {"working week", "workweek"}:
        return Stretch(amounts=(("day", 5),), side="next", anchor=When(shift=("week", side), weekday=0)), end
    if word in {"following", "previous"} and not fiscal:
        return _same(unit, side), end
    return When(shift=(unit, side), fiscal=fiscal), end


def _sided_day(said: When, word: str, side: int, *, twice: bool) -> When | None:
    if said.shift or said.same_day or said.base or said.part or said.year:
        return None
    if said.weekday is not None and said.month is None and said.day is None:
        if word in {"past", "coming", "upcoming"} and (twice or word != "coming"):
            return replace(said, direction=side)
        # "This Friday" said on a Saturday of what will be is the coming one
        return replace(said, shift=("week", side), direction=1 if side == 0 else 0)
    if said.month or said.holiday:
        if side == 0 or (word == "next" and said.weekday is not None):
            return replace(said, shift=("year", 0))
        return replace(said, direction=side)
    return None


def read_holiday(text: str, start: int) -> Found | None:
    """A holiday that is meant as a day: not Christmas trees, nor another country's Independence Day."""
    match = _HOLIDAY.match(text, start)
    if match is None:
        return None
    if _BEFORE_HOLIDAY.search(text, max(0, start - 20), start):
        return None
    if not (match["y"] or match["side"] or _GOES_ON.match(text, match.end())):
        return None
    shift = ("year", int(value("side", match["side"]))) if match["side"] else None
    said = When(holiday=value("holiday", match["name"]), year=int(match["y"]) if match["y"] else None, shift=shift)
    weekend = match["weekend"] is not None or match["weekend2"] is not None
    return Holding(unit="weekend", of=said) if weekend else said, match.end()


def read_season(text: str, start: int) -> Found | None:
    """A season with its year or behind a preposition ("in the spring")."""
    match = _SEASON_NAME.match(text, start)
    if match is None:
        return None
    if match["y"]:
        return When(season=value("season", match["season"]), year=int(match["y"])), match.end()
    before = _BEFORE_SEASON.search(text, max(0, start - 12), start)
    return (When(season=value("season", match["season"])), match.end()) if before else None


_BEFORE_SEASON = pattern(r"\b(?:in|since|during|until|by)[ ](?:the[ ])?$")


_DIGITS = "0123456789"
_FORMS = (
    (_day_word, letters("day", more="te")), (_that, letters(more="st")),
    (read_quarter, letters("ordinal", more="qhltnf" + _DIGITS)),
    (_named_unit, letters("ordinal", "decade", more="fscwtn'’" + _DIGITS)),
)  # fmt: skip
_NESTED = (
    (_nth, letters("ordinal", more="tlf" + _DIGITS)), (_holding, letters(more="twm")),
    (_part, letters("part", more="v")), (_roughly, letters(more="elr")), (_sided, letters("side")),
)  # fmt: skip
_HOLIDAY_LETTERS = letters("holiday")
