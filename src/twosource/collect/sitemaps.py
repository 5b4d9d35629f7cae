"""News sitemaps and sitemap indexes (https://www.sitemaps.org/protocol.html) to listings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.collect.addresses import absolute
from twosource.collect.markup import read_xml
from twosource.collect.times import read_time
from twosource.records import Listing, Problem, Reason, Severity, Step
from twosource.text.clean import plain

if TYPE_CHECKING:
    from lxml.etree import _Element

# The protocol allows 50 MB and 50,000 addresses; news sitemaps hold two days, at most 1,000.
MAX_BYTES = 10_000_000
MAX_ITEMS = 1_000
# Children of an index that are worth reading in one round.
MAX_CHILDREN = 20


def parse_sitemap(
    data: bytes, *, url: str, content_type: str = "", zone: str = "UTC"
) -> tuple[tuple[Listing, ...], tuple[str, ...], tuple[Problem, ...]]:
    """Dated pages of a sitemap, newest first; addresses of the sitemaps an index names, newest first; problems.

    A page without a date is left out: it may be from any year. Times without a zone are read in `zone`.
    """
    if len(data) > MAX_BYTES:
        return (), (), (_problem(Reason.TOO_LARGE, url, f"{len(data):,} bytes are too many for a sitemap"),)
    root = read_xml(data, content_type=content_type)
    kind = _local(root) if root is not None else ""
    if root is None or kind not in ("urlset", "sitemapindex"):
        return (), (), (_problem(Reason.NOT_A_FEED, url, "this is no sitemap; check its address"),)
    if kind == "sitemapindex":
        return (), _children(root, url, zone), ()
    listings = [found for element in root if (found := _listing(element, url, zone))]
    # Stable: pages of one time stay in the sitemap's order.
    listings.sort(key=lambda found: found.published_at.timestamp() if found.published_at else 0.0, reverse=True)
    distinct = {found.url: found for found in reversed(listings)}
    newest = tuple(reversed(distinct.values()))[:MAX_ITEMS]
    if newest or not len(root):
        return newest, (), ()
    message = "no page of this sitemap has a date, so none can be told to be new; name the site's news sitemap"
    return (), (), (_problem(Reason.NOT_A_FEED, url, message, Severity.WARNING),)


def _children(root: _Element, url: str, zone: str) -> tuple[str, ...]:
    dated: dict[str, float] = {}
    for element in root:
        fields = _fields(element)
        address = absolute(fields.get("loc", ""), url)
        changed = read_time(fields.get("lastmod", ""), zone)
        if address and address != url:
            dated.setdefault(address, changed.timestamp() if changed else 0.0)
    return tuple(sorted(dated, key=lambda address: -dated[address])[:MAX_CHILDREN])


def _listing(element: _Element, url: str, zone: str) -> Listing | None:
    fields = _fields(element)
    address = absolute(fields.get("loc", ""), url)
    published = read_time(fields.get("publication_date", ""), zone)
    changed = read_time(fields.get("lastmod", ""), zone)
    if not address or not (published or changed):
        return None
    language = fields.get("language", "").lower()
    return Listing(
        url=address,
        title=plain(fields.get("title", "")[:2_000])[:500],
        published_at=published or changed,
        updated_at=changed,
        language=language if language.replace("-", "").isalpha() else "",
    )


def _fields(element: _Element) -> dict[str, str]:
    """Texts below an element by local name, the first of each; pictures and videos have addresses of their own."""
    fields: dict[str, str] = {}
    for part in element.iterdescendants():
        name = _local(part)
        if part.text and _local(part.getparent()) not in ("image", "video"):
            fields.setdefault(name, part.text.strip())
    return fields


def _local(element: _Element | None) -> str:
    name = element.tag if element is not None else ""
    return name.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(name, str) else ""


def _problem(reason: Reason, url: str, message: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(step=Step.COLLECT, severity=severity, reason=reason, subject=url, message=f"{url}: {message}")
