"""XML from strangers made fit for a parser: right charset, no DTD, no entities of its own."""

from __future__ import annotations

import html.entities
import re
from typing import TYPE_CHECKING

from twosource.text.charset import decode

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_DECLARATION = re.compile(r"<\?xml\b[^>]*>")
# What may be read past while looking for the end of a document type declaration; comments may hold quotes.
_SUBSET = re.compile(r"<!--.*?-->|\"[^\"]*\"|'[^']*'|[\[\]>]", re.DOTALL)
# Longer declarations are attacks; what follows them is not looked at.
_MAX_DTD = 65_536
# A thousand items have some twenty elements each, inline XHTML a few more.
_MAX_ELEMENTS, _MAX_ATTRIBUTES = 40_000, 200
_OWN_ENTITY = re.compile(r"<!ENTITY\s+(?!%)(\S{1,100})", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# XML 1.0, section 2.2: characters that no document may hold.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")


def tidy_xml(data: bytes, *, content_type: str = "") -> tuple[str, bool]:
    """The document as text without declaration and DTD, and whether its DTD declared entities of its own.

    HTML's named entities become numbers (feeds use them without declaring them), characters and references
    that XML forbids are dropped, and so is anything in front of the first "<".
    """
    text, _ = decode(data, content_type=content_type)
    start = text.find("<")
    text = _ILLEGAL.sub("", text[max(start, 0) :])
    text = _DECLARATION.sub("", text, count=1) if text.startswith("<?xml") else text
    text, subset = _cut_doctype(text)
    bombs = any(name not in html.entities.name2codepoint for name in _OWN_ENTITY.findall(subset))
    if "&" in text:
        text = _REFERENCE.sub(_legal, _NAMED.sub(_numeric, text))
    return text, bombs


def escape_ampersands(text: str) -> str:
    """The document with the commonest mistake mended: "&" that begins no reference."""
    return _BARE_AMPERSAND.sub("&amp;", text)


class TooComplexError(ValueError):
    """A document built to cost time: too many elements, or an element with too many attributes."""


def is_well_formed(text: str) -> bool:
    """Whether a strict parser will read to the end; raises TooComplexError past the bounds of this module."""
    # The DTD is gone, so there is nothing to expand and nothing to load.
    from xml.parsers import expat

    count = 0

    def start(_name: str, attributes: list[str]) -> None:
        nonlocal count
        count += 1
        if count > _MAX_ELEMENTS or len(attributes) > 2 * _MAX_ATTRIBUTES:
            raise TooComplexError(f"more than {_MAX_ELEMENTS} elements or {_MAX_ATTRIBUTES} attributes")

    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError:
        return False
    return True


def safe_parser() -> XMLParser:
    """An lxml parser that loads nothing, expands nothing, and goes on after errors."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )


def read_xml(data: bytes, *, content_type: str = "") -> _Element | None:
    """Root of a document, as much as could be read of it; None where there is none."""
    from lxml import etree

    text, _ = tidy_xml(data, content_type=content_type)
    if not text.strip():
        return None
    try:
        return etree.fromstring(text.encode("utf-8"), safe_parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


def _cut_doctype(text: str) -> tuple[str, str]:
    """The document without its DOCTYPE, and the DOCTYPE."""
    found = re.compile(r"<!DOCTYPE\b", re.IGNORECASE).search(text, 0, _MAX_DTD)
    if not found:
        return text, ""
    depth = 0
    for token in _SUBSET.finditer(text, found.end(), found.end() + _MAX_DTD):
        mark = token.group()
        depth += (mark == "[") - (mark == "]")
        if mark == ">" and depth <= 0:
            return text[: found.start()] + text[token.end() :], text[found.start() : token.end()]
    # No end in sight: without its first word the rest is plain rubbish that declares nothing.
    return text[: found.start()] + text[found.end() :], text[found.start() : found.end() + _MAX_DTD]


def _numeric(found: re.Match[str]) -> str:
    name = found.group(1)
    if name in _XML_NAMES:
        return found.group()
    letters = html.entities.html5.get(name + ";", "")
    return "".join(f"&#{ord(letter)};" for letter in letters) or found.group()


def _legal(found: re.Match[str]) -> str:
    code = int(found.group(1), 16) if found.group(1) else int(found.group(2))
    legal = code <= 0x10FFFF and not _ILLEGAL.match(chr(code))  # noqa: PLR2004
    return found.group() if legal else ""
