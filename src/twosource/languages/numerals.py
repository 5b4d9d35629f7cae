"""Numbers as they are written: digits with groups, myriads (만 億), words. Text to float and nothing more."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twosource.languages.protocol import Numeral

DIGITS = r"[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_PART = re.compile(rf"({DIGITS})|(\S)")
# From here on a unit closes what stands before it: 2천억 is 2 * 1000 * 10**8
_MYRIAD = 10_000
# Unicode's fractions of one character
VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
_FIGURE = re.compile(
    r"(?P<number>[0-9., \u202f]*[0-9])(?:\s?[x×]\s?10\^(?P<ten>[-+]?[0-9]+)|\^(?P<power>[-+]*[0-9]+)|[eE](?P<e>[-+]?[0-9]+))?"
)
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?|[0-9]*\.?[0-9]+")
_EUROPEAN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_SPACED = re.compile(r"(?P<whole>[0-9]{1,3}(?:[ \u202f][0-9]{3})+)(?P<rest>(?:[.,][0-9]+)?)(?![0-9.,])")
_LARGEST_POWER = 300

_DIGITS = re.compile(
    r"(?<![0-9A-Za-z.,])(?:[1-9][0-9]{0,2}(?:[ \u202f][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*)(?![0-9A-Za-z])"
)


def find_digits(text: str) -> list[Numeral]:
    """Numbers written in ASCII digits, in groups of any kind and with a fraction; lists and addresses are none."""
    values = ((match, plain_number(match.group())) for match in _DIGITS.finditer(text))
    return [Numeral(match.start(), match.end(), value) for match, value in values if value is not None]


def plain_number(text: str) -> float | None:
    """Value of figures in any grouping, with a power; None where they are several numbers (a list, an address).

    "1,234.5", Indian "12,34,567", European "1.234,5", "1.234.567" and "5,00", "1 234 567", "1.3e6", "1.3x10^6", "1.1^23".
    """
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    number = _SPACED.sub(_without_spaces, match["number"])
    if _ENGLISH.fullmatch(number):
        value = float(number.replace(",", ""))
    elif _EUROPEAN.fullmatch(number):
        value = float(number.replace(".", "").replace(",", "."))
    else:
        return None
    if match["power"]:
        sign = -1 if match["power"].count("-") % 2 else 1
        return _power(value, sign * int(match["power"].lstrip("+-")))
    exponent = int(match["ten"] or match["e"] or 0)
    return value * 10.0**exponent if abs(exponent) <= _LARGEST_POWER else None


def _without_spaces(match: re.Match[str]) -> str:
    """Groups parted by spaces; behind them a comma can only begin a fraction."""
    return re.sub("[ \u202f]", "", match["whole"]) + match["rest"].replace(",", ".")


def _power(value: float, exponent: int) -> float | None:
    try:
        return float(value**exponent)
    except (OverflowError, ZeroDivisionError):
        return None


def east_asian(text: str, units: Mapping[str, float], digits: Mapping[str, float]) -> float | None:
    """Value of digits mixed with units, such as "1조2천억" or "1億2000万"; None where it is no number."""
    total = section = current = 0.0
    seen = False
    for number, sign in _PART.findall(text):
        if number:
            current, seen = float(number.replace(",", "")), True
            continue
        if sign in digits:
            current, seen = digits[sign], True
            continue
        unit = units.get(sign)
        if unit is None:
            return None
        if unit >= _MYRIAD:
            total += (section + current or 1.0) * unit
            section = current = 0.0
        else:
            section += (current or 1.0) * unit
            current = 0.0
        seen = True
    return total + section + current if seen else None


def english(text: str, words: Mapping[str, float], scales: Mapping[str, float]) -> float | None:
    """Value of "1.2 trillion", "twenty-five", "two dozen", "half a million"; None where it is no number."""
    total = current = 0.0
    seen = False
    for part in re.findall(r"[0-9][0-9,.]*|[a-z]+", text.lower()):
        if part[0].isdigit():
            current, seen = float(part.rstrip(".,").replace(",", "")), True
        elif part in scales:
            current = (current or 1.0) * scales[part]
            seen = True
            if scales[part] >= 1000:  # noqa: PLR2004
                total, current = total + current, 0.0
        elif part in words:
            current, seen = current + words[part], True
        elif part not in {"and", "a", "an"}:
            return None
    return total + current if seen else None
