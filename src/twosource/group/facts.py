"""Whether two reports tell the same facts, whatever their languages: figures, days, people and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from twosource.group.outlets import is_wire
from twosource.languages.phonetic import same_name
from twosource.records import Annotation, NameKind, NameValue

_T = TypeVar("_T")

# Figures that any two reports may share
_COMMON = frozenset({0.0, 1.0, 2.0})
# Names beyond these are background
_MOST_NAMES = 24


def same_facts(one: Annotation, two: Annotation) -> bool:
    """Whether they share anything that tells happenings apart; True where one of them states nothing that can be compared."""
    kinds: tuple[Callable[[Annotation, Annotation], tuple[int, int]], ...] = (_figures, _days, _names)
    found = [compare(one, two) for compare in kinds]
    shared, comparable = (sum(column) for column in zip(*found, strict=True))
    return not comparable or shared > 0


def _figures(one: Annotation, two: Annotation) -> tuple[int, int]:
    """How many figures are shared, of how many that could be."""
    ours, theirs = (
        {
            (item.value.unit, item.value.low, item.value.high)
            for item in note.quantities
            if item.value.low not in _COMMON
        }
        for note in (one, two)
    )
    return _overlap(ours, theirs)


def _days(one: Annotation, two: Annotation) -> tuple[int, int]:
    """The same for days; a day begins at different hours in different zones, so the middle counts."""
    ours, theirs = (
        {
            (item.value.begin + (item.value.end - item.value.begin) / 2).date()
            for item in note.dates
            if item.value.names_day
        }
        for note in (one, two)
    )
    return _overlap(ours, theirs)


def _overlap(ours: set[_T], theirs: set[_T]) -> tuple[int, int]:
    return len(ours & theirs), min(len(ours), len(theirs))


def _names(one: Annotation, two: Annotation) -> tuple[int, int]:
    """The same for people, places and organisations, by key or by how they sound."""
    ours, theirs = (list(_told(note)) for note in (one, two))
    keys = {value.key for value in theirs}
    shared = sum(
        value.key in keys
        or any(
            value.kind is other.kind and same_name(value.surface, one.language, other.surface, two.language)
            for other in theirs
        )
        for value in ours
    )
    return shared, min(len(ours), len(theirs))


def _told(note: Annotation) -> Iterable[NameValue]:
    """Each name once, in order; countries and offices are shared by half the news, and the agency is named in all of it."""
    kinds = (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION)
    values = (
        item.value
        for item in note.names
        if item.value.kind in kinds and not item.value.anonymous and not is_wire(item.value.surface)
    )
    return list({value.key: value for value in values}.values())[:_MOST_NAMES]
