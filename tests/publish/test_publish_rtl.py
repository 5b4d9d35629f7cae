"""Right to left: an Arabic edition of pseudo-strings needs no template, style or drawing of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html

from made_pages import SITE, article, dossier, page
from twosource.illustrate import CardPainter
from twosource.publish import render_event
from twosource.publish.render import frame, style_sheet, version
from twosource.records import Page
from twosource.text import catalogue as module
from twosource.text.wording import words


def _forget() -> None:
    for cached in (module.catalogue, module.languages, words, frame, version):
        cached.cache_clear()


@pytest.fixture
def arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page in "ar", its words those of the English edition with Arabic letters before them."""
    shutil.copytree(module.LOCALES, tmp_path / "locales")
    english = (tmp_path / "locales" / "en" / "site.po").read_text(encoding="utf-8")
    pseudo = re.sub(
        r'^(msgstr(?:\[\d\])?) "(?=[^\\"]*\{?[A-Za-z])(?!Language)', r'\1 "خبر ', english, flags=re.MULTILINE
    )
    (tmp_path / "locales" / "ar").mkdir()
    (tmp_path / "locales" / "ar" / "site.po").write_text(pseudo.replace("Language: en", "Language: ar"), "utf-8")
    monkeypatch.setattr(module, "LOCALES", tmp_path / "locales")
    _forget()
    told = replace(article("en"), language="ar")
    yield replace(page("en"), language="ar", article=told, picture=CardPainter().paint(dossier(), told))
    _forget()


def test_the_page_runs_from_the_right(arabic: Page) -> None:
    """`dir` on the root; text of a left-to-right language says so in place."""
    site = replace(SITE, editions=(*SITE.editions, "ar"))
    tree = html.fromstring(render_event(arabic, site=site, others=["ar"], cards={}).data.decode())
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    quotes = tree.xpath("//ol[@class='notes']//q[@lang='ko']")
    assert quotes
    assert {quote.get("dir") for quote in quotes} == {"ltr"}
    assert tree.xpath("string(//time)")


def test_the_picture_is_mirrored(arabic: Page) -> None:
    """What begins at the left in other editions begins at the right, inside the frame."""
    root = etree.fromstring(arabic.picture.data)
    assert root.get("direction") == "rtl"
    here = [float(x) for x in root.xpath("//*[local-name()='text']/@x")]
    there = [float(x) for x in etree.fromstring(page("en").picture.data).xpath("//*[local-name()='text']/@x")]
    assert here[0] == 1200 - there[0]
    assert all(0 <= x <= 1200 for x in here)


def test_the_style_sheet_knows_no_left_and_right() -> None:
    """Logical properties only (CSS Logical Properties 1), so that one sheet serves both directions."""
    text = re.sub(r"/\*.*?\*/", "", style_sheet().decode(), flags=re.DOTALL)
    assert not re.search(r"(margin|padding|border|inset)-(left|right|top|bottom)", text)
    assert not re.search(r"[;{\s](left|right|top|bottom|width|height|min-height|max-height)\s*:", text)
    assert not re.search(r"(text-align|float|clear)\s*:\s*(left|right)", text)


def test_the_style_sheet_is_calm() -> None:
    """No gradient, no shadow but the mark of a note, no animation; text no smaller than the page's measure allows."""
    text = style_sheet().decode()
    assert "gradient" not in text
    assert "animation" not in text
    assert "@import" not in text
    for size in re.findall(r"font(?:-size)?:[^;]*?([\d.]+)rem", text):
        assert float(size) * 17 >= 13
