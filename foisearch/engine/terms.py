"""Clauses of a Whoosh query, built so that none loses its boost or its way."""

from __future__ import annotations

from typing import Any

from whoosh import query

from foisearch.engine.matching import AnyTerm, Sequence, Sifted

__all__ = [
    "AnyTerm",
    "all_records",
    "either",
    "every",
    "nothing",
    "phrase",
    "require",
    "term",
    "without",
]


def all_records() -> AnyTerm:
    """Every record: each is of one kind."""
    return AnyTerm("kind", ("disclosure", "publication"))


def nothing() -> Any:
    """No record."""
    return query.NullQuery


def term(fieldname: str, text: str, boost: float) -> Any:
    """One term, scored by :data:`WEIGHTING`."""
    return query.Term(fieldname, text, boost=boost)


def phrase(fieldname: str, words: tuple[str, ...], slop: int, boost: float) -> Any:
    """Terms in this order; up to ``slop`` others among them."""
    if len(words) == 1:
        return term(fieldname, words[0], boost)
    return Sequence(fieldname, words, slop, boost)


def either(clauses: list[Any]) -> Any:
    """Any of the clauses; a single one is given back as it is, for an Or of one loses boosts."""
    if not clauses:
        return nothing()
    return clauses[0] if len(clauses) == 1 else query.Or(clauses)


def every(clauses: list[Any]) -> Any:
    """All of the clauses."""
    return clauses[0] if len(clauses) == 1 else query.And(clauses)


def require(scored: Any, filtering: Any) -> Any:
    """Matches of both, scored by the first alone."""
    return Sifted(scored, filtering, keep=True)


def without(positive: Any, negative: Any) -> Any:
    """Matches of the first that the second does not match."""
    return Sifted(positive, negative, keep=False)
