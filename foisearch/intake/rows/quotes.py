"""Rows whose quotes are not as CSV has them: their cells parted as far as they show."""

from __future__ import annotations

UNSOUND = "its quotes are not as CSV has them: its cells were parted as far as they show"


def loose_cells(text: str, delimiter: str) -> list[str]:
    """The cells of a row whose quotes are unsound.

    A quote opens a cell where the cell begins, and closes it where the cell ends; any other is a
    mark like others.  From one that is never closed on, all are.
    """
    text = text.rstrip("\r\n")
    cells: list[str] = []
    at, quoting = 0, True
    while at <= len(text):
        closing = -1
        if quoting and text.startswith('"', at):
            closing = _closing(text, at + 1, delimiter)
            quoting = closing >= 0
        if closing >= 0:
            cells.append(text[at + 1 : closing].replace('""', '"'))
            at = closing + 1 + len(delimiter)
            continue
        end = text.find(delimiter, at)
        end = len(text) if end < 0 else end
        cells.append(text[at:end])
        at = end + len(delimiter)
    return cells


def _closing(text: str, at: int, delimiter: str) -> int:
    """The quote that closes a cell: one that is not doubled, before a delimiter or at the end."""
    while (begin := text.find('"', at)) >= 0:
        end = begin
        while text.startswith('"', end):
            end += 1
        if (end - begin) % 2 == 1 and (end == len(text) or text.startswith(delimiter, end)):
            return end - 1
        at = end
    return -1
