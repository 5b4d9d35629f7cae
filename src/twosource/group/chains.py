"""Reports that rest on another outlet's: "A사 보도에 따르면", "〜紙によると", "as A reported", "told A".

Only where the report rests on it is read: in the title, at the head, in the closing sentence, or in a short report.
A later sentence that names another outlet is one detail among what the report found out for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.group.copies import QUOTED
from twosource.group.member import Member
from twosource.group.outlets import Directory

_HEAD_SENTENCES = 3
_SHORT = 5
_LONGEST = 600
# What any of the forms below holds: most sentences need no closer look
_ANCHOR = re.compile(
    r"보도|따르면|의하면|인용|전했|전한|타전|인터뷰|통화|말했|밝혔|報|伝え|よると|よれば|取材|インタビュー|引用|入手|語|述べ|明か|"
    r"report|according|citing|cited|quot|told|interview|seen by|broke|reveal|says|wrote|learned",
    re.IGNORECASE,
)
_GAIN = (
    r"(?:an?|its|the|net|record|quarterly|annual|higher|lower|strong|weak|wider|first-\w+|full-\w+|\d\S*|\w+ billion)\s"
)
_AFTER = (
    # Korean
    re.compile(r"^의?\s?(?:\S{1,8}\s){0,2}?(?:단독\s?)?보도(?:에 따르면|에 의하면|를 인용|를 통해|로\s|에서\s)"),
    re.compile(r"^(?:에|이|가)?\s?(?:따르면|의하면)"),
    re.compile(r"^(?:[을를]\s?인용|[과와](?:의|\s?가진|\s?한|\s?진행한)?\s(?:단독\s|전화\s|서면\s)?(?:인터뷰|통화))"),
    re.compile(r"^에\s?(?:[“\"].{0,4}[”\"]?(?:라?고)?\s?)?(?:말했|밝혔|전했|털어놨|털어놓|알렸|설명했|답했)"),
    re.compile(r"^(?:[은는이가]|\(\S{1,20}\)[은는이가])\s[^.。]{0,140}?(?:보도했|보도한|보도하|전했다|전한 |타전|입수해|단독 공개)"),
    # Japanese
    re.compile(r"^(?:など)?(?:紙|社|電|系)?(?:電子版)?[がはも](?!報告)[^。]{0,140}?(?:報じ|伝え(?:た|て|る)|報道し|と報)"),
    re.compile(r"^(?:など)?(?:紙|電)?(?:の報道)?(?:によると|によれば|の報道|報道によ|を引用|が入手した)"),
    re.compile(r"^(?:紙|社)?(?:の|との)(?:単独|電話)?(?:取材|インタビュー)(?:に|で)"),
    re.compile(r"^紙?に(?:対して?)?、?(?:“”と)?(?:語|述べ|明かし|話し|答え)"),
    # English
    re.compile(
        r"^(?:,|\s(?:which|has|had|have|first|also|earlier|later|exclusively|newspaper|news agency|daily|late|on|\w+day)){0,5},?"
        rf"\s(?:reported|reports|broke|revealed|wrote|learned)\b(?!\s(?:{_GAIN}){{0,4}}(?:loss|profit|revenue|earning|income|sales|result|circulation))"
    ),
    re.compile(r"^(?:['’]s)?\s(?:exclusive\s)?report\s(?:said|says|on|that)"),
    re.compile(r"^,?\s(?:citing|quoting|quoted|cited)\s"),
)  # fmt: skip
_BEFORE = re.compile(
    r"\b(?:according to|citing|cited by|quoted by|quoting|(?:first |was |were |as )?reported (?:by|in)|told|interview with|"
    r"seen by|(?:first )?published (?:by|in)|(?:a )?reports? (?:in|by|from)|reported to)\s+"
    r"(?:(?:the|news agency|newspaper|broadcaster|agency|daily|local|state|outlet|Japan['’]s|South Korea['’]s)\s+){0,3}$",
    re.IGNORECASE,
)
# A headline names its source at either end: "Minister to quit - Kyodo", "共同通信「…」"
_TITLE_END = re.compile(r"[-–—:：=＝…(（<]\s*$")
_TITLE_REST = re.compile(r"^(?:紙|電)?\s*(?:report|보도|報道)?\s*[)）>]?\s*$", re.IGNORECASE)
_BEFORE_REACH, _AFTER_REACH = 60, 170


def find_retold(member: Member, directory: Directory) -> tuple[tuple[str, str], ...]:
    """(key, name) of each outlet whose report this one passes on, in order; its own left out."""
    found: dict[str, str] = {}
    for place, sentence in _resting(member):
        if place and not _ANCHOR.search(sentence):
            continue
        plain = QUOTED.sub("“”", sentence)
        for item in directory.shaped(plain, member.report.language):
            before = plain[max(0, item.start - _BEFORE_REACH) : item.start]
            after = plain[item.end : item.end + _AFTER_REACH]
            if _cites(before, after) or (place == 0 and _heads(before, after)):
                found.setdefault(item.key, item.name)
    found.pop(member.report.source_id, None)
    return tuple(found.items())


def _cites(before: str, after: str) -> bool:
    return _BEFORE.search(before) is not None or any(pattern.match(after) for pattern in _AFTER)


def _heads(before: str, after: str) -> bool:
    return _TITLE_END.search(before) is not None and _TITLE_REST.match(after) is not None


def _resting(member: Member) -> Iterator[tuple[int, str]]:
    """The sentences that say what a report rests on, with their place; the title's is 0."""
    text, passages = member.report.text, member.annotation.passages
    body = [passage for passage in passages if passage.start > len(member.report.title)]
    yield 0, member.report.title[:_LONGEST]
    chosen = body if len(body) <= _SHORT else [*body[:_HEAD_SENTENCES], body[-1]]
    yield from ((place, text[item.start : item.end][:_LONGEST]) for place, item in enumerate(chosen, 1))
