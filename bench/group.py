"""Grouping: reports a second, cost and memory as the window grows, seconds to build it again, each beside its bar.

    make bench                        with the rest
    python bench/group.py             prints the table, adds to .bench/results.json; some minutes, 2 GB
    python bench/group.py --quick     small windows, half a minute
    python bench/group.py --profile headline 10000    where the time goes

The reports are invented numbers: words, names and figures drawn by Zipf and Mandelbrot's law, events of 1 to 30
reports that share some of them, in the order and at the pace of a stream that fills the window of 14 days. Annotating
and encoding are not in it. CPU seconds, every measurement in a process of its own; a report's cost is that of taking
it in and its share of that of forgetting a day. Memory is what the process grows by: all indexes, the reports read
from packed entries as after a restart, every event looked at once. Building again counts from entries in memory.

Beside it on the same rows, where scikit-learn is installed (it is with the development tools): TF-IDF and average
linkage by cosine, and HDBSCAN on the same distances. Both need all reports at once, and both are quadratic.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import pstats
import subprocess
import sys
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from importlib.util import find_spec
from itertools import groupby, islice
from pathlib import Path
from random import Random
from typing import Any

from speed import RESULTS
from twosource.group.features import KIND_SHIFT, Features, Kind
from twosource.group.step import Entry, Grouper
from twosource.records import content_id

DAYS, DAY = 14, 86_400.0
# The stream begins with a day
START = 20_480 * DAY
# The epoch of `date.toordinal`
EPOCH = 719_163
LANGUAGES = ("ko", "ja", "en")
# Events are over after so many reports of the stream, or after a day
LONGEST_LIFE = 20_000
# The most frequent words are about equally so
SHIFT = 20.0
DIMENSIONS = 384


@dataclass(frozen=True, slots=True)
class Draw:
    """Features of one kind: contents there are, contents an event has, and of a report how many are its event's."""

    kind: Kind
    contents: int
    pool: int
    own: int
    other: int


SHAPES = {
    "headline": (
        Draw(Kind.WORD, 400_000, 9, 5, 2),
        Draw(Kind.TOPIC, 600, 2, 1, 0),
        Draw(Kind.PERSON, 300_000, 2, 1, 0),
        Draw(Kind.PLACE, 50_000, 1, 1, 0),
        Draw(Kind.CUE, 60, 1, 1, 0),
    ),
    "full": (
        Draw(Kind.WORD, 400_000, 60, 35, 45),
        Draw(Kind.TOPIC, 600, 8, 5, 5),
        Draw(Kind.PERSON, 300_000, 5, 3, 2),
        Draw(Kind.BODY, 100_000, 4, 2, 2),
        Draw(Kind.PLACE, 50_000, 4, 2, 1),
        Draw(Kind.FIGURE, 5_000, 4, 2, 1),
        Draw(Kind.CUE, 60, 2, 1, 1),
        Draw(Kind.DAY, 400, 1, 1, 0),
        Draw(Kind.SOUND, 100_000, 3, 1, 1),
    ),
}
BARS = {
    "headline rate": 1_000.0,
    "full rate": 300.0,
    "headline bytes": 2_000.0,
    "full bytes": 4_000.0,
    "ratio": 1.5,
    # seconds
    "rebuild": 10.0,
}


class Stream:
    """Invented reports without end, in order of time; `size` of them fill the window."""

    def __init__(self, shape: str, size: int, *, vectors: bool = False) -> None:
        self._draws = SHAPES[shape]
        self._random = Random(f"{shape} {size}")
        # The window is never filled by quite all its days: the last has just begun
        self._pace = (DAYS - 0.5) * DAY / size
        self._life = min(size / DAYS, LONGEST_LIFE)
        self._vectors = _Vectors() if vectors else None

    def __iter__(self) -> Iterator[tuple[Features, str]]:
        """Reports, each with the event it was made for."""
        due: list[tuple[float, int, _Happening]] = []
        begun = 0.0
        serial = number = 0
        while True:
            happening = _Happening(f"happening {serial}", self._draws, self._random, self._vectors)
            for _ in range(happening.size):
                serial += 1
                heappush(due, (begun + self._random.expovariate(1 / self._life), serial, happening))
            begun += happening.size
            while due[0][0] < begun:
                told = heappop(due)[2]
                yield told.report(f"report {number}", START + number * self._pace), told.name
                number += 1


