"""Quotes: what stands between quotation marks and who is said to have said it.

A single word in quotation marks is distance or a title, not a quote; in Japanese 「」 also sets off
terms, so there a reporting particle must follow. Indirect speech is `languages.reported`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from twosource.languages.identification import identify
from twosource.languages.protocol import Reading
from twosource.languages.reported import IndirectRule, indirect_rule, read_indirect
from twosource.languages.sentences import quoted_regions
from twosource.languages.speakers import SpeakerRule, Voices, find_speaker, speaker_rule
from twosource.languages.tables import table
from twosource.records import NameMention, Passage, QuoteMention

# Script of a word's letters -> language, in order of how much they tell
_SCRIPTS = (("ko", re.compile("[가-힣]")), ("ja", re.compile("[ぁ-ゖァ-ヺ]")), ("zh", re.compile("[一-鿿]")))
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_ACCENTED = re.compile("[À-ɏ]")
# Fewest words from which a language without function words of English is worked out
_TELLING = 4
# Characters between two parts of one quotation
_SPLIT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRule:
    """How a language reports speech (`<language>/quotes.toml`)."""

    # "" for a language without tables
    language: str
    # matched just behind the closing mark: speech is being reported
    reported: re.Pattern[str]
    # whether speech needs `reported` behind it
    strict: bool
    # fewest characters and words
    characters: int
    words: int
    # a quotation within one, its words in group 1
    nested: re.Pattern[str]
    speaker: SpeakerRule
    indirect: IndirectRule | None


def read_quotes(reading: Reading, names: list[NameMention], rule: QuoteRule) -> list[QuoteMention]:
    """All quotes in order of where they begin; of a split one the parts, of a nested one both."""
    text = reading.text
    regions = quoted_regions(text, 0, len(text))
    voices = Voices(reading, names, rule.speaker, regions)
    inside: dict[int, list[tuple[int, int]]] = {}
    for region in regions:
        passage = reading.passage_at(region[0])
        if passage is not None and region[1] <= passage.end:
            inside.setdefault(passage.index, []).append(region)
    clauses = rule.indirect.places(reading) if rule.indirect else {}
    found: list[QuoteMention] = []
    for index in sorted({*inside, *clauses}):
        passage = reading.passages[index]
        direct = _direct(voices, passage, inside.get(index, []), rule)
        found.extend(direct)
        for mention in direct:
            voices.note(index, mention.speaker)
        if rule.indirect and not direct and index and index in clauses:
            told = read_indirect(voices, passage, clauses[index], rule.indirect)
            if told:
                found.append(told)
                voices.note(index, told.speaker)
        for mention in direct:
            found.extend(_nested(voices, passage, mention, rule))
    return sorted(found, key=lambda mention: (mention.span.start, -mention.span.end))


def _direct(voices: Voices, passage: Passage, regions: list[tuple[int, int]], rule: QuoteRule) -> list[QuoteMention]:
    found: list[QuoteMention] = []
    last: tuple[int, int] | None = None
    for region in regions:
        mention = _mention(voices, passage, region, rule)
        if mention is None:
            continue
        if found and last and _goes_on(voices, last, region, rule):
            mention = _join(found, mention)
        found.append(mention)
        last = region
    return found


def _mention(voices: Voices, passage: Passage, region: tuple[int, int], rule: QuoteRule) -> QuoteMention | None:
    start, end = region
    text = voices.reading.text
    inner = text[start + 1 : end - 1]
    lead = len(inner) - len(inner.lstrip())
    content = inner.strip().rstrip(",，")
    span = voices.reading.span(start + 1 + lead, start + 1 + lead + len(content))
    words = len(content.split())
    if span is None or len(content) < rule.characters or words < rule.words:
        return None
    told = bool(rule.reported.match(text, end))
    if rule.strict and passage.index and not told:
        return None
    speaker = find_speaker(voices, passage, region, (passage.start, passage.end))
    if not speaker and _stands_alone(text, passage, region):
        speaker = voices.carried(passage, person=False) if text[passage.start - 1 : passage.start] == " " else ""
    if not speaker and words <= rule.words and not told:
        return None
    return QuoteMention(span=span, speaker=speaker, language=_tongue(content, rule.language))


def _stands_alone(text: str, passage: Passage, region: tuple[int, int]) -> bool:
    return region[0] == passage.start and not text[region[1] : passage.end].strip(" .")


def _goes_on(voices: Voices, last: tuple[int, int], region: tuple[int, int], rule: QuoteRule) -> bool:
    """Whether what stands between two quotations leaves them one speech."""
    text = voices.reading.text
    if region[0] - last[1] > _SPLIT or not rule.speaker.joined.fullmatch(text, last[1], region[0]):
        return False
    return not rule.speaker.topic or not voices.subjects(last[1], region[0])


def _join(found: list[QuoteMention], mention: QuoteMention) -> QuoteMention:
    """The second part with the first one's speaker, or the other way round; apart where they differ."""
    first = found[-1]
    if first.speaker and mention.speaker and first.speaker != mention.speaker:
        return mention
    speaker = first.speaker or mention.speaker
    for index in range(len(found) - 1, -1, -1):
        found[index] = replace(found[index], speaker=speaker)
        if not found[index].continues:
            break
    return replace(mention, speaker=speaker, continues=True)


def _nested(voices: Voices, passage: Passage, outer: QuoteMention, rule: QuoteRule) -> list[QuoteMention]:
    text = voices.reading.text
    bounds = (outer.span.start, outer.span.end)
    found = []
    for match in rule.nested.finditer(text, *bounds):
        words = match[1].rstrip(" ,，")
        span = voices.reading.span(match.start(1), match.start(1) + len(words))
        told = rule.speaker.verb.search(text, match.end(), min(bounds[1], match.end() + 16))
        if rule.speaker.topic:
            reported = rule.reported.match(text, match.end()) and told
        else:
            before = rule.speaker.verb.search(text, max(bounds[0], match.start() - 40), match.start())
            reported = told or before
        if span is not None and reported:
            speaker = find_speaker(voices, passage, match.span(), bounds)
            found.append(QuoteMention(span=span, speaker=speaker, language=_tongue(words, rule.language)))
    return found


def _tongue(words: str, language: str) -> str:
    """Language of quoted words where that is not the report's `language`, else ""."""
    if not language:
        return ""
    for code, script in _SCRIPTS:
        found = len(script.findall(words))
        if found and code in (language, "zh"):
            # Kanji are at home in Japanese, and a Korean report may write a name in them
            return "zh" if code == "zh" and language != "ja" and found * 2 > len(words) else ""
        if found * 3 > len("".join(words.split())):
            return code
    count = len(words.split())
    if not _LATIN.search(words) or count < _TELLING:
        return ""
    if language == "en" and not _ACCENTED.search(words):
        return ""
    found_language = identify(words)
    return found_language if found_language != language else ""


@cache
def quote_rule(code: str) -> QuoteRule:
    """The compiled table of a language."""
    data = table(f"{code}/quotes")
    return QuoteRule(
        language="" if code == "plain" else code,
        reported=re.compile(data["reported"]),
        strict=data["strict"],
        characters=data["characters"],
        words=data["words"],
        nested=re.compile(data["nested"]),
        speaker=speaker_rule(data),
        indirect=indirect_rule(data["indirect"]) if "indirect" in data else None,
    )
