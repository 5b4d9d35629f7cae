"""English names: persons beside titles and verbs, bodies by their ending, cities and countries, and look-alikes.

People, companies and happenings are made up; countries and large cities are not.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import languages
from twosource.languages.en.names import read_names
from twosource.languages.names import NameTable
from twosource.languages.protocol import Reading
from twosource.records import NameKind, NameMention, NameValue

PERSON, PLACE, BODY = NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION
COUNTRY, OFFICE = NameKind.COUNTRY, NameKind.OFFICE
Mentions = Callable[[str], list[NameMention]]
Finder = Callable[[str, NameKind], list[NameValue]]


@pytest.fixture
def mentions(read: Callable[..., Reading], table: NameTable) -> Mentions:
    """Names of a body, as a Korean outlet writes in English."""
    return lambda body: read_names(read("en", body), table, "KR")


@pytest.fixture
def named(mentions: Mentions) -> Finder:
    """The values of one kind in a body."""
    return lambda body, kind: [m.value for m in mentions(body) if m.value.kind is kind]


@pytest.mark.parametrize(
    ("body", "person"),
    [
        ("Mayor Lena Ortiz spoke.", "Lena Ortiz"),
        ("Governor Silas Wren spoke.", "Silas Wren"),
        ("Prof. Idris Malloy left.", "Idris Malloy"),
        ("Gen. Mira Castellan left.", "Mira Castellan"),
        ("Lt. Gen. Oskar Brandvold left.", "Oskar Brandvold"),
        ("Sen. Dana Whitlock left.", "Dana Whitlock"),
        ("Spokesperson Ida Lorne left.", "Ida Lorne"),
        ("Police chief Odin Marsh said so.", "Odin Marsh"),
        ("Tobias Falkner, 47, was hurt.", "Tobias Falkner"),
        ("Tobias Falkner, a baker, was hurt.", "Tobias Falkner"),
        ("Tobias Falkner, who bakes, was hurt.", "Tobias Falkner"),
        ("Tobias Falkner said so.", "Tobias Falkner"),
        ("Tobias Falkner, head of the bakers' guild, said so.", "Tobias Falkner"),
        ("On Monday Tobias Falkner said so.", "Tobias Falkner"),
        ("Pieter van Aldern said so.", "Pieter van Aldern"),
        ("Anna-Maria Keld said so.", "Anna-Maria Keld"),
        ("John R. Malloy said so.", "John R. Malloy"),
        ("Bae Na-rin said so.", "Bae Na-rin"),
        ("Na-rin Bae said so.", "Na-rin Bae"),
        ("Kim Do-yeol, 52, was hurt.", "Kim Do-yeol"),
        ("Defense Minister Bae Na-rin left.", "Bae Na-rin"),
        ("Victoria Bell said so.", "Victoria Bell"),
    ],
)
def test_person(body: str, person: str, named: Finder) -> None:
    """Title before, verb behind, age or description behind; middle letters, particles and hyphens are of the name."""
    assert [value.surface for value in named(body, PERSON)] == [person]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jun Harada, a professor, left.", "Harada Jun, a professor, left."),
        ("Bae Na-rin said so.", "Na-rin Bae said so."),
        ("Mayor Lena Ortiz left.", "Ortiz Lena, the mayor, left."),
    ],
)
def test_order_does_not_matter(one: str, other: str, named: Finder) -> None:
    """Family name first or last: one person, so that an outlet's order makes no second one."""
    (first,), (second,) = named(one, PERSON), named(other, PERSON)
    assert first.key == second.key
    assert first.surface != second.surface


def test_two_people_are_two(named: Finder) -> None:
    """Sharing a family name makes nobody the same."""
    one, other = named("Mayor Lena Ortiz met Governor Ida Ortiz.", PERSON)
    assert one.key != other.key


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("Ren Hazuki arrived.", "person:hazuki-ren"),
        ("Yun Ga-ram arrived.", "person:yun-garam"),
        ("Yun Seo-ra arrived.", "person:yun-seora"),
    ],
)
def test_registry_person_needs_no_title(body: str, key: str, named: Finder) -> None:
    """Whom the registry knows is found bare."""
    assert [value.key for value in named(body, PERSON)] == [key]


