"""The page at the old address of an event that has become part of another: it leads on, for ever."""

from __future__ import annotations

from twosource.publish.info import SiteInfo
from twosource.publish.render import frame, render
from twosource.records import File


def render_moved(language: str, old_id: str, new_id: str | None, *, site: SiteInfo) -> File:
    """A page that works on any static host; `new_id` None where this edition does not have the event any more."""
    at = frame(site, language)
    target = ("e", new_id) if new_id else ()
    return render(
        "moved.html",
        f"{language}/e/{old_id}/index.html",
        at=at,
        others=(),
        found=new_id is not None,
        way=at.path(*target),
        target=site.url(language, *target),
    )
