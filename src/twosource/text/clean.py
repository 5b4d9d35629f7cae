"""Markup and dirty text to plain text that is safe to compare, store and show (escaped, as all text is)."""

from __future__ import annotations

import html
import re
import unicodedata

# Nothing a reader sees: control characters, soft hyphen, zero-width and bidi controls, fillers, variation
# selectors, noncharacters, half surrogates, tag characters. Prompts are smuggled in them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ufdd0-\ufdef\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# The two joiners are spelling in Arabic and Indic scripts, and hidden characters everywhere else.
_JOINED = "\u0600-\u08ff\u0900-\u0dff"
_JOINERS = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}])")
_MAYBE_HIDDEN = re.compile("[^\\t\\n\\r -~가-힣一-鿿ぁ-ヿ]")
_SPACE = re.compile(r"\s+")
_INLINE_SPACE = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r" ?\n[ \n]*")


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_BLOCKS = _words(
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul"
)
# Their content is no text of ours: code, drawings, and the readings that ruby sets above kanji.
_SILENT = _words("script style template noscript iframe object svg math head rt rp")
_INLINE = _words(
    "a abbr acronym applet audio b base bdi bdo big blink body button canvas cite code col data del dfn em embed font "
    "frame frameset html i img input ins kbd label legend link map mark marquee meta meter nobr output param picture "
    "progress q rb rtc ruby s samp select slot small source span strike strong sub sup textarea time title track tt u "
    "var video wbr xmp"
)
_NAMES = _BLOCKS | _SILENT | _INLINE
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/><=]{0,40})")
# A value in quotes that was still open when its tag seemed to end.
_OPEN_QUOTE = re.compile(r"""=\s*(?:"[^"]*|'[^']*)\Z""")
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
# Escaped twice is common, three times happens; more is an attack on whoever unescapes for ever.
_ROUNDS = 4


def plain(fragment: str) -> str:
    """One line of plain text out of a title or summary that may hold markup, escaped any number of times up to four.

    Entities are resolved, tags and what scripts contain removed, blocks parted by a space, hidden characters
    stripped, NFC, white space folded. "a < b" stays as it is.
    """
    return clean_line(_unmark(fragment))


def plain_lines(fragment: str) -> str:
    r"""As `plain`, but blocks (`<p>`, `<br>`, `<li>` …) stay apart: paragraphs joined by "\n"."""
    marked = any(name.group(2).lower() in _NAMES for name in _NAME.finditer(fragment))
    return clean_lines(_unmark(_SPACE.sub(" ", fragment) if marked else fragment))


def clean_line(text: str) -> str:
    """Plain text on one line: hidden characters stripped, NFC, each run of white space one space."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", strip_hidden(text))).strip()


def clean_lines(text: str) -> str:
    r"""Plain text, paragraphs joined by "\n": hidden characters stripped, NFC, white space folded, no blank lines."""
    lines = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", strip_hidden(text)))
    return _BLANK_LINES.sub("\n", _INLINE_SPACE.sub(" ", lines)).strip()


def strip_hidden(text: str) -> str:
    """The text without characters that no reader sees; white space and line ends stay."""
    if not _MAYBE_HIDDEN.search(text):
        return text
    return _JOINERS.sub("", _HIDDEN.sub("", text))


def _unmark(fragment: str) -> str:
    """Text of a fragment of HTML, unescaped until nothing is left to unescape."""
    # Hidden characters go first: between "<" and "script" they would hide the tag until they are stripped.
    text = strip_hidden(fragment)
    for _ in range(_ROUNDS):
        if "<" not in text and "&" not in text:
            return text
        stripped = strip_hidden(html.unescape(_strip_tags(text)))
        if stripped == text:
            return text
        text = stripped
    return _strip_tags(text)


def _strip_tags(text: str) -> str:
    """The text outside tags, in one pass over it however broken it is; a block's edge becomes a line end.

    What is a tag: what HTML calls one, except that a bare unknown name stays, for papers write
    "<KBS 뉴스>" and "<속보>" into their headlines.
    """
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    parts: list[str] = []
    position = 0
    while (start := text.find("<", position)) >= 0:
        parts.append(text[position:start])
        end, mark = _read_tag(text, start)
        parts.append(mark)
        position = end
    parts.append(text[position:])
    return "".join(parts)


def _read_tag(text: str, start: int) -> tuple[int, str]:
    """Where to read on after the "<" at `start`, and what stands for what was passed."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return (end + 3 if end >= 0 else len(text)), ""
    found = _NAME.match(text, start)
    if not found and not text.startswith(("<!", "<?", "</"), start):
        return start + 1, "<"
    end = _tag_end(text, start)
    if not found:
        return end, ""
    name, inside = found.group(2).lower(), text[found.end() : end]
    if name not in _NAMES and not found.group(1) and not re.search("[:-]", name) and not re.search(r"=|/>?\Z", inside):
        return start + 1, "<"
    if name in _SILENT and not found.group(1) and not inside.endswith("/>"):
        return _silence_end(text, name, end), ""
    return end, "\n" if name in _BLOCKS else ""


def _silence_end(text: str, name: str, start: int) -> int:
    """Offset after the closing tag; code without one goes on to the end, anything else is not there at all."""
    code = name in ("script", "style")
    close = re.compile(rf"</{name}\b[^<>]*>?", re.IGNORECASE).search(text, start, len(text) if code else start + 4000)
    return close.end() if close else len(text) if code else start


def _tag_end(text: str, start: int) -> int:
    """Offset after the ">" that closes the tag, not counting one inside a quoted value; the end where none is."""
    end = text.find(">", start)
    if end < 0:
        return len(text)
    quote = _OPEN_QUOTE.search(_QUOTED.sub("", text[start:end]))
    if quote:
        closing = text.find(quote.group().lstrip("= \t\n")[0], end, end + 2000)
        beyond = text.find(">", closing) if closing >= 0 else -1
        return beyond + 1 if beyond >= 0 else end + 1
    return end + 1
