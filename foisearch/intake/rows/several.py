"""Several tables on one sheet: below one another, each with its header, or beside one another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from foisearch.containers.contents import Row
from foisearch.intake.report import Trouble
from foisearch.intake.rows.columns import COLUMNS, LONGEST_NAME, SAYS_WHAT, named, says_only_when
from foisearch.intake.rows.guessing import by_names
from foisearch.text import collapse_space, fold

_SURE = 0.6
_FEWEST = 3
_FEWEST_BESIDE = 2


class Rows:
    """The rows of a sheet, some of which may be given back."""

    def __init__(self, rows: Iterable[Row | Trouble]) -> None:
        self._source = iter(rows)
        self._waiting: deque[Row | Trouble] = deque()

    def __iter__(self) -> Iterator[Row | Trouble]:
        return self

    def __next__(self) -> Row | Trouble:
        return self._waiting.popleft() if self._waiting else next(self._source)

    def give_back(self, rows: Sequence[Row | Trouble]) -> None:
        """Let these rows come again, before all others."""
        self._waiting.extendleft(reversed(rows))

    def until_header(self, of: Sequence[Row]) -> Iterator[Row | Trouble]:
        """The rows up to the header of another table, which is still to come.

        Args:
            of: the rows of this table's own header, which may be repeated.
        """
        own = {key_of(row) for row in of}
        for row in self:
            if isinstance(row, Row) and heads_a_log(row) and key_of(row) not in own:
                self.give_back([row])
                return
            yield row

    def unfold(self, width: int, step: int) -> None:
        """From here on give tables that stand beside one another as one below the other.

        Args:
            width: columns of each.
            step: columns from the beginning of one to that of the next.
        """
        waiting, self._waiting = self._waiting, deque()
        self._source = _unfolded(_after(waiting, self._source), width, step)


def _after(
    first: Iterable[Row | Trouble], rest: Iterator[Row | Trouble]
) -> Iterator[Row | Trouble]:
    yield from first
    yield from rest


def _unfolded(rows: Iterator[Row | Trouble], width: int, step: int) -> Iterator[Row | Trouble]:
    for row in rows:
        if isinstance(row, Trouble):
            yield row
            continue
        for at in range(0, len(row.cells), step):
            # What stands in a gap, or beyond the last table, is no cell of any: it is kept.
            cells = row.cells[at : at + step]
            if any(cells):
                yield Row(row.number, cells, row.odd)


def key_of(row: Row) -> tuple[str, ...]:
    """What tells a row from others, whatever its spaces and capitals."""
    return tuple(fold(collapse_space(cell)) for cell in row.cells if cell.strip())


def heads_a_log(row: Row) -> bool:
    """Whether every cell of a row names a column, and together they are those of a log."""
    filled = [collapse_space(cell) for cell in row.cells if cell.strip()]
    if len(filled) < _FEWEST or any(len(name) > LONGEST_NAME for name in filled):
        return False
    if not all(says_only_when(n) or max(named(n).values(), default=0.0) >= _SURE for n in filled):
        return False
    told = {*by_names(filled).fields} & {*COLUMNS}
    return bool(told & SAYS_WHAT) and len(told) >= _FEWEST


def side_by_side(names: Sequence[str]) -> tuple[int, int] | None:
    """The width of tables of the same columns beside one another, and their step."""
    keys = [fold(collapse_space(name)) for name in names]
    for width in range(_FEWEST_BESIDE, len(keys) // 2 + 1):
        for step in (width, width + 1):
            pieces = [keys[at : at + step] for at in range(0, len(keys), step)]
            tables = {tuple(piece[:width]) for piece in pieces}
            gaps = any(name for piece in pieces for name in piece[width:])
            if len(pieces) > 1 and len(tables) == 1 and not gaps and all(next(iter(tables))):
                return width, step
    return None
