"""Indirect speech: the clause that somebody named is said to have said, without quotation marks.

Where the verb comes last the clause stands between its subject and the particle that reports it; where it does
not, behind "said" and "that", before ", Ann Lee said", or beside "according to".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twosource.languages.protocol import Reading
from twosource.languages.speakers import Subject, Voices, locate_before, subject_behind
from twosource.records import Passage, QuoteMention

# Fewest characters of a clause
_SHORTEST = 4
_MARKS = '"“”「」'
_MARKS_LAST = re.compile('["”」]이?[라다]?$')
_STOPS = " .。!?！？,、"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndirectRule:
    """How a language reports without marks (`[indirect]` of `<language>/quotes.toml`)."""

    # the verb that reports; where verbs come last from the end of the clause on: group "end" closes the clause
    anchor: re.Pattern[str]
    # tag prefixes of which the last word of a clause has one; empty where `anchor` settles it
    ends: tuple[str, ...]
    # an adverbial that opens a clause and tells when, where or how it was said
    lead: re.Pattern[str]
    # right behind the verb: up to where the clause begins; group "told" where the verb says somebody something
    opens: re.Pattern[str]
    # behind the verb when the clause came before it: to the end of the sentence
    tail: re.Pattern[str]
    # the verb's words are no verb but "according to"
    source: re.Pattern[str]
    # before the subject when the clause came before it
    comma: re.Pattern[str]

    def places(self, reading: Reading) -> dict[int, list[re.Match[str]]]:
        """Passage index -> places where something may be reported."""
        found: dict[int, list[re.Match[str]]] = {}
        for match in self.anchor.finditer(reading.text):
            passage = reading.passage_at(match.start())
            if passage is not None and match.end() <= passage.end:
                found.setdefault(passage.index, []).append(match)
        return found


def read_indirect(
    voices: Voices, passage: Passage, anchors: list[re.Match[str]], rule: IndirectRule
) -> QuoteMention | None:
    """What a sentence reports, with its speaker; None where nobody certain speaks."""
    if voices.rule.topic:
        found = _before_particle(voices, passage, anchors[-1], rule)
    else:
        found = next(filter(None, (_beside_verb(voices, passage, anchor, rule) for anchor in anchors)), None)
    if found is None:
        return None
    speaker, start, end = found
    text = voices.reading.text
    while start < end and (text[start] in _STOPS or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _STOPS or text[end - 1].isspace()):
        end -= 1
    # Words between marks that were too few for a quotation of their own
    if start < end and (text[start] in _MARKS or _MARKS_LAST.search(text, start, end)):
        return None
    span = voices.reading.span(start, end)
    return QuoteMention(span=span, speaker=speaker, direct=False) if span and end - start >= _SHORTEST else None


def _before_particle(
    voices: Voices, passage: Passage, anchor: re.Match[str], rule: IndirectRule
) -> tuple[str, int, int] | None:
    end = anchor.end("end")
    reading = voices.reading
    if rule.ends and not reading.tokens[reading.token_from(end) - 1].tag.startswith(rule.ends):
        return None
    subjects = voices.subjects(passage.start, end)
    behind = voices.subjects(end, anchor.end())
    if behind:
        # "...다고 김 대표는 밝혔다": all before it is what was said
        named = [one for one in subjects if one.topic and one.name]
        if len(behind) > 1 or not behind[0].name or named:
            return None
        speaker, start = voices.key(behind[0].name), passage.start
    elif subjects:
        speaker, start = _first(voices, passage, subjects), subjects[0].end
    else:
        speaker = "" if voices.within(passage.start, end) else voices.carried(passage, person=False)
        start = passage.start
    if not speaker:
        return None
    while lead := rule.lead.match(reading.text, start, end):
        start = lead.end()
    return speaker, start, end


def _first(voices: Voices, passage: Passage, subjects: list[Subject]) -> str:
    """The sentence's first subject, where no later one can be the one who speaks."""
    first, rest = subjects[0], subjects[1:]
    if first.topic:
        if any(one.topic and voices.tells(first.end, one.start) for one in rest):
            return ""
    elif any(one.topic for one in rest) or (rest and voices.broken(first.end, rest[0].start)):
        return ""
    if first.pronoun:
        return voices.carried(passage, person=True)
    return voices.key(first.name) if first.name else ""


def _beside_verb(
    voices: Voices, passage: Passage, anchor: re.Match[str], rule: IndirectRule
) -> tuple[str, int, int] | None:
    text = voices.reading.text
    if rule.source.fullmatch(anchor.group()):
        return _by_source(voices, passage, anchor)
    inverted = text[: anchor.start()].endswith(", ") if anchor.start() > passage.start else False
    if inverted and (speaker := subject_behind(voices, anchor.end(), passage.end)):
        return speaker, passage.start, anchor.start()
    located = locate_before(voices, passage, anchor.start(), passage.start)
    if located is None:
        return None
    speaker, subject = located
    if rule.tail.fullmatch(text, anchor.end(), passage.end):
        comma = rule.comma.search(text, max(passage.start, subject - 80), subject)
        return (speaker, passage.start, comma.start()) if comma else None
    opens = rule.opens.match(text, anchor.start(), passage.end)
    return (speaker, opens.end(), passage.end) if opens else None


def _by_source(voices: Voices, passage: Passage, anchor: re.Match[str]) -> tuple[str, int, int] | None:
    text = voices.reading.text
    speaker = subject_behind(voices, anchor.end(), passage.end)
    if not speaker:
        return None
    if anchor.start() == passage.start:
        comma = text.find(", ", anchor.end(), passage.end)
        return (speaker, comma + 1, passage.end) if comma > 0 else None
    return speaker, passage.start, anchor.start()


def indirect_rule(data: Mapping[str, Any]) -> IndirectRule:
    """The compiled `[indirect]` table; patterns that a language has no use for match nothing."""
    patterns = ("lead", "opens", "tail", "source", "comma")
    return IndirectRule(
        anchor=re.compile(data["anchor"]),
        ends=tuple(data.get("ends", ())),
        **{part: re.compile(data.get(part, "(?!)")) for part in patterns},
    )
