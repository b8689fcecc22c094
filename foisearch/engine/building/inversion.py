"""Inversion: entries to sorted words, and sorted words to postings, in arrays.

A *word* is one occurrence of a term.  It is written as one number that says where it stands: the
*place* (document and field) in the upper half, the position in the lower.  Words are made
in the order of those numbers; sorted by term, they are the postings.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.building.chunks import Chunks
from foisearch.engine.postings.lists import Lists, Postings
from foisearch.engine.postings.positions import FIELD_BITS, text_starts
from foisearch.engine.schema.entry import TEXTS, Entry, key_term
from foisearch.engine.scoring import STEPS, impact

Ints = NDArray[np.int64]
Words = NDArray[Any]
"""Of 32 or 64 bits."""

_KEYED = 7
"""The field of a key's word, which has no position."""
MOST_DOCUMENTS = 1 << 16 - FIELD_BITS
"""In one run, so that a place has half of 32 bits."""
_CHARACTERS_AT_ONCE = 500_000  # what is made of so many fits into the second cache
_IMPACTS_KNOWN = 1 << 17


@dataclass(frozen=True, slots=True)
class Run:
    """Words in the order of (name of the term, document, position).

    ``terms`` are the numbers of the terms in the order of their names, and ``counts`` says how
    many words each has.  Words have 32 bits, or 64 where a position needs more than 16.  The first
    ``keyed`` of them are of keys.
    """

    words: Words
    terms: Ints
    counts: Ints
    keyed: int


class Inverter:
    """Collects the words of entries; emptied by :meth:`run`."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        self._order = _Order()
        self._keys: dict[tuple[str, str], int] = {}
        self._begin()

    def _begin(self) -> None:
        self._texts: list[str] = []
        self._places: list[int] = []
        self._characters = 0
        self._keyed: list[int] = []
        self._keyed_places: list[int] = []
        self._terms: list[Ints] = []
        self._words: list[Words] = []
        self._lengths: list[tuple[Ints, Ints]] = []
        self.documents = 0
        self.tokens = 0

    def add(self, entry: Entry) -> None:
        """Take the words and keys of an entry, which becomes the next document."""
        place = self.documents << FIELD_BITS
        self.documents += 1
        given = entry.texts
        for field, name in enumerate(TEXTS, place):
            for text in given.get(name, ()):
                self._texts.append(text)
                self._places.append(field)
                self._characters += len(text)
        for name, values in entry.keys.items():
            for value in dict.fromkeys(values) if len(values) > 1 else values:
                self._keyed.append(self._key(name, value))
                self._keyed_places.append(place | _KEYED)
        if self._characters >= _CHARACTERS_AT_ONCE:
            self.absorb()

    def _key(self, name: str, value: str) -> int:
        number = self._keys.get((name, value))
        if number is None:
            number = self._keys[name, value] = self._chunks.term(key_term(name, value))
        return number

    def absorb(self) -> None:
        """Turn the texts taken so far into words."""
        if self._keyed:
            self._terms.append(np.array(self._keyed, np.int64))
            self._words.append(np.array(self._keyed_places, np.uint32) << np.uint32(16))
            self._keyed, self._keyed_places = [], []
        if not self._texts:
            return
        read = self._chunks.read(self._texts)
        place = np.array(self._places, np.int64)
        self._texts, self._places, self._characters = [], [], 0
        self._lengths.append((place, read.positions))
        starts = text_starts(place, read.positions)
        bits = 16 if int((starts + read.positions).max()) < 1 << 16 else 32
        # What each word's position, counted through all texts, lacks from the whole number.
        heads = (place << bits) + starts - (np.cumsum(read.positions) - read.positions)
        words = np.repeat(heads, read.tokens)
        words += read.places
        self._terms.append(read.terms)
        self._words.append(words.astype(np.uint32 if bits == 16 else np.uint64))
        self.tokens += len(words)

    def lengths(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """For each document and text field, its number of words and of texts that have any."""
        self.absorb()
        size = self.documents << FIELD_BITS
        place = np.concatenate([np.zeros(0, np.int64), *(place for place, _ in self._lengths)])
        length = np.concatenate([np.zeros(0, np.int64), *(length for _, length in self._lengths)])
        words = np.bincount(place, length, size)
        texts = np.bincount(place, length > 0, size)
        shape = (self.documents, 1 << FIELD_BITS)
        return (
            words.astype(np.uint32).reshape(shape)[:, : len(TEXTS)],
            texts.astype(np.uint32).reshape(shape)[:, : len(TEXTS)],
        )

    def order(self) -> Ints:
        """The numbers of all terms met, in the order of their names."""
        return self._order.of(self._chunks.terms)

    def run(self) -> Run:
        """The words of everything taken, sorted; forgets it all."""
        self.absorb()
        term = np.concatenate([np.zeros(0, np.int64), *self._terms])
        words = _concatenated(self._words)
        keyed = len(words) - self.tokens
        self._begin()
        terms = self._chunks.terms
        counts = np.bincount(term, minlength=len(terms))
        used = self.order()
        used = used[counts.take(used) > 0]
        counts = counts.take(used)
        small = len(used) <= 1 << 16
        rank: NDArray[Any] = np.zeros(len(terms), np.uint16 if small else np.uint32)
        rank[used] = np.arange(len(used))
        ranks = rank.take(term)
        # Two bytes at a time numpy sorts by counting.
        order = np.argsort(ranks.astype(np.uint16, copy=False), kind="stable")
        if not small:
            high = (ranks >> 16).astype(np.uint16).take(order)
            order = order.take(np.argsort(high, kind="stable"))
        return Run(words.take(order), used, counts, keyed)


class _Order:
    """The order of names, kept while new ones come in."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._numbers = np.zeros(0, np.int64)

    def of(self, terms: dict[str, int]) -> Ints:
        """The numbers of the terms in the order of their names."""
        have = len(self._names)
        if len(terms) > have:
            fresh = sorted(list(terms)[have:])
            numbers = np.array([terms[name] for name in fresh], np.int64)
            before = (
                [bisect_left(self._names, name) for name in fresh] if have else [0] * len(fresh)
            )
            self._numbers = np.insert(self._numbers, before, numbers)
            self._names += fresh
            self._names.sort()  # two ascending stretches: they are only merged
        return self._numbers


