"""Cosines of int8 rows with other vectors: the arithmetic of the store, without its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foisearch.semantic.segments import Places, Rows

Floats = NDArray[np.float32]
GREATEST = 127
_BLOCK = 1_024
"""Rows converted to float32 at once: some 1.5 MB, which stay in the processor's cache."""
_SLAB = 1 << 16
"""Rows whose cosines are held at once."""
_AT_ONCE = 64
"""Vectors compared at once; what is held is this times :data:`_SLAB` numbers, 16 MB."""


@dataclass(frozen=True, slots=True)
class Quantised:
    """Directions of vectors as int8, and how long those int8 rows are."""

    vectors: NDArray[np.int8]
    lengths: Floats


def quantised(vectors: Floats) -> Quantised:
    """The directions of vectors: each by its greatest element, times 127, rounded.

    A cosine of two such rows is off by 0.0005 (one standard deviation, 384 dimensions); by a
    fixed factor of 127, most of whose range unit vectors never use, it would be 0.003.

    Raises:
        ValueError: a vector is all zeros, or not all of it is numbers.
    """
    vectors = np.asarray(vectors, np.float32)
    greatest = np.abs(vectors).max(axis=1, keepdims=True, initial=0)
    if not (np.isfinite(greatest) & (greatest > 0)).all():
        raise ValueError("a vector without a direction")
    rows = np.rint(vectors * (GREATEST / greatest.astype(np.float64))).astype(np.int8)
    return Quantised(rows, np.linalg.norm(rows.astype(np.float64), axis=1).astype(np.float32))


def cosines_with(vectors: NDArray[np.int8], lengths: Floats, asked: Quantised) -> Floats:
    """The cosines of int8 rows (n × d, with their lengths) with ``asked`` (q × d): n × q."""
    other = asked.vectors.astype(np.float32).T
    found = np.empty((len(vectors), other.shape[1]), np.float32)
    block = np.empty((min(_BLOCK, len(vectors)), vectors.shape[1]), np.float32)
    for at in range(0, len(vectors), _BLOCK):
        part = vectors[at : at + _BLOCK]
        converted = block[: len(part)]
        np.copyto(converted, part)
        np.matmul(converted, other, out=found[at : at + len(part)])
    found /= lengths[:, None]
    found /= asked.lengths[None, :]
    return np.clip(found, -1, 1, out=found)


def scan(parts: Sequence[tuple[int, Rows]], asked: Quantised, k: int) -> tuple[Places, Floats]:
    """The ``k`` rows nearest to each of ``asked``, best first, equal ones by row.

    Args:
        parts: rows, and the number of the first of each part; there are ``k`` or more in all.
        asked: the vectors.
        k: how many of each.

    Returns:
        Rows and cosines, each of the shape (vectors asked, k).
    """
    count = len(asked.vectors)
    rows, cosines = np.empty((count, k), np.int64), np.empty((count, k), np.float32)
    if k:
        for at in range(0, count, _AT_ONCE):
            some = slice(at, at + _AT_ONCE)
            group = Quantised(asked.vectors[some], asked.lengths[some])
            rows[some], cosines[some] = _scan(parts, group, k)
    return rows, cosines


def _scan(parts: Sequence[tuple[int, Rows]], asked: Quantised, k: int) -> tuple[Places, Floats]:
    """The same for a few vectors; keeps the best so far of each while it goes through the rows."""
    rows = [np.empty(0, np.int64)] * len(asked.vectors)
    cosines = [np.empty(0, np.float32)] * len(asked.vectors)
    for start, part in parts:
        for at in range(0, len(part.keys), _SLAB):
            slab = slice(at, at + _SLAB)
            found = cosines_with(part.vectors[slab], part.lengths[slab], asked)
            here = np.arange(start + at, start + at + len(found))
            for n, column in enumerate(found.T):
                best = _best(column, k)
                rows[n] = np.concatenate((rows[n], here[best]))
                cosines[n] = np.concatenate((cosines[n], column[best]))
                best = _best(cosines[n], k)
                rows[n], cosines[n] = rows[n][best], cosines[n][best]
    return np.stack(rows), np.stack(cosines)


def _best(values: Floats, k: int) -> Places:
    """The places of the ``k`` greatest values, greatest first, equal ones in their order."""
    places = np.arange(len(values))
    if len(values) > k:
        least = np.partition(values, len(values) - k)[len(values) - k]
        above = np.flatnonzero(values > least)
        level = np.flatnonzero(values == least)[: k - len(above)]
        places = np.sort(np.concatenate((above, level)))
    order = np.argsort(-values[places], kind="stable")
    found: Places = places[order]
    return found
