"""Words that follow one another, or stand near one another, in one text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.matching import operators
from foisearch.engine.matching.conjunction import added_up, holding_all
from foisearch.engine.matching.operators import Found, Operator
from foisearch.engine.matching.selection import kth
from foisearch.engine.planning import plan
from foisearch.engine.postings import scratch
from foisearch.engine.postings.term import NO_DOCUMENTS, Listed, distinct
from foisearch.engine.schema.entry import TEXTS
from foisearch.engine.segments import textfields, tokens
from foisearch.engine.segments.segment import Segment
from foisearch.engine.segments.textfields import in_field

if TYPE_CHECKING:
    from foisearch.engine.matching.matcher import Matcher

__all__ = ["Phrase", "in_field", "put"]

Ints = NDArray[np.int64]
Scores = NDArray[Any]
_ROOM = 24
"""More bits than the highest position has."""
_MARKED, _MOST_MARKS = 512, 1 << 23
"""So many places are marked rather than halved for, if all of them are less than the latter."""
FEW = 10
"""Positions of words in documents, so many at most, are compared one by one."""
_AT_ONCE = 4_096
"""The positions in so many documents are compared at once: they stay in the fast memory."""
ALL_AT_ONCE = 512
"""Up to so many candidates are all looked at."""
FIRST_LOOK = 64
"""Of more, about so many of the best are looked at first."""
MOST_AT_ONCE = 32_768


def put(matcher: Matcher, segment: Segment, node: plan.Phrase) -> Operator:
    """What finds a phrase in a segment."""
    held = [segment.listed(term) for term in node.terms]
    lists = [listed for listed in held if listed is not None]
    if not held or len(lists) < len(held):
        return operators.Nothing()
    return Phrase(matcher, segment, node, lists)


class Phrase:
    """Documents in which terms follow one another; they score the sum of their words.

    Args:
        matcher: knows the weights.
        segment: where to look.
        node: the phrase.
        lists: the postings of its terms.
    """

    def __init__(
        self, matcher: Matcher, segment: Segment, node: plan.Phrase, lists: list[Listed]
    ) -> None:
        self.matcher = matcher
        self.segment = segment
        self.node = node
        self.lists = list(dict.fromkeys(lists))
        self.sequence = [self.lists.index(listed) for listed in lists]
        self.estimate = min(listed.df for listed in lists)

    def matches(self) -> Found:
        """The documents in which the phrase stands."""
        return self._found(None)

    def among(self, docs: Ints) -> Found:
        """Those in which the phrase stands."""
        found, scores = self._found(docs)
        return docs.searchsorted(found), scores

    def _found(self, docs: Ints | None) -> tuple[Ints, Scores]:
        docs, elements = holding_all(self.lists, self.segment.documents, docs)
        kept = self._stands(docs, elements)
        docs = docs.take(kept)
        return docs, self._scores(docs, [each.take(kept) for each in elements])

    def best(self, k: int, floor: int) -> tuple[Ints, Scores]:
        """Documents among which are the ``k`` best, ascending, and their scores.

        Deleted documents are left out; of those that tie with the last, all are given.  What
        a document would score is known before its positions are looked at, so the best are looked
        at first, and the others only until there are enough.

        Args:
            k: how many are wanted, 1 or more.
            floor: lower scores are not wanted.
        """
        docs, elements = holding_all(self.lists, self.segment.documents)
        if len(self.segment.dead):
            alive = self.segment.alive.take(docs).nonzero()[0]
            docs, elements = docs.take(alive), [each.take(alive) for each in elements]
        if len(docs) <= ALL_AT_ONCE:
            kept = self._stands(docs, elements)
            docs = docs.take(kept)
            return docs, self._scores(docs, [each.take(kept) for each in elements])
        scores = self._scores(docs, elements)
        left, kept, look = (scores >= floor).nonzero()[0], NO_DOCUMENTS, FIRST_LOOK + 2 * k
        while len(left) and len(kept) < k:
            theirs = scores.take(left)
            # Those that tie with the last are looked at, too: the next look begins below them.
            least = kth(theirs, look)
            chosen = left.take((theirs >= least).nonzero()[0])
            left = left.take((theirs < least).nonzero()[0])
            held = self._stands(docs.take(chosen), [each.take(chosen) for each in elements])
            kept = np.concatenate((kept, chosen.take(held)))
            # As many as will do if the phrase stands in them as often as in those so far.
            look = min(max(look * 2 * k // (len(kept) + 1), 4 * look), MOST_AT_ONCE)
        kept.sort()
        return docs.take(kept), scores.take(kept)

    def _scores(self, docs: Ints, elements: list[Ints]) -> Scores:
        """What documents score in which the phrase stands: the sum of its words."""
        node, matcher = self.node, self.matcher
        if not len(docs):
            return NO_DOCUMENTS
        if not node.field:
            weights = [matcher.term_weight(term, node.boost) for term in node.terms]
            lists = [self.lists[n] for n in self.sequence]
            return added_up(lists, [elements[n] for n in self.sequence], weights)
        scores = np.zeros(len(docs), np.int64)
        for term in node.terms:
            word = plan.Word(term, node.field, node.boost)
            held, impacts = matcher.raw(self.segment, word)
            worth = impacts.take(held.searchsorted(docs)).astype(np.int64)
            worth *= matcher.weight(word)
            scores += worth
        return scores

    def _stands(self, docs: Ints, elements: list[Ints]) -> Ints:
        """In which of some documents that hold all terms the phrase stands: places among them."""
        if not len(docs):
            return NO_DOCUMENTS
        if len(docs) * len(self.lists) <= FEW and not self.node.slop and not self.node.field:
            return self._stands_in_few(docs, elements)
        begins, ends = tokens.spans(self.segment, self.lists, docs, elements)
        begins, ends = begins.reshape(-1, len(docs)), ends.reshape(-1, len(docs))
        found = []
        for low in range(0, len(docs), _AT_ONCE):
            part = slice(low, low + _AT_ONCE)
            places, room = self._places(begins[:, part], ends[:, part])
            found.append(self._standing(docs[part], places, room) + low)
        return found[0] if len(found) == 1 else np.concatenate(found)

    def _standing(self, docs: Ints, places: list[Ints], room: int) -> Ints:
        """In which of the documents the terms stand in the right way."""
        slop = self.node.slop
        if not slop:
            first, last = _adjacent(places, len(docs) << room)
        elif self.node.ordered:
            first, last = _near(places, room, slop)
        else:
            first, last = _together(places, self.sequence, room, slop)
        which = first >> room
        if self.node.field or slop:
            docs, mask = docs.take(which), (1 << room) - 1
            inside = self._in_one_field(docs, first & mask, last & mask)
            which = which.take(inside.nonzero()[0])
        return distinct(which)

    def _stands_in_few(self, docs: Ints, elements: list[Ints]) -> Ints:
        """The same, without slop and in any field, where calls would cost more than loops."""
        begins, ends = tokens.spans(self.segment, self.lists, docs, elements)
        pairs = list(zip(begins.tolist(), ends.tolist(), strict=True))
        at = tokens.positions(self.segment)
        kept = []
        for place in range(len(docs)):
            places = [at(*pair) for pair in pairs[place :: len(docs)]]
            starts = set(places[self.sequence[0]])
            for leap, which in enumerate(self.sequence[1:], 1):
                starts &= {position - leap for position in places[which]}
            if starts:
                kept.append(place)
        return np.array(kept, np.int64)

    def _in_one_field(self, docs: Ints, first: Ints, last: Ints) -> NDArray[np.bool_]:
        """Whether two positions lie in the field that is asked for or, if none is, in one."""
        if self.node.field:
            field = TEXTS.index(self.node.field)
            begin, end = textfields.spans(self.segment, field, docs)
            return (first >= begin) & (last < end)
        fields = textfields.fields_at(self.segment, docs, first)
        same: NDArray[np.bool_] = fields == textfields.fields_at(self.segment, docs, last)
        return same

    def _places(self, begins: Ints, ends: Ints) -> tuple[list[Ints], int]:
        """Where the terms of the phrase stand in some documents.

        Args:
            begins: the first tokens of all terms (rows) in all documents (columns).
            ends: the tokens after the last.

        Returns:
            For each term of the phrase the places, ascending: the number of the document and then
            the position; and how many bits the position has.
        """
        several, size = begins.shape
        counts = (ends - begins).ravel()
        sums = counts.cumsum()
        index = (begins.ravel() - sums + counts).repeat(counts)
        index += np.arange(len(index))
        places = self.segment.places.at(index)
        room = _ROOM
        if size > _MARKED:  # small numbers can be marked
            room = (int(places.max()) + len(self.sequence)).bit_length()
        numbers = np.arange(size) << room
        places += np.concatenate([numbers] * several).repeat(counts)
        bounds = [0, *sums[size - 1 :: size].tolist()]
        return [places[bounds[n] : bounds[n + 1]] for n in self.sequence], room


def _adjacent(places: list[Ints], beyond: int) -> tuple[Ints, Ints]:
    """Where all follow one another: the places of the first and of the last.

    Args:
        places: where each stands, ascending.
        beyond: all places are less.
    """
    order = sorted(range(len(places)), key=lambda n: len(places[n]))
    begins = places[order[0]] - order[0]
    for n in order[1:]:
        wanted, held = begins + n, places[n]
        if len(wanted) > _MARKED and beyond < _MOST_MARKS:
            marks, stamp = scratch.marks(_MOST_MARKS)
            marks[held] = stamp
            there = marks.take(wanted) == stamp
        else:
            there = held.take(held.searchsorted(wanted), mode="clip") == wanted
        begins = begins.take(there.nonzero()[0])
    return begins, begins + (len(places) - 1)


def _near(places: list[Ints], room: int, slop: int) -> tuple[Ints, Ints]:
    """Chains of places in order, with no more than ``slop`` others among them.

    From each beginning the nearest place of the next is the best, whatever comes after.
    """
    begins = last = places[0]
    for held in places[1:]:
        place = held.searchsorted(last, side="right")
        following = held.take(place, mode="clip")
        kept = ((place < len(held)) & (begins >> room == following >> room)).nonzero()[0]
        begins, last = begins.take(kept), following.take(kept)
    kept = (last - begins - (len(places) - 1) <= slop).nonzero()[0]
    return begins.take(kept), last.take(kept)


def _together(places: list[Ints], sequence: list[int], room: int, slop: int) -> tuple[Ints, Ints]:
    """Stretches that hold all places in any order, with no more than ``slop`` others among them.

    From every place the nearest of each word behind it are the best: :mod:`foisearch.query.near`.
    They are in no order.

    Args:
        places: where each word of the phrase stands, ascending.
        sequence: which word each is; one that comes twice must stand there twice.
        room: how many bits of a place are the position.
        slop: how many others may stand among them.
    """
    held = {word: places[sequence.index(word)] for word in sequence}
    rarest_first = sorted(held, key=lambda word: len(held[word]))
    most = len(places) - 1 + slop
    found = []
    for first in rarest_first:  # the word that such a stretch begins with
        begins = last = held[first]
        for word in rarest_first:
            times = sequence.count(word)
            if word == first and times == 1:
                continue
            place = held[word].searchsorted(begins)
            place += times - 1
            following = held[word].take(place, mode="clip")
            near = (place < len(held[word])) & (following - begins <= most)
            kept = (near & (begins >> room == following >> room)).nonzero()[0]
            begins, last = begins.take(kept), np.maximum(last.take(kept), following.take(kept))
        found.append((begins, last))
    begins, last = (np.concatenate(each) for each in zip(*found, strict=True))
    return begins, last
