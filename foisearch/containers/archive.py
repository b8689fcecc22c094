"""ZIP archives: their members, one by one, and never more of them than was promised."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from foisearch.containers.contents import Contents, Lost, Member, Piece, ReadOptions
from foisearch.containers.kinds import KNOWN_SUFFIXES
from foisearch.errors import SourceError
from foisearch.text import printable

VERSION = 1
MOST_MEMBERS = 20_000
LARGEST_MEMBER = 200_000_000
"""Bytes of one member, inflated."""
LARGEST_WHOLE = 4_000_000_000
"""Bytes of all members, inflated."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The archive's members, in its order.

    Raises:
        SourceError: it is not an archive, or holds too many members.
    """
    shown = printable(name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        said = "cut off or damaged" if data.startswith(b"PK") else "no ZIP archive"
        raise SourceError(f"{shown} is {said} ({printable(str(error))})", "copy it again") from None
    members = [member for member in archive.infolist() if _counts(member)]
    if len(members) > MOST_MEMBERS:
        raise SourceError(
            f"{shown} holds {len(members):,} files, the limit is {MOST_MEMBERS:,}",
            "unpack it and import the folder",
        )
    known = [m for m in members if m.filename.lower().endswith(KNOWN_SUFFIXES)]
    passed = len(members) - len(known)
    warnings = (f"{passed} files of other kinds were left out",) if passed else ()
    return Contents("zip", VERSION, _members(archive, known, options), warnings)


def _counts(member: zipfile.ZipInfo) -> bool:
    """Whether it is a file, and not a folder or what a system hides beside files."""
    parts = member.filename.split("/")
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return not member.is_dir() and not hidden


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], options: ReadOptions
) -> Iterator[Piece]:
    left = LARGEST_WHOLE
    for member in members:
        options.alive()
        shown = printable(member.filename)
        try:
            data = _inflated(archive, member, min(left, LARGEST_MEMBER))
        except SourceError as error:
            yield Lost(str(error))
            continue
        except RuntimeError:
            yield Lost(f"{shown} is encrypted: unpack it with its password first")
            continue
        except _BROKEN as error:
            yield Lost(f"{shown} is damaged ({printable(str(error))}): pack it again")
            continue
        left -= len(data)
        yield Member(shown, data)


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """The member's content.  What it says of its size is not believed."""
    with archive.open(member) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise SourceError(
            f"{printable(member.filename)} is larger than {limit // 1_000_000} MB when unpacked",
            "unpack it and import it on its own, if it is what it seems",
        )
    return data
