"""What a name may mean; the smallest common piece of the name tables."""

from __future__ import annotations

from typing import NamedTuple

from twosource.records import NameKind


class Entry(NamedTuple):
    """One meaning of one surface."""

    kind: NameKind
    key: str
    country: str = ""
    # key of the office a person holds by the registry
    office: str = ""
    # of a city
    population: int = 0

    @property
    def region(self) -> bool:
        """Whether it is one of `regions.toml`: no GeoNames id, no namesakes."""
        return self.kind is NameKind.PLACE and not self.key.removeprefix("place:").isdigit()
