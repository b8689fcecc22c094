"""Columns: what a segment holds of its documents besides their postings.

Strings stand in one run of bytes, with the place where each begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from zlib import compressobj, crc32

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.schema.entry import TEXTS, Entry
from foisearch.engine.schema.references import ref_order

Ints = NDArray[np.int64]
Put = Callable[[str, bytes | NDArray[Any]], None]
"""Appends to a region of the segment that is being written."""
_DOCUMENTS_AT_ONCE = 4_096
_STRINGS = ("id", "ref", "card", "record")
_LONG = "record"
"""The column whose offsets have eight bytes, the others four."""


@dataclass(frozen=True, slots=True)
class Strings:
    """Strings of bytes; ``offsets`` has one more element than there are strings."""

    text: NDArray[np.uint8]
    offsets: NDArray[Any]

    @classmethod
    def of(cls, values: Sequence[bytes]) -> Strings:
        """A column of these values."""
        offsets = np.zeros(len(values) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, values), np.int64, len(values)), out=offsets[1:])
        return cls(np.frombuffer(b"".join(values), np.uint8), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, place: int) -> bytes:
        return self.text[int(self.offsets[place]) : int(self.offsets[place + 1])].tobytes()

    def chosen(self, places: Ints) -> Strings:
        """The strings at these places, which are ascending."""
        if not len(places):
            return Strings(self.text[:0], np.zeros(1, np.int64))
        first, last = int(places[0]), int(places[-1]) + 1
        bounds = self.offsets[first : last + 1].astype(np.int64)
        begin = int(bounds[0])
        text = self.text[begin : int(bounds[-1])]
        bounds -= begin
        if last - first == len(places):
            return Strings(text, bounds)
        places = places - first
        starts, ends = bounds[places], bounds[places + 1]
        offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(ends - starts)))
        pieces = zip(starts.tolist(), ends.tolist(), strict=True)
        return Strings(np.concatenate([text[a:b] for a, b in pieces]), offsets)

    def values(self, first: int = 0, last: int | None = None) -> list[bytes]:
        """The strings from ``first`` to ``last``, by default all."""
        bounds = self.offsets[first : len(self) + 1 if last is None else last + 1].tolist()
        begin = int(bounds[0])
        whole = self.text[begin : int(bounds[-1])].tobytes()
        ends = [int(bound) - begin for bound in bounds]
        return [whole[a:b] for a, b in pairwise(ends)]

    def compact(self) -> NDArray[Any]:
        """The offsets in as few bytes as they need."""
        return self.offsets.astype(np.uint32 if int(self.offsets[-1]) < 1 << 32 else np.uint64)


@dataclass(frozen=True, slots=True)
class Documents:
    """Some documents of a segment.

    ``words`` and ``texts`` count, for each document and text field, its words and the texts
    that have any.  ``ref_hashes`` and ``ref_documents`` say who is found by which form of
    a reference.
    """

    ids: Strings
    refs: Strings
    days: Ints
    cards: Strings
    records: Strings
    words: NDArray[Any]
    texts: NDArray[Any]
    ref_hashes: NDArray[np.uint32]
    ref_documents: Ints

    def chosen(self, places: Ints) -> Iterator[Documents]:
        """The documents at these places, which are ascending, a few thousand at a time."""
        new = np.full(len(self.ids), -1, np.int64)
        new[places] = np.arange(len(places))
        moved = new[self.ref_documents]
        order = np.argsort(moved, kind="stable")
        moved = moved[order]
        for low in range(0, len(places), _DOCUMENTS_AT_ONCE):
            some = places[low : low + _DOCUMENTS_AT_ONCE]
            first, last = moved.searchsorted((low, low + len(some)))
            yield Documents(
                self.ids.chosen(some),
                self.refs.chosen(some),
                self.days[some],
                self.cards.chosen(some),
                self.records.chosen(some),
                self.words[some],
                self.texts[some],
                self.ref_hashes[order[first:last]],
                moved[first:last] - low,
            )


class Collected:
    """What is stored of documents besides their words, as they come."""

    def __init__(self) -> None:
        self.ids: list[bytes] = []
        self._refs: list[bytes] = []
        self._days: list[int] = []
        self._cards: list[bytes] = []
        self._records: list[bytes] = []
        self._ref_hashes: list[int] = []
        self._ref_documents: list[int] = []

    def add(self, entry: Entry) -> None:
        """Take one more document."""
        for form in dict.fromkeys(entry.refs):
            self._ref_hashes.append(ref_hash(form))
            self._ref_documents.append(len(self.ids))
        self.ids.append(entry.id.encode())
        self._refs.append(entry.ref.encode())
        self._days.append(entry.day)
        self._cards.append(entry.card)
        self._records.append(_deflated(entry.record))

    def documents(self, words: NDArray[Any], texts: NDArray[Any]) -> Documents:
        """What was taken, given the number of words and of texts in each field."""
        return Documents(
            Strings.of(self.ids),
            Strings.of(self._refs),
            np.array(self._days, np.int64),
            Strings.of(self._cards),
            Strings.of(self._records),
            words,
            texts,
            np.array(self._ref_hashes, np.uint32),
            np.array(self._ref_documents, np.int64),
        )


class ColumnWriter:
    """Writes the documents of a segment, some at a time, in their order."""

    def __init__(self, put: Put) -> None:
        self.documents = 0
        self._put = put
        self._ends = dict.fromkeys(_STRINGS, 0)
        self._begun: set[str] = set()
        self._ids: list[bytes] = []
        self._ref_orders: list[str] = []
        self._words: list[NDArray[np.uint32]] = []
        self._texts: list[NDArray[np.uint32]] = []
        self._ref_hashes: list[NDArray[np.uint32]] = []
        self._ref_documents: list[NDArray[np.uint32]] = []

    def add(self, some: Documents) -> None:
        """Write more documents.

        Raises:
            OverflowError: a column of theirs has more bytes than offsets can count.
        """
        for name in _STRINGS:
            self._strings(name, getattr(some, f"{name}s"))
        self._ids += some.ids.values()
        self._ref_orders += [ref_order(r.decode()) if r else _LAST for r in some.refs.values()]
        self._put("day", some.days.astype("i4"))
        self._words.append(some.words.astype(np.uint32))
        self._texts.append(some.texts.astype(np.uint32))
        self._ref_hashes.append(some.ref_hashes)
        self._ref_documents.append((some.ref_documents + self.documents).astype(np.uint32))
        self.documents += len(some.ids)

    def _strings(self, name: str, column: Strings) -> None:
        """Append to a column; there is none before it has any text, but always one of ids."""
        kind = np.uint64 if name == _LONG else np.uint32
        end = self._ends[name]
        ends = column.offsets[1:].astype(np.uint64) - np.uint64(column.offsets[0]) + np.uint64(end)
        self._ends[name] = int(ends[-1]) if len(ends) else end
        if self._ends[name] > np.iinfo(kind).max:
            raise OverflowError(f"the documents have too many bytes of {name}")
        if name not in self._begun and (self._ends[name] or name == "id"):
            self._begun.add(name)
            self._put(f"{name}.offset", np.zeros(self.documents + 1, kind))
        if name in self._begun:
            self._put(f"{name}.text", column.text)
            self._put(f"{name}.offset", ends.astype(kind))

    def words(self) -> NDArray[np.uint32]:
        """For each document and text field its number of words."""
        return np.concatenate([np.zeros((0, len(TEXTS)), np.uint32), *self._words])

    def finish(self) -> None:
        """Write what needs all documents: their orders, references and lengths."""
        self._strings("id", Strings.of([]))
        by_id = sorted(range(self.documents), key=self._ids.__getitem__)
        self._put("id.order", np.array(by_id, "u4"))
        if self._ends["ref"]:
            by_ref = sorted(by_id, key=self._ref_orders.__getitem__)
            self._put("ref.order", np.array(by_ref, "u4"))
        hashes = np.concatenate([np.zeros(0, np.uint32), *self._ref_hashes])
        documents = np.concatenate([np.zeros(0, np.uint32), *self._ref_documents])
        order = np.lexsort((documents, hashes))
        self._put("refkey.hash", hashes[order])
        self._put("refkey.document", documents[order])
        for place, name in enumerate(TEXTS):
            for kind, pieces in (("length", self._words), ("texts", self._texts)):
                counts = np.concatenate([np.zeros(0, np.uint32), *(p[:, place] for p in pieces)])
                if (counts > (kind == "texts")).any():
                    self._put(f"{kind}.{name}", _smallest(counts))


_LAST = ref_order("")


def _smallest(values: NDArray[np.uint32]) -> NDArray[Any]:
    """The values in as few bytes as the largest needs."""
    most = int(values.max())
    return values.astype("u1" if most < 1 << 8 else "u2" if most < 1 << 16 else "u4")


def ref_hash(text: str) -> int:
    """What a form of a reference is filed under; two forms may share it."""
    return crc32(text.encode())


def _deflated(record: bytes) -> bytes:
    if not record:
        return b""
    pack = compressobj(1, wbits=-15)
    return pack.compress(record) + pack.flush()
