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
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from twosource.extract.blocks import HEADINGS, Line
from twosource.extract.names import BODY, FOREIGN, LEAD, kind_of, names_of

_SENTENCE = re.compile(r"[\w)\]”’\"'」』）%][.!?！？．](?:[”’\"'」』)）\]]|\s|$)|。")
_TRUNCATED = re.compile(r"(?:\.{2,}|…+|⋯+)\s*$")
_MOSTLY = 0.5
_MIN_SENTENCES = 30
"""Fewer characters in sentences than this are no body."""
# share of an outer body that an inner one must hold to be the same article, and to be an article at all
_SAME = 0.8
_PART = 0.25
_SMALL_PART = 0.12
_LISTED = 0.3
_LINKED = 0.9
_BOX_SIZE = 200
_BOX_LEVELS = 3
_LIST_LEVELS = 5
_CAPTION = 60
# how many lines above the body a standfirst is looked for, below a headline and without one
_FAR, _NEAR = 40, 8


@dataclass(slots=True)
class Found:
    """Lines of the body, the element they stand in, characters in sentences, and whether its name says so."""

    lines: list[Line]
    element: HtmlElement
    weight: int
    named: bool


def is_sentence(text: str) -> bool:
    """Whether a text holds the end of a sentence and does not break off."""
    return bool(_SENTENCE.search(text)) and not _TRUNCATED.search(text)


def sentence_weight(line: Line) -> int:
    """Characters of a line that count as reporting: unlinked, and ending like a sentence."""
    if line.tag in HEADINGS or line.link_share >= _MOSTLY:
        return 0
    return len(line.text) - line.linked if is_sentence(line.text) else 0


