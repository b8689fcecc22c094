"""What a new question looks for, and what is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from foisearch.prior.store.companion import PLACES
from foisearch.prior.values import Place

Alternative = tuple[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class Unit:
    """One word or expression of a new question.

    ``alternatives`` are sequences of terms, any of which stands for it, each with its strength:
    1.0 as written, less (above 0) for what means about the same.  All terms of a sequence have to
    stand in the earlier question, in any order.  ``weight`` (above 0) is how much the unit says;
    ``None`` for the idf of what is written: of the first alternative, its rarest term.
    """

    alternatives: tuple[Alternative, ...]
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """A new question, as it is looked for: each unit once, and how often it stands there."""

    units: tuple[Unit, ...]
    times: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Sought:
        """Units as they come; those without alternatives look for nothing and are left out."""
        counted: dict[Unit, int] = {}
        for unit in units:
            if any(terms for terms, _ in unit.alternatives):
                counted[unit] = counted.get(unit, 0) + 1
        return cls(tuple(counted), tuple(counted.values()))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An earlier question beside the new one; every figure is between 0 and 1.

    ``segment`` and ``doc`` say where its record is (:meth:`foisearch.engine.index.Index.fetch`),
    ``question`` which it is among those that :func:`foisearch.prior.questions.asked` finds there,
    ``place`` where it stands.

    ``engine`` is what search gives the whole document for the words of the new question, of what
    it could give at most; ``cosine`` compares the two questions by tf-idf (tf as 1 + ln tf),
    ``jaccard`` by the idf of the distinct words that they share, of all that they have;
    ``contained`` is the share of the new question's words (by idf) that the earlier one has, and
    ``containing`` the share of the earlier one's that the new one has.  ``score`` orders.
    ``same`` says that the plain words are identical.
    """

    segment: int
    doc: int
    question: int
    place: Place
    engine: float
    cosine: float
    jaccard: float
    contained: float
    containing: float
    score: float
    same: bool = False


@dataclass(frozen=True, eq=False)
class Candidates(Sequence[Candidate]):
    """Candidates in arrays, the best first; each is made when it is asked for."""

    segment: NDArray[np.int64]
    doc: NDArray[np.int64]
    question: NDArray[np.int64]
    place: NDArray[np.uint8]
    engine: NDArray[np.float64]
    cosine: NDArray[np.float64]
    jaccard: NDArray[np.float64]
    contained: NDArray[np.float64]
    containing: NDArray[np.float64]
    score: NDArray[np.float64]
    same: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.score)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...
    @overload
    def __getitem__(self, place: slice) -> Candidates: ...
    def __getitem__(self, place: int | slice) -> Candidate | Candidates:
        if isinstance(place, slice):
            return self.taken(place)
        return Candidate(
            int(self.segment[place]),
            int(self.doc[place]),
            int(self.question[place]),
            PLACES[self.place[place]],
            float(self.engine[place]),
            float(self.cosine[place]),
            float(self.jaccard[place]),
            float(self.contained[place]),
            float(self.containing[place]),
            float(self.score[place]),
            bool(self.same[place]),
        )

    def taken(self, places: Any) -> Candidates:
        """Some of them, as numpy chooses."""
        return Candidates(*(column[places] for column in vars(self).values()))

    @classmethod
    def joined(cls, parts: Sequence[Candidates]) -> Candidates:
        """All of several, one part behind another; there is one at least."""
        columns = zip(*(vars(part).values() for part in parts), strict=True)
        return cls(*map(np.concatenate, columns))
