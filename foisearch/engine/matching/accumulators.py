"""The scores of words side by side: impacts added up, document by document, in one array."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.postings import scratch
from foisearch.engine.postings.lists import DENSE
from foisearch.engine.postings.term import Listed, together
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Scores = NDArray[Any]
Weighed = tuple[Listed, int]
"""A term's postings, and what a step of impact in them is worth."""

FEW = 16_384
"""So many elements are decoded at once: the arrays between stay in the fast memory."""
_BLOCK = 32_768
"""So many documents of dense rows are added at once, for the same reason."""


def cleared(segment: Segment, words: Sequence[Weighed]) -> Scores:
    """An array for the scores of all documents, from :mod:`foisearch.engine.postings.scratch`."""
    most = sum(weight * listed.most for listed, weight in words)
    return scratch.taken(segment.documents, np.int32 if most < 1 << 31 else np.int64)


def sums(segment: Segment, words: Sequence[Weighed], acc: Scores | None = None) -> Scores:
    """The score of every document, 0 for deleted ones; to be given back cleared.

    Args:
        segment: where to look.
        words: postings and what a step of impact in them is worth.
        acc: zeros to add to, wide enough; of :mod:`foisearch.engine.postings.scratch` if left out.
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
