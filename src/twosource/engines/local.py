"""One machine: steps in order, waiting in threads, computing in processes where it pays."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from time import perf_counter

from twosource.pipeline import STAGES, Room, Stage
from twosource.ports import Progress, silent
from twosource.records import Step

# Starting a process and loading its dictionaries costs about as much as this many reports.
WORTH_SPREADING = 150

OpenRoom = Callable[[], Room]

_room: Room | None = None


class LocalEngine:
    """Runs every stage once, in order; `workers` processes, or one per core for 0."""

    def __init__(self, room: Room, open_room: OpenRoom, *, workers: int = 0, threads: int = 8) -> None:
        self._room = room
        self._open_room = open_room
        self._workers = workers or os.cpu_count() or 1
        self._threads = threads
        self._pool: ProcessPoolExecutor | None = None

    def run(self, progress: Progress = silent, *, stages: Sequence[Stage] = STAGES) -> dict[Step, float]:
        """One round; seconds per step. What fails inside a record is an outcome, not an exception."""
        seconds = {}
        try:
            for stage in stages:
                started = perf_counter()
                self._run_stage(stage, progress)
                seconds[stage.step] = perf_counter() - started
        finally:
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)
                self._pool = None
        return seconds

    def _run_stage(self, stage: Stage, progress: Progress) -> None:
        ids = stage.pending(self._room)
        progress(stage.step, 0, len(ids))
        if not ids:
            return
        batches = list(_cut(ids, stage.batch or len(ids)))
        if stage.waits:
            with ThreadPoolExecutor(self._threads, thread_name_prefix=stage.step) as threads:
                self._await(
                    {threads.submit(stage.run, self._room, batch): len(batch) for batch in batches}, stage, progress
                )
        elif stage.spreads and self._workers > 1 and len(ids) >= WORTH_SPREADING:
            pool = self._processes()
            self._await({pool.submit(_run_batch, stage.step, batch): len(batch) for batch in batches}, stage, progress)
        else:
            done = 0
            for batch in batches:
                stage.run(self._room, batch)
                done += len(batch)
                progress(stage.step, done, len(ids))

    def _await(self, futures: dict[Future[None], int], stage: Stage, progress: Progress) -> None:
        done = 0
        for future in as_completed(futures):
            future.result()
            done += futures[future]
            progress(stage.step, done, sum(futures.values()))

    def _processes(self) -> Executor:
        if self._pool is None:
            # A forked child would share the parent's database handles; a spawned one opens its own.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=context, initializer=_enter, initargs=(self._open_room,)
            )
        return self._pool


def _cut(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _enter(open_room: OpenRoom) -> None:
    global _room  # noqa: PLW0603 - one room per worker process
    _room = open_room()


def _run_batch(step: Step, ids: Sequence[str]) -> None:
    assert _room is not None
    next(stage for stage in STAGES if stage.step is step).run(_room, ids)
