"""The postings of the clauses of a query; of those with other words, the best of these counts."""

from __future__ import annotations

from foisearch.cold import NotSimple, postings
from foisearch.cold.places import Places
from foisearch.cold.postings import Few

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from foisearch.cold.clauses import Clause, Other
    from foisearch.cold.frequent import Long, Row
    from foisearch.cold.segments import Segment
    from foisearch.cold.words import Term

_MOST_READ = 60_000
"""If the terms of the groups of a query stand in more documents of a segment, all together, the
normal path is quicker."""
_MOST_CANDIDATES = 5_000
"""Likewise, if so many documents hold all words of some expression."""
_SHIFTED = [bytes((byte - leap) & 0xFF for byte in range(256)) for leap in range(16)]
"""Every byte, less so much."""
Steps = list[tuple[int, Places]]
"""How far behind the first of some terms each stands, and its places; the rarest first."""


def held(clauses: Sequence[Clause], segment: Segment, place: int) -> list[Few | Row | Long]:
    """The postings of those clauses that match anything in a segment, the one at ``place``.

    Words that have no other ones and the same term count as often as they were typed.

    Raises:
        NotSimple: a list is too long to be read, and has no marks to look documents up in.
    """
    weights: dict[int, int] = {}
    for clause in clauses:
        for term in clause.typed if not clause.others else ():
            number = term.numbers[place]
            if number >= 0:
                weights[number] = weights.get(number, 0) + term.worth
    groups = [clause for clause in clauses if clause.others]
    found: list[Few | Row | Long] = []
    if groups:
        made = Groups(segment, place)
        made.see_few(groups)
        found += [each for each in map(made.postings, groups) if each.impacts]
    alone = len(weights) == 1 and not found
    return found + [postings.of_term(segment, *pair, alone) for pair in weights.items()]


class Groups:
    """The postings of groups in one segment; each term is read once.

    Args:
        segment: which.
        place: its place among all.
    """

    def __init__(self, segment: Segment, place: int) -> None:
        self._segment = segment
        self._place = place
        self._impacts: dict[int, dict[int, int]] = {}
        self._places: dict[int, Places] = {}
        self._candidates = _MOST_CANDIDATES

    def see_few(self, groups: Sequence[Clause]) -> None:
        """See that not too much would be read for some groups.

        Raises:
            NotSimple: it would.
        """
        others = (other.terms for group in groups for other in group.others)
        rows = (*(group.typed for group in groups), *others)
        numbers = {term.numbers[self._place] for row in rows for term in row} - {-1}
        if sum(self._segment.number("term.df", number) for number in numbers) > _MOST_READ:
            raise NotSimple

    def postings(self, group: Clause) -> Few:
        """What the documents of a group score, in steps that are worth 1.

        Raises:
            NotSimple: they are too many to be looked at one by one.
        """
        best: dict[int, int] = {}
        get = best.get
        for term in group.typed:
            worth, row = term.worth, self.documents(term)
            best.update({doc: get(doc, 0) + impact * worth for doc, impact in row.items()})
        for other in group.others:
            scores = self._scores(other)
            best.update({doc: score for doc, score in scores.items() if score > get(doc, 0)})
        return Few(1, best)

    def _scores(self, other: Other) -> dict[int, int]:
        """What documents score by other words."""
        if len(other.terms) == 1:
            worth, row = other.weights[0], self.documents(other.terms[0])
            return {doc: impact * worth for doc, impact in row.items()}
        pairs = [
            (self.documents(term), worth)
            for term, worth in zip(other.terms, other.weights, strict=True)
        ]
        docs = self.standing(other.terms)
        return {doc: sum(row[doc] * worth for row, worth in pairs) for doc in docs}

    def documents(self, term: Term) -> dict[int, int]:
        """The impacts of a term by document, deleted ones left out."""
        number = term.numbers[self._place]
        if number < 0:
            return {}
        found = self._impacts.get(number)
        if found is None:
            found = self._impacts[number] = postings.few(self._segment, number, 1).impacts
        return found

    def standing(self, terms: Sequence[Term]) -> list[int]:
        """The documents in which two or more terms follow one another."""
        rows = [self.documents(term) for term in terms]
        held = sorted(rows, key=len)
        docs = list(held[0])
        for row in held[1:]:
            docs = [doc for doc in docs if doc in row]
        self._candidates -= len(docs)
        if self._candidates < 0:
            raise NotSimple
        if not docs:
            return docs
        order = sorted(range(len(terms)), key=lambda n: len(rows[n]))
        steps = [(leap, self._places_of(terms[leap])) for leap in order]
        return [doc for doc in docs if _likely(doc, steps) and _follow(doc, steps)]

    def _places_of(self, term: Term) -> Places:
        number = term.numbers[self._place]
        found = self._places.get(number)
        if found is None:
            found = self._places[number] = Places(self._segment, number)
        return found


def _likely(doc: int, steps: Steps) -> bool:
    """Whether the lowest bits of positions leave it open that the terms follow one another."""
    begins: set[int] | None = None
    for leap, places in steps:
        low = places.low(doc)
        if 0xFF in low:  # perhaps of a position that stands elsewhere
            continue
        shifted = low.translate(_SHIFTED[leap])
        begins = set(shifted) if begins is None else begins.intersection(shifted)
        if not begins:
            return False
    return True


def _follow(doc: int, steps: Steps) -> bool:
    """Whether the terms follow one another in a document."""
    begins: set[int] = set()
    for n, (leap, places) in enumerate(steps):
        shifted = {position - leap for position in places.positions(doc)}
        begins = begins & shifted if n else shifted
        if not begins:
            return False
    return True
