"""Event cues: words that tell what happened, by lemma or phrase, and whether it is planned, over or off.

The lexicon is `<language>/cues.toml`; the ids are those of `concepts.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from twosource.languages.protocol import Reading
from twosource.languages.tables import table
from twosource.records import CueMention, CueState, Passage, Tense

Tenses = Callable[[Reading, int, int], Tense]
_STATES = {
    Tense.PAST: CueState.HAPPENED,
    Tense.FUTURE: CueState.PLANNED,
    # Headlines show no tense and mostly tell what was
    Tense.UNKNOWN: CueState.HAPPENED,
}
# What nobody plans: a word about plans near it is about something else
_ACCIDENTS = frozenset(
    {"fire", "quake", "flood", "storm", "landslide", "explosion", "collide", "capsize", "derail", "crash", "outbreak", "outage"}
)  # fmt: skip
# These words are the change of state itself, and it happened
_CHANGES = {"postpone": CueState.POSTPONED, "cancel": CueState.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule:
    """A language's lexicon, compiled."""

    lemmas: Mapping[str, str]
    phrases: re.Pattern[str] | None
    phrase_cues: Mapping[str, str]
    # words that set a state, one named group per state: behind a cue, and before it
    states: re.Pattern[str]
    states_before: re.Pattern[str]
    # characters before and behind a cue in which such a word counts
    before: int
    behind: int
    # where the clause ends: no state word beyond it counts
    clause: re.Pattern[str]
    # behind a cue: it names something else ("화재보험")
    unless: re.Pattern[str]


def read_cues(reading: Reading, rule: CueRule, tense_of: Tenses) -> list[CueMention]:
    """Cues in order, each at most once a sentence."""
    places: dict[tuple[int, str], tuple[int, int, Passage]] = {}
    for start, end, cue in _places(reading, rule):
        passage = reading.passage_at(start)
        if passage is None or end > passage.end or rule.unless.match(reading.text, end):
            continue
        places.setdefault((passage.index, cue), (start, end, passage))
    found = []
    for (_, cue), (start, end, passage) in sorted(places.items(), key=lambda item: (item[1][0], item[0][1])):
        span = reading.span(start, end)
        if span is not None:
            found.append(
                CueMention(span=span, cue=cue, state=_state(reading, (start, end, cue), passage, rule, tense_of))
            )
    return found


def _places(reading: Reading, rule: CueRule) -> list[tuple[int, int, str]]:
    lemmas = rule.lemmas
    places = [(t.start, t.end, lemmas[t.lemma]) for t in reading.tokens if t.lemma in lemmas]
    if rule.phrases is not None:
        matches = rule.phrases.finditer(reading.text)
        places.extend((m.start(), m.end(), rule.phrase_cues[m.group().lower()]) for m in matches)
    return sorted(places)


def _state(
    reading: Reading, place: tuple[int, int, str], passage: Passage, rule: CueRule, tense_of: Tenses
) -> CueState:
    start, end, cue = place
    text = reading.text
    limit = min(passage.end, end + rule.behind)
    if stop := rule.clause.search(text, end, limit):
        limit = stop.end()
    told = rule.states.search(text, end if rule.before else start, limit)
    state = CueState(told.lastgroup) if told and told.lastgroup else None
    earlier = list(rule.states_before.finditer(text, max(passage.start, start - rule.before), start))
    if state is None and earlier and earlier[-1].lastgroup:
        state = CueState(earlier[-1].lastgroup)
    if cue in _ACCIDENTS and state is not CueState.DENIED:
        return CueState.HAPPENED
    if state is not None and state is not _CHANGES.get(cue):
        return state
    return _STATES[tense_of(reading, start, end)]


@cache
def cue_rule(code: str) -> CueRule:
    """The compiled lexicon of a language."""
    data = table(f"{code}/cues")
    lemmas: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for cue, words in data["cue"].items():
        for word in words.get("lemmas", ()):
            lemmas.setdefault(word, cue)
        for word in words.get("phrases", ()):
            phrases.setdefault(word.lower(), cue)
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    latin = data["latin"]
    edge, flags = (r"\b", re.IGNORECASE) if latin else ("", 0)
    behind, before = (
        "|".join(f"(?P<{state}>{edge}(?:{'|'.join(words)}){edge})" for state, words in data.get(part, {}).items())
        for part in ("state", "state_before")
    )
    return CueRule(
        lemmas=lemmas,
        phrases=re.compile(f"{edge}(?:{'|'.join(map(re.escape, ordered))}){edge}", flags) if ordered else None,
        phrase_cues=phrases,
        states=re.compile(behind, flags),
        states_before=re.compile(before or "(?!)", flags),
        before=data["before"],
        behind=data["behind"],
        clause=re.compile(data["clause"]),
        unless=re.compile(data["unless"]),
    )
