"""Postings of frequent terms: they are not read but looked into.

``level`` says that every document with so high an impact has been given by
:meth:`_Frequent.deepen`, ``found`` how many those are.
"""

from __future__ import annotations

from foisearch.cold.lists import List

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foisearch.cold.segments import Segment

_BATCH = 48
_BIT = (128, 64, 32, 16, 8, 4, 2, 1)


class _Frequent:
    """What all of them have: ways down from the highest impact."""

    def __init__(self, segment: Segment, term: int, weight: int) -> None:
        self.term = term
        self.weight = weight
        self.level = segment.number("term.most", term, 1) + 1
        self.top = (self.level - 1) * weight
        self.found = 0
        self._docs, self._impacts = segment.leading(term)
        # The last of them may share their impact with others that are not among them.
        self._complete = self._impacts.find(self._impacts[-1:])

    def deepen(self) -> list[int]:
        """The documents with the next lower impacts, about half as many as were found so far."""
        wanted = max(self.found // 2, _BATCH)
        low = self.found
        if low < self._complete:
            high = min(low + wanted, self._complete)
            high = self._impacts.rindex(self._impacts[high - 1], high - 1, self._complete) + 1
            docs = self._docs[low:high].tolist()
            self.level = self._impacts[high - 1]
            self._take(docs, self._impacts[low:high])
        else:
            docs = self._search(wanted)
        self.found += len(docs)
        return docs

    def _take(self, docs: Sequence[int], impacts: bytes) -> None:
        """Remember the impacts of documents."""

    def _search(self, wanted: int) -> list[int]:
        """The documents with the next lower impacts, looked for among all."""
        raise NotImplementedError

    def _places(self, impacts: bytes, wanted: int) -> list[int]:
        """Where the next lower impacts stand, down to a whole level."""
        found: list[int] = []
        find = impacts.find
        while len(found) < wanted and self.level > 1:
            self.level -= 1
            value = bytes((self.level,))
            at = find(value)
            while at >= 0:
                found.append(at)
                at = find(value, at + 1)
        return found


class Row(_Frequent):
    """A dense row: the impact in every document."""

    def __init__(self, segment: Segment, term: int, weight: int) -> None:
        super().__init__(segment, term, weight)
        start, size = segment.number("term.start", term, 8), segment.documents
        self.row = bytes(segment.container.part("dense", start * size, size))

    def ceilings(self, docs: Iterable[int]) -> list[int]:
        """What the term adds to the score of each document, at most."""
        row, weight = self.row, self.weight
        return [row[doc] * weight for doc in docs]

    def among(self, docs: Iterable[int]) -> list[int]:
        """Those documents in which the term stands."""
        return self.at_least(docs, 1)

    def at_least(self, docs: Iterable[int], least: int) -> list[int]:
        """Those documents with this impact or a higher one, as far as is known."""
        row = self.row
        return [doc for doc in docs if row[doc] >= least]

    def _search(self, wanted: int) -> list[int]:
        return self._places(self.row, wanted)


class Long(_Frequent):
    """A list.

    Args:
        segment: where it lies.
        term: the number of the term.
        weight: what a step of impact is worth.
        mark: a bit for each document, see :meth:`Segment.mark`; not needed if nothing is looked up.
    """

    def __init__(self, segment: Segment, term: int, weight: int, mark: bytes = b"") -> None:
        super().__init__(segment, term, weight)
        self.mark = mark
        self.seen: dict[int, int] = {}
        """The impacts of documents that were found."""
        self._list = List(segment, term)

    def ceilings(self, docs: Iterable[int]) -> list[int]:
        """What the term adds to the score of each document, at most."""
        get, mark, weight, below = self.seen.get, self.mark, self.weight, self.level - 1
        return [
            get(doc, below) * weight if not mark or mark[doc >> 3] & _BIT[doc & 7] else 0
            for doc in docs
        ]

    def among(self, docs: Iterable[int]) -> list[int]:
        """Those documents in which the term stands."""
        mark = self.mark
        return [doc for doc in docs if mark[doc >> 3] & _BIT[doc & 7]]

    def at_least(self, docs: Iterable[int], least: int) -> list[int]:
        """Those documents with this impact or a higher one, as far as is known."""
        if self.level > least:
            return self.among(docs)
        get = self.seen.get
        return [doc for doc in docs if get(doc, 0) >= least]

    def impact(self, doc: int) -> int:
        """The impact in a document where the term stands."""
        return self._list.impact(doc)

    def _take(self, docs: Sequence[int], impacts: bytes) -> None:
        self.seen.update(zip(docs, impacts, strict=True))

    def _search(self, wanted: int) -> list[int]:
        self._list.load()
        impacts = self._list.impacts
        places = sorted(self._places(impacts, wanted))
        docs = self._list.documents(places)
        self._take(docs, bytes([impacts[place] for place in places]))
        return docs
