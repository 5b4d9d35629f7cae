"""The tables of figures: what they name exists, can be told in every edition, and contradicts nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from twosource.languages.concepts import counted_concepts
from twosource.languages.figures import figure_rule
from twosource.languages.tables import table
from twosource.records import Modifier, QuantityValue
from twosource.text.telling import tell_quantity
from twosource.text.units import dimension, is_currency

CODES = ("ko", "ja", "en")
# Units that pages never tell, as nothing that is counted has them, and what is no unit at all
UNTOLD = {"decade", "none", "area"}
# Told by shape, not by words
BY_SHAPE = {"years_since", "score"}


def figures(code: str) -> dict[str, Any]:
    return table(f"{code}/figures")


def units_of(code: str) -> set[str]:
    """Every unit that a figure of this language can have."""
    data = figures(code)
    return set(data["units"]) | {entry["unit"] for entry in data.get("special", ())}


def all_units() -> list[str]:
    signs = set(table("plain/figures")["signs"])
    return sorted(signs.union(*(units_of(code) for code in CODES)) - UNTOLD)


@pytest.mark.parametrize("unit", all_units())
def test_every_unit_can_be_told_in_every_edition(unit: str) -> None:
    """A unit that a report has must not be lost on the page, nor printed as its id."""
    value = QuantityValue(low=7, high=7, unit=unit, against=2 if unit == "score" else None)
    for language in CODES:
        told = tell_quantity(value, language)
        assert "7" in told
        assert told != "7" or unit == "item"
        assert unit not in told or len(unit) <= 2 or unit in {"magnitude", "age"} or language == "en"
        assert "_" not in told


@pytest.mark.parametrize("modifier", [m for m in Modifier if m is not Modifier.EXACT])
def test_every_hedge_can_be_told_and_read(modifier: Modifier) -> None:
    """Each hedge has words in every edition and in every language that is read."""
    for code in CODES:
        data = figures(code)
        assert tell_quantity(QuantityValue(low=7, high=7, unit="person", modifier=modifier), code)
        assert modifier in {*data["before"].values(), *data["after"].values()}


@pytest.mark.parametrize("code", CODES)
def test_a_word_names_one_unit(code: str) -> None:
    """Of two units for one word one would never be found."""
    words = Counter(word.lower() for group in figures(code)["units"].values() for word in group)
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("code", CODES)
def test_currencies_are_many_and_agree(code: str) -> None:
    """Twenty-five currencies at least, and a currency of one language is one of the others."""
    mine = {unit for unit in figures(code)["units"] if is_currency(unit)}
    assert len(mine) >= 25
    for other in CODES:
        assert mine ^ {unit for unit in figures(other)["units"] if is_currency(unit)} == set()


@pytest.mark.parametrize("code", CODES)
def test_every_concept_has_words(code: str) -> None:
    """What one language counts the others count: a toll in one report is compared with that of another."""
    words = table(f"{code}/counted")
    concepts = set(counted_concepts()) - BY_SHAPE
    assert set(words) <= concepts
    # the Korean and Japanese counters say which countries are meant
    assert concepts - set(words) <= {"countries"}


def test_what_is_counted_has_a_unit_that_figures_have() -> None:
    """A concept whose unit no table has would never be found."""
    kinds = {dimension(unit) for code in CODES for unit in units_of(code)} | set().union(*map(units_of, CODES))
    assert {concept.unit for concept in counted_concepts().values()} - kinds == set()


def specials() -> Iterator[tuple[str, dict[str, Any]]]:
    for code in CODES:
        for entry in figures(code)["special"]:
            yield code, entry


@pytest.mark.parametrize(("code", "entry"), list(specials()), ids=lambda value: str(value)[:40])
def test_shapes_say_their_number(code: str, entry: dict[str, Any]) -> None:
    """A pattern has a number, or half of something; a mark; and groups that the reader knows."""
    pattern = re.compile(entry["pattern"].replace("<N>", "[0-9]"))
    assert {"n", "half"} & set(pattern.groupindex)
    assert set(pattern.groupindex) <= {"n", "of", "against", "half", "minus", "at"}
    assert entry["marks"]
    assert entry["unit"] in set(all_units()), code


@pytest.mark.parametrize("code", CODES)
def test_vague_numbers_are_intervals(code: str) -> None:
    """Dozens are no number but lie between two."""
    for word, (low, high) in figures(code)["vague"].items():
        assert 0 < low < high, word
        assert high < 20 * low, word


@pytest.mark.parametrize("code", [*CODES, "plain"])
def test_tables_compile(code: str) -> None:
    """Every expression in them is one; nothing is read where there is nothing."""
    rule = figure_rule(code)
    assert rule.value("7") == 7
    assert rule.value("?") is None
    assert rule is figure_rule(code)
