"""Pages to text: paragraphs on one line each, tables as rows, and the line at which a page begins.

A sentence that goes on over the end of a page is not broken there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foisearch.containers.pdf.characters import readable
from foisearch.containers.pdf.headed import with_headed
from foisearch.containers.pdf.ordering import Order, in_order
from foisearch.containers.pdf.page import Line, Page
from foisearch.containers.pdf.tabled import Rows, Table, as_read, blocks_of, extend
from foisearch.containers.pdf.wrapping import (
    Margin,
    goes_on,
    is_label,
    is_sentence_end,
    joined,
    mend_hyphens,
    parted,
    surest,
    usual_gap,
)
from foisearch.containers.source import Grid
from foisearch.containers.tables import lines_of

Block = Line | Table
MOST_CELLS = 12
"""Texts beside one another that are looked at as one row."""
FARTHEST = 2_000
"""Lines within which the row is looked for with which a page begins."""
NEAR_LEFT = 40.0
"""Points within which lines begin that have one right margin."""


@dataclass(slots=True)
class _Pending:
    """A table that may go on on the next page.

    ``starts`` holds its later pages and the number of rows before the first that begins there.
    """

    table: Table
    rows: Rows
    starts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def head(self) -> Table:
        """The table as it ended the last page, with the first row of all."""
        return replace(self.table, rows=self.rows)


@dataclass(slots=True)
class Writer:
    """The text so far.  ``pages`` holds for each page the line, from 1, at which it begins.

    ``by_place`` lists the pages whose order was found by place; ``flowing`` says that every line
    is a paragraph.
    """

    lines: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    by_place: list[int] = field(default_factory=list)
    flowing: bool = True
    _last: Line | None = None
    _margin: Margin = Margin(0.0, False)  # noqa: RUF009
    _pending: _Pending | None = None
    _in_row: bool = False

    def add(self, page: Page) -> None:
        """Write a page below the ones before it."""
        if not page.placed:
            self._add_plain(page)
            return
        carried = self._pending.head if self._pending else None
        blocks, order = in_order(
            with_headed(blocks_of(page, carried), carried, ordered=not page.unseen)
        )
        turns = any(isinstance(block, Table) and block.turns for block in blocks)
        if order is Order.BY_PLACE or turns:
            self.by_place.append(page.number)
        begun = False
        body = [block for block in blocks if isinstance(block, Line)]
        for run in _runs(blocks):
            if isinstance(run, Table):
                if begun or not self._continues_table(run, page.number):
                    self._flush()
                    self._begin(page.number)
                    self._pending = _Pending(run, run.rows)
            else:
                self._flush()
                self._add_run(run, body, page.number)
            begun = True
        if self._pending is None:
            self._begin(page.number)

    def finish(self, count: int) -> list[str]:
        """All lines of so many pages, words that line ends had parted whole again."""
        self._flush()
        self._begin(count)
        self.grids = [
            replace(grid, rows=tuple(tuple(mend_hyphens(row)) for row in grid.rows))
            for grid in self.grids
        ]
        return mend_hyphens(self.lines)

    def _begin(self, number: int) -> None:
        """Say that this page begins with the next line, if it has not begun."""
        while len(self.pages) < number:
            self.pages.append(len(self.lines) + 1)

    def _add_run(self, run: Sequence[Line], body: Sequence[Line], number: int) -> None:
        """Write lines that stand below one another; ``body`` are all lines of the page."""
        begun = False
        for part in parted(run, usual_gap(run)):
            limit = surest(part, _aligned(run, part[0]), _aligned(body, part[0]))
            for position, line in enumerate(part):
                line = as_read(line)
                if not line.text.strip():
                    continue
                if position and self._last is not None:
                    self._below(self._last, line, limit)
                elif begun:
                    self.lines.extend(("", line.text))
                else:
                    self._first(line, number)
                self._begin(number)
                self._last, begun = line, True
            self._margin = limit

    def _first(self, line: Line, number: int) -> None:
        """Write the first line of a page or a column."""
        last = self._last
        if last is not None and _same_paragraph(last, line, self._margin):
            self._join(last, line)
        else:
            self._blank(last is not None and _may_go_on(last, line))
            self._begin(number)
            self.lines.append(line.text)

    def _below(self, last: Line, line: Line, limit: Margin) -> None:
        """Write a line that stands below or beside the last one."""
        if last.box.beside(line.box) and line.box.left > last.box.left:
            gap = (line.box.left - last.box.right) / max(last.box.height, 1.0)
            if gap > 1.0 and _is_cell(last, line):
                self.lines.append(line.text)
            else:
                self.lines[-1] += line.text if -0.3 < gap < 0.15 else f" {line.text}"
                self._in_row = self._in_row or gap > 1.0
            return
        if goes_on(last, line, limit) and not self._in_row:
            self._join(last, line)
        else:
            self.lines.append(line.text)
        self._in_row = False

    def _join(self, last: Line, line: Line) -> None:
        self.lines[-1] = joined(self.lines[-1], line.text, broken=last.broken)

    def _blank(self, may_go_on: bool) -> None:
        """An empty line, but not inside a sentence."""
        if self.lines and self.lines[-1] and not may_go_on:
            self.lines.append("")

    def _continues_table(self, table: Table, number: int) -> bool:
        """Whether the page goes on with the last one's table; its rows are then taken over."""
        pending = self._pending
        if pending is None or not table.follows(pending.head):
            return False
        pending.starts.append((number, extend(pending.rows, table.rows)))
        pending.table = table
        return True

    def _flush(self) -> None:
        """Write the table that is waiting."""
        pending, self._pending = self._pending, None
        if pending is None:
            return
        self._blank(False)
        written = lines_of(pending.rows)
        while written and not written[0]:
            written.pop(0)
        base = len(self.lines)
        self.lines.extend(written)
        at = 0
        for number, start in pending.starts:
            row = pending.rows[start] if start < len(pending.rows) else []
            at = _find(written, row, at)
            while len(self.pages) < number:
                self.pages.append(base + at + 1)
        if written:
            rows = tuple(tuple(row) for row in pending.rows)
            self.grids.append(Grid(base + 1, base + len(written), rows))
        self._last = None

    def _add_plain(self, page: Page) -> None:
        """Write a page of which only the words are known."""
        self.flowing = False
        self._flush()
        for line in page.lines:
            text = readable(line.text)
            if len(self.pages) < page.number:
                last = next((ln for ln in reversed(self.lines) if ln), "")
                self._blank(text[:1].islower() and not is_sentence_end(last))
                self._begin(page.number)
            self.lines.append(text)
        self._begin(page.number)
        self._last = None


