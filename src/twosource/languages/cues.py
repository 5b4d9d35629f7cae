"""Event cues: words that tell what happened, by lemma or phrase, and whether it is planned, over or off.

The lexicon is `<language>/cues.toml`; the ids are those of `concepts.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from twosource.languages.protocol import Reading
from twosource.languages.tables import any_of, longest_first, table
from twosource.records import CueMention, CueState, Passage, Tense

Tenses = Callable[[Reading, int, int], Tense]
Fits = Callable[[Reading, int, int, str], bool]
# Characters before a cue in which a word about an earlier happening counts
_NEAR = 30
_UNREAL = "unreal"
_PATTERNS = ("negated", "negated_before", "wish", "joined", "agreed", "coming", "earlier", "followed", "quoted")
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
# What befalls people: told where it happened or is denied, never as a plan
_FATES = frozenset({"die", "breach", "record"})
# Occasions on which something is agreed; they took place where the agreed things are to come
_OCCASIONS = frozenset({"meet", "visit", "agree", "sign", "announce"})
# Told of in titles only once it is done
_DONE = frozenset({"agree", "announce", "postpone", "cancel", "resign", "elect", "win", "rule", "sue", "arrest"})
# These words are the change of state itself, and it happened
_CHANGES = {"postpone": CueState.POSTPONED, "cancel": CueState.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule:
    """A language's lexicon, compiled."""

    lemmas: Mapping[str, str]
    # forms of these lemmas that mean something else ("fired")
    never: frozenset[str]
    phrases: re.Pattern[str] | None
    phrase_cues: Mapping[str, str]
    # where words are spaced: the phrases by their first word, instead of `phrases`
    openers: Mapping[str, re.Pattern[str]]
    # words that set a state, one named group per state and "unreal": behind a cue, and before it
    states: re.Pattern[str]
    states_before: re.Pattern[str]
    # characters before and behind a cue in which such a word counts
    before: int
    behind: int
    # where the clause ends: no state word beyond it counts
    clause: re.Pattern[str]
    # behind a cue: it names something else ("화재보험")
    unless: re.Pattern[str]
    # right behind and right before a cue: it was not done, or is only possible or asked for
    negated: re.Pattern[str]
    negated_before: re.Pattern[str]
    # right before a verb: somebody is to do it ("to resign")
    wish: re.Pattern[str]
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
    found: dict[tuple[int, str], CueMention] = {}
    for start, end, cue in _places(reading, rule):
        passage = reading.passage_at(start)
        if (
            passage is None
            or end > passage.end
            or (passage.index, cue) in found
            or rule.unless.match(reading.text, end)
        ):
            continue
        if any(first < start < last for first, last in quoted) or (fits and not fits(reading, start, end, cue)):
            continue
        if _is_background(reading.text, start, end, passage, rule):
            continue
        state = _state(reading, (start, end, cue), passage, rule, tense_of)
        span = reading.span(start, end)
        if state is not None and span is not None:
            found[passage.index, cue] = CueMention(span=span, cue=cue, state=state)
    return sorted(found.values(), key=lambda mention: (mention.span.start, mention.cue))


def _is_off(text: str, start: int, end: int, passage: Passage, rule: CueRule) -> bool:
    """Whether words right beside a cue say that it was not done or is merely feared or asked for.

    Such a cue is left out: that somebody did not do it is no denial, and a brief would tell it as one.
    """
    before = rule.negated_before.search(text, max(passage.start, start - _NEAR), start)
    return bool(before or rule.negated.match(text, end, passage.end))


def _is_background(text: str, start: int, end: int, passage: Passage, rule: CueRule) -> bool:
    earlier = rule.earlier.search(text, max(passage.start, start - _NEAR), start)
    return bool(earlier or rule.followed.match(text, end, passage.end))


def _places(reading: Reading, rule: CueRule) -> list[tuple[int, int, str]]:
    lemmas, openers = rule.lemmas, rule.openers
    places: list[tuple[int, int, str]] = []
    for token in reading.tokens:
        if token.lemma in lemmas and token.surface not in rule.never:
            places.append((token.start, token.end, lemmas[token.lemma]))
        pattern = openers.get(token.surface.lower()) if openers else None
        if pattern and (match := pattern.match(reading.text, token.start)):
            places.append((match.start(), match.end(), rule.phrase_cues[match.group().lower()]))
    if rule.phrases is not None:
        matches = rule.phrases.finditer(reading.text)
        places.extend((m.start(), m.end(), rule.phrase_cues[m.group()]) for m in matches)
    return sorted(places)


