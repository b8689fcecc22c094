"""The scores of our formula for stock matchers: the term's weight times the posting's impact.

They are whole numbers, so that the order in which matchers add them up changes nothing; see
:mod:`foisearch.engine.scoring`.  A boost is applied by Whoosh to the score of the term, while
a plan has it in the weight before that is rounded: the two may differ by the rounding.
"""

from __future__ import annotations

from typing import Any

from whoosh.scoring import BaseScorer, WeightingModel

from foisearch.engine import scoring
from foisearch.engine.whoosh.postings import IMPACT


class ImpactScorer(BaseScorer):  # type: ignore[misc]
    """Scores postings by their impact.

    Matchers are not told to skip what cannot be among the best: Whoosh's Require fails when they
    do, and the best are found in arrays instead.
    """

    def __init__(self, weight: int) -> None:
        self._weight = weight

    def score(self, matcher: Any) -> int:
        """The score of the current posting."""
        return self._weight * int(matcher.value_as(IMPACT))

    def max_quality(self) -> int:
        """No posting scores more."""
        return self._weight * scoring.STEPS

    def block_quality(self, matcher: Any) -> int:
        """No posting scores more."""
        return self.max_quality()


class ImpactWeighting(WeightingModel):  # type: ignore[misc]
    """The ranking of ``docs/ranking.md``, in ``any`` and in every other field."""

    def idf(self, searcher: Any, fieldname: str, text: str | bytes) -> int:
        """What a step of impact is worth, from the documents that are not deleted."""
        parent = searcher.get_parent()
        term = parent.schema[fieldname].to_bytes(text)
        leaves = (leaf.reader().segment() for leaf, _ in parent.leaf_searchers())
        df = sum(segment.lexicon(fieldname).live(term) for segment in leaves if segment)
        return scoring.weight(parent.doc_count(), df)

    def scorer(self, searcher: Any, fieldname: str, text: str | bytes, qf: int = 1) -> ImpactScorer:
        """What scores the postings of a term."""
        return ImpactScorer(searcher.get_parent().idf(fieldname, text))
