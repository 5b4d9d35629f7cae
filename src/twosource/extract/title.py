"""The headline: what the page states, without the site's name behind it."""

from __future__ import annotations

import re
import unicodedata

from twosource.extract.metadata import SEPARATOR, Stated, text_of
from twosource.records import Source

_SHORTENED = re.compile(r"(?:\.{2,}|…)$")
_SITE_WORD = re.compile(
    r"(?:신문|일보|뉴스\d*|방송|닷컴|통신|타임스|タイムズ|新聞|ニュース|デジタル|オンライン|通信|テレビ|放送|\bnews\b|\btimes\b"
    r"|\bpost\b|\bherald\b|\btribune\b|\bgazette\b|\.(?:com|net|org|co\.kr|kr|jp|co\.uk))$",
    re.IGNORECASE,
)
_SECTION = 10
_MAX_SITE_NAME = 40


def clean_title(stated: Stated, source: Source) -> str:
    """Headline of the page; the feed's or an empty one is the caller's business."""
    names = {key for name in _site_names(stated, source) if (key := _key(name))}
    candidates = [
        text_of(stated.article.get("headline")),
        stated.first("og:title", "twitter:title", "headline", "title"),
        *_headings(stated),
    ]
    cleaned = [title for text in candidates if text and _key(title := strip_site(text, names)) not in names]
    # a page of an office is often titled by its section only
    if not candidates[0] and not candidates[1] and (not cleaned or len(cleaned[0]) <= _SECTION):
        cleaned = [text for text in stated.lower if len(text) > _SECTION] + cleaned
    if not cleaned:
        return ""
    best = cleaned[0]
    if _SHORTENED.search(best):
        stem = _key(_SHORTENED.sub("", best))
        best = next((text for text in cleaned[1:] if len(text) > len(best) and _key(text).startswith(stem)), best)
    return stated.alone if stated.alone and stated.alone in best else best


def _headings(stated: Stated) -> list[str]:
    """Heading and document title; the heading first where the document title begins with it or is missing.

    A heading that the document title does not begin with is often the site's or the section's.
    """
    heading, document = stated.heading, stated.document_title
    leading = not document or _key(document).startswith(_key(heading)) or len(heading) >= len(document)
    return [heading, document] if leading else [document, heading]


def strip_site(title: str, names: set[str]) -> str:
    """`title` without parts at its ends that name the site; `names` are folded by case and form."""
    title = " ".join(title.split())
    first = SEPARATOR.search(title)
    if first is not None and _key(title[: first.start()]) in names and title[first.end() :].strip():
        title = title[first.end() :].strip()
    while True:
        cut = _last_cut(title)
        if cut is None:
            return title
        head, tail = title[: cut[0]].rstrip(), title[cut[1] :].strip()
        if not head or len(tail) > _MAX_SITE_NAME or not (_key(tail) in names or _SITE_WORD.search(tail)):
            return title
        title = head


def _last_cut(title: str) -> tuple[int, int] | None:
    last = None
    for match in SEPARATOR.finditer(title):
        last = match.span()
    return last


def _site_names(stated: Stated, source: Source) -> list[str]:
    publisher = text_of(stated.article.get("publisher"))
    return [
        source.name,
        *source.aliases,
        publisher,
        stated.first("og:site_name", "application-name", "twitter:site").lstrip("@"),
    ]


def _key(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
