"""Expressions by the stems that they begin with, and what else stands for each.

How the tables say it is another matter: :mod:`foisearch.wording.compiled` makes it from the CSV
files for any stemmer, :mod:`foisearch.wording.shipped` reads what was made for the program's own.
Nothing slow is imported: a one-shot search asks here, too.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

DOUBT = 0.5
"""The weight of an acronym with several senses while no word beside it chooses one."""

NARROWER = 0.7
"""How surely a narrower word stands for its concept, and the concept for it."""

SURE = -1
"""In place of the row of an acronym: what is said is not in doubt."""
BROAD = -1
"""In place of the number of a narrower word: a word of the concept itself."""

Stems = tuple[str, ...]
Member = tuple[Stems, float, str]
"""Stems in order, a factor, and how the tables write it."""
Saying = tuple[Stems, int, int, str]
"""An expression of a concept: its stems, which narrower word it is, the row of an acronym where it
is in doubt, and how the tables write it."""


class Pattern:
    """An expression, by the stems that follow its first.

    ``length`` counts all its stems; ``concept`` numbers the concept; ``kind`` numbers the narrower
    word of the concept that the expression is or abbreviates, else it is -1; ``acronym`` is a row
    of the acronyms' table where the match is in doubt, else -1; ``weight`` is :data:`DOUBT` there,
    else 1; ``strength`` is the concept's times ``weight``, times :data:`NARROWER` for a narrower
    word.
    """

    __slots__ = ("acronym", "concept", "kind", "length", "rest", "strength", "weight")

    def __init__(self, rest: Stems, concept: int, kind: int, acronym: int, strength: float) -> None:
        self.rest = rest
        self.length = 1 + len(rest)
        self.concept = concept
        self.kind = kind
        self.acronym = acronym
        self.weight = 1.0 if acronym == SURE else DOUBT
        self.strength = strength * self.weight * (1.0 if kind == BROAD else NARROWER)


class Continuations:
    """The expressions that begin with a stem, longest first.

    ``alone`` are those of one stem; ``followed`` has, by second stem, all that may stand there.
    """

    __slots__ = ("alone", "followed")

    def __init__(self, patterns: Collection[Pattern]) -> None:
        self.alone = tuple(pattern for pattern in patterns if not pattern.rest)
        longer: dict[str, list[Pattern]] = {}
        for pattern in sorted(patterns, key=lambda pattern: -pattern.length):
            if pattern.rest:
                longer.setdefault(pattern.rest[0], []).append(pattern)
        self.followed = {after: (*found, *self.alone) for after, found in longer.items()}


class Tables:
    """What a :class:`foisearch.wording.lookup.Wording` looks texts up in."""

    firsts: Collection[str]
    """The stems that expressions begin with."""

    def __init__(self) -> None:
        self.ready: dict[str, Continuations] = {}
        self._members: dict[tuple[int, int], tuple[Member, ...]] = {}

    def name(self, number: int) -> str:
        """What a concept is called."""
        raise NotImplementedError

    def strength(self, number: int) -> float:
        """How far the words of a concept stand for one another."""
        raise NotImplementedError

    def sayings(self, number: int) -> Iterator[Saying]:
        """The expressions of a concept, one for each way to spell it."""
        raise NotImplementedError

    def beginning(self, first: str) -> Iterator[tuple[int, Stems, int, int]]:
        """The expressions that begin with a stem: concept, stems, narrower word, acronym."""
        raise NotImplementedError

    def senses(self, row: int) -> Sequence[int]:
        """The rows of all acronyms that are written like one, but for capitals."""
        raise NotImplementedError

    def homes(self, row: int) -> Sequence[int]:
        """The concepts that an acronym is a word of."""
        raise NotImplementedError

    def near(self, row: int) -> frozenset[str]:
        """The stems that speak for a sense of an acronym."""
        raise NotImplementedError

    def is_word(self, row: int) -> bool:
        """Whether an acronym is also an ordinary word."""
        raise NotImplementedError

    def resolve(self, first: str) -> Continuations:
        """The expressions that begin with a stem."""
        found: dict[tuple[int, Stems, int], Pattern] = {}
        sure: set[tuple[int, Stems]] = set()
        for number, stems, kind, row in self.beginning(first):
            rest = stems[1:]
            if (number, rest) in sure:
                continue
            if row == SURE:
                sure.add((number, rest))
            found[number, rest, row] = Pattern(rest, number, kind, row, self.strength(number))
        known = self.ready[first] = Continuations(found.values())
        return known

    def members(self, number: int, kind: int) -> tuple[Member, ...]:
        """What stands for an expression of a concept: stems in order, a factor, how it is written.

        The factor times the ``strength`` of the expression's pattern is the weight.  For a narrower
        word these are the words of the concept and its own spellings, never another narrower one.
        """
        known = self._members.get((number, kind))
        if known is None:
            found: dict[Stems, tuple[float, str]] = {}
            for stems, its_kind, row, said in self.sayings(number):
                factor = 1.0 if row == SURE else DOUBT
                if its_kind != BROAD:
                    if kind not in (BROAD, its_kind):
                        continue
                    factor = factor * NARROWER if kind == BROAD else factor / NARROWER
                if stems not in found or found[stems][0] < factor:
                    found[stems] = (factor, said)
            known = self._members[number, kind] = tuple(
                (stems, factor, said) for stems, (factor, said) in found.items()
            )
        return known
