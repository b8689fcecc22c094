"""Documents that match any of several parts: what these score is added up, or the best counts.

Where few documents match they are sorted; where many do, what they score is laid out in an array of
all documents, which is taken from :mod:`foisearch.engine.postings.scratch` and given back cleared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.matching import accumulators
from foisearch.engine.matching.accumulators import Weighed
from foisearch.engine.matching.operators import Found, Leaf, Operator, Term, weighed
from foisearch.engine.postings import scratch
from foisearch.engine.postings.lists import DENSE
from foisearch.engine.postings.term import NO_DOCUMENTS, together
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Scores = NDArray[Any]
Kind = type[np.int32] | type[np.int64]

_SPARSE = 30
"""Where fewer than one document in so many is met, they are sorted, else all are looked at."""
_LAID = 8
"""Where one in so many is met, it is cheaper to lay a part out than to look its documents up."""


class Words:
    """Documents that hold any of some terms; what these score is added up."""

    def __init__(self, segment: Segment, words: Sequence[Weighed]) -> None:
        self.segment = segment
        self.words = words
        self.postings = sum([listed.df for listed, _ in words])
        self.estimate = min(self.postings, segment.documents)

    def matches(self) -> Found:
        """Documents with any of the terms."""
        if len(self.words) == 1:
            ((listed, weight),) = self.words
            docs, impacts = listed.everywhere(self.segment.documents)
            return docs, weighed(impacts, lambda: weight)
        if not self.words:
            return NO_DOCUMENTS, None
        many = self.postings * _SPARSE >= self.segment.documents
        if many or any(listed.form >= DENSE for listed, _ in self.words):
            return _taken(accumulators.sums(self.segment, self.words))
        docs, sizes = together([listed for listed, _ in self.words])
        scores = np.concatenate([listed.impacts for listed, _ in self.words], dtype=np.int64)
        scores *= np.array([weight for _, weight in self.words]).repeat(sizes)
        docs, sums = _merged(docs, scores, np.add)
        held = sums.nonzero()[0]
        return docs.take(held), sums.take(held)

    def laid(self, kind: Kind) -> Scores:
        """What every document scores; see :func:`laid`."""
        return accumulators.sums(
            self.segment, self.words, scratch.taken(self.segment.documents, kind)
        )

    def among(self, docs: Ints) -> Found:
        """Those with any of the terms."""
        scores = np.zeros(len(docs), np.int64)
        for listed, weight in self.words:
            kept, found = listed.among(docs, self.segment.documents)
            if len(kept):
                worth = listed.worth(found).astype(np.int64)
                worth *= weight
                scores[kept] += worth
        kept = scores.nonzero()[0]
        return kept, scores.take(kept)


class _Several:
    """Documents that any part matches.

    Args:
        segment: where to look.
        parts: in each of them every match scores.
        kind: of whole number that holds every score.
    """

    how: np.ufunc
    """Makes one score of two."""

    def __init__(self, segment: Segment, parts: Sequence[Operator], kind: Kind) -> None:
        self.segment = segment
        self.parts = sorted(parts, key=lambda part: -part.estimate)
        self.kind = kind
        self.estimate = min(sum(part.estimate for part in parts), segment.documents)

    def matches(self) -> Found:
        """Documents that any part matches."""
        if self.estimate * _SPARSE >= self.segment.documents:
            return _taken(self.laid(self.kind))
        return _put_together([part.matches() for part in self.parts], self.how)

    def among(self, docs: Ints) -> Found:
        """Those that any part matches."""
        return _put_together([part.among(docs) for part in self.parts], self.how)

    def laid(self, kind: Kind) -> Scores:
        """What every document scores; see :func:`laid`."""
        first, *others = self.parts
        scores = laid(self.segment, first, kind)
        for part in others:
            if part.estimate * _LAID >= len(scores) and not isinstance(part, Leaf):
                theirs = laid(self.segment, part, kind)
                self.how(scores, theirs, out=scores)
                theirs.fill(0)
                scratch.given_back(theirs)
            else:
                docs, found = part.matches()
                if found is not None:
                    scores[docs] = self.how(scores.take(docs), found)
        return scores


class SumOf(_Several):
    """Documents that any part matches; what the parts score is added up."""

    how = np.add


class BestOf(_Several):
    """Documents that any part matches; each scores the most that a part gives it."""

    how = np.maximum


def laid(segment: Segment, part: Operator, kind: Kind) -> Scores:
    """What every document scores by one part, 0 where it does not match.

    To be cleared and given back to :mod:`foisearch.engine.postings.scratch`.
    """
    if isinstance(part, Term):
        part = Words(segment, [(part.listed, part.weight())])
    if isinstance(part, _Several | Words):
        return part.laid(kind)
    scores: Scores = scratch.taken(segment.documents, kind)
    docs, found = part.matches()
    if found is not None:
        scores[docs] = found
    return scores


def _taken(scores: Scores) -> Found:
    """The documents that score in an array of all, which is given back."""
    docs = (scores > 0).nonzero()[0]
    found = scores.take(docs)
    scores.fill(0)
    scratch.given_back(scores)
    return docs, found


def _put_together(found: Iterable[Found], how: np.ufunc) -> Found:
    """The places that were found at all, ascending, with what is made of their scores."""
    held = [(places, scores) for places, scores in found if scores is not None and len(places)]
    if len(held) <= 1:
        return held[0] if held else (NO_DOCUMENTS, None)
    places = np.concatenate([places for places, _ in held])
    return _merged(places, np.concatenate([scores for _, scores in held]), how)


def _merged(docs: Ints, scores: Scores, how: np.ufunc) -> tuple[Ints, Scores]:
    """Each of some documents once; they come as ascending stretches."""
    order = docs.argsort(kind="stable")  # merges such stretches
    docs = docs.take(order)
    new = np.empty(len(docs), np.bool_)
    new[0] = True
    np.not_equal(docs[1:], docs[:-1], out=new[1:])
    first = new.nonzero()[0]
    return docs.take(first), how.reduceat(scores.take(order), first)


class AnyOf:
    """Documents that any part matches; what the parts score, if they do, is added up."""

    def __init__(self, segment: Segment, parts: Sequence[Operator]) -> None:
        self.segment = segment
        self.parts = parts
        self.estimate = min(sum(part.estimate for part in parts), segment.documents)

    def matches(self) -> Found:
        """Documents that any part matches."""
        return _added_up(self.segment.documents, (part.matches() for part in self.parts))

    def among(self, docs: Ints) -> Found:
        """Those that any part matches."""
        return _added_up(len(docs), (part.among(docs) for part in self.parts))


def _added_up(size: int, found: Any) -> Found:
    """The places below ``size`` that were found at all, with the sums of their scores."""
    held = np.zeros(size, np.bool_)
    sums: Scores | None = None
    for places, scores in found:
        held[places] = True
        if scores is not None:
            if sums is None:
                sums = np.zeros(size, np.int64)
            sums[places] += scores
    places = held.nonzero()[0]
    return places, None if sums is None else sums.take(places)
