"""tantivy: its English stemmer, all terms optional."""

from __future__ import annotations

from pathlib import Path

import tantivy

from bench.relevance.collection import Collection, Query
from bench.relevance.engines.protocol import (
    EVERYTHING,
    FIELDS,
    WAYS,
    Ranker,
    asked,
    first,
    texts,
    words,
)

HEAP = 100_000_000


class Tantivy:
    """One index that has every field, and the field of everything."""

    name = "tantivy"
    largest = 1_000_000

    def index(self, collection: Collection, folder: Path) -> None:
        writer = tantivy.Index(_schema(), path=str(folder)).writer(heap_size=HEAP, num_threads=1)
        for record in collection.records:
            writer.add_document(tantivy.Document(id=record.id, **texts(record)))
        writer.commit()
        writer.wait_merging_threads()

    def rankers(self, collection: Collection, folder: Path) -> dict[str, Ranker]:
        index = tantivy.Index.open(str(folder))
        index.reload()
        searcher = index.searcher()

        def ranker(weights: dict[str, float]) -> Ranker:
            def ranked(query: Query) -> list[str]:
                text = " ".join(words(query))
                parsed = index.parse_query(text, list(weights), field_boosts=weights)
                hits = searcher.search(parsed, asked(query), count=False).hits
                return first(query, (searcher.doc(at)["id"][0] for _, at in hits))

            return ranked

        return {way: ranker(weights) for way, weights in WAYS.items()}


def _schema() -> tantivy.Schema:
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in (*FIELDS, EVERYTHING):
        fields.add_text_field(name, tokenizer_name="en_stem")
    return fields.build()


ENGINE = Tantivy()
