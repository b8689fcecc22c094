"""CSV for spreadsheets and scripts: one header, one row for each thing, UTF-8.

Cells that a spreadsheet would take for a formula begin with an apostrophe, and no cell holds the
end of a line.
"""

from __future__ import annotations

from foisearch.render.answers import Answer
from foisearch.render.escaping import csv_line
from foisearch.render.sheets import sheets
from foisearch.render.terminal import Terminal


def write(answer: Answer, terminal: Terminal) -> None:
    """Write an answer as CSV.

    Raises:
        UsageError: it is two lists: hits, and what they are counted by.
    """
    from foisearch.errors import UsageError

    made = sheets(answer)
    if len(made) > 1:
        raise UsageError("hits and counts are two lists, and CSV is one", "add --limit 0")
    sheet = made[0].for_programs()
    terminal.write(csv_line(heading.name for heading in sheet.headings))
    for row in sheet.rows:
        terminal.write(csv_line(row))
