"""Reading processes, as many as there are cores: jobs handed out, answers taken as they come."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

import foisearch
from foisearch.errors import FoisearchError
from foisearch.intake.running import wire
from foisearch.intake.running.job import Job
from foisearch.intake.running.tally import Tally

SILENCE = 120.0
"""Seconds after which a process that gives no sign of life is stopped."""
MOST_BROKEN = 50
"""Files inside one file that may break their reader before the rest is given up."""
_MOST_WORKERS = 8
_BLOCK = 1 << 18

Take = Callable[[Job, bytes], None]


def worker_count() -> int:
    """How many cores there are for us."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST_WORKERS)
    return min(os.cpu_count() or 1, _MOST_WORKERS)


@dataclass(slots=True)
class _Worker:
    """One process, the job that it is at, and what has come of its answer.

    ``unread`` is the beginning of a line, in the pieces in which it came.
    """

    process: subprocess.Popen[bytes]
    job: Job | None = None
    inside: str = ""
    heard: float = 0.0
    unread: list[bytes] = field(default_factory=list)

    @property
    def out(self) -> int:
        """The descriptor that its answers come from."""
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def give(self, job: Job) -> None:
        """Hand it a job.  Where it is gone already, that will be heard."""
        self.job, self.inside, self.heard, self.unread = job, "", monotonic(), []
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.write(wire.job_line(job) + b"\n")
            self.process.stdin.flush()

    def lines(self) -> list[bytes] | None:
        """The whole lines that have come, ``None`` where nothing will come any more."""
        data = os.read(self.out, _BLOCK)
        if not data:
            return None
        self.heard = monotonic()
        end, *begun = data.split(b"\n")
        self.unread.append(end)
        if not begun:
            return []  # a record may be a whole book
        first, self.unread = b"".join(self.unread), [begun.pop()]
        return [first, *begun]

    def stop(self) -> int:
        """End the process; how it ended."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        return self.process.wait()


class Workers:
    """Processes that read files; leave the ``with`` block to end them all."""

    def __init__(self, corpus: Path, count: int, silence: float = 0.0) -> None:
        self._corpus = corpus
        self._count = count
        self._silence = silence or SILENCE
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._again: deque[Job] = deque()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
        self._selector.close()

    def run(
        self, jobs: Iterator[Job], take: Take, forget: Callable[[Job], None]
    ) -> Iterator[tuple[Job, Tally]]:
        """Carry out the jobs; each with what came of it, in the order in which they end.

        Args:
            jobs: asked for one by one, as processes become free.
            take: given every record's line, and its job.
            forget: called where a job begins anew, without a file that broke its reader.
        """
        while self._busy(jobs):
            for key, _ in self._selector.select(self._patience()):
                yield from self._listen(key.data, take, forget)
            for worker in [w for w in self._workers if self._is_silent(w)]:
                yield from self._broken(worker, "took too long", forget)

    def _busy(self, jobs: Iterator[Job]) -> bool:
        """Give every free process a job; whether any process is at one."""
        idle = [worker for worker in self._workers if worker.job is None]
        while idle or len(self._workers) < self._count:
            job = self._again.popleft() if self._again else next(jobs, None)
            if job is None:
                break
            (idle.pop() if idle else self._start()).give(job)
        return any(worker.job for worker in self._workers)

    def _start(self) -> _Worker:
        program = [sys.executable, "-m", "foisearch.intake.running.worker"]
        root = str(Path(foisearch.__file__).resolve().parents[1])
        known = os.environ.get("PYTHONPATH", "")
        process = subprocess.Popen(
            [*program, os.fsencode(self._corpus).hex()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root},
        )
        worker = _Worker(process)
        self._workers.append(worker)
        self._selector.register(worker.out, selectors.EVENT_READ, worker)
        return worker

    def _patience(self) -> float:
        heard = min((w.heard for w in self._workers if w.job), default=monotonic())
        return max(heard + self._silence - monotonic(), 0.01)

    def _is_silent(self, worker: _Worker) -> bool:
        return worker.job is not None and monotonic() - worker.heard > self._silence

    def _listen(
        self, worker: _Worker, take: Take, forget: Callable[[Job], None]
    ) -> Iterator[tuple[Job, Tally]]:
        lines = worker.lines()
        if lines is None:
            yield from self._broken(worker, "crashed", forget)
            return
        for line in lines:
            if worker.job is None:
                continue
            if line.startswith(wire.RECORD):
                take(worker.job, line)
            elif line.startswith(wire.ENTERING):
                worker.inside = wire.entered(line)
            elif line.startswith(wire.DONE):
                done, worker.job = worker.job, None
                yield done, wire.tally_of(line)

    def _broken(
        self, worker: _Worker, how: str, forget: Callable[[Job], None]
    ) -> Iterator[tuple[Job, Tally]]:
        """End a process that crashed or hangs: its job is lost, or begun anew without the cause."""
        self._selector.unregister(worker.out)
        self._workers.remove(worker)
        status = worker.stop()
        job = worker.job
        if job is None:
            raise FoisearchError(
                f"a reading process ended with status {status}", "see what it said above"
            )
        if worker.inside and len(job.without) < MOST_BROKEN:
            forget(job)
            self._again.append(replace(job, without=(*job.without, worker.inside)))
            return
        signal = f" (signal {-status})" if how == "crashed" and status < 0 else ""
        error = f"{worker.inside or job.name} {how}{signal}: it was left out, the others were read"
        yield job, Tally(error=error)
