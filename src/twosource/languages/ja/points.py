"""One point or named interval of the calendar in Japanese: 令和8年1月30日(金)午前10時半, 来週の月曜日, 7月の最後の週, 今年度上期."""

from __future__ import annotations

import re
from collections.abc import Callable

from twosource.languages.ja.clock import read_clock, read_part
from twosource.languages.ja.days import read_day, read_slashed
from twosource.languages.ja.vocabulary import (
    DASH,
    KANJI,
    SMALL,
    WEEKDAYS,
    Fields,
    Found,
    any_in,
    bracketed,
    number,
    one_of,
    phrases,
    section,
)
from twosource.languages.when import Holding, Meant, Nth, Time, When
from twosource.records import Mod

_RELATIVES, _FISCALS, _NIGHTS, _TURNS = (section(name) for name in ("relative", "fiscal", "night", "turn"))
_PARTS, _SEASONS, _SEASON_YEARS, _ERAS = (section(name) for name in ("part", "season", "season_year", "era"))
_HOLIDAYS = section("holiday")
_FIRST_FISCAL_MONTH = 4
_DECEMBER = 12
# Two digits: until here of this century, from there on of the last
_THIS_CENTURY, _LAST_CENTURY = 45, 60
_HALF_YEAR = {"first": 1, "second": 2}
# Months whose weeks have a number are at most this long
_WEEKS_OF_MONTH = 5

# --- patterns -------------------------------------------------------------------------------------

_FOUR = f"(?:[12][0-9]{{3}}|[一二][{KANJI}]{{3}})"
_ERA_YEAR = rf"(?P<era>{any_in('era')})[ ]?(?P<en>元|{SMALL})"
_ERA_GLOSS = rf"{any_in('era')}(?:元|{SMALL})年?"
_YEAR = re.compile(
    rf"(?P<y>{_FOUR})(?:[ ]?年(?:{bracketed(_ERA_GLOSS)})?|{bracketed(_ERA_GLOSS)}年|(?={DASH}(?:[0-9]{{2}}|{_FOUR})年(?!間)))"
    rf"|{_ERA_YEAR}(?:[ ]?年(?:{bracketed(f'{_FOUR}年?')})?|{bracketed(_FOUR)}年|(?={DASH}{SMALL}年(?!間)))"
)
_SHORT_YEAR = re.compile(
    rf"(?P<y>[0-9]{{2}})年(?=度|{SMALL}月|[春夏秋冬末]|[1-9][0-2]?{DASH}[0-9]+月期)|(?P<near>[0-9]{{2}})年(?!{one_of('year_behind')})"
)
_LONG = re.compile(rf"(?P<century>{SMALL})[ ]?世紀|(?P<decade>[12][0-9]{{2}}0|[1-9]0)年代(?!ご)")
_MONTH = re.compile(
    rf"(?P<m>{SMALL})(?:[ ]?月(?!{one_of('month_behind')})|(?={DASH}{SMALL}月(?!期))|(?=[、・]{SMALL}月(?!{one_of('month_behind')})))"
)
_FISCAL_PERIOD = re.compile(rf"(?P<m>{SMALL})月期")
_QUARTER = re.compile(
    rf"第(?P<q>[1-4一二三四])四半期|(?P<qm>1|4|7|10){DASH}(?:3|6|9|12)月期|(?P<half>[上下])(?:半期|期(?![待限間日]))"
)
_SEASON = re.compile(r"(?P<season>[春夏秋冬])(?!季|眠|祭|休|服|至|分|場|闘|節|物|日|田|将)")
_SEASON_YEAR = re.compile(r"(?<![以従])(?P<near>[昨今来])(?P<season>[春夏秋冬])(?!闘|巡|場|ドラ|アニ)")
_RELATIVE = re.compile(rf"(?P<word>{any_in('relative')})(?!度|{one_of('relative_behind')})")
_KANA = re.compile(r"[ぁ-ん]+$")
_KANA_FOLLOW = re.compile(one_of("kana_follow"))
_KANA_BEFORE = re.compile(r"(?:[^ぁ-んァ-ヺー一-龠々]|^|[はがをもに、でと日])\Z")
_NOT_AFTER = re.compile(one_of("relative_before"))
_FISCAL = re.compile(rf"{any_in('fiscal')}|(?<![0-9一-龠元])年度(?=末|初め|内)")
_NIGHT = re.compile(any_in("night"))
_TURN = re.compile(rf"(?<![一-龠0-9度])(?P<word>{any_in('turn')})(?!年始|調整|商戦)|(?<=[先])(?P<none>週末)")
_WEEKDAY = re.compile(
    rf"(?:(?P<near>次の|今度の|前の|その|同じ))?(?P<wd>[{WEEKDAYS}])曜日?(?!大工|礼拝|版|劇|洋画|討論|美術|朝市|画家|ロード|ドラマ|ごと|毎|学校)"
)
_NTH = re.compile(
    rf"(?:第[ ]?(?P<n>[1-5一二三四五])|(?P<first>最初の?)|(?P<last>最後の|最終))(?:(?P<week>週(?![間末刊]))|(?P<wd>[{WEEKDAYS}])曜日?)"
)
_WEEK_OF_YEAR = re.compile(r"第(?P<n>[0-9]{1,2})週(?![間末刊])")
_HOLIDAY = re.compile(rf"(?P<holiday>{any_in('holiday')})(?!{one_of('holiday_behind')})")
_WHOSE = re.compile(r"[一-龠々ァ-ヺー]の?\Z")
_ABROAD = re.compile(r"(?:米国?|アメリカ|年)の?\Z")
_DIRECTION = re.compile(r"(?:(?P<past>去る|さる)|(?P<coming>来る|来たる|きたる))(?=[0-9]{1,2}(?:日|月))")
_OF_SAME = re.compile(r"(?P<same>同|翌)(?=[0-9]{1,2}日)")

