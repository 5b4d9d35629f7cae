"""An event as a whole: what its reports have in common, to be set beside other events."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from twosource.group.cluster import sum_up
from twosource.group.features import Features, read_features
from twosource.group.member import Member, in_order
from twosource.records import CueState, NameKind

# Shares of an event's reports that must say something before it is said of the event
_MANY = 0.34
_MOST_FEATURES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of one event."""

    event_id: str
    # first publication
    first: datetime
    # what its reports share, as if it were one report
    features: Features
    # keys of people and places that a good part of its reports name
    people: frozenset[str]
    places: frozenset[str]
    # ordinals of days that its reports name
    days: frozenset[int]
    # ordinal of the day it happened, as most reports have it; of publication where none says
    day: int
    # (cue, state) pairs
    cues: frozenset[tuple[str, CueState]]


def read_profile(event_id: str, members: Sequence[Member]) -> Profile:
    """The profile of an event's reports; it has one report or more."""
    ordered = sorted(members, key=in_order)
    read = [read_features(member) for member in ordered]
    enough = max(1, round(_MANY * len(ordered)))
    days = Counter(day for member in ordered for day in _days(member))
    told = [day for day, count in days.items() if count >= enough]
    first = ordered[0].report.at
    cues = Counter((cue.cue, cue.state) for member in ordered for cue in dict.fromkeys(member.annotation.cues))
    return Profile(
        event_id=event_id,
        first=first,
        features=_merge(event_id, read),
        people=_names(ordered, NameKind.PERSON, enough),
        places=_names(ordered, NameKind.PLACE, enough),
        days=frozenset(days),
        day=min(told, key=lambda day: (-days[day], day), default=first.toordinal()),
        cues=frozenset(cue for cue, count in cues.items() if count >= enough),
    )


def _days(member: Member) -> set[int]:
    return {
        when.value.begin.astimezone(ZoneInfo(when.value.zone)).toordinal()
        for when in member.annotation.dates
        if when.value.names_day
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
