"""Which concepts a text speaks of, and which other words it could have used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from foisearch.wording.tables import Pattern, Tables

_REMEMBERED = 20_000  # expressions of texts; the tables have about as many
_Other = tuple[str, tuple[str, ...], float, str]
"""Concept, words, weight, and how these are written."""
_NAMED = 3  # the expansion written out settles a sense sooner than words beside it


@dataclass(frozen=True, slots=True)
class Sense:
    """A concept found in a text.

    ``terms[start:end]`` is how it is said there; ``strength``, above 0 and at most 1, how surely
    the words stand for the concept; a narrower word, less than the concept's own.
    """

    concept: str
    start: int
    end: int
    strength: float


class Expansion(NamedTuple):
    """Other words for ``terms[start:end]``.

    ``words`` are stems in order (more than one is a phrase); ``weight``, above 0 and at most 1, is
    the product of the strengths that lead from the one expression to the other; ``said`` is how
    the tables write the words.
    """

    concept: str
    start: int
    end: int
    words: tuple[str, ...]
    weight: float
    said: str


class Wording:
    """What the tables say of texts; see :meth:`compiled` and :meth:`shipped`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._others: dict[
            tuple[tuple[str, ...], tuple[tuple[int, int, float], ...]],
            tuple[_Other, ...],
        ] = {}

    @staticmethod
    def compiled(stem: Callable[[str], str]) -> Wording:
        """The wording for texts stemmed by ``stem``, which maps a lower-case word to its stem.

        Compiled at the first call and remembered for the stemmers last used.
        """
        return _compiled(stem)

    @staticmethod
    def shipped() -> Wording:
        """The same for the stems that texts are indexed with, which is quickly there."""
        return _shipped()

    def knows(self, term: str) -> bool:
        """Whether an expression of the tables begins with a stem."""
        return term in self._tables.firsts

    def concepts_of(self, terms: Sequence[str]) -> list[Sense]:
        """The concepts of a text, given as the stems of its words in order.

        Senses of different concepts may overlap.  Of one concept, an expression hides the shorter
        ones inside it.  Order: by ``start``, longer first.
        """
        name = self._tables.name
        return [
            Sense(name(pattern.concept), start, start + pattern.length, strength)
            for start, pattern, strength in self._found(terms)
        ]

    def expansions(self, terms: Sequence[str]) -> list[Expansion]:
        """The other words for every expression of ``terms``, by place, the heaviest first.

        A narrower word leads to the words of its concept and is led to by them; it never leads to
        another narrower word.  Where several concepts lead from one place to the same words, the
        heaviest counts.
        """
        places: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
        for start, pattern, strength in self._found(terms):
            place = (start, start + pattern.length)
            if place in places:
                places[place].append((pattern.concept, pattern.kind, strength))
            else:
                places[place] = [(pattern.concept, pattern.kind, strength)]
        terms, new, others = tuple(terms), tuple.__new__, self._others
        found: list[Expansion] = []
        for (start, end), senses in places.items():
            key = (terms[start:end], tuple(senses))
            known = others.get(key)
            if known is None:
                known = self._look_up(*key)
            found += [
                new(Expansion, (concept, start, end, words, weight, said))
                for concept, words, weight, said in known
            ]
        return found

    def _look_up(
        self, said: tuple[str, ...], senses: tuple[tuple[int, int, float], ...]
    ) -> tuple[_Other, ...]:
        """The other words for an expression, by what it may mean; remembered."""
        name, members = self._tables.name, self._tables.members
        best: dict[tuple[str, ...], _Other] = {}
        for concept, kind, strength in senses:
            for words, factor, how in members(concept, kind):
                weight = round(strength * factor, 4)
                if words != said and (words not in best or best[words][2] < weight):
                    best[words] = (name(concept), words, weight, how)
        if len(self._others) >= _REMEMBERED:
            self._others.clear()
        found = tuple(sorted(best.values(), key=lambda other: -other[2]))
        self._others[said, senses] = found
        return found

    def _found(self, terms: Sequence[str]) -> list[tuple[int, Pattern, float]]:
        """Every match with its place and strength, hidden ones left out."""
        ready, firsts, resolve = self._tables.ready, self._tables.firsts, self._tables.resolve
        terms = (*terms, "")  # so that the last one has a next
        covered: dict[int, int] = {}
        found: list[tuple[int, Pattern, float]] = []
        doubtful = False
        for start, term in enumerate(terms):
            beginning = ready.get(term)
            if beginning is None:
                if term not in firsts:
                    continue
                beginning = resolve(term)
            patterns = beginning.alone
            if beginning.followed:
                patterns = beginning.followed.get(terms[start + 1], patterns)
            for pattern in patterns:
                end = start + pattern.length
                if pattern.length > 2 and terms[start + 1 : end] != pattern.rest:
                    continue
                if covered.get(pattern.concept, 0) >= end:
                    continue
                if pattern.acronym < 0:
                    covered[pattern.concept] = end
                else:
                    doubtful = True
                found.append((start, pattern, pattern.strength))
        return self._settled(terms, found) if doubtful else found

    def _settled(
        self, terms: Sequence[str], found: list[tuple[int, Pattern, float]]
    ) -> list[tuple[int, Pattern, float]]:
        """``found`` with one sense of each acronym, wherever the other words choose one."""
        tables, words = self._tables, frozenset(terms)
        said = {pattern.concept for _, pattern, _ in found if pattern.acronym < 0}

        def score(row: int) -> int:
            named = not said.isdisjoint(tables.homes(row))
            return len(tables.near(row) & words) + _NAMED * named

        kept: list[tuple[int, Pattern, float]] = []
        for start, pattern, strength in found:
            if (row := pattern.acronym) >= 0:
                is_word, mine = tables.is_word(row), score(row)
                senses = tables.senses(row)
                rival = max((score(other) for other in senses if other != row), default=0)
                if mine < rival or (is_word and not mine):
                    continue
                if mine > rival and not is_word:
                    strength /= pattern.weight
            kept.append((start, pattern, strength))
        return kept


@lru_cache(maxsize=4)
def _compiled(stem: Callable[[str], str]) -> Wording:
    from foisearch.wording.compiled import Compiled
    from foisearch.wording.table import all_acronyms, all_concepts

    return Wording(Compiled(all_concepts(), all_acronyms(), stem))


@lru_cache(maxsize=1)
def _shipped() -> Wording:
    from foisearch.wording.shipped import Shipped

    return Wording(Shipped())
