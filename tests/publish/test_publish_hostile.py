"""Everything a source wrote is text: no attack string becomes markup, a link or an address on any page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from made_pages import NOW, SITE, dossier, page, span
from twosource.illustrate import CardPainter
from twosource.publish import card_of, render_event, render_site
from twosource.publish.info import contact_link, web_address
from twosource.records import Fold, FoldReason, Fragment, NameCard, NameKind, Page, Sentence
from twosource.text.svg import escaped

ATTACKS = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>', "'><svg/onload=alert(1)>", "<svg><script>alert&#40;1)</script>",
    "<iframe src=javascript:alert(1)>", "<body onload=alert(1)>", "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)></video>", "<marquee onstart=alert(1)>",
    "<a href=javascript:alert(1)>x</a>", "<math href=javascript:alert(1)>x</math>", "<base href=//evil.example/>",
    '<meta http-equiv=refresh content="0;url=//evil.example">', "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>", '" onmouseover="alert(1)', "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)", "--><script>alert(1)</script>", "<!--<script>", "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y 'z'>]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "\x00<script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>", "<script\x0c>alert(1)</script>", "\u2028alert(1)\u2029", "{{ seven*7 }}",
    "{% raw %}{{ say.__class__ }}{% endraw %}", "{0.__class__}", "{n!r:>99}", "%s%n%x", "${x*7}", "#{x*7}",
    "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>", "<title></title><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>", "<form action=//evil.example><button>x", "<object data=//evil.example>",
    "<embed src=//evil.example>", "<isindex action=javascript:alert(1)>", "\u202egnp.exe", "＜script＞alert(1)＜/script＞",
    "<ScRiPt>alert(1)</sCrIpT>", "<img src='x' style='background:url(//evil.example)'>",
)  # fmt: skip

LINKS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
    "vbscript:x", "//evil.example/", "/relative", "file:///etc/passwd", "http:", "https://", "http://[::1", "ftp://a/",
    "https://a.example/\nx", "https://a .example/", "mailto:a@b.example", "blob:https://a.example/x", "",
)  # fmt: skip

_ALLOWED_SCHEMES = re.compile(r"(https?://|/|#|mailto:desk@)")


def poisoned(attack: str, language: str = "ko") -> Page:
    """A page with the attack in every field that a source can fill."""
    known = dossier()
    words = replace(span("r1", attack), start=900, end=900 + len(attack))
    reports = tuple(
        replace(report, outlet=attack, owner=attack, title=attack, url=f"https://a.example/{index}", language="en")
        for index, report in enumerate(known.reports)
    )
    claims = tuple(
        replace(claim, evidence=(words, *claim.evidence), name=claim.name and replace(claim.name, surface=attack))
        for claim in known.claims
    )  # fmt: skip
    origins = tuple(
        replace(origin, folds=(Fold(report_id=origin.report_ids[-1], into=origin.root, reason=FoldReason.NEAR_COPY, detail=attack),))
        for origin in known.origins
    )  # fmt: skip
    names = (NameCard(key="place:dara", kind=NameKind.PLACE, forms=((language, attack),)),)
    bad = replace(known, reports=reports, claims=claims, origins=origins, names=names)
    sentence = Sentence(
        fragments=(Fragment(text=f"{attack}."), Fragment(text=attack, language="ja")), citations=(words,)
    )
    made = page(language)
    body = tuple(replace(paragraph, sentences=(sentence,)) for paragraph in made.article.body)
    told = replace(made.article, headline=sentence, standfirst=sentence, body=body, writer=f"model/{attack}")
    return replace(made, article=told, dossier=bad, picture=CardPainter().paint(bad, told), related=())


def shape(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """Elements and their attributes' names in order: what markup there is, whatever the text."""
    tree = html.fromstring(data)
    return [(str(e.tag), tuple(sorted(e.attrib))) for e in tree.iter() if isinstance(e.tag, str) and e.tag != "wbr"]


def rendered(made: Page) -> bytes:
    return render_event(made, site=SITE, others=["ko"], cards={}).data


