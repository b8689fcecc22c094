"""A table to disclosures, streamed: header, rows, rows that go on, titles and totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import PurePath

from foisearch.containers.contents import Row
from foisearch.disclosure import Disclosure
from foisearch.errors import RecordError
from foisearch.intake.assembling.assemble import publication
from foisearch.intake.assembling.attribution import attribute
from foisearch.intake.lines import Line
from foisearch.intake.report import Trouble
from foisearch.intake.rows.celldates import Order, order_of
from foisearch.intake.rows.cells import clean
from foisearch.intake.rows.columns import DATES
from foisearch.intake.rows.entry import Entry, Origin, check_length
from foisearch.intake.rows.guessing import Reading, given_fields
from foisearch.intake.rows.header import Header, find_header
from foisearch.intake.rows.logged import READER, log_record, published_by
from foisearch.intake.rows.readymade import ready_made_record
from foisearch.intake.rows.telling import Telling
from foisearch.text import collapse_space, fold, slugify, truncate

Event = Disclosure | Trouble

SAMPLE = 200
"""Rows by which a table is judged before any is read."""
_SAMPLE_CHARACTERS = 4_000_000
_MOST_TOGETHER = 500
"""Rows that may go on with one another; more are a table of something else."""
_TOTAL = re.compile(r"(?:grand |sub ?-?)?total\b|(?:end|page \d+) of\b", re.I)
_MOST_TEXT = 2_000_000
"""Characters of a table that is no log and is kept as text."""
FEW_WORDS = 6
"""Words beside a table that are said, and make no publication."""


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
    sample, troubles = _sample(rows)
    yield from troubles
    header = find_header(sample, origin.authorities, origin.options.columns)
    if header is None or not _complete(header.reading):
        number = sample[header.first].number if header else 1
        said = "the columns ref and request or response are not there"
        raise NoLog(f"{origin.file}, {telling.place} {number}: {said}", _CURE)
    yield from _about(header.reading, origin, sheet)
    titles = [_words(row) for row in sample[: header.first]]
    below = sample[header.last + 1 :]
    everything = chain(below, rows)
    if header.reading.strict:
        yield from _ready_made(everything, header.reading, origin, telling)
        return
    origin = _told_by(origin, sheet, titles, header, below)
    yield from _order_of_dates(origin, header.reading)
    log = _Log(header, sample[header.first : header.last + 1], origin, telling)
    log.notes.extend((row.number, w) for row, w in zip(sample, titles, strict=False) if w)
    yield from log.records(everything)
    yield from telling.rest()
    if aside is None:
        yield from _notes(log.notes, origin, sheet)
    else:
        aside.extend(log.notes)


_CURE = (
    "name the columns: ref, topic, authority, request, response, received, responded, published, "
    "outcome, exemptions, url; or say --map COLUMN=FIELD"
)


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


def _complete(reading: Reading) -> bool:
    """Whether ready-made records have what each of them needs."""
    if not reading.strict:
        return True
    return reading.has("ref") and (reading.has("request") or reading.has("response"))


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
        named = ", ".join(f"“{name}”" for name in missing)
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
        if any(cells[len(reading.names) :]):
            many = f"{len(cells)} cells under {len(reading.names)} columns"
            yield telling.loss(row.number, RecordError(many, "quote cells that hold commas"))
            continue
        try:
            check_length(cells)
            made = ready_made_record(
                row.number, dict(zip(reading.names, cells, strict=False)), origin
            )
        except RecordError as error:
            yield telling.loss(row.number, error)
            continue
        yield made
        yield from telling.warnings(row.number, made.warnings)
    yield from telling.rest()


class _Log:
    """Reads the rows below a header, one record at a time."""

    def __init__(
        self, header: Header, rows: Sequence[Row], origin: Origin, telling: Telling
    ) -> None:
        self._reading = header.reading
        self._origin = origin
        self._telling = telling
        self._header = {_key(row) for row in rows}
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
        if not any(cell.strip() for cell in row.cells) or _key(row) in self._header:
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
            self._section = (row.number, _words(row))
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
        entry = Entry(row.number, {})
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
            said = "the row says neither what was asked nor what was answered"
            made = replace(made, warnings=(*made.warnings, said))
        yield made
        yield from self._telling.warnings(entry.number, made.warnings)


def _key(row: Row) -> tuple[str, ...]:
    return tuple(fold(collapse_space(cell)) for cell in row.cells if cell.strip())


def _words(row: Row) -> str:
    cells = dict.fromkeys(collapse_space(clean(cell)) for cell in row.cells)
    return " | ".join(cell for cell in cells if cell)


def _notes(notes: Sequence[tuple[int, str]], origin: Origin, sheet: str) -> Iterator[Event]:
    """The words around a table: a publication of their own, or said where they are few."""
    kept = [(number, words) for number, words in dict.fromkeys(notes) if words]
    if not kept:
        return
    if sum(len(words.split()) for _, words in kept) < FEW_WORDS:
        told = "; ".join(truncate(words, 80) for _, words in kept)
        before = f"sheet “{sheet}”: " if sheet else ""
        yield Trouble(f"{before}beside the table stands: “{told}”")
        return
    name = "-".join(filter(None, (_stem(origin.file), slugify(sheet))))
    yield from as_text(kept, origin, name)


def as_text(texts: Iterable[tuple[int, str]], origin: Origin, name: str) -> Iterator[Event]:
    """Numbered lines that are no disclosures, as a publication."""
    lines: list[Line] = []
    size = 0
    for number, words in texts:
        size += len(words)
        if size > _MOST_TEXT:
            said = f"{name} is longer than {_MOST_TEXT:,} characters: what follows is not read"
            yield Trouble(said, loss=True)
            break
        lines.append(Line(number, words))
    context = origin.context(READER, origin.authority, origin.published)
    yield publication(lines, context, name, ())


def _stem(file: str) -> str:
    return slugify(PurePath(file.rpartition("!")[2]).stem) or "log"
