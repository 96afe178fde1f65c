"""The one thread that touches the disk, so that the event loop never waits for it.

Batches that arrive while it works are kept together by the next commit (group commit): one fsync
serves them all.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from storage.errors import StoreError
from storage.tinydb_store.row_file import Batch, RowFile, Show, nothing

T = TypeVar("T")
Job = Batch | Callable[[RowFile], Any] | None
TOGETHER_AT_MOST = 256  # batches a commit


class Writer:
    """Owns the `RowFile`; `keep` and `ask` may be called from any thread.

    Opening it shows every row that is in the file, and raises when they are not all as they were kept.
    Once closed, both raise `StoreError`. A job whose future is cancelled before its turn is not done.
    """

    def __init__(self, path: Path, *, guest: bool = False, show: Show = nothing) -> None:
        self._jobs: queue.SimpleQueue[tuple[Job, Future[Any]]] = queue.SimpleQueue()
        self._door = threading.Lock()  # nothing gets in behind the last job
        self._closed = False
        opened: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._run, args=(path, guest, show, opened), name="store", daemon=True
        )
        self._thread.start()
        try:
            opened.result()
        except BaseException:
            self._thread.join()
            raise

    def keep(self, batch: Batch) -> Future[None]:
        """Keep a batch; the future is done once it is on disk."""
        return self._put(batch)

    def ask(self, question: Callable[[RowFile], T]) -> "Future[T]":
        """Run a question on the file, after everything asked before."""
        return self._put(question)

    def close(self, *, tidy: bool = False) -> None:
        """Finish everything asked before, then close the file; closing it again does nothing."""
        with suppress(StoreError):
            if tidy:
                self._put(RowFile.tidy)
            self._put(None)
        self._thread.join()

    def _put(self, job: Job) -> Future[Any]:
        future: Future[Any] = Future()
        with self._door:
            if self._closed:
                raise StoreError("this store is closed")
            self._closed = job is None
            self._jobs.put((job, future))
        return future

    def _run(self, path: Path, guest: bool, show: Show, opened: Future[None]) -> None:
        try:
            file = _loaded(path, guest=guest, show=show)
        except BaseException as error:  # noqa: BLE001 - whoever opens the store is told, whatever it was
            opened.set_exception(error)
            return
        opened.set_result(None)
        while self._work(file):
            pass
        file.close()

    def _work(self, file: RowFile) -> bool:
        """Do the next job, with all batches that wait right behind it. False: it was the last."""
        job, future = self._jobs.get()
        if isinstance(job, Batch):
            waiting = [(job, future)]
            job, future = self._gather(waiting)
            _keep(file, waiting)
        if job is not None and not isinstance(job, Batch):
            _answer(file, job, future)
        return job is not None

    def _gather(self, waiting: list[tuple[Batch, Future[Any]]]) -> tuple[Job, Future[Any]]:
        """Add the batches that wait already; return the job behind them, or the last batch itself."""
        while len(waiting) < TOGETHER_AT_MOST:
            try:
                job, future = self._jobs.get_nowait()
            except queue.Empty:
                break
            if not isinstance(job, Batch):
                return job, future
            waiting.append((job, future))
        return waiting[-1]


def _loaded(path: Path, *, guest: bool, show: Show) -> RowFile:
    file = RowFile(path, guest=guest)
    try:
        file.load(show)
    except BaseException:
        file.close()
        raise
    return file


def _keep(file: RowFile, waiting: list[tuple[Batch, Future[Any]]]) -> None:
    """Keep what was not cancelled meanwhile; from here on it cannot be."""
    wanted = [(batch, future) for batch, future in waiting if future.set_running_or_notify_cancel()]
    try:
        outcomes = file.keep([batch for batch, _ in wanted])
    except Exception as error:  # noqa: BLE001 - whatever it was, those who wait are told, and the thread lives
        outcomes = [_another(error) for _ in wanted]
    for (_, future), outcome in zip(wanted, outcomes, strict=True):
        if outcome:
            future.set_exception(outcome)
        else:
            future.set_result(None)


def _another(error: Exception) -> StoreError:
    """Return an error of its own for each who waits: raised in many tasks, one would mix up their traces."""
    another = StoreError(str(error))
    another.__cause__ = error
    return another


def _answer(file: RowFile, question: Callable[[RowFile], Any], future: Future[Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(question(file))
    except Exception as error:  # noqa: BLE001 - the one who asked is told
        future.set_exception(error)
