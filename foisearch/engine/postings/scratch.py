"""Large arrays that are used again and again: making them costs more than using them.

Zeros that somebody takes are given back as zeros.  An array that is not given back, because
something went wrong on the way, is simply forgotten: nobody meets what was left in it.  Marks need
no clearing: everybody marks with another number.
"""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MOST = 16
"""So many arrays are kept; then all are forgotten, as those of closed segments have to be."""
_MOST_STAMP = 255
_HEAP = 31 << 20
# Having seen a block of nearly 32 MB come and go, glibc takes smaller ones from its heap and keeps
# twice as much of that; else every array of more than 128 KB would come in fresh pages, which
# the system has to clear: a sum of 200,000 gaps took ten times as long.  Other allocators do not
# mind.
np.empty(_HEAP, np.uint8)


class _Kept(threading.local):
    """What a thread keeps."""

    def __init__(self) -> None:
        self.zeros: dict[tuple[int, type[np.generic]], NDArray[Any]] = {}
        self.marks: dict[int, tuple[NDArray[np.uint8], int]] = {}


_kept = _Kept()


def taken(size: int, kind: type[np.generic]) -> NDArray[Any]:
    """An array of ``size`` zeros that nobody else has."""
    found = _kept.zeros.pop((size, kind), None)
    return np.zeros(size, kind) if found is None else found


def given_back(array: NDArray[Any]) -> None:
    """Keep an array, which is zeros again, for who wants one next."""
    held = _kept.zeros
    if len(held) >= _MOST:
        held.clear()
    held[len(array), array.dtype.type] = array


def marks(size: int) -> tuple[NDArray[np.uint8], int]:
    """An array to mark places in, and the number to mark with, which stands nowhere in it yet.

    It is good until the same thread asks for the next.
    """
    array, stamp = _kept.marks.get(size, (None, 0))
    if array is None:
        if len(_kept.marks) >= _MOST:
            _kept.marks.clear()
        array = np.zeros(size, np.uint8)
    elif stamp == _MOST_STAMP:
        array.fill(0)
        stamp = 0
    _kept.marks[size] = array, stamp + 1
    return array, stamp + 1
