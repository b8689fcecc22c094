"""A query as clauses: words, and expressions for which other words will do.

What :mod:`foisearch.engine.words.rewording` and :mod:`foisearch.engine.planning.compiler` make of
plain words.
"""

from __future__ import annotations

from foisearch.cold import NotSimple
from foisearch.cold.request import MARKS, bare
from foisearch.cold.words import FUNCTION_WORDS
from foisearch.engine.scoring import weight

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from foisearch.cold.words import Term, Terms
    from foisearch.wording.choosing import Choice, Place

FARTHEST = 3
"""As :data:`foisearch.engine.ranking.neighbours.FARTHEST`."""

Pair = tuple["Term", "Term", int]
"""Two terms that follow one another in the query, and how far behind the one the other stands."""


class Word:
    """A word as typed, and without what stands behind it; ``small`` if it is a function word."""

    def __init__(self, text: str, terms: Terms) -> None:
        self.text = text
        self.bare = bare(text).lower()
        self.term = terms.of(self.bare)
        self.small = self.bare in FUNCTION_WORDS


class Other:
    """Other words for some that were typed: terms in order, and what a step of impact of each is
    worth there.
    """

    def __init__(self, choice: Choice, typed: Sequence[Term], terms: Terms) -> None:
        self.said, stems, surely = choice
        self.terms = [terms.named(stem) for stem in stems]
        own, theirs = (sum(each.worth for each in row) for row in (self.terms, typed))
        boost = surely * min(1.0, theirs / own)
        self.weights = [weight(terms.documents, each.df, boost) for each in self.terms]


class Clause:
    """Words side by side, and other ones that will do for all of them together: the best counts.

    ``typed`` are the terms of the words that count, in order.
    """

    def __init__(self, words: Sequence[Word], choices: Sequence[Choice], terms: Terms) -> None:
        self.words = words
        self.typed = [word.term for word in content(words)]
        self.others = [Other(choice, self.typed, terms) for choice in choices]


def content(words: Sequence[Word]) -> Sequence[Word]:
    """Those words that count: small ones do where there are no others."""
    return [word for word in words if not word.small] or words


def read(
    words: Sequence[Word], groups: Sequence[tuple[Place, list[Choice]]], terms: Terms
) -> list[Clause]:
    """The clauses of a query, in order.

    Args:
        words: all that were typed.
        groups: the expressions among them that have other words.
        terms: those of the index.

    Raises:
        NotSimple: no record is left that has a word, so that it may be misspelt.
    """
    counting = content(words)
    if not all(word.term.df for word in counting):
        raise NotSimple
    found = []
    at = 0
    for (start, end), choices in [*groups, ((len(words), len(words)), [])]:
        found += [Clause([word], [], terms) for word in words[at:start] if word in counting]
        if choices:
            found.append(Clause(words[start:end], choices, terms))
        at = end
    return found


def ignored(words: Sequence[Word], clauses: Sequence[Clause]) -> list[str]:
    """The small words that are ignored, each once: first those that stand for themselves."""
    counting = content(words)
    inside = [word for clause in clauses for word in clause.words]
    apart = [word for word in words if word not in inside]
    return list(dict.fromkeys(w.text for w in (*apart, *inside) if w not in counting))


def pairs_of(words: Sequence[Word]) -> list[Pair]:
    """The terms that are neighbours in a query, each pair once; one or two small words may stand
    between them.
    """
    found: dict[Pair, None] = {}
    before: tuple[Term, int] | None = None
    for place, word in enumerate(words):
        if word.small:
            continue
        if before is not None:
            term, at = before
            if term is not word.term and place - at <= FARTHEST:
                found[term, word.term, place - at] = None
        before = word.term, place
    return list(found)


def expanded(sought: Sequence[Clause]) -> list[tuple[str, list[str]]]:
    """What was typed that has other words, and how these are written."""
    found: dict[str, list[str]] = {}
    for clause in sought:
        if clause.others:
            typed = " ".join(word.text for word in clause.words).strip(MARKS)
            found[typed] = list(dict.fromkeys(other.said for other in clause.others))
    return list(found.items())
