"""Where the article is on a page: our own body finder.

trafilatura judges blocks by length in characters and by the tag `p`; Korean and Japanese papers put
short lines straight into `div` with `br` between them, so much of their text falls below its
thresholds and lists of headlines rise above them. This finder looks at sentences instead: what ends
like a sentence, in any script, and is no link. A container is chosen by what templates call it
(`itemprop`, class, id) and by how densely sentences stand in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from twosource.extract.blocks import HEADINGS, Line

_SENTENCE = re.compile(r"[\w)\]”’\"'」』）%][.。!?！？．](?:[”’\"'」』)）\]]|\s|$)|。")
_TRUNCATED = re.compile(r"(?:\.{2,}|…+|⋯+)\s*$")
# names that templates of content systems give the body of an article
_BODY_NAME = re.compile(
    r"article[-_]*(?:view[-_]*)?(?:content|body|txt|text|cont|con|main|detail|sentence|p)s?(?:[-_]?(?:div|wrap|area|box|inner|id|id1))?\b"
    r"|(?:^|[\s_-])(?:art|arti|news|story|view|post|entry|detail|content|contents|page|p-main|news[-_]?view|newsview|newsct|news_cnt|news_detail|nws)"
    r"[-_]*(?:article|body|txt|text|cont|content|contents|con|cn|story|detail)(?:[-_]?(?:div|wrap|area|box|inner|id|all))?\b"
    r"|\b(?:story[-_]?news|dic_area|harmonycontainer|fulltext|full[-_]text|textbody|text[-_]?body|realcontent|cnt_view"
    r"|newsendcontents|viewcontent|viewer|view_?con\w*|cont_view|par|gs_content|body[-_]?copy|main[-_]?text|honbun|kiji[-_]?\w*|paragraph)\b"
)
_FOREIGN_NAME = re.compile(
    r"relat|recomm|most|popular|ranking|rank[-_]|hot[-_]|best[-_]|sidebar|side[-_]|aside|reporter|journalist|writer|author|byline|profile"
    r"|copyright|share|sns|social|(?:^|[\s_-])ads?(?:$|[\s_-])|adsby|advert|banner|promo|sponsor|caption|photo[-_]?(?:desc|info|txt|cap)"
    r"|(?:^|[\s_-])cap(?:$|[\s_-])|img[-_]?(?:desc|txt|cap)|comment|reply|replies|disqus|livere|subscri|newsletter|cookie|consent|gdpr"
    r"|breadcrumb|pagination|paging|(?:^|[\s_-])tags?(?:$|[\s_-])|keyword|hashtag|survey|(?:^|[\s_-])poll|toolbar|util|font[-_]?size"
    r"|print|login|paywall|regwall|membership|(?:^|[\s_-])series|prev[-_]?next|(?:^|[\s_-])next|footer|(?:^|[\s_-])gnb|(?:^|[\s_-])nav"
    r"|menu|modal|popup|layer|toast|tooltip|skip|sr-only|blind|a11y|visually-hidden|screen[-_]reader|read[-_]?more|more[-_]?(?:list|news)|kanren|osusume|headline[-_]?list"
    r"|link[-_]?(?:list|box|area)|news[-_]?list|thumb|player|vod|notice|dateline|timestamp|(?:^|[\s_-])date|feedback|reaction|emotion|like"
)
_MOSTLY = 0.5
_MIN_SENTENCES = 60
"""Fewer characters in sentences than this are no body."""


@dataclass(slots=True)
class Found:
    """Lines of the body and how they were found."""

    lines: list[Line]
    element: HtmlElement
    # characters in sentences
    weight: int
    # its name or itemprop says that it is the body
    named: bool


@lru_cache(maxsize=8192)
def _kind(names: str) -> int:
    """1 for what is called the body, -1 for what is called something else, 0 for the rest."""
    if _BODY_NAME.search(names):
        return 1
    return -1 if _FOREIGN_NAME.search(names) else 0


def names_of(element: HtmlElement) -> str:
    """Class and id of an element in one lower-case string."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip().lower()


def kind_of(element: HtmlElement) -> int:
    """1: marked as the article's body; -1: marked as something else; 0: says nothing."""
    if element.get("itemprop") == "articleBody":
        return 1
    if element.tag in ("aside", "figure") or element.get("role") in ("navigation", "complementary", "dialog"):
        return -1
    names = names_of(element)
    return _kind(names) if names else 0


