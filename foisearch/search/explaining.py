"""How a query was read, and why hits have their scores: asked for after a search, of its page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foisearch.engine.explaining.explanation import Explanation, ScorePart, settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foisearch.engine.index import Index
    from foisearch.search.blending import Asked, Way
    from foisearch.search.values import SearchResult


def explained(
    index: Index, asked: Asked, result: SearchResult, ways: Sequence[Way]
) -> SearchResult:
    """A result with how the query was read, and what the scores of its hits are made of.

    Args:
        index: the open index.
        asked: the query as it was searched.
        result: what was found.
        ways: how its hits were found, by their ranks; empty if by words alone.
    """
    scored = [] if ways else [(hit.score, hit.disclosure.id) for hit in result.hits]
    reading, found = index.explained(asked.node, asked.filters, scored, source=asked.source)
    if ways:
        places = [hit.rank - asked.offset - 1 for hit in result.hits]
        found = tuple(
            _blended(hit.score, ways[p]) for hit, p in zip(result.hits, places, strict=True)
        )
    hits = (replace(hit, explanation=why) for hit, why in zip(result.hits, found, strict=True))
    return replace(result, hits=tuple(hits), reading=reading)


def _blended(score: float, way: Way) -> Explanation:
    """A score by words and by meaning: only the places in the two rankings count."""
    from foisearch.semantic.fusion import K

    parts = [
        ScorePart(f"by {ranking}", 1 / (K + rank), f"place {rank:,} there: 1 / ({K} + {rank:,})")
        for ranking, rank in way.ranks
    ]
    return Explanation(score, settled(score, parts))
