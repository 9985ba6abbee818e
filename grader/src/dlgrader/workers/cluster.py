"""A running Dask cluster. Its workers need this package and bubblewrap; submissions travel with the task.

``dask worker --nthreads 1`` on each, one worker per core. A scheduler runs whatever anyone who reaches it sends, so one
beyond this machine must speak TLS.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from dlgrader.workers import ATTEMPTS, EngineError, Lost, OnResult, called, worker_lost

# So long may a cluster be without any worker.
_PATIENCE = 60


def check_address(address: str) -> None:
    """Raise EngineError unless ``address`` is ``tcp://`` on this machine, or ``tls://``."""
    parts = urlsplit(address)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if parts.scheme not in ("tcp", "tls") or not host or not port:
        raise EngineError(
            f"{address} is no scheduler's address. It looks like tls://HOST:8786 or tcp://127.0.0.1:8786."
        )
    if parts.scheme == "tcp" and not _loopback(host):
        raise EngineError(
            f"{address} is open: whoever reaches it can run any code on it. Configure TLS in Dask and name it "
            f"tls://{host}:{port}, or use an SSH tunnel to tcp://127.0.0.1:{port}."
        )


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Cluster:
    """The workers of the scheduler at ``address``.

    Parameters
    ----------
    address : ``tls://HOST:PORT`` with Dask's own TLS settings, or ``tcp://`` on this machine
    patience : seconds that the cluster may be without any worker

    Raises
    ------
    EngineError
        If the address is open to others, nobody answers, or TLS is not configured.
    """

    def __init__(self, address: str, patience: float = _PATIENCE):
        check_address(address)
        self.address, self.patience = address, patience

    def _client(self):
        from distributed import Client

        try:
            return Client(self.address, timeout=10, set_as_default=False)
        except (OSError, TypeError, ValueError, RuntimeError) as error:
            said = " ".join(str(error).split())[:200]
            raise EngineError(f"No scheduler at {self.address} could be used ({said}).") from None

    def run(self, function: Callable, tasks: Iterable, on_result: OnResult) -> None:
        client = self._client()
        try:
            with client.as_current():  # what Dask's own functions wait on
                suspects = self._rounds(client, function, iter(tasks), on_result, several=True)
                # Dask blames whatever a lost worker had in its queue; alone, only the guilty one is lost again.
                lost = [(task, 0) for task, _ in suspects]
                while lost:  # how often Dask itself tries is a setting of the cluster, from once on
                    before = {id(task): times for task, times in lost}
                    alone = self._rounds(client, function, iter([task for task, _ in lost]), on_result, several=False)
                    lost = [(task, times + before[id(task)]) for task, times in alone]
                    for task, times in lost:
                        if times >= ATTEMPTS:
                            on_result(task, worker_lost(times))
                    lost = [(task, times) for task, times in lost if times < ATTEMPTS]
        finally:
            client.close()

    def _rounds(self, client, function: Callable, waiting, on_result: OnResult, several: bool) -> list:
        from distributed import wait

        running, suspects, idle = {}, [], 0.0
        while True:
            width = 2 * max(1, sum(client.nthreads().values())) if several else 1
            while len(running) < width and (entry := next(([task] for task in waiting), None)):
                running[client.submit(called, function, entry[0], pure=False)] = entry[0]
            if not running:
                return suspects
            try:
                waited = wait(list(running), timeout=2, return_when="FIRST_COMPLETED")
                done = waited.done  # pyright: ignore[reportAttributeAccessIssue] - typed as if a loop were running here
            except TimeoutError:
                idle = 0.0 if client.nthreads() else idle + 2
                if idle >= self.patience:
                    raise EngineError(
                        f"{self.address} has no workers. Start some and run the same command again."
                    ) from None
                continue
            idle = 0.0
            for future in done:
                task = running.pop(future)
                result, times = _outcome(future)
                if times:
                    suspects.append((task, times))
                else:
                    on_result(task, result)
                future.release()


def _outcome(future) -> tuple:
    """The result, and how many workers it cost (0 where there is a result)."""
    from distributed.scheduler import KilledWorker

    if future.status == "finished":
        return future.result(), 0
    error = future.exception() if future.status == "error" else None
    if isinstance(error, KilledWorker):
        return None, error.allowed_failures + 1
    said = " ".join(str(error).split())[:300]
    return Lost(f"the cluster failed ({type(error).__name__ if error else future.status}: {said})"), 0
