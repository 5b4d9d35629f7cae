"""Mentions to claims: for each slot the values that the reports give, with all their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from twosource.check.material import HEAD_PASSAGES, Item
from twosource.languages.concepts import cue_weights, dated_cues, placed_cues
from twosource.records import (
    Claim,
    CueMention,
    CueState,
    DateMention,
    DateValue,
    Evidence,
    NameKind,
    NameMention,
    NameValue,
    QuantityValue,
    Slot,
    Span,
    content_id,
)

MAX_CUES = 6
MAX_PEOPLE = 6
MAX_PLACES = 3
MAX_GROUPS = 6
MAX_QUOTES = 8
# A place or person with less than this share of the strongest one's weight is background.
MIN_SHARE = 0.34
# A cue with less than this share of the main cue's weight is background.
MIN_CUE_SHARE = 0.2
# How much each of who, where and when adds to the weight of a sentence that tells a cue.
FULLER = 0.15
# A stated span of days (a visit, a fair); longer ones are seasons, not dates of an event.
MAX_DAYS = timedelta(days=21)


@dataclass(slots=True)
class _Draft:
    """A claim being gathered: the best span per report and a weight per origin."""

    slot: Slot
    key: str
    spans: dict[int, tuple[float, Span]] = field(default_factory=dict)
    cue: str = ""
    state: CueState | None = None
    date: DateValue | None = None
    name: NameValue | None = None
    quantity: QuantityValue | None = None
    quote: str = ""

    def see(self, index: int, weight: float, span: Span) -> None:
        """Note that report `index` says so at `span`."""
        if index not in self.spans or weight > self.spans[index][0]:
            self.spans[index] = (weight, span)

    def weight(self, items: Sequence[Item]) -> float:
        """Sum over origins of the strongest mention: copies add nothing."""
        best: dict[str, float] = {}
        for index, (weight, _) in self.spans.items():
            origin = items[index].origin_id
            best[origin] = max(best.get(origin, 0.0), weight)
        return sum(best.values())

    def claim(self, event_id: str, items: Sequence[Item]) -> Claim:
        """The finished claim, evidence in order of publication, one per report."""
        evidence: list[Evidence] = [items[index].evidence(span) for index, (_, span) in sorted(self.spans.items())]
        times = [items[index].report.at for index in self.spans]
        return Claim(
            id=content_id("claim", event_id, self.slot, self.key),
            event_id=event_id,
            slot=self.slot,
            key=self.key,
            evidence=tuple(evidence),
            first_seen=min(times),
            last_seen=max(times),
            cue=self.cue,
            state=self.state,
            date=self.date,
            name=self.name,
            quantity=self.quantity,
            quote=self.quote,
        )


def make_claims(event_id: str, items: Sequence[Item]) -> tuple[Claim, ...]:
    """All claims of an event: WHAT first (its first claim names the event), then by slot and strength."""
    what = _lead_with_dated(_rank(_read_cues(items), items), items)
    if what:
        floor = what[0].weight(items) * MIN_CUE_SHARE
        main = what[0].cue
        what = [draft for draft in what if draft.cue == main or draft.weight(items) >= floor][:MAX_CUES]
    else:
        main = ""
    # The main cue's dates first: they are the event's.
    told = dict.fromkeys([main, *(draft.cue for draft in what)])
    dates = [date for cue in told for date in _rank(_read_dates(items, cue, main), items)]
    places = _strongest(_read_names(items, main, _is_place), items, MAX_PLACES) if is_placed(main) else []
    drafts = [
        *what,
        *dates,
        *places,
        *_strongest(_read_names(items, main, _is_person), items, MAX_PEOPLE),
        *_strongest(_read_names(items, main, _is_group), items, MAX_GROUPS),
        *_rank(_read_quantities(items, main), items),
        *_rank(_read_quotes(items), items)[:MAX_QUOTES],
    ]
    return tuple(draft.claim(event_id, items) for draft in drafts)


def is_placed(cue: str) -> bool:
    """Whether places named with an event of this main cue are where it happened."""
    return not cue or cue in placed_cues()


def _rank(drafts: dict[str, _Draft], items: Sequence[Item]) -> list[_Draft]:
    return sorted(drafts.values(), key=lambda draft: (-draft.weight(items), min(draft.spans), draft.key))


def _lead_with_dated(what: list[_Draft], items: Sequence[Item]) -> list[_Draft]:
    """Let what was postponed or called off name the event, not the postponing."""
    if not what or what[0].cue in dated_cues():
        return what
    floor = what[0].weight(items) * MIN_SHARE
    lead = next((draft for draft in what if draft.cue in dated_cues() and draft.weight(items) >= floor), what[0])
    return [lead, *(draft for draft in what if draft is not lead)]


def _strongest(drafts: dict[str, _Draft], items: Sequence[Item], most: int) -> list[_Draft]:
    ranked = _rank(drafts, items)
    floor = ranked[0].weight(items) * MIN_SHARE if ranked else 0.0
    return [draft for draft in ranked if draft.weight(items) >= floor][:most]


def _draft(drafts: dict[str, _Draft], slot: Slot, key: str) -> _Draft:
    return drafts.setdefault(key, _Draft(slot, key))


def _read_cues(items: Sequence[Item]) -> dict[str, _Draft]:
    """WHAT: each cue counts once per report, in the state its most telling mention has."""
    weights = cue_weights()
    drafts: dict[str, _Draft] = {}
    for index, item in enumerate(items):
        fullness = _fullness(item)
        best: dict[str, tuple[float, CueMention]] = {}
        for mention in item.annotation.cues:
            told = item.prominence(mention.span.passage) * fullness.get(mention.span.passage, 1.0)
            weight = weights.get(mention.cue, 0) / 100 * told
            if mention.cue not in best or weight > best[mention.cue][0]:
                best[mention.cue] = (weight, mention)
        for weight, mention in best.values():
            draft = _draft(drafts, Slot.WHAT, f"{mention.cue}:{mention.state}")
            draft.cue, draft.state = mention.cue, mention.state
            draft.see(index, weight, mention.span)
    return drafts


def _fullness(item: Item) -> dict[int, float]:
    """Passage -> how much more it tells than a bare cue: a lead that says who, where and when beats a title."""
    kinds: dict[int, set[str]] = {}
    for name in item.annotation.names:
        if name.value.kind in (NameKind.PERSON, NameKind.ORGANISATION):
            kinds.setdefault(name.span.passage, set()).add("who")
        elif name.value.kind is NameKind.PLACE and not item.in_dateline(name.span):
            kinds.setdefault(name.span.passage, set()).add("where")
    for date in item.annotation.dates:
        kinds.setdefault(date.span.passage, set()).add("when")
    return {passage: 1.0 + FULLER * len(found) for passage, found in kinds.items()}


def _read_dates(items: Sequence[Item], cue: str, main: str) -> dict[str, _Draft]:
    """WHEN: the date beside a cue, once per report and state; never a publication date.

    Of what is not the main cue only dates to come are read as plans: "met on the 31st and agreed to visit
    each other" dates the meeting.
    """
    drafts: dict[str, _Draft] = {}
    for index, item in enumerate(items):
        seen: set[CueState] = set()
        for mention, date in _dated_cues(item, cue):
            past_plan = mention.state is CueState.PLANNED and date.value.begin <= item.report.at
            if mention.state in seen or (cue != main and past_plan):
                continue
            seen.add(mention.state)
            draft = _draft(drafts, Slot.WHEN, f"{cue}:{mention.state}:{day_key(date.value)}")
            draft.cue, draft.state = cue, mention.state
            if draft.date is None or _finer(date.value, draft.date):
                draft.date = date.value
            draft.see(index, item.prominence(date.span.passage), date.span)
    return drafts


def _dated_cues(item: Item, wanted: str) -> Iterator[tuple[CueMention, DateMention]]:
    """Mentions of a cue with the nearest date of their passage that no other cue is nearer to, in text order."""
    cues = [cue for cue in item.annotation.cues if cue.cue in dated_cues()]
    for cue in cues:
        if cue.cue != wanted:
            continue
        near = [
            date
            for date in item.annotation.dates
            if date.span.passage == cue.span.passage
            and _is_event_date(date.value)
            and not any(_steals(other, date, cue) for other in cues)
        ]
        if near:
            yield cue, min(near, key=lambda date: _distance(date.span, cue.span))


def _steals(other: CueMention, date: DateMention, cue: CueMention) -> bool:
    """Whether a date is another cue's: "talks resume on the 26th" does not date the strike."""
    return (
        other.span.passage == date.span.passage
        and other.cue != cue.cue
        and other.span != cue.span
        and _distance(other.span, date.span) < _distance(cue.span, date.span)
        and not min(cue.span.start, date.span.start) < other.span.start < max(cue.span.start, date.span.start)
    )


