"""The nodes of a plan, put to one segment: each finds all its matches, or those among some.

What must all be true asks its rarest part for all matches, and the other parts which of those are
among theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.matching.conjunction import added_up, holding_all
from foisearch.engine.postings.term import NO_DOCUMENTS, Listed, shared
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Scores = NDArray[Any]
Found = tuple[Ints, Scores | None]
"""Documents, or places in an array of some, ascending, and scores; ``None`` where all are 0."""

_ALIKE = 4
"""So many times more documents have two properties than if these were independent."""
_NEGLIGIBLE = 2_000
"""So many documents more to look at take no more time than the calls for them."""
_LOOKED_AT = 50
"""To look at all documents costs as much as to look up one in so many of them."""


class Operator(Protocol):
    """A node of a plan, put to one segment."""

    @property
    def estimate(self) -> int:
        """About how many documents match, at most."""

    def matches(self) -> Found:
        """The documents that match and their scores; deleted ones may be among them."""

    def among(self, docs: Ints) -> Found:
        """Which of some documents (ascending) match: their places in the array, and scores."""


class Nothing:
    """Matches no document."""

    estimate = 0

    def matches(self) -> Found:
        """No documents."""
        return NO_DOCUMENTS, None

    def among(self, docs: Ints) -> Found:
        """None of them."""
        return NO_DOCUMENTS, None


class Whole:
    """Matches every document; scores nothing."""

    def __init__(self, segment: Segment) -> None:
        self.estimate = segment.documents

    def matches(self) -> Found:
        """All documents."""
        return np.arange(self.estimate), None

    def among(self, docs: Ints) -> Found:
        """All of them."""
        return np.arange(len(docs)), None


class Term:
    """Documents that hold one term of the dictionary.

    Args:
        segment: where it stands.
        listed: its postings there.
        weigh: says what a step of impact is worth to a term with a boost; ``None`` where matches
            score nothing.
        term: the term.
        boost: its boost.
    """

    __slots__ = ("boost", "estimate", "listed", "segment", "term", "weigh")

    def __init__(
        self,
        segment: Segment,
        listed: Listed,
        weigh: Callable[[str, float], int] | None,
        term: str,
        boost: float,
    ) -> None:
        self.segment = segment
        self.listed = listed
        self.estimate = listed.df
        self.weigh = weigh
        self.term = term
        self.boost = boost

    def weight(self) -> int:
        """What a step of impact is worth."""
        return self.weigh(self.term, self.boost) if self.weigh else 0

    def matches(self) -> Found:
        """The term's documents."""
        docs, impacts = self.listed.everywhere(self.segment.documents)
        return docs, weighed(impacts, self.weight if self.weigh else None)

    def among(self, docs: Ints) -> Found:
        """Those that hold the term."""
        kept, found = self.listed.among(docs, self.segment.documents)
        return kept, weighed(self.listed.worth(found), self.weight if self.weigh else None)


class Leaf:
    """Documents that were found as a whole: those of many terms or of a text field."""

    def __init__(
        self,
        segment: Segment,
        postings: Callable[[], tuple[Ints, Bytes]],
        weight: Callable[[], int] | None,
    ) -> None:
        self.segment = segment
        self.postings = postings
        self.estimate = segment.documents
        self.weight = weight

    def matches(self) -> Found:
        """The documents."""
        docs, impacts = self.postings()
        return docs, weighed(impacts, self.weight)

    def among(self, docs: Ints) -> Found:
        """Those of ``docs``."""
        held, impacts = self.postings()
        kept, found = shared(docs, held, self.segment.documents)
        return kept, weighed(impacts.take(found), self.weight)


def weighed(impacts: Bytes, weight: Callable[[], int] | None) -> Scores | None:
    """Scores for impacts."""
    if weight is None or not len(impacts):
        return None
    scores = impacts.astype(np.int64)
    scores *= weight()
    return scores


