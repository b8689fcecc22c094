"""The command line as a process: light imports, closed pipes, signals."""

from __future__ import annotations

import fcntl
import os
import shlex
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import IO

import pytest

from foisearch.cli.commands import COMMANDS

FAKE = Path(__file__).parents[1] / "render" / "people_fakes.py"
COMMAND = shlex.join([sys.executable, str(FAKE)])
ROOT = Path(__file__).parents[2]
HEAVY = ("whoosh", "nltk", "rich", "prompt_toolkit", "orjson", "numpy", "onnxruntime")
COMMAND_HELPS = [[name, "--help"] for name in COMMANDS]
ENVIRON = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": ""}


def imported(code: str) -> set[str]:
    """Which of the heavy packages a piece of code imports."""
    tell = f"import sys; print(*(m for m in {HEAVY!r} if m in sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"],
        check=False,
        env=ENVIRON,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def run_main(*argv: str) -> str:
    return f"from foisearch.cli.main import main; main({list(argv)!r})"


@pytest.mark.parametrize("argv", [["--help"], ["--version"], ["nonsense"], *COMMAND_HELPS])
def test_the_help_imports_nothing_heavy(argv: list[str]) -> None:
    assert imported(f"import sys; sys.stderr = sys.stdout; {run_main(*argv)}; "
                    "sys.stderr = sys.__stderr__") == set()  # fmt: skip


LISTS = ["--format=table", "--format=csv", "--format=markdown"]


@pytest.mark.parametrize("form", ["--plain", "--json", "--ids", *LISTS])
def test_output_for_programs_does_not_import_rich(form: str) -> None:
    fake = (
        f"import sys; sys.path.insert(0, {str(FAKE.parent)!r}); import people_fakes, "
        "foisearch.services as s; s.Services = people_fakes.FakeServices\n"
    )
    heavy = imported(fake + run_main("search", "video", form))
    assert not {"rich", "prompt_toolkit"} & heavy


@pytest.mark.parametrize("form", ["", "--plain", "--json", "--ids", "--color always"])
def test_a_closed_pipe_is_silent(form: str) -> None:
    line = f"{COMMAND} search many --limit 500 {form} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], check=False, env=ENVIRON, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_a_pipe_closed_before_the_first_line() -> None:
    line = f"{COMMAND} search video | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], check=False, env=ENVIRON, capture_output=True, text=True
    )
    assert (done.stderr, done.stdout.strip()) == ("", "0")


def test_a_full_disk_is_an_error() -> None:
    line = f"{COMMAND} search video > /dev/full"
    done = subprocess.run(
        ["bash", "-c", line], check=False, env=ENVIRON, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_closed_streams(closed: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{COMMAND} search video {closed}"], check=False, env=ENVIRON
    )
    assert done.returncode == 0


def unread(pipe: IO[bytes]) -> int:
    """How many bytes written to a pipe nobody has read yet."""
    (count,) = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))
    return int(count)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_leave_quietly(number: signal.Signals, status: int) -> None:
    process = subprocess.Popen(
        [sys.executable, str(FAKE), "cite", "-"],
        env=ENVIRON, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()
    while unread(process.stdin):  # until it has come to read what it is given
        time.sleep(0.01)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (status, b"", b"")


def test_bytes_that_are_no_text() -> None:
    for argv, status in (
        (["search", b"\xff-zebra"], 1),
        (["show", b"\xff"], 1),
        (["cite", "-"], 1),
    ):
        done = subprocess.run(
            [sys.executable, str(FAKE), *argv],  # type: ignore[list-item]
            input=b"\xff\xfe\x00", check=False, env=ENVIRON, capture_output=True,
        )  # fmt: skip
        assert done.returncode == status
        assert b"bug" not in done.stderr
