"""What two reports are compared by: words within a language; meanings, names, days and figures across languages.

A feature is a number of 32 bits: its kind in the upper four, a hash of its content below. So a report is a few
hundred bytes, which the window holds and the store keeps.
"""

from __future__ import annotations

import math
import re
import struct
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date
from enum import IntEnum
from functools import lru_cache
from zlib import crc32
from zoneinfo import ZoneInfo

from twosource.group.member import Member
from twosource.languages.lexicon import topics
from twosource.languages.phonetic import soundings
from twosource.records import UNDATED, Annotation, NameKind, NameMention, Stamp
from twosource.text.dateline import dateline_end
from twosource.text.times import begin_of


class Kind(IntEnum):
    """What a feature is; all but WORD are the same in every language."""

    WORD = 0
    # a meaning of the news lexicon
    TOPIC = 1
    PERSON = 2
    BODY = 3
    PLACE = 4
    COUNTRY = 5
    OFFICE = 6
    DAY = 7
    FIGURE = 8
    CUE = 9
    # how a name or loanword sounds, vowels left out
    SOUND = 10
    # a day beside that of publication: every report of the hour has it
    TODAY = 11


KINDS = len(Kind)
KIND_SHIFT = 28
_HASH_MASK = (1 << KIND_SHIFT) - 1

# Weights are kept in sixteenths, in one byte
_SIXTEENTHS = 16.0
# Features of a report that are kept: all of a headline, the head and the repeated words of a long report
MOST_WORDS = 80
MOST_OTHERS = 64
# Passages at the head of a report that tell its event; later ones tell its background
HEAD_PASSAGES = 4
_BACKGROUND = 0.4
_TITLE_BOOST = 1.5

_NAME_KINDS = {
    NameKind.PERSON: Kind.PERSON,
    NameKind.ORGANISATION: Kind.BODY,
    NameKind.PLACE: Kind.PLACE,
    NameKind.COUNTRY: Kind.COUNTRY,
    NameKind.ALLIANCE: Kind.COUNTRY,
    NameKind.OFFICE: Kind.OFFICE,
}
_KATAKANA = re.compile(r"[ァ-ヶー]{3,}$")
_HANGUL = re.compile(r"[가-힣]{3,}$")
# A capital that no full stop explains
_CAPITALISED = re.compile(r"(?<=[a-z,;:] )[A-Z][a-zA-Z’-]{2,}")
_VOWELS = str.maketrans("m", "n", "aeiouyAEIOUYw")
# A skeleton of fewer consonants is anybody's
_FEWEST_SOUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One report as grouping sees it."""

    report_id: str
    # primary subtag
    language: str
    # publication in seconds since 1970; None where unknown
    at: float | None
    # number of content words
    length: int
    # heaviest first
    ids: array[int]
    # sixteenths, beside `ids`
    weights: bytes
    # one signed byte a dimension, or empty
    vector: bytes = b""

    def pack(self) -> bytes:
        """As the store keeps it, without the vector, which stands beside it; `unpack` gives the same record back."""
        head = struct.pack("<dIHH", math.nan if self.at is None else self.at, self.length, len(self.ids), 0)
        code = self.language.encode("ascii", "replace")[:8].ljust(8)
        return head + code + _little(self.ids).tobytes() + self.weights

    @staticmethod
    def unpack(report_id: str, data: bytes, vector: bytes = b"") -> Features:
        """The record that `pack` made bytes of; struct.error or ValueError for other bytes."""
        at, length, count, _ = struct.unpack_from("<dIHH", data)
        start = struct.calcsize("<dIHH")
        ids = array("I", data[start + 8 : start + 8 + 4 * count])
        weights = start + 8 + 4 * count
        return Features(
            report_id=report_id,
            # One string for all reports of a language
            language=sys.intern(data[start : start + 8].decode("ascii").strip()),
            at=None if math.isnan(at) else at,
            length=length,
            ids=_little(ids),
            weights=data[weights : weights + count],
            vector=vector,
        )

    def items(self) -> Iterator[tuple[int, float]]:
        """Features with their weights."""
        return ((key, weight / _SIXTEENTHS) for key, weight in zip(self.ids, self.weights, strict=True))


def _little(ids: array[int]) -> array[int]:
    """The same numbers in the byte order of the store, whatever this machine's."""
    if sys.byteorder == "big":
        ids = ids[:]
        ids.byteswap()
    return ids


def feature_id(kind: Kind, content: str) -> int:
    """The number of a feature; two contents share one in 2**28 cases."""
    return kind << KIND_SHIFT | crc32(content.encode("utf-8", "surrogatepass")) & _HASH_MASK


def day_id(day: date, published: date | None = None) -> int:
    """A DAY or TODAY feature holds the day itself, so that neighbours can be told."""
    ordinal = day.toordinal()
    near = published is not None and abs(ordinal - published.toordinal()) <= 1
    return (Kind.TODAY if near else Kind.DAY) << KIND_SHIFT | ordinal


