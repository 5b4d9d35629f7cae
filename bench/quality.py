"""Quality on the real data in ../shared/data, where it is present; prints one table.

    make eval

Feeds: every file of the feedparser and gofeed suites is parsed; none may raise or take over 2 s.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from twosource.collect import parse_feed

DATA = Path(__file__).parents[2] / "shared" / "data"
SLOWEST_ALLOWED = 2.0


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


def main() -> int:
    """Print the table; 1 where a bar is missed."""
    if not DATA.is_dir():
        print(f"{DATA} is not here; nothing to measure")
        return 0
    feeds = measure_feeds(DATA / "feeds")
    for key, value in feeds.items():
        print(f"feeds  {key:<16}{value:>8}")
    return int(feeds["exceptions"] > 0 or feeds["slowest_seconds"] > SLOWEST_ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