class Finder:
    """Sums over the lines of one page, made once."""

    def __init__(self, root: HtmlElement, lines: list[Line]) -> None:
        self.root = root
        self.lines = lines
        self._paths: dict[HtmlElement, tuple[HtmlElement, ...]] = {}
        self._weights = [self._weigh(line) for line in lines]
        raw: dict[HtmlElement, int] = defaultdict(int)
        for line, weight in zip(lines, self._weights, strict=True):
            if weight:
                for element in self._path(line.block):
                    raw[element] += weight
        self._most = _MOSTLY * raw[root]
        self._raw = raw
        self._foreign: dict[HtmlElement, HtmlElement | None] = {}
        self.weight: dict[HtmlElement, int] = defaultdict(int)
        self.size: dict[HtmlElement, int] = defaultdict(int)
        # number of an element's first line
        self._first: dict[HtmlElement, int] = {}
        for index, (line, weight) in enumerate(zip(lines, self._weights, strict=True)):
            own = weight if self._foreign_for(line.block) is None else 0
            for element in self._path(line.block):
                self.weight[element] += own
                self.size[element] += len(line.text)
                self._first.setdefault(element, index)

    def find(self, title: str = "") -> Found | None:
        """The body, or None where no sentences stand together; a standfirst below `title` goes with it."""
        element = self._named()
        named = element is not None
        if element is None:
            element = self._densest()
        if element is None:
            return None
        lines = self.inside(element)
        weight = sum(map(sentence_weight, lines))
        if weight < _MIN_SENTENCES:
            return None
        return Found(self._leads(element, lines, title) + lines, element, weight, named)

    def _weigh(self, line: Line) -> int:
        """Weight of a line; items of lists are seldom reporting and often readers' comments."""
        weight = sentence_weight(line)
        if weight and any(e.tag in ("li", "dd") for e in self._path(line.block)[:_LIST_LEVELS]):
            return int(weight * _LISTED)
        return weight

    def _path(self, block: HtmlElement) -> tuple[HtmlElement, ...]:
        """The block and its ancestors up to the root, innermost first."""
        path = self._paths.get(block)
        if path is None:
            found = [block]
            while found[-1] is not self.root and (parent := found[-1].getparent()) is not None:
                found.append(parent)
            path = self._paths[block] = tuple(found)
        return path

    def _foreign_for(self, block: HtmlElement) -> HtmlElement | None:
        """Innermost element around `block` that is called something else than the article."""
        if block in self._foreign:
            return self._foreign[block]
        outer = None
        for element in reversed(self._path(block)):
            if element in self._foreign:
                outer = self._foreign[element]
                continue
            kind = kind_of(element)
            if kind == BODY:
                outer = None
            elif element is not self.root and kind < 0 and not self._whole(element, kind):
                outer = element
            self._foreign[element] = outer
        return outer

    def _whole(self, element: HtmlElement, kind: int) -> bool:
        """Whether an element with a foreign name is a frame around the page all the same."""
        if kind == FOREIGN and self._raw.get(element, 0) >= self._most:
            return True
        return self._raw.get(element, 0) > 0 and next(element.iter("h1"), None) is not None

    def inside(self, element: HtmlElement) -> list[Line]:
        """Lines of `element` without captions and without what is called something else."""
        around = set(self._path(element))
        return [
            line
            for line in self.lines
            if element in self._path(line.block)
            and ((foreign := self._foreign_for(line.block)) is None or foreign in around)
            and not (line.link_share >= _LINKED and not _SENTENCE.search(line.text))
            and not self._captions(line, element)
        ]

    def _captions(self, line: Line, top: HtmlElement) -> bool:
        """Whether a line stands in a small box with a picture."""
        for element in self._path(line.block)[:_BOX_LEVELS]:
            if element is top or self.size[element] > min(_BOX_SIZE, _MOSTLY * self.size[top]):
                return False
            if next(element.iter("img", "amp-img", "picture"), None) is not None:
                return element.tag != "p" or len(line.text) < _CAPTION or not sentence_weight(line)
        return False

    def _named(self) -> HtmlElement | None:
        """The element whose name says it is the body and that holds sentences."""
        candidates = [e for e, weight in self.weight.items() if weight >= _MIN_SENTENCES and kind_of(e) == BODY]
        if not candidates:
            return None
        stated = [e for e in candidates if e.get("itemprop") == "articleBody"]
        if stated and max(self.weight[e] for e in stated) >= _PART * max(self.weight[e] for e in candidates):
            candidates = stated
        candidates.sort(key=lambda e: (self._first[e], len(self._path(e))))
        most = max(self.weight[e] for e in candidates)
        chosen = next(e for e in candidates if self.weight[e] >= _PART * most)
        chosen = self._with_siblings(chosen)
        while inner := [e for e in candidates if e is not chosen and chosen in self._path(e)]:
            first = next((e for e in inner if self.weight[e] >= _PART * self.weight[chosen]), None)
            group = self._with_siblings(first) if first is not None else chosen
            if group is chosen or chosen not in self._path(group):
                break
            if self.weight[group] < _SAME * self.weight[chosen] and not self._several(chosen):
                break
            chosen = group
        return chosen

    def _several(self, element: HtmlElement) -> bool:
        """Whether an element holds more than one article, as pages do that scroll on for ever."""
        enough = max(_MIN_SENTENCES, _SMALL_PART * self.weight[element])
        if sum(1 for e in element.iter("article") if self.weight.get(e, 0) >= enough) > 1:
            return True
        parts = [0]
        for line, weight in zip(self.lines, self._weights, strict=True):
            if element in self._path(line.block):
                if line.tag == "h1":
                    parts.append(0)
                elif self._foreign_for(line.block) is None:
                    parts[-1] += weight
        return sum(part >= enough for part in parts[1:]) > 1

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
        for line, weight in zip(self.lines, self._weights, strict=True):
            if weight and self._foreign_for(line.block) is None:
                for share, element in zip((1.0, 1.0, 0.5), self._forks(line.block), strict=False):
                    close[element] += share * weight
        if not close:
            return None
        scores = {element: value * self._purity(element) for element, value in close.items()}
        if self._several(self.root):
            # the first of several articles is the one whose page this is
            single = {element: score for element, score in scores.items() if not self._several(element)}
            enough = _PART * max(single.values(), default=0.0)
            best = next((element for element, score in single.items() if score >= enough), self.root)
        else:
            best = max(scores, key=scores.__getitem__)
        for parent in self._forks(best):
            if parent is best:
                continue
            if self.weight[parent] < 1.15 * self.weight[best] or self._purity(parent) < 0.75 * self._purity(best):
                break
            if self._several(parent):
                break
            best = parent
        return best

    def _forks(self, block: HtmlElement) -> Iterator[HtmlElement]:
        """The block and those of its ancestors that hold more sentences than the one before."""
        yield block
        held = self.weight[block]
        for element in self._path(block)[1:]:
            if self.weight[element] > held:
                held = self.weight[element]
                yield element

    def _purity(self, element: HtmlElement) -> float:
        return self.weight[element] / max(1, self.size[element])

    def _leads(self, body: HtmlElement, lines: list[Line], title: str) -> list[Line]:
        """Lines of a standfirst that stands between the headline and the body."""
        start = self._first[body]
        above = self.lines[max(0, start - _FAR) : start]
        headline = next(
            (i for i in range(len(above) - 1, -1, -1) if above[i].tag == "h1" or above[i].text == title), None
        )
        above = above[headline + 1 :] if headline is not None else above[-_NEAR:]
        inside = {line.text for line in lines}
        return [
            line
            for line in above
            if line.link_share < _MOSTLY
            and line.text not in inside
            and any(LEAD.search(names_of(e)) for e in self._path(line.block)[:_BOX_LEVELS])
        ]
