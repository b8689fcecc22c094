"""SQLite FTS5: a table without content for the words, and one for what is shown and sorted by."""

from __future__ import annotations

import sqlite3

from bench.engines.protocol import TOP, Engine, Searcher, day_number, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from bench.engines.protocol import Facets, Hits

TABLES = """
create virtual table words using fts5(
    title, request, response, force, exemptions, content='', tokenize='porter unicode61');
create table documents(id integer primary key, ref, title, force, day integer);
insert into words(words, rank) values('rank', 'bm25(3.0, 1.5, 1.0, 0.0, 0.0)');
"""
BEST = """
select ref, title
from (select rowid as found, rank as score from words where words match ?
      order by rank limit ? offset ?)
join documents on id = found order by score
"""
NEWEST = """
select ref, documents.title from words join documents on id = words.rowid
where words match ? order by day desc limit ?
"""
BY_FORCE = """
select documents.force, count(*) from words join documents on id = words.rowid
where words match ? group by 1
"""
CACHE = "pragma cache_size = -200000"
MAPPED = "pragma mmap_size = 4000000000"
FILE = "fts5.db"


class Fts5Searcher(Searcher):
    """Questions in FTS5's own language."""

    def __init__(self, folder: str) -> None:

        self.database = sqlite3.connect(f"{folder}/{FILE}")
        self.database.execute(MAPPED)
        self.database.execute(CACHE)

    def any(self, words: list[str]) -> Hits:
        return self._best(_joined(words, " OR "))

    def all(self, words: list[str]) -> Hits:
        return self._best(_joined(words, " AND "))

    def phrase(self, words: list[str]) -> Hits:
        return self._best(_in_text(f'"{" ".join(words)}"'))

    def prefix(self, start: str) -> Hits:
        return self._best(_in_text(f'"{start}" *'))

    def filter(self, asked: tuple[list[str], str, str]) -> Hits:
        words, force, exemption = asked
        match = f'({_joined(words, " OR ")}) AND force: "{force}" AND exemptions: "{exemption}"'
        return self._best(match)

    def newest(self, words: list[str]) -> Hits:
        return self.database.execute(NEWEST, (_joined(words, " OR "), TOP)).fetchall()

    def facets(self, words: list[str]) -> Facets:
        return dict(self.database.execute(BY_FORCE, (_joined(words, " OR "),)).fetchall())

    def deep(self, asked: tuple[list[str], int]) -> Hits:
        words, offset = asked
        return self._best(_joined(words, " OR "), offset)

    def _best(self, match: str, offset: int = 0) -> Hits:
        return self.database.execute(BEST, (match, TOP, offset)).fetchall()


class Fts5Engine(Engine):
    """One transaction, no journal, and FTS5's own ``optimize`` last."""

    name = "fts5"

    def version(self) -> str:

        return f"SQLite {sqlite3.sqlite_version}"

    def installed(self) -> bool:

        with sqlite3.connect(":memory:") as database:
            try:
                database.execute("create virtual table t using fts5(x)")
            except sqlite3.OperationalError:
                return False
        return True

    def build(self, records: Path, folder: Path) -> dict[str, Any]:

        database = sqlite3.connect(folder / FILE, isolation_level=None)
        for pragma in ("pragma journal_mode = off", "pragma synchronous = off", CACHE):
            database.execute(pragma)
        database.executescript(TABLES)
        into_words = "insert into words(rowid, title, request, response, force, exemptions)"
        database.execute("begin")
        for number, r in enumerate(read(records), 1):
            text = (r["title"], r["request"], r["response"], r["force"], " ".join(r["exemptions"]))
            database.execute(f"{into_words} values(?, ?, ?, ?, ?, ?)", (number, *text))
            shown = (number, r["ref"], r["title"], r["force"], day_number(r["date"]))
            database.execute("insert into documents values(?, ?, ?, ?, ?)", shown)
        database.execute("commit")
        database.execute("insert into words(words) values('optimize')")
        database.close()
        return {}

    def open(self, folder: str) -> Fts5Searcher:
        return Fts5Searcher(folder)


def _joined(words: list[str], operator: str) -> str:
    return _in_text("(" + operator.join(f'"{word}"' for word in words) + ")")


def _in_text(query: str) -> str:
    return f"{{title request response}}: {query}"


ENGINE = Fts5Engine()
