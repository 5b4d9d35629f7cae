"""The truth about the sample as the folder that `twosource eval wire` reads.

`write_wire_folder` writes `reports.jsonl`, `outlets.json` and `truth.json` in the layout of version
1 of that format. Independent origins are derived, not written down: each report is followed along
`origin_of` to its root, then the roots of one owner are one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from twosource.sample.wire import BASE_PORT, base_url
from twosource.sample.wiredata import Difference, Sample, SampleEvent, SampleReport, Side, Trap, load_sample

FORMAT_VERSION = 1


def origin_groups(sample: Sample, reports: Iterable[SampleReport]) -> tuple[tuple[str, ...], ...]:
    """Ids of `reports` grouped by independent origin, groups in order of their first report."""
    owners = {outlet.id: outlet.owner for outlet in sample.outlets}
    known = {report.id: report for report in sample.reports}
    groups: dict[str, list[str]] = {}
    for report in reports:
        groups.setdefault(owners[_root(known, report).outlet], []).append(report.id)
    return tuple(tuple(group) for group in groups.values())


def _root(known: dict[str, SampleReport], report: SampleReport) -> SampleReport:
    while report.origin_of:
        report = known[report.origin_of]
    return report


def truth(sample: Sample) -> dict[str, Any]:
    """The content of `truth.json`; only reports whose pages can be read are counted."""
    days = [report.published_at.date().isoformat() for report in sample.reports]
    stories: dict[str, list[str]] = {}
    for event in sample.events:
        if event.story:
            stories.setdefault(event.story, []).append(event.id)
    return {
        "version": FORMAT_VERSION,
        "period": [min(days), max(days)],
        "entities": list(_entities(sample).values()),
        "stories": [{"id": story, "events": events} for story, events in stories.items()],
        "events": [_event(sample, event) for event in sample.events],
    }


def reports_rows(sample: Sample, base_port: int = BASE_PORT) -> list[dict[str, Any]]:
    """The rows of `reports.jsonl`, in order of publication, pages that cannot be read left out."""
    ports = {outlet.id: base_port + at for at, outlet in enumerate(sample.outlets)}
    events = {report.id: event.id for event in sample.events for report in event.report}
    return [
        {
            "id": report.id,
            "event": events[report.id],
            "outlet": report.outlet,
            "language": report.language,
            "url": base_url(ports[report.outlet]) + report.path,
            "title": report.title,
            "published_at": report.published_at.isoformat(),
            "updated_at": report.updated_at.isoformat() if report.updated_at else None,
            "byline": report.byline or None,
            "credit": report.credit or None,
            "body": "\n\n".join(report.paragraphs),
            "origin_of": report.origin_of or None,
        }
        for report in sample.reports
        if not report.wall
    ]


def write_wire_folder(folder: Path, *, sample: Sample | None = None, base_port: int = BASE_PORT) -> None:
    """Write the three files into `folder`, which is made if it is not there; OSError as it comes."""
    sample = sample or load_sample()
    folder.mkdir(parents=True, exist_ok=True)
    rows = reports_rows(sample, base_port)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "reports.jsonl").write_text(lines, encoding="utf-8")
    outlets = [
        {
            "id": outlet.id,
            "name": outlet.name,
            "language": outlet.language,
            "country": outlet.country,
            "owner": outlet.owner,
            "kind": str(outlet.kind),
        }
        for outlet in sample.outlets
    ]
    for name, data in (("outlets.json", outlets), ("truth.json", truth(sample))):
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        (folder / name).write_text(text, encoding="utf-8")


def _entities(sample: Sample) -> dict[str, dict[str, Any]]:
    found = {block.id: (block.forms, "person") for block in sample.registry.person}
    found |= {block.id: (block.forms, "organisation") for block in sample.registry.organisation}
    return {
        key: {"id": key, "kind": kind, "forms": {code: [form] for code, form in forms.items()}}
        for key, (forms, kind) in found.items()
    }


def _event(sample: Sample, event: SampleEvent) -> dict[str, Any]:
    readable = sorted((report for report in event.report if not report.wall), key=lambda r: (r.published_at, r.id))
    groups = origin_groups(sample, readable)
    entities = _entities(sample)
    return {
        "id": event.id,
        "story": event.story or None,
        "type": event.type,
        "title": event.title,
        "dates": list(event.dates),
        "place": event.place,
        "participants": [entities[name] for name in event.participants],
        "key_quantities": [msgspec.to_builtins(quantity) for quantity in event.quantities],
        "quotes": [],
        "reports": [report.id for report in readable],
        "independent_origins": len(groups),
        "origin_groups": [list(group) for group in groups],
        "lookalikes": [],
        "contradictions": [_contradiction(sample, item) for item in event.contradiction],
        "not_contradictions": [_trap(sample, event, item) for item in event.trap],
    }


def _contradiction(sample: Sample, item: Difference) -> dict[str, Any]:
    return {
        "id": item.id,
        "slot": item.slot,
        "subject": item.subject,
        "values": [_side(sample, side) for side in item.values],
        "right": item.right or None,
        "right_value": next((side.value for side in item.values if side.key == item.right), None),
        "basis": item.basis,
    }


def _trap(sample: Sample, event: SampleEvent, item: Trap) -> dict[str, Any]:
    own = {report.id for report in event.report}
    cited = {words.report for side in item.values for words in side.evidence}
    return {
        "id": item.id,
        "type": item.type,
        "subject": item.subject,
        "values": [_side(sample, side) for side in item.values],
        "why": item.why,
        "core": item.core,
        "cross_event": not cited <= own,
    }


def _side(sample: Sample, side: Side) -> dict[str, Any]:
    cited = {words.report for words in side.evidence}
    reports = [report for report in sample.reports if report.id in cited]
    evidence = [
        {"report": words.report, "sentence": words.sentence} | ({"field": "title"} if words.field == "title" else {})
        for words in side.evidence
    ]
    return {
        "key": side.key,
        "value": side.value,
        "evidence": evidence,
        "independent_origins": len(origin_groups(sample, reports)),
    }
