"""A workbook opened: its parts checked first, since a package may be an attack."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import Any

from foisearch.containers.package import MOST_PARTS, MOST_TIMES
from foisearch.containers.workbook.blanks import WithoutBlankRows
from foisearch.containers.zipped import BROKEN, LARGEST_MEMBER
from foisearch.errors import SourceError
from foisearch.text import collapse_space, printable

LARGEST_SHEET = 2_000_000_000
"""Bytes of one sheet, inflated; it is streamed."""
_SMALL = 5_000_000
_HEAD = 65_536

_ROOT = re.compile(rb"<\x00?[A-Za-z]")
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C|<\x00?!\x00?E\x00?N", re.I)
_ANEW = "open it in a spreadsheet program and save it anew"


def archive_of(shown: str, data: bytes) -> zipfile.ZipFile:
    """The workbook's parts, none of which inflates without measure or declares entities.

    Raises:
        SourceError: it is damaged, encrypted, or far larger than it may be.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except BROKEN as error:
        raise damaged(shown, error) from None
    if len(parts) > MOST_PARTS:
        raise SourceError(f"{shown} has {len(parts):,} parts: no workbook has so many", _ANEW)
    for part in parts:
        # What is read of a part is never more than it says of its size.
        limit = LARGEST_SHEET if "worksheets/" in part.filename else LARGEST_MEMBER
        most = max(_SMALL, part.compress_size * MOST_TIMES)
        if part.file_size > min(limit, most):
            raise SourceError(
                f"{shown} grows without measure when it is unpacked ({printable(part.filename)})",
                "open it and save it anew, if it is what it seems",
            )
        if part.filename.endswith((".xml", ".rels")):
            _check_declarations(shown, archive, part)
    return archive


def _check_declarations(shown: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a part that declares a document type: only attacks on parsers do."""
    try:
        with archive.open(part) as stream:
            head = stream.read(_HEAD)
    except RuntimeError:
        raise SourceError(f"{shown} is encrypted", "save it without a password") from None
    except Exception as error:
        raise damaged(shown, error) from None
    if _DOCTYPE.search(head) or (len(head) == _HEAD and not _ROOT.search(head)):
        raise SourceError(f"{shown} declares entities ({printable(part.filename)})", _ANEW)


def damaged(shown: str, error: Exception) -> SourceError:
    """What is said of a workbook, or a sheet of it, that cannot be read on."""
    said = printable(collapse_space(str(error)))[:120] or type(error).__name__
    return SourceError(f"{shown} is a damaged workbook ({said})", _ANEW)


class _Package(zipfile.ZipFile):
    """A workbook's package whose sheets come without their blank rows."""

    def open(self, name: Any, mode: Any = "r", *args: Any, **named: Any) -> Any:
        """A part of it."""
        stream = super().open(name, mode, *args, **named)
        is_sheet = "worksheets/" in getattr(name, "filename", name)
        return WithoutBlankRows(stream) if is_sheet else stream


def opened(shown: str, data: bytes) -> Any:
    """The workbook as openpyxl streams it.

    Raises:
        SourceError: it is damaged.
    """
    from openpyxl.reader.excel import ExcelReader

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            stream = io.BytesIO(data)
            reader = ExcelReader(stream, read_only=True, data_only=True, keep_links=False)
            reader.archive = _Package(stream)
            reader.read()
            return reader.wb
    except Exception as error:
        # The library lets out whatever a damaged file provokes.
        raise damaged(shown, error) from None
