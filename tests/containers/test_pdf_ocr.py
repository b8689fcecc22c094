"""Scans and OCR: an ocrmypdf of the tests' own stands in for the real one."""

from __future__ import annotations

from pathlib import Path

import pdf_samples as made
import pytest

from foisearch.containers.contents import ReadOptions
from foisearch.containers.pdf import ocr, read
from foisearch.containers.source import Source
from foisearch.errors import SourceError

WITH_OCR = ReadOptions(ocr=True)
SCAN = made.drawn(made.lines("Dear Applicant,\n\nplease see the next page."), made.scan)
WHOLE = made.drawn(
    made.lines("Dear Applicant,\n\nplease see the next page."), made.lines("Nine gates.")
)


class Program:
    """A program called ocrmypdf that writes a file it was given beforehand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers(WHOLE)

    def answers(self, data: bytes) -> None:
        (self.folder / "answer.pdf").write_bytes(data)
        self.does('for last; do :; done; cp "$(dirname "$0")/answer.pdf" "$last"')

    def does(self, script: str) -> None:
        path = self.folder / "ocrmypdf"
        path.write_text(f'#!/bin/sh\necho "$@" > "$(dirname "$0")/asked"\n{script}\n')
        path.chmod(0o755)

    @property
    def asked(self) -> list[str]:
        return (self.folder / "asked").read_text().split()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return Program(tmp_path)


def test_scanned_pages_are_read_and_said(program: Program) -> None:
    found = read("reply.pdf", SCAN, WITH_OCR)
    assert found.errors == ()
    assert found.warnings == ("page 2 read by OCR: compare with the page",)
    (piece,) = found.pieces
    assert isinstance(piece, Source)
    assert piece.text.endswith("Nine gates.")
    assert "--skip-text" in program.asked


def test_letters_without_names_are_read_anew(program: Program) -> None:
    program.answers(made.drawn(made.lines("Nine gates.")))
    found = read("reply.pdf", made.unmapped("We have nine gates. " * 5), WITH_OCR)
    assert found.warnings == ("page 1 read by OCR: compare with the page",)
    assert program.asked[program.asked.index("--force-ocr") + 1 :][:2] == ["--pages", "1"]


def test_it_is_not_asked_without_need(program: Program) -> None:
    read("reply.pdf", WHOLE, WITH_OCR)
    with pytest.raises(SourceError):
        read("reply.pdf", made.drawn(made.scan), ReadOptions())
    assert not (program.folder / "asked").exists()


def test_what_ocr_cannot_read_either_is_told(program: Program) -> None:
    program.answers(SCAN)
    found = read("reply.pdf", SCAN, WITH_OCR)
    assert found.errors == ("no text layer on page 2, and OCR found none",)
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'InputFileError: no\033[31m' >&2; exit 2", "ocrmypdf failed (status 2): Input"),
        ("exit 0", "ocrmypdf wrote nothing"),
        ("sleep 60", "ocrmypdf took longer than"),
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


def test_a_damaged_answer_is_said(program: Program) -> None:
    program.answers(b"%PDF-1.4 nothing")
    found = read("reply.pdf", SCAN, WITH_OCR)
    assert found.errors[0].startswith("what ocrmypdf wrote cannot be read")


def test_where_it_is_missing_the_cure_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SourceError, match=r"no text layer on page 1; ocrmypdf is not installed"):
        read("reply.pdf", made.drawn(made.scan), WITH_OCR)
