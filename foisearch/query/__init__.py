"""The query language: what a person types, as a tree of values.

It is ours and knows nothing of the engine.  ``docs/query.md`` is its manual.
"""

from __future__ import annotations

from foisearch.query.ast import (
    And,
    AnyOf,
    Boosted,
    Everything,
    Fuzzy,
    Node,
    Not,
    Or,
    Pattern,
    Period,
    Phrase,
    Scoped,
    Word,
)
from foisearch.query.parser import parse, parse_leniently

__all__ = [
    "And",
    "AnyOf",
    "Boosted",
    "Everything",
    "Fuzzy",
    "Node",
    "Not",
    "Or",
    "Pattern",
    "Period",
    "Phrase",
    "Scoped",
    "Word",
    "parse",
    "parse_leniently",
]
