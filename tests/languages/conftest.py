"""Readings for the language tests: sentences are put in the body, so that passage 0 is an empty title."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from twosource import languages
from twosource.languages.names import NameTable
from twosource.languages.protocol import Moment, Reading
from twosource.records import DateMention

ZONES = {"ko": "Asia/Seoul", "ja": "Asia/Tokyo", "en": "Asia/Seoul", "fr": "Europe/Paris"}


def reading_of(code: str, body: str, title: str = "") -> Reading:
    """Title and body as one language reads them."""
    language = languages.get(code)
    text = f"{title}\n{body}"
    return Reading(text, language.passages(title, body), language.tokens(text))


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """`read(code, body, title="")`."""
    return reading_of


@pytest.fixture(scope="session")
def dates() -> Callable[..., list[DateMention]]:
    """`dates(code, body, published="2026-01-31T09:00")`: mentions; 31 January 2026 is a Saturday."""

    def find(code: str, body: str, published: str = "2026-01-31T09:00", *, known: bool = True) -> list[DateMention]:
        zone = ZONES[code]
        local = datetime.fromisoformat(published).replace(tzinfo=ZoneInfo(zone))
        moment = Moment(local=local, zone=zone, country="KR", known=known)
        return languages.get(code).dates(reading_of(code, body), moment)

    return find


@pytest.fixture(scope="session")
def table() -> NameTable:
    """A registry of fictional people, one of them known in three scripts."""
    return NameTable.build(
        [
            (
                "hazuki-ren",
                {"ko": "하즈키 렌", "ja": "葉月蓮", "en": "Ren Hazuki"},
                "defence-minister",
                "JP",
                ("하즈키", "ハヅキ"),
            ),
            ("yun-garam", {"ko": "윤가람", "ja": "尹ガラム", "en": "Yun Ga-ram"}, "defence-minister", "KR", ()),
            ("yun-seora", {"ko": "윤서라", "ja": "尹ソラ", "en": "Yun Seo-ra"}, "foreign-minister", "KR", ()),
        ],
        [
            (
                "haneul",
                {"ko": "하늘전자", "ja": "ハヌル電子", "en": "Haneul Electronics"},
                "",
                "KR",
                ("Haneul Electronics Co.",),
            )
        ],
    )
