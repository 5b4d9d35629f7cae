"""Days, months and years as English writes them: Jan. 30, 30 January 2026, 1/30/26, 2026-01-30, the 30th, May 2026, 2018."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeAlias

from twosource.languages.en.vocabulary import (
    CARDINAL,
    MONTH,
    ORDINAL,
    WEEKDAY,
    YEAR,
    YEAR_WORDS,
    any_of,
    full_year,
    letters,
    number,
    pattern,
    phrases,
    value,
    year_of,
)  # fmt: skip
from twosource.languages.when import Time, When

Found: TypeAlias = tuple[Time, int]
_MONTHS, _LAST_DAY = 12, 31

_D = r"(?:3[01]|[12][0-9]|0?[1-9])"
_SUFFIXED = rf"(?:{_D}(?:st|nd|rd|th))"
_TENS_DAY = rf"(?:(?:twenty|thirty)(?:[ -]{CARDINAL})?\b)"
# A day behind its month: no bare "one", which begins other things
_DAY = rf"(?P<d>{_D}(?:st|nd|rd|th)?(?!['’]?[a-z0-9:%]|\.[0-9]|,[0-9](?![0-9]{{3}}(?![0-9])))|{ORDINAL}\b|{_TENS_DAY}|(?:thir|four|fif|six|seven|eigh|nine)teen\b)"
_DAY_FIRST = rf"(?P<d>{_D}(?:st|nd|rd|th)?|{ORDINAL}|{CARDINAL})"
# A hyphen may begin the other end of a range, if that is a date as well
_ENDS = r"(?![a-z0-9%]|[.,:/][0-9]|-[0-9]{1,4}(?![0-9]*[/-][0-9]))"
_TAIL = (
    rf"(?:(?:[ ]?,[ ]?|[ ](?:of|in)[ ](?:the[ ]year[ ])?|[ ]|[-/])(?:(?P<y>{YEAR}){_ENDS}|(?P<yw>{YEAR_WORDS})\b(?!-))"
    r"|[ ](?:of[ ])?['’](?P<y2>[0-9]{2})(?![0-9])|[ ]of[ ](?P<y2b>[0-9]{2})(?![0-9a-z%,.:]))?"
)
_COUNTED = rf"(?![ ]{any_of(phrases('counted'))}\b)"

_MONTH_FIRST = pattern(rf"(?P<m>{MONTH})(?:[ ]?[ /-][ ]?(?:the[ ])?|,[ ]|(?=[0-9])){_DAY}{_COUNTED}{_TAIL}")
_MONTH_YEAR = pattern(
    rf"(?P<m>{MONTH})(?:,?[ ]|[ ](?:of|in)[ ]|[-/])(?:(?P<y>{YEAR})(?:-(?P<d>{_D}){_ENDS}|{_ENDS})|(?P<yw>{YEAR_WORDS})\b)"
    rf"|(?P<m2>{MONTH})[ ]of[ ](?P<y2>[0-9]{{2}})(?![0-9a-z%,.:])"
)
_FIRST_DAY = pattern(rf"{_DAY_FIRST}(?:[ ]day)?(?P<of>[ ]of)?(?:[ ]|[-/])(?:the[ ])?(?P<m>{MONTH}){_TAIL}(?![\w])")
_YEAR_FIRST = pattern(
    rf"(?P<y>{YEAR})(?:(?P<s>[ /-])(?P<m>{MONTH})(?:(?P=s)(?P<d>{_D}))?|[/-](?P<d2>{_D})[/-](?P<m2>{MONTH})){_ENDS}"
)
_YEAR_MIDDLE = pattern(rf"(?P<d>{_D})-(?P<y>{YEAR})-(?P<m>{MONTH}){_ENDS}")
_YEAR_BEHIND = pattern(rf"(?P<d>{_D})-(?P<m>{MONTH})-(?P<y2>[0-9]{{2}}){_ENDS}")

_ISO = pattern(rf"(?P<y>{YEAR})(?P<s>[-/. ])(?P<n>1[0-2]|0?[1-9])(?P=s)(?P<d>{_D}){_ENDS}")
_SOLID = pattern(
    r"(?P<y>19[0-9]{2}|20[0-9]{2})(?P<n>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9a-z%]|[.,-][0-9])"
)
_NUMERIC = pattern(rf"(?P<a>[0-9]{{1,2}})(?P<s>[-/.])(?P<b>[0-9]{{1,2}})(?P=s)(?P<y>{YEAR}|[0-9]{{2}}){_ENDS}")
_MONTH_NUMBER = pattern(
    rf"(?P<y>{YEAR})[-/](?P<n>1[0-2]|0?[1-9]){_ENDS}|(?P<n2>1[0-2]|0?[1-9])[-/](?P<y2>{YEAR}){_ENDS}"
)
_SHORT = pattern(
    rf"(?P<a>[0-9]{{1,2}})(?P<s>[-/.])(?P<b>[0-9]{{1,2}})(?:,[ ](?P<y>{YEAR}))?(?!['’]?[a-z0-9:%]|[./][0-9]|-[0-9]{{1,4}}(?![0-9]*/[0-9])|[ ](?:of|percent)\b|,[0-9])"
)
# Fractions and names that look like a day
_NO_SHORT = frozenset({"9/11", "24/7", "7/24"})
_MORE_SHORT = pattern(r"[ ]?[-–][ ]?[0-9]{1,2}/[0-9]{1,2}")
_BEFORE_SHORT = pattern(
    rf"(?:(?:\b(?:on|by|from|since|until|till|before|after|between|to|this|next|last)|{WEEKDAY},?)[ ]|[0-9][ ]?[-–][ ]?)$"
)

_WEEKDAY_FORM = pattern(
    rf"(?P<wd>{WEEKDAY})(?:,?[ ](?:(?:the[ ])(?P<d>{_D}(?:st|nd|rd|th)?|{ORDINAL})(?![\w-])"
    rf"|(?P<d2>{_SUFFIXED}|{_D}(?=[ ]?(?:[.!?;)]|$|,[ ]|[ ](?:at|between|from)[ ][0-9])))(?![0-9a-z:%]|[.,-][0-9]))(?![ ]{MONTH}|[ ]of\b))?(?!['’](?!s\b)[a-z0-9]|[a-z0-9]|[ ]of[ ](?:each|every)\b)"
)
_WEEKDAY_OF = pattern(r"[ ]?[-(][ ]?|,?[ ]")
_BARE_DAY = pattern(
    rf"the[ ](?P<d>{_SUFFIXED}|{_D}(?=[ ]from[ ][0-9]|[ ]between[ ][0-9]))(?=[ ]?(?:[,.;:!?)\]-]|$)|[ ](?:at|in|to|and|when|after|before|from|between|until|through|this|that|of[ ](?:the|this|last|next)[ ]month)\b)(?!-[a-z])"
)
_FINAL_DAY = pattern(
    rf"(?:the[ ])?(?P<d>{_D}(?:st|nd|rd|th)?|{ORDINAL})(?:,[ ](?P<y>{YEAR}))?(?!['’]?[a-z0-9:%]|[.,/][0-9]|[ ]{MONTH}|[ ](?:percent|people)\b)"
)
_FIRST_OF_MORE = pattern(
    rf"(?:the[ ])?(?P<d>{_D}(?:st|nd|rd|th)?|{ORDINAL})(?P<sign>[ ]?[-–—~][ ]?|[ ](?:to|through|till|until|and|or|&)[ ]|,[ ])(?:the[ ])?"
    rf"(?=(?:{_D}(?:st|nd|rd|th)?|{ORDINAL})(?:(?:,[ ]|[ ](?:and|or)[ ])(?:the[ ])?{_D})?(?:[ ]of)?[ ]?-?(?:{MONTH}|(?:in[ ])?(?:this|next|last)[ ]month))"
)
_YEAR_ALONE = pattern(
    rf"(?P<y>(?:1[5-9]|2[01])[0-9]{{2}})(?![\w%]|[,.:/-][0-9]|[ ]?s\b|[-–][0-9]){_COUNTED}|(?P<yw>{YEAR_WORDS})(?![\w-]){_COUNTED}"
)
_BEFORE_YEAR = pattern(
    r"(?:\b(?:in|since|by|of|from|until|till|for|during|before|after|between|and|or|to|through|than|not|the|a|year|early|mid|late)|[(=])[ -]?$"
)
_PLAIN_YEAR = pattern(r"[ ]?(?:$|[.!?;)](?:[ ]|$))")
_THE_YEAR = pattern(rf"(?:calendar[ ])?(?:year|cy)[ ](?P<y>{YEAR}){_ENDS}|cy(?P<y2>[0-9]{{2}})(?![\w])")
_MONTH_ALONE = pattern(rf"(?P<m>{MONTH})(?!['’][a-rt-z]|[\w$]|-(?!{MONTH}))(?![ ]?[0-9])")
_BEFORE_MONTH = pattern(
    rf"\b(?:in(?:[ ]the)?|since|by|until|till|from|of|for|through|during|before|after|early|mid|late)[ -]$|{MONTH}[ ](?:and|or)[ ]$"
)
# Words of every day that are months too: only where they are written as a name or something dates them
_PLAIN_WORDS = frozenset({"may", "march", "mar", "sat", "sun", "mon", "wed", "dec", "sep"})


def read_day(text: str, start: int) -> Found | None:
    """A day, month or year told by its own numbers or names at `start`."""
    sign = text[start]
    forms = _FIGURE_FORMS if sign.isdigit() else [form for form, first in _WORD_FORMS if sign in first]
    for form in forms:
        if found := form(text, start):
            return found
    return None


def _month(word: str) -> int:
    return int(value("month", word))


def _dated(match: re.Match[str] | None) -> Found | None:
    """Of a match with groups d, m or n, and some sort of y."""
    if match is None:
        return None
    group = {name: said for name, said in match.groupdict().items() if said}
    name = group.get("m") or group.get("m2")
    month = _month(name) if name else int(group.get("n") or group["n2"])
    day = group.get("d") or group.get("d2")
    try:
        said = When(year=_year(group), month=month, day=number(day) if day else None)
    except ValueError:
        return None
    return said, match.end()


def _year(group: dict[str, str]) -> int | None:
    if "yw" in group:
        return year_of(group["yw"])
    digits = group.get("y") or group.get("y2") or group.get("y2b")
    return full_year(digits) if digits else None


def _month_first(text: str, start: int) -> Found | None:
    match = _MONTH_FIRST.match(text, start)
    if match and match["m"] == "may" and match["d"].isalpha() and " the " not in match.group():
        return None
    return _dated(match)


def _month_year(text: str, start: int) -> Found | None:
    return _dated(_MONTH_YEAR.match(text, start))


def _first_day(text: str, start: int) -> Found | None:
    match = _FIRST_DAY.match(text, start)
    if match and match["m"] in {"may", "march"} and not (match["of"] or match["y"]):
        return None
    return _dated(match)


def _year_first(text: str, start: int) -> Found | None:
    return _dated(_YEAR_FIRST.match(text, start) or _YEAR_MIDDLE.match(text, start) or _YEAR_BEHIND.match(text, start))


def _iso(text: str, start: int) -> Found | None:
    return _dated(_ISO.match(text, start) or _SOLID.match(text, start))


def _timestamp(text: str, start: int) -> Found | None:
    """ISO 8601 with its time: 2026-01-30T10:30:00; a zone behind it is not read."""
    match = _TIMESTAMP.match(text, start)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups())
    return When(year=year, month=month, day=day, hour=hour, minute=minute, second=second, hour_sure=True), match.end()


_TIMESTAMP = pattern(rf"({YEAR})-([01][0-9])-([0-3][0-9])T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?(?![0-9])")


def _month_number(text: str, start: int) -> Found | None:
    match = _MONTH_NUMBER.match(text, start)
    return _dated(match)


def _numeric(text: str, start: int) -> Found | None:
    """Month, day and year as America writes them; the other way round where the first is no month."""
    match = _NUMERIC.match(text, start)
    if match is None:
        return None
    month, day = _month_and_day(match)
    # Three numbers with full stops are a version as well
    if not month or (match["s"] == "." and len(match["y"]) == 2):  # noqa: PLR2004
        return None
    return When(year=full_year(match["y"]), month=month, day=day), match.end()


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    """Of two numbers the month and the day; 0, 0 where they are none. With full stops the day comes first."""
    first, second = int(match["a"]), int(match["b"])
    if (match["s"] == "." or first > _MONTHS) and second <= _MONTHS:
        first, second = second, first
    return (first, second) if 1 <= first <= _MONTHS and 1 <= second <= _LAST_DAY else (0, 0)


def _short(text: str, start: int) -> Found | None:
    """Month and day alone, where something says that it is no fraction, score or decimal."""
    match = _SHORT.match(text, start)
    if match is None or match.group() in _NO_SHORT:
        return None
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if first <= 12 else (second, first)  # noqa: PLR2004
    if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004
        return None
    before = _BEFORE_SHORT.search(text, max(0, start - 12), start)
    plain = match["s"] == "/" and max(first, second) > 12  # noqa: PLR2004
    if match["s"] != "/":
        # "Friday 7.6", but not the score of "Friday 7-6"
        before = before if match["s"] == "." and _WEEKDAY_BEFORE.search(text, max(0, start - 14), start) else None
        plain = False
    if not (before or plain or match["y"] or (match["s"] == "/" and _MORE_SHORT.match(text, match.end()))):
        return None
    return When(year=int(match["y"]) if match["y"] else None, month=month, day=day), match.end()


_WEEKDAY_BEFORE = pattern(rf"{WEEKDAY}[ ]$")


def _weekday(text: str, start: int) -> Found | None:
    match = _WEEKDAY_FORM.match(text, start)
    if match is None:
        return None
    word = match["wd"]
    # "Sat", "sun" and "wed" are verbs and things too
    short = len(word) == 3  # noqa: PLR2004
    if short and not (word[0].isupper() and _NEAR_SHORT.match(text, match.end("wd"))):
        return None
    said = When(weekday=value("weekday", word))
    day = match["d"] or match["d2"]
    return (replace(said, day=number(day)) if day else said), match.end()


_NEAR_SHORT = pattern(
    rf"[,.;:!?)(-]|$|[ ](?:[0-9]|{MONTH}|at\b|or\b|and\b|morning|afternoon|evening|night|the[ ][0-9])"
)


def read_month_day(text: str, start: int) -> Found | None:
    """The date behind a weekday: "Friday, Jan. 30", "Friday (Jan. 30)", "Friday-Jun-15"."""
    link = _WEEKDAY_OF.match(text, start)
    if link is None:
        return None
    for form in (_iso, _numeric, _short, _first_day, _month_first):
        found = form(text, link.end()) if link.end() < len(text) else None
        if found and isinstance(found[0], When) and found[0].day is not None:
            closes = "(" in link.group() and text[found[1] : found[1] + 1] == ")"
            return found[0], found[1] + closes
    return None


def _bare_day(text: str, start: int) -> Found | None:
    """The 30th, the 20th of next month."""
    match = _OF_MONTH.match(text, start)
    if match:
        side = 0 if match["side"].lower() == "the" else int(value("side", match["side"]))
        return When(day=number(match["d"]), shift=("month", side)), match.end()
    match = _BARE_DAY.match(text, start)
    return (When(day=number(match["d"])), match.end()) if match else None


_OF_MONTH = pattern(
    rf"(?:the[ ])?(?P<d>{_SUFFIXED}|{ORDINAL})(?:[ ]day)?[ ](?:of[ ])?(?P<side>this|last|next|the)[ ]month(?![\w-])"
)


def _year_alone(text: str, start: int) -> Found | None:
    match = _THE_YEAR.match(text, start)
    if match:
        return When(year=full_year(match["y"] or match["y2"])), match.end()
    match = _YEAR_ALONE.match(text, start)
    if match is None:
        return None
    if _NUMBER_BEFORE.search(text, max(0, start - 4), start):
        return None
    dated = _BEFORE_YEAR.search(text, max(0, start - 9), start)
    near = match["y"] and match["y"][:2] in {"19", "20"} and _PLAIN_YEAR.match(text, match.end())
    if not dated and not near:
        return None
    try:
        return When(year=int(match["y"]) if match["y"] else year_of(match["yw"])), match.end()
    except ValueError:
        return None


_NUMBER_BEFORE = pattern(r"[0-9][ ]?[-–/][ ]?$")


def _month_alone(text: str, start: int) -> Found | None:
    match = _MONTH_ALONE.match(text, start)
    if match is None:
        return None
    before = _BEFORE_MONTH.search(text, max(0, start - 14), start)
    if _YEAR_AFTER.match(text, match.end()) and match["m"] not in _PLAIN_WORDS:
        return When(month=_month(match["m"])), match.end()
    if before is None or (
        match["m"] in _PLAIN_WORDS and before.group()[:-1].lower() not in {"in", "since", "late", "early", "mid"}
    ):
        return None
    return When(month=_month(match["m"])), match.end()


_MONTH_LETTERS, _NUMBER_LETTERS = letters("month"), letters("ordinal", "cardinal", "tens")
_YEAR_AFTER = pattern(r"[ ](?:of[ ])?(?:this|last|next)[ ]year\b")
_WORD_FORMS = (
    (_month_first, _MONTH_LETTERS), (_month_year, _MONTH_LETTERS), (_month_alone, _MONTH_LETTERS),
    (_weekday, letters("weekday")), (_bare_day, letters("ordinal", more="t")), (_first_day, _NUMBER_LETTERS),
    (_year_alone, letters("cardinal", "tens", more="yc")),
)  # fmt: skip
_FIGURE_FORMS = (_timestamp, _iso, _year_first, _numeric, _first_day, _bare_day, _month_number, _short, _year_alone)


def read_final_day(text: str, start: int) -> Found | None:
    """The last day of a range whose month was told before ("Jan. 29-31")."""
    match = _FINAL_DAY.match(text, start)
    if match is None:
        return None
    return When(day=number(match["d"]), year=int(match["y"]) if match["y"] else None), match.end()


def read_first_day(text: str, start: int) -> tuple[int, str, int, int] | None:
    """A bare day before others of one month ("29 and 30 January"): day, what joins them, end of the day and of that."""
    match = _FIRST_OF_MORE.match(text, start)
    if match is None:
        return None
    return number(match["d"]), match["sign"].strip().lower(), match.end("d"), match.end()


def read_any_month(text: str, start: int, *, named: bool = False) -> Found | None:
    """A month whatever stands before it: the end of a range, or behind "early" and "last".

    With `named` a word that has other meanings ("this may") must be written as a name.
    """
    match = _MONTH_ALONE.match(text, start)
    if match is None or (named and match["m"] in _PLAIN_WORDS):
        return None
    return When(month=_month(match["m"])), match.end()


def read_any_year(text: str, start: int) -> Found | None:
    """A year whatever stands before it."""
    match = _YEAR_ALONE.match(text, start)
    return (When(year=int(match["y"])), match.end()) if match and match["y"] else None
