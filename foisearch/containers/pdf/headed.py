"""Tables without rules: a row of labels heads columns, and what stands below keeps to them.

``Ref | Date | Request | Response``: nothing but white parts the columns.  A row begins where two
columns begin a text on one line, below all that stood before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from foisearch.containers.pdf.ordering import taking_turns
from foisearch.containers.pdf.page import Box, Line
from foisearch.containers.pdf.tabled import Rows, Table, cell_text
from foisearch.containers.pdf.wrapping import usual_gap
from foisearch.containers.tables import Label, label_of

OVER = 3.0
"""Points by which a line may reach into the next column."""
MOST_HEADS = 24
"""Lines that are looked at for a row of labels, each of them no longer than:"""
LONGEST_HEAD = 40
MOST_BELOW = 400
"""Lines by which the borders between columns are found."""

Block = Line | Table


@dataclass(slots=True)
class _Columns:
    """The columns, as the places between them; and the rows that stand in them so far."""

    borders: tuple[float, ...]
    turns: bool
    usual: float
    has_refs: bool = False
    rows: list[dict[int, list[Line]]] = field(default_factory=list)
    latest: int = -1

    def column_of(self, line: Line) -> int | None:
        """The column in which a line stands; ``None`` where it crosses from one to the next."""
        inner = self.borders[1:-1]
        if any(line.box.left < x - OVER and line.box.right > x + OVER for x in inner):
            return None
        return sum(line.box.centre > x for x in inner)

    def begins_row(self, line: Line, column: int) -> bool:
        """Whether a line stands below the whole row so far, and begins another."""
        if not self.rows or (len(self.rows) == 1 and _is_head(self.rows[0])):
            return True
        bottom = max(ln.box.bottom for cell in self.rows[-1].values() for ln in cell)
        if line.box.top < bottom - OVER:
            return False
        if not self.turns:
            return column < self.latest
        return line.box.top - bottom > max(self.usual, 0.0) + 0.35 * line.box.height

    def take(self, line: Line, column: int, *, new: bool) -> None:
        """Put a line into its cell."""
        if new:
            self.rows.append({})
        self.rows[-1].setdefault(column, []).append(line)
        self.latest = column

    def table(self) -> Table:
        """The rows as a table."""
        width = len(self.borders) - 1
        rows: Rows = [
            [
                cell_text(row[at], self._right(at), row[at][0].box.left) if at in row else ""
                for at in range(width)
            ]
            for row in self.rows
        ]
        box = _around([line for row in self.rows for cell in row.values() for line in cell])
        whole = Box(self.borders[0], box.top, self.borders[-1], box.bottom)
        return Table(whole, self.borders, rows, headed=True, turns=self.turns)

    def _right(self, column: int) -> float:
        """Where the lines of a column end at most."""
        ends = [ln.box.right for row in self.rows[1:] for ln in row.get(column, ())]
        return max(ends, default=self.borders[column + 1])


def with_headed(
    blocks: Sequence[Block], carried: Table | None, *, ordered: bool = True
) -> list[Block]:
    """The blocks of a page; lines that stand in columns under labels are tables.

    Args:
        blocks: as they were drawn.
        carried: the table that ended the page before, whose columns may go on.
        ordered: whether they were drawn in some order.  Those of OCR were not: it takes a table for
            columns of text, and cells for parts of it.
    """
    result: list[Block] = []
    if carried and not ordered:
        blocks = _by_rows(blocks)
    columns = _carried(blocks, carried, ordered)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        head = _head(blocks, at)
        if head:
            if not ordered:
                below = at + sum(map(len, head))
                blocks = [*blocks[:below], *_by_rows(blocks[below:])]
            _end(columns, result)
            columns = _columns(head, blocks[at + sum(map(len, head)) :], ordered)
            for column, cell in enumerate(head):
                for line in cell:
                    columns.take(line, column, new=not columns.rows)
            at += sum(len(cell) for cell in head)
            continue
        if columns and not (isinstance(block, Line) and _taken(columns, block, blocks[at:])):
            _end(columns, result)
            columns = None
        if not columns:
            result.append(block)
        at += 1
    _end(columns, result)
    return result


def _by_rows(blocks: Sequence[Block]) -> list[Block]:
    """The lines from the top down, those beside one another from left to right."""
    lines = sorted((b for b in blocks if isinstance(b, Line)), key=lambda line: line.box.middle)
    if len(lines) < len(blocks):
        return list(blocks)
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.box.beside(rows[-1][0].box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.box.left)]


def _taken(columns: _Columns, line: Line, rest: Sequence[Block]) -> bool:
    """Whether the line stands in the table; it is then put there."""
    column = columns.column_of(line)
    if column is None:
        return False
    new = columns.begins_row(line, column)
    alone = new and not column and not columns.has_refs
    if alone and not _has_partner(columns, line, column, rest):
        return False
    columns.take(line, column, new=new)
    return True


def _has_partner(columns: _Columns, line: Line, column: int, rest: Sequence[Block]) -> bool:
    """Whether a text of another column stands beside a line."""
    return any(
        isinstance(other, Line)
        and other.box.beside(line.box)
        and columns.column_of(other) not in (None, column)
        for other in rest[1:]
    )


def _end(columns: _Columns | None, result: list[Block]) -> None:
    """Add the table that has come to its end; a head without a body is no table."""
    if columns is None or not columns.rows:
        return
    if len(columns.rows) > 1 or not _is_head(columns.rows[0]):
        result.append(columns.table())
        return
    result.extend(line for cell in columns.rows[0].values() for line in cell)


def _is_head(row: dict[int, list[Line]]) -> bool:
    return all(_label(cell) for cell in row.values())


def _label(cell: Sequence[Line]) -> Label | None:
    """What the lines of a head's cell label."""
    return label_of(" ".join(line.text for line in cell)) if cell[0].text[:1].isupper() else None


