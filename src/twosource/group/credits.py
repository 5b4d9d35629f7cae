"""Whose reporting a text says it is: the agencies it credits in its credit, byline, dateline and closing line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from twosource.group.outlets import Directory, split_name
from twosource.records import Report

# "(서울=한빛통신)", "【ソウル共同】", "[한빛통신]", "(Reuters) -" in front; "LONDON, Jan 3 (AP) —", "AP —"
_HEAD = (
    re.compile(r"^\s*[(（\[［【〔〈<]\s*([^()（）\[\]［］【】〔〕〈〉<>\n]{1,40})[)）\]］】〕〉>]"),
    re.compile(r"^\s*[A-Z][^()\n]{1,60}\(([^()\n]{2,40})\)\s*[-–—―]"),
    re.compile(r"^\s*([A-Z][A-Za-z ]{1,30})\s[-–—]\s"),
    re.compile(r"^\s*(By\s[^\n]{3,70})$", re.IGNORECASE),
)
# At the end: in brackets, behind a mark, after a label, "with AP"; or a closing line that is nothing else
_TAIL = (
    re.compile(r"[(（\[［【〔]\s*([^()（）\[\]［］【】〔〕\n]{2,40})[)）\]］】〕]\s*[.。]?\s*$"),
    re.compile(r"(?:[=＝/|—–―]|\s-)\s*([^=＝/|—–―\n.。]{2,40}?)\s*[.。]?\s*$"),
    re.compile(
        r"(?:기사\s?제공|제공|출처|전재|配信|記事提供|提供|出典|source|distributed by|copyright|©|ⓒ|\(c\)|저작권자)"
        r"\s*[:：=＝]?\s*([^\n:：=＝]{2,40})$",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|[.—–(-]\s*|\s)(?:with|via|with files from|with reporting (?:by|from))\s+([A-Z][^.\n]{1,50})\.?\)?\s*$"),
    re.compile(r"^\s*([^.。!?\n]{2,24}?)[.)]?\s*$"),
)  # fmt: skip
# Of a picture, a graphic or an account, not of the text
_PICTURE = re.compile(
    r"사진|영상|그래픽|자료|캡처|写真|画像|映像|資料|図|photo|image|picture|video|graphic|file\b|getty|additional",
    re.IGNORECASE,
)
_LINES, _LAST, _LABEL = 2, 90, 12
_WORDS = re.compile(r"[=＝/|,、·:：・]|\s(?:and|via|및)\s")
# A place in katakana in front of an agency's name in kanji: "ソウル東雲通信"
_PLACE = re.compile(r"^[ァ-ヶー]{2,}(?=[一-龥]{2,}通信)")


def find_credits(report: Report, directory: Directory) -> tuple[tuple[str, str], ...]:
    """(key, name as printed) of each agency a report credits, the plainest credit first; its own outlet left out."""
    found: dict[str, str] = {}
    for zone in _zones(report):
        if _PICTURE.search(zone):
            continue
        for key, name in _named(zone, report.language, directory):
            found.setdefault(key, name)
    credit = report.credit.strip(" ()（）[]【】")
    if credit and not found and len(credit) > 1:
        key = directory.resolve(credit, report.language)
        found.update({key: credit} if key else {})
    found.pop(report.source_id, None)
    return tuple(found.items())


def _named(zone: str, language: str, directory: Directory) -> Iterator[tuple[str, str]]:
    """Agencies in a credit: those we know, then those whose names only agencies have."""
    known = directory.known(zone)
    yield from ((item.key, item.name) for item in known)
    if known:
        return
    for word in _WORDS.split(zone):
        name = _PLACE.sub("", word.strip())
        if split_name(name)[1] == "agency" and len(name.split()) <= 4:  # noqa: PLR2004 - "Three Word News Agency"
            key = directory.resolve(name, language)
            if key:
                yield key, name


def _zones(report: Report) -> Iterator[str]:
    """The places where credits stand, in order of how plain they are."""
    yield from (text for text in (report.credit, report.byline) if text)
    body = report.body.strip()
    for line in islice(filter(None, map(str.strip, body[:400].split("\n"))), _LINES):
        for pattern in _HEAD:
            if match := pattern.match(line):
                yield match[1]
    for line in islice(filter(None, map(str.strip, reversed(body[-400:].split("\n")))), _LINES):
        whole = len(line) <= _LAST
        for pattern in _TAIL if whole else _TAIL[:-1]:
            if match := pattern.search(line if whole else line[-_LAST:]):
                label = match.string[max(0, match.start() - _LABEL) : match.start(1)]
                yield "" if _PICTURE.search(label) else match[1]