_GAP = re.compile(r"[ ]?(?:の[ ]?)?")
_PART = re.compile(rf"[ ]?の?(?P<part>{any_in('part')})(?!{one_of('part_behind')})(?:ごろ|頃)?")
_EARLY_IN_WEEK = re.compile("早くに?|早々に?|頭")
_WEEKDAY_GLOSS = re.compile(
    rf"[ ]?{bracketed(rf'(?P<a>[{WEEKDAYS}])(?:曜日?)?(?:[・、][祝休振]日?)?')}"
    rf"|(?P<far>[、,][ ]?)?の?(?P<b>[{WEEKDAYS}])曜日?(?!版|劇)"
)
_DAY_GLOSS = re.compile(bracketed(rf"(?:(?P<m>{SMALL})月)?(?P<d>{SMALL})日(?:[、・]?[{WEEKDAYS}]曜日?)?"))
_DEADLINE = re.compile(r"内(?=[にの])|中(?=[にの、。]|$|で(?!央))|いっぱい(?=[でのに、。]|$)")
_END_OF_DAY = re.compile("の終わり(?=[にで、。]|$)")
_EARLY_OR_LATE = re.compile(r"の(?P<early>早い時間)|(?P<late>あとで|の遅い時間)")
_WEEK_OF = re.compile("の週(?![末間刊])")


# --- where a point begins -------------------------------------------------------------------------


def read_point(text: str, start: int, *, near_year: int | None = None) -> Found | None:
    """The point or named interval at `start`.

    With `near_year`, the year that a range begins with, two digits may be a year.
    """
    if text[start] in _NUMERALS and (found := _numbered(text, start, {}, near_year)):
        return found
    for read in _READERS:
        if found := read(text, start):
            return found
    return None


_NUMERALS = frozenset(f"0123456789十{KANJI}明大昭平令RHS")


