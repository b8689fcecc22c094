"""Excel workbooks (XLSX, XLSM): the rows of each visible sheet, streamed.

Formulas count by the values that were saved with them, dates are written as ``2024-07-03``.  What
is hidden (sheets, rows, columns) is named and not read: an authority may have published it by
mistake.  ``opening`` checks the package, ``beside`` is what a sheet says beside its cells,
``cells`` its rows, ``blanks`` leaves out those that are blank.
"""

from __future__ import annotations

from typing import Any

from foisearch.containers.contents import Contents, ReadOptions, Sheet
from foisearch.errors import SourceError
from foisearch.text import collapse_space, printable

VERSION = 2


def read(name: str, data: bytes, options: ReadOptions) -> Contents:
    """The workbook's visible sheets.

    Raises:
        SourceError: it is damaged, encrypted, far larger than it may be, or shows nothing.
    """
    from foisearch.containers.workbook.beside import beside
    from foisearch.containers.workbook.cells import rows_of
    from foisearch.containers.workbook.opening import archive_of, opened

    shown = printable(name)
    archive = archive_of(shown, data)
    book = opened(shown, data)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if not visible:
        raise SourceError(f"{shown} has no visible sheet", "show its sheets and save it anew")
    said = [
        f"sheet “{_title(s)}” is hidden, and is not read: show it if it is meant" for s in hidden
    ]
    pieces = []
    for sheet in visible:
        extras = beside(archive, getattr(sheet, "_worksheet_path", ""))
        title = _title(sheet)
        said.extend(f"sheet “{title}”: {remark}" for remark in extras.remarks())
        only = "" if len(visible) == 1 else title
        pieces.append(Sheet(only, rows_of(shown, sheet, title, extras, options)))
    return Contents("xlsx", VERSION, tuple(pieces), tuple(said))


def _title(sheet: Any) -> str:
    return printable(collapse_space(str(sheet.title)))
