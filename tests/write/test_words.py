"""The brief's words: everything that can happen or be counted has them, in all languages, for every use.

That the languages have the same keys and none is left in another language is tests/test_locales.py's.
"""

from __future__ import annotations

import string

import pytest

from twosource.languages.concepts import counted_concepts, cue_weights
from twosource.languages.grammar import grammar
from twosource.languages.tables import table as read_table
from twosource.records import FoldReason, Modifier
from twosource.text.catalogue import catalogue, languages
from twosource.write import happening
from twosource.write.happening import ACCIDENTS, BY_BODY, BY_PERSON, MUTUAL, Telling

LANGUAGES = ("en", "ja", "ko")
ACTED = MUTUAL | BY_PERSON | BY_BODY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cue", sorted(cue_weights()))
def test_every_cue_has_its_words(cue: str, language: str) -> None:
    """A cue that annotate can find can be told: noun, clause, headline, and verbs where somebody acts."""
    words = catalogue("brief", language)
    uses = ["noun", "event", "headline", *(["act", "base", "head"] if cue in ACTED else [])]
    assert [use for use in uses if f"cue.{cue}.{use}" not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(read_table("kinds")))
def test_every_kind_has_the_words_of_what_it_is_a_kind_of(kind: str, language: str) -> None:
    """Wherever a cue or a figure can be told, its kinds can."""
    words, concept = catalogue("brief", language), read_table("kinds")[kind]["of"]
    group = "counted" if concept in counted_concepts() else "cue"
    uses = [key.rpartition(".")[2] for key in words.entries if key.startswith(f"{group}.{concept}.")]
    assert uses
    assert [use for use in uses if f"{group}.{kind}.{use}" not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("counted", sorted(counted_concepts()))
def test_every_counted_thing_has_its_words(counted: str, language: str) -> None:
    """A figure that annotate can find can be told as subject, as fact and in a headline."""
    words = catalogue("brief", language)
    assert [use for use in ("noun", "item", "short") if f"counted.{counted}.{use}" not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_a_concept_has_its_words(language: str) -> None:
    """Units the concepts name have counters; money and areas are named by their own unit."""
    units = {concept.unit for concept in counted_concepts().values()} - {"money", "area"}
    words = catalogue("brief", language)
    assert [unit for unit in sorted(units) if f"unit.{unit}" not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_its_frames(language: str) -> None:
    """Each way a cue is told has its noun phrase, clause and headline."""
    words = catalogue("brief", language)
    keys = [f"np.{telling}" for telling in Telling]
    keys += [f"event.{telling}" for telling in Telling]
    keys += [f"head.event.{telling}" for telling in Telling if telling is not Telling.DISPUTED]
    keys += [f"topic.{telling}" for telling in Telling if telling is not Telling.DISPUTED]
    keys += [f"fold.{reason}" for reason in FoldReason]
    keys += [f"modifier.{modifier}" for modifier in Modifier if modifier is not Modifier.EXACT]
    assert [key for key in keys if key not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_that_templates_ask_for_exist(language: str) -> None:
    """A particle that a catalogue names is one the grammar has."""
    tongue = grammar(language)
    for key, forms in catalogue("brief", language).entries.items():
        for template in forms:
            for _, field, form, _ in string.Formatter().parse(template):
                if field and form:
                    assert tongue.inflect("x", form), key


def test_cue_classes_name_cues() -> None:
    """The writer's classes speak of cues that exist, and no cue both acts and befalls."""
    known = set(cue_weights())
    classes = (MUTUAL, BY_PERSON, BY_BODY, ACCIDENTS, happening.ABOUT_BODY, happening.MODIFIERS, happening.NEAR)
    assert [cue for group in classes for cue in group if cue not in known] == []
    assert set() == ACTED & ACCIDENTS


def test_three_languages_ship() -> None:
    """The editions of the demo."""
    assert set(LANGUAGES) <= set(languages("brief"))
