"""All knowledge of particular languages. `get` gives one, `identify` tells which a text is in."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from twosource.languages.identification import identify

if TYPE_CHECKING:
    from twosource.languages.protocol import Language

__all__ = ["get", "identify"]


@cache
def get(code: str) -> Language:
    """The language of a BCP 47 tag; the plain one for every language without a package here."""
    name = code.split("-", maxsplit=1)[0].lower()
    # A tag comes from a web page: only a plain name may become the name of a module
    spec = find_spec(f"twosource.languages.{name}") if name.isascii() and name.isalpha() and name != "plain" else None
    # and a package: this folder has modules beside the languages
    if spec is not None and spec.submodule_search_locations:
        module = f"twosource.languages.{name}.language"
        if find_spec(module) is not None:
            language: Language = import_module(module).LANGUAGE
            return language
    plain: Language = import_module("twosource.languages.plain.language").Plain(name or "und")
    return plain
