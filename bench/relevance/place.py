"""Where indexes and rankings are kept, so that nothing that is known is done again.

An index lies in ``COLLECTION/ENGINE-KEY``: the key has a digest of the records and, for foisearch,
of the code that an index depends on.  Rankings of the peers are kept beside their indexes;
foisearch is asked anew every time.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import foisearch
from bench.relevance.collection import Collection, Query
from bench.relevance.engines import OURS
from bench.relevance.engines.protocol import DEPTH, Engine, Ranker

MADE = "made"
"""A file that says that an index is complete."""
INDEXED_BY = (
    "analysis.py",
    "surfaces.py",
    "text.py",
    "fields.py",
    "auth*",
    "engine/**/*.py",
    "law/*",
)
"""What of foisearch, besides the records, decides what its index holds."""


class Place:
    """A work folder.  With ``again`` whatever is there is made anew."""

    def __init__(self, folder: Path, again: bool = False) -> None:
        self.folder = folder
        self._again = again

    def rankings(
        self, engine: Engine, collection: Collection
    ) -> Iterator[tuple[str, dict[str, list[str]]]]:
        """Every variant of an engine with what it finds for each query."""
        folder = self._indexed(engine, collection)
        for variant, ranker in engine.rankers(collection, folder).items():
            if engine.name == OURS:
                yield variant, _asked(ranker, collection.queries)
            else:
                yield variant, self._kept(folder, variant, ranker, collection.queries)

    def result(self, collection: Collection) -> Path:
        """The file of what was measured on a collection."""
        path = self.folder / "results" / f"{collection.name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _indexed(self, engine: Engine, collection: Collection) -> Path:
        """The folder of the engine's index, which is made where it lacks."""
        key = collection.key() + (f"-{_code()}" if engine.name == OURS else "")
        folder = self.folder / collection.name / f"{engine.name}-{key}"
        if self._again or not (folder / MADE).is_file():
            for older in folder.parent.glob(f"{engine.name}-*"):
                shutil.rmtree(older)
            folder.mkdir(parents=True)
            engine.index(collection, folder)
            (folder / MADE).touch()
        return folder

    def _kept(
        self, folder: Path, variant: str, ranker: Ranker, queries: tuple[Query, ...]
    ) -> dict[str, list[str]]:
        said = json.dumps([DEPTH, *map(str, queries)]).encode()
        name = "".join(letter if letter.isalnum() else "-" for letter in variant)
        path = folder / f"ranked-{name}-{hashlib.sha256(said).hexdigest()[:12]}.json"
        if not path.is_file():
            path.write_text(json.dumps(_asked(ranker, queries)), "utf-8")
        kept: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
        return kept


def _asked(ranker: Ranker, queries: tuple[Query, ...]) -> dict[str, list[str]]:
    return {query.id: ranker(query) for query in queries}


def _code() -> str:
    """A digest of the files of :data:`INDEXED_BY`."""
    room, total = Path(foisearch.__file__).parent, hashlib.sha256()
    files = {file for pattern in INDEXED_BY for file in room.glob(pattern) if file.is_file()}
    for file in sorted(files):
        total.update(file.read_bytes())
    return total.hexdigest()[:12]
