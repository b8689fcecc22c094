"""What goes into a search and what comes out: requests, hits, results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foisearch.disclosure import Disclosure
from foisearch.engine.explaining.explanation import Explanation, Reading
from foisearch.engine.values import Expanded
from foisearch.query.wanted import Wanted
from foisearch.snippet import Snippet


class Sort(StrEnum):
    """The order of hits; ties are broken by id."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    REF = "ref"


@dataclass(frozen=True, slots=True)
class Within:
    """One step of narrowing: of a facet only this value, as a :class:`FacetCount` has it."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What every hit must also satisfy; several values of one filter mean any of them.

    Values are as people write them (``the Met``, ``s40(2)``); they are resolved to slugs and
    provision keys on the way in, and one that names nothing raises
    :class:`~foisearch.errors.UsageError` with the nearest names.  ``since`` and ``until`` bound
    the publication date, both days included; a record without a date never satisfies them.  Where
    they were given in words, ``since_said`` and ``until_said`` are these, to tell how they were
    read.
    ``within`` are steps of narrowing, of which every one must hold: so many hits are left as the
    count of the value said.
    """

    forces: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    within: tuple[Within, ...] = ()
    since_said: str = ""
    until_said: str = ""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search.  An empty ``query`` means everything that the filters let through.

    With ``collapse``, hits of the page that are nearly identical stand under the first of them,
    and the page is filled from those that follow.  With ``semantic``, what a sentence model finds
    by the meaning of the query's words is ranked with what the words find.  ``facets`` name what
    all matches are counted by, some of :data:`~foisearch.search.facets.FACETS`; with ``overview``,
    where there is more than a page and nothing was named, by what divides most searches.  With
    ``exact`` nothing but the words of the query is looked for, and none of them is corrected.  With
    ``explain`` the result says how the query was read, and why each hit has its score.
    """

    query: str = ""
    filters: Filters = Filters()
    limit: int = 10
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    collapse: bool = False
    semantic: bool = False
    facets: tuple[str, ...] = ()
    overview: bool = False
    exact: bool = False
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One disclosure found.  ``rank`` counts from 1 over the whole result, not the page.

    ``alike`` are the ids of hits that stand under this one, being nearly identical; each has a
    rank of its own, which is left out on the page.  ``found_by`` says of a semantic search what
    found it: ``words``, ``meaning`` or both; ``explanation``, where it was asked for, why it has
    its score.
    """

    rank: int
    score: float
    disclosure: Disclosure
    snippets: tuple[Snippet, ...]
    alike: tuple[str, ...] = ()
    found_by: tuple[str, ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many matches have a value of a facet.

    ``value`` is what a filter, a :class:`Within` or a field of the query takes; ``name`` is what
    people call it.  ``count`` is 1 or more.
    """

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """All matches of a search, not only those of its page, counted by one thing.

    The most frequent value is first; of years the newest, and ``unknown`` last.  A match that names
    several bodies, relies on several provisions or ended differently part by part counts once for
    each of them.
    """

    name: str
    counts: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was perhaps meant by a query with a word that no record has.

    ``query`` is the whole query as one would type it; ``total``, 1 or more, how much it finds.
    """

    query: str
    total: int


def spelling_notes(typed: str, corrected: str, suggestion: Suggestion | None) -> list[str]:
    """Sentences on what was searched for instead of what was typed, or might be."""
    found = []
    if corrected:
        found.append(f"nothing for “{typed}”; showing “{corrected}”")
    if suggestion:
        finds = "1 is" if suggestion.total == 1 else f"{suggestion.total:,} are"
        found.append(f"did you mean “{suggestion.query}”? {finds} found by it")
    return found


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    ``total`` counts every match, not only those returned.  ``notes`` are things that the person
    should know: words ignored, records without a date left out by a date filter.  ``facets`` are
    those that were asked for, in that order, or those of the overview.  ``wanted`` is what was
    looked for, to mark it in a text (:mod:`foisearch.occurrences`).  ``expansions`` are the other
    words that were looked for too.  ``corrected`` is the query that was searched instead, where
    the one that was typed finds nothing, else empty; ``suggestion`` what was perhaps meant, where
    it finds something or the search is exact.  ``reading``, where it was asked for, is how the
    query was understood.
    """

    request: SearchRequest
    hits: tuple[Hit, ...]
    total: int
    notes: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    expansions: tuple[Expanded, ...] = ()
    corrected: str = ""
    suggestion: Suggestion | None = None
    reading: Reading | None = None

    @property
    def spelling(self) -> list[str]:
        """What a person should know of words that no record has; a part of ``notes``."""
        return spelling_notes(self.request.query, self.corrected, self.suggestion)

    @property
    def next_offset(self) -> int:
        """Where the next page begins: behind the hits of this one and those alike to them.

        A page is a whole stretch of the ranking, collapsed or not, so that pages neither lose a
        hit nor show one twice.
        """
        return self.request.offset + sum(1 + len(hit.alike) for hit in self.hits)
