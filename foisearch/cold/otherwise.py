"""Other words for those of a query, as :mod:`foisearch.engine.words.rewording` finds them."""

from __future__ import annotations

from foisearch.engine.words.variants import other_spelling
from foisearch.wording.choosing import Chooser, Typed
from foisearch.wording.lookup import Wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from foisearch.cold.clauses import Word
    from foisearch.cold.words import Terms
    from foisearch.wording.choosing import Choice, Place


def groups(words: Sequence[Word], terms: Terms) -> list[tuple[Place, list[Choice]]]:
    """The expressions among the words of a query that have other words, in order."""
    context = [word.term.stem for word in words]
    said = sum(not word.small for word in words)
    df = lambda stem: terms.named(stem).df  # noqa: E731 -- too small for a name of its own
    chooser = Chooser(Wording.shipped(), df, terms.documents, context, said)
    return chooser.groups([_typed(word, terms) for word in words])


def _typed(word: Word, terms: Terms) -> Typed:
    spelling = other_spelling(word.bare)
    stem = terms.stem(spelling) if spelling else ""
    return Typed((word.term.stem,), word.small, {spelling: stem} if stem else {})
