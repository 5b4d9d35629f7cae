"""Names that tables know: a newsroom's registry first, then offices, bodies, alliances, countries, cities.

`NameTable` answers two questions: which names may start at a place in a text (`surfaces`), and how
a name is printed in each edition (`card`, which makes it a `ports.Names`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from twosource.languages.entry import Entry
from twosource.languages.gazetteer import city_forms, city_surfaces, countries, country_surfaces
from twosource.languages.phonetic import is_whole, name_key, script_language
from twosource.languages.tables import table
from twosource.records import NameCard, NameKind

# Surfaces are found by their first characters; shorter ones by all of them
PREFIX = 4
SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A person or organisation of a newsroom's registry: (language, printed form) pairs and more spellings."""

    id: str
    forms: tuple[tuple[str, str], ...]
    office: str = ""
    country: str = ""
    also: tuple[str, ...] = ()


Index = dict[str, list[tuple[str, tuple[Entry, ...]]]]
"""First `PREFIX` characters, or a shorter whole surface -> (surface, meanings) pairs, longest first."""
Surfaces = tuple[frozenset[str], Index]
"""The first `SHORTEST` characters of all surfaces, for a quick no, and the index."""


class NameTable:
    """All names known by table. Cheap to build a second time in a process: the large tables are shared."""

    def __init__(self, persons: tuple[Registered, ...], organisations: tuple[Registered, ...]) -> None:
        """Use `build`; this takes what is already normalised."""
        self.persons = persons
        self._cards: dict[str, NameCard] = {}
        self._languages: dict[str, Surfaces] = {}
        self._offices = {alias: name for name, row in table("offices").items() for alias in row.get("alias", ())}
        self._bodies = _merged(organisations)
        self._add_cards()
        self.short_forms = self._short_forms()

    @classmethod
    def build(cls, persons: Iterable[Any], organisations: Iterable[Any]) -> NameTable:
        """From `Registered`, anything with its attributes (settings blocks), or tuples in its order."""
        return cls(tuple(map(_registered, persons)), tuple(map(_registered, organisations)))

    def card(self, key: str) -> NameCard | None:
        """Printed forms; `office:<id>@<country>` gives the forms for that country's holder."""
        known = self._cards.get(key)
        if known is not None:
            return known
        kind, _, name = key.partition(":")
        if kind == "place":
            city = city_forms(name)
            return NameCard(key=key, kind=NameKind.PLACE, country=city[0], forms=city[1]) if city else None
        if kind == "office":
            return self._office_card(name)
        return None

    def office_key(self, office: str) -> str:
        """Key of an office id, aliases resolved; "" for ""."""
        office = office.removeprefix("office:")
        return f"office:{self._offices.get(office, office)}" if office else ""

    def surfaces(self, language: str) -> Surfaces:
        """What may be found in a text of `language`; built at first use."""
        if language not in self._languages:
            self._languages[language] = self._build(language)
        return self._languages[language]

    def keys(self, text: str, language: str) -> tuple[str, ...]:
        """What a whole form may mean by table; () where no table has it."""
        _, index = self.surfaces(language)
        rows = index.get(text[:PREFIX], ())
        return tuple(sorted({entry.key for surface, entries in rows if surface == text for entry in entries}))

    def sounded(self, key: str) -> Entry | None:
        """The registry's person whose full name sounds like that of an unknown one ("person:~…"); None where none does."""
        return self._sounded.get(key.removeprefix("person:~"))

    @cached_property
    def _sounded(self) -> dict[str, Entry]:
        """Sounds of a full name to the one person who has them; at first use, as reading kanji loads a dictionary."""
        found: dict[str, Entry] = {}
        doubtful = set()
        for person in self.persons:
            entry = Entry(NameKind.PERSON, f"person:{person.id}", person.country, self.office_key(person.office))
            for language, form in (*person.forms, *((script_language(also), also) for also in person.also)):
                sound = name_key(form, language) if is_whole(form, language) else ""
                # A name in kana may have no gap between its parts
                for way in dict.fromkeys((sound, sound.replace("-", ""), "".join(reversed(sound.split("-"))))):
                    if way and found.setdefault(way, entry) != entry:
                        doubtful.add(way)
        return {sound: entry for sound, entry in found.items() if sound not in doubtful}

    def _short_forms(self) -> dict[str, list[Entry]]:
        """What each registry person may be called for short, any language, to the persons so called."""
        found: dict[str, list[Entry]] = {}
        for person in self.persons:
            entry = Entry(NameKind.PERSON, f"person:{person.id}", person.country, self.office_key(person.office))
            for part in dict.fromkeys(part for language, form in person.forms for part in _parts(form, language)):
                found.setdefault(part, []).append(entry)
        return found

    def _office_card(self, name: str) -> NameCard | None:
        office, _, country = name.partition("@")
        office = self._offices.get(office, office)
        row = table("offices").get(office)
        if row is None:
            return None
        forms = {**row["print"], **row.get("print_in", {}).get(country, {})}
        return NameCard(key=f"office:{name}", kind=NameKind.OFFICE, forms=tuple(forms.items()), country=country)

    def _add_cards(self) -> None:
        for code, forms in countries().items():
            self._put(NameKind.COUNTRY, f"country:{code}", forms, country=code)
        for name, forms in table("regions").items():
            pairs = tuple(zip(("ko", "ja", "en"), forms[:3], strict=True))
            self._put(NameKind.PLACE, f"place:{name}", pairs, country=_region_country(name))
        for sides, row in table("alliances").items():
            self._put(NameKind.ALLIANCE, f"alliance:{sides}", tuple(row["print"].items()))
        for body in self._bodies:
            self._put(NameKind.ORGANISATION, f"organisation:{body.id}", body.forms, country=body.country)
        for person in self.persons:
            office = self.office_key(person.office)
            self._put(NameKind.PERSON, f"person:{person.id}", person.forms, country=person.country, office=office)

    def _put(
        self, kind: NameKind, key: str, forms: tuple[tuple[str, str], ...], *, country: str = "", office: str = ""
    ) -> None:
        self._cards[key] = NameCard(key=key, kind=kind, forms=forms, country=country, office=office)

    def _build(self, language: str) -> Surfaces:
        found = {surface: list(entries) for surface, entries in city_surfaces().get(language, {}).items()}
        for surface, entry in (*_countries(language), *_regions(), *_alliances(), *_offices(language)):
            found.setdefault(surface, []).append(entry)
        # Registry and bodies win over every table: they replace what stood there
        for body in self._bodies:
            entry = Entry(NameKind.ORGANISATION, f"organisation:{body.id}", body.country)
            found.update((surface, [entry]) for surface in (*dict(body.forms).values(), *body.also))
        people: dict[str, list[Entry]] = {}
        for person in self.persons:
            key, office = f"person:{person.id}", self.office_key(person.office)
            for surface in dict.fromkeys((*dict(person.forms).values(), *person.also)):
                people.setdefault(surface, []).append(Entry(NameKind.PERSON, key, person.country, office))
        found.update(people)
        return _index(found)


