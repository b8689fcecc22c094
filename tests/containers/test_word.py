"""Word documents: what stands where on the page, and what does not stand in the text."""

from __future__ import annotations

import io

import pytest
from formats import R, docx, packed

from foisearch import containers
from foisearch.containers import word
from foisearch.containers.contents import Contents, Member
from foisearch.containers.source import Source
from foisearch.errors import SourceError

NUMBERING = (
    "<w:numbering>"
    "<w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/>"
    "</w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>"
    "<w:lvlText w:val='%2)'/></w:lvl><w:lvl w:ilvl='2'><w:numFmt w:val='lowerRoman'/>"
    "<w:lvlText w:val='(%3)'/></w:lvl><w:lvl w:ilvl='3'><w:lvlText w:val='%1.%2.%4'/></w:lvl>"
    "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>"
    "<w:lvlText w:val='\uf0b7'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:lvlText w:val='Q%1'/></w:lvl>"
    "</w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'>"
    "<w:startOverride w:val='1'/></w:lvlOverride></w:num>"
    "<w:num w:numId='4'><w:abstractNumId w:val='2'/></w:num>"
    "</w:numbering>"
)
STYLES = (
    "<w:styles><w:style w:styleId='ListNumber'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
    "</w:pPr></w:style><w:style w:styleId='Mine'><w:basedOn w:val='ListNumber'/></w:style>"
    "<w:style w:styleId='Round'><w:basedOn w:val='Round'/></w:style></w:styles>"
)
PARTS = {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES}


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    """A numbered paragraph."""
    return p(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")


def table(*rows: list[str]) -> str:
    """A table; cells are paragraphs of text, or XML as it is."""
    inside = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{inside}</w:tbl>"


def contents(data: bytes) -> Contents:
    """What is in a document."""
    return word.read("a.docx", data, containers.ReadOptions())


def source(body: str, relations: str = "", **parts: str) -> Source:
    """The document with this body."""
    (piece,) = contents(docx(body, {**PARTS, **parts}, relations)).pieces
    assert isinstance(piece, Source)
    return piece


def lines(body: str) -> list[str]:
    """Its lines that are not empty."""
    return [line for line in source(body).text.split("\n") if line]


def test_numbers_that_are_not_in_the_text() -> None:
    assert lines(
        item("a")
        + item("b", 1)
        + item("c", 1)
        + item("d", 2)
        + item("e")
        + item("f", 1)
        + item("g", 3)
        + p("between")
        + item("h")
        + item("i", 0, 3)
        + item("j", 0, 3)
    ) == [
        *("1. a", "a) b", "b) c", "(i) d", "2. e", "a) f", "2.a.1 g", "between", "3. h"),
        *("1. i", "2. j"),
    ]


def test_bullets_styles_and_lists_that_are_switched_off() -> None:
    assert lines(
        item("a", 0, 2)
        + p("b", "<w:pStyle w:val='ListNumber'/>")
        + p("c", "<w:pStyle w:val='Mine'/>")
        + p("d", "<w:pStyle w:val='Mine'/><w:numPr><w:numId w:val='0'/></w:numPr>")
        + p("e", "<w:pStyle w:val='Round'/>")
        + item("f", 0, 4)
        + item("g", 0, 99)
        + item("h", 77)
    ) == ["• a", "1. b", "2. c", "d", "e", "Q1. f", "g", "h"]


def test_an_empty_item_has_a_number_and_no_line() -> None:
    assert lines(item("a") + item("") + item("c")) == ["1. a", "3. c"]


def test_text_of_hidden_styles_is_left_out() -> None:
    def style(name: str, below: str = "", properties: str = "") -> str:
        based = f"<w:basedOn w:val='{below}'/>" if below else ""
        return f"<w:style w:styleId='{name}'>{based}<w:rPr>{properties}</w:rPr></w:style>"

    styles = (
        style("Gone", "", "<w:vanish/>")
        + style("GoneToo", "Gone", "<w:b/>")
        + style("Back", "GoneToo", "<w:vanish w:val='0'/>")
        + style("Round", "Round")
    )
    made = source(
        "<w:p>"
        + r("We ")
        + r("do ", "<w:rStyle w:val='Gone'/>")
        + r("not ", "<w:rStyle w:val='GoneToo'/>")
        + r("hold ", "<w:rStyle w:val='Back'/>")
        + r("nine ", "<w:rStyle w:val='Round'/>")
        + r("gates.", "<w:rStyle w:val='Gone'/><w:vanish w:val='0'/>")
        + "</w:p>"
        + p("hidden", "<w:pStyle w:val='Gone'/>"),
        **{"word/styles.xml": f"<w:styles>{styles}</w:styles>"},
    )
    assert made.text == "We hold nine gates."


def test_tracked_changes_hidden_text_and_comments() -> None:
    assert lines(
        "<w:p>"
        + r("We ")
        + f"<w:ins>{r('do ')}</w:ins>"
        + "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
        + r("secretly ", "<w:vanish/>")
        + r("", "<w:vanish w:val='0'/>")
        + f"<w:moveFrom>{r('gone ')}</w:moveFrom><w:moveTo>{r('hold ')}</w:moveTo>"
        + "<w:commentRangeStart/>"
        + r("it.")
        + "</w:p>"
    ) == ["We do hold it."]


def test_breaks_tabs_and_signs() -> None:
    run = (
        "<w:r><w:t>Ref:</w:t><w:tab/><w:t>12</w:t><w:noBreakHyphen/><w:t>34</w:t><w:softHyphen/>"
        "<w:br/><w:t>two</w:t><w:br w:type='page'/><w:sym w:char='F0B7'/><w:sym w:char='x'/></w:r>"
    )
    assert source(f"<w:p>{run}</w:p>").text == "Ref: 12-34\ntwo\n\n•"


def test_tables_merged_cells_and_tables_inside() -> None:
    merged = "<w:tcPr><w:vMerge{}/></w:tcPr>"
    made = source(
        p("As follows:")
        + table(
            ["Year", f"<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('Cars')}"],
            [merged.format(" w:val='restart'") + p("2022"), "12", "x"],
            [merged.format("") + p(""), "13", "y"],
        )
        + p("End.")
    )
    assert made.text == "As follows:\n\nYear | Cars\n2022 | 12 | x\n13 | y\n\nEnd."
    assert made.grids[0].rows == (("Year", "Cars", ""), ("2022", "12", "x"), ("", "13", "y"))
    assert (made.grids[0].first_line, made.grids[0].last_line) == (3, 5)


def test_a_log_in_a_table() -> None:
    inner = table(["Red", "4"], ["Blue", "6"])
    assert lines(
        table(
            ["Ref", "12/34"],
            ["Request", item("How many?") + item("What cost?")],
            ["Response", p("We hold ten:") + inner],
        )
    ) == [
        *("Ref: 12/34", "Request", "1. How many?", "2. What cost?", "Response"),
        *("We hold ten:", "Red | 4", "Blue | 6"),
    ]


def test_boxes_controls_fields_and_links() -> None:
    box = (
        "<w:r><AlternateContent><Choice><w:txbxContent>{0}</w:txbxContent></Choice>"
        "<Fallback><w:txbxContent>{0}</w:txbxContent></Fallback></AlternateContent></w:r>"
    ).format(p("in a box"))
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK "
        "\"https://b.example/y\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/>"
        f"</w:r>{r('our log')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    relation = (
        f"<Relationship Id='r1' Type='{R}/hyperlink' Target='https://a.example/x' "
        "TargetMode='External'/>"
    )
    made = source(
        f"<w:sdt><w:sdtContent>{p('in a control')}</w:sdtContent></w:sdt>"
        f"<w:p>{r('See ')}<w:hyperlink r:id='r1'>{r('here')}</w:hyperlink>{r(' or ')}{field}"
        f"<w:fldSimple w:instr='PAGE'>{r('7')}</w:fldSimple>{box}</w:p>",
        relation,
    )
    assert made.text == "in a control\n\nSee here (https://a.example/x) or our log7\n\nin a box"
    assert made.links == ((3, "https://b.example/y"),)


