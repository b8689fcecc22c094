"""How the process of a command ends: at once, but with everything done that is to be done."""

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
