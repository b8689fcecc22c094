"""The segment and the codec by which stock Whoosh reads our arrays; nothing is written here."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from whoosh.codec import base
from whoosh.filedb.filestore import ReadOnlyError

from foisearch.engine.schema.entry import TEXTS
from foisearch.engine.segments.segment import Segment
from foisearch.engine.whoosh.documents import ArrayDocuments
from foisearch.engine.whoosh.lexicons import FieldWords, Ids, Keys, Lexicon, Refs, Words
from foisearch.engine.whoosh.schema import ANY
from foisearch.engine.whoosh.terms import ArrayTerms


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Reads the segments that the engine writes."""

    def terms_reader(self, storage: object, segment: ArraySegment) -> ArrayTerms:
        """The terms of a segment."""
        return ArrayTerms(segment)

    def per_document_reader(self, storage: object, segment: ArraySegment) -> ArrayDocuments:
        """The documents of a segment."""
        return ArrayDocuments(segment)

    def _refused(self, *_: Any, **__: Any) -> NoReturn:
        """Segments are written by :class:`foisearch.engine.segments.writer.SegmentWriter`."""
        raise ReadOnlyError("an index of arrays is not written through Whoosh")

    new_segment = field_writer = per_document_writer = _refused
    postings_writer = postings_reader = _refused


class ArraySegment(base.Segment):  # type: ignore[misc]
    """One of our segments, as one of Whoosh's.

    Args:
        arrays: the open segment; it is not closed from here.
    """

    def __init__(self, arrays: Segment) -> None:
        super().__init__("foisearch")
        self.segid = Path(arrays.container.path).stem
        self.arrays = arrays
        self.lexicon = lru_cache(None)(self._lexicon)

    def _lexicon(self, name: str) -> Lexicon:
        """The terms of a field, one of :data:`foisearch.engine.whoosh.schema.NAMES`."""
        if name == ANY:
            return Words(self.arrays)
        if name in TEXTS:
            return FieldWords(self.arrays, TEXTS.index(name))
        if name in ("id", "ref"):
            return (Ids if name == "id" else Refs)(self.arrays)
        return Keys(self.arrays, name)

    def codec(self) -> ArrayCodec:
        """What reads it."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """How many documents it has."""
        return self.arrays.documents

    def deleted_count(self) -> int:
        """How many of them are deleted."""
        return len(self.arrays.dead)

    def deleted_docs(self) -> set[int]:
        """Those that are deleted."""
        return set(self.arrays.dead.tolist())

    def is_deleted(self, docnum: int) -> bool:
        """Whether that one is."""
        return not self.arrays.alive[docnum]

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:
        """Deletions are the builder's."""
        raise ReadOnlyError("an index of arrays is not written through Whoosh")
