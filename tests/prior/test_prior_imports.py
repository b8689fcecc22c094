"""Comparing requests does not wait for what reads files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
READING = ("foisearch.intake.importing", "foisearch.intake.layouts", "foisearch.intake.running")
CHECK = "import foisearch.prior.check, foisearch.prior.incoming.reading"
TELL = f"import sys; print(*(name for name in {READING!r} if name in sys.modules))"


def test_a_check_imports_no_layout() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{CHECK}; {TELL}",
        ],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []
