"""The second look at the first hits, by the formula of
:mod:`foisearch.engine.ranking.neighbours`."""

from __future__ import annotations

from foisearch.cold.places import Places, names_begin
from foisearch.engine.scoring import STEPS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from foisearch.cold.clauses import Pair
    from foisearch.cold.ranking import Match
    from foisearch.cold.segments import Segment
    from foisearch.cold.words import Term

FIRST = 30
"""As :data:`foisearch.engine.ranking.neighbours.FIRST`; so few words never have too many pairs."""


def reordered(
    head: Sequence[Match], pairs: Sequence[Pair], opened: Sequence[Segment]
) -> list[Match]:
    """The first hits in the order of their scores and what their pairs add.

    Args:
        head: the first :data:`FIRST` hits, or all.
        pairs: what to look for.
        opened: the segments.
    """
    n = len(pairs)
    standing = [_Standing(segment, place) for place, segment in enumerate(opened)]
    looked_at = []
    for score, place, doc in head:
        for pair in pairs:
            times = standing[place].times(pair, doc)
            worth = min(term.worth for term in pair[:2])
            score += STEPS * worth * times * (n + 1) // (2 * n * (times + 1))
        looked_at.append((-score, opened[place].strings("id")[doc], place, doc))
    return [(-score, place, doc) for score, _, place, doc in sorted(looked_at)]


class _Standing:
    """Where terms stand in a segment; each place is looked up once."""

    def __init__(self, segment: Segment, place: int) -> None:
        self._segment = segment
        self._place = place
        self._places: dict[int, Places] = {}
        self._known: dict[tuple[int, int], list[int]] = {}

    def times(self, pair: Pair, doc: int) -> int:
        """How often the second of two terms stands so far behind the first; names do not count."""
        first, second, leap = pair
        behind = {position + leap for position in self._of(first, doc)}
        if behind.isdisjoint(self._of(second, doc)):
            return 0
        end = names_begin(self._segment, doc)
        return sum(p < end and p in behind for p in self._of(second, doc))

    def _of(self, term: Term, doc: int) -> list[int]:
        """The positions of a term in a document."""
        number = term.numbers[self._place]
        if number < 0:
            return []
        known = self._known.get((number, doc))
        if known is None:
            places = self._places.get(number)
            if places is None:
                places = self._places[number] = Places(self._segment, number)
            known = self._known[number, doc] = places.positions(doc)
        return known
