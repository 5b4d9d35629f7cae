"""Whose reporting a text says it is: agencies that it credits, and other outlets' reports that it passes on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from twosource.languages.phonetic import same_name
from twosource.records import Report, Source, SourceKind
from twosource.text.dateline import dateline_end

# Read within a few words after an outlet's name, and before it
_REPORTED = re.compile(
    r"^.{0,12}?(보도에 따르면|에 따르면|보도했다|보도를 인용|가 전했|が報じ|は報じ|の報道|によると|が伝え|reported|has reported|according)",
    re.DOTALL,
)
_ACCORDING_BEFORE = re.compile(r"(according to|citing|as reported by|told)\s+(the\s+)?$", re.IGNORECASE)
# Names that only outlets have, with the words that make another's report of what follows
_STRANGERS = (
    re.compile(r"([가-힣A-Za-z]{1,12}(?:신문|일보|통신|방송|타임스))(?:은|는|이|가|의)?.{0,10}?(?:보도|에 따르면)"),
    re.compile(
        r"([一-龥ァ-ヶーA-Za-z]{1,14}(?:新聞|通信|テレビ|タイムズ|新報|日報))(?:は|が|の)?.{0,8}?(?:報じ|報道|によると)"
    ),
    re.compile(
        r"(?:according to|citing|as reported by|first reported by)\s+(?:the\s+)?"
        r"((?:[A-Z][\w’']+\s){1,3}(?:Times|Post|Herald|Journal|Tribune|Gazette|Courier|News Agency|Press))\b"
    ),
    re.compile(
        r"\b((?:[A-Z][\w’']+\s){1,3}(?:Times|Post|Herald|Journal|Tribune|Gazette|Courier))\s(?:first\s)?reported\b"
    ),
)
# A credit stands in the dateline, in brackets or behind a mark at the very end
_ENDING = re.compile(r"[(（【\[=＝/—-]\s*([^()（）【】\[\]\n]{2,30}?)\s*(?:제공|配信|=무단전재.*)?\s*[)）】\]]?\s*$")
_LAST = 60
# An agency that no table knows, as its name alone shows, and the part of the name that all agencies have
_AGENCY = re.compile(
    r"[가-힣]{2,10}통신|[一-龥ァ-ヶー]{2,14}通信社?|(?:[A-Z][\w’']+ ){1,3}(?:News Agency|Newswire|Press Agency|Wire Service)"
)
_GENERIC = re.compile(
    r"통신사?$|뉴스$|通信社?$|\b(?:News Agency|Newswire|Press Agency|Wire Service|News|Press|Agency|Wire)$"
)
# In front of an agency known by its name alone
CREDIT = "credit:"


def credited(report: Report, sources: Mapping[str, Source]) -> str:
    """Id of the source, or of the agency no source of ours is, that a report credits; "" where it credits none."""
    for text in (report.credit, _dateline(report), report.byline, _ending(report)):
        found = _match(text, sources)
        if found and found != report.source_id:
            return found
    named = report.credit.strip(" ()（）") or next(_named(_dateline(report), _ending(report), report.body[-_LAST:]), "")
    return f"{CREDIT}{named}" if named else ""


def _named(*texts: str) -> Iterator[str]:
    """Names in the form that only agencies have."""
    return (found[0] for text in texts for found in _AGENCY.finditer(text))


def same_agency(one: str, language: str, other: str, other_language: str) -> bool:
    """Whether two names of agencies, in any scripts, sound alike without the word for agency."""
    names = [_GENERIC.sub("", name).strip() for name in (one, other)]
    return all(names) and same_name(names[0], language, names[1], other_language)


def _dateline(report: Report) -> str:
    return report.body[: dateline_end(report.body, 0, len(report.body))]


def _ending(report: Report) -> str:
    found = _ENDING.search(report.body[-_LAST:])
    return found[1] if found else ""


def _match(text: str, sources: Mapping[str, Source]) -> str:
    if not text:
        return ""
    for source in sources.values():
        if source.kind is SourceKind.AGENCY or source.aliases:
            for name in (source.name, *source.aliases):
                if name and _stands_in(name, text):
                    return source.id
    for name, agency in _agencies():
        if _stands_in(name, text):
            return f"agency:{agency}"
    for source in sources.values():
        if len(source.name) > 1 and _stands_in(source.name, text):
            return source.id
    return ""


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, Latin letters as a whole word."""
    if name.isascii():
        return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text) is not None
    return name in text


@cache
def _agencies() -> Sequence[tuple[str, str]]:
    """(name, agency), longest name first."""
    table = tomllib.loads((Path(__file__).parent / "agencies.toml").read_text(encoding="utf-8"))["agency"]
    return sorted(
        ((name, agency) for agency, names in table.items() for name in names), key=lambda item: (-len(item[0]), item)
    )


def passes_on(body: str, outlet: str) -> bool:
    """Whether a text rests on what another outlet reported: "as A reported", "A 보도에 따르면", "Aによると"."""
    start = body.find(outlet) if outlet else -1
    while start >= 0:
        end = start + len(outlet)
        if _REPORTED.match(body[end : end + 40]) or _ACCORDING_BEFORE.search(body[max(0, start - 30) : start]):
            return True
        start = body.find(outlet, end)
    return False


def strangers(body: str) -> Iterator[str]:
    """Names of outlets whose reports a text passes on, whether or not we read them."""
    for pattern in _STRANGERS:
        for found in pattern.finditer(body):
            yield found[1].strip().casefold()
