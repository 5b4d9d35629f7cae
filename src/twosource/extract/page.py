"""Bytes to one safe tree: decoded once, parsed once, hidden text gone.

The tree is shared by metadata, body finder, trafilatura and htmldate. The parser fetches nothing,
expands no entity and stays within libxml2's own size limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from twosource.text.charset import decode
from twosource.text.clean import strip_hidden as strip_unseen

MAX_BYTES = 8_000_000
"""Largest page that is parsed; news pages stay below 2 MB."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# text that takes no room or no colour; script often turns these off again, so the share of the page counts
_FADED = re.compile(
    r"visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|rem|%|pt)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{4,}px",
    re.IGNORECASE,
)
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SIMPLE_SELECTOR = re.compile(r"^[.#][\w-]+$")
_STYLED = etree.XPath("//*[@hidden or @style]")
_MAX_STYLESHEET = 60_000
# a class hidden by a stylesheet may be shown again by script; more than this share of the page is no hidden note
_MAX_HIDDEN_SHARE = 0.3


def parse(body: bytes, content_type: str) -> HtmlElement | None:
    """Tree of an HTML page, or None where the bytes hold no markup. Never raises on any bytes."""
    text, _charset = decode(body, content_type=content_type)
    return parse_text(text)


def parse_text(text: str) -> HtmlElement | None:
    """Tree of markup that is already text; None where there is no element in it."""
    text = _CONTROL.sub("", text)
    if "<" not in text:
        return None
    parser = HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def visible(text: str) -> str:
    """`text` without characters that no reader sees: controls, zero-width, bidi, half surrogates, tags."""
    return strip_unseen(text)


def strip_hidden(tree: HtmlElement) -> None:
    """Remove in place what a reader does not see: `hidden`, templates, `noscript`, hiding styles and classes."""
    for element in list(tree.iter("template")):
        _drop(element)
    faded = list(tree.iter("noscript"))
    for element in _STYLED(tree):
        if element.tag in ("html", "body"):
            continue
        style = element.get("style") or ""
        if element.get("hidden") not in (None, "until-found") or _NO_DISPLAY.search(style):
            _drop(element)
        elif _FADED.search(style):
            faded.append(element)
    faded.extend(_hidden_by_stylesheet(tree))
    if not faded:
        return
    # together: pages that fade in paragraph by paragraph hide each of them
    if sum(map(_size, faded)) < _MAX_HIDDEN_SHARE * _size(tree):
        for element in faded:
            _drop(element)


def _hidden_by_stylesheet(tree: HtmlElement) -> list[HtmlElement]:
    names = {name for node in tree.iter("style") for name in _hiding_selectors(node.text or "")}
    if not names:
        return []
    return [
        element
        for element in tree.iter(etree.Element)
        if element.tag not in ("html", "body")
        and (
            "#" + (element.get("id") or "") in names
            or any("." + part in names for part in (element.get("class") or "").split())
        )
    ]


def _hiding_selectors(sheet: str) -> Iterator[str]:
    """Plain `.class` and `#id` selectors of top-level rules that set display:none."""
    if "none" not in sheet or len(sheet) > _MAX_STYLESHEET:
        return
    depth = 0
    for chunk in sheet.split("}"):
        opened = chunk.count("{")
        if depth == 0 and opened == 1:
            selectors, _, declarations = chunk.partition("{")
            if _NO_DISPLAY.search(declarations):
                yield from (part.strip() for part in selectors.split(",") if _SIMPLE_SELECTOR.match(part.strip()))
        depth = max(0, depth + opened - 1)


def _size(element: HtmlElement) -> int:
    return sum(len(piece) for piece in element.itertext())


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
