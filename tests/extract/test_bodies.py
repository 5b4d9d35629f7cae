"""Bodies of whole pages: what is kept of them, measured as `eval pages` measures."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from pages.press import article

from pages import english, japanese, korean
from twosource.eval.pages import compare, harmonic
from twosource.records import Reason

SETS = [(korean, "ko"), (japanese, "ja"), (english, "en")]


def scores(read, module: ModuleType, language: str, strip: str = "") -> list[tuple[str, float, float]]:
    """Precision and recall per page; `strip` is a pattern taken out of the markup first."""
    found = []
    for name, gold, markup in module.pages():
        report, _outcome = read(re.sub(strip, "", markup) if strip else markup, language)
        found.append((name, *compare(report.body if report else "", gold.gold)))
    return found


@pytest.mark.parametrize(("module", "language"), SETS)
def test_pages_reach_the_floor(read, module, language):
    """F1 over a language's pages is at least 0.98, and no single page falls below 0.85."""
    found = scores(read, module, language)
    precision = sum(p for _name, p, _r in found) / len(found)
    recall = sum(r for _name, _p, r in found) / len(found)
    assert harmonic(precision, recall) >= 0.98
    assert [name for name, p, r in found if harmonic(p, r) < 0.85] == []


@pytest.mark.parametrize(("module", "language"), SETS[:2])
def test_names_are_not_needed(read, module, language):
    """Without any class, id or hook the finder still reaches 0.97: it does not live on its table of names."""
    found = scores(read, module, language, r' (?:class|id|itemprop|data-[\w-]+)="[^"]*"')
    precision = sum(p for _name, p, _r in found) / len(found)
    recall = sum(r for _name, _p, r in found) / len(found)
    assert harmonic(precision, recall) >= 0.97


def wrapped(markup: str) -> str:
    """Every paragraph inside two more blocks, as component systems do."""
    return re.sub(r"<p(?=[ >])([^>]*)>(.*?)</p>", r"<div><div><p\1>\2</p></div></div>", markup, flags=re.DOTALL)


def broken(markup: str) -> str:
    """Every paragraph bare text between line breaks."""
    return re.sub(r"<p(?=[ >])([^>]*)>(.*?)</p>", r"<span>\2</span><br><br>", markup, flags=re.DOTALL)


def tabled(markup: str) -> str:
    """The whole page in a table cell."""
    return markup.replace("<body>", "<body><table><tr><td>").replace("</body>", "</td></tr></table></body>")


def spaced(markup: str) -> str:
    """Empty paragraphs for white space, sentences in spans."""
    return re.sub(r"(다\.|。)(?=[ <])", r"\1</span><span>", markup).replace("</p>", "</p><p>&nbsp;</p>")


@pytest.mark.parametrize("change", [wrapped, broken, tabled, spaced])
@pytest.mark.parametrize(("module", "language"), SETS[:2])
def test_shapes_do_not_matter(read, module, language, change):
    """However a template wraps its paragraphs, and without names, each page keeps F1 0.85."""
    for name, gold, markup in module.pages():
        if "application/json" in markup or "Fusion" in markup or "__next_f" in markup:
            continue
        report, _outcome = read(re.sub(r' (?:class|id|itemprop|data-[\w-]+)="[^"]*"', "", change(markup)), language)
        assert report is not None, name
        assert harmonic(*compare(report.body, gold.gold)) >= 0.85, name


@pytest.mark.parametrize(("module", "language"), SETS)
def test_titles_and_dates(read, module, language):
    """Every page's headline is read without the outlet's name, and its day in the outlet's zone."""
    from zoneinfo import ZoneInfo

    zone = ZoneInfo({"ko": "Asia/Seoul", "ja": "Asia/Tokyo", "en": "UTC"}[language])
    for name, gold, markup in module.pages():
        report, _outcome = read(markup, language)
        assert report is not None, name
        assert report.title == " ".join(gold.title.split()), name
        assert report.published is not None, name
        assert report.published.at.astimezone(zone).day == gold.day, name


