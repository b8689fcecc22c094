"""The order of matches: the best first, or by date or reference; ties by id."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from heapq import merge
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.matching.selection import leading
from foisearch.engine.schema.references import ref_order
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Scores = NDArray[Any]
Match = tuple[int, int, int]
"""Score, number of the segment, document in it."""
Found = tuple[int, Ints, Scores]
"""The number of a segment, documents in it in some order, and their scores."""

ORDERS = ("relevance", "newest", "oldest", "ref")
_FEW = 4_096
_FAR = 1 << 30
"""Later than any day."""


def first(
    segment: Segment, docs: Ints, scores: Scores | None, order: str, end: int
) -> tuple[Ints, Scores]:
    """The first ``end`` documents in an order, and their scores.

    Args:
        segment: whose documents they are.
        docs: ascending.
        scores: what they score; ``None`` if that is 0.
        order: one of :data:`ORDERS`.
        end: how many are wanted, 1 or more.
    """
    if scores is None:
        scores = np.zeros(len(docs), np.int64)
        if order == "relevance" and segment.ordered:
            return docs[:end], scores[:end]
    values = scores if order == "relevance" else _values(segment, docs, order)
    if len(docs) > 32 * end:
        few = leading(values, end, int(np.iinfo(values.dtype).min))
        docs, scores, values = docs.take(few), scores.take(few), values.take(few)
    if len(docs) > _FEW:
        few = _foremost(segment, docs, values, end)
    elif segment.ordered:
        few = (-values).argsort(kind="stable")[:end]
    else:
        few = np.lexsort((segment.rank.take(docs), -values))[:end]
    return docs.take(few), scores.take(few)


def _foremost(segment: Segment, docs: Ints, values: NDArray[Any], end: int) -> Ints:
    """The places of the ``end`` highest of many values, in order; ties by id."""
    ranks = docs if segment.ordered else segment.rank.take(docs)
    bits = segment.documents.bit_length()
    if int(np.abs(values).max()) >> (62 - bits):
        return np.lexsort((ranks, -values))[:end]
    keys = (values.astype(np.int64) << bits) - ranks
    few = np.arange(len(keys))
    if len(keys) > 2 * end:
        least = np.partition(keys, len(keys) - end)[len(keys) - end]
        few = (keys >= least).nonzero()[0]
    return few.take((-keys.take(few)).argsort())


def _values(segment: Segment, docs: Ints, order: str) -> NDArray[Any]:
    """Numbers that are the higher the earlier a document comes."""
    if order == "ref":
        return -segment.ref_rank.take(docs)
    days = segment.array("day", "i4").take(docs)
    # A date that is not known, 0, comes last either way.
    return days if order == "newest" else np.where(days == 0, -_FAR, -days)


def page(
    segments: Sequence[Segment], found: Sequence[Found], order: str, begin: int, end: int
) -> list[Match]:
    """The matches ``begin`` to ``end`` of all segments, given the first ``end`` of each."""
    if len(found) == 1:
        ((number, docs, scores),) = found
        pairs = zip(scores[begin:end].tolist(), docs[begin:end].tolist(), strict=True)
        return [(score, number, doc) for score, doc in pairs]
    key = _across(segments, order)

    def at(which: int, place: int) -> Match:
        number, docs, scores = found[which]
        return int(scores[place]), number, int(docs[place])

    def rest(which: int, place: int) -> Iterator[Match]:
        return (at(which, n) for n in range(place, len(found[which][1])))

    sizes = [len(docs) for _, docs, _ in found]
    starts = _split(sizes, lambda which, place: key(at(which, place)), begin)
    every = merge(*(rest(which, place) for which, place in enumerate(starts)), key=key)
    return list(islice(every, max(end - begin, 0)))


def _split(sizes: Sequence[int], key: Callable[[int, int], Any], count: int) -> list[int]:
    """How many of each of several sorted rows are among the first ``count`` of all.

    Args:
        sizes: how long the rows are.
        key: what the rows are sorted by: of the n-th of a row.
        count: how many are wanted.
    """
    low, high = [0] * len(sizes), [min(size, count) for size in sizes]
    while sum(high) > count and low != high:
        row = max(range(len(sizes)), key=lambda n: high[n] - low[n])
        middle = (low[row] + high[row]) // 2
        pivot = key(row, middle)
        before = [
            bisect_left(range(sizes[n]), pivot, low[n], high[n], key=partial(key, n))
            for n in range(len(sizes))
        ]
        before[row] = middle
        if sum(before) < count:
            low = before
            low[row] += 1
        else:
            high = before
    return high


def _across(segments: Sequence[Segment], order: str) -> Callable[[Match], Any]:
    """A key that sorts matches of several segments."""

    def name(match: Match) -> bytes:
        return segments[match[1]].string("id", match[2])

    def day(match: Match) -> int:
        return int(segments[match[1]].array("day", "i4")[match[2]])

    if order == "relevance":
        return lambda match: (-match[0], name(match))
    if order == "ref":
        return lambda match: (
            ref_order(segments[match[1]].string("ref", match[2]).decode()),
            name(match),
        )
    sign = -1 if order == "newest" else 1
    return lambda match: (day(match) == 0, sign * day(match), name(match))
