"""Where accounts differ: contradictions with who says what; plans, roundings and updates as what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.records import Claim, CueState, Relation, Slot, Variance
from twosource.write.cite import cite
from twosource.write.happening import Happening, Telling
from twosource.write.kinds import kind_of
from twosource.write.lead import noun
from twosource.write.plan import Plan, loose_and_tight
from twosource.write.told import Told
from twosource.write.voice import Voice


def tell_dispute(voice: Voice, plan: Plan, variance: Variance) -> Iterator[Told]:
    """That accounts differ, then every value with the outlets that give it."""
    claims = _claims(voice, variance)
    # Where it is the happening itself, the lead has said so.
    if not (variance.slot is Slot.WHAT and plan.main and plan.main.telling is Telling.DISPUTED):
        yield Told(voice.say("disputed", subject=_subject(voice, plan, claims[0])), cite(claims))
    items = [
        voice.say("disputed.item", outlets=voice.outlets(claim.evidence), value=value)
        for claim in claims
        if (value := _value(voice, claim))
    ]
    if items:
        yield Told(voice.say("disputed.items", items=voice.grammar.contrast(items)), cite(claims))


def _claims(voice: Voice, variance: Variance) -> list[Claim]:
    return [voice.dossier.claim(claim_id) for claim_id in variance.claim_ids]


def _subject(voice: Voice, plan: Plan, claim: Claim) -> str:
    """What the accounts differ on."""
    quantity = claim.quantity
    if claim.slot is Slot.HOW_MANY and quantity:
        counted = kind_of(quantity.counted, [claim])
        if f"counted.{counted}.noun" in voice.words:
            return voice.say(f"counted.{counted}.noun")
    return voice.say(f"subject.{claim.slot}", noun=_noun(voice, plan, claim))


def _noun(voice: Voice, plan: Plan, claim: Claim) -> str:
    """What a claim speaks of: the article's own word where it is the main happening."""
    main = plan.main
    if claim.cue and not (main and claim.cue in {what.cue for what in main.basis}):
        return voice.say(f"cue.{kind_of(claim.cue, [claim])}.noun")
    return noun(voice, main)


def _value(voice: Voice, claim: Claim) -> str:
    if claim.slot is Slot.WHAT and claim.cue:
        happening = Happening(cue=claim.cue, telling=_state(claim), basis=(claim,))
        return voice.say(f"topic.{happening.telling}", noun=noun(voice, happening))
    return voice.value(claim)


def _state(claim: Claim) -> Telling:
    return Telling((claim.state or CueState.HAPPENED).value)


def tell_off(voice: Voice, plan: Plan) -> Iterator[Told]:
    """For when a thing had been planned that is now off."""
    claim = plan.set_for
    if claim and claim.date:
        outlets = voice.outlets(claim.evidence)
        text = voice.say("plan.off", noun=noun(voice, plan.main), date=voice.day(claim.date), outlets=outlets)
        yield Told(text, cite([claim]))


def tell_set(voice: Voice, claim: Claim) -> Iterator[Told]:
    """The planned date of something reported beside the main thing."""
    if claim.date:
        thing = voice.say(f"cue.{kind_of(claim.cue, [claim])}.noun")
        outlets = voice.outlets(claim.evidence)
        yield Told(voice.say("plan.set", noun=thing, date=voice.date(claim.date), outlets=outlets), cite([claim]))


def tell_plan(voice: Voice, plan: Plan, variance: Variance) -> Iterator[Told]:
    """What had been planned; what came of it the lead tells."""
    early, *_, late = _claims(voice, variance)
    if early.slot is Slot.WHEN and early.date:
        thing = _noun(voice, plan, early)
        outlets = voice.outlets(early.evidence)
        text = voice.say("plan.when", noun=thing, date=voice.date(early.date), outlets=outlets)
        yield Told(text, cite([early]))
    else:
        yield from _tell_change(voice, plan, early, late)


def _tell_change(voice: Voice, plan: Plan, early: Claim, late: Claim) -> Iterator[Told]:
    before, after = _value(voice, early), _value(voice, late)
    if before and after:
        subject = _subject(voice, plan, early)
        yield Told(voice.say("plan.other", subject=subject, early=before, late=after), cite([early, late]))


def tell_note(voice: Voice, plan: Plan, variance: Variance) -> Iterator[Told]:
    """An update, a rounding or a difference of scope."""
    claims = _claims(voice, variance)
    early, late = claims[0], claims[-1]
    if variance.relation is Relation.UPDATE and variance.slot is Slot.HOW_MANY:
        values = {
            "counted": _subject(voice, plan, late),
            "early": _value(voice, early),
            "late": _value(voice, late),
            "outlets": voice.outlets(late.evidence),
        }
        time = voice.first_seen(late)
        if time:
            # The time is that of the first report, so only its outlet is named.
            values |= {"time": time, "outlets": voice.outlets(late.evidence[:1])}
        text = voice.say("update.timed" if time else "update", **values)
        yield Told(text, cite(claims))
    elif variance.relation is Relation.UPDATE:
        yield from _tell_change(voice, plan, early, late)
    elif variance.relation is Relation.ROUNDING:
        loose, tight = loose_and_tight(voice.dossier, variance)
        values = {"counted": _subject(voice, plan, loose), "loose": _value(voice, loose)}
        yield Told(voice.say("rounding", outlets=voice.outlets(loose.evidence), **values), cite([loose, tight]))
    elif variance.relation is Relation.SCOPE:
        yield from _tell_scope(voice, plan, claims)


def _tell_scope(voice: Voice, plan: Plan, claims: Sequence[Claim]) -> Iterator[Told]:
    yield Told(voice.say("scope", subject=_subject(voice, plan, claims[0])), cite(claims))
