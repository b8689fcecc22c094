"""How a query was read, and what a score is made of: plain values for people and programs.

Whatever adds to a score says so with a :class:`ScorePart`; a stage of the ranking that changes
scores needs nothing else to be explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

PLACES = 6
"""Scores are told to so many places after the point."""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A part of a score.

    ``label`` says what it is for (``drones``, ``in the request``), ``detail`` how it came about
    (``impact 171 of 255 × weight 5.2``).  The values of its ``parts``, if it has any, add up to
    its own ``value``, to the last place.
    """

    label: str
    value: float
    detail: str = ""
    parts: tuple[ScorePart, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a hit has its score: the values of the parts add up to it, to the last place."""

    score: float
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query, or a piece of it, was understood.

    ``text`` says it in words and ``kind`` in one: ``any``, ``all``, ``best``, ``only``, ``without``
    and ``part`` are about the ``parts``; ``word``, ``words``, ``phrase``, ``other`` (words instead
    of those typed), ``reference``, ``value`` and ``everything`` are what is looked for; ``note`` is
    what else there is to know.
    """

    kind: str
    text: str
    parts: tuple[Reading, ...] = ()


def settled(
    score: float, parts: Sequence[ScorePart], places: int = PLACES
) -> tuple[ScorePart, ...]:
    """The parts with values of so many places after the point that add up to ``score`` exactly.

    What rounding takes from one part it gives to the next, so that no value is off by more than
    one in the last place.
    """
    unit = 10**places
    found: list[ScorePart] = []
    exact, told = 0.0, 0
    for number, part in enumerate(parts, 1):
        exact += part.value
        reached = round((score if number == len(parts) else exact) * unit)
        value = (reached - told) / unit
        told = reached
        found.append(replace(part, value=value, parts=settled(value, part.parts, places)))
    return tuple(found)
