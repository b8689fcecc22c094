"""Words in one question or its answer: what postings leave open is read in the record.

Postings say which words a record has and where they stand in its texts, not where one question ends
and the next begins.  So ``part:`` finds the records that have all of its words and then looks into
each of these: a *part* is a question, with the words that it hangs on, together with its answer.  A
record whose questions were not told apart is one part, with all of its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from foisearch.analysis import Analyzer
from foisearch.engine import plan
from foisearch.engine.operators import Found, Operator
from foisearch.engine.plan import Plan
from foisearch.engine.segment import Segment
from foisearch.engine.unpacking import unpacked
from foisearch.query import near

Ints = NDArray[np.int64]
Places = dict[str, list[int]]
"""Where each term stands in one text."""


class InPart:
    """Documents that have a part which holds a plan.

    Args:
        segment: where to look.
        likely: finds the documents that hold the plan as wholes.
        node: what a part must hold.
        analyzer: cuts the texts as the index did.
    """

    def __init__(
        self, segment: Segment, likely: Operator, node: plan.InPart, analyzer: Analyzer
    ) -> None:
        self.segment = segment
        self.likely = likely
        self.node = node
        self.analyzer = analyzer
        self.terms = frozenset(terms(node.plan))

    @property
    def estimate(self) -> int:
        """About how many documents match, at most."""
        return self.likely.estimate

    def matches(self) -> Found:
        """The documents that have such a part."""
        docs, scores = self.likely.matches()
        kept = self._kept(docs)
        return docs.take(kept), None if scores is None else scores.take(kept)

    def among(self, docs: Ints) -> Found:
        """Those that have such a part."""
        places, scores = self.likely.among(docs)
        kept = self._kept(docs.take(places))
        return places.take(kept), None if scores is None else scores.take(kept)

    def _kept(self, docs: Ints) -> Ints:
        found = [place for place, doc in enumerate(docs.tolist()) if self._stands(doc)]
        return np.array(found, np.int64)

    def _stands(self, doc: int) -> bool:
        record = orjson.loads(unpacked(self.segment.string("record", doc)))
        return any(holds(self.node.plan, self._places(texts)) for texts in parts(record))

    def _places(self, texts: Sequence[str]) -> list[Places]:
        found = []
        for text in filter(None, texts):
            places: Places = {}
            for token in self.analyzer.occurrences(text, self.terms):
                places.setdefault(token.term, []).append(token.position)
            if places:
                found.append(places)
        return found


def parts(record: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The texts of each part of a record as it is kept."""
    told_apart = [*record["parts"], *record["loose_answers"]]
    for part in told_apart:
        yield part["lead"], part["question"], part["answer"]
    if not record["parts"]:
        yield record["request"], record["response"], record["body"]


def relaxed(node: Plan) -> Plan:
    """What a whole document must hold where one of its parts holds ``node``."""
    match node:
        case plan.All():
            return plan.All(tuple(relaxed(each) for each in node.plans))
        case plan.Any() | plan.Best():
            return type(node)(tuple(relaxed(each) for each in node.plans))
        case plan.Sift():
            if node.keep:
                return plan.Sift(relaxed(node.plan), relaxed(node.sieve))
            return relaxed(node.plan)
        case _:
            return node


def bounded(node: Plan) -> bool:
    """Whether a plan needs some word to be there: else every record would have to be read."""
    match node:
        case plan.All():
            return any(bounded(each) for each in node.plans)
        case plan.Any() | plan.Best():
            return all(bounded(each) for each in node.plans)
        case plan.Sift():
            return bounded(node.plan)
        case _:
            return not isinstance(node, plan.Everything)


def terms(node: Plan) -> Iterator[str]:
    """The terms that a plan asks for, those that must not be there included."""
    match node:
        case plan.Word():
            yield node.term
        case plan.AnyTerm() | plan.Phrase() | plan.Instead():
            yield from node.terms
        case plan.All() | plan.Any() | plan.Best():
            for each in node.plans:
                yield from terms(each)
        case plan.Sift():
            yield from terms(node.plan)
            yield from terms(node.sieve)


def holds(node: Plan, part: Sequence[Places]) -> bool:
    """Whether a part, its texts one by one, holds a plan."""
    match node:
        case plan.Word():
            return any(node.term in places for places in part)
        case plan.AnyTerm():
            return any(not node.terms.isdisjoint(places) for places in part)
        case plan.Phrase():
            return any(_follow(node.terms, places, node.slop) for places in part)
        case plan.Instead():
            return any(_follow(node.terms, places, 0) for places in part)
        case plan.All():
            return all(holds(each, part) for each in node.plans)
        case plan.Any() | plan.Best():
            return any(holds(each, part) for each in node.plans)
        case plan.Sift():
            return holds(node.plan, part) and holds(node.sieve, part) == node.keep
        case _:
            return isinstance(node, plan.Everything)


def _follow(wanted: Sequence[str], places: Places, slop: int) -> bool:
    """Whether terms follow one another in a text or, with slop, stand near one another."""
    if not all(term in places for term in wanted):
        return False
    if not slop:
        begins = set(places[wanted[0]])
        for leap, term in enumerate(wanted[1:], 1):
            begins &= {place - leap for place in places[term]}
        return bool(begins)
    return any(True for _ in near.chains(wanted, places, slop))