def _head(blocks: Sequence[Block], at: int) -> list[list[Line]]:
    """The labels that stand beside one another from here on, if they head texts."""
    head: list[list[Line]] = []
    for block in blocks[at : at + MOST_HEADS]:
        if not isinstance(block, Line) or len(block.text) > LONGEST_HEAD:
            break
        if not head and not block.text[:1].isupper():
            break
        last = head[-1][-1].box if head else None
        if last is None or (block.box.left > last.right and _level(head, block)):
            head.append([block])
        elif last.above(block.box) and block.box.top - last.bottom < 0.5 * last.height:
            head[-1].append(block)
        else:
            break
    while head and not _label(head[-1]):
        head.pop()
    labels = [_label(cell) for cell in head]
    texts = {Label.REQUEST, Label.RESPONSE} & set(labels)
    told = len(texts) == 2 or (texts and Label.REFERENCE in labels)
    return head if told and all(labels) else []


def _level(head: Sequence[Sequence[Line]], line: Line) -> bool:
    """Whether a line stands on the height of one of the head's first lines."""
    return any(line.box.beside(other.box) for cell in head for other in cell)


def _columns(head: Sequence[Sequence[Line]], below: Sequence[Block], ordered: bool) -> _Columns:
    """The columns under a head: parted where fewest lines below cross."""
    lines = [block for block in below[:MOST_BELOW] if isinstance(block, Line)]
    boxes = [_around(cell) for cell in head]
    borders = [min(boxes[0].left, *(line.box.left for line in lines), boxes[0].left)]
    borders.extend(_border(left, right, lines) for left, right in pairwise(boxes))
    borders.append(max(box.right for box in (*boxes, *(line.box for line in lines))))
    refs = any(_label(cell) is Label.REFERENCE for cell in head)
    turns = not ordered or taking_turns(lines)
    return _Columns(tuple(borders), turns, usual_gap(lines), refs)


def _around(lines: Sequence[Line]) -> Box:
    """The place of all of them."""
    box = lines[0].box
    for line in lines[1:]:
        box = box.around(line.box)
    return box


def _border(left: Box, right: Box, lines: Sequence[Line]) -> float:
    """The place between two heads that fewest lines cross, as near to the right one as may be."""
    edges = {line.box.left for line in lines if left.right < line.box.left <= right.left}
    places = sorted({right.left, *edges}, reverse=True)[:40]
    return min(
        (place - 1.0 for place in places),
        key=lambda x: sum(ln.box.left < x - OVER and ln.box.right > x + OVER for ln in lines),
    )


def _carried(blocks: Sequence[Block], carried: Table | None, ordered: bool) -> _Columns | None:
    """The columns of the page before, if this one goes on with them."""
    if carried is None or not carried.headed or _head(blocks, 0):
        return None
    lines = [block for block in blocks if isinstance(block, Line)]
    labels = {label_of(cell) for cell in carried.rows[0]}
    turns = not ordered or taking_turns(lines)
    columns = _Columns(carried.columns, turns, usual_gap(lines), Label.REFERENCE in labels)
    first = lines[0] if lines else None
    if first is None or first is not blocks[0]:
        return None
    column = columns.column_of(first)
    goes = column is not None and (column or _has_partner(columns, first, column, blocks))
    return columns if goes else None
