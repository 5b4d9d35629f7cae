"""The catalogues: every edition has every phrase, in its own language, with the same things filled in.

One folder a language, one file a domain. A translation is complete when its phrases are in the language,
not when its keys exist; each rule gives findings and is tried on a made-up catalogue that breaks it.
"""

from __future__ import annotations

import io
import re
import string
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parent.parent / "src" / "twosource" / "locales"
LANGUAGES = ("en", "ja", "ko")

# One thing in several grammatical shapes: a writer offers all, each language's phrase takes the one it needs.
SHAPES = {"number": "figure", "base": "noun", "day": "when", "rest": "n"}

# Scripts an edition is written in, by the first word of a character's Unicode name; Latin and digits go anywhere.
SCRIPTS = {
    "en": frozenset({"LATIN"}),
    "ja": frozenset({"HIRAGANA", "KATAKANA", "CJK", "FULLWIDTH"}),
    "ko": frozenset({"HANGUL"}),
}
# Names and unit symbols that are written in Latin letters in every language.
MARKS = re.compile(r"\b(M|km|cm|m|kg|t|AI|Atom|RSS|JSON|XML|HTML|URL|IPTC|C2PA|Twosource|UTC|OK)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One entry: its id, all its forms (one without a plural), where it stands."""

    key: str
    forms: tuple[str, ...]
    plural: bool
    fuzzy: bool
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One language's phrases of one domain."""

    language: str
    domain: str
    stated_language: str
    plural_count: int
    phrases: Mapping[str, Phrase]
    repeated: tuple[str, ...] = ()


def read_catalogue(text: str, language: str, domain: str) -> Catalogue:
    """A catalogue from the text of its .po file; ValueError or PoFileError where it is none."""
    entries = read_po(io.BytesIO(text.encode("utf-8")), abort_invalid=True)
    phrases = {}
    for entry in entries:
        if not entry.id:
            continue
        ids = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
        forms = (
            (entry.string,) if isinstance(entry.string, str) else tuple(str(form or "") for form in entry.string or ())
        )
        key = f"{entry.context}\x04{ids[0]}" if entry.context else ids[0]
        place = f"locales/{language}/{domain}.po:{entry.lineno}"
        phrases[key] = Phrase(key=key, forms=forms, plural=len(ids) > 1, fuzzy=entry.fuzzy, place=place)
    seen = re.findall(r'^((?:msgctxt .*\n)?msgid "[^"\n].*)$', text, re.MULTILINE)
    return Catalogue(
        language=language,
        domain=domain,
        stated_language=str(entries.locale or ""),
        plural_count=entries.num_plurals,
        phrases=phrases,
        repeated=tuple(sorted({line for line in seen if seen.count(line) > 1})),
    )


@cache
def read_all() -> tuple[Catalogue, ...]:
    """Every catalogue of the project."""
    paths = sorted(LOCALES.glob("*/*.po"))
    return tuple(read_catalogue(path.read_text(encoding="utf-8"), path.parent.name, path.stem) for path in paths)


def fields(form: str) -> frozenset[str]:
    """What a phrase has filled in: "{who:은} {number}" has who and figure; ValueError for a stray brace."""
    names = (name for _, name, _, _ in string.Formatter().parse(form) if name is not None)
    heads = (re.split(r"[^\w]", name)[0] for name in names)
    return frozenset(SHAPES.get(head, head) for head in heads)


def bare(form: str) -> str:
    """A phrase without what is filled in, markup and names that are Latin everywhere."""
    return MARKS.sub("", re.sub(r"\{[^{}]*\}|<[^<>]*>|&\w+;", " ", form))


def scripts(text: str) -> frozenset[str]:
    """Scripts of the letters of a text; marks that join any script (・, ー) do not count."""
    names = (
        unicodedata.name(char, "?").split()[0].split("-")[0]
        for char in text
        if unicodedata.category(char) in {"Lo", "Lu", "Ll"}
    )
    return frozenset(name for name in names if name != "?")


# --- the rules ---------------------------------------------------------------------------------


def find_gaps(catalogues: tuple[Catalogue, ...]) -> Iterator[str]:
    """Domains, ids and plurals that one language has and another lacks."""
    for domain in sorted({c.domain for c in catalogues}):
        of_domain = {c.language: c for c in catalogues if c.domain == domain}
        for language in LANGUAGES:
            if language not in of_domain:
                yield f"locales/{language}/{domain}.po is missing"
        keys = {key: phrase for c in of_domain.values() for key, phrase in c.phrases.items()}
        for language, catalogue in of_domain.items():
            for key, phrase in keys.items():
                mine = catalogue.phrases.get(key)
                if mine is None:
                    yield f"locales/{language}/{domain}.po lacks {key!r} ({phrase.place})"
                elif mine.plural != phrase.plural:
                    yield f"{mine.place}: {key!r} has a plural in one language only ({phrase.place})"


def find_unfinished(catalogues: tuple[Catalogue, ...]) -> Iterator[str]:
    """Phrases that are empty, marked fuzzy, or given twice; headers of another language."""
    for catalogue in catalogues:
        where = f"locales/{catalogue.language}/{catalogue.domain}.po"
        if catalogue.stated_language.replace("_", "-") != catalogue.language:
            yield f"{where}: its header says Language: {catalogue.stated_language or 'nothing'}"
        if catalogue.plural_count != get_plural(catalogue.language).num_plurals:
            yield f"{where}: {catalogue.plural_count} plural forms, CLDR has {get_plural(catalogue.language).num_plurals}"
        yield from (f"{where}: given twice: {line}" for line in catalogue.repeated)
        for phrase in catalogue.phrases.values():
            if phrase.fuzzy:
                yield f"{phrase.place}: {phrase.key!r} is marked fuzzy"
            if not all(form and form.strip() for form in phrase.forms):
                yield f"{phrase.place}: {phrase.key!r} is empty"
            if phrase.plural and len(phrase.forms) != catalogue.plural_count:
                yield f"{phrase.place}: {phrase.key!r} has {len(phrase.forms)} of {catalogue.plural_count} forms"


def find_other_fields(catalogues: tuple[Catalogue, ...]) -> Iterator[str]:
    """Phrases that are filled in with other things than in the first language, or that cannot be filled in."""
    first: dict[tuple[str, str], frozenset[str]] = {}
    for catalogue in catalogues:
        for key, phrase in catalogue.phrases.items():
            try:
                names = frozenset().union(*map(fields, phrase.forms))
            except ValueError as error:
                yield f"{phrase.place}: {key!r} cannot be filled in: {error}"
                continue
            wanted = first.setdefault((catalogue.domain, key), names)
            if names != wanted:
                yield f"{phrase.place}: {key!r} is filled in with {sorted(names)}, elsewhere with {sorted(wanted)}"


def find_other_languages(catalogues: tuple[Catalogue, ...]) -> Iterator[str]:
    """Phrases with letters of another edition's script, or without any of their own."""
    for catalogue in catalogues:
        own = SCRIPTS[catalogue.language]
        for phrase in catalogue.phrases.values():
            for form in phrase.forms:
                found = scripts(bare(form))
                if foreign := found - own - {"LATIN"}:
                    yield f"{phrase.place}: {phrase.key!r} has {'/'.join(sorted(foreign))} letters: {form}"
                elif found and not found & own:
                    yield f"{phrase.place}: {phrase.key!r} is not in {catalogue.language}: {form}"


RULES = (find_gaps, find_unfinished, find_other_fields, find_other_languages)
Rule = Callable[[tuple[Catalogue, ...]], Iterator[str]]


# --- the project keeps them --------------------------------------------------------------------


def test_there_are_catalogues() -> None:
    """The rules look at something: the site's words and the brief's, in three languages."""
    assert {(c.language, c.domain) for c in read_all()} >= {(lang, d) for lang in LANGUAGES for d in ("brief", "site")}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_edition_is_complete(rule: Rule) -> None:
    """ARCHITECTURE: complete in its language or not published: keys, forms, fields and the language itself."""
    assert list(rule(read_all())) == []


# --- the rules can fail ------------------------------------------------------------------------


def made_up(language: str, body: str, *, domain: str = "site", head: str = "") -> Catalogue:
    plurals = {"en": "nplurals=2; plural=(n != 1);"}.get(language, "nplurals=1; plural=0;")
    header = f'msgid ""\nmsgstr ""\n"Language: {head or language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
    return read_catalogue(header + body, language, domain)


def three(en: str, ja: str, ko: str) -> tuple[Catalogue, ...]:
    """One phrase in three languages."""
    return tuple(made_up(lang, f'msgid "a"\nmsgstr "{text}"\n') for lang, text in (("en", en), ("ja", ja), ("ko", ko)))


def test_good_catalogues_pass() -> None:
    """Particles, markup, names in Latin letters and plurals are no findings."""
    plural = 'msgid "n"\nmsgid_plural "n"\n'
    good = (
        made_up(
            "en", 'msgid "a"\nmsgstr "{who}: AI feed"\n' + plural + 'msgstr[0] "{n} page"\nmsgstr[1] "{n} pages"\n'
        ),
        made_up("ja", 'msgid "a"\nmsgstr "{who}・AIのフィード"\n' + plural + 'msgstr[0] "{n}ページ"\n'),
        made_up("ko", 'msgid "a"\nmsgstr "{who:은} <b>AI</b> 소식"\n' + plural + 'msgstr[0] "{n}쪽"\n'),
    )
    assert [finding for rule in RULES for finding in rule(good)] == []
    assert [finding for rule in RULES for finding in rule(three("AI", "AI", "AI"))] == []


def test_gaps_are_found() -> None:
    """A missing file, a missing id and a plural in one language only are told with their place."""
    en, ja, _ko = three("Feed", "フィード", "소식")
    assert list(find_gaps((en, ja))) == ["locales/ko/site.po is missing"]
    more = made_up("ko", 'msgid "a"\nmsgstr "소식"\n\nmsgid "b"\nmsgstr "더"\n')
    assert len(list(find_gaps((en, ja, more)))) == 2
    plural = made_up("ko", 'msgid "a"\nmsgid_plural "a"\nmsgstr[0] "소식"\n')
    assert any("plural in one language only" in finding for finding in find_gaps((en, ja, plural)))


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ('msgid "a"\nmsgstr ""\n', "empty"),
        ('msgid "a"\nmsgstr "  "\n', "empty"),
        ('#, fuzzy\nmsgid "a"\nmsgstr "Feed"\n', "fuzzy"),
        ('msgid "a"\nmsgstr "Feed"\n\nmsgid "a"\nmsgstr "Food"\n', "twice"),
        ('msgid "a"\nmsgid_plural "a"\nmsgstr[0] "{n} page"\n', "forms|empty"),
    ],
)
def test_unfinished_phrases_are_found(body: str, word: str) -> None:
    """A key alone is no translation, and of two phrases with one key one is lost."""
    findings = list(find_unfinished((made_up("en", body),)))
    assert findings
    assert re.search(word, findings[0]), findings


