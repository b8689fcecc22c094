"""Text of strangers made safe for what reads it next: a spreadsheet, or Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from foisearch.text import collapse_space, strip_controls

# What a spreadsheet takes for a formula, full-width signs included; OWASP, "CSV Injection".
_FORMULA = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_MARKUP = re.compile(r"([\\`*\[\]<>|]|(?<!\w)_|_(?!\w))")


def csv_cell(text: str) -> str:
    """A cell that a spreadsheet takes for text and not for a formula."""
    plain = collapse_space(strip_controls(text))
    return f"'{plain}" if _FORMULA.match(plain) else plain


def csv_line(cells: Iterable[str]) -> str:
    """One row of a CSV file, without the end of its line; each cell is made safe."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow([csv_cell(cell) for cell in cells])
    return stream.getvalue()


def markdown_text(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", collapse_space(strip_controls(text)))


def markdown_table(
    head: Iterable[str],
    rows: Iterable[tuple[str, ...]],
    raw: Iterable[int] = (),
    right: Iterable[int] = (),
) -> str:
    """A table.

    Args:
        head: the titles, Markdown already.
        rows: their cells, as many as there are titles.
        raw: columns whose cells are Markdown already.
        right: columns whose cells stand right.
    """
    titles, made, numbers = list(head), frozenset(raw), frozenset(right)
    rules = " | ".join("---:" if place in numbers else "---" for place in range(len(titles)))
    lines = [f"| {' | '.join(titles)} |", f"| {rules} |"]
    for row in rows:
        cells = (cell if place in made else markdown_text(cell) for place, cell in enumerate(row))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
