"""English numbers as written."""

from __future__ import annotations

from twosource.languages.numerals import find_digits
from twosource.languages.protocol import Numeral


def find_numerals(text: str) -> list[Numeral]:
    """See `protocol.Language.numerals`."""
    return find_digits(text)
