"""Outlets named in a text: those of the newsroom, the world's agencies, and those their names alone give away.

Names become keys: the id of a source, "agency:<id>" of agencies.toml, or "outlet:<class>:<name>" for one nobody
knows; the same outlet has one key in all scripts, by its listed forms or by how its name sounds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from twosource.languages.phonetic import same_name
from twosource.languages.tables import any_of
from twosource.records import Source, SourceKind

_BARE = "bare"
# "米紙", "英誌", "韓国の": what stands glued in front of a Japanese name
_GLUED = re.compile(r"^(?:[米英仏独韓中露伊印豪台])?(?:有力紙|地元紙|経済紙|紙|誌|通信社|国営|公共)(?=..)")
_LATIN_LEAD = re.compile(
    r"^(?:(?:The|As|But|And|When|While|Meanwhile|On|In|At|By|With|Earlier|However|Last|This|Citing|According|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Newspaper|Broadcaster|Agency)\s+)+"
)


class Named(NamedTuple):
    """An outlet's name in a text."""

    start: int
    end: int
    name: str
    key: str


class Directory:
    """The outlets that the reports of one event may name. Strangers get their keys as they are met."""

    def __init__(self, outlets: Iterable[Source]) -> None:
        self._forms: list[tuple[str, str]] = []
        # key of the agency table -> id of the source that is it
        self._ours: dict[str, str] = {}
        # (core of a name, class, language, key) of what may be met in another script
        self._sounds: list[tuple[str, str, str, str]] = []
        self._met: dict[tuple[str, str], str] = {}
        for source in outlets:
            for form in forms(source):
                self._forms.append((form, source.id))
                for kind, listed in (("agency", _agency_forms()), ("outlet", _outlet_forms())):
                    if form.casefold() in listed:
                        self._ours.setdefault(f"{kind}:{listed[form.casefold()]}", source.id)
            core, kind = split_name(source.name)
            self._sounds.append((core, kind, source.language.partition("-")[0], source.id))
        self._forms.sort(key=lambda item: (-len(item[0]), item))

    def known(self, text: str) -> list[Named]:
        """Names of our outlets and of the world's agencies, in order; the longest where they overlap."""
        found: list[Named] = []
        for form, key in self._forms:
            if form in text:
                found.extend(Named(at, at + len(form), form, key) for at in _find(form, text))
        for match in _agency_pattern().finditer(text):
            agency = f"agency:{_agency_forms()[match[0].casefold()]}"
            found.append(Named(match.start(), match.end(), match[0], self._ours.get(agency, agency)))
        return _longest(found)

    def shaped(self, text: str, language: str) -> list[Named]:
        """The same, and names that only outlets have."""
        found = self.known(text)
        for match in _outlet_pattern().finditer(text):
            key = f"outlet:{_outlet_forms()[match[0].casefold()]}"
            found.append(Named(match.start(), match.end(), match[0], self._ours.get(key, key)))
        found = _longest(found)
        taken = [(item.start, item.end) for item in found]
        for match in _shapes().finditer(text):
            name = _trim(match[0])
            start, end = match.end() - len(name), match.end()
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            key = self.resolve(name, language)
            if key:
                found.append(Named(start, end, name, key))
        return sorted(found)

    def resolve(self, name: str, language: str) -> str:
        """Key of an outlet by its name; "" for what names none ("현지 신문")."""
        language = language.partition("-")[0]
        core, kind = split_name(name)
        if not core or core in _no_names():
            return ""
        met = (core.casefold(), kind)
        if met not in self._met:
            self._met[met] = self._by_sound(core, kind, language) or f"outlet:{kind}:{met[0]}"
            self._sounds.append((core, kind, language, self._met[met]))
        return self._met[met]

    def lists(self, name: str) -> bool:
        """Whether a name is one of the forms we were told, not one recognised by its sound."""
        return name.casefold() in _agency_forms() or any(name == form for form, _ in self._forms)

    def _by_sound(self, core: str, kind: str, language: str) -> str:
        for other, other_kind, other_language, key in self._sounds:
            fits = kind == other_kind or _BARE in (kind, other_kind)
            if fits and core.casefold() == other.casefold():
                return key
            if fits and language != other_language and other and same_name(core, language, other, other_language):
                return key
        return ""


@lru_cache(maxsize=4096)
def forms(source: Source) -> tuple[str, ...]:
    """The names under which others speak of a source, an article in front left out."""
    names = (source.name, *source.aliases)
    return tuple(dict.fromkeys(name.removeprefix("The ") for name in names if len(name) > 1))


def is_agency(source: Source) -> bool:
    """Whether others live on its copy: by its kind, or by its name."""
    return source.kind is SourceKind.AGENCY or is_wire(source.name)


