"""Starts the phases, each in a process of its own, and leaves out what was done before.

An engine's interpreter is this one, or what ``BENCH_PYTHON_NAME`` says (``BENCH_PYTHON_XAPIAN=…``).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.place import Place

ROOT = Path(__file__).resolve().parents[1]
LAST_LINES = 5


class Failed(Exception):
    """A phase ended badly."""


@dataclass
class Jobs:
    """What is done with every engine and size; ``failures`` is filled in the course of it."""

    place: Place
    passes: int
    cap: float
    timeout: float
    again: bool
    failures: list[str] = field(default_factory=list)

    def about(self, names: list[str]) -> dict[str, int]:
        """The largest size of every engine that is here; says which are not."""
        largest = {}
        for name in names:
            try:
                found = self._work(name, "all", "about", folder=str(self.place.indexes))
            except Failed as failure:
                self.failures.append(str(failure))
                continue
            if found["installed"]:
                largest[name] = found["largest"]
            missing = f"not installed ({found.get('missing', 'see bench/README.md')})"
            say(f"{name}: {found.get('version', missing)}")
        return largest

    def build(self, name: str, size: str) -> None:
        """Index the records of a size."""
        if not self.is_due(self.place.result(name, size, "build")):
            return
        say(f"{name} {size}: building")
        done = self._work(
            name,
            size,
            "build",
            records=str(self.place.corpus(size)),
            documents=self.place.documents(size),
            folder=str(self.place.index(name, size)),
        )
        rate = done["documents_per_cpu_s"]
        say(f"  {rate:,.0f} documents per CPU second, {done['bytes'] / 1e6:,.1f} MB")

    def query(self, name: str, size: str) -> None:
        """Ask everything of the index of a size."""
        built = self.place.result(name, size, "build")
        if not built.exists():
            raise Failed(f"{name} {size}: no index to query; its build has not been run")
        if not self.is_due(self.place.result(name, size, "query"), built):
            return
        say(f"{name} {size}: querying")
        done = self._work(
            name,
            size,
            "query",
            questions=str(self.place.questions(size)),
            documents=self.place.documents(size),
            folder=str(self.place.index(name, size)),
            passes=self.passes,
            cap=self.cap,
        )
        for kind, found in done["kinds"].items():
            if "error" in found:
                self.failures.append(f"{name} {size} {kind}: {found['error']}")
            told = found.get("error") or f"{found['p50']:.3f} / {found['p95']:.3f} ms"
            say(f"  {kind}: {told}")

    def is_due(self, result: Path, source: Path | None = None) -> bool:
        """Whether a result is missing, wanted again, or older than what it is made from."""
        if self.again or not result.exists():
            return True
        return source is not None and source.stat().st_mtime > result.stat().st_mtime

    def _work(self, name: str, size: str, phase: str, **job: Any) -> dict[str, Any]:
        """Run one phase; what it found."""
        result = self.place.result(name, size, phase)
        result.unlink(missing_ok=True)
        job.update(engine=name, size=size, phase=phase, result=str(result))
        command = [interpreter(name), "-P", "-m", "bench.worker"]
        try:
            ended = subprocess.run(
                command,
                input=json.dumps(job),
                env=environment(self.place),
                capture_output=True,
                encoding="utf-8",
                timeout=self.timeout,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise Failed(f"{name} {size} {phase}: {error}") from None
        if ended.returncode or not result.exists():
            last = "\n  ".join(ended.stderr.strip().splitlines()[-LAST_LINES:])
            raise Failed(f"{name} {size} {phase}: status {ended.returncode}\n  {last}")
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        return found


def interpreter(name: str) -> str:
    """The Python that an engine is run with."""
    return os.environ.get(f"BENCH_PYTHON_{name.upper()}") or sys.executable


def environment(place: Place) -> dict[str, str]:
    """This environment, with the checkout to import from and compiled modules kept out of it."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(place.root / "pycache"),
    }


def say(line: str) -> None:
    """Tell how it goes, on standard error."""
    print(line, file=sys.stderr, flush=True)