@pytest.mark.parametrize(
    ("body", "office", "country"),
    [
        ("Mayor Lena Ortiz left.", "mayor", ""),
        ("Prime Minister Elda Voss left.", "prime-minister", ""),
        ("Foreign Minister Corin Hale left.", "foreign-minister", ""),
        ("Vice President Lars Egede left.", "vice-president", ""),
        ("South Korean President Oh Su-ryeon left.", "president", "KR"),
        ("U.S. President Walter Brome left.", "president", "US"),
        ("Japan's Prime Minister Elda Voss left.", "prime-minister", "JP"),
        ("Corin Hale, the French foreign minister, left.", "foreign-minister", "FR"),
        ("Corin Hale, the German defense minister, left.", "defence-minister", "DE"),
        ("Bae Na-rin, the mayor of Gunsan, left.", "mayor", ""),
        ("Foreign Ministry spokesperson Ida Lorne left.", "spokesperson", ""),
        ("Minister Yun Ga-ram left.", "defence-minister", "KR"),
    ],
)
def test_person_holds_the_office_beside(body: str, office: str, country: str, named: Finder) -> None:
    """An office before or behind the name is held by the person, for the country beside the office."""
    (person,) = named(body, PERSON)
    assert (person.office, person.country) == (f"office:{office}", country)


@pytest.mark.parametrize(
    ("body", "office", "country"),
    [
        ("The French president left.", "president", "FR"),
        ("France's foreign minister left.", "foreign-minister", "FR"),
        ("France’s foreign minister left.", "foreign-minister", "FR"),
        ("Germany's defense minister left.", "defence-minister", "DE"),
        ("The Prime Minister left.", "prime-minister", ""),
    ],
)
def test_office_without_a_person(body: str, office: str, country: str, named: Finder) -> None:
    """An office alone is of the country before it and names nobody."""
    (found,) = named(body, OFFICE)
    assert (found.key, found.country) == (f"office:{office}", country)
    assert named(body, PERSON) == []


@pytest.mark.parametrize(
    ("body", "surface"),
    [
        ("Larkmoor University opened.", "Larkmoor University"),
        ("The Larkmoor Fire Department came.", "Larkmoor Fire Department"),
        ("The Larkmoor Tribune reported it.", "Larkmoor Tribune"),
        ("In Larkmoor Hospital it was quiet.", "Larkmoor Hospital"),
        ("Tarn Motors recalled the cars.", "Tarn Motors"),
        ("Orvel Holdings rose.", "Orvel Holdings"),
        ("Orvel-Tarn Group rose.", "Orvel-Tarn Group"),
        ("The Green Tide Party won.", "Green Tide Party"),
        ("They asked the Larkmoor Police.", "Larkmoor Police"),
        ("They asked the University of Larkmoor.", "University of Larkmoor"),
        ("They asked the Ministry of Bridges and Ferries.", "Ministry of Bridges and Ferries"),
        ("Haneul Electronics rose.", "Haneul Electronics"),
        ("The Bank of Korea held rates.", "Bank of Korea"),
        ("The EU signed.", "EU"),
    ],
)
def test_body(body: str, surface: str, named: Finder) -> None:
    """A body is known by its ending or its first word, without the article; the tables' bodies by name."""
    assert [value.surface for value in named(body, BODY)] == [surface]
    assert named(body, PERSON) == []


@pytest.mark.parametrize(
    ("body", "kind", "places"),
    [
        ("They met in Osaka.", PLACE, [("Osaka", "JP")]),
        ("They met in Busan, South Korea.", PLACE, [("Busan", "KR")]),
        ("They met in Paris.", PLACE, [("Paris", "FR")]),
        ("They flew from Tokyo to Seoul.", PLACE, [("Tokyo", "JP"), ("Seoul", "KR")]),
        ("Japan and France signed.", COUNTRY, [("Japan", "JP"), ("France", "FR")]),
        ("The United States signed.", COUNTRY, [("United States", "US")]),
        ("The U.S. signed.", COUNTRY, [("U.S.", "US")]),
        ("The UK signed.", COUNTRY, [("UK", "GB")]),
        ("North Korea signed.", COUNTRY, [("North Korea", "KP")]),
        ("South Korean ships left.", COUNTRY, [("South Korean", "KR")]),
    ],
)
def test_place(body: str, kind: NameKind, places: list[tuple[str, str]], named: Finder) -> None:
    """Cities and countries, with the country they are of; North and South are of the name."""
    assert [(value.surface, value.country) for value in named(body, kind)] == places


