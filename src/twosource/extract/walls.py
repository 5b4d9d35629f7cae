"""Pages that are no articles: bot walls, paywalls, errors, empty frames, other kinds of file.

Each rule needs two things: words that such pages say, and that little of an article was found. So a
report about captchas, subscriptions or error 404 is never taken for a wall.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from twosource.extract.blocks import HEADINGS, lines_of
from twosource.extract.body import Body, is_cjk
from twosource.extract.metadata import Stated
from twosource.extract.page import MAX_BYTES
from twosource.records import Capture, Reason

_ORDER = (Reason.BOT_WALL, Reason.PAYWALL, Reason.ERROR_PAGE, Reason.EMPTY)
# characters of body below which a page's words are believed; CJK says as much in half of them
_STUB = {Reason.BOT_WALL: 500, Reason.PAYWALL: 220, Reason.ERROR_PAGE: 500, Reason.EMPTY: 200}
_CJK_SHARE = 0.5
_NOTHING = 16
_READ = 6000
_LITTLE = 1500
_HARDLY, _SHORT = 120, 260
_LINKED = 0.5
_SOURCE = 200_000
_KINDS = ((b"%PDF-", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"PK\x03\x04", "ZIP"))
_OTHER_ROOT = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(rss|feed|urlset|sitemapindex|rdf:RDF|svg|opml)\b", re.DOTALL
)
_MARKUP_TYPES = ("html", "xml", "text/plain", "octet-stream")


def refuse_bytes(capture: Capture) -> tuple[Reason, str] | None:
    """Why the bytes cannot be a page, before they are parsed; None where they may be one."""
    body = capture.body
    if len(body) > MAX_BYTES:
        return Reason.TOO_LARGE, f"{len(body)} bytes"
    start = body[:2000].lstrip()
    if not start:
        return Reason.EMPTY, "no bytes"
    if (kind := _other_kind(capture, start)) is not None:
        return Reason.NOT_A_PAGE, kind
    return None


def _other_kind(capture: Capture, start: bytes) -> str | None:
    """What the first bytes or the content type say the file is, where that is no page."""
    for magic, kind in _KINDS:
        if start.startswith(magic):
            return kind
    content_type = next((value for name, value in capture.headers if name == "content-type"), "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type and not any(part in media_type for part in _MARKUP_TYPES):
        return media_type
    if (match := _OTHER_ROOT.match(start)) is not None:
        return match[1].decode("ascii").lower()
    return "JSON" if start[:1] in (b"{", b"[") and b"<" not in start else None


def refuse_page(
    capture: Capture, tree: HtmlElement, stated: Stated, body: Body, language: str
) -> tuple[Reason, str] | None:
    """Why the page is no article; None where it is one. `detail` quotes the words that gave it away."""
    size = len(body.text)
    scale = _CJK_SHARE if is_cjk(language) else 1.0
    if size < scale * max(_STUB.values()) or not stated.free:
        if (found := _words(tree, stated, body, scale)) is not None:
            return found
        if not stated.free and size < scale * _STUB[Reason.PAYWALL]:
            return Reason.PAYWALL, "isAccessibleForFree: false"
    if capture.status in (404, 410, 500, 502, 503, 504) and size < _STUB[Reason.ERROR_PAGE]:
        return Reason.ERROR_PAGE, f"status {capture.status}"
    if size < _NOTHING or (body.way == "trafilatura" and size < _STUB[Reason.EMPTY] and not _told(tree)):
        return (Reason.EMPTY, "no article text") if stated.free else (Reason.PAYWALL, "nothing free")
    if (
        urlsplit(capture.final_url).path in ("", "/")
        and capture.final_url
        and not stated.article
        and not stated.first("article:published_time")
    ):
        return Reason.NOT_A_PAGE, "front page"
    return None


def _words(tree: HtmlElement, stated: Stated, body: Body, scale: float) -> tuple[Reason, str] | None:
    """The first kind of page whose words are there while its share of article is not."""
    size = len(body.text)
    lines = [line for line in lines_of(_body_of(tree)) if line.link_share < _LINKED]
    said = "\n".join(line.text for line in lines)[:_READ]
    # a wall has nothing else to say: its words are its headline or what looks like its body; only an
    # offer to subscribe stands beside an article
    told = [stated.document_title, stated.heading]
    if size < scale * _SHORT:
        told.append(body.text)
    if size < scale * _HARDLY and len(said) <= _LITTLE:
        told += [*(line.text for line in lines if line.tag in HEADINGS), said]
    for reason in _ORDER:
        limit = scale * _STUB[reason]
        # what says that it is not free may show half as much again before the wall
        if reason is Reason.PAYWALL and not stated.free:
            limit *= 1.5
        if size >= limit:
            continue
        words, markup = _patterns(reason)
        text = unicodedata.normalize("NFKC", said if reason is Reason.PAYWALL else "\n".join(told))
        if words is not None and (match := words.search(text)) is not None:
            return reason, match[0].strip()[:80]
        if markup is not None and size < scale * _HARDLY and len(said) <= _LITTLE:
            source = etree.tostring(tree, encoding="unicode")[:_SOURCE]
            if (match := markup.search(source)) is not None:
                return reason, match[0]
    return None


def _told(tree: HtmlElement) -> bool:
    """Whether a page has text besides its menus; trafilatura's last resort is to take everything."""
    return sum(len(line.text) for line in lines_of(_body_of(tree)) if line.link_share < _LINKED) >= _NOTHING


def _body_of(tree: HtmlElement) -> HtmlElement:
    body = tree.find("body")
    return tree if body is None else body


@cache
def _patterns(reason: Reason) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    table = tomllib.loads(files("twosource.extract").joinpath("walls.toml").read_text("utf-8"))[reason.value]
    words, markup = ("|".join(f"(?:{part})" for part in table[key]) for key in ("text", "markup"))
    return (
        re.compile(words, re.IGNORECASE | re.MULTILINE) if words else None,
        re.compile(markup, re.IGNORECASE) if markup else None,
    )
