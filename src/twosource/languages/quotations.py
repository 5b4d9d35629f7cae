"""Quotes: what stands between quotation marks and who is said to have said it.

A single word in quotation marks is distance or a title, not a quote; in Japanese 「」 also sets off
terms, so there a reporting particle must follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from twosource.languages.protocol import Reading
from twosource.languages.sentences import quoted_regions
from twosource.languages.tables import table
from twosource.records import NameKind, NameMention, Passage, QuoteMention

_SPEAKERS = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.OFFICE)
_REACH = 90
# A sentence that opens with the quote has no subject of its own before it
_AT_ONCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRule:
    """How a language reports speech (`<language>/quotes.toml`)."""

    # matched just behind the closing mark: speech is being reported
    reported: re.Pattern[str]
    # a reporting verb, searched near the quote
    verb: re.Pattern[str]
    # behind a name that is the speaker (topic or subject particle); empty where verbs decide
    subject: re.Pattern[str]
    # whether speech needs `reported` behind it
    strict: bool
    # fewest characters and words
    characters: int
    words: int
    # the speaker may stand behind the quote ("...," Koizumi said)
    behind: bool


def read_quotes(reading: Reading, names: list[NameMention], rule: QuoteRule) -> list[QuoteMention]:
    """All quotes in order."""
    text = reading.text
    found: list[QuoteMention] = []
    speakers = [name for name in names if name.value.kind in _SPEAKERS]
    for start, end in quoted_regions(text, 0, len(text)):
        inner = text[start + 1 : end - 1]
        lead = len(inner) - len(inner.lstrip())
        content = inner.strip().rstrip(",，")
        span = reading.span(start + 1 + lead, start + 1 + lead + len(content))
        if span is None or len(content) < rule.characters or len(content.split()) < rule.words:
            continue
        passage = reading.passage_at(start)
        if passage is None or (rule.strict and passage.index and not rule.reported.match(text, end)):
            continue
        speaker = _speaker(reading, passage, (start, end), speakers, rule)
        if not speaker and len(content.split()) <= rule.words and not rule.reported.match(text, end):
            continue
        found.append(QuoteMention(span=span, speaker=speaker))
    return found


def _speaker(
    reading: Reading, passage: Passage, quote: tuple[int, int], names: list[NameMention], rule: QuoteRule
) -> str:
    text = reading.text
    start, end = quote
    before = [name for name in names if passage.start <= name.span.start and name.span.end <= start]
    after = [name for name in names if end <= name.span.start and name.span.end <= min(passage.end, end + _REACH)]
    if rule.behind:
        for name in after:
            between = text[end : name.span.start]
            rest = text[name.span.end : min(passage.end, name.span.end + _REACH)]
            verb = rule.verb.search(rest)
            if rule.verb.search(between) or (
                verb and '"' not in rest[: verb.start()] and "“" not in rest[: verb.start()]
            ):
                return _with_person(name, names)
        for name in reversed(before):
            if rule.verb.search(text, name.span.end, start):
                return _with_person(name, names)
        return ""
    told = rule.reported.match(text, end) or rule.verb.search(text, end, min(passage.end, end + _REACH))
    if not told:
        return ""
    subjects = [name for name in before if rule.subject.match(text, name.span.end)]
    chosen = next((n for n in reversed(subjects) if n.value.kind is NameKind.PERSON), None) or (
        subjects[-1] if subjects else None
    )
    if chosen is None:
        chosen = next((name for name in after if rule.subject.match(text, name.span.end)), None)
    if chosen is None and not before and start - passage.start <= _AT_ONCE:
        chosen = _carried(reading, passage, names, rule)
    return _with_person(chosen, names) if chosen else ""


def _carried(reading: Reading, passage: Passage, names: list[NameMention], rule: QuoteRule) -> NameMention | None:
    """The subject of the sentence before, where this one names nobody at all."""
    if passage.index < 2:  # noqa: PLR2004
        return None
    previous = reading.passages[passage.index - 1]
    inside = [n for n in names if n.span.passage == previous.index and n.value.kind is NameKind.PERSON]
    subjects = [name for name in inside if rule.subject.match(reading.text, name.span.end)]
    return subjects[-1] if subjects else None


def _with_person(chosen: NameMention, names: list[NameMention]) -> str:
    """The person rather than the office that stands beside the name."""
    if chosen.value.kind is NameKind.OFFICE:
        for name in names:
            gap = max(chosen.span.start - name.span.end, name.span.start - chosen.span.end)
            if name.value.kind is NameKind.PERSON and 0 <= gap <= 4:  # noqa: PLR2004
                return name.value.key
    return chosen.value.key


@cache
def quote_rule(code: str) -> QuoteRule:
    """The compiled table of a language."""
    data = table(f"{code}/quotes")
    return QuoteRule(
        reported=re.compile(data["reported"]),
        verb=re.compile(data["verb"]),
        subject=re.compile(data["subject"]),
        strict=data["strict"],
        characters=data["characters"],
        words=data["words"],
        behind=data["behind"],
    )
