"""What a page and its host allow, read from the lines robots.txt parsers ignore and from the page itself.

Decisions, each after the text of its specification; where two signals disagree the strictest wins:

* **Content-Signal** (contentsignals.org): `ai-input=no` forbids giving the text to a model. `search=no`
  refuses links with short excerpts, so nothing may be quoted; it says nothing on fetching, which stays
  robots.txt's matter. `ai-train` is recorded: Twosource trains nothing.
* **Content-Usage** (IETF AIPREF drafts): the labels have changed between drafts, so all that were ever
  published are understood. Automated processing (`all`, `bots`) refused: not fetched, since analysing text
  is what we do. `ai-output`, `ai-use` refused: no model. `search` refused: no quotation. Training: recorded.
* **License** (RSL 1.0): recorded with its address; its terms are for a person to read.
* **TDM reservation** (W3C TDMRep, final report of 2024): 1 forbids the model.
* **Robots meta and X-Robots-Tag**: `noai`, `noml` forbid the model; `noimageai` is recorded, as we take no
  picture of an outlet; `nosnippet` and `max-snippet:N` limit quotation (-1: no limit).
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from twosource.records import Rights, RightsSignal

TOKEN = "twosource"  # noqa: S105
LONGEST_SIGNAL = 300
HEAD_BYTES = 262_144

_AI_INPUT = frozenset({"ai-input"})
# labels of all drafts of the vocabulary
_PROCESSING = ("all", "bots", "automated-processing")
_MODEL_USE = ("ai-output", "ai-use", "ai-input")
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_AGENT = re.compile(r"[a-z*][a-z0-9_.*-]*")
_META = re.compile(r"<meta\b([^>]*)>", re.IGNORECASE)
# possessive, so that a hostile tag cannot make it go back and try again
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([a-zA-Z][\w:-]*+)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]++))""")
MOST_METAS = 500
LONGEST_META = 1000


def combine(*rights: Rights) -> Rights:
    """The strictest of all, with every signal kept once, those of the strictest first."""
    ordered = sorted(rights, key=_leniency)
    quotes = [item.quote_characters for item in rights if item.quote_characters is not None]
    return Rights(
        fetch=all(item.fetch for item in rights),
        model=all(item.model for item in rights),
        quote_characters=min(quotes, default=None),
        signals=tuple(dict.fromkeys(signal for item in ordered for signal in item.signals)),
    )


def _leniency(rights: Rights) -> tuple[bool, bool, float]:
    limit = float("inf") if rights.quote_characters is None else rights.quote_characters
    return rights.fetch, rights.model, limit


def page_rights(headers: Iterable[tuple[str, str]], html_head: bytes, where: str, seen_at: datetime) -> Rights:
    """What one page says of itself, in its headers (lower-case names) and the beginning of its HTML.

    `html_head` is b"" for anything that is not HTML; `where` is the page's address, `seen_at` when it came.
    """
    found = list(_header_rights(headers, where, seen_at))
    found.extend(_meta_rights(html_head, where, seen_at))
    return combine(*found)


def _header_rights(headers: Iterable[tuple[str, str]], where: str, seen_at: datetime) -> Iterator[Rights]:
    place = f"{where} (header)"
    for name, value in headers:
        if name == "x-robots-tag":
            yield from robots_tag(value, place, seen_at)
        elif name == "tdm-reservation":
            yield tdm_reservation(value, place, seen_at)
        elif name == "content-signal":
            yield content_signal(value, place, seen_at)
        elif name == "content-usage":
            yield content_usage(value, place, seen_at)
        elif name == "link" and "license" in value and "application/rsl+xml" in value:
            yield Rights(signals=(signal("rsl", place, value, seen_at),))


def _meta_rights(html_head: bytes, where: str, seen_at: datetime) -> Iterator[Rights]:
    place = f"{where} (meta)"
    for name, content in _metas(html_head):
        if name in ("robots", TOKEN):
            yield from robots_tag(content, place, seen_at)
        elif name == "tdm-reservation":
            yield tdm_reservation(content, place, seen_at)