def test_nothing_foreign_remains(read):
    """Captions, mail addresses, rights notices, hotlines and lists of other reports are nowhere in Korean bodies."""
    for name, _gold, markup in korean.pages():
        report, _outcome = read(markup)
        assert report is not None
        assert not re.search(r"@|무단|재배포|ⓒ|제보|많이 본|관련기사|카카오톡|제공$|촬영기자", report.body), name


@pytest.mark.parametrize("charset", ["euc-kr", "cp949", "utf-8", "utf-16"])
def test_korean_charsets(read, charset):
    """A page in a legacy charset gives the same body as in UTF-8."""
    gold = article("ko", "charset")
    markup = korean.old_table(gold).replace("㎝", "cm").replace('charset="utf-8"', f'charset="{charset}"')
    expected, _outcome = read(markup.replace(charset, "utf-8"))
    report, _outcome = read(markup.encode(charset))
    assert report is not None
    assert expected is not None
    assert report.body == expected.body


@pytest.mark.parametrize("charset", ["shift_jis", "euc-jp", "iso-2022-jp"])
def test_japanese_charsets(read, charset):
    """The same for Japan's three."""
    gold = article("ja", "charset")
    markup = japanese.old_tables(gold).replace("Shift_JIS", charset)
    report, _outcome = read(markup.encode(charset, "xmlcharrefreplace"), "ja")
    assert report is not None
    assert compare(report.body, gold.gold) == (1.0, 1.0)


def test_selector_is_the_last_word(read):
    """A source's own selector wins over everything found by itself."""
    markup = korean.cms_breaks(article("ko", "selector")).replace(
        "</body>", '<div class="mine"><p>여기만 읽는다.</p><p>둘째 문단이다.</p></div></body>'
    )
    report, _outcome = read(markup, body_selector="div.mine")
    assert report is not None
    assert report.body == "여기만 읽는다.\n둘째 문단이다."


def test_a_wrong_selector_is_ignored(read):
    """A selector that cannot be parsed or finds nothing leaves the general way."""
    gold = article("ko", "selector")
    for selector in ("div..", "div.none"):
        report, _outcome = read(korean.cms_breaks(gold), body_selector=selector)
        assert report is not None
        assert compare(report.body, gold.gold)[1] > 0.95


def test_stated_body_replaces_a_cut_one(read):
    """Where JSON-LD holds the whole article and the page only its start, JSON-LD is the body."""
    gold = article("en", "stated", size=14)
    start = gold.blocks[:2]
    markup = english.plain(gold)
    shown = english.paras(gold)
    gold_text = "\n".join(text for _kind, text in gold.blocks)
    gold.blocks = start
    markup = markup.replace(shown, english.paras(gold)).replace(
        '"author":', f'"articleBody": {__import__("json").dumps(gold_text)}, "author":'
    )
    report, _outcome = read(markup, "en")
    assert report is not None
    assert compare(report.body, gold_text)[1] > 0.97


def test_a_paid_body_in_scripts_stays_there(read):
    """What a page keeps in its scripts but says is not free is not read out of them."""
    gold = article("ko", "paid", size=12)
    markup = korean.cms_script(gold).replace(
        "</head>",
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script></head>',
    )
    report, outcome = read(markup)
    assert report is None
    assert outcome.reason is Reason.PAYWALL


def test_a_stated_body_may_be_markup(read):
    """Some outlets put HTML into articleBody: its tags and entities are not text."""
    lines = [f"Sentence {i} of the report stands here, and it is long enough to count." for i in range(9)]
    stated = "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in lines)
    head = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"T","articleBody":"{stated}"}}</script>'
    )
    report, _outcome = read(f'<html lang="en"><head>{head}</head><body><h1>T</h1><p>{lines[0]}</p></body></html>', "en")
    assert report is not None
    assert report.body.split("\n") == lines
