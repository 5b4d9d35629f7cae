"""One writer per newsroom: an advisory file lock that dies with its process."""

from __future__ import annotations

import fcntl
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twosource.errors import BusyError


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock at `path` while the block runs; BusyError names the process that has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise BusyError(f"{path.parent}: {holder} is already working on this newsroom; wait or stop it") from None
        file.truncate(0)
        file.write(f"process {os.getpid()} on {platform.node()}")
        file.flush()
        yield
