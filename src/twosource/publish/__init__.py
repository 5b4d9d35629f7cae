"""Articles to editions to files; `site` alone writes them.

A newsroom that renders everything calls `render_site`; one that knows what changed renders the parts
whose `event_inputs` or `front_inputs` differ and hands `Site.switch` the rest to keep.
"""

from twosource.publish.card import Card, card_of
from twosource.publish.event import complete, event_inputs, picture_file, render_event
from twosource.publish.feed import render_feed, render_news_sitemap, render_sitemap
from twosource.publish.info import SiteInfo
from twosource.publish.moved import render_moved
from twosource.publish.render import version
from twosource.publish.site import Site, Switched
from twosource.publish.standing import front_cards, front_inputs, render_front, render_root, render_standing
from twosource.publish.step import publishable, render_site, story_parts
from twosource.publish.story import render_story, story_inputs, story_path

__all__ = [
    "Card",
    "Site",
    "SiteInfo",
    "Switched",
    "card_of",
    "complete",
    "event_inputs",
    "front_cards",
    "front_inputs",
    "picture_file",
    "publishable",
    "render_event",
    "render_feed",
    "render_front",
    "render_moved",
    "render_news_sitemap",
    "render_root",
    "render_site",
    "render_sitemap",
    "render_standing",
    "render_story",
    "story_inputs",
    "story_parts",
    "story_path",
    "version",
]
