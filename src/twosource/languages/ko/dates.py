"""Korean time expressions: points (`points`), lengths told from somewhere, ranges, and how a time is meant.

지난달 30일, 오는 29∼31일, 앞으로 사흘, 3일 전, 30일부터 사흘간, 2주 안에, 2018년 이후, 늦어도 다음 달까지.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from twosource.languages.ko.amounts import SPELLED_START, Amount, read_amount
from twosource.languages.ko.clock import read_clock
from twosource.languages.ko.points import Found, read_point
from twosource.languages.ko.words import DASH, ENDS, WEEKDAYS, any_in, any_of, one_of, phrases
from twosource.languages.timeline import DateRule
from twosource.languages.when import Between, Meant, Stretch, Time, When
from twosource.records import Mod

_TODAY = When(shift=("day", 0))
_NOW = Meant(mod=Mod.APPROX, time=Stretch(amounts=(("second", 0),), side="ahead"))
_LAST_DAY = 31

_BUSINESS = re.compile(r"영업일\s기준(?:으로)?\s")
_ROUND = re.compile(r"(?P<past>지난|최근|과거)\s|(?P<next>앞으로|향후|다음|다가오는|다가올|오는)\s")
_LASTING = re.compile(r"\s?(?:간(?![가-힣]{2})|동안|내내|새(?![가-힣])|안에|이내|내에)")
_FROM_NOW = re.compile(
    rf"\s?(?P<ago>전(?:\s(?:오늘|이날|이맘때){ENDS})?)(?=에|까지|부터|의|인|이|보다|만|쯤|[\s,.)]|$)"
    r"|\s?(?P<ahead>뒤|후)(?=[\s,.)]|에|의|인|부터|까지|면|엔|쯤|$)"
    r"|\s?(?P<within>안에|내(?=로|에|[\s,.]|$)|이내에?)(?![가-힣]{3})"
)
# "사흘간" behind "30일부터": a stretch from that day on; "뒤": a point so far from it
_COUNTED = re.compile(r"(?:(?:으?로)?부터|\s이후로?)\s?")
_COUNTED_SIDE = re.compile(
    r"(?P<within>\s?(?:이내|안에|내에))|(?P<lasting>(?=\s?(?:간|동안|연속|내리|일정)))|\s?(?P<ago>전)(?=에|[\s,.]|$)|\s?(?P<ahead>뒤|후)(?=에|인|[\s,.]|$)|(?P<soon>(?=\s있다))"
)
_MEANT = re.compile(
    r"""
    (?P<or_after>\s?(?:또는|그리고|및|혹은)\s(?:그\s)?이후(?:는(?![가-힣]))?)
    |(?P<or_before>\s?(?:또는|그리고|및|혹은)\s(?:그\s)?이전)
    |(?P<since>부터(?!\s?[0-9])|\s이래(?:로|\s|$))
    |(?P<early>에\s(?:되도록|가능한\s한|최대한)\s(?:일찍|빨리))
    |(?P<until>까지|\s?안에(?![가-힣])|\s내에(?![가-힣]))
    |(?P<this_far>\s들어(?![가-힣])(?!\s현재까지))
    |(?P<so_far>\s(?:들어\s)?현재까지)
    |(?P<after>\s?이후(?:[에의는](?![가-힣])|(?![가-힣])))
    |(?P<before>\s?이전(?:[에의는](?![가-힣])|(?![가-힣])))
    |(?P<before_point>\s전(?:에(?![가-힣])|(?![가-힣])))
    |(?P<about>(?:께|쯤|경|\s?무렵|\s?전후)(?=에|부터|까지|[^가-힣]|$)(?:에(?![가-힣]))?)
    """,
    re.VERBOSE,
)
_MODS = {
    "or_after": Mod.ON_OR_AFTER, "or_before": Mod.ON_OR_BEFORE, "since": Mod.ON_OR_AFTER, "this_far": Mod.ON_OR_AFTER, "early": Mod.ON_OR_AFTER,
    "until": Mod.ON_OR_BEFORE,
    "after": Mod.AFTER, "before": Mod.BEFORE, "before_point": Mod.BEFORE, "about": Mod.APPROX,
}  # fmt: skip
_AT_EARLIEST, _AT_LATEST = re.compile(r"(?:이르면|빠르면)\s$"), re.compile(r"늦어도\s$")

# --- ranges ---------------------------------------------------------------------------------------

# "29∼31일", "지난해 10~12월", "오후 2~4시": the first number borrows the unit of the second
_BARE = re.compile(
    rf"(?P<head>(?:(?:지난|오는|다가오는|올|이번)\s)?(?:{any_in('relative')}\s?|[12][0-9]{{3}}년\s?)?(?:[0-9]{{1,2}}월\s?)?(?:[0-9]{{1,2}}일\s)?(?:오전\s?|오후\s?|새벽\s?)?)"
    rf"(?P<n>[0-9]{{1,4}})\s?(?P<sign>{DASH}|[·,]\s?)\s?(?=(?P<m>[0-9]{{1,4}})(?P<unit>일|월|분기|년|시)(?!간))"
)
_BETWEEN = re.compile(rf"\s?{DASH}\s?(?=[0-9가-힣])|(?P<word>부터|에서)\s*(?=[0-9가-힣])")
_CLOSING = re.compile(rf"까지|\s?사이(?:에(?![가-힣])|{ENDS})")
_COMMA, _PARTICLE = re.compile(r",\s?(?=[0-9])"), re.compile(r"에(?![가-힣])")
_NO_RANGE = re.compile(r"으?로(?![가-힣])")
_RANGE_NEAR = re.compile(r"[~∼〜～∽\-–—·,]\s?[0-9]")
_UP_TO_NOW = re.compile(r"(?:현재|지금|오늘)까지")


# "지난해 같은 기간": the quarter or half spoken of, a year earlier; which one only the context says
_SAME_TIME = re.compile(r"(?:\s?동기(?![가-힣]*[부를])|\s같은\s?(?:기간|분기|시기|달|날|때))")


def _whole(text: str, start: int) -> Found | None:
    """`DateRule.read`: a range, or one time with how it is meant."""
    if not _may_start(text, start):
        return None
    found = _bare_range(text, start) or _range_or_one(text, start)
    return None if found and _SAME_TIME.match(text, found[1]) else found


def _may_start(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    if before.isalnum() or (before == "·" and text[max(0, start - 2)] == "상"):
        return False
    if before in ".,:/~∼〜～∽-–—·" and start > 1 and text[start].isdigit() and text[start - 2].isdigit():
        return False
    return not _NEVER.search(text, max(0, start - 6), start)


def _bare_range(text: str, start: int) -> Found | None:
    if not _RANGE_NEAR.search(text, start, start + 24):
        return None
    bare = _BARE.match(text, start)
    if bare is None:
        return None
    first = _one(f"{text[start : bare.end('n')]}{bare['unit']}", 0)
    last = _end_of_range(text, bare.start("m"), first[0]) if first else None
    if first is None or last is None or first[1] != bare.end("n") - start + len(bare["unit"]):
        return None
    if bare["sign"].strip() in "·," and int(bare["m"]) != int(bare["n"]) + 1:
        return None
    closing = _CLOSING.match(text, last[1])
    return Between(first=first[0], last=last[0]), closing.end() if closing else last[1]


def _range_or_one(text: str, start: int) -> Found | None:
    first = _one(text, start)
    if first is None:
        return _length(text, start)
    if listed := _next_day(text, first):
        return listed
    between = _BETWEEN.match(text, first[1])
    if between:
        if now := _UP_TO_NOW.match(text, between.end()):
            return Meant(mod=Mod.APPROX, time=Between(first=first[0], last=_TODAY)), now.end()
        last = _end_of_range(text, between.end(), first[0])
        if last:
            closing = _CLOSING.match(text, last[1])
            if closing or not between["word"] or (between["word"] == "에서" and not _NO_RANGE.match(text, last[1])):
                return Between(first=first[0], last=last[0]), closing.end() if closing else last[1]
    return _meant(text, start, first)


def _next_day(text: str, first: Found) -> Found | None:
    """Two days on end with a comma between them: "11월 18일, 19일"."""
    said, comma = first[0], _COMMA.match(text, first[1])
    if comma is None or not isinstance(said, When) or said.day is None or said.hour is not None:
        return None
    last = _one(text, comma.end())
    if last is None or last[0] != When(day=said.day + 1):
        return None
    particle = _PARTICLE.match(text, last[1])
    return Between(first=said, last=last[0]), particle.end() if particle else last[1]


def _end_of_range(text: str, start: int, first: Time) -> Found | None:
    if isinstance(first, When) and first.hour is not None and (clock := read_clock(text, start, bare=True)):
        return When(**clock[0]), clock[1]
    last = _one(text, start)
    same = last is not None and isinstance(last[0], When) and last[0].same_day and last[0].shift is None
    return None if same else last


def _one(text: str, start: int) -> Found | None:
    """A point or a clock time, if nothing before it makes a length of it."""
    if clock := read_clock(text, start):
        return When(**clock[0]), clock[1]
    found = read_point(text, start)
    if found is None or not isinstance(found[0], When):
        return found
    before = max(0, start - 6)
    bare = found[0].day is not None and found[0].month is None and found[0].shift is None
    if bare and _NO_DAY.search(text, before, start):
        return None
    # "선거 전날" is told from the election, not from the day last named
    other = found[0].same_day and (found[0].shift or text.startswith("당일", start))
    return None if other and _OF_EVENT.search(text, before, start) else found


# --- how a time is meant --------------------------------------------------------------------------


def _meant(text: str, start: int, found: Found) -> Found:
    said, end = found
    if counted := _counted_from(text, said, end):
        return counted
    match = _MEANT.match(text, end)
    kind = match.lastgroup if match else None
    if match is None or kind is None:
        return _hedged(text, start, said), end
    if kind == "so_far":
        return _until_now(said), match.end()
    if kind == "before_point" and not _is_point(said):
        return said, end
    if kind == "about" and isinstance(said, When) and said.part:
        return said, end
    stop = match.end()
    if isinstance(said, When) and said.part and match.group()[-1] in "에의는" and kind in {"after", "before"}:
        stop -= 1
    return Meant(mod=_MODS[kind], time=said), stop


def _until_now(said: Time) -> Time:
    """From a time on until publication, which is no day that anything is said to be on; a day is until when itself."""
    if isinstance(said, When) and (said.day is not None or said.same_day):
        return Meant(mod=Mod.ON_OR_BEFORE, time=said)
    return Meant(mod=Mod.APPROX, time=Between(first=said, last=_TODAY))


def _hedged(text: str, start: int, said: Time) -> Time:
    """이르면 and 늦어도 stand before a time."""
    if _AT_EARLIEST.search(text, max(0, start - 5), start):
        return Meant(mod=Mod.ON_OR_AFTER, time=said)
    if _AT_LATEST.search(text, max(0, start - 5), start):
        return Meant(mod=Mod.ON_OR_BEFORE, time=said)
    return said


def _is_point(said: Time) -> bool:
    """Whether "전" behind it can only mean before it ("30일 전" is thirty days ago)."""
    if not isinstance(said, When):
        return True
    dated = said.day is not None and (said.month is not None or bool(said.direction))
    return dated or bool(said.holiday) or said.weekday is not None or said.hour is not None


def _counted_from(text: str, anchor: Time, end: int) -> Found | None:
    """So many days from a time on: "30일부터 사흘간", "내일로부터 3일 이내"."""
    joint = _COUNTED.match(text, end)
    amount = read_amount(text, joint.end()) if joint else None
    side = _COUNTED_SIDE.match(text, amount.end) if amount else None
    if amount is None or side is None:
        return None
    where: Literal["ago", "ahead", "within"] = "ago" if side["ago"] else "ahead" if side["ahead"] else "within"
    return Stretch(amounts=amount.parts, side=where, anchor=anchor), side.end()


# --- lengths from the day of publication ----------------------------------------------------------


def _length(text: str, start: int) -> Found | None:
    if text.startswith("지금", start):
        return _now(text, start)
    business = _BUSINESS.match(text, start)
    at = business.end() if business else start
    if around := _ROUND.match(text, at):
        amount = read_amount(text, around.end(), business=bool(business))
        return _around(text, around, amount) if amount else None
    amount = read_amount(text, at, business=bool(business))
    side = _FROM_NOW.match(text, amount.end) if amount else None
    if amount is None or side is None or _EVENT.search(text, max(0, start - 6), start):
        return None
    if side["within"]:
        return Meant(mod=Mod.ON_OR_BEFORE, time=Stretch(amounts=amount.parts, side="ahead")), side.end()
    return Stretch(amounts=amount.parts, side="ago" if side["ago"] else "ahead"), side.end()


def _around(text: str, around: re.Match[str], amount: Amount) -> Found | None:
    """The days up to now or from now on; "지난 5일" alone is the fifth, which `read_point` took."""
    if re.compile("[가-힣]").match(text, amount.end) and not _LASTING.match(text, amount.end):
        ends = re.compile(ENDS).match(text, amount.end)
        if ends is None:
            return None
    if around["next"] and (side := re.compile(r"\s?(?:뒤|후)(?=[\s,.]|에|$)").match(text, amount.end)):
        return Stretch(amounts=amount.parts, side="ahead"), side.end()
    return Stretch(amounts=amount.parts, side="past" if around["past"] else "next"), amount.end


def _now(text: str, start: int) -> Found | None:
    """지금; 지금까지 and 지금은 tell no time of an event."""
    end = start + len("지금")
    if counted := _counted_from(text, _NOW, end):
        said, stop = counted
        assert isinstance(said, Stretch)
        soon = text.startswith(" 있다", stop) or said.side == "ahead"
        return replace(said, anchor=None, side="ahead" if soon else "next"), stop
    return (_NOW, end) if re.compile(r"\s[가-힣]").match(text, end) else None


_NEVER = re.compile(rf"(?<![가-힣]){any_of(phrases('never_before'))}\s?$")
_NO_DAY = re.compile(rf"(?<![가-힣]){any_of(phrases('length_before'))}\s?$")
_OF_EVENT = re.compile(rf"{one_of('event_before')}(?<!부터)\s$")
_EVENT = re.compile(rf"{one_of('event_before')}(?:\s|으로|로)?\s?$")

_SHORT_UNITS = "[년월일시분초주해달]"
RULE = DateRule(
    anchor=re.compile(
        rf"(?<![0-9])[0-9]{{1,4}}(?={_SHORT_UNITS}|\s?(?:개월|{_SHORT_UNITS}|사?분기|세기|영업일|시간)|\s?[~∼〜～∽\-–—./·:]\s?[0-9]|,\s?[0-9]{{1,2}}일)"
        rf"|(?<![가-힣])(?:{any_in('relative')}|{any_in('turn')}|{any_in('night')}|{any_in('holiday')}|{SPELLED_START}"
        rf"|(?:지난|오는|다가오는|다가올|돌아오는|이번|다음|올|금|최근|과거|앞으로|향후|영업일\s기준)\s?(?=[0-9가-힣])|지금|[상하]반기|[{WEEKDAYS}]요일"
        r"|(?:오전|오후|새벽|아침|낮|저녁|밤|심야)\s?(?=[0-9])|제\s?(?=[1-4]분기))"
    ),
    read=_whole,
    joined=re.compile(r"(?:,|·|과|와|\s및|\s?또는|이?나|\s혹은)\s?"),
)
