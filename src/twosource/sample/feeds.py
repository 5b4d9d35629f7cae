"""Feeds, news sitemap and robots.txt of a fictional outlet, as bytes in its charset.

Formats: RSS 2.0, Atom (RFC 4287), RSS 1.0 (RDF), the news sitemap 0.9, robots.txt (RFC 9309) with
the Content-Signal line.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from twosource.sample.wiredata import Outlet, SampleReport

DEAD_FEED = b"<!DOCTYPE html><html><head><title>World</title></head><body><p>This feed has moved.</p></body></html>\n"


def feed(outlet: Outlet, reports: Sequence[SampleReport], base_url: str) -> bytes:
    """The outlet's feed, in the order of `reports`; ValueError where it has none."""
    writers = {"rss2": _rss2, "atom": _atom, "rdf": _rdf}
    if outlet.feed not in writers:
        raise ValueError(f"{outlet.id} has no feed")
    prolog = f'<?xml version="1.0" encoding="{outlet.charset}"?>\n'
    return (prolog + writers[outlet.feed](outlet, reports, base_url)).encode(outlet.charset)


def news_sitemap(outlet: Outlet, reports: Sequence[SampleReport], base_url: str) -> bytes:
    """All reports as a news sitemap; unlike a search engine's, it is not cut at 48 hours."""
    entries = "".join(
        f"<url><loc>{escape(base_url + report.path)}</loc><news:news>"
        f"<news:publication><news:name>{escape(outlet.name)}</news:name>"
        f"<news:language>{report.language}</news:language></news:publication>"
        f"<news:publication_date>{_iso(outlet, report)}</news:publication_date>"
        f"<news:title>{escape(report.title)}</news:title></news:news></url>\n"
        for report in reports
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n' + entries + "</urlset>\n"
    ).encode()


def robots(outlet: Outlet, base_url: str) -> bytes:
    """robots.txt: what is closed, the signals, the sitemap."""
    lines = ["User-agent: *"]
    if outlet.content_signal:
        lines.append(f"Content-Signal: {outlet.content_signal}")
    lines += [f"Disallow: {prefix}" for prefix in outlet.disallow]
    lines.append("Allow: /")
    if outlet.sitemap_path:
        lines += ["", f"Sitemap: {base_url}{outlet.sitemap_path}"]
    return ("\n".join(lines) + "\n").encode()


def _iso(outlet: Outlet, report: SampleReport, *, updated: bool = False) -> str:
    at = report.updated_at if updated and report.updated_at else report.published_at
    return at.astimezone(outlet.zone).isoformat()


def _html(report: SampleReport) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in report.paragraphs)


def _rss2(outlet: Outlet, reports: Sequence[SampleReport], base_url: str) -> str:
    items = []
    for report in reports:
        url = escape(base_url + report.path)
        content = f"<content:encoded>{escape(_html(report))}</content:encoded>" if outlet.full_text else ""
        author = f"<dc:creator>{escape(report.byline)}</dc:creator>" if report.byline else ""
        when = format_datetime(report.published_at.astimezone(outlet.zone))
        items.append(
            f"<item><title>{escape(report.title)}</title><link>{url}</link><guid>{url}</guid>"
            f"<pubDate>{when}</pubDate>{author}"
            f"<description>{escape(report.paragraphs[0])}</description>{content}</item>\n"
        )
    # the defect: an ampersand and an entity that XML does not know, and the end missing
    about = "News & views&nbsp;daily" if outlet.feed_defect else escape(outlet.name)
    end = "" if outlet.feed_defect else "</channel></rss>\n"
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
        f"<channel><title>{escape(outlet.name)}</title><link>{base_url}/</link><description>{about}</description>\n"
        f"<language>{outlet.language}</language>\n{''.join(items)}{end}"
    )


def _atom(outlet: Outlet, reports: Sequence[SampleReport], base_url: str) -> str:
    entries = []
    for report in reports:
        author = f"<author><name>{escape(report.byline or outlet.name)}</name></author>"
        entries.append(
            f"<entry><id>tag:{outlet.id}.example,2026:{escape(report.path)}</id>"
            f"<title>{escape(report.title)}</title><link href={quoteattr(base_url + report.path)}/>"
            f"<published>{_iso(outlet, report)}</published><updated>{_iso(outlet, report, updated=True)}</updated>"
            f"{author}<summary>{escape(report.paragraphs[0])}</summary></entry>\n"
        )
    newest = max((_iso(outlet, report, updated=True) for report in reports), default="2026-01-18T00:00:00+09:00")
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">\n'
        f"<id>tag:{outlet.id}.example,2026:feed</id><title>{escape(outlet.name)}</title>"
        f"<updated>{newest}</updated><link href={quoteattr(base_url + '/')}/>\n{''.join(entries)}</feed>\n"
    )


def _rdf(outlet: Outlet, reports: Sequence[SampleReport], base_url: str) -> str:
    urls = [base_url + report.path for report in reports]
    listing = "".join(f"<rdf:li rdf:resource={quoteattr(url)}/>" for url in urls)
    items = "".join(
        f"<item rdf:about={quoteattr(url)}><title>{escape(report.title)}</title><link>{escape(url)}</link>"
        f"<description>{escape(report.paragraphs[0])}</description><dc:date>{_iso(outlet, report)}</dc:date></item>\n"
        for url, report in zip(urls, reports, strict=True)
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="{outlet.language}">\n'
        f'<channel rdf:about="{base_url}{outlet.feed_path}"><title>{escape(outlet.name)}</title>'
        f"<link>{base_url}/</link><description>{escape(outlet.name)}</description>"
        f"<items><rdf:Seq>{listing}</rdf:Seq></items></channel>\n{items}</rdf:RDF>\n"
    )