class AllOf:
    """Documents that all parts match; what the parts score is added up.

    Args:
        segment: where to look.
        terms: parts that are terms.
        others: other parts.
    """

    def __init__(self, segment: Segment, terms: list[Term], others: list[Operator]) -> None:
        self.segment = segment
        self.terms = terms
        self.others = others
        if len(others) > 1:
            others.sort(key=lambda part: part.estimate)

    @property
    def estimate(self) -> int:
        """About how many documents match, if not all parts like the same ones."""
        documents = self.segment.documents
        parts = [part.estimate for part in (*self.terms, *self.others)]
        share = float(_ALIKE)
        for part in parts:
            share *= part / documents
        return int(min(*parts, documents, share * documents))

    def matches(self) -> Found:
        """Documents that all parts match."""
        if (self.others and self.others[0].estimate == self.estimate) or not self.terms:
            first, *others = self.others
            docs, scores = first.matches()
            return self._narrowed(docs, scores, others)
        return self._narrowed(None, None, self.others)

    def among(self, docs: Ints) -> Found:
        """Those that all parts match."""
        found, scores = self._narrowed(docs, None, self.others)
        return docs.searchsorted(found), scores

    def _narrowed(
        self, docs: Ints | None, scores: Scores | None, others: Sequence[Operator]
    ) -> Found:
        """The documents (among some with scores, if given) that all terms and others match."""
        elements: list[Ints] = []
        if self.terms:
            given, lists = docs, [part.listed for part in self.terms]
            docs, elements = holding_all(lists, self.segment.documents, docs)
            if scores is not None and given is not None:
                scores = scores.take(given.searchsorted(docs))
        assert docs is not None
        for part in others:
            if not len(docs):
                break
            kept, theirs = part.among(docs)
            if len(kept) < len(docs):
                docs, elements = docs.take(kept), [each.take(kept) for each in elements]
                scores = None if scores is None else scores.take(kept)
            scores = _sum(scores, theirs)
        scored = [n for n, part in enumerate(self.terms) if part.weigh] if len(docs) else []
        if scored:
            terms = [self.terms[n] for n in scored]
            weights = [part.weight() for part in terms]
            lists = [part.listed for part in terms]
            scores = _sum(scores, added_up(lists, [elements[n] for n in scored], weights))
        return docs, scores


def _sum(scores: Scores | None, others: Scores | None) -> Scores | None:
    if scores is None or others is None:
        return others if scores is None else scores
    return scores + others


class Sifted:
    """Documents of one part that another matches or, without ``keep``, does not."""

    def __init__(self, segment: Segment, part: Operator, sieve: Operator, keep: bool) -> None:
        self.segment = segment
        self.part = part
        self.sieve = sieve
        self.keep = keep

    @property
    def estimate(self) -> int:
        """About how many documents match, at most."""
        return min(self.part.estimate, self.sieve.estimate) if self.keep else self.part.estimate

    def matches(self) -> Found:
        """The documents that are left of the first part's."""
        if self.keep and self._sieve_first():
            docs, _ = self.sieve.matches()
            kept, scores = self.part.among(docs)
            return docs.take(kept), scores
        docs, scores = self.part.matches()
        kept = self._left(docs)
        return docs.take(kept), None if scores is None else scores.take(kept)

    def _sieve_first(self) -> bool:
        more = _NEGLIGIBLE + self.segment.documents // _LOOKED_AT
        return self.sieve.estimate < self.part.estimate + more

    def among(self, docs: Ints) -> Found:
        """Those that are left of the first part's."""
        places, scores = self.part.among(docs)
        kept = self._left(docs.take(places))
        return places.take(kept), None if scores is None else scores.take(kept)

    def _left(self, docs: Ints) -> Ints:
        kept, _ = self.sieve.among(docs)
        if self.keep:
            return kept
        left = np.ones(len(docs), np.bool_)
        left[kept] = False
        return left.nonzero()[0]
