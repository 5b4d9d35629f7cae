"""Words for readers, read once from Babel catalogues: `locales/<language>/<domain>.po`.

A msgid is a key ("origins.count"), its translation a `str.format` template. A key with plural forms
is chosen by the catalogue's own rule for `n`, which follows CLDR (a fraction takes the last form).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from twosource.errors import UserError

LOCALES = Path(__file__).resolve().parent.parent / "locales"


class MissingWordsError(KeyError):
    """A key that the catalogue does not have: a mistake in the program, never shown to a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The words of one domain in one language."""

    domain: str
    language: str
    # key -> its plural forms, at least one; a key with a context is "<context>\x04<key>", as in gettext
    entries: Mapping[str, tuple[str, ...]]
    # number -> index of the plural form
    plural: Callable[[int], int]

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def template(self, key: str, *, n: float | None = None, context: str = "") -> str:
        """The template of `key` for the count `n`; MissingWordsError where there is none."""
        forms = self.entries.get(f"{context}\x04{key}" if context else key)
        if forms is None:
            raise MissingWordsError(f"{self.domain}.po has no words for {key!r} in {self.language!r}")
        if len(forms) == 1:
            return forms[0]
        # A fraction is never the form of a whole number (CLDR, UTS 35 part 3: operand v).
        index = self.plural(abs(int(n))) if n is not None and n == int(n) else len(forms) - 1
        return forms[index]

    def text(self, key: str, /, *, context: str = "", **values: object) -> str:
        """The words of `key` with `values` filled in; a number `n` among them chooses the plural form.

        MissingWordsError where the key or a value it needs is missing.
        """
        n = values.get("n")
        template = self.template(key, n=n if isinstance(n, int | float) else None, context=context)
        try:
            return template.format_map(values) if "{" in template else template
        except KeyError as error:
            where = f"{self.language}/{self.domain}.po"
            raise MissingWordsError(f"{key!r} in {where} wants a value for {error.args[0]!r}") from None


@cache
def catalogue(domain: str, language: str) -> Catalogue:
    """The catalogue of `domain` in `language` ("pt-BR" falls back to "pt"); UserError where there is none."""
    tag = language
    while not (path := LOCALES / tag / f"{domain}.po").is_file():
        if "-" not in tag:
            message = f"there are no words in {language!r} yet; editions can be {', '.join(languages(domain))}"
            raise UserError(f"{message}, or add locales/{language}/{domain}.po")
        tag = tag.rpartition("-")[0]
    return read_catalogue(path, domain=domain, language=language)


@cache
def languages(domain: str) -> tuple[str, ...]:
    """Languages that have a catalogue of `domain`, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in LOCALES.glob(f"*/{domain}.po")))


def read_catalogue(path: Path, *, domain: str, language: str) -> Catalogue:
    """Read one .po file; fuzzy and obsolete entries are left out, a broken one raises ValueError."""
    from gettext import c2py

    from babel.messages.pofile import PoFileError, read_po

    with path.open("rb") as stream:
        try:
            messages = read_po(stream, abort_invalid=True)
        except PoFileError as error:
            raise ValueError(f"{path}: {error}") from error
    entries: dict[str, tuple[str, ...]] = {}
    for message in messages:
        key = message.id[0] if isinstance(message.id, list | tuple) else message.id
        if not key or message.fuzzy:
            continue
        strings = message.string
        forms = tuple(str(form) for form in strings) if isinstance(strings, list | tuple) else (str(strings),)
        entries[f"{message.context}\x04{key}" if message.context else key] = forms
    rule: Callable[[int], int] = c2py(str(messages.plural_expr))
    return Catalogue(domain=domain, language=language, entries=entries, plural=rule)