def is_wire(name: str) -> bool:
    """Whether a name is one of the world's agencies', or has the word that only agencies have."""
    return split_name(name)[1] == "agency" or name.casefold() in _agency_forms()


@lru_cache(maxsize=16_384)
def split_name(name: str) -> tuple[str, str]:
    """A name without the word that only says what it is, and that word's class; "bare" where it has none."""
    match = _ending().search(name.strip())
    if not match:
        return name.strip(), _BARE
    return name.strip()[: match.start()].strip().removeprefix("The "), _classes()[match[0].strip().casefold()]


def _find(form: str, text: str) -> Iterator[int]:
    """Where a name stands; Latin letters as whole words."""
    at = text.find(form)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(form) : at + len(form) + 1]
        if not (form.isascii() and any(char.isascii() and char.isalnum() for char in around)):
            yield at
        at = text.find(form, at + 1)


def _longest(found: Sequence[Named]) -> list[Named]:
    kept: list[Named] = []
    for item in sorted(found, key=lambda item: (item.start - item.end, item.start, item.key)):
        if not any(item.start < other.end and other.start < item.end for other in kept):
            kept.append(item)
    return sorted(kept)


def _trim(name: str) -> str:
    return _GLUED.sub("", _LATIN_LEAD.sub("", name))


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _agency_forms() -> dict[str, str]:
    """Form in lower case -> agency."""
    return {form.casefold(): agency for agency, names in _read("agencies")["agency"].items() for form in names}


@cache
def _outlet_forms() -> dict[str, str]:
    """Form in lower case -> paper or broadcaster; "The" is no part of a form."""
    table = _read("outlets")["outlet"]
    return {form.removeprefix("The ").casefold(): outlet for outlet, names in table.items() for form in names}


@cache
def _outlet_pattern() -> re.Pattern[str]:
    """Forms as they are written; Latin letters as whole words, words that are no outlet's alone only behind "the"."""
    listed = [form for names in _read("outlets")["outlet"].values() for form in names]
    articled = any_of(form.removeprefix("The ") for form in listed if form.startswith("The "))
    latin = any_of(form for form in listed if form.isascii() and not form.startswith("The "))
    other = any_of(form for form in listed if not form.isascii())
    return re.compile(
        rf"(?<![A-Za-z0-9가-힣])(?:{other})|(?<![A-Za-z0-9])(?:{latin})(?![A-Za-z0-9])|(?<=[Tt]he )(?:{articled})(?![A-Za-z0-9])"
    )


@cache
def _agency_pattern() -> re.Pattern[str]:
    """Any form of any agency; Han forms that are words (共同, 時事) not in front of another of the same word."""
    listed = [form for names in _read("agencies")["agency"].values() for form in names]
    latin = any_of(form for form in listed if form.isascii())
    han = any_of(form for form in listed if re.fullmatch("[一-龥]{2}", form))
    rest = any_of(form for form in listed if not form.isascii() and not re.fullmatch("[一-龥]{2}", form))
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:{rest})|(?<![A-Za-z0-9])(?:{latin})(?![A-Za-z0-9])"
        rf"|(?:{han})(?=$|[^一-龥]|通信|特派|配信|提供|記者|が報|電)"
    )


@cache
def _classes() -> dict[str, str]:
    return {word.casefold(): kind for kind, words in _read("outlets")["class"].items() for word in words}


@cache
def _no_names() -> frozenset[str]:
    return frozenset(_read("outlets")["no_name"]["words"])


@cache
def _ending() -> re.Pattern[str]:
    latin = any_of(word for words in _read("outlets")["class"].values() for word in words if word.isascii())
    other = any_of(word for words in _read("outlets")["class"].values() for word in words if not word.isascii())
    return re.compile(rf"(?:(?<=\s)(?:{latin})|(?:{other}))$")


@cache
def _shapes() -> re.Pattern[str]:
    """Names by their last word, of at most three words in Latin letters."""
    words = [word for words in _read("outlets")["class"].values() for word in words]
    latin = any_of(word for word in words if word.isascii())
    hangul = any_of(word for word in words if re.match("[가-힣]", word))
    japanese = any_of(word for word in words if re.match("[一-龥ァ-ヶ]", word))
    return re.compile(
        rf"\b(?:[A-Z][\w’'-]{{0,20}}\s){{1,3}}(?:{latin})\b"
        rf"|(?<![가-힣A-Za-z])[가-힣A-Za-z]{{1,10}}?(?:{hangul})(?![가-힣]{{3}})(?=[은는이가의을를과와에도,)\]\s]|$)"
        rf"|[一-龥々ァ-ヶーA-Za-z・]{{1,12}}?(?:{japanese})社?(?![一-龥]{{2}})"
    )
