"""Documents that are likely to be among the best for many words, found in a bounded time.

A long text has so many words that finding its best documents for certain takes longer than all
that is done with them.  Here the rarest words are added up until so many postings were looked at,
and the other words are looked up for what leads by then.  A document that has only frequent words
in common with the text may be missed; one that has most of its words is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.matching import accumulators
from foisearch.engine.matching.accumulators import Weighed
from foisearch.engine.matching.selection import leading
from foisearch.engine.postings import scratch
from foisearch.engine.postings.lists import DENSE
from foisearch.engine.postings.term import NO_DOCUMENTS, distinct
from foisearch.engine.ranking import pruning
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Scores = NDArray[Any]

FEW = 4
"""So few words are put to the engine as any others are."""
POSTINGS = 49_152
"""About so many postings of the rarest words are added up."""
_TIMES = 4
"""A document leads about so many times, once for each of its words."""


def best(segment: Segment, words: Sequence[Weighed], k: int, floor: int) -> tuple[Ints, Scores]:
    """As :func:`foisearch.engine.ranking.pruning.best`, but only likely the best documents.

    Their scores are exact.
    """
    if len(words) <= FEW or segment.documents < pruning.SMALL:
        return pruning.best(segment, words, k, floor)
    rarest = sorted(words, key=lambda word: (word[0].form >= DENSE, word[0].df))
    end = _within(rarest)
    if not end:
        return pruning.best(segment, words, k, floor)
    docs, scores = _leading(segment, rarest[:end], k)
    for listed, weight in rarest[end:]:
        if listed.form == DENSE:
            scores += listed.row.take(docs).astype(scores.dtype) * weight
        else:
            kept, found = listed.among(docs, segment.documents)
            scores[kept] += listed.worth(found).astype(scores.dtype) * weight
    kept = leading(scores, k, max(floor, 1))
    return docs.take(kept), scores.take(kept)


def _within(rarest: Sequence[Weighed]) -> int:
    """How many of the words are added up: at least one, if it has a list."""
    room = POSTINGS
    for place, (listed, _) in enumerate(rarest):
        if listed.form >= DENSE:
            return place
        room -= len(listed.gaps)
        if room < 0:
            return max(place, 1)
    return len(rarest)


def _leading(segment: Segment, words: Sequence[Weighed], k: int) -> tuple[Ints, Scores]:
    """What leads by some words: more documents than are wanted, ascending, and their scores."""
    acc = accumulators.cleared(segment, words)
    docs = NO_DOCUMENTS
    for batch in accumulators.batches(words):
        docs = np.concatenate((docs, accumulators.add_lists(acc, batch)))
    if len(segment.dead):
        acc[segment.dead] = 0
    scores = acc.take(docs)
    first = distinct(docs.take(leading(scores, _TIMES * k, 1)))
    found = acc.take(first).astype(np.int64)
    acc[docs] = 0
    scratch.given_back(acc)
    return first, found
