"""The one door for ranked search: a request in, hits with snippets out.

The command line, the prompt and scripts all come through here, so that the same
question has the same answer everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch import blending
from foisearch.disclosure import Disclosure
from foisearch.engine import BuildReport, IndexKind, IndexState, ResolvedFilters
from foisearch.errors import UsageError
from foisearch.query import parse
from foisearch.snippet import Snippet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foisearch.authorities import Authorities
    from foisearch.blending import Meaning, Way
    from foisearch.corpus import Corpus
    from foisearch.engine.index import Index
    from foisearch.engine.values import Found

    Alike = Callable[[Sequence[Disclosure]], Sequence[int]]

LOOK_AHEAD = 5
"""A page on which hits collapse is filled from so many times as many hits, and no more."""
QUICK_SECONDS = 2.0
"""An index that a refresh brings up to date in less is refreshed without being asked."""
_RECORDS_PER_SECOND = 150  # of a thousand words each
_START_SECONDS = 0.5  # importing the tokenizer and the stemmer, writing the files


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
    """One search.  An empty ``query`` means everything that the filters let through.

    With ``collapse``, hits of the page that are nearly identical stand under the first of them,
    and the page is filled from those that follow.  With ``semantic``, what a sentence model finds
    by the meaning of the query's words is ranked with what the words find.
    """

    query: str = ""
    filters: Filters = Filters()
    limit: int = 10
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    collapse: bool = False
    semantic: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One disclosure found.  ``rank`` counts from 1 over the whole result, not the page.

    ``alike`` are the ids of hits that stand under this one, being nearly identical; each has a
    rank of its own, which is left out on the page.  ``found_by`` says of a semantic search what
    found it: ``words``, ``meaning`` or both.
    """

    rank: int
    score: float
    disclosure: Disclosure
    snippets: tuple[Snippet, ...]
    alike: tuple[str, ...] = ()
    found_by: tuple[str, ...] = ()


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

    @property
    def next_offset(self) -> int:
        """Where the next page begins: behind the hits of this one and those alike to them.

        A page is a whole stretch of the ranking, collapsed or not, so that pages neither lose a
        hit nor show one twice.
        """
        return self.request.offset + sum(1 + len(hit.alike) for hit in self.hits)


@dataclass(frozen=True, slots=True)
class Ensured:
    """What :func:`ensure_index` found and did.

    ``state`` is the index's before; ``report`` what was built, ``None`` when nothing was.
    ``notes`` are for the person.
    """

    state: IndexState
    report: BuildReport | None = None
    notes: tuple[str, ...] = ()


def search(
    index: Index,
    request: SearchRequest,
    authorities: Authorities | None = None,
    alike: Alike | None = None,
    meaning: Meaning | None = None,
) -> SearchResult:
    """Answer ``request`` from an open index.

    Args:
        index: from :func:`foisearch.engine.open_index`.
        request: the question; see :class:`SearchRequest`.
        authorities: names of public bodies, the index's own by default.
        alike: says of each of some disclosures, by place, which is the first that is nearly
            identical to it; without it nothing collapses.
        meaning: what a semantic request is answered with too; without it words alone answer.

    Raises:
        QueryError: the query breaks a rule, or a value in it names nothing.
        UsageError: a filter's value names nothing, or the page cannot be.
        IndexUnusable: the index turns out to be damaged.
    """
    if request.limit < 0 or request.offset < 0:
        raise UsageError("limit and offset are 0 or more")
    filters = resolve(request.filters, index, authorities)
    ranked = blending.ranked(
        index,
        blending.Asked(parse(request.query), filters, request.query, request.sort, request.offset),
        meaning if request.semantic else None,
    )
    found, ways = ranked(request.limit)
    groups = [[place] for place in range(len(found.hits))]
    if alike is not None and request.collapse:
        groups = _groups(found, alike, request.limit)
        if len(groups) < len(found.hits):
            found, ways = ranked(request.limit * LOOK_AHEAD)
            groups = _groups(found, alike, request.limit)
    hits = tuple(_hit(index, request, found, ways, group) for group in groups)
    return SearchResult(request, hits, found.total, found.notes)


