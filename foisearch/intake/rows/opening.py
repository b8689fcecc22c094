"""Files and sheets of rows to records: what the run over files calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePath
from typing import Any, BinaryIO

from foisearch.authorities import Authorities
from foisearch.containers.contents import Row, Sheet
from foisearch.errors import RecordError, SourceError, UsageError
from foisearch.intake.report import ImportOptions, Trouble
from foisearch.intake.rows.around import Event, as_text
from foisearch.intake.rows.cells import clean
from foisearch.intake.rows.delimited import delimited_rows
from foisearch.intake.rows.entry import Origin
from foisearch.intake.rows.guessing import check_given
from foisearch.intake.rows.jsonrows import Found, json_lines, json_values
from foisearch.intake.rows.log import SAMPLE, NoLog, read_table
from foisearch.intake.rows.objects import Objects
from foisearch.intake.rows.streams import opened
from foisearch.intake.rows.telling import Telling
from foisearch.text import collapse_space, slugify

_FOREIGN = 100
"""Values of an array, none of them an object, after which it is no array of records."""

_MOST_TROUBLES = 10_000
"""Rows that could not be read of a table that is no log, after which it is no table."""


def open_rows(
    kind: str,
    name: str,
    stream: BinaryIO,
    sha256: str,
    options: ImportOptions,
    authorities: Authorities,
    first_line: int = 1,
) -> Iterator[Event]:
    """The records of a file of rows, one by one, and what is to be said of it.

    Args:
        kind: ``csv``, ``json`` or ``jsonl``.
        name: how the corpus knows the file.
        stream: the file; of JSON Lines it may begin at any line and end anywhere.
        sha256: the digest of the whole file.
        options: what the person said.
        authorities: the bodies that are known.
        first_line: the number of the first line of ``stream``.

    Raises:
        RecordError: nothing stands in it, or nothing that is read here.
        SourceError: it is not text.
        UsageError: ``options.columns`` names a field that there is not.
    """
    origin = _origin(name, sha256, options, authorities)
    if kind == "csv":
        yield from _table(delimited_rows(name, stream), origin, "", "line")
        return
    _, text = opened(name, stream)
    values = json_lines(text, first_line) if kind == "jsonl" else json_values(text)
    yield from _read_values(values, origin, in_lines=kind == "jsonl")


def _origin(name: str, sha256: str, options: ImportOptions, authorities: Authorities) -> Origin:
    if wrong := check_given(options.columns):
        raise UsageError(wrong, "write --map 'Name of the column=field'")
    return Origin(name, sha256, options, authorities)


def _read_values(values: Iterator[Found], origin: Origin, in_lines: bool) -> Iterator[Event]:
    first = next(values, None)
    if first is None:
        return
    values = chain((first,), values)
    if isinstance(first.value, list) and not in_lines:
        yield from _table(_as_rows(values), origin, "", "line")
        return
    objects = Objects(origin, Telling("line"))
    foreign = 0
    for found in values:
        foreign = -1 if foreign < 0 or isinstance(found.value, dict) else foreign + 1
        if foreign >= _FOREIGN and not in_lines:
            raise RecordError(
                f"{origin.file} is an array of something else than objects",
                "write one object for each record",
            )
        yield from objects.read(found.line, found.value)
    yield from objects.rest()


def _as_rows(values: Iterator[Found]) -> Iterator[Row | Trouble]:
    """An array of arrays, as spreadsheets on the web are exported."""
    for found in values:
        if isinstance(found.value, list):
            yield Row(found.line, tuple(_cell(cell) for cell in found.value))
        else:
            yield Trouble(f"line {found.line}: not an array as the others are", loss=True)


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def read_sheets(
    sheets: Iterable[Sheet],
    name: str,
    sha256: str,
    options: ImportOptions,
    authorities: Authorities,
) -> Iterator[Event]:
    """The records of the sheets of a workbook; a sheet that is no log is kept as a publication.

    Raises:
        RecordError: nothing stands in the only sheet.
        UsageError: ``options.columns`` names a field that there is not.
    """
    origin = _origin(name, sha256, options, authorities)
    for sheet in sheets:
        yield from _table(_to_the_end(sheet.rows), origin, sheet.name)


def _to_the_end(rows: Iterable[Row]) -> Iterator[Row | Trouble]:
    """The rows; where the sheet is damaged, those before it and what went wrong."""
    try:
        yield from rows
    except SourceError as error:
        yield Trouble(str(error), loss=True)


def _table(
    rows: Iterable[Row | Trouble], origin: Origin, sheet: str, place: str = "row"
) -> Iterator[Event]:
    """The records of a table; where it is no log, its words as a publication."""
    seen: list[Row] = []
    coming = iter(rows)
    telling = Telling(f"sheet “{sheet}”, {place}" if sheet else place)
    try:
        yield from read_table(_remembered(coming, seen), origin, telling, sheet)
    except NoLog as error:
        yield from _as_text(chain(seen, coming), origin, sheet, error)


def _remembered(rows: Iterator[Row | Trouble], seen: list[Row]) -> Iterator[Row | Trouble]:
    """The rows; the first of them are kept, as they are read again where there is no header."""
    for row in rows:
        if isinstance(row, Row) and len(seen) < SAMPLE:
            seen.append(row)
        yield row


def _as_text(
    rows: Iterable[Row | Trouble], origin: Origin, sheet: str, why: NoLog
) -> Iterator[Event]:
    """A table of figures or notes, as a text."""
    troubles: list[Trouble] = []
    kept = (text for text in _texts(rows, troubles) if text[1])
    first = next(kept, None)
    if first is not None:
        what = f"sheet “{sheet}” is" if sheet else "the table is"
        yield Trouble(f"{what} no log of disclosures: kept as a text ({why})")
        stem = slugify(PurePath(origin.file.rpartition("!")[2]).stem) or "sheet"
        name = "-".join(filter(None, (stem, slugify(sheet))))
        yield from as_text(chain((first,), kept), origin, name)
    elif not sheet and not troubles:
        raise RecordError(f"{origin.file} is a table without cells", "see how it was saved")
    yield from troubles


def _texts(rows: Iterable[Row | Trouble], troubles: list[Trouble]) -> Iterator[tuple[int, str]]:
    """The words of rows with their numbers; what could not be read of them goes to ``troubles``."""
    for row in rows:
        if isinstance(row, Trouble):
            troubles.append(row)
            if len(troubles) > _MOST_TROUBLES:
                raise RecordError("it is no table: most of its lines cannot be read as rows")
        else:
            cells = (collapse_space(clean(cell)) for cell in row.cells)
            yield row.number, " | ".join(filter(None, cells))