def _numbered(text: str, start: int, near: Fields, near_year: int | None = None) -> Found | None:  # noqa: PLR0911 - one case a line
    """What begins with a number or an era; `near` is what an outer word said of it."""
    if match := _LONG.match(text, start):
        return _with_part(_long(match), text, match.end())
    if year := _year(text, start, near_year):
        return _after_year({**year[0], **near}, text, year[1])
    if match := _QUARTER.match(text, start):
        return _with_part({**_quarter(match), **near}, text, match.end())
    if slashed := read_slashed(text, start):
        return _after_day(slashed[0], text, slashed[1])
    if (match := _MONTH.match(text, start)) and number(match["m"]) <= _DECEMBER:
        return _month(match, text, near)
    if day := read_day(text, start, alone=not near):
        return _after_day({"day": day[0], **near}, text, day[1])
    return None


def _month(match: re.Match[str], text: str, near: Fields) -> Found | None:
    found = _after_month({"month": number(match["m"]), **near}, text, match.end())
    spelled = not match["m"][0].isdigit()
    # 一月 is a length as well, and a kanji month alone needs something behind it
    if (
        spelled
        and found[1] == match.end()
        and not near
        and (match["m"] == "一" or not _MONTH_ENDS.match(text, found[1]))
    ):
        return None
    return found


_MONTH_ENDS = re.compile(r"[のにはかをまも、。,\s〜~以と]|$")


