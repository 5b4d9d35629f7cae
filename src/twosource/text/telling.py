"""A claim's value as a reader of one language reads it: "2026년 1월 30일", "부상 12명", "요코스카".

Used by pages and pictures alike, so that both print the same.
"""

from __future__ import annotations

import re
from datetime import timedelta

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
from twosource.text.wording import Words, words

# Units that CLDR names itself, in every language and with its plurals (UTS #35, Units).
_CLDR_UNITS = {
    "km": "length-kilometer",
    "mile": "length-mile",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "kg": "mass-kilogram",
    "tonne": "mass-tonne",
}
# Days that one whole day, month, quarter or year has; a day of summer time's begin has an hour less
_WHOLE = {Precision.DAY: (1, 1), Precision.MONTH: (28, 31), Precision.QUARTER: (90, 92), Precision.YEAR: (365, 366)}
_PART = (Mod.START, Mod.MID, Mod.END)
_CURRENCY = re.compile(r"[A-Z]{3}")  # ISO 4217


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
    if f"unit.{unit}" in say:
        return say(f"unit.{unit}", n=value.high, figure=figure)
    if unit == "percent":
        return f"{figure}%"
    if unit in _CLDR_UNITS:
        from babel.units import format_unit

        named = str(format_unit(value.high, _CLDR_UNITS[unit], locale=locale_of(language)))
        return named.replace(number(value.high, language), figure, 1)
    if _CURRENCY.fullmatch(unit):
        from babel.numbers import get_currency_name

        return f"{figure} {get_currency_name(unit, value.high, locale=locale_of(language))}"
    # A unit id is no word of any language; a bare figure says less, but nothing wrong.
    return figure
