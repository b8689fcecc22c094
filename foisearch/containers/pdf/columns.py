"""Reading order by place alone: columns are told by the white between them.

Rows of lines that share white from top to bottom make a band of columns.  Within a band white
that runs across all of it parts rows of a table; each is read column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Protocol, TypeVar

from foisearch.containers.pdf.page import Box

LEAST_GUTTER = 5.0
"""Points of white between two columns."""
ROW_GAP = 0.6
"""White across a band, in heights of a line, that parts two rows of a table."""

Span = tuple[float, float]


class Placed(Protocol):
    """What stands somewhere on a page."""

    @property
    def box(self) -> Box:
        """Where it stands."""


Block = TypeVar("Block", bound=Placed)


def by_place(blocks: Sequence[Block]) -> list[Block]:
    """The blocks from top to bottom, columns of them from left to right."""
    if not blocks:
        return []
    rows = _rows(blocks)
    left = min(block.box.left for block in blocks)
    right = max(block.box.right for block in blocks)
    result: list[Block] = []
    for band, gutters in _bands(rows, left, right):
        result.extend(_by_columns(band, gutters))
    return result


def _rows(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks in rows of those that stand on one line, from left to right."""
    rows: list[list[Block]] = []
    for block in sorted(blocks, key=lambda b: (b.box.middle, b.box.left)):
        if rows and rows[-1][0].box.beside(block.box):
            rows[-1].append(block)
        else:
            rows.append([block])
    return [sorted(row, key=lambda b: b.box.left) for row in rows]


def _bands(
    rows: Sequence[list[Block]], left: float, right: float
) -> list[tuple[list[list[Block]], list[Span]]]:
    """Rows that follow one another and share white, with the white that they share."""
    bands: list[tuple[list[list[Block]], list[Span]]] = []
    band: list[list[Block]] = []
    shared: list[Span] = []
    for row in rows:
        white = _white(row, left, right)
        common = _common(shared, white) if band else white
        if band and bool(common) == bool(shared):
            band.append(row)
            shared = common
        else:
            if band:
                bands.append((band, shared))
            band, shared = [row], white
    if band:
        bands.append((band, shared))
    return bands


def _white(row: Sequence[Block], left: float, right: float) -> list[Span]:
    """Where nothing stands in a row."""
    found: list[Span] = []
    at = left
    for block in row:
        if block.box.left - at >= LEAST_GUTTER:
            found.append((at, block.box.left))
        at = max(at, block.box.right)
    if right - at >= LEAST_GUTTER:
        found.append((at, right))
    return found


def _common(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    """The white that both have."""
    found = []
    for start, end in first:
        for other_start, other_end in second:
            low, high = max(start, other_start), min(end, other_end)
            if high - low >= LEAST_GUTTER:
                found.append((low, high))
    return found


def _by_columns(band: Sequence[list[Block]], gutters: Sequence[Span]) -> list[Block]:
    """A band's blocks: each of its table rows, column by column."""
    middles = [
        (low + high) / 2
        for low, high in gutters
        if any(row[0].box.right <= low + 1 and row[-1].box.left >= high - 1 for row in band)
    ]
    if not middles:
        return [block for row in band for block in row]
    result: list[Block] = []
    for part in _parted(band):
        flat = [block for row in part for block in row]

        def column(block: Block) -> int:
            return sum(block.box.left >= middle for middle in middles)

        for _, found in groupby(sorted(flat, key=column), key=column):
            result.extend(sorted(found, key=lambda b: (b.box.middle, b.box.left)))
    return result


def _parted(band: Sequence[list[Block]]) -> list[list[list[Block]]]:
    """A band cut where white runs across all of it."""
    usual = sorted(
        min(b.box.top for b in lower) - max(b.box.bottom for b in upper)
        for upper, lower in pairwise(band)
    )
    leading = usual[len(usual) // 4] if usual else 0.0
    parts: list[list[list[Block]]] = [[band[0]]]
    floor = max(b.box.bottom for b in band[0])
    for row in band[1:]:
        top = min(b.box.top for b in row)
        height = row[0].box.height
        if top - floor > max(leading, 0.0) + ROW_GAP * height:
            parts.append([])
        parts[-1].append(row)
        floor = max(floor, *(b.box.bottom for b in row))
    return parts
