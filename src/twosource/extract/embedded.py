"""Bodies that a page carries only inside its scripts, for a browser to draw.

Several Korean papers send an empty frame and the article as JSON: Next.js state, Arc's
`Fusion.globalContent`, a CMS's own `contentHtml`. The strings are found by key; nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]

from lxml.html import HtmlElement

from twosource.extract.blocks import lines_of
from twosource.extract.finder import Finder, is_sentence, sentence_weight
from twosource.extract.page import parse_text, visible

_KEY = re.compile(
    r'"(?P<key>content_?html|body_?html|html_?content|article_?body|articleContents?|article_?text|news_?content'
    r'|contents?|body|text|sub_?title|sub_?headlines?)"\s*:\s*"',
    re.IGNORECASE,
)
_PUSHED = re.compile(r'self\.__next_f\.push\(\[\d+,\s*"')
_LONG_TEXT = re.compile(rb"[0-9a-f]{1,6}:T([0-9a-f]{1,6}),")
_PLACEHOLDER = re.compile(r"\$\$.{1,80}?\$\$")
_MAX_SCRIPT = 2_000_000
_MAX_STRINGS = 2_000


def embedded_lines(tree: HtmlElement) -> list[str]:
    """Lines of the longest article that a script of the page carries; empty where none does."""
    best: list[str] = []
    most = 0
    pushed: list[str] = []
    for script in tree.iter("script"):
        text = script.text or ""
        if script.get("src") or not 200 <= len(text) <= _MAX_SCRIPT or "ld+json" in (script.get("type") or ""):  # noqa: PLR2004
            continue
        if (match := _PUSHED.search(text)) is not None:
            pushed.append(_string_at(text, match.end()))
            continue
        lines, weight = _article(text)
        if weight > most:
            best, most = lines, weight
    if pushed:
        stream = "".join(pushed)
        for lines, weight in (_article(stream), *map(_rendered, _referred(stream))):
            if weight > most:
                best, most = lines, weight
    return best


def _article(text: str) -> tuple[list[str], int]:
    """Lines and weight of the best key's strings: one long string, or a run of paragraphs."""
    found: dict[str, list[tuple[list[str], int]]] = {}
    leads: list[str] = []
    for key, value in _strings(text):
        lines, weight = _rendered(value)
        if key.startswith("sub"):
            leads = leads or lines
        elif weight:
            found.setdefault(key, []).append((lines, weight))
    best: tuple[list[str], int] = ([], 0)
    for parts in found.values():
        longest = max(parts, key=lambda part: part[1])
        whole = ([line for part in parts for line in part[0]], sum(part[1] for part in parts))
        # a list of paragraphs has none that outweighs the rest
        choice = longest if longest[1] * 2 > whole[1] else whole
        if choice[1] > best[1]:
            best = choice
    return ([*(line for line in leads if line not in best[0]), *best[0]], best[1]) if best[1] else best


def _strings(text: str) -> Iterator[tuple[str, str]]:
    for count, match in enumerate(_KEY.finditer(text)):
        if count >= _MAX_STRINGS:
            return
        value = _string_at(text, match.end())
        if value:
            yield match["key"].lower().replace("_", ""), value


def _string_at(text: str, start: int) -> str:
    try:
        value, _end = scanstring(text, start, False)
    except (ValueError, IndexError):
        return ""
    return str(value)


def _rendered(value: str) -> tuple[list[str], int]:
    """Lines of a string that is text or markup, and characters in their sentences."""
    value = _PLACEHOLDER.sub("", value)
    if "<" not in value:
        plain = [" ".join(visible(line).split()) for line in value.split("\n") if line.strip()]
        return plain, sum(len(line) for line in plain if is_sentence(line))
    root = parse_text(f"<div>{value}</div>")
    if root is None:
        return [], 0
    lines = Finder(root, lines_of(root)).inside(root)
    return [line.text for line in lines], sum(map(sentence_weight, lines))


def _referred(text: str) -> Iterator[str]:
    """Long texts of a Next.js stream, which its JSON only refers to: `1a:T3f2,` and so many bytes."""
    data = text.encode("utf-8", "replace")
    for match in _LONG_TEXT.finditer(data):
        size = int(match[1], 16)
        yield data[match.end() : match.end() + size].decode("utf-8", "replace")
