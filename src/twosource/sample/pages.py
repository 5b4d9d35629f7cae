"""Article pages as different content systems would print them; output is bytes in the outlet's charset.

A template is an HTML file of `templates/` with `string.Template` fields. How paragraphs are set and
how the time is written differ per template, because that is what extraction has to cope with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from string import Template

from twosource.sample.wiredata import Outlet, SampleReport, data_text

FEED_TYPES = {"rss2": "application/rss+xml", "atom": "application/atom+xml", "rdf": "application/rdf+xml", "": ""}
WEEKDAYS = "月火水木金土日"
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one template sets paragraphs and writes the visible time."""

    paragraphs: Callable[[Sequence[str]], str]
    time: Callable[[datetime], str]
    # text before the time of an update, or "" where the template shows none
    updated: str = ""
    # whether the page has a picture with a caption
    figure: str = ""


def _broken(paragraphs: Sequence[str]) -> str:
    return "<br><br>\n".join(paragraphs)


def _spaced(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)


def _indented(paragraphs: Sequence[str]) -> str:
    return "<br>\n".join(f"　{paragraph}" for paragraph in paragraphs)


def _divided(paragraphs: Sequence[str]) -> str:
    return "".join(f'<div class="p">{paragraph}</div>\n<div>&nbsp;</div>\n' for paragraph in paragraphs)


def _dotted(at: datetime) -> str:
    return f"{at:%Y.%m.%d %H:%M}"


def _dashed(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _kanji(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日 {at.hour}時{at.minute:02d}分"


def _kanji_weekday(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日({WEEKDAYS[at.weekday()]}) {at.hour}:{at.minute:02d}"


def _slashed(at: datetime) -> str:
    return f"{at.year}/{at.month}/{at.day} {at.hour}:{at.minute:02d}"


def _english(at: datetime) -> str:
    half = "a.m." if at.hour < 12 else "p.m."  # noqa: PLR2004
    return f"{MONTHS[at.month - 1]} {at.day}, {at.year}, {at.hour % 12 or 12}:{at.minute:02d} {half}"


def _english_day(at: datetime) -> str:
    return f"{at:%B} {at.day}, {at.year}"


_FIGURE = '<figure><img src="/img/1.jpg" alt=""><figcaption>{}</figcaption></figure>'

STYLES = {
    "ko_view": Style(paragraphs=_broken, time=_dotted, updated="수정", figure=_FIGURE.format("자료 사진")),
    "ko_paragraph": Style(paragraphs=_spaced, time=_dashed),
    "ko_old": Style(paragraphs=_broken, time=_dotted, figure="<center><font size='1'>▲ 자료 사진</font></center>"),
    "ko_portal": Style(paragraphs=_divided, time=_dotted),
    "official": Style(paragraphs=_broken, time=_day),
    "ja_news": Style(paragraphs=_spaced, time=_kanji, updated="更新：", figure=_FIGURE.format("資料写真")),
    "ja_old": Style(paragraphs=_indented, time=_kanji_weekday),
    "ja_biz": Style(paragraphs=_spaced, time=_slashed),
    "en_wire": Style(paragraphs=_spaced, time=_english, updated="Updated", figure=_FIGURE.format("File photo")),
    "en_blog": Style(paragraphs=_spaced, time=_english_day),
}


@cache
def template(name: str) -> Template:
    """The template file `name` without its extension."""
    return Template(data_text("templates", f"{name}.html"))


def article_page(outlet: Outlet, report: SampleReport, base_url: str, others: Sequence[SampleReport]) -> bytes:
    """The page of `report`; `others` are linked as related. UnicodeEncodeError if the charset lacks a character."""
    name = "bot_wall" if report.wall == "bot" else outlet.template
    style = STYLES[outlet.template]
    published = report.published_at.astimezone(outlet.zone)
    updated = report.updated_at.astimezone(outlet.zone) if report.updated_at else None
    fields = {
        **_outlet_fields(outlet, base_url),
        "title": escape(report.title),
        "summary": escape(report.paragraphs[0], quote=True),
        "url": escape(base_url + report.path),
        "byline": escape(report.byline or outlet.name),
        "email": f"{escape(report.byline)} desk@{outlet.id}.example" if report.byline else f"desk@{outlet.id}.example",
        "published_iso": published.isoformat(),
        "published_text": style.time(published),
        "updated_block": f"<span> {style.updated} {style.time(updated)}</span>" if updated and style.updated else "",
        "updated_meta": f'<meta property="article:modified_time" content="{updated.isoformat()}">' if updated else "",
        "year": str(published.year),
        "figure": style.figure,
        "body": _body(report, style),
        "jsonld": _json_ld(outlet, report, base_url),
        "related": _links(others),
    }
    return template(name).substitute(fields).encode(outlet.charset)


def home_page(outlet: Outlet, base_url: str, reports: Sequence[SampleReport]) -> bytes:
    """The outlet's front page: its feed, if any, as rel=alternate, and its reports."""
    fields = _outlet_fields(outlet, base_url)
    link = f'<link rel="alternate" type="{fields["feed_type"]}" href="{fields["feed_url"]}">' if outlet.feed else ""
    fields |= {"language": outlet.language, "feed_link": link, "related": _links(reports)}
    return template("home").substitute(fields).encode(outlet.charset)


def _outlet_fields(outlet: Outlet, base_url: str) -> dict[str, str]:
    return {
        "site": escape(outlet.name),
        "charset": outlet.charset,
        "domain": f"{outlet.id}.example",
        "feed_type": FEED_TYPES[outlet.feed],
        "feed_url": base_url + outlet.feed_path,
    }


def _links(reports: Sequence[SampleReport]) -> str:
    return "".join(f'<li><a href="{escape(each.path)}">{escape(each.title)}</a></li>' for each in reports)


def _body(report: SampleReport, style: Style) -> str:
    paragraphs = [escape(paragraph, quote=False) for paragraph in report.paragraphs]
    if report.wall == "pay":
        rest = sum(len(paragraph) for paragraph in paragraphs[1:])
        notice = f"この記事は有料会員限定です。残り{rest}文字　ログインまたは会員登録をすると続きをお読みいただけます。"
        return style.paragraphs(paragraphs[:1]) + f'<div class="paywall">{notice}</div>'
    return style.paragraphs(paragraphs)


def _json_ld(outlet: Outlet, report: SampleReport, base_url: str) -> str:
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "datePublished": report.published_at.astimezone(outlet.zone).isoformat(),
        "dateModified": (report.updated_at or report.published_at).astimezone(outlet.zone).isoformat(),
        "author": {"@type": "Person", "name": report.byline or outlet.name},
        "publisher": {"@type": "Organization", "name": outlet.name},
        "mainEntityOfPage": base_url + report.path,
    }
    if report.wall == "pay":
        data["isAccessibleForFree"] = False
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
