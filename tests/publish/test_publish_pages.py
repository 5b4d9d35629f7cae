"""The pages: complete, labelled, in their own language, linked, readable without anything but HTML."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from made_pages import LANGUAGES, NOW, SITE, dossier, page, pages
from twosource.publish import (
    SiteInfo,
    card_of,
    complete,
    event_inputs,
    front_cards,
    front_inputs,
    publishable,
    render_event,
    render_front,
    render_site,
    version,
)
from twosource.publish.card import rank
from twosource.publish.view import event_view
from twosource.records import Reason, Relation, State

GOLDEN = Path(__file__).with_name("golden")
SCRIPTS = {"ko": r"[가-힣]", "ja": r"[ぁ-んァ-ヶ]", "en": r"[A-Za-z]"}


@cache
def site() -> dict[str, bytes]:
    return {file.path: file.data for file in render_site(pages(4), site=SITE, now=NOW)}


def tree(path: str) -> html.HtmlElement:
    return html.fromstring(site()[path].decode("utf-8"))


def event(language: str) -> html.HtmlElement:
    return tree(f"{language}/e/ferry/index.html")


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def visible(element: html.HtmlElement) -> str:
    """What a reader reads, a line for each block."""
    blocks = element.xpath(
        ".//main//*[self::h1 or self::h2 or self::h3 or self::p or self::li[not(.//p)] or self::dt or self::dd or self::q]"
    )
    return "\n".join(line for block in blocks if (line := text_of(block))) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["", "e/ferry/", "about/", "privacy/"])
def test_golden(language: str, name: str) -> None:
    """The words of each page, as last read by a person; UPDATE_GOLDEN=1 writes them anew."""
    golden = GOLDEN / f"{language}-{name.partition('/')[0] or 'front'}.txt"
    shown = visible(tree(f"{language}/{name}index.html"))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_same_input_same_bytes() -> None:
    """Rendering twice gives identical files."""
    again = {file.path: file.data for file in render_site(pages(4), site=SITE, now=NOW)}
    assert again == site()


def test_the_files_of_a_site() -> None:
    """Everything an edition needs is there, and the style sheet's name is of its content."""
    paths = set(site())
    for language in LANGUAGES:
        wanted = {"index.html", "about/index.html", "privacy/index.html", "sources/index.html", "feed.xml"}
        assert {f"{language}/{name}" for name in wanted} <= paths
        assert {f"{language}/e/ferry/index.html", f"{language}/e/ferry/picture.svg"} <= paths
    assert {"index.html", "404.html", "robots.txt", "sitemap.xml", "sitemap-news.xml", "icon.svg"} <= paths
    assert len([path for path in paths if re.fullmatch(r"style-[0-9a-f]{12}\.css", path)]) == 1


