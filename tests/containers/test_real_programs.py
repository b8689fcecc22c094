"""ocrmypdf, LibreOffice, antiword and catdoc themselves, where they are installed.

All that foisearch decides is tested with stand-ins elsewhere.  Here stands what those cannot tell:
that the options of the real ones mean what they are taken to mean.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pdf_samples as made
import pypdfium2
import pytest
from docx import Document

from foisearch import containers
from foisearch.containers.contents import ReadOptions
from foisearch.containers.legacy import converters
from foisearch.containers.source import Source


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


UPRIGHT = """Our reference HM/2024/031

You asked how many bandstands the council owns, and what was spent on their repair.

The council owns four bandstands. We spent nine thousand pounds on repairs in that year,
which was met from the budget for parks and open spaces."""
SIDEWAYS = """Annex A: what was mended

Quay Park bandstand: the roof was mended in May and painted in the following month.
Mill Green bandstand: two steps were replaced, and the railings were painted green.
Harbour Walk bandstand: no repairs were made in any of these years, as far as we know."""


def scanned(text: str, turn: int) -> made.Draw:
    """Draws a page as a scanner sees it: a picture of it, laid in with so many quarter turns."""
    from reportlab.lib.utils import ImageReader

    with pypdfium2.PdfDocument(made.drawn(made.lines(text))) as pdf:
        picture = pdf[0].render(scale=200 / 72, rotation=90 * turn).to_pil()
    held = io.BytesIO()
    picture.save(held, "PNG")

    def draw(page: made.Canvas) -> None:
        size = made.A4 if turn % 2 == 0 else made.A4[::-1]
        page.setPageSize(size)
        page.drawImage(ImageReader(held), 0, 0, *size)

    return draw


@needs("ocrmypdf", "tesseract")
def test_scans_between_pages_of_text_are_read() -> None:
    pages = (scanned(UPRIGHT, 0), made.lines("A third."), scanned(SIDEWAYS, 1))
    data = made.drawn(made.lines("A first page."), *pages)
    found = containers.read("reply.pdf", data, ReadOptions(ocr=True))
    (source,) = found.pieces
    assert isinstance(source, Source)
    assert found.errors == ()
    assert found.warnings == ("pages 2, 4 read by OCR: compare with the page",)
    lines = source.text.split("\n")
    begins = [*(line - 1 for line in source.pages), len(lines)]
    first, upright, third, sideways = (
        " ".join(lines[begin:end]).split() for begin, end in pairwise(begins)
    )
    assert [first, third] == [["A", "first", "page."], ["A", "third."]]
    assert {"HM/2024/031", "bandstands", "nine", "budget"} <= set(upright)
    assert {"Annex", "roof", "railings", "Harbour"} <= set(sideways)


ENDING = "We keep records of every gate that the council owns. " * 30 + "Yours faithfully"
"""As long as a letter is: antiword refuses documents of a few words."""
WORDS = f"Our ref: HM/2024/031 The café – “nine” gates cost £40. Year Gates 2022 12 {ENDING}"


@pytest.fixture(scope="module")
def old_document(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An old Word document, as LibreOffice writes it."""
    folder = tmp_path_factory.mktemp("old")
    document = Document()
    document.add_paragraph("Our ref: HM/2024/031")
    document.add_paragraph("The café – “nine” gates cost £40.")
    table = document.add_table(rows=2, cols=2)
    for cell, word in zip(table._cells, ("Year", "Gates", "2022", "12"), strict=True):
        cell.text = word
    document.add_paragraph(ENDING)
    document.save(str(folder / "letter.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "doc", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "letter.docx")], check=True, capture_output=True)
    return Path(folder, "letter.doc").read_bytes()


@needs("soffice")
@pytest.mark.parametrize("program", ["soffice", "antiword", "catdoc"])
def test_an_old_document_is_read_through_each(old_document: bytes, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"not installed: {program}")
    (converter,) = (each for each in converters.CONVERTERS if each.program == program)
    (source,) = converters.converted(converter, old_document, ReadOptions()).pieces
    assert isinstance(source, Source)
    assert " ".join(source.text.replace("|", " ").split()) == WORDS
