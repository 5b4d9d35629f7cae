"""Who speaks: the subject of the clause around reported words, by its particle or by its place beside a verb.

A wrong speaker is worse than none. Wherever a second reading is likely (two who could be the subject, somebody
unnamed between the name and the words, a name that only belongs to the speaker), nobody is found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twosource.languages.protocol import Reading, Token
from twosource.records import NameKind, NameMention, Passage

SPEAKERS = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.OFFICE)
# Characters behind the words in which the verb that reports them is looked for
REACH = 90
# Names looked at before a particle or verb, and characters between
_TRIED = 4
_GAP = 40
# Characters before the words in which their subject is looked for
_BACK = 500
_PATTERNS = (
    "title", "body", "pair", "pronoun", "twice", "adjacent", "inverted", "object", "oblique", "closed", "owned",
    "indefinite",
)  # fmt: skip
# From an office to the person who holds it
_BESIDE = frozenset({"", " ", "・", "(", "（"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRule:
    """How a language marks who speaks (the keys of `<language>/quotes.toml` with these names).

    Languages whose verb comes last use the particles, the others the patterns from `adjacent` on.
    """

    # a reporting verb
    verb: re.Pattern[str]
    # "surface/tag prefix" of particles: of a topic, of a subject, and of what is a topic only behind a name
    topic: frozenset[str]
    subject: frozenset[str]
    also: frozenset[str]
    # surfaces of them all
    surfaces: frozenset[str]
    # what ends just before the particle: a title or nothing behind a person, what may stand behind a body
    title: re.Pattern[str]
    body: re.Pattern[str]
    # between two names: they speak together
    pair: re.Pattern[str]
    # tag prefixes: words that one noun phrase is made of; a verb before a noun; particles
    nominal: tuple[str, ...]
    relative: tuple[str, ...]
    particles: tuple[str, ...]
    predicates: tuple[str, ...]
    # "surface/tag prefix" of endings behind which the subject changes
    breaks: frozenset[str]
    # who is meant was named before: ends just before the particle or verb
    pronoun: re.Pattern[str]
    # right behind the words: they are reported, whatever the verb
    told: re.Pattern[str]
    # from a closing mark to the next opening one: the same speaker goes on
    joined: re.Pattern[str]
    # behind the reported words: what is reported is that somebody reported them
    twice: re.Pattern[str]
    # from a name to its verb; from the verb to a name behind it; before a name that is not the subject
    adjacent: re.Pattern[str]
    inverted: re.Pattern[str]
    # from the verb to a name that is told something
    object: re.Pattern[str]
    oblique: re.Pattern[str]
    # behind a name that ends the phrase, and behind one that only belongs to the speaker
    closed: re.Pattern[str]
    owned: re.Pattern[str]
    # before an office: any holder of it
    indefinite: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic or subject particle at `[start, end)`; `name` is what it marks, None where that has no name."""

    start: int
    end: int
    topic: bool
    name: NameMention | None
    pronoun: bool = False


