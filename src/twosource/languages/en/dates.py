"""English time expressions: times (`points`), ranges of them, and how a time is meant (since, by, before, around, or later)."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.languages.en.clock import read_clock
from twosource.languages.en.days import Found, read_any_month, read_any_year, read_final_day, read_first_day
from twosource.languages.en.points import OR_LATER, read_level, read_point
from twosource.languages.en.starts import find_starts
from twosource.languages.en.vocabulary import any_of, pattern, phrases
from twosource.languages.timeline import DateRule
from twosource.languages.when import Between, Meant, Stretch, Time, When
from twosource.records import Mod

_TODAY = When(shift=("day", 0))
_NOW_POINT = Stretch(amounts=(("second", 0),), side="ahead")
_NOW = Meant(mod=Mod.APPROX, time=_NOW_POINT)

_FROM = pattern(r"(?P<word>from|between)[ ](?:the[ ](?=[0-9a-z-]+[ ](?:to|and|until|till|through|of)\b))?")
_TO = pattern(
    r"(?:[ ]?[-–—~]|,?[ ]?\b(?P<to>to|through|thru|until|till|up[ ]to)\b|[ ]?\b(?P<and>and)\b)[ ]?(?:the[ ](?=[0-9]|[a-z-]+(?:[ ]of\b|[ ]?[.,;!?]|$)))?"
)
_NOW_WORD = pattern(r"(?P<date>(?:today|now|date|the[ ]present(?:[ ]day)?|current[ ]date)\b)(?!-)")
_MOVED = pattern(rf"\b{any_of(phrases('movers'))}\b[^.;!?]{{0,40}}$")
_MOVED_FROM = pattern(rf"\b{any_of(phrases('movers'))}\b[^.;!?]{{0,40}}\bfrom[ ](?:the[ ])?$")
_MOD = pattern(
    r"(?:(?P<since>since|(?:starting|beginning|effective)(?:[ ](?:on|from|in))?|as[ ]early[ ]as|on[ ]or[ ]after|no[ ]earlier[ ]than|>[ ]?=)"
    r"|(?P<until>until|till|til|as[ ]late[ ]as|up[ ]to|through)"
    r"|(?P<by>by|no[ ]later[ ]than|not[ ]later[ ]than|on[ ]or[ ]before|<[ ]?=)"
    r"|(?P<after>after|later[ ]than|(?:year[ ])?greater[ ]than)|(?P<before>before|prior[ ]to|earlier[ ]than|ahead[ ]of)"
    r"|(?P<about>around|approximately|circa))(?:[ ]|(?<==)[ ]?)(?:(?:the[ ](?=(?:year|beginning|start|end|middle|close|early|late|mid|[0-9a-z-]+[ ](?:day|of))\b))|around[ ])?"
)
_MOD_OF = {
    "since": Mod.ON_OR_AFTER, "until": Mod.ON_OR_BEFORE, "by": Mod.ON_OR_BEFORE, "after": Mod.AFTER,
    "before": Mod.BEFORE, "about": Mod.APPROX,
}  # fmt: skip
_NOW_FORM = pattern(
    r"right[ ]now\b|now(?=[ ]?(?:[.!?,;]|$))|at[ ](?:the[ ]moment|present|the[ ]present[ ]time|this[ ]time)(?=[ ]?(?:[.!?,;]|$))"
)
_YEAR_TO_DATE = pattern(r"(?P<unit>year|quarter|month)[ -]to[ -]date\b")
_POSSESSIVE = pattern(r"['’]s\b")
_EQUALS = pattern(r"=[ ]?")


def _whole(text: str, start: int) -> Found | None:
    """`DateRule.read`: a range, a time with a modifier, or a time."""
    if not _may_start(text, start):
        return None
    if match := _YEAR_TO_DATE.match(text, start):
        return Between(first=When(shift=(match["unit"].lower(), 0)), last=_TODAY), match.end()
    if match := _NOW_FORM.match(text, start):
        return _NOW, match.end()
    head = _FROM.match(text, start)
    if head:
        return _told_range(text, head)
    if found := _meant(text, start):
        return found
    point = read_point(text, start)
    return _range(text, start, point) or _listed(text, start) or _tailed(text, start, point)


def _told_range(text: str, head: re.Match[str]) -> Found | None:
    """A range behind "from" or "between"."""
    if _MOVED.search(text, max(0, head.start() - 60), head.start()):
        return None
    for at in dict.fromkeys((head.end(), head.end("word") + 1)):
        if at < len(text) and (found := _range(text, at, _end(text, at), word=head["word"].lower())):
            return found
    clocks = read_point(text, head.start())
    return clocks if clocks and _is_range(clocks[0]) else None


def _is_range(said: Time) -> bool:
    return isinstance(said, Between) or (isinstance(said, When) and isinstance(said.base, Between))


def _range(text: str, start: int, first: Found | None, *, word: str = "") -> Found | None:  # noqa: PLR0911 - each is a reason to be none
    """Two times with a dash or a word between; `first` is the one read already, `word` what stands before it."""
    if found := _bare_range(text, start, word):
        return found
    if not word and _MOVED_FROM.search(text, max(0, start - 60), start):
        return None
    first = first or (_any_end(text, start) if word or text[start].isupper() else None)
    if first is None or isinstance(first[0], Between | Meant):
        return None
    link = _TO.match(text, first[1])
    if link is None or link.end() >= len(text) or (link["and"] and word != "between"):
        return None
    if not word and link.group().strip() == "to" and _MOVED.search(text, max(0, start - 60), start):
        return None
    last = _last(text, link.end(), first[0])
    if last is None or isinstance(last[0], Between | Meant):
        return None
    if not word and not _plain_ends(text, first, last, link):
        return None
    return Between(first=_now_with(first[0], last[0]), last=_now_with(last[0], first[0])), last[1]


def _plain_ends(text: str, first: Found, last: Found, link: re.Match[str]) -> bool:
    """Whether two times are one range without "from": numbers and names, not "a week ago to Monday"."""

    def plain(said: Time) -> bool:
        anchored = isinstance(said, Stretch) and said.anchor is not None
        return anchored or (isinstance(said, When) and not said.same_day and not said.same_unit)

    dash = not link["to"]
    return plain(first[0]) and plain(last[0]) and (dash or not _POSSESSIVE.match(text, last[1]))


def _now_with(said: Time, other: Time) -> Time:
    """What "now" is: the day of publication beside a day, and its minute beside a clock time."""
    if said is _TODAY and isinstance(other, When) and other.hour is not None:
        return _NOW_POINT
    return said


def _end(text: str, start: int) -> Found | None:
    """The first end of a range behind "from"."""
    if now := _NOW_WORD.match(text, start):
        return _TODAY, now.end()
    return read_point(text, start)


def _any_end(text: str, start: int) -> Found | None:
    return read_any_month(text, start) or read_any_year(text, start)


def _last(text: str, start: int, first: Time) -> Found | None:
    if now := _NOW_WORD.match(text, start):
        return _TODAY, now.end()
    if found := read_point(text, start):
        return found
    if (
        isinstance(first, When)
        and first.hour is not None
        and (clock := read_clock(text, start))
        and "minute" in clock.fields
    ):
        return When(**clock.fields), clock.end
    if isinstance(first, When) and first.day is not None and (found := read_final_day(text, start)):
        return found
    if isinstance(first, When) and (first.month is not None or first.year is not None):
        return _any_end(text, start)
    return None


def _bare_range(text: str, start: int, word: str) -> Found | None:
    """Ranges whose first end is a bare number: "9 to 12 of June", "between the ninth and the seventeenth of April", "4-23 in next month"."""
    if years := _YEARS.match(text, start):
        first, last_year = int(years["a"]), int(years["b"])
        return (Between(first=When(year=first), last=When(year=last_year)), years.end()) if first < last_year else None
    bare = read_first_day(text, start)
    if bare is None:
        return None
    day, sign, _, end = bare
    if sign in {",", "or", "&"} or (sign == "and" and word != "between"):
        return None
    last = read_point(text, end) or _day_of_month(text, end)
    if last is None or not isinstance(last[0], When) or last[0].day is None:
        return None
    return Between(first=When(day=day), last=last[0]), last[1]


_YEARS = pattern(
    r"(?P<a>(?:19|20)[0-9]{2})[ ]?(?:[-–—~]|\b(?:to|through)\b)[ ]?(?P<b>(?:19|20)[0-9]{2})(?![\w%]|[-/.,:][0-9])"
)
_DAY_OF_MONTH = pattern(r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?[ ](?:in|of)[ ](?=this|next|last)")


def _day_of_month(text: str, start: int) -> Found | None:
    match = _DAY_OF_MONTH.match(text, start)
    month = read_level(text, match.end()) if match else None
    if match is None or month is None or not isinstance(month[0], When) or month[0].shift is None:
        return None
    return replace(month[0], day=int(match["d"])), month[1]


def _listed(text: str, start: int) -> Found | None:
    """The first days of a list: "18 and 19 June" are two days of June."""
    bare = read_first_day(text, start)
    if bare is None or bare[1] not in {",", "and", "or", "&"}:
        return None
    last = _listed(text, bare[3]) or read_point(text, bare[3])
    if last is None or not isinstance(last[0], When) or last[0].month is None:
        return None
    return replace(last[0], day=bare[0]), bare[2]


def _meant(text: str, start: int) -> Found | None:  # noqa: PLR0911 - one case a line
    """A time with a word that says how it is meant."""
    if match := _EQUALS.match(text, start):
        return _any_end(text, match.end())
    match = _MOD.match(text, start)
    if match is None or match.end() >= len(text):
        return None
    kind = match.lastgroup or ""
    if (now := _TILL_NOW.match(text, match.end())) and kind in {"until", "by"}:
        so_far = now["date"] and match.group().strip().lower() != "up to"
        return (Meant(mod=Mod.ON_OR_BEFORE, time=_TODAY), now.end()) if so_far else None
    found = read_point(text, match.end()) or (_any_end(text, match.end()) if kind != "about" else None)
    if found is None or isinstance(found[0], Between | Meant):
        return None
    said, end = found
    if _POSSESSIVE.match(text, end) or (kind == "about" and not _about_day(said)):
        return None
    if kind in {"after", "before"} and isinstance(said, When) and said.part:
        # Before the end of something is up to its end, after its beginning from there on
        edge = {("before", "late"): Mod.ON_OR_BEFORE, ("after", "early"): Mod.ON_OR_AFTER}.get((kind, said.part))
        return Meant(mod=edge or _MOD_OF[kind], time=said), end
    return Meant(mod=_MOD_OF[kind], time=said), end


_TILL_NOW = pattern(r"(?P<date>date(?=[ ]?(?:[.,;!?]|$)))|date\b|now\b|recently\b|then\b")


def _about_day(said: Time) -> bool:
    """Roughly when: of a clock time the day is sure all the same."""
    if not isinstance(said, When) or said.hour is not None:
        return False
    return said.day is not None or bool(said.holiday) or said.month is not None


def _tailed(text: str, start: int, found: Found | None) -> Found | None:
    """One time, perhaps with "or later" behind it."""
    tail_of = found or (read_any_year(text, start) if text[start].isdigit() else None)
    tail = OR_LATER.match(text, tail_of[1]) if tail_of else None
    if tail_of and tail and not isinstance(tail_of[0], Between | Meant):
        mod = Mod.ON_OR_BEFORE if tail["before"] else Mod.ON_OR_AFTER
        return Meant(mod=mod, time=tail_of[0]), tail.end()
    return found


# --- where a time may start -----------------------------------------------------------------------


def _may_start(text: str, start: int) -> bool:
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum() or before in "$€£¥₩_+#":
        return False
    if text[start].isdigit():
        further = text[start - 2] if start > 1 else " "
        if before in ".,:/-–~" and further.isdigit():
            return False
        if before == "/":
            return False
        if before == " " and further in "$€£¥₩":
            return False
    return True


RULE = DateRule(starts=find_starts, read=_whole, joined=re.compile(r",?\s(?:and\s)?(?:the\s)?"))
