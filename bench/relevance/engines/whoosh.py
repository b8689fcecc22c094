"""Whoosh as it comes: its own codec and BM25F, its stemming analyzer, any of the words.

For the record also its default, all of the words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh import analysis, fields, index, qparser

from bench.relevance.collection import Collection, Query
from bench.relevance.engines.protocol import (
    BOOSTED,
    EVERYTHING,
    FIELDS,
    WAYS,
    Ranker,
    asked,
    first,
    texts,
    words,
)

LIMIT_MB = 512


class Whoosh:
    """One index that has every field, and the field of everything; boosts in the query."""

    name = "whoosh"
    largest = 10_000

    def index(self, collection: Collection, folder: Path) -> None:
        stems = analysis.StemmingAnalyzer(cachesize=-1)
        held = {name: fields.TEXT(analyzer=stems) for name in (*FIELDS, EVERYTHING)}
        schema = fields.Schema(id=fields.ID(stored=True), **held)
        writer = index.create_in(str(folder), schema).writer(limitmb=LIMIT_MB)
        for record in collection.records:
            writer.add_document(id=record.id, **texts(record))
        writer.commit()

    def rankers(self, collection: Collection, folder: Path) -> dict[str, Ranker]:
        opened = index.open_dir(str(folder))
        searcher = opened.searcher()

        def ranker(weights: dict[str, float], group: Any) -> Ranker:
            parser = qparser.MultifieldParser(
                list(weights), opened.schema, fieldboosts=weights, group=group
            )

            def ranked(query: Query) -> list[str]:
                parsed = parser.parse(" ".join(words(query)))
                hits = searcher.search(parsed, limit=asked(query))
                return first(query, (hit["id"] for hit in hits))

            return ranked

        any_word = {way: ranker(weights, qparser.OrGroup) for way, weights in WAYS.items()}
        return any_word | {"boosted, all words": ranker(BOOSTED, qparser.AndGroup)}


ENGINE = Whoosh()