def test_every_link_inside_leads_somewhere() -> None:
    """No page links to a page, anchor, picture or style sheet that is not there."""
    for path, data in site().items():
        if not path.endswith(".html"):
            continue
        element = html.fromstring(data)
        ids = set(element.xpath("//@id"))
        for link in element.xpath("//@href | //@src"):
            if link.startswith("#"):
                assert link[1:] in ids, (path, link)
            elif link.startswith("/"):
                target = link[1:] + ("index.html" if link.endswith("/") else "")
                assert target in site(), (path, link)
        assert len(element.xpath("//@id")) == len(ids), path


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No page names a foreign address but in links a reader follows; the policy says so to the browser."""
    for path, data in site().items():
        if not path.endswith(".html"):
            continue
        element = html.fromstring(data)
        loaded = element.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert all(link.startswith("/") and not link.startswith("//") for link in loaded)
        assert element.xpath("//script[not(@type='application/ld+json')] | //iframe | //form | //*[@style]") == []
        policy = element.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert policy.startswith("default-src 'none'")
        assert "script-src" not in policy
    assert b"url(" not in next(data for path, data in site().items() if path.endswith(".css"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_its_language(language: str) -> None:
    """`lang` on the root; every text of ours has letters of the edition; other scripts are marked."""
    for path, data in site().items():
        if not (path.startswith(f"{language}/") and path.endswith(".html")):
            continue
        root = html.fromstring(data.decode("utf-8"))
        assert root.get("lang") == language
        for other in root.xpath("//main//*[@lang] | //nav//*[@lang]"):
            other.drop_tree()
        rest = re.sub(
            r"Twosource|Dara Bay Press Cooperative|desk@news.example|KST|Tor|IP|AI|GDPR|Cookie|SNS|https?://\S+|Atom",
            "",
            text_of(root.xpath("//body")[0]),
        )
        for foreign in set(SCRIPTS) - {language}:
            assert not re.search(SCRIPTS[foreign], rest), (path, re.findall(f".*{SCRIPTS[foreign]}.*", rest)[:1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_stands_by_the_headline(language: str) -> None:
    """EU AI Act Art. 50: what the machine did, and that no person looked, above the text and on every card."""
    head = event(language).xpath("//header[@class='head']")[0]
    label = text_of(head.xpath("p[@class='label']")[0])
    assert "5" in label
    model = render_event(page(language, writer="model/x-1"), site=SITE, others=[language], cards={}).data.decode()
    told = text_of(html.fromstring(model).xpath("//header/p[@class='label']")[0])
    assert "x-1" in told
    assert told != label
    for path in (f"{language}/index.html", f"{language}/e/ferry/index.html"):
        cards = tree(path).xpath("//article[contains(@class,'card')]")
        assert cards
        assert all(text_of(card.xpath(".//p[@class='label']")[0]) for card in cards)


def test_an_unknown_writer_is_labelled_as_a_model() -> None:
    """A label never claims less machine than there was."""
    made = render_event(page("en", writer="something/2"), site=SITE, others=["en"], cards={}).data
    assert b"AI model (2) wrote this" in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_leads_to_its_evidence(language: str) -> None:
    """Each sentence has numbers; each number has its quoted words, outlet, time, link, origin, and a way back."""
    element = event(language)
    sentences = element.xpath("//div[@class='prose']//span[@id] | //p[@class='standfirst'] | //p[@class='basis']")
    assert len(sentences) == 6
    for sentence in sentences:
        assert sentence.xpath(".//span[@class='cite']/a[starts-with(@href,'#n')]")
    notes = element.xpath("//ol[@class='notes']/li")
    assert [note.get("id") for note in notes] == [f"n{number}" for number in range(1, len(notes) + 1)]
    for note in notes:
        assert text_of(note.xpath(".//q")[0])
        assert note.xpath(".//a[@class='source']/@href")
        assert note.xpath(".//time/@datetime")
        assert note.xpath(".//span[@class='back']/a/@href")
    quotes = {note.xpath(".//q")[0].get("lang", language) for note in notes}
    assert quotes == {"ko", "ja", "en"}


def test_many_citations_are_folded() -> None:
    """More than nine notes behind one sentence show as eight and a count that leads to the ninth."""
    made = page("en")
    report = made.dossier.reports[0]
    many = tuple(
        replace(made.article.headline.citations[0], report_id=report.report_id, start=i, end=i + 3) for i in range(12)
    )
    lead = replace(made.article.body[0].sentences[0], citations=many)
    body = (replace(made.article.body[0], sentences=(lead,)),)
    line = event_view(replace(made, article=replace(made.article, body=body))).paragraphs[0][1][0]
    assert len(line.notes) == 8
    assert len(line.folded) == 4
    told = replace(made, article=replace(made.article, body=body))
    links = html.fromstring(render_event(told, site=SITE, others=["en"], cards={}).data).xpath("//span[@id='s1']//a")
    assert [link.text for link in links][-1] == "+4"
    assert links[-1].get("href") == f"#n{line.folded[0]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_differences_stand_side_by_side(language: str) -> None:
    """Both values of a contradiction, each with who says it; an update is not called a contradiction."""
    element = event(language)
    (dispute,) = element.xpath("//section[@id='differ']//div[contains(@class,'variance')]")
    values = dispute.xpath(".//ul[@class='values']/li")
    assert [len(value.xpath("ul/li")) for value in values] == [3, 1]
    assert all(value.xpath("ul/li//a[starts-with(@href,'#n')]") for value in values)
    (change,) = element.xpath("//section[@id='changes']//div[contains(@class,'variance')]")
    assert "update" in change.get("class")
    plain = replace(dossier(), variances=())
    calm = render_event(replace(page(language), dossier=plain), site=SITE, others=[language], cards={}).data
    assert html.fromstring(calm).xpath("//section[@id='differ' or @id='changes'] | //*[@class='differ']") == []


def test_every_relation_has_its_words() -> None:
    """Each sort of difference can be told in each language."""
    for relation in Relation:
        variances = tuple(replace(v, relation=relation) for v in dossier().variances)
        for language in LANGUAGES:
            made = replace(page(language), dossier=replace(dossier(), variances=variances))
            assert render_event(made, site=SITE, others=[language], cards={}).data


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_say_why_they_count_as_one(language: str) -> None:
    """Three origins of five reports; a folded report stands under its root with the reason."""
    origins = event(language).xpath("//ol[@class='origins']/li")
    assert [len(origin.xpath(".//ul[@class='reports']/li")) for origin in origins] == [2, 2, 1]
    folded = event(language).xpath("//li[@class='folded']")
    assert len(folded) == 2
    assert all(text_of(item.xpath("p[@class='why']")[0]) for item in folded)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_described_and_labelled(language: str) -> None:
    """Alt text in the edition's language; size given; the label stands beside the picture, too."""
    for path in (f"{language}/index.html", f"{language}/e/ferry/index.html"):
        for image in tree(path).xpath("//img"):
            assert re.search(SCRIPTS[language], image.get("alt"))
            assert (image.get("width"), image.get("height")) == ("1200", "675")
    assert text_of(event(language).xpath("//figcaption/span[@class='label']")[0])


