"""Independent origins: one piece of reporting counts once, however many outlets print it.

Folded are near-copies (containment of shingles, Broder 1997, quotations left out: independent
reports share those), credited agency copy, "as A reported" chains, canonical links and outlets of one
owner. Every fold keeps its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta

from twosource.group.copies import find_copies, read_text
from twosource.group.credits import CREDIT, credited, passes_on, same_agency, strangers
from twosource.group.member import Member
from twosource.records import Fold, FoldReason, Origin, Report, Source, SourceKind, content_id

# Copy in another language is a translation where it follows its agency within this time
_TRANSLATED = timedelta(hours=24)


def find_origins(members: Sequence[Member], sources: Mapping[str, Source]) -> tuple[Origin, ...]:
    """Fold the reports of one event, given in order of publication, to origins in the same order."""
    reports = [member.report for member in members]
    folds = _Folds([report.id for report in reports])
    for report in reports:
        _fold_links(report, reports, folds)
        _fold_mentioned(report, reports, sources, folds)
    _fold_credits(reports, sources, folds)
    _fold_copies(reports, sources, folds)
    _fold_strangers(reports, folds)
    _fold_owners(reports, sources, folds)
    admitted = {report.id for report in reports if _is_admitted(report, sources)}
    return folds.origins(admitted)


def _is_admitted(report: Report, sources: Mapping[str, Source]) -> bool:
    source = sources.get(report.source_id)
    return source is None or source.admitted


class _Folds:
    """Union-find that remembers why; the earlier or more original report stays the root."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._order = {report_id: index for index, report_id in enumerate(ids)}
        self._parent = {report_id: report_id for report_id in ids}
        self._folds: dict[str, Fold] = {}

    def root(self, report_id: str) -> str:
        while self._parent[report_id] != report_id:
            report_id = self._parent[report_id]
        return report_id

    def fold(self, report_id: str, into: str, reason: FoldReason, detail: str) -> None:
        ours, theirs = self.root(report_id), self.root(into)
        if ours == theirs:
            return
        self._parent[ours] = theirs
        # A root that goes under another keeps the reason for which it went.
        self._folds[ours] = Fold(report_id=ours, into=theirs, reason=reason, detail=detail)

    def origins(self, admitted: AbstractSet[str]) -> tuple[Origin, ...]:
        groups: dict[str, list[str]] = {}
        for report_id in self._order:
            groups.setdefault(self.root(report_id), []).append(report_id)
        return tuple(
            Origin(
                id=content_id("origin", root),
                root=root,
                report_ids=tuple(members),
                folds=tuple(self._folds[member] for member in members if member in self._folds),
                admitted=not admitted.isdisjoint(members),
            )
            for root, members in groups.items()
        )


def _fold_links(report: Report, reports: Sequence[Report], folds: _Folds) -> None:
    if not report.canonical_url:
        return
    for other in reports:
        if other.id != report.id and other.url == report.canonical_url:
            folds.fold(report.id, other.id, FoldReason.CANONICAL_LINK, other.url)


def _fold_credits(reports: Sequence[Report], sources: Mapping[str, Source], folds: _Folds) -> None:
    """Copy that credits an agency belongs to the agency's own report, or to others that credit it."""
    whose = {report.id: credited(report, sources) for report in reports}
    own = {report.source_id: report for report in reversed(reports) if not whose[report.id]}
    first: dict[str, Report] = {}
    for report in reports:
        agency = whose[report.id]
        if not agency:
            continue
        root = own.get(agency) or _by_sound(agency, report, own, first, sources) or first.setdefault(agency, report)
        if root.id != report.id:
            folds.fold(report.id, root.id, _credit_reason(report, root), _credit_name(agency, report, sources))


def _by_sound(
    agency: str, report: Report, own: Mapping[str, Report], first: Mapping[str, Report], sources: Mapping[str, Source]
) -> Report | None:
    """The report of an agency that no table knows, in another language: its own, or one that credits it too."""
    if not agency.startswith(CREDIT):
        return None
    name = agency.removeprefix(CREDIT)
    for source_id, other in own.items():
        source = sources.get(source_id)
        if source and same_agency(name, report.language, source.name, source.language) and _near(report, other):
            return other
    for credit, other in first.items():
        foreign = credit.startswith(CREDIT) and other.language != report.language and _near(report, other)
        if foreign and same_agency(name, report.language, credit.removeprefix(CREDIT), other.language):
            return other
    return None


def _near(one: Report, two: Report) -> bool:
    return abs(one.at - two.at) <= _TRANSLATED


def _credit_reason(report: Report, root: Report) -> FoldReason:
    if report.language != root.language and _near(report, root):
        return FoldReason.TRANSLATED_COPY
    return FoldReason.AGENCY_CREDIT


def _credit_name(agency: str, report: Report, sources: Mapping[str, Source]) -> str:
    if report.credit:
        return report.credit
    return sources[agency].name if agency in sources else agency.partition(":")[2]


def _fold_mentioned(report: Report, reports: Sequence[Report], sources: Mapping[str, Source], folds: _Folds) -> None:
    """A report that rests on "as A reported" goes back to A's report, where there is one.

    What a ministry says is news that every outlet may gather for itself, not another's reporting.
    """
    for other in reports:
        if other.source_id == report.source_id:
            continue
        source = sources.get(other.source_id)
        if source is None or source.kind is SourceKind.OFFICIAL:
            continue
        if any(passes_on(report.body, name) for name in (source.name, *source.aliases)):
            folds.fold(report.id, other.id, FoldReason.AS_REPORTED, source.name)
            return


def _fold_strangers(reports: Sequence[Report], folds: _Folds) -> None:
    """Reports that all rest on one outlet's report which we do not have are one piece of reporting: that outlet's."""
    first: dict[str, str] = {}
    for report in reports:
        for outlet in strangers(report.body):
            known = first.setdefault(outlet, report.id)
            if known != report.id:
                folds.fold(report.id, known, FoldReason.AS_REPORTED, outlet)


def _fold_copies(reports: Sequence[Report], sources: Mapping[str, Source], folds: _Folds) -> None:
    for pair in find_copies([read_text(report.body or report.title) for report in reports]):
        copy, root = reports[pair.later], reports[pair.earlier]
        if _is_agency(copy, sources) and not _is_agency(root, sources):
            copy, root = root, copy
        folds.fold(copy.id, root.id, FoldReason.NEAR_COPY, f"{pair.share:.2f}")


def _is_agency(report: Report, sources: Mapping[str, Source]) -> bool:
    source = sources.get(report.source_id)
    return source is not None and source.kind in (SourceKind.AGENCY, SourceKind.OFFICIAL)


def _fold_owners(reports: Sequence[Report], sources: Mapping[str, Source], folds: _Folds) -> None:
    first: dict[str, str] = {}
    for report in reports:
        root = folds.root(report.id)
        source = sources.get(next(item.source_id for item in reports if item.id == root))
        if source is None or not source.owner:
            continue
        if source.owner in first:
            folds.fold(report.id, first[source.owner], FoldReason.SAME_OWNER, source.owner)
        else:
            first[source.owner] = root
