"""What all matches of a search are counted by, and how people narrow a search by that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foisearch.errors import UsageError
from foisearch.search.values import Facet, FacetCount, Filters, SearchRequest, Within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foisearch.engine.index import Index
    from foisearch.engine.values import Found, ResolvedFilters
    from foisearch.query import ast

FACETS: dict[str, str] = {
    "force": "the bodies named",
    "authority": "the body that answers",
    "exemption": "the provisions relied on, by section",
    "outcome": "how it ended",
    "year": "the year of publication",
    "kind": "disclosures and publications",
}
"""What matches can be counted by, and what that is."""
OVERVIEW = ("authority", "year", "outcome")
"""What is counted beside a page, being what divides most searches."""
ALL = "all"
OTHER_NAMES = {"body": "authority", "provision": "exemption", "published": "year"}
"""What people call some of them, too."""
UNKNOWN = "unknown"


def facet_names(texts: Iterable[str]) -> tuple[str, ...]:
    """The facets that people name: ``force``, ``force,year``, ``body``, ``all``; each once.

    Raises:
        UsageError: there is no such facet; the cure lists them.
    """
    found: dict[str, None] = {}
    for text in texts:
        for word in text.replace(",", " ").split():
            name = OTHER_NAMES.get(word.lower(), word.lower())
            if name == ALL:
                found |= dict.fromkeys(FACETS)
            elif name in FACETS:
                found[name] = None
            else:
                known = ", ".join((*FACETS, ALL))
                raise UsageError(f"there is no counting by “{word}”", f"choose {known}")
    return tuple(found)


def narrowed(filters: Filters, facet: str, value: str) -> Filters:
    """The filters, and besides only what has this value of a facet; a step said twice is one."""
    step = Within(facet, value)
    if step in filters.within:
        return filters
    return replace(filters, within=(*filters.within, step))


def widened(filters: Filters) -> Filters:
    """The filters without the last step of narrowing."""
    return replace(filters, within=filters.within[:-1])


def counted(
    index: Index, node: ast.Node, filters: ResolvedFilters, request: SearchRequest, found: Found
) -> tuple[Facet, ...]:
    """The facets that a request wants of what its search found.

    Args:
        index: the open index.
        node: the query that was searched.
        filters: the filters of the request, resolved.
        request: what was asked for.
        found: what the search found.

    Raises:
        UsageError: there is no such facet.
        IndexUnusable: the index turns out to be damaged.
    """
    names = facet_names(request.facets)
    if not names and request.overview and found.total > request.limit:
        names = OVERVIEW
    if not names:
        return ()
    counts = index.facets(node, filters, names, source=request.query, more=found.beyond)
    return tuple(_facet(index, name, counts[name]) for name in names)


def _facet(index: Index, name: str, counts: dict[str, int]) -> Facet:
    """Counts in their order, with the names that people know the values by."""
    if name == "exemption":
        counts = _sections(counts)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if name == "year":
        ordered.sort(key=lambda item: (item[0] != UNKNOWN, item[0]), reverse=True)
    called = _names(index, name)
    return Facet(name, tuple(FacetCount(value, called(value), n) for value, n in ordered))


def _sections(counts: dict[str, int]) -> dict[str, int]:
    """Of provisions and all that contain them, whole sections.

    A reply that relies on s.40(2) may well be cited as s.40 by another: only whole sections can be
    compared.
    """
    from foisearch.law import ancestors

    return {key: count for key, count in counts.items() if len(ancestors(key)) == 1}


def _names(index: Index, name: str) -> Callable[[str], str]:
    """What people call the values of a facet."""
    from foisearch.disclosure import Outcome
    from foisearch.law.in_words import OUTCOMES, provision_words

    if name in ("force", "authority"):
        return lambda value: "body unknown" if value == UNKNOWN else index.body_name(value)
    if name == "exemption":
        return provision_words
    if name == "outcome":
        return lambda value: OUTCOMES[Outcome(value)]
    if name == "year":
        return lambda value: "date unknown" if value == UNKNOWN else value
    return str
