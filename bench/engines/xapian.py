"""Xapian: the fields of a record as one text with weights, which is how its users index."""

from __future__ import annotations

import os

import xapian

from bench.engines.protocol import TOP, Engine, Searcher, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from bench.engines.protocol import Facets, Hits

WEIGHTS = {"title": 3, "request": 2, "response": 1}  # whole numbers only
DAY, FORCE = 0, 1
FLUSH_EVERY = "50000"


class XapianSearcher(Searcher):
    """Its query parser for words, its value slots for sorting and counting."""

    def __init__(self, folder: str) -> None:

        self.database = xapian.Database(folder)
        self.enquire = xapian.Enquire(self.database)
        parser = self.parser = xapian.QueryParser()
        parser.set_stemmer(xapian.Stem("english"))
        parser.set_database(self.database)
        parser.set_stemming_strategy(parser.STEM_SOME)
        self.flags = parser.FLAG_PHRASE | parser.FLAG_BOOLEAN | parser.FLAG_WILDCARD

    def any(self, words: list[str]) -> Hits:
        return self._top(self._parsed(" ".join(words)))

    def all(self, words: list[str]) -> Hits:
        self.parser.set_default_op(xapian.Query.OP_AND)
        try:
            return self._top(self._parsed(" ".join(words)))
        finally:
            self.parser.set_default_op(xapian.Query.OP_OR)

    def phrase(self, words: list[str]) -> Hits:
        return self._top(self._parsed(f'"{" ".join(words)}"'))

    def prefix(self, start: str) -> Hits:
        return self._top(self._parsed(f"{start}*"))

    def filter(self, asked: tuple[list[str], str, str]) -> Hits:
        words, force, exemption = asked
        query = xapian.Query
        allowed = query(query.OP_AND, [query(f"XF{force}"), query(f"XE{exemption}")])
        return self._top(query(query.OP_FILTER, self._parsed(" ".join(words)), allowed))

    def newest(self, words: list[str]) -> Hits:
        self.enquire.set_sort_by_value(DAY, True)
        try:
            return self._top(self._parsed(" ".join(words)))
        finally:
            self.enquire.set_sort_by_relevance()

    def facets(self, words: list[str]) -> Facets:
        spy = xapian.ValueCountMatchSpy(FORCE)
        self.enquire.add_matchspy(spy)
        try:
            self.enquire.set_query(self._parsed(" ".join(words)))
            self.enquire.get_mset(0, 0, self.database.get_doccount())
            return {value.term.decode(): value.termfreq for value in spy.values()}
        finally:
            self.enquire.clear_matchspies()

    def deep(self, asked: tuple[list[str], int]) -> Hits:
        words, offset = asked
        return self._top(self._parsed(" ".join(words)), offset)

    def _parsed(self, text: str) -> xapian.Query:
        return self.parser.parse_query(text, self.flags)

    def _top(self, query: xapian.Query, offset: int = 0) -> Hits:
        self.enquire.set_query(query)
        found = [match.document.get_data() for match in self.enquire.get_mset(offset, TOP)]
        return [tuple(data.decode().split("\t", 1)) for data in found]


class XapianEngine(Engine):
    """Terms with positions, in one database."""

    name = "xapian"
    largest = 100_000  # a million take an hour and a half

    def version(self) -> str:

        return f"Xapian {xapian.version_string()}"

    def build(self, records: Path, folder: Path) -> dict[str, Any]:
        os.environ["XAPIAN_FLUSH_THRESHOLD"] = FLUSH_EVERY

        mode = xapian.DB_CREATE_OR_OVERWRITE | xapian.DB_NO_SYNC
        database = xapian.WritableDatabase(str(folder), mode)
        terms = xapian.TermGenerator()
        terms.set_stemmer(xapian.Stem("english"))
        for record in read(records):
            database.add_document(_document(terms, record))
        database.commit()
        database.close()
        return {}

    def open(self, folder: str) -> XapianSearcher:
        return XapianSearcher(folder)


def _document(terms: xapian.TermGenerator, record: Any) -> xapian.Document:

    document = xapian.Document()
    terms.set_document(document)
    terms.set_termpos(0)
    for name, weight in WEIGHTS.items():
        terms.index_text(record[name], weight)
        terms.increase_termpos()
    document.add_boolean_term(f"XF{record['force']}")
    for exemption in record["exemptions"]:
        document.add_boolean_term(f"XE{exemption}")
    document.add_value(DAY, record["date"])
    document.add_value(FORCE, record["force"])
    document.set_data(f"{record['ref']}\t{record['title']}")
    return document


ENGINE = XapianEngine()
