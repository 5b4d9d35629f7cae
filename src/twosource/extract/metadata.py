"""What a page says of itself: JSON-LD, meta elements, headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from twosource.extract.page import visible
from twosource.records import Source

_ARTICLE = re.compile(r"(?:Article|Report|BlogPosting|LiveBlogPosting)$")
_TAG = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$")
_MISTAKEN = {"kr": "ko", "jp": "ja", "cn": "zh", "korean": "ko", "japanese": "ja", "english": "en"}
_HANGUL = re.compile(r"[가-힣]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
_SCRIPT_SHARE = 0.3
_MAX_LOWER = 3
# What may hold nothing but the headline.
_HEADLINE_TAGS = ("h1", "h2", "h3", "h4", "strong", "b", "font", "p", "div", "td", "span", "a")
# Between a headline and the name of its site.
SEPARATOR = re.compile(r"\s+[|｜\-–—:：<›»·/]+\s+|[｜|]|：(?=[^：]{2,24}$)")
_MAX_DEPTH = 6
_MAX_NODES = 400


@dataclass(slots=True)
class Stated:
    """What a page states, as printed; empty strings where it says nothing."""

    article: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    heading: str = ""
    # first headings below the top level, outside menus
    lower: tuple[str, ...] = ()
    document_title: str = ""
    # the longest part of the document title that is an element's whole text: the headline without its site
    alone: str = ""
    language: str = ""
    canonical: str = ""

    def first(self, *names: str) -> str:
        """First non-empty meta value among `names` (lower case)."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")

    @property
    def body(self) -> str:
        """JSON-LD articleBody."""
        return text_of(self.article.get("articleBody"))

    @property
    def free(self) -> bool:
        """False where JSON-LD says that the page is not to be read without paying."""
        return str(self.article.get("isAccessibleForFree", True)).lower() not in ("false", "0", "no")


def read(tree: HtmlElement, url: str) -> Stated:
    """Everything the head and the first headings state; never raises on odd markup."""
    stated = Stated(meta=_meta(tree), article=_article(tree))
    heading = next((text for node in tree.iter("h1") if (text := _squeeze(node.text_content()))), "")
    stated.heading = heading
    stated.lower = _lower_headings(tree)
    title = tree.find(".//title")
    stated.document_title = _squeeze(title.text_content()) if title is not None else ""
    stated.alone = _find_alone(tree, stated.document_title)
    stated.language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            stated.canonical = _absolute(url, str(link.get("href")))
            break
    return stated


def read_language(stated: Stated, title: str, source: Source) -> str:
    """BCP 47 tag of the page: what it declares unless its own script says otherwise, else the source's.

    Only scripts are looked at here; the step `annotate` identifies languages.
    """
    declared = stated.language.replace("_", "-")
    declared = _MISTAKEN.get(declared.lower(), declared)
    if not _TAG.match(declared):
        declared = source.language
    primary = declared.partition("-")[0].lower()
    sample = f"{title} {stated.first('og:description', 'description')[:300]}"
    letters = sum(map(str.isalpha, sample)) or 1
    if len(_HANGUL.findall(sample)) > _SCRIPT_SHARE * letters:
        return declared if primary == "ko" else "ko"
    if len(_KANA.findall(sample)) > _SCRIPT_SHARE / 2 * letters:
        return declared if primary == "ja" else "ja"
    if primary in ("ko", "ja") and sum(map(str.isascii, sample)) > (1 - _SCRIPT_SHARE / 2) * len(sample):
        return "en"
    return declared


def text_of(value: Any) -> str:
    """A JSON-LD value as text: strings, names of things, lists joined by commas."""
    if isinstance(value, str):
        return visible(value).strip()
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(part for item in value if (part := text_of(item))))
    return ""


def _lower_headings(tree: HtmlElement) -> tuple[str, ...]:
    found: list[str] = []
    for node in tree.iter("h2", "h3", "h4"):
        if len(found) >= _MAX_LOWER:
            break
        if not any(above.tag in ("nav", "header", "footer", "aside") for above in node.iterancestors()):
            found.append(_squeeze(node.text_content()))
    return tuple(text for text in found if text)


def _find_alone(tree: HtmlElement, title: str) -> str:
    cuts = list(SEPARATOR.finditer(title))
    parts = {title[: cut.start()].strip() for cut in cuts} | {title[cut.end() :].strip() for cut in cuts}
    wanted = {part for part in parts if len(part) * 2 > len(title)}
    if not wanted:
        return ""
    texts = {_squeeze(node.text) for node in tree.iter(*_HEADLINE_TAGS) if node.text}
    return max(wanted & texts, key=len, default="")


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = node.get("content")
        if not content:
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := node.get(key):
                found.setdefault(name.strip().lower(), _squeeze(content))
    return found


def _article(tree: HtmlElement) -> dict[str, Any]:
    best: dict[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        for node in _nodes(_load(script.text)):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if (
                any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds)
                and len(node) > len(best)
                and (not best or "datePublished" not in best)
            ):
                best = node
    return best


def _load(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removeprefix("<![CDATA[")
    text = text.strip().removesuffix("-->").removesuffix("//]]>").removesuffix("]]>").rstrip("; \n")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(re.sub(r",(\s*[}\]])", r"\1", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    queue: list[tuple[Any, int]] = [(data, 0)]
    seen = 0
    while queue and seen < _MAX_NODES:
        value, depth = queue.pop(0)
        seen += 1
        if isinstance(value, dict):
            yield value
            children: list[Any] = list(value.values())
        else:
            children = value if isinstance(value, list) else []
        if depth < _MAX_DEPTH:
            queue.extend((child, depth + 1) for child in children if isinstance(child, dict | list))


def _absolute(url: str, link: str) -> str:
    try:
        joined = urljoin(url, link.strip())
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme in ("http", "https") and parts.hostname else ""


def _squeeze(text: str) -> str:
    return " ".join(visible(text).split())
