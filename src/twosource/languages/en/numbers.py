"""English numbers as written: words, digits in all groupings, powers, fractions, mixed ("3 hundred and 21").

A text is cut into runs of number words and digits that nothing but a link ("-", "and", "point", "out of") parts;
in a run the longest number is read at each place. The words are in `numbers.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from twosource.languages.numerals import VULGAR, plain_number
from twosource.languages.protocol import Numeral
from twosource.languages.tables import any_of, table

_Kind = Literal["digit", "teen", "tens", "scale", "ordinal", "number", "fraction"]
_KINDS: tuple[_Kind, ...] = ("digit", "teen", "tens", "scale", "ordinal")
_DOZEN, _SCORE, _HUNDRED, _THOUSAND = 12, 20, 100, 1000
# Denominators that are also other words: "second", "third quarter"
_HALVES = frozenset({2.0, 4.0})
_WORDS = frozenset({1.0, 2.0, 4.0})
# Longer runs are lists, no numbers
_LONGEST_RUN = 40
_LINK = re.compile(
    r"(?P<plain>\s+)|(?P<hyphen>\s*-\s*)|[\s-]+(?P<and>and)(?P<article>[\s-]+an?)?[\s-]+|\s+(?P<point>point)\s+"
    r"|\s+(?P<over>over|out\s+of|in)\s+|\s+(?P<of>of)\s+an?\s+|\s+(?P<a>an?)\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\ban?\s+$", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?<![\w).,%/+-])(?<![0-9]\s)[-−]\s?|\b(?:minus|negative)\s+)$", re.IGNORECASE)
_PAST = re.compile(r"\s+(?:past|time)\b")
_OF = re.compile(r"\s+of\b")
_ENDS = re.compile(r"\s*(?:$|[.,;:!?)])")
_MONEY = re.compile(r"[$€£¥₩]\s?$")
_GAME_HALF = re.compile(r"\b(?:first|second|other|1st|2nd|each|last|next)[\s-]+$", re.IGNORECASE)


class _Token(NamedTuple):
    """One word or figure; `link` is what parts it from the one before."""

    start: int
    end: int
    kind: _Kind
    value: float
    link: str
    plural: bool


class _Read(NamedTuple):
    """A value and the index of the first token behind it."""

    value: float
    next: int


class _Lexicon(NamedTuple):
    token: re.Pattern[str]
    # where a token may begin: a word of `listed`, a digit or a sign
    anchor: re.Pattern[str]
    listed: frozenset[str]
    words: dict[str, tuple[_Kind, float]]
    suffixes: dict[str, float]
    pronoun: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = table("en/numbers")
    words: dict[str, tuple[_Kind, float]] = {
        word: (kind, float(value)) for kind in _KINDS for word, value in data[kind].items()
    }
    listed, suffix = any_of(words), any_of(data["suffix"])
    digits = r"[0-9]+(?:[.,][0-9]+)*|\.[0-9]+"
    spaced = r"[1-9][0-9]{0,2}(?:[ \u202f][0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    power = r"(?:\s?[x×]\s?10\^[-+]?[0-9]+|\^[-+]*[0-9]+|[eE][-+]?[0-9]+)?"
    token = re.compile(
        rf"(?<![0-9]-)(?<![0-9/])(?P<slash>(?:[0-9]+\s+)?[0-9]+/[0-9]+)(?![0-9/.])"
        rf"|(?<![A-Za-z0-9])(?<![0-9][.,])(?P<figure>(?:{spaced}|{digits}){power})(?:\s{{0,2}}(?P<suffix>{suffix}))?(?![0-9A-Za-z]|[.,][0-9])"
        rf"|(?P<vulgar>[{''.join(VULGAR)}])"
        rf"|\b(?P<word>(?i:{listed}))(?P<plural>(?i:s?))(?![\w])"
    )
    before = "|".join(data["pronoun"]["before"])
    anchor = re.compile(rf"[A-Za-z]+|\.(?=[0-9])|[0-9]|[{''.join(VULGAR)}]")
    spelt = frozenset({*words, *(f"{word}s" for word in words)})
    return _Lexicon(token, anchor, spelt, words, data["suffix"], re.compile(rf"\b(?:{before})\s+$", re.IGNORECASE))


def find_numerals(text: str) -> list[Numeral]:
    """See `protocol.Language.numerals`."""
    found: list[Numeral] = []
    run: list[_Token] = []
    for token in _tokens(text):
        if not token.link or len(run) == _LONGEST_RUN:
            found.extend(_numbers(text, run))
            run = []
        run.append(token)
    found.extend(_numbers(text, run))
    return found


def _tokens(text: str) -> list[_Token]:
    lexicon = _lexicon()
    found: list[_Token] = []
    position = 0
    for anchor in lexicon.anchor.finditer(text):
        if anchor.start() < position or (
            text[anchor.start()].isalpha() and anchor.group().lower() not in lexicon.listed
        ):
            continue
        match = lexicon.token.match(text, anchor.start())
        if match is None:
            continue
        start, end = match.span()
        values = _values(match, lexicon)
        if values is None:
            continue
        link = _LINK.fullmatch(text, position, start) if found else None
        name = (link.lastgroup or "") if link else "plain" if match["vulgar"] and start == position else ""
        for index, (begin, stop, kind, value) in enumerate(values):
            found.append(_Token(begin, stop, kind, value, "" if index else name, bool(match["plural"])))
        position = end
    return found


def _values(match: re.Match[str], lexicon: _Lexicon) -> list[tuple[int, int, _Kind, float]] | None:
    """Place, kind and value; a list of figures ("22,24,26", an address) is several."""
    start, end = match.span()
    if match["word"]:
        kind, value = lexicon.words[match["word"].lower()]
        return [(start, end, kind, value)]
    if match["vulgar"]:
        return [(start, end, "fraction", VULGAR[match["vulgar"]])]
    if match["slash"]:
        whole, _, over = match["slash"].rpartition("/")
        first, *rest = whole.split()
        if not float(over):
            return None
        value = float(first) + float(rest[0]) / float(over) if rest else float(first) / float(over)
        return [(start, end, "number", value)]
    value_or_none = plain_number(match["figure"])
    if value_or_none is not None:
        return [(start, end, "number", value_or_none * lexicon.suffixes.get(match["suffix"] or "", 1))]
    return [
        (start + part.start(), start + part.end(), "number", float(part.group()))
        for part in re.finditer("[0-9]+", match["figure"])
    ]


def _numbers(text: str, run: list[_Token]) -> list[Numeral]:
    found: list[Numeral] = []
    here = 0
    while here < len(run):
        read = _read(text, run, here)
        if read is None:
            here += 1
            continue
        start, end = _first(text, run, here), run[read.next - 1].end
        value = read.value
        minus = _MINUS.search(text, max(0, start - 12), start)
        if minus and not (found and found[-1].end > minus.start()):
            start, value = minus.start(), -value
        found.append(Numeral(start, end, value))
        here = read.next
    return found


def _first(text: str, run: list[_Token], here: int) -> int:
    """Where the number begins: with its article, where it has one ("a dozen", "a fifth")."""
    token = run[here]
    article = _ARTICLE.search(text, max(0, token.start - 6), token.start)
    return article.start() if article and token.kind in {"scale", "ordinal"} else token.start


def _read(text: str, run: list[_Token], here: int) -> _Read | None:
    """The longest number at `here`."""
    token = run[here]
    if token.kind == "ordinal":
        return _from_ordinal(text, run, here)
    if token.kind == "fraction":
        return _times(run, _Read(token.value, here + 1))
    if token.kind == "scale" and not _starts_scale(text, token):
        return None
    share = _fraction(text, run, here)
    if share is not None:
        return _times(run, share)
    whole = _cardinal(run, here)
    if whole is None or _is_pronoun(text, run, here, whole):
        return None
    return _extended(text, run, here, whole)


def _extended(text: str, run: list[_Token], here: int, whole: _Read) -> _Read | None:
    """A whole number with what follows it: a decimal, a part, a denominator; None where it is part of an ordinal."""
    following = run[whole.next] if whole.next < len(run) else None
    if following is None:
        return whole
    if following.kind == "ordinal" and following.link in {"plain", "hyphen"}:
        # "six million and two thirds": the last number read belongs to the part
        cut = next((at for at in range(whole.next - 1, here, -1) if run[at].link == "and"), None)
        head = _cardinal(run, here, cut) if cut else None
        mixed = _mixed(text, run, head) if head and head.next == cut else None
        return mixed or (None if run[whole.next - 1].kind == "tens" else whole)
    longer = None
    if following.link == "point":
        longer = _decimal(run, whole)
    elif following.link == "over":
        longer = _over(text, run, here, whole)
    elif following.link in {"and", "article"} or (following.kind == "fraction" and following.link == "plain"):
        longer = _mixed(text, run, whole)
    return longer or whole


def _starts_scale(text: str, token: _Token) -> bool:
    """Whether a scale begins a number: "a million", "hundred thousand"; not "hundreds", "the Million Dollar"."""
    return (
        not token.plural
        and token.value != _SCORE
        and bool(_ARTICLE.search(text, max(0, token.start - 6), token.start) or text[token.start].islower())
    )


def _is_pronoun(text: str, run: list[_Token], here: int, whole: _Read) -> bool:
    token = run[here]
    alone = whole.next == here + 1 and token.kind == "digit" and token.value == 1
    return alone and bool(_lexicon().pronoun.search(text, max(0, token.start - 12), token.start))


def _from_ordinal(text: str, run: list[_Token], here: int) -> _Read | None:
    """Half, half a dozen, quarter million, a fifth; not the first half, a fifth time."""
    token = run[here]
    following = run[here + 1] if here + 1 < len(run) else None
    if token.value in _HALVES and following and following.kind == "scale" and following.link in {"plain", "a"}:
        return _Read(following.value / token.value, here + 2)
    if _GAME_HALF.search(text, max(0, token.start - 8), token.start):
        return None
    word = text[token.start : token.end].lower()
    if word == "half" and not _PAST.match(text, token.end):
        return _times(run, _Read(0.5, here + 1))
    article = bool(_ARTICLE.search(text, max(0, token.start - 6), token.start))
    alone = _ENDS.match(text, token.end) or _OF.match(text, token.end)
    if article and alone and not token.plural and token.value not in _WORDS:
        return _times(run, _Read(1 / token.value, here + 1))
    return None


def _cardinal(run: list[_Token], here: int, limit: int | None = None) -> _Read | None:
    """Words and figures by English rules: hundreds, then thousands and more, each smaller than the one before."""
    limit = len(run) if limit is None else limit
    total, last_scale, room = 0.0, float("inf"), float("inf")
    current: float | None = None
    at = here
    while at < limit:
        token = run[at]
        link = token.link if at > here else "plain"
        if link not in {"plain", "hyphen", "and"} or token.kind in {"ordinal", "fraction"}:
            break
        if token.kind == "scale":
            bare = token.value == _SCORE and (at == here or run[at - 1].kind != "digit" or run[at - 1].value <= 1)
            scaled = None if bare else _scaled(run, here, at, (total, current, last_scale))
            if scaled is None:
                break
            total, current, last_scale = scaled
            room = _HUNDRED if token.value == _HUNDRED else 0 if token.value in {_DOZEN, _SCORE} else token.value
        else:
            begins = current is None
            if not begins and not _fits(run, at, current or 0, room):
                break
            if begins and at > here and (token.value >= room or not token.value):
                break
            if link == "and" and _begins_anew(run, at, current, limit):
                break
            current = (current or 0) + token.value
            room = 10 if token.kind == "tens" else 0
        at += 1
    if at == here:
        return None
    return _Read(total + (current or 0), at)


def _fits(run: list[_Token], at: int, current: float, room: float) -> bool:
    """Whether a small number may be added to what the group holds already."""
    token, before = run[at], run[at - 1]
    if not 0 < token.value < room:
        return False
    if token.link == "and":
        return room == _HUNDRED
    # "twenty-five" is one number, "three-four" and "3 21" are two
    return token.kind != "number" or before.kind == "scale" or not current


def _begins_anew(run: list[_Token], at: int, current: float | None, limit: int) -> bool:
    """Whether another number begins: "3 hundred and 2 hundred" is two."""
    following = run[at + 1] if at + 1 < limit else None
    hundred = following is not None and following.kind == "scale" and following.value == _HUNDRED
    return hundred and bool(current) and (current or 0) >= _HUNDRED


def _scaled(
    run: list[_Token], here: int, at: int, state: tuple[float, float | None, float]
) -> tuple[float, float | None, float] | None:
    total, current, last_scale = state
    scale, before = run[at].value, run[at - 1]
    if scale in {_DOZEN, _SCORE}:
        small = before.value if at > here else 1
        return total, (current or 0) + small * scale - (small if at > here else 0), last_scale
    if scale == _HUNDRED:
        if at > here and (current is None or (current >= _HUNDRED and before.kind != "number")):
            return None
        return total, (current or 1) * _HUNDRED, last_scale
    if at > here and before.kind == "scale" and before.value >= _THOUSAND:
        return total * scale, None, scale
    if scale >= last_scale or (at > here and current is None):
        return None
    return total + (1 if current is None else current) * scale, None, scale


def _fraction(text: str, run: list[_Token], here: int) -> _Read | None:
    """Words to an ordinal: "three fifths", "one hundred thirty-fifths" (100/35)."""
    last = next((at for at in range(here, len(run)) if run[at].kind == "ordinal"), None)
    if last is None or last == here or any(token.kind in {"number", "fraction"} for token in run[here:last]):
        return None
    if any(run[at].link not in {"plain", "hyphen", "and"} for at in range(here + 1, last + 1)):
        return None
    if any(run[at].link == "and" and _is_large(run[at - 1]) for at in range(here + 1, last + 1)):
        return None
    for split in range(here + 1, last + 1):
        # "two seconds" last that long, "one twenty-second" is a share
        clock = split == last and text[run[last].start : run[last].end].lower().startswith("second")
        over = None if clock else _ordinal(run, split, last)
        top = _cardinal(run, here, split)
        if over is None or top is None or top.next != split:
            continue
        one = top.value == 1
        spoken = any(token.link == "and" for token in run[here + 1 : split])
        if over <= 1 or (not run[last].plural and not one) or (spoken and over in {2, 4, 100, 1000}):
            return None
        return _Read(top.value / over, last + 1)
    return None


def _is_large(token: _Token) -> bool:
    """A thousand and more: what stands behind "and" is a part of it."""
    return token.kind == "scale" and token.value >= _THOUSAND


def _ordinal(run: list[_Token], first: int, last: int) -> float | None:
    """Value of the ordinal that tokens `first` to `last` are, all of them."""
    if run[first].link == "and" or (first < last and run[first].link == "hyphen"):
        return None
    if first == last:
        return run[last].value
    head = _cardinal(run, first, last)
    if head is None or head.next != last or run[first].kind == "scale":
        return None
    before, end = run[last - 1], run[last].value
    fits = (before.kind == "tens" and end < 10) or (before.kind == "scale" and end < before.value)  # noqa: PLR2004
    return head.value + end if fits else None


def _mixed(text: str, run: list[_Token], whole: _Read) -> _Read | None:
    """A whole and a part: "one and a half", "3 million and a quarter", "five and a half million", "2 ½"."""
    token = run[whole.next]
    if token.kind == "fraction":
        return _times(run, _Read(whole.value + token.value, whole.next + 1)) if whole.value.is_integer() else None
    if token.kind == "ordinal":
        if token.link != "article" and not (token.value in _HALVES and not token.plural):
            return None
        share: _Read | None = _Read(1 / token.value, whole.next + 1)
    else:
        share = _fraction(text, run, whole.next)
    if share is None:
        return None
    # What a following scale multiplies depends on what it is larger than
    scale = run[share.next] if share.next < len(run) and run[share.next].kind == "scale" else None
    last = run[whole.next - 1]
    if _is_large(last):
        unit, end = (scale.value, share.next + 1) if scale else (last.value, share.next)
        return _Read(whole.value + share.value * unit, end)
    return _times(run, _Read(whole.value + share.value, share.next))


def _times(run: list[_Token], read: _Read) -> _Read:
    """A part of a scale: "two thirds of a million", "two and a half million"."""
    following = run[read.next] if read.next < len(run) else None
    if following is not None and following.kind == "scale" and following.link in {"plain", "of"}:
        return _Read(read.value * following.value, read.next + 1)
    return read


def _decimal(run: list[_Token], whole: _Read) -> _Read | None:
    """Behind "point": digits one by one, or a number."""
    digits, at = "", whole.next
    while at < len(run) and run[at].kind in {"digit", "teen", "tens"} and (at == whole.next or run[at].link != "and"):
        pair = at + 1 < len(run) and run[at].kind == "tens" and run[at + 1].kind == "digit" and run[at + 1].value
        value = run[at].value + (run[at + 1].value if pair else 0)
        digits += str(int(value))
        at += 2 if pair else 1
        if at < len(run) and run[at].link not in {"plain", "hyphen"}:
            break
    return _times(run, _Read(whole.value + float(f"0.{digits}"), at)) if digits else None


def _over(text: str, run: list[_Token], here: int, whole: _Read) -> _Read | None:
    """A share: "one over three", "two out of five hundred", "1 in 20"; not "$2000 over 3 years"."""
    start = run[here].start
    other = _cardinal(run, whole.next)
    if other is None or not other.value or _MONEY.search(text, max(0, start - 2), start):
        return None
    link = text[run[whole.next - 1].end : run[whole.next].start].strip().lower()
    ends = bool(_ENDS.match(text, run[other.next - 1].end))
    if link == "over":
        fits = whole.value == 1 or ends
    elif link == "in":
        fits = whole.value == 1 and 1 < other.value < _THOUSAND
    else:
        fits = whole.value < other.value and (ends or whole.value == 1 or other.value >= 10)  # noqa: PLR2004
    return _Read(whole.value / other.value, other.next) if fits else None
