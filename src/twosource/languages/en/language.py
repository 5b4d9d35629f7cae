"""English, read with a regular expression and a rule for endings."""

from __future__ import annotations

import re
from functools import cache

from twosource.languages.en.dates import RULE
from twosource.languages.en.names import read_names
from twosource.languages.en.numbers import find_numerals
from twosource.languages.protocol import Reading, Token
from twosource.languages.reader import Rules, TableReader
from twosource.languages.sentences import Style, split
from twosource.languages.tables import table
from twosource.records import Passage, Tense

_STYLE = Style(
    abbreviations=frozenset(
        [
            "mr",
            "mrs",
            "ms",
            "dr",
            "st",
            "jr",
            "sr",
            "prof",
            "gen",
            "lt",
            "col",
            "maj",
            "capt",
            "sgt",
            "adm",
            "cmdr",
            "rep",
            "sen",
            "gov",
            "pres",
            "sec",
            "ma",
            "sra",
            "co",
            "inc",
            "corp",
            "ltd",
            "no",
            "vs",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec",
            "mon",
            "tue",
            "tues",
            "wed",
            "thu",
            "thur",
            "thurs",
            "fri",
            "sat",
            "sun",
            "u.s",
            "u.k",
            "u.n",
            "e.u",
            "p.m",
            "a.m",
            "e.g",
            "i.e",
            "approx",
            "est",
            "dept",
            "mt",
            "ft",
        ]
    ),
    goes_on=re.compile(r"(?:said|says|told|asked|added|he|she|they)\b"),
)
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*(?:-[^\W\d_]+)*|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[^\w\s]"
)
_VOWELS = frozenset("aeiou")
_FUTURE = frozenset(
    {
        "will",
        "would",
        "shall",
        "plans",
        "plan",
        "planned",
        "expected",
        "scheduled",
        "upcoming",
        "slated",
        "due",
        "'ll",
        "intends",
        "going",
    }
)
_PAST = frozenset(
    {
        "was",
        "were",
        "had",
        "did",
        "said",
        "met",
        "held",
        "took",
        "told",
        "began",
        "won",
        "rose",
        "fell",
        "came",
        "went",
        "made",
        "signed",
        "left",
        "struck",
        "hit",
        "killed",
        "found",
        "ran",
        "got",
        "led",
        "broke",
        "spoke",
        "gave",
        "saw",
        "sent",
        "built",
        "cut",
        "set",
        "has",
        "have",
    }
)
# Before a participle: it happens to somebody, and the auxiliary tells when
_NO_PAST = frozenset({"to", "be", "being", "is", "are", "will", "would", "not"})
# Before a past form that is none: it is a participle or, as in "to hit", no past at all
_TELLS = _NO_PAST | {
    "been",
    "have",
    "has",
    "had",
    "was",
    "were",
    "shall",
    "can",
    "could",
    "may",
    "might",
    "must",
    "should",
}
# "set to", "to be": two words that speak of the future
_FUTURE_PAIRS = frozenset(
    {
        ("set", "to"),
        ("set", "for"),
        ("forecast", "to"),
        ("likely", "to"),
        ("expects", "to"),
        ("aims", "to"),
        ("hopes", "to"),
        ("to", "be"),
        ("about", "to"),
        ("due", "to"),
    }
)


