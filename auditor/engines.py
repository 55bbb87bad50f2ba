"""Where work is done: here, in a pool of processes, or on a Dask cluster that runs already; results come in order.

Work is a function of a module and a chunk of plain values; results only come back.  A worker that is lost in the middle
costs its chunk: it is done again elsewhere, and after ``ATTEMPTS`` the run ends with ``LostError``.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

C = TypeVar("C")
R = TypeVar("R")
ATTEMPTS = 3
AHEAD = 4
"""So many chunks a worker are under way at once: memory stays flat however many there are."""
FEW = 2
"""So many chunks are worth no second process."""

PATIENCE = "8s"
"""For so long a scheduler may take to answer."""


class LostError(RuntimeError):
    """A chunk took its worker with it every time it was tried."""


class Engine(Protocol):
    """What does work on chunks."""

    def prepare(self, work: Callable[[C], object], chunk: C) -> None:
        """Begin some work whose result nobody asks for, as later work of a chunk or two is quicker after it."""

    def map_ordered(self, work: Callable[[C], R], chunks: Iterable[C]) -> Iterator[R]:
        """The results of work on chunks, in their order, as they come."""

    def close(self) -> None:
        """Let go of whatever does the work."""


class Here:
    """Does all work in this process."""

    def prepare(self, work: Callable[[C], object], chunk: C) -> None:
        """Nothing: there is nobody who could do it meanwhile."""

    def map_ordered(self, work: Callable[[C], R], chunks: Iterable[C]) -> Iterator[R]:
        """The results of work on chunks, one after the other."""
        yield from map(work, chunks)

    def close(self) -> None:
        """Nothing: there is nothing to let go of."""


class Pool:
    """A pool of processes on this machine; it is begun with the first chunk and ends with the last.

    A process that was prepared does the work of up to ``FEW`` chunks alone; more have a pool of their own.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._ready: ProcessPoolExecutor | None = None

    def prepare(self, work: Callable[[C], object], chunk: C) -> None:
        """Have one process do some work now, so that it is quicker at what comes later."""
        if self._ready is None:
            self._ready = _begun(1)
            self._ready.submit(work, chunk)

    def map_ordered(self, work: Callable[[C], R], chunks: Iterable[C]) -> Iterator[R]:
        """The results of work on chunks, in their order; raises ``LostError``."""
        waiting = iter(chunks)
        first = list(islice(waiting, FEW + 1))
        if not first:
            return
        executor = (self._ready if len(first) <= FEW else None) or _begun(self.workers)
        under_way: deque[tuple[C, Future[R]]] = deque()
        waiting, none, tried = chain(first, waiting), object(), 0
        try:
            while True:
                while len(under_way) < self.workers * AHEAD and (chunk := next(waiting, none)) is not none:
                    under_way.append((chunk, executor.submit(work, chunk)))  # type: ignore[arg-type]
                if not under_way:
                    return
                try:
                    result = under_way[0][1].result()
                except BrokenProcessPool:
                    tried += 1
                    if tried == ATTEMPTS:
                        raise LostError(f"a worker process was lost {ATTEMPTS} times over the same work") from None
                    executor.shutdown(wait=True, cancel_futures=True)
                    executor = _begun(self.workers)
                    under_way = deque((chunk, executor.submit(work, chunk)) for chunk, _ in under_way)
                    continue
                under_way.popleft()
                tried = 0
                yield result
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
            self.close()

    def close(self) -> None:
        """End the process that was prepared, once it is done with that."""
        if self._ready is not None:
            self._ready.shutdown(wait=False, cancel_futures=True)
        self._ready = None


def _begun(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_settle)


def _settle() -> None:
    """An interrupt from the keyboard is the main process's to answer; each worker computes on one core."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ.setdefault(name, "1")


class Dask:
    """A Dask cluster at ``address`` (``tcp://127.0.0.1:8786``, or the path of its scheduler file).

    This program must be installed on its workers, and they must see the documents under the same paths.
    """

    def __init__(self, address: str) -> None:
        """Raises ``EngineError`` where the library is not installed, or nothing answers at the address."""
        try:
            import distributed
        except ImportError as error:
            raise EngineError("Dask is not installed: pip install auditor[distributed]") from error
        try:
            make: Any = distributed.Client
            where = {"scheduler_file": address} if Path(address).is_file() else {"address": address}
            self._client: Any = make(**where, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise EngineError(f"no Dask scheduler answers at {address}: {error}") from error
        self._workers = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def prepare(self, work: Callable[[C], object], chunk: C) -> None:
        """Nothing: workers of a cluster stay, and are prepared by what they did before."""

    def map_ordered(self, work: Callable[[C], R], chunks: Iterable[C]) -> Iterator[R]:
        """The results of work on chunks, in their order; raises ``LostError``."""
        from distributed.scheduler import KilledWorker

        under_way: deque[Any] = deque()
        waiting, none = iter(chunks), object()
        while True:
            while len(under_way) < self._workers * AHEAD and (chunk := next(waiting, none)) is not none:
                under_way.append(self._client.submit(work, chunk, pure=False, retries=ATTEMPTS - 1))
            if not under_way:
                return
            try:
                result: R = under_way.popleft().result()
            except KilledWorker as error:
                raise LostError(f"workers were lost over the same work: {error}") from error
            yield result

    def close(self) -> None:
        """Let go of the cluster, which goes on running."""
        self._client.close()


class EngineError(RuntimeError):
    """An engine that was asked for cannot be used."""
