"""Whoosh's exceptions, which share no base class, turned into ours.

Only programming mistakes pass through as they are.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foisearch.errors import FoisearchError, IndexBusy, IndexUnusable

CURE = "run: foisearch index --rebuild"
"""What to do about an index that cannot be used."""

_DAMAGE = (
    pickle.UnpicklingError,
    struct.error,
    zlib.error,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    NameError,
    OverflowError,
    MemoryError,
)
_WHOOSH_BUSY = frozenset({"LockError"})


def is_whoosh(kind: type[BaseException]) -> bool:
    """Whether an exception class was made by Whoosh."""
    return any(base.__module__.split(".")[0] == "whoosh" for base in kind.__mro__)


def translate(error: BaseException, folder: Path, *, reading: bool = True) -> FoisearchError | None:
    """The error of our tree that stands for ``error``; ``None`` when it must pass as it is.

    Errors such as ``ValueError`` mean a damaged file when ``reading``; when an index is written
    they are mistakes of ours, and pass.
    """
    if isinstance(error, FoisearchError):
        return error
    if is_whoosh(type(error)):
        if type(error).__name__ in _WHOOSH_BUSY:
            return IndexBusy(f"another process is writing {folder}", "wait for it to end")
        return IndexUnusable(f"the index in {folder} is damaged ({_named(error)})", CURE)
    if isinstance(error, OSError):
        return IndexUnusable(
            f"cannot use the index in {folder}: {error.strerror or error}",
            "see that the folder can be written and has room, or choose another with --index",
        )
    if reading and isinstance(error, _DAMAGE):
        return IndexUnusable(f"the index in {folder} is damaged ({_named(error)})", CURE)
    return None


def _named(error: BaseException) -> str:
    try:
        text = str(error)
    except AttributeError:  # some of Whoosh's cannot be printed
        text = ""
    return f"{type(error).__name__}: {text}"[:120].rstrip(": ")


@contextmanager
def translated(folder: Path, *, reading: bool = True) -> Iterator[None]:
    """Errors raised inside leave as errors of our tree."""
    try:
        yield
    except Exception as error:
        ours = translate(error, folder, reading=reading)
        if ours is None or ours is error:
            raise
        raise ours from error
