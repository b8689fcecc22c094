"""Which other words are looked for in place of those of a query.

The tables may know dozens for an expression.  Those are chosen that an index may hold, that say
something new, and that stand surely enough for what was typed; ``docs/ranking.md`` says what each
rule gave.  Both ways to answer a search choose here.
"""

from __future__ import annotations

from math import sqrt

from foisearch.wording.asking import ASKING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from foisearch.wording.lookup import Wording
    from foisearch.wording.tables import Stems

MOST = 6
"""So many other words are looked for at most: the surest, and of these the first in the tables."""
PHRASES = 3
"""So many of them have several words, which take longest to find."""
TYPED = 0.98
"""What other words are worth, at most, beside what was typed: of two records that are alike but for
that, the one that has it comes first."""
ENOUGH = 8
"""A query of more words says more itself: other words for one of *n* of them are worth less, as
the root of ``ENOUGH / n``."""
CONTEXT = 200
"""So many words of a query choose what its acronyms mean."""
LONG = 40
"""In a query of more words, which says things again itself, none of them has several words."""
LEAST = 0.4
"""Other words that stand less surely for what was typed are left out."""
FREQUENT = 50
"""Expressions all of whose words stand in one document of so many are left out, where that is
more than :data:`FEW` documents: *kept in* says little, and takes long to find."""
FEW = 5_000

Choice = tuple[str, "Stems", float]
"""Other words: how a person writes them, their terms in order, and how surely (above 0 and at most
1) they stand for what was typed."""
Place = tuple[int, int]
"""Of which words side by side: the first, and the one after the last."""


class Typed:
    """A word of a query.

    ``terms`` are those that it stands for in an index, ``small`` says whether it is a function
    word, and ``spelt`` has its other spellings that the index holds, each with its term.
    """

    __slots__ = ("small", "spelt", "terms")

    def __init__(self, terms: Stems, small: bool, spelt: Mapping[str, str]) -> None:
        self.terms = terms
        self.small = small
        self.spelt = spelt


class Chooser:
    """Chooses other words for one query.

    Args:
        wording: the field's tables.
        df: in how many documents of the index a term stands.
        documents: how many there are.
        context: the terms of all words of the query that are wanted, in order.
        said: how many of these words are not small.
    """

    def __init__(
        self,
        wording: Wording,
        df: Callable[[str], int],
        documents: int,
        context: Sequence[str],
        said: int,
    ) -> None:
        self._wording = wording
        self._df = df
        self._documents = documents
        self._context = context[:CONTEXT]
        self._worth = TYPED * sqrt(ENOUGH / max(said, ENOUGH))
        self.phrases = PHRASES if len(context) <= LONG else 0
        """So many of the other words for an expression may have several words."""

    def groups(self, words: Sequence[Typed]) -> list[tuple[Place, list[Choice]]]:
        """The expressions among words side by side that have other words, in order.

        They do not overlap: of those of several words the longer ones are preferred, and words
        outside of these stand each by itself.
        """
        choices = self._choices(words)
        found: list[tuple[Place, list[Choice]]] = []
        at = 0
        for start, end in [*_apart(choices), (len(words), len(words))]:
            singles = ((place, place + 1) for place in range(at, start))
            found += [(place, choices[place]) for place in singles if place in choices]
            if start < end:
                found.append(((start, end), choices[start, end]))
            at = end
        return found

    def may_stand(self, terms: Stems) -> bool:
        """Whether the index may have an expression, and it is not one of frequent words alone."""
        least = min(map(self._df, terms))
        frequent = len(terms) > 1 and least > FEW and least * FREQUENT > self._documents
        return least > 0 and not frequent

    def _choices(self, words: Sequence[Typed]) -> dict[Place, list[Choice]]:
        """The other words for every expression, by the place of that."""
        terms: list[str] = []
        begins: dict[int, int] = {}
        for number, word in enumerate(words):
            begins[len(terms)] = number
            terms += word.terms
        begins[len(terms)] = len(words)
        found: dict[Place, list[Choice]] = {}
        for each in self._wording.expansions((*terms, "", *self._context)):
            if each.start not in begins or each.end not in begins or each.end > len(terms):
                continue
            place = begins[each.start], begins[each.end]
            content = [word for word in words[place[0] : place[1]] if not word.small]
            if not content or each.concept in ASKING or each.weight < LEAST:
                continue
            known = found.setdefault(place, [])
            said = {term for word in content for term in word.terms}
            if len(known) >= MOST or said <= {*each.words} or not self.may_stand(each.words):
                continue
            if len(each.words) == 1 or sum(len(stems) > 1 for _, stems, _ in known) < self.phrases:
                known.append((each.said, each.words, self._worth * each.weight))
        for number, word in enumerate(words):
            found.setdefault((number, number + 1), [])[:0] = self._spelt_otherwise(word)
        return {place: choices for place, choices in found.items() if choices}

    def _spelt_otherwise(self, word: Typed) -> list[Choice]:
        """``organize`` for ``organise``, where a record has it."""
        return [
            (written, (term,), self._worth)
            for written, term in word.spelt.items()
            if self._df(term) and term not in word.terms
        ]


def _apart(places: Iterable[Place]) -> list[Place]:
    """Of the places of several words those that do not overlap, longer ones preferred."""
    kept: list[Place] = []
    for start, end in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
        if end - start > 1 and all(end <= a or start >= b for a, b in kept):
            kept.append((start, end))
    return sorted(kept)
