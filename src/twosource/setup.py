"""What `twosource init` does: find feeds, write a newsroom.toml that a person then corrects."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from twosource.collect import GUESSES, find_feeds, parse_feed, read_opml
from twosource.errors import InputError
from twosource.languages import identify
from twosource.net import HttpWeb, user_agent
from twosource.newsroom import SystemClock
from twosource.ports import Answer, Web
from twosource.records import Listing, Problem, Reason, Severity, Step
from twosource.settings import FILE_NAME, FetchBlock

MAX_FEEDS = 3
# Countries by top-level domain where the two differ.
_DOMAINS = {"uk": "GB", "com": "US", "org": "US", "net": "US", "eu": "BE", "gov": "US"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A `[[source]]` block to be."""

    name: str
    feeds: tuple[str, ...]
    language: str
    country: str
    owner: str


def find_sources(
    sites: Sequence[str], opml: Path | None, *, progress: Callable[[str], None], web: Web | None = None
) -> tuple[list[Draft], list[Problem]]:
    """A draft per site and per OPML entry whose feed answers; a problem for each that does not."""
    wanted = [(site if "://" in site else f"https://{site}", "") for site in sites]
    if opml is not None:
        try:
            wanted += [(entry.feed, entry.title) for entry in read_opml(opml.read_bytes())]
        except OSError as error:
            raise InputError(f"{opml}: cannot be read: {error.strerror}") from None
    if not wanted:
        return [], []
    web = web or HttpWeb(FetchBlock(), clock=SystemClock(), user_agent=user_agent(""))
    drafts, problems = [], []
    for address, title in wanted:
        progress(f"looking at {address}")
        found = _look_at(web, address, title)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            drafts.append(found)
    web.close()
    return drafts, problems


def _look_at(web: Web, address: str, title: str) -> Draft | Problem:
    answer = web.get(address)
    if answer.problem is not None:
        return answer.problem
    if listings := _read(answer):
        return _draft(listings, answer, (answer.final_url,), title)
    candidates = find_feeds(answer.body, answer.final_url) or tuple(urljoin(answer.final_url, g) for g in GUESSES)
    feeds: dict[str, tuple[Answer, tuple[Listing, ...]]] = {}
    for candidate in candidates:
        feed = web.get(candidate)
        if feed.problem is None and (listings := _read(feed)):
            feeds[candidate] = (feed, listings)
        if len(feeds) == MAX_FEEDS:
            break
    if not feeds:
        return Problem(
            step=Step.COLLECT,
            severity=Severity.WARNING,
            reason=Reason.NOT_A_FEED,
            subject=address,
            message=f"{address}: no feed found; give the feed's own address with --site",
        )
    first, listings = next(iter(feeds.values()))
    return _draft(listings, first, tuple(feeds), title)


def _read(answer: Answer) -> tuple[Listing, ...]:
    """The items of a feed; none for anything else."""
    return parse_feed(answer.body, url=answer.final_url, content_type=answer.header("content-type"))[0]


def _draft(listings: Sequence[Listing], answer: Answer, feeds: tuple[str, ...], title: str) -> Draft:
    """A source of these feeds; language and country guessed from the first one's items and address."""
    text = " ".join(f"{listing.title} {listing.summary}" for listing in listings[:20])
    host = (urlsplit(answer.final_url).hostname or "").removeprefix("www.")
    domain = host.rpartition(".")[2]
    country = _DOMAINS.get(domain, domain.upper() if len(domain) == len("xx") else "US")
    language = identify(text, hint="en")
    return Draft(name=title or host, feeds=feeds, language=language, country=country, owner=host)


def write_newsroom(folder: Path, drafts: Sequence[Draft], *, title: str, editions: Sequence[str]) -> Path:
    """Write `folder/newsroom.toml`; InputError where there is one already."""
    path = folder / FILE_NAME
    if path.exists():
        raise InputError(f"{path}: there is a newsroom here already; edit that file")
    head = [
        "# What can be set is in docs/settings.md.",
        f"title = {_quote(title or folder.resolve().name)}",
        f"editions = [{', '.join(_quote(edition) for edition in editions)}]",
        "",
    ]
    blocks = [_block(draft) for draft in drafts] or [_EXAMPLE]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([*head, *blocks]), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None
    return path


def _block(draft: Draft) -> str:
    feeds = ", ".join(_quote(feed) for feed in draft.feeds)
    return "\n".join(
        [
            "[[source]]",
            f"name = {_quote(draft.name)}",
            f"feeds = [{feeds}]",
            f"language = {_quote(draft.language)}",
            f"country = {_quote(draft.country)}  # guessed from the address; correct it",
            f"owner = {_quote(draft.owner)}  # outlets of one owner count once; correct it",
            'kind = "paper"  # agency, paper, broadcaster, online or official',
            "",
        ]
    )


def _quote(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's too."""
    return json.dumps("".join(c for c in text if c.isprintable()), ensure_ascii=False)


_EXAMPLE = """# [[source]]
# feeds = ["https://news.example/feed.xml"]
# language = "en"
# country = "GB"
# owner = "Example Media"
# kind = "paper"
"""
