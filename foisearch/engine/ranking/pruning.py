"""The best documents for words side by side, found without looking at everything.

Impacts are added up document by document, the rarest words first.  As soon as what the words still
to come could add at most is less than what the ``k``-th best has already, no new document can get
among the best: the frequent words are then looked up for the few that still can (MaxScore: Turtle
and Flood, *Query evaluation: strategies and optimizations*, 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.matching import accumulators
from foisearch.engine.matching.accumulators import Weighed
from foisearch.engine.matching.selection import kth, leading
from foisearch.engine.postings import scratch
from foisearch.engine.postings.lists import BITS, DENSE
from foisearch.engine.postings.term import NO_DOCUMENTS, distinct
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
Scores = NDArray[Any]

SMALL = 30_000
"""In a segment with fewer documents it is cheaper to look at all sums than to be clever."""
_ROWS = 3
"""Unless as many dense rows as this would have to be added."""
_WIDE = 8
"""Where more than one document in so many was touched, it is cheaper to look at all."""
_SORTED = 200
"""Of more than one document in so many, it is cheaper to find them in order than to sort them."""
_WATCHED = 8
"""For each document that is wanted, how many are watched."""
_SAMPLED = 16
"""One posting in so many is looked at to estimate how many can still get among the best."""
_SAMPLE = 1_024
"""The same where all documents are looked at: sixteen times so many of them."""
_ADDED, _LOOKED_UP, _CALLS = 2.3, 20, 20_000
"""What adding a posting, looking a document up and all the calls for it cost, in nanoseconds."""
_COMPLETED = 6
"""Up to so many words are looked up for those that are watched, for a better floor."""


def best(segment: Segment, words: Sequence[Weighed], k: int, floor: int) -> tuple[Ints, Scores]:
    """Documents among which are the ``k`` best, with their scores, in ascending order.

    Deleted documents are left out.  Of documents that tie with the last, all are given.

    Args:
        segment: where to look.
        words: postings and what a step of impact in them is worth, each term once.
        k: how many are wanted, 1 or more.
        floor: a score that at least ``k`` documents of other segments reach.
    """
    if len(words) <= 1:
        return _of_one(segment, words, k, floor) if words else (NO_DOCUMENTS, NO_DOCUMENTS)
    if segment.documents < SMALL and sum(word[0].form >= DENSE for word in words) < _ROWS:
        acc = accumulators.sums(segment, words)
        docs = leading(acc, k, max(floor, 1))
        scores = acc.take(docs)
        acc.fill(0)
        scratch.given_back(acc)
        return docs, scores
    return _Race(segment, words, k, floor).run()


def _of_one(segment: Segment, words: Sequence[Weighed], k: int, floor: int) -> tuple[Ints, Scores]:
    """As :func:`best`, for one word: its highest impacts."""
    ((listed, weight),) = words
    # Among so many, at most as many are deleted as the term stands in.
    k += listed.df - segment.live_df(listed)
    least = max(-(-floor // weight), 1)
    if listed.form == DENSE:
        docs = leading(listed.row, k, least)
        scores = listed.row.take(docs).astype(np.int64)
    elif listed.form == BITS:
        docs, impacts = listed.everywhere(segment.documents)
        scores = impacts.astype(np.int64)
    else:
        elements = leading(listed.impacts, k, least)
        docs = listed.at(elements)
        scores = listed.impacts.take(elements).astype(np.int64)
    scores *= weight
    if len(segment.dead):
        alive = segment.alive.take(docs).nonzero()[0]
        docs, scores = docs.take(alive), scores.take(alive)
    return docs, scores


class _Race:
    """One search for the best of one segment.

    ``words`` are those with lists, then those with rows, each the rarest first; the first ``at``
    are added up in ``acc``, and ``rest`` is what the others can add at most.  At least ``k``
    documents reach ``floor``.
    """

    def __init__(self, segment: Segment, words: Sequence[Weighed], k: int, floor: int) -> None:
        self.segment = segment
        self.k = k
        self.floor = max(floor, 1)
        self.words = sorted(words, key=_rarity)
        self.lists = sum(word[0].form < DENSE for word in words)
        self.bounds = [listed.most * weight for listed, weight in self.words]
        self.total = self.rest = sum(self.bounds)
        self.next_look = self.total / 2
        self.at = 0
        self.acc = accumulators.cleared(segment, words)
        self.touched: list[Ints] = []
        self.added = 0
        self.watched = NO_DOCUMENTS

    def run(self) -> tuple[Ints, Scores]:
        """The best and their scores."""
        while not self._is_decided() and self.at < self.lists:
            self._add_lists()
        if self.rest >= self.floor:
            accumulators.add_rows(self.acc, self.words[self.at :])
            self.at, self.rest, self.added = len(self.words), 0, len(self.acc)
        if len(self.segment.dead):
            self.acc[self.segment.dead] = 0
        docs = self._survivors()
        scores = self.acc.take(docs)
        self._clear()
        return self._completed(docs, scores)

    def _add_lists(self) -> None:
        """Add the next words: a good batch of them, or what is needed to get near the end."""
        at, end, room = self.at, self.at, accumulators.FEW
        while end < self.lists:
            room -= len(self.words[end][0].gaps)
            if end > at and (room < 0 or self.rest < self.floor):
                break
            self.rest -= self.bounds[end]
            end += 1
        docs = accumulators.add_lists(self.acc, self.words[at:end])
        self.touched.append(docs)
        self.added += len(docs)
        self.at = end

    def _is_decided(self) -> bool:
        """Whether looking up the other words for the documents met so far is all there is to do."""
        if self.rest > self.next_look and self.at < self.lists:
            return False
        self.next_look = self.rest * 0.9
        if self.rest and self.at:
            self._raise_floor()
        if self.rest >= self.floor or self.at == self.lists:
            return self.rest < self.floor
        # Most of what was met may have to be looked up still, when the floor is only just higher.
        looked_up = self._survivors_about() * _LOOKED_UP + _CALLS
        return looked_up < len(self.words[self.at][0].gaps) * _ADDED

    def _survivors_about(self) -> int:
        """About how many documents can be among the best, whatever the other words add."""
        if self._is_wide() and len(self.acc) > _SAMPLE:
            deep = len(self.acc) // _SAMPLE
            sample = self.acc[: deep * _SAMPLE].reshape(deep, _SAMPLE)[:: deep // 16 + 1]
            share = len(self.acc) / sample.size
        else:
            sample = self.acc.take(np.concatenate([docs[::_SAMPLED] for docs in self.touched]))
            share = _SAMPLED
        return int(np.count_nonzero(sample >= self.floor - self.rest) * share)

    def _raise_floor(self) -> None:
        """Find documents that have much already, and see what the ``k``-th best of them has."""
        many = _WATCHED * self.k
        if len(self.watched) >= self.k:
            docs = self.watched
        elif self._is_wide():
            docs = leading(self.acc, many, 1)
        else:
            docs = self._everything_touched()
            # A document may be there once for each word.
            kept = leading(self.acc.take(docs), max(many, self.k * self.at), 1)
            docs = distinct(docs.take(kept))
        scores = self.acc.take(docs)
        if len(docs) > 2 * many:
            kept = leading(scores, many)
            docs, scores = docs.take(kept), scores.take(kept)
        if docs is not self.watched:
            self.watched = self._living(docs)
            scores = self.acc.take(self.watched)
        if len(self.words) - self.at <= _COMPLETED:
            few = leading(scores, 2 * self.k)
            docs, scores = self.watched.take(few), scores.take(few)
            for place in range(self.at, len(self.words)):
                self._add(docs, scores, place)
        self.floor = max(self.floor, kth(scores, self.k))

    def _everything_touched(self) -> Ints:
        return self.touched[0] if len(self.touched) == 1 else np.concatenate(self.touched)

    def _living(self, docs: Ints) -> Ints:
        if not len(self.segment.dead):
            return docs
        return docs.take(self.segment.alive.take(docs).nonzero()[0])

    def _survivors(self) -> Ints:
        """The documents that can be among the best, whatever the other words add."""
        if not self.at:
            return NO_DOCUMENTS
        acc, least = self.acc, max(self.floor - self.rest, 1)
        if self._is_wide():
            return leading(acc, self.k, least) if not self.rest else (acc >= least).nonzero()[0]
        docs = self._everything_touched()
        scores = acc.take(docs)
        if not self.rest:
            kept = leading(scores, self.k * self.at, least)
        else:
            kept = (scores >= least).nonzero()[0]
        if self.at == 1:
            return docs.take(kept)
        if len(kept) * _SORTED > len(acc):
            return (acc >= least).nonzero()[0]
        return distinct(docs.take(kept))

    def _is_wide(self) -> bool:
        """Whether so much was touched that it is cheaper to look at everything."""
        return self.added * _WIDE > len(self.acc) or self.at > self.lists

    def _clear(self) -> None:
        """Give back the array of sums."""
        if self._is_wide():
            self.acc.fill(0)
        else:
            for docs in self.touched:
                self.acc[docs] = 0
        scratch.given_back(self.acc)

    def _add(self, docs: Ints, scores: Scores, place: int) -> None:
        """Add the scores of one word to those of some documents."""
        listed, weight = self.words[place]
        if listed.form == DENSE:
            worth = listed.row.take(docs).astype(scores.dtype)
            worth *= weight
            scores += worth
            return
        kept, found = listed.among(docs, self.segment.documents)
        worth = listed.worth(found).astype(scores.dtype)
        worth *= weight
        scores[kept] += worth

    def _completed(self, docs: Ints, scores: Scores) -> tuple[Ints, Scores]:
        """Add the words not added yet to a few candidates, dropping those that fall behind."""
        # Dense rows first: there a look-up costs next to nothing.
        order = sorted(range(self.at, len(self.words)), key=lambda n: (n < self.lists, n))
        pruned = 2 * self.rest
        for place in order:
            if len(docs) > 64 and 5 * self.rest < 4 * pruned:
                self.floor = max(self.floor, kth(scores, self.k))
                kept = (scores >= self.floor - self.rest).nonzero()[0]
                docs, scores = docs.take(kept), scores.take(kept)
                pruned = self.rest
            self._add(docs, scores, place)
            self.rest -= self.bounds[place]
        kept = (scores >= max(self.floor, kth(scores, self.k))).nonzero()[0]
        return docs.take(kept), scores.take(kept)


def _rarity(word: Weighed) -> tuple[bool, int]:
    return word[0].form >= DENSE, word[0].df
