"""Old Office files: converters are asked, and what nothing reads is named with its cure."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from formats import blocks_of, docx_of

from foisearch import containers
from foisearch.containers import legacy
from foisearch.containers.legacy import converters
from foisearch.containers.source import Source
from foisearch.errors import SourceError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LETTER = "Our ref: 12/34\n\nRequest\n\n1. How many?"


def old(*entries: str) -> bytes:
    """A file with these entries in its directory."""
    names = (entry.encode("utf-16-le").ljust(128, b"\0") for entry in entries)
    return MAGIC + bytes(504) + b"".join(names)


DOC = old("Root Entry", "WordDocument")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    known = {c.program for c in converters.CONVERTERS}
    found = converters.shutil.which
    monkeypatch.setattr(
        converters.shutil,
        "which",
        lambda name: found(name, path=str(folder)) if name in known else found(name),
    )
    return folder


def program(folder: Path, name: str, script: str) -> None:
    """An executable script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def ends(process: int) -> bool:
    """Whether a process ends: its end is asked for, and comes when the machine has time."""
    state = Path(f"/proc/{process}/stat")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if state.read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


def read(data: bytes = DOC, name: str = "a.doc") -> tuple[Source, tuple[str, ...]]:
    """The document, and what is said of it."""
    contents = legacy.read(name, data, containers.ReadOptions())
    (piece,) = contents.pieces
    assert isinstance(piece, Source)
    return piece, contents.warnings


def test_without_a_converter_the_cure_is_said(programs: Path) -> None:
    with pytest.raises(SourceError) as error:
        read()
    assert str(error.value) == (
        "a.doc is an old Word document; save it as .docx, or install LibreOffice"
    )


def test_libreoffice_is_asked_first(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(docx_of(blocks_of(LETTER)))
    program(
        programs,
        "soffice",
        'while [ "$1" != --outdir ]; do shift; done\ntest -f "$3" || exit 3\n'
        f'cp {tmp_path}/made.docx "$2/document.docx"',
    )
    program(programs, "antiword", "echo from antiword")
    source, warnings = read()
    assert source.text == LETTER
    assert source.name == "a.doc"
    assert warnings == ("old Word format: read through soffice",)


def test_where_one_fails_the_next_is_asked(programs: Path) -> None:
    program(programs, "soffice", "exit 1")
    program(programs, "antiword", f"printf '{LETTER}'")
    source, warnings = read()
    assert source.text == LETTER
    assert source.flowing
    assert warnings == (
        "old Word format: read through antiword, which loses the numbers of lists and keeps words "
        "that were struck out or hidden; LibreOffice reads it right",
    )


def test_what_such_programs_draw_is_taken_away(programs: Path) -> None:
    said = r"""printf '\nYear |x\n\n|Year   |Cars    |\n|2022   |12      |\n'
printf 'See   HYPERLINK "https://a.example/b" our log .\n'"""
    program(programs, "antiword", said)
    assert read()[0].text == "Year |x\n\nYear | Cars\n2022 | 12\nSee our log ."


def test_where_all_fail_each_is_named(programs: Path) -> None:
    program(programs, "soffice", "exit 0")
    program(programs, "catdoc", "exit 7")
    with pytest.raises(SourceError) as error:
        read()
    assert str(error.value) == (
        "a.doc is an old Word document that no converter reads (soffice: it leaves nothing; "
        "catdoc: it fails with status 7); save it as .docx"
    )


def test_a_converter_that_hangs_is_ended(
    programs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(converters, "TIME_LIMIT", 0.3)
    program(programs, "catdoc", f"sleep 30 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(SourceError, match="takes longer than"):
        read()
    assert ends(int((tmp_path / "child").read_text()))


def test_hostile_names_are_no_arguments(programs: Path) -> None:
    program(programs, "catdoc", 'for last; do :; done; basename "$last"')
    assert read(name="-x $(touch y); a.doc")[0].text == "document.doc"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (old("Workbook"), "is an old Excel file; save it as .xlsx or .csv"),
        (old("Book"), "is an old Excel file; save it as .xlsx or .csv"),
        (old("__properties_version1.0"), "is an Outlook message; save it as .eml"),
        (old("EncryptedPackage"), "is protected by a password; open it and save it without one"),
        (old("PowerPoint Document"), "is an old PowerPoint file; save its text"),
        (old("Other"), "is an old Office file of an unknown kind"),
        (old("Root Entry") + "Book".encode("utf-16-le"), "is an old Office file of an unknown"),
        (old("Bookman", "xWordDocument"), "is an old Office file of an unknown kind, or cut short"),
        (b"text", "is no old Office file"),
    ],
)
def test_other_kinds_are_named(data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as error:
        read(data)
    assert str(error.value).startswith(f"a.doc {said}")
