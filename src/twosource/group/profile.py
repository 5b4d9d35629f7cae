"""An event as a whole: what its reports have in common, to be set beside other events."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from twosource.group.cluster import sum_up
from twosource.group.features import Features, read_features
from twosource.group.member import Member, in_order
from twosource.records import UNDATED, CueState, NameKind
from twosource.text.times import begin_of

# Shares of an event's reports that must say something before it is said of the event
_MANY = 0.34
_MOST_FEATURES = 200
# Days before publication in which what news tells has happened; days further back are its background
_RECENT = 14
# Passages whose cues tell what the report is about: title and first sentence
_HEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of one event."""

    event_id: str
    # first and last publication
    first: datetime
    last: datetime
    # what its reports share, as if it were one report
    features: Features
    # language -> feature -> mean weight in the reports of that language
    views: Mapping[str, Mapping[int, float]]
    # keys of people and places that a good part of its reports name
    people: frozenset[str]
    places: frozenset[str]
    # ordinals of days that its reports name; of those, the ones that were still to come
    days: frozenset[int]
    ahead: frozenset[int]
    # ordinal of the day it happened: the last that a good part names and that was not to come, else of publication
    day: int
    # (cue, state) pairs that a good part of its reports show
    cues: frozenset[tuple[str, CueState]]
    # cue -> share of its reports that show it in title or first sentence
    head: Mapping[str, float]

    @property
    def dated(self) -> bool:
        """Whether its time is known, without which nothing can follow from it."""
        return self.first != UNDATED


def read_profile(event_id: str, members: Sequence[Member], kept: Mapping[str, Features] | None = None) -> Profile:
    """The profile of an event's reports; it has one report or more. `kept`: report -> features that are at hand."""
    ordered = sorted(members, key=in_order)
    read = [(kept or {}).get(member.report.id) or read_features(member) for member in ordered]
    enough = max(1, round(_MANY * len(ordered)))
    days: Counter[int] = Counter()
    ahead: set[int] = set()
    for member in ordered:
        named = _days(member)
        days.update(named)
        ahead.update(day for day in named if day > _published(member))
    first = _published(ordered[0])
    told = [day for day, count in days.items() if count >= enough and first - _RECENT <= day <= first]
    return Profile(
        event_id=event_id,
        first=ordered[0].report.at,
        last=ordered[-1].report.at,
        features=_merge(event_id, read),
        views=_views(read),
        people=_names(ordered, NameKind.PERSON, enough),
        places=_names(ordered, NameKind.PLACE, enough),
        days=frozenset(days),
        ahead=frozenset(ahead),
        day=max(told, default=first),
        cues=_cues(ordered, enough),
        head=_head(ordered),
    )


def _published(member: Member) -> int:
    """Ordinal of the day of publication where the report's days are told."""
    return member.report.at.astimezone(ZoneInfo(member.annotation.zone)).toordinal()


def _days(member: Member) -> set[int]:
    return {begin_of(when.value).toordinal() for when in member.annotation.dates if when.value.names_day}


def _cues(members: Sequence[Member], enough: int) -> frozenset[tuple[str, CueState]]:
    counts = Counter(pair for member in members for pair in {(cue.cue, cue.state) for cue in member.annotation.cues})
    return frozenset(pair for pair, count in counts.items() if count >= enough)


def _head(members: Sequence[Member]) -> dict[str, float]:
    counts = Counter(
        cue
        for member in members
        for cue in sorted({cue.cue for cue in member.annotation.cues if cue.span.passage < _HEAD})
    )
    return {cue: count / len(members) for cue, count in counts.items()}


def _views(reports: Iterable[Features]) -> dict[str, dict[int, float]]:
    sizes: Counter[str] = Counter()
    sums: dict[str, dict[int, float]] = {}
    for report in reports:
        sizes[report.language] += 1
        view = sums.setdefault(report.language, {})
        for key, weight in report.items():
            view[key] = view.get(key, 0.0) + weight
    return {
        language: {
            key: total / sizes[language]
            for key, total in sorted(view.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FEATURES]
        }
        for language, view in sums.items()
    }


def _names(members: Sequence[Member], kind: NameKind, enough: int) -> frozenset[str]:
    counts = Counter(
        key
        for member in members
        for key in {
            name.value.key for name in member.annotation.names if name.value.kind is kind and not name.value.anonymous
        }
    )
    return frozenset(key for key, count in counts.items() if count >= enough)


def _merge(event_id: str, reports: Sequence[Features]) -> Features:
    """One report in place of many: mean weights, heaviest first; words of the language most reports are in."""
    summed = sum_up(reports)
    language = max(summed.languages, key=lambda code: (summed.languages[code], code))
    means = {
        key: max(1, total // summed.size)
        for sums in (summed.words[language], summed.others)
        for key, total in zip(sums.ids, sums.totals, strict=True)
    }
    kept = sorted(means.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FEATURES]
    return Features(
        report_id=event_id,
        language=language,
        at=summed.first,
        length=sum(report.length for report in reports) // len(reports),
        ids=array("I", (key for key, _ in kept)),
        weights=bytes(min(255, weight) for _, weight in kept),
    )
