"""Which spans a sentence shows: every claim it rests on first, then one of each origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twosource.records import Claim, Dossier, Evidence

MAX_CITATIONS = 6


def cite(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """At most six spans: one for each claim, then spans of origins not yet shown, in the order of the claims.

    ValueError where there are no claims.
    """
    rows = [claim.evidence for claim in claims]
    picked: dict[tuple[str, int, int], Evidence] = {}
    origins: set[str] = set()
    # The first round takes a span of each claim, so that no part of a sentence stays unsupported.
    for row in rows:
        _pick(next((item for item in row if item.origin_id not in origins), row[0]), picked, origins)
    for item in (item for row in rows for item in row):
        if len(picked) >= MAX_CITATIONS:
            break
        if item.origin_id not in origins:
            _pick(item, picked, origins)
    if not picked:
        raise ValueError("nothing to cite")
    return tuple(picked.values())[:MAX_CITATIONS]


def _pick(item: Evidence, picked: dict[tuple[str, int, int], Evidence], origins: set[str]) -> None:
    picked.setdefault((item.report_id, item.start, item.end), item)
    origins.add(item.origin_id)


def cite_reports(dossier: Dossier, report_ids: Iterable[str]) -> tuple[Evidence, ...]:
    """Spans of certain reports, one each, at most six; of any report where those say nothing."""
    wanted = dict.fromkeys(report_ids)
    found: dict[str, Evidence] = {}
    for claim in dossier.claims:
        for item in claim.evidence:
            if item.report_id in wanted:
                found.setdefault(item.report_id, item)
    spans = [found[report_id] for report_id in wanted if report_id in found]
    return _one_per_origin_first(spans)[:MAX_CITATIONS] or cite(dossier.claims)


def _one_per_origin_first(spans: Sequence[Evidence]) -> tuple[Evidence, ...]:
    first = {item.origin_id: item for item in reversed(spans)}
    heads = [item for item in spans if first[item.origin_id] is item]
    return (*heads, *(item for item in spans if first[item.origin_id] is not item))


def outlets_of(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Source ids behind some spans, each once, one of each origin first."""
    return tuple(dict.fromkeys(item.source_id for item in _one_per_origin_first(tuple(evidence))))
