"""The lines of a page that stand in its ruled tables, as rows of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foisearch.containers.pdf.characters import readable
from foisearch.containers.pdf.page import Box, Line, Page
from foisearch.containers.pdf.ruled import RuledGrid
from foisearch.containers.pdf.wrapping import (
    Margin,
    goes_on,
    is_apart,
    is_sentence_end,
    joined,
    usual_gap,
)
from foisearch.text import collapse_space

SAME_COLUMN = 6.0
"""Points by which the columns of a table may differ from page to page."""
FILLED = 0.25
"""Of a table's cells hold text; a drawing's rules make cells as well."""

_ITEM = re.compile(r"^(?:[•●▪◦–-]|\(?(?:\d{1,2}|[a-z])[.)])\s", re.M)
_BULLET = re.compile(r"[•●▪◦–-]\s")

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page; it stands among the lines as one block.

    ``headed`` tells that its columns were told by their heads, and not by rules; ``turns`` that
    they were drawn line by line in turn, so that its rows were told by the white between them.
    """

    box: Box
    columns: tuple[float, ...]
    rows: Rows
    text: str = ""
    headed: bool = False
    turns: bool = False

    def follows(self, other: Table) -> bool:
        """Whether it goes on with the table that ended the page before.

        It has the same columns; or, since scans lie askew, it repeats its head.
        """
        if self.headed != other.headed:
            return False
        if self.headed and self.turns and other.rows and _same(self.rows[0], other.rows[0]):
            return True
        return same_columns(self.columns, other.columns, inner=self.headed)


def same_columns(first: Sequence[float], second: Sequence[float], *, inner: bool = False) -> bool:
    """Whether columns are as wide as others; with ``inner`` the outermost borders do not count."""
    if len(first) != len(second):
        return False
    shift = 0.0 if inner else first[0] - second[0]
    pairs = list(zip(first, second, strict=True))
    return all(abs(a - b - shift) <= SAME_COLUMN for a, b in (pairs[1:-1] if inner else pairs))


def blocks_of(page: Page, carried: Table | None) -> list[Line | Table]:
    """The page's lines; those of a table replaced by it, where the first of them was drawn.

    ``carried`` is the table that ended the page before.
    """
    blocks: list[Line | Table] = list(page.lines)
    # A table inside a cell of another is the smaller one.
    for grid in sorted(page.grids, key=lambda g: g.columns[-1] - g.columns[0]):
        carries = carried is not None and same_columns(grid.columns, carried.columns)
        blocks = _with_table(blocks, grid, 1 if carries else 2)
    return blocks


def _with_table(blocks: list[Line | Table], grid: RuledGrid, fewest: int) -> list[Line | Table]:
    """The blocks with the table among them, if ``fewest`` of its columns or more hold text."""
    inside: dict[tuple[int, int], list[Line]] = {}
    for block in blocks:
        if isinstance(block, Line) and (cell := _cell(grid, block.box)):
            inside.setdefault(cell, []).append(block)
    fields = {cell for row in grid.cells for cell in row}
    if len({column for _, column in inside}) < fewest or len(inside) < FILLED * len(fields):
        return blocks
    taken = {id(line) for lines in inside.values() for line in lines}
    table = Table(
        Box(grid.columns[0], grid.rows[0], grid.columns[-1], grid.rows[-1]),
        grid.columns,
        _rows(grid, inside),
    )
    first = next(at for at, block in enumerate(blocks) if id(block) in taken)
    kept = [block for block in blocks[first:] if id(block) not in taken]
    return [*blocks[:first], table, *kept]


def _cell(grid: RuledGrid, box: Box) -> tuple[int, int] | None:
    return grid.cell_at(box.centre, box.middle)


def _rows(grid: RuledGrid, inside: dict[tuple[int, int], list[Line]]) -> Rows:
    """The rows that hold anything, each with all columns."""
    rows: Rows = []
    for row in range(len(grid.rows) - 1):
        cells = [
            cell_text(inside[row, column], grid.right_of((row, column)), grid.columns[column])
            if (row, column) in inside
            else ""
            for column in range(len(grid.columns) - 1)
        ]
        if any(cells):
            rows.append(cells)
    return rows


def cell_text(lines: Sequence[Line], right: float, left: float) -> str:
    """A cell's text, a line for each paragraph."""
    padding = max(min(line.box.left for line in lines) - left, 0.0)
    limit = Margin(right - min(padding, 10.0), True)
    usual = usual_gap(lines)
    paragraphs: list[str] = []
    last: Line | None = None
    for line in lines:
        line = as_read(line)
        if last is not None and last.box.beside(line.box) and line.box.left >= last.box.right - 2:
            paragraphs[-1] += f" {line.text}"
        elif last is not None and not is_apart(last, line, usual) and goes_on(last, line, limit):
            paragraphs[-1] = joined(paragraphs[-1], line.text, broken=last.broken)
        else:
            paragraphs.append(line.text)
        last = line
    return "\n".join(paragraphs)


def as_read(line: Line) -> Line:
    """The line with its letters as they are read."""
    text = readable(line.text)
    return line if text == line.text else replace(line, text=text)


def extend(rows: Rows, more: Rows) -> int:
    """Add to the rows of a table those of the next page.

    Headings that are repeated are left out; a row that the page's end cut in two is one again.

    Returns:
        the number of rows before the first that begins on the new page.
    """
    repeated = 0
    while repeated < min(len(rows), len(more), 3) and _same(rows[repeated], more[repeated]):
        repeated += 1
    more = more[repeated:]
    if rows and more and _is_rest(rows[-1], more[0]):
        pairs = zip(rows[-1], more[0], strict=False)
        rows[-1] = [_joined_cells(upper, lower) for upper, lower in pairs]
        more = more[1:]
    before = len(rows)
    rows.extend(more)
    return before


def _same(first: Sequence[str], second: Sequence[str]) -> bool:
    return [collapse_space(cell) for cell in first] == [collapse_space(cell) for cell in second]


def _is_rest(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row goes on with the one above: its first cell is empty, or goes on with a list.

    Or a sentence of any cell is open.
    """
    if not lower[0] and upper[0]:
        return True
    marked = len(_ITEM.findall(upper[0]))
    if marked and (_BULLET.match(lower[0]) or (marked > 1 and _ITEM.match(lower[0]))):
        return True
    return any(
        below[:1].islower() and above and not is_sentence_end(above)
        for above, below in zip(upper, lower, strict=False)
    )


def _joined_cells(upper: str, lower: str) -> str:
    if not upper or not lower:
        return upper or lower
    goes = lower[0].islower() and not is_sentence_end(upper)
    return f"{upper} {lower}" if goes else f"{upper}\n{lower}"
