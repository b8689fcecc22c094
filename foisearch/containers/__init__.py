"""What stands in a file: PDF, web pages, Word, mail, spreadsheets and archives, opened.

``kinds`` tells what a file is, one module for each kind reads it into ``contents``, and nothing
here knows what a disclosure is.  A reader's module has ``VERSION`` and ``read(name, data,
options)``; to add one, put it in the table below and its endings in ``kinds``.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from foisearch.containers.contents import Contents, ReadOptions
from foisearch.containers.kinds import HEAD, kind_of
from foisearch.errors import SourceError
from foisearch.text import printable

READERS = {
    "text": "plain",
    "pdf": "pdf",
    "html": "webpage",
    "docx": "word",
    "odt": "opendocument",
    "ods": "opendocument",
    "rtf": "richtext",
    "ole": "legacy",
    "xlsx": "workbook",
    "mail": "mail",
    "mbox": "mailbox",
    "zip": "archive",
}
"""The kinds whose files are read whole, and the modules that read them.

``csv``, ``json`` and ``jsonl`` are read row by row: see :mod:`foisearch.intake.rows`.
"""


def reader_of(kind: str) -> ModuleType:
    """The module that reads files of this kind."""
    return import_module(f"foisearch.containers.{READERS[kind]}")


def version_of(kind: str) -> str:
    """``pdf/2``: the kind and the version of its reader; only the kind where rows are read."""
    return f"{kind}/{reader_of(kind).VERSION}" if kind in READERS else kind


def read(name: str, data: bytes, options: ReadOptions = ReadOptions()) -> Contents:  # noqa: B008
    """What stands in the file ``name``.

    Raises:
        SourceError: it cannot be read at all; the message names the file, the place and the cure.
    """
    if not data.strip():
        raise SourceError(f"{printable(name)} is empty", "check how it was saved")
    contents: Contents = reader_of(kind_of(name, data[:HEAD])).read(name, data, options)
    return contents


__all__ = ["HEAD", "Contents", "ReadOptions", "kind_of", "read", "reader_of", "version_of"]
