"""Plain text for pipes and files: no colour, no markers and no wrapping; grep sees whole lines."""

from __future__ import annotations

from collections.abc import Iterable

from foisearch.render.answers import Answer
from foisearch.render.layout import Block, Pair, Table
from foisearch.render.people import blocks
from foisearch.render.terminal import Terminal
from foisearch.text import collapse_space, strip_controls


def write(answer: Answer, terminal: Terminal) -> None:
    """Write an answer as plain text."""
    write_blocks(blocks(answer), terminal)


def write_blocks(written: Iterable[Block], terminal: Terminal) -> None:
    """Write blocks one by one."""
    for block in written:
        if isinstance(block, Table):
            for text in table_lines(block):
                terminal.write(text)
        elif isinstance(block, Pair):
            for each in block.one_by_one():
                terminal.write(each.text())
        else:
            terminal.write(block.text())


def table_lines(table: Table) -> list[str]:
    """A table with columns as wide as their widest cell."""
    titles = tuple(column.title for column in table.columns)
    rows = [titles, *(tuple(collapse_space(strip_controls(c)) for c in r) for r in table.rows)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(titles))]
    return [_row(row, widths, table) for row in rows]


def _row(row: tuple[str, ...], widths: list[int], table: Table) -> str:
    cells = (
        cell.rjust(width) if column.right else cell.ljust(width)
        for cell, width, column in zip(row, widths, table.columns, strict=True)
    )
    return "  ".join(cells).rstrip()
