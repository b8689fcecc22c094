"""What a plan matches in an index: the operators' documents without those that are deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.planning.plan import Plan
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Scores = NDArray[Any]


def matches(matcher: Matcher, segment: Segment, node: Plan) -> tuple[Ints, Scores | None]:
    """The live documents of a segment that match, and their scores."""
    docs, scores = matcher.matches(segment, node)
    if len(segment.dead):
        kept = segment.alive.take(docs).nonzero()[0]
        docs, scores = docs.take(kept), None if scores is None else scores.take(kept)
    return docs, scores


def passing(matcher: Matcher, asked: Plan) -> Callable[[int, int], bool]:
    """Says of a segment and a document in it whether a plan matches that, and it is not deleted."""
    found = [matches(matcher, segment, asked)[0] for segment in matcher.segments]

    def passes(number: int, doc: int) -> bool:
        docs = found[number]
        at = int(docs.searchsorted(doc))
        return at < len(docs) and int(docs[at]) == doc

    return passes
