"""Numbers of languages that count in groups of four (万億兆, 만억조): digits, digit signs and units, mixed at will.

`Grammar` holds what two such languages have in common: positional runs, decimals, fractions ("三分の二", "삼분의 이"),
mixed numbers, powers and dozens. What stands around a number, and whether it is one at all, is each language's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import NamedTuple

from twosource.languages.numerals import VULGAR
from twosource.languages.protocol import Numeral

# ASCII digits, with groups of three by comma or (twice at least) by space
_WHOLE = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]|,[0-9])|[0-9]{1,3}(?:[\u202f\u2009][0-9]{3})+(?![0-9])"
    r"|(?<![0-9])(?<![0-9] )[0-9]{1,3}(?:(?: [0-9]{3}){2,}| 000)(?! ?[0-9])|[0-9]++)"
)
# A fraction behind a point, but no part of an address with more points ("192.168.1.2")
ASCII = (
    rf"(?<![0-9]\.){_WHOLE}\.[0-9]+(?![0-9]|\.[0-9])|{_WHOLE}"
    r"|(?<![0-9.])\.[0-9]+(?![0-9]|\.[0-9])"
)
# "G7", "1970sの": a sign of something else. A unit may follow ("29km"), a word may not ("3D").
_LATIN_BEHIND = re.compile("[B-KN-UX-Z](?![A-Za-z])|(?:st|nd|rd|th)(?![a-z])")
_EXPONENT = re.compile(r"[eE](?P<ten>[+\-]?[0-9]{1,3})(?![0-9A-Za-z])")
_SLASH = re.compile(r"(?P<whole>[0-9]+ {1,2})?(?P<over>[0-9]+)/(?P<under>[0-9]+)(?![0-9/])")
_GROUPING = re.compile("[, \u202f\u2009]")
_JOINED = re.compile(r"[0-9][/\-]")
_GAP = re.compile(r"[ \u202f\u2009]{1,2}")
# From here on a unit closes what stands before it: 2천억 is 2 * 1000 * 10**8
_MYRIAD = 10_000.0
_DOZEN = 12
_GROUP = 3
# Beyond any number of a report; also keeps powers from running over
_LARGEST_POWER = 400
# "twenty and three and two fifths"
_LONGEST_SUM = 2


class Run(NamedTuple):
    """A number read at some place: where it ends, what it is worth, and what it is made of."""

    end: int
    value: float
    # holds ASCII digits
    plain: bool
    # a fraction or a dozen: may be added to what stands before ("1と4分の1")
    part: bool = False
    # came with a decimal, a fraction, a power or a dozen: cannot be a word
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a language writes numbers with; the patterns are matched where a number ended."""

    digits: Mapping[str, int]
    units: Mapping[str, float]
    myriads: Mapping[str, float]
    # whether digit signs stand in a row ("二〇一八"); else only behind a decimal mark
    rows: bool
    # between whole and fraction; ASCII digits need `plain_point` instead
    point: re.Pattern[str]
    plain_point: re.Pattern[str]
    # words between a number and its myriad that add nothing certain ("百余り万")
    filler: re.Pattern[str]
    over: re.Pattern[str]
    plus: re.Pattern[str]
    minus: re.Pattern[str]
    # "の10乗", "×10の10乗": opens a power; `power_end` closes it
    power: re.Pattern[str]
    power_end: re.Pattern[str]
    dozen: re.Pattern[str]
    # behind ASCII digits that stand apart from what is before them: no part of it ("2만 2026년")
    apart: re.Pattern[str]
    # behind a unit that stands apart from the number before it
    scaled: re.Pattern[str]