def _hit(
    index: Index, request: SearchRequest, found: Found, ways: Sequence[Way], group: Sequence[int]
) -> Hit:
    """The hit that is the first of a group, with the others under it."""
    from foisearch.snippet import snippets

    first, *others = group
    score, disclosure = found.hits[first]
    way = ways[first] if ways else None
    if way and way.snippet:
        shown: tuple[Snippet, ...] = (way.snippet,)
    else:
        shown = snippets(disclosure, found.wanted, index.analyzer)
    alike = tuple(found.hits[place][1].id for place in others)
    by = way.found_by if way else ("words",) if request.semantic else ()
    return Hit(request.offset + first + 1, score, disclosure, shown, alike, by)


def _groups(found: Found, alike: Alike, most: int) -> list[list[int]]:
    """Places of hits that are nearly identical, by group in order of the first.

    It ends before the first hit that would begin a group too many, so that what was taken is a
    whole stretch.
    """
    groups: dict[int, list[int]] = {}
    for place, first in enumerate(alike([disclosure for _, disclosure in found.hits])):
        if first not in groups and len(groups) == most:
            break
        groups.setdefault(first, []).append(place)
    return list(groups.values())


def resolve(
    filters: Filters, index: Index, authorities: Authorities | None = None
) -> ResolvedFilters:
    """Filters as people write them to what the index knows.

    Raises:
        UsageError: a value names nothing; the cure gives the nearest names.
    """
    from foisearch.engine import keys

    bodies = authorities or index.bodies
    try:
        return ResolvedFilters(
            forces=tuple(keys.slug(v, bodies, index.slugs("force_id")) for v in filters.forces),
            authorities=tuple(
                keys.slug(v, bodies, index.slugs("authority")) for v in filters.authorities
            ),
            exemptions=tuple(term for v in filters.exemptions for term in keys.provision(v)),
            outcomes=tuple(keys.choice("outcome", value) for value in filters.outcomes),
            kinds=tuple(keys.choice("kind", value) for value in filters.kinds),
            since=filters.since,
            until=filters.until,
        )
    except LookupError as error:
        raise UsageError(str(error.args[0]), str(error.args[1])) from None


def ensure_index(
    corpus: Corpus,
    folder: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    on_build: Callable[[IndexState], None] | None = None,
) -> Ensured:
    """See that there is an index to answer from, without keeping a person waiting.

    A missing index is built; one that a refresh takes less than :data:`QUICK_SECONDS` for is
    refreshed; for one that would take longer a note says how.  An index that is busy being built
    answers as it is.

    Args:
        corpus: what is to be searched.
        folder: where the index lies.
        progress: called with records done and their total while building.
        on_build: called with the state before a missing index is built.

    Raises:
        IndexUnusable: the index is damaged, of another version or not ours.
        CorpusError: the corpus cannot be read.
    """
    from foisearch import engine
    from foisearch.errors import IndexUnusable

    found = engine.state(folder, corpus)
    if found.kind is IndexKind.UNUSABLE:
        message, _, cure = found.problem.partition("; ")
        raise IndexUnusable(message, cure)
    if found.kind is IndexKind.FRESH:
        return Ensured(found)
    if found.kind is IndexKind.MISSING:
        if on_build is not None:
            on_build(found)
        return Ensured(found, engine.build(corpus, folder, progress=progress))
    return _refreshed(found, corpus, folder, progress)


def _refreshed(
    found: IndexState, corpus: Corpus, folder: Path, progress: Callable[[int, int], None] | None
) -> Ensured:
    from foisearch import engine
    from foisearch.errors import IndexBusy

    if _seconds(found) > QUICK_SECONDS:
        note = f"the index is older than the corpus by about {found.changed} records"
        return Ensured(found, notes=(f"{note}; run: foisearch index",))
    try:
        report = engine.build(corpus, folder, progress=progress)
    except IndexBusy:
        note = "the index is being brought up to date by another process"
        return Ensured(found, notes=(note,))
    note = f"the index was brought up to date ({report.added} added, {report.removed} removed)"
    return Ensured(found, report, (note,))


def _seconds(state: IndexState) -> float:
    """About how long a refresh takes: small indexes are merged whole."""
    held = min(state.disclosures + state.publications, 1_000)
    return _START_SECONDS + (state.changed + held / 4) / _RECORDS_PER_SECOND
