"""What a happening or a figure is in particular, by the words of the sentences that tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from twosource.languages.tables import table
from twosource.records import Claim

# Behind or before a place: it is the sea that it happened on.
_AT_SEA = r"{place}(?:시|市)?(?:\s?앞 ?바다|\s?해상|の?沖)|\boff (?:the coast of )?{place}"


def kind_of(concept: str, claims: Sequence[Claim]) -> str:
    """The kind of a cue or counted thing that more than half of the spans name, else `concept` itself."""
    texts = [item.text for claim in claims for item in claim.evidence]
    for kind, words in _kinds().get(concept, ()):
        if sum(bool(words.search(text)) for text in texts) * 2 > len(texts):
            return kind
    return concept


@cache
def _kinds() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    found: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {}
    for kind, row in table("kinds").items():
        found[row["of"]] = (*found.get(row["of"], ()), (kind, re.compile(row["words"])))
    return found


def is_at_sea(where: Claim) -> bool:
    """Whether at least half of the spans that name the place mean the sea off it."""
    assert where.name is not None
    forms = {re.escape(where.name.surface), *_surfaces(where)}
    pattern = re.compile(_AT_SEA.replace("{place}", f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"))
    told = [bool(pattern.search(item.text)) for item in where.evidence]
    return sum(told) * 2 >= len(told)


def _surfaces(where: Claim) -> set[str]:
    """Spellings of the place in the other languages, by its key."""
    from twosource.languages.gazetteer import city_forms

    assert where.name is not None
    known = city_forms(where.name.key.removeprefix("place:"))
    return {re.escape(form) for _, form in known[1]} if known else set()
