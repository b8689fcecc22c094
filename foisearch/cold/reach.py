"""How many documents hold any of the terms, and which hold several: sets of bits as whole numbers.

In such a number the document 0 is the highest bit of ``8 * segment.width``.
"""

from __future__ import annotations

from foisearch.cold.frequent import Long, Row
from foisearch.cold.postings import Few

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from foisearch.cold.segments import Segment

_DIGITS = b"0" + b"1" * 255
_ANY = b"\0" + b"\1" * 255
_BIT = (128, 64, 32, 16, 8, 4, 2, 1)


class Reach:
    """The documents of one segment that hold any of some terms.

    Args:
        segment: which.
        postings: the terms' postings in it.
    """

    def __init__(self, segment: Segment, postings: Sequence[Few | Row | Long]) -> None:
        self._segment = segment
        self._few = [each for each in postings if isinstance(each, Few)]
        self._many = [each for each in postings if not isinstance(each, Few)]
        self.layers: list[int] = []
        """For 1, 2, … of the terms with many documents: the documents that hold so many."""
        if len(self._many) > 1:
            self.layers = self._layered()
        every: set[int] = set()
        for few in self._few:
            every.update(few.impacts)
        self.inside = self._among_many(every) if self._many else []
        """The documents that hold a term of each kind."""
        self._outside = len(every) - len(self.inside)

    def total(self) -> int:
        """How many documents hold a term at all."""
        segment = self._segment
        if self.layers:
            return self._outside + self.layers[0].bit_count()
        total = sum(segment.number("term.df", postings.term) for postings in self._many)
        deleted = sum(segment.deleted_df(postings.term) for postings in self._many)
        return self._outside + total - deleted

    def _among_many(self, docs: Collection[int]) -> list[int]:
        if not self.layers:
            return self._many[0].among(docs)
        union = self.layers[0].to_bytes(self._segment.width, "big")
        return [doc for doc in docs if union[doc >> 3] & _BIT[doc & 7]]

    def _layered(self) -> list[int]:
        segment = self._segment
        alive = -1
        if segment.dead:
            gone = bytearray(segment.width)
            for doc in segment.dead:
                gone[doc >> 3] |= _BIT[doc & 7]
            alive = ~int.from_bytes(gone, "big")
        layers = [0] * len(self._many)
        for postings in self._many:
            bits = self._bits(postings) & alive
            for place in range(len(layers) - 1, 0, -1):
                layers[place] |= layers[place - 1] & bits
            layers[0] |= bits
        return layers

    def _bits(self, postings: Row | Long) -> int:
        segment = self._segment
        mark = postings.mark if isinstance(postings, Long) else segment.mark(postings.term)
        if mark:
            return int.from_bytes(mark, "big")
        assert isinstance(postings, Row)
        return int(postings.row.translate(_DIGITS), 2) << 8 * segment.width - segment.documents


def documents(bits: int, width: int) -> list[int]:
    """The documents of a set of few, ascending; ``width`` is how many bytes the set takes."""
    data = bits.to_bytes(width, "big")
    find = data.translate(_ANY).find
    found = []
    at = find(1)
    while at >= 0:
        left = data[at]
        while left:
            place = 8 - left.bit_length()
            found.append(8 * at + place)
            left ^= _BIT[place]
        at = find(1, at + 1)
    return found
