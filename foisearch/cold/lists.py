"""The list of a term as it lies in the file; loaded when something is looked up in it."""

from __future__ import annotations

from _bisect import bisect_left
from itertools import accumulate, compress
from zlib import adler32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foisearch.cold.segments import Segment

SKIP = 256
"""So many leaps of up to 255 are less than the modulus of Adler-32, which adds them up quickly."""
_WIDE = 1
_LINEAR = 16
_SPARSE = 150
"""Looking up one document costs more than reading so many elements."""
_CROWDED = 15
"""Finding the documents of elements one by one costs as much as reading so many for each."""


class List:
    """A list of leaps: :mod:`foisearch.engine.postings.lists` says how it is written."""

    def __init__(self, segment: Segment, term: int) -> None:
        self._segment = segment
        self._term = term
        self.impacts = b""
        self._gaps: Sequence[int] = b""
        self._skips: list[int] = []
        self._first = 0
        self._wide = False
        self._looked_up = 0
        self._every: list[int] = []

    def load(self) -> None:
        """Get hold of the bytes."""
        if self.impacts:
            return
        segment, term = self._segment, self._term
        part = segment.container.part
        self._wide = segment.number("term.form", term, 1) == _WIDE
        start, size = segment.number("term.start", term, 8), segment.number("term.size", term)
        name, width = ("wide", 2) if self._wide else ("narrow", 1)
        self.impacts = bytes(part(f"{name}.impact", start, size))
        gaps = part(f"{name}.gap", start * width, size * width)
        self._gaps = gaps.cast("H") if self._wide else bytes(gaps)
        low, high = -(-start // SKIP), -(-(start + size) // SKIP)
        self._first = low * SKIP - start
        self._skips = part(f"{name}.skip", 4 * low, 4 * (high - low)).cast("i").tolist()

    def documents(self, places: Sequence[int]) -> list[int]:
        """The documents of some elements, which are ascending."""
        if self._every or len(places) * _CROWDED > len(self.impacts):
            every = self._read()
            return [every[place] for place in places]
        found = []
        gaps, skips, first = self._gaps, self._skips, self._first
        total: Callable[..., int] = sum if self._wide else _total
        behind, doc = 0, -1  # the element that comes next, and the document before it
        for place in places:
            block = (place - first) // SKIP
            if block >= 0 and first + block * SKIP > behind:
                behind, doc = first + block * SKIP, skips[block]
            doc += total(gaps[behind : place + 1])
            behind = place + 1
            found.append(doc)
        return found

    def impact(self, doc: int) -> int:
        """The impact in a document where the term stands."""
        place = self.find(doc)
        return self.impacts[place] if place >= 0 else 0

    def find(self, doc: int) -> int:
        """The element of a document, -1 where the term does not stand in it."""
        self.load()
        self._looked_up += 1
        if self._every or self._looked_up * _SPARSE > len(self.impacts):
            every = self._read()
            place = bisect_left(every, doc)
            found = place < len(every) and every[place] == doc
        else:
            place, high, here = self._near(doc)
            while place < high and (here := here + self._gaps[place]) < doc:
                place += 1
            found = place < high and here == doc
        return place if found and self.impacts[place] else -1

    def _near(self, doc: int) -> tuple[int, int, int]:
        """A few elements among which that of a document is, if there is one: where they begin and
        end, and the document before them.
        """
        block = bisect_left(self._skips, doc) - 1
        low, here = (self._first + block * SKIP, self._skips[block]) if block >= 0 else (0, -1)
        high = min(self._first + (block + 1) * SKIP, len(self.impacts))
        gaps = self._gaps
        total: Callable[..., int] = sum if self._wide else _total
        while high - low > _LINEAR:
            middle = (low + high) // 2
            there = here + total(gaps[low:middle])
            if there < doc:
                low, here = middle, there
            else:
                high = middle
        return low, high, here

    def every(self) -> tuple[list[int], bytes]:
        """All documents, deleted ones too, and their impacts."""
        self.load()
        docs, impacts = self._read(), self.impacts
        if 0 in impacts:  # a leap without a document
            return list(compress(docs, impacts)), impacts.replace(b"\0", b"")
        return docs, impacts

    def _read(self) -> list[int]:
        """The documents of all elements."""
        self._every = self._every or slots(self._gaps)
        return self._every


def slots(gaps: Sequence[int]) -> list[int]:
    """The documents where leaps land."""
    found = list(accumulate(gaps, initial=-1))
    del found[0]
    return found


def _total(gaps: bytes) -> int:
    """The sum of no more than :data:`SKIP` leaps of one byte."""
    return (adler32(gaps) & 0xFFFF) - 1
