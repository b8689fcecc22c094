"""A log that stands as a table in a document: a web page, a Word file, a PDF.

The table's rows become records; what the document says around it is kept as a publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from foisearch.authorities import Authorities
from foisearch.containers.contents import Row
from foisearch.containers.source import Grid, Source
from foisearch.disclosure import Disclosure, Kind
from foisearch.intake.assembling.attribution import attribute
from foisearch.intake.assembling.published import published
from foisearch.intake.lines import Document, Line
from foisearch.intake.prepare import prepare
from foisearch.intake.read import DocumentRead
from foisearch.intake.report import ImportOptions, Trouble
from foisearch.intake.rows.around import FEW_WORDS, as_text
from foisearch.intake.rows.entry import VERSION, Origin
from foisearch.intake.rows.header import Header, find_header
from foisearch.intake.rows.log import read_table
from foisearch.intake.rows.logged import READER
from foisearch.intake.rows.telling import Quiet
from foisearch.text import collapse_space, slugify

_LABEL = re.compile(
    r"(?:Q(?:uestion)?\.? ?)?\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})(?:\(?[a-z]\)?)?[.):]?", re.I
)
_FEW_ROWS = 2


@dataclass(slots=True)
class _Table:
    """A log, which may go on over several grids."""

    header: Header
    rows: list[tuple[str, ...]]
    first_line: int
    last_line: int
    ranges: list[tuple[int, int]]


def grid_records(
    source: Source, options: ImportOptions, authorities: Authorities
) -> DocumentRead | None:
    """The records of the logs that stand as tables in a document.

    Returns:
        Them, and what stands beside them as a publication; ``None`` where no table of the document
        is a log: then it is read by its layout.
    """
    tables = list(_logs(source.grids, authorities, options))
    if not tables:
        return None
    document = prepare(source)
    origin, problem = _origin(source, document, tables, options, authorities)
    aside: list[tuple[int, str]] = []
    records: list[Disclosure] = []
    warnings = [*document.warnings, *([problem] if problem else [])]
    for table in tables:
        rows = _numbered(table, source.text.split("\n"))
        starts = sorted({row.number for row in rows})
        ends = dict(zip(starts, [*(n - 1 for n in starts[1:]), table.last_line], strict=True))
        placed = replace(origin, ends=ends)
        for event in read_table(iter(rows), placed, Quiet("line"), aside=aside):
            if isinstance(event, Trouble):
                warnings.append(event.text)
            else:
                records.append(event)
    beside, said = _beside(document, tables, aside, origin)
    warnings.extend(said)
    return DocumentRead((*records, *beside), READER, VERSION, tuple(warnings), document=document)


def _logs(
    grids: Sequence[Grid], authorities: Authorities, options: ImportOptions
) -> Iterable[_Table]:
    """The tables that are logs; one that goes on over a page is one table."""
    open_table: _Table | None = None
    for grid in grids:
        header = _header(grid, authorities, options)
        if header is None:
            if open_table and _same_width(grid, open_table):
                open_table.rows.extend(grid.rows)
                open_table.ranges.append((grid.first_line, grid.last_line))
                open_table.last_line = grid.last_line
            continue
        if open_table:
            yield open_table
        lines = (grid.first_line, grid.last_line)
        open_table = _Table(header, list(grid.rows), *lines, [lines])
    if open_table:
        yield open_table


def _same_width(grid: Grid, table: _Table) -> bool:
    width = len(table.header.reading.names)
    return bool(grid.rows) and width > 2 and all(len(row) == width for row in grid.rows)


def _header(grid: Grid, authorities: Authorities, options: ImportOptions) -> Header | None:
    """The header of a grid that is a log, and no table of one letter's questions."""
    rows = [Row(number, cells) for number, cells in enumerate(grid.rows, 1)]
    header = find_header(rows, authorities, options.columns)
    if header is None or header.reading.unsure & {"ref", "request", "response"}:
        return None
    reading = header.reading
    below = rows[header.last + 1 :]
    if reading.has("ref"):
        at = reading.fields.index("ref")
        refs = [collapse_space(row.cells[at]) for row in below if at < len(row.cells)]
        told = [ref for ref in refs if ref]
        if not told or sum(bool(_LABEL.fullmatch(ref)) for ref in told) * 2 > len(told):
            return None  # "1", "Q2": the questions of one request
        whole = reading.has("request") and reading.has("response")
        return header if len(told) >= (1 if whole else _FEW_ROWS) else None
    dated = reading.has("received") or reading.has("responded")
    asked = reading.has("request") or reading.has("topic")
    return header if dated and asked and len(below) >= _FEW_ROWS else None


def _numbered(table: _Table, lines: Sequence[str]) -> list[Row]:
    """The rows with the lines on which they begin in the document's text."""
    rows = []
    at = table.first_line
    for cells in table.rows:
        first = next((collapse_space(cell)[:40] for cell in cells if cell.strip()), "")
        for number in range(at, min(table.last_line, len(lines)) + 1):
            if first and first in collapse_space(lines[number - 1]):
                at = number
                break
        rows.append(Row(at, cells))
    return rows


def _origin(
    source: Source,
    document: Document,
    tables: Sequence[_Table],
    options: ImportOptions,
    authorities: Authorities,
) -> tuple[Origin, str]:
    """Whose log it is and of when, by the document as a whole; and what of that disagrees."""
    outside = _outside(document, tables)
    heading = next((line.text for line in outside if line.text.strip()), "")
    when, problem = published(source, heading, options.published)
    refs: list[str] = []
    for table in tables:
        if table.header.reading.has("ref"):
            at = table.header.reading.fields.index("ref")
            refs.extend(collapse_space(row[at]) for row in table.rows if at < len(row))
    name = PurePath(source.name).name
    found = attribute(name, document.text, tuple(refs), authorities, options.authority)
    doubts = ("published",) if problem else ()
    origin = Origin(source.name, source.sha256, options, authorities, when, found.authority)
    known = replace(origin, pages=source.pages, doubts=doubts, hidden_links=document.hidden_links)
    return known, problem


def _outside(document: Document, tables: Sequence[_Table]) -> list[Line]:
    """The lines of the document that belong to no log."""
    ranges = [lines for table in tables for lines in table.ranges]
    return [
        line
        for line in document.lines
        if not any(first <= line.number <= last for first, last in ranges)
    ]


def _beside(
    document: Document,
    tables: Sequence[_Table],
    aside: Sequence[tuple[int, str]],
    origin: Origin,
) -> tuple[list[Disclosure], list[str]]:
    """What the document says beside its logs: a publication, or a remark where it is little."""
    outside = _outside(document, tables)
    texts = [*((line.number, line.text) for line in outside), *aside]
    words = sum(len(text.split()) for _, text in texts)
    if not words:
        return [], []
    if words < FEW_WORDS:
        told = " ".join(collapse_space(text) for _, text in texts if text.strip())
        return [], [f"beside the table stands: “{told}”"]
    stem = slugify(PurePath(origin.file.rpartition("!")[2]).stem) or "document"
    here = {line.number for line in outside}
    links = tuple(link for link in origin.hidden_links if link[0] in here)
    origin = replace(origin, hidden_links=links)
    events = list(as_text(sorted(texts, key=lambda text: text[0]), origin, stem))
    kept = [event for event in events if isinstance(event, Disclosure)]
    said = [event.text for event in events if isinstance(event, Trouble)]
    assert all(record.kind is Kind.PUBLICATION for record in kept)
    return kept, [*said, f"{words:,} words beside the table are kept as a publication"]
