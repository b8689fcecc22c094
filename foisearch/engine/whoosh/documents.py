"""What Whoosh asks of a document: whether it is deleted, its lengths, columns and stored fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from zlib import decompress

import numpy as np
from whoosh.codec import base
from whoosh.columns import ColumnReader

from foisearch.engine.schema.references import ref_order
from foisearch.engine.segments.segment import Segment
from foisearch.engine.whoosh.lexicons import Ints
from foisearch.engine.whoosh.schema import BY_REF, NAMES, NEWEST

if TYPE_CHECKING:
    from foisearch.engine.whoosh.codec import ArraySegment

_UNDATED = 1 << 31
_NONE = np.zeros(0, np.int64)


class ArrayDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """What is known of the documents of a segment."""

    def __init__(self, segment: ArraySegment) -> None:
        self._segment = segment
        self._arrays = segment.arrays

    def doc_count(self) -> int:
        """How many documents are not deleted."""
        return self._arrays.documents - len(self._arrays.dead)

    def doc_count_all(self) -> int:
        """How many documents there are."""
        return self._arrays.documents

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return len(self._arrays.dead) > 0

    def is_deleted(self, docnum: int) -> bool:
        """Whether that one is."""
        return not self._arrays.alive[docnum]

    def deleted_docs(self) -> Iterator[int]:
        """Those that are."""
        return iter(self._arrays.dead.tolist())

    # Lengths, in words; 0 for a field that has no words, but whole values.

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words a document has in a field."""
        found = self._lengths(fieldname)
        return int(found[docnum]) if len(found) else default

    def field_length(self, fieldname: str) -> int:
        """How many words all documents have in a field."""
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        """The fewest words of a document that has any in the field."""
        found = self._lengths(fieldname)
        return int(found[found > 0].min()) if found.any() else 0

    def max_field_length(self, fieldname: str) -> int:
        """The most words of a document in the field."""
        return int(self._lengths(fieldname).max(initial=0))

    def _lengths(self, fieldname: str) -> Ints:
        found = self._segment.lexicon(fieldname).lengths() if fieldname in NAMES else None
        return _NONE if found is None else found

    # Columns.

    def supports_columns(self) -> bool:
        """There are columns."""
        return True

    def list_columns(self) -> list[str]:
        """Their names."""
        return list(_COLUMNS)

    def has_column(self, fieldname: str) -> bool:
        """Whether there is one of that name."""
        return fieldname in _COLUMNS

    def column_reader(self, fieldname: str, column: Any) -> ColumnReader:
        """The column of that name."""
        return _COLUMNS[fieldname](self._arrays)

    # Stored fields.

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The id, and what there is of the reference, the card and the record."""
        string = self._arrays.string
        found: dict[str, Any] = {"id": _text(string("id", docnum))}
        if ref := string("ref", docnum):
            found["ref"] = _text(ref)
        if card := string("card", docnum):
            found["card"] = card
        if record := string("record", docnum):
            found["record"] = decompress(record, wbits=-15)
        return found


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


class _Column(ColumnReader):  # type: ignore[misc]
    """A column over the arrays."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._sign = 1

    def __len__(self) -> int:
        return self._segment.documents

    def __iter__(self) -> Iterator[Any]:
        return (self[docnum] for docnum in range(len(self)))

    def __getitem__(self, docnum: int) -> Any:
        raise NotImplementedError


class _Ids(_Column):
    def __getitem__(self, docnum: int) -> bytes:
        name: bytes = self._segment.string("id", docnum)
        return name


class _Refs(_Column):
    def __getitem__(self, docnum: int) -> bytes:
        order = ref_order(_text(self._segment.string("ref", docnum)))
        return order.encode("utf-8", "surrogatepass")


class _Days(_Column):
    """Days of publication; documents without one come last in either direction."""

    def __getitem__(self, docnum: int) -> int:
        return int(self._segment.array("day", "i4")[docnum])

    def sort_key(self, docnum: int) -> int:
        return self._sign * self[docnum] or _UNDATED

    def set_reverse(self) -> None:
        self._sign = -1


_COLUMNS: dict[str, type[_Column]] = {"id": _Ids, NEWEST: _Days, BY_REF: _Refs}
