"""Whatever goes wrong with files turned into errors of our tree.

Only programming mistakes pass through as they are.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foisearch.engine.files.container import CURE
from foisearch.errors import FoisearchError, IndexUnusable

_DAMAGE = (
    struct.error,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    ArithmeticError,
    MemoryError,
    RecursionError,
)
"""What Python and numpy raise over bytes, numbers and texts that are not what they should be."""


def translate(error: BaseException, folder: Path, *, reading: bool = True) -> FoisearchError | None:
    """The error of our tree that stands for ``error``; ``None`` when it must pass as it is.

    Errors such as ``ValueError`` mean a damaged file when ``reading``; when an index is written
    they are mistakes of ours, and pass.
    """
    if isinstance(error, FoisearchError):
        return error
    if isinstance(error, OSError):
        return IndexUnusable(
            f"cannot use the index in {folder}: {error.strerror or error}",
            "see that the folder can be written and has room, or choose another with --index",
        )
    if reading and isinstance(error, _DAMAGE) and not isinstance(error, UnicodeEncodeError):
        return IndexUnusable(f"the index in {folder} is damaged ({_named(error)})", CURE)
    return None


def _named(error: BaseException) -> str:
    text = " ".join(str(error).split())
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
