"""Which earlier questions are worth a look: by the same words, by other words, by meaning.

Three searches, each of which finds what the others miss:

* *the same words*: what ranked search puts first, and the cosine of the questions (``store``);
* *other words*: only the words of the subject, each with what the field's wording has for it, and
  the share of both subjects that is met; long questions do without, they say things again;
* *meaning*: the nearest vectors of the sentence model, where there is one.

The first two are added up, ``score = words + OTHER_WORDS × met``: measured on pairs of UK
parliamentary questions and on rewordings, ``docs/similar.md``.  What only the model finds comes in
beside them: averages lose what is best in either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foisearch.prior.store import Unit

if TYPE_CHECKING:
    from foisearch.engine.index import Index
    from foisearch.prior.scope.subjects import Subjects
    from foisearch.prior.store import Candidates, Questions, Sought

DOCUMENTS = 200
"""Of so many documents, the questions are compared by their words."""
OTHER_DOCUMENTS = 300
"""The same for other words, of which more are chance."""
OTHER_WORDS = 4.0
"""What the share that is met in other words counts beside what the same words give (0 to 1.5)."""
SAME_WORDS = 1.5
"""The most that the same words give."""
FUSION = 5
"""The constant of reciprocal rank fusion: small, since only the first places of either count."""
LONG = 40
"""Words from which a question is found by these words alone."""
MORE = 10
"""So many more documents than are wanted are looked at, if they have most of the same words:
they may be closer than those that search puts first."""
PROMISING = 0.5
"""Least share of either question's words, by rarity, that makes them likely to be close."""
_ALTERNATIVES = 20
"""So many other words for one are looked for."""
_FEW = 6
"""The same in the search for the same words, where they are weaker:"""
_WEAKER = 0.5
"""What another word counts, beside its strength, in the search for the same words."""
_RANKED = 100
_PER_DOCUMENT = 2

Place = tuple[int, int, int]
"""Segment, document, and which of its questions."""
_Others = dict[int, list[tuple[tuple[str, ...], float]]]
"""Other words for the term at a place, with how surely they stand for it."""


@dataclass(frozen=True, slots=True)
class Sighted:
    """An earlier question that is worth a look, and how it was found.

    ``score``, 0.0 to 1.0, puts them in order; ``same`` says that the plain words are identical;
    ``meaning`` is the cosine of the sentence vectors, where there are any, and ``margin`` how far
    that is above the cosine that many questions of the corpus have.
    """

    place: Place
    score: float = 0.0
    same: bool = False
    by_words: bool = True
    meaning: float | None = None
    margin: float = 0.0


