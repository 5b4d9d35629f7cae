"""One time: a day, a clock time and a part of the day in any order ("Friday at 3 p.m.", "8am tomorrow", "10 to 12 on Jan. 30")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from twosource.languages.en.clock import Clock, Fields, in_part, read_clock, read_part
from twosource.languages.en.days import Found, read_day, read_month_day
from twosource.languages.en.lengths import read_length
from twosource.languages.en.relative import read_quarter, read_relative, read_season
from twosource.languages.en.vocabulary import any_of, pattern, phrases
from twosource.languages.when import Between, Holding, Meant, Nth, Stretch, Time, When
from twosource.records import Mod

_NOON = 12

_ZONE = r"(?:[ ](?:\([A-Z]{2,4}\)|[ECMP][SD]?T\b|[KJ]ST\b|GMT\b|UTC\b|(?:local|eastern|pacific|central|mountain|japan|korea|korean|japanese)[ ](?:standard[ ])?time))?"
_LINK = pattern(
    rf"{_ZONE}(?:[ ]?,)?[ ](?:(?P<word>on|at|in|of|for|around|about|@)[ ])?(?:the[ ](?!same|[0-9])|around[ ]|about[ ])?|(?P<sign>[ ]?@[ ]?|-(?=[0-9]{{1,2}}[:ap ])|\)-)"
)
_BARE_END = pattern(r"[ ]?(?:[.,;!?)]|$)|[ ](?:on|with|to|for|and|or|in|sharp)\b")
_CLOCK_RANGE = pattern(r"(?P<word>(?:from|between|at)[ ])?(?=[0-9]|[a-z])")
_CLOCK_TO = pattern(r"[ ]?(?:[-–—~]|\b(?:to|until|till|through|and)\b)[ ]?")
_CLOCK_MOD = pattern(
    r"(?:(?P<before>before|prior[ ]to)|(?P<after>after|later[ ]than)|(?P<by>by|no[ ]later[ ]than|until|till)|(?P<since>since|from|starting(?:[ ]at)?|no[ ]earlier[ ]than))[ ](?:around[ ]|about[ ])?"
)
OR_LATER = pattern(
    r"[ ](?:(?:or|and)[ ](?:(?P<after>later|after|greater|thereafter|onwards?)|(?P<before>earlier|before))|(?P<onward>onwards?))(?![\w-])(?![ ](?:[a-z]+ly[ ])?(?:the|my|our|his|her|their|its)\b)"
)
_MODS = {"before": Mod.BEFORE, "after": Mod.AFTER, "by": Mod.ON_OR_BEFORE, "since": Mod.ON_OR_AFTER}


@dataclass(slots=True)
class _Said:
    """What has been read of one time."""

    day: Time | None = None
    clock: Clock | None = None
    until: Clock | None = None
    part: Fields | None = None
    mod: Mod = Mod.NONE

    @property
    def has_clock(self) -> bool:
        return self.clock is not None


def read_point(text: str, start: int) -> Found | None:
    """A day, a clock time, or both with whatever tells the part of the day, at `start`; what it says and where it ends."""
    said = _Said()
    end = _component(text, start, said, word=None)
    if end is None:
        return None
    while end < len(text):
        link = _LINK.match(text, end)
        at = link.end() if link else end
        if link is None or at >= len(text) or (said.day is None and said.clock is None and "," in link.group()):
            break
        following = _component(text, at, said, word=(link["word"] or link["sign"] or "").strip().lower())
        if following is None and link["word"]:
            # "Tuesday at 2:00 - 2:30 pm", "tomorrow from 10am": the word may be the component's own
            following = _component(text, link.start("word"), said, word="")
        if following is None:
            break
        end = following
    built = _built(said)
    return (built, end) if built else None


def _component(text: str, at: int, said: _Said, *, word: str | None) -> int | None:
    """Reads one more part into `said`; its end, or None where none follows. `word` is what links it, None at the start."""
    if not said.has_clock and (end := _clocks(text, at, said, word)):
        return end
    # "In the afternoon on Friday" as well as "on Friday afternoon"
    if said.part is None and word in {None, "", "in", "at"} and (found := read_part(text, at)):
        said.part = found[0]
        return found[1]
    return _day_into(text, at, said, word)


def _clocks(text: str, at: int, said: _Said, word: str | None) -> int | None:
    if word in {None, "", "at", "for", "@", "around", "about", "-", ")-"}:
        if end := _clock_range(text, at, said):
            return end
        clock = read_clock(text, at)
        if clock and not _NUMBER_BEHIND.match(text, clock.end) and _fits(text, at, clock, said, word):
            said.clock = clock
            tail = OR_LATER.match(text, clock.end)
            if tail:
                said.mod = Mod.ON_OR_BEFORE if tail["before"] else Mod.ON_OR_AFTER
            return tail.end() if tail else clock.end
    if said.day is not None and (mod := _CLOCK_MOD.match(text, at)):
        clock = read_clock(text, mod.end())
        if clock and (not clock.weak or "minute" in clock.fields):
            said.clock = clock
            said.mod = _MODS[mod.lastgroup or "by"]
            return clock.end
    return None


_NUMBER_BEHIND = pattern(r"[-/][0-9]")


def _fits(text: str, at: int, clock: Clock, said: _Said, word: str | None) -> bool:
    """Whether a number may be a clock time where it stands."""
    if not clock.weak:
        return True
    if "minute" in clock.fields:
        # A score stands alone, a clock time beside its day
        if "." in text[at : clock.end] and not (word == "at" and _BARE_END.match(text, clock.end)):
            return False
        return said.day is not None if word is not None else _day_near(text, clock.end)
    return said.day is not None and word in {"at", "around", "@"} and _BARE_END.match(text, clock.end) is not None


def _day_near(text: str, end: int) -> bool:
    link = _LINK.match(text, end)
    return link is not None and link.end() < len(text) and read_level(text, link.end()) is not None


def _clock_range(text: str, at: int, said: _Said) -> int | None:
    """Two clock times: "from 5 to 6pm", "1:00 PM - 1:15 PM"; bare numbers only beside a day and behind a word."""
    head = _CLOCK_RANGE.match(text, at)
    first = read_clock(text, head.end()) if head and head.end() < len(text) else None
    if head is None or first is None:
        return None
    link = _CLOCK_TO.match(text, first.end)
    if link is None or (link.group().strip().lower() == "and" and (head["word"] or "").lower() != "between "):
        return None
    last = read_clock(text, link.end()) if link.end() < len(text) else None
    if last is None or _NUMBER_BEHIND.match(text, last.end):
        return None
    if first.weak and last.weak:
        told = bool(head["word"]) or ("minute" in first.fields and "minute" in last.fields) or said.part is not None
        near = said.day is not None or _day_near(text, last.end)
        if not told or not near:
            return None
    said.clock, said.until = first, last
    return last.end


def _day_into(text: str, at: int, said: _Said, word: str | None) -> int | None:
    if said.day is None:
        found = read_level(text, at)
        if found is None or (word in {"for", "about", "@"} and not said.has_clock):
            return None
        said.day, end = found
        return _more_of_weekday(text, end, said)
    if word == "@":
        return None
    found = read_level(text, at)
    merged = _merged(said.day, found[0], word or "") if found else None
    if found is None or merged is None:
        return None
    said.day = merged
    return found[1]


def _more_of_weekday(text: str, end: int, said: _Said) -> int:
    """The date behind a weekday or a word for a day: "Friday, Jan. 30", "Friday (Jan. 30)", "tomorrow, 13/04/21"."""
    day = said.day
    if (
        not isinstance(day, When)
        or day.month is not None
        or not (day.weekday is not None or (day.shift and day.shift[0] == "day"))
    ):
        return end
    found = read_month_day(text, end)
    if found is None or not isinstance(found[0], When):
        return end
    weekday = day.weekday if day.shift is None or day.shift[0] == "week" else None
    shift = ("year", 0) if day.shift and day.shift[0] == "week" and found[0].year is None else None
    said.day = replace(found[0], weekday=weekday, shift=shift)
    return found[1]


def _merged(day: Time, other: Time, word: str) -> Time | None:  # noqa: PLR0911 - one case a line
    """Two ways to tell one day: "Tuesday of next week", "next week on Tuesday", "Monday, two weeks from now"."""
    plain = _plain_weekday(day)
    if plain is not None and isinstance(other, When) and _is_week(other):
        return replace(other, weekday=plain)
    if isinstance(day, When) and _is_week(day) and (weekday := _plain_weekday(other)) is not None:
        return replace(day, weekday=weekday)
    if plain is not None and isinstance(other, Stretch) and other.side in {"ago", "ahead"} and word in {"", "in"}:
        return _weekday_from(other, plain)
    weekday = _plain_weekday(other)
    if weekday is not None and word == "on":
        if isinstance(day, Stretch) and day.side in {"ago", "ahead"}:
            return _weekday_from(day, weekday)
        if isinstance(day, Nth | Holding):
            return When(base=day, weekday=weekday)
    if word in {"of", "in", ""} and isinstance(day, When) and isinstance(other, When):
        return _with_year(day, other, word)
    return None


def _with_year(day: When, other: When, word: str) -> When | None:
    """A day or month with the longer time it is in: "the 15th of this month", "May of last year", "Christmas last year"."""
    if other.shift is None or other.weekday is not None or other.part or day.year is not None:
        return None
    unit = other.shift[0]
    if unit == "month" and day.day is not None and day.month is None and day.weekday is None:
        return replace(day, shift=other.shift)
    if unit == "year" and (day.month is not None or day.holiday) and day.shift is None and word in {"of", ""}:
        return replace(day, shift=other.shift, quarter=other.quarter)
    return None


def _plain_weekday(said: Time) -> int | None:
    if isinstance(said, When) and said.weekday is not None and (said.day, said.month, said.shift) == (None, None, None):
        return said.weekday
    return None


def _is_week(said: When) -> bool:
    week = said.shift is not None and said.shift[0] == "week"
    return (week or said.same_unit == "week") and said.weekday is None and not said.part


def _weekday_from(far: Stretch, weekday: int) -> When:
    """A weekday so many weeks off is in that week; so many months off, the next one from there."""
    near = far.amounts[-1][0] in {"week", "day"}
    return When(base=Holding(unit="week", of=far) if near else far, weekday=weekday)


def _built(said: _Said) -> Time | None:
    if said.clock is None:
        return _with_part(said.day, said.part) if said.part and said.day else said.day
    if said.day is None and said.clock.weak and not (said.until and not said.until.weak):
        return None
    if isinstance(said.day, Stretch) and said.day.anchor and said.day.side == "next" and said.until is None:
        # "For a day starting this Friday at 5 p.m."
        return replace(said.day, anchor=_at(said.day.anchor, said.clock, said.part, None))
    part = said.part or _part_of(said.day)
    day = _without_part(said.day)
    first = _at(day, said.clock, part, None if said.until is None else said.until)
    if said.until is None:
        return Meant(mod=said.mod, time=first) if said.mod else first
    until = _in_part(said.until.fields, part)
    return Between(first=first, last=When(**until))


def _part_of(day: Time | None) -> Fields | None:
    return {"day_part": day.day_part} if isinstance(day, When) and day.day_part else None


def _without_part(day: Time | None) -> Time | None:
    return replace(day, day_part="", part="") if isinstance(day, When) and day.day_part else day


def _in_part(fields: Fields, part: Fields | None) -> dict[str, Any]:
    if part is None or fields["hour_sure"]:
        return fields
    return fields | {"hour": in_part(fields["hour"], part["day_part"]), "hour_sure": True}


def _at(day: Time | None, clock: Clock, part: Fields | None, until: Clock | None) -> When:
    fields = _in_part(clock.fields, part)
    if until and part and not clock.fields["hour_sure"] and until.fields["hour_sure"] and until.fields["hour"] < _NOON:
        fields = clock.fields
    if day is None:
        return When(**fields)
    if isinstance(day, When) and day.base is None and not day.part:
        return replace(day, **fields)
    return When(base=day, **fields)


def _with_part(day: Time, part: Fields) -> Time | None:
    if isinstance(day, When) and not day.day_part and not day.part:
        return replace(day, **part)
    return None if isinstance(day, When) else When(base=day, **part)


# --- a day, or a longer time ----------------------------------------------------------------------


def read_level(text: str, at: int) -> Found | None:
    """A time without a clock at `at`: what ranges, and times told from others, are made of."""
    return _level(text, at, _DEPTH)


def _level(text: str, at: int, depth: int) -> Found | None:
    if depth == 0 or at >= len(text) or _NEVER.search(text, max(0, at - 12), at):
        return None

    def inner(said: str, start: int) -> Found | None:
        return _level(said, start, depth - 1)

    # Of "Q3 2018" the year is no time of its own
    own = read_quarter(text, at) if text[at].isdigit() else None
    own = own or read_day(text, at) or read_relative(text, at, inner) or read_season(text, at)
    return own or read_length(text, at, inner)


# "The weekend of the last week of May" is as deep as English goes
_DEPTH = 3
_NEVER = pattern(rf"\b(?:{any_of(phrases('never_before'))})[ ](?:other[ ])?$")
