"""From a request to a result: the ranking, the page of it, and what is shown of each hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.occurrences import Finder
from foisearch.search import blending
from foisearch.search.facets import counted
from foisearch.search.resolving import dates_read, resolve
from foisearch.search.values import Hit, SearchRequest, SearchResult, Suggestion, spelling_notes
from foisearch.search.worded import Worded, suggested, worded
from foisearch.wording.telling import also

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foisearch.authorities import Authorities
    from foisearch.disclosure import Disclosure
    from foisearch.engine.index import Index
    from foisearch.engine.values import Found, ResolvedFilters
    from foisearch.search.blending import Meaning, Way
    from foisearch.snippet import Snippet

    Alike = Callable[[Sequence[Disclosure]], Sequence[int]]

LOOK_AHEAD = 5
"""A page on which hits collapse is filled from so many times as many hits, and no more."""


def search(
    index: Index,
    request: SearchRequest,
    authorities: Authorities | None = None,
    alike: Alike | None = None,
    meaning: Meaning | None = None,
    typing: bool = False,
) -> SearchResult:
    """Answer ``request`` from an open index.

    Args:
        index: from :func:`foisearch.engine.open_index`.
        request: the question; see :class:`SearchRequest`.
        authorities: names of public bodies, the index's own by default.
        alike: says of each of some disclosures, by place, which is the first that is nearly
            identical to it; without it nothing collapses.
        meaning: what a semantic request is answered with too; without it words alone answer.
        typing: whether somebody is still typing the query: then the hits have no passages, and
            nothing else is said to have been meant, which both takes longer than the search.

    Raises:
        QueryError: the query breaks a rule, or a value in it names nothing.
        UsageError: a filter's value names nothing, or the page cannot be.
        IndexUnusable: the index turns out to be damaged.
    """
    if request.limit < 0 or request.offset < 0:
        raise UsageError("limit and offset are 0 or more")
    filters = resolve(request.filters, index, authorities)
    meaning = meaning if request.semantic else None
    asked = worded(index, request.query, request.exact)
    ranked = _ranked(index, asked, filters, request, meaning)
    found, ways = ranked(request.limit)
    meant = None if typing else suggested(index, asked, filters, request.exact)
    corrected = ""
    if meant and not (found.total or request.exact):
        asked, corrected, meant = meant[0], meant[0].query, None
        ranked = _ranked(index, asked, filters, request, meaning)
        found, ways = ranked(request.limit)
    groups = [[place] for place in range(len(found.hits))]
    if alike is not None and request.collapse:
        groups = _groups(found, alike, request.limit)
        if len(groups) < len(found.hits):
            found, ways = ranked(request.limit * LOOK_AHEAD)
            groups = _groups(found, alike, request.limit)
    finder = None if typing else Finder(found.wanted, index.analyzer)
    suggestion = meant and meant[1]
    result = SearchResult(
        request,
        hits=tuple(_hit(finder, request, found, ways, group) for group in groups),
        total=found.total,
        notes=(
            *spelling_notes(request.query, corrected, suggestion),
            *also([(each.typed, each.others) for each in asked.expansions]),
            *found.notes,
            *dates_read(request.filters),
        ),
        facets=counted(index, asked.node, filters, request, found),
        wanted=found.wanted,
        expansions=asked.expansions,
        corrected=corrected,
        suggestion=suggestion,
    )
    if not request.explain:
        return result
    from foisearch.search.explaining import explained

    return explained(index, _put(asked, filters, request), result, ways)


def meant(index: Index, request: SearchRequest) -> Suggestion | None:
    """What was perhaps meant by a query with words that no record has, and how much that finds.

    Raises:
        QueryError: the query breaks a rule, or a value in it names nothing.
        UsageError: a filter's value names nothing.
    """
    asked = worded(index, request.query, request.exact)
    found = suggested(index, asked, resolve(request.filters, index), request.exact)
    return found and found[1]


def _ranked(
    index: Index,
    asked: Worded,
    filters: ResolvedFilters,
    request: SearchRequest,
    meaning: Meaning | None,
) -> Callable[[int], tuple[Found, Sequence[Way]]]:
    return blending.ranked(index, _put(asked, filters, request), meaning)


def _put(asked: Worded, filters: ResolvedFilters, request: SearchRequest) -> blending.Asked:
    return blending.Asked(asked.node, filters, asked.query, request.sort, request.offset)


def _hit(
    finder: Finder | None,
    request: SearchRequest,
    found: Found,
    ways: Sequence[Way],
    group: Sequence[int],
) -> Hit:
    """The hit that is the first of a group, with the others under it; with a finder also its
    passages.
    """
    from foisearch.snippet import snippets

    first, *others = group
    score, disclosure = found.hits[first]
    way = ways[first] if ways else None
    if way and way.snippet:
        shown: tuple[Snippet, ...] = (way.snippet,)
    else:
        shown = snippets(disclosure, finder) if finder else ()
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