def test_notes_stand_at_the_end() -> None:
    made = source(
        f"<w:p>{r('One')}<w:r><w:footnoteReference w:id='2'/></w:r>{r(' two.')}</w:p>",
        **{
            "word/footnotes.xml": f"<w:footnotes><w:footnote w:id='0'>{p('---')}</w:footnote>"
            f"<w:footnote w:id='2'>{p('A note.')}</w:footnote></w:footnotes>"
        },
    )
    assert made.text == "One [1] two.\n\n[1] A note."


def headed(first: str, running: str, body: str) -> Source:
    """A letter with a header on its first page, and one on every page."""
    relations = "".join(
        f"<Relationship Id='{key}' Type='{R}/header' Target='{key}.xml'/>" for key in ("h1", "h2")
    )
    section = (
        "<w:sectPr><w:headerReference w:type='first' r:id='h1'/>"
        "<w:headerReference w:type='default' r:id='h2'/><w:titlePg/></w:sectPr>"
    )
    parts = {
        f"word/{key}.xml": f"<w:hdr>{text}</w:hdr>"
        for key, text in (("h1", first), ("h2", running))
    }
    return source(p(body) + section, relations, **parts)


def test_a_letterhead_is_kept_and_what_runs_on_every_page_is_not() -> None:
    made = headed(p("Harrowmere Police"), p("OFFICIAL") + p("Our ref: 12/3456"), "Dear writer")
    assert made.text == "Harrowmere Police\nOur ref: 12/3456\n\nDear writer"
    assert made.warnings == ("1 words of headers and footers left out",)
    again = headed(p("Harrowmere Police"), p("Our ref: 12/3456"), "Our ref: 12/3456 of May")
    assert again.text == "Harrowmere Police\n\nOur ref: 12/3456 of May"


