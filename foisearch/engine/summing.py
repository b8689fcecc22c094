"""The scores of words side by side: impacts added up, document by document, in one array."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine import scratch
from foisearch.engine.listed import Listed, together
from foisearch.engine.lists import DENSE
from foisearch.engine.segment import Segment

Ints = NDArray[np.int64]
Scores = NDArray[Any]
Weighed = tuple[Listed, int]
"""A term's postings, and what a step of impact in them is worth."""

_COLUMNS, _ROWS = 16, 160
"""How many columns for each value wanted, at least, and how many rows, at least, a table gets."""
_LARGE = 200_000
"""In so many values it pays to look only into columns that have one that is wanted."""
FEW = 16_384
"""So many elements are decoded at once: the arrays between stay in the fast memory."""
_BLOCK = 32_768
"""So many documents of dense rows are added at once, for the same reason."""


def cleared(segment: Segment, words: Sequence[Weighed]) -> Scores:
    """An array for the scores of all documents, from :mod:`foisearch.engine.scratch`."""
    most = sum(weight * listed.most for listed, weight in words)
    return scratch.taken(segment.documents, np.int32 if most < 1 << 31 else np.int64)


def sums(segment: Segment, words: Sequence[Weighed], acc: Scores | None = None) -> Scores:
    """The score of every document, 0 for deleted ones; to be given back cleared.

    Args:
        segment: where to look.
        words: postings and what a step of impact in them is worth.
        acc: zeros to add to, wide enough; of :mod:`foisearch.engine.scratch` if left out.
    """
    acc = cleared(segment, words) if acc is None else acc
    lists = [word for word in words if word[0].form < DENSE]
    for batch in batches(lists):
        add_lists(acc, batch)
    add_rows(acc, [word for word in words if word[0].form >= DENSE])
    if len(segment.dead):
        acc[segment.dead] = 0
    return acc


def batches(words: Sequence[Weighed]) -> list[Sequence[Weighed]]:
    """Words with lists, in groups that are best decoded together, in the same order."""
    found = []
    begin = room = 0
    for place, (listed, _) in enumerate(words):
        room -= len(listed.gaps)
        if room < 0:
            if place > begin:
                found.append(words[begin:place])
            begin, room = place, FEW - len(listed.gaps)
    if begin < len(words):
        found.append(words[begin:])
    return found


def add_lists(acc: Scores, words: Sequence[Weighed]) -> Ints:
    """Add the scores of words that have lists; their elements."""
    if len(words) > 3:
        docs, sizes = together([listed for listed, _ in words])
        scores = np.concatenate([listed.impacts for listed, _ in words], dtype=acc.dtype)
        scores *= np.array([weight for _, weight in words], acc.dtype).repeat(sizes)
        np.add.at(acc, docs, scores)
        return docs
    found = []
    for listed, weight in words:
        docs = listed.elements()
        scores = listed.impacts.astype(acc.dtype)
        scores *= weight
        np.add.at(acc, docs, scores)
        found.append(docs)
    return found[0] if len(found) == 1 else np.concatenate(found)


def add_rows(acc: Scores, words: Sequence[Weighed]) -> None:
    """Add the scores of words that have dense rows or bits."""
    rows = [(_row(listed, len(acc)), weight) for listed, weight in words]
    for at in range(0, len(acc) if rows else 0, _BLOCK):
        part = acc[at : at + _BLOCK]
        for row, weight in rows:
            scores = row[at : at + _BLOCK].astype(acc.dtype)
            scores *= weight
            part += scores


def _row(listed: Listed, documents: int) -> NDArray[np.uint8]:
    if listed.form == DENSE:
        return listed.row
    row = listed.flags(documents).view(np.uint8)
    row *= np.uint8(listed.most)
    return row


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
