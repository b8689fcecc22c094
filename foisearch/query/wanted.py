"""What a question looks for, as terms: the value that tells snippets what to highlight."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """Terms that follow one another in a text or, with a slop, stand near one another in any order.

    ``field`` is where they were asked for, empty for anywhere.  ``steps`` holds for each place the
    terms that will do there; one step is a single word or all that a prefix stands for.  ``slop``
    is how many other words may stand among them.  ``instead`` are the terms that were typed where
    these are other words for them, so that what is found counts as those.
    """

    field: str
    steps: tuple[frozenset[str], ...]
    slop: int = 0
    instead: tuple[str, ...] = ()
