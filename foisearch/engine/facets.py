"""How many matches there are for each value of a key field."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foisearch.engine import ranking
from foisearch.engine.lists import BITS, NARROW, WIDE
from foisearch.engine.matching import Matcher
from foisearch.engine.plan import Plan
from foisearch.engine.segment import Segment
from foisearch.engine.unions import decoded

Ints = NDArray[np.int64]


def facets(matcher: Matcher, node: Plan, field: str) -> dict[str, int]:
    """For each value of a key field, how many of a plan's matches have it; none that is 0."""
    found: dict[str, int] = {}
    for segment in matcher.segments:
        numbers = segment.key_numbers(field)
        if not numbers:
            continue
        docs, _ = ranking.matches(matcher, segment, node)
        held = np.zeros(segment.documents, np.bool_)
        held[docs] = True
        counts = _counts(segment, np.array([*numbers.values()]), held)
        for value, count in zip(numbers, counts.tolist(), strict=True):
            if count:
                found[value] = found.get(value, 0) + count
    return found


def _counts(segment: Segment, numbers: Ints, held: NDArray[np.bool_]) -> Ints:
    """How many of the documents held each of some terms has, whose numbers are ascending."""
    counts = np.zeros(len(numbers), np.int64)
    form = segment.array("term.form", "u1").take(numbers)
    for kind in (NARROW, WIDE):
        which = (form == kind).nonzero()[0]
        at = 0
        for docs, impacts, starts in decoded(segment, numbers.take(which), kind):
            hits = held.take(docs)
            hits &= impacts > 0
            counts[which[at : at + len(starts)]] = np.add.reduceat(hits, starts, dtype=np.int64)
            at += len(starts)
    packed = np.packbits(held, bitorder="little")
    for place in (form > WIDE).nonzero()[0].tolist():
        listed = segment.numbered(int(numbers[place]))
        bits = (
            listed.bits if listed.form == BITS else np.packbits(listed.row > 0, bitorder="little")
        )
        counts[place] = np.bitwise_count(bits & packed).sum(dtype=np.int64)
    return counts
