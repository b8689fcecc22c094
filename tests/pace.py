"""Whether work grows with the size of what it is given, and not faster; no clock is raced."""

from __future__ import annotations

import time
from collections.abc import Callable

_NOISE = 0.1
"""Seconds of CPU below which a machine's noise is larger than what is measured."""
_MOST = 12
"""Work four times as large may take so many times as long: 4 when linear, 16 when quadratic."""


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Whether ``work(size)`` takes about four times as long as ``work(size // 4)``.

    One of three tries is enough, since other processes can only make work slower.
    """
    work(1)  # patterns compiled, modules imported
    limit = _MOST * max(_seconds(work, size // 4), _NOISE)
    return any(_seconds(work, size) < limit for _ in range(3))


def _seconds(work: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    work(size)
    return time.process_time() - began
