"""Words in one text field: where the fields of a document begin, and what stands in them.

The positions of a document number its fields one after another (see
:mod:`foisearch.engine.building.inversion`); where one begins follows from how many words and texts
those before it have.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine import scoring
from foisearch.engine.postings.term import NO_DOCUMENTS, NOTHING, Listed
from foisearch.engine.schema.entry import FIELD_GAP, GAP, TEXTS
from foisearch.engine.segments import tokens
from foisearch.engine.segments.segment import Segment
from foisearch.fields import BY_NAME

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

_TOKENS = 262_144
"""About so many tokens are looked at at once: the arrays between stay in the fast memory."""


def lengths(segment: Segment, kind: str, field: int, docs: Ints) -> Ints | None:
    """How many words (``length``) or texts (``texts``) a field has in some documents.

    ``None`` where the segment does not say: no words, or no more than one text.
    """
    column = segment.counts(kind, TEXTS[field])
    return None if column is None else column.take(docs).astype(np.int64)


def room(segment: Segment, field: int, docs: Ints) -> Ints | None:
    """How many positions a field takes in some documents, ``None`` if it takes none in any."""
    words = lengths(segment, "length", field, docs)
    texts = lengths(segment, "texts", field, docs)
    if words is None and texts is None:
        return None
    if words is None:
        words = np.zeros(len(docs), np.int64)
    if texts is None:
        return words + (words > 0) * FIELD_GAP
    texts = np.maximum(texts, words > 0)
    return np.where(texts > 0, words + GAP * (texts - 1) + FIELD_GAP, 0)


def spans(segment: Segment, field: int, docs: Ints) -> tuple[Ints, Ints]:
    """The position at which a field of some documents begins, and at which the next one does."""
    begins = np.zeros(len(docs), np.int64)
    for before in range(field):
        taken = room(segment, before, docs)
        if taken is not None:
            begins += taken
    taken = room(segment, field, docs)
    return begins, begins if taken is None else begins + taken


def fields_at(segment: Segment, docs: Ints, positions: Ints) -> Ints:
    """In which field of a document each position lies."""
    found = np.zeros(len(docs), np.int64)
    ends = np.zeros(len(docs), np.int64)
    for field in range(len(TEXTS) - 1):
        taken = room(segment, field, docs)
        if taken is not None:
            ends += taken
        found += positions >= ends
    return found


def in_field(segment: Segment, listed: Listed, field: int) -> tuple[Ints, Ints]:
    """The documents that hold a term in a field, and how often."""
    docs, _ = listed.everywhere(segment.documents)
    begin, end = listed.tokens
    segment.check_tokens(begin, end)
    begins, ends = (each.astype(np.int32) for each in spans(segment, field, docs))
    firsts = np.append(segment.places.firsts(begin, end), end - begin)
    found = np.empty(len(docs), np.int64)
    low = 0
    while low < len(docs):
        high = int(firsts.searchsorted(firsts[low] + _TOKENS, "right")) - 1
        high = min(max(high, low + 1), len(docs))
        positions = tokens.run(segment, begin + int(firsts[low]), begin + int(firsts[high]))
        sizes = np.diff(firsts[low : high + 1])
        inside = positions < ends[low:high].repeat(sizes)
        if field:
            inside &= positions >= begins[low:high].repeat(sizes)
        found[low:high] = np.add.reduceat(inside, firsts[low:high] - firsts[low], dtype=np.int64)
        low = high
    kept = found.nonzero()[0]
    return docs.take(kept), found.take(kept)


def postings(segment: Segment, terms: Iterable[str], field: int) -> tuple[Ints, Bytes]:
    """Documents that hold one of the terms in a field, with the impact of that field alone."""
    every_docs: list[Ints] = []
    every_impact: list[Bytes] = []
    for term in sorted(terms):
        listed = segment.listed(term)
        if listed is not None:
            docs, counts = in_field(segment, listed, field)
            every_docs.append(docs)
            every_impact.append(scoring.impact(counts * contribution(segment, field, docs)))
    if not every_docs:
        return NO_DOCUMENTS, NOTHING
    if len(every_docs) == 1:
        return every_docs[0], every_impact[0]
    best = np.zeros(segment.documents, np.uint8)
    np.maximum.at(best, np.concatenate(every_docs), np.concatenate(every_impact))
    docs = (best > 0).nonzero()[0]
    return docs, best.take(docs)


def contribution(segment: Segment, field: int, docs: Ints) -> Ints:
    """What one occurrence in a field counts in some documents, in parts of ``scoring.UNIT``."""
    words = lengths(segment, "length", field, docs)
    if words is None:
        words = np.zeros(len(docs), np.int64)
    name = TEXTS[field]
    exact: NDArray[Any] = scoring.contribution(BY_NAME[name].boost, words, segment.pivots[name])
    return np.floor(exact + 0.5).astype(np.int64)
