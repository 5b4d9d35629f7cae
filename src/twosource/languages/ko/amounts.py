"""Lengths of time as Korean writes them: 사흘, 두 달, 3주, 2년 6개월, 1년 반, 5영업일."""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.languages.ko.words import any_in, section

_LENGTHS = section("length")
_NUMBERS = section("number")
_UNITS = section("unit")
_SINO = dict(zip("일이삼사오육칠팔구십", range(1, 11), strict=True))

# A native or Sino-Korean numeral stands before few units; "이 년" and the like stay out
_SPELLED = (
    rf"{any_in('number')}\s?(?:시간|주일?|달|해|개월)|(?:[일이삼사오육칠팔구]?십|[일삼사오육칠팔구])\s?(?:년|개월|주일)"
)
_DIGITS = rf"[0-9]{{1,3}}(?:,[0-9]{{3}})?\s?{any_in('unit')}"
_ONE = rf"(?:{_DIGITS}|{_SPELLED}|{any_in('length')})"
_AMOUNT = re.compile(rf"{_ONE}(?:\s(?:{_DIGITS})(?=\s?(?:전|뒤|후|만|간|동안|안|이내|내)))?(?:\s?반(?![가-힣]))?")
_PIECE = re.compile(
    rf"(?P<whole>{any_in('length')})|(?P<n>[0-9][0-9,]*|{any_in('number')}|[일이삼사오육칠팔구]?십|[일삼사오육칠팔구])\s?(?P<unit>{any_in('unit')})"
)
# What begins a length that is spelled out
SPELLED_START = rf"(?:{any_in('length')}|{_SPELLED})"


class Amount(NamedTuple):
    """Units and how many of each, the largest first."""

    parts: tuple[tuple[str, float], ...]
    end: int

    @property
    def unit(self) -> str:
        """The smallest unit told."""
        return self.parts[-1][0]


def read_amount(text: str, start: int, *, business: bool = False) -> Amount | None:
    """The length told at `start`; days are business days where `business`."""
    found = _AMOUNT.match(text, start)
    if found is None:
        return None
    parts: list[tuple[str, float]] = []
    for piece in _PIECE.finditer(text, start, found.end()):
        unit, number = (
            _LENGTHS[piece["whole"]] if piece["whole"] else (_UNITS[_bare(piece["unit"])], _number(piece["n"]))
        )
        parts.append(("business_day" if business and unit == "day" else unit, number))
    if not parts:
        return None
    if found.group().endswith("반"):
        unit, number = parts[-1]
        parts[-1] = (unit, number + 0.5)
    return Amount(tuple(parts), found.end())


def _number(said: str) -> int:
    if said[0].isdigit():
        return int(said.replace(",", ""))
    if said in _NUMBERS:
        return int(_NUMBERS[said])
    return _SINO[said] if len(said) == 1 else _SINO[said[0]] * 10


def _bare(word: str) -> str:
    return re.sub(r"\s", "", word)
