"""Sentence spans with exact offsets, for any language; what differs comes in as a `Style`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.records import Passage

# Longest piece that may stand between one opening and its closing mark; an unclosed mark must not
# swallow the rest of a paragraph
_LONGEST_QUOTE = 400
_PAIRS = {"“": "”", "「": "」", "『": "』", '"': '"', "«": "»", "„": "“", "‘": "’"}
_OPEN = re.compile('[“「『"«„]')
_STOP = re.compile(r"[.!?。！？．…]+[\"”’»」』)\]）〉》]*")
_CLOSERS = '"”’»」』'


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a language adds to the general rule."""

    # words before a stop that do not end a sentence, lower case, without the stop
    abbreviations: frozenset[str] = frozenset()
    # matched just after a closing quotation mark: the sentence goes on ("...", he said; 」と述べた)
    goes_on: re.Pattern[str] | None = None
    # a stop needs white space behind it (not in Japanese)
    spaced: bool = True
    # after a stop that follows a Latin letter, a lower-case letter continues the sentence
    cased: bool = True


def split(title: str, body: str, style: Style) -> tuple[Passage, ...]:
    """Passages of title, line break, body: the title whole, then each sentence without outer white space."""
    spans = [_trim(title, 0, len(title))]
    text = f"{title}\n{body}"
    start = len(title) + 1
    for paragraph in body.split("\n"):
        spans.extend(_paragraph(text, start, start + len(paragraph), style))
        start += len(paragraph) + 1
    return tuple(Passage(index=index, start=begin, end=end) for index, (begin, end) in enumerate(spans))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, max(start + lead, start + len(piece.rstrip()))


def _paragraph(text: str, start: int, end: int, style: Style) -> list[tuple[int, int]]:
    quoted = quoted_regions(text, start, end)
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends(text, match, quoted, style):
            spans.append(_trim(text, begin, match.end()))
            begin = match.end()
    spans.append(_trim(text, begin, end))
    return [span for span in spans if span[0] < span[1]]


def quoted_regions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans from opening to closing mark inclusive, outermost only, within `text[start:end]`."""
    regions: list[tuple[int, int]] = []
    position = start
    while opening := _OPEN.search(text, position, end):
        mark = opening.group()
        closing = _closing(text, opening.start(), min(end, opening.end() + _LONGEST_QUOTE), mark)
        if closing < 0:
            position = opening.end()
        else:
            regions.append((opening.start(), closing + 1))
            position = closing + 1
    return regions


def _closing(text: str, start: int, limit: int, mark: str) -> int:
    close = _PAIRS[mark]
    if close == mark:
        return text.find(close, start + 1, limit)
    depth = 0
    for position in range(start, limit):
        char = text[position]
        if char == mark:
            depth += 1
        elif char == close:
            depth -= 1
            if not depth:
                return position
    return -1


def _ends(text: str, match: re.Match[str], quoted: list[tuple[int, int]], style: Style) -> bool:
    """Whether a run of stops with closing marks ends a sentence."""
    stop, end = match.start(), match.end()
    inside = next((region for region in quoted if region[0] < stop < region[1]), None)
    if inside is not None and end < inside[1]:
        return False
    rest = text[end : end + 40].lstrip()
    if text[end - 1] in _CLOSERS and style.goes_on is not None and style.goes_on.match(rest):
        return False
    mark = text[stop]
    if mark in "。！？" or (mark in "!?" and not style.spaced):
        return True
    if style.spaced and not text[end].isspace():
        return False
    if not style.spaced and mark in ".．…" and not text[end].isspace():
        return False
    return mark not in ".…" or not _abbreviated(text, stop, rest, style)


def _abbreviated(text: str, stop: int, rest: str, style: Style) -> bool:
    word = re.search(r"[\w.&-]*$", text[max(0, stop - 20) : stop])
    before = word.group() if word else ""
    if before.isdigit() and rest[:1].isdigit():
        return True
    if not before or not before[-1].isascii() or not before[-1].isalpha():
        return False
    if style.cased and rest[:1].islower():
        return True
    single = len(before) == 1 or (len(before) > 2 and before[-2] == ".")  # noqa: PLR2004
    return before.lower().rstrip(".") in style.abbreviations or (single and rest[:1].isupper())
