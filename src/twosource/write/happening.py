"""The main happening of a dossier: what it is, in which state, who acts in it, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from twosource.records import Claim, CueState, Dossier, NameKind, Slot

# All who are named take part.
MUTUAL = frozenset({"meet", "agree", "sign"})
# One acts; persons before organisations, or the other way round.
BY_PERSON = frozenset({"visit", "resign", "warn", "announce"})
BY_BODY = frozenset(
    [
        "exercise",
        "launch",
        "open",
        "close",
        "approve",
        "reject",
        "recall",
        "earn",
        "raise",
        "cut",
        "acquire",
        "invest",
        "build",
        "discover",
        "publish",
        "win",
    ]
)
# Nobody acts: accidents and forces of nature, which are expected rather than planned.
ACCIDENTS = frozenset(
    [
        "fire",
        "quake",
        "flood",
        "storm",
        "landslide",
        "explosion",
        "collide",
        "capsize",
        "derail",
        "crash",
        "outbreak",
        "outage",
    ]
)
# These say what became of another thing that the same sentence names.
MODIFIERS = frozenset({"resume", "postpone", "cancel"})
# The place is near rather than in.
NEAR = frozenset({"quake", "capsize"})
MAX_ACTORS = 4
# A name with less than this share of the strongest one's origins is not told as taking part.
ACTOR_SHARE = 0.5


class Telling(StrEnum):
    """How a cue is told: its state, or what a second cue makes of it."""

    HAPPENED = "happened"
    PLANNED = "planned"
    EXPECTED = "expected"
    UNDER_WAY = "under_way"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    RESUMED = "resumed"
    RESUMING = "resuming"
    DISPUTED = "disputed"


# States whose date is that of the happening itself.
DATED = {
    Telling.HAPPENED: (CueState.HAPPENED, CueState.UNDER_WAY, None),
    Telling.UNDER_WAY: (CueState.HAPPENED, CueState.UNDER_WAY, None),
    Telling.PLANNED: (CueState.PLANNED, None),
    Telling.EXPECTED: (CueState.PLANNED, None),
    Telling.RESUMED: (CueState.HAPPENED, CueState.UNDER_WAY, None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened or is to happen; all its claims are undisputed, unless `telling` says so."""

    cue: str
    telling: Telling
    # WHAT claims it rests on
    basis: tuple[Claim, ...]
    who: tuple[Claim, ...] = ()
    # whether `who` can be told as doing it
    acts: bool = False
    where: Claim | None = None
    # whether the place is where they go rather than where they are
    toward: bool = False
    when: Claim | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everything it rests on."""
        return (*self.basis, *self.who, *filter(None, (self.where, self.when)))

    @property
    def is_accident(self) -> bool:
        """Whether nobody acts in it."""
        return self.cue in ACCIDENTS

    @property
    def is_mutual(self) -> bool:
        """Whether all who are named take part alike."""
        return self.cue in MUTUAL


def together(one: Claim, two: Claim) -> bool:
    """Whether some report says both in one sentence."""
    spans = {item.report_id: item for item in one.evidence}
    for item in two.evidence:
        other = spans.get(item.report_id)
        if other is not None and other.start < item.end and item.start < other.end:
            return True
    return False


def telling_of(claim: Claim) -> Telling:
    """How a single WHAT claim is told; a modifier is told of the thing it modifies."""
    state = claim.state or CueState.HAPPENED
    planned = state is CueState.PLANNED
    if claim.cue == "resume" and state in (CueState.PLANNED, CueState.HAPPENED, CueState.UNDER_WAY):
        return Telling.RESUMING if planned else Telling.RESUMED
    if claim.cue in ("postpone", "cancel") and state in (CueState.HAPPENED, CueState.UNDER_WAY):
        return Telling.POSTPONED if claim.cue == "postpone" else Telling.CANCELLED
    if claim.cue in ACCIDENTS and planned:
        return Telling.EXPECTED
    return Telling(state.value)


def find_main(dossier: Dossier, disputed: frozenset[str]) -> Happening | None:
    """The happening that names the event; None where no report tells one."""
    what = [claim for claim in dossier.select(Slot.WHAT) if claim.cue]
    if not what:
        return None
    cue = what[0].cue
    same = [claim for claim in what if claim.cue == cue]
    if any(claim.id in disputed for claim in same):
        basis = tuple(claim for claim in same if claim.id in disputed)
        return Happening(cue=cue, telling=Telling.DISPUTED, basis=basis, who=_find_who(dossier, basis, disputed)[0])
    lead = _latest_state(same)
    others = [claim for claim in what if claim.cue != cue and claim.id not in disputed]
    thing, telling, basis = lead, telling_of(lead), (lead,)
    if cue in MODIFIERS:
        found = next((c for c in others if c.cue not in MODIFIERS | {"announce", "agree"} and together(c, lead)), None)
        if found is None:
            telling = Telling(lead.state or CueState.HAPPENED)
        else:
            thing, basis = found, (lead, found)
    elif resumed := next((c for c in others if cue == "exercise" and c.cue == "resume" and together(c, lead)), None):
        telling, basis = telling_of(resumed), (lead, resumed)
    return _fill(dossier, disputed, Happening(cue=thing.cue, telling=telling, basis=basis))


def _latest_state(claims: Sequence[Claim]) -> Claim:
    """The claim whose state holds now: what was called off or denied last, else what happened.

    A plan is overtaken only by a report that is not older, from as many origins or from later than the
    plan was last heard of: one misread sentence must not turn a plan into a deed.
    """
    strongest = claims[0]
    latest = max(claim.last_seen for claim in claims)
    for claim in claims:
        off = claim.state in (CueState.POSTPONED, CueState.CANCELLED, CueState.DENIED)
        if off and claim.last_seen == latest and len(claim.origin_ids) * 2 >= len(strongest.origin_ids):
            return claim
    done = [claim for claim in claims if claim.state in (CueState.HAPPENED, CueState.UNDER_WAY)]
    plans = [claim for claim in claims if claim.state is CueState.PLANNED]
    if done and plans:
        deed, plan = done[0], plans[0]
        overtaken = len(deed.origin_ids) >= len(plan.origin_ids) or deed.last_seen > plan.last_seen
        return deed if overtaken and deed.last_seen >= plan.first_seen else plan
    return strongest


def _fill(dossier: Dossier, disputed: frozenset[str], bare: Happening) -> Happening:
    """Add who, where and when, as far as they are undisputed."""
    who, acts = _find_who(dossier, bare.basis, disputed)
    where = _find_where(dossier, bare, disputed)
    toward = bare.cue == "visit"
    if toward:
        where = _find_destination(dossier, bare, who, disputed)
        acts = acts and where is not None
    states = DATED.get(bare.telling, ())
    when = next(
        (c for c in dossier.select(Slot.WHEN) if c.date and c.id not in disputed and c.state in states),
        None,
    )
    return Happening(
        cue=bare.cue,
        telling=bare.telling,
        basis=bare.basis,
        who=who,
        acts=acts and bare.telling in (Telling.HAPPENED, Telling.PLANNED),
        where=where,
        toward=toward,
        when=when,
    )


def _find_who(dossier: Dossier, basis: Sequence[Claim], disputed: frozenset[str]) -> tuple[tuple[Claim, ...], bool]:
    """Who takes part, and whether as the one who acts: only names in the sentences that tell it."""
    cue = basis[-1].cue
    near = [
        claim
        for claim in dossier.select(Slot.WHO)
        if claim.name and claim.id not in disputed and any(together(claim, what) for what in basis)
    ]
    people, bodies, countries = (
        [claim for claim in near if claim.name and claim.name.kind is kind]
        for kind in (NameKind.PERSON, NameKind.ORGANISATION, NameKind.COUNTRY)
    )
    if cue in MUTUAL:
        for group in (people, bodies, countries):
            enough = len(group) > 1 or group is people
            if group and enough:
                strongest = len(group[0].origin_ids)
                group = [claim for claim in group if len(claim.origin_ids) >= strongest * ACTOR_SHARE]  # noqa: PLW2901
                return tuple(group[:MAX_ACTORS]), True
        return (), False
    if cue in BY_PERSON or cue in BY_BODY:
        first = (people or bodies) if cue in BY_PERSON else (bodies or people)
        actor = first[0] if len(first) == 1 else _named_first(first, basis)
        return ((actor,), True) if actor else ((), False)
    return (), False


def _named_first(claims: Sequence[Claim], basis: Sequence[Claim]) -> Claim | None:
    """The one name that comes first in every sentence that tells the happening; None where they disagree."""
    texts = [item.text for claim in basis for item in claim.evidence]
    found: set[int] = set()
    for text in texts:
        places = [
            (text.find(claim.name.surface), index)
            for index, claim in enumerate(claims)
            if claim.name and claim.name.surface in text
        ]
        if places:
            found.add(min(places)[1])
    return claims[found.pop()] if len(found) == 1 else None


def _find_where(dossier: Dossier, bare: Happening, disputed: frozenset[str]) -> Claim | None:
    places = [claim for claim in dossier.select(Slot.WHERE) if claim.name and claim.id not in disputed]
    near = (claim for claim in places if any(together(claim, what) for what in bare.basis))
    return next(near, places[0] if places else None)


def _find_destination(
    dossier: Dossier, bare: Happening, who: Sequence[Claim], disputed: frozenset[str]
) -> Claim | None:
    """Where a visit goes: a place in its sentences, else a country that is not the visitor's own."""
    homes = {claim.name.country for claim in who if claim.name}
    for claim in who:
        card = dossier.name(claim.name.key) if claim.name else None
        homes.add(card.country if card else "")
    near = [
        claim
        for slot in (Slot.WHERE, Slot.WHO)
        for claim in dossier.select(slot)
        if claim.name and claim.id not in disputed and any(together(claim, what) for what in bare.basis)
    ]
    for claim in near:
        if claim.name and claim.name.kind is NameKind.PLACE:
            return claim
    countries = [c for c in near if c.name and c.name.kind is NameKind.COUNTRY and c.name.key[-2:] not in homes]
    return countries[0] if len(countries) == 1 and homes - {""} else None