def _year(text: str, start: int, near_year: int | None) -> tuple[Fields, int] | None:  # noqa: PLR0911 - one case a line
    if match := _YEAR.match(text, start):
        if match["y"]:
            return {"year": number(match["y"])}, match.end()
        first, last = _ERAS[match["era"]]
        count = number(match["en"])
        lettered = match["era"] in "SHR"
        if not 1 <= count <= last or (lettered and start and text[start - 1].isalnum() and text[start - 1].isascii()):
            return None
        return {"year": first + count - 1}, match.end()
    match = _SHORT_YEAR.match(text, start)
    if match is None or (match["near"] and near_year is None):
        return None
    if near_year is not None:
        return {"year": near_year // 100 * 100 + int(match["y"] or match["near"])}, match.end()
    year = int(match["y"])
    before = text[max(0, start - 3) : start]
    # "元禄14年3月": an era that no table knows
    if _THIS_CENTURY < year < _LAST_CENTURY or before.endswith(_YEARS_BEFORE) or _KANJI_BEFORE.search(before):
        return None
    return {"year": year + (2000 if year <= _THIS_CENTURY else 1900)}, match.end()


_KANJI_BEFORE = re.compile(r"(?!翌)[一-龠々]\Z")
_YEARS_BEFORE = tuple(phrases("years_before"))


def _long(match: re.Match[str]) -> Fields:
    if match["century"]:
        return {"century": number(match["century"])}
    decade = int(match["decade"])
    return {"decade": decade if decade > 100 else decade + 1900 if decade >= 30 else decade + 2000}  # noqa: PLR2004


def _quarter(match: re.Match[str]) -> Fields:
    if match["half"]:
        return {"half": 1 if match["half"] == "上" else 2}
    return {"quarter": number(match["q"]) if match["q"] else (int(match["qm"]) + 2) // 3}


def _relative(text: str, start: int) -> Found | None:
    match = _RELATIVE.match(text, start)
    if match is None or not _is_word(text, match):
        return None
    word, end = match["word"], match.end()
    unit, count = _RELATIVES[word]
    if not unit.startswith("same_"):
        return _AFTER[unit]({"shift": (unit, count)}, text, end)
    unit = unit.removeprefix("same_")
    shift = (unit, count) if count else None
    if unit == "day":
        return _after_day({"same_day": True, "shift": shift}, text, end)
    return _AFTER[unit]({"same_unit": unit, "shift": shift}, text, end)


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Whether it is no part of a longer word."""
    start = match.start()
    before = text[start - 1 : start]
    if before and _NOT_AFTER.match(text, start - 1):
        return False
    if not _KANA.search(match.group()):
        return True
    return bool(_KANA_BEFORE.search(before)) and bool(_KANA_FOLLOW.match(text, match.end()))


def _fiscal(text: str, start: int) -> Found | None:
    match = _FISCAL.match(text, start)
    if match is None:
        return None
    return _after_fiscal({"shift": ("year", _FISCALS.get(match.group(), 0))}, text, match.end())


def _night(text: str, start: int) -> Found | None:
    match = _NIGHT.match(text, start)
    if match is None or not _is_word(text, match):
        return None
    unit, count, part = _NIGHTS[match.group()]
    fields: Fields = {"shift": (unit, count)} if unit == "day" else {"same_day": True, "shift": ("day", count)}
    return _after_day({**fields, "day_part": part}, text, match.end())


def _turn(text: str, start: int) -> Found | None:
    match = _TURN.match(text, start)
    if match is None or match["none"]:
        return None
    unit, count, part = _TURNS[match["word"]]
    end = match.end()
    if unit == "year" and part in _HALF_YEAR:
        return When(shift=(unit, count), half=_HALF_YEAR[part]), end
    # In January what was at the end of the year was so at the last one's
    said = When(shift=(unit, count), part=part, direction=-1)
    return (said, end) if part else (Meant(mod=Mod.ON_OR_BEFORE, time=said), end)


def _season_year(text: str, start: int) -> Found | None:
    match = _SEASON_YEAR.match(text, start)
    if match is None:
        return None
    return When(shift=("year", _SEASON_YEARS[match["near"]]), season=_SEASONS[match["season"]]), match.end()


def _weekday(text: str, start: int) -> Found | None:
    match = _WEEKDAY.match(text, start)
    if match is None or text[max(0, start - 1) : start] in _NUMERALS:
        return None
    fields: Fields = {"weekday": WEEKDAYS.index(match["wd"])}
    if match["near"] in {"次の", "前の"}:
        fields["shift"] = ("week", 1 if match["near"] == "次の" else -1)
    elif match["near"] == "今度の":
        fields["direction"] = 1
    elif match["near"]:
        return None
    return _after_day(fields, text, match.end())


def _half(text: str, start: int) -> Found | None:
    match = _QUARTER.match(text, start)
    if match is None or (match["half"] and re.match("[一-龠]", text[start - 1 : start])):
        return None
    return _with_part(_quarter(match), text, match.end())


def _week_of_year(text: str, start: int) -> Found | None:
    match = _WEEK_OF_YEAR.match(text, start)
    if match is None or int(match["n"]) <= _WEEKS_OF_MONTH:
        return None
    return When(week=int(match["n"])), match.end()


def _holiday(text: str, start: int) -> Found | None:
    match = _HOLIDAY.match(text, start)
    if match is None:
        return None
    before = text[max(0, start - 4) : start]
    name = str(_HOLIDAYS[match["holiday"]])
    if _WHOSE.search(before) and (name.startswith("us-") or not before.endswith("の")) and not _ABROAD.search(before):
        return None
    return _after_day({"holiday": name}, text, match.end())


def _directed(text: str, start: int) -> Found | None:
    """去る10日, 来る5日, 同10日, 翌31日."""
    if match := _DIRECTION.match(text, start):
        return _numbered(text, match.end(), {"direction": -1 if match["past"] else 1})
    match = _OF_SAME.match(text, start)
    day = read_day(text, match.end(), alone=False) if match else None
    if match is None or day is None or (start and text[start - 1] in "合一協共混"):
        return None
    if match["same"] == "翌":
        return _after_day({"same_day": True, "shift": ("day", 1)}, text, day[1])
    return _after_day({"same_unit": "month", "day": day[0]}, text, day[1])


_READERS: tuple[Callable[[str, int], Found | None], ...] = (
    _turn, _fiscal, _relative, _night, _season_year, _weekday, _half, _week_of_year, _holiday, _directed,
)  # fmt: skip


# --- what may follow ------------------------------------------------------------------------------


def _gap(text: str, end: int) -> int:
    match = _GAP.match(text, end)
    assert match is not None
    return match.end()


def _after_year(fields: Fields, text: str, end: int) -> Found | None:  # noqa: PLR0911 - one case a line
    if text.startswith("度", end) and "year" in fields:
        return _after_fiscal(fields, text, end + 1)
    at = _gap(text, end)
    if "year" not in fields and (year := _year(text, at, None)):
        return _after_year(year[0], text, year[1])
    if "year" in fields and (match := _FISCAL_PERIOD.match(text, at)):
        month = number(match["m"])
        first = {"year": fields["year"] - (month != _DECEMBER), "fiscal_month": month % _DECEMBER + 1}
        return (When(**first), match.end()) if 1 <= month <= _DECEMBER else None
    if match := _QUARTER.match(text, at):
        return _with_part({**fields, **_quarter(match)}, text, match.end())
    if (match := _MONTH.match(text, at)) and 1 <= number(match["m"]) <= _DECEMBER:
        return _after_month({**fields, "month": number(match["m"])}, text, match.end())
    if match := _SEASON.match(text, at):
        return When(**fields, season=_SEASONS[match["season"]]), match.end()
    if match := _HOLIDAY.match(text, at):
        return _after_day({**fields, "holiday": _HOLIDAYS[match["holiday"]]}, text, match.end())
    found = _with_ordinal(fields, text, end) or _with_part(fields, text, end)
    if found[1] > end:
        return found
    return None if _YEAR_BEHIND.match(text, end) else _within(fields, text, found)


_YEAR_BEHIND = re.compile(rf"{one_of('year_behind')}|(?<=00年)前")


def _after_fiscal(fields: Fields, text: str, end: int) -> Found:
    fields = {**fields, "fiscal_month": _FIRST_FISCAL_MONTH}
    if match := _QUARTER.match(text, _gap(text, end)):
        quarter = _quarter(match)
        if match["qm"]:
            # 2025年度の1〜3月期 is its last quarter
            quarter = {"quarter": (quarter["quarter"] + 2) % 4 + 1}
        return When(**fields, **quarter), match.end()
    if (match := _PART.match(text, end)) and _PARTS[match["part"]] in _HALF_YEAR:
        return When(**fields, half=_HALF_YEAR[_PARTS[match["part"]]]), match.end()
    if match := _FISCAL_END.match(text, end):
        return When(**fields, quarter=4 if match["last"] else 1), match.end()
    return _within(fields, text, (When(**fields), end))


_FISCAL_END = re.compile("(?P<last>末)|(?:初め|当初)(?!て)")


def _within(fields: Fields, text: str, found: Found) -> Found:
    """今月中に is a deadline, 先月中に is not."""
    match = _DEADLINE.match(text, found[1])
    if match is None:
        return found
    over = (fields.get("shift") or ("", 0))[1] < 0
    return found if over else (Meant(mod=Mod.ON_OR_BEFORE, time=found[0]), match.end())


def _after_month(fields: Fields, text: str, end: int) -> Found:
    at = _gap(text, end)
    if day := read_day(text, at, alone=False):
        return _after_day({**fields, "day": day[0]}, text, day[1])
    found = _with_ordinal(fields, text, end) or _with_part(fields, text, end)
    return _within(fields, text, found) if found[1] == end else found


def _after_week(fields: Fields, text: str, end: int) -> Found:  # noqa: PLR0911 - one case a line
    at = _gap(text, end)
    if (match := _WEEKDAY.match(text, at)) and not match["near"]:
        weekday = WEEKDAYS.index(match["wd"])
        if "same_unit" in fields:
            return _after_day({"base": When(**fields), "weekday": weekday}, text, match.end())
        return _after_day({**fields, "weekday": weekday}, text, match.end())
    if day := read_day(text, end, alone=True):
        return _after_day({"day": day[0]}, text, day[1])
    if text.startswith("末", end):
        if "same_unit" in fields:
            shift = fields["shift"]
            return When(same_unit="weekend", shift=("weekend", shift[1]) if shift else None), end + 1
        return When(shift=("weekend", fields["shift"][1])), end + 1
    if match := _EARLY_IN_WEEK.match(text, end):
        return When(**fields, part="early"), match.end()
    found = _with_part(fields, text, end)
    return _within(fields, text, found) if found[1] == end else found


def _after_day(fields: Fields, text: str, end: int) -> Found:
    """A weekday, a date told twice, a clock time or a part of the day behind a day."""
    fields, end = _glossed(fields, text, end)
    at = _gap(text, end)
    part = "夜" if fields.get("day_part") in {"night", "evening"} else "朝" if "day_part" in fields else ""
    if clock := read_clock(text, at, bare=True, part=part):
        return When(**{**fields, "day_part": "", **clock[0]}), clock[1]
    if "day_part" not in fields and (told := read_part(text, at)):
        return When(**{**fields, **told[0]}), told[1]
    if match := _EARLY_OR_LATE.match(text, end):
        return When(**fields, part="early" if match["early"] else "late"), match.end()
    if match := _END_OF_DAY.match(text, end):
        return When(**fields, hour=23, minute=59, second=59, hour_sure=True), match.end()
    if match := _WEEK_OF.match(text, end):
        return Holding(unit="week", of=When(**fields)), match.end()
    return _within(fields, text, (When(**fields), end))


def _glossed(fields: Fields, text: str, end: int) -> tuple[Fields, int]:
    """Fields with the weekday or the number that a day is told with as well: 30日(金), きょう30日, 昨日（30日）."""
    if "day_part" in fields:
        return fields, end
    if "day" not in fields and "holiday" not in fields:
        if match := _DAY_GLOSS.match(text, end):
            return _told_again(fields, match), match.end()
        direct = _MONTH.match(text, end) if text[end : end + 1] in _NUMERALS else None
        day = read_day(text, direct.end() if direct else _gap(text, end), alone=direct is None)
        if day and direct:
            return {"month": number(direct["m"]), "day": day[0]}, day[1]
        if day and (fields.get("shift") or ("",))[0] == "day":
            return fields, day[1]
    gloss = _WEEKDAY_GLOSS.match(text, end) if "weekday" not in fields else None
    if gloss is None or (gloss["far"] and "month" not in fields):
        return fields, end
    if "shift" not in fields and "same_unit" not in fields and "day" in fields and "year" not in fields:
        fields = {**fields, "weekday": WEEKDAYS.index(gloss["a"] or gloss["b"])}
    return fields, gloss.end()


def _told_again(fields: Fields, match: re.Match[str]) -> Fields:
    """The date in brackets behind a weekday or 昨日, where it has its month; a day alone says nothing new."""
    return {"month": number(match["m"]), "day": number(match["d"])} if match["m"] else fields


def _with_ordinal(fields: Fields, text: str, end: int) -> Found | None:
    """7月の最後の週, 来月の第一月曜日."""
    match = _NTH.match(text, _gap(text, end))
    if match is None:
        return None
    n = number(match["n"]) if match["n"] else 1 if match["first"] else -1
    within = When(**fields)
    if match["wd"]:
        nth: Time = Nth(n=n, unit="weekday", weekday=WEEKDAYS.index(match["wd"]), within=within)
        return _after_day({"base": nth}, text, match.end())
    return Nth(n=n, unit="week", within=within), match.end()


def _with_part(fields: Fields, text: str, end: int) -> Found:
    match = _PART.match(text, end)
    if match is None:
        return When(**fields), end
    part = _PARTS[match["part"]]
    whole_year = "year" in fields or (fields.get("shift") or ("",))[0] == "year" or fields.get("same_unit") == "year"
    if part in _HALF_YEAR and whole_year and not {"month", "quarter", "half"} & set(fields):
        return When(**fields, half=_HALF_YEAR[part]), match.end()
    return When(**{**fields, "part": part}), match.end()


def _bare(fields: Fields, text: str, end: int) -> Found:
    return _with_part(fields, text, end)


def _year_told(fields: Fields, text: str, end: int) -> Found:
    return _after_year(fields, text, end) or (When(**fields), end)


_AFTER: dict[str, Callable[[Fields, str, int], Found]] = {
    "day": _after_day, "week": _after_week, "month": _after_month, "year": _year_told, "quarter": _bare,
    "century": _bare, "weekend": _bare,
}  # fmt: skip