def sentence_weight(line: Line) -> int:
    """Characters of a line that count as reporting: unlinked, and ending like a sentence."""
    if line.tag in HEADINGS or _TRUNCATED.search(line.text):
        return 0
    free = len(line.text) - line.linked
    return free if _SENTENCE.search(line.text) and line.link_share < _MOSTLY else 0


class Finder:
    """Sums over the lines of one page, made once, asked several times."""

    def __init__(self, root: HtmlElement, lines: list[Line]) -> None:
        self.root = root
        self.lines = lines
        self.weights = [sentence_weight(line) for line in lines]
        self.weight: dict[HtmlElement, int] = defaultdict(int)
        self.size: dict[HtmlElement, int] = defaultdict(int)
        # innermost element called something else that a line stands in
        self.foreign: list[HtmlElement | None] = []
        self._paths: dict[HtmlElement, list[HtmlElement]] = {}
        self._foreign_of: dict[HtmlElement, HtmlElement | None] = {}
        for line, weight in zip(lines, self.weights, strict=True):
            path = self._path(line.block)
            self.foreign.append(self._foreign_of[line.block])
            own = 0 if self._foreign_of[line.block] is not None else weight
            for element in path:
                self.weight[element] += own
                self.size[element] += len(line.text)

    def _path(self, block: HtmlElement) -> list[HtmlElement]:
        """The block and its ancestors below the root, innermost first."""
        path = self._paths.get(block)
        if path is None:
            parent = block.getparent()
            above = self._path(parent) if parent is not None and block is not self.root else []
            path = [block, *above]
            self._paths[block] = path
            kind = kind_of(block)
            outer = self._foreign_of.get(parent) if parent is not None and block is not self.root else None
            self._foreign_of[block] = None if kind > 0 else block if kind < 0 and block is not self.root else outer
        return path

    def inside(self, element: HtmlElement) -> list[Line]:
        """Lines of `element` without those that stand in a part of it called something else."""
        within = [
            (line, foreign)
            for line, foreign in zip(self.lines, self.foreign, strict=True)
            if element in self._paths[line.block]
        ]
        return [line for line, foreign in within if foreign is None or foreign in self._path(element)]

    def find(self) -> Found | None:
        """The body, or None where no sentences stand together."""
        named = self._named()
        element = named if named is not None else self._densest()
        if element is None:
            return None
        lines = self.inside(element)
        weight = sum(sentence_weight(line) for line in lines)
        return Found(lines, element, weight, named is not None) if weight >= _MIN_SENTENCES else None

    def _named(self) -> HtmlElement | None:
        """The element whose name says it is the body and that holds sentences."""
        candidates = [e for e, weight in self.weight.items() if weight >= _MIN_SENTENCES and kind_of(e) > 0]
        if not candidates:
            return None
        order = {element: index for index, element in enumerate(self.root.iter())}
        candidates.sort(key=order.__getitem__)
        most = max(self.weight[e] for e in candidates)
        chosen = next(e for e in candidates if self.weight[e] >= 0.3 * most)
        # the tightest of nested candidates
        for candidate in candidates:
            if chosen in self._path(candidate) and self.weight[candidate] >= 0.8 * self.weight[chosen]:
                chosen = candidate
        return self._with_siblings(chosen)

    def _with_siblings(self, element: HtmlElement) -> HtmlElement:
        """The parent where a body is split over several siblings of one name."""
        parent = element.getparent()
        if (
            parent is None
            or element is self.root
            or element.tag == "article"
            or element.get("itemprop") == "articleBody"
        ):
            return element
        names = names_of(element)
        twins = [e for e in parent if e is not element and self.weight.get(e, 0) > 0 and names_of(e) == names]
        if not twins or any(next(e.iter("h1"), None) is not None for e in (*twins, element)):
            return element
        return parent

    def _densest(self) -> HtmlElement | None:
        """The element under which most sentences stand closely together."""
        close: dict[HtmlElement, float] = defaultdict(float)
        for line, weight, foreign in zip(self.lines, self.weights, self.foreign, strict=True):
            if foreign is None and weight:
                for share, element in zip((1.0, 1.0, 0.5), self._paths[line.block], strict=False):
                    close[element] += share * weight
        if not close:
            return None
        best = max(close, key=lambda e: close[e] * self._purity(e))
        while best is not self.root and (parent := best.getparent()) is not None:
            if self.weight[parent] < 1.15 * self.weight[best] or self._purity(parent) < 0.7 * self._purity(best):
                break
            best = parent
        return best

    def _purity(self, element: HtmlElement) -> float:
        return self.weight[element] / max(1, self.size[element])
