"""Pages to the files of the site. Pure: the same pages, site and time give the same bytes.

The whole site at once is `render_site`. A newsroom that knows what changed calls the parts instead:
`render_event`, `render_front`, `render_standing`, `render_root`, `render_feed`, `render_sitemap`,
`render_news_sitemap`; `event_inputs` and `front_inputs` tell whether a page's inputs changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from twosource.publish.card import Card, card_of
from twosource.publish.event import complete, picture_file, render_event
from twosource.publish.feed import render_feed, render_news_sitemap, render_sitemap
from twosource.publish.info import SiteInfo
from twosource.publish.standing import front_cards, render_front, render_root, render_standing
from twosource.publish.story import StoryPart, part_of, render_story
from twosource.records import File, Outcome, Page, State


def publishable(pages: Sequence[Page], *, site: SiteInfo) -> tuple[tuple[Page, ...], tuple[Outcome, ...]]:
    """The pages that are complete in their language, and an outcome for every page given."""
    known = [page for page in pages if page.language in site.editions]
    cards = {language: _cards(known, language) for language in site.editions}
    outcomes = tuple(complete(page, cards[page.language]) for page in known)
    done = tuple(page for page, outcome in zip(known, outcomes, strict=True) if outcome.state is State.DONE)
    return done, outcomes


def render_site(pages: Sequence[Page], *, site: SiteInfo, now: datetime) -> Iterator[File]:
    """Every file of the site, in no order that matters; incomplete pages are left out."""
    done, _ = publishable(pages, site=site)
    cards = {language: _cards(done, language) for language in site.editions}
    tongues: dict[str, list[str]] = {}
    for page in done:
        tongues.setdefault(page.event_id, []).append(page.language)
    yield from render_root(site)
    for page in done:
        shown = cards[page.language]
        yield render_event(page, site=site, others=tongues[page.event_id], cards=shown)
        yield picture_file(page, shown[page.event_id])
    stories = list(story_parts(done, cards))
    for part, languages in stories:
        yield render_story(part, site=site, others=languages)
    for language, shown in cards.items():
        yield render_front(language, front_cards(shown.values()), site=site)
        yield from render_standing(language, site=site)
        yield render_feed(language, shown.values(), site=site)
    lists = {language: tuple(shown.values()) for language, shown in cards.items()}
    yield render_sitemap(lists, site=site, stories=[part.place for part, _ in stories])
    yield render_news_sitemap(lists, site=site, now=now)


def story_parts(
    pages: Sequence[Page], cards: Mapping[str, Mapping[str, Card]]
) -> Iterator[tuple[StoryPart, tuple[str, ...]]]:
    """Each story in each edition that has enough of it, with the languages it has a page in; `cards` by language."""
    stories = {page.story.id: page.story for page in pages if page.story}
    for story in stories.values():
        parts = [part for shown in cards.values() if (part := part_of(story, shown))]
        languages = tuple(part.cards[0].language for part in parts)
        yield from ((part, languages) for part in parts)


def _cards(pages: Sequence[Page], language: str) -> dict[str, Card]:
    return {page.event_id: card_of(page) for page in pages if page.language == language}
