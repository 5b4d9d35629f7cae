"""Templates to bytes: one cached Jinja environment, one cached frame per edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from twosource.publish.card import Card
from twosource.publish.info import SiteInfo, contact_link, web_address
from twosource.records import File, Fragment
from twosource.text.catalogue import catalogue
from twosource.text.phrases import phrases
from twosource.text.times import (
    direction,
    language_name,
    machine_time,
    number,
    own_name,
    tell_time,
    zone_abbreviation,
    zone_name,
)
from twosource.text.wording import Words, words

# Nothing may load but our own pictures and style; nothing may run, frame us or take a form.
POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in another edition."""

    language: str
    path: str
    url: str


class Frame:
    """What templates of one edition call: words, times, links, marked text."""

    def __init__(self, site: SiteInfo, language: str) -> None:
        self.site = site
        self.language = language
        self.dir = direction(language)
        self.say: Words = words(language)
        self.policy = POLICY
        self.css = site.path(style_name())
        self.icon = site.path("icon.svg")
        self.notice = site.notice_in(language)
        self.zone = zone_name(site.zone, language)
        self.contact = contact_link(site.contact)

    def path(self, *segments: str) -> str:
        """Link inside this edition."""
        return self.site.path(self.language, *segments)

    def editions(self, others: Sequence[Alternate]) -> list[tuple[str, str]]:
        """Every edition and where its reader goes from here: this page, or the front page where it has none."""
        paths = {other.language: other.path for other in others}
        return [(tag, paths.get(tag) or self.site.path(tag)) for tag in self.site.editions]

    def number(self, value: float) -> str:
        """A numeral of this edition."""
        return number(value, self.language)

    def time(self, at: datetime, pattern: str = "minute") -> Markup:
        """`<time>` with the site's zone; `pattern` is "minute", "short" or "day"."""
        return _time_tag(at, self.say(f"pattern.{pattern}"), self.language, self.site.zone, named=pattern == "minute")

    def phrase(self, msgid: str, **values: Any) -> Markup:
        """A phrase of the catalogue whose values may hold markup of ours."""
        return escape(self.say(msgid)).format(**values)

    def tongue(self, tag: str) -> str:
        """A language's name in this edition's language."""
        return language_name(tag, self.language)

    def own_name(self, tag: str) -> str:
        """A language's name for itself."""
        return own_name(tag)

    def marked(self, fragments: Iterable[Fragment]) -> Markup:
        """Text with every foreign run marked by `lang` (and `dir` where it differs)."""
        return Markup("").join(_mark(escape(fragment.text), fragment.language, self.language) for fragment in fragments)

    def broken(self, card: Card) -> Markup:
        """A card's headline: Japanese may break between phrases only, and never within a name."""
        gap = Markup("<wbr>")
        return Markup("").join(
            _mark(gap.join(phrases(run.text, run.language or self.language, card.names)), run.language, self.language)
            for run in card.headline
        )

    def foreign(self, language: str) -> Markup:
        """` lang="…"` for text that is not in this edition's language, else nothing."""
        return _lang(language, self.language)

    def outlet(self, name: str, language: str) -> Markup:
        """A name in its own script, marked as such; a figure needs no mark."""
        return _outlet(name, language, self.language)

    def link(self, address: str) -> str:
        """`address` where it may become a link, else nothing."""
        return web_address(address)

    def label(self, card: Card) -> str:
        """The short label: what the machine did and that no person looked."""
        return self.say(f"label.{writer_kind(card.writer)}.short")

    def picture(self, card: Card) -> str:
        """Link to a card's picture."""
        return self.path("e", card.event_id, card.picture_name)


@lru_cache(maxsize=8192)
def _time_tag(at: datetime, pattern: str, language: str, zone: str, *, named: bool) -> Markup:
    shown = tell_time(at, pattern, language, zone)
    if named:
        shown = f"{shown} {zone_abbreviation(at, zone)}"
    return Markup('<time datetime="{}">{}</time>').format(machine_time(at, zone), shown)


@lru_cache(maxsize=1024)
def _lang(language: str, around: str) -> Markup:
    """The attributes that mark text in `language` within text in `around`; none where they are one."""
    if language == around:
        return Markup("")
    turned = direction(language) != direction(around)
    turn = Markup(' dir="{}"').format(direction(language)) if turned else ""
    return Markup(' lang="{}"{}').format(language, turn)


def _mark(text: Markup, language: str | None, around: str) -> Markup:
    if language is None or language == around:
        return text
    return Markup("<span{}>{}</span>").format(_lang(language, around), text)


@lru_cache(maxsize=4096)
def _outlet(name: str, language: str, around: str) -> Markup:
    return _mark(escape(name), language if any(map(str.isalpha, name)) else None, around)


def writer_kind(writer: str) -> str:
    """The label's kind: "brief" for the rule-based writer, "model" for anything else: a label never claims less machine."""
    return "brief" if writer.partition("/")[0] == "brief" else "model"


@lru_cache(maxsize=64)
def frame(site: SiteInfo, language: str) -> Frame:
    """The cached frame of one edition."""
    return Frame(site, language)


def alternates(site: SiteInfo, languages: Iterable[str], *segments: str) -> tuple[Alternate, ...]:
    """The same path in each of `languages`, in the order of the editions."""
    available = set(languages)
    return tuple(
        Alternate(language=tag, path=site.path(tag, *segments), url=site.url(tag, *segments))
        for tag in site.editions
        if tag in available
    )


def render(template: str, path: str, *, at: Frame, others: Sequence[Alternate], **context: Any) -> File:
    """Fill a template; `path` is the file's place relative to the site's root."""
    text = _environment().get_template(template).render(at=at, say=at.say, site=at.site, others=others, **context)
    return File(path=path, data=text.encode("utf-8", "replace"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("twosource.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )


@cache
def style_sheet() -> bytes:
    """The one sheet of the site."""
    return (files("twosource.publish") / "style.css").read_bytes()


@cache
def style_name() -> str:
    """Its file name, which changes with its content."""
    return f"style-{hashlib.sha256(style_sheet()).hexdigest()[:12]}.css"


@lru_cache(maxsize=64)
def version(language: str) -> str:
    """Hash of all that shapes pages of an edition beside its records: code, templates, style, words."""
    digest = hashlib.sha256(_code().encode())
    digest.update(repr(sorted(catalogue("site", language).entries.items())).encode())
    return digest.hexdigest()[:20]


@cache
def _code() -> str:
    """Hash of this package and of the text tools it prints with."""
    folders = (files("twosource.publish"), files("twosource.publish") / "templates", files("twosource.text"))
    found = [(entry.name, entry) for folder in folders for entry in folder.iterdir() if entry.is_file()]
    digest = hashlib.sha256()
    for name, entry in sorted(found, key=lambda pair: pair[0]):
        digest.update(name.encode() + entry.read_bytes())
    return digest.hexdigest()
