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
Fits = Callable[[Reading, int, int, str], bool]
# Characters before a cue in which a word about an earlier happening counts
_NEAR = 30
_PATTERNS = ("joined", "agreed", "coming", "earlier", "followed", "quoted")
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
# Occasions on which something is agreed; they took place where the agreed things are to come
_OCCASIONS = frozenset({"meet", "visit", "agree", "sign", "announce"})
# Told of in titles only once it is done
_DONE = frozenset({"agree", "announce", "postpone", "cancel", "resign", "elect", "win", "rule", "sue", "arrest"})
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
    # right behind a verb that goes on past its comma: the end of the sentence tells its state
    joined: re.Pattern[str]
    # anywhere behind it in the sentence: all that the sentence lists was agreed on
    agreed: re.Pattern[str]
    # in a title: what it names without a verb is still to come
    coming: re.Pattern[str]
    # before and behind a cue: another, earlier happening ("a recent summit")
    earlier: re.Pattern[str]
    followed: re.Pattern[str]
    # verbatim words: what a speaker talks of is not what is reported
    quoted: re.Pattern[str]


def read_cues(reading: Reading, rule: CueRule, tense_of: Tenses, fits: Fits | None = None) -> list[CueMention]:
    """Cues in order, each at most once a sentence; `fits` rules out words that mean something else here."""
    quoted = [match.span() for match in rule.quoted.finditer(reading.text)]
    places: dict[tuple[int, str], tuple[int, int, Passage]] = {}
    for start, end, cue in _places(reading, rule):
        passage = reading.passage_at(start)
        if passage is None or end > passage.end or rule.unless.match(reading.text, end):
            continue
        if any(first < start < last for first, last in quoted) or (fits and not fits(reading, start, end, cue)):
            continue
        if _is_background(reading.text, start, end, passage, rule):
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


def _is_background(text: str, start: int, end: int, passage: Passage, rule: CueRule) -> bool:
    earlier = rule.earlier.search(text, max(passage.start, start - _NEAR), start)
    return bool(earlier or rule.followed.match(text, end, passage.end))


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
    goes_on = rule.joined.match(text, end, passage.end)
    limit = min(passage.end, end + rule.behind)
    if stop := rule.clause.search(text, goes_on.end() if goes_on else end, limit):
        limit = stop.end()
    # "손을 잡기로 했다": the agreement itself is made
    opens = end if rule.before or cue == "agree" else start
    told = rule.states.search(text, opens, limit)
    # "会談し、再開することで合意した": they met, and agreed on what is to come
    if told and goes_on and cue in _OCCASIONS and rule.agreed.match(text, told.start()):
        told = None
    state = CueState(told.lastgroup) if told and told.lastgroup else None
    opens = max(passage.start, start - rule.before)
    for stop in rule.clause.finditer(text, opens, start):
        opens = stop.end()
    earlier = list(rule.states_before.finditer(text, opens, start))
    if state is None and earlier and earlier[-1].lastgroup:
        state = CueState(earlier[-1].lastgroup)
    if state is None and cue not in _OCCASIONS and rule.agreed.search(text, end, passage.end):
        state = CueState.PLANNED
    if cue in _ACCIDENTS and state is not CueState.DENIED:
        return CueState.HAPPENED
    if state is not None and state is not _CHANGES.get(cue):
        return state
    tense = tense_of(reading, start, end)
    if passage.index == 0 and tense is Tense.UNKNOWN and cue not in _DONE:
        return CueState.PLANNED if rule.coming.search(text, passage.start, passage.end) else CueState.HAPPENED
    return _STATES[tense]


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
        **{part: re.compile(data[part], flags) for part in _PATTERNS},
    )