def widened(words: Words) -> NDArray[np.uint64]:
    """Words of 64 bits from words of 32."""
    wide = words.astype(np.uint64)
    if words.dtype == np.uint64:
        return wide
    place: NDArray[np.uint64] = wide >> np.uint64(16) << np.uint64(32)
    return place | wide & np.uint64(0xFFFF)


def _concatenated(pieces: list[Words]) -> Words:
    if any(piece.dtype == np.uint64 for piece in pieces):
        pieces = [widened(piece) for piece in pieces]
    return np.concatenate([np.zeros(0, np.uint32), *pieces])


def split(words: Words) -> tuple[NDArray[Any], NDArray[Any]]:
    """The places and the positions of words."""
    if words.dtype == np.uint32:
        return words >> np.uint32(16), words.astype(np.uint16)
    return words >> np.uint64(32), words.astype(np.uint32)


@lru_cache(maxsize=1)
def _impacts() -> NDArray[np.uint8]:
    """The impact of each of the lower sums of contributions: looking it up is quicker."""
    return impact(np.arange(_IMPACTS_KNOWN))


def _impact(sums: Ints) -> NDArray[np.uint8]:
    found = _impacts().take(sums, mode="clip")
    high = np.flatnonzero(sums >= _IMPACTS_KNOWN)
    if len(high):
        found[high] = impact(sums[high])
    return found


def grouped(
    place: NDArray[Any],
    positions: NDArray[Any],
    counts: Ints,
    names: list[str],
    weights: NDArray[Any],
) -> Postings:
    """The words of some terms as postings.

    Args:
        place: in which document and field each word stands, by term and then ascending.
        positions: where in the document.
        counts: how many words each term has, one at least.
        names: the terms, keys first.
        weights: what :func:`foisearch.engine.scoring.contributions` gives, by place.
    """
    ends = np.cumsum(counts)
    document = place >> FIELD_BITS
    new = np.empty(len(place), np.bool_)
    np.not_equal(document[1:], document[:-1], out=new[1:])
    new[0] = True
    new[ends[:-1]] = True
    heads = np.flatnonzero(new)
    df = np.diff(heads.searchsorted(ends), prepend=0)
    docs = document.take(heads)
    keys = sum(name.startswith("\x1f") for name in names)
    keyed = int(ends[keys - 1]) if keys else 0  # a key has one word for each document
    impacts = np.full(len(docs), STEPS, np.uint8)
    heads = heads[keyed:] - keyed
    if len(heads):
        sums = np.add.reduceat(weights.take(place[keyed:]), heads)
        impacts[keyed:] = _impact(sums)
    frequencies = np.diff(heads, append=len(place) - keyed)
    return Postings(names, keys, Lists(df, docs, impacts), frequencies, positions[keyed:])


def joined(pieces: list[Postings]) -> Postings:
    """Postings of the same terms, one behind the other; of several pieces only for one term."""
    if len(pieces) == 1:
        return pieces[0]
    lists = Lists(
        np.sum([piece.lists.df for piece in pieces], axis=0),
        np.concatenate([piece.lists.docs for piece in pieces]),
        np.concatenate([piece.lists.impacts for piece in pieces]),
    )
    frequencies = np.concatenate([piece.frequencies for piece in pieces])
    positions = np.concatenate([piece.positions for piece in pieces])
    return Postings(pieces[0].terms, pieces[0].keys, lists, frequencies, positions)
