"""Pairs of texts that may be near copies, and how like they are.

Texts are compared that have a *key* in common.  Keys are made of the rarest terms of a text, any
:data:`TOGETHER` of :data:`RAREST`; of a short text also of any two of the rarest few, of all its
terms, and of all but one.
A near copy that has lost and gained some words shares many of them; texts about the same share
few (compare prefix filtering: Chaudhuri, Ganti and Kaushik, *A primitive operator for similarity
joins in data cleaning*, ICDE 2006; Xiao and others, *Efficient similarity joins for near duplicate
detection*, WWW 2008).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.postings.lists import gathered
from foisearch.prior.store.collected import Texts
from foisearch.prior.store.likeness import summed

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
Floats = NDArray[np.float32]

RAREST = 8
"""The keys of a text are made of so many of its terms, the rarest that others have too."""
TOGETHER = 3
"""So many of them make a key."""
SHORT, FEW = 12, 4
"""A text of so many terms or fewer has keys of all of them, and of any two of the rarest few."""
NEIGHBOURS = 32
"""Of the texts with the same key, each is compared with so many, the nearest by their sums."""
_NEAREST, _MOST_PAIRS = 2, 1 << 24
"""With the nearest few in any case; with more while there are not too many pairs in memory."""
_AT_ONCE = 1 << 15
_KEYS_AT_ONCE = 1 << 23
_NONE = np.zeros(0, np.int64)


def candidates(texts: Texts, least: float, report: Callable[[float], None]) -> tuple[Ints, Ints]:
    """Pairs that may be as like as ``least``: the numbers of texts, the lower one first, each once.

    Args:
        texts: all texts.
        least: a weighted Jaccard coefficient, more than 0, less than 1.
        report: called with the share that is done, 0 to 1.
    """
    maker = _Keys(texts, least)
    rounds = max(1, -(-maker.most // _KEYS_AT_ONCE))
    bits = max(1, (rounds - 1).bit_length()) if rounds > 1 else 0
    found: list[Keys] = []
    for part in range(1 << bits):
        keys = maker.packed(part, bits)
        found.append(_neighbours(keys, maker.owner_bits, texts.sums, least))
        report((part + 1) / (1 << bits))
    pairs = np.unique(np.concatenate(found))
    mask = np.uint64((1 << 32) - 1)
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & mask).astype(np.int64)


class _Keys:
    """Makes the keys of all texts; each holds, in its lower bits, whose it is."""

    def __init__(self, texts: Texts, least: float) -> None:
        self._texts = texts
        self._least = least
        self.owner_bits = max(1, len(texts).bit_length())
        numbers = np.random.default_rng(0)
        count = len(texts.weights)
        self._mixed = numbers.integers(1, 1 << 63, (2, count + 1), np.uint64)
        self._mixed[:, count] = 0
        self._rarest = self._chosen()
        per_text = sum(1 for _ in combinations(range(RAREST), TOGETHER))
        self.most = len(texts) * per_text

    def _chosen(self) -> NDArray[np.uint32]:
        """For each text its rarest terms, as a table; filled up with one that none has."""
        texts = self._texts
        nothing = len(texts.weights)
        df = np.zeros(nothing, np.int64)
        for low in range(0, len(texts.terms), 1 << 22):
            df += np.bincount(texts.terms[low : low + (1 << 22)], minlength=nothing)
        order = np.argsort(df, kind="stable")
        rank = np.empty(nothing, np.int64)
        rank[order] = np.arange(nothing)
        alone = int((df < 2).sum())  # the first in the order: nobody shares them
        found = np.full((len(texts), RAREST), nothing, np.uint32)
        for low in range(0, len(texts), _AT_ONCE):
            high = min(low + _AT_ONCE, len(texts))
            sizes = np.diff(texts.starts[low : high + 1])
            owner = np.repeat(np.arange(high - low), sizes)
            ranks = rank.take(texts.terms[texts.starts[low] : texts.starts[high]])
            shared = ranks >= alone
            both = np.sort((owner[shared] << 32) + ranks[shared])
            owner = both >> 32
            begins = owner.searchsorted(np.arange(high - low))
            place = np.arange(len(both)) - begins.take(owner)
            kept = place < RAREST
            found[low + owner[kept], place[kept]] = order.take(both[kept] & 0xFFFFFFFF)
        return found

    def packed(self, part: int, bits: int) -> Keys:
        """Those keys whose highest bits are ``part``, sorted."""
        found = [*self._of_rarest(part, bits), *self._of_short(part, bits)]
        keys = np.concatenate([np.zeros(0, np.uint64), *found])
        keys.sort()
        return keys

    def _pack(self, keys: Keys, owners: Ints, part: int, bits: int) -> Keys:
        """The keys of a part with their owners."""
        if bits:
            kept = np.flatnonzero(keys >> np.uint64(64 - bits) == np.uint64(part))
            keys, owners = keys.take(kept), owners.take(kept)
        shift = np.uint64(self.owner_bits)
        return (keys >> shift << shift) | owners.astype(np.uint64)

    def _of_rarest(self, part: int, bits: int) -> Iterator[Keys]:
        short = np.diff(self._texts.starts) <= SHORT
        chosen = [*combinations(range(RAREST), TOGETHER)]
        for low in range(0, len(self._texts), _AT_ONCE):
            table = self._rarest[low : low + _AT_ONCE]
            for keys, held in self._together(table, chosen):
                yield self._pack(keys, held + low, part, bits)
            brief = np.flatnonzero(short[low : low + _AT_ONCE])
            for keys, held in self._together(table[brief], [*combinations(range(FEW), 2)]):
                yield self._pack(keys, brief[held] + low, part, bits)

    def _together(
        self, table: NDArray[np.uint32], chosen: Sequence[tuple[int, ...]]
    ) -> Iterator[tuple[Keys, Ints]]:
        """Keys of some columns of a table of terms, and the rows that have them all."""
        mixed = self._mixed[0].take(table)
        for columns in chosen:
            held = np.flatnonzero(table[:, columns[-1]] != len(self._texts.weights))
            keys = mixed[held][:, columns].sum(axis=1, dtype=np.uint64)
            yield _stirred(keys), held

    def _of_short(self, part: int, bits: int) -> Iterator[Keys]:
        texts = self._texts
        sizes = np.diff(texts.starts)
        short = np.flatnonzero((sizes > 0) & (sizes <= SHORT))
        for low in range(0, len(short), _AT_ONCE):
            owners = short[low : low + _AT_ONCE]
            size = sizes[owners]
            terms = texts.terms[gathered(texts.starts[owners], size)]
            mixed = self._mixed[1].take(terms)
            whole = np.add.reduceat(mixed, np.cumsum(size) - size)
            yield self._pack(_stirred(whole), owners, part, bits)
            # Without a term that is worth too much, what is left cannot be like enough.
            owner = np.repeat(np.arange(len(owners)), size)
            rest = texts.sums[owners][owner] - texts.weights.take(terms)
            kept = np.flatnonzero(rest >= self._least * texts.sums[owners][owner])
            left = whole[owner[kept]] - mixed[kept]
            yield self._pack(_stirred(left), owners[owner[kept]], part, bits)


def _stirred(keys: Keys) -> Keys:
    """The keys with their bits mixed, so that the highest depend on all."""
    keys = keys ^ (keys >> np.uint64(31))
    keys *= np.uint64(0x9E3779B97F4A7C15)
    keys ^= keys >> np.uint64(29)
    keys *= np.uint64(0xBF58476D1CE4E5B9)
    return keys


def _neighbours(keys: Keys, owner_bits: int, sums: Floats, least: float) -> Keys:
    """Pairs of owners of the same key whose sums do not rule out that they are like."""
    shift = np.uint64(owner_bits)
    same = keys >> shift
    mask = np.uint64((1 << owner_bits) - 1)
    # Only what stands in a run of several is looked at again.
    again = np.zeros(len(keys), np.bool_)
    equal = same[1:] == same[:-1]
    again[1:] = equal
    again[:-1] |= equal
    same, owners = same[again], (keys[again] & mask).astype(np.int64)
    found: list[Keys] = []
    for step in range(1, NEIGHBOURS + 1):
        if step > _NEAREST and sum(map(len, found)) > _MOST_PAIRS:
            break  # large families: enough to hold them together
        hits = np.flatnonzero(same[step:] == same[:-step])
        if not len(hits):
            break
        low, high = owners.take(hits), owners.take(hits + step)
        near = (low != high) & (sums.take(low) >= least * sums.take(high))
        pairs = (low[near].astype(np.uint64) << np.uint64(32)) | high[near].astype(np.uint64)
        found.append(pairs)
    return np.unique(np.concatenate([np.zeros(0, np.uint64), *found]))


def shared(texts: Texts, low: Ints, high: Ints) -> tuple[Floats, Floats]:
    """For pairs of texts the idf of the terms that they share, and their weighted Jaccard."""
    common = np.empty(len(low), np.float32)
    for at in range(0, len(low), _AT_ONCE):
        some = slice(at, at + _AT_ONCE)
        common[some] = _common(texts, low[some], high[some])
    whole = texts.sums.take(low) + texts.sums.take(high) - common
    like = np.divide(common, whole, out=np.zeros_like(common), where=whole > 0)
    return common, np.minimum(like, np.float32(1))


def _common(texts: Texts, low: Ints, high: Ints) -> NDArray[np.float64]:
    both = []
    for side in (low, high):
        begins = texts.starts[side]
        sizes = texts.starts[side + 1] - begins
        owner = np.repeat(np.arange(len(side), dtype=np.uint64) << np.uint64(32), sizes)
        owner |= texts.terms[gathered(begins, sizes)]
        both.append(owner)
    every = np.concatenate(both)
    every.sort()
    twice = every[1:][every[1:] == every[:-1]]
    worth = texts.weights.take((twice & np.uint64(0xFFFFFFFF)).astype(np.int64))
    sizes = np.bincount((twice >> np.uint64(32)).astype(np.int64), minlength=len(low))
    return summed(worth, sizes)
