"""The body of a page: our finder, trafilatura, and what the page's JSON says of it; the best of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from lxml.cssselect import SelectorError
from lxml.html import HtmlElement

from twosource.extract.blocks import lines_of
from twosource.extract.embedded import embedded_lines
from twosource.extract.finder import Finder, Found
from twosource.extract.lines import clean
from twosource.extract.page import parse_text, visible

_ENOUGH = 150
"""Characters in sentences that make the finder's own result trustworthy without a second opinion."""
_SHORT = 400
"""A body shorter than this is looked for in the page's scripts too."""
_CLEARLY_MORE = 1.5
# a stated body: shortest believed, how much longer it must be to replace, share it must hold, share to be whole
_STATED, _MORE, _HELD, _WHOLE = 300, 1.15, 0.9, 0.7
_PROBE = 60
_MARKUP = re.compile(r"</?(?:p|br|div|span|strong|a|li)\b", re.IGNORECASE)
_WORDS = 16
_GENERAL_SHORT = 1200


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs and which way they were found: "selector", "finder", "trafilatura", "json-ld", "script"."""

    lines: tuple[str, ...]
    way: str

    @property
    def text(self) -> str:
        """Paragraphs joined by line breaks."""
        return "\n".join(self.lines)


NOTHING = Body((), "none")


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a page before its body is looked for."""

    language: str
    title: str = ""
    url: str = ""
    # the source's own CSS selector
    selector: str | None = None
    # JSON-LD's articleBody
    stated: str = ""
    # its description, most often the first words of the body
    summary: str = ""
    # the page says that it may be read without paying
    free: bool = True


def find_body(tree: HtmlElement, hints: Hints) -> Body:
    """Body of the page, cleaned; NOTHING where there is none."""
    root = tree.find("body")
    root = tree if root is None else root
    if hints.selector and (lines := _selected(root, hints.selector)):
        return _body(lines, "selector", hints)
    if is_cjk(hints.language):
        best = _found(tree, root, hints)
    else:
        best = _body(_trafilatura(tree, hints.url), "trafilatura", hints)
        if len(best.text) < _GENERAL_SHORT:
            found = Finder(root, lines_of(root)).find(hints.title)
            if found is not None and found.named:
                best = _longer(best, _body(_texts(found), "finder", hints))
    if hints.free:
        best = _agreed(best, _body(_paragraphs(hints.stated), "json-ld", hints))
        if len(best.text) < _SHORT and best.way != "script":
            best = _longer(best, _body(embedded_lines(tree), "script", hints))
    return best


def is_cjk(language: str) -> bool:
    """Whether the language is written without the spaces and lengths that trafilatura counts on."""
    return language.partition("-")[0].lower() in ("ko", "ja", "zh")


def _found(tree: HtmlElement, root: HtmlElement, hints: Hints) -> Body:
    """The finder's body, or what scripts or trafilatura have where the finder has little."""
    found = Finder(root, lines_of(root)).find(hints.title)
    own = _body(_texts(found), "finder", hints) if found is not None else NOTHING
    summary = _flat(hints.summary)[:_WORDS]
    agrees = bool(summary) and summary in _flat(own.text)
    if found is not None and (agrees or (not summary and (found.named or found.weight >= _ENOUGH))):
        return own
    if hints.free:
        inner = _body(embedded_lines(tree), "script", hints)
        much = _ENOUGH < len(inner.text) > _CLEARLY_MORE * len(own.text)
        if much or (summary and summary in _flat(inner.text) and len(inner.text) > len(own.text)):
            return inner
    # short as it is, it is sentences; trafilatura's last resort is to take everything
    return own if own.lines else _body(_trafilatura(tree, hints.url), "trafilatura", hints)


def _body(lines: list[str], way: str, hints: Hints) -> Body:
    kept = clean(lines, hints.language, title=hints.title)
    return Body(tuple(kept), way) if kept else NOTHING


def _longer(first: Body, second: Body) -> Body:
    """`second` where it is clearly longer; a little more is as likely clutter."""
    return second if len(second.text) > _CLEARLY_MORE * len(first.text) else first


def _agreed(body: Body, told: Body) -> Body:
    """The body checked against what the page's JSON-LD says it is.

    A body that JSON-LD holds whole, and more, was cut short: the stated one replaces it. Lines behind
    the last one that JSON-LD knows are something else's. A stated body is often an excerpt, so one
    much shorter than what was found says nothing.
    """
    if len(told.text) < _STATED:
        return _longer(body, told)
    flat = _flat(told.text)
    if len(told.lines) > len(body.lines) and flat == _flat(body.text):
        return told
    known = [_flat(line)[:_PROBE] in flat for line in body.lines]
    if not any(known):
        return _longer(body, told)
    inside = sum(len(line) for line, there in zip(body.lines, known, strict=True) if there)
    if len(told.text) > _MORE * len(body.text) and inside >= _HELD * len(body.text):
        return told
    if len(told.text) >= _WHOLE * len(body.text) and not known[-1]:
        last = len(known) - known[::-1].index(True)
        return Body(body.lines[:last], body.way)
    return _longer(body, told)


def _flat(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _texts(found: Found) -> list[str]:
    return [line.text for line in found.lines]


def _paragraphs(text: str) -> list[str]:
    """Lines of a stated body, which some outlets state as markup."""
    text = unescape(text)
    if _MARKUP.search(text) and (root := parse_text(f"<div>{text}</div>")) is not None:
        return [line.text for line in lines_of(root)]
    return [" ".join(visible(line).split()) for line in text.split("\n") if line.strip()]


def _selected(root: HtmlElement, selector: str) -> list[str]:
    try:
        return [line.text for element in root.cssselect(selector) for line in lines_of(element)]
    except SelectorError:
        return []


def _trafilatura(tree: HtmlElement, url: str) -> list[str]:
    from trafilatura import bare_extraction

    # works on a copy of its own
    document = bare_extraction(tree, url=url or None, include_comments=False)
    text = document.text if document is not None and not isinstance(document, dict) else ""
    return [visible(line).strip().removeprefix("- ") for line in (text or "").split("\n") if line.strip()]
