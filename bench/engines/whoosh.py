"""Whoosh as it is: its own codec, its own matchers, its stemming analyzer."""

from __future__ import annotations

from whoosh import analysis, fields, index, qparser, query, sorting

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

    from whoosh.query import Query

    from bench.engines.protocol import Facets, Hits

LIMIT_MB = 1024


class WhooshSearcher(Searcher):
    """Its multi-field parsers for words, its query objects for the rest."""

    def __init__(self, folder: str) -> None:

        self.index = index.open_dir(folder)
        self.searcher = self.index.searcher()
        schema = self.index.schema
        self.of_any = qparser.MultifieldParser(FIELDS, schema, group=qparser.OrGroup)
        self.of_all = qparser.MultifieldParser(FIELDS, schema)

    def any(self, words: list[str]) -> Hits:
        return self._top(self.of_any.parse(" ".join(words)))

    def all(self, words: list[str]) -> Hits:
        return self._top(self.of_all.parse(" ".join(words)))

    def phrase(self, words: list[str]) -> Hits:
        return self._top(self.of_all.parse(f'"{" ".join(words)}"'))

    def prefix(self, start: str) -> Hits:
        return self._top(self.of_all.parse(f"{start}*"))

    def filter(self, asked: tuple[list[str], str, str]) -> Hits:
        words, force, exemption = asked
        term = query.Term
        allowed = query.And([term("force", force), term("exemptions", exemption)])
        return self._top(self.of_any.parse(" ".join(words)), filter=allowed)

    def fuzzy(self, word: str) -> Hits:
        return self._top(query.Or([query.FuzzyTerm(name, word) for name in FIELDS]))

    def wildcard(self, pattern: str) -> Hits:
        return self._top(query.Or([query.Wildcard(name, pattern) for name in FIELDS]))

    def newest(self, words: list[str]) -> Hits:
        return self._top(self.of_any.parse(" ".join(words)), sortedby="day", reverse=True)

    def facets(self, words: list[str]) -> Facets:
        query = self.of_any.parse(" ".join(words))
        counted = self.searcher.search(query, groupedby="force", maptype=sorting.Count)
        return dict(counted.groups())

    def deep(self, asked: tuple[list[str], int]) -> Hits:
        words, offset = asked
        query = self.of_any.parse(" ".join(words))
        return _shown(self.searcher.search(query, limit=offset + TOP)[offset:])

    def _top(self, query: Query, **options: Any) -> Hits:
        return _shown(self.searcher.search(query, limit=TOP, **options))


class WhooshEngine(Engine):
    """One process, one segment."""

    name = "whoosh"
    largest = 10_000  # above that a question takes seconds

    def version(self) -> str:
        return package_version("whoosh3")

    def build(self, records: Path, folder: Path) -> dict[str, Any]:

        writer = index.create_in(str(folder), _schema()).writer(limitmb=LIMIT_MB)
        for record in read(records):
            writer.add_document(
                ref=record["ref"],
                **{name: record[name] for name in FIELDS},
                force=record["force"],
                exemptions=" ".join(record["exemptions"]),
                day=day_number(record["date"]),
            )
        writer.commit()
        return {}

    def open(self, folder: str) -> WhooshSearcher:
        return WhooshSearcher(folder)


def _schema() -> Any:

    stems = analysis.StemmingAnalyzer(cachesize=-1)
    return fields.Schema(
        ref=fields.ID(stored=True),
        **{
            name: fields.TEXT(stored=name == "title", analyzer=stems, field_boost=BOOSTS[name])
            for name in FIELDS
        },
        force=fields.ID(sortable=True),
        exemptions=fields.KEYWORD,
        day=fields.NUMERIC(sortable=True),
    )


def _shown(hits: Any) -> list[tuple[str, str]]:
    return [(hit["ref"], hit["title"]) for hit in hits]


ENGINE = WhooshEngine()
