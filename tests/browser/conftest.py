"""The installed tools of the browser tests."""

from __future__ import annotations

import fcntl
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def tools() -> Path:
    """The installed tools; one installation at a time, whatever runs beside us."""
    (ROOT / ".tools").mkdir(exist_ok=True)
    with (ROOT / ".tools" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run([ROOT / "tools" / "browser.sh"], capture_output=True, text=True, timeout=540, check=False)
    if done.returncode:
        pytest.skip(f"no browser to test in: {done.stderr.strip()[-400:] or 'tools/browser.sh failed'}")
    return ROOT / ".tools" / "browser"
