"""Reports per second of each step, beside the floor: trafilatura + htmldate + tokenizer on the same pages.

    make bench                 prints the table, writes .bench/results.json
    python bench/speed.py 14   with 14 rounds of the sample wire

One process each, the same pages, the same run. The pipeline is measured from stored captures to the
published site, pictures (illustrate) not counted; then once more with nothing new. Once over pages of
real size (menus, scripts, lists around the article), once over the sample wire's own, which are tiny.
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
from typing import Any

from pages import BenchPage, make_pages
from twosource.engines import LocalEngine
from twosource.newsroom import Newsroom
from twosource.records import Capture, Step, capture_id
from twosource.sample.wire import newsroom_toml
from twosource.settings import read_settings
from twosource.store import captures
from twosource.text.charset import decode

RESULTS = Path(__file__).parents[1] / ".bench" / "results.json"
CEILING = 1.5
SECOND_RUN = 0.05
WARM_UP = 40


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
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    tokenizers = Tokenizers()
    results = {}
    for name, dressed in (("real", True), ("bare", False)):
        pages = list(make_pages(rounds, dressed=dressed))
        some = pages[:: max(1, len(pages) // WARM_UP)]
        run_floor(some, tokenizers)
        _warm(some)
        results[name] = compare(pages, tokenizers)
        _print(name, results[name])
    RESULTS.parent.mkdir(exist_ok=True)
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(known | {"speed": results}, indent=1))


def compare(pages: Sequence[BenchPage], tokenizers: Tokenizers) -> dict[str, Any]:
    """The floor, a first and a second run of the pipeline over the same pages."""
    with tempfile.TemporaryDirectory() as folder:
        newsroom = _furnish(Path(folder), pages)
        floor = measure(lambda: run_floor(pages, tokenizers))
        seconds: dict[Step, float] = {}
        first = measure(lambda: seconds.update(_run(newsroom)))
        site = newsroom.site.resolve()
        second = measure(lambda: _run(newsroom))
        untouched = newsroom.site.resolve() == site
        summary = newsroom.summary()
        newsroom.close()
    drawn = seconds[Step.ILLUSTRATE]
    return {
        "pages": len(pages),
        "bytes_per_page": sum(len(page.html) for page in pages) // len(pages),
        "reports": summary.reports,
        "events": summary.events,
        "site_pages": sum(summary.articles.values()),
        "reports_per_second": {step.value: round(len(pages) / spent, 1) for step, spent in seconds.items() if spent},
        "floor_wall": round(floor.wall, 2),
        "floor_cpu": round(floor.cpu, 2),
        "floor_reports_per_second": round(len(pages) / floor.wall, 1),
        "pipeline_wall": round(first.wall - drawn, 2),
        "pipeline_cpu": round(first.cpu - drawn, 2),
        "ratio_wall": round((first.wall - drawn) / floor.wall, 3),
        "ratio_cpu": round((first.cpu - drawn) / floor.cpu, 3),
        "second_run_share": round(second.wall / first.wall, 4),
        "second_run_site_untouched": untouched,
    }


def _furnish(folder: Path, pages: Sequence[BenchPage]) -> Newsroom:
    (folder / "newsroom.toml").write_text(f"workers = 1\n{newsroom_toml()}", encoding="utf-8")
    newsroom = Newsroom(folder, read_settings(folder))
    with newsroom.room.store.transaction() as tx:
        for page in pages:
            captures.add_capture(tx, _capture(page, newsroom))
    return newsroom


def _warm(pages: Sequence[BenchPage]) -> None:
    """Load dictionaries, models and templates: the bench measures work, not start-up, on both sides."""
    with tempfile.TemporaryDirectory() as folder:
        newsroom = _furnish(Path(folder), pages)
        _run(newsroom)
        newsroom.close()


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


def _print(name: str, result: dict[str, Any]) -> None:
    print(
        f"{name} pages: {result['pages']} of {result['bytes_per_page']:,} bytes, {result['events']} events, "
        f"{result['site_pages']} event pages; one process each"
    )
    for step, rate in result["reports_per_second"].items():
        print(f"  {step:<11}{rate:>9} reports/s")
    print(f"  {'floor':<11}{result['floor_reports_per_second']:>9} reports/s  (trafilatura + htmldate + tokenizer)")
    print(
        f"  pipeline / floor: wall {result['ratio_wall']:.2f}, CPU {result['ratio_cpu']:.2f} (ceiling {CEILING}); "
        f"second run {result['second_run_share']:.1%} of the first (ceiling {SECOND_RUN:.0%}), "
        f"site {'untouched' if result['second_run_site_untouched'] else 'CHANGED'}"
    )


if __name__ == "__main__":
    main()
