"""Independent origins: one piece of reporting counts once, however many outlets print it.

Folded are near-copies (`copies`), credited agency copy, also in translation (`credits`, `facts`), "as A reported"
chains (`chains`), canonical links and outlets of one owner. Every fold keeps its reason. Texts that are one text are
one whichever way they came; of what a report only rests on it has one, the plainest, so that a report that rests on
two independent ones does not make those one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from twosource.group.chains import find_retold
from twosource.group.copies import Copy, find_copies, read_text, read_title
from twosource.group.credits import find_credits
from twosource.group.facts import same_facts
from twosource.group.lineage import Lineage
from twosource.group.member import Member, in_order
from twosource.group.outlets import Directory, is_agency
from twosource.records import Fold, FoldReason, Origin, Report, Source, SourceKind, content_id
from twosource.text.addresses import page_key

# Copy in another language is a translation where it is published within this time of its agency's
_TRANSLATED = timedelta(hours=24)


def find_origins(members: Sequence[Member], sources: Mapping[str, Source]) -> tuple[Origin, ...]:
    """Fold the reports of one event to origins, in order of publication, whatever the order they are given in."""
    ordered = sorted({member.report.id: member for member in members}.values(), key=in_order)
    if len(ordered) == 1:
        return (_origin([ordered[0].report], [], sources),)
    search = _Search(ordered, sources)
    lineage = Lineage([search.rank(report) for report in search.reports])
    copies = search.copies()
    for copy in copies:
        if not copy.part:
            lineage.same(copy.earlier, copy.later, f"{copy.share:.0%}")
    for edges in (search.links(), search.agencies(), search.parts(copies), search.chains()):
        for edge in edges:
            lineage.rest(edge.report, edge.on, edge.reason, edge.detail)
    for edge in search.owners(lineage):
        lineage.rest(edge.report, edge.on, edge.reason, edge.detail)
    return _origins(search.reports, lineage, sources)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A report that rests on another, by place."""

    report: int
    on: int
    reason: FoldReason
    detail: str


