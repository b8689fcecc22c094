"""Files of old Office programs (DOC, XLS, MSG): what they are, and how they can be read.

No library that may be shipped reads them.  An old Word document is read through a converter that
is installed (``converters``); the others are named, with what to do.
"""

from __future__ import annotations

from dataclasses import replace

from foisearch.containers.contents import Contents, Piece, ReadOptions
from foisearch.containers.legacy.converters import Converter, converted, installed
from foisearch.containers.source import Source
from foisearch.errors import SourceError
from foisearch.text import printable

VERSION = 2
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    ("EncryptedPackage", "is protected by a password", "open it and save it without one"),
    ("__properties_version1.0", "is an Outlook message", "save it as .eml, or drag it to a folder"),
    ("Workbook", "is an old Excel file", "save it as .xlsx or .csv"),
    ("Book", "is an old Excel file", "save it as .xlsx or .csv"),
    ("PowerPoint Document", "is an old PowerPoint file", "save its text, or save it as PDF"),
)
_WORD = "WordDocument"
_ENTRY = 128
"""Bytes of an entry of the directory, which begins at a multiple of them."""
_LOSES = (
    "which loses the numbers of lists and keeps words that were struck out or hidden; "
    "LibreOffice reads it right"
)
NO_CONVERTER = "save it as .docx, or install LibreOffice"


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """An old Word document, through the first converter that is installed and reads it.

    Raises:
        SourceError: it is of another kind, protected, damaged, or nothing here can read it.
    """
    shown = printable(name)
    if not data.startswith(_MAGIC):
        raise SourceError(f"{shown} is no old Office file", "check how it was saved")
    if not _holds(data, _WORD):
        for entry, what, cure in _KINDS:
            if _holds(data, entry):
                raise SourceError(f"{shown} {what}", cure)
        raise SourceError(
            f"{shown} is an old Office file of an unknown kind, or cut short", "save it anew"
        )
    converters = installed()
    if not converters:
        raise SourceError(f"{shown} is an old Word document", NO_CONVERTER)
    problems = []
    for converter in converters:
        try:
            return _renamed(name, data, converter, converted(converter, data, options))
        except SourceError as error:
            problems.append(f"{converter.program}: {error.message}")
    said = "; ".join(problems)
    raise SourceError(
        f"{shown} is an old Word document that no converter reads ({said})", "save it as .docx"
    )


def _holds(data: bytes, entry: str) -> bool:
    """Whether the file's directory has an entry of this name.

    Entries are of one size, and their names end with a zero; a name elsewhere is that of a font.
    """
    name = (entry + "\0").encode("utf-16-le")
    at = data.find(name)
    while at >= 0 and at % _ENTRY:
        at = data.find(name, at + 1)
    return at >= 0


def _renamed(name: str, data: bytes, converter: Converter, contents: Contents) -> Contents:
    """What was read of the converted file as that of the original."""
    from hashlib import sha256

    digest = sha256(data).hexdigest()
    pieces: list[Piece] = [
        replace(piece, name=name, sha256=digest) if isinstance(piece, Source) else piece
        for piece in contents.pieces
    ]
    said = f"old Word format: read through {converter.program}"
    if converter.is_text:
        said += f", {_LOSES}"
    warnings = (*contents.warnings, said)
    return Contents("ole", VERSION, tuple(pieces), warnings, contents.errors)
