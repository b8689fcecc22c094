"""What the matches of a search are counted by, as people read it: lines beside hits, or tables."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from foisearch.render.layout import Block, Column, Fitted, Span, Table, fitted
from foisearch.search import Facet, FacetCount, Filters, SearchResult

TITLES = {
    "force": "Body named",
    "authority": "Body that answers",
    "exemption": "Relied on",
    "outcome": "Outcome",
    "year": "Published",
    "kind": "Kind",
}
"""What heads the table of a facet."""
BY = {
    "force": "by body named",
    "authority": "by body",
    "exemption": "by provision",
    "outcome": "by outcome",
    "year": "by year",
    "kind": "by kind",
}
"""What stands before the counts of a facet on one line."""
MOST_LINES = 2
_SEVERAL = {"force": "forces", "exemption": "exemptions", "outcome": "outcomes"}
"""Facets of which one record can have several values, and their filters."""


def overview_lines(result: SearchResult) -> Iterator[Block]:
    """One or two lines beside a page: the facets that divide what was found."""
    asked = asked_for(result)
    shown = [f for f in result.facets if f not in asked and divides(f)][:MOST_LINES]
    width = max((len(BY[facet.name]) for facet in shown), default=0)
    for facet in shown:
        yield facet_line(facet, width)


def asked_for(result: SearchResult) -> list[Facet]:
    """The facets that were asked for, and not those of an overview."""
    return [facet for facet in result.facets if facet.name in result.request.facets]


def divides(facet: Facet) -> bool:
    """Whether narrowing by a facet would leave anything out."""
    return len(facet.counts) > 1


def facet_line(facet: Facet, width: int = 0) -> Fitted:
    """``by year  2024 12 · 2023 8``: as much of it as there is room for; ``width`` of the label."""
    label = Span(f"{BY[facet.name]:<{width}}  ", "dim")
    pieces = tuple(
        (Span(f"{each.name} "), Span(f"{each.count:,}", "bold")) for each in facet.counts
    )
    return fitted(label, pieces)


def facet_table(facet: Facet, filters: Filters | None = None) -> Table:
    """All counts of a facet; given the filters of the search, with the options that narrow it."""
    columns = [Column(TITLES[facet.name]), Column("", right=True, role="bold")]
    rows = [(each.name, f"{each.count:,}") for each in facet.counts]
    if filters is None:
        return Table(tuple(columns), tuple(rows))
    options = [option(facet.name, each, filters) for each in facet.counts]
    if not any(options):
        return Table(tuple(columns), tuple(rows))
    columns.append(Column("to narrow", role="dim"))
    return Table(tuple(columns), tuple((*row, o) for row, o in zip(rows, options, strict=True)))


def option(facet: str, each: FacetCount, filters: Filters) -> str:
    """What to type to be left with what was counted; empty where no option says that.

    Nothing asks for what has no date.  A filter given twice lets through either value: where one is
    set on what a record can have several of, giving another would widen the search.
    """
    if facet == "year":
        return "" if each.value == "unknown" else f"--since {each.value} --until {each.value}"
    if facet in _SEVERAL and getattr(filters, _SEVERAL[facet]):
        return ""
    return f"--{facet} {quote(each.value)}"
