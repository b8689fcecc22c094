"""Documents that hold any of many terms: whole lists of many terms, each document's best impact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.postings import scratch
from foisearch.engine.postings.lists import DENSE, NARROW, WIDE
from foisearch.engine.postings.term import running
from foisearch.engine.schema.entry import key_term
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

_ELEMENTS = 65_536
"""About so many elements are decoded at once: the arrays between stay in the fast memory."""


def term_numbers(segment: Segment, terms: Iterable[str]) -> list[int]:
    """The numbers of those terms that a segment has, ascending."""
    dictionary = segment.dictionary
    found = []
    following = -1
    for term in sorted(term.encode() for term in terms):
        # What begins alike stands side by side.
        if not (0 <= following < len(dictionary) and dictionary[following] == term):
            following = dictionary.find(term)
        if following >= 0:
            found.append(following)
            following += 1
    return found


def key_numbers(segment: Segment, field: str, values: Iterable[str]) -> list[int]:
    """The numbers of the terms for values of a key field, ascending."""
    if not isinstance(values, frozenset) or len(values) > 1:
        known = segment.key_numbers(field)
        return sorted(known[value] for value in values if value in known)
    return term_numbers(segment, [key_term(field, value) for value in values])


def highest(segment: Segment, numbers: list[int]) -> Bytes:
    """For every document the highest impact of any of the terms, 0 where none of them stands.

    Deleted documents have 0.  The array is to be given back cleared.
    """
    best: Bytes = scratch.taken(segment.documents, np.uint8)
    which = np.array(numbers, np.int64)
    form = segment.array("term.form", "u1").take(which)
    for kind in (NARROW, WIDE):
        chosen = which.take((form == kind).nonzero()[0])
        for docs, impacts, _ in decoded(segment, chosen, kind):
            np.maximum.at(best, docs, impacts)
    for number in which.take((form >= DENSE).nonzero()[0]).tolist():
        listed = segment.numbered(number)
        if listed.form == DENSE:
            np.maximum(best, listed.row, out=best)
        else:
            row = listed.flags(segment.documents).view(np.uint8)
            row *= np.uint8(listed.most)
            np.maximum(best, row, out=best)
    if len(segment.dead):
        best[segment.dead] = 0
    return best


def decoded(segment: Segment, numbers: Ints, form: int) -> Iterator[tuple[Ints, Bytes, Ints]]:
    """The lists of terms of one form, some lists at a time.

    Args:
        segment: where they are.
        numbers: of the terms, ascending.
        form: ``NARROW`` or ``WIDE``.

    Returns:
        Documents and impacts, one list after another, leaps without a document and with impact 0
        among them, and where each list begins.
    """
    if not len(numbers):
        return
    start = segment.array("term.start", "u8").take(numbers).astype(np.int64)
    size = segment.array("term.size", "u4").take(numbers).astype(np.int64)
    # Lists of terms that stand side by side lie side by side.
    apart = (start[1:] != start[:-1] + size[:-1]).nonzero()[0] + 1
    ends = size.cumsum()
    low = 0
    while low < len(size):
        before = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(ends.searchsorted(before + _ELEMENTS, "right")))
        inside = apart[apart.searchsorted(low, "right") : apart.searchsorted(high)].tolist()
        pieces = [
            segment.elements(form, int(start[a]), int(start[b - 1] + size[b - 1]))
            for a, b in zip([low, *inside], [*inside, high], strict=True)
        ]
        starts = ends[low:high] - size[low:high] - before
        docs = running(np.concatenate([gaps for gaps, _ in pieces], dtype=np.int64), starts)
        yield docs, np.concatenate([impacts for _, impacts in pieces]), starts
        low = high