def test_a_table_of_contents_is_left_out() -> None:
    made = source(p("Request 1 … 3", "<w:pStyle w:val='TOC1'/>") + p("Request 1"))
    assert made.text == "Request 1"
    assert made.warnings == ("a table of contents of 4 words left out",)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Cycling collisions in Easterby", "Cycling collisions in Easterby"),
        ("Microsoft Word - letter.doc", ""),
        ("Document1", ""),
        ("FOI response template", ""),
        ("letter 12.docx", ""),
        ("", ""),
    ],
)
def test_titles(said: str, title: str) -> None:
    core = f"<w:coreProperties><w:title>{said}</w:title></w:coreProperties>"
    assert source(p("text"), **{"docProps/core.xml": core}).title == title


def test_documents_inside_are_members() -> None:
    relations = (
        f"<Relationship Id='r1' Type='{R}/package' Target='embeddings/Sheet.xlsx'/>"
        f"<Relationship Id='r2' Type='{R}/oleObject' Target='embeddings/x.bin'/>"
        f"<Relationship Id='r3' Type='{R}/aFChunk' Target='/word/chunk.html'/>"
    )
    body = (
        "<w:p><w:r><w:object><OLEObject r:id='r1'/><OLEObject r:id='r2'/></w:object></w:r></w:p>"
        "<w:altChunk r:id='r3'/><w:altChunk r:id='r9'/>"
    )
    data = docx(
        p("text") + body, {"word/embeddings/Sheet.xlsx": "<a>", "word/chunk.html": "<p>"}, relations
    )
    pieces = list(contents(data).pieces)
    assert [piece.name for piece in pieces if isinstance(piece, Member)] == [
        "Sheet.xlsx",
        "chunk.html",
    ]


def test_python_docx_writes_what_is_read() -> None:
    docx_library = pytest.importorskip("docx")
    document = docx_library.Document()
    document.add_heading("Request", 1)
    for text in ("How many?", "At what cost?"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("all of it", style="List Bullet")
    made = document.add_table(1, 2)
    made.cell(0, 0).text, made.cell(0, 1).text = "2022", "12"
    file = io.BytesIO()
    document.save(file)
    (piece,) = contents(file.getvalue()).pieces
    assert isinstance(piece, Source)
    assert piece.text == "Request\n\n1. How many?\n2. At what cost?\n• all of it\n\n2022 | 12"


def entities() -> bytes:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><w:document>&b;</w:document>"
    return packed({"word/document.xml": bomb})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 nothing", "a.docx is cut off or damaged"),
        (b"text", "a.docx is no Word document"),
        (packed({"x": "y"}), "a.docx holds no Word document"),
        (packed({"word/document.xml": "<w:document"}), "is damaged at word/document.xml"),
        (entities(), "it declares entities"),
        (packed({"word/document.xml": "<a>" * 5000 + "</a>" * 5000}), "nested too deep"),
        (packed({"word/document.xml": "<a>" + " " * 60_000_000}), "grows without measure"),
        (packed({str(n): "" for n in range(20_001)}), "no Word document has so many"),
        (docx(""), "a.docx holds no text"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as error:
        contents(data)
    assert said in str(error.value)
    assert str(error.value).startswith("a.docx ")
