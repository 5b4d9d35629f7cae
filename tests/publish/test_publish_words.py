"""The site's catalogue and the code agree: no word is missing, none is left over, none is still in English."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from made_pages import LANGUAGES
from twosource.records import CueState, FoldReason, Modifier, Precision, RelatedReason, Relation, Slot, SourceKind
from twosource.text.catalogue import catalogue
from twosource.text.units import cldr_name, is_currency

SRC = Path(__file__).resolve().parents[2] / "src" / "twosource"
# Where words of the site are spoken.
SPEAKERS = [
    *(SRC / "publish").rglob("*.py"),
    *(SRC / "publish" / "templates").glob("*.html"),
    *(SRC / "illustrate").glob("*.py"),
    SRC / "text" / "telling.py",
]


@cache
def concepts() -> dict[str, dict[str, object]]:
    loaded: dict[str, dict[str, object]] = tomllib.loads((SRC / "languages" / "concepts.toml").read_text("utf-8"))
    return loaded


@cache
def units() -> frozenset[str]:
    """Every unit that a language can find, less those that say nothing to a reader."""
    tables = (tomllib.loads(path.read_text("utf-8")) for path in SRC.glob("languages/*/figures.toml"))
    return frozenset(unit for table in tables for unit in table["units"]) - {"none", "area"}


def families() -> dict[str, set[str]]:
    """Ids that are put together at run time: prefix to all its possible endings."""
    return {
        "cue": set(concepts()["cue"]),
        "counted": set(concepts()["counted"]) - {"magnitude"},
        "unit": {unit for unit in units() if not cldr_name(unit) and not is_currency(unit) and unit != "percent"},
        "slot": {str(slot) for slot in Slot},
        "relation": {str(relation) for relation in Relation},
        "kind": {str(kind) for kind in SourceKind},
        "fold": {str(reason) for reason in FoldReason},
        "reason": {str(reason) for reason in RelatedReason},
        "state": {str(state) for state in CueState} - {"happened"},
        "modifier": {str(modifier) for modifier in Modifier} - {"exact"},
        "pattern": {"short", "month_day", *(str(precision) for precision in Precision)}
        - {"week", "half", "part_of_day"},
        "figure": {"reports", "outlets", "origins"},
        "about": {part for name in ("what", "machines", "people", "count", "differ", "pictures") for part in (name, f"{name}.text")},
        "privacy": {part for name in ("cookies", "third", "log", "refuse", "law") for part in (name, f"{name}.text")},
        "label": {"brief.short", "model.short"},
    }  # fmt: skip


def needed() -> set[str]:
    """Every id some speaker may ask for."""
    text = "\n".join(path.read_text("utf-8") for path in SPEAKERS)
    literal = set(re.findall(r"""\b(?:say|phrase|words\(\w+\))\(\s*["']([a-z][a-z_.]*[a-z])["'][,)]""", text))
    literal |= set(re.findall(r"""else say\("([a-z.]+)"\)""", text))
    return literal | {f"{family}.{end}" for family, ends in families().items() for end in ends}


# Currencies CLDR would name as well, but not as a newspaper does; ids used through a variable.
ALSO = {"unit.KRW", "unit.JPY", "unit.USD", "unit.EUR"}
CURRENCIES = {"unit.AUD", "unit.CAD", "unit.TWD", "unit.GBP", "unit.CNY", "unit.PHP"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_missing(language: str) -> None:
    """Whatever a page or picture may say, each language can say it: every concept, unit, reason and part."""
    assert needed() - set(catalogue("site", language).entries) - CURRENCIES == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_left_over(language: str) -> None:
    """No phrase is kept that nothing says any more."""
    assert set(catalogue("site", language).entries) - needed() - ALSO == set()


def test_the_search_for_words_finds_them() -> None:
    """The two rules above look at something."""
    assert len(needed()) > 200
    assert {"skip", "label.brief", "picture.alt", "cue.meet", "unit.person", "pattern.month_day"} <= needed()


def test_nothing_reads_alike_by_accident() -> None:
    """Two languages share a phrase only where it has no words, only signs and what is filled in."""
    tables = [catalogue("site", language).entries for language in LANGUAGES]
    for key, forms in tables[0].items():
        for other in (tables[1], tables[2]):
            if other[key][-1] == forms[-1]:
                assert not re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", forms[-1])), f"{key}: {forms[-1]}"
        if tables[1][key][-1] == tables[2][key][-1]:
            assert not re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", tables[1][key][-1])), key


def test_korean_has_no_particle_in_brackets() -> None:
    """ "은(는)" and "이(가)" are a form letter's Korean."""
    shown = " ".join(form for forms in catalogue("site", "ko").entries.values() for form in forms)
    assert not re.search(r"[은는이가을를와과]\([은는이가을를와과]\)", shown)
