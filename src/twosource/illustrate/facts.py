"""What a picture shows of a dossier, in the edition's words: one place for the drawing and its alt text."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.records import Article, Claim, Dossier, Fragment, Relation, Slot, Variance
from twosource.text.telling import tell_claim
from twosource.text.wording import Words

# Different figures (injured, missing) that one card can hold.
_FIGURES = 2
# Values of one disputed fact that one card can hold.
_VALUES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the card."""

    label: str
    values: tuple[Fragment, ...]
    # values that cannot all hold
    disputed: bool

    def text(self, say: Words) -> str:
        """All values as one phrase, told as disputed where they are."""
        joined = say("picture.versus").join(value.text for value in self.values)
        return say("picture.disputed", values=joined) if self.disputed else joined


def headline_facts(dossier: Dossier, article: Article, say: Words) -> tuple[Fact, ...]:
    """What, when, where, how many: as far as the dossier knows; the headline where it knows no "what"."""
    slots = (Slot.WHAT, Slot.WHEN, Slot.WHERE, Slot.HOW_MANY)
    facts = [_fact(claims, dossier, article.language, say) for slot in slots for claims in _leading(dossier, slot)]
    if not dossier.select(Slot.WHAT):
        headline = Fragment(text=article.headline.text)
        facts.insert(0, Fact(label=say("slot.what"), values=(headline,), disputed=False))
    return tuple(facts)


def _leading(dossier: Dossier, slot: Slot) -> list[tuple[Claim, ...]]:
    """The strongest claim of a slot, with those that contradict it; for figures one group for each thing counted."""
    groups: dict[tuple[str, str], Claim] = {}
    main = next((claim.cue for claim in dossier.select(Slot.WHAT)), "")
    for claim in dossier.select(slot):
        if slot is Slot.WHEN and claim.cue not in ("", main):
            # The date of something else that the reports tell of.
            continue
        counted = (claim.quantity.unit, claim.quantity.counted) if claim.quantity else ("", "")
        groups.setdefault(counted, claim)
    return [_with_rivals(claim, dossier) for claim in list(groups.values())[:_FIGURES]]


def _with_rivals(claim: Claim, dossier: Dossier) -> tuple[Claim, ...]:
    variance = _variance(claim, dossier.variances)
    if variance is None:
        return (claim,)
    if variance.relation is Relation.CONTRADICTION:
        return tuple(dossier.claim(claim_id) for claim_id in variance.claim_ids[:_VALUES])
    if variance.relation in (Relation.UPDATE, Relation.PLAN_AND_OUTCOME):
        # Told oldest first: the last is how things stand.
        return (dossier.claim(variance.claim_ids[-1]),)
    return (claim,)


def _variance(claim: Claim, variances: tuple[Variance, ...]) -> Variance | None:
    """The variance a claim is part of; a contradiction before any other."""
    mine = [variance for variance in variances if claim.id in variance.claim_ids]
    return min(mine, key=lambda variance: variance.relation is not Relation.CONTRADICTION, default=None)


def _fact(claims: tuple[Claim, ...], dossier: Dossier, language: str, say: Words) -> Fact:
    told = (tell_claim(claim, dossier, language) for claim in claims)
    values = tuple({value.text: value for value in told}.values())
    return Fact(label=say(f"slot.{claims[0].slot}"), values=values, disputed=len(values) > 1)
