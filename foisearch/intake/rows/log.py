"""A table to disclosures, streamed: how its columns are read, what the whole tells, its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from foisearch.containers.contents import Row
from foisearch.errors import RecordError
from foisearch.intake.assembling.attribution import attribute
from foisearch.intake.report import Trouble
from foisearch.intake.rows.around import Event, notes, words_of
from foisearch.intake.rows.celldates import Order, order_of
from foisearch.intake.rows.cells import clean
from foisearch.intake.rows.columns import DATES
from foisearch.intake.rows.entries import Entries
from foisearch.intake.rows.entry import Origin, check_length
from foisearch.intake.rows.guessing import given_fields
from foisearch.intake.rows.header import Header, find_header
from foisearch.intake.rows.logged import published_by
from foisearch.intake.rows.reading import Reading, quoted
from foisearch.intake.rows.readymade import ready_made_record
from foisearch.intake.rows.several import Rows, side_by_side
from foisearch.intake.rows.telling import Telling
from foisearch.text import collapse_space

SAMPLE = 200
"""Rows by which a table is judged before any is read."""
_SAMPLE_CHARACTERS = 4_000_000
_MOST_NAMED = 12
"""Columns that a message names."""


class NoLog(RecordError):
    """A table that holds no disclosures, as far as its columns tell."""


def read_table(
    rows: Iterator[Row | Trouble],
    origin: Origin,
    telling: Telling,
    sheet: str = "",
    aside: list[tuple[int, str]] | None = None,
) -> Iterator[Event]:
    """The records of a table.

    Args:
        rows: its rows, the header among them, and what could not be read of it.
        origin: the file.
        telling: says what is odd about rows.
        sheet: the name of the sheet, empty where there is only one.
        aside: takes the words around the records; without it they are a publication.

    Raises:
        NoLog: its columns are none of a log.
    """
    coming = Rows(rows)
    sheets = _Tables(coming, origin, telling, sheet, [] if aside is None else aside)
    yield from sheets.records()
    if aside is None:
        yield from notes(sheets.aside, origin, sheet)


class _Tables:
    """Reads the tables of one sheet, one after the other."""

    def __init__(
        self,
        rows: Rows,
        origin: Origin,
        telling: Telling,
        sheet: str,
        aside: list[tuple[int, str]],
    ) -> None:
        self._rows = rows
        self._origin = origin
        self._telling = telling
        self._sheet = sheet
        self.aside = aside

    def records(self) -> Iterator[Event]:
        """The records of all of them.

        Raises:
            NoLog: the first is none of a log.
        """
        first = True
        while True:
            sample, troubles = _sample(self._rows)
            yield from troubles
            if not sample and not first:
                yield from self._telling.rest()
                return
            header = find_header(sample, self._origin.authorities, self._origin.options.columns)
            if header is None and first:
                raise _no_log(sample, self._origin)
            first = False
            if header is None:
                self._rows.give_back(sample[1:])
                self.aside.append((sample[0].number, words_of(sample[0])))
            elif beside := side_by_side(header.reading.names):
                self._rows.give_back(sample)
                self._rows.unfold(*beside)
            else:
                yield from self._table(header, sample)

    def _table(self, header: Header, sample: Sequence[Row]) -> Iterator[Event]:
        """The records of one table, up to the header of the next."""
        yield from _about(header.reading, self._origin, self._sheet)
        titles = [words_of(row) for row in sample[: header.first]]
        heading, below = sample[header.first : header.last + 1], sample[header.last + 1 :]
        self._rows.give_back(below)
        if header.reading.strict:
            yield from _ready_made(self._rows, header.reading, self._origin, self._telling)
            return
        origin = _told_by(self._origin, self._sheet, titles, header, below)
        yield from _order_of_dates(origin, header.reading)
        log = Entries(header, heading, origin, self._telling)
        log.notes.extend((row.number, w) for row, w in zip(sample, titles, strict=False) if w)
        yield from log.records(self._rows.until_header(heading))
        self.aside.extend(log.notes)


def _no_log(sample: Sequence[Row], origin: Origin) -> NoLog:
    """Why a table is no log, and how to say what its columns hold."""
    first = next((row for row in sample if sum(map(bool, row.cells)) > 1), None)
    if first is None:
        return NoLog("it has no columns")
    named = [quoted(cell) for cell in first.cells if cell.strip()]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    said = f"no column says that it holds requests: {', '.join(named[:_MOST_NAMED])}{more}"
    _, missing = given_fields(first.cells, origin.options.columns)
    if missing:
        said += f"; --map names columns that are not there: {', '.join(map(quoted, missing))}"
    return NoLog(said, "if it is a log, say what its columns hold: --map 'COLUMN=request'")


def _sample(rows: Iterator[Row | Trouble]) -> tuple[list[Row], list[Trouble]]:
    sample: list[Row] = []
    troubles: list[Trouble] = []
    size = 0
    for row in islice(rows, SAMPLE * 2):
        if isinstance(row, Trouble):
            troubles.append(row)
            continue
        sample.append(row)
        size += sum(map(len, row.cells))
        if len(sample) >= SAMPLE or size > _SAMPLE_CHARACTERS:
            break
    return sample, troubles


def _about(reading: Reading, origin: Origin, sheet: str) -> Iterator[Trouble]:
    """How the columns are read, and what of it is unsure."""
    before = f"sheet “{sheet}”: " if sheet else ""
    if shown := reading.shown():
        yield Trouble(before + shown)
    for remark in reading.remarks:
        yield Trouble(before + remark)
    if not reading.strict and not reading.has("ref"):
        yield Trouble(f"{before}no column holds references: records are named by what they say")
    _, missing = given_fields(reading.names, origin.options.columns)
    if missing:
        named = ", ".join(map(quoted, missing))
        yield Trouble(f"{before}--map names columns that are not there: {named}")


def _told_by(
    origin: Origin, sheet: str, titles: Sequence[str], header: Header, below: Sequence[Row]
) -> Origin:
    """The origin, with what the log as a whole tells: when it was published, and by whom."""
    reading = header.reading
    at = reading.fields.index("ref") if reading.has("ref") else -1
    refs = tuple(collapse_space(row.cells[at]) for row in below[:50] if 0 <= at < len(row.cells))
    words = "\n".join((*titles, sheet))
    name = PurePath(origin.file.rpartition("!")[2]).name
    authority = origin.authority or (
        attribute(name, words, refs, origin.authorities, origin.options.authority).authority
    )
    columns = [
        (name, [row.cells[at] for row in below if at < len(row.cells)])
        for at, name in enumerate(reading.fields)
        if name in DATES
    ]
    wrong = frozenset(n for n, cells in columns if order_of(cells) is not Order.DAY_FIRST)
    return replace(
        origin,
        published=origin.published
        if origin.published.value
        else published_by(origin.file, (*titles, sheet)),
        authority=authority,
        months_first=wrong,
    )


def _order_of_dates(origin: Origin, reading: Reading) -> Iterator[Trouble]:
    for name in sorted(origin.months_first):
        column = reading.names[reading.fields.index(name)]
        yield Trouble(
            f"the dates of “{column}” are not written day first, as some of them show: none is "
            "read; write them as 2024-07-03"
        )


def _ready_made(
    rows: Iterator[Row | Trouble], reading: Reading, origin: Origin, telling: Telling
) -> Iterator[Event]:
    for row in rows:
        if isinstance(row, Trouble):
            yield row
            continue
        cells = [clean(cell) for cell in row.cells]
        if not any(cells):
            continue
        width = len(reading.names)
        more = [cell for cell in cells[width:] if cell]
        odd = row.odd
        if more:
            odd = f"{len(cells)} cells under {width} columns: quote cells that hold commas"
        values = dict(zip(reading.names, cells, strict=False)) | {"": "\n".join(more)}
        try:
            check_length(cells)
            made = ready_made_record(row.number, values, origin, odd)
        except RecordError as error:
            yield telling.loss(row.number, error)
            continue
        yield made
        yield from telling.warnings(row.number, made.warnings)