def test_related_items_are_whole() -> None:
    """Each has headline, summary, label, picture and the reason, with the shared name in the edition's form."""
    for language, place in (("ko", "다라항"), ("ja", "ダラ港"), ("en", "Dara Harbour")):
        cards = event(language).xpath("//section[@id='related']//article")
        assert len(cards) == 2
        for card in cards:
            assert place in text_of(card.xpath("p[@class='why']")[0])
            assert card.xpath(".//h3/a/@href")[0].startswith(f"/{language}/e/")
            assert card.xpath(".//img/@alt")[0]


def test_related_without_a_page_is_left_out() -> None:
    """A related event that this edition does not have is not promised."""
    made = render_event(page("ko", related=["gone"]), site=SITE, others=["ko"], cards={}).data
    assert html.fromstring(made).xpath("//section[@id='related']") == []


def test_times_are_in_the_site_zone() -> None:
    """Shown in the language's way and in the machine's, with the zone named."""
    times = event("ko").xpath("//header[@class='head']//time")
    assert [time.get("datetime") for time in times] == ["2026-01-31T03:00:00+09:00", "2026-02-01T07:00:00+09:00"]
    assert times[0].text == "2026년 1월 31일 03:00 KST"
    assert event("ja").xpath("//header//time")[0].text == "2026年1月31日 03:00 KST"
    assert event("en").xpath("//header[@class='head']//time")[0].text == "January 31, 2026, 03:00 KST"
    never = replace(page("ko"), modified_at=page("ko").published_at)
    once = render_event(never, site=SITE, others=["ko"], cards={}).data
    assert len(html.fromstring(once).xpath("//header[@class='head']//time")) == 1


def test_japanese_headlines_break_between_phrases() -> None:
    """`<wbr>` in the visible headline only: never in title, metadata or feed."""
    assert event("ja").xpath("//h1//wbr")
    assert event("ko").xpath("//h1//wbr") == []
    text = site()["ja/e/ferry/index.html"].decode()
    title = event("ja").xpath("string(//title)")
    assert title == "ダラ港沖で連絡船が座礁、けが人は十人を超える — Twosource"
    assert "\u200b" not in text
    assert "\u200b" not in site()["ja/feed.xml"].decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notices(language: str) -> None:
    """Top of every page: that this is a sample. Foot of every page: that no cookie is set."""
    for path in (path for path in site() if path.startswith(f"{language}/") and path.endswith(".html")):
        element = tree(path)
        assert text_of(element.xpath("//header/p[@class='notice']")[0]) == SITE.notice_in(language)
        foot = element.xpath("//footer")[0]
        assert re.search("쿠키|Cookie|cookie", text_of(foot))
        assert foot.xpath(f".//a[@href='/{language}/privacy/']")


def test_chooser_and_lost_page_speak_all_languages() -> None:
    """No edition is forced on a reader: links only, each in its language."""
    for path in ("index.html", "404.html"):
        assert set(tree(path).xpath("//main//*[@lang]/@lang")) == set(LANGUAGES)
    assert tree("index.html").xpath("//link[@hreflang='x-default']/@href") == ["https://news.example/"]