class Lookout:
    """Looks for earlier questions by their words.

    Args:
        index: the open index.
        questions: its store of questions.
        subjects: says which words are of the subject, and what the wording has for them.
    """

    def __init__(self, index: Index, questions: Questions, subjects: Subjects) -> None:
        self._terms = index.analyzer.terms
        self._questions = questions
        self._subjects = subjects

    def sighted(self, text: str, limit: int) -> Iterator[Sighted]:
        """The questions of ``limit`` documents, and of some more that are likely to be close."""
        terms = list(self._terms(text))
        others = self._others(terms) if len(terms) <= LONG else {}
        found = self._questions.find(self._same_words(terms, others), DOCUMENTS, text)
        ranked, most = _Ranked.of(found), SAME_WORDS
        if len(terms) <= LONG and (other_words := self._other_words(terms, others)).units:
            ranked = ranked.joined(self._questions.find(other_words, OTHER_DOCUMENTS))
            most += OTHER_WORDS
        for place, score, same in ranked.first(limit):
            yield Sighted(place, min(score / most, 1.0), same)

    def _same_words(self, terms: list[str], others: _Others) -> Sought:
        """Every word, and weakly what else is said for it."""
        units = []
        for place, term in enumerate(terms):
            weaker = ((words, _WEAKER * sure) for words, sure in others.get(place, [])[:_FEW])
            units.append(Unit((((term,), 1.0), *weaker)))
        return self._questions.sought(units)

    def _other_words(self, terms: list[str], others: _Others) -> Sought:
        """The words of the subject, each once, with all that is said for them."""
        units = {
            term: Unit((((term,), 1.0), *others.get(place, [])[:_ALTERNATIVES]))
            for place, term in enumerate(terms)
            if not self._subjects.is_idle(term)
        }
        return self._questions.sought(units.values())

    def _others(self, terms: list[str]) -> _Others:
        """Other words by the place of the rarest word that they stand for, the surest first."""
        found: _Others = {}
        rarity = self._subjects.rarity
        for e in self._subjects.wording.expansions(terms):
            at = max(range(e.start, e.end), key=lambda place: rarity(terms[place]))
            found.setdefault(at, []).append((e.words, e.weight))
        for alternatives in found.values():
            alternatives.sort(key=lambda alternative: -alternative[1])
        return found


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Candidates in arrays: where they are, what they score, how promising they look."""

    places: NDArray[np.int64]
    scores: NDArray[np.float64]
    promise: NDArray[np.float64]
    same: NDArray[np.bool_]

    @staticmethod
    def of(found: Candidates) -> _Ranked:
        met = np.minimum(found.contained, found.containing)
        return _Ranked(_packed(found), found.score, np.maximum(met, found.jaccard), found.same)

    def joined(self, others: Candidates) -> _Ranked:
        """With those found by other words, scores added up."""
        mine, theirs = self.places, _packed(others)
        met = np.minimum(others.contained, others.containing)
        every, at = np.unique(np.concatenate((mine, theirs)), return_inverse=True)
        scores, promise = np.zeros(len(every)), np.zeros(len(every))
        same = np.zeros(len(every), np.bool_)
        scores[at[: len(mine)]] = self.scores
        scores[at[len(mine) :]] += OTHER_WORDS * met
        promise[at[: len(mine)]] = self.promise
        np.maximum.at(promise, at[len(mine) :], met)
        same[at[: len(mine)]] = self.same
        return _Ranked(every, scores, promise, same)

    def first(self, limit: int) -> Iterator[tuple[Place, float, bool]]:
        """The best: of ``limit`` documents, and of :data:`MORE` that look promising."""
        order = np.lexsort((self.places, -self.scores, ~self.same))
        counts: dict[tuple[int, int], int] = {}
        for at in order[: _RANKED + int(self.same.sum())].tolist():
            place = _unpacked(int(self.places[at]))
            document, same = place[:2], bool(self.same[at])
            if document not in counts:
                full = len(counts) >= limit + (MORE if self.promise[at] >= PROMISING else 0)
                if full and not (same and len(counts) < _RANKED):
                    continue
            counts[document] = counts.get(document, 0) + 1
            if counts[document] <= _PER_DOCUMENT:
                yield place, float(self.scores[at]), same


def _packed(found: Candidates) -> NDArray[np.int64]:
    """Places in one number each."""
    return (found.segment << 48) | (found.doc << 16) | found.question


def _unpacked(place: int) -> Place:
    return place >> 48, (place >> 16) & 0xFFFFFFFF, place & 0xFFFF


def fused(by_words: Iterable[Sighted], by_meaning: Iterable[tuple[Place, float]]) -> list[Sighted]:
    """Both sides' questions, ordered by reciprocal ranks: what is first on either stays in front.

    Cormack, Clarke and Büttcher (SIGIR 2009), with a constant for short lists: :data:`FUSION`.

    Args:
        by_words: the best first; each may have a cosine already.
        by_meaning: places and cosines, the nearest first.
    """
    found: dict[Place, Sighted] = {}
    for rank, each in enumerate(by_words, 1):
        found[each.place] = replace(each, score=_share(rank))
    for rank, (place, cosine) in enumerate(by_meaning, 1):
        known = found.get(place) or Sighted(place, by_words=False)
        found[place] = replace(known, score=known.score + _share(rank), meaning=cosine)
    return list(found.values())


def _share(rank: int) -> float:
    """What a rank gives, half of a score at most."""
    return (FUSION + 1) / (FUSION + rank) / 2
