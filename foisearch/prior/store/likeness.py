"""Many earlier questions beside a new one, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.postings import scratch
from foisearch.prior.store.companion import MOST_TIMES, TIMES_BITS, Companion
from foisearch.prior.store.sought import Sought

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Values = NDArray[np.float64]

TIMES = 1 + np.log(np.maximum(np.arange(MOST_TIMES + 1), 1)).astype(np.float32)
"""What a term weighs that stands in a question so often: 1 + ln tf."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is sought, with what each unit and each alternative is worth.

    ``weights`` and ``times`` (as 1 + ln tf) are of the units; of the alternatives in the order of
    the units, ``terms`` says what they consist of, ``strengths`` how much they count, ``owners``
    whose they are and ``firsts`` where each unit's begin.
    """

    weights: Values
    times: Values
    terms: tuple[tuple[str, ...], ...]
    strengths: Values
    owners: Ints
    firsts: Ints

    @property
    def distinct(self) -> set[str]:
        """All terms, each once."""
        return {term for terms in self.terms for term in terms}

    @classmethod
    def of(cls, sought: Sought, weights: Sequence[float]) -> Weighed:
        """``sought`` with the weight of each unit."""
        every = [
            (place, terms, strength)
            for place, unit in enumerate(sought.units)
            for terms, strength in unit.alternatives
            if terms
        ]
        owners = np.array([place for place, _, _ in every], np.int64)
        return cls(
            np.array(weights, np.float64),
            1 + np.log(np.array(sought.times, np.float64)),
            tuple(terms for _, terms, _ in every),
            np.array([strength for _, _, strength in every], np.float64),
            owners,
            np.searchsorted(owners, np.arange(len(sought.units))),
        )


@dataclass(frozen=True, slots=True)
class Likeness:
    """For each of some questions how like it is: see :class:`~foisearch.prior.store.Candidate`."""

    cosine: Values
    jaccard: Values
    contained: Values
    containing: Values


class Beside:
    """Puts questions of one segment beside what is sought.

    Args:
        companion: of the segment.
        idf: of the companion's terms.
    """

    def __init__(self, companion: Companion, idf: Floats) -> None:
        self._companion = companion
        self._idf = idf

    def likeness(self, weighed: Weighed, known: Mapping[str, int], questions: Ints) -> Likeness:
        """How like the questions are.

        Args:
            weighed: what is sought.
            known: for each of its terms the number in the companion, -1 for none.
            questions: their numbers in the companion.
        """
        slots = {term: number for term, number in known.items() if number >= 0}
        numbers = np.array([*slots.values()], np.int64)
        # Of each term, under which number it is looked for; 0 for all that are not.
        which = scratch.taken(len(self._idf), np.uint16)
        which[numbers] = np.arange(1, len(numbers) + 1)
        grid, squares, sums = self._grid(questions, which, len(numbers))
        which[numbers] = 0
        scratch.given_back(which)
        columns = {term: place for place, term in enumerate(slots, 1)}
        worth = np.concatenate(([0.0], self._idf[numbers]))
        return _compared(weighed, _Found(grid, worth, columns), squares, sums)

    def _grid(
        self, questions: Ints, which: NDArray[np.uint16], slots: int
    ) -> tuple[Values, Values, Values]:
        """For each question and slot what the term weighs there by its times, 0 where it is not;
        for each question the sum of the squares of its weights, and of the idf of its terms.
        """
        codes, sizes = self._companion.codes_of(questions)
        terms = codes >> TIMES_BITS
        worth = self._idf.take(terms)
        weight = TIMES.take(codes & MOST_TIMES)
        sums = summed(worth, sizes)
        worth *= weight
        worth *= worth
        squares = summed(worth, sizes)
        slot = which.take(terms)
        hits = slot.nonzero()[0]
        owner = np.repeat(np.arange(len(questions)), sizes)
        grid = np.zeros((len(questions), slots + 1))
        grid[owner.take(hits), slot.take(hits)] = weight.take(hits)
        return grid, squares, sums


def summed(values: NDArray[Any], sizes: Ints) -> Values:
    """The sum of each run of values, of which there are so many in each."""
    found = np.zeros(len(sizes))
    held = sizes.nonzero()[0]
    if len(held):
        begins = np.cumsum(sizes) - sizes
        found[held] = np.add.reduceat(values, begins.take(held), dtype=np.float64)
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands where: questions by slots, the idf of the slots, and the slots of terms."""

    grid: Values
    worth: Values
    columns: dict[str, int]

    def alternatives(self, terms: Sequence[tuple[str, ...]]) -> tuple[Values, Values]:
        """For each question and alternative what it weighs there (by times and idf), and what
        its terms are worth (by idf); both 0 where not all of it stands there.
        """
        single = [self.columns.get(each[0], 0) if len(each) == 1 else 0 for each in terms]
        worth = self.worth[single]
        times = self.grid[:, single]
        weight = times * worth
        value = (times > 0) * worth
        for place, each in enumerate(terms):
            if len(each) > 1:
                weight[:, place], value[:, place] = self._sequence(each)
        return weight, value

    def _sequence(self, terms: tuple[str, ...]) -> tuple[Any, Any]:
        columns = [self.columns.get(term, 0) for term in dict.fromkeys(terms)]
        times = self.grid[:, columns]
        there = (times > 0).all(axis=1)
        weight = np.sqrt(((times * self.worth[columns]) ** 2).sum(axis=1))
        return weight * there, self.worth[columns].sum() * there


def _compared(weighed: Weighed, found: _Found, squares: Values, sums: Values) -> Likeness:
    weight, value = found.alternatives(weighed.terms)
    strength = (value > 0) * weighed.strengths
    weight *= weighed.strengths
    value *= weighed.strengths
    if len(weighed.owners) > len(weighed.weights):
        strength, weight, value = (
            np.maximum.reduceat(each, weighed.firsts, axis=1) for each in (strength, weight, value)
        )
    new = weighed.weights * weighed.times
    length = np.sqrt(squares * float(new @ new))
    mine = float(weighed.weights.sum())
    shared_new, shared_earlier = strength @ weighed.weights, value.sum(axis=1)
    shared_earlier = np.minimum(shared_earlier, sums)
    shared = (shared_new + shared_earlier) / 2
    return Likeness(
        _share(weight @ new, length),
        _share(shared, mine + sums - shared),
        _share(shared_new, np.full(len(sums), mine)),
        _share(shared_earlier, sums),
    )


def _share(part: Values, whole: Values) -> Values:
    """Part of a whole, between 0 and 1; 0 of nothing."""
    found = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return np.minimum(found, 1.0, out=found)
