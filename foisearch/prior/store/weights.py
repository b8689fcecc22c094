"""How much a term says: its inverse document frequency, over all segments of the index.

A term has a number in each segment, and no segment knows the numbers of another.  Where there are
several, terms are compared by hash, with multipliers drawn anew by every process.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import combinations
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.segments.columns import Strings
from foisearch.engine.segments.segment import Segment
from foisearch.prior.store.companion import Companion
from foisearch.surfaces import TERM_LENGTH

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_ODD = np.frombuffer(os.urandom(8 * (4 * TERM_LENGTH + 1)), np.uint64) | np.uint64(1)
"""A multiplier for each byte of the longest term there is."""


def idf(documents: int, df: Any) -> Any:
    """What a term is worth that stands in ``df`` of so many documents, always more than 0.

    As :func:`foisearch.engine.scoring.weight`, not rounded.
    """
    return np.log1p(np.maximum(documents - df + 0.5, 0.0) / (df + 0.5))


def idf_of(documents: int, df: int) -> float:
    """As :func:`idf`, of one term."""
    return log1p(max(documents - df + 0.5, 0.0) / (df + 0.5))


def frequencies(segments: Sequence[Segment]) -> list[Ints]:
    """In how many live documents of all segments each term of each segment stands."""
    own = [_live(segment) for segment in segments]
    found = [df.copy() for df in own]
    if len(segments) > 1:
        hashes = [_hashes(segment.strings("term")) for segment in segments]
        for a, b in combinations(range(len(segments)), 2):
            in_a, in_b = _shared(hashes[a], hashes[b])
            found[a][in_a] += own[b][in_b]
            found[b][in_b] += own[a][in_a]
    return found


def _live(segment: Segment) -> Ints:
    df = segment.array("term.df", "u4").astype(np.int64)
    if segment.dead_df:
        numbers = np.fromiter(segment.dead_df.keys(), np.int64, len(segment.dead_df))
        df[numbers] -= np.fromiter(segment.dead_df.values(), np.int64, len(segment.dead_df))
    return df


def hashes_of(companion: Companion) -> NDArray[np.uint64]:
    """The hash of each term of a companion; the same term has the same in every other."""
    numbers = companion.numbers
    found = np.zeros(len(numbers), np.uint64)
    known = numbers >= 0
    found[known] = _hashes(companion.segment.strings("term"))[numbers[known]]
    extras = [term.encode("utf-8", "surrogatepass") for term in companion.extras]
    found[~known] = _hashes(Strings.of(extras))
    return found


def _hashes(strings: Strings) -> NDArray[np.uint64]:
    """The hash of each string; no two are the same but by a chance of one in 2^64 each."""
    offsets = strings.offsets.astype(np.int64)
    sizes = np.diff(offsets)
    if not len(sizes):
        return np.zeros(0, np.uint64)
    place = np.arange(len(strings.text)) - np.repeat(offsets[:-1], sizes)
    mixed = strings.text.astype(np.uint64) + np.uint64(1)
    mixed *= _ODD.take(place, mode="wrap")
    # An empty term would be given what stands behind it; there is none in a dictionary of words.
    sums: NDArray[np.uint64] = np.add.reduceat(mixed, np.minimum(offsets[:-1], len(mixed) - 1))
    return sums


def _shared(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Where the values that both have stand in the one and in the other."""
    if len(a) < len(b):
        in_b, in_a = _shared(b, a)
        return in_a, in_b
    order = np.argsort(b)
    held = b[order]
    place = held.searchsorted(a)
    hits = np.flatnonzero(held.take(place, mode="clip") == a) if len(b) else place[:0]
    return hits, order[place[hits]]
