"""The highest of many values, found without sorting them all."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_COLUMNS, _ROWS = 16, 160
"""How many columns for each value wanted, at least, and how many rows, at least, a table gets."""
_LARGE = 200_000
"""In so many values it pays to look only into columns that have one that is wanted."""


def leading(values: NDArray[Any], k: int, floor: int = 0) -> Ints:
    """The places of values among which are the ``k`` highest and all that tie with the last.

    Args:
        values: whole numbers.
        k: how many are wanted, 1 or more.
        floor: lower values are not wanted.
    """
    size = len(values)
    # The more columns, the nearer the bound; the fewer rows, the faster.
    width = k * min(max(_COLUMNS, size // (_ROWS * k)), 8 * _COLUMNS)
    if size <= 2 * width:
        return np.arange(size) if size <= k and not floor else (values >= floor).nonzero()[0]
    deep = size // width
    table = values[: deep * width].reshape(deep, width)
    best = np.maximum.reduce(table)
    # The k-th best of what is best in each column is no better than the k-th best of all.
    floor = max(floor, int(np.partition(best, width - k)[width - k]))
    columns = (best >= floor).nonzero()[0]
    if size < _LARGE or len(columns) > 4 * k:
        return (values >= floor).nonzero()[0]
    row, column = (table.take(columns, 1) >= floor).nonzero()
    found = row * width + columns.take(column)
    rest = (values[deep * width :] >= floor).nonzero()[0] + deep * width
    return np.concatenate((found, rest))


def kth(values: NDArray[Any], k: int) -> int:
    """The ``k``-th highest of some values, 0 where there are fewer."""
    if len(values) < k:
        return 0
    if len(values) > 32 * k:
        values = values.take(leading(values, k))
    return int(np.partition(values, len(values) - k)[len(values) - k])
