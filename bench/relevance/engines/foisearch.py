"""foisearch through its own door: a corpus, its index, a search request.

:data:`VARIANTS` is the table of ways in which it is asked.  What is to be measured without an
ingredient gets a row here, or an option on the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.relevance.collection import Collection, Query
from bench.relevance.engines.protocol import Ranker, asked, first
from foisearch import engine
from foisearch.corpus import Corpus, SourceEntry
from foisearch.engine.ranking import neighbours
from foisearch.errors import QueryError
from foisearch.query import parse, parse_leniently
from foisearch.search import SearchRequest, search


def plainly(text: str) -> SearchRequest:
    """The words as they are, nothing asked for besides."""
    return SearchRequest(text)


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to ask: from words to a request, within a context that may change what is used."""

    request: Callable[[str], SearchRequest] = plainly
    around: Callable[[], AbstractContextManager[Any]] = nullcontext


def exactly(text: str) -> SearchRequest:
    """Nothing but these words: none is corrected, none has others in its place."""
    return SearchRequest(text, exact=True)


def one_look() -> AbstractContextManager[Any]:
    """Words of the query that stand side by side in a record add nothing."""
    return patch.object(neighbours, "pairs_of", return_value=[])


DEFAULT = "default"
VARIANTS: dict[str, Variant] = {
    DEFAULT: Variant(),
    "exact": Variant(exactly),
    "no second look": Variant(plainly, one_look),
    "exact, no second look": Variant(exactly, one_look),
}


def with_option(name: str, value: Any) -> Variant:
    """The default, but for one field of the request."""

    def request(text: str) -> SearchRequest:
        return replace(plainly(text), **{name: value})

    return Variant(request)


def accepted(text: str) -> str:
    """The text itself where the language takes it, else what can be understood of it.

    Queries of collections are free text: a bracket that does not close or a colon behind a word
    is no mistake in them.
    """
    try:
        parse(text)
    except QueryError:
        return str(parse_leniently(text)[0])
    return text


def leniently(collection: Collection) -> int:
    """How many of the queries the language does not take as they are."""
    return sum(accepted(query.text) != query.text for query in collection.queries)


class Foisearch:
    """A corpus of the records in the folder, unless the collection is one, and its index."""

    name = "foisearch"
    largest = 1_000_000

    def __init__(self, variants: Mapping[str, Variant] = VARIANTS) -> None:
        self.variants = dict(variants)

    def index(self, collection: Collection, folder: Path) -> None:
        corpus = Corpus(collection.corpus or folder / "corpus")
        if not collection.corpus:
            with corpus.writing() as writer:
                writer.replace(SourceEntry("bench", "0" * 64, "bench"), list(collection.records))
        engine.build(corpus, folder / "index", authorities=corpus.authorities())

    def rankers(self, collection: Collection, folder: Path) -> dict[str, Ranker]:
        corpus = Corpus(collection.corpus or folder / "corpus")
        opened = engine.open_index(folder / "index", corpus.authorities())

        def ranker(variant: Variant) -> Ranker:
            def ranked(query: Query) -> list[str]:
                request = replace(variant.request(accepted(query.text)), limit=asked(query))
                with variant.around():
                    hits = search(opened, request).hits
                return first(query, (hit.disclosure.id for hit in hits))

            return ranked

        return {name: ranker(variant) for name, variant in self.variants.items()}


ENGINE = Foisearch()
