"""A page as lines of text: where blocks and line breaks end a line, and what each line stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from twosource.extract.page import visible

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SILENT_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "button",
        "select",
        "textarea",
        "option",
        "datalist",
        "head",
        "title",
        "meta",
        "link",
        "nav",
        "footer",
        "figcaption",
        "amp-ad",
        "amp-embed",
        "amp-social-share",
        "amp-iframe",
    ]
)
_SPACE = re.compile(r"\s+")


@dataclass(slots=True, eq=False)
class Line:
    """One line: its text, the innermost block it stands in, how many of its characters are links or bold."""

    text: str
    block: HtmlElement
    linked: int
    bold: bool

    @property
    def tag(self) -> str:
        """Tag of the innermost block."""
        return str(self.block.tag)

    @property
    def link_share(self) -> float:
        """Share of the text that is links, 0 to 1."""
        return self.linked / len(self.text)


@dataclass(slots=True)
class _Builder:
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0

    def add(self, text: str | None, *, linked: bool, bold: bool) -> None:
        if text:
            self.pieces.append(text)
            size = len(text.strip())
            self.linked += size if linked else 0
            self.bold += size if bold else 0

    def close(self, block: HtmlElement) -> None:
        if self.pieces:
            text = _SPACE.sub(" ", visible("".join(self.pieces))).strip()
            if text:
                size = len(text)
                self.lines.append(Line(text, block, min(self.linked, size), self.bold * 10 >= size * 9))
            self.pieces.clear()
        self.linked = self.bold = 0


def lines_of(root: HtmlElement) -> list[Line]:
    """Lines of `root` in reading order; scripts, forms' controls, navigation and captions have none."""
    builder = _Builder()
    builder.add(root.text, linked=False, bold=False)
    # an explicit stack: markup nests deeper than Python's own; the flag says that the element is being left
    stack: list[tuple[HtmlElement, HtmlElement, bool, bool, bool]] = [
        (child, root, False, False, False) for child in reversed(root)
    ]
    while stack:
        element, block, linked, bold, leaving = stack.pop()
        name = element.tag
        is_block = name in BLOCK_TAGS
        if leaving:
            if is_block:
                builder.close(element)
            builder.add(element.tail, linked=linked, bold=bold)
            continue
        if is_block or name == "br":
            builder.close(block)
        if name == "br" or name in SILENT_TAGS or not isinstance(name, str):
            builder.add(element.tail, linked=linked, bold=bold)
            continue
        stack.append((element, block, linked, bold, True))
        inner = element if is_block else block
        linked_inside = linked or name == "a"
        bold_inside = bold or name in ("b", "strong") or "bold" in (element.get("style") or "")
        builder.add(element.text, linked=linked_inside, bold=bold_inside)
        stack.extend((child, inner, linked_inside, bold_inside, False) for child in reversed(element))
    builder.close(root)
    return builder.lines
