"""The site's own words (`locales/<language>/site.po`) with numerals as the language writes them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from twosource.text.catalogue import catalogue
from twosource.text.times import number


class Words:
    """The words of one language: `words("en")("count.reports", n=1200)` is "1,200 reports".

    MissingWordsError where the catalogue lacks a key: a page with a hole is never made.
    """

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = catalogue("site", language)

    def __call__(self, msgid: str, *, n: float | None = None, **values: Any) -> str:
        """The phrase; `n` chooses the plural form and, printed as a numeral, fills `{n}`."""
        template = self._catalogue.template(msgid, n=n)
        if n is not None:
            values["n"] = number(n, self.language)
        return template.format_map(values) if values else template

    def __contains__(self, msgid: str) -> bool:
        return msgid in self._catalogue


@lru_cache(maxsize=64)
def words(language: str) -> Words:
    """The words of `language`; UserError where no catalogue ships for it."""
    return Words(language)
