"""Setting text in SVG, which cannot wrap by itself: widths estimated, lines broken, characters made safe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import combining, east_asian_width
from xml.sax.saxutils import escape, quoteattr

from twosource.text.phrases import phrases

# XML 1.0, section 2.2: what may not stand in a document, escaped or not; bidi overrides with it.
_UNSAFE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
# Average advances in ems of the system fonts we name; generous, so that no line runs over.
_WIDE, _CAPITAL, _NARROW, _LATIN, _SPACE = 1.0, 0.70, 0.32, 0.56, 0.28
_NARROW_LETTERS = frozenset("ilj.,:;'|!()[]ftr-")

# Where text of a language is set without asking anyone for a font.
_SERIF = {
    "ko": "'Noto Serif KR','Noto Serif CJK KR','Nanum Myeongjo',AppleMyungjo,Batang,serif",
    "ja": "'Hiragino Mincho ProN','Noto Serif JP','Noto Serif CJK JP','Yu Mincho',serif",
    "zh": "'Songti SC','Noto Serif SC','Noto Serif CJK SC',SimSun,serif",
}
_SANS = {
    "ko": "'Apple SD Gothic Neo','Noto Sans KR','Noto Sans CJK KR','Malgun Gothic',sans-serif",
    "ja": "'Hiragino Sans','Noto Sans JP','Noto Sans CJK JP','Yu Gothic',Meiryo,sans-serif",
    "zh": "'PingFang SC','Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif",
}


def serif(language: str) -> str:
    """`font-family` of headlines and values."""
    return _SERIF.get(
        language.split("-", maxsplit=1)[0], "'Iowan Old Style',Charter,'Charis SIL',Georgia,'Liberation Serif',serif"
    )


def sans(language: str) -> str:
    """`font-family` of labels."""
    return _SANS.get(
        language.split("-", maxsplit=1)[0], "'Source Sans 3','Helvetica Neue','Segoe UI','Liberation Sans',sans-serif"
    )


def clean(text: str) -> str:
    """One line without characters that XML forbids or that turn the reading order around."""
    return " ".join(_UNSAFE.sub("", text).split())


def measure(text: str, size: float) -> float:
    """Estimated width of `text` in pixels at a font size in pixels."""
    return size * sum(map(_advance, text))


def _advance(character: str) -> float:
    if combining(character):
        return 0.0
    if east_asian_width(character) in "WFA":
        return _WIDE
    if character == " ":
        return _SPACE
    if character in _NARROW_LETTERS:
        return _NARROW
    return _CAPITAL if character.isupper() or character in "mwMW%@—" else _LATIN


def wrap(text: str, language: str, *, size: float, width: float, lines: int) -> tuple[str, ...]:
    """Break `text` into at most `lines` lines of `width` pixels; what does not fit ends in "…".

    Breaks stand between words, in Japanese between phrases; a run longer than a line is cut.
    """
    done: list[str] = []
    line = ""
    for run in _runs(clean(text), language):
        if measure((line + run).rstrip(), size) <= width:
            line += run
            continue
        if line.strip():
            done.append(line.strip())
        line = run
        while measure(line.rstrip(), size) > width:
            cut = _fitting(line, size, width)
            done.append(line[:cut].strip())
            line = line[cut:]
    if line.strip():
        done.append(line.strip())
    if len(done) <= lines:
        return tuple(done)
    last = done[lines - 1] + "…"
    while measure(last, size) > width:
        last = last[:-2] + "…"
    return (*done[: lines - 1], last)


def _runs(text: str, language: str) -> list[str]:
    """Runs that hold together, each with the space behind it."""
    tag = language.split("-", maxsplit=1)[0]
    if tag == "ja":
        return [run for phrase in phrases(text, language) for run in re.findall(r"\S+\s*|\s+", phrase)]
    return list(text) if tag == "zh" else re.findall(r"\S+\s*", text)


def _fitting(text: str, size: float, width: float) -> int:
    """How many characters from the start fit; at least one."""
    total = 0.0
    for index, character in enumerate(text):
        total += size * _advance(character)
        if total > width:
            return max(index, 1)
    return len(text)


def element(name: str, attributes: Mapping[str, str | float], content: str = "") -> str:
    """One element; attributes are escaped here, `content` is markup already."""
    head = "".join(f" {key}={quoteattr(_plain(value))}" for key, value in attributes.items())
    return f"<{name}{head}>{content}</{name}>" if content else f"<{name}{head}/>"


def escaped(text: str) -> str:
    """Text made safe to stand between tags."""
    return escape(clean(text))


def _plain(value: str | float) -> str:
    return clean(value) if isinstance(value, str) else f"{value:g}"
