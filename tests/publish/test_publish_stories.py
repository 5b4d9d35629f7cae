"""A story's page, the strand on its events' pages, and what is left at the address of a merged event."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from lxml import etree, html

from made_pages import LANGUAGES, NOW, SITE, dossier, page, pages
from twosource.publish import card_of, complete, event_inputs, render_event, render_moved, render_site
from twosource.publish.story import part_of, render_story, story_inputs
from twosource.records import Slot, Story

STORY = Story(id="tale", event_ids=("ferry", "ferry2", "ferry3"))


@cache
def site() -> dict[str, bytes]:
    told = [replace(made, story=STORY if made.event_id in STORY.event_ids else None) for made in pages(4)]
    return {file.path: file.data for file in render_site(told, site=SITE, now=NOW)}


def tree(path: str) -> html.HtmlElement:
    return html.fromstring(site()[path].decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_story_page_in_order(language: str) -> None:
    """Every step of the story, in order of happening, each linking to its page, all in the edition's language."""
    shown = tree(f"{language}/s/tale/index.html")
    links = shown.xpath("//ol[@class='steps']//h2/a/@href")
    assert links == [f"/{language}/e/{event_id}/" for event_id in STORY.event_ids]
    assert shown.get("lang") == language
    assert len(shown.xpath("//link[@rel='alternate'][@hreflang]")) == len(LANGUAGES) + 1
    data = json.loads(shown.xpath("string(//script[@type='application/ld+json'])"))
    assert (data["@type"], data["numberOfItems"]) == ("ItemList", 3)
    assert [item["position"] for item in data["itemListElement"]] == [1, 2, 3]


def test_event_page_shows_its_place_in_the_story() -> None:
    """The strand names all steps, marks this one and leads to the story; an event outside has none."""
    shown = tree("ko/e/ferry2/index.html")
    assert shown.xpath("//section[@id='story']//a/@href") == ["/ko/s/tale/", "/ko/e/ferry/", "/ko/e/ferry3/"]
    assert len(shown.xpath("//section[@id='story']//*[@aria-current='page']")) == 1
    assert shown.xpath("//section[@id='story']//a[@rel='prev']/@href") == ["/ko/e/ferry/"]
    assert shown.xpath("//section[@id='story']//a[@rel='next']/@href") == ["/ko/e/ferry3/"]
    assert not tree("ko/e/ferry4/index.html").xpath("//section[@id='story']")


@pytest.mark.parametrize(("language", "told"), [("ko", "예정"), ("ja", "予定"), ("en", "planned")])
def test_a_step_to_come_says_so(language: str, told: str) -> None:
    """What is only planned is never shown as if it had happened."""
    plan = replace(card_of(page(language)), state="planned")
    done = replace(card_of(page(language, "ferry2")), state="happened")
    part = part_of(STORY, {"ferry": plan, "ferry2": done})
    assert part is not None
    shown = html.fromstring(render_story(part, site=SITE, others=[language]).data.decode())
    assert [told in step.text_content() for step in shown.xpath("//p[@class='when']")] == [True, False]


def test_sitemap_lists_stories() -> None:
    """A story page can be found in every edition."""
    places = etree.fromstring(site()["sitemap.xml"]).xpath("//*[local-name()='loc']/text()")
    assert [f"https://news.example/{language}/s/tale/" in places for language in LANGUAGES] == [True] * 3


def test_story_with_one_told_event_has_no_page() -> None:
    """What is not told cannot be linked: too little of a story is no story, and one step less is another page."""
    cards = {made.event_id: card_of(made) for made in pages(3, ("en",))}
    assert part_of(STORY, {"ferry": cards["ferry"]}) is None
    assert part_of(None, cards) is None
    both, one_less = part_of(STORY, cards), part_of(STORY, {k: cards[k] for k in ("ferry", "ferry3")})
    assert both is not None
    assert one_less is not None
    assert story_inputs(both, site=SITE, others=["en"]) != story_inputs(one_less, site=SITE, others=["en"])


def test_a_new_step_renders_event_pages_again() -> None:
    """The strand is part of what an event page is made from."""
    cards = {made.event_id: card_of(made) for made in pages(3, ("en",))}
    told = replace(page("en"), story=STORY)
    with_two = {k: cards[k] for k in ("ferry", "ferry2")}
    all_of = event_inputs(told, site=SITE, others=["en"], cards=cards)
    assert all_of != event_inputs(told, site=SITE, others=["en"], cards=with_two)
    assert complete(told, cards).state == "done"


@pytest.mark.parametrize("language", LANGUAGES)
def test_old_address_leads_on(language: str) -> None:
    """Without a server's help: refresh, canonical link, and a link to click, in the edition's language."""
    file = render_moved(language, "gone", "ferry", site=SITE)
    assert file.path == f"{language}/e/gone/index.html"
    shown = html.fromstring(file.data.decode())
    assert shown.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url=/{language}/e/ferry/"]
    assert shown.xpath("//link[@rel='canonical']/@href") == [f"https://news.example/{language}/e/ferry/"]
    assert shown.xpath("//main//a/@href") == [f"/{language}/e/ferry/"]
    assert shown.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert shown.get("lang") == language


def test_old_address_without_a_new_page_says_so() -> None:
    """An edition that does not tell the event that is left sends nobody to a page that is not there."""
    shown = html.fromstring(render_moved("ja", "gone", None, site=SITE).data.decode())
    assert not shown.xpath("//meta[@http-equiv='refresh']")
    assert shown.xpath("//main//a/@href") == ["/ja/"]


def test_unadmitted_origins_are_shown_and_not_counted() -> None:
    """A reader sees the outlet and that it counts for nothing; where no editor admitted any, the page says that."""
    known = dossier("ferry")
    first, *rest = known.origins
    some = replace(known, origins=(*rest, replace(first, admitted=False)))
    none = replace(known, origins=tuple(replace(origin, admitted=False) for origin in known.origins))
    assert card_of(replace(page("en"), dossier=some)).origins == len(known.origins) - 1
    assert card_of(replace(page("en"), dossier=none)).origins == len(known.origins)
    texts = [
        html.fromstring(
            render_event(replace(page("en"), dossier=case), site=SITE, others=["en"], cards={}).data.decode()
        ).text_content()
        for case in (known, some, none)
    ]
    assert [text.count("counted for nothing") for text in texts] == [0, 1, 0]
    assert ["No outlet that an editor has admitted" in text for text in texts] == [False, False, True]


def test_disputed_date_is_no_day_of_a_step() -> None:
    """The day of a step is the one on which all agree: a disputed date is not shown as the day it happened."""
    told = page("en")
    whens = told.dossier.select(Slot.WHEN)
    assert len(whens) > 1
    assert card_of(told).happened_at is None
    others = tuple(claim for claim in told.dossier.claims if claim not in whens[1:])
    agreed = card_of(replace(told, dossier=replace(told.dossier, claims=others))).happened_at
    date = whens[0].date
    assert date is not None
    assert agreed is not None
    assert agreed.date() == date.begin.astimezone(ZoneInfo(date.zone)).date()