class Voices:
    """The names of a report that can speak, and who spoke in which sentence so far."""

    __slots__ = ("_starts", "names", "reading", "regions", "rule", "said")

    def __init__(
        self, reading: Reading, names: list[NameMention], rule: SpeakerRule, regions: list[tuple[int, int]]
    ) -> None:
        """`regions` from opening to closing quotation mark: names within them speak outside of none."""
        self.reading = reading
        self.rule = rule
        self.names = [name for name in names if name.value.kind in SPEAKERS]
        self.regions = regions
        # passage index -> key; "" where several spoke
        self.said: dict[int, str] = {}
        self._starts = [start for start, _ in regions]

    def note(self, passage: int, speaker: str) -> None:
        """Remember who spoke in a sentence."""
        if speaker:
            self.said[passage] = speaker if self.said.get(passage, speaker) == speaker else ""

    def next_region(self, position: int, end: int) -> int:
        """Where the next quotation from `position` on begins, or `end`."""
        index = bisect_left(self._starts, position)
        return min(self._starts[index], end) if index < len(self._starts) else end

    def last_region(self, position: int, start: int) -> int:
        """Where the last quotation before `position` ends, or `start`."""
        index = bisect_left(self._starts, position) - 1
        return max(self.regions[index][1], start) if index >= 0 else start

    def quoted(self, position: int) -> bool:
        """Whether `position` stands between quotation marks."""
        index = bisect_left(self._starts, position + 1) - 1
        return index >= 0 and position < self.regions[index][1]

    def within(self, start: int, end: int, *, inside: bool = False) -> list[NameMention]:
        """Names in `text[start:end]`, those in quotations only where `inside`."""
        first = bisect_left(self.names, start, key=lambda name: name.span.start)
        found = []
        for name in self.names[first:]:
            if name.span.start >= end:
                break
            if name.span.end <= end and (inside or not self.quoted(name.span.start)):
                found.append(name)
        return found

    def subjects(self, start: int, end: int, *, inside: bool = False) -> list[Subject]:
        """Particles that mark a topic or subject in `text[start:end]`, in order."""
        tokens, rule = self.reading.tokens, self.rule
        found: list[Subject] = []
        for index in range(self.reading.token_from(start), self.reading.token_from(end)):
            token = tokens[index]
            kind = rule_kind(token, rule)
            if not kind or token.end > end or (not inside and self.quoted(token.start)) or self._in_name(token.start):
                continue
            before = tokens[index - 1] if index and tokens[index - 1].start >= start else None
            if before is None or (before.tag.startswith(rule.particles) and not rule_kind(before, rule)):
                continue
            base = before.start if rule_kind(before, rule) else token.start
            name = self._marked(base, start, inside=inside)
            pronoun = name is None and bool(rule.pronoun.search(self.reading.text, max(start, base - _GAP), base))
            if kind == "also" and name is None and not pronoun:
                continue
            if found and found[-1].end > base:
                found.pop()
            found.append(Subject(token.start, token.end, kind != "subject", name, pronoun))
        return found

    def _in_name(self, position: int) -> bool:
        index = bisect_left(self.names, position + 1, key=lambda name: name.span.start) - 1
        return index >= 0 and position < self.names[index].span.end

    def _marked(self, position: int, start: int, *, inside: bool) -> NameMention | None:
        """The name whose noun phrase ends at `position`: a person with a title, a body with nothing behind it."""
        near = self.within(max(start, position - _GAP), position, inside=inside)[-_TRIED:]
        people = [name for name in near if name.value.kind is NameKind.PERSON]
        others = [name for name in near if name.value.kind is not NameKind.PERSON]
        text, rule = self.reading.text, self.rule
        for name in (*reversed(people), *reversed(others)):
            ends = rule.title if name.value.kind is NameKind.PERSON else rule.body
            if not ends.fullmatch(text, name.span.end, position) or not self._nominal(name.span.end, position):
                continue
            if rule.oblique.search(text, max(start, name.span.start - _GAP), name.span.start) or self.anyone(name):
                return None
            same = [one for one in (people if name in people else others) if one.span.end <= name.span.start]
            return None if any(rule.pair.fullmatch(text, one.span.end, name.span.start) for one in same) else name
        return None

    def _nominal(self, start: int, end: int) -> bool:
        tokens = self.reading.tokens
        inside = range(self.reading.token_from(start), self.reading.token_from(end))
        return all(tokens[index].tag.startswith(self.rule.nominal) for index in inside)

    def tells(self, start: int, end: int) -> list[Token]:
        """Predicates in `text[start:end]`."""
        tokens = self.reading.tokens
        inside = range(self.reading.token_from(start), self.reading.token_from(end))
        return [tokens[index] for index in inside if tokens[index].tag.startswith(self.rule.predicates)]

    def broken(self, start: int, end: int) -> bool:
        """Whether somebody else may be the subject of what stands behind `text[start:end]`."""
        tokens, rule = self.reading.tokens, self.rule
        inside = range(self.reading.token_from(start), self.reading.token_from(end))
        return any(tokens[i].tag.startswith(rule.relative) or is_one_of(tokens[i], rule.breaks) for i in inside)

    def anyone(self, name: NameMention) -> bool:
        """Whether a mention is of an office that many hold: "a lawmaker"."""
        start = name.span.start
        kept = name.value.kind is not NameKind.OFFICE or self.key(name) != name.value.key
        return not kept and bool(self.rule.indefinite.search(self.reading.text, max(0, start - _GAP), start))

    def key(self, name: NameMention) -> str:
        """The name's key; of an office that of the person named right beside it."""
        if name.value.kind is NameKind.OFFICE:
            text = self.reading.text
            for other in self.within(name.span.start - _GAP, name.span.end + _GAP, inside=True):
                first, second = sorted((name, other), key=lambda one: one.span.start)
                if other.value.kind is NameKind.PERSON and text[first.span.end : second.span.start] in _BESIDE:
                    return other.value.key
        return name.value.key

    def carried(self, passage: Passage, *, person: bool) -> str:
        """Who spoke in, or was the subject of, the sentence before, where it names no other person; else ""."""
        if passage.index < 2:  # noqa: PLR2004 - nothing is carried on from a title
            return ""
        before = self.reading.passages[passage.index - 1]
        found = self.within(before.start, before.end)
        people = {name.value.key for name in found if name.value.kind is NameKind.PERSON}
        said = self.said.get(before.index)
        if said is None:
            said = self._only_subject(before, found)
        if not said or people - {said} or (person and said.startswith("organisation:")):
            return ""
        return said

    def _only_subject(self, passage: Passage, found: list[NameMention]) -> str:
        if self.rule.topic:
            subjects = self.subjects(passage.start, passage.end)
            named = [one for one in subjects if one.name and one.topic]
            if len(named) != 1 or subjects[0] is not named[0]:
                return ""
            name = named[0].name
        else:
            name = found[0] if found else None
            lead = self.reading.text[passage.start : name.span.start] if name else ""
            if lead and not self.rule.inverted.fullmatch(f" {lead}"):
                return ""
            if name and not re.match(r"\s(?:[a-z]+|[A-Z][a-z]+day)\b", self.reading.text[name.span.end :][:20]):
                return ""
        return self.key(name) if name and name.value.kind is NameKind.PERSON else ""


