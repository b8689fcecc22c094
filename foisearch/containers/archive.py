"""ZIP archives: their members, one by one, and never more of them than was promised."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from foisearch.containers.contents import Contents, Lost, Member, Piece, ReadOptions
from foisearch.containers.kinds import KNOWN_SUFFIXES
from foisearch.containers.zipped import BROKEN, LARGEST_MEMBER, inflated, open_zip
from foisearch.errors import SourceError
from foisearch.text import printable

VERSION = 1
MOST_MEMBERS = 20_000
LARGEST_WHOLE = 4_000_000_000
"""Bytes of all members, inflated."""


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The archive's members, in its order.

    Raises:
        SourceError: it is not an archive, or holds too many members.
    """
    shown = printable(name)
    archive = open_zip(shown, data, "ZIP archive")
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
        limit = min(left, LARGEST_MEMBER)
        try:
            data = inflated(archive, member, limit)
        except RuntimeError:
            yield Lost(f"{shown} is encrypted: unpack it with its password first")
            continue
        except BROKEN as error:
            yield Lost(f"{shown} is damaged ({printable(str(error))}): pack it again")
            continue
        if data is None:
            yield Lost(
                f"{shown} is larger than {limit // 1_000_000} MB when unpacked: "
                "unpack it and import it on its own, if it is what it seems"
            )
            continue
        left -= len(data)
        yield Member(shown, data)
