"""Plans to Whoosh queries that stock collectors run with the same matches and scores."""

from __future__ import annotations

from collections.abc import Sequence
from math import ulp
from typing import Any

from whoosh import query

from foisearch.engine.planning import plan
from foisearch.engine.planning.plan import Plan
from foisearch.engine.whoosh.queries import AnyTerm, Chain, Cluster, Without
from foisearch.engine.whoosh.schema import ANY

LEAST = ulp(0.0)
"""The score of what scores nothing: Whoosh's unions take 0 for no match, and this adds nothing."""


def to_whoosh(node: Plan) -> Any:
    """The Whoosh query for a plan: stock queries, and ours where stock ones will not do."""
    match node:
        case plan.Everything():
            return query.Every(boost=LEAST)
        case plan.Any() if not node.plans:
            return query.NullQuery
        case plan.Sift():
            return _sifted(node)
        case _ if not plan.scored(node):
            return query.ConstantScoreQuery(_members(node), LEAST)
        case plan.Any():
            return _joined(query.Or, [to_whoosh(each) for each in node.plans])
        case plan.All():
            return _all(node)
        case _:
            return _leaf(node, getattr(node, "boost", 1.0))


def _leaf(node: Plan, boost: float) -> Any:
    match node:
        case plan.Word():
            return query.Term(node.field or ANY, node.term, boost)
        case plan.AnyTerm():
            return AnyTerm(node.field or ANY, node.terms, boost)
        case plan.Key():
            return AnyTerm(node.field, node.values, boost)
        case plan.Ref():
            return query.Term("ref", node.form, boost)
        case plan.Phrase():
            return _phrase(node.field or ANY, node)
    raise TypeError(node)


def _phrase(name: str, node: plan.Phrase) -> Any:
    if len(node.terms) == 1:
        return query.Term(name, *node.terms, node.boost)
    if not node.ordered:
        return Cluster(name, node.terms, node.slop, node.boost)
    if node.slop and len(node.terms) > 2:
        return Chain(name, node.terms, node.slop, node.boost)
    return query.Phrase(name, list(node.terms), node.slop + 1, node.boost)


def _members(node: Plan) -> Any:
    """The query for a plan of which only the matches count."""
    match node:
        case plan.Everything():
            return query.Every()
        case plan.Any():
            return _joined(query.Or, [_members(each) for each in node.plans])
        case plan.All():
            return _joined(query.And, [_members(each) for each in node.plans])
        case plan.Sift():
            joined = query.Require if node.keep else Without
            return joined(_members(node.plan), _members(node.sieve))
        case _:
            return _leaf(node, 1.0)


def _sifted(node: plan.Sift) -> Any:
    joined = query.Require if node.keep else Without
    return joined(to_whoosh(node.plan), _members(node.sieve))


def _all(node: plan.All) -> Any:
    """The clauses that score, required to match the others."""
    scored = [to_whoosh(each) for each in node.plans if plan.scored(each)]
    others = [_members(each) for each in node.plans if not plan.scored(each)]
    wanted = _joined(query.And, scored)
    return query.Require(wanted, _joined(query.And, others)) if others else wanted


def _joined(kind: Any, queries: Sequence[Any]) -> Any:
    """One query for several; a single one as it is, none as what matches nothing."""
    if len(queries) == 1:
        return queries[0]
    return kind(list(queries)) if queries else query.NullQuery