@pytest.mark.parametrize(
    ("body", "short"),
    [
        ("Mayor Lena Ortiz spoke. Ortiz left.", "Ortiz"),
        ("Tobias Falkner, a baker, was hurt. Mr. Falkner left.", "Falkner"),
        ("Tobias Falkner, a baker, was hurt. Tobias is well.", "Tobias"),
        ("Bae Na-rin said so. Bae left.", "Bae"),
        ("Bae Na-rin said so. Minister Bae left.", "Bae"),
        ("Defense Minister Ren Hazuki spoke. Hazuki left.", "Hazuki"),
    ],
)
def test_short_form_after_the_full_name(body: str, short: str, named: Finder) -> None:
    """One word of a full name, bare or titled, is that person."""
    full, again = named(body, PERSON)
    assert again.surface == short
    assert again.key == full.key


def test_short_form_of_two_is_nobody(named: Finder) -> None:
    """Where two people share the name, it is a guess, and none is made."""
    found = named("Mayor Lena Ortiz and Mayor Ida Ortiz met. Ortiz left.", PERSON)
    assert [value.surface for value in found] == ["Lena Ortiz", "Ida Ortiz"]


@pytest.mark.parametrize(
    "body",
    [
        "Green Valley is quiet.",
        "The Blue Lantern closed.",
        "Monday Morning said nothing.",
        "New Year said goodbye.",
        "Black Friday, the sale, came.",
        "The court said so.",
        "The china broke.",
        "They ate turkey and chili.",
        "Houston Street closed.",
        "It was a Paris-based firm.",
        "Ortiz left.",
        "the mill said so.",
        "",
    ],
)
def test_no_name(body: str, mentions: Mentions) -> None:
    """Capitals without a title, days, everyday words that are countries too, and a city inside a longer name."""
    assert mentions(body) == []


@given(
    st.lists(st.sampled_from([*"AabZé.,'’-“ ", "Mr. ", "Bank of ", " said", "Osaka", "Mayor "]), max_size=12).map(
        "".join
    )
)
@settings(max_examples=60, deadline=None)
def test_a_mention_is_what_stands_in_the_text(body: str) -> None:
    """Any text is read; each mention's span is its surface, in order, no two sharing a letter."""
    language = languages.get("en")
    text = f"\n{body}"
    reading = Reading(text, language.passages("", body), language.tokens(text))
    end = 0
    for mention in read_names(reading, NameTable.build((), ()), "KR"):
        assert text[mention.span.start : mention.span.end] == mention.value.surface
        assert mention.span.start >= end
        end = mention.span.end


@pytest.mark.parametrize("unit", ["Aaa ", "A. ", "Ministry of ", "Aaa-aaa ", "Mr. ", "Aaa, ", "A’B"])
def test_hostile_text_is_linear(unit: str, mentions: Mentions) -> None:
    """No run of capitals makes a pattern go back over the whole text."""
    began = time.process_time()
    mentions(unit * 2000)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "body", ["Climate Change, a threat, grows.", "The World Cup, the event, begins.", "Han River, the stream, rose."]
)
def test_a_thing_described_is_no_person(body: str, read: Callable[..., Reading], table: NameTable) -> None:
    """Two capitals and ", the" name a person only where what follows is what people are."""
    found = languages.get("en").names(read("en", body), table, "")
    assert [m for m in found if m.value.kind is NameKind.PERSON] == []


@pytest.mark.parametrize("body", ["Mr. Tobias Falkner left.", "According to Tobias Falkner, it rained."])
def test_a_title_is_no_part_of_a_name(body: str, read: Callable[..., Reading], table: NameTable) -> None:
    """A form of address at the begin of a sentence neither hides a person nor makes another one."""
    found = languages.get("en").names(read("en", body), table, "")
    assert [m.value.surface for m in found if m.value.kind is NameKind.PERSON] == ["Tobias Falkner"]
