"""A segment as arrays: its dictionary and its postings, laid over the mapped file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files.container import Container
from foisearch.engine.postings import lists
from foisearch.engine.postings.lists import BITS, DENSE, NARROW, SKIP, WIDE, Lists, Postings
from foisearch.engine.postings.positions import Places
from foisearch.engine.postings.term import LONG, NOTHING, Listed
from foisearch.engine.schema.entry import key_term
from foisearch.engine.segments.dictionary import Dictionary
from foisearch.engine.segments.stored import Stored

Ints = NDArray[np.int64]
_MOST_KNOWN = 100_000


class Segment(Stored):
    """An open segment: its documents, and the postings of its terms.

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
        dead = np.zeros(0, np.int64) if dead is None else dead
        super().__init__(container, dead, pivots or {})
        self.terms = container.fact("terms")
        self.keys = container.fact("keys")
        self.dead_df = dict(zip(*(a.tolist() for a in dead_df), strict=True)) if dead_df else {}
        self._values: dict[str, dict[str, int]] = {}
        self._known: dict[str, Listed | None] = {}

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
            found.row = self.stretch("dense", "u1", start * self.documents, self.documents)
        elif form == BITS:
            width = -(-self.documents // 8)
            found.bits = self.stretch("bits", "u1", start * width, width)
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
        listed.skips = self.stretch(f"{name}.skip", "i4", low, high - low)
        shape, strides = (size, SKIP), (width, width)
        listed.windows = np.ndarray(shape, listed.gaps.dtype, self.container.data, at, strides)

    def elements(self, form: int, start: int, end: int) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """A stretch of the gaps and impacts of narrow or wide lists."""
        name, kind = ("wide", "u2") if form == WIDE else ("narrow", "u1")
        gaps = self.stretch(f"{name}.gap", kind, start, end - start)
        return gaps, self.stretch(f"{name}.impact", "u1", start, end - start)

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
        gaps = self.stretch(f"{name}.gap", width, low, high - low)
        impacts = self.stretch(f"{name}.impact", "u1", low, high - low)
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
        self._known.clear()
        self.__dict__.pop("places", None)
        super().close()


_COLUMNS = (("df", "u4"), ("form", "u1"), ("start", "u8"), ("size", "u4"), ("most", "u1"))
_LISTS = ("df", "docs", "impacts")
