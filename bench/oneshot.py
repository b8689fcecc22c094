"""What a question costs from a shell: CPU of a whole process, start, opening and answer together.

Of the engines, a Python program that does nothing else (``once.py``); of the product,
``bin/foisearch search --json`` over a corpus that was imported as a user would.  Beside them a
Python that does nothing: no program in Python can be faster.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench import records
from bench.jobs import ROOT, Failed, Jobs, environment, interpreter, say
from bench.questions import Questions

TIMES = 11
ORDINARY = 5
IMPORT_ROWS = 50_000  # a file that is imported may have 500 MB
PRODUCT = "product"
CHILD = "from bench.once import main; main()"


def engine(jobs: Jobs, name: str, size: str) -> None:
    """Time an engine's one-shot program on the index of a size."""
    built, result = (jobs.place.result(name, size, phase) for phase in ("build", "once"))
    if not built.exists():
        raise Failed(f"{name} {size}: no index for one-shot questions; its build has not been run")
    if not jobs.is_due(result, built):
        return
    say(f"{name} {size}: one-shot")
    command = [interpreter(name), "-P", "-c", CHILD]
    env = environment(jobs.place)
    asking = [*command, name, str(jobs.place.index(name, size))]
    found = _asked(Questions.load(jobs.place.questions(size)), asking, env)
    found["harness"] = _median_ms([*command, "none", "."], env)
    found["python"] = _median_ms([interpreter(name), "-c", "pass"], env)
    _keep(result, name, size, found)


def product(jobs: Jobs, size: str) -> None:
    """Time ``bin/foisearch search`` on a corpus of a size, imported and indexed at first use."""
    result = jobs.place.result(PRODUCT, size, "once")
    if not jobs.is_due(result):
        return
    say(f"bin/foisearch {size}: one-shot")
    questions, env = Questions.load(jobs.place.questions(size)), dict(os.environ)
    try:
        command = [str(ROOT / "bin/foisearch"), "--corpus", str(_imported(jobs, size))]
        subprocess.run([*command, "index"], check=True, capture_output=True, timeout=jobs.timeout)
        found = _asked(questions, [*command, "search", "--json"], env)
    except (subprocess.SubprocessError, Failed) as error:
        jobs.failures.append(f"bin/foisearch {size}: {error}")
        return
    found["python"] = _median_ms([sys.executable, "-c", "pass"], env)
    _keep(result, PRODUCT, size, found)


def _asked(questions: Questions, command: list[str], env: dict[str, str]) -> dict[str, Any]:
    """Times of ordinary questions, and of one of three very frequent words."""
    ordinary = [words for words in questions.kinds["any"] if 2 <= len(words) <= 4][:ORDINARY]
    times = [_median_ms([*command, *words], env, answers=True) for words in ordinary]
    frequent = _median_ms([*command, *questions.frequent], env, answers=True)
    return {
        "ordinary": statistics.median(times),
        "frequent": frequent,
        "words": {"ordinary": ordinary, "frequent": questions.frequent},
    }


def _median_ms(command: list[str], env: dict[str, str], *, answers: bool = False) -> float:
    """The median CPU time of a command and its children, in milliseconds.

    The first run is free, and checked: a program that fails, or finds nothing where something is
    to be found, must not pass for a fast one.
    """
    first = subprocess.run(
        command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if first.returncode or (answers and not first.stdout):
        last = first.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise Failed(f"{' '.join(command)}: status {first.returncode}, no answer; {last}")
    return statistics.median(_cpu_ms(command, env) for _ in range(TIMES))


def _cpu_ms(command: list[str], env: dict[str, str]) -> float:
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Failed(f"{' '.join(command)}: status {child.returncode}")
    return (usage.ru_utime + usage.ru_stime) * 1e3


def _imported(jobs: Jobs, size: str) -> Path:
    """A foisearch corpus of the records of a size."""
    folder = jobs.place.work / f"product-{size}"
    corpus, done = folder / "corpus", folder / "imported"
    if done.exists():
        return corpus
    folder.mkdir(parents=True, exist_ok=True)
    rows = map(_ready, records.read(jobs.place.corpus(size)))
    files = [str(path) for path in _split(rows, folder)]
    command = [str(ROOT / "bin/foisearch"), "--corpus", str(corpus), "import", *files]
    subprocess.run(command, check=True, capture_output=True, timeout=jobs.timeout)
    done.touch()
    return corpus


def _split(rows: Iterator[dict[str, Any]], folder: Path) -> Iterator[Path]:
    while part := list(islice(rows, IMPORT_ROWS)):
        path = folder / f"from-{part[0]['ref']}.jsonl"
        records.write(path, part)
        yield path


def _ready(record: records.Record) -> dict[str, Any]:
    """The record with the columns of foisearch's ready-made records."""
    return {
        "ref": record["ref"],
        "topic": record["title"],
        "request": record["request"],
        "response": record["response"],
        "published": record["date"],
        "exemptions": record["exemptions"],
    }


def _keep(path: Path, name: str, size: str, found: dict[str, Any]) -> None:
    found.update(engine=name, size=size, phase="once")
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")
    say(f"  {found['ordinary']:.1f} ms, frequent words {found['frequent']:.1f} ms")
