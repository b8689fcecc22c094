"""OpenDocument: texts and spreadsheets."""

from __future__ import annotations

import pytest
from formats import odt, packed

from foisearch import containers
from foisearch.containers import opendocument
from foisearch.containers.contents import Contents, Sheet
from foisearch.containers.source import Source
from foisearch.errors import SourceError

STYLES = (
    "<text:list-style style:name='L1'>"
    "<text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>"
    "<text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')'/>"
    "<text:list-level-style-number text:level='3' style:num-format='1' text:display-levels='2'/>"
    "</text:list-style><text:list-style style:name='L2'>"
    "<text:list-level-style-bullet text:level='1' text:bullet-char='•'/></text:list-style>"
)

DATED = "office:value-type='date' office:date-value='2024-05-03T00:00:00'"


def contents(data: bytes, name: str = "a.odt") -> Contents:
    """What is in a file."""
    return opendocument.read(name, data, containers.ReadOptions())


def source(body: str, styles: str = STYLES) -> Source:
    """The text with this body."""
    (piece,) = contents(odt(body, styles)).pieces
    assert isinstance(piece, Source)
    return piece


def p(text: str) -> str:
    """A paragraph."""
    return f"<text:p>{text}</text:p>"


def items(*inside: str, given: str = "text:style-name='L1'") -> str:
    """A list."""
    return f"<text:list {given}>{''.join(inside)}</text:list>"


def item(inside: str, given: str = "") -> str:
    """An item of a list."""
    return f"<text:list-item {given}>{inside}</text:list-item>"


def test_numbers_that_are_not_in_the_text() -> None:
    body = (
        items(
            item(
                p("a") + items(item(p("b")), item(p("c") + items(item(p("d")), given="")), given="")
            ),
            item(p("e")),
        )
        + p("between")
        + items(item(p("f")), given="text:style-name='L1' text:continue-numbering='true'")
        + items(item(p("g"), "text:start-value='7'"))
        + items(item(p("h")), given="text:style-name='L2'")
        + items(item(items(item(p("i")), given="")))
    )
    assert [line for line in source(body).text.split("\n") if line] == [
        *("1. a", "a) b", "b) c", "b.1 d", "2. e", "between", "3. f", "7. g", "• h", "a) i")
    ]


def test_spaces_breaks_links_boxes_and_notes() -> None:
    made = source(
        "<text:h>Drones</text:h>"
        + p(
            "See<text:s text:c='3'/><text:a xlink:href='https://a.example/x'>here</text:a>"
            "<text:line-break/>and<text:tab/><text:span>there"
            "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>A note.</text:p></text:note-body></text:note></text:span>."
            "<office:annotation><text:p>comment</text:p></office:annotation>"
            "<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
        )
        + "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        + "<text:section><text:p>in a section</text:p></text:section>"
        + "<text:table-of-content><text:p>Drones 1</text:p></text:table-of-content>"
    )
    assert made.text == (
        "Drones\n\nSee here (https://a.example/x)\nand there [1].\n\nin a box\n\nin a section\n\n"
        "[1] A note."
    )
    assert made.warnings == ("a table of contents of 2 words left out",)


def test_text_of_hidden_styles_is_left_out() -> None:
    styles = (
        "<style:style style:name='T1' style:family='text'>"
        "<style:text-properties text:display='none'/></style:style>"
        "<style:style style:name='T2' style:parent-style-name='T1'/>"
        "<style:style style:name='T3' style:parent-style-name='T2'>"
        "<style:text-properties text:display='true'/></style:style>"
        "<style:style style:name='T4' style:parent-style-name='T4'/>"
    )
    words = ("do", "not", "hold", "nine")
    spans = "".join(
        f"<text:span text:style-name='T{n}'>{word} </text:span>" for n, word in enumerate(words, 1)
    )
    made = source(p(f"We {spans}gates.") + "<text:p text:style-name='T1'>hidden</text:p>", styles)
    assert made.text == "We hold nine gates."


def test_tables() -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    made = source(
        f"<table:table><table:table-header-rows>{row('Year', 'Cars')}</table:table-header-rows>"
        f"<table:table-row><table:table-cell table:number-columns-spanned='2'>{p('2022')}"
        f"</table:table-cell><table:covered-table-cell/></table:table-row>{row('2023', '12')}"
        "</table:table>"
    )
    assert made.text == "Year | Cars\n2022\n2023 | 12"
    assert made.grids[0].rows == (("Year", "Cars"), ("2022", ""), ("2023", "12"))


