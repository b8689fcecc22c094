"""The one door for ranked search: a request in, hits with snippets out.

The command line, the prompt and scripts all come through here, so that the same
question has the same answer everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foisearch.disclosure import Disclosure
from foisearch.snippet import Snippet


class Sort(StrEnum):
    """The order of hits; ties are broken by id."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    REF = "ref"


@dataclass(frozen=True, slots=True)
class Filters:
    """What every hit must also satisfy; several values of one filter mean any of them.

    Values are as people write them (``the Met``, ``s40(2)``); they are resolved to slugs and
    provision keys on the way in, and one that names nothing raises
    :class:`~foisearch.errors.UsageError` with the nearest names.  ``since`` and ``until`` bound
    the publication date, both days included; a record without a date never satisfies them.
    """

    forces: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search.  An empty ``query`` means everything that the filters let through."""

    query: str = ""
    filters: Filters = Filters()
    limit: int = 10
    offset: int = 0
    sort: Sort = Sort.RELEVANCE


@dataclass(frozen=True, slots=True)
class Hit:
    """One disclosure found.  ``rank`` counts from 1 over the whole result, not the page."""

    rank: int
    score: float
    disclosure: Disclosure
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    ``total`` counts every match, not only those returned.  ``notes`` are things that the person
    should know: words ignored, records without a date left out by a date filter.
    """

    request: SearchRequest
    hits: tuple[Hit, ...]
    total: int
    notes: tuple[str, ...] = ()
