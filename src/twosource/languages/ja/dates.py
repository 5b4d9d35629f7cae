"""Japanese time expressions: points (`points`), lengths told from somewhere, ranges, and how a time is meant.

令和8年1月30日, 先月30日, 29〜31日, 同日午後, 来週初め, 今後5年間, 30日から3日間, 2018年以降, 早ければ来月.
"""

from __future__ import annotations

import re

from twosource.languages.ja.clock import read_clock
from twosource.languages.ja.lengths import read_counted, read_length
from twosource.languages.ja.points import read_point
from twosource.languages.ja.vocabulary import (
    DASH,
    KANJI,
    WEEKDAYS,
    Found,
    any_of,
    phrases,
    section,
)
from twosource.languages.timeline import DateRule
from twosource.languages.when import Between, Holding, Meant, Nth, Stretch, Time, When
from twosource.records import Mod

_SO_FAR = Meant(mod=Mod.APPROX, time=Between(first=When(shift=("year", 0)), last=When(shift=("day", 0))))
_OR = "(?:または|もしくは|あるいは|及び|および|と)"
_POINT_END = r"(?=[にのかをでまもす、。,)）\s]|$)"
_MEANT = re.compile(
    rf"""
    (?P<or_after>{_OR}(?:その後|それ以降|その?以降|以後))
    |(?P<or_before>{_OR}(?:その前|それ以前|その?以前))
    |(?P<since>から(?![かっ])|以来)
    |(?P<until>まで)
    |(?P<after>[ ]?(?:以降|以後))
    |(?P<before>[ ]?以前|より(?:も)?(?:以)?前)
    |(?P<after_point>より(?:も)?後(?![ろ半])|の後(?![半ろ継任期])(?:から)?|後{_POINT_END})
    |(?P<before_point>の前(?![のに]?[日夜週月年回半])|前(?![半後期年日夜線提任触面倒者回々]))
    |(?P<about>ごろ|頃|前後|あたり(?=[にのかま、]))
    """,
    re.VERBOSE,
)
_MODS = {
    "or_after": Mod.ON_OR_AFTER, "or_before": Mod.ON_OR_BEFORE, "since": Mod.ON_OR_AFTER, "until": Mod.ON_OR_BEFORE,
    "after": Mod.AFTER, "before": Mod.BEFORE, "after_point": Mod.AFTER, "before_point": Mod.BEFORE, "about": Mod.APPROX,
}  # fmt: skip
_HEDGE = re.compile("(?P<earliest>早ければ|早くて)|(?P<latest>遅くとも|遅くても)")

_BETWEEN = re.compile(rf"[ ]?(?:(?P<word>から)|(?P<comma>[、・])|{DASH})[ ]?(?:翌(?=[12][0-9]{{3}}年))?(?=[^\s、。])")
_CLOSING = re.compile(r"まで(?P<span>の間)?|の間|にかけて?")
_PROGRAMME = re.compile("の(?:日程|予定|会期|期間|任期|[0-9]{1,2}日間)|[、。]|で(?!き)|$")
_UP_TO_NOW = re.compile("(?:現在|今日?|これ)まで")
_YEAR_OF_TEXT = re.compile(r"[12][0-9]{3}")


def _whole(text: str, start: int) -> Found | None:
    """`DateRule.read`: a range, or one time with how it is meant."""
    if not _may_start(text, start):
        return None
    hedge = _HEDGE.match(text, start)
    if hedge:
        found = _range_or_one(text, hedge.end()) if hedge.end() < len(text) else None
        if found is None or isinstance(found[0], Meant):
            return found
        return Meant(mod=Mod.ON_OR_AFTER if hedge["earliest"] else Mod.ON_OR_BEFORE, time=found[0]), found[1]
    if text.startswith("年初来", start):
        return _SO_FAR, start + len("年初来")
    return _range_or_one(text, start)


