"""The postings of one term in one segment, in the forms that the file gives them.

All of them know ``weight``, what a step of impact is worth, and ``top``, the most that the term
adds to a score.
"""

from __future__ import annotations

from foisearch.cold import NotSimple
from foisearch.cold.frequent import Long, Row, slots

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foisearch.cold.segments import Segment
    from foisearch.cold.words import Term

FEW = 6_000
"""A list is read whole up to this length; longer ones have marks."""
_MOST_WHOLE = 60_000
_NARROW, _WIDE, _DENSE = 0, 1, 2


class Few:
    """A list that was read whole: the impacts by document, deleted ones left out."""

    def __init__(self, term: int, weight: int, impacts: dict[int, int]) -> None:
        self.term = term
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


def _read(segment: Segment, term: int, weight: int, size: int) -> Few:
    """A list read whole."""
    wide = segment.number("term.form", term, 1) == _WIDE
    start = segment.number("term.start", term, 8)
    name, width = ("wide", 2) if wide else ("narrow", 1)
    gaps = segment.container.part(f"{name}.gap", start * width, size * width)
    impacts = bytes(segment.container.part(f"{name}.impact", start, size))
    docs = slots(gaps.cast("H") if wide else bytes(gaps))
    found = dict(zip(docs, impacts, strict=True))
    if 0 in impacts:  # a leap without a document
        found = {doc: impact for doc, impact in found.items() if impact}
    for doc in segment.dead:
        found.pop(doc, None)
    return Few(term, weight, found)


def held(terms: Sequence[Term], segment: Segment, place: int) -> list[Few | Row | Long]:
    """The postings of those terms that occur in a segment, the one at ``place`` among all.

    Raises:
        NotSimple: a list is too long to be read, and has no marks to look documents up in.
    """
    found: list[Few | Row | Long] = []
    present = [(term.numbers[place], term.weight) for term in terms if term.numbers[place] >= 0]
    for number, weight in present:
        form = segment.number("term.form", number, 1)
        size = segment.number("term.size", number)
        if form == _DENSE:
            found.append(Row(segment, number, weight))
        elif form not in (_NARROW, _WIDE):
            raise NotSimple
        elif len(present) == 1:
            found.append(Long(segment, number, weight))
        elif size > FEW and (mark := segment.mark(number)):
            found.append(Long(segment, number, weight, mark))
        elif size <= _MOST_WHOLE:
            found.append(_read(segment, number, weight, size))
        else:
            raise NotSimple
    return found
