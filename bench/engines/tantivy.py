"""tantivy: three fields with boosts, one thread for building and searching.  The reference."""

from __future__ import annotations

import tantivy

from bench.engines.protocol import (
    BOOSTS,
    FIELDS,
    TOP,
    Engine,
    Searcher,
    day_number,
    package_version,
    read,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from bench.engines.protocol import Facets, Hits

HEAP = 500_000_000


class TantivySearcher(Searcher):
    """Queries in tantivy's own language where it has one, and as query objects where it has not."""

    def __init__(self, folder: str) -> None:

        self.index = tantivy.Index.open(folder)
        self.index.reload()
        self.searcher = self.index.searcher()

    def any(self, words: list[str]) -> Hits:
        return self._top(self._parsed(" ".join(words)))

    def all(self, words: list[str]) -> Hits:
        return self._top(self._parsed(" ".join(f"+{word}" for word in words)))

    def phrase(self, words: list[str]) -> Hits:
        return self._top(self._parsed(f'"{" ".join(words)}"'))

    def prefix(self, start: str) -> Hits:
        return self._top(self._pattern(f"{start}.*"))

    def filter(self, asked: tuple[list[str], str, str]) -> Hits:
        words, force, exemption = asked
        query = f"+({' '.join(words)}) +force:{force} +exemptions:{exemption}"
        return self._top(self._parsed(query))

    def fuzzy(self, word: str) -> Hits:
        query = tantivy.Query
        return self._top(
            self._in_any_field(lambda f: query.fuzzy_term_query(self._schema, f, word))
        )

    def wildcard(self, pattern: str) -> Hits:
        return self._top(self._pattern(pattern.replace("*", ".*").replace("?", ".")))

    def newest(self, words: list[str]) -> Hits:
        return self._top(self._parsed(" ".join(words)), order_by_field="day")

    def facets(self, words: list[str]) -> Facets:
        wanted = {"force": {"terms": {"field": "force", "size": 1000}}}
        found = self.searcher.aggregate(self._parsed(" ".join(words)), wanted)
        return {bucket["key"]: bucket["doc_count"] for bucket in found["force"]["buckets"]}

    def deep(self, asked: tuple[list[str], int]) -> Hits:
        words, offset = asked
        return self._top(self._parsed(" ".join(words)), offset=offset)

    @property
    def _schema(self) -> tantivy.Schema:
        return self.index.schema

    def _parsed(self, text: str) -> tantivy.Query:
        return self.index.parse_query(text, FIELDS, field_boosts=BOOSTS)

    def _pattern(self, regex: str) -> tantivy.Query:
        query = tantivy.Query
        return self._in_any_field(lambda field: query.regex_query(self._schema, field, regex))

    def _in_any_field(self, one: Any) -> tantivy.Query:
        should = tantivy.Occur.Should
        return tantivy.Query.boolean_query([(should, one(field)) for field in FIELDS])

    def _top(self, query: tantivy.Query, **options: Any) -> Hits:
        hits = self.searcher.search(query, TOP, count=False, **options).hits
        found = (self.searcher.doc(address) for _, address in hits)
        return [(document["ref"][0], document["title"][0]) for document in found]


class TantivyEngine(Engine):
    """Documents one by one to a single indexing thread; merging waited for."""

    name = "tantivy"

    def version(self) -> str:
        return package_version("tantivy")

    def build(self, records: Path, folder: Path) -> dict[str, Any]:

        writer = tantivy.Index(_schema(), path=str(folder)).writer(heap_size=HEAP, num_threads=1)
        for record in read(records):
            kept = {name: record[name] for name in ("ref", *FIELDS, "force", "exemptions")}
            writer.add_document(tantivy.Document(day=day_number(record["date"]), **kept))
        writer.commit()
        writer.wait_merging_threads()
        return {}

    def open(self, folder: str) -> TantivySearcher:
        return TantivySearcher(folder)


def _schema() -> tantivy.Schema:

    fields = tantivy.SchemaBuilder()
    fields.add_text_field("ref", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        fields.add_text_field(name, stored=name == "title", tokenizer_name="en_stem")
    fields.add_text_field("force", fast=True, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("exemptions", tokenizer_name="raw", index_option="basic")
    fields.add_integer_field("day", fast=True)
    return fields.build()


ENGINE = TantivyEngine()
