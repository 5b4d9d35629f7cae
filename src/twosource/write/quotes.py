"""What may be quoted: short, verbatim, a small part of the article (fair quotation: what the claim needs, named and unchanged)."""

from __future__ import annotations

import re
from collections import Counter

from twosource.languages.marking import unmark
from twosource.records import Claim

MAX_WORDS = 40
MAX_CHARACTERS_CJK = 200
MAX_PER_SOURCE = 2
# Quoted characters over all characters of the article.
MAX_SHARE = 0.2

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_END = re.compile(r"(?<=[.!?。！？])\s*")


class QuoteBudget:
    """Hands out quotations until an article has its share; `prose` is its length in characters without them."""

    def __init__(self, prose: int) -> None:
        """Nothing is quoted yet."""
        self._prose = prose
        self._quoted = 0
        self._sources: Counter[str] = Counter()

    def take(self, claim: Claim) -> str | None:
        """The quotation, or as many of its first sentences as may be quoted; None where that is none."""
        source = claim.evidence[0].source_id
        # Only what stands word for word in a span that is cited can be checked.
        if self._sources[source] >= MAX_PER_SOURCE or not any(claim.quote in item.text for item in claim.evidence):
            return None
        quote = self._longest(unmark(claim.quote).strip().rstrip(",，、 "))
        if quote:
            self._sources[source] += 1
            self._quoted += len(quote)
        return quote or None

    def _longest(self, quote: str) -> str:
        ends = [found.start() for found in _END.finditer(quote) if found.start()] or [len(quote)]
        for end in sorted({*ends, len(quote)}, reverse=True):
            part = quote[:end]
            if is_short(part) and self._fits(len(part)):
                return part
        return ""

    def _fits(self, length: int) -> bool:
        quoted = self._quoted + length
        return quoted <= MAX_SHARE * (self._prose + quoted)


def is_short(quote: str) -> bool:
    """At most 40 words, or 200 characters where the script does not part words."""
    return len(quote) <= MAX_CHARACTERS_CJK if _CJK.search(quote) else len(quote.split()) <= MAX_WORDS
