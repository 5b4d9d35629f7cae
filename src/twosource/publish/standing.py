"""Pages that stand beside the events: front pages, about, privacy, outlets, language chooser, 404."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from twosource.publish.card import Card, rank
from twosource.publish.info import SiteInfo
from twosource.publish.render import alternates, frame, render, style_name, style_sheet, version
from twosource.records import File, content_id
from twosource.text.times import direction, own_name
from twosource.text.wording import words

# Cards on a front page; what is older is found by feed, sitemap and its permanent address.
FRONT_CARDS = 61

# Two rings that overlap: two sources, one fact.
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#fbfaf6"/>'
    '<g fill="none" stroke="#8c1c13" stroke-width="3"><circle cx="12" cy="16" r="8"/><circle cx="20" cy="16" r="8"/>'
    "</g></svg>\n"
)


def front_cards(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards a front page shows, most important first."""
    return tuple(sorted(cards, key=rank)[:FRONT_CARDS])


def render_front(language: str, cards: Sequence[Card], *, site: SiteInfo) -> File:
    """The front page of one edition; `cards` as `front_cards` gives them, all in `language`."""
    return render(
        "front.html",
        f"{language}/index.html",
        at=frame(site, language),
        others=alternates(site, site.editions),
        cards=cards,
        here=site.url(language),
    )


def front_inputs(language: str, cards: Sequence[Card], *, site: SiteInfo) -> str:
    """Hash of all that `render_front` reads."""
    return content_id(version(language), site.inputs, language, *(repr(card) for card in cards))


def render_standing(language: str, *, site: SiteInfo) -> Iterator[File]:
    """About, privacy and outlets of one edition."""
    for name in ("about", "privacy", "sources"):
        yield render(
            f"{name}.html",
            f"{language}/{name}/index.html",
            at=frame(site, language),
            others=alternates(site, site.editions, name),
            here=site.url(language, name),
        )


def render_root(site: SiteInfo) -> Iterator[File]:
    """What belongs to no edition: the chooser, the 404 page, the style sheet, the icon, robots.txt."""
    first = frame(site, site.editions[0])
    lines = [
        {
            "language": tag,
            "dir": direction(tag),
            "path": site.path(tag),
            "own_name": own_name(tag),
            "tagline": words(tag)("tagline"),
            "notice": site.notice_in(tag),
            "lost": words(tag)("lost"),
            "lost_text": words(tag)("lost.text"),
            "front": words(tag)("front"),
        }
        for tag in site.editions
    ]
    others = alternates(site, site.editions)
    names = first.say("list").join(own_name(tag) for tag in site.editions)
    yield render("chooser.html", "index.html", at=first, others=others, lines=lines, names=names)
    yield render("lost.html", "404.html", at=first, others=others, lines=lines)
    yield File(path=style_name(), data=style_sheet())
    yield File(path="icon.svg", data=_ICON.encode())
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {site.url('sitemap.xml')}\nSitemap: {site.url('sitemap-news.xml')}\n"
    yield File(path="robots.txt", data=robots.encode())
