"""Annotating, in passages a second, beside the bare tokenizer on the same texts in the same run.

    make bench                                     with the rest
    python bench/annotate.py                       prints the table, adds to .bench/results.json
    python bench/annotate.py --passages 1000000    also memory over so many passages

Texts: the sample wire's reports and, where ../shared/data is present, its parallel news (62 documents in
English, Korean and Japanese). The bare tokenizer is one call of kiwipiepy or SudachiPy a text (for English a
regular expression for words), its tokens thrown away; annotating is the step as the pipeline calls it, the
same tokenizer inside. CPU seconds of one process, rounds of both in turn, the best round of each.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from speed import RESULTS, Tokenizers
from twosource.annotate import annotate
from twosource.languages.names import NameTable
from twosource.records import Precision, Report, Source, SourceKind, Stamp
from twosource.sample.wiredata import load_sample

NEWS = Path(__file__).parents[2] / "shared" / "data" / "parallel-news" / "documents.jsonl"
# Share of the bare tokenizer's passages a second that annotating must reach
FLOOR = 0.6
ROUNDS = 5
AT = datetime(2026, 1, 31, tzinfo=UTC)
ZONES = {"ko": ("KR", "Asia/Seoul"), "ja": ("JP", "Asia/Tokyo"), "en": ("US", "America/New_York")}
# Memory may grow by so much from the tenth part of the passages to the last
GROWTH_MEGABYTES = 16


def read_reports() -> dict[str, list[Report]]:
    """Language -> reports."""
    found: dict[str, list[Report]] = defaultdict(list)
    for language, title, body in _texts():
        found[language].append(
            Report(
                id=f"{language}-{len(found[language])}", source_id="bench", capture_id="", url="", language=language,
                title=title, body=body, published=Stamp(at=AT, precision=Precision.MINUTE, basis="page"),
            )
        )  # fmt: skip
    return found


def _texts() -> Iterator[tuple[str, str, str]]:
    for report in load_sample().reports:
        yield report.language, report.title, "\n".join(report.paragraphs)
    if NEWS.is_file():
        for line in NEWS.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for language in ZONES:
                title, *sentences = row[language]
                yield language, title, "\n".join(sentences)


def source_of(language: str) -> Source:
    """An outlet of the language."""
    country, zone = ZONES[language]
    return Source(
        id="bench", name="", language=language, country=country, owner="", kind=SourceKind.PAPER, zone=zone
    )  # fmt: skip


def compare(reports: dict[str, list[Report]]) -> dict[str, dict[str, float]]:
    """Per language and in all: passages, passages a second of both, their ratio."""
    tokenizers, names = Tokenizers(), NameTable.build((), ())
    rows: dict[str, dict[str, float]] = {}
    totals = [0.0, 0.0, 0.0]
    for language, some in reports.items():
        source = source_of(language)
        passages = sum(len(annotate(report, source, names)[0].passages) for report in some)
        bare = ours = math.inf
        for _ in range(ROUNDS):
            started = time.process_time()
            for report in some:
                tokenizers.run(language, report.text)
            between = time.process_time()
            for report in some:
                annotate(report, source, names)
            bare = min(bare, between - started)
            ours = min(ours, time.process_time() - between)
        rows[language] = _row(passages, bare, ours)
        totals = [sum(pair) for pair in zip(totals, (passages, bare, ours), strict=True)]
    rows["all"] = _row(*totals)
    return rows


def _row(passages: float, bare: float, ours: float) -> dict[str, float]:
    return {
        "passages": passages, "tokenizer": round(passages / bare), "annotate": round(passages / ours),
        "ratio": round(bare / ours, 3),
    }  # fmt: skip


def measure_memory(reports: dict[str, list[Report]], wanted: int) -> dict[str, float]:
    """Resident megabytes after a tenth of `wanted` passages and after all of them."""
    names = NameTable.build((), ())
    done, first = 0, 0.0
    while done < wanted:
        for language, some in reports.items():
            source = source_of(language)
            for report in some:
                done += len(annotate(report, source, names)[0].passages)
        if not first and done >= wanted / 10:
            first = _resident()
        if sys.stderr.isatty():
            print(f"\r{done:,} of {wanted:,} passages, {_resident():.0f} MB", end="", file=sys.stderr)
    return {"passages": done, "megabytes_after_a_tenth": first, "megabytes": _resident()}


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * 4096 / 1e6, 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write the results; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description="Speed of annotating beside the bare tokenizer.")
    parser.add_argument("--passages", type=int, default=0, help="also measure memory over so many passages")
    wanted = parser.parse_args(arguments).passages
    reports = read_reports()
    rows = compare(reports)
    for language, row in rows.items():
        print(
            f"annotate {language:<4}{row['passages']:>7} passages  tokenizer {row['tokenizer']:>7}/s"
            f"  annotate {row['annotate']:>6}/s  ratio {row['ratio']:.2f}"
        )
    print(f"floor {FLOOR} of the bare tokenizer, over all passages")
    passed = rows["all"]["ratio"] >= FLOOR
    results: dict[str, object] = {"annotate": rows}
    if wanted:
        memory = measure_memory(reports, wanted)
        results["annotate_memory"] = memory
        print(
            f"memory {memory['megabytes_after_a_tenth']} MB -> {memory['megabytes']} MB, {memory['passages']:,} passages"
        )
        passed = passed and memory["megabytes"] - memory["megabytes_after_a_tenth"] <= GROWTH_MEGABYTES
    RESULTS.parent.mkdir(exist_ok=True)
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(known | results, indent=1))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
