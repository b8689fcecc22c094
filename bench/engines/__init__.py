"""The engines that are compared, each a module of its own with one ``ENGINE`` in it.

Each is loaded only in the process that measures it; one that cannot be imported is not installed.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # typing itself would be part of what a one-shot start is measured with
if TYPE_CHECKING:
    from bench.engines.protocol import Engine

NAMES = ("foisearch", "tantivy", "fts5", "xapian", "lucene", "bm25s", "whoosh")
REFERENCE = "tantivy"


def load(name: str) -> Engine:
    """The engine of that name."""
    engine: Engine = import_module(f"bench.engines.{name}").ENGINE
    return engine
