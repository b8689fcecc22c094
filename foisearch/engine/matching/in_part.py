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
from foisearch.engine.matching.operators import Found, Operator
from foisearch.engine.planning import plan
from foisearch.engine.planning.parts import holds, leaves, wanted
from foisearch.engine.planning.plan import Plan
from foisearch.engine.segments.records import unpacked
from foisearch.engine.segments.segment import Segment
from foisearch.occurrences import Finder

Ints = NDArray[np.int64]


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
        self.leaves = list(dict.fromkeys(leaves(node.plan)))
        self.finder = Finder([wanted(leaf) for leaf in self.leaves], analyzer)

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
        return any(holds(self.node.plan, self._there(texts)) for texts in parts(record))

    def _there(self, texts: Sequence[str]) -> set[Plan]:
        """The leaves of the plan that stand in any of the texts."""
        return {self.leaves[m.which] for text in texts if text for m in self.finder.find(text)}


def parts(record: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The texts of each part of a record as it is kept."""
    told_apart = [*record["parts"], *record["loose_answers"]]
    for part in told_apart:
        yield part["lead"], part["question"], part["answer"]
    if not record["parts"]:
        yield record["request"], record["response"], record["body"]
