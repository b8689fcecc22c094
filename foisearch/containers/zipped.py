"""ZIP files opened with care: archives, and the documents that are archives of XML parts.

What a member says of its size is not believed, and nothing that a damaged one provokes goes on.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from foisearch.errors import SourceError
from foisearch.text import printable

LARGEST_MEMBER = 200_000_000
"""Bytes of one member, inflated."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
"""What a damaged archive or member provokes; an encrypted one gives a ``RuntimeError``."""


def open_zip(shown: str, data: bytes, what: str) -> zipfile.ZipFile:
    """The archive in ``data``.

    Args:
        shown: the file's name, printable.
        data: the file.
        what: what it should be, for the error ("Word document").

    Raises:
        SourceError: it is damaged, or no archive.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        said = "is cut off or damaged" if data.startswith(b"PK") else f"is no {what}"
        raise SourceError(f"{shown} {said} ({printable(str(error))})", "copy it again") from None


def inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes | None:
    """The member's content, ``None`` where it has more than ``limit`` bytes.

    Raises:
        RuntimeError: it is encrypted.
        BROKEN: it is damaged.
    """
    with archive.open(member) as stream:
        data = stream.read(limit + 1)
    return data if len(data) <= limit else None
