"""Times told by their distance: two weeks ago, in half an hour, the past two quarters, 3 days after Christmas, within a month."""

from __future__ import annotations

import re
from typing import Literal

from twosource.languages.en.days import Found
from twosource.languages.en.relative import Inner
from twosource.languages.en.vocabulary import CARDINAL, SIDE, UNIT, fold, number, pattern, value
from twosource.languages.when import Meant, Stretch, Time, When
from twosource.records import Mod

Amounts = tuple[tuple[str, float], ...]
Side = Literal["ago", "ahead", "past", "next", "within"]

COUNT = rf"(?:[0-9]{{1,4}}(?:\.5)?(?![0-9.,])|{CARDINAL}(?:[ ]hundred)?|an?|(?:a[ ])?couple(?:[ ]of)?)"
_AMOUNT = pattern(
    rf"(?:(?P<half>half[ ]an?[ ])(?P<unit0>{UNIT})|(?P<n>{COUNT})(?P<more>[ ]and[ ]a[ ]half)?[ -]{{1,2}}(?:(?:more|full|calendar)[ ])?(?P<unit>{UNIT})|(?P<n2>[0-9]{{1,4}})(?P<unit2>h|min|hrs?)\b)"
    r"(?P<more2>[ ]and[ ]a[ ]half)?(?!-?[a-z]|['’](?!s?[ ]time\b)[a-z])"
)
_JOIN = pattern(r"(?:,[ ]|[ ])(?:and[ ])?")
_BACK = pattern(r"[ ]ago\b")
_AHEAD = pattern(r"[ ](?:from[ ](?:now|today)|hence|later)\b")
_ROUND = pattern(
    r"[ ](?:(?P<after>after|from|since|following)|(?P<before>before|prior[ ]to|ahead[ ]of))[ ](?:the[ ]year[ ])?"
)
_STARTING = pattern(r",?[ ](?:starting|beginning|commencing)(?:[ ](?:on|from))?[ ](?:the[ ])?")
_FROM = pattern(r",?[ ]from[ ](?:the[ ])?")
_IN = pattern(r"in[ ](?:about[ ]|around[ ]|the[ ])?")
_TIME_BEHIND = pattern(r"['’]?s?['’]?[ ]time\b")
_WITHIN = pattern(r"within[ ](?:the[ ])?(?:(?:next|coming|following)[ ])?")
_SIDED = pattern(rf"(?:this[ ](?:past|coming)|(?P<side>{SIDE}))[ ](?:few[ ])?")
_COUNT_SIDE = pattern(
    rf"(?P<n>[0-9]{{1,4}}|{CARDINAL})[ ](?P<side>last|past|previous|next|coming|upcoming|following)[ ](?P<unit>{UNIT})(?<=s)(?!['’-]?[a-z])"
)
_COMPARED = pattern(r"(?P<word>more|less|fewer)[ ]than[ ]")
_FOR = pattern(r"for[ ](?:the[ ])?")
_THE_DAY = pattern(r"the[ ](?P<unit>day|week|month|year)[ ](?:(?P<after>after)|before)[ ](?:the[ ])?")
# "For the first time in two years", "the worst storm in 30 years" look back
_LOOKS_BACK = pattern(
    r"\b(?:times?|first|second|third|fourth|only|most|least|[0-9]+(?:st|nd|rd|th)|record|low|high|worse|better|[a-z]{2,}est)\b[^.;!?]{0,60}$"
)


def read_length(text: str, start: int, inner: Inner) -> Found | None:
    """A time told by its distance from another or from publication, at `start`."""
    first = text[start].lower()
    if first == "i":
        return _in(text, start, inner)
    if first == "w" and (within := _WITHIN.match(text, start)):
        amounts = _amounts(text, within.end(), bare=True)
        return (Stretch(amounts=amounts[0], side="within"), amounts[1]) if amounts else None
    if first == "t" and (found := _the_day(text, start, inner)):
        return found
    if first in "mlf" and (found := _compared(text, start, inner) or _for(text, start, inner)):
        return found
    return _sided(text, start) or _counted(text, start, inner)


def _amounts(text: str, start: int, *, bare: bool = False) -> tuple[Amounts, int] | None:
    """("year", 2), ("month", 1) of "2 years 1 month" and where it ends; `bare` takes "day and 5 hours" too."""
    match = _AMOUNT.match(text, start)
    found: list[tuple[str, float]] = []
    end = start
    if match is None and bare and (unit := _BARE_UNIT.match(text, start)):
        found, end = [_pair(unit["unit"], 1)], unit.end()
        match = None
    while match:
        found.append(_of(match))
        end = match.end()
        join = _JOIN.match(text, end)
        match = _AMOUNT.match(text, join.end()) if join else None
        if match and _has(found, _of(match)):
            break
    if bare and len(found) == 1 and match is None and end > start and (join := _JOIN.match(text, end)):
        match = _AMOUNT.match(text, join.end())
        if match and not _has(found, _of(match)):
            found.append(_of(match))
            end = match.end()
    return (tuple(found), end) if found else None


_BARE_UNIT = pattern(rf"(?P<unit>{UNIT})(?![\w-])")


def _has(found: list[tuple[str, float]], pair: tuple[str, float]) -> bool:
    return any(unit == pair[0] for unit, _ in found)


