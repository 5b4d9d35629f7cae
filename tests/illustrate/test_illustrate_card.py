"""Data cards: labelled in themselves, described in the edition's language, true to the dossier, repeatable."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from made_pages import LANGUAGES, article, dossier
from twosource.illustrate import CardPainter, illustrate
from twosource.illustrate.facts import headline_facts
from twosource.records import (
    Article,
    Dossier,
    Fragment,
    Origin,
    Picture,
    Reason,
    Relation,
    Sentence,
    Slot,
    State,
    content_id,
)
from twosource.text.svg import measure
from twosource.text.wording import words

SVG = {"s": "http://www.w3.org/2000/svg"}


def paint(language: str = "ko", known: Dossier | None = None, told: Article | None = None) -> Picture:
    return CardPainter().paint(known or dossier(), told or article(language))


def texts(picture: Picture) -> list[str]:
    return [element.text or "" for element in etree.fromstring(picture.data).iterfind(".//s:text", SVG)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_is_in_the_picture(language: str) -> None:
    """Whoever takes the picture away takes the label along, in its language, inside the frame."""
    label = words(language)("picture.label")
    picture = paint(language)
    assert label in texts(picture)
    (element,) = (e for e in etree.fromstring(picture.data).iterfind(".//s:text", SVG) if e.text == label)
    size, x, y = (float(element.get(name, "0")) for name in ("font-size", "x", "y"))
    assert size >= 24
    assert x + measure(label, size) <= 1200 - 60
    assert y < 675


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_how_it_was_made(language: str) -> None:
    """IPTC digital source type in the file and in the record."""
    picture = paint(language)
    root = etree.fromstring(picture.data)
    (described,) = root.iterfind(".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description")
    source = described.get("{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType")
    assert source == f"http://cv.iptc.org/newscodes/digitalsourcetype/{picture.source_type}"
    assert picture.source_type == "algorithmicMedia"


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_alt_and_description_are_in_its_language(language: str) -> None:
    """The same facts in the drawing, its description and the alt text."""
    picture = paint(language)
    root = etree.fromstring(picture.data)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.findtext("s:desc", namespaces=SVG) == picture.alt
    title = root.findtext("s:title", namespaces=SVG)
    assert title is not None
    assert article(language).headline.text in title
    place = {"ko": "다라항", "ja": "ダラ港", "en": "Dara Harbour"}[language]
    assert place in picture.alt
    assert place in texts(picture)
    assert re.search({"ko": "[가-힣]", "ja": "[ぁ-ん]", "en": "[a-z]"}[language], picture.alt)


def test_a_disputed_value_is_shown_as_disputed() -> None:
    """Both days stand in the picture and the alt text, marked; without the dispute there is no mark."""
    picture = paint("en")
    shown = texts(picture)
    assert {"January 30, 2026", "January 31, 2026", "Accounts differ"} <= set(shown)
    assert "When: January 30, 2026 / January 31, 2026 (accounts differ)." in picture.alt
    calm = paint("en", replace(dossier(), variances=()))
    assert "Accounts differ" not in texts(calm)
    assert "January 31, 2026" not in texts(calm)


def test_the_latest_of_a_rising_toll() -> None:
    """Of an update the last value is told, with its hedge."""
    assert "at least 14 people injured" in texts(paint("en"))
    other = tuple(replace(v, relation=Relation.ROUNDING) for v in dossier().variances if v.slot is Slot.HOW_MANY)
    assert "12 people injured" in texts(paint("en", replace(dossier(), variances=other)))


def test_counts_and_dots() -> None:
    """Five reports, five outlets, three origins; a dot for each report, filled for the root of an origin."""
    picture = paint("en")
    root = etree.fromstring(picture.data)
    dots = root.findall(".//s:circle", SVG)
    assert len(dots) == 5
    assert [dot.get("class") for dot in dots].count("ink") == 3
    assert "5 reports, 5 outlets, 3 independent origins." in picture.alt
    assert all(800 <= float(dot.get("cx", "0")) <= 1136 for dot in dots)


def test_many_origins_are_counted_not_crowded() -> None:
    """Six lanes at most; the rest is told as a number."""
    known = dossier()
    reports = tuple(replace(known.reports[0], report_id=f"x{i}", origin_id=f"o{i}") for i in range(20))
    origins = tuple(Origin(id=f"o{i}", root=f"x{i}", report_ids=(f"x{i}",)) for i in range(20))
    shown = " ".join(texts(paint("en", replace(known, reports=reports, origins=origins))))
    assert "14 more" in shown


def test_undated_reports_and_bare_dossiers() -> None:
    """No dates: no lanes. No "what": the headline stands for it. No claims at all: still a card."""
    known = dossier()
    undated = replace(known, reports=tuple(replace(report, published=None) for report in known.reports))
    assert etree.fromstring(paint("ko", undated).data).findall(".//s:circle", SVG) == []
    bare = replace(known, claims=(), variances=())
    (fact,) = headline_facts(bare, article("ko"), words("ko"))
    assert fact.values[0].text == article("ko").headline.text
    assert paint("ko", bare).alt


def test_one_moment_is_drawn_in_the_middle() -> None:
    """Reports of one minute do not divide by zero."""
    known = dossier()
    first = known.reports[0].published
    together = replace(known, reports=tuple(replace(report, published=first) for report in known.reports))
    xs = {dot.get("cx") for dot in etree.fromstring(paint("ko", together).data).iterfind(".//s:circle", SVG)}
    assert len(xs) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_leaves_its_column(language: str) -> None:
    """By the estimated widths no text of a full card runs over the edge or into the other column."""
    long = " ".join(["아주긴제목의낱말", "とても長い見出しの言葉", "averylongheadlineword"] * 8)
    told = article(language)
    headline = Sentence(fragments=(Fragment(text=long),), citations=told.headline.citations)
    bare = replace(dossier(), claims=tuple(c for c in dossier().claims if c.slot is not Slot.WHAT))
    for picture in (paint(language), paint(language, bare, replace(told, headline=headline))):
        for element in etree.fromstring(picture.data).iterfind(".//s:text", SVG):
            x, size = float(element.get("x", "0")), float(element.get("font-size", "0"))
            end = x if element.get("text-anchor") == "end" else x + measure(element.text or "", size)
            y = float(element.get("y", "0"))
            edge = 1140 if x >= 780 or y > 592 else 760
            assert end <= edge, element.text
            assert y <= 675


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_input_same_bytes(language: str) -> None:
    """Identical input, identical picture; its id is the hash of its bytes; loads nothing."""
    one, two = paint(language), paint(language)
    assert one == two
    assert one.id == content_id("picture", sha256(one.data).hexdigest())
    assert not re.search(rb"href|url\(|<script|<image", one.data)


def test_step_gives_picture_and_outcome() -> None:
    """One picture, one outcome."""
    picture, outcome = illustrate(dossier(), article("ja"), CardPainter())
    assert picture == paint("ja")
    assert (outcome.state, outcome.subject) == (State.DONE, "ferry/ja")


class _Painter:
    """Paints whatever it was told to."""

    def __init__(self, picture: Picture | None) -> None:
        self.picture = picture

    def paint(self, dossier: Dossier, article: Article) -> Picture:
        if self.picture is None:
            raise ZeroDivisionError("no paint")
        return self.picture


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (None, Reason.FAILED),
        (paint("en"), Reason.INCOMPLETE),
        (replace(paint("ko"), alt="  "), Reason.INCOMPLETE),
    ],
)
def test_a_bad_picture_is_no_picture(picture: Picture | None, reason: Reason) -> None:
    """A painter's failure, another language or a missing alt text: quarantined, and the run goes on."""
    made, outcome = illustrate(dossier(), article("ko"), _Painter(picture))
    assert made is None
    assert (outcome.state, outcome.reason) == (State.QUARANTINED, reason)
    assert outcome.detail


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=80).filter(str.strip), st.sampled_from(LANGUAGES))
def test_any_headline_can_be_drawn(text: str, language: str) -> None:
    """Whatever stands in a headline or a place's name, the picture is well-formed."""
    told = article(language)
    told = replace(told, headline=Sentence(fragments=(Fragment(text=text),), citations=told.headline.citations))
    known = replace(dossier(), names=(), claims=tuple(c for c in dossier().claims if c.slot is not Slot.WHAT))
    claims = tuple(replace(c, name=c.name and replace(c.name, surface=text)) for c in known.claims)
    picture = paint(language, replace(known, claims=claims), told)
    assert etree.fromstring(picture.data).tag.endswith("svg")
