"""What of a query is to be highlighted, and where it stands in texts: what
:class:`foisearch.occurrences.Finder` finds.
"""

from __future__ import annotations

from foisearch.cold.finding import find, is_letter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from foisearch.cold.clauses import Clause
    from foisearch.cold.finding import Match
    from foisearch.cold.words import Term

    Ranges = list[tuple[int, int]]


class Wanted:
    """What a query looks for: the terms of its words, and other words, which cover every word that
    they stand for.

    Args:
        clauses: those of the query.
    """

    def __init__(self, clauses: Sequence[Clause]) -> None:
        things: dict[Term, int] = {}
        every: dict[Term, int] = {}
        self._rows: dict[tuple[tuple[int, ...], tuple[int, ...]], None] = {}
        for clause in clauses:
            covered = tuple(things.setdefault(term, len(things)) for term in clause.typed)
            single = [([term], (things[term],)) for term in clause.typed]
            for terms, covers in (*single, *((other.terms, covered) for other in clause.others)):
                row = tuple(every.setdefault(term, len(every)) for term in terms)
                self._rows[row, covers] = None
        self._every = list(every)

    def find(self, text: str, spelled: Callable[[Term], Collection[str]]) -> list[Match]:
        """Every range of a text that something wanted covers, in order.

        Args:
            text: any.
            spelled: the folded words that have a term.

        Raises:
            NotSimple: the text has to be read more closely.
        """
        standing: list[Ranges] = [[] for _ in self._every]
        for start, end, which in find(text, [spelled(term) for term in self._every]):
            standing[which].append((start, end))
        found: set[Match] = set()
        for row, covers in self._rows:
            steps = [standing[number] for number in row]
            ranges = steps[0] if len(steps) == 1 else _following(text, steps) if all(steps) else ()
            found.update((start, end, thing) for start, end in ranges for thing in covers)
        return sorted(found)


def _following(text: str, steps: Sequence[Ranges]) -> Iterator[tuple[int, int]]:
    """The ranges in which words follow one another, one of each step."""
    behind = [{_end_before(text, start): end for start, end in step} for step in steps[1:]]
    for start, end in steps[0]:
        at: int | None = end
        for each in behind:
            at = None if at is None else each.get(at)
        if at is not None:
            yield start, at


def _end_before(text: str, place: int) -> int:
    """Where the word before a place ends."""
    while place > 0 and not is_letter(text[place - 1]):
        place -= 1
    return place