class _Happening:
    """What the reports of an event draw from."""

    def __init__(self, name: str, draws: Sequence[Draw], random: Random, vectors: _Vectors | None) -> None:
        self.name = name
        self.size = int(31 ** random.random())
        self._random, self._draws = random, draws
        self._languages = LANGUAGES if random.random() < 0.3 else (random.choice(LANGUAGES),)
        self._pools = {
            (draw.kind, language): list(_zipf(random, draw, language, draw.pool))
            for draw in draws
            for language in (self._languages if draw.kind is Kind.WORD else ("",))
        }
        self._vectors = vectors
        self._centre = vectors.centre() if vectors else None

    def report(self, name: str, at: float) -> Features:
        random = self._random
        language = random.choice(self._languages)
        ids: list[int] = [Kind.TODAY << KIND_SHIFT | EPOCH + int(at // DAY)]
        for draw in self._draws:
            tongue = language if draw.kind is Kind.WORD else ""
            ids += random.sample(self._pools[draw.kind, tongue], draw.own)
            ids += _zipf(random, draw, tongue, draw.other)
        kept = array("I", dict.fromkeys(ids))
        return Features(
            report_id=content_id(name), language=language, at=at, length=2 * len(kept), ids=kept,
            weights=bytes(random.choices((24, 16, 6), k=len(kept))),
            vector=self._vectors.near(self._centre) if self._vectors else b"",
        )  # fmt: skip


def _zipf(random: Random, draw: Draw, language: str, count: int) -> Iterator[int]:
    """Numbers of `count` contents, of which the first is the most frequent."""
    kind = draw.kind << KIND_SHIFT
    salt = LANGUAGES.index(language) * 500_000_003 if language else draw.kind * 7_919
    for _ in range(count):
        rank = int(SHIFT * ((1 + draw.contents / SHIFT) ** random.random() - 1))
        if draw.kind is Kind.DAY:
            yield kind | EPOCH + int(START // DAY) - rank
        else:
            yield kind | ((rank + salt) * 2_654_435_761 & 0xFFFFFFFF) >> 32 - KIND_SHIFT


class _Vectors:
    """Signed bytes as an encoder gives them: near a centre."""

    def __init__(self) -> None:
        import numpy as np

        self._random = np.random.default_rng(4)

    def centre(self) -> Any:
        return self._random.normal(0.0, 1.0, DIMENSIONS)

    def near(self, centre: Any) -> bytes:
        vector = centre + self._random.normal(0.0, 0.5, DIMENSIONS)
        scale = 127.0 / float((vector @ vector) ** 0.5)
        return bytes((vector * scale).astype("int8"))


def measure_window(shape: str, size: int, arrivals: int, encoder: str) -> dict[str, float]:
    """Bytes a report of the window, and CPU seconds of a further report: to take it in, and to forget another."""
    reports = iter(Stream(shape, size, vectors=encoder != "none"))
    grouper = Grouper(days=DAYS, encoder=encoder)
    first = list(islice(reports, 500))
    gc.collect()
    before = _resident()
    started = time.process_time()
    build(grouper, first)
    build(grouper, islice(reports, size - len(first)))
    filled = time.process_time() - started
    first.clear()
    # A stream that has been running has looked at its events
    for cluster in grouper.window.clusters.values():
        cluster.centroid(grouper.window.reports)
    gc.collect()
    held = len(grouper.window.reports)
    memory = (_resident() - before) / held
    timed = take_in(grouper, [report for report, _ in islice(reports, arrivals)])
    return timed | {"held": held, "bytes": round(memory), "filled": round(filled, 1)}


def build(grouper: Grouper, reports: Iterator[tuple[Features, str]] | Sequence[tuple[Features, str]]) -> None:
    """Fill the window without search; reports and events as the store gives them, each with strings of its own."""
    for report, event in reports:
        fresh = Features.unpack(report.report_id, report.pack(), report.vector)
        grouper.window.add(grouper.number, fresh, content_id("event", event), report.at or 0.0)
        grouper.number += 1


def take_in(grouper: Grouper, reports: Sequence[Features]) -> dict[str, float]:
    """CPU seconds of an arrival, and of forgetting a report: a day is forgotten when the next begins."""
    window = grouper.window
    latest = max(report.at or 0.0 for report in window.reports.values()) // DAY
    arriving = forgetting = 0.0
    days = forgotten = 0
    *most, last = reports
    # The last comes a day later, so that a day is forgotten however large the window
    moved = replace(last, at=(last.at or 0.0) + DAY)
    for day, some in groupby((*most, moved), key=lambda report: (report.at or 0.0) // DAY):
        rest = list(some)
        if day > latest:
            held = len(window.reports)
            forgetting += _spent(grouper, [rest.pop(0)])
            forgotten += held + 1 - len(window.reports)
            days += 1
        arriving += _spent(grouper, rest)
    arriving /= len(reports) - days
    forgot = max(0.0, forgetting - arriving * days) / forgotten
    return {"arrive": arriving, "forget": forgot, "rate": round(1 / (arriving + forgot))}


def _spent(grouper: Grouper, reports: Sequence[Features]) -> float:
    started = time.process_time()
    for report in reports:
        grouper.arrive(report)
    return time.process_time() - started


def measure_rebuild(shape: str, size: int) -> dict[str, float]:
    """CPU seconds to make a grouper of packed entries that are in memory already."""
    rows = [
        (report.report_id, report.pack(), content_id("event", event), report.at or 0.0)
        for report, event in islice(Stream(shape, size), size)
    ]
    gc.collect()
    started = time.process_time()
    grouper = Grouper(
        (
            Entry(number=number, features=Features.unpack(name, packed), event_id=event, placed=at)
            for number, (name, packed, event, at) in enumerate(rows)
        ),
        days=DAYS,
    )
    return {"reports": len(grouper.window.reports), "seconds": round(time.process_time() - started, 2)}


def measure_others(size: int) -> dict[str, dict[str, float]]:
    """Reports a second of grouping and of scikit-learn on the same headlines, and how many events each finds."""
    rows = list(islice(Stream("headline", size), size))
    reports = [report for report, _ in rows]

    def group() -> int:
        grouper = Grouper(days=DAYS)
        return len({grouper.survivor(entry.event_id) for entry in [grouper.arrive(report) for report in reports]})

    ways: dict[str, Callable[[], int]] = {"twosource": group}
    if find_spec("sklearn"):
        from sklearn.cluster import HDBSCAN, AgglomerativeClustering
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.metrics.pairwise import cosine_distances

        texts = [" ".join(map(str, report.ids)) for report in reports]

        def apart() -> Any:
            return cosine_distances(TfidfVectorizer(token_pattern=r"\S+").fit_transform(texts))

        def linkage() -> int:
            model = AgglomerativeClustering(
                n_clusters=None, metric="precomputed", linkage="average", distance_threshold=0.7
            )
            return len(set(model.fit_predict(apart())))

        def density() -> int:
            labels = HDBSCAN(min_cluster_size=2, metric="precomputed", copy=False).fit_predict(apart())
            return len(set(labels) - {-1}) + int((labels == -1).sum())

        ways |= {"tf-idf + agglomerative": linkage, "tf-idf + HDBSCAN": density}
    found = {name: _rate(way, size) for name, way in ways.items()}
    return found | {"made": {"events": len({event for _, event in rows})}}


def _rate(way: Callable[[], int], size: int) -> dict[str, float]:
    way()
    gc.collect()
    started = time.process_time()
    events = way()
    return {"rate": round(size / (time.process_time() - started)), "events": events}


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def profile(shape: str, size: int, arrivals: int, encoder: str) -> None:
    """Print what `arrive` spends its time on."""
    reports = iter(Stream(shape, size, vectors=encoder != "none"))
    grouper = Grouper(days=DAYS, encoder=encoder)
    build(grouper, islice(reports, size))
    some = [report for report, _ in islice(reports, arrivals)]
    profiler = cProfile.Profile()
    profiler.runcall(take_in, grouper, some)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(20)


def alone(part: str, *arguments: object) -> dict[str, Any]:
    """A measurement in a process of its own."""
    command = [sys.executable, __file__, "--part", part, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def run_part(part: str, *given: str) -> dict[str, Any]:
    """What `alone` asks for."""
    if part == "window":
        shape, size, arrivals, encoder = given
        return measure_window(shape, int(size), int(arrivals), encoder)
    if part == "rebuild":
        return measure_rebuild(given[0], int(given[1]))
    return measure_others(int(given[0]))


@dataclass(frozen=True, slots=True)
class Sizes:
    """Reports in the smaller and the larger window, arrivals measured, entries of a rebuild, rows of the comparison."""

    small: int = 10_000
    large: int = 1_000_000
    # of full reports, of which a million take a quarter of an hour to invent and 5 GB; `--million` does
    large_full: int = 200_000
    # with vectors; the search among them is over the latest 32,768 arrivals
    encoded: int = 50_000
    arrivals: int = 2_000
    entries: int = 200_000
    rows: int = 2_000


QUICK = Sizes(small=2_000, large=20_000, large_full=10_000, encoded=5_000, arrivals=500, entries=20_000, rows=500)


def judge(shape: str, sizes: Sizes, large: int) -> tuple[dict[str, Any], bool]:
    """Measure one sort of report, print each figure beside its bar; whether all are met."""
    few, many = (alone("window", shape, size, sizes.arrivals, "none") for size in (sizes.small, large))
    again = alone("rebuild", shape, sizes.entries)
    ratio = (many["arrive"] + many["forget"]) / (few["arrive"] + few["forget"])
    rate, memory = BARS[f"{shape} rate"], BARS[f"{shape} bytes"]
    print(f"{shape} reports, no encoder; {many['held']:,} of {large:,} held")
    passed = [
        _line(few["rate"] >= rate, f"{few['rate']:,} reports/s, {sizes.small:,} in the window; {_cost(few)}", rate),
        _line(many["rate"] >= rate, f"{many['rate']:,} reports/s, {large:,} in the window; {_cost(many)}", rate),
        _line(ratio <= BARS["ratio"], f"{ratio:.2f} times the cost of the smaller window", BARS["ratio"]),
        _line(many["bytes"] <= memory, f"{many['bytes']:,} bytes a report in the window", memory),
        _line(
            again["seconds"] <= BARS["rebuild"],
            f"{again['seconds']} s to build {again['reports']:,} from packed entries", BARS["rebuild"],
        ),
    ]  # fmt: skip
    return {"few": few, "many": many, "ratio": round(ratio, 2), "rebuild": again}, all(passed)


def _cost(found: dict[str, float]) -> str:
    return f"{found['arrive'] * 1e6:.0f} us to take in, {found['forget'] * 1e6:.0f} us to forget"


def _line(met: bool, text: str, bar: float) -> bool:
    print(f"  {text}  (bar {bar:,g}{'' if met else ', MISSED'})", flush=True)
    return met


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write the results; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description="Speed and memory of grouping.")
    parser.add_argument("--quick", action="store_true", help="small windows")
    parser.add_argument("--million", action="store_true", help="full reports too in a window of a million")
    parser.add_argument("--profile", nargs=2, metavar=("SHAPE", "SIZE"), help="where the time of 2,000 arrivals goes")
    parser.add_argument("--encoder", default="none", help="with --profile: as in settings, vectors are invented")
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.part:
        print(json.dumps(run_part(*given.part)))
        return 0
    sizes = QUICK if given.quick else Sizes()
    if given.profile:
        profile(given.profile[0], int(given.profile[1]), sizes.arrivals, given.encoder)
        return 0
    results: dict[str, Any] = {"quick": given.quick}
    passed = True
    for shape in SHAPES:
        large = sizes.large if shape == "headline" or given.million else sizes.large_full
        results[shape], met = judge(shape, sizes, large)
        passed = passed and met
    if find_spec("numpy"):
        coded = results["encoded"] = alone("window", "headline", sizes.encoded, sizes.arrivals, "e5")
        print(f"headlines with vectors, {sizes.encoded:,} in the window")
        rate = BARS["headline rate"]
        passed &= _line(coded["rate"] >= rate, f"{coded['rate']:,} reports/s; {_cost(coded)}", rate)
    results["others"] = alone("others", sizes.rows)
    _compare(results["others"], sizes.rows)
    RESULTS.parent.mkdir(exist_ok=True)
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(known | {"group": results}, indent=1))
    return 0 if passed else 1


def _compare(found: dict[str, dict[str, float]], rows: int) -> None:
    made = found["made"]["events"]
    print(f"{rows:,} headlines from the first, of {made} events")
    for name, row in found.items():
        if name != "made":
            print(f"  {name:<24}{row['rate']:>7,} reports/s, {row['events']:,} events")
    if len(found) < 3:
        print("  scikit-learn is not installed: nothing to compare with")


if __name__ == "__main__":
    sys.exit(main())
