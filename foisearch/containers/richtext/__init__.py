"""RTF: what Word, WordPad and case systems save as "rich text"."""

from __future__ import annotations

import re
from dataclasses import replace

from foisearch.containers.contents import Contents, ReadOptions
from foisearch.containers.headers import left_out, write_headers
from foisearch.containers.richtext.reader import Reader
from foisearch.containers.writing import Writer, tidy
from foisearch.errors import SourceError
from foisearch.text import printable

VERSION = 2
_NO_TITLE = re.compile(r"untitled.*|title|document ?\d*|.*\.(?:rtf|docx?)|.*template.*|\S*", re.I)


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The document as text, its tables as grids.

    Raises:
        SourceError: there is no text in it.
    """
    reader = Reader(options.alive)
    reader.read(data.decode("latin-1"))
    writer = Writer()
    dropped = write_headers(reader.headers, reader.text.text(), writer)
    writer.gap()
    writer.splice(reader.text.fragment())
    for number, note in enumerate(reader.notes, 1):
        writer.gap()
        writer.mark(f"[{number}]")
        writer.splice(note.fragment())
        writer.unmark()
    source = writer.source(name, data, "rtf")
    if not source.text.strip():
        raise SourceError(f"{printable(name)} holds no text", "open it and save it as .docx")
    title = tidy(reader.title)
    source = replace(
        source,
        title="" if _NO_TITLE.fullmatch(title) else title,
        warnings=left_out(dropped),
    )
    return Contents("rtf", VERSION, (source,))
