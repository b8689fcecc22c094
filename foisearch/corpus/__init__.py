"""The store of record: JSON Lines, one file for each source document, and a manifest."""

from __future__ import annotations

from foisearch.corpus.entry import SourceEntry, Unread
from foisearch.corpus.spool import Spool
from foisearch.corpus.store import Corpus, ResolvedSource
from foisearch.corpus.writer import MANIFEST_VERSION, CorpusWriter, ScratchWriter

__all__ = [
    "MANIFEST_VERSION",
    "Corpus",
    "CorpusWriter",
    "ResolvedSource",
    "ScratchWriter",
    "SourceEntry",
    "Spool",
    "Unread",
]
