"""The postings of one term as they lie in the file, and how documents are found among them.

An *element* is a place in the arrays of a term: for a list of gaps one gap, of which those that
stand for no document have impact 0; for a dense row and for bits a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.postings import scratch
from foisearch.engine.postings.lists import BITS, DENSE, SKIP

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

NOTHING = np.zeros(0, np.uint8)
NO_DOCUMENTS = np.zeros(0, np.int64)
LONG = 4_096
"""A list of so many elements can be looked into without decoding all of it."""
_i64 = np.int64

# What the ways to look documents up cost, in nanoseconds as measured; only the ratios count.
_DECODED, _HALVED, _MARK, _MARKED, _WINDOW = 0.7, 18, 1.3, 0.9, 270
_CALLS, _MARKING = 10_000, 3_000
"""What the calls cost that windows, or marks, need more than halving."""


class Listed:
    """The postings of one term in one segment.

    ``df`` counts documents, deleted ones included; ``most`` is the highest impact; ``tokens``
    says where its tokens begin and end, ``sound`` whether they were checked.  Of a long list,
    ``skips`` says which document stood before the element ``first`` and before every
    :data:`SKIP`-th after it, and ``windows`` are the gaps once more, as many from each element on;
    the last ones reach into other lists, whose bytes nobody has checked and nobody must believe.
    """

    __slots__ = (
        "bits",
        "df",
        "first",
        "form",
        "gaps",
        "impacts",
        "most",
        "number",
        "row",
        "skips",
        "sound",
        "tokens",
        "windows",
    )

    def __init__(self, number: int, form: int, df: int, most: int) -> None:
        self.number = number
        self.form = form
        self.df = df
        self.most = most
        self.gaps: NDArray[Any] = NOTHING
        self.impacts = NOTHING
        self.row = NOTHING
        self.bits = NOTHING
        self.tokens = (0, 0)
        self.sound = False
        self.first = 0
        self.skips: NDArray[np.int32] | None = None
        self.windows: NDArray[Any] = NOTHING

    def elements(self) -> Ints:
        """The document of every element of a list; leaps without a document have one, too."""
        found = self.gaps.astype(_i64)
        found[0] -= 1
        return np.add.accumulate(found, 0, None, found)

    def at(self, elements: Ints) -> Ints:
        """The documents of some elements (ascending) of a list."""
        if self.skips is None or len(elements) * _WINDOW + _CALLS > len(self.gaps) * _DECODED:
            return self.elements().take(elements)
        place = (elements - self.first) // SKIP + 1
        before, begins = self._before(place, self.skips)
        reached = self.windows[begins].cumsum(1, np.int32)
        inside = np.arange(len(elements)) * SKIP + elements - begins
        docs: Ints = reached.ravel().take(inside).astype(_i64)
        docs += before
        return docs

    def everywhere(self, documents: int) -> tuple[Ints, Bytes]:
        """All documents, ascending, and their impacts."""
        if self.form == DENSE:
            docs = (self.row > 0).nonzero()[0]
            return docs, self.row.take(docs)
        if self.form == BITS:
            docs = self.flags(documents).nonzero()[0]
            return docs, np.full(len(docs), self.most, np.uint8)
        docs = self.elements()
        if self.df == len(docs):
            return docs, self.impacts
        real = (self.impacts > 0).nonzero()[0]
        return docs.take(real), self.impacts.take(real)

    def placed(self, documents: int) -> tuple[Ints, Ints]:
        """All documents, ascending, and their elements."""
        if self.form >= DENSE:
            held = self.row > 0 if self.form == DENSE else self.flags(documents)
            docs = held.nonzero()[0]
            return docs, docs
        docs = self.elements()
        if self.df == len(docs):
            return docs, np.arange(len(docs))
        real = (self.impacts > 0).nonzero()[0]
        return docs.take(real), real

    def flags(self, documents: int) -> NDArray[np.bool_]:
        """For every document whether its bit is set."""
        return np.unpackbits(self.bits, count=documents, bitorder="little").view(np.bool_)

    def worth(self, elements: Ints) -> Bytes:
        """The impacts of elements."""
        if self.form == DENSE:
            return self.row.take(elements)
        if self.form == BITS:
            return np.full(len(elements), self.most, np.uint8)
        return self.impacts.take(elements)

    def among(self, docs: Ints, documents: int) -> tuple[Ints, Ints]:
        """Which of some documents the term stands in.

        Args:
            docs: ascending.
            documents: how many the segment has.

        Returns:
            The places in ``docs`` of those where it does, ascending, and their elements.
        """
        if self.form == DENSE:
            kept = (self.row.take(docs) > 0).nonzero()[0]
            return kept, docs.take(kept)
        if self.form == BITS:
            kept = self._set(docs, documents).nonzero()[0]
            return kept, docs.take(kept)
        few, many = len(docs), len(self.gaps)
        if self.skips is not None and few * _WINDOW + _CALLS < many * _DECODED:
            kept, found = self._in_windows(docs, self.skips)
        else:
            kept, found = shared(docs, self.elements(), documents)
        if self.df != many and len(kept):
            real = (self.impacts.take(found) > 0).nonzero()[0]
            return kept.take(real), found.take(real)
        return kept, found

    def _set(self, docs: Ints, documents: int) -> NDArray[Any]:
        if documents < 16 * len(docs) or documents < 20_000:
            return self.flags(documents).take(docs)
        shift = docs.astype(np.uint8)
        shift &= 7
        return self.bits.take(docs >> 3) >> shift & 1

    def _in_windows(self, docs: Ints, skips: NDArray[np.int32]) -> tuple[Ints, Ints]:
        """As :meth:`among`, decoding no more of a long list than a window for each document."""
        before, begins = self._before(skips.searchsorted(docs), skips)
        reached = self.windows[begins].cumsum(1, np.int32)
        hits = (reached == (docs - before).astype(np.int32)[:, None]).ravel().nonzero()[0]
        kept = hits // SKIP
        found = begins.take(kept) + hits % SKIP
        inside = (found < len(self.gaps)).nonzero()[0]
        return kept.take(inside), found.take(inside)

    def _before(self, place: Ints, skips: NDArray[np.int32]) -> tuple[NDArray[Any], Ints]:
        """The document before, and the first element of, the stretches between two skips."""
        before = skips.take(place - 1)
        before[place == 0] = -1
        begins = place * SKIP + (self.first - SKIP)
        return before, np.maximum(begins, 0, out=begins)


def shared(docs: Ints, held: Ints, documents: int) -> tuple[Ints, Ints]:
    """The places of what two ascending arrays of documents share, in the one and in the other."""
    few, many = len(docs), len(held)
    if few > many:
        found, kept = shared(held, docs, documents)
        return kept, found
    if few * _HALVED > few * _MARK + many * _MARKED + _MARKING:
        marks, stamp = scratch.marks(documents)
        marks[docs] = stamp
        found = (marks.take(held) == stamp).nonzero()[0]
        return docs.searchsorted(held.take(found)), found
    place = held.searchsorted(docs)
    kept = (held.take(place, mode="clip") == docs).nonzero()[0]
    return kept, place.take(kept)


def together(lists: Sequence[Listed]) -> tuple[Ints, Ints]:
    """The elements of several lists of gaps, one list after another, decoded at once.

    Returns:
        The document of each, and the number of elements of each list.
    """
    gaps = np.concatenate([each.gaps for each in lists], dtype=_i64)
    sizes = np.array([len(each.gaps) for each in lists])
    return running(gaps, sizes.cumsum() - sizes), sizes


def running(gaps: Ints, starts: Ints) -> Ints:
    """The documents of the elements of lists that begin at ``starts``; overwrites ``gaps``."""
    if len(starts) > 1:
        # Each list begins anew: its first leap takes back all those of the list before.
        gaps[starts[1:]] -= np.add.reduceat(gaps, starts)[:-1]
    gaps[0] -= 1
    return np.add.accumulate(gaps, 0, None, gaps)


def distinct(docs: Ints) -> Ints:
    """Documents in order, each of them once; quick where they consist of ascending stretches."""
    docs = np.sort(docs, kind="stable")
    if len(docs) < 2:
        return docs
    new = np.empty(len(docs), np.bool_)
    new[0] = True
    np.not_equal(docs[1:], docs[:-1], out=new[1:])
    return docs.take(new.nonzero()[0])
