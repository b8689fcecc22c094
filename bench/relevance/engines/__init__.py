"""The engines whose rankings are compared; one that is not installed is left out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.relevance.engines.protocol import Engine

OURS = "foisearch"
NAMES = (OURS, "tantivy", "fts5", "whoosh")


def load(name: str) -> Engine:
    """The engine of that name.

    Raises:
        ImportError: it is not installed.
    """
    engine: Engine = import_module(f"bench.relevance.engines.{name}").ENGINE
    return engine