def _of(match: re.Match[str]) -> tuple[str, float]:
    if match["half"]:
        return _pair(match["unit0"], 0.5)
    count = match["n"] or match["n2"]
    unit = match["unit"] or match["unit2"]
    folded = fold(count)
    if folded in {"a", "an"}:
        amount = 1.0
    elif "couple" in folded:
        amount = 2.0
    elif folded[0].isdigit():
        amount = float(folded)
    else:
        head, hundred, _ = folded.partition(" hundred")
        amount = number(head) * (100.0 if hundred else 1.0)
    return _pair(unit, amount + (0.5 if match["more"] or match["more2"] else 0.0))


def _pair(unit: str, amount: float) -> tuple[str, float]:
    name = "hour" if unit.lower() == "h" else str(value("unit", unit))
    return ("week", 2 * amount) if name == "fortnight" else (name, amount)


def _in(text: str, start: int, inner: Inner) -> Found | None:
    """What is "in two weeks", of what is to come; never of how long something took or since when it is the first."""
    match = _IN.match(text, start)
    amounts = _amounts(text, match.end()) if match else None
    if amounts is None:
        return None
    anchored = _anchored(text, amounts, inner)
    if anchored:
        # "In two days from today" is "two days from today"
        return anchored if _SINCE.match(text, amounts[1]) else None
    if _BACK.match(text, amounts[1]) or _AHEAD.match(text, amounts[1]):
        return None
    behind = _TIME_BEHIND.match(text, amounts[1])
    if not behind and _LOOKS_BACK.search(text, max(0, start - 80), start):
        return None
    return Stretch(amounts=amounts[0], side="ahead", to_come=not behind), amounts[1]


_SINCE = pattern(r"[ ]since\b")


def _the_day(text: str, start: int, inner: Inner) -> Found | None:
    match = _THE_DAY.match(text, start)
    found = inner(text, match.end()) if match else None
    if match is None or found is None:
        return None
    unit = match["unit"].lower()
    if unit != "day" and not _exact(found[0]):
        return None
    return Stretch(amounts=((unit, 1),), side="ahead" if match["after"] else "ago", anchor=found[0]), found[1]


def _exact(said: Time) -> bool:
    return isinstance(said, When) and (said.day is not None or bool(said.holiday) or said.weekday is not None)


def _compared(text: str, start: int, inner: Inner) -> Found | None:
    """Bounds of a distance: "more than two weeks before today", "less than 3 days after tomorrow"."""
    match = _COMPARED.match(text, start)
    amounts = _amounts(text, match.end()) if match else None
    found = _anchored(text, amounts, inner) if amounts else None
    if match is None or found is None or not isinstance(found[0], Stretch):
        return None
    ahead = found[0].side == "ahead"
    if match["word"].lower() == "more":
        return Meant(mod=Mod.AFTER if ahead else Mod.BEFORE, time=found[0]), found[1]
    return Stretch(amounts=found[0].amounts, side="next" if ahead else "past", anchor=found[0].anchor), found[1]


def _for(text: str, start: int, inner: Inner) -> Found | None:
    match = _FOR.match(text, start)
    amounts = _amounts(text, match.end()) if match else None
    return _lasting(text, amounts, inner, _FROM) if amounts else None


def _lasting(text: str, amounts: tuple[Amounts, int], inner: Inner, by: re.Pattern[str]) -> Found | None:
    """A length with its begin: "three days starting next Monday", "for a week from Friday"."""
    link = by.match(text, amounts[1])
    found = inner(text, link.end()) if link else None
    return (Stretch(amounts=amounts[0], side="next", anchor=found[0]), found[1]) if found else None


def _sided(text: str, start: int) -> Found | None:
    """A length up to publication or from it on: "the past two quarters", "next couple weeks", "5 upcoming years"."""
    if match := _COUNT_SIDE.match(text, start):
        amounts: Amounts = (_pair(match["unit"], number(match["n"])),)
        return Stretch(amounts=amounts, side=_side(match["side"])), match.end()
    match = _SIDED.match(text, start)
    if match is None or not match["side"] or fold(match["side"]) in {"this", "current"}:
        return None
    told = _amounts(text, match.end())
    if told and len(told[0]) > 1 and _BACK.match(text, told[1]):
        # "The last 3 months and 2 days ago" are two times
        one = _AMOUNT.match(text, match.end())
        told = ((_of(one),), one.end()) if one else None
    if told is None or (
        text[match.end() : match.end() + 2].lower() in {"a ", "an"}
        and "couple" not in text[match.end() : told[1]].lower()
    ):
        return None
    return Stretch(amounts=told[0], side=_side(match["side"])), told[1]


def _side(word: str) -> Side:
    return "past" if value("side", word) < 0 else "next"


def _counted(text: str, start: int, inner: Inner) -> Found | None:
    amounts = _amounts(text, start)
    if amounts is None:
        return None
    if match := _BACK.match(text, amounts[1]):
        return Stretch(amounts=amounts[0], side="ago"), match.end()
    if found := _lasting(text, amounts, inner, _STARTING) or _anchored(text, amounts, inner):
        return found
    if match := _AHEAD.match(text, amounts[1]):
        return Stretch(amounts=amounts[0], side="ahead"), match.end()
    return None


def _anchored(text: str, amounts: tuple[Amounts, int], inner: Inner) -> Found | None:
    match = _ROUND.match(text, amounts[1])
    found = inner(text, match.end()) if match else None
    if match is None or found is None:
        return None
    return Stretch(amounts=amounts[0], side="ago" if match["before"] else "ahead", anchor=found[0]), found[1]
