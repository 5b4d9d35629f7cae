"""Feeds, sitemaps and pages to captures."""

from twosource.collect.discover import GUESSES, OpmlEntry, find_feeds, read_opml
from twosource.collect.feeds import parse_feed
from twosource.collect.sitemaps import parse_sitemap
from twosource.collect.step import Arrival, FeedSeen, Known, PageSeen, collect

__all__ = [
    "GUESSES",
    "Arrival",
    "FeedSeen",
    "Known",
    "OpmlEntry",
    "PageSeen",
    "collect",
    "find_feeds",
    "parse_feed",
    "parse_sitemap",
    "read_opml",
]
