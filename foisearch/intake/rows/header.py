"""Where the header of a log stands: below a title, on one row or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from foisearch.authorities import Authorities
from foisearch.containers.contents import Row
from foisearch.intake.rows.columns import COLUMNS, LONGEST_NAME, SAYS_WHAT, named, says_only_when
from foisearch.intake.rows.content import MOST_CELLS, Profile, profile
from foisearch.intake.rows.guessing import (
    by_names,
    by_names_and_content,
    is_ready_made,
    ready_made,
)
from foisearch.intake.rows.reading import Reading
from foisearch.intake.rows.several import heads_a_log
from foisearch.text import collapse_space

DEEPEST = 40
"""Rows above a header that are looked through."""
_TALLEST = 4
_SURE = 0.75


@dataclass(frozen=True, slots=True)
class Header:
    """The rows ``first`` to ``last`` (places in the sample), and how what is below them is read."""

    first: int
    last: int
    reading: Reading


def find_header(
    rows: Sequence[Row], authorities: Authorities, given: Sequence[tuple[str, str]] = ()
) -> Header | None:
    """The header among the first rows of a table, ``None`` where the table is no log."""
    first = next((at for at, row in enumerate(rows) if any(c.strip() for c in row.cells)), None)
    if first is None:
        return None
    names = _trimmed([collapse_space(cell) for cell in rows[first].cells])
    if is_ready_made(names):
        return Header(first, first, ready_made(names))
    best, found = 0.0, None
    for at in range(first, min(len(rows), first + DEEPEST)):
        for tall in range(1, _TALLEST + 1):
            block = rows[at : at + tall]
            if len(block) < tall or (tall > 1 and not _short(block[-1])):
                break
            if tall > 1 and heads_a_log(block[-1]):
                break  # it needs no row above it: that is a title
            joined = _joined(block)
            worth = _worth(joined, given)
            # A taller header has to be better, not as good: it may have swallowed a row.
            if worth > best + 0.01:
                best, found = worth, (at, at + tall - 1, joined)
        if found and heads_a_log(rows[found[1]]):
            break  # what looks better below may be the header of another table
    if found is None:
        return _by_content(rows, first, authorities, given)
    top, bottom, joined = found
    below = takewhile(lambda row: not heads_a_log(row), rows[bottom + 1 :])
    reading = _read(joined, [*below], authorities, given)
    return Header(top, bottom, reading) if reading.is_log() else None


def _by_content(
    rows: Sequence[Row], first: int, authorities: Authorities, given: Sequence[tuple[str, str]]
) -> Header | None:
    """A header whose names do not tell, above columns whose cells do."""
    names = _joined(rows[first : first + 1])
    if len([name for name in names if name]) < 3 or not _short(rows[first]):
        return None
    reading = _read(names, rows[first + 1 :], authorities, given)
    told = {"ref", "received", "responded"} & set(reading.fields)
    return Header(first, first, reading) if told and reading.is_log() else None


def _read(
    names: Sequence[str],
    below: Sequence[Row],
    authorities: Authorities,
    given: Sequence[tuple[str, str]],
) -> Reading:
    width = max([len(names), *(len(_trimmed(row.cells)) for row in below)])
    names = [*names, *[""] * (width - len(names))]
    columns = [[row.cells[at] for row in below if at < len(row.cells)] for at in range(width)]
    profiles = [profile(column) for column in columns]
    bodies = [
        _bodies(column, held, name, authorities)
        for column, held, name in zip(columns, profiles, names, strict=True)
    ]
    return by_names_and_content(names, profiles, bodies, given)


def _bodies(column: Sequence[str], held: Profile, name: str, authorities: Authorities) -> float:
    """The share of the cells that name a known body; only asked where the name suggests it."""
    if "authority" not in named(name) or not held.filled:
        return 0.0
    cells = [cell.strip() for cell in column if cell.strip()][:MOST_CELLS]
    distinct = dict.fromkeys(cells)
    known = {cell for cell in distinct if len(cell) < 200 and authorities.resolve(cell)}
    return sum(cell in known for cell in cells) / len(cells)


def _worth(names: Sequence[str], given: Sequence[tuple[str, str]]) -> float:
    """How much a row looks like the header of a log; 0.0 where it does not."""
    filled = [name for name in names if name]
    if len(filled) < 2 or any(len(name) > LONGEST_NAME for name in filled):
        return 0.0
    reading = by_names(names, given)
    told = set(reading.fields) & {*COLUMNS}
    if not told & SAYS_WHAT or len(told) < 2:
        return 0.0
    strong = [max(named(name).values(), default=0.0) for name in filled]
    if max(strong) < _SURE and not given:
        return 0.0
    dates_only = sum(says_only_when(name) for name in filled)
    # Words that are no names of columns speak against it: a sentence, or a row of data.
    return sum(strong) + 0.5 * dates_only - 0.05 * sum(s == 0 for s in strong)


def _joined(block: Sequence[Row]) -> list[str]:
    width = max(len(row.cells) for row in block)
    names = []
    for at in range(width):
        cells = (collapse_space(row.cells[at]) for row in block if at < len(row.cells))
        names.append(" ".join(dict.fromkeys(cell for cell in cells if cell)))
    return _trimmed(names)


def _trimmed(cells: Sequence[str]) -> list[str]:
    """The cells up to the last that is filled."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _short(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.strip()]
    return bool(filled) and all(len(cell) <= LONGEST_NAME for cell in filled)
