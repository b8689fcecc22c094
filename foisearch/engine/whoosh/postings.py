"""A term's postings as a matcher: what stock queries, spans and collectors step through."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from whoosh.matching import LeafMatcher, ReadTooFar

from foisearch.engine.whoosh.lexicons import Held, Lexicon

IMPACT = "impact"
"""What ``value_as`` knows besides the names of Whoosh's formats: the impact, 1 to 255."""


def bounds(lexicon: Lexicon, held: Held) -> tuple[int, int]:
    """The shortest and the longest field of those that hold a term; 1 for one without words."""
    lengths = lexicon.lengths()
    if lengths is None:
        return 1, 1
    found = lengths.take(held.docs)
    return int(found.min()), int(found.max())


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Steps through the postings of a term.

    Whoosh skips by blocks; all postings are one block here, as it loses matches between several.

    Args:
        lexicon: the terms of the field.
        name: the field.
        text: the term.
        format_: the field's format, which decodes the values.
        scorer: what scores a posting, if anything.
    """

    def __init__(
        self, lexicon: Lexicon, name: str, text: bytes, format_: Any, scorer: Any = None
    ) -> None:
        held = lexicon.held(text)
        self.format = format_
        self.scorer = scorer
        self._lexicon = lexicon
        self._term = (name, text)
        self._held = held
        self._ids: list[int] = held.docs.tolist()
        self._place = 0

    def copy(self) -> ArrayMatcher:
        """One that stands where this one does."""
        other = ArrayMatcher(self._lexicon, *self._term, self.format, self.scorer)
        other._place = self._place
        return other

    def reset(self) -> None:
        """Go back to the first posting."""
        self._place = 0

    def is_active(self) -> bool:
        """Whether there is a current posting."""
        return self._place < len(self._ids)

    def id(self) -> int:
        """The current document."""
        return self._ids[self._place]

    def all_ids(self) -> Iterator[int]:
        """The current document and all that follow."""
        return iter(self._ids[self._place :])

    def next(self) -> bool:
        """Step on; whether that led into another block."""
        if not self.is_active():
            raise ReadTooFar
        self._place += 1
        return not self.is_active()

    def skip_to(self, id: int) -> None:
        """Step on to the first document that is not less than ``id``."""
        if not self.is_active():
            raise ReadTooFar
        self._place = bisect_left(self._ids, id, self._place)

    # Values.

    def weight(self) -> float:
        """How often the term stands in the current document."""
        return float(self._held.counts[self._place])

    def value(self) -> bytes:
        """The value of the current posting, as the field's format encodes it."""
        if not self.format.supports("positions"):
            return b""
        encoded: bytes = self.format.encode(self._positions())
        return encoded

    def value_as(self, astype: str) -> Any:
        """The value of the current posting in a form that the format, or this class, knows."""
        if astype == IMPACT:
            return int(self._held.impacts[self._place])
        if astype == "positions":
            return self._positions()
        return super().value_as(astype)

    def supports(self, astype: str) -> bool:
        """Whether ``value_as`` knows that form."""
        return astype == IMPACT or bool(self.format.supports(astype))

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """The positions of all postings, and where those of each end."""
        positions = self._lexicon.positions(self._term[1])
        return positions.tolist(), self._held.counts.cumsum().tolist()

    def _positions(self) -> list[int]:
        positions, ends = self._places
        return positions[ends[self._place - 1] if self._place else 0 : ends[self._place]]

    # Scores and their bounds, which do not change from posting to posting.

    def score(self) -> float:
        """The score of the current posting."""
        return float(self.scorer.score(self)) if self.scorer else self.weight()

    def max_quality(self) -> float:
        """No posting scores more."""
        return float(self.scorer.max_quality()) if self.scorer else self.block_max_weight()

    def skip_to_quality(self, minquality: float) -> int:
        """Step over the only block, if nothing in it scores more than ``minquality``."""
        if not self.is_active() or self.block_quality() > minquality:
            return 0
        self._place = len(self._ids)
        return 1

    def block_max_weight(self) -> float:
        """The term stands no more often in any document."""
        return float(self._held.counts.max(initial=0))

    def block_min_length(self) -> int:
        """No document that holds the term has a shorter field."""
        return bounds(self._lexicon, self._held)[0]

    def block_max_length(self) -> int:
        """No document that holds the term has a longer field."""
        return bounds(self._lexicon, self._held)[1]

    def block_min_id(self) -> int:
        """The first document."""
        return self._ids[0]

    def block_max_id(self) -> int:
        """The last document."""
        return self._ids[-1]