def rule_kind(token: Token, rule: SpeakerRule) -> str:
    """Which of the rule's lists a particle is on, "topic", "subject" or "also"; "" for any other word."""
    if token.surface not in rule.surfaces:
        return ""
    for kind, markers in (("topic", rule.topic), ("subject", rule.subject), ("also", rule.also)):
        if is_one_of(token, markers):
            return kind
    return ""


def is_one_of(token: Token, markers: frozenset[str]) -> bool:
    """Whether "surface/part of the tag that tells particles apart" is among `markers`."""
    return f"{token.surface}/{token.tag.split(',', 2)[1] if ',' in token.tag else token.tag}" in markers


def find_speaker(voices: Voices, passage: Passage, words: tuple[int, int], bounds: tuple[int, int]) -> str:
    """Key of who says `text[words]` in the part `bounds` of its sentence; "" where that is not certain.

    `bounds` is the sentence, or the quotation that the words stand in.
    """
    find = _by_particles if voices.rule.topic else _by_verb
    return find(voices, passage, words, bounds)


def _by_particles(voices: Voices, passage: Passage, words: tuple[int, int], bounds: tuple[int, int]) -> str:
    start, end = words
    text, rule = voices.reading.text, voices.rule
    inside = bounds != (passage.start, passage.end)
    verb = rule.verb.search(text, end, min(bounds[1], end + REACH))
    following = voices.next_region(end, bounds[1])
    if not inside and verb:
        behind = voices.subjects(end, min(verb.start(), following))
        if behind:
            # "..."라고 김 대표가 말했다: the last before the verb
            return voices.key(behind[-1].name) if behind[-1].name else ""
    if verb is None and not rule.told.match(text, end):
        return ""
    before = voices.subjects(max(bounds[0], start - _BACK), start, inside=inside)
    if not before:
        # A sentence without any subject goes on where the last one stopped
        lead = voices.within(bounds[0], start)
        return voices.carried(passage, person=False) if verb and not lead and not inside else ""
    chosen = _subject_of(voices, before, start, twice=bool(rule.twice.match(text, end)))
    if chosen is None or _answered(voices, chosen, start):
        return ""
    if chosen.pronoun and not inside:
        return voices.carried(passage, person=True)
    return voices.key(chosen.name) if chosen.name else ""


def _subject_of(voices: Voices, before: list[Subject], start: int, *, twice: bool) -> Subject | None:
    last = before[-1]
    if not last.topic and last.name and not voices.tells(last.end, start):
        return last
    topics = [one for one in before if one.topic]
    if topics:
        return None if twice and last is not topics[-1] else topics[-1]
    return last if last.name and not voices.broken(last.end, start) else None


