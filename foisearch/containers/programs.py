"""Programs that may be installed and read what foisearch does not: run within limits.

A program gets a group of its own, all of which ends when it does or takes too long; an import that
is stopped meanwhile takes the program with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from foisearch.text import strip_controls

_SIGN_OF_LIFE = 0.5
"""Seconds between two signs of life."""
_MOST_SAID = 200
"""Characters of what a program says of its failure."""


class ProgramFailed(Exception):
    """Its message goes on from the program's name: ``it fails with status 2 (no such page)``."""


def run(
    command: Sequence[str],
    folder: Path,
    seconds: float,
    alive: Callable[[], None],
    environment: Mapping[str, str],
) -> Path:
    """Run a program to its end, in a folder that is its own.

    Args:
        command: the program, as found on the path, and its arguments.
        folder: where it runs, and where what it says is kept.
        seconds: that it may take.
        alive: called now and then.
        environment: its variables.

    Returns:
        The file that holds what it wrote to its standard output.

    Raises:
        ProgramFailed: it does not start, takes too long or fails.
    """
    said, errors = folder / "said", folder / "errors"
    process = _started(command, folder, said, errors, environment)
    try:
        _wait(process, seconds, alive)
    finally:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.returncode:
        raise ProgramFailed(f"it fails with status {process.returncode}{_complaint(errors)}")
    return said


def _started(
    command: Sequence[str], folder: Path, said: Path, errors: Path, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """The program, running in a group of its own."""
    try:
        with said.open("wb") as output, errors.open("wb") as complaints:
            return subprocess.Popen(
                [*_ending_with_us(), *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=complaints,
                cwd=folder,
                env=environment,
                start_new_session=True,
            )
    except OSError as error:
        raise ProgramFailed(f"it does not start ({error.strerror})") from None


def _wait(process: subprocess.Popen[bytes], seconds: float, alive: Callable[[], None]) -> None:
    ends = time.monotonic() + seconds
    while process.poll() is None:
        if time.monotonic() > ends:
            raise ProgramFailed(f"it takes longer than {seconds:.0f} seconds")
        alive()
        with suppress(subprocess.TimeoutExpired):
            process.wait(min(_SIGN_OF_LIFE, max(ends - time.monotonic(), 0.01)))


def _complaint(errors: Path) -> str:
    """The last line that a program said of its failure, in brackets; empty where it said none."""
    lines = errors.read_bytes()[-4_000:].decode("utf-8", "replace").strip().splitlines()
    last = strip_controls(lines[-1]).strip()[:_MOST_SAID] if lines else ""
    return f" ({last})" if last else ""


def _ending_with_us() -> list[str]:
    """What a command begins with, so that the program is ended when this process is killed.

    An import that is stopped kills its readers, who then cannot end a program that they wait for.
    Where ``setpriv`` (of util-linux) is missing, such a program runs to its end.
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", "--"] if setpriv else []
