"""A table's cells, each written apart, before they become rows of text or lines of a letter."""

from __future__ import annotations

from dataclasses import dataclass, field

from foisearch.containers.tables import Label, header_of, label_of
from foisearch.containers.writing import NOTHING, Fragment, Writer

WIDEST = 200
"""Columns that a cell may span; a wider one is a slip or an attack."""
TALLEST = 1000


@dataclass(slots=True)
class Cells:
    """The cells of a table as written, row by row; ``captions`` stand before it."""

    rows: list[list[Fragment]] = field(default_factory=list)
    captions: list[Fragment] = field(default_factory=list)
    _spans: dict[int, int] = field(default_factory=dict)

    def row(self) -> None:
        """Begin a row."""
        self.rows.append([])
        self._skip()

    def put(self, cell: Fragment, width: int = 1, height: int = 1) -> None:
        """Put a cell; the others that it spans stay empty."""
        if not self.rows:
            self.row()
        row = self.rows[-1]
        width = max(1, min(width, WIDEST, WIDEST - len(row)))
        if height > 1:
            for column in range(len(row), len(row) + width):
                self._spans[column] = min(height, TALLEST) - 1
        row.append(cell)
        row.extend([NOTHING] * (width - 1))
        self._skip()

    def _skip(self) -> None:
        """Leave empty the places into which cells of rows above reach."""
        row = self.rows[-1]
        while self._spans.get(len(row), 0):
            self._spans[len(row)] -= 1
            row.append(NOTHING)

    def texts(self) -> list[list[str]]:
        """The cells as text."""
        return [[cell.text for cell in row] for row in self.rows]

    def links(self) -> list[tuple[str, str]]:
        """Addresses behind words, each with the line of its cell."""
        return [
            (cell.lines[number - 1] if 0 < number <= len(cell.lines) else "", address)
            for row in self.rows
            for cell in row
            for number, address in cell.links
        ]

    def labels(self) -> bool:
        """Whether labels of requests and responses head its rows or its columns."""
        texts = self.texts()
        first = {label_of(row[0]) for row in texts if row}
        return bool({Label.REQUEST, Label.RESPONSE} & first) or header_of(texts) is not None

    def write(self, writer: Writer, laid_out: bool = False) -> None:
        """Write the table; where it only places texts beside one another, these one by one."""
        writer.gap()
        for caption in self.captions:
            writer.splice(caption)
        widest = max((sum(bool(cell.lines) for cell in row) for row in self.rows), default=0)
        if laid_out or widest < 2:
            for cell in (cell for row in self.rows for cell in row):
                writer.gap()
                writer.splice(cell)
        else:
            writer.table(self.texts(), links=self.links())
        writer.gap()
