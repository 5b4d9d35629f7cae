"""Times of day as English writes them: 10:30 a.m., 5pm, nine thirty, half past eight, 2 in the afternoon, noon, tonight."""

from __future__ import annotations

from typing import Any, NamedTuple

from twosource.languages.en.vocabulary import CARDINAL, DAY_PART, any_in, letters, number, pattern, value

Fields = dict[str, Any]
_NOON, _HOURS, _MINUTES = 12, 24, 60
# Until this hour "at night" is the small hours
_SMALL_HOURS = 5


class Clock(NamedTuple):
    """Fields of `When`; `weak` where the words alone may be another number ("4", "10:30")."""

    fields: Fields
    end: int
    weak: bool


_HALF = r"(?P<ap>[ap]\.[ ]?m\b\.?|[ap][ ]?m\b|(?<=[0-9])[ap]\b)"
_BEHIND = rf"(?:[ ](?:in[ ]the|at)[ ](?P<part>{DAY_PART}))"
_FIGURES = pattern(
    r"(?P<h>[0-9]{1,2})(?:(?P<sign>[:.])(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2}))?)?"
    rf"(?:[ ]?{_HALF}|(?P<sharp>[ ]?o['’ ]?clock))?{_BEHIND}?(?![0-9:%]|[.,/][0-9])(?!(?<=[0-9])[a-z])"
)
_HOUR = any_in("cardinal")
_WORDS = pattern(
    rf"(?P<h>{_HOUR})(?:[ -](?P<m>{CARDINAL})(?:[ ]minutes)?\b)?(?:[ ]{_HALF}|(?P<sharp>[ ]?o['’ ]?clock))?{_BEHIND}?(?![\w-])"
)
_PAST = pattern(
    rf"(?P<m>half|(?:a[ ])?quarter|{CARDINAL}|[0-9]{{1,2}})(?:[ ]min(?:ute)?s?)?[ ](?P<side>past|to|after)[ ]"
    rf"(?P<h>{_HOUR}|[0-9]{{1,2}})(?:[ ]{_HALF})?{_BEHIND}?(?![\w:.-]*[\w])"
)
_NAMED = pattern(r"(?P<noon>noon|midday)\b|midnight\b")
_PART = pattern(
    rf"(?:(?:in[ ](?:the[ ])?)?(?:(?P<rough>early|late|mid)(?:[ ]in[ ]the)?[ -])?)(?P<part>{DAY_PART})(?![ ]?['’]s\b|-)|(?P<half>[ap]m)\b"
)


_LETTERS = letters("cardinal", "tens", more="nmha0123456789q")


def read_clock(text: str, start: int) -> Clock | None:
    """A clock time at `start`."""
    sign = text[start : start + 1]
    if not sign or sign not in _LETTERS:
        return None
    if match := _NAMED.match(text, start):
        hour = _NOON if match["noon"] else 0
        return Clock({"hour": hour, "hour_sure": True}, match.end(), weak=False)
    for form in (_FIGURES, _PAST) if sign.isdigit() else (_PAST, _WORDS):
        match = form.match(text, start)
        if match and (found := _clock(match.groupdict(), match.end())):
            return found
    return None


def _clock(group: dict[str, Any], end: int) -> Clock | None:
    minutes: int | None = _minutes(group["m"]) if group["m"] else None
    hour = number(group["h"])
    if "side" in group:
        assert minutes is not None
        if group["side"].casefold() == "to":
            hour, minutes = (hour or _HOURS) - 1, _MINUTES - minutes
    second = int(group["s"]) if group.get("s") else None
    if hour > _HOURS or (minutes or 0) >= _MINUTES or (second or 0) >= _MINUTES:
        return None
    half = (group["ap"] or "")[:1].lower()
    sure = bool(half or group["part"]) or hour > _NOON or hour == 0
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    elif group["part"]:
        hour = in_part(hour, value("day_part", group["part"]))
    weak = not (half or group["part"] or group.get("sharp"))
    fields: Fields = {"hour": hour, "hour_sure": sure}
    if minutes is not None:
        fields["minute"] = minutes
    if second is not None:
        fields["second"] = second
    return Clock(fields, end, weak)


def _minutes(words: str) -> int:
    if words.casefold() == "half":
        return 30
    return 15 if words.casefold().endswith("quarter") else number(words)


def in_part(hour: int, part: str) -> int:
    """The hour of the day, of 24, that "seven in the evening" names."""
    if "morning" in part:
        return 0 if hour == _NOON else hour
    if hour >= _NOON or (part in {"night", "midday"} and hour < _SMALL_HOURS):
        return hour
    return hour if part == "midday" else hour + _NOON


def read_part(text: str, start: int) -> tuple[Fields, int] | None:
    """Fields for a part of the day ("early in the morning", "night") at `start`."""
    match = _PART.match(text, start)
    if match is None:
        return None
    if match["half"]:
        return {"day_part": "afternoon" if match["half"][0] in "pP" else "morning"}, match.end()
    fields = {"day_part": value("day_part", match["part"])}
    if match["rough"]:
        early = match["rough"].lower() == "early" and fields["day_part"] == "morning"
        fields |= {"day_part": "early_morning"} if early else {"part": match["rough"].lower()}
    return fields, match.end()
