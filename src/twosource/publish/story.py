"""A story's page in one edition: its events in order of happening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from twosource.publish.card import Card
from twosource.publish.info import SiteInfo
from twosource.publish.jsonld import script_safe
from twosource.publish.render import alternates, frame, render, version
from twosource.records import File, Story, content_id

# A story is told from so many events on
FEWEST = 2


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A story as one of its event pages shows it."""

    story: Story
    # all its events of this edition, in order of happening
    cards: tuple[Card, ...]

    @property
    def place(self) -> tuple[str, str]:
        """Language and id, of which its address is made."""
        return self.cards[0].language, self.story.id


def part_of(story: Story | None, cards: Mapping[str, Card]) -> StoryPart | None:
    """The part of a story that an edition has; None where it has too little of it for a page."""
    if story is None:
        return None
    shown = tuple(cards[event_id] for event_id in story.event_ids if event_id in cards)
    return StoryPart(story, shown) if len(shown) >= FEWEST else None


def render_story(part: StoryPart, *, site: SiteInfo, others: Sequence[str]) -> File:
    """The page of a story; `others`: languages in which it has one, its own included. All comes from the arguments."""
    language = part.cards[0].language
    editions = alternates(site, others, "s", part.story.id)
    here = site.url(language, "s", part.story.id)
    return render(
        "story.html",
        story_path(part),
        at=frame(site, language),
        others=editions,
        here=here,
        default=editions[0].url if editions else here,
        cards=part.cards,
        latest=part.cards[-1],
        jsonld=_data(part, here=here, site=site),
    )


def story_path(part: StoryPart) -> str:
    """Where the page stands on the site."""
    return "{}/s/{}/index.html".format(*part.place)


def story_inputs(part: StoryPart, *, site: SiteInfo, others: Sequence[str]) -> str:
    """Hash of all that `render_story` reads."""
    return content_id(version(part.cards[0].language), site.inputs, part.story.id, repr(part.cards), ",".join(others))


def _data(part: StoryPart, *, here: str, site: SiteInfo) -> Markup:
    """schema.org ItemList, safe to stand inside a script element."""
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "url": site.url(card.language, "e", card.event_id),
            "name": card.title,
        }
        for number, card in enumerate(part.cards, start=1)
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "@id": here,
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(items),
        "itemListElement": items,
    }
    return script_safe(data)
