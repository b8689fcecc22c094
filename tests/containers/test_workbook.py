"""Workbooks: visible sheets as rows, values as text, and hostile files in bounded time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch import containers
from foisearch.containers import workbook
from foisearch.containers.contents import Contents, Row, Sheet
from foisearch.errors import SourceError


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def made(fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    return saved(book)


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same package with its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info.filename)))
    return stream.getvalue()


def rows(contents: Contents) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    found = {}
    for piece in contents.pieces:
        assert isinstance(piece, Sheet)
        found[piece.name] = [(row.number, row.cells) for row in piece.rows]
    return found


def log(book: Any) -> None:
    sheet = book.active
    sheet.append(["Ref", "Received", "Request", "Link"])
    sheet.append([])
    sheet.append(["1/24", datetime(2024, 7, 3), "How many?", "Letter"])
    sheet["D3"].hyperlink = "https://tarnmouth.example/a.pdf"
    sheet.append([None, None, "And why?"])
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:B4")
    sheet.append([12, date(2024, 7, 4), 0.1 + 0.2, True])
    sheet.append(["3/24", datetime(2024, 7, 5, 9, 30), " spaced\nout "])


def test_values_merged_cells_and_links() -> None:
    contents = containers.read("log.xlsx", made(log))
    assert rows(contents) == {
        "": [
            (1, ("Ref", "Received", "Request", "Link")),
            (3, ("1/24", "2024-07-03", "How many?", "Letter (https://tarnmouth.example/a.pdf)")),
            (4, ("1/24", "2024-07-03", "And why?")),
            (5, ("12", "2024-07-04", "0.3", "TRUE")),
            (6, ("3/24", "2024-07-05 09:30", " spaced\nout ")),
        ]
    }
    assert contents.warnings == ()


def test_several_sheets_and_a_hidden_one() -> None:
    def fill(book: Any) -> None:
        book.active.title = "April"
        book.active.append(["a"])
        book.create_sheet("May").append(["b"])
        hidden = book.create_sheet("Names")
        hidden.append(["Jo Example"])
        hidden.sheet_state = "hidden"

    contents = containers.read("log.xlsx", made(fill))
    assert rows(contents) == {"April": [(1, ("a",))], "May": [(1, ("b",))]}
    assert contents.warnings == (
        "sheet “Names” is hidden, and is not read: show it if it is meant",
    )


def test_formulas_count_by_their_saved_values() -> None:
    data = made(lambda book: book.active.append(["=1+1", "=2+2"]))

    def cached(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        return part.replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
        )

    contents = containers.read("a.xlsx", rewritten(data, cached))
    assert rows(contents) == {"": [(1, ("2",))]}
    (warning,) = contents.warnings
    assert "formulas whose values were not saved count as empty (1)" in warning


def test_dimensions_that_lie() -> None:
    def lie(name: str, part: bytes) -> bytes:
        return part.replace(b'ref="A1:D6"', b'ref="A1:A1"')

    contents = containers.read("log.xlsx", rewritten(made(log), lie))
    assert len(rows(contents)[""]) == 5


def bomb(name: str, part: bytes) -> bytes:
    if not name.endswith("sheet1.xml"):
        return part
    return part.replace(b"<sheetData>", b"<sheetData>" + b" " * 60_000_000)


def entities(name: str, part: bytes) -> bytes:
    if not name.endswith("sheet1.xml"):
        return part
    declared = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return declared + part.partition(b"?>")[2]


def nothing_visible(name: str, part: bytes) -> bytes:
    return part.replace(b'state="visible"', b'state="hidden"')


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (bomb, "grows without measure"),
        (entities, "declares entities"),
        (nothing_visible, "no visible sheet"),
        (lambda name, part: b"" if name == "xl/workbook.xml" else part, "damaged"),
        (lambda name, part: part[: len(part) // 2] if "workbook" in name else part, "damaged"),
    ],
)
def test_a_bad_workbook_is_one_clear_line(change: Any, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        rows(containers.read("bad\n.xlsx", rewritten(made(log), change)))
    assert str(caught.value).isprintable()
    assert "bad%0A.xlsx" in str(caught.value)


def test_a_sheet_that_is_damaged_half_way_gives_its_first_rows() -> None:
    def fill(book: Any) -> None:
        for number in range(2000):
            book.active.append([f"{number}/24", "How many?"])

    def cut(name: str, part: bytes) -> bytes:
        return part[: len(part) // 2] if name.endswith("sheet1.xml") else part

    (sheet,) = containers.read("a.xlsx", rewritten(made(fill), cut)).pieces
    assert isinstance(sheet, Sheet)
    seen: list[Row] = []
    with pytest.raises(SourceError, match="damaged"):
        seen.extend(row for row in sheet.rows if not seen.append(row))
    assert len(seen) >= 500


def test_a_sheet_with_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 10)
    with pytest.raises(SourceError, match="more than 10 cells"):
        rows(containers.read("log.xlsx", made(log)))


def test_not_a_workbook() -> None:
    for data in (b"PK\x03\x04 no", b"hello"):
        with pytest.raises(SourceError):
            workbook.read("a.xlsx", data, containers.ReadOptions())


GOOD = made(log)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=4))
@settings(deadline=None, max_examples=60)
def test_mutated_workbooks_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, value in changes:
        data[at] = value
    said = ""
    try:
        rows(workbook.read("a.xlsx", bytes(data), containers.ReadOptions()))
    except SourceError as error:
        said = str(error)
    assert not said or said.isprintable()


@given(st.integers(0, len(GOOD)))
@settings(deadline=None, max_examples=40)
def test_truncated_workbooks_are_refused(length: int) -> None:
    if length == len(GOOD):
        return
    with pytest.raises(SourceError):
        rows(workbook.read("a.xlsx", GOOD[:length], containers.ReadOptions()))
