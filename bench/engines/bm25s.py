"""bm25s: scores worked out beforehand in sparse matrices.  Ranked words only."""

from __future__ import annotations

import bm25s
import Stemmer

from bench.engines.protocol import TOP, Engine, Searcher, package_version, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from bench.engines.protocol import Hits


class Bm25sSearcher(Searcher):
    """The numpy scorer over mapped files."""

    def __init__(self, folder: str) -> None:

        self.stemmer = Stemmer.Stemmer("english")
        self.index = bm25s.BM25.load(folder, load_corpus=True, mmap=True)
        self.index.backend = "numpy"

    def any(self, words: list[str]) -> Hits:
        return self._top(words, TOP)

    def deep(self, asked: tuple[list[str], int]) -> Hits:
        words, offset = asked
        return self._top(words, offset + TOP)[offset:]

    def _top(self, words: list[str], count: int) -> list[tuple[str, str]]:
        tokens = bm25s.tokenize(
            [" ".join(words)],
            stemmer=self.stemmer,
            stopwords="en",
            show_progress=False,
            return_ids=False,
        )
        if not tokens[0]:
            return []
        found = self.index.retrieve(
            tokens, corpus=None, k=count, show_progress=False, n_threads=0
        ).documents[0]
        return [(one["ref"], one["title"]) for one in found]


class Bm25sEngine(Engine):
    """Everything in memory at once, then saved."""

    name = "bm25s"
    largest = 100_000  # it holds the whole corpus as lists of words while it builds

    def version(self) -> str:
        return f"{package_version('bm25s')} (numpy)"

    def build(self, records: Path, folder: Path) -> dict[str, Any]:

        texts, shown = [], []
        for record in read(records):
            texts.append(f"{record['title']} {record['request']} {record['response']}")
            shown.append({"ref": record["ref"], "title": record["title"]})
        stemmer = Stemmer.Stemmer("english")
        tokens = bm25s.tokenize(texts, stemmer=stemmer, stopwords="en", show_progress=False)
        del texts
        index = bm25s.BM25(method="lucene", backend="numpy")
        index.index(tokens, show_progress=False)
        index.save(str(folder), corpus=shown, show_progress=False)
        return {}

    def open(self, folder: str) -> Bm25sSearcher:
        return Bm25sSearcher(folder)


ENGINE = Bm25sEngine()
