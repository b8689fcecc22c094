"""How the process of a command begins and ends: with what it needs, and with everything done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

AT_THE_END = "import atexit; atexit.register(print, 'the end'); print('said', end=' ')"
IN_A_THREAD = (
    "import threading; done = threading.Event(); "
    "threading.Thread(target=lambda: (done.wait(0.2), print('a thread'))).start()"
)
CLOSED = "import sys; sys.stdout.close(); sys.stderr = None"


@pytest.mark.parametrize(
    ("before", "said"),
    [(AT_THE_END, "said the end\n"), (IN_A_THREAD, "a thread\n"), (CLOSED, "")],
)
def test_what_is_to_be_done_is_done(before: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"from foisearch.__main__ import leave\n{before}\nleave(3)"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (3, said, "")


@pytest.mark.parametrize(
    ("argv", "threads"),
    [("search drones", "1"), ("search drones --semantic", None), ("check -", None)],
)
def test_a_search_has_numpy_start_no_threads(argv: str, threads: str | None) -> None:
    code = (
        "import os, sys\n"
        "from foisearch import __main__ as program; from foisearch.cli import main\n"
        f"sys.argv = ['foisearch', *{argv.split()!r}]; main.main = lambda: 0\n"
        "program.main(); print(os.environ.get('OPENBLAS_NUM_THREADS'))"
    )
    environ = {name: value for name, value in os.environ.items() if "THREADS" not in name}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{threads}\n"
