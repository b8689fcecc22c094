"""Where a run keeps its corpora, questions, indexes and results.

Results of a kit's corpus, of generated ones and of quick runs never mix: each has a folder.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import corpora, english, questions

ENGLISH = "english"


@dataclass(frozen=True)
class Place:
    """The folders; whatever is missing is made when it is asked for."""

    root: Path
    kit: Path | None = None
    texts: Path | None = None
    quick: bool = False

    @property
    def work(self) -> Path:
        """The folder of this kind of run."""
        return self.root / ("kit" if self.kit else "own") / ("quick" if self.quick else "full")

    @property
    def corpora(self) -> Path:
        """The folder of the corpora that were made here."""
        return self.root / "corpora"

    @property
    def indexes(self) -> Path:
        """The folder of the indexes."""
        return self.work / "index"

    def corpus(self, size: str) -> Path:
        """The records of a size."""
        if self.kit and size != ENGLISH:
            return self.kit / f"c{size}.jsonl"
        path = self.corpora / f"{size}.jsonl"
        if not path.exists():
            self.corpora.mkdir(parents=True, exist_ok=True)
            if size == ENGLISH and self.texts:
                english.make(path, self.texts)
            else:
                corpora.make(path, size)
        return path

    def documents(self, size: str) -> int:
        """How many records a size has."""
        if size in corpora.SIZES:
            return corpora.SIZES[size]
        with self.corpus(size).open("rb") as lines:
            return sum(1 for _ in lines)

    def questions(self, size: str) -> Path:
        """The questions for a size: the same for all generated ones."""
        of_english = size == ENGLISH
        path = self.work / ("questions-english.json" if of_english else "questions.json")
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            kit = self.kit / "queries.json" if self.kit and not of_english else None
            questions.draw(self.corpus(ENGLISH if of_english else "10k"), kit).save(path)
        return path

    def index(self, engine: str, size: str) -> Path:
        """The folder of an engine's index."""
        return self.indexes / f"{engine}-{size}"

    def result(self, engine: str, size: str, phase: str) -> Path:
        """The file of a result."""
        return self.work / "results" / f"{engine}-{size}-{phase}.json"

    def results(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        """Every result that is there, by engine, size and phase."""
        found = {}
        for path in sorted((self.work / "results").glob("*-*-*.json")):
            engine, size, phase = path.stem.split("-")
            found[engine, size, phase] = json.loads(path.read_text(encoding="utf-8"))
        return found
