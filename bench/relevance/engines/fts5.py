"""SQLite FTS5: Porter's stemmer, its own ``bm25()``, words joined by OR."""

from __future__ import annotations

import sqlite3
from pathlib import Path

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

FILE = "fts5.db"
TABLES = {"fields": FIELDS, "whole": (EVERYTHING,)}
"""Two tables, since the length of a record is that of all its columns."""


class Fts5:
    """A table of every field, and one of everything in one."""

    name = "fts5"
    largest = 1_000_000

    def index(self, collection: Collection, folder: Path) -> None:
        with sqlite3.connect(folder / FILE) as database:
            for table, columns in TABLES.items():
                database.execute(
                    f"create virtual table {table} using fts5("
                    f"id unindexed, {', '.join(columns)}, tokenize='porter unicode61')"
                )
                held = ({"id": record.id, **texts(record)} for record in collection.records)
                marks = ", ".join(f":{name}" for name in ("id", *columns))
                database.executemany(f"insert into {table} values({marks})", held)

    def rankers(self, collection: Collection, folder: Path) -> dict[str, Ranker]:
        database = sqlite3.connect(folder / FILE)

        def ranker(weights: dict[str, float]) -> Ranker:
            table = "whole" if EVERYTHING in weights else "fields"
            best = (
                f"select id from {table} where {table} match ? "
                f"order by bm25({table}, 0, {', '.join(map(str, weights.values()))}) limit ?"
            )

            def ranked(query: Query) -> list[str]:
                match = " OR ".join(f'"{word}"' for word in words(query))
                found = database.execute(best, (match, asked(query)))
                return first(query, (name for (name,) in found))

            return ranked

        return {way: ranker(weights) for way, weights in WAYS.items()}


ENGINE = Fts5()