@cache
def harmless() -> list[tuple[str, tuple[str, ...]]]:
    return shape(rendered(poisoned("harmless")))


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_stay_text(attack: str) -> None:
    """The page's elements and attributes are those of the same page with a harmless word, and the text shows."""
    data = rendered(poisoned(attack))
    assert shape(data) == harmless()
    tree = html.fromstring(data)
    for value in tree.xpath("//@href | //@src"):
        assert _ALLOWED_SCHEMES.match(value), value
    script = json.loads(tree.xpath("string(//script)"))
    assert script["citation"][0]["headline"] == attack
    assert {name for element in tree.iter() for name in element.attrib if name.startswith("on")} == set()


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_stay_text_in_pictures(attack: str) -> None:
    """The picture stays well-formed XML with the elements it had, no script, no foreign address."""
    root = etree.fromstring(poisoned(attack).picture.data)
    tags = {etree.QName(element).localname for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "metadata", "RDF", "Description", "style", "rect", "line", "text", "circle"}
    assert all(not name.startswith("on") and "href" not in name for e in root.iter() for name in e.attrib)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_stay_text_in_lists(attack: str) -> None:
    """Front page, feed and sitemaps: the same markup as with a harmless word; XML parses."""
    bad, good = poisoned(attack), poisoned("harmless")
    made = {file.path: file.data for file in render_site([bad], site=SITE, now=NOW)}
    fine = {file.path: file.data for file in render_site([good], site=SITE, now=NOW)}
    assert shape(made["ko/index.html"]) == shape(fine["ko/index.html"])
    for path in ("ko/feed.xml", "sitemap.xml", "sitemap-news.xml"):
        tags = [element.tag for element in etree.fromstring(made[path]).iter()]
        assert tags == [element.tag for element in etree.fromstring(fine[path]).iter()]


@pytest.mark.parametrize("link", LINKS)
def test_only_web_addresses_become_links(link: str) -> None:
    """A report whose address is not plain http(s) is named without a link, in the page and its metadata."""
    assert web_address(link) == ""
    made = page("ko")
    reports = tuple(replace(report, url=link) for report in made.dossier.reports)
    tree = html.fromstring(rendered(replace(made, dossier=replace(made.dossier, reports=reports))))
    assert tree.xpath("//main//a[@rel='nofollow noopener']") == []
    data = json.loads(tree.xpath("string(//script)"))
    assert "isBasedOn" not in data


def test_good_links_carry_no_weight_and_no_handle() -> None:
    """Links to sources are nofollow and noopener, and lead where the report said."""
    tree = html.fromstring(rendered(page("ko")))
    outside = [a for a in tree.xpath("//a[@href]") if a.get("href").startswith("http")]
    foreign = [a for a in outside if not a.get("href").startswith("https://news.example")]
    assert len(foreign) >= 10
    assert {a.get("rel") for a in foreign} == {"nofollow noopener"}
    assert "https://dara.example/r2?a=1&b=2" in {a.get("href") for a in foreign}


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("desk@news.example", "mailto:desk@news.example"),
        ("https://news.example/contact", "https://news.example/contact"),
        ("javascript:alert(1)", ""),
        ("a@b.example?bcc=c@d.example", ""),
        ("Seoul, third floor", ""),
    ],
)
def test_contact_links_are_plain(contact: str, link: str) -> None:
    """The contact of the settings becomes a mail or web link, or stays text."""
    assert contact_link(contact) == link


def test_settings_are_text_too() -> None:
    """Title, publisher, contact and notice are escaped like anything else."""
    site = replace(SITE, title="<b>&", publisher="<i>", contact="<u>", notice=(("ko", "<s>"),))
    for file in render_site([page("ko")], site=site, now=NOW):
        if file.path.endswith(".html"):
            assert not re.search(rb"<(b|i|u|s)>", file.data)
            assert html.fromstring(file.data).xpath("boolean(//title[contains(., '<b>&')])")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40))
def test_any_text_gives_a_page(text: str) -> None:
    """Whatever characters a source sends, page, picture and feed come out whole, and equal each time."""
    made = poisoned(f"x{text}")
    data = rendered(made)
    assert data == rendered(poisoned(f"x{text}"))
    assert data.decode("utf-8").endswith("</html>\n")
    etree.fromstring(made.picture.data)
    assert card_of(made).title.startswith("x")


@given(st.text())
def test_svg_text_is_well_formed(text: str) -> None:
    """No text breaks the XML it is put into."""
    assert etree.fromstring(f"<t>{escaped(text)}</t>".encode()).tag == "t"
