"""One line for each thing: a table as wide as the terminal, or on a pipe as wide as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from foisearch.render.answers import Answer, Found
from foisearch.render.facets import TITLES
from foisearch.render.sheets import Heading, Sheet, sheets
from foisearch.render.terminal import Terminal
from foisearch.render.widths import cell_width, cut
from foisearch.text import collapse_space, strip_controls

Rows = Sequence[tuple[str, ...]]
_GAP = 2
_COMFORTABLE = 36
"""Columns that long texts should have together, before others are left out for them."""
_NARROWEST = 8
"""Columns that a long text keeps, however little room there is."""


def write(answer: Answer, terminal: Terminal) -> None:
    """Write an answer as tables, and below them what people are told of it."""
    apart = False
    for sheet in sheets(answer):
        for title, headings, rows in tables(sheet):
            if apart:
                terminal.write("")
            titles = tuple(heading.title for heading in headings)
            if title:
                titles = tuple(title if text == "Name" else text for text in titles)
            for text in _lines(headings, [titles, *rows], terminal.width if terminal.is_tty else 0):
                terminal.write(text)
            apart = True
    for remark in remarks(answer):
        terminal.write(remark)


def tables(sheet: Sheet) -> Iterator[tuple[str, tuple[Heading, ...], Rows]]:
    """The tables of a sheet for people: a title, empty where there is but one, and its rows."""
    shown = sheet.for_people()
    if not shown.grouped:
        yield "", shown.headings, [_clean(row) for row in shown.rows]
        return
    for group, rows in groupby(shown.rows, key=lambda row: row[0]):
        yield TITLES.get(group, group), shown.headings[1:], [_clean(row[1:]) for row in rows]


def remarks(answer: Answer) -> Iterator[str]:
    """What people are told below a table: how much there is, and what to know of it."""
    if isinstance(answer, Found):
        from foisearch.render.hits import summary_line

        yield summary_line(answer).text()
        yield from (f"note: {note}" for note in answer.result.notes)


def _clean(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(collapse_space(strip_controls(cell)) for cell in row)


def _lines(headings: Sequence[Heading], rows: Rows, width: int) -> Iterator[str]:
    """The rows in columns; within ``width``, if that is not 0."""
    rooms = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    if width:
        rooms = _fitted(rooms, headings, width)
    for row in rows:
        cells = (
            _padded(cut(cell, room), room, heading.right)
            for cell, room, heading in zip(row, rooms, headings, strict=True)
            if room
        )
        text = (" " * _GAP).join(cells).rstrip()
        yield cut(text, width) if width else text


def _fitted(rooms: list[int], headings: Sequence[Heading], width: int) -> list[int]:
    """The columns of each heading that fit; 0 for those that are left out, the last spare first."""
    spare = [n for n, heading in enumerate(headings) if heading.spare]
    found = _shrunk(rooms, headings, width)
    while spare and _long(found, headings) < min(_long(rooms, headings), _COMFORTABLE):
        rooms = [0 if n == spare[-1] else room for n, room in enumerate(rooms)]
        spare.pop()
        found = _shrunk(rooms, headings, width)
    return found


def _long(rooms: list[int], headings: Sequence[Heading]) -> int:
    """The columns that long texts have together."""
    return sum(room for room, heading in zip(rooms, headings, strict=True) if heading.wide)


def _fits(rooms: list[int], width: int) -> bool:
    shown = [room for room in rooms if room]
    return sum(shown) + _GAP * (len(shown) - 1) <= width


def _shrunk(rooms: list[int], headings: Sequence[Heading], width: int) -> list[int]:
    """The widest of the columns with long texts gives room first, as long as it has any."""
    found = list(rooms)
    while not _fits(found, width):
        long = [n for n, heading in enumerate(headings) if heading.wide and found[n] > _NARROWEST]
        if not long:
            break
        found[max(long, key=found.__getitem__)] -= 1
    return found


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - cell_width(text))
    return blanks + text if right else text + blanks
