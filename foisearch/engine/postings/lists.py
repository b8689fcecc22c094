"""Posting lists as gaps: how documents and impacts of a term are written in arrays.

A list is a run of *elements*; each holds how far it leaps from the element before and the impact
(1 to 255) of the document where it lands.  Leaps have one byte (*narrow*) or two (*wide*); one
that is farther is made in several, the intermediate ones with impact 0, which adds nothing to any
sum.  So the documents of a list are one cumulative sum.  A term that stands in more than
one document of :data:`DENSE_SHARE` has a *dense* row instead: its impact in every document, 0
where it does not stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

NARROW, WIDE, DENSE, BITS = 0, 1, 2, 3
FARTHEST = (255, 65_535)
"""The farthest leap of a narrow and of a wide element."""
_NARROW_SHARE = 200  # on average documents are less far apart than this: narrow costs less
_BITS_SHARE = 16
SKIP = 256
"""Every so many elements of a region it is stated where the document before stood."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Posting lists, one behind the other.

    ``df[i]`` postings belong to list ``i``; ``docs`` are ascending within a list; ``impacts`` are
    1 to 255.
    """

    df: Ints
    docs: Ints
    impacts: Bytes

    def starts(self) -> Ints:
        """Where each list begins."""
        return np.cumsum(self.df) - self.df

    def chosen(self, which: NDArray[Any]) -> Lists:
        """The lists that a mask chooses."""
        if which.all():
            return self
        places = np.flatnonzero(which)
        index = gathered(self.starts().take(places), self.df.take(places))
        return Lists(self.df.take(places), self.docs.take(index), self.impacts.take(index))


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of some terms, in their order.

    ``keys`` of the first terms are key terms and have no positions; ``positions`` belong to the
    other postings, ``frequencies`` of them to each.
    """

    terms: list[str]
    keys: int
    lists: Lists
    frequencies: Ints
    positions: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Elements of lists.  ``sizes`` counts those of each; ``skips`` is what :data:`SKIP` says."""

    sizes: Ints
    gaps: NDArray[Any]
    impacts: Bytes
    skips: NDArray[np.int32]


def forms(df: Ints, keys: int, documents: int, dense_share: int) -> Bytes:
    """How each list is best written, the first ``keys`` of which are of key terms."""
    found = np.where(df * _NARROW_SHARE < documents, WIDE, NARROW).astype(np.uint8)
    found[df * dense_share > documents] = DENSE
    found[:keys] = np.where(df[:keys] * _BITS_SHARE > documents, BITS, found[:keys])
    return found


def encode(lists: Lists, form: int, at: int) -> Encoded:
    """Write lists as gaps.

    Args:
        lists: none of them empty.
        form: ``NARROW`` or ``WIDE``.
        at: how many elements the region holds already.
    """
    limit, kind = FARTHEST[form], np.uint16 if form == WIDE else np.uint8
    if not len(lists.df):
        none = np.zeros(0, np.uint8)
        return Encoded(lists.df, none.astype(kind), none, np.zeros(0, np.int32))
    starts = lists.starts()
    gaps = np.diff(lists.docs, prepend=lists.docs[:1])
    gaps[starts] = lists.docs.take(starts) + 1
    far = np.flatnonzero(gaps > limit)
    fill = (gaps.take(far) - 1) // limit
    # How many elements stand before that of each posting for leaps made in several.
    extra = np.zeros(len(gaps) + 1, np.int64)
    extra[far + 1] = fill
    np.cumsum(extra, out=extra)
    ends = np.arange(len(gaps))
    ends += extra[1:]
    skips = _skips(lists, gaps, ends, limit, -at % SKIP)
    gaps[far] -= fill * limit
    sizes = lists.df + extra.take(starts + lists.df) - extra.take(starts)
    if not len(far):
        return Encoded(sizes, gaps.astype(kind), lists.impacts, skips)
    out = np.full(int(ends[-1]) + 1, limit, kind)
    out[ends] = gaps
    impacts = np.zeros(len(out), np.uint8)
    impacts[ends] = lists.impacts
    return Encoded(sizes, out, impacts, skips)


def _skips(
    lists: Lists, gaps: NDArray[Any], ends: Ints, limit: int, first: int
) -> NDArray[np.int32]:
    """Where the document before stood, for the element ``first`` and every :data:`SKIP`-th on."""
    skipped = np.arange(first, int(ends[-1]) + 1, SKIP)
    posting = ends.searchsorted(skipped)
    back = ends.take(posting) - skipped
    # The last element of a posting makes what is left of its leap after the full ones.
    leap = gaps.take(posting)
    before = lists.docs.take(posting) - leap
    before = before + ((leap - 1) // limit - back) * limit
    found: NDArray[np.int32] = before.astype(np.int32)
    return found


def decode(gaps: NDArray[Any], impacts: Bytes, sizes: Ints) -> Lists:
    """Read lists whose elements stand one behind the other."""
    if not len(sizes):
        return Lists(sizes, np.zeros(0, np.int64), impacts[:0])
    docs = np.cumsum(gaps, dtype=np.int64)
    ends = np.cumsum(sizes)
    base = np.zeros(len(sizes), np.int64)
    base[1:] = docs[ends[:-1] - 1]
    docs -= np.repeat(base + 1, sizes)
    real = np.flatnonzero(impacts)
    if len(real) == len(impacts):
        return Lists(sizes, docs, impacts)
    df = np.diff(real.searchsorted(ends), prepend=0)
    return Lists(df, docs.take(real), impacts.take(real))


def rows(lists: Lists, documents: int) -> Bytes:
    """Dense rows, one for each list."""
    found = np.zeros((len(lists.df), documents), np.uint8)
    at = 0
    for row, size in zip(found, lists.df.tolist(), strict=True):
        row[lists.docs[at : at + size]] = lists.impacts[at : at + size]
        at += size
    return found


def bits(lists: Lists, documents: int) -> Bytes:
    """One bit for each document, for one list after another."""
    return np.packbits(rows(lists, documents) > 0, axis=1, bitorder="little")


def from_rows(dense: Bytes) -> Lists:
    """The lists that dense rows hold."""
    docs = [np.flatnonzero(row) for row in dense]
    df = np.array([len(each) for each in docs], np.int64)
    impacts = [row.take(each) for row, each in zip(dense, docs, strict=True)]
    return Lists(
        df,
        np.concatenate([np.zeros(0, np.int64), *docs]),
        np.concatenate([np.zeros(0, np.uint8), *impacts]),
    )


def gathered(starts: Ints, sizes: Ints) -> Ints:
    """The indexes of all elements of slices ``[start, start + size)``, one slice after another."""
    total = int(sizes.sum())
    if not total:
        return np.zeros(0, np.int64)
    found = np.ones(total, np.int64)
    kept = sizes > 0
    starts, sizes = starts[kept], sizes[kept]
    heads = np.cumsum(sizes) - sizes
    found[heads] = starts
    found[heads[1:]] -= starts[:-1] + sizes[:-1] - 1
    return np.cumsum(found, out=found)
