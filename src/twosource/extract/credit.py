"""The agency a piece is credited to, as printed: in its dateline, its byline or behind its last word."""

from __future__ import annotations

import re

from twosource.records import Source

_AGENCY = (
    r"연합뉴스(?:TV)?|뉴시스|뉴스1|뉴스핌|로이터(?:통신)?|신화통신?|AP통신?|AFP통신?|EPA|DPA|타스통신?"
    r"|共同(?:通信)?|時事(?:通信)?|ロイター(?:通信)?|新華社|ＡＦＰ(?:[=＝]時事)?|AFP(?:[=＝]時事)?|ＡＰ(?:通信)?|AP|聯合ニュース"
    r"|Reuters|Associated Press|Agence France-Presse|Xinhua|TASS|Bloomberg|Kyodo(?: News)?|Jiji(?: Press)?|Yonhap(?: News Agency)?|UPI|dpa|EFE|ANSA"
)
_PATTERNS = (
    # (서울=연합뉴스), [서울=뉴시스]: what stands behind the sign, unless it is a person with a role
    re.compile(r"^[(\[【]\s*[가-힣·,\s]{2,20}\s*[=＝]\s*([가-힣A-Za-z0-9]{2,12})\s*[)\]】]"),
    # 【ソウル共同】, 【ワシントン＝ロイター】, [東京 30日 ロイター]
    re.compile(rf"^[【\[［(（〔]\s*[^】\]］)）〕]{{0,20}}?({_AGENCY})\s*[】\]］)）〕]"),
    re.compile(r"^[【\[［(（〔]\s*[^】\]］)）〕＝=]{1,16}[＝=]?([ァ-ヶ一-鿿]{2,8}通信(?:社)?)\s*[】\]］)）〕]"),
    # SEOUL, Jan 30 (Reuters) - and LONDON (AP) —
    re.compile(r"^[A-Z][\w.,'/ -]{1,60}\(([A-Z][\w.& -]{1,24})\)\s*[-–—]"),
)
_BYLINE = re.compile(rf"(?:^|[=＝/|,(（\s])({_AGENCY})(?:$|[\s,)）/|])")
_TAIL = re.compile(rf"(?:[=＝]\s*|[(（]\s*)({_AGENCY})(?:\s+[가-힣]{{2,4}}\s*기자)?\s*[)）]?\s*$")
_PERSON = re.compile(r"(?:기자|특파원|記者|特派員)$")


def find_credit(byline: str, body: str, source: Source) -> str:
    """Name of the credited agency as printed, or empty; `source` adds nothing about itself."""
    lines = body.split("\n", 3)
    for line in lines[:3]:
        for pattern in _PATTERNS:
            if (match := pattern.match(line)) and not _PERSON.search(match[1]) and match[1] != source.name:
                return match[1]
    if byline and (match := _BYLINE.search(byline)):
        return match[1]
    last = body.rsplit("\n", 1)[-1]
    if len(last) < 400 and (match := _TAIL.search(last)):  # noqa: PLR2004 - a closing paragraph
        return match[1]
    return ""
