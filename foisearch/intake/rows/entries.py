"""The rows below a header as records, one at a time: rows that go on, sections, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from foisearch.containers.contents import Row
from foisearch.errors import RecordError
from foisearch.intake.report import Trouble
from foisearch.intake.rows.around import Event, words_of
from foisearch.intake.rows.cells import clean
from foisearch.intake.rows.entry import Entry, Origin, check_length
from foisearch.intake.rows.header import Header
from foisearch.intake.rows.logged import log_record
from foisearch.intake.rows.remarks import SAYS_NOTHING
from foisearch.intake.rows.several import key_of
from foisearch.intake.rows.telling import Telling
from foisearch.text import collapse_space

_MOST_TOGETHER = 500
"""Rows that may go on with one another; more are a table of something else."""
_TOTAL = re.compile(r"(?:grand |sub ?-?)?total\b|(?:end|page \d+) of\b", re.I)


class Entries:
    """Reads the rows below a header, one record at a time.

    ``notes`` are the rows, by their numbers, that are no records.
    """

    def __init__(
        self, header: Header, rows: Sequence[Row], origin: Origin, telling: Telling
    ) -> None:
        self._reading = header.reading
        self._origin = origin
        self._telling = telling
        self._header = {key_of(row) for row in rows}
        self._open: Entry | None = None
        self._together = 0
        self._section: tuple[int, str] | None = None
        self._in_use = False
        self._width = len(header.reading.names)
        self.notes: list[tuple[int, str]] = []

    def records(self, rows: Iterator[Row | Trouble]) -> Iterator[Event]:
        """The records of the rows."""
        for row in rows:
            if isinstance(row, Trouble):
                yield row
                continue
            yield from self._row(row)
        yield from self._close()
        self._end_section()

    def _row(self, row: Row) -> Iterator[Event]:
        if not any(cell.strip() for cell in row.cells) or key_of(row) in self._header:
            return
        try:
            check_length(row.cells)
        except RecordError as error:
            yield self._telling.loss(row.number, error)
            return
        entry = self._entry(row)
        if self._is_aside(entry, row):
            yield from self._close()
            self._end_section()
            self._section = (row.number, words_of(row))
            return
        if self._open and self._goes_on(entry):
            self._append(entry)
            return
        yield from self._close()
        if self._section:
            entry.others.insert(0, ("", self._section[1]))
            self._in_use = True
        self._open, self._together = entry, 1

    def _entry(self, row: Row) -> Entry:
        reading = self._reading
        entry = Entry(row.number, {}, odd=row.odd)
        for at, cell in enumerate(row.cells):
            text = clean(cell)
            if not text:
                continue
            name = reading.fields[at] if at < self._width else ""
            if name:
                before = entry.values.get(name)
                entry.values[name] = f"{before}\n{text}" if before else text
            else:
                label = collapse_space(reading.names[at]) if at < self._width else ""
                entry.others.append((label, text))
        return entry

    def _is_aside(self, entry: Entry, row: Row) -> bool:
        """Whether a row is no record: the name of a month, a total, a note below the table."""
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if _TOTAL.match(filled[0]) and not (entry.get("request") or entry.get("response")):
            return True
        if len(filled) > 1 or self._width < 3:
            return False
        return not (entry.get("request") or entry.get("response"))

    def _end_section(self) -> None:
        """Words that headed no row are a note, as those that end a table are."""
        if self._section and not self._in_use:
            self.notes.append(self._section)
        self._section, self._in_use = None, False

    def _goes_on(self, entry: Entry) -> bool:
        """Whether a row goes on with the record above it: nothing says which one it is."""
        if not self._open or self._together >= _MOST_TOGETHER or not self._reading.has("ref"):
            return False
        ref = collapse_space(entry.get("ref"))
        if ref:
            return ref == collapse_space(self._open.get("ref"))
        if not self._open.get("ref"):
            return False
        received = entry.get("received")
        return not received or received == self._open.get("received")

    def _append(self, entry: Entry) -> None:
        assert self._open is not None
        for name, text in entry.values.items():
            before = self._open.values.get(name, "")
            if not before:
                self._open.values[name] = text
            elif name in ("request", "response", "exemptions"):
                if text != before and not before.endswith(f"\n{text}"):
                    self._open.values[name] = f"{before}\n{text}"
            elif text not in before.split("\n"):
                self._open.others.append((self._label(name), text))
        self._open.others.extend(o for o in entry.others if o not in self._open.others)
        self._open.last = entry.last
        self._open.odd = self._open.odd or entry.odd
        self._together += 1

    def _label(self, name: str) -> str:
        return collapse_space(self._reading.names[self._reading.fields.index(name)])

    def _close(self) -> Iterator[Event]:
        entry, self._open = self._open, None
        if entry is None:
            return
        made = log_record(entry, self._reading, self._origin)
        if self._together > 1:
            said = f"{self._together} rows were taken together, as their reference says"
            made = replace(made, warnings=(said, *made.warnings))
        if not (made.request or made.response):
            made = replace(made, warnings=(*made.warnings, SAYS_NOTHING))
        yield made
        yield from self._telling.warnings(entry.number, made.warnings)
