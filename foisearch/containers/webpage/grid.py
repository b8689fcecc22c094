"""A table's cells put in rows and columns, and whether it is a table at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from foisearch.containers.tables import Label, header_of, label_of
from foisearch.containers.webpage.nodes import TEXT, Node
from foisearch.containers.writing import Writer

_WIDEST = 200
"""Columns that a cell may span; a wider one is a slip or an attack."""
_TALLEST = 1000


@dataclass(slots=True)
class Cells:
    """The cells of a table as written, row by row; ``captions`` stand before it."""

    rows: list[list[Writer]] = field(default_factory=list)
    captions: list[Writer] = field(default_factory=list)

    def cells(self) -> list[Writer]:
        """Every cell that says something, in order."""
        return [cell for row in self.rows for cell in row if cell.lines]

    def texts(self) -> list[list[str]]:
        """The cells as text."""
        return [[cell.text() for cell in row] for row in self.rows]

    def links(self) -> list[tuple[str, str]]:
        """Addresses behind words, each with the line of its cell."""
        return [
            (cell.lines[number - 1] if 0 < number <= len(cell.lines) else "", address)
            for row in self.rows
            for cell in row
            for number, address in cell.links
        ]


def arranged(
    nodes: Sequence[Node], at: int, taken: Mapping[int, int], write: Callable[[int], Writer]
) -> Cells:
    """The cells of the table at ``at``, each written once, empty ones where one spans others."""
    table = Cells()
    spans: dict[int, int] = {}
    position, end = at + 1, nodes[at].end
    while position < end:
        node = nodes[position]
        if position in taken:
            position = taken[position]
        elif node.tag in ("thead", "tbody", "tfoot", "tr"):
            if node.tag == "tr":
                table.rows.append([])
                _skip(table.rows[-1], spans)
            position += 1
        elif node.tag in ("td", "th"):
            if not table.rows:
                table.rows.append([])
            _put(table.rows[-1], spans, node, write(position))
            position = node.end
        else:
            if node.words and node.tag != TEXT:
                table.captions.append(write(position))
            position = node.end
    return table


def _put(row: list[Writer], spans: dict[int, int], node: Node, cell: Writer) -> None:
    width = min(_span(node.said("colspan")), _WIDEST)
    height = min(_span(node.said("rowspan")), _TALLEST)
    for column in range(len(row), len(row) + width):
        if height > 1:
            spans[column] = height - 1
    row.append(cell)
    row.extend(Writer() for _ in range(width - 1) if len(row) < _WIDEST)
    _skip(row, spans)


def _skip(row: list[Writer], spans: dict[int, int]) -> None:
    """Leave empty the places into which cells of rows above reach."""
    while spans.get(len(row), 0):
        spans[len(row)] -= 1
        row.append(Writer())


def _span(text: str) -> int:
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else 1


def is_laid_out(nodes: Sequence[Node], at: int, table: Cells) -> bool:
    """Whether the table only places texts beside one another, as old pages do."""
    if nodes[at].said("role") in ("presentation", "none"):
        return True
    if max((sum(bool(cell.lines) for cell in row) for row in table.rows), default=0) < 2:
        return True
    inner = nodes[at + 1 : nodes[at].end]
    blocks = sum(node.tag in ("table", "h1", "h2", "h3", "h4", "form") for node in inner)
    if not blocks:
        return False
    texts = table.texts()
    labels = {label_of(row[0]) for row in texts if row}
    labelled = bool({Label.REQUEST, Label.RESPONSE} & labels) or header_of(texts) is not None
    return not labelled and not any(node.tag == "th" for node in inner)