def _is_event_date(value: DateValue) -> bool:
    return value.names_day and value.end - value.begin <= MAX_DAYS


def _distance(one: Span, two: Span) -> int:
    return max(one.start - two.end, two.start - one.end, 0)


def _finer(one: DateValue, two: DateValue) -> bool:
    return one.end - one.begin < two.end - two.begin


def day_key(value: DateValue) -> str:
    """The local day or days of a date, "2026-01-30" or "2026-01-29/2026-01-31"."""
    zone = ZoneInfo(value.zone)
    first = value.begin.astimezone(zone).date()
    last = max(first, (value.end - timedelta(microseconds=1)).astimezone(zone).date())
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _is_place(name: NameMention) -> Slot | None:
    return Slot.WHERE if name.value.kind is NameKind.PLACE else None


def _is_person(name: NameMention) -> Slot | None:
    return Slot.WHO if name.value.kind is NameKind.PERSON and not name.value.anonymous else None


def _is_group(name: NameMention) -> Slot | None:
    kinds = (NameKind.ORGANISATION, NameKind.COUNTRY, NameKind.ALLIANCE, NameKind.OFFICE)
    return Slot.WHO if name.value.kind in kinds else None


def _read_names(items: Sequence[Item], main: str, slot_of: Callable[[NameMention], Slot | None]) -> dict[str, _Draft]:
    """WHERE and WHO: names of the head or of a passage that tells the main cue."""
    drafts: dict[str, _Draft] = {}
    for index, item in enumerate(items):
        told = _told_passages(item, main)
        for name in item.annotation.names:
            slot = slot_of(name)
            near = name.span.passage in told
            if slot is None or not (near or name.span.passage < HEAD_PASSAGES) or item.in_dateline(name.span):
                continue
            draft = _draft(drafts, slot, name.value.key)
            # The fullest form wins: one that carries the office, else the first.
            if draft.name is None or (name.value.office and not draft.name.office):
                draft.name = name.value
            draft.see(index, item.prominence(name.span.passage) * (1.2 if near else 0.8), name.span)
    return drafts