def _may_start(text: str, start: int) -> bool:
    here, before = text[start], text[start - 1 : start]
    if here in _DIGITS:
        if (before.isascii() and before.isalnum()) or before in _NOT_BEFORE_NUMBER:
            return False
        if before in ".,:/~∼〜～-–—−ー・" and start > 1 and text[start - 2] in _DIGITS:
            return False
        pair = _PAIR.search(text, max(0, start - 3), start + 2) if before == "、" else None
        if pair and int(pair[2]) == int(pair[1]) + 1:
            # The first of "2、3日" would have taken the second with it, were they days
            return False
    elif here in _KANJI_DIGITS and (before in _DIGITS or re.match("[一-龠々]", before)):
        return False
    return not text.endswith(_NEVER, 0, start) and not _CUT_OFF.search(text, max(0, start - 3), start)


_DIGITS, _KANJI_DIGITS = frozenset("0123456789"), frozenset(f"{KANJI}十")
_PAIR = re.compile("(?<![0-9])([0-9]{1,2})、([0-9]{1,2})")
_NOT_BEFORE_NUMBER = frozenset({"第", "数", "何", *_KANJI_DIGITS})
# Behind a year or month that was none, its month or day is none either
_CUT_OFF = re.compile(rf"[0-9{KANJI}十元][年月]の?\Z")
_NEVER = tuple(phrases("never_before"))


def _range_or_one(text: str, start: int) -> Found | None:
    first = _one(text, start)
    if first is None:
        return None
    return _range(text, start, first) or _meant(text, first)


def _one(text: str, start: int) -> Found | None:
    """A length told from somewhere, a clock time or a point."""
    if length := read_length(text, start):
        return length
    if clock := read_clock(text, start):
        return When(**clock[0]), clock[1]
    return read_point(text, start)


# --- ranges ---------------------------------------------------------------------------------------


def _range(text: str, start: int, first: Found) -> Found | None:
    said, end = first
    between = _BETWEEN.match(text, end)
    if between is None or isinstance(said, Stretch | Meant):
        return None
    if between["word"] and (now := _UP_TO_NOW.match(text, between.end())):
        return Meant(mod=Mod.APPROX, time=Between(first=said, last=When(shift=("day", 0)))), now.end()
    if between["comma"]:
        return _listed(text, first, between.end())
    last = _end_of_range(text, between.end(), said, text[start:end])
    if last is None or not _fit(said, last[0]):
        return None
    closing = _CLOSING.match(text, last[1])
    if between["word"] and closing is None and not _closes_itself(text, said, last):
        return None
    stop = last[1]
    if closing:
        # の間 belongs to the hours, but to no longer time that まで has closed
        stop = closing.end() if not closing["span"] or _has_clock(last[0]) else closing.start("span")
    return Between(first=said, last=last[0]), stop


def _end_of_range(text: str, start: int, first: Time, told: str) -> Found | None:
    if _has_clock(first) and (clock := read_clock(text, start, bare=True)):
        return When(**clock[0]), clock[1]
    year = _YEAR_OF_TEXT.search(told)
    return read_point(text, start, near_year=int(year.group()) if year else None)


def _fit(first: Time, last: Time) -> bool:
    """Whether the second can end what the first begins."""
    if isinstance(last, Nth | Holding):
        return True
    if not isinstance(last, When) or (last.same_day and last.shift is None):
        return False
    return not (isinstance(first, When) and first.year is not None and last == When(month=last.month, year=first.year))


def _closes_itself(text: str, first: Time, last: Found) -> bool:
    """Whether a range needs no まで: hours, or two times of one kind with nothing moved from one to the other."""
    said = last[0]
    if _has_clock(first) and _has_clock(said):
        return True
    if not isinstance(first, When) or not isinstance(said, When):
        return False
    alike = (first.day is None) == (said.day is None) and not (first.month and said.year and not first.year)
    return alike and not first.day_part and _PROGRAMME.match(text, last[1]) is not None


def _listed(text: str, first: Found, at: int) -> Found | None:
    """Days or months on end whose unit is told once: 29、30日, 1・2月."""
    said, end = first
    if text[end - 1] not in _DIGITS or not isinstance(said, When):
        return None
    last: Time = said
    while True:
        following = read_point(text, at)
        if following is None or not isinstance(following[0], When) or not _next(last, following[0]):
            return (said, end) if last is said else None
        last, at = following[0], following[1]
        if text[at - 1] not in _DIGITS or text[at : at + 1] not in "、・":
            return Between(first=said, last=last), at
        at += 1


