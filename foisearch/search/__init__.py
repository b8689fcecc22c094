"""The one door for ranked search: a request in, hits with snippets out.

The command line, the prompt and scripts all come through here, so that the same
question has the same answer everywhere.
"""

from __future__ import annotations

from foisearch.search.answering import search
from foisearch.search.resolving import resolve
from foisearch.search.upkeep import Ensured, ensure_index
from foisearch.search.values import Filters, Hit, SearchRequest, SearchResult, Sort

__all__ = [
    "Ensured",
    "Filters",
    "Hit",
    "SearchRequest",
    "SearchResult",
    "Sort",
    "ensure_index",
    "resolve",
    "search",
]
