"""Days of the month as Japanese writes them, and what looks like one but is a length: 30日, 三十日, 29〜31日, 1/30(金)."""

from __future__ import annotations

import re

from twosource.languages.ja.vocabulary import DASH, SMALL, WEEKDAYS, Fields, number, one_of, phrases

_LONGEST = 31
_MONTHS = 12
# Kanji days up to here are words and lengths too (三日月, 四日市)
_SMALL_KANJI = 10

# "、30日" of "29、30日", "〜31日" of "29〜31日"
_TAIL = rf"(?:{DASH}|[、・])(?:{SMALL}[、・]){{0,2}}{SMALL}(?:日|の?両日)"
_DAY = re.compile(
    rf"(?P<d>{SMALL})(?:[ ]?日(?!本[のをがはにで人])|の?両日)"
    rf"|(?P<r>{SMALL})(?={_TAIL})"
)
_LISTED = re.compile(_TAIL)
_LENGTH = re.compile(one_of("length_behind"))
_FIRST = re.compile(one_of("daily_behind"))
_COUNTED = re.compile(r"[前後](?![半期])")
_PROGRAMME = re.compile("の(?:日程|うち|旅)")
# Between the first and the last of some days
_TO = ("から", *"~∼〜～-–—−")
_WORDS = re.compile("大根|鼠|ねずみ|町|市|恵比|草|正月|会$")
_LENGTH_BEFORE = tuple(phrases("length_before"))
# 週6日, 月20日: so many days of each
_OF_EACH = re.compile(r"(?:^|[^今来先々前翌同そ0-9の])[週月]に?\Z|(?<![0-9])[1-9]日か\Z")
_ISO = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<sign>[.\-/])[ ]?(?P<m>[0-9]{1,2})(?P=sign)[ ]?(?P<d>[0-9]{1,2})(?![0-9.:]*[0-9])"
)
_SLASHED = re.compile(
    r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?:/(?P<y>(?:19|20)[0-9]{2}))?(?![0-9/.,%]|[一-龠ァ-ヺA-Za-z])"
)
# What makes 1/30 a day rather than a share
_SURE = re.compile(rf"[ ]?[(（][{WEEKDAYS}]|{DASH}[0-9]{{1,2}}/[0-9]{{1,2}}(?!/|[0-9])")
_APART = re.compile(r"(?:^|[\s(（「])\Z")


def read_day(text: str, start: int, *, alone: bool) -> tuple[int, int] | None:  # noqa: PLR0911 - one case a line
    """The day of the month at `start` and where it ends; where it stands `alone` it must not be a length."""
    match = _DAY.match(text, start)
    if match is None:
        return None
    said = match["d"] or match["r"]
    day, end = number(said), match.end()
    if not 1 <= day <= _LONGEST:
        return None
    if match["r"]:
        tail = _LISTED.match(text, end)
        return (day, end) if tail and not _is_length(text, tail.end(), after=True) else None
    if not alone:
        return None if text.startswith("間", end) and match["d"] and not text.startswith("間近", end) else (day, end)
    spelled = not said[0].isdigit()
    if spelled and (day <= _SMALL_KANJI or _WORDS.match(text, end)):
        return None
    before = text[max(0, start - 6) : start]
    if before.endswith(_LENGTH_BEFORE) or _OF_EACH.search(before):
        return None
    if _is_length(text, end, after=before.endswith(_TO)) or (day == 1 and _FIRST.match(text, end)):
        return None
    return day, end


def _is_length(text: str, end: int, *, after: bool) -> bool:
    """Whether so many days are a length; 日程 and the like tell of one, but not `after` the first of two days."""
    if after and _PROGRAMME.match(text, end):
        return False
    return bool(_LENGTH.match(text, end) or _COUNTED.match(text, end))


def read_slashed(text: str, start: int) -> tuple[Fields, int] | None:
    """2026/1/30, 2026.1.30, 1/30(金), 1/30-2/1; 29/2 only where nothing else stands near."""
    if match := _ISO.match(text, start):
        return {"year": int(match["y"]), "month": int(match["m"]), "day": int(match["d"])}, match.end()
    match = _SLASHED.match(text, start)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    before = text[max(0, start - 7) : start]
    if first > _MONTHS >= second and (
        match["y"] or (_APART.search(before) and re.match(r"\s|$", text[match.end() :][:1]))
    ):
        fields = {"day": first, "month": second}
    elif second <= _LONGEST and (_SURE.match(text, match.end()) or re.search(rf"/[0-9]{{1,2}}{DASH}$", before)):
        fields = {"month": first, "day": second}
    else:
        return None
    if match["y"]:
        fields["year"] = int(match["y"])
    return fields, match.end()
