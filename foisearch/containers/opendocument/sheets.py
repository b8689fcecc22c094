"""The rows of an OpenDocument spreadsheet: what is repeated is written out, within bounds.

What is hidden is counted and not read, as in a workbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from foisearch.containers.contents import Row
from foisearch.containers.opendocument.lists import whole
from foisearch.text import strip_controls

WIDEST = 1000
"""Columns of a row; sheets say "the rest of the 16,384 columns is empty" in one cell."""
MOST_ROWS = 1_000_000
MOST_CELLS = 20_000_000
_GROUPS = frozenset(("table-header-rows", "table-rows", "table-row-group"))


@dataclass(slots=True)
class SheetRead:
    """The filled rows of a sheet that are shown; ``errors`` say what was not read for its size,
    ``hidden`` what is hidden and holds something, empty for nothing."""

    rows: list[Row] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    hidden: str = ""


def hidden_sheets(tree: Element) -> frozenset[str]:
    """The styles of sheets that are hidden."""
    return frozenset(
        style.get("name", "")
        for style in tree.iter("style")
        if style.find("table-properties[@display='false']") is not None
    )


def rows_of(table: Element) -> SheetRead:
    """The rows of a sheet, those that are hidden and blank ones left out."""
    found = SheetRead()
    columns = _hidden_columns(table)
    number = cells = hidden_rows = beyond = 0
    in_hidden: set[int] = set()
    for element in _rows(table):
        repeated = whole(element.get("number-rows-repeated", ""), 1)
        texts, more = _cells(element)
        number += 1
        beyond += more
        if texts and element.get("visibility", "visible") != "visible":
            hidden_rows += repeated
            texts = ()
        in_hidden |= {at for at in columns if at < len(texts) and texts[at]}
        texts = tuple("" if at in columns else text for at, text in enumerate(texts))
        for copy in range(repeated if any(texts) else 0):
            cells += len(texts)
            if len(found.rows) >= MOST_ROWS or cells > MOST_CELLS:
                said = f"the rows from {number + copy} on are not read: too many"
                found.errors.append(said)
                return found
            found.rows.append(Row(number + copy, texts))
        number += repeated - 1
    if beyond:
        found.errors.append(f"what stands beyond column {WIDEST:,} is not read")
    counts = ((hidden_rows, "row"), (len(in_hidden), "column"))
    found.hidden = " and ".join(f"{n:,} {what}{'s' * (n > 1)}" for n, what in counts if n)
    return found


def _hidden_columns(table: Element) -> set[int]:
    """The columns, from 0, that are hidden."""
    columns: set[int] = set()
    at = 0
    for column in table.iter("table-column"):
        end = min(at + whole(column.get("number-columns-repeated", ""), 1), WIDEST)
        if column.get("visibility", "visible") != "visible":
            columns.update(range(at, end))
        at = end
    return columns


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _cells(row: Element) -> tuple[tuple[str, ...], bool]:
    """The cells up to the last filled one, and whether some stand beyond the widest."""
    cells: list[str] = []
    filled = 0
    beyond = False
    for cell in row:
        if cell.tag not in ("table-cell", "covered-table-cell"):
            continue
        text = _text(cell)
        if len(cells) >= WIDEST:
            beyond = beyond or bool(text)
            continue
        repeated = whole(cell.get("number-columns-repeated", ""), 1)
        cells.extend([text] * min(repeated, WIDEST - len(cells)))
        filled = len(cells) if text else filled
    return tuple(cells[:filled]), beyond


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