def _runs(blocks: Sequence[Block]) -> list[Table | list[Line]]:
    """The blocks in runs of lines that stand below or beside one another, and tables."""
    runs: list[Table | list[Line]] = []
    for block in blocks:
        last = runs[-1] if runs else None
        if isinstance(block, Table):
            runs.append(block)
        elif isinstance(last, list) and _is_next(last, block):
            last.append(block)
        else:
            runs.append([block])
    return runs


def _is_next(run: Sequence[Line], line: Line) -> bool:
    """Whether a line stands below or beside the last ones of a run."""
    last, box = run[-1].box, line.box
    if last.beside(box):
        return box.left > last.left
    if box.top <= last.top:
        return False
    if box.left < last.right and box.right > last.left:
        return True
    row = [other.box for other in run[-MOST_CELLS:] if other.box.beside(last)]
    return any(box.left < other.right and box.right > other.left for other in row)


def _aligned(lines: Sequence[Line], first: Line) -> list[Line]:
    """Those of the lines that begin about as far right as the first one of a paragraph."""
    return [line for line in lines if abs(line.box.left - first.box.left) < NEAR_LEFT]


def _same_paragraph(last: Line, line: Line, limit: Margin) -> bool:
    """Whether a sentence goes on on the next page or in the next column."""
    if is_sentence_end(last.text) or abs(last.box.left - line.box.left) > 4 * line.box.height:
        return False
    return goes_on(last, line, limit)


def _may_go_on(last: Line, line: Line) -> bool:
    return line.text[:1].islower() and not is_sentence_end(last.text)


def _is_cell(last: Line, line: Line) -> bool:
    """Whether two texts on one line are two texts: labels, or sentences of two columns."""
    if is_label(last.text) and is_label(line.text):
        return True
    if is_sentence_end(last.text) and not last.text.endswith(":"):
        return line.text[:1].isupper() and len(line.text.split()) > 2
    return len(last.text.split()) >= 5 and len(line.text.split()) >= 5


def _find(written: Sequence[str], row: Sequence[str], start: int) -> int:
    """The line, from ``start`` on, on which a row begins; ``start`` where it is not found."""
    words = next((cell.partition("\n")[0][:30] for cell in row if cell), "")
    if words:
        for at in range(start, min(start + FARTHEST, len(written))):
            if words in written[at]:
                return at
    return start
