"""One engine, one size, one phase, in a process of its own: what ``bench/run`` starts.

The job comes as JSON on standard input, the result goes as JSON to the file that it names.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from bench import engines, measure
from bench.engines.protocol import Engine
from bench.questions import KINDS, Questions


def main() -> None:
    """Do the job."""
    job = json.load(sys.stdin)
    try:
        result = PHASES[job["phase"]](engines.load(job["engine"]), job)
    except ImportError as missing:
        if job["phase"] != "about":
            raise
        result = {"installed": False, "missing": str(missing)}
    result.update({key: job[key] for key in ("engine", "phase", "size")})
    path = Path(job["result"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1), encoding="utf-8")


def about(engine: Engine, job: dict[str, Any]) -> dict[str, Any]:
    """Whether the engine is here, and which; it may make ready what it needs."""
    if not engine.installed():
        return {"installed": False}
    folder = Path(job["folder"])
    folder.mkdir(parents=True, exist_ok=True)
    engine.prepare(folder)
    return {
        "installed": True,
        "version": engine.version(),
        "python": ".".join(map(str, sys.version_info[:3])),
        "largest": engine.largest,
    }


def build(engine: Engine, job: dict[str, Any]) -> dict[str, Any]:
    """Index the records.  The CPU time is that of the whole process, from its start."""
    folder = Path(job["folder"])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    started = time.perf_counter()
    facts = engine.build(Path(job["records"]), folder)
    wall, cpu = time.perf_counter() - started, measure.cpu_seconds()
    return {
        "documents": job["documents"],
        "cpu_s": cpu,
        "wall_s": wall,
        "documents_per_cpu_s": job["documents"] / cpu,
        "bytes": measure.folder_bytes(folder),
        "peak_mb": measure.peak_mb(),
        "load": os.getloadavg()[0],
        "facts": facts,
    }


def query(engine: Engine, job: dict[str, Any]) -> dict[str, Any]:
    """Open the index and ask everything."""
    questions = Questions.load(Path(job["questions"]))
    limits = measure.Limits(job["passes"] * engine.passes, job["cap"])
    before = time.process_time()
    searcher = engine.open(job["folder"])
    opened = time.process_time() - before
    kinds: dict[str, Any] = {}
    for kind in KINDS:
        if kind.name in questions.kinds and job["documents"] > kind.beyond:
            asked = questions.kinds[kind.name]
            try:
                found = measure.ask_all(searcher, kind.method, asked, limits)
            except Exception as error:  # one kind that fails must not cost the others
                found = {"error": repr(error)[:300]}
            if found:
                kinds[kind.name] = found
    own = measure.anonymous_mb()
    elsewhere = searcher.peak_mb()
    searcher.close()
    return {
        "documents": job["documents"],
        "open_ms": opened * 1e3,
        "kinds": kinds,
        "peak_mb": elsewhere or measure.peak_mb(),
        "anonymous_mb": None if elsewhere else own,
        "load": os.getloadavg()[0],
    }


PHASES = {"about": about, "build": build, "query": query}

if __name__ == "__main__":
    main()
