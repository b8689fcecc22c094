"""Positions of words, packed: eight bits of each in one region, the higher bits in bit planes.

Tokens stand in the order of (term, document, position).  A bit for each token says whether it is
the first of its document, so that the frequency of a term in a document needs no number of its
own.  Positions too high for the planes of a segment are written as all ones and stand in
a short list of exceptions: a few long documents do not make all others pay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.schema.entry import FIELD_GAP, GAP

FIELD_BITS = 3
"""The place of a word is its document, and in so many bits below, its field."""
Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
WIDEST = 20
_EXCEPTION_BITS = 96
_AT_ONCE = 1 << 18


def text_starts(place: Ints, lengths: Ints) -> Ints:
    """The position at which each text begins in its document; one without a word takes no room.

    Args:
        place: document and field of each text, ascending.
        lengths: how many positions it takes.
    """
    found = np.zeros(len(place), np.int64)
    kept = np.flatnonzero(lengths)
    if not len(kept):
        return found
    place, lengths = place[kept], lengths[kept]
    same = place[1:] >> FIELD_BITS == place[:-1] >> FIELD_BITS
    gap = np.zeros(len(place), np.int64)
    gap[1:][same] = np.where(place[1:] == place[:-1], GAP, FIELD_GAP)[same]
    begin = np.cumsum(gap + lengths) - lengths
    first = np.flatnonzero(np.concatenate(([True], ~same)))
    counts = np.diff(first, append=len(place))
    found[kept] = begin - np.repeat(begin[first], counts)
    return found


def field_starts(words: Ints, texts: Ints) -> Ints:
    """The position at which each field of each document begins, from what ``lengths`` gives.

    A field without a word begins where the next one does, the last ones beyond all positions.
    """
    room = np.where(texts > 0, words + GAP * (texts - 1) + FIELD_GAP, 0)
    return np.cumsum(room, axis=1) - room


def width(lengths: Ints) -> int:
    """How many bits a position gets.

    Args:
        lengths: how many positions need each number of bits, from 0 to :data:`WIDEST` and more.
    """
    costs = []
    total = int(lengths.sum())
    for bits in range(8, WIDEST + 1):
        beyond = int(lengths[bits + 1 :].sum())
        costs.append((total * bits + beyond * _EXCEPTION_BITS, bits))
    return min(costs)[1]


def bit_lengths(positions: NDArray[Any]) -> Ints:
    """How many of the positions need which bits, all ones being the mark of exceptions."""
    # Counting those that need more than so many bits, for each number of bits, is quicker than to
    # find what each position needs.
    least = [len(positions)]
    while least[-1]:
        least.append(int(np.count_nonzero(positions >= (1 << len(least)) - 1)))
    found = np.zeros(33, np.int64)
    found[1 : len(least)] = -np.diff(least)
    return found


class Packer:
    """Packs tokens as they come; bits are written in whole bytes, what is left over is kept."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.tokens = 0
        self._rest: NDArray[Any] = np.zeros(0, np.uint32)
        self._rest_first: NDArray[np.bool_] = np.zeros(0, np.bool_)

    def add(self, positions: NDArray[Any], first: NDArray[np.bool_]) -> Packed:
        """What is to be appended for more tokens, ``first`` being the first of their document."""
        if self.bits > 16:
            positions = positions.astype(np.uint32)  # every number of bits has to fit
        top = (1 << self.bits) - 1
        beyond = np.flatnonzero(positions >= top)
        exceptions = (beyond + self.tokens).astype(np.uint64)
        high = positions.take(beyond).astype(np.uint32)
        if len(beyond):
            positions = np.minimum(positions, top)
        self.tokens += len(positions)
        low = positions.astype(np.uint8)
        if len(self._rest):
            positions = np.concatenate((self._rest, positions))
            first = np.concatenate((self._rest_first, first))
        whole = len(positions) // 8 * 8
        self._rest, self._rest_first = positions[whole:].copy(), first[whole:].copy()
        return Packed(low, *self._bits(positions[:whole], first[:whole]), exceptions, high)

    def last(self) -> Packed:
        """What is still to be appended at the end."""
        bits = self._bits(self._rest, self._rest_first)
        return Packed(np.zeros(0, np.uint8), *bits, np.zeros(0, np.uint64), np.zeros(0, np.uint32))

    def _bits(
        self, positions: NDArray[Any], first: NDArray[np.bool_]
    ) -> tuple[Bytes, tuple[Bytes, ...]]:
        planes = (positions & (1 << bit) != 0 for bit in range(8, self.bits))
        return _packed(first), tuple(map(_packed, planes))


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes to append: to the low bytes, to the marks of firsts, to each plane.

    ``exceptions`` are the tokens whose positions, ``beyond``, are too high for the planes.
    """

    low: Bytes
    first: Bytes
    planes: tuple[Bytes, ...]
    exceptions: NDArray[np.uint64]
    beyond: NDArray[np.uint32]


def _packed(bits: NDArray[np.bool_]) -> Bytes:
    return np.packbits(bits, bitorder="little")


@dataclass(frozen=True, slots=True)
class Places:
    """Packed tokens to read from."""

    low: NDArray[np.uint8]
    first: NDArray[np.uint8]
    planes: tuple[NDArray[np.uint8], ...]
    exceptions: NDArray[np.uint64]
    beyond: NDArray[np.uint32]

    def firsts(self, start: int, end: int) -> Ints:
        """Which of the tokens ``start`` to ``end`` are the first of their document."""
        bits = np.unpackbits(self.first[start >> 3 : (end + 7) >> 3], bitorder="little")
        return np.flatnonzero(bits[start & 7 : (start & 7) + end - start].view(np.bool_))

    def run(self, start: int, end: int) -> NDArray[np.int32]:
        """The positions of the tokens ``start`` to ``end``."""
        found = np.empty(end - start, np.int32)
        for low in range(start, end, _AT_ONCE):
            high = min(low + _AT_ONCE, end)
            piece = found[low - start : high - start]
            piece[:] = self.low[low:high]
            for bit, plane in enumerate(self.planes, 8):
                bits = np.unpackbits(plane[low >> 3 : (high + 7) >> 3], bitorder="little")
                piece |= np.left_shift(bits[low & 7 : (low & 7) + high - low], bit, dtype=np.int32)
        if len(self.exceptions):
            low, high = np.searchsorted(self.exceptions, np.array((start, end), np.uint64)).tolist()
            places = self.exceptions[low:high].astype(np.int64) - start
            found[places] = self.beyond[low:high]
        return found

    def at(self, tokens: Ints) -> Ints:
        """The positions of some tokens."""
        found = self.low.take(tokens).astype(np.int64)
        if self.planes:
            byte, shift = tokens >> 3, (tokens & 7).astype(np.uint8)
            for bit, plane in enumerate(self.planes, 8):
                bits: NDArray[Any] = plane.take(byte) >> shift & 1
                found |= bits.astype(np.int64) << bit
        if len(self.exceptions):
            top = (1 << (8 + len(self.planes))) - 1
            odd = np.flatnonzero(found == top)
            if len(odd):
                index = np.searchsorted(self.exceptions, tokens[odd].astype(np.uint64))
                found[odd] = self.beyond[np.minimum(index, len(self.beyond) - 1)]
        return found
