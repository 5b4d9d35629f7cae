"""What templates call the parts of a page: names that mean the body, the standfirst, or something else."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

BODY = 1
"""Named as the body of an article."""
PLAIN = 0
"""The name says nothing."""
FOREIGN = -1
"""Named as something else; some templates use such a name for everything, so its share of the text decides."""
STRANGE = -2
"""Named as what never holds an article: comments, related items, navigation."""

_S = r"(?:^|[\s_-])"
_E = r"(?:$|[\s_-])"
_BODY_NAME = re.compile(
    r"arti(?:cle|ce)?[-_]*(?:view[-_]*|main[-_]*|detail[-_]*)?"
    r"(?:content|body|txt|text|cont|con|detail|sentence|word|contents)(?:$|[\s_-]|s\b|div|wrap|area|box|inner|id|view|content)"
    rf"|{_S}(?:art|arl|at|cms|news|story|view|post|entry|detail|content|contents|page|p-main|main|rns|read|end|cont|newsview|newsct|nws|gisa|kiji)"
    r"[-_]*(?:view[-_]*|cnt[-_]*|detail[-_]*)*(?:article|body|txt|text|newstext|cont|content|contents|con|story|cnt)"
    r"(?:$|[\s_-]|div|wrap|area|box|inner|id|all)"
    r"|\b(?:story[-_]?news|dic_area|harmonycontainer|full[-_]?text|text[-_]?body|realcontent|gisaview|cmadcontent|news_doc"
    r"|newsendcontents|newstext|gs_content|body[-_]?(?:copy|text)|main[-_]?text|honbun|pnlcontent|nwscon|newscon|viewer|news[-_]?view|article[-_]?view|view_con\w*|basicview)\b"
)
_STRANGE_NAME = re.compile(
    rf"comment(?!ary)|disqus|{_S}livere|repl(?:y|ies)|relat(?:ed|ion|e)|recomm|reccom|osusume|kanren|ranking|rank[-_]|most[-_]?(?:read|view|popular)|popular"
    rf"|cookie|consent|gdpr|breadcrumb|{_S}(?:gnb|lnb|nav|navi|navigation|footer|sidebar|aside){_E}|sns|share|copyright|newsletter"
    r"|adsby|advert|sponsor|outbrain|taboola|{_S}dable|byline|reporter|journalist|writer|sr-only|screen[-_]?reader|visually-hidden|hashtag"
)
_FOREIGN_NAME = re.compile(
    rf"hot[-_](?:news|issue)|{_S}best{_E}|side[-_]|author|profile|social|{_S}ads?{_E}|ad[-_](?:area|box|wrap|banner|slot|unit)|banner|promo"
    rf"|caption|photo[-_]?(?:desc|info|txt|cap)|{_S}cap{_E}|(?:img|image)[-_]?(?:desc|txt|cap|info)|figure[-_]?txt|subscri|pagination|paging"
    rf"|{_S}(?:tags?|keywords?|util|utils|tool|tools|poll|survey|series|next|prev|menu|date|dates|datetime|time|notice|vod|player|like|login|blind|desc){_E}"
    r"|keyword[-_]|toolbar|font[-_]?size|paywall|regwall|membership|modal|popup|tooltip|toast|read[-_]?more|more[-_]?(?:list|news|article)"
    r"|headline[-_]?list|link[-_]?(?:list|news)|news[-_]?list|article[-_]?list|thumb|dateline|timestamp|feedback|reaction|emotion|ad_?wrap|source[-_]?info|editor[-_]?note|div-line|{_S}module{_E}"
)
LEAD = re.compile(
    rf"sub[-_]?(?:tit|title|head|headline|heading)|mid[-_]?title|tit[-_]?sub|{_S}(?:summary|lead|lede|deck|dek|standfirst|stit){_E}"
    r"|(?:article|news|view|story)[-_]*(?:summary|lead|subtitle|sub|deck)|view[-_]?lead|summary[-_]?line"
)
"""Names of a standfirst."""
_HOOKS = ("data-testid", "data-component", "data-name", "data-qa", "data-role")
_FOREIGN_ROLES = frozenset(("navigation", "complementary", "dialog", "alertdialog", "search", "contentinfo", "banner"))


@lru_cache(maxsize=16384)
def _kind(names: str) -> int:
    body, strange = _BODY_NAME.search(names), _STRANGE_NAME.search(names)
    # "related-article-body" is not a body, "article-body comments-open" is one
    if body is not None and (strange is None or body.start() <= strange.start()):
        return BODY
    if strange is not None:
        return STRANGE
    return FOREIGN if _FOREIGN_NAME.search(names) else PLAIN


def names_of(element: HtmlElement) -> str:
    """Class, id and test hooks of an element in one lower-case string."""
    attributes = element.attrib
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    for key in attributes:
        if key.startswith("data-") and ("article" in key or key in _HOOKS):
            names += f" {key[5:]} {attributes[key][:60]}"
    return names.strip().lower()


def kind_of(element: HtmlElement) -> int:
    """BODY, PLAIN, FOREIGN or STRANGE."""
    if element.get("itemprop") == "articleBody":
        return BODY
    if element.tag in ("aside", "figure") or element.get("role") in _FOREIGN_ROLES:
        return STRANGE
    names = names_of(element)
    return _kind(names) if names else PLAIN
