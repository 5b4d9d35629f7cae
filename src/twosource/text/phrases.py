"""Where a line may break: Japanese by phrases (BudouX), everything else by its spaces."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any


@lru_cache(maxsize=4096)
def phrases(text: str, language: str, whole: tuple[str, ...] = ()) -> tuple[str, ...]:
    """`text` cut into runs that a headline keeps whole; joined they are `text` again.

    `whole`: words (names) that no cut goes through, which the model alone cannot know.
    """
    if language.split("-", maxsplit=1)[0] != "ja" or not text:
        return (text,)
    cuts = set(accumulate(len(run) for run in _parser().parse(text)))
    for word in whole:
        at = text.find(word) if word else -1
        while at >= 0:
            cuts -= set(range(at + 1, at + len(word)))
            at = text.find(word, at + len(word))
    ends = sorted(cuts | {len(text)})
    return tuple(text[begin:end] for begin, end in pairwise([0, *ends]))


@lru_cache(maxsize=1)
def _parser() -> Any:
    import budoux

    return budoux.load_default_japanese_parser()
