"""Times as feeds write them, in any of the ways that they do, to aware UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
# Hours that zone names stand for, as RFC 822 and newsrooms of the region use them.
_NAMED = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
    "msk": 3, "pht": 8, "hkt": 8, "sgt": 8, "kst": 9, "jst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_CLOCK = r"(?:(?P<half>오전|오후|午前|午後|[AaPp]\.?[Mm]\.?)\s*)?(?P<hour>\d{1,2})\s*[:시時h.]\s*(?P<minute>\d{1,2})?\s*[:분分.]?\s*(?P<second>\d{1,2})?(?:[.,]\d+|초|秒)?(?:\s*(?P<after>[AaPp]\.?[Mm]\b\.?))?"
_ZONE = r"\s*\(?(?P<zone>[+-]\d{1,2}:?\d{2}|[+-]\d{1,2}\b|[A-Za-z]{1,5}\b)?"
_FORMS = (
    # 2026-01-31T15:05:00+09:00, 2026.01.31 15:05, 2026년 1월 31일(토) 오후 3시 5분, 2026年1月31日 15時05分
    re.compile(
        r"\s*(?P<year>\d{4})\s*[-./년年]\s*(?P<month>\d{1,2})\s*[-./월月]\s*(?P<day>\d{1,2})(?!\d)\s*[일日.]?"
        rf"(?:\s*[(（][^()（）]{{1,5}}[)）])?(?:[Tt,\s]*{_CLOCK}{_ZONE})?"
    ),
    # Sat, 31 Jan 2026 15:05:00 +0900
    re.compile(
        r"(?:\s*[A-Za-z]{3,9}\s*,?)?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<month>[A-Za-z]{3})[a-z]*\.?[\s,-]+"
        rf"(?P<year>\d{{4}}|\d\d)(?!\d)(?:[,\sT]+{_CLOCK}{_ZONE})?"
    ),
    # January 31, 2026 3:05 pm; Sat Jan 31 2026 15:05
    re.compile(
        r"(?:\s*[A-Za-z]{3,9}\s*,?\s+)?\s*(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
        rf"(?P<year>\d{{4}})(?:[,\s]+(?:at\s+)?{_CLOCK}{_ZONE})?"
    ),
    # Sat Jan 31 15:05:00 KST 2026
    re.compile(
        rf"\s*[A-Za-z]{{3}}\s+(?P<month>[A-Za-z]{{3}})\s+(?P<day>\d{{1,2}})\s+{_CLOCK}{_ZONE}\s+(?P<year>\d{{4}})"
    ),
    # 20260131150500, 20260131
    re.compile(
        r"\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?(?!\d)"
        rf"{_ZONE}"
    ),
    # 令和8年1月31日
    re.compile(
        rf"\s*令和\s*(?P<era>\d{{1,2}}|元)\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日(?:\s*{_CLOCK})?"
    ),
)
_FIRST, _LAST = 1990, 2100
_REIWA = 2018
_NOON = 12


def read_time(text: str, zone: str = "UTC") -> datetime | None:
    """The time a feed's date string tells, aware UTC; None where it tells none between 1990 and 2100.

    A time without a zone, or with one nobody knows, is read in `zone` (IANA), the outlet's. A date without
    a time is the beginning of that day.
    """
    text = text[:100]
    for form in _FORMS:
        found = form.match(text)
        if found:
            return _build(found.groupdict(), zone)
    return None


@cache
def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name; UTC for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _build(parts: dict[str, str | None], zone: str) -> datetime | None:
    month = parts["month"] or ""
    try:
        local = datetime(
            _year(parts),
            int(month) if month.isdigit() else _MONTHS[month.lower()],
            int(parts["day"] or 0),
            _hour(parts),
            int(parts.get("minute") or 0),
            min(int(parts.get("second") or 0), 59),
            tzinfo=UTC,
        )
        if not _FIRST <= local.year <= _LAST:
            return None
        offset = _offset(parts.get("zone"))
        if offset is None:
            return local.replace(tzinfo=zone_of(zone)).astimezone(UTC)
        return local - offset
    except (ValueError, KeyError, OverflowError):
        return None


def _year(parts: dict[str, str | None]) -> int:
    era = parts.get("era")
    if era:
        return _REIWA + (1 if era == "元" else int(era))
    year = int(parts["year"] or 0)
    return year if year >= 100 else 2000 + year  # noqa: PLR2004


def _hour(parts: dict[str, str | None]) -> int:
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or parts.get("after") or "").lower()
    if not half or hour > _NOON:
        return hour
    return hour % _NOON + (_NOON if half[0] == "p" or half in ("오후", "午後") else 0)


def _offset(zone: str | None) -> timedelta | None:
    """Distance from UTC of "+09:00", "+0900", "+9", "KST"; None for nothing or a name nobody knows."""
    if not zone:
        return None
    if zone[0] not in "+-":
        hours = _NAMED.get(zone.lower())
        return None if hours is None else timedelta(hours=hours)
    digits = zone[1:].replace(":", "")
    whole, rest = (digits, "0") if len(digits) < len("900") else (digits[:-2], digits[-2:])
    size = timedelta(hours=int(whole), minutes=int(rest))
    return -size if zone[0] == "-" else size
