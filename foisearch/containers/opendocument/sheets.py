"""The rows of an OpenDocument spreadsheet: what is repeated is written out, within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from foisearch.containers.contents import Row
from foisearch.containers.opendocument.lists import whole
from foisearch.text import strip_controls

WIDEST = 1000
"""Columns of a row; sheets say "the rest of the 16,384 columns is empty" in one cell."""
MOST_ROWS = 1_000_000
MOST_CELLS = 20_000_000
_GROUPS = frozenset(("table-header-rows", "table-rows", "table-row-group"))


def rows_of(table: Element) -> tuple[tuple[Row, ...], str]:
    """The filled rows of a sheet, and what was not read, empty where all was."""
    rows: list[Row] = []
    number = cells = 0
    for element in _rows(table):
        repeated = whole(element.get("number-rows-repeated", ""), 1)
        found = _cells(element)
        number += 1
        if found:
            for copy in range(repeated):
                cells += len(found)
                if len(rows) >= MOST_ROWS or cells > MOST_CELLS:
                    return tuple(rows), f"the rows from {number + copy} on are not read: too many"
                rows.append(Row(number + copy, found))
        number += repeated - 1
    return tuple(rows), ""


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _cells(row: Element) -> tuple[str, ...]:
    """The cells up to the last filled one."""
    cells: list[str] = []
    filled = 0
    for cell in row:
        if cell.tag not in ("table-cell", "covered-table-cell") or len(cells) >= WIDEST:
            continue
        text = _text(cell)
        repeated = whole(cell.get("number-columns-repeated", ""), 1)
        cells.extend([text] * min(repeated, WIDEST - len(cells)))
        filled = len(cells) if text else filled
    return tuple(cells[:filled])


def _text(cell: Element) -> str:
    """A cell as it is shown; dates as ``2024-05-03``, since what is shown may be ambiguous."""
    if cell.get("value-type") == "date" and cell.get("date-value"):
        return strip_controls(cell.get("date-value", "")[:10])
    paragraphs = ("".join(_pieces(p)) for p in cell if p.tag == "p")
    return strip_controls("\n".join(" ".join(text.split()) for text in paragraphs)).strip()


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in ("s", "line-break"):
            yield " "
        elif child.tag != "annotation":
            yield from _pieces(child)
        yield child.tail or ""
