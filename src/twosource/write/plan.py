"""What to say of an event and in which order; no word of any language.

A plan picks from the dossier what can be told without doubt, keeps apart what is disputed or planned,
and never guesses who did what: a person is told as acting only where the sentences that tell the
happening name that person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.languages.concepts import counted_concepts
from twosource.records import Claim, CueState, Dossier, Gap, Modifier, Relation, Slot, Variance, independent
from twosource.write.happening import (
    MODIFIERS,
    PLACELESS,
    Happening,
    Telling,
    find_main,
    find_modified,
    latest_state,
    telling_of,
    together,
)
from twosource.write.kinds import kind_of

MAX_SET_DATES = 2
MAX_TOPICS = 3
MAX_FIGURES = 6
# Cues that say nothing without their object ("an increase"): never a topic of their own.
NO_TOPICS = frozenset({
    "announce", "agree", "raise", "cut", "acquire", "invest", "build", "win", "open", "close", "launch", "approve",
    "reject", "appoint", "publish", "discover", "warn", "rule",
})  # fmt: skip
# What a headline adds to an accident, heaviest first; nothing after a disputed one.
TOLL = ("magnitude", "dead", "missing", "injured", "infected", "evacuated")
RESULTS = ("revenue", "profit")
MAX_TOLL = 2
CALLED_OFF = (Telling.POSTPONED, Telling.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A further thing that was reported beside the main one."""

    cue: str
    telling: Telling
    claims: tuple[Claim, ...]

    @property
    def kind(self) -> str:
        """What it is in particular."""
        return kind_of(self.cue, [claim for claim in self.claims if claim.cue == self.cue])


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An article before its words, in reading order."""

    # None where the reports only name people and places; then `named` says whom
    main: Happening | None
    named: tuple[Claim, ...]
    agreed: Claim | None
    topics: tuple[Topic, ...]
    # figures for the headline
    toll: tuple[Claim, ...]
    # undisputed figures, those with the same origins together
    figures: tuple[tuple[Claim, ...], ...]
    # rounding, update, scope
    notes: tuple[Variance, ...]
    disputes: tuple[Variance, ...]
    plans: tuple[Variance, ...]
    # the date something now called off had been planned for
    set_for: Claim | None
    # planned dates of what was reported beside the main thing
    set_dates: tuple[Claim, ...]
    # more than an article takes; the writer stops at what may be quoted
    quotes: tuple[Claim, ...]
    gaps: tuple[Gap, ...]


def make_plan(dossier: Dossier) -> Plan:
    """The plan of a dossier; the same for every language."""
    known = [variance for variance in dossier.variances if len(variance.claim_ids) > 1]
    disputes = tuple(variance for variance in known if variance.relation is Relation.CONTRADICTION)
    disputed = frozenset(claim_id for variance in disputes for claim_id in variance.claim_ids)
    main = find_main(dossier, disputed)
    what = [claim for claim in dossier.select(Slot.WHAT) if claim.cue and claim.id not in disputed]
    agreed = _find_agreed(what, main)
    figures = _pick_figures(dossier, known, disputed, main)
    # An update tells its last figure itself, with the time.
    updated = {claim_id for v in known if v.relation is Relation.UPDATE for claim_id in v.claim_ids}
    return Plan(
        main=main,
        named=_find_named(dossier, disputed) if main is None else (),
        agreed=agreed,
        topics=_find_topics(what, main),
        toll=_pick_toll(dossier, figures, disputed, main),
        figures=_by_origins(claim for claim in figures if claim.id not in updated),
        notes=_pick_notes(dossier, known, disputed, {claim.id for claim in figures}),
        disputes=disputes,
        plans=tuple(v for v in known if v.relation is Relation.PLAN_AND_OUTCOME),
        set_for=_find_old_date(dossier, main, disputed),
        set_dates=_find_set_dates(dossier, main, disputed),
        quotes=tuple(claim for claim in dossier.select(Slot.SAID) if claim.id not in disputed),
        gaps=tuple(gap for gap in dossier.gaps if _is_missed(gap, main)),
    )


def _is_missed(gap: Gap, main: Happening | None) -> bool:
    """Whether a reader would look for what is missing."""
    if gap is Gap.SINGLE_ORIGIN or main is None:
        return True
    if main.telling in (*CALLED_OFF, Telling.DENIED, Telling.DISPUTED):
        return False
    return gap is not Gap.NO_PLACE or not (main.where or main.cue in PLACELESS)


def _find_old_date(dossier: Dossier, main: Happening | None, disputed: frozenset[str]) -> Claim | None:
    if main is None or main.telling not in CALLED_OFF:
        return None
    cues = {"", *(claim.cue for claim in main.basis)}
    dates = (claim for claim in dossier.select(Slot.WHEN) if claim.cue in cues and claim.id not in disputed)
    return next((claim for claim in dates if claim.state is CueState.PLANNED), None)


def _find_set_dates(dossier: Dossier, main: Happening | None, disputed: frozenset[str]) -> tuple[Claim, ...]:
    """The best founded planned date of each other cue; one that only one of many origins has is left out."""
    taken = {"", *(claim.cue for claim in main.basis)} if main else {""}
    found: dict[str, Claim] = {}
    for claim in dossier.select(Slot.WHEN):
        planned = claim.state is CueState.PLANNED and claim.id not in disputed
        if planned and claim.cue not in taken and claim.cue not in NO_TOPICS and claim.cue not in MODIFIERS:
            found.setdefault(claim.cue, claim)
    return tuple(found.values())[:MAX_SET_DATES]


def _pick_notes(
    dossier: Dossier, known: Sequence[Variance], disputed: frozenset[str], told: set[str]
) -> tuple[Variance, ...]:
    """Updates, differences of scope, and each rounded figure once where the exact one is told and reads differently."""
    notes: list[Variance] = []
    rounded: set[str] = set()
    for variance in (v for v in known if _is_note(v) and not disputed.intersection(v.claim_ids)):
        if variance.relation is Relation.ROUNDING:
            loose, tight = loose_and_tight(dossier, variance)
            if _same_number(loose, tight) or loose.id in rounded or tight.id not in told:
                continue
            rounded.add(loose.id)
        notes.append(variance)
    return tuple(notes)


def _is_note(variance: Variance) -> bool:
    return variance.relation in (Relation.ROUNDING, Relation.UPDATE, Relation.SCOPE)


def _find_named(dossier: Dossier, disputed: frozenset[str]) -> tuple[Claim, ...]:
    """Up to three names an event without any cue can be called by; disputed ones only where there are no others."""
    claims = [claim for slot in (Slot.WHO, Slot.WHERE) for claim in dossier.select(slot) if claim.name]
    return tuple([claim for claim in claims if claim.id not in disputed][:3] or claims[:1])


def _find_agreed(what: Sequence[Claim], main: Happening | None) -> Claim | None:
    if main is None or main.cue in ("agree", "sign") or main.telling is not Telling.HAPPENED:
        return None
    return next((c for c in what if c.cue == "agree" and telling_of(c) is Telling.HAPPENED), None)


def _find_topics(what: Sequence[Claim], main: Happening | None) -> tuple[Topic, ...]:
    """Other cues, each once; "resume" and its like joined to what they are said of in the same sentence."""
    taken = {main.cue, *(claim.cue for claim in main.basis)} if main else set()
    if "exercise" in {claim.cue for claim in what}:
        # A rescue exercise rescues nobody.
        drills = [claim for claim in what if claim.cue == "exercise"]
        what = [c for c in what if c.cue != "rescue" or not any(together(c, drill) for drill in drills)]
    topics: list[Topic] = []
    things = [claim for claim in what if claim.cue not in MODIFIERS and claim.cue not in NO_TOPICS]
    for claim in (claim for claim in what if claim.cue in MODIFIERS and claim.cue not in taken):
        thing = find_modified(claim, what)
        if thing is not None and thing.cue not in taken:
            taken |= {claim.cue, thing.cue}
            topics.append(Topic(cue=thing.cue, telling=telling_of(claim), claims=(claim, thing)))
    for cue in dict.fromkeys(claim.cue for claim in things):
        if cue not in taken:
            claim = latest_state([thing for thing in things if thing.cue == cue])
            taken.add(cue)
            topics.append(Topic(cue=claim.cue, telling=telling_of(claim), claims=(claim,)))
    return tuple(topics[:MAX_TOPICS])


def _pick_figures(
    dossier: Dossier, known: Sequence[Variance], disputed: frozenset[str], main: Happening | None
) -> list[Claim]:
    """The one figure that can be told of each thing: not disputed, not superseded, not the rounder one."""
    left_out = set(disputed)
    for variance in known:
        if variance.relation is Relation.UPDATE:
            left_out.update(variance.claim_ids[:-1])
        elif variance.relation is Relation.ROUNDING:
            loose, tight = loose_and_tight(dossier, variance)
            # The same number with a hedge and without: a title drops it.
            better, other = (loose, tight) if _same_number(loose, tight) else (tight, loose)
            told = main is None or better.quantity is None or _belongs(better, main)
            left_out.add((other if told else better).id)
    disputed_things = {_thing(dossier.claim(claim_id)) for claim_id in disputed}
    figures: dict[tuple[str, str], Claim] = {}
    for claim in dossier.select(Slot.HOW_MANY):
        quantity = claim.quantity
        if quantity is None or claim.id in left_out or quantity.counted not in counted_concepts():
            continue
        if _thing(claim) not in disputed_things and (main is None or _belongs(claim, main)):
            # One currency is enough: the others are somebody's conversions.
            thing = (quantity.counted, "") if counted_concepts()[quantity.counted].unit == "money" else _thing(claim)
            figures.setdefault(thing, claim)
    return list(figures.values())[:MAX_FIGURES]


def _belongs(claim: Claim, main: Happening) -> bool:
    """Whether a figure is of this event and not of the background that reports also tell."""
    assert claim.quantity is not None
    if claim.quantity.counted in ("countries", "companies") and claim.quantity.high <= 2:  # noqa: PLR2004
        return False
    sure = claim.quantity.counted in TOLL or claim.quantity.counted in RESULTS
    return sure or len(claim.origin_ids) > 1 or any(together(claim, what) for what in main.basis)


def _same_number(one: Claim, two: Claim) -> bool:
    return bool(one.quantity and two.quantity and one.quantity.low == two.quantity.low)


def _thing(claim: Claim) -> tuple[str, str]:
    return (claim.quantity.counted, claim.quantity.unit) if claim.quantity else ("", "")


def loose_and_tight(dossier: Dossier, variance: Variance) -> tuple[Claim, Claim]:
    """The two claims of a rounding: the rounder figure first."""
    one, two = (dossier.claim(claim_id) for claim_id in variance.claim_ids[:2])
    return (one, two) if _looseness(one) >= _looseness(two) else (two, one)


def _looseness(claim: Claim) -> tuple[bool, int]:
    if claim.quantity is None:
        return False, 0
    digits = f"{claim.quantity.low:.12g}".replace(".", "").strip("0")
    return claim.quantity.modifier is not Modifier.EXACT, -len(digits)


def _pick_toll(
    dossier: Dossier, figures: Sequence[Claim], disputed: frozenset[str], main: Happening | None
) -> tuple[Claim, ...]:
    if main is None or main.telling is not Telling.HAPPENED:
        return ()
    wanted = TOLL if main.is_accident else RESULTS if main.cue == "earn" else ()
    unsure = {_thing(dossier.claim(claim_id))[0] for claim_id in disputed}
    # A headline has no room for "according to": where there are several origins, one alone is not enough.
    enough = min(2, len(independent(dossier.origins)))
    sure = [claim for claim in figures if len(claim.origin_ids) >= enough]
    told = {claim.quantity.counted: claim for claim in reversed(sure) if claim.quantity}
    toll: list[Claim] = []
    for counted in wanted:
        if counted in unsure:
            break
        if counted in told:
            toll.append(told[counted])
    return tuple(toll[:MAX_TOLL])


def _by_origins(figures: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    groups: dict[tuple[frozenset[str], bool], list[Claim]] = {}
    for claim in figures:
        # "For the first time in 9 years" is no figure among figures.
        apart = claim.quantity is not None and claim.quantity.counted == "years_since"
        groups.setdefault((frozenset(claim.origin_ids), apart), []).append(claim)
    return tuple(tuple(group) for group in groups.values())
