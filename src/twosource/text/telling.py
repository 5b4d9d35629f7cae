"""A claim's value as a reader of one language reads it: "2026년 1월 30일", "부상 12명", "요코스카".

Used by pages and pictures alike, so that both print the same.
"""

from __future__ import annotations

import math
from datetime import timedelta
from fractions import Fraction

from twosource.records import (
    Claim,
    CueState,
    DateValue,
    Dossier,
    Fragment,
    Mod,
    Modifier,
    NameValue,
    Precision,
    QuantityValue,
    Slot,
)
from twosource.text.times import large_number, locale_of, number, tell_interval, tell_time
from twosource.text.units import cldr_name, is_currency
from twosource.text.wording import Words, words

# Days that one whole day, month, quarter or year has; a day of summer time's begin has an hour less
_WHOLE = {Precision.DAY: (1, 1), Precision.MONTH: (28, 31), Precision.QUARTER: (90, 92), Precision.YEAR: (365, 366)}
_PART = (Mod.START, Mod.MID, Mod.END)
# Shares are told with no larger denominator: "two thirds"
_LARGEST_UNDER = 20
_CLOSE = 1e-6


def tell_claim(claim: Claim, dossier: Dossier, language: str) -> Fragment:
    """The value of `claim`; `Fragment.language` is set where it could not be put into `language`."""
    say = words(language)
    if claim.slot is Slot.WHEN and claim.date:
        return Fragment(text=tell_date(claim.date, language, zone=dossier.zone))
    if claim.slot is Slot.HOW_MANY and claim.quantity:
        return Fragment(text=tell_quantity(claim.quantity, language))
    if claim.slot in (Slot.WHERE, Slot.WHO) and claim.name:
        return tell_name(claim.name, dossier, language, spoken=claim.evidence[0].language)
    if claim.slot is Slot.WHAT and claim.cue:
        return Fragment(text=tell_cue(say, claim.cue, claim.state))
    text = claim.quote or claim.evidence[0].text
    spoken = claim.evidence[0].language
    return Fragment(text=text, language=None if spoken == language else spoken)


def tell_cue(say: Words, cue: str, state: CueState | None) -> str:
    """What happened, with its state where it is not simply over."""
    what = say(f"cue.{cue}")
    if state in (None, CueState.HAPPENED):
        return what
    return say("value.as_state", what=what, state=say(f"state.{state}"))


def tell_name(name: NameValue, dossier: Dossier, language: str, *, spoken: str) -> Fragment:
    """The edition's form of a name, else the surface in the language it was found in."""
    card = dossier.name(name.key)
    form = card.form(language) if card else None
    if form is not None:
        return Fragment(text=form)
    return Fragment(text=name.surface, language=None if spoken == language else spoken)


def tell_date(value: DateValue, language: str, *, zone: str) -> str:
    """An interval as finely as it is known; clock times in `zone`, days and longer in their own zone."""
    say = words(language)
    if value.precision in (Precision.MINUTE, Precision.HOUR):
        return tell_time(value.begin, say(f"pattern.{value.precision}"), language, zone)
    if value.precision is Precision.PART_OF_DAY:
        return tell_time(value.begin, say("pattern.day"), language, value.zone)
    fewest, most = _WHOLE.get(value.precision, (1, 0))
    if fewest <= round((value.end - value.begin) / timedelta(days=1)) <= most and value.mod not in _PART:
        return tell_time(value.begin, say(f"pattern.{value.precision}"), language, value.zone)
    return tell_interval(value.begin, value.end - timedelta(microseconds=1), language, value.zone)


def tell_quantity(value: QuantityValue, language: str) -> str:
    """A figure with its unit, its hedge and what is counted."""
    say = words(language)
    figure = _with_unit(value, language, say)
    if value.modifier is not Modifier.EXACT:
        figure = say(f"modifier.{value.modifier}", figure=figure)
    counted = f"counted.{value.counted}"
    return say(counted, figure=figure) if counted in say else figure


def _with_unit(value: QuantityValue, language: str, say: Words) -> str:
    figure = large_number(value.low, language)
    if value.high != value.low:
        figure = say("value.range", low=figure, high=large_number(value.high, language))
    unit = value.unit
    if unit == "percent":
        return f"{figure}%"
    if unit in ("share", "score"):
        return _in_two(value, language, say, figure)
    if f"unit.{unit}" in say:
        return say(f"unit.{unit}", n=value.high, figure=figure)
    if name := cldr_name(unit):
        from babel.units import format_unit

        named = str(format_unit(value.high, name, locale=locale_of(language)))
        return named.replace(number(value.high, language), figure, 1)
    if is_currency(unit):
        from babel.numbers import get_currency_name

        return f"{figure} {get_currency_name(unit, value.high, locale=locale_of(language))}"
    # A unit id is no word of any language; a bare figure says less, but nothing wrong.
    return figure


def _in_two(value: QuantityValue, language: str, say: Words, figure: str) -> str:
    """What is told with two numbers: both sides of a score, the parts and the whole of a share."""
    if value.unit == "score":
        against = value.against
        return figure if against is None else say("unit.score", figure=figure, against=number(against, language))
    part = Fraction(value.low).limit_denominator(_LARGEST_UNDER)
    if value.high != value.low or not math.isclose(part, value.low, rel_tol=_CLOSE):
        return f"{number(round(value.low * 100, 1), language)}%"
    return say("unit.share", top=number(part.numerator, language), under=number(part.denominator, language))
