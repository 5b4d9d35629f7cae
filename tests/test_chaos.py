"""kill -9 at any moment, then run again: nothing lost, nothing done twice, no half-written site.

20 kills in `make test`; `make chaos` sets TWOSOURCE_KILLS=200.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from twosource.newsroom import Summary, open_newsroom
from twosource.sample.wire import Wire, newsroom_toml

KILLS = int(os.environ.get("TWOSOURCE_KILLS", "20"))
KILLS_PER_NEWSROOM = 5
# Longer than an undisturbed run of the sample takes, so that late steps are hit too.
LONGEST_SECONDS = 9.0


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with Wire(base_port=19471) as wire:
        yield wire


@pytest.fixture(scope="module")
def undisturbed(wire: Wire, tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, dict[str, str]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "newsroom.toml").write_text(newsroom_toml(wire.base_port), encoding="utf-8")
    with open_newsroom(folder) as newsroom:
        summary = newsroom.run()
    return summary, read_site(folder / "site")


def read_site(site: Path) -> dict[str, str]:
    """Path -> content hash of a published site."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def check_site(site: Path) -> None:
    """Whatever is published is whole: every page ends, every local link has its target."""
    if not site.exists():
        return
    version = site.resolve()
    for page in version.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert text.rstrip().endswith("</html>"), page
        for link in re.findall(r'(?:href|src)="(/[^"#?]*)', text):
            target = version / link.lstrip("/")
            assert target.is_file() or (target / "index.html").is_file(), f"{page} links to {link}"


def kill_after(folder: Path, seconds: float) -> bool:
    """Start a run and kill it; False where it ended before."""
    process = subprocess.Popen(
        [sys.executable, "-m", "twosource", "run", "--newsroom", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


@pytest.mark.parametrize("seed", range(max(1, KILLS // KILLS_PER_NEWSROOM)))
def test_killed_runs_end_like_an_undisturbed_one(
    seed: int, wire: Wire, undisturbed: tuple[Summary, dict[str, str]], tmp_path: Path
) -> None:
    """After kills at random moments the finished site and counts are those of a run nobody disturbed."""
    (tmp_path / "newsroom.toml").write_text(newsroom_toml(wire.base_port), encoding="utf-8")
    moments = random.Random(seed)
    before = Counter((hit.outlet, hit.path) for hit in wire.hits if hit.status == 200)
    kills = 0
    for _ in range(KILLS_PER_NEWSROOM):
        kills += kill_after(tmp_path, moments.uniform(0.4, LONGEST_SECONDS))
        check_site(tmp_path / "site")
    with open_newsroom(tmp_path) as newsroom:
        summary = newsroom.run()
    expected, files = undisturbed
    assert (summary.reports, summary.origins, summary.events, summary.articles, summary.quarantined) == (
        expected.reports,
        expected.origins,
        expected.events,
        expected.articles,
        expected.quarantined,
    )
    assert read_site(tmp_path / "site") == files
    after = Counter((hit.outlet, hit.path) for hit in wire.hits if hit.status == 200)
    articles = {key: count for key, count in (after - before).items() if not re.search(r"rss|feed|xml|robots", key[1])}
    # A page whose bytes were on their way when the process died must be asked for again: one per kill
    # and connection at most.
    assert sum(count - 1 for count in articles.values()) <= kills * newsroom.settings.fetch.threads


def test_second_run_writes_nothing(wire: Wire, tmp_path: Path) -> None:
    """With nothing new the site is not touched: same version, same files, same times."""
    (tmp_path / "newsroom.toml").write_text(newsroom_toml(wire.base_port), encoding="utf-8")
    with open_newsroom(tmp_path) as newsroom:
        newsroom.run()
    site = (tmp_path / "site").resolve()
    stamps = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    time.sleep(0.01)
    with open_newsroom(tmp_path) as newsroom:
        newsroom.run()
    assert (tmp_path / "site").resolve() == site
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == stamps
