"""What is measured, and how: CPU time, peak memory, bytes.

A question's time is the best of several passes, in CPU seconds of the thread that answers, so that
other work on the machine counts as little as it can.  Every pass has an order of its own.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.engines.protocol import Searcher

LEAST_QUESTIONS = 10


@dataclass(frozen=True)
class Limits:
    """How often a kind's questions are asked, and after how many CPU seconds asking stops."""

    passes: int = 5
    cap: float = 20.0


def ask_all(
    searcher: Searcher, method: str, questions: list[Any], limits: Limits
) -> dict[str, Any] | None:
    """Ask the questions of a kind; None if the engine has nothing for them."""
    ask, clock = getattr(searcher, method), searcher.clock
    best: dict[int, float] = {}
    answers: dict[int, list[str]] = {}
    started, process = clock(), time.process_time()
    rounds = 0
    while rounds < limits.passes and clock() - started < limits.cap:
        for number in random.Random(rounds).sample(range(len(questions)), len(questions)):
            before = clock()
            answer = ask(questions[number])
            after = clock()
            if answer is NotImplemented:
                return None
            best[number] = min(best.get(number, after - before), after - before)
            if number not in answers:
                answers[number] = _comparable(answer)
            if after - started > limits.cap and len(best) >= min(LEAST_QUESTIONS, len(questions)):
                break
        rounds += 1
    spent = clock() - started
    return {
        **percentiles(list(best.values())),
        "asked": len(best),
        "of": len(questions),
        "passes": rounds,
        "empty": sum(not answer for answer in answers.values()),
        "other_threads": round(max(0.0, time.process_time() - process - spent) / (spent or 1), 2),
        "answers": {str(number): answer for number, answer in sorted(answers.items())},
    }


def _comparable(answer: Any) -> list[str]:
    """References of hits, or counts of facets, as texts that can be compared across engines."""
    if isinstance(answer, dict):
        return sorted(f"{name}={count}" for name, count in answer.items())
    return [ref for ref, _ in answer]


def percentiles(seconds: list[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and mean, in milliseconds."""
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1e3

    mean = sum(ordered) / len(ordered) * 1e3
    return {"p50": at(0.50), "p95": at(0.95), "p99": at(0.99), "mean": mean}


def folder_bytes(folder: Path) -> int:
    """How many bytes the files of a folder have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def cpu_seconds() -> float:
    """CPU seconds of this process since it began, and of its children that have ended."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def peak_mb() -> float:
    """The most memory that this process held, or a child of it, if that was more.

    Linux says it of the program itself; elsewhere what ran in this process before counts too.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = status_kb("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return max(own, children) / unit


def anonymous_mb() -> float | None:
    """Memory held now that is no mapped file: what cannot be given back; None if unknown."""
    held = status_kb("RssAnon")
    return held / 1024 if held is not None else None


def status_kb(key: str, process: int | str = "self") -> int | None:
    """A line of Linux's status of a process, in kilobytes."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return int(lines[key].split()[0]) if key in lines else None