def _index(found: Mapping[str, list[Entry]]) -> Surfaces:
    index: Index = {}
    for surface, entries in found.items():
        if len(surface) >= SHORTEST:
            index.setdefault(surface[:PREFIX], []).append((surface, tuple(entries)))
    for rows in index.values():
        if len(rows) > 1:
            rows.sort(key=lambda row: (-len(row[0]), row[0]))
    return frozenset(head[:SHORTEST] for head in index), index


def _parts(form: str, language: str) -> tuple[str, ...]:
    """Short forms of a registry name: Korean family syllable or first word, both ends of a Latin name."""
    words = form.split()
    if language == "ko":
        return (words[0],) if len(words) > 1 else (form[:1],)
    if language == "ja":
        return tuple(form[:n] for n in (1, 2, 3) if n < len(form)) if "・" not in form else tuple(form.split("・"))
    return (words[0], words[-1]) if len(words) > 1 else ()


def _registered(item: Any) -> Registered:
    if isinstance(item, Registered):
        return item
    if isinstance(item, tuple):
        name, forms, office, country, also = item
    else:
        name, forms, country, also = item.id, item.forms, item.country, item.also
        office = getattr(item, "office", "")
    pairs = tuple(forms.items()) if isinstance(forms, Mapping) else tuple(forms)
    return Registered(id=name, forms=pairs, office=office, country=country, also=tuple(also))


def _merged(organisations: tuple[Registered, ...]) -> tuple[Registered, ...]:
    """The registry's bodies, each with the built-in spellings of the same body, then the other built-in ones."""
    owners = {surface: body.id for body in organisations for surface in (*dict(body.forms).values(), *body.also)}
    more: dict[str, list[str]] = {}
    rest: list[Registered] = []
    for name, row in table("organisations").items():
        surfaces = (*row["print"].values(), *row["also"])
        owner = next((owners[surface] for surface in surfaces if surface in owners), None)
        if owner is None:
            forms = tuple(row["print"].items())
            rest.append(Registered(id=name, forms=forms, country=row.get("country", ""), also=tuple(row["also"])))
        else:
            more.setdefault(owner, []).extend(surface for surface in surfaces if surface not in owners)
    mine = (
        Registered(id=o.id, forms=o.forms, country=o.country, also=(*o.also, *more.get(o.id, ())))
        for o in organisations
    )
    return (*rest, *mine)


def _countries(language: str) -> Iterable[tuple[str, Entry]]:
    for surface, code in country_surfaces(language):
        yield surface, Entry(NameKind.COUNTRY, f"country:{code}", code)


def _region_country(name: str) -> str:
    """Regions of a country begin with its code: "jp-kanagawa"."""
    code, dash, _ = name.partition("-")
    return code.upper() if dash and len(code) == len("jp") else ""


def _regions() -> Iterable[tuple[str, Entry]]:
    for name, forms in table("regions").items():
        entry = Entry(NameKind.PLACE, f"place:{name}", _region_country(name))
        for surface in forms:
            yield surface, entry


def _alliances() -> Iterable[tuple[str, Entry]]:
    for sides, row in table("alliances").items():
        entry = Entry(NameKind.ALLIANCE, f"alliance:{sides}")
        for surface in dict.fromkeys((*row["print"].values(), *row["also"])):
            yield surface, entry


def _offices(language: str) -> Iterable[tuple[str, Entry]]:
    for office, row in table("offices").items():
        for form in row["forms"].get(language, ()):
            entry = Entry(NameKind.OFFICE, f"office:{office}", row.get("only", {}).get(form, ""))
            for surface in dict.fromkeys((form, form.title().replace(" Of ", " of ").replace(" For ", " for "))):
                yield surface, entry
