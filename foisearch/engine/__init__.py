"""The engine's door: build an index, see how it stands, open it.

Nothing is imported before it is used: a one-shot search reads the files of the index without most
of this room.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from foisearch.authorities import Authorities
    from foisearch.corpus import Corpus
    from foisearch.engine.index import Index
    from foisearch.engine.values import (
        BuildReport,
        Counts,
        Found,
        IndexKind,
        IndexState,
        ResolvedFilters,
        Vocabulary,
    )

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


def __getattr__(name: str) -> Any:
    """The values that go in and out, from :mod:`foisearch.engine.values`."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from foisearch.engine import values

    return getattr(values, name)


def state(index_folder: Path, corpus: Corpus) -> IndexState:
    """How the index stands to the corpus; cheap.

    See :func:`foisearch.engine.building.freshness.state`.
    """
    from foisearch.engine.building import freshness

    return freshness.state(index_folder, corpus)


def build(
    corpus: Corpus,
    index_folder: Path,
    *,
    rebuild: bool = False,
    progress: Callable[[int, int], None] | None = None,
    authorities: Authorities | None = None,
) -> BuildReport:
    """Bring the index up to the corpus: see :func:`foisearch.engine.building.builder.build`."""
    from foisearch.engine.building import builder

    return builder.build(
        corpus, index_folder, rebuild=rebuild, progress=progress, bodies=authorities
    )


def open_index(index_folder: Path, authorities: Authorities | None = None) -> Index:
    """Open the index: see :func:`foisearch.engine.index.open_index`."""
    from foisearch.engine import index

    return index.open_index(index_folder, authorities)
