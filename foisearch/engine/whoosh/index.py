"""Segments as a Whoosh index: searchers, readers and the schema, read-only.

There is no table of contents to unpickle: whoever opens the segments says which they are, and the
schema is code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from whoosh import index, reading
from whoosh.filedb.filestore import ReadOnlyError
from whoosh.searching import Searcher

from foisearch.analysis import Analyzer
from foisearch.engine.segments.segment import Segment
from foisearch.engine.whoosh import schema
from foisearch.engine.whoosh.codec import ArrayCodec, ArraySegment
from foisearch.engine.whoosh.weighting import ImpactWeighting


class ArrayIndex(index.Index):  # type: ignore[misc]
    """An index over open segments, which stay the caller's to close.

    Args:
        segments: in the order in which their documents are numbered.
        analyzer: cuts the words of queries; give it the index's stemmer.
    """

    def __init__(self, segments: Sequence[Segment], analyzer: Analyzer | None = None) -> None:
        self.schema = schema.make(analyzer)
        self.segments = tuple(ArraySegment(segment) for segment in segments)

    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.doc_count_all()

    def doc_count_all(self) -> int:
        """How many documents there are, deleted ones included."""
        return sum(segment.doc_count_all() for segment in self.segments)

    def doc_count(self) -> int:
        """How many documents there are."""
        return sum(segment.doc_count() for segment in self.segments)

    def reader(self, reuse: object = None) -> reading.IndexReader:
        """A stock reader; nothing is reused, as Whoosh mixes old and new segments up."""
        codec = ArrayCodec()
        readers = [
            reading.SegmentReader(None, self.schema, segment, generation=-1, codec=codec)
            for segment in self.segments
        ]
        if not readers:
            return reading.EmptyReader(self.schema)
        return readers[0] if len(readers) == 1 else reading.MultiReader(readers, generation=-1)

    def searcher(self, **kwargs: Any) -> Searcher:
        """A stock searcher, which ranks by our formula unless a ``weighting`` is given."""
        kwargs.setdefault("weighting", ImpactWeighting())
        return Searcher(self.reader(), fromindex=self, **kwargs)

    def writer(self, **_: Any) -> NoReturn:
        """The index is built by :mod:`foisearch.engine.building.builder`.

        Raises:
            ReadOnlyError: always.
        """
        raise ReadOnlyError("an index of arrays is not written through Whoosh")


def open_whoosh(segments: Sequence[Segment], analyzer: Analyzer | None = None) -> ArrayIndex:
    """The segments as a Whoosh index: see :class:`ArrayIndex`."""
    return ArrayIndex(segments, analyzer)
