"""The postings of one term in one segment, in the forms that the file gives them.

All of them know ``weight``, what a step of impact is worth, and ``top``, the most that the term
adds to a score.
"""

from __future__ import annotations

from itertools import compress

from foisearch.cold import NotSimple
from foisearch.cold.frequent import Long, Row
from foisearch.cold.lists import List

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from foisearch.cold.segments import Segment

FEW = 6_000
"""A list is read whole up to this length; longer ones have marks."""
_MOST_WHOLE = 60_000
_NARROW, _WIDE, _DENSE = 0, 1, 2


class Few:
    """A list that was read whole: the impacts by document, deleted ones left out."""

    def __init__(self, weight: int, impacts: dict[int, int]) -> None:
        self.weight = weight
        self.impacts = impacts
        self.top = max(impacts.values(), default=0) * weight

    def ceilings(self, docs: Iterable[int]) -> list[int]:
        """What the term adds to the score of each document, at most."""
        get, weight = self.impacts.get, self.weight
        return [get(doc, 0) * weight for doc in docs]

    def at_least(self, docs: Iterable[int], least: int) -> list[int]:
        """Those documents with this impact or a higher one, as far as is known."""
        get = self.impacts.get
        return [doc for doc in docs if get(doc, 0) >= least]

    def leading(self, wanted: int, floor: int) -> list[int]:
        """The documents that can be among the ``wanted`` best, if they have no other term."""
        values = sorted(self.impacts.values())
        least = max(values[-wanted] if len(values) >= wanted else 1, -(-floor // self.weight))
        return [doc for doc, impact in self.impacts.items() if impact >= least]


def read(segment: Segment, number: int) -> tuple[list[int], bytes]:
    """The documents of a term, deleted ones too, ascending, and their impacts."""
    form = segment.number("term.form", number, 1)
    if form == _DENSE:
        start, size = segment.number("term.start", number, 8), segment.documents
        row = bytes(segment.container.part("dense", start * size, size))
        return list(compress(range(size), row)), row.replace(b"\0", b"")
    if form not in (_NARROW, _WIDE):
        raise NotSimple
    return List(segment, number).every()


def few(segment: Segment, number: int, weight: int) -> Few:
    """The postings of a term read whole."""
    found = dict(zip(*read(segment, number), strict=True))
    for doc in segment.dead.intersection(found):
        del found[doc]
    return Few(weight, found)


def of_term(segment: Segment, number: int, weight: int, alone: bool) -> Few | Row | Long:
    """The postings of one term.

    Args:
        segment: where it occurs.
        number: its number there.
        weight: what a step of impact is worth.
        alone: whether nothing else is looked for in the segment.

    Raises:
        NotSimple: the list is too long to be read, and has no marks to look documents up in.
    """
    form = segment.number("term.form", number, 1)
    size = segment.number("term.size", number)
    if form == _DENSE:
        return Row(segment, number, weight)
    if form not in (_NARROW, _WIDE):
        raise NotSimple
    if alone:
        return Long(segment, number, weight)
    if size > FEW and (mark := segment.mark(number)):
        return Long(segment, number, weight, mark)
    if size > _MOST_WHOLE:
        raise NotSimple
    return few(segment, number, weight)
