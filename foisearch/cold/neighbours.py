"""The second look at the first hits, by the formula of :mod:`foisearch.engine.ranking.neighbours`.

Positions would have to be unpacked bit by bit; here the texts themselves are looked at.  Two words
are neighbours where nothing stands between them that belongs to a word.
"""

from __future__ import annotations

from itertools import pairwise

from foisearch.cold import records
from foisearch.cold.finding import JOINTS, find, is_letter
from foisearch.engine.scoring import STEPS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foisearch.cold.ranking import Match
    from foisearch.cold.segments import Segment
    from foisearch.cold.words import Term

FIRST = 30
"""As :data:`foisearch.engine.ranking.neighbours.FIRST`; so few words never have too many pairs."""

Pair = tuple["Term", "Term"]
_WITHOUT_JOINTS = {ord(joint): None for joint in JOINTS}


def pairs_of(row: Sequence[Term]) -> list[Pair]:
    """The neighbours in a row of terms, each pair once."""
    found = dict.fromkeys(pair for pair in pairwise(row) if pair[0] != pair[1])
    return list(found)


def _worth(pair: Pair) -> int:
    """What a step of impact of the lesser word is worth, had it been asked for once."""
    return min(term.weight // term.asked for term in pair)


def reordered(
    head: Sequence[Match],
    pairs: Sequence[Pair],
    opened: Sequence[Segment],
    spelled: Callable[[int, Term], frozenset[str]],
) -> list[Match]:
    """The first hits in the order of their scores and what their pairs add.

    Args:
        head: the first :data:`FIRST` hits, or all.
        pairs: what to look for.
        opened: the segments.
        spelled: the words that have a term in the segment at a place.

    Raises:
        NotSimple: a text has to be read more closely.
    """
    looked_at = []
    for score, place, doc in head:
        segment = opened[place]
        record = records.unpacked(segment.strings("record")[doc])
        texts = [text for pieces in records.texts(record).values() for text in pieces]
        for pair in pairs:
            times = sum(_times(text, [spelled(place, term) for term in pair]) for text in texts)
            n = len(pairs)
            score += STEPS * _worth(pair) * times * (n + 1) // (2 * n * (times + 1))
        looked_at.append((-score, segment.strings("id")[doc], place, doc))
    return [(-score, place, doc) for score, _, place, doc in sorted(looked_at)]


def _times(text: str, pair: Sequence[frozenset[str]]) -> int:
    """How often a word of the second kind stands right behind one of the first."""
    if not _may_hold(text, pair):
        return 0
    matches = find(text, pair)
    behind = {end for _, end, which in matches if which == 0}
    if not behind:
        return 0
    times = 0
    for start in {start for start, _, which in matches if which == 1}:
        place = start
        while place > 0 and not is_letter(text[place - 1]):
            place -= 1
        times += place in behind
    return times


def _may_hold(text: str, pair: Sequence[frozenset[str]]) -> bool:
    """Whether words of both kinds may stand in a text: quick, and never wrong where it says no."""
    if not text.isascii():
        return True
    flat = text.lower()
    joined = flat.translate(_WITHOUT_JOINTS)  # as "body-worn" is "bodyworn", too
    return all(any(word in flat or word in joined for word in words) for words in pair)
