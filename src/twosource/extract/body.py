"""The body of a page: our finder, trafilatura, and what the page's JSON says of it; the best of them."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement

from twosource.extract.blocks import lines_of
from twosource.extract.finder import Finder, Found
from twosource.extract.lines import clean
from twosource.extract.page import visible

_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
_ENOUGH = 150
"""Characters in sentences that make the finder's own result trustworthy without a second opinion."""


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs and which way they were found: "selector", "finder", "trafilatura", "json-ld"."""

    lines: tuple[str, ...]
    way: str

    @property
    def text(self) -> str:
        """Paragraphs joined by line breaks."""
        return "\n".join(self.lines)


_NOTHING = Body((), "none")
_CLEARLY_MORE = 2


def find_body(tree: HtmlElement, *, language: str, stated: str, selector: str | None, url: str) -> Body:
    """Body of the page; `stated` is JSON-LD's articleBody or empty, `selector` the source's own CSS."""
    root = tree.find("body")
    root = tree if root is None else root
    if selector and (lines := _selected(root, selector)):
        return Body(tuple(clean(lines, language)), "selector")
    found = Finder(root, lines_of(root)).find() if is_cjk(language) else None
    own = Body(tuple(clean(_texts(found), language)), "finder") if found is not None else _NOTHING
    if found is not None and found.weight >= _ENOUGH:
        return own
    told = Body(tuple(clean(_paragraphs(stated), language)), "json-ld")
    general = Body(tuple(clean(_trafilatura(tree, url), language)), "trafilatura")
    if len(told.text) > _CLEARLY_MORE * max(len(own.text), len(general.text)):
        return told
    if found is not None and (found.named or len(own.text) > len(general.text) / _CLEARLY_MORE):
        return own
    return general


def is_cjk(language: str) -> bool:
    """Whether the language is written without the spaces and lengths that trafilatura counts on."""
    return language.partition("-")[0].lower() in ("ko", "ja", "zh")


def _texts(found: Found) -> list[str]:
    return [line.text for line in found.lines]


def _paragraphs(text: str) -> list[str]:
    return [" ".join(visible(line).split()) for line in text.split("\n") if line.strip()]


def _selected(root: HtmlElement, selector: str) -> list[str]:
    return [line.text for element in root.cssselect(selector) for line in lines_of(element)]


def _trafilatura(tree: HtmlElement, url: str) -> list[str]:
    from trafilatura import bare_extraction

    document = bare_extraction(deepcopy(tree), url=url or None, include_comments=False)
    text = document.text if document is not None and not isinstance(document, dict) else ""
    return [visible(line).strip() for line in (text or "").split("\n") if line.strip()]
