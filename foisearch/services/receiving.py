"""What comes by standard input, kept as a file that can be read again like any other."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path, PurePath
from typing import IO, TextIO

from foisearch.containers.kinds import HEAD, kind_of
from foisearch.errors import CorpusError, SourceError
from foisearch.text import slugify

FOLDER = "received"
"""Where in a corpus such files lie."""
_SUFFIXES = {"text": ".txt", "mail": ".eml", "ole": ".doc"}
_AT_ONCE = 1 << 20


def receive(stream: IO[bytes] | TextIO, name: str, folder: Path) -> Path:
    """Keep all that a stream gives in ``folder``, under a name made of its digest.

    The same content is the same file, so that it is not imported twice.

    Args:
        stream: standard input.
        name: what it would be called, as ``log.csv``; empty where its content must tell its kind.
        folder: where it goes; made where it is not there.

    Returns:
        The file.

    Raises:
        CorpusError: it cannot be written.
        SourceError: nothing came.
    """
    digest = hashlib.sha256()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as kept:
            head = b""
            while read := stream.read(_AT_ONCE):
                block = read.encode() if isinstance(read, str) else read
                head = head or block[:HEAD]
                digest.update(block)
                kept.write(block)
        path = folder / _named(name, head, digest.hexdigest())
        if head.strip():
            os.replace(kept.name, path)
            return path
        os.unlink(kept.name)
    except OSError as error:
        said = f"standard input cannot be kept in {folder}: {error.strerror}"
        raise CorpusError(said, "see that the folder can be written, or import a file") from None
    raise SourceError("standard input is empty", "see what writes to it")


def _named(name: str, head: bytes, digest: str) -> str:
    """``log-1f2e3d4c.csv``: what it would be called, and what is in it."""
    given = PurePath(name)
    suffix = given.suffix or _suffix(head)
    return f"{slugify(given.stem) or 'input'}-{digest[:8]}{suffix.lower()}"


def _suffix(head: bytes) -> str:
    """The ending of a file that begins so."""
    kind = kind_of("", head)
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if kind != "text" or first[:1] not in (b"{", b"["):
        return _SUFFIXES.get(kind, f".{kind}")
    try:
        # One object on its first line, and then more: one object a line.
        json.loads(first.partition(b"\n")[0])
    except ValueError:
        return ".json"
    return ".jsonl" if first[:1] == b"{" else ".json"