def _metas(html_head: bytes) -> Iterator[tuple[str, str]]:
    """Name (lower case) and content of each meta element outside comments, up to the end of the head."""
    # names and ASCII values read the same in every charset that HTML is served in
    text = _without_comments(html_head[:HEAD_BYTES].decode("latin-1"))
    end = re.search(r"</head\b|<body\b", text, re.IGNORECASE)
    # cut after the last ">", every "<meta" finds its end and the search stays linear
    text = text[: text.rfind(">", 0, end.start() if end else len(text)) + 1]
    for tag in itertools.islice(_META.finditer(text), MOST_METAS):
        found = _ATTRIBUTE.findall(tag.group(1)[:LONGEST_META])
        pairs = {name.lower(): html.unescape(a or b or c) for name, a, b, c in found}
        if "name" in pairs and "content" in pairs:
            yield pairs["name"].strip().lower(), pairs["content"]


def _without_comments(text: str) -> str:
    # a regular expression would take quadratic time on many openings without an end
    parts, place = [], 0
    while (start := text.find("<!--", place)) >= 0:
        parts.append(text[place:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(parts)
        place = end + 3
    parts.append(text[place:])
    return "".join(parts)


def robots_tag(value: str, where: str, seen_at: datetime) -> Iterator[Rights]:
    """Rights from one X-Robots-Tag header or robots meta, where a directive of it concerns us.

    In the header a bot's name with a colon binds what follows it to that bot (Google's and MDN's reading).
    """
    model, quote, told = True, None, False
    agent = ""
    for part in value.split(","):
        name, _, rest = (piece.strip() for piece in part.lower().partition(":"))
        if rest and name not in _VALUED and _AGENT.fullmatch(name):
            agent = name
            name, _, rest = (piece.strip() for piece in rest.partition(":"))
        if agent not in ("", "*", TOKEN):
            continue
        if name in ("noai", "noml"):
            model, told = False, True
        elif name == "noimageai":
            told = True
        elif name == "nosnippet":
            quote, told = 0, True
        elif name == "max-snippet" and re.fullmatch(r"-1|[0-9]{1,9}", rest):
            told = True
            limit = int(rest)
            if limit >= 0:
                quote = limit if quote is None else min(quote, limit)
    if told:
        signals = (signal("meta-robots", where, value, seen_at),)
        yield Rights(model=model, quote_characters=quote, signals=signals)


def tdm_reservation(value: str, where: str, seen_at: datetime) -> Rights:
    """Rights from a `tdm-reservation` header or meta: 1 reserves, anything else is only recorded."""
    signals = (signal("tdm-reservation", where, value, seen_at),)
    return Rights(model=value.strip() != "1", signals=signals)


def content_signal(value: str, where: str, seen_at: datetime) -> Rights:
    """Rights from a Content-Signal value such as `search=yes, ai-input=no`."""
    refused = {key for key, said in _pairs(value.lower()) if said == "no"}
    return Rights(
        model=not refused & _AI_INPUT,
        quote_characters=0 if "search" in refused else None,
        signals=(signal("content-signal", where, value, seen_at),),
    )


def content_usage(value: str, where: str, seen_at: datetime) -> Rights:
    """Rights from a Content-Usage value such as `train-ai=n`; a use no label names takes the wider one's answer."""
    said = {key: answer for key, answer in _pairs(value) if answer in ("y", "n")}
    processing = _answer(said, _PROCESSING)
    model = _answer(said, _MODEL_USE) or processing
    # search may be granted where other output is refused: a link with an excerpt sends readers on
    search = said.get("search") or model
    return Rights(
        fetch=processing != "n",
        model=model != "n",
        quote_characters=0 if search == "n" else None,
        signals=(signal("content-usage", where, value, seen_at),),
    )


def _answer(said: dict[str, str], labels: Iterable[str]) -> str:
    answers = {said[label] for label in labels if label in said}
    return "n" if "n" in answers else "".join(answers)


def _pairs(value: str) -> Iterator[tuple[str, str]]:
    """Keys and bare values of a structured-field dictionary (RFC 9651), parameters dropped."""
    for part in value.split(","):
        key, equals, said = part.partition(";")[0].partition("=")
        if equals:
            yield key.strip(), said.strip()


def signal(kind: str, where: str, text: str, seen_at: datetime) -> RightsSignal:
    """Evidence, its text cut to a length that can be stored with every page."""
    return RightsSignal(kind=kind, where=where, text=text.strip()[:LONGEST_SIGNAL], seen_at=seen_at)