def test_incomplete_pages_are_not_made() -> None:
    """A picture or article in another language means no page in this one, and an outcome that says what."""
    good = page("ko")
    bad = {
        "picture": replace(good, picture=page("en").picture),
        "article": replace(good, article=page("ja").article),
        "alt text": replace(good, picture=replace(good.picture, alt=" ")),
    }
    for part, item in bad.items():
        outcome = complete(item, {})
        assert (outcome.state, outcome.reason) == (State.SKIPPED, Reason.INCOMPLETE)
        assert part in outcome.detail
        done, outcomes = publishable([item, page("en")], site=SITE)
        assert [made.language for made in done] == ["en"]
        assert len(outcomes) == 2
    assert complete(good, {}).state is State.DONE


def test_inputs_tell_when_a_page_changes() -> None:
    """Equal inputs mean equal bytes; anything a page shows changes them."""
    made = page("ko", related=["b"])
    cards = {"b": card_of(page("ko", "b"))}
    first = event_inputs(made, site=SITE, others=LANGUAGES, cards=cards)
    assert first == event_inputs(made, site=SITE, others=tuple(reversed(LANGUAGES)), cards=cards)
    changed = [
        event_inputs(replace(made, modified_at=NOW), site=SITE, others=LANGUAGES, cards=cards),
        event_inputs(made, site=replace(SITE, publisher="x"), others=LANGUAGES, cards=cards),
        event_inputs(made, site=SITE, others=["ko"], cards=cards),
        event_inputs(made, site=SITE, others=LANGUAGES, cards={"b": replace(cards["b"], contradictions=0)}),
        event_inputs(replace(made, picture=page("en").picture), site=SITE, others=LANGUAGES, cards=cards),
        event_inputs(replace(made, related=()), site=SITE, others=LANGUAGES, cards=cards),
    ]
    assert len({first, *changed}) == 7
    front = front_cards(cards.values())
    assert front_inputs("ko", front, site=SITE) != front_inputs("ko", (), site=SITE)
    assert len({version(language) for language in LANGUAGES}) == 3


def test_front_page_order_needs_no_clock() -> None:
    """Fresh first, but twice the origins outweigh two days; the order is total."""
    base = card_of(page("ko"))
    assert base.latest_at is not None
    old = replace(base, event_id="old", latest_at=base.latest_at - timedelta(days=1))
    big = replace(old, event_id="big", origins=base.origins * 2)
    assert [card.event_id for card in front_cards([old, base, big])] == ["big", "ferry", "old"]
    assert rank(replace(base, latest_at=None))[1] == "ferry"


def test_an_empty_edition_says_so() -> None:
    """No events yet: a front page that says so, not a broken one."""
    made = render_front("en", (), site=SITE).data.decode()
    assert "Nothing has been published yet." in made


def test_a_site_under_a_path() -> None:
    """A base address with a path puts that path before every link."""
    info = replace(SITE, base_url="https://example.org/news/")
    made = html.fromstring(render_event(page("ko"), site=info, others=["ko"], cards={}).data)
    links = [link for link in made.xpath("//@href | //@src") if link.startswith("/")]
    assert links
    assert all(link.startswith("/news/") for link in links)
    assert made.xpath("string(//link[@rel='canonical']/@href)") == "https://example.org/news/ko/e/ferry/"


def test_nobody_to_answer_is_said() -> None:
    """Without a publisher or contact in the settings the page says that they are missing."""
    bare = SiteInfo(title="T", editions=("en",), base_url="http://127.0.0.1:8000")
    files = {file.path: file.data.decode() for file in render_site([page("en")], site=bare, now=NOW) if file.path.endswith(".html")}  # fmt: skip
    assert "do not name a publisher yet" in files["en/about/index.html"]
    assert "do not give a contact yet" in files["en/privacy/index.html"]
    assert "No outlet is read yet." in files["en/sources/index.html"]


@pytest.mark.parametrize("address", ["ftp://x/", "news.example", ""])
def test_base_address_must_be_http(address: str) -> None:
    """Absolute links need an http(s) address."""
    with pytest.raises(ValueError, match="base_url"):
        replace(SITE, base_url=address)
