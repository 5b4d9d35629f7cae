"""Values of a dossier in the words of one edition: names, dates, figures, outlets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from twosource.languages.concepts import counted_concepts
from twosource.languages.grammar import Grammar, grammar
from twosource.languages.marking import mark, unmark, visible
from twosource.languages.values import local
from twosource.records import (
    UNDATED,
    Claim,
    DateValue,
    Dossier,
    Evidence,
    Modifier,
    NameValue,
    Precision,
    QuantityValue,
    ReportCard,
    Slot,
)
from twosource.text.catalogue import Catalogue, catalogue
from twosource.write.cite import outlets_of
from twosource.write.kinds import kind_of

MAX_OUTLETS = 3
# A list one longer is told in full: "and 1 other" saves nothing.
FULL_OUTLETS = 4
# Offices of a state: their holders are told with their country.
STATE_OFFICES = frozenset({
    "defence-minister", "foreign-minister", "prime-minister", "president", "vice-president", "finance-minister",
    "minister", "vice-minister", "ambassador", "chief-cabinet-secretary",
})  # fmt: skip
COUNTABLE = frozenset({"person", "household", "building", "vehicle", "ship", "company", "country"})


class Phrase(str):
    """Text that a template can ask for in a form of the language: "{who:subject}"."""

    __slots__ = ("grammar",)
    grammar: Grammar

    def __format__(self, form: str) -> str:
        return self.grammar.inflect(str(self), form) if form else str(self)


class Voice:
    """Tells the values of one dossier in one language."""

    def __init__(self, dossier: Dossier, language: str) -> None:
        """UserError where there are no words in `language`."""
        self.dossier = dossier
        self.language = language
        self.grammar: Grammar = grammar(language)
        self.words: Catalogue = catalogue("brief", language)
        self.year = self._last_year()
        self._names = {card.key: card for card in dossier.names}
        self._cards: dict[str, ReportCard] = {}
        for card in dossier.reports:
            self._cards.setdefault(card.source_id, card)

    def _last_year(self) -> int | None:
        """Year of the last report: dates of other years are told with theirs."""
        times = [card.published.at for card in self.dossier.reports if card.published]
        return local(max(times), self.dossier.zone).year if times else None

    def say(self, key: str, count: float | None = None, /, **values: str) -> str:
        """The words of `key` with the values put in their forms; `count` chooses the plural and fills {n}."""
        template = self.words.template(key, n=count)
        if "{" not in template:
            return template
        if count is not None and "n" not in values:
            values["n"] = self.grammar.number(count)
        return template.format_map({name: self._phrase(value) for name, value in values.items()})

    def _phrase(self, text: str) -> Phrase:
        phrase = Phrase(text)
        phrase.grammar = self.grammar
        return phrase

    # --- names ---------------------------------------------------------------------------------

    def name(self, claim: Claim) -> str:
        """The edition's form of a claim's name, else the surface marked with its language."""
        assert claim.name is not None
        form = self._form(claim.name.key)
        if form is not None:
            return form
        return self.foreign(claim.name.surface, _language_of(claim.name, claim.evidence))

    def _form(self, key: str) -> str | None:
        card = self._names.get(key)
        form = card.form(self.language) if card else None
        return unmark(form) if form else None

    def country_of(self, claim: Claim) -> str:
        """ISO country of a person or place, or ""."""
        assert claim.name is not None
        card = self._names.get(claim.name.key)
        return claim.name.country or (card.country if card else "")

    def person(self, claim: Claim, *, again: bool = False, alike: bool = False) -> str:
        """A person, office and country as this edition prints them.

        Short where named before (`again`), without the country where the one before has it (`alike`).
        """
        assert claim.name is not None
        card = self._names.get(claim.name.key)
        key = claim.name.office or (card.office if card else "")
        code = self.country_of(claim)
        office = self._office(claim)
        if again:
            return self.grammar.again(self.short(claim), office=office)
        of_state = key.removeprefix("office:").partition("@")[0] in STATE_OFFICES
        country = (self._form(f"country:{code}") or "") if code and of_state and not alike else ""
        return self.grammar.person(self.name(claim), office=office, country=country, code=code)

    def who(self, claim: Claim, *, again: bool = False) -> str:
        """Any name that acts: a person with office, everything else bare."""
        is_person = claim.name is not None and claim.name.kind == "person"
        return self.person(claim, again=again) if is_person else self.grammar.body(self.name(claim))

    def people(self, claims: Sequence[Claim]) -> list[str]:
        """Who acts, with offices; a country told once for neighbours that share it."""
        told: list[str] = []
        last = ""
        for claim in claims:
            country = self.country_of(claim) if claim.name and claim.name.kind == "person" else ""
            told.append(self.person(claim, alike=True) if country and country == last else self.who(claim))
            last = country
        return told

    def short(self, claim: Claim) -> str:
        """A name as a headline prints it."""
        name = self.name(claim)
        if claim.name is None or claim.name.kind != "person" or visible(name) != name:
            return name
        return self.grammar.short_name(name, country=self.country_of(claim))

    def shorts(self, claims: Sequence[Claim]) -> list[str]:
        """Short names; the whole ones where two would look the same."""
        names = [self.short(claim) for claim in claims]
        return names if len(set(names)) == len(names) else [self.name(claim) for claim in claims]

    def agains(self, claims: Sequence[Claim]) -> list[str]:
        """Names with offices, as in a second mention; the whole ones where two would look the same."""
        names = [self.who(claim, again=True) for claim in claims]
        return names if len(set(names)) == len(names) else [self.who(claim) for claim in claims]

    def titled(self, claims: Sequence[Claim]) -> list[str]:
        """Names for a headline: with their offices where everybody has one, else short."""
        everyone = all(self._office(claim) for claim in claims)
        return self.agains(claims) if everyone else self.shorts(claims)

    def _office(self, claim: Claim) -> str:
        """A person's office as this edition prints it, or ""."""
        assert claim.name is not None
        card = self._names.get(claim.name.key)
        key = claim.name.office or (card.office if card else "")
        return (self._form(f"{key}@{self.country_of(claim)}") or self._form(key) or "") if key else ""

    def place(self, claim: Claim, *, country: bool = True) -> str:
        """A place, with its country where that is not the reader's own."""
        code = self.country_of(claim) if country else ""
        abroad = code and code != self.grammar.home and claim.name is not None and claim.name.kind == "place"
        return self.grammar.place(self.name(claim), country=(self._form(f"country:{code}") or "") if abroad else "")

    def outlets(self, evidence: Iterable[Evidence]) -> str:
        """The outlets behind some spans: three named, the rest counted."""
        return self.outlet_list(outlets_of(evidence))

    def outlet_list(self, source_ids: Sequence[str]) -> str:
        """Outlets by their own names: all of four, three of more."""
        named = source_ids if len(source_ids) <= FULL_OUTLETS else source_ids[:MAX_OUTLETS]
        names = [self.outlet(source_id) for source_id in named]
        rest = len(source_ids) - len(named)
        if not rest:
            return self.grammar.join(names)
        told, total = self.grammar.number(rest), self.grammar.number(len(source_ids))
        return self.say("outlets.more", rest, names=self.grammar.series(names), rest=told, n=total)

    def outlet(self, source_id: str) -> str:
        """An outlet's name in its own script."""
        card = self._cards.get(source_id)
        if card is None:
            return unmark(source_id)
        return self.foreign(card.outlet, card.language)

    def foreign(self, text: str, language: str) -> str:
        """Text marked with its language where that is not the edition's."""
        return unmark(text) if language == self.language else mark(text, language)

    # --- dates and figures ---------------------------------------------------------------------

    def date(self, value: DateValue) -> str:
        """A date as a noun."""
        return self.grammar.date(value, zone=self.dossier.zone, year=self.year)

    def day(self, value: DateValue) -> str:
        """A date as a noun, without the time of day."""
        return self.grammar.day(value, zone=self.dossier.zone, year=self.year)

    def when(self, value: DateValue) -> str:
        """A date as a sentence takes it."""
        return self.grammar.when(value, zone=self.dossier.zone, year=self.year)

    def first_seen(self, claim: Claim) -> str:
        """When a claim was first reported, as finely as its report is dated; "" where it is not."""
        report = next((c for c in self.dossier.reports if c.report_id == claim.evidence[0].report_id), None)
        if report is None or report.published is None or claim.first_seen.year <= UNDATED.year:
            return ""
        precise = report.published.precision if report.published.precision is Precision.MINUTE else Precision.DAY
        end = claim.first_seen + timedelta(minutes=1)
        return self.when(DateValue(begin=claim.first_seen, end=end, zone=self.dossier.zone, precision=precise))

    def figure(self, value: QuantityValue) -> str:
        """A figure with unit and hedge: "약 12명", "at least 12 people"."""
        number = self.number(value)
        if len(value.unit) == 3 and value.unit.isascii() and value.unit.isupper():  # noqa: PLR2004 - ISO 4217
            told = self.grammar.money(number, value.unit)
        else:
            known = f"unit.{value.unit or 'number'}"
            known = "unit.number" if value.unit == "money" else known if known in self.words else "unit.other"
            told = self.say(known, value.high, n=number, unit=unmark(value.unit))
        return told if value.modifier is Modifier.EXACT else self.say(f"modifier.{value.modifier}", figure=told)

    def number(self, value: QuantityValue) -> str:
        """The bare numeral or range."""
        low = self.grammar.number(value.low)
        return low if value.low == value.high else self.say("range", low=low, high=self.grammar.number(value.high))

    def counted(self, claim: Claim, use: str) -> str:
        """What a figure counts, as "noun", "item" (a clause) or "short" (in a headline)."""
        assert claim.quantity is not None
        value = claim.quantity
        return self.say(f"counted.{kind_of(value.counted, [claim])}.{use}", value.high, **self._both(value))

    def counted_value(self, value: QuantityValue) -> str:
        """A figure after the name of what is counted."""
        return self.say("value.counted", **self._both(value))

    def _both(self, value: QuantityValue) -> dict[str, str]:
        number = self.number(value)
        if value.modifier is not Modifier.EXACT:
            number = self.say(f"modifier.{value.modifier}", figure=number)
        return {"figure": self.figure(value), "number": number}

    def value(self, claim: Claim) -> str:
        """The value of any claim, bare."""
        if claim.slot is Slot.WHEN and claim.date:
            return self.date(claim.date)
        if claim.slot is Slot.HOW_MANY and claim.quantity:
            # What is counted has been said: "the number of injured … 12".
            known = claim.quantity.counted in counted_concepts() and claim.quantity.unit in COUNTABLE
            return self.counted_value(claim.quantity) if known else self.figure(claim.quantity)
        if claim.name and claim.slot is not Slot.SAID:
            return self.who(claim)
        return ""


def _language_of(name: NameValue, evidence: Sequence[Evidence]) -> str:
    """Language a surface was found in: of the first span that shows it."""
    return next((item.language for item in evidence if name.surface in item.text), evidence[0].language)
