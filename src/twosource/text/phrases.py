"""Where a line may break: Japanese by phrases (BudouX), everything else by its spaces."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4096)
def phrases(text: str, language: str) -> tuple[str, ...]:
    """`text` cut into runs that a headline keeps whole; joined they are `text` again."""
    if language.split("-", maxsplit=1)[0] != "ja" or not text:
        return (text,)
    return tuple(_parser().parse(text))


@lru_cache(maxsize=1)
def _parser() -> Any:
    import budoux

    return budoux.load_default_japanese_parser()
