"""Workbooks: visible sheets as rows, values as text, and hostile files in bounded time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from pace import is_linear

from foisearch import containers
from foisearch.containers import workbook
from foisearch.containers.contents import Contents, Row, Sheet
from foisearch.containers.workbook import beside, blanks
from foisearch.containers.workbook.blanks import WithoutBlankRows
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
    monkeypatch.setattr("foisearch.containers.workbook.cells.MOST_CELLS", 10)
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


def sheet_xml(change: Callable[[bytes], bytes], fill: Callable[[Any], None] = log) -> bytes:
    """A workbook whose sheet is changed as text."""
    return rewritten(made(fill), lambda n, part: change(part) if n.endswith("sheet1.xml") else part)


def whole(stream: Any, size: int) -> bytes:
    """A stream without its blank rows, read ``size`` bytes at a time."""
    without = WithoutBlankRows(stream)
    return b"".join(iter(lambda: without.read(size), b""))


BLANK_ROWS = (
    *(b'<row r="%d"/>', b'<row r="%d" ht="15" customHeight="1"></row>'),
    *(b'<row r="%d"><c r="A1" s="1"/><c r="B1" s="2"></c></row>', b'<row r="%d"> </row>'),
)


@pytest.mark.parametrize("blank", BLANK_ROWS)
@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_a_million_blank_rows_cost_little_and_move_nothing(blank: bytes, prefix: bytes) -> None:
    """None of them is parsed: the parser sees the rows that hold something."""
    last = 1_000_000

    def change(part: bytes) -> bytes:
        more = b"".join(blank % n for n in range(7, last, 50))
        more += b'<row r="%d"><c r="B%d" t="inlineStr"><is><t>end</t></is></c></row>' % (last, last)
        part = part.replace(b"</sheetData>", more + b"</sheetData>")
        if prefix:
            part = re.sub(rb"<(/?)(?=\w)", rb"<\1" + prefix, part)
        return part.replace(b" xmlns=", b" xmlns:x=") if prefix else part

    data = sheet_xml(change)
    part = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert whole(io.BytesIO(part), 1 << 16).count(b"row r=") == 6
    found = rows(containers.read("log.xlsx", data))[""]
    assert [number for number, _ in found] == [1, 3, 4, 5, 6, last]
    assert found[-1] == (last, ("", "end"))


@given(
    st.lists(
        st.sampled_from(
            (
                *(b'<row r="1"/>', b'<row r="2"><c r="A2"/></row>', b"<row><c/></row>"),
                *(b'<row r="3"><c><v>1</v></c></row>', b'<row r="4" a="', b"<rows/>", b"</row>"),
                *(b'<x:row r="5"></x:row>', b"<row", b"text", b'<row r="6"><v>', b"<c/>"),
            )
        ),
        max_size=12,
    ),
    st.integers(1, 9),
)
def test_only_blank_rows_go_wherever_the_stream_is_cut(pieces: list[bytes], size: int) -> None:
    data = b"".join(pieces)

    class Slow(io.BytesIO):
        def read(self, count: int | None = -1, /) -> bytes:
            return super().read(size)

    left = whole(io.BytesIO(data), 1 << 20)
    assert whole(Slow(data), 3) == left
    for kept in (b"<v>1</v>", b"text", b"<row><c/></row>", b"<rows/>"):
        assert left.count(kept) == data.count(kept)


def test_a_row_beyond_the_last_ends_the_sheet_and_keeps_what_stands_before() -> None:
    def far(part: bytes) -> bytes:
        row = b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'
        return part.replace(b"</sheetData>", row + b"</sheetData>")

    (sheet,) = containers.read("log.xlsx", sheet_xml(far)).pieces
    assert isinstance(sheet, Sheet)
    coming = iter(sheet.rows)
    assert [next(coming).number for _ in range(5)] == [1, 3, 4, 5, 6]
    with pytest.raises(SourceError, match="more than 1,048,576 rows; what follows is not read"):
        next(coming)


def test_hidden_rows_and_columns_are_named_and_not_read() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.title = "Log"
        for row in (
            ("Ref", "Name", "Request", ""),
            ("1/24", "Jo", "Sheds?", ""),
            ("2/24", "Al", "Why?"),
        ):
            sheet.append(row)
        sheet.append(["3/24", "Bo", "How?"])
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions["F"].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[9].hidden = True

    contents = containers.read("log.xlsx", made(fill))
    assert rows(contents) == {
        "": [(1, ("Ref", "", "Request")), (2, ("1/24", "", "Sheds?")), (4, ("3/24", "", "How?"))]
    }
    assert contents.warnings == (
        "sheet “Log”: row 3 and column B are hidden, and not read: show them if they are meant",
    )


def test_hidden_places_without_content_are_not_spoken_of() -> None:
    def fill(book: Any) -> None:
        log(book)
        book.active.column_dimensions["Z"].hidden = True
        book.active.row_dimensions[99].hidden = True

    contents = containers.read("log.xlsx", made(fill))
    assert contents.warnings == ()
    assert rows(contents) == rows(containers.read("log.xlsx", made(log)))


def test_many_hidden_rows_are_told_as_runs() -> None:
    def fill(book: Any) -> None:
        for number in range(1, 41):
            book.active.append([f"{number}/24"])
            book.active.row_dimensions[number].hidden = number % 3 != 0 and number > 2

    (said,) = containers.read("log.xlsx", made(fill)).warnings
    assert "rows 4–5, 7–8, 10–11, 13–14, 16–17, 19–20, 22–23, 25–26 and 9 more are hidden" in said


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, MAC_EPOCH])
def test_dates_count_from_the_day_that_the_workbook_says(epoch: datetime) -> None:
    def fill(book: Any) -> None:
        book.epoch = epoch
        book.active.append([datetime(2024, 7, 3), date(1999, 12, 31)])

    assert rows(containers.read("a.xlsx", made(fill))) == {"": [(1, ("2024-07-03", "1999-12-31"))]}


def test_cells_that_show_an_error_are_counted() -> None:
    def fill(book: Any) -> None:
        book.active.title = "Log"
        book.active.append(["1/24", "#N/A", "#REF!"])

    contents = containers.read("log.xlsx", made(fill))
    assert contents.warnings == (
        "sheet “Log”: cells that show an error (#N/A, #REF!) count as empty (2)",
    )


TAGS = (b'<row r="1"', b'<row r="1"><c r="A1"/>', b'<c r="A1" ', b"<f/> <v/>", b"<col ", b"<")


@pytest.mark.parametrize("text", TAGS)
@pytest.mark.parametrize("pattern", [beside._EXTRA, beside._FILLED, blanks._BLANK])
def test_patterns_are_linear(pattern: re.Pattern[bytes], text: bytes) -> None:
    assert is_linear(lambda n: pattern.sub(b"", text * (n // len(text))), 400_000)