def sheet(name: str, rows: str) -> str:
    """A sheet."""
    return f"<table:table table:name='{name}'>{rows}</table:table>"


def cell(text: str, times: int = 1, given: str = "") -> str:
    """A cell of a sheet, so many times."""
    given = f"table:number-columns-repeated='{times}' {given}"
    return f"<table:table-cell {given}>{p(text) if text else ''}</table:table-cell>"


def rows(data: bytes) -> list[list[tuple[str, ...]]]:
    """The rows of every sheet."""
    pieces = contents(data, "a.ods").pieces
    return [[row.cells for row in piece.rows] for piece in pieces if isinstance(piece, Sheet)]


def test_sheets() -> None:
    body = sheet(
        "Log",
        f"<table:table-row>{cell('Ref')}{cell('Date')}"
        f"{cell('', 16382)}</table:table-row>"
        "<table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
        f"<table:table-row>{cell('12/34')}"
        f"{cell('03/05/24', given=DATED)}{cell('x', 2)}</table:table-row>"
        "<table:table-row table:number-rows-repeated='1048570'><table:table-cell "
        "table:number-columns-repeated='16384'/></table:table-row>",
    )
    found = contents(odt(body, kind="spreadsheet"), "a.ods")
    (made,) = found.pieces
    assert isinstance(made, Sheet)
    assert made.name == ""
    assert [(row.number, row.cells) for row in made.rows] == [
        (1, ("Ref", "Date")),
        (5, ("12/34", "2024-05-03", "x", "x")),
    ]
    both = odt(
        body + sheet("Notes", f"<table:table-row>{cell('a')}</table:table-row>"), "", "spreadsheet"
    )
    assert [piece.name for piece in contents(both).pieces if isinstance(piece, Sheet)] == [
        *("Log", "Notes")
    ]


def test_a_sheet_that_repeats_without_end_is_cut_and_said() -> None:
    row = "<table:table-row table:number-rows-repeated='999999'>{}</table:table-row>"
    wide = cell("x", 16384)
    found = contents(odt(sheet("A", row.replace("{}", wide)), "", "spreadsheet"), "a.ods")
    assert found.errors == ("sheet A: the rows from 20001 on are not read: too many",)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"mimetype": "x"}, "holds no OpenDocument text or spreadsheet"),
        ({"content.xml": "<a><body><drawing/></body></a>"}, "holds no text; it is a drawing"),
        ({"content.xml": "<a>", "META-INF/manifest.xml": "<encryption-data/>"}, "is encrypted"),
        ({"content.xml": "<!DOCTYPE a><a/>"}, "it declares entities"),
        ({"content.xml": "<a><body><spreadsheet/></body></a>"}, "holds no rows that are shown"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(parts: dict[str, str], said: str) -> None:
    with pytest.raises(SourceError) as error:
        contents(packed(parts))
    assert str(error.value).startswith("a.odt ")
    assert said in str(error.value)


def test_what_is_hidden_in_a_spreadsheet_is_named_and_not_read() -> None:
    columns = (
        "<table:table-column/><table:table-column table:visibility='collapse'/>"
        "<table:table-column table:number-columns-repeated='9'/>"
    )
    shown = f"<table:table-row>{cell('a')}{cell('b')}{cell('c')}</table:table-row>"
    filtered = shown.replace("<table:table-row>", "<table:table-row table:visibility='filter'>")
    body = sheet("Log", columns + shown + filtered + shown)
    secret = sheet("Names", shown).replace("<table:table ", "<table:table table:style-name='h' ")
    styles = (
        "<style:style style:name='h'><style:table-properties table:display='false'/></style:style>"
    )
    found = contents(odt(body + secret, styles, "spreadsheet"), "a.ods")
    assert found.warnings == (
        "sheet “Log”: 1 row and 1 column hidden, and not read: show them if meant",
        "sheet “Names” is hidden, and is not read: show it if it is meant",
    )
    (log,) = found.pieces
    assert isinstance(log, Sheet)
    assert [(row.number, row.cells) for row in log.rows] == [
        (1, ("a", "", "c")),
        (3, ("a", "", "c")),
    ]


def test_columns_beyond_the_widest_are_said() -> None:
    row = f"<table:table-row>{cell('a')}{cell('', 1_500)}{cell('z')}</table:table-row>"
    found = contents(odt(sheet("A", row), "", "spreadsheet"), "a.ods")
    assert found.errors == ("sheet A: what stands beyond column 1,000 is not read",)
