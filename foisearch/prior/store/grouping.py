"""Groups of near-identical questions of a whole corpus.

Questions of the same plain words are one text to begin with, however frequent their words are.
Different texts are compared in pairs (:mod:`foisearch.prior.store.pairing`); two are alike if they
share enough of their words, by weighted Jaccard coefficient, and enough in all to mean something.
A group is what is like its *representative*, the text that is like most of the others: no chain
leads from one question over others to one that is unlike it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files.faults import translated
from foisearch.engine.postings.lists import gathered
from foisearch.prior.store.collected import Taking, Texts, collect
from foisearch.prior.store.pairing import candidates, shared
from foisearch.prior.store.questions import Questions

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Progress = Callable[[int, int], None]

LIKE = 0.72
"""How like two texts have to be, from 0 to 1."""
ROUNDS = 32
"""So often all that is connected is put beside one representative."""
EVIDENCE = 1.0
"""What two texts share has to be worth as much as so many words that nothing else has."""


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Groups of questions, the largest first, those of a size by their representatives.

    The members of group ``n`` are those from ``starts[n]`` on: first its representative, then the
    most like it.  ``segment`` and ``doc`` say where a member's record is, ``question`` which it is
    among those that it asks, ``likeness`` (0 to 1) how like the representative; 1 for the same
    words.
    """

    segment: NDArray[np.int32]
    doc: NDArray[np.int32]
    question: NDArray[np.int32]
    likeness: Floats
    starts: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    def members(self, group: int) -> list[tuple[int, int, int, float]]:
        """Segment, document, question and likeness of the members of a group."""
        some = slice(int(self.starts[group]), int(self.starts[group + 1]))
        columns = (self.segment[some], self.doc[some], self.question[some], self.likeness[some])
        return list(zip(*(column.tolist() for column in columns), strict=True))

    def pairs(self) -> Iterator[tuple[tuple[int, int, int], tuple[int, int, int], float]]:
        """Every member beside its representative, each as segment, document and question."""
        for group in range(len(self)):
            first, *others = self.members(group)
            for other in others:
                yield first[:3], other[:3], other[3]


def grouped(
    questions: Questions,
    *,
    like: float = LIKE,
    evidence: float = EVIDENCE,
    progress: Progress | None = None,
) -> Groups:
    """All groups of two disclosures or more, each disclosure once in a group.

    Disclosures take part with their parts, or else with the whole request; those that have neither
    with the questions of the response.

    Args:
        questions: the open store.
        like: how like a member has to be to its representative: more than 0, at most 1.
        evidence: what they have to share, in words as rare as can be; 0 for anything.
        progress: called with how much is done, and how much that is in all.

    Raises:
        IndexUnusable: the index turns out to be damaged.
    """
    report = _Report(progress, len(questions))
    with translated(questions.folder):
        taking, texts = collect(questions, report.of(0.0, 0.2))
        least = min(like, 0.999)
        low, high = candidates(texts, least, report.of(0.2, 0.7))
        worth = evidence * log(max(len(questions.index), 2))
        verified = _Verified(texts, like, worth)
        edges = verified.kept(low, high)
        report.of(0.7, 0.9)(1.0)
        copies = np.bincount(taking.text, minlength=len(texts))
        stars = _Stars(edges, verified, copies)
        found = _grouped(taking, stars.of, stars.likeness)
        report.of(0.9, 1.0)(1.0)
        return found


