"""Dossiers become articles and pictures: write, illustrate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from twosource.illustrate import illustrate
from twosource.pipeline.room import Result, Room, guard, settle
from twosource.records import Outcome, Step
from twosource.store import Transaction, articles, events
from twosource.store.articles import Key
from twosource.write import write


def _stale_articles(room: Room, tx: Transaction, ids: Sequence[str] | None = None) -> list[tuple[str, str, str]]:
    """(event, language, made from) of every article that is missing or made from something older."""
    have = articles.articles_made_from(tx, ids)
    wanted = (
        (event_id, language, f"{dossier_id}:{room.writer.name}")
        for event_id, dossier_id in events.dossier_ids(tx, ids).items()
        for language in room.settings.editions
    )
    return [item for item in wanted if have.get(item[:2]) != item[2]]


def pending_articles(room: Room) -> list[str]:
    """Events of which an edition has no article, or an old one."""
    with room.store.snapshot() as tx:
        return list(dict.fromkeys(event_id for event_id, _, _ in _stale_articles(room, tx)))


def run_write(room: Room, ids: Sequence[str]) -> None:
    """The stale articles of these events, in every edition's language."""
    with room.store.snapshot() as tx:
        dossiers = events.get_dossiers(tx, ids)
        stale = _stale_articles(room, tx, ids)
    done = [
        (item, *_guarded(Step.WRITE, item[:2], partial(write, dossiers[item[0]], item[1], room.writer)))
        for item in stale
    ]
    with room.store.transaction() as tx:
        for (event_id, language, made_from), article, _ in done:
            articles.put_article(tx, (event_id, language), article, made_from)
        settle(room, tx, [outcome for _, _, outcome in done])


def _guarded(step: Step, key: Key, work: Callable[[], tuple[Result | None, Outcome]]) -> tuple[Result | None, Outcome]:
    """One outcome per event and language."""
    subject = "/".join(key)
    result, outcome = guard(step, subject, work)
    return result, replace(outcome, subject=subject)


def pictures_wanted(room: Room, tx: Transaction, ids: Sequence[str] | None = None) -> dict[Key, str]:
    """What the picture of each article should be made from: the article and the painter."""
    return {key: f"{article_id}:{room.painter.name}" for key, article_id in articles.article_ids(tx, ids).items()}


def _stale_pictures(room: Room, tx: Transaction, ids: Sequence[str] | None = None) -> dict[Key, str]:
    have = articles.pictures_made_from(tx, ids)
    return {key: made_from for key, made_from in pictures_wanted(room, tx, ids).items() if have.get(key) != made_from}


def pending_pictures(room: Room) -> list[str]:
    """Events with an article whose picture is missing or old."""
    with room.store.snapshot() as tx:
        return list(dict.fromkeys(event_id for event_id, _ in _stale_pictures(room, tx)))


def run_illustrate(room: Room, ids: Sequence[str]) -> None:
    """The stale pictures of these events."""
    with room.store.snapshot() as tx:
        stale = _stale_pictures(room, tx, ids)
        dossiers = events.get_dossiers(tx, ids)
        texts = articles.get_articles(tx, ids)
    done = [
        (key, *_guarded(Step.ILLUSTRATE, key, partial(illustrate, dossiers[key[0]], texts[key], room.painter)))
        for key in stale
    ]
    with room.store.transaction() as tx:
        for key, picture, _ in done:
            if picture is not None:
                articles.put_picture(tx, picture, stale[key])
        settle(room, tx, [outcome for _, _, outcome in done])