def read_features(member: Member) -> Features:
    """Features of an annotated report."""
    report, note = member.report, member.annotation
    language = note.language.partition("-")[0]
    title_terms = _title_terms(member)
    words = _words(note, language, title_terms)
    others: dict[int, float] = {}
    for key, weight in _others(member, language, title_terms):
        others[key] = max(weight, others.get(key, 0.0))
    kept = sorted(_heaviest(words, MOST_WORDS) + _heaviest(others, MOST_OTHERS), key=lambda item: (-item[1], item[0]))
    at = report.published.at if report.published else None
    return Features(
        report_id=report.id,
        language=language,
        at=None if at is None or at == UNDATED else at.astimezone(UTC).timestamp(),
        length=len(note.terms),
        ids=array("I", (key for key, _ in kept)),
        weights=bytes(min(255, round(weight * _SIXTEENTHS)) for _, weight in kept),
        vector=member.vector,
    )


def _heaviest(features: dict[int, float], most: int) -> list[tuple[int, float]]:
    """The sort is stable: of equal weights the one that was read first stays."""
    return sorted(features.items(), key=lambda item: -item[1])[:most]


def _title_terms(member: Member) -> int:
    """How many of the terms stand in the title: the terms are in order, and a title has about a term a word."""
    if not member.report.body:
        return len(member.annotation.terms)
    share = len(member.report.title) / max(1, len(member.report.text))
    return max(1, round(share * len(member.annotation.terms))) if member.annotation.terms else 0


def _words(note: Annotation, language: str, title_terms: int) -> dict[int, float]:
    counts = Counter(note.terms)
    title = set(note.terms[:title_terms])
    return {
        feature_id(Kind.WORD, f"{language}:{term}"): (1.0 + math.log(count)) * (_TITLE_BOOST if term in title else 1.0)
        for term, count in counts.items()
    }


def _others(member: Member, language: str, title_terms: int) -> Iterator[tuple[int, float]]:
    note = member.annotation
    head = len(note.terms) // 2 + title_terms
    for meaning in topics(note.terms[:title_terms], language):
        yield feature_id(Kind.TOPIC, meaning), _TITLE_BOOST
    for place, meaning in enumerate(topics(note.terms, language)):
        yield feature_id(Kind.TOPIC, meaning), 1.0 if place < head else _BACKGROUND
    for name in note.names:
        yield from _name(member, name)
    yield from _told(note, member.report.published)
    for word in _spoken(member, language):
        for skeleton in _skeletons(word, language):
            yield feature_id(Kind.SOUND, skeleton), 1.0


def _told(note: Annotation, published: Stamp | None) -> Iterator[tuple[int, float]]:
    """What happened, how many, and when."""
    for cue in note.cues:
        yield feature_id(Kind.CUE, cue.cue), _standing(cue.span.passage)
    for quantity in note.quantities:
        value = quantity.value
        if value.low == value.high and value.unit != "ordinal":
            yield feature_id(Kind.FIGURE, f"{value.low:g}:{value.unit}"), _standing(quantity.span.passage)
    for when in note.dates:
        if when.value.names_day:
            today = published.at.astimezone(ZoneInfo(when.value.zone)).date() if published else None
            yield day_id(begin_of(when.value), today), _standing(when.span.passage)


def _name(member: Member, name: NameMention) -> Iterator[tuple[int, float]]:
    passage = member.annotation.passages[name.span.passage]
    if name.value.anonymous or name.span.start < dateline_end(member.report.text, passage.start, passage.end):
        return
    yield feature_id(_NAME_KINDS[name.value.kind], name.value.key), _standing(name.span.passage)


def _standing(passage: int) -> float:
    return 1.0 if passage < HEAD_PASSAGES else _BACKGROUND


def _spoken(member: Member, language: str) -> Iterable[str]:
    """Words that other scripts would write as they sound: katakana, names in Latin letters, longer words in Hangul."""
    if language == "ja":
        return dict.fromkeys(term for term in member.annotation.terms if _KATAKANA.match(term))
    if language == "ko":
        return dict.fromkeys(term for term in member.annotation.terms if _HANGUL.match(term))
    return dict.fromkeys(_CAPITALISED.findall(member.report.text))


@lru_cache(maxsize=65_536)
def _skeletons(word: str, language: str) -> tuple[str, ...]:
    for sounding in soundings(word, language)[:1]:
        skeleton = "".join(sounding.parts).translate(_VOWELS)
        if len(skeleton) >= _FEWEST_SOUNDS:
            return (skeleton,)
    return ()


def days_of(ids: Iterable[int]) -> list[int]:
    """Ordinals of the days among features."""
    return [key & _HASH_MASK for key in ids if key >> KIND_SHIFT in (Kind.DAY, Kind.TODAY)]
