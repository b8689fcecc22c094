"""Ruled tables: the lines that are drawn on a page, put together to cells.

Rules are first snapped and joined, since what looks like one line is often drawn as many.  Those
that touch make a grid; where the rule between two fields of it is missing, they are one cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

NEAR = 3.0
"""Points within which two rules are one, or touch."""
SHORTEST = 8.0
"""Points below which a stroke is no rule."""
MOST_STROKES = 5_000
"""A page with more is a drawing or a map; they are not looked at."""
MOST_RULES = 600
"""Nor are tables made of more, joined ones counted."""
MOST_FIELDS = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke: at which height (or how far right), from where to where, in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """A ruled table: where its rules stand, and which fields of the raster are one cell.

    ``columns`` and ``rows`` are the places of the rules, one more than there are columns and rows.
    ``cells[row][column]`` is the field (row, column) at the top left of the cell that it is part
    of.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]

    def cell_at(self, across: float, down: float) -> tuple[int, int] | None:
        """The cell in which a point lies, as (row, column)."""
        column = bisect_right(self.columns, across) - 1
        row = bisect_right(self.rows, down) - 1
        inside = 0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1
        return self.cells[row][column] if inside else None

    def cuts(self, left: float, right: float, down: float) -> list[float]:
        """Where the borders of cells cross a line of text, from left to right."""
        row = bisect_right(self.rows, down) - 1
        if not 0 <= row < len(self.rows) - 1:
            return []
        inner = range(1, len(self.columns) - 1)
        owners = self.cells[row]
        borders = [self.columns[at] for at in inner if owners[at] != owners[at - 1]]
        edges = [self.columns[0], *borders, self.columns[-1]]
        return [edge for edge in edges if left + 1 < edge < right - 1]

    def right_of(self, cell: tuple[int, int]) -> float:
        """Where a cell ends on its right."""
        row, column = cell
        while column < len(self.columns) - 2 and self.cells[row][column + 1] == cell:
            column += 1
        return self.columns[column + 1]


def grids_of(across: Iterable[Rule], down: Iterable[Rule]) -> tuple[RuledGrid, ...]:
    """The tables of two columns or more that horizontal and vertical rules make."""
    level, upright = joined(across), joined(down)
    if not level or not upright or len(level) + len(upright) > MOST_RULES:
        return ()
    grids = [_grid(*group) for group in _touching(level, upright)]
    return tuple(grid for grid in grids if grid is not None)


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, those at nearly one place brought to it, and those that touch made one."""
    snapped: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.start)):
        if snapped and rule.at - snapped[-1][0].at <= NEAR:
            snapped[-1].append(rule)
        else:
            snapped.append([rule])
    result: list[Rule] = []
    for group in snapped:
        at = sum(rule.at for rule in group) / len(group)
        start, end = group[0].start, group[0].end
        for rule in sorted(group, key=lambda r: r.start):
            if rule.start > end + NEAR:
                result.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            else:
                start, end = min(start, rule.start), max(end, rule.end)
        result.append(Rule(at, start, end))
    return [rule for rule in result if rule.end - rule.start >= SHORTEST]


def _touching(
    level: Sequence[Rule], upright: Sequence[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules in groups that hang together."""
    group_of = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = index = group_of[group_of[index]]
        return index

    for i, flat in enumerate(level):
        for j, post in enumerate(upright, len(level)):
            if _cross(flat, post):
                group_of[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate((*level, *upright)):
        groups.setdefault(root(index), ([], []))[index >= len(level)].append(rule)
    return list(groups.values())


def _cross(flat: Rule, post: Rule) -> bool:
    return (
        flat.start - NEAR <= post.at <= flat.end + NEAR
        and post.start - NEAR <= flat.at <= post.end + NEAR
    )


def _grid(level: list[Rule], upright: list[Rule]) -> RuledGrid | None:
    """The grid of rules that hang together; ``None`` where they make less than two columns."""
    if not level or not upright:
        return None
    rows = _with_ends(level, upright)
    columns = _with_ends(upright, level)
    if len(rows) < 2 or len(columns) < 3 or len(rows) * len(columns) > MOST_FIELDS:
        return None
    return RuledGrid(tuple(columns), tuple(rows), _cells(columns, rows, level, upright))


def _with_ends(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[float]:
    """The places of the rules, and the ends of those that cross them where they reach further.

    A table that goes on on the next page has no last rule, many have none at their sides.
    """
    places = sorted({rule.at for rule in rules})
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    before = [first] if first < places[0] - SHORTEST else []
    return [*before, *places, *([last] if last > places[-1] + SHORTEST else [])]


def _cells(
    columns: list[float], rows: list[float], level: list[Rule], upright: list[Rule]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each field the one at the top left of its cell: missing rules join fields."""
    posts, flats = _by_place(upright), _by_place(level)
    owners: list[list[tuple[int, int]]] = []
    for row, (top, bottom) in enumerate(pairwise(rows)):
        line: list[tuple[int, int]] = []
        for column, (left, right) in enumerate(pairwise(columns)):
            owner = (row, column)
            if column and not _covered(posts.get(left, ()), top, bottom):
                owner = line[column - 1]
            elif row and not _covered(flats.get(top, ()), left, right):
                owner = owners[row - 1][column]
            line.append(owner)
        owners.append(line)
    return tuple(tuple(line) for line in owners)


def _by_place(rules: Iterable[Rule]) -> dict[float, list[Rule]]:
    found: dict[float, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.at, []).append(rule)
    return found


def _covered(rules: Sequence[Rule], start: float, end: float) -> bool:
    """Whether one of the rules runs beside most of the way from ``start`` to ``end``."""
    need = 0.6 * (end - start)
    return any(min(rule.end, end) - max(rule.start, start) >= need for rule in rules)
