"""English time expressions: Jan. 30, January 29-31, on Thursday, next week, the 30th, in the third quarter."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.languages.timeline import DateRule, RangeRule, read_range
from twosource.languages.when import Stretch, Time, When

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}
_SIDES = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_PARTS = {
    "early": "early",
    "mid": "mid",
    "mid-": "mid",
    "late": "late",
    "the end of": "late",
    "end of": "late",
    "the beginning of": "early",
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}

_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_WEEKDAY = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\.)"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_ORDINAL = r"(?:st|nd|rd|th)?"
_END = r"(?![\w])"

_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<y>{_YEAR})-(?P<n>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}}){_END}",
        rf"(?:(?P<side>last|next|this)\s)?(?P<wd>{_WEEKDAY}),?\s(?P<m>{_MONTH})\s(?P<d>[0-9]{{1,2}}){_ORDINAL}(?:,?\s(?P<y>{_YEAR}))?{_END}",
        rf"(?P<wd>{_WEEKDAY}),?\s(?:the\s)?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?P<m>{_MONTH})(?:,?\s(?P<y>{_YEAR}))?{_END}",
        rf"(?P<m>{_MONTH})\s(?P<d>[0-9]{{1,2}}){_ORDINAL}(?:,?\s(?P<y>{_YEAR}))?(?![\w]|[,.][0-9]|\s(?:people|percent|%))",
        rf"(?:the\s)?(?P<d>[0-9]{{1,2}}){_ORDINAL}\s(?:of\s)?(?P<m>{_MONTH})(?:,?\s(?P<y>{_YEAR}))?{_END}",
        rf"(?:(?P<part>early|mid-|late|the end of|end of|the beginning of)\s?)?(?P<m>{_MONTH}),?\s(?P<y>{_YEAR}){_END}",
        rf"(?:(?P<side>last|next|this)\s)?(?P<wd>{_WEEKDAY}){_END}",
        rf"(?P<rd>today|tonight|yesterday|tomorrow|the day before yesterday){_END}",
        rf"(?:(?P<part>early|late|the end of|the beginning of|earlier|later)\s)?(?P<side>last|this|next)\s(?P<unit>week|month|quarter|year)(?:end)?{_END}",
        rf"(?P<amount>[0-9]{{1,3}}|a|an|one|two|three|four|five|six|seven|eight|nine|ten)\s(?P<unit>day|week|month|year)s?\s(?P<ago>ago|earlier|later|from now){_END}",
        rf"[Tt]he\s(?P<same>same\sday){_END}",
        r"the\s(?P<d>[0-9]{1,2})(?:st|nd|rd|th)(?=\s*(?:[,.;)]|$|at\b|in\b|to\b|and\b|when\b|after\b))",
        rf"(?:the\s)?(?P<q>first|second|third|fourth)[\s-]quarter(?:\sof\s(?:(?P<y>{_YEAR})|(?P<side>last|this|next)\syear))?{_END}",
        rf"Q(?P<qn>[1-4])(?:\s(?P<y>{_YEAR}))?{_END}",
        rf"the\s(?P<half>first|second)\shalf(?:\sof\s(?P<y>{_YEAR})|\sof\s(?P<side>last|this|next)\syear){_END}",
        rf"(?:the\s)?(?P<part>early|mid-|late|end of|beginning of)\s?(?P<y>{_YEAR}){_END}",
        rf"(?:FY\s?|fiscal\s)(?P<y>{_YEAR}){_END}",
    )
)
_YEAR_ALONE = re.compile(rf"(?P<y>{_YEAR})(?![\w]|[,.-]*[0-9]|\s(?:people|won|yen|dollars|percent|%|tons|homes))")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|by|of|from|until|till|for|during|before|after|between|and|to|the|a)|\()\s?$"
)
_MONTH_ALONE = re.compile(rf"(?P<m>{_MONTH})(?![\w.]*[0-9])(?!\s[0-9]){_END}")
_BEFORE_MONTH = re.compile(
    r"\b(?P<word>[Ii]n|[Ss]ince|by|[Ll]ast|[Nn]ext|this|[Ee]arly|mid|[Ll]ate|until|from|of|through|during)[\s-]$"
)
_TIME = re.compile(
    r"(?P<h>[0-9]{1,2})(?::(?P<min>[0-9]{2}))?\s?(?P<clock>a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b)|(?P<noon>noon|midnight)\b"
)
_TIME_AFTER = re.compile(r",?\s(?:at\s|around\s|about\s|from\s)*" + f"(?:{_TIME.pattern})")
_DATE_AFTER = re.compile(
    r"(?:\s\([A-Z]{2,4}\)|\s[A-Z]{3}\b|\s(?:[Ll]ocal|Eastern|Pacific|Central|Mountain|Japan|Korea|Korean|Japanese)\s(?:[Ss]tandard\s)?time)?,?\s(?:on\s)?"
)


def _read(text: str, start: int) -> tuple[Time, int] | None:
    before = text[start - 1] if start else " "
    if (
        before.isalnum()
        or before in "$€£¥₩"
        or (before in ".,-" and text[start].isdigit() and start > 1 and text[start - 2].isdigit())
    ):
        return None
    if clock := _TIME.match(text, start):
        return _with_date(text, clock)
    read = _date(text, start)
    if read is None:
        return None
    when, end = read
    if not isinstance(when, When) or (when.shift is not None and when.shift[0] != "day"):
        return read
    if after := _TIME_AFTER.match(text, end):
        hour, minute = _time(after)
        return replace(when, hour=hour, minute=minute), after.end()
    return read


def _with_date(text: str, clock: re.Match[str]) -> tuple[Time, int] | None:
    hour, minute = _time(clock)
    if hour is None:
        return None
    link = _DATE_AFTER.match(text, clock.end())
    read = _date(text, link.end()) if link else None
    if read is None or not isinstance(read[0], When) or read[0].hour is not None:
        return When(hour=hour, minute=minute), clock.end()
    return replace(read[0], hour=hour, minute=minute), read[1]


def _time(match: re.Match[str]) -> tuple[int | None, int | None]:
    if match["noon"]:
        return (12, 0) if match["noon"] == "noon" else (0, 0)
    hour, minute = int(match["h"]), int(match["min"]) if match["min"] else None
    if hour > 12 or (minute or 0) > 59:  # noqa: PLR2004
        return None, None
    return hour % 12 + (12 if match["clock"].lower().startswith("p") else 0), minute


def _date(text: str, start: int) -> tuple[Time, int] | None:
    for pattern in _FORMS:
        if match := pattern.match(text, start):
            when = _when({name: value for name, value in match.groupdict().items() if value})
            return (when, match.end()) if when else None
    if (match := _YEAR_ALONE.match(text, start)) and _BEFORE_YEAR.search(text, max(0, start - 8), start):
        return When(year=int(match["y"])), match.end()
    if match := _MONTH_ALONE.match(text, start):
        before = _BEFORE_MONTH.search(text, max(0, start - 8), start)
        if before:
            word = before["word"].lower()
            return When(month=_month(match["m"]), part=_PARTS.get(word, ""), direction=_SIDES.get(word, 0)), match.end()
    return None


def _month(name: str) -> int:
    return _NAMES.index(name[:3].lower()) + 1


def _when(group: dict[str, str]) -> Time | None:  # noqa: PLR0911 - one case a line
    number = {name: int(value) for name, value in group.items() if name in {"y", "d", "n"}}
    side = _SIDES.get(group.get("side", ""), 0)
    part = _PARTS.get(group.get("part", ""), "")
    month = _month(group["m"]) if "m" in group else number.get("n")
    if month is not None:
        return When(year=number.get("y"), month=month, day=number.get("d"), part=part)
    if "wd" in group:
        weekday = _WEEKDAYS.index(group["wd"][:3].lower())
        if group.get("side") == "next":
            return When(shift=("week", 1), weekday=weekday)
        return When(weekday=weekday, direction=side)
    if "rd" in group:
        return When(shift=("day", _DAYS[group["rd"]]))
    if "same" in group:
        return When(same_day=True)
    if "amount" in group:
        return _ago(group)
    if "unit" in group:
        return When(shift=(group["unit"], side), part=part)
    return _year(group, number, side, part)


def _ago(group: dict[str, str]) -> Time | None:
    # "two days later" counts from a day in the text, which only a reader can name
    if group["ago"] in {"later", "earlier"}:
        return None
    amount = _COUNTS.get(group["amount"]) or int(group["amount"])
    return Stretch(amounts=((group["unit"], amount),), side="ago" if group["ago"] == "ago" else "ahead")


def _year(group: dict[str, str], number: dict[str, int], side: int, part: str) -> Time | None:
    quarter = _ORDINALS.get(group.get("q", "")) or (int(group["qn"]) if "qn" in group else None)
    half = _ORDINALS.get(group.get("half", ""))
    shift = ("year", side) if "side" in group else None
    if not number and quarter is None and half is None:
        return None
    return When(year=number.get("y"), day=number.get("d"), quarter=quarter, half=half, shift=shift, part=part)


_RANGE = RangeRule(
    one=_read,
    between=re.compile(r"\s?(?:[-–—]|\b(?:to|through|until)\b)\s?(?:the\s)?(?=[0-9]{1,2}(?:st|nd|rd|th)?\b|[A-Z])"),
    bare_last=re.compile(rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,\s(?P<y>{_YEAR}))?(?![\w%:]|[.,][0-9]|\s{_MONTH})"),
    bare_first=re.compile(rf"(?P<d>[0-9]{{1,2}})\s?(?:[-–—]|to|and)\s?(?=[0-9]{{1,2}}\s{_MONTH})"),
)


def _whole(text: str, start: int) -> tuple[Time, int] | None:
    return read_range(text, start, _RANGE)


RULE = DateRule(
    anchor=re.compile(
        r"[0-9]+|\b(?:[JFMASONDTW][a-z]|Q[1-4]|FY|the\b|The\b|last\b|next\b|this\b|to[dnm]|yester|early|earlier|late|later|mid-|end of|a\b|an\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|first\b|second\b|third\b|fourth\b|fiscal\b|noon\b|midnight\b)"
    ),
    read=_whole,
    joined=re.compile(r",?\s(?:and\s)?(?:the\s)?"),
)
