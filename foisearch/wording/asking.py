"""Words that say what kind of answer is wanted, and no more."""

from __future__ import annotations

ASKING = frozenset(
    """
    number statistics copy copies-supplied provide state list breakdown average proportion rate
    duration reason date record records decide explain check hold share use tell ask answer make
    find write involve happen carry-out receive issue annual financial-year calendar-year month week
    day since until current latest nature-details details
    """.split()  # noqa: SIM905 -- a list of words reads better as words
)
"""Concepts whose other words find nothing more: *supply* and *how many* stand in every request.

Comparing two questions needs them, searching does not: ranking was as good without them
(``docs/ranking.md``).
"""
