"""One machine: steps in order, waiting in threads, computing in processes where it pays."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from queue import Empty, SimpleQueue
from time import perf_counter

from twosource.errors import UserError
from twosource.pipeline import STAGES, Room, Stage
from twosource.ports import Answer, Progress, Web, silent
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
            self._wait_in_threads(batches, stage, progress)
        elif stage.spreads and self._workers > 1 and len(ids) >= WORTH_SPREADING:
            pool = self._processes()
            self._await({pool.submit(_run_batch, stage.step, batch): len(batch) for batch in batches}, stage, progress)
        else:
            done = 0
            for batch in batches:
                stage.run(self._room, batch)
                done += len(batch)
                progress(stage.step, done, len(ids))

    def _wait_in_threads(self, batches: Sequence[Sequence[str]], stage: Stage, progress: Progress) -> None:
        """Batches side by side; the first that fails, or Ctrl-C, ends all of them at their next request.

        The threads are daemons and are not waited for: a pool's would hold an interrupted program until the
        slowest host has given its last page. Each arrival is its own transaction, so nothing is left half done.
        """
        gate = _Gate(self._room.web)
        room = replace(self._room, web=gate)
        todo: SimpleQueue[Sequence[str]] = SimpleQueue()
        ended: SimpleQueue[int | BaseException] = SimpleQueue()
        for batch in batches:
            todo.put(batch)

        def work() -> None:
            while True:
                try:
                    batch = todo.get_nowait()
                except Empty:
                    return
                try:
                    stage.run(room, batch)
                except BaseException as error:  # noqa: BLE001 - raised again where the batches are waited for
                    ended.put(error)
                    return
                ended.put(len(batch))

        for number in range(min(self._threads, len(batches))):
            threading.Thread(target=work, name=f"{stage.step} {number}", daemon=True).start()
        done, total = 0, sum(map(len, batches))
        try:
            for _ in batches:
                end = ended.get()
                if isinstance(end, BaseException):
                    raise end
                done += end
                progress(stage.step, done, total)
        finally:
            gate.shut = True

    def _await(self, futures: dict[Future[None], int], stage: Stage, progress: Progress) -> None:
        done = 0
        for future in as_completed(futures):
            try:
                future.result()
            except BrokenProcessPool:
                raise UserError(
                    f"{stage.step}: a worker process was ended from outside, most often because memory ran out; "
                    "nothing is lost, run again, or set a smaller number of `workers` in newsroom.toml"
                ) from None
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


class _Gate:
    """A web that can be shut: who asks it for another page then is sent home."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self.shut = False

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Answer:
        """Fetch, or InterruptedError once shut."""
        if self.shut:
            raise InterruptedError("the round is over")
        return self._web.get(url, etag=etag, last_modified=last_modified)

    def close(self) -> None:
        """Close what is behind it."""
        self._web.close()


def _cut(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _enter(open_room: OpenRoom) -> None:
    global _room  # noqa: PLW0603 - one room per worker process
    # Ctrl-C goes to every process of a terminal; the parent ends the workers after their batch
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _room = open_room()


def _end_with_parent() -> None:
    """End this worker when its parent was killed: on its queue it would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run_batch(step: Step, ids: Sequence[str]) -> None:
    assert _room is not None
    next(stage for stage in STAGES if stage.step is step).run(_room, ids)
