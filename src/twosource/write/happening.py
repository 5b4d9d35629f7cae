"""The main happening of a dossier: what it is, in which state, who acts in it, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from twosource.records import UNDATED, Claim, CueState, Dossier, NameKind, Slot
from twosource.write.kinds import is_at_sea, kind_of

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
# The body it is about is where it happens.
AT_BODY = frozenset({"strike"})
# A body, or for an honour a person, is what it is about; nobody is told as doing or suffering it.
ABOUT_BODY = frozenset({"strike", "rule", "sue", "protest", "appoint", "elect"})
ABOUT_PERSON = frozenset({"appoint", "elect"})
# These last; the other accidents are over as soon as they are reported.
LASTING = frozenset({"fire", "flood", "storm", "outbreak", "outage"})
# Cues that happen nowhere in particular: a place in the sentence is the place of something else.
PLACELESS = frozenset({
    "announce", "agree", "earn", "raise", "cut", "acquire", "invest", "recall", "publish", "approve", "reject",
    "resign", "appoint", "win", "warn", "rule", "sue",
})  # fmt: skip
# These say what became of another thing that the same sentence names.
MODIFIERS = frozenset({"resume", "postpone", "cancel"})
# What the one who acts is the object of: "the opening of the museum".
OF = frozenset({"open", "close", "resign"})
# What can happen on the sea off a place.
AT_SEA = frozenset({"fire", "capsize", "collide", "discover", "rescue", "explosion", "crash"})
# The place is near rather than in.
NEAR = frozenset({"quake", "capsize"})
# What "resume" can be taken to mean when it stands in the same sentence.
RESUMABLE = frozenset({"exercise"})
# Zones apart, a report may be dated up to a day before what it tells.
DAY = timedelta(days=1)
MAX_ACTORS = 4
# A name with less than this share of the strongest one's origins is not told as taking part.
ACTOR_SHARE = 0.5


class Telling(StrEnum):
    """How a cue is told: its state, or what a second cue makes of it."""

    HAPPENED = "happened"
    PLANNED = "planned"
    WAS_PLANNED = "was_planned"
    EXPECTED = "expected"
    UNDER_WAY = "under_way"
    LASTING = "lasting"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    RESUMED = "resumed"
    RESUMING = "resuming"
    DISPUTED = "disputed"


# States whose date is that of the happening itself.
DATED = {
    Telling.HAPPENED: (CueState.HAPPENED, CueState.UNDER_WAY, None),
    Telling.PLANNED: (CueState.PLANNED, None),
    Telling.WAS_PLANNED: (CueState.PLANNED, None),
    Telling.EXPECTED: (CueState.PLANNED, None),
    Telling.RESUMED: (CueState.HAPPENED, CueState.UNDER_WAY, None),
}


# What did not happen happened nowhere.
NOWHERE = (Telling.POSTPONED, Telling.CANCELLED, Telling.DENIED)


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
    def kind(self) -> str:
        """What it is in particular: the words of a template go by this."""
        return kind_of(self.cue, self.basis)

    @property
    def is_at_sea(self) -> bool:
        """Whether the place is the coast off which it happened."""
        return self.where is not None and self.cue in AT_SEA and is_at_sea(self.where)

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
    if planned and (claim.cue in ACCIDENTS or claim.cue == "win"):
        return Telling.EXPECTED
    if claim.cue in ACCIDENTS and state is not CueState.DENIED:
        # Nobody puts off a storm: what is put off in its sentence is something else.
        lasting = state is CueState.UNDER_WAY and claim.cue in LASTING
        return Telling.LASTING if lasting else Telling.HAPPENED
    return Telling(state.value)


def find_main(dossier: Dossier, disputed: frozenset[str]) -> Happening | None:
    """The happening that names the event; None where no report tells one."""
    what = [claim for claim in dossier.select(Slot.WHAT) if claim.cue]
    if not what:
        return None
    modified = find_modified(what[0], what) if what[0].cue in MODIFIERS else None
    cue = (modified or what[0]).cue
    same = [claim for claim in what if claim.cue == cue]
    if any(claim.id in disputed for claim in same):
        basis = tuple(claim for claim in same if claim.id in disputed)
        return Happening(cue=cue, telling=Telling.DISPUTED, basis=basis, who=_find_who(dossier, basis, disputed)[0])
    lead = latest_state(same)
    telling, basis = telling_of(lead), (lead,)
    if cue in MODIFIERS:
        kept = (CueState.PLANNED, CueState.DENIED)
        telling = Telling(lead.state.value) if lead.state in kept else Telling.HAPPENED
    resumed = next((c for c in what if c.cue == "resume" and c.id not in disputed and together(c, lead)), None)
    if cue in RESUMABLE and resumed:
        telling, basis = telling_of(resumed), (lead, resumed)
    return _fill(dossier, disputed, Happening(cue=cue, telling=telling, basis=basis))


def find_modified(claim: Claim, what: Sequence[Claim]) -> Claim | None:
    """The thing that a modifier speaks of: one in the state it makes, or one it can only mean."""
    made = {"postpone": CueState.POSTPONED, "cancel": CueState.CANCELLED}.get(claim.cue)
    things = [other for other in what if other.cue not in MODIFIERS]
    if made is not None:
        return next((thing for thing in things if thing.state is made), None)
    return next((thing for thing in things if thing.cue in RESUMABLE and together(claim, thing)), None)


def latest_state(claims: Sequence[Claim]) -> Claim:
    """The claim whose state holds now: what was called off or denied last, else what happened.

    A plan is overtaken only by a deed told later and by as many origins, titles not counted, or by three times
    as many: one misread sentence must not turn a plan into a deed, and the bare nouns of titles ("talks in
    Tokyo") do not show whether it has happened.
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
        planned, told = len(plan.origin_ids), len({item.origin_id for item in deed.evidence if item.start > 0})
        overtaken = deed.last_seen > plan.last_seen and told >= planned
        return deed if overtaken or len(deed.origin_ids) >= 3 * planned else plan
    return strongest


def _fill(dossier: Dossier, disputed: frozenset[str], bare: Happening) -> Happening:
    """Add who, where and when, as far as they are undisputed."""
    who, acts = _find_who(dossier, bare.basis, disputed)
    where = _find_where(dossier, bare, disputed)
    toward = bare.cue == "visit"
    if toward:
        where = _find_destination(dossier, bare, who, disputed)
        acts = acts and where is not None
    states, telling = DATED.get(bare.telling, ()), bare.telling
    cues = {"", *(claim.cue for claim in bare.basis)}
    dates = [
        claim
        for claim in dossier.select(Slot.WHEN)
        if claim.cue in cues and claim.id not in disputed and claim.state in states
    ]
    when = next((claim for claim in dates if _is_possible(claim, telling)), None)
    if when is None and dates and telling is Telling.PLANNED and _is_possible(dates[0], Telling.WAS_PLANNED):
        # Reported only after its day: what came of the plan nobody says.
        when, telling = dates[0], Telling.WAS_PLANNED
    return Happening(
        cue=bare.cue,
        telling=telling,
        basis=bare.basis,
        who=who,
        acts=acts and telling in (Telling.HAPPENED, Telling.PLANNED, Telling.WAS_PLANNED),
        where=where,
        toward=toward,
        when=when,
    )


def _is_possible(claim: Claim, telling: Telling) -> bool:
    """Whether a date fits what is told: no deed after the last report of it, no plan for before the first."""
    if claim.date is None or claim.first_seen.year <= UNDATED.year:
        return claim.date is not None
    if telling in (Telling.PLANNED, Telling.EXPECTED):
        return claim.date.end >= claim.first_seen - DAY
    return claim.date.begin <= claim.last_seen + DAY


def _find_who(dossier: Dossier, basis: Sequence[Claim], disputed: frozenset[str]) -> tuple[tuple[Claim, ...], bool]:
    """Who takes part, and whether as the one who acts: only names in the sentences that tell it."""
    cue = basis[0].cue
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
        for group in (people if len(people) > 1 else (), bodies, countries, people):
            if len(group) > 1 or (group is people and people):
                strongest = len(group[0].origin_ids)
                group = [claim for claim in group if len(claim.origin_ids) >= strongest * ACTOR_SHARE]  # noqa: PLW2901
                # Of three or more nobody knows who met whom: they were part of it, that is all.
                return tuple(group[:MAX_ACTORS]), len(group) <= 2  # noqa: PLR2004
        pair = _find_pair(dossier, basis, disputed)
        return pair, bool(pair)
    if cue in ABOUT_BODY:
        about = people if cue in ABOUT_PERSON and people else bodies
        return tuple(about[:1]), False
    if cue in BY_PERSON or cue in BY_BODY:
        first = (people or bodies) if cue in BY_PERSON else (bodies or people)
        actor = first[0] if len(first) == 1 else _named_first(first, basis)
        return ((actor,), True) if actor else (_find_only_body(dossier, basis, disputed), False)
    return (), False


def _find_pair(dossier: Dossier, basis: Sequence[Claim], disputed: frozenset[str]) -> tuple[Claim, ...]:
    """The two people of a meeting whose sentence says only "the two": named together, in the same reports."""
    reports = {item.report_id for claim in basis for item in claim.evidence}
    people = [
        claim
        for claim in dossier.select(Slot.WHO)
        if claim.name and claim.name.kind is NameKind.PERSON and claim.id not in disputed
    ]
    same = [claim for claim in people if any(item.report_id in reports for item in claim.evidence)]
    return tuple(same) if len(same) == len(people) == 2 and together(*same) else ()  # noqa: PLR2004


def _find_only_body(dossier: Dossier, basis: Sequence[Claim], disputed: frozenset[str]) -> tuple[Claim, ...]:
    """The only organisation of the event, where none stands in the sentence: whose it is, not who does it."""
    reports = {item.report_id for claim in basis for item in claim.evidence}
    bodies = [
        claim
        for claim in dossier.select(Slot.WHO)
        if claim.name and claim.name.kind is NameKind.ORGANISATION and claim.id not in disputed
    ]
    return tuple(bodies) if len(bodies) == 1 and any(e.report_id in reports for e in bodies[0].evidence) else ()


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
    if bare.cue in PLACELESS or bare.telling in NOWHERE:
        return None
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
