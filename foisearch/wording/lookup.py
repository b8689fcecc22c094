"""Which concepts a text speaks of, and which other words it could have used."""

from __future__ import annotations

from foisearch.wording.tables import Tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foisearch.wording.tables import Pattern

_REMEMBERED = 20_000  # expressions of texts; the tables have about as many
_Other = tuple[str, tuple[str, ...], float, str]
"""Concept, words, weight, and how these are written."""
_NAMED = 3  # the expansion written out settles a sense sooner than words beside it


class _Value:
    """What is equal to another of its class whose slots hold the same."""

    __slots__: tuple[str, ...] = ()

    def _held(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._held() == other._held()

    def __hash__(self) -> int:
        return hash(self._held())

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._held()}"


class Sense(_Value):
    """A concept found in a text.

    ``terms[start:end]`` is how it is said there; ``strength``, above 0 and at most 1, how surely
    the words stand for the concept; a narrower word, less than the concept's own.
    """

    __slots__ = ("concept", "start", "end", "strength")  # noqa: RUF023 -- as they are given

    def __init__(self, concept: str, start: int, end: int, strength: float) -> None:
        self.concept = concept
        self.start = start
        self.end = end
        self.strength = strength


class Expansion(_Value):
    """Other words for ``terms[start:end]``.

    ``words`` are stems in order (more than one is a phrase); ``weight``, above 0 and at most 1, is
    the product of the strengths that lead from the one expression to the other; ``said`` is how
    the tables write the words.
    """

    __slots__ = ("concept", "start", "end", "words", "weight", "said")  # noqa: RUF023 -- likewise

    def __init__(
        self, concept: str, start: int, end: int, words: tuple[str, ...], weight: float, said: str
    ) -> None:
        self.concept = concept
        self.start = start
        self.end = end
        self.words = words
        self.weight = weight
        self.said = said


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
        from foisearch.wording import compiled

        return compiled.wording(stem)

    @staticmethod
    def shipped() -> Wording:
        """The same for the stems that texts are indexed with, which is quickly there."""
        if not _SHIPPED:
            from foisearch.wording.shipped import Shipped

            _SHIPPED.append(Wording(Shipped()))
        return _SHIPPED[0]

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
        terms, others = tuple(terms), self._others
        found: list[Expansion] = []
        for (start, end), senses in places.items():
            key = (terms[start:end], tuple(senses))
            known = others.get(key)
            if known is None:
                known = self._look_up(*key)
            found += [
                Expansion(concept, start, end, words, weight, said)
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


_SHIPPED: list[Wording] = []
"""The wording that comes with the program, once it was asked for."""
