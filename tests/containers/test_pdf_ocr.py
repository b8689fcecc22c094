"""Scans and OCR: an ocrmypdf of the tests' own stands in for the real one."""

from __future__ import annotations

from pathlib import Path

import pdf_samples as made
import pypdfium2
import pytest

from foisearch.containers.contents import Contents, ReadOptions
from foisearch.containers.pdf import ocr, read
from foisearch.containers.pdf.characters import garbled
from foisearch.containers.pdf.drawn import Drawn
from foisearch.containers.source import Source
from foisearch.errors import SourceError

WITH_OCR = ReadOptions(ocr=True)
FIRST = made.lines("Dear Applicant,\n\nplease see the next page.")
SCAN = made.drawn(FIRST, made.scan)
PAGE = made.drawn(made.lines("Nine gates."))


class Program:
    """A program called ocrmypdf that writes a file it was given beforehand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers(PAGE)

    def answers(self, data: bytes) -> None:
        (self.folder / "answer.pdf").write_bytes(data)
        self.does('for last; do :; done; cp "$(dirname "$0")/answer.pdf" "$last"')

    def does(self, script: str) -> None:
        path = self.folder / "ocrmypdf"
        keeps = 'cp scanned.pdf "$(dirname "$0")/asked.pdf"'
        path.write_text(f"#!/bin/sh\n{keeps}\n{script}\n")
        path.chmod(0o755)

    @property
    def asked(self) -> int:
        """How many pages it was given."""
        with pypdfium2.PdfDocument(self.folder / "asked.pdf") as given:
            return len(given)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return Program(tmp_path)


def text_of(found: Contents) -> Source:
    (piece,) = found.pieces
    assert isinstance(piece, Source)
    return piece


def test_scanned_pages_are_read_and_said(program: Program) -> None:
    found = read("reply.pdf", SCAN, WITH_OCR)
    assert found.errors == ()
    assert found.warnings == ("page 2 read by OCR: compare with the page",)
    source = text_of(found)
    assert source.text.endswith("Nine gates.")
    assert source.by_ocr == ((5, 5),)


def test_only_pages_without_text_are_handed_over(program: Program) -> None:
    """The others are read as they always are, and every page keeps its number."""
    program.answers(made.drawn(made.lines("Nine gates."), made.lines("Ten doors.")))
    pages = (made.scan, FIRST, made.scan, made.lines("Yours faithfully"))
    found = read("reply.pdf", made.drawn(*pages), WITH_OCR)
    assert program.asked == 2
    assert found.warnings == ("pages 1, 3 read by OCR: compare with the page",)
    source = text_of(found)
    rows = [row for row in source.text.split("\n") if row]
    assert rows == [
        "Nine gates.",
        "Dear Applicant,",
        "please see the next page.",
        "Ten doors.",
        "Yours faithfully",
    ]
    began = [source.text.split("\n")[line - 1] for line in source.pages]
    assert began == ["Nine gates.", "Dear Applicant,", "Ten doors.", "Yours faithfully"]


def stamped(page: made.Canvas) -> None:
    """Draws a scan with a stamp on it, whose words are a text layer."""
    made.scan(page)
    page.drawString(60, 820, "Disclosed under the Act")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(made.unmapped("We have nine gates. " * 5), id="letters-without-names"),
        pytest.param(made.drawn(stamped), id="a-stamp-on-a-scan"),
        pytest.param(made.drawn(made.scan, encrypt=made.locked("")), id="locked-for-writing"),
        pytest.param(
            made.drawn(lambda page: [page.line(n, n, n + 9, n) for n in range(60)] and None),
            id="letters-drawn-as-strokes",
        ),
    ],
)
def test_all_that_only_ocr_reads_is_read(program: Program, data: bytes) -> None:
    found = read("reply.pdf", data, WITH_OCR)
    assert found.errors == ()
    assert found.warnings == ("page 1 read by OCR: compare with the page",)
    assert text_of(found).text == "Nine gates."
    with pypdfium2.PdfDocument(program.folder / "asked.pdf") as given:
        assert pypdfium2.raw.FPDF_GetSecurityHandlerRevision(given) == -1


def test_it_is_not_asked_without_need(program: Program) -> None:
    read("reply.pdf", made.drawn(FIRST), WITH_OCR)
    with pytest.raises(SourceError):
        read("reply.pdf", made.drawn(made.scan), ReadOptions())
    assert not (program.folder / "asked.pdf").exists()


def test_what_ocr_cannot_read_either_is_told(program: Program) -> None:
    program.answers(made.drawn(made.scan))
    found = read("reply.pdf", SCAN, WITH_OCR)
    assert found.errors == ("no text layer on page 2, and OCR found none",)
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            "echo 'InputFileError: no\033[31m' >&2; exit 2",
            "ocrmypdf: it fails with status 2 (Input",
        ),
        ("exit 0", "ocrmypdf: it leaves nothing"),
        ("sleep 60", "ocrmypdf: it takes longer than"),
    ],
)
def test_a_failure_is_said_and_the_rest_is_read(
    program: Program, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    monkeypatch.setattr(ocr, "SECONDS_A_PAGE", 0.5)
    program.does(script)
    found = read("reply.pdf", SCAN, WITH_OCR)
    assert found.errors[0].startswith(said)
    assert "\033" not in found.errors[0]
    assert found.errors[1].startswith("no text layer on page 2")
    assert len(found.pieces) == 1


def test_what_ocr_garbles_is_kept_and_said(program: Program) -> None:
    program.answers(made.drawn(made.lines("Aq pajeyD JeM uo!sseS aLL uOHeW aYy " * 3)))
    found = read("reply.pdf", SCAN, WITH_OCR)
    assert found.warnings[1] == (
        "page 2: OCR made hardly any words of what stands there (handwriting, or a bad scan?)"
    )
    assert "pajeyD" in text_of(found).text


def test_the_back_of_a_sheet_is_blank(program: Program) -> None:
    """Sheets that are scanned from both sides; nothing is missing where nothing stands."""
    back = made.drawn(FIRST, lambda page: made.scan(page, even=True))
    found = read("reply.pdf", back, WITH_OCR)
    assert (found.warnings, found.errors) == ((), ())
    assert not (program.folder / "asked.pdf").exists()


@pytest.mark.parametrize("paper", [230, 128, 10])
def test_ink_is_what_differs_from_paper_also_in_a_negative(paper: int) -> None:
    written = 240 if paper < 100 else 20
    sheet = Drawn(None, bytes([paper] * 990 + [written] * 10), 100, 100, 10)
    assert sheet.ink() == 0.01
    assert Drawn(None, bytes([paper, paper - 9] * 500), 100, 100, 10).ink() == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The council owns four bandstands and LinkedIn McDonald TMB-24 pages in its MFDs.", False),
        ("Aq pajeyD JeM uo!sseS aLL uOHeW aYy eYt sJe pUe uO!jew", True),
        ("aB cD eF", False),
    ],
)
def test_words_and_what_are_none(text: str, said: bool) -> None:
    assert garbled(text) is said


def test_a_damaged_answer_is_said(program: Program) -> None:
    program.answers(b"%PDF-1.4 nothing")
    found = read("reply.pdf", SCAN, WITH_OCR)
    assert found.errors[0].startswith("what ocrmypdf wrote cannot be read")


def test_where_it_is_missing_the_cure_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SourceError, match=r"no text layer on page 1; ocrmypdf is not installed"):
        read("reply.pdf", made.drawn(made.scan), WITH_OCR)


LOG = (
    (60, "Ref", ("TMB-24-0101", "", "TMB-24-0102", "", "TMB-24-0103")),
    (160, "Date", ("1 March 2024", "", "2 March 2024", "", "4 March 2024")),
    (260, "Request", ("How many swans does", "the council own?", "How many kites?", "", "Doors?")),
    (400, "Response", ("It owns nine.", "", "It owns two, and", "one is lent.", "None.")),
)
HEIGHTS = (120, 132, 160, 172, 200)


def as_ocr_sees(page: made.Canvas) -> None:
    """Draws a scanned log as OCR lays words above it: by columns, wide spaces, one line astray."""
    made.scan(page)
    unseen = page.beginText()
    unseen.setFont("Helvetica", 10)
    unseen.setTextRenderMode(3)
    lines = [(x, 90, head) for x, head, _ in LOG]
    lines += [(x, y, cell) for x, _, cells in LOG for y, cell in zip(HEIGHTS, cells, strict=True)]
    lines.insert(4, lines.pop(lines.index((260, 132, "the council own?"))))
    for left, top, cell in lines:
        for word in cell.split():
            unseen.setTextOrigin(left, page._pagesize[1] - top)
            unseen.textOut(word)
            left += page.stringWidth(word, "Helvetica", 10) + 8
    page.drawText(unseen)


def ruled(page: made.Canvas) -> None:
    """The same, its rules read as letters."""
    made.scan(page)
    unseen = page.beginText()
    unseen.setFont("Helvetica", 10)
    unseen.setTextRenderMode(3)
    for at, top in ((-1, 90), *enumerate(HEIGHTS)):
        cells = [(x, head if at < 0 else cells[at]) for x, head, cells in LOG]
        for n, (x, cell) in enumerate(cells):
            rule = "| " if n and at >= 0 and cell and cells[n - 1][1] else ""
            left = x - page.stringWidth(rule, "Helvetica", 10)
            unseen.setTextOrigin(left, page._pagesize[1] - top)
            unseen.textOut(rule + cell)
    page.drawText(unseen)


@pytest.mark.parametrize("draw", [as_ocr_sees, ruled])
def test_a_table_in_a_scan_is_read_by_rows(draw: made.Draw) -> None:
    found = text_of(read("log.pdf", made.drawn(draw), ReadOptions()))
    (grid,) = found.grids
    assert grid.rows == (
        ("Ref", "Date", "Request", "Response"),
        ("TMB-24-0101", "1 March 2024", "How many swans does the council own?", "It owns nine."),
        ("TMB-24-0102", "2 March 2024", "How many kites?", "It owns two, and one is lent."),
        ("TMB-24-0103", "4 March 2024", "Doors?", "None."),
    )
    assert found.by_place  # and so each record of it is doubted
    assert found.by_ocr  # and says that somebody's OCR has read it