def _read_quantities(items: Sequence[Item], main: str) -> dict[str, _Draft]:
    """HOW_MANY: figures of the head or of a passage that tells the main cue, where the counted thing is known."""
    drafts: dict[str, _Draft] = {}
    for index, item in enumerate(items):
        told = _told_passages(item, main)
        for mention in item.annotation.quantities:
            value = mention.value
            if value.counted and (mention.span.passage < HEAD_PASSAGES or mention.span.passage in told):
                draft = _draft(drafts, Slot.HOW_MANY, quantity_key(value))
                draft.quantity = value
                draft.see(index, item.prominence(mention.span.passage), mention.span)
    return drafts


def _told_passages(item: Item, main: str) -> set[int]:
    return {cue.span.passage for cue in item.annotation.cues if cue.cue == main}


def quantity_key(value: QuantityValue) -> str:
    """What makes two figures the same claim: thing, unit, interval and hedge."""
    return f"{value.counted}:{value.unit}:{value.low:g}-{value.high:g}:{value.modifier}"


def _read_quotes(items: Sequence[Item]) -> dict[str, _Draft]:
    """SAID: verbatim words with a known speaker, the same words once."""
    drafts: dict[str, _Draft] = {}
    for index, item in enumerate(items):
        names = {name.value.key: name.value for name in reversed(item.annotation.names)}
        for mention in item.annotation.quotes:
            if not mention.speaker or not mention.direct or mention.speaker not in names:
                continue
            words = item.report.text[mention.span.start : mention.span.end]
            draft = _draft(drafts, Slot.SAID, f"{mention.speaker}:{''.join(words.split())}")
            draft.quote = draft.quote or words
            draft.name = draft.name or names[mention.speaker]
            draft.see(index, item.prominence(mention.span.passage), mention.span)
    return drafts
