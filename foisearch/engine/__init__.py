"""The engine's door: build an index, see how it stands, open it.  Whoosh lives behind it.

Nothing here imports Whoosh until an index is built or opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.engine.values import (
    BuildReport,
    Counts,
    Found,
    IndexKind,
    IndexState,
    ResolvedFilters,
    Vocabulary,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from foisearch.authorities import Authorities
    from foisearch.corpus import Corpus
    from foisearch.engine.index import Index

__all__ = [
    "BuildReport",
    "Counts",
    "Found",
    "IndexKind",
    "IndexState",
    "ResolvedFilters",
    "Vocabulary",
    "build",
    "open_index",
    "state",
]


def state(index_folder: Path, corpus: Corpus) -> IndexState:
    """How the index stands to the corpus; cheap: see :func:`foisearch.engine.standing.state`."""
    from foisearch.engine import standing

    return standing.state(index_folder, corpus)


def build(
    corpus: Corpus,
    index_folder: Path,
    *,
    rebuild: bool = False,
    progress: Callable[[int, int], None] | None = None,
    authorities: Authorities | None = None,
) -> BuildReport:
    """Bring the index up to the corpus: see :func:`foisearch.engine.builder.build`."""
    from foisearch.engine import builder

    return builder.build(
        corpus, index_folder, rebuild=rebuild, progress=progress, bodies=authorities
    )


def open_index(index_folder: Path, authorities: Authorities | None = None) -> Index:
    """Open the index: see :func:`foisearch.engine.index.open_index`."""
    from foisearch.engine import index

    return index.open_index(index_folder, authorities)
