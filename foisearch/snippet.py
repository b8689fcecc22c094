"""Snippets: a piece of a text and the ranges in it that matched; no markup in the value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of one field.

    ``highlights`` are half-open character ranges ``(start, end)`` into ``text``, in order and not
    overlapping.  ``before`` and ``after`` say whether the field goes on beyond the passage.
    """

    field: str
    text: str
    highlights: tuple[tuple[int, int], ...]
    before: bool = False
    after: bool = False
