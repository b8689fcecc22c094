"""What filters demand besides a query, and what they leave out."""

from __future__ import annotations

from datetime import date

from foisearch.engine.planning import plan
from foisearch.engine.planning.combining import both
from foisearch.engine.planning.compiler import Compiler
from foisearch.engine.planning.key_values import Keys
from foisearch.engine.planning.plan import Plan
from foisearch.engine.schema import facets
from foisearch.engine.schema.documents import FORCE_ID
from foisearch.engine.schema.traits import UNDATED
from foisearch.engine.values import ResolvedFilters
from foisearch.query import ast

_DATES = {"published": "publication", "received": "receipt", "responded": "response"}


def filtered(compiler: Compiler, node: ast.Node, filters: ResolvedFilters) -> Plan:
    """The plan of a query and of the filters that every hit must satisfy too.

    Raises:
        QueryError: a value in the query names nothing.
    """
    keys = {
        FORCE_ID: filters.forces,
        "authority": filters.authorities,
        "exemption": filters.exemptions,
        "outcome": filters.outcomes,
        "kind": filters.kinds,
    }
    plans = [compiler.compile(node)]
    for name, values in keys.items():
        plans += [plan.Key(name, frozenset(values))] if values else []
    if filters.since or filters.until:
        plans.append(compiler.period(ast.Period("published", filters.since, filters.until)))
    plans += [_within(compiler, facet, value) for facet, value in filters.within]
    return both(plans)


def _within(compiler: Compiler, facet: str, value: str) -> Plan:
    """What has a value of a facet."""
    if facet != facets.YEAR:
        return plan.Key(facets.FIELDS[facet], frozenset((value,)))
    if value == UNDATED:
        return plan.Key("published", frozenset((UNDATED,)))
    year = ast.Period("published", date(int(value), 1, 1), date(int(value), 12, 31))
    # Not the compiler's: what has no date was never in the year, and is not told of.
    keys = Keys(compiler.source, compiler.words, compiler.bodies)
    return plan.Key("published", keys.within(year))


def dated(node: ast.Node, filters: ResolvedFilters) -> set[str]:
    """The date fields that every hit must satisfy."""
    found = {"published"} if filters.since or filters.until else set()
    nodes: list[ast.Node] = [node]
    while nodes:
        each = nodes.pop()
        if isinstance(each, ast.Period):
            found.add(each.name)
        elif isinstance(each, ast.And):
            nodes += each.nodes
        elif isinstance(each, ast.AnyOf):
            nodes += [n for n in each.nodes if isinstance(n, ast.Period | ast.Or)]
        elif isinstance(each, ast.Or) and all(isinstance(n, ast.Period) for n in each.nodes):
            nodes += each.nodes
    return found


def left_out_words(name: str, count: int) -> list[str]:
    """The note, if any, on so many records that match but for a date that is not known."""
    if not count:
        return []
    one = "1 matching record has" if count == 1 else f"{count} matching records have"
    was = "was" if count == 1 else "were"
    return [f"{one} no {_DATES[name]} date and {was} left out"]