def _state(
    reading: Reading, place: tuple[int, int, str], passage: Passage, rule: CueRule, tense_of: Tenses
) -> CueState | None:
    """The state of a cue; None where it tells of no deed and no plan: not done, only possible, only asked for."""
    start, end, cue = place
    text = reading.text
    if _is_off(text, start, end, passage, rule):
        return None
    told = _told_behind(text, place, passage, rule) or _told_before(text, place, passage, rule)
    if told == _UNREAL or (cue in _FATES and told not in ("", CueState.DENIED)):
        return None
    if not told and cue not in _OCCASIONS and rule.agreed.search(text, end, passage.end):
        told = CueState.PLANNED
    if cue in _ACCIDENTS and told != CueState.DENIED:
        return CueState.HAPPENED
    if told and told != _CHANGES.get(cue):
        return CueState(told)
    coming = rule.coming.search(text, passage.start, passage.end)
    state = _by_tense(tense_of(reading, start, end), passage, cue, coming)
    return None if cue in _FATES and state is CueState.PLANNED else state


def _by_tense(tense: Tense, passage: Passage, cue: str, coming: re.Match[str] | None) -> CueState:
    if passage.index == 0 and tense is Tense.UNKNOWN and cue not in _DONE:
        return CueState.PLANNED if coming else CueState.HAPPENED
    return _STATES[tense]


def _told_behind(text: str, place: tuple[int, int, str], passage: Passage, rule: CueRule) -> str:
    """The state that the words behind a cue set, "unreal", or ""."""
    start, end, cue = place
    goes_on = rule.joined.match(text, end, passage.end)
    limit = min(passage.end, end + rule.behind)
    if stop := rule.clause.search(text, goes_on.end() if goes_on else end, limit):
        limit = stop.end()
    # "손을 잡기로 했다": the agreement itself is made
    opens = end if rule.before or cue == "agree" else start
    for told in rule.states.finditer(text, opens, limit):
        # What occasions and accidents bring about may be open, they themselves are not
        if told.lastgroup == _UNREAL and (cue in _OCCASIONS or cue in _ACCIDENTS):
            continue
        # "会談し、再開することで合意した": they met, and agreed on what is to come
        if goes_on and cue in _OCCASIONS and rule.agreed.match(text, told.start()):
            return ""
        return told.lastgroup or ""
    return ""


def _told_before(text: str, place: tuple[int, int, str], passage: Passage, rule: CueRule) -> str:
    """The state that the words before a cue set, "unreal", or ""."""
    start, _, cue = place
    opens = max(passage.start, start - rule.before)
    for stop in rule.clause.finditer(text, opens, start):
        opens = stop.end()
    earlier = list(rule.states_before.finditer(text, opens, start))
    if earlier and not (earlier[-1].lastgroup == _UNREAL and cue in _ACCIDENTS):
        return earlier[-1].lastgroup or ""
    if cue not in _ACCIDENTS and rule.wish.search(text, max(passage.start, start - _NEAR), start):
        # "called on him to resign" tells no resignation; in a title "to visit" is a plan
        return _UNREAL if passage.index else CueState.PLANNED
    return ""


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
    latin = data["latin"]
    edge, flags = (r"\b", re.IGNORECASE) if latin else ("", 0)
    behind, before = (
        "|".join(f"(?P<{state}>{edge}(?:{'|'.join(words)}){edge})" for state, words in _states(data, part).items())
        for part in ("state", "state_before")
    )
    return CueRule(
        lemmas=lemmas,
        never=frozenset(data["never"]),
        phrases=re.compile(any_of(phrases)) if phrases and not latin else None,
        phrase_cues=phrases,
        openers=_openers(longest_first(phrases)) if latin else {},
        states=re.compile(behind, flags),
        states_before=re.compile(before or "(?!)", flags),
        before=data["before"],
        behind=data["behind"],
        clause=re.compile(data["clause"]),
        unless=re.compile(data["unless"]),
        **{part: re.compile(data[part], flags) for part in _PATTERNS},
    )


def _openers(phrases: list[str]) -> dict[str, re.Pattern[str]]:
    """First word -> the phrases that begin with it, longest first."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.partition(" ")[0], []).append(re.escape(phrase))
    return {word: re.compile(rf"(?:{'|'.join(of)})\b", re.IGNORECASE) for word, of in found.items()}


def _states(data: Mapping[str, Any], part: str) -> dict[str, list[str]]:
    """State -> words; what is only possible or wanted is no state, and looked for first."""
    unreal = data["unreal" if part == "state" else "unreal_before"]
    return {**({_UNREAL: unreal} if unreal else {}), **data.get(part, {})}