def _next(before: Time, after: When) -> bool:
    assert isinstance(before, When)
    if before.day is not None:
        return after.day == before.day + 1
    return after.day is None and before.month is not None and after.month == before.month + 1


def _has_clock(said: Time) -> bool:
    return isinstance(said, When) and said.hour is not None


# --- how a time is meant --------------------------------------------------------------------------


def _meant(text: str, found: Found) -> Found:
    said, end = found
    if isinstance(said, Meant):
        return found
    if not isinstance(said, Stretch):
        whole_days = not _has_clock(said)
        if counted := read_counted(text, said, end, whole_days=whole_days):
            return counted
    match = _MEANT.match(text, end)
    kind = match.lastgroup if match else None
    if match is None or kind is None or (kind.endswith("point") and not _is_point(said)):
        return found
    # "At three" is when something begins, so "from three" is that as well
    if kind == "since" and _has_clock(said):
        return found
    if kind == "about" and isinstance(said, When) and said.part:
        return said, match.end()
    return Meant(mod=_MODS[kind], time=said), match.end()


def _is_point(said: Time) -> bool:
    """Whether 前 or 後 behind it can only mean before or after it, not so long ago."""
    if not isinstance(said, When):
        return False
    full = said.day is not None and said.month is not None
    return full or bool(said.holiday) or said.hour is not None or (said.year is not None and not said.part)


# --- where an expression may begin ----------------------------------------------------------------


_UNIT = r"[ ]?(?:[年月日時週分秒営世四]|[かカヶヵケ箇個]月)"
_SIGNS = f"[{KANJI}十]"
_COUNT = "[0-9一二三四五六七八九十]"
# What begins an expression beside the words of the table: its first sign, and what must follow
_BEGINS = (
    (
        "0123456789",
        rf"(?<![0-9]{{2}})[0-9]{{0,3}}+(?={_UNIT}|[、・]?{DASH}?[0-9]{{1,4}}(?:[、・][0-9]{{1,2}})?(?:[年月日時]|の?両日)|[./\-][0-9]|[(（][平令昭大明])",
    ),
    ("一二三四五六七八九十", rf"(?<!{_SIGNS}{{2}})(?={_SIGNS}{{0,3}}{_UNIT})"),
    ("明大昭平令", rf"(?:(?<=明)治|(?<=大)正|(?<=昭|平)[和成]|(?<=令)和)(?=元|{_COUNT})"),
    ("RH", "(?=[0-9]{1,2}年)"),
    ("昨今来", "[春夏秋冬]"),
    (WEEKDAYS, "(?=曜)"),
    ("次前", f"の(?=[{WEEKDAYS}]曜|{_COUNT}|半)"),
    ("こ", f"[のこ](?={_COUNT})"),
    ("最", f"近の?(?={_COUNT})"),
    ("後", f"(?={_COUNT})"),
    ("第", "(?=[0-9一二三四])"),
    ("上下", "(?=半?期)"),
    ("午未早夕深夜朝昼", f"(?:[前後明朝方夜]の?|の)?(?={_COUNT}{{1,2}}時)"),
    ("正", "午"),
    ("ひふ", "[とた]月"),
    ("半", "[年日世]"),
    ("同翌", "(?=[0-9]{1,2}日)"),
    ("去さ", "る(?=[0-9])"),
    ("来き", "(?:た?る)(?=[0-9])"),
)


def _anchor() -> re.Pattern[str]:
    """A set of first signs, which a search passes over quickly, and what must follow each."""
    words = {word for name in ("relative", "fiscal", "night", "turn", "holiday") for word in section(name)}
    words |= set(phrases("openers"))
    rests: dict[str, list[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[0], []).append(word[1:])
    branches = [f"(?<=[{firsts}]){rest}" for firsts, rest in _BEGINS]
    branches += [f"(?<={first}){any_of(rest)}" for first, rest in sorted(rests.items())]
    firsts = "".join(sorted({sign for signs, _ in _BEGINS for sign in signs} | set(rests)))
    return re.compile(f"[{firsts}](?:{'|'.join(branches)})")


RULE = DateRule(
    anchor=_anchor(),
    read=_whole,
    joined=re.compile(r"[、・と,]|および|や"),
)
