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
from foisearch.intake.rows.delimited import delimited_rows
from foisearch.intake.rows.entry import Origin
from foisearch.intake.rows.guessing import check_given
from foisearch.intake.rows.jsonrows import Found, json_lines, json_values
from foisearch.intake.rows.log import NoLog, read_table
from foisearch.intake.rows.objects import Objects
from foisearch.intake.rows.streams import opened
from foisearch.intake.rows.telling import Telling
from foisearch.text import collapse_space, slugify

_FOREIGN = 100
"""Values of an array, none of them an object, after which it is no array of records."""


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
        RecordError: it is no table of disclosures (:class:`~.log.NoLog`).
        SourceError: it is not text.
        UsageError: ``options.columns`` names a field that there is not.
    """
    origin = _origin(name, sha256, options, authorities)
    if kind == "csv":
        yield from read_table(delimited_rows(name, stream), origin, Telling("line"))
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
        yield from read_table(_as_rows(values), origin, Telling("line"))
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
        UsageError: ``options.columns`` names a field that there is not.
    """
    origin = _origin(name, sha256, options, authorities)
    for sheet in sheets:
        seen: list[Row] = []
        try:
            place = f"sheet “{sheet.name}”, row" if sheet.name else "row"
            rows = _remembered(sheet.rows, seen)
            yield from read_table(rows, origin, Telling(place), sheet.name)
        except NoLog:
            yield from _no_log(sheet, chain(seen, sheet.rows), origin)
        except SourceError as error:
            yield Trouble(str(error), loss=True)


def _remembered(rows: Iterable[Row], seen: list[Row]) -> Iterator[Row | Trouble]:
    """The rows; the first of them are kept, as they are read again where there is no header."""
    for row in rows:
        if len(seen) < 400:
            seen.append(row)
        yield row


def _no_log(sheet: Sheet, rows: Iterable[Row], origin: Origin) -> Iterator[Event]:
    """A sheet of figures or notes, as a text."""
    lines = (
        (row.number, " | ".join(c for c in (collapse_space(cell) for cell in row.cells) if c))
        for row in rows
    )
    kept = ((number, words) for number, words in lines if words)
    first = next(kept, None)
    if first is None:
        return
    what = f"sheet “{sheet.name}” is" if sheet.name else "the table is"
    yield Trouble(f"{what} no log of disclosures, as far as its columns tell: kept as a text")
    stem = slugify(PurePath(origin.file.rpartition("!")[2]).stem) or "sheet"
    name = "-".join(filter(None, (stem, slugify(sheet.name))))
    yield from as_text(chain((first,), kept), origin, name)
