"""What holds for every format of documents: no word is lost, and bad files are one clear line."""

from __future__ import annotations

import io
import re
import zipfile

import formats
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foisearch import containers
from foisearch.containers.source import Source
from foisearch.errors import SourceError

EACH = pytest.mark.parametrize("kind", formats.WRITERS)
OPTIONS = containers.ReadOptions()
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="<>&"),
    min_size=1,
    max_size=12,
)
BLOCKS = st.lists(st.lists(TEXT, min_size=1, max_size=3), min_size=1, max_size=5)
SAMPLE = formats.blocks_of(
    "Our ref: 07.FOI.24.001234\n\nRequest\n\n1. How many – and why?\n2. At what cost?\n\n"
    "Response\n\nWe hold £12,000’s worth."
)


def told(kind: str, data: bytes) -> tuple[list[str], str]:
    """The texts in a file, or the one line that says why there are none."""
    try:
        pieces = list(containers.reader_of(kind).read(f"a.{kind}", data, OPTIONS).pieces)
    except SourceError as error:
        return [], str(error)
    return [piece.text for piece in pieces if isinstance(piece, Source)], ""


def only(kind: str, data: bytes) -> str:
    """The one text in a file."""
    (text,), _ = told(kind, data)
    return text


@EACH
@settings(max_examples=60, deadline=None)
@given(BLOCKS)
@example([["}\\par{", "\\'a3"], ["&amp;", "<b>"]])
def test_no_word_is_lost(kind: str, blocks: list[list[str]]) -> None:
    written = [line for line in only(kind, formats.WRITERS[kind](blocks)).split("\n") if line]
    assert written == [" ".join(line.split()) for block in blocks for line in block]


@EACH
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_one_clear_line(kind: str, data: st.DataObject) -> None:
    whole = bytearray(formats.WRITERS[kind](SAMPLE))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    texts, error = told(kind, bytes(whole[: data.draw(st.integers(1, len(whole)))]))
    assert not any(re.search("[\x00-\x08\x0b-\x1f\x7f]", text) for text in texts)
    assert texts or ("\n" not in error and error.startswith(f"a.{kind} "))


@EACH
def test_what_cannot_be_seen_is_taken_out(kind: str) -> None:
    blocks = [["in\xadforma\u200btion \u202eright"]]
    assert only(kind, formats.WRITERS[kind](blocks)) == "information right"


@EACH
def test_a_document_without_text_is_said_to_have_none(kind: str) -> None:
    assert "no text" in told(kind, formats.WRITERS[kind]([[" "]]))[1]


@pytest.mark.parametrize("depth", [5, 60, 20_000])
@pytest.mark.parametrize("kind", ["html", "docx", "odt", "rtf"])
def test_deep_nesting_ends_well(kind: str, depth: int) -> None:
    word = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    word += "</w:tc></w:tr></w:tbl>" * depth
    lists = "<text:list><text:list-item>" * depth + "<text:p>a</text:p>"
    lists += "</text:list-item></text:list>" * depth
    data = {
        "html": b"<table><tr><td>" * depth + b"a",
        "docx": formats.docx(word),
        "odt": formats.odt(lists),
        "rtf": formats.rtf("{" * depth + "a"),
    }[kind]
    texts, error = told(kind, data)
    assert texts[0].endswith("a") if texts else "nested too deep" in error


def stored(*members: tuple[str, bytes]) -> bytes:
    """An archive whose members are not packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


TABBED = 'Ref\tRequest\tResponse\n1/24\t"How many,\nand why?"\tNine\n2/24\tSheds\tGreen\n'
"""What a spreadsheet saves as "Unicode text"."""


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", formats.docx_of(SAMPLE), "docx"),
        ("a.bin", formats.docx_of(SAMPLE), "docx"),
        ("a.odt", formats.odt_of(SAMPLE), "odt"),
        ("a.zip", formats.odt("", kind="spreadsheet"), "ods"),
        ("a.rtf", formats.rtf_of(SAMPLE), "rtf"),
        ("a.txt", formats.html_of(SAMPLE), "html"),
        ("a.mht", b"MIME-Version: 1.0\r\n\r\n", "html"),
        ("a.zip", stored(("a.docx", formats.docx_of(SAMPLE))), "zip"),
        ("a.zip", stored(("crossword/a.txt", b"x")), "zip"),
        ("a.docx", stored(("a.txt", b"word/")), "zip"),
        ("a.txt", TABBED.encode("utf-16"), "csv"),
        ("a.txt", TABBED.encode(), "csv"),
        ("a.txt", (TABBED + TABBED.replace("Ref", "1") * 400).encode(), "csv"),
        ("a.txt", b"Ref\tRequest\tResponse\n", "text"),
        ("a.txt", b"Dear Jo,\n\tHow many?\n\tWhy?\n\tWhere?\n", "text"),
        ("a.txt", b"1.\tWe hold\t4\nwhich is all that we\nhave to say of it.\nYours\n", "text"),
        ("a.html", TABBED.encode(), "html"),
    ],
)
def test_a_file_is_what_is_in_it(name: str, data: bytes, kind: str) -> None:
    assert containers.kind_of(name, data[: containers.HEAD]) == kind