def test_wrong_headers_are_found() -> None:
    """A file copied from another language still says so in its header."""
    assert any("Language: ja" in finding for finding in find_unfinished((made_up("ko", "", head="ja"),)))


def test_shapes_of_one_thing_are_one() -> None:
    """A bare number here and a number with its counter there say the same; another thing does not."""
    assert list(find_other_fields(three("{number} dead", "死者{figure}", "사망 {figure}"))) == []
    assert list(find_other_fields(three("{number} dead", "死者{figure}", "사망 {who}")))


@pytest.mark.parametrize("form", ["{name} 소식", "소식", "{who} {n} 소식", "{who 소식", "who} 소식"])
def test_other_fields_are_found(form: str) -> None:
    """A phrase that forgets, renames or breaks what is filled in is found before a page has the hole."""
    assert len(list(find_other_fields(three("{who} feed", "{who}のフィード", form)))) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("Feed", "フィード", "Feed of reports"),
        ("Feed", "Feed", "소식"),
        ("소식", "フィード", "소식"),
        ("Feed", "소식", "소식"),
        ("Feed", "フィード", "フィード"),
        ("Feed", "フィード", "消息 소식"),
        ("Feed — 速報", "速報", "속보"),
        ("Лента", "フィード", "소식"),
    ],
)
def test_other_languages_are_found(texts: tuple[str, str, str]) -> None:
    """571 of 582 strings were still English elsewhere: what is left in another language is a finding."""
    assert len(list(find_other_languages(three(*texts)))) == 1
