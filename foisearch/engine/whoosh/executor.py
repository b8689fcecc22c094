"""Whoosh queries run in whole arrays, a segment at a time.

A query that a plan can say is planned, and its best found as the engine finds them.  Otherwise its
nodes are taken apart: those that can be planned are, compounds are put together in arrays, and
whatever is left is drained from its stock matcher.  So every query of Whoosh's has an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query
from whoosh.collectors import Collector
from whoosh.searching import Results

from foisearch.engine.matching import live
from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.planning.plan import Plan
from foisearch.engine.ranking import collecting
from foisearch.engine.whoosh.index import ArrayIndex
from foisearch.engine.whoosh.queries import Without, settled
from foisearch.engine.whoosh.translate import Untranslatable, to_plan

Ints = NDArray[np.int64]
Scores = NDArray[np.float64]
Found = tuple[Ints, Scores]
"""Documents of a segment, ascending, and their scores."""
Step = Callable[[int], Found]
"""Finds the matches of a node in the segment with this number."""
Match = tuple[float, int, int]
"""Score, number of the segment, document in it."""


def vector_search(index: ArrayIndex, node: Any, limit: int | None = 10) -> Results:
    """The best matches of a Whoosh query, ties in the order of ids; ``limit`` None gives all.

    ``len`` of the results is the number of all matches.
    """
    collector = VectorCollector(limit)
    index.searcher().search_with_collector(node, collector)
    return collector.results()


class VectorCollector(Collector):  # type: ignore[misc]
    """Finds the best matches at once; for ``searcher.search_with_collector``.

    It cannot be wrapped in other collectors: filter with Require and AndNot.
    """

    def __init__(self, limit: int | None = 10) -> None:
        super().__init__()
        self.limit = limit
        self.items: list[tuple[float, int]] = []
        self._total = 0

    def run(self) -> None:
        """Find the best and count all."""
        leaves = self.top_searcher.leaf_searchers()
        self._offsets = [offset for _, offset in leaves]
        self._executor = Executor(self.top_searcher, self.context)
        end = self.limit or self.top_searcher.doc_count_all()
        try:
            self._total, best = self._executor.best(self.q, end)
            self.items = [(float(score), self._offsets[at] + doc) for score, at, doc in best]
        finally:
            self.finish()

    def count(self) -> int:
        """How many documents match."""
        return self._total

    def all_ids(self) -> Iterator[int]:
        """The documents that match, by their numbers in the index."""
        step = self._executor.step(self.q)
        for at in range(len(self._executor.segments)):
            yield from (step(at)[0] + self._offsets[at]).tolist()

    def results(self) -> Results:
        """The best matches."""
        return self._results(self.items)


class Executor:
    """Runs the nodes of one query over the segments below a searcher."""

    def __init__(self, searcher: Any, context: Any) -> None:
        self._reader = searcher.reader()
        self._context = context
        leaves = [leaf for leaf, _ in searcher.leaf_searchers() if leaf.reader().segment()]
        self._leaves = leaves
        self.segments = [leaf.reader().segment().arrays for leaf in leaves]
        self._matcher = Matcher(self.segments, searcher.doc_count())

    def best(self, node: Any, end: int) -> tuple[int, Sequence[Match]]:
        """How many documents match, and the first ``end`` of them."""
        if not self.segments:
            return 0, []
        try:
            planned = to_plan(node, self._reader, exact=True)
        except Untranslatable:
            step = self.step(node)
            return self._first([step(at) for at in range(len(self.segments))], end)
        return collecting.ranked(self._matcher, planned, "relevance", end)

    def _first(self, found: Sequence[Found], end: int) -> tuple[int, Sequence[Match]]:
        scores = np.concatenate([scores for _, scores in found])
        least = -np.inf
        if len(scores) > end:
            least = np.partition(scores, len(scores) - end)[len(scores) - end]
        kept = [
            (float(score), at, int(doc))
            for at, (docs, scores) in enumerate(found)
            for doc, score in zip(docs[scores >= least], scores[scores >= least], strict=True)
        ]
        kept.sort(key=lambda match: (-match[0], self.segments[match[1]].string("id", match[2])))
        return len(scores), kept[:end]

    # Steps.

    def step(self, node: Any) -> Step:
        """What finds the matches of a node."""
        node = settled(node)
        try:
            planned = to_plan(node, self._reader, exact=True)
        except Untranslatable:
            return _HOW.get(type(node), Executor.drained)(self, node)
        return lambda at: self._planned(planned, at)

    def _planned(self, node: Plan, at: int) -> Found:
        docs, scores = live.matches(self._matcher, self.segments[at], node)
        return docs, np.zeros(len(docs)) if scores is None else scores.astype(np.float64)

    def drained(self, node: Any) -> Step:
        """Steps through the stock matcher."""

        def step(at: int) -> Found:
            matcher = node.matcher(self._leaves[at], self._context)
            docs, scores = [], []
            while matcher.is_active():
                docs.append(matcher.id())
                scores.append(float(matcher.score()))
                matcher.next()
            return np.array(docs, np.int64), np.array(scores, np.float64)

        return step

    def joined(self, node: Any, most: bool = False) -> Step:
        """Any of the clauses of a node, or all; scores are added, or the best of them taken."""
        if getattr(node, "scale", None):
            return self.drained(node)
        steps = [self.step(each) for each in node.subqueries]
        needed = len(steps) if isinstance(node, query.And) else 1
        add: Any = np.maximum if most else np.add

        def step(at: int) -> Found:
            sums = np.zeros(self.segments[at].documents)
            held = np.zeros(self.segments[at].documents, np.int64)
            for each in steps:
                docs, scores = each(at)
                held[docs] += 1
                sums[docs] = add(sums[docs], scores)
            docs = np.flatnonzero((held >= needed) & (held > 0))
            return docs, sums[docs] * node.boost

        return step

    def best_of(self, node: Any) -> Step:
        """Any of the clauses, with the best of their scores."""
        return self.joined(node, most=True)

    def sifted(self, node: Any) -> Step:
        """Matches of the first clause that the second matches, or does not."""
        wanted, sieve = self.step(node.a), self.step(node.b)
        keep = isinstance(node, query.Require)

        def step(at: int) -> Found:
            docs, scores = wanted(at)
            kept = np.isin(docs, sieve(at)[0], invert=not keep)
            return docs[kept], scores[kept]

        return step

    def maybe(self, node: Any) -> Step:
        """Matches of the first clause, with the scores of both."""
        wanted, more = self.step(node.a), self.step(node.b)

        def step(at: int) -> Found:
            docs, scores = wanted(at)
            sums = np.zeros(self.segments[at].documents)
            others, theirs = more(at)
            sums[others] = theirs
            return docs, scores + sums[docs]

        return step

    # Constant scores.

    def constant(self, node: Any) -> Step:
        """The matches of another query, all with the same score."""
        members = self.step(node.child)
        return lambda at: self._level(members(at)[0], node.score)

    def every(self, node: Any) -> Step:
        """All documents, or all that have something in a field."""
        if node.fieldname is not None:
            return self.drained(node)
        return lambda at: self._level(np.flatnonzero(self.segments[at].alive), node.boost)

    def inverse(self, node: Any) -> Step:
        """What another query does not match."""
        unwanted = self.step(node.query)

        def step(at: int) -> Found:
            kept = self.segments[at].alive.copy()
            kept[unwanted(at)[0]] = False
            return self._level(np.flatnonzero(kept), 1.0)

        return step

    def _level(self, docs: Ints, score: float) -> Found:
        return docs, np.full(len(docs), float(score))


_HOW: dict[type, Callable[[Executor, Any], Step]] = {
    query.And: Executor.joined,
    query.Or: Executor.joined,
    query.DisjunctionMax: Executor.best_of,
    query.AndNot: Executor.sifted,
    Without: Executor.sifted,
    query.Require: Executor.sifted,
    query.AndMaybe: Executor.maybe,
    query.ConstantScoreQuery: Executor.constant,
    query.Every: Executor.every,
    query.Not: Executor.inverse,
}