def _answered(voices: Voices, chosen: Subject, start: int) -> bool:
    """Whether other quoted words stand between a subject and these, behind which somebody else may speak."""
    index = bisect_left(voices.regions, (chosen.end, 0))
    between = [region for region in voices.regions[index:] if region[0] < start]
    if not between or voices.rule.joined.fullmatch(voices.reading.text, between[-1][1], start):
        return False
    return voices.broken(between[-1][1], start)


def _by_verb(voices: Voices, passage: Passage, words: tuple[int, int], bounds: tuple[int, int]) -> str:
    start, end = words
    text, rule = voices.reading.text, voices.rule
    following = voices.next_region(end, bounds[1])
    limit = min(bounds[1], end + REACH, max(following, end))
    inside = bounds != (passage.start, passage.end)
    if verb := rule.verb.search(text, end, limit):
        if not text[end : verb.start()].strip(" ,"):
            return subject_behind(voices, verb.end(), limit, inside=inside)
        if found := subject_before(voices, passage, verb.start(), end, inside=inside):
            return found
    opened = bounds[0] if inside else voices.last_region(start, bounds[0])
    for verb in reversed(list(rule.verb.finditer(text, max(opened, start - 2 * REACH), start))):
        if any(
            name.value.kind is NameKind.PERSON and not rule.object.fullmatch(text, verb.end(), name.span.start)
            for name in voices.within(verb.end(), start, inside=inside)
        ):
            return ""
        if opened > bounds[0] and not text[opened : verb.start()].strip(" ,"):
            return subject_behind(voices, verb.end(), start, inside=inside)
        if found := subject_before(voices, passage, verb.start(), opened, inside=inside):
            return found
    return ""


def subject_before(voices: Voices, passage: Passage, verb: int, start: int, *, inside: bool = False) -> str:
    """Key of the subject that ends at the verb at `verb`, searched in `text[start:verb]`; "" where unsure."""
    found = locate_before(voices, passage, verb, start, inside=inside)
    return found[0] if found else ""


def locate_before(
    voices: Voices, passage: Passage, verb: int, start: int, *, inside: bool = False
) -> tuple[str, int] | None:
    """As `subject_before`, with the place where the name or pronoun begins."""
    text, rule = voices.reading.text, voices.rule
    if pronoun := rule.pronoun.search(text, max(start, verb - _GAP), verb):
        key = "" if inside else voices.carried(passage, person=True)
        return (key, pronoun.start()) if key else None
    near = voices.within(max(start, verb - REACH), verb, inside=inside)
    for index in range(len(near) - 1, max(-1, len(near) - 1 - _TRIED), -1):
        name = near[index]
        if rule.adjacent.fullmatch(text, name.span.end, verb):
            before = max(start, name.span.start - _GAP)
            if rule.oblique.search(text, before, name.span.start) or voices.anyone(name):
                continue
            return voices.key(name), name.span.start
    return None


def subject_behind(voices: Voices, verb: int, end: int, *, inside: bool = False) -> str:
    """Key of the subject that begins right behind a verb that ends at `verb` ("said Ann Lee"); "" where unsure."""
    text, rule = voices.reading.text, voices.rule
    near = voices.within(verb, end, inside=inside)[:_TRIED]
    for name in near:
        if not rule.inverted.fullmatch(text, verb, name.span.start) or rule.owned.match(text, name.span.end):
            continue
        if name.value.kind is NameKind.PERSON or rule.closed.match(text, name.span.end):
            return "" if rule.pair.match(text, name.span.end) or voices.anyone(name) else voices.key(name)
    return ""


def speaker_rule(data: Mapping[str, Any]) -> SpeakerRule:
    """The speakers' part of a `quotes.toml`; patterns that a language has no use for match nothing."""
    speaker = data.get("speaker", {})
    topic, subject, also, breaks = (frozenset(speaker.get(part, ())) for part in ("topic", "subject", "also", "breaks"))
    patterns = {part: re.compile(speaker.get(part, "(?!)")) for part in _PATTERNS}
    return SpeakerRule(
        verb=re.compile(data["verb"]),
        told=re.compile(data["reported"]),
        joined=re.compile(data["joined"]),
        topic=topic,
        subject=subject,
        also=also,
        breaks=breaks,
        surfaces=frozenset(marker.partition("/")[0] for marker in topic | subject | also),
        nominal=tuple(speaker.get("nominal", ())),
        relative=tuple(speaker.get("relative", ())),
        particles=tuple(speaker.get("particles", ())),
        predicates=tuple(speaker.get("predicates", ())),
        **patterns,
    )
