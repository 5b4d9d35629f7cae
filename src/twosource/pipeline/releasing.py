"""Articles and pictures become the site: publish."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from twosource.group import Features, Profile, find_related, find_stories, read_profile
from twosource.pipeline.grouping import get_members
from twosource.pipeline.room import Room
from twosource.pipeline.telling import pictures_wanted
from twosource.publish import (
    Card,
    Site,
    SiteInfo,
    card_of,
    event_inputs,
    front_cards,
    front_inputs,
    picture_file,
    publishable,
    render_event,
    render_feed,
    render_front,
    render_moved,
    render_news_sitemap,
    render_root,
    render_sitemap,
    render_standing,
    render_story,
    story_inputs,
    story_parts,
    story_path,
    version,
)
from twosource.records import File, Page, content_id
from twosource.store import Transaction, articles, events, grouping, outcomes, publications
from twosource.store.articles import Key
from twosource.store.publications import Publication, SiteFile

# Entries of the news sitemap leave it after this long, so it can change although no article has.
NEWS_AGE = timedelta(hours=48)


def pending_site(room: Room) -> list[str]:
    """One id, "site", where anything readers would see has changed."""
    with room.store.snapshot() as tx:
        wanted = _site_inputs(room, tx)
        have = publications.get_mark(tx, "site")
    stands = Site(room.site).current is not None
    return [] if stands and wanted == have else ["site"]


def run_publish(room: Room, _ids: Sequence[str]) -> None:
    """Render what changed and switch the site; times of publication are settled before readers see them."""
    now = room.clock.now()
    info = site_info(room)
    with room.store.snapshot() as tx:
        keys, shown = _publications(room, tx, now)
        pages = _pages(tx, keys, shown)
        moved = _moved(tx)
        before = publications.get_site(tx)
    with room.store.transaction() as tx:
        publications.put_publications(tx, shown)
        inputs = _site_inputs(room, tx)
    site = Site(room.site)
    done, told = publishable(pages, site=info)
    # A run that was killed between the switch and this table left the two apart; the files count.
    stands = site.manifest()
    build = _Build({path: item for path, item in before.items() if stands.get(path) == item.sha256})
    _render(done, info, now, build)
    _redirect(moved, done, info, build)
    switched = site.switch(build.fresh, {path: item.sha256 for path, item in build.files.items()})
    with room.store.transaction() as tx:
        outcomes.add_outcomes(tx, told, now=now)
        if switched.problem is not None:
            outcomes.add_problems(tx, [switched.problem], now=now)
            return
        outcomes.clear_problems(tx, str(site.root))
        publications.put_site(tx, build.files)
        publications.put_mark(tx, "site", inputs)


def site_info(room: Room) -> SiteInfo:
    """What the pages say about their publisher."""
    settings = room.settings
    return SiteInfo(
        title=settings.title,
        editions=settings.editions,
        base_url=settings.site.base_url,
        publisher=settings.site.publisher,
        contact=settings.site.contact,
        notice=tuple(sorted(settings.site.notice.items())),
        zone=settings.page_zone,
        sources=tuple(room.sources.values()),
    )


def _site_inputs(room: Room, tx: Transaction) -> str:
    """Hash of all that the site is made from."""
    since = room.clock.now() - NEWS_AGE
    fresh = [f"{key}" for key, item in publications.get_publications(tx).items() if item.published_at >= since]
    info = site_info(room)
    return content_id(
        repr(info),
        *(version(language) for language in info.editions),
        repr(sorted(articles.article_ids(tx).items())),
        repr(sorted(articles.pictures_made_from(tx).items())),
        repr(sorted(_moved(tx).items())),
        *sorted(fresh),
    )


def _publications(room: Room, tx: Transaction, now: datetime) -> tuple[list[Key], dict[Key, Publication]]:
    """Pages that have article and picture, and the times at which readers got them."""
    drawn, wanted = articles.pictures_made_from(tx), pictures_wanted(room, tx)
    ids = {key: made for key, made in articles.article_ids(tx).items() if drawn.get(key) == wanted[key]}
    known = publications.get_publications(tx)
    shown = {}
    for key, article_id in ids.items():
        old = known.get(key)
        if old is None:
            shown[key] = Publication(article_id=article_id, published_at=now, modified_at=now)
        elif old.article_id != article_id:
            shown[key] = Publication(article_id=article_id, published_at=old.published_at, modified_at=now)
        else:
            shown[key] = old
    return list(ids), shown


def _pages(tx: Transaction, keys: Sequence[Key], shown: Mapping[Key, Publication]) -> list[Page]:
    ids = list(dict.fromkeys(event_id for event_id, _ in keys))
    dossiers = events.get_dossiers(tx, ids)
    texts = articles.get_articles(tx, ids)
    pictures = articles.get_pictures(tx, ids)
    profiles = _profiles(tx, ids)
    stories = find_stories(profiles)
    related = find_related(profiles, stories)
    story_of = {event_id: story for story in stories for event_id in story.event_ids}
    return [
        Page(
            event_id=key[0],
            language=key[1],
            article=texts[key],
            dossier=dossiers[key[0]],
            picture=pictures[key],
            related=related.get(key[0], ()),
            story=story_of.get(key[0]),
            published_at=shown[key].published_at,
            modified_at=shown[key].modified_at,
        )
        for key in keys
    ]


def _profiles(tx: Transaction, ids: Sequence[str]) -> dict[str, Profile]:
    """What is known of each event as a whole."""
    found = events.get_events(tx, ids)
    wanted = [report_id for event in found for report_id in event.report_ids]
    members = {member.report.id: member for member in get_members(tx, wanted)}
    packed = grouping.get_features(tx, wanted)
    kept = {report_id: Features.unpack(report_id, data) for report_id, data in packed.items()}
    return {
        event.id: read_profile(event.id, [members[report_id] for report_id in event.report_ids], kept)
        for event in found
    }


@dataclass(slots=True)
class _Build:
    """The site being put together: what is taken over and what is made anew."""

    before: Mapping[str, SiteFile]
    files: dict[str, SiteFile] = field(default_factory=dict)
    fresh: dict[str, bytes] = field(default_factory=dict)

    def add(self, path: str, inputs: str, make: Callable[[], File]) -> None:
        """Take the file over where its inputs are the same, else make it."""
        old = self.before.get(path)
        if old is not None and old.inputs == inputs:
            self.files[path] = old
        else:
            self.put(make(), inputs)

    def put(self, file: File, inputs: str = "") -> None:
        """A file that was made anyway."""
        sha256 = hashlib.sha256(file.data).hexdigest()
        self.files[file.path] = SiteFile(sha256=sha256, inputs=inputs)
        old = self.before.get(file.path)
        if old is None or old.sha256 != sha256:
            self.fresh[file.path] = file.data


def _render(done: Sequence[Page], info: SiteInfo, now: datetime, build: _Build) -> None:
    """Every file of the site; event and front pages only where their inputs changed."""
    cards: dict[str, dict[str, Card]] = {language: {} for language in info.editions}
    languages: dict[str, list[str]] = {}
    for page in done:
        cards[page.language][page.event_id] = card_of(page)
        languages.setdefault(page.event_id, []).append(page.language)
    for page in done:
        shown, others = cards[page.language], languages[page.event_id]
        inputs = event_inputs(page, site=info, others=others, cards=shown)
        path = f"{page.language}/e/{page.event_id}/index.html"
        build.add(path, inputs, partial(render_event, page, site=info, others=others, cards=shown))
        build.put(picture_file(page, shown[page.event_id]))
    stories = list(story_parts(done, cards))
    for part, tongues in stories:
        inputs = story_inputs(part, site=info, others=tongues)
        build.add(story_path(part), inputs, partial(render_story, part, site=info, others=tongues))
    for language, shown in cards.items():
        front = front_cards(shown.values())
        inputs = front_inputs(language, front, site=info)
        build.add(f"{language}/index.html", inputs, partial(render_front, language, front, site=info))
        _put_all(build, [*render_standing(language, site=info), render_feed(language, shown.values(), site=info)])
    lists = {language: tuple(shown.values()) for language, shown in cards.items()}
    _put_all(build, [*render_root(info), render_sitemap(lists, site=info, stories=[part.place for part, _ in stories])])
    build.put(render_news_sitemap(lists, site=info, now=now))


def _moved(tx: Transaction) -> dict[Key, str]:
    """Address that readers once had -> the event that its event has become part of."""
    merged = events.merged_events(tx)
    return {key: merged[key[0]] for key in publications.get_publications(tx) if key[0] in merged}


def _redirect(moved: Mapping[Key, str], done: Sequence[Page], info: SiteInfo, build: _Build) -> None:
    """Old addresses lead to where the event is told now, or say that this edition does not tell it."""
    told = {(page.event_id, page.language) for page in done}
    for (old, language), new in sorted(moved.items()):
        if language in info.editions:
            build.put(render_moved(language, old, new if (new, language) in told else None, site=info))


def _put_all(build: _Build, files: Iterable[File]) -> None:
    for file in files:
        build.put(file)
