"""Documents that hold every one of some terms: from the rarest to the most frequent."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.postings.lists import DENSE
from foisearch.engine.postings.term import Listed

Ints = NDArray[np.int64]

_FEW = 8
"""So many documents are quicker reckoned one by one than in arrays."""


def holding_all(
    lists: Sequence[Listed], documents: int, docs: Ints | None = None
) -> tuple[Ints, list[Ints]]:
    """The documents, ascending, that all of some terms stand in.

    Args:
        lists: the terms' postings, one at least.
        documents: how many the segment has.
        docs: documents (ascending) among which to look; all if it is left out.

    Returns:
        The documents, and for each term their elements.
    """
    order = sorted(range(len(lists)), key=lambda n: lists[n].df)
    found: list[Ints | None] = [None] * len(lists)
    if docs is None:
        docs = _begun(lists, order, documents, found)
    for n in order:
        if found[n] is not None:
            continue
        kept, elements = lists[n].among(docs, documents)
        if len(kept) < len(docs):
            docs = docs.take(kept)
            found = [None if each is None else each.take(kept) for each in found]
        found[n] = elements
        if not len(docs):
            break
    return docs, [docs if each is None else each for each in found]


def _begun(
    lists: Sequence[Listed], order: list[int], documents: int, found: list[Ints | None]
) -> Ints:
    """The documents of the rarest term, or of several terms that are quickly put together.

    Where they are rows or bits of all documents, the elements of these terms are left out of
    ``found`` no longer: they are the documents.
    """
    rarest = lists[order[0]]
    alike = [n for n in order if lists[n].form == rarest.form]
    if rarest.form < DENSE or len(alike) == 1:
        docs, found[order[0]] = rarest.placed(documents)
        return docs
    if rarest.form == DENSE:
        held = rarest.row > 0
        for n in alike[1:]:
            held &= lists[n].row > 0
    else:
        bits = rarest.bits
        for n in alike[1:]:
            bits = bits & lists[n].bits
        held = np.unpackbits(bits, count=documents, bitorder="little").view(np.bool_)
    docs = held.nonzero()[0]
    for n in alike:
        found[n] = docs
    return docs


def added_up(lists: Sequence[Listed], elements: Sequence[Ints], weights: Sequence[int]) -> Ints:
    """The scores of documents that hold several terms.

    Args:
        lists: the terms' postings, one at least.
        elements: those of the documents, for each term.
        weights: what a step of impact is worth, for each term.
    """
    impacts = [listed.worth(places) for listed, places in zip(lists, elements, strict=True)]
    if len(impacts[0]) <= _FEW:
        rows = zip(*(row.tolist() for row in impacts), strict=True)
        return np.array([sum(map(mul, weights, row)) for row in rows], np.int64)
    scores = impacts[0].astype(np.int64)
    scores *= weights[0]
    for row, weight in zip(impacts[1:], weights[1:], strict=True):
        more = row.astype(np.int64)
        more *= weight
        scores += more
    return scores
