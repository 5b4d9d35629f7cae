"""schema.org NewsArticle as JSON-LD, safe to stand inside a script element."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from twosource.publish.card import card_of
from twosource.publish.info import SiteInfo, web_address
from twosource.publish.render import Alternate, Frame, writer_kind
from twosource.records import Page, ReportCard
from twosource.text.times import machine_time

# IPTC's members as schema.org names them.
_ALGORITHM = "https://schema.org/AlgorithmicMediaDigitalSource"
_COMPOSITE = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"


def event_data(page: Page, *, site: SiteInfo, others: Sequence[Alternate], at: Frame) -> Markup:
    """The article, its picture, its sources and its other editions."""
    article, card = page.article, card_of(page)
    here = site.url(page.language, "e", page.event_id)
    organisation = {"@type": "Organization", "name": site.publisher or site.title, "url": site.url()}
    reports = [_citation(report) for report in page.dossier.reports]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": here,
        "url": here,
        "mainEntityOfPage": here,
        "headline": card.title,
        "description": card.summary,
        "articleBody": "\n".join(" ".join(s.text for s in paragraph.sentences) for paragraph in article.body),
        "inLanguage": page.language,
        "datePublished": machine_time(page.published_at, site.zone),
        "dateModified": machine_time(page.modified_at, site.zone),
        "author": organisation,
        "publisher": organisation,
        "creditText": at.label(card),
        "digitalSourceType": _ALGORITHM if writer_kind(article.writer) == "brief" else _COMPOSITE,
        "publishingPrinciples": site.url(page.language, "about"),
        "isAccessibleForFree": True,
        "image": {
            "@type": "ImageObject",
            "contentUrl": site.url(page.language, "e", page.event_id, card.picture_name),
            "width": card.picture_width,
            "height": card.picture_height,
            "description": card.alt,
            "encodingFormat": page.picture.media_type,
            "digitalSourceType": _ALGORITHM,
        },
        "isBasedOn": [address for report in reports if (address := report.get("url"))],
        "citation": reports,
        # Every edition is written from the dossier, none translated from another; schema.org has
        # no closer word for the same article in another language.
        "workTranslation": [
            {"@type": "NewsArticle", "@id": other.url, "inLanguage": other.language}
            for other in others
            if other.language != page.language
        ],
    }
    return script_safe({key: value for key, value in data.items() if value not in ([], "")})


def _citation(report: ReportCard) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": report.title,
        "inLanguage": report.language,
        "publisher": {"@type": "Organization", "name": report.outlet},
    }
    if address := web_address(report.url):
        data["url"] = address
    if report.published:
        data["datePublished"] = machine_time(report.published.at, "UTC")
    return data


def script_safe(data: dict[str, Any]) -> Markup:
    """JSON in which nothing can end a script element or open a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - every markup character is a JSON escape by now
