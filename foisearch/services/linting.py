"""The corpus looked through for what looks like personal data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from foisearch.corpus import Corpus
from foisearch.search import Filters, SearchRequest

if TYPE_CHECKING:
    from foisearch.disclosure import Disclosure
    from foisearch.engine.index import Index
    from foisearch.render.progress import Progress

OFTEN = 200
"""Records between two reports of progress."""
_PAGE = 1000
"""Records that are asked for at a time, so that few are held however many match."""


def every_record(
    corpus: Corpus, watch: Callable[[str], AbstractContextManager[Progress | None]]
) -> Iterator[Disclosure]:
    """Every record of the corpus, as it is looked through, with the progress shown."""
    total = sum(entry.disclosures + entry.publications for entry in corpus.sources())
    with watch("looking through records") as report:
        for number, disclosure in enumerate(corpus.disclosures()):
            if report and number % OFTEN == 0:
                report(number, total)
            yield disclosure


def matching(index: Index, query: str, filters: Filters) -> Iterator[Disclosure]:
    """Every record that a search finds."""
    from foisearch.search import search

    offset = 0
    while True:
        request = SearchRequest(query, filters, _PAGE, offset, exact=True)
        hits = search(index, request).hits
        yield from (hit.disclosure for hit in hits)
        offset += len(hits)
        if len(hits) < _PAGE:
            return
