"""Which documents come first: enough of them looked at to be sure, and no more.

Nothing adds up all scores.  Documents are looked at from the highest impacts of each term
downwards, until what is left, however lucky, stays below the worst that is kept (Fagin, Lotem and
Naor,
*Optimal aggregation algorithms for middleware*, 2003); of terms with few documents all are looked
at, and so are those that hold several frequent terms where they are few.
"""

from __future__ import annotations

from _bisect import insort_right

from foisearch.cold import NotSimple
from foisearch.cold.frequent import Long, Row
from foisearch.cold.postings import Few
from foisearch.cold.reach import Reach, documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from foisearch.cold.segments import Segment

_MOST_SHARED = 500
"""Up to so many documents that share frequent terms are all looked at."""
_MOST_FOUND = 100_000
"""If so many were found of one term, and not the best, the normal path is quicker."""
_MOST_IDS = 200
"""More ids than these are not read to settle a tie."""

Match = tuple[int, int, int]
"""Score, place of the segment, document."""


class Best:
    """The ``wanted`` best matches of all segments, and those that tie with the last of them."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.floor = 1
        """A lower score is none of the best."""
        self._scores: list[int] = []
        self._held: list[Match] = []

    def add(self, score: int, place: int, doc: int) -> None:
        """Take a document with its score, ``floor`` or more."""
        self._held.append((score, place, doc))
        insort_right(self._scores, score)
        if len(self._scores) > self.wanted:
            del self._scores[0]
        if len(self._scores) == self.wanted:
            self.floor = max(self._scores[0], 1)

    def in_order(self, segments: Sequence[Segment]) -> list[Match]:
        """The best, ties by id."""
        groups: dict[int, list[Match]] = {}
        for match in self._held:
            if match[0] >= self.floor:
                groups.setdefault(match[0], []).append(match)
        found: list[Match] = []
        for score in sorted(groups, reverse=True):
            wanted = self.wanted - len(found)
            if wanted <= 0:
                break
            found += _first_by_id(groups[score], segments, wanted)
        return found


def _first_by_id(ties: list[Match], segments: Sequence[Segment], wanted: int) -> list[Match]:
    if len(ties) == 1:
        return ties
    if len(ties) > _MOST_IDS:
        ties = [
            match
            for place, segment in enumerate(segments)
            for match in _leading([m for m in ties if m[1] == place], segment, wanted)
        ]
    ids = [segment.strings("id") for segment in segments]
    return sorted(ties, key=lambda match: ids[match[1]][match[2]])[:wanted]


def _leading(ties: list[Match], segment: Segment, wanted: int) -> list[Match]:
    """The first of many that tie, found by going through all documents in the order of ids."""
    left = {match[2]: match for match in ties}
    found: list[Match] = []
    at = 0
    while left and len(found) < wanted:
        size = min(4_096, segment.documents - at)
        for doc in segment.container.part("id.order", 4 * at, 4 * size).cast("I"):
            if doc in left:
                found.append(left.pop(doc))
        at += size
    return found


class Search:
    """The search of one segment.

    Args:
        segment: which.
        place: its place among all.
        postings: the terms' postings in it.
        best: what is kept of all segments.
    """

    def __init__(
        self, segment: Segment, place: int, postings: Sequence[Few | Row | Long], best: Best
    ) -> None:
        self._segment = segment
        self._place = place
        self._postings = postings
        self._best = best
        self._few = [each for each in postings if isinstance(each, Few)]
        self._many = [each for each in postings if not isinstance(each, Few)]
        self._long = [each for each in self._many if isinstance(each, Long) and each.mark]
        self._long.sort(key=lambda each: -each.top)
        self._by_top = sorted(postings, key=lambda each: -each.top)
        self._looked_at: set[int] = set(segment.dead)

    def run(self, reach: Reach) -> None:
        """Find the best."""
        best = self._best
        most = self._look_at_shared(reach)
        self._look_at(reach.inside)
        while self._left(most) >= best.floor:
            # The cheapest way down: where least was found for what a step is worth.
            deepest = min(
                (each for each in self._many if each.level > 1),
                key=lambda each: each.found / each.weight,
            )
            ceiling = (deepest.level - 1) * deepest.weight
            self._look_at(deepest.deepen(), deepest, ceiling)
            if deepest.found > _MOST_FOUND:
                raise NotSimple
        for number, few in enumerate(self._few):
            for other in self._few[:number]:
                self._look_at(few.impacts.keys() & other.impacts.keys())
        for few in self._few:
            self._look_at(few.leading(best.wanted, best.floor))

    def _left(self, most: int) -> int:
        """The highest score of a document not looked at that holds ``most`` frequent terms
        alone.
        """
        ceilings = sorted(((p.level - 1) * p.weight for p in self._many), reverse=True)
        return sum(ceilings[:most])

    def _look_at_shared(self, reach: Reach) -> int:
        """Look at the documents that hold several frequent terms, if they are few.

        Returns:
            How many frequent terms any other document holds, at most.
        """
        for place, layer in enumerate(reach.layers[1:], 1):
            if layer.bit_count() <= _MOST_SHARED:
                self._look_at(documents(layer, self._segment.width))
                return place
        return len(self._many)

    def _look_at(
        self, docs: Collection[int], known: Few | Row | Long | None = None, ceiling: int = 0
    ) -> None:
        """See whether documents are among the best: those first that can be the very best.

        Args:
            docs: the documents.
            known: a term of which no document has more than ``ceiling`` in its score.
            ceiling: see ``known``.
        """
        most = sum(each.top for each in self._postings) + (ceiling - known.top if known else 0)
        for each in self._by_top:
            least = self._best.floor - (most - each.top)
            if least > 0 and each is not known:
                docs = each.at_least(docs, -(-least // each.weight))
        new = [doc for doc in docs if doc not in self._looked_at]
        self._looked_at.update(new)
        columns = [each.ceilings(new) for each in self._postings]
        scores = columns[0] if len(columns) == 1 else map(sum, zip(*columns, strict=True))
        floor = self._best.floor
        likely = [pair for pair in zip(scores, new, strict=True) if pair[0] >= floor]
        likely.sort(reverse=True)
        for ceiling, doc in likely:
            if ceiling < self._best.floor:
                break
            score = self._score(doc, ceiling)
            if score >= self._best.floor:
                self._best.add(score, self._place, doc)

    def _score(self, doc: int, ceiling: int) -> int:
        """The score of a document, or less than is needed if it turns out to be so."""
        for postings in self._long:
            if doc not in postings.seen and postings.mark[doc >> 3] & 128 >> (doc & 7):
                ceiling -= (postings.level - 1 - postings.impact(doc)) * postings.weight
                if ceiling < self._best.floor:
                    break
        return ceiling
