"""Reports per second of each step, beside the floor: trafilatura + htmldate + tokenizer on the same pages.

    make bench                 prints the table, writes .bench/results.json
    python bench/speed.py 14   with 14 rounds of the sample wire

One process each, the same pages, the same run. The pipeline is measured from stored captures to the
published site, pictures (illustrate) reported apart; then once more with nothing new.
"""

from __future__ import annotations

import gc
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pages import BenchPage, make_pages
from twosource.annotate import annotate
from twosource.collect.step import capture_id
from twosource.engines import LocalEngine
from twosource.extract import extract
from twosource.newsroom import Newsroom
from twosource.records import Capture, Step
from twosource.sample.wire import newsroom_toml
from twosource.settings import read_settings
from twosource.store import captures
from twosource.text.charset import decode

RESULTS = Path(__file__).parents[1] / ".bench" / "results.json"
CEILING = 1.5
SECOND_RUN = 0.05


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one piece of work."""

    wall: float
    cpu: float


def measure(work: Callable[[], object]) -> Spent:
    """Wall and CPU seconds of one call, after a collection of garbage."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


class Tokenizers:
    """The bare tokenizer of each language, one call per text."""

    def __init__(self) -> None:
        from kiwipiepy import Kiwi
        from sudachipy import Dictionary

        self._kiwi = Kiwi(num_workers=1)
        self._sudachi = Dictionary(dict="core").tokenizer()
        self._word = re.compile(r"\w+")

    def run(self, language: str, text: str) -> None:
        """Tokenize and throw the tokens away."""
        if language == "ko":
            self._kiwi.tokenize(text)
        elif language == "ja":
            for line in text.splitlines():
                list(self._sudachi.tokenize(line))
        else:
            self._word.findall(text)


def run_floor(pages: Sequence[BenchPage], tokenizers: Tokenizers) -> None:
    """What any such program must do at least, done plainly."""
    import trafilatura
    from htmldate import find_date

    for page in pages:
        html = decode(page.html, content_type=page.content_type)[0]
        text = trafilatura.extract(html) or ""
        find_date(html)
        tokenizers.run(page.language, text)


def main() -> None:
    """Measure, print, write the results."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    pages = list(make_pages(rounds))
    tokenizers = Tokenizers()
    run_floor(pages[:20], tokenizers)
    with tempfile.TemporaryDirectory() as folder:
        newsroom = _furnish(Path(folder), pages)
        _warm(newsroom, pages)
        floor = measure(lambda: run_floor(pages, tokenizers))
        seconds: dict[Step, float] = {}
        first = measure(lambda: seconds.update(_run(newsroom)))
        site = newsroom.site.resolve()
        second = measure(lambda: _run(newsroom))
        untouched = newsroom.site.resolve() == site
        summary = newsroom.summary()
        newsroom.close()
    drawn = seconds[Step.ILLUSTRATE]
    result = {
        "pages": len(pages),
        "reports": summary.reports,
        "events": summary.events,
        "reports_per_second": {step.value: round(len(pages) / spent, 1) for step, spent in seconds.items() if spent},
        "floor": {"wall": floor.wall, "cpu": floor.cpu, "reports_per_second": round(len(pages) / floor.wall, 1)},
        "pipeline": {"wall": first.wall, "cpu": first.cpu, "pictures": drawn},
        "ratio_wall": (first.wall - drawn) / floor.wall,
        "ratio_cpu": (first.cpu - drawn) / floor.cpu,
        "second_run": {"wall": second.wall, "share": second.wall / first.wall, "site_untouched": untouched},
    }
    RESULTS.parent.mkdir(exist_ok=True)
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(known | {"speed": result}, indent=1))
    _print(result)


def _furnish(folder: Path, pages: Sequence[BenchPage]) -> Newsroom:
    (folder / "newsroom.toml").write_text(f"workers = 1\n{newsroom_toml()}", encoding="utf-8")
    newsroom = Newsroom(folder, read_settings(folder))
    with newsroom.room.store.transaction() as tx:
        for page in pages:
            captures.add_capture(tx, _capture(page, newsroom))
    return newsroom


def _warm(newsroom: Newsroom, pages: Sequence[BenchPage]) -> None:
    """Load dictionaries and models on both sides: the bench measures work, not start-up."""
    for page in {page.language: page for page in pages}.values():
        report, _ = extract(_capture(page, newsroom), newsroom.room.sources[page.outlet])
        if report is not None:
            annotate(report, newsroom.room.sources[page.outlet], newsroom.room.names)


def _capture(page: BenchPage, newsroom: Newsroom) -> Capture:
    return Capture(
        id=capture_id(page.url, page.html),
        source_id=page.outlet,
        url=page.url,
        final_url=page.url,
        status=200,
        headers=(("content-type", page.content_type),),
        body=page.html,
        fetched_at=newsroom.clock.now(),
    )


def _run(newsroom: Newsroom) -> dict[Step, float]:
    from twosource.pipeline import STAGES

    engine = LocalEngine(newsroom.room, lambda: newsroom.room, workers=1)
    return engine.run(stages=[stage for stage in STAGES if stage.step is not Step.COLLECT])


def _print(result: dict[str, object]) -> None:
    print(f"{result['pages']} pages, {result['reports']} reports, {result['events']} events, one process each")
    for step, rate in dict(result["reports_per_second"]).items():  # type: ignore[call-overload]
        print(f"  {step:<11}{rate:>9} reports/s")
    floor = dict(result["floor"])  # type: ignore[call-overload]
    print(f"  {'floor':<11}{floor['reports_per_second']:>9} reports/s  (trafilatura + htmldate + tokenizer)")
    print(f"floor: {floor['wall']:.1f} s wall, {floor['cpu']:.1f} s CPU; pipeline: {dict(result['pipeline'])}")
    print(f"pipeline / floor: wall {result['ratio_wall']:.2f}, CPU {result['ratio_cpu']:.2f}  (ceiling {CEILING})")
    again = dict(result["second_run"])  # type: ignore[call-overload]
    told = "site untouched" if again["site_untouched"] else "SITE CHANGED"
    print(f"second run with nothing new: {again['share']:.1%} of the first (ceiling {SECOND_RUN:.0%}), {told}")


if __name__ == "__main__":
    main()
