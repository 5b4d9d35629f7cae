"""Claims of one slot that differ: which of them cannot both hold, and which only look so.

Precision first: a false contradiction costs more trust than a missed one. A plan against what
happened, a rounding, a figure that grows are told as what they are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import combinations
from zoneinfo import ZoneInfo

from twosource.languages.concepts import counted_concepts
from twosource.records import (
    Claim,
    CueState,
    DateValue,
    Modifier,
    Precision,
    QuantityValue,
    Relation,
    Slot,
    Variance,
    content_id,
)

# A figure given as "about" may be this far off.
ABOUT = 0.1
# Later figures of a toll replace earlier ones when at least this much later.
LATER = timedelta(minutes=20)
_HEDGED = (Modifier.ABOUT, Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.AT_MOST, Modifier.LESS_THAN)


def compare(claims: Sequence[Claim]) -> tuple[Variance, ...]:
    """All variances among the claims of one event, in order of slot."""
    return (*_compare_dates(claims), *_compare_quantities(claims))


def _variance(slot: Slot, relation: Relation, claims: Sequence[Claim]) -> Variance:
    ids = tuple(claim.id for claim in claims)
    return Variance(
        id=content_id("variance", relation, *ids),
        event_id=claims[0].event_id,
        slot=slot,
        relation=relation,
        claim_ids=ids,
        since=sorted(claim.first_seen for claim in claims)[1],
    )


def _compare_dates(claims: Sequence[Claim]) -> Iterator[Variance]:
    # One day too many is one contradiction, told of the main cue; what was agreed that day has the same two days.
    main = next((claim.cue for claim in claims if claim.slot is Slot.WHAT), "")
    dated = [claim for claim in claims if claim.slot is Slot.WHEN and claim.cue == main and claim.date is not None]
    happened = [claim for claim in dated if claim.state in (CueState.HAPPENED, CueState.UNDER_WAY)]
    planned = [claim for claim in dated if claim.state is CueState.PLANNED]
    apart = _mutually(happened, _apart)
    if len(apart) > 1:
        yield _variance(Slot.WHEN, Relation.CONTRADICTION, _by_origins(apart))
    if planned and happened:
        strongest = _by_origins(happened)[0]
        earlier = [claim for claim in planned if claim.first_seen <= strongest.last_seen]
        if earlier:
            yield _variance(Slot.WHEN, Relation.PLAN_AND_OUTCOME, [_by_origins(earlier)[0], strongest])


def _apart(one: Claim, two: Claim) -> bool:
    """Whether two times cannot both be right: as instants they do not touch, whatever the zones."""
    assert one.date is not None
    assert two.date is not None
    (begin, end), (other_begin, other_end) = _hours(one.date), _hours(two.date)
    return (end <= other_begin or other_end <= begin) and not _shared(one, two)


def _hours(value: DateValue) -> tuple[datetime, datetime]:
    """Begin and end; of a part of a day the whole day, as nobody agrees when a morning ends."""
    if value.precision is not Precision.PART_OF_DAY:
        return value.begin, value.end
    begin = value.begin.astimezone(ZoneInfo(value.zone)).replace(hour=0, minute=0)
    return begin, begin + timedelta(days=1)


def _shared(one: Claim, two: Claim) -> bool:
    """Whether one report says both: then it speaks of two things."""
    reports = {item.report_id for item in one.evidence}
    return any(item.report_id in reports for item in two.evidence)


def _compare_quantities(claims: Sequence[Claim]) -> Iterator[Variance]:
    figures: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.slot is Slot.HOW_MANY and claim.quantity is not None:
            figures[claim.quantity.counted, claim.quantity.unit].append(claim)
    for (counted, _), group in sorted(figures.items()):
        rounded = [pair for pair in combinations(group, 2) if _rounds(*pair)]
        for one, two in rounded:
            yield _variance(Slot.HOW_MANY, Relation.ROUNDING, _by_origins([one, two]))
        exact = [claim for claim in group if not any(_is_rounder(claim, pair) for pair in rounded)]
        concept = counted_concepts().get(counted)
        if concept is not None and not concept.loose:
            yield from _compare_exact(exact, grows=concept.grows)


def _is_rounder(claim: Claim, pair: tuple[Claim, Claim]) -> bool:
    """Whether `claim` is the looser figure of a rounding pair."""
    assert claim.quantity is not None
    return claim in pair and claim.quantity.modifier in _HEDGED


def _compare_exact(group: Sequence[Claim], *, grows: bool) -> Iterator[Variance]:
    rest = list(group)
    if grows:
        chain = _chain(group)
        if len(chain) > 1:
            yield _variance(Slot.HOW_MANY, Relation.UPDATE, chain)
            rest = [claim for claim in group if claim not in chain]
            rest.append(chain[-1])
    apart = _mutually(rest, _differs)
    if len(apart) > 1:
        yield _variance(Slot.HOW_MANY, Relation.CONTRADICTION, _by_origins(apart))


def _chain(group: Sequence[Claim]) -> list[Claim]:
    """Figures that rise with time: each first seen later than the one before and larger."""
    ordered = sorted(group, key=lambda claim: (claim.first_seen, claim.key))
    chain: list[Claim] = []
    for claim in ordered:
        if not chain or (_value(claim) > _value(chain[-1]) and claim.first_seen - chain[-1].first_seen >= LATER):
            chain.append(claim)
    return chain


def _value(claim: Claim) -> float:
    assert claim.quantity is not None
    return claim.quantity.high


def _differs(one: Claim, two: Claim) -> bool:
    """Whether two figures cannot both be right for the same thing."""
    assert one.quantity is not None
    assert two.quantity is not None
    if _shared(one, two) or _rounds(one, two):
        return False
    low, high = sorted((one.quantity, two.quantity), key=lambda value: value.low)
    return low.high < high.low and not _bounds(low, high) and one.first_seen != two.first_seen


def _bounds(low: QuantityValue, high: QuantityValue) -> bool:
    """Whether the lower figure only says "at least", or the higher only "at most"."""
    return low.modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN) or high.modifier in (
        Modifier.AT_MOST,
        Modifier.LESS_THAN,
    )


def _rounds(one: Claim, two: Claim) -> bool:
    """Whether one figure is the other, rounded."""
    assert one.quantity is not None
    assert two.quantity is not None
    loose, tight = one.quantity, two.quantity
    if loose.modifier not in _HEDGED:
        loose, tight = tight, loose
    if loose.low == tight.low and loose.high == tight.high:
        return True
    if loose.modifier in _HEDGED:
        return abs(loose.low - tight.low) <= ABOUT * max(abs(loose.low), abs(tight.low))
    return _is_rounding(loose.low, tight.low) or _is_rounding(tight.low, loose.low)


def _is_rounding(rounded: float, exact: float) -> bool:
    """Whether `rounded` has fewer significant digits and is `exact` cut or rounded to them."""
    if rounded <= 0 or exact <= 0 or rounded == exact:
        return False
    digits, more = _digits(rounded), _digits(exact)
    if digits >= more or exact < 100:  # noqa: PLR2004 - small numbers are counted, not rounded
        return False
    scale = 10 ** (math.floor(math.log10(exact)) + 1 - digits)
    return rounded in (round(exact / scale) * scale, math.floor(exact / scale) * scale)


def _digits(number: float) -> int:
    """Significant digits as written, trailing zeros not counted."""
    return len(Decimal(f"{number:.12g}").normalize().as_tuple().digits)


def _mutually(claims: Sequence[Claim], differ: Callable[[Claim, Claim], bool]) -> list[Claim]:
    """Claims, strongest first, that each differ from every one kept before."""
    kept: list[Claim] = []
    for claim in _by_origins(claims):
        if all(differ(claim, other) for other in kept):
            kept.append(claim)
    return kept


def _by_origins(claims: Sequence[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (-len(claim.origin_ids), claim.first_seen, claim.key))
