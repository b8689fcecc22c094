"""Many searches of one state of the index, one right after the other, as while somebody types.

What the other verbs do before each answer, a look at the corpus, is done once here: with many
files it takes longer than the search.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from foisearch.render.answers import Found
from foisearch.render.marking import Marks

if TYPE_CHECKING:
    from foisearch.search import SearchRequest, SearchResult, Suggestion
    from foisearch.services import Services


class Looking:
    """Searches the index as it is now, until it is closed by another verb of the same services.

    Several threads may search at once.

    Args:
        services: whose corpus and index.

    Raises:
        CorpusError: nothing has been imported yet.
        SearchIndexError: there is an index that cannot be used.
    """

    def __init__(self, services: Services) -> None:
        self._index = services.index()

    def search(self, request: SearchRequest) -> Found:
        """Search by words for what is still being typed; the milliseconds are those of the search.

        Raises:
            QueryError: the query breaks a rule, or a value in it names nothing.
            FoisearchError: anything else that keeps the index from answering.
        """
        from foisearch.search import search
        from foisearch.services.opening import near_identical

        begun = perf_counter()
        result = search(self._index, request, alike=near_identical, typing=True)
        return Found(result, (perf_counter() - begun) * 1000)

    def meant(self, request: SearchRequest) -> Suggestion | None:
        """What was perhaps meant by a query with words that no record has; it may take as long as
        several searches.

        Raises:
            FoisearchError: as :meth:`search`.
        """
        from foisearch.search import meant

        return meant(self._index, request)

    def is_word(self, text: str) -> bool:
        """Whether any record has this word, in any form of it."""
        from foisearch.query.ast import Word

        return bool(self._index.ranked(Word(text), limit=0).total)

    def is_begun(self, text: str) -> bool:
        """Whether any record has a word that begins so."""
        from foisearch.query.ast import Pattern

        return bool(self._index.ranked(Pattern(f"{text}*"), limit=0).total)

    def marks(self, result: SearchResult) -> Marks:
        """What to mark in the texts of a result."""
        return Marks(result.wanted, self._index.analyzer)
