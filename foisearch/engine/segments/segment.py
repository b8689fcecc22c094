"""A segment as arrays: its dictionary, its postings and its columns, laid over the mapped file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files.container import CHUNK, Container
from foisearch.engine.postings import lists
from foisearch.engine.postings.lists import BITS, DENSE, NARROW, SKIP, WIDE, Lists, Postings
from foisearch.engine.postings.positions import Places, field_starts
from foisearch.engine.postings.term import LONG, NOTHING, Listed
from foisearch.engine.schema.entry import TEXTS, key_term
from foisearch.engine.schema.references import ref_terms
from foisearch.engine.scoring import contributions
from foisearch.engine.segments import soundness
from foisearch.engine.segments.columns import Documents, Strings
from foisearch.engine.segments.dictionary import Dictionary

Ints = NDArray[np.int64]
_MOST_KNOWN = 100_000


class Segment:
    """An open segment.

    Args:
        container: its file.
        dead: the documents deleted since it was written, ascending.
        dead_df: for terms (their numbers, ascending) in how many of those they stand.
        pivots: the usual lengths of the fields in this index.
    """

    def __init__(
        self,
        container: Container,
        dead: Ints | None = None,
        dead_df: tuple[Ints, Ints] | None = None,
        pivots: Mapping[str, int] | None = None,
    ) -> None:
        soundness.check_sizes(container)
        self.container = container
        self.documents = container.fact("documents")
        self.terms = container.fact("terms")
        self.keys = container.fact("keys")
        self.dead = np.zeros(0, np.int64) if dead is None else dead
        self.dead_df = dict(zip(*(a.tolist() for a in dead_df), strict=True)) if dead_df else {}
        self.pivots = pivots or {}
        self._contributions: dict[int, Ints] = {}
        self._values: dict[str, dict[str, int]] = {}
        self._columns: dict[str, tuple[memoryview, memoryview, int, int, int]] = {}
        self._known: dict[str, Listed | None] = {}
        self._arrays: dict[str, NDArray[Any]] = soundness.Arrays(container)

    def array(self, name: str, kind: str) -> NDArray[Any]:
        """A whole region as an array, checked."""
        found = self._arrays.get(name)
        if found is None:
            raw = self.container.region(name)
            if len(raw) % np.dtype(kind).itemsize:
                raise self.container.damaged()
            if len(raw):
                self.container.check(*self.container.regions[name])
            found = self._arrays[name] = np.frombuffer(raw, kind)
        return found

    def _raw(self, name: str, kind: str, start: int, size: int) -> NDArray[Any]:
        """A checked stretch of a region."""
        width = np.dtype(kind).itemsize
        return np.frombuffer(self.container.part(name, start * width, size * width), kind)

    def strings(self, name: str) -> Strings:
        """A column of strings; empty strings where the segment has none."""
        kind = "u8" if name == "record" else "u4"
        offsets = self.array(f"{name}.offset", kind)
        if not len(offsets):
            return Strings(NOTHING, np.zeros(self.documents + 1, np.int64))
        return Strings(self.array(f"{name}.text", "u1"), offsets)

    def string(self, name: str, place: int) -> bytes:
        """One string of a column; empty where the segment has no such column."""
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = self._column(name)
        text, offsets, text_at, offsets_at, width = column
        if not width:
            return b""
        seen = self.container.seen
        at = offsets_at + place * width
        if not (seen[at // CHUNK] and seen[(at + 2 * width - 1) // CHUNK]):
            self.container.check(at, 2 * width)
        low, high = offsets[place], offsets[place + 1]
        if not low <= high <= len(text):
            raise self.container.damaged("points outside itself")
        at = text_at + low
        last = at + high - low - 1
        if not (at <= last < at + CHUNK and seen[at // CHUNK] and seen[last // CHUNK]):
            self.container.check(at, high - low)
        return bytes(text[low:high])

    def _column(self, name: str) -> tuple[memoryview, memoryview, int, int, int]:
        """The bytes and the offsets of a column, where they begin, and the width of an offset."""
        regions, container = self.container.regions, self.container
        if f"{name}.offset" not in regions:
            return memoryview(b""), memoryview(b""), 0, 0, 0
        width = 8 if name == "record" else 4
        raw = container.region(f"{name}.offset")
        if len(raw) != (self.documents + 1) * width:
            raise container.damaged()
        offsets = raw.cast("Q" if width == 8 else "I")
        text_at = regions.get(f"{name}.text", (0, 0))[0]
        text = container.region(f"{name}.text")
        return text, offsets, text_at, regions[f"{name}.offset"][0], width

    # The dictionary.

    @cached_property
    def dictionary(self) -> Dictionary:
        """The terms, keys first."""
        return Dictionary(self.strings("term"))

    @cached_property
    def words(self) -> Dictionary:
        """The folded words whose stems are terms; ``word.term`` says which."""
        return Dictionary(self.strings("word"))

    def listed(self, term: str) -> Listed | None:
        """The postings of a term, ``None`` where it does not occur."""
        try:
            return self._known[term]
        except KeyError:
            number = self.dictionary.find(term.encode("utf-8", "surrogatepass"))
            found = None if number < 0 else self.numbered(number)
            if len(self._known) < _MOST_KNOWN:
                self._known[term] = found
            return found

    def numbered(self, number: int) -> Listed:
        """The postings of the term with this number."""
        columns = [self.array(f"term.{name}", kind)[number] for name, kind in _COLUMNS]
        df, form, start, size, most = map(int, columns)
        found = Listed(number, form, df, most)
        if form == DENSE:
            found.row = self._raw("dense", "u1", start * self.documents, self.documents)
        elif form == BITS:
            width = -(-self.documents // 8)
            found.bits = self._raw("bits", "u1", start * width, width)
        else:
            found.gaps, found.impacts = self.elements(form, start, start + size)
            if size >= LONG:
                self._skipping(found, start)
        begin, end = map(int, self.array("term.token", "u8")[number : number + 2])
        found.tokens = (begin, end)
        return found

    def _skipping(self, listed: Listed, start: int) -> None:
        """Lay open what is needed to look into a long list without decoding all of it."""
        name = "wide" if listed.form == WIDE else "narrow"
        size, width = listed.gaps.shape[0], listed.gaps.itemsize
        at = self.container.regions[f"{name}.gap"][0] + start * width
        low, high = -(-start // SKIP), -(-(start + size) // SKIP)
        if low == high or at + (size + SKIP) * width > self.container.size:
            return
        listed.first = -start % SKIP
        listed.skips = self._raw(f"{name}.skip", "i4", low, high - low)
        shape, strides = (size, SKIP), (width, width)
        listed.windows = np.ndarray(shape, listed.gaps.dtype, self.container.data, at, strides)

    def elements(self, form: int, start: int, end: int) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """A stretch of the gaps and impacts of narrow or wide lists."""
        name, kind = ("wide", "u2") if form == WIDE else ("narrow", "u1")
        gaps = self._raw(f"{name}.gap", kind, start, end - start)
        return gaps, self._raw(f"{name}.impact", "u1", start, end - start)

    def live_df(self, listed: Listed) -> int:
        """In how many documents that are not deleted the term stands."""
        gone: int = self.dead_df.get(listed.number, 0)
        return listed.df - gone

    def many(self, numbers: Ints) -> Lists:
        """The postings of many terms at once; those of narrow lists first, then the others."""
        form = self.array("term.form", "u1")[numbers]
        start = self.array("term.start", "u8")[numbers].astype(np.int64)
        size = self.array("term.size", "u4")[numbers].astype(np.int64)
        found = []
        for kind, name, width in ((NARROW, "narrow", "u1"), (WIDE, "wide", "u2")):
            which = form == kind
            if which.any():
                found.append(self._gathered(name, width, start[which], size[which]))
        for number in numbers[form >= DENSE].tolist():
            listed = self.numbered(number)
            found.append(self.whole(listed))
        if not found:
            return Lists(numbers[:0], numbers[:0], NOTHING)
        return Lists(*(np.concatenate([getattr(f, n) for f in found]) for n in _LISTS))

    def _gathered(self, name: str, width: str, start: Ints, size: Ints) -> Lists:
        low, high = int(start.min()), int((start + size).max())
        gaps = self._raw(f"{name}.gap", width, low, high - low)
        impacts = self._raw(f"{name}.impact", "u1", low, high - low)
        if high - low > int(size.sum()) or (len(start) > 1 and bool((np.diff(start) < 0).any())):
            places = lists.gathered(start - low, size)
            gaps, impacts = gaps[places], impacts[places]
        return lists.decode(gaps, impacts, size)

    def whole(self, listed: Listed) -> Lists:
        """One term's postings, decoded."""
        if listed.form == DENSE:
            return lists.from_rows(listed.row[None, :])
        if listed.form == BITS:
            docs = np.flatnonzero(
                np.unpackbits(listed.bits, count=self.documents, bitorder="little")
            )
            return Lists(np.array([len(docs)]), docs, np.full(len(docs), 255, np.uint8))
        return lists.decode(listed.gaps, listed.impacts, np.array([len(listed.gaps)]))

    # Positions and documents.

    @cached_property
    def places(self) -> Places:
        """The positions of the words.  Their bytes are checked by :meth:`check_tokens`."""
        planes = [f"place.plane{bit}" for bit in range(8, self.container.fact("bits"))]
        raw = [
            np.frombuffer(self.container.region(name), np.uint8)
            for name in ("place.low", "place.first", *planes)
        ]
        self._planes = planes
        exceptions = self.array("place.exception", "u8")
        return Places(raw[0], raw[1], tuple(raw[2:]), exceptions, self.array("place.beyond", "u4"))

    def check_tokens(self, begin: int, end: int) -> None:
        """See that the tokens ``begin`` to ``end`` are as they were written."""
        assert self.places is not None
        self.container.part("place.low", begin, end - begin)
        low, high = begin >> 3, (end + 7) >> 3
        for name in ("place.first", *self._planes):
            self.container.part(name, low, high - low)

    @cached_property
    def field_lengths(self) -> tuple[Ints, Ints]:
        """For each document and text field, its number of words and of texts that have any."""
        words = np.zeros((self.documents, len(TEXTS)), np.int64)
        texts = np.zeros_like(words)
        for place, name in enumerate(TEXTS):
            for kind, into in (("length", words), ("texts", texts)):
                raw = self.container.region(f"{kind}.{name}")
                if len(raw):
                    width = len(raw) // self.documents
                    into[:, place] = self.array(f"{kind}.{name}", f"u{width}")
            texts[:, place] = np.maximum(texts[:, place], words[:, place] > 0)
        return words, texts

    def counts(self, kind: str, field: str) -> NDArray[Any] | None:
        """``length`` or ``texts`` of a field in each document; ``None`` where it is not said."""
        name = f"{kind}.{field}"
        size = self.container.regions.get(name, (0, 0))[1]
        return self.array(name, f"u{size // self.documents}") if size else None

    @cached_property
    def field_starts(self) -> Ints:
        """The position at which each field of each document begins."""
        return field_starts(*self.field_lengths)

    @cached_property
    def rank(self) -> Ints:
        """For each document its place in the order of ids."""
        found = np.zeros(self.documents, np.int64)
        found[self.array("id.order", "u4")] = np.arange(self.documents)
        return found

    @cached_property
    def ordered(self) -> bool:
        """Whether the documents stand in the order of their ids."""
        order = self.array("id.order", "u4")
        return bool((order[1:] > order[:-1]).all())

    @cached_property
    def ref_rank(self) -> Ints:
        """For each document its place in the order of references, ties by id."""
        if "ref.order" not in self.container.regions:
            return self.rank
        found = np.zeros(self.documents, np.int64)
        found[self.array("ref.order", "u4")] = np.arange(self.documents)
        return found

    def contribution(self, field: int) -> Ints:
        """What one occurrence in a text field counts in each document."""
        found = self._contributions.get(field)
        if found is None:
            weights = contributions(self.field_lengths[0], self.pivots)
            for place in range(len(TEXTS)):
                self._contributions[place] = weights[place::8]
            found = self._contributions[field]
        return found

    def with_id(self, name: bytes) -> int:
        """The live document with this id, -1 where there is none."""
        order = self.array("id.order", "u4")
        low, high = 0, len(order)
        while low < high:
            middle = (low + high) // 2
            if self.string("id", int(order[middle])) < name:
                low = middle + 1
            else:
                high = middle
        if low == len(order) or self.string("id", int(order[low])) != name:
            return -1
        found = int(order[low])
        return found if self.alive[found] else -1

    def with_ref(self, form: str) -> Ints:
        """The documents that are found by this form of a reference, deleted ones included."""
        hashes = self.array("refkey.hash", "u4")
        wanted = np.uint32(crc32(form.encode()))
        low, high = hashes.searchsorted(wanted), hashes.searchsorted(wanted, side="right")
        docs = np.unique(self.array("refkey.document", "u4")[low:high].astype(np.int64))
        kept = [form in ref_terms(self.string("ref", int(doc)).decode()) for doc in docs]
        return docs[np.array(kept, np.bool_)] if len(docs) else docs

    @cached_property
    def alive(self) -> NDArray[np.bool_]:
        """Which documents are not deleted."""
        found = np.ones(self.documents, np.bool_)
        found[self.dead] = False
        return found

    def stored(self) -> Documents:
        """Everything that is stored of the documents."""
        words, texts = self.field_lengths
        return Documents(
            self.strings("id"),
            self.strings("ref"),
            self.array("day", "i4").astype(np.int64),
            self.strings("card"),
            self.strings("record"),
            words,
            texts,
            self.array("refkey.hash", "u4"),
            self.array("refkey.document", "u4").astype(np.int64),
        )

    def in_order(self, low: int, high: int) -> Lists:
        """The postings of the terms ``low`` to ``high``, in the order of the terms."""
        form = self.array("term.form", "u1")[low:high]
        decoded = self.many(np.arange(low, high))
        # Back from the order of the forms.
        order = np.concatenate([np.flatnonzero(form == k) for k in (NARROW, WIDE)])
        order = np.concatenate((order, np.flatnonzero(form >= DENSE)))
        starts, back = decoded.starts(), np.argsort(order)
        index = lists.gathered(starts[back], decoded.df[back])
        return Lists(decoded.df[back], decoded.docs[index], decoded.impacts[index])

    def range(self, low: int, high: int) -> Postings:
        """The postings of the terms ``low`` to ``high``, with their positions."""
        token = self.array("term.token", "u8")
        begin, end = int(token[low]), int(token[high])
        self.check_tokens(begin, end)
        firsts = self.places.firsts(begin, end)
        frequencies = np.diff(np.concatenate((firsts, [end - begin])))
        keys = max(0, min(high, self.keys) - low)
        names = [self.dictionary[n].decode() for n in range(low, high)]
        positions = self.places.run(begin, end)
        return Postings(names, keys, self.in_order(low, high), frequencies, positions)

    def key_numbers(self, field: str) -> dict[str, int]:
        """The values of a key field, each with the number of its term."""
        found = self._values.get(field)
        if found is None:
            head = key_term(field, "").encode()
            low, high = self.dictionary.span(head)
            values = (self.dictionary[n][len(head) :].decode() for n in range(low, high))
            found = self._values[field] = dict(zip(values, range(low, high), strict=True))
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._arrays.clear()
        self._known.clear()
        self._columns.clear()
        self.__dict__.pop("places", None)
        self.container.close()


_COLUMNS = (("df", "u4"), ("form", "u1"), ("start", "u8"), ("size", "u4"), ("most", "u1"))
_LISTS = ("df", "docs", "impacts")