@dataclass(slots=True)
class _State:
    """What has been read of a run so far."""

    total: float = 0.0
    section: float = 0.0
    current: float | None = None
    small: float = _MYRIAD
    great: float = float("inf")
    plain: bool = False
    marked: bool = False
    # the last sign was a unit
    open: bool = True
    # no further myriad may follow
    closed: bool = False

    @property
    def value(self) -> float:
        return self.total + self.section + (self.current or 0.0)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Numbers by `signs`; all methods read at one place of a folded text and never look further than they match."""

    signs: Signs
    _token: re.Pattern[str] = field(init=False)
    _row: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        """Compile the signs."""
        digits, units, myriads = (
            "".join(map(re.escape, group)) for group in (self.signs.digits, self.signs.units, self.signs.myriads)
        )
        many = "+" if self.signs.rows else ""
        token = rf"(?P<plain>{ASCII})|(?P<row>[{digits}]{many})|(?P<unit>[{units}])|(?P<myriad>[{myriads}])"
        object.__setattr__(self, "_token", re.compile(token))
        object.__setattr__(self, "_row", re.compile(f"[{digits}]+|[0-9]+"))

    def read(self, text: str, start: int) -> Run | None:
        """The longest number at `start`: mixed, fraction, power, dozen or plain; None where there is none.

        The value of thousands of digits in a row is infinite.
        """
        return self._mixed(text, start, _LONGEST_SUM)

    def _mixed(self, text: str, start: int, depth: int) -> Run | None:
        if short := _slash(text, start) or _vulgar(text, start):
            return short
        first = self.simple(text, start)
        if first is None:
            return None
        signs = self.signs
        if line := signs.over.match(text, first.end):
            return self._fraction(text, first, line.end()) or first
        joint = signs.plus.match(text, first.end) if depth else None
        rest = self._mixed(text, joint.end(), depth - 1) if joint else _vulgar(text, first.end)
        if rest and rest.part:
            return Run(rest.end, first.value + rest.value, first.plain, part=True, marked=True)
        if dozen := signs.dozen.match(text, first.end):
            return Run(dozen.end(), first.value * _DOZEN, first.plain, part=True, marked=True)
        return self._power(text, first) or first

    def simple(self, text: str, start: int, *, decimals: bool = True) -> Run | None:
        """The longest run of digits, digit signs and units at `start`."""
        state, end = _State(), start
        while True:
            if filler := self.signs.filler.match(text, end):
                after = filler.end()
            else:
                gap = _GAP.match(text, end) if end > start else None
                after = gap.end() if gap else end
            token = self._token.match(text, after)
            if token is None or (not filler and after > end and not self._joins(text, token, state)):
                break
            if not self._take(text, token, state):
                break
            end = self._decimal(text, token.end(), state) if decimals else token.end()
        if end == start:
            return None
        value = state.value
        if state.plain and (power := _EXPONENT.match(text, end)):
            return Run(power.end(), value * 10.0 ** int(power["ten"]), plain=True, marked=True)
        return Run(end, value, state.plain, marked=state.marked)

    def _joins(self, text: str, token: re.Match[str], state: _State) -> bool:
        """Whether what stands apart still belongs to the number: units do, and digits behind units."""
        if token["unit"] or token["myriad"]:
            return self.signs.scaled.match(text, token.end()) is not None
        if not state.open:
            return False
        if token["plain"]:
            gap = _GAP.match(text, token.end())
            unit = self._token.match(text, gap.end() if gap else token.end())
            long = len(token["plain"]) >= _GROUP or state.small < _MYRIAD
            follows = unit is not None and bool(unit["unit"] or unit["myriad"])
            return (long or follows) and not self.signs.apart.match(text, token.end())
        return not state.plain

    def _take(self, text: str, token: re.Match[str], state: _State) -> bool:
        """Add one token to the run; False where it cannot belong to it."""
        if unit := self.signs.units.get(token["unit"] or ""):
            if unit >= state.small:
                return False
            state.section += (state.current or 1.0) * unit
            state.current, state.small, state.open = None, unit, True
            return True
        if myriad := self.signs.myriads.get(token["myriad"] or ""):
            if state.current is None and not state.section and myriad <= state.great:
                return False
            if myriad == state.great or state.closed or (myriad > state.great and state.total >= myriad):
                return False
            if myriad > state.great and state.total:
                # "一万五千億": the greater myriad multiplies all before it, and nothing after joins
                state.total = state.value * myriad
                state.closed = True
            else:
                state.total += (state.section + (state.current or 0.0)) * myriad
            state.section, state.current = 0.0, None
            state.small, state.great, state.open = _MYRIAD, myriad, True
            return True
        return self._digits(text, token, state)

    def _digits(self, text: str, token: re.Match[str], state: _State) -> bool:
        if state.current is not None:
            return False
        if token["plain"]:
            value = float(_GROUPING.sub("", token["plain"]))
            room = state.small if state.small < _MYRIAD else state.great
            if value >= room and isfinite(room):
                return False
            state.plain = True
        else:
            row = token["row"]
            # "3만이 넘는": behind digits a syllable is a word unless a unit follows
            if state.plain and not self.signs.rows:
                unit = self._token.match(text, token.end())
                if unit is None or not unit["unit"]:
                    return False
            value = float("".join(str(self.signs.digits[sign]) for sign in row))
        state.current, state.open = value, False
        return True

    def _decimal(self, text: str, end: int, state: _State) -> int:
        """Read "・二五" behind a number; the new end."""
        if state.marked:
            return end
        plain = text[end - 1 : end].isascii()
        point = (self.signs.plain_point if plain else self.signs.point).match(text, end)
        if point is None:
            return end
        if "row" in self.signs.point.groupindex and not plain:
            figures, end = "".join(str(self.signs.digits[sign]) for sign in point["row"]), point.end()
            state.current, state.marked = (state.current or 0.0) + float(f"0.{figures}"), True
            return end
        row = self._row.match(text, point.end())
        if row is None:
            return end
        run = None if row.group().isascii() else self.simple(text, row.start(), decimals=False)
        if run is not None and run.end > row.end():
            # "・八十九" is .89
            figures, end = f"{run.value:.0f}", run.end
        else:
            figures, end = "".join(str(self.signs.digits.get(sign, sign)) for sign in row.group()), row.end()
        state.current = (state.current or 0.0) + float(f"0.{figures}")
        state.marked, state.open = True, False
        return end

    def _signed(self, text: str, start: int) -> Run | None:
        sign = 1.0
        while minus := self.signs.minus.match(text, start):
            start, sign = minus.end(), -sign
        if text[start : start + 1] == "+":
            start += 1
        run = self.simple(text, start)
        return run and run._replace(value=sign * run.value)

    def _fraction(self, text: str, under: Run, start: int) -> Run | None:
        over = self._signed(text, start)
        if over is None or not under.value:
            return None
        return Run(over.end, over.value / under.value, under.plain or over.plain, part=True, marked=True)

    def _power(self, text: str, base: Run) -> Run | None:
        opening = self.signs.power.match(text, base.end)
        if opening is None:
            return None
        exponent = self._signed(text, opening.end())
        if exponent is None or abs(exponent.value) > _LARGEST_POWER:
            return None
        closing = self.signs.power_end.match(text, exponent.end) if opening.group() != "^" else None
        if closing is None and opening.group() != "^":
            return None
        end = closing.end() if closing else exponent.end
        try:
            scientific = opening.groupdict().get("ten") is not None
            value = base.value * 10.0**exponent.value if scientific else base.value**exponent.value
        except (OverflowError, ZeroDivisionError):
            return None
        return Run(end, value, base.plain, marked=True)


def _slash(text: str, start: int) -> Run | None:
    """A fraction such as "3/4" or "2 1/4"; no date, no telephone number."""
    match = _SLASH.match(text, start)
    if match is None or not float(match["under"]) or _JOINED.fullmatch(text, max(0, start - 2), start):
        return None
    value = float(match["over"]) / float(match["under"]) + float(match["whole"] or 0)
    return Run(match.end(), value, plain=True, part=True, marked=True)


def _vulgar(text: str, start: int) -> Run | None:
    value = VULGAR.get(text[start : start + 1])
    return None if value is None else Run(start + 1, value, plain=True, part=True, marked=True)


def find_all(
    text: str,
    anchor: re.Pattern[str],
    read_at: Callable[[str, int], tuple[Numeral | None, int]],
    unless: re.Pattern[str] | None,
) -> list[Numeral]:
    """The numerals that `read_at` reads where `anchor` matches, none overlapping; none with `unless` right behind it.

    `read_at` gives the numeral at a place, or None, and where to look on.
    """
    found, end = [], 0
    for match in anchor.finditer(text):
        if match.start() < end:
            continue
        numeral, end = read_at(text, match.start())
        if numeral is not None and not (unless and unless.match(text, numeral.end)):
            found.append(numeral)
    return found


def is_free(text: str, start: int, end: int) -> bool:
    """Whether digits are no part of a name such as "G7" or "3D"."""
    before = text[start - 1 : start]
    return not (before.isascii() and (before.isalpha() or before == "_")) and not _LATIN_BEHIND.match(text, end)