class _Search:
    """What ties the reports of one event together."""

    def __init__(self, members: Sequence[Member], sources: Mapping[str, Source]) -> None:
        self.members = members
        self.reports = [member.report for member in members]
        self._sources = sources
        present = {report.source_id for report in self.reports}
        # an office has statements, not reports: who cites it has gathered news himself
        outlets = [
            source
            for source in sources.values()
            if source.kind is not SourceKind.OFFICIAL and (source.id in present or is_agency(source))
        ]
        self._directory = Directory(outlets)
        self._credits = [find_credits(report, self._directory) for report in self.reports]

    def rank(self, report: Report) -> int:
        """How original a report is by its outlet, 0 the most; order of publication decides among equals.

        One without a time is never taken for the earliest.
        """
        source = self._sources.get(report.source_id)
        undated = report.published is None
        if source is not None and is_agency(source):
            return 0 + undated
        return (2 if source is not None and source.kind is SourceKind.OFFICIAL else 4) + undated

    def copies(self) -> list[Copy]:
        """Near-copies of bodies, and of titles where one report has no body."""
        reports = self.reports
        full = [place for place, report in enumerate(reports) if report.body.strip()]
        found = list(_placed(find_copies([read_text(reports[place].body) for place in full]), full))
        if len(full) < len(reports):
            titles = _placed(find_copies([read_title(report.title) for report in reports]), range(len(reports)))
            bare = set(range(len(reports))).difference(full)
            found.extend(copy for copy in titles if copy.earlier in bare or copy.later in bare)
        return found

    def links(self) -> Iterator[_Edge]:
        """A page that names another outlet's as its original; two that name the same one we do not have."""
        first: dict[str, int] = {}
        for place, report in enumerate(self.reports):
            if key := page_key(report.url):
                first.setdefault(key, place)
        for place, report in enumerate(self.reports):
            for address in (report.canonical_url or "", report.url):
                key = page_key(address)
                if key and first.setdefault(key, place) != place:
                    yield _Edge(place, first[key], FoldReason.CANONICAL_LINK, address)

    def agencies(self) -> Iterator[_Edge]:
        """Copy that credits an agency rests on the agency's own report, or on the first that credits it too."""
        own = self._own()
        first: dict[str, list[int]] = {}
        for place, credited in enumerate(self._credits):
            for key, _ in credited:
                first.setdefault(key, []).append(place)
        for place, credited in enumerate(self._credits):
            for key, name in sorted(credited, key=lambda item: item[0] not in own and len(first[item[0]]) == 1):
                on = self._nearest(place, own.get(key) or first[key][:1])
                if on is not None and (self._directory.lists(name) or self._alike(place, on)):
                    yield _Edge(place, on, self._credit_reason(place, on), name)

    def parts(self, copies: Sequence[Copy]) -> Iterator[_Edge]:
        """A longer piece that took a passage from another, or an excerpt: the later rests on the earlier or its agency."""
        for copy in sorted((copy for copy in copies if copy.part), key=lambda copy: -copy.share):
            later, earlier = copy.later, copy.earlier
            if self.rank(self.reports[later]) < self.rank(self.reports[earlier]):
                later, earlier = earlier, later
            yield _Edge(later, earlier, FoldReason.NEAR_COPY, f"{copy.share:.0%}")

    def chains(self) -> Iterator[_Edge]:
        """Reports that pass on A's report go back to it, or to the first that does where we have none of A's."""
        own = self._own()
        retold = [find_retold(member, self._directory) for member in self.members]
        resting: dict[str, int] = {}
        for place, found in enumerate((*a, *b) for a, b in zip(self._credits, retold, strict=True)):
            for key, _ in found:
                resting.setdefault(key, place)
        for place, found in enumerate(retold):
            for key, name in sorted(found, key=lambda item: item[0] not in own):
                on = self._nearest(place, own.get(key) or [resting[key]])
                if on is not None:
                    translated = key in own and not self._same_language(place, on) and self._is_wire(key)
                    translated = translated and self._translates(place, on)
                    reason = (
                        FoldReason.TRANSLATED_COPY
                        if translated and self._closes(place, name)
                        else FoldReason.AS_REPORTED
                    )
                    yield _Edge(place, on, reason, name)

    def owners(self, lineage: Lineage) -> Iterator[_Edge]:
        """Original reports of outlets of one house, and the later versions of one outlet's own."""
        first: dict[str, int] = {}
        for place, report in enumerate(self.reports):
            if lineage.root(place) != place:
                continue
            source = self._sources.get(report.source_id)
            owner = (source.owner if source else "") or report.source_id
            if first.setdefault(owner, place) != place:
                yield _Edge(place, first[owner], FoldReason.SAME_OWNER, owner)

    def _own(self) -> dict[str, list[int]]:
        """Reports that are their outlet's own, by outlet."""
        found: dict[str, list[int]] = {}
        for place, report in enumerate(self.reports):
            if not self._credits[place]:
                found.setdefault(report.source_id, []).append(place)
        return found

    def _nearest(self, place: int, choice: Sequence[int]) -> int | None:
        """Of an outlet's reports the first in the same language, else the first; None where there is no other."""
        others = [other for other in choice if other != place]
        same = [other for other in others if self._same_language(place, other)]
        return next(iter((*same, *others)), None)

    def _same_language(self, one: int, two: int) -> bool:
        ours, theirs = (self.reports[place].language.partition("-")[0] for place in (one, two))
        return ours == theirs

    def _translates(self, one: int, two: int) -> bool:
        """Whether two texts in different languages tell the same within hours."""
        apart = abs(self.reports[one].at - self.reports[two].at)
        return apart <= _TRANSLATED and same_facts(self.members[one].annotation, self.members[two].annotation)

    def _alike(self, one: int, two: int) -> bool:
        """Whether a name only recognised by its sound may be trusted between two reports."""
        return self._same_language(one, two) or self._translates(one, two)

    def _credit_reason(self, place: int, on: int) -> FoldReason:
        if not self._same_language(place, on) and self._translates(place, on):
            return FoldReason.TRANSLATED_COPY
        return FoldReason.AGENCY_CREDIT

    def _is_wire(self, key: str) -> bool:
        return key in self._sources and is_agency(self._sources[key])

    def _closes(self, place: int, name: str) -> bool:
        """Whether the last words name the agency, as translated copy ends."""
        return name in self.reports[place].body[-len(name) - 30 :]


def _placed(copies: Iterator[Copy], places: Sequence[int]) -> Iterator[Copy]:
    return (Copy(places[copy.earlier], places[copy.later], copy.share, copy.part) for copy in copies)


def _origins(reports: Sequence[Report], lineage: Lineage, sources: Mapping[str, Source]) -> tuple[Origin, ...]:
    groups: dict[int, list[int]] = {}
    for place in range(len(reports)):
        groups.setdefault(lineage.root(place), []).append(place)
    steps = lineage.steps()
    origins = []
    for root, places in groups.items():
        ordered = [root, *(place for place in places if place != root)]
        folds = [
            Fold(report_id=reports[place].id, into=reports[steps[place].on].id, reason=steps[place].reason, detail=steps[place].detail)
            for place in sorted(places)
            if place in steps
        ]  # fmt: skip
        origins.append(_origin([reports[place] for place in ordered], folds, sources))
    return tuple(origins)


def _origin(reports: Sequence[Report], folds: Sequence[Fold], sources: Mapping[str, Source]) -> Origin:
    """An origin of these reports, the root first."""
    root = reports[0].id
    known = (sources.get(report.source_id) for report in reports)
    return Origin(
        id=content_id("origin", root),
        root=root,
        report_ids=tuple(report.id for report in sorted(reports, key=lambda report: (report.at, report.id))),
        folds=tuple(folds),
        admitted=any(source is None or source.admitted for source in known),
    )
