"""All questions of an index in one piece, each text once: what the whole corpus is compared by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.segments.segment import Segment
from foisearch.prior.store import weights
from foisearch.prior.store.companion import TIMES_BITS, Companion
from foisearch.prior.store.questions import Questions

Ints = NDArray[np.int64]
_AT_ONCE = 1 << 15


@dataclass(frozen=True, slots=True)
class Taking:
    """Questions that take part, in the order of segment, document and question.

    ``text`` numbers the different texts: questions of the same plain words have the same number.
    """

    segment: NDArray[np.int32]
    doc: NDArray[np.int32]
    question: NDArray[np.int32]
    text: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Texts:
    """The different texts, in the order of :attr:`sums`.

    ``terms`` are the numbers of their terms, those from ``starts[n]`` on of text ``n``; terms have
    the same numbers in all segments.  ``weights`` is the idf of each term and ``sums`` that of all
    terms of a text together.
    """

    terms: NDArray[np.uint32]
    starts: Ints
    weights: NDArray[np.float32]
    sums: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.starts) - 1


def collect(questions: Questions, report: Callable[[float], None]) -> tuple[Taking, Texts]:
    """Who takes part, and the texts.

    A disclosure takes part with its parts; without any with its whole request; without that with
    the questions of its response.

    Args:
        questions: the open store.
        report: called with the share that is done, 0 to 1.
    """
    segments = questions.index.segments
    pairs = list(zip(segments, questions.companions, strict=True))
    chosen = [_taking_part(segment, of) for segment, of in pairs]
    hashes = np.concatenate([np.zeros(0, np.uint64), *map(_hashes, (c for _, c in pairs), chosen)])
    _, first, text = np.unique(hashes, return_index=True, return_inverse=True)
    counts = [len(each) for each in chosen]
    segment_of = np.repeat(np.arange(len(chosen)), counts)
    every = np.concatenate([np.zeros(0, np.int64), *chosen])
    order = np.argsort(first)
    gathered = _Gathered(questions, report)
    terms, sizes = gathered.of(segment_of[first[order]], every[first[order]])
    texts, place = _in_order(terms, sizes, gathered.weights)
    # From the number of a hash, over its place by first appearance, to that by sum.
    renumbered = np.empty(len(order), np.int64)
    renumbered[order] = place
    docs = [of.documents_of(each) for (_, of), each in zip(pairs, chosen, strict=True)]
    within = [e - of.firsts[d] for (_, of), e, d in zip(pairs, chosen, docs, strict=True)]
    return Taking(
        segment_of.astype(np.int32),
        np.concatenate([np.zeros(0, np.int64), *docs]).astype(np.int32),
        np.concatenate([np.zeros(0, np.int64), *within]).astype(np.int32),
        renumbered[text].astype(np.int32),
    ), texts


def _taking_part(segment: Segment, of: Companion) -> Ints:
    """The questions of a segment that take part, ascending; those without words do not."""
    sizes = np.diff(of.firsts)
    held = np.flatnonzero(sizes)
    # The questions of a document stand in the order of their places, the best first.
    foremost = of.places[of.firsts[held]].repeat(sizes[held])
    alive = segment.alive[held].repeat(sizes[held])
    return np.flatnonzero((of.places == foremost) & alive & (np.diff(of.starts) > 0))


def _hashes(of: Companion, chosen: Ints) -> NDArray[np.uint64]:
    found = np.empty(of.questions, np.uint64)
    found[of.hashed] = of.hashes
    return found[chosen]


class _Gathered:
    """Terms of questions, numbered alike for all segments."""

    def __init__(self, questions: Questions, report: Callable[[float], None]) -> None:
        self._companions = questions.companions
        self._report = report
        self._tables: list[NDArray[np.uint32]] = []
        idf = np.concatenate([np.zeros(0, np.float32), *questions.idf])
        if len(self._companions) == 1:
            self._tables.append(np.arange(len(idf), dtype=np.uint32))
            self.weights = idf
            return
        hashes = [weights.hashes_of(of) for of in self._companions]
        whole = np.concatenate([np.zeros(0, np.uint64), *hashes])
        _, first, numbers = np.unique(whole, return_index=True, return_inverse=True)
        ends = np.cumsum([len(each) for each in hashes])
        self._tables += [each.astype(np.uint32) for each in np.split(numbers, ends[:-1])]
        self.weights = idf[first]

    def of(self, segment: Ints, questions: Ints) -> tuple[NDArray[np.uint32], Ints]:
        """The terms of some questions (by segment, ascending), and how many each has."""
        sizes = np.zeros(len(questions), np.int64)
        for number, of in enumerate(self._companions):
            which = np.flatnonzero(segment == number)
            sizes[which] = np.diff(of.starts)[questions[which]]
        terms = np.empty(int(sizes.sum()), np.uint32)
        at = 0
        for low in range(0, len(questions), _AT_ONCE):
            for number, of in enumerate(self._companions):
                some = questions[low : low + _AT_ONCE][segment[low : low + _AT_ONCE] == number]
                codes, _ = of.codes_of(some)
                terms[at : at + len(codes)] = self._tables[number].take(codes >> TIMES_BITS)
                at += len(codes)
            self._report(min(1.0, (low + _AT_ONCE) / len(questions)))
        return terms, sizes


def _in_order(
    terms: NDArray[np.uint32], sizes: Ints, worth: NDArray[np.float32]
) -> tuple[Texts, Ints]:
    """The texts by their sums, and at which place each is now."""
    from foisearch.engine.postings.lists import gathered
    from foisearch.prior.store.likeness import summed

    starts = np.cumsum(sizes) - sizes
    sums = np.empty(len(sizes), np.float32)
    for low in range(0, len(sizes), _AT_ONCE):
        some = slice(low, low + _AT_ONCE)
        begin = int(starts[low])
        end = begin + int(sizes[some].sum())
        sums[some] = summed(worth.take(terms[begin:end]), sizes[some])
    order = np.argsort(sums, kind="stable")
    moved = np.empty_like(terms)
    at = 0
    for low in range(0, len(sizes), _AT_ONCE):
        which = order[low : low + _AT_ONCE]
        piece = terms[gathered(starts[which], sizes[which])]
        moved[at : at + len(piece)] = piece
        at += len(piece)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    ends = np.concatenate(([0], np.cumsum(sizes[order])))
    return Texts(moved, ends, worth, sums[order]), place
