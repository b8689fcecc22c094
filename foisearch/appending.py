"""Files of lines that only grow: a line stands there whole, or not at all."""

from __future__ import annotations

import fcntl
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from foisearch.durable import sync_folder
from foisearch.errors import CorpusError
from foisearch.text import printable

_PATIENCE = 5.0
"""Seconds to wait for somebody else's line to be written."""


def append(path: Path, line: bytes) -> None:
    """Write one line behind the others, under a lock, and see that it is on the disk.

    Args:
        path: the file; it and its folder are made where they are not there.
        line: without its end.

    Raises:
        CorpusError: it cannot be written; then nothing was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _appending(path) as file:
            _append(file, line + b"\n")
    except OSError as error:
        raise CorpusError(
            f"cannot write {_name(path)}: {error.strerror}", "nothing was noted"
        ) from None


def read_lines(path: Path) -> list[bytes]:
    """The lines of such a file, the last of them empty unless it was cut off; none without a file.

    Raises:
        CorpusError: it cannot be read.
    """
    try:
        return path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CorpusError(f"cannot read {_name(path)}: {error.strerror}") from None


def account_name() -> str:
    """The name of the account that runs this; ``unknown`` where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


@contextmanager
def _appending(path: Path) -> Iterator[int]:
    """The file open for appending, and nobody else's for as long."""
    new = not path.exists()
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        _lock(file, path)
        yield file
        if new:
            sync_folder(path.parent)
    finally:
        os.close(file)


def _lock(file: int, path: Path) -> None:
    until = monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > until:
                raise CorpusError(
                    f"somebody else is writing {_name(path)}", "try again in a moment"
                ) from None
            sleep(0.02)
        else:
            return


def _append(file: int, line: bytes) -> None:
    """Write one whole line and sync it, or leave the file as it was."""
    size = os.fstat(file).st_size
    # A line that was cut off stays a line of its own, and this one is whole.
    if size and os.pread(file, 1, size - 1) != b"\n":
        line = b"\n" + line
    try:
        written = os.write(file, line)
        if written < len(line):
            raise OSError(0, "no room for the whole line")
        os.fsync(file)
    except OSError:
        os.ftruncate(file, size)
        raise


def _name(path: Path) -> str:
    return printable(str(path))