class _Report:
    """Progress in questions, from shares of several steps."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total

    def of(self, begin: float, end: float) -> Callable[[float], None]:
        """What to call with the share that is done of a step."""

        def report(share: float) -> None:
            if self._progress is not None:
                done = begin + (end - begin) * share
                self._progress(round(self._total * done), self._total)

        return report


@dataclass(frozen=True, slots=True)
class _Verified:
    """Says which pairs of texts are alike."""

    texts: Texts
    like: float
    worth: float

    def likeness(self, low: Ints, high: Ints) -> Floats:
        """How like the texts of each pair are, 0 where that is not enough."""
        common, like = shared(self.texts, low, high)
        # Single precision must not part texts of exactly the same terms.
        alike = (like >= self.like - 1e-5) & (common >= self.worth)
        return np.where(alike, like, np.float32(0))

    def kept(self, low: Ints, high: Ints) -> tuple[Ints, Ints]:
        """The pairs that are alike."""
        alike = self.likeness(low, high) > 0
        return low[alike], high[alike]


class _Stars:
    """Texts and their representatives, found from the pairs that are alike.

    In every connected part the text with most neighbours (copies counted, the first among equals)
    becomes a representative; what is like it joins it, and the rest goes on.  Parts that are not
    used up after :data:`ROUNDS` hang together by long chains: there every text that has more
    neighbours than each of them becomes one, and only neighbours join.
    """

    def __init__(self, edges: tuple[Ints, Ints], verified: _Verified, copies: Ints) -> None:
        self._low, self._high = edges
        self._verified = verified
        self._copies = copies
        self.of = np.arange(len(copies))
        self.likeness = np.ones(len(copies), np.float32)
        rounds = 0
        while len(self._low):
            gone = self._whole() if rounds < ROUNDS else self._near()
            left = ~(gone[self._low] | gone[self._high])
            self._low, self._high = self._low[left], self._high[left]
            rounds += 1

    def _degrees(self) -> Ints:
        """How many questions are like each text, by the pairs that are left."""
        found = self._copies.astype(np.int64)
        np.add.at(found, self._low, self._copies[self._high])
        np.add.at(found, self._high, self._copies[self._low])
        return found

    def _whole(self) -> NDArray[np.bool_]:
        """One representative for each part, beside which all of it is put; who is settled."""
        inside = np.unique(np.concatenate((self._low, self._high)))
        part = _components(len(self.of), self._low, self._high)[inside]
        order = np.lexsort((inside, -self._degrees()[inside], part))
        first = np.ones(len(order), np.bool_)
        first[1:] = part[order][1:] != part[order][:-1]
        members = inside[order]
        centre = members[np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))]
        like = self._verified.likeness(np.minimum(members, centre), np.maximum(members, centre))
        like[first] = 1
        joins = like > 0
        return self._settled(members[joins], centre[joins], like[joins])

    def _near(self) -> NDArray[np.bool_]:
        """Many representatives, which only their neighbours join; who is settled."""
        count = len(self.of)
        # Ties are broken as if by lot, or a chain would be gone through one by one.
        lot = np.random.default_rng(0).permutation(count)
        order = np.lexsort((lot, self._degrees()))
        rank = np.empty(count, np.int64)
        rank[order] = np.arange(count)
        ends = np.concatenate((self._low, self._high))
        others = np.concatenate((self._high, self._low))
        highest = np.zeros(count, np.int64)
        np.maximum.at(highest, ends, rank[others])
        centre = np.zeros(count, np.bool_)
        centre[ends] = rank[ends] > highest[ends]
        joining = np.flatnonzero(centre[others])
        members, centres = ends[joining], others[joining]
        like = self._verified.likeness(np.minimum(members, centres), np.maximum(members, centres))
        best = np.lexsort((-rank[centres], like))  # the last one counts
        settled = self._settled(members[best], centres[best], like[best])
        settled |= centre
        return settled

    def _settled(self, members: Ints, centres: Ints, like: Floats) -> NDArray[np.bool_]:
        self.of[members] = centres
        self.likeness[members] = like
        found = np.zeros(len(self.of), np.bool_)
        found[members] = True
        return found


def _components(count: int, low: Ints, high: Ints) -> Ints:
    """For each node the lowest number in its connected part."""
    label = np.arange(count)
    while True:
        before = label
        label = before.copy()
        least = np.minimum(before[low], before[high])
        np.minimum.at(label, before[low], least)
        np.minimum.at(label, before[high], least)
        label = label[label]
        label = label[label]
        if np.array_equal(label, before):
            return label


def _grouped(taking: Taking, of: Ints, likeness: Floats) -> Groups:
    """The groups of questions, of those of texts."""
    group, like = of[taking.text], likeness[taking.text]
    document = (taking.segment.astype(np.int64) << 32) | taking.doc
    # The representative's own text first; those as like in the order of the index.
    order = np.lexsort((np.arange(len(taking)), taking.text != group, -like, group))
    order = order[np.sort(_firsts(group[order], document[order]))]
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    sizes = np.diff(np.append(starts, len(order)))
    several = np.flatnonzero(sizes > 1)
    several = several[np.lexsort((order[starts[several]], -sizes[several]))]
    chosen = order[gathered(starts[several], sizes[several])]
    return Groups(
        taking.segment[chosen],
        taking.doc[chosen],
        taking.question[chosen],
        like[chosen],
        np.concatenate(([0], np.cumsum(sizes[several]))),
    )


def _firsts(group: Ints, document: Ints) -> Ints:
    """Where each document stands first in each group."""
    order = np.lexsort((np.arange(len(group)), document, group))
    group, document = group[order], document[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (group[1:] != group[:-1]) | (document[1:] != document[:-1])
    found: Ints = order[new]
    return found
