"""Independent origins: one piece of reporting counts once, however many outlets print it.

Folded are near-copies (containment of shingles, Broder 1997, quotations left out: independent
reports share those), credited agency copy, "as A reported" chains, canonical links and outlets of one
owner. Every fold keeps its reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from twosource.group.member import Member
from twosource.records import Fold, FoldReason, Origin, Report, Source, SourceKind, content_id

# Share of the shorter text's shingles found in the longer; a lightly edited wire copy has 0.85, an
# independent report 0.01 (measured on Korean).
COPY_CONTAINMENT = 0.4
# A text this short says too little to be called a copy.
MIN_SHINGLES = 12
SHINGLE_CHARACTERS = 10

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|‘[^’]*’|\"[^\"]*\"")
# Read within a few words after an outlet's name.
_REPORTED = re.compile(
    r"^.{0,12}?(보도에 따르면|에 따르면|보도했다|보도를 인용|が報じ|の報道|によると|が伝え|reported|has reported|according)",
    re.DOTALL,
)
_ACCORDING_BEFORE = re.compile(r"(according to|citing|as reported by)\s+(the\s+)?$", re.IGNORECASE)


def find_origins(members: Sequence[Member], sources: Mapping[str, Source]) -> tuple[Origin, ...]:
    """Fold the reports of one event, given in order of publication, to origins in the same order."""
    reports = [member.report for member in members]
    folds = _Folds([report.id for report in reports])
    for report in reports:
        _fold_links(report, reports, folds)
        _fold_credit(report, reports, sources, folds)
        _fold_mentioned(report, reports, sources, folds)
    _fold_copies(reports, sources, folds)
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


def _fold_credit(report: Report, reports: Sequence[Report], sources: Mapping[str, Source], folds: _Folds) -> None:
    """Copy that credits an agency belongs to the agency's own report, or to others that credit it."""
    agency = _match_outlet(report.credit, sources)
    if not report.credit or agency == report.source_id:
        return
    for other in reports:
        if other.id == report.id:
            continue
        if agency and other.source_id == agency:
            folds.fold(report.id, other.id, FoldReason.AGENCY_CREDIT, report.credit)
            return
    for other in reports:
        if other.id == report.id:
            return
        if other.credit and _same_credit(other.credit, report.credit, agency, sources):
            folds.fold(report.id, other.id, FoldReason.AGENCY_CREDIT, report.credit)
            return


def _same_credit(one: str, two: str, agency: str, sources: Mapping[str, Source]) -> bool:
    return one == two or bool(agency and _match_outlet(one, sources) == agency)


def _match_outlet(credit: str, sources: Mapping[str, Source]) -> str:
    """Id of the source that a credit line names; empty where there is none."""
    if not credit:
        return ""
    for source in sources.values():
        if any(name and name in credit for name in (source.name, *source.aliases)):
            return source.id
    return ""


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
        if any(_credits_report(report.body, name) for name in (source.name, *source.aliases)):
            folds.fold(report.id, other.id, FoldReason.AS_REPORTED, source.name)
            return


def _credits_report(body: str, outlet: str) -> bool:
    start = body.find(outlet) if outlet else -1
    while start >= 0:
        end = start + len(outlet)
        if _REPORTED.match(body[end : end + 40]) or _ACCORDING_BEFORE.search(body[max(0, start - 30) : start]):
            return True
        start = body.find(outlet, end)
    return False


def _fold_copies(reports: Sequence[Report], sources: Mapping[str, Source], folds: _Folds) -> None:
    shingles = {report.id: _shingle(report.body) for report in reports}
    for index, later in enumerate(reports):
        for earlier in reports[:index]:
            share = _containment(shingles[earlier.id], shingles[later.id])
            if share < COPY_CONTAINMENT:
                continue
            copy, root = later, earlier
            if _is_agency(later, sources) and not _is_agency(earlier, sources):
                copy, root = earlier, later
            folds.fold(copy.id, root.id, FoldReason.NEAR_COPY, f"{share:.2f}")


def _is_agency(report: Report, sources: Mapping[str, Source]) -> bool:
    source = sources.get(report.source_id)
    return source is not None and source.kind in (SourceKind.AGENCY, SourceKind.OFFICIAL)


def _shingle(body: str) -> frozenset[str]:
    """Runs of characters without space and punctuation; serves every script alike."""
    text = unicodedata.normalize("NFKC", _QUOTED.sub("", body)).casefold()
    letters = re.sub(r"[\W_]+", "", text)
    return frozenset(letters[i : i + SHINGLE_CHARACTERS] for i in range(len(letters) - SHINGLE_CHARACTERS + 1))


def _containment(one: frozenset[str], two: frozenset[str]) -> float:
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller >= MIN_SHINGLES else 0.0


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
