"""The terms of one field in one segment: which there are, in which documents, and where.

The segment's dictionary holds the terms of all text fields together, and those of all key fields;
here each field gets those that are its own.  Deleted documents are still among the postings.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from foisearch.engine import scoring
from foisearch.engine.postings.term import Listed
from foisearch.engine.schema.entry import TEXTS, key_term
from foisearch.engine.schema.references import ref_terms
from foisearch.engine.segments import textfields
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]

FIELD_ROOM = 1 << 24
"""In ``any`` each field's positions begin at a multiple of this: no phrase reaches over."""
_NONE = np.zeros(0, np.int64)
_KEPT = 16  # postings that are kept decoded: enough for the terms of one query


@dataclass(frozen=True, slots=True)
class Held:
    """The postings of a term: documents, ascending, the impact in each, and how often."""

    docs: Ints
    impacts: NDArray[np.uint8]
    counts: Ints

    @classmethod
    def whole(cls, docs: Ints) -> Held:
        """The postings of a value that documents have or have not."""
        full = np.full(len(docs), scoring.STEPS, np.uint8)
        return cls(docs, full, np.ones(len(docs), np.int64))


class Lexicon(ABC):
    """The terms of one field in one segment."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.held = lru_cache(_KEPT)(self._held)

    @abstractmethod
    def _held(self, term: bytes) -> Held:
        """The postings of a term; none where the field does not have it."""

    @abstractmethod
    def walk(self, start: bytes = b"") -> Iterator[bytes]:
        """The terms in order, from the first that is not less than ``start``."""

    def positions(self, term: bytes) -> Ints:
        """Where the term stands: as many positions of each posting as it has counts."""
        return _NONE

    def __contains__(self, term: bytes) -> bool:
        return len(self.held(term).docs) > 0

    def lengths(self) -> Ints | None:
        """How many words the field has in each document, if it has words."""
        return None

    def live(self, term: bytes) -> int:
        """In how many documents that are not deleted the term stands."""
        docs = self.held(term).docs
        return len(docs) - int(np.isin(docs, self.segment.dead).sum())


class Words(Lexicon):
    """The words of all text fields."""

    def listed(self, term: bytes) -> Listed | None:
        """A word's entry in the dictionary; a key's is not given."""
        number = self.segment.dictionary.find(term)
        return self.segment.numbered(number) if number >= self.segment.keys else None

    def _held(self, term: bytes) -> Held:
        listed = self.listed(term)
        if listed is None:
            return Held.whole(_NONE)
        docs, impacts = listed.everywhere(self.segment.documents)
        begin, end = listed.tokens
        self.segment.check_tokens(begin, end)
        firsts = self.segment.places.firsts(begin, end)
        return Held(docs, impacts, np.diff(firsts, append=end - begin))

    def walk(self, start: bytes = b"") -> Iterator[bytes]:
        """The terms in order, from the first that is not less than ``start``."""
        dictionary, terms = self.segment.dictionary, self.segment.terms
        for number in range(bisect_left(dictionary, start, self.segment.keys, terms), terms):
            yield dictionary[number]

    def __contains__(self, term: bytes) -> bool:
        return self.segment.dictionary.find(term) >= self.segment.keys

    def lengths(self) -> Ints:
        """How many words each document has."""
        total: Ints = np.sum([self._length(field) for field in range(len(TEXTS))], axis=0)
        return total

    def live(self, term: bytes) -> int:
        """In how many documents that are not deleted the term stands."""
        listed = self.listed(term)
        return self.segment.live_df(listed) if listed is not None else 0

    def positions(self, term: bytes) -> Ints:
        """Where the term stands; fields are :data:`FIELD_ROOM` apart."""
        field, places = self._tokens(term)
        return field * FIELD_ROOM + places

    def _tokens(self, term: bytes) -> tuple[Ints, Ints]:
        """The field of every occurrence, and its place in the field."""
        listed = self.listed(term)
        if listed is None:
            return _NONE, _NONE
        held = Words._held(self, term)
        docs = held.docs.repeat(held.counts)
        places = self.segment.places.run(*listed.tokens).astype(np.int64)
        field = textfields.fields_at(self.segment, docs, places)
        for number in range(1, len(TEXTS)):
            inside = np.flatnonzero(field == number)
            begins, _ = textfields.spans(self.segment, number, docs.take(inside))
            places[inside] -= begins
        return field, places

    def _length(self, field: int) -> Ints:
        """How many words a text field has in each document."""
        column = self.segment.counts("length", TEXTS[field])
        if column is None:
            return np.zeros(self.segment.documents, np.int64)
        return column.astype(np.int64)


class FieldWords(Words):
    """The words of one text field."""

    def __init__(self, segment: Segment, field: int) -> None:
        super().__init__(segment)
        self.field = field

    def _held(self, term: bytes) -> Held:
        listed = self.listed(term)
        if listed is None:
            return Held.whole(_NONE)
        docs, counts = textfields.in_field(self.segment, listed, self.field)
        weights = textfields.contribution(self.segment, self.field, docs)
        return Held(docs, scoring.impact(counts * weights), counts)

    def walk(self, start: bytes = b"") -> Iterator[bytes]:
        """The terms in order, from the first that is not less than ``start``."""
        return (term for term in super().walk(start) if term in self)

    __contains__ = Lexicon.__contains__
    live = Lexicon.live

    def lengths(self) -> Ints:
        """How many words the field has in each document."""
        return self._length(self.field)

    def positions(self, term: bytes) -> Ints:
        """Where the term stands, counted from the beginning of the field."""
        field, places = self._tokens(term)
        own: Ints = places[field == self.field]
        return own


class Keys(Lexicon):
    """The values of a key field."""

    def __init__(self, segment: Segment, name: str) -> None:
        super().__init__(segment)
        self._head = key_term(name, "").encode()

    def _held(self, term: bytes) -> Held:
        number = self.segment.dictionary.find(self._head + term)
        if number < 0:
            return Held.whole(_NONE)
        listed = self.segment.numbered(number)
        return Held.whole(listed.everywhere(self.segment.documents)[0])

    def walk(self, start: bytes = b"") -> Iterator[bytes]:
        """The values in order, from the first that is not less than ``start``."""
        dictionary = self.segment.dictionary
        low, high = dictionary.span(self._head)
        for number in range(bisect_left(dictionary, self._head + start, low, high), high):
            yield dictionary[number][len(self._head) :]


class Ids(Lexicon):
    """The ids of the documents."""

    def __len__(self) -> int:
        return self.segment.documents

    def __getitem__(self, place: int) -> bytes:
        """An id by its place in their order."""
        return self.segment.string("id", int(self.segment.array("id.order", "u4")[place]))

    def _held(self, term: bytes) -> Held:
        low = high = bisect_left(self, term)
        while high < len(self) and self[high] == term:
            high += 1
        return Held.whole(np.sort(self.segment.array("id.order", "u4")[low:high].astype(np.int64)))

    def walk(self, start: bytes = b"") -> Iterator[bytes]:
        """The ids in order, from the first that is not less than ``start``."""
        last = None
        for place in range(bisect_left(self, start), len(self)):
            term = self[place]
            if term != last:
                yield term
            last = term


class Refs(Lexicon):
    """The forms of references."""

    def _held(self, term: bytes) -> Held:
        return Held.whole(self.segment.with_ref(term.decode("utf-8", "replace")))

    @cached_property
    def _forms(self) -> list[bytes]:
        refs = set(self.segment.strings("ref").values())
        texts = (ref.decode("utf-8", "surrogatepass") for ref in refs)
        forms = {form.encode("utf-8", "replace") for text in texts for form in ref_terms(text)}
        return sorted(form for form in forms if form in self)

    def walk(self, start: bytes = b"") -> Iterator[bytes]:
        """The forms in order, from the first that is not less than ``start``."""
        yield from self._forms[bisect_left(self._forms, start) :]
