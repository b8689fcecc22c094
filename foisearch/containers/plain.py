"""Plain text: decoded, and nothing else."""

from __future__ import annotations

from foisearch.containers.contents import Contents, ReadOptions
from foisearch.containers.source import decode

VERSION = 1


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The text as one document.

    Raises:
        SourceError: it is not text.
    """
    return Contents("text", VERSION, (decode(name, data),))