class English(TableReader):
    """`protocol.Language` for English."""

    code = "en"
    rules = Rules(dates=RULE, names=read_names, numerals=find_numerals)

    def passages(self, title: str, body: str) -> tuple[Passage, ...]:
        """See `protocol.Language`."""
        return split(title, body, _STYLE)

    def tokens(self, text: str) -> list[Token]:
        """Words, numbers and signs; the tag is "W" (word), "C" (capitalised word), "N" or "S"."""
        found = []
        for match in _WORD.finditer(text):
            surface = match.group()
            first = surface[0]
            if first.isalpha():
                tag = "C" if first.isupper() else "W"
                found.append(Token(match.start(), match.end(), surface, lemma(surface.lower()), tag))
            else:
                found.append(Token(match.start(), match.end(), surface, surface, "N" if first.isdigit() else "S"))
        return found

    def terms(self, tokens: list[Token]) -> tuple[str, ...]:
        """See `protocol.Language`."""
        stop = _stop_words()
        return tuple(
            token.lemma
            for token in tokens
            if token.tag != "S" and token.lemma not in stop and (len(token.lemma) > 1 or token.tag == "N")
        )

    def tense(self, reading: Reading, start: int, end: int) -> Tense:
        """The nearest verb that shows a tense, before the span first: English adverbials follow their verb."""
        tokens = reading.tokens
        passage = reading.passage_at(start)
        if passage is None:
            return Tense.UNKNOWN
        index = reading.token_from(start)
        if index < len(tokens) and tokens[index].start == start and _is_past_verb(tokens, index):
            return Tense.PAST
        for here in range(index - 1, -1, -1):
            if tokens[here].start < passage.start:
                break
            tense = _tense(tokens, here)
            if tense is not None:
                return tense
        for here in range(reading.token_from(end), len(tokens)):
            if tokens[here].start >= passage.end:
                break
            tense = _tense(tokens, here)
            if tense is not None:
                return tense
        return Tense.UNKNOWN


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(table("en/words")["stop"])


@cache
def _irregular() -> dict[str, str]:
    return {form: word for word, forms in table("en/words")["irregular"].items() for form in forms}


@cache
def lemma(word: str) -> str:  # noqa: PLR0911 - one case a line
    """Dictionary form of a lower-case word by its ending; irregular forms from `words.toml`."""
    known = _irregular().get(word)
    if known:
        return known
    if len(word) <= 3 or word.endswith(("ss", "us", "is", "news")):  # noqa: PLR2004
        return word
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s"):
        return word[:-1]
    for ending in ("ied", "ing", "ed"):
        if word.endswith(ending) and any(letter in _VOWELS for letter in word[: -len(ending)]):
            return _stem(word[: -len(ending)], ending)
    return word


def _stem(stem: str, ending: str) -> str:
    if ending == "ied":
        return stem + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":  # noqa: PLR2004
        return stem[:-1]
    # Stems that English does not end a word with had a silent e: "resum", "postpon", "agre"
    if (
        stem.endswith(
            (
                "at",
                "iv",
                "uc",
                "ng",
                "rg",
                "as",
                "ur",
                "ir",
                "um",
                "on",
                "ut",
                "rv",
                "ag",
                "s",
                "os",
                "iz",
                "us",
                "ov",
                "ps",
                "re",
                "ys",
                "is",
                "v",
                "c",
                "u",
                "ad",
                "os",
                "in",
                "id",
            )
        )
        and stem not in _irregular()
    ):
        return _silent(stem)
    return stem


def _silent(stem: str) -> str:
    return stem + "e" if stem + "e" in _silent_words() else stem


@cache
def _silent_words() -> frozenset[str]:
    return frozenset(table("en/words")["silent_e"])


def _is_past_verb(tokens: list[Token], index: int) -> bool:
    """Whether the word itself is a past form: "agreed", "met"; not "be launched", not "cut"."""
    token = tokens[index]
    word = token.surface.lower()
    before = tokens[index - 1].surface.lower() if index else ""
    past = word in _PAST or (word.endswith("ed") and len(word) > len("need"))
    return past and token.tag == "W" and token.lemma != word and before not in _NO_PAST


def _tense(tokens: list[Token], index: int) -> Tense | None:
    word = tokens[index].surface.lower()
    following = tokens[index + 1].surface.lower() if index + 1 < len(tokens) else ""
    if word in _FUTURE or (word, following) in _FUTURE_PAIRS:
        return Tense.FUTURE
    # "to visit" and "on Friday to discuss" show none; "visited" does
    ends = tokens[index].tag == "W" and word.endswith("ed") and len(word) > 4  # noqa: PLR2004
    if not ends and word not in _PAST and word not in _past_words():
        return None
    # "Will be held", "to have", "forecast to hit": the word before it tells
    return None if _before(tokens, index) in _TELLS else Tense.PAST


def _before(tokens: list[Token], index: int) -> str:
    """The word before, adverbs passed over ("will be formally launched")."""
    at = index - 1
    while at >= 0 and tokens[at].surface.endswith("ly"):
        at -= 1
    return tokens[at].surface.lower() if at >= 0 else ""


@cache
def _past_words() -> frozenset[str]:
    return frozenset(table("en/words")["past"])


LANGUAGE = English()
