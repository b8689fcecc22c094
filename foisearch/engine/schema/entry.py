"""An entry: what the index takes of one record, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

TEXTS = ("topic", "request", "response", "body", "force")
"""The text fields in the order in which their words are numbered.

``force`` is last: the many names of a body stand far apart, and must not make the positions of
all others long.
"""
FIELD_GAP = 1
"""Positions left free between two fields."""
GAP = 101
"""Positions left free between two texts of one field: more than a phrase may leap."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it is indexed.

    Args:
        id: unique in the corpus; ties in every order are broken by it.
        texts: texts by text field; no phrase reaches from one into the next.
        keys: values by key field.
        refs: forms of the reference that it is found by.
        ref: the reference as published.
        day: the day of publication as a proleptic ordinal, 0 where it is not known.
        card: bytes that are given back for a hit, at no cost.
        record: bytes that are given back on demand, kept compressed.
    """

    id: str
    texts: Mapping[str, Sequence[str]]
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    refs: Sequence[str] = ()
    ref: str = ""
    day: int = 0
    card: bytes = b""
    record: bytes = b""


def key_term(name: str, value: str) -> str:
    """The dictionary's term for a value of a key field; it sorts before every word."""
    return f"\x1f{name}\x1f{value}"
