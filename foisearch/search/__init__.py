"""The one door for ranked search: a request in, hits with snippets out.

The command line, the prompt and scripts all come through here, so that the same
question has the same answer everywhere.
"""

from __future__ import annotations

from foisearch.search.answering import meant, search
from foisearch.search.facets import FACETS, facet_names, narrowed, widened
from foisearch.search.resolving import resolve
from foisearch.search.upkeep import Ensured, ensure_index
from foisearch.search.values import (
    Facet,
    FacetCount,
    Filters,
    Hit,
    SearchRequest,
    SearchResult,
    Sort,
    Suggestion,
    Within,
)

__all__ = [
    "FACETS",
    "Ensured",
    "Facet",
    "FacetCount",
    "Filters",
    "Hit",
    "SearchRequest",
    "SearchResult",
    "Sort",
    "Suggestion",
    "Within",
    "ensure_index",
    "facet_names",
    "meant",
    "narrowed",
    "resolve",
    "search",
    "widened",
]
