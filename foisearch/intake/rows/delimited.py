"""CSV and its relatives to rows, streamed: encodings, delimiters, and quotes that were not closed.

A line is decoded by itself, as UTF-8 or else as Windows-1252, since exports of several years are
often one file.  What is wrong with a row costs that row.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from foisearch.containers.contents import Row
from foisearch.intake.report import Trouble
from foisearch.intake.rows.columns import named
from foisearch.intake.rows.quotes import UNSOUND, loose_cells
from foisearch.intake.rows.streams import opened

MOST_CELL = 16_000_000
"""Characters of one row, at most: a quote that is not closed swallows no more."""
_BLOCK = 1 << 20
_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r"sep=(.)\s*$", re.I)
_OPENING = 40
"""Lines by which the delimiter is told."""

csv.field_size_limit(MOST_CELL)


def delimited_rows(name: str, stream: BinaryIO) -> Iterator[Row | Trouble]:
    """The rows of a CSV file, each with the number of its first line.

    Raises:
        SourceError: it is not text.
    """
    lines = _Lines(name, stream)
    opening = lines.ahead(_OPENING)
    if opening and (told := _SEPARATOR.match(opening[0])):
        delimiter = told[1]
        lines.next()
    else:
        delimiter = delimiter_of(opening)
    yield from _rows(lines, delimiter)
    if lines.legacy:
        said = "not UTF-8: read as Windows-1252; check accents, quotes and pound signs"
        yield Trouble(f"{lines.legacy:,} lines are {said}")


def delimiter_of(lines: list[str]) -> str:
    """What parts the cells.

    It cuts a line into the most names of columns that are known, and beyond that most of the
    lines into the same number of cells.
    """
    best, found = (0, 0, 0), ","
    for delimiter in _DELIMITERS:
        rows = [_cells(line, delimiter) or [] for line in lines if line.strip()]
        several = [len(row) for row in rows if len(row) > 1]
        if not several:
            continue
        known = max(sum(bool(named(cell.strip())) for cell in row) for row in rows)
        common = max(set(several), key=several.count)
        worth = (known if known > 1 else 0, several.count(common), common)
        if worth > best:
            best, found = worth, delimiter
    return found


def _cells(line: str, delimiter: str, strict: bool = False) -> list[str] | None:
    """The cells of a line that is a row of its own; ``None`` where it is none."""
    try:
        return next(csv.reader((line,), delimiter=delimiter, strict=strict))
    except (csv.Error, StopIteration):
        return None


class _Lines:
    """The lines of a stream as text, with their numbers; some may be given back."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        self._name = name
        self._waiting: deque[tuple[int, str]] = deque()
        self._number = 0
        self._source = self._decoded(stream)
        self.legacy = 0

    def next(self) -> tuple[int, str] | None:
        """The next line with its number, ``None`` at the end."""
        if self._waiting:
            return self._waiting.popleft()
        return next(self._source, None)

    def ahead(self, count: int) -> list[str]:
        """The next lines, which are still to come."""
        while len(self._waiting) < count:
            line = next(self._source, None)
            if line is None:
                break
            self._waiting.append(line)
        return [text for _, text in list(self._waiting)[:count]]

    def give_back(self, lines: list[tuple[int, str]]) -> None:
        """Let these lines come again, before all others."""
        self._waiting.extendleft(reversed(lines))

    def _decoded(self, stream: BinaryIO) -> Iterator[tuple[int, str]]:
        head, whole = opened(self._name, stream)
        old_ends = b"\r" in head and b"\n" not in head
        for piece in self._pieces(whole, old_ends):
            self._number += 1
            yield self._number, self._text(piece)

    def _pieces(self, stream: BinaryIO, old_ends: bool) -> Iterator[bytes]:
        """The lines as bytes; one that is longer than a row may be is cut."""
        rest = b""
        while block := stream.read(_BLOCK):
            lines = (rest + (block.replace(b"\r", b"\n") if old_ends else block)).split(b"\n")
            rest = lines.pop()
            yield from (line + b"\n" for line in lines)
            if len(rest) > MOST_CELL:
                yield rest
                rest = self._next_line(stream, b"\r" if old_ends else b"\n")
        if rest:
            yield rest

    def _next_line(self, stream: BinaryIO, end: bytes) -> bytes:
        """Let the rest of an overlong line go; gives what was read of the next one."""
        while block := stream.read(_BLOCK):
            _, ended, begun = block.partition(end)
            if ended:
                return begun.replace(b"\r", b"\n") if end == b"\r" else begun
        return b""

    def _text(self, line: bytes) -> str:
        try:
            return line.decode("utf-8").replace("\0", "")
        except UnicodeDecodeError:
            self.legacy += 1
            return line.decode("cp1252", "replace").replace("\0", "")


def _rows(lines: _Lines, delimiter: str) -> Iterator[Row | Trouble]:
    """The rows: lines are taken together as long as a quote is open."""
    usual = 0
    while (line := lines.next()) is not None:
        number, text = line
        if len(text) > MOST_CELL - 1:
            said = f"line {number}: longer than {MOST_CELL:,} characters"
            yield Trouble(said, loss=True)
            continue
        taken = [line]
        reader = csv.reader(_going_on(lines, taken), delimiter=delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            loose, rest = _loose(taken, delimiter, usual)
            if loose:
                yield Row(number, tuple(loose), UNSOUND)
            else:
                yield _not_csv(number, is_open=len(taken) > 1 or text.count('"') == 1)
                rest = _sound(taken[1:], delimiter, usual)
            lines.give_back(rest)
        else:
            usual = len(cells) if len(cells) > 1 else usual or len(cells)
            yield Row(number, tuple(cells))


def _going_on(lines: _Lines, taken: list[tuple[int, str]]) -> Iterator[str]:
    """The text of the line that is taken, and of as many that follow as are asked for."""
    yield taken[0][1]
    size = len(taken[0][1])
    while size < MOST_CELL and (more := lines.next()) is not None:
        taken.append(more)
        size += len(more[1])
        yield more[1]


def _loose(
    taken: list[tuple[int, str]], delimiter: str, usual: int
) -> tuple[list[str], list[tuple[int, str]]]:
    """The cells of a row with unsound quotes, and the lines that are none of its own.

    Its lines together, or, where a quote is never closed, the first alone; none where neither is
    as wide as rows are.
    """
    for count in dict.fromkeys((len(taken), 1)):
        cells = loose_cells("".join(text for _, text in taken[:count]), delimiter)
        if len(cells) == usual > 1:
            return cells, taken[count:]
    return [], []


def _not_csv(number: int, is_open: bool) -> Trouble:
    why = "a quote is not closed" if is_open else "a quote stands inside a cell"
    cure = "close the quotes of this row, double those in a cell"
    return Trouble(f"line {number}: not CSV ({why}); {cure}", loss=True)


def _sound(lines: list[tuple[int, str]], delimiter: str, usual: int) -> list[tuple[int, str]]:
    """The lines from the first that is a row by itself: what stands before it is lost."""
    for at, (_, text) in enumerate(lines):
        cells = _cells(text, delimiter, strict=True)
        if cells is not None and len(cells) == usual:
            return lines[at:]
    return []
