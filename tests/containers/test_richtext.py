"""RTF: characters, lists, tables, links, and what is not text."""

from __future__ import annotations

import pytest
from formats import rtf
from pace import is_linear

from foisearch import containers
from foisearch.containers import richtext
from foisearch.containers.source import Source
from foisearch.errors import SourceError


def source(data: str | bytes) -> Source:
    """The document with this body."""
    whole = rtf(data) if isinstance(data, str) else data
    (piece,) = richtext.read("a.rtf", whole, containers.ReadOptions()).pieces
    assert isinstance(piece, Source)
    return piece


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\'a350 \'93ok\'94", "£50 “ok”"),
        (r"\u163?50 \u8217'x \u-10179?\u-8704?", "£50 ’x 😀"),
        (r"{\uc0\u163 50}{\uc2\u163 ??50}", "£50£50"),
        (r"\u163\'a350", "£50"),
        (r"a\~b\_c\-d\{e\}\\f", "a b-cd{e}\\f"),
        (r"a\emdash b\endash c\bullet d\lquote e\rquote", "a—b–c•d‘e’"),
        (r"a\line b\par c\page d", "a\nb\n\nc\n\nd"),
        ("a\r\nb\\\nc", "ab\n\nc"),
        (r"{\v hidden}{\deleted gone}{\v\v0 seen}", "seen"),
        (r"{\*\unknown {x}}{\pict 0a0b}{\object{\*\objdata 00}{\result shown}}y", "showny"),
        (r"a{\*\bkmkstart b}c{\annotation d}", "ac"),
        (r"{\upr{a}{\*\ud{b}}}", "a"),
        ("a}}}}b", "ab"),
        (r"\bin5 {{}}}a", "a"),
    ],
)
def test_characters(body: str, text: str) -> None:
    assert source(body).text == text


def test_code_pages_of_fonts() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0\fcharset238 A;}{\f1\fcharset204 B;}"
        rb"{\f2\fcharset2 Symbol;}}\f0 \'8a {\f1 \'c4\'e0} {\f2 \'b7} \f9 \'8a " + b"\x8a}"
    )
    assert source(data).text == "Š Да • Š Š"


def test_numbers_stand_before_their_items() -> None:
    body = (
        r"Your questions:\par{\listtext\pard\plain 1.\tab}How many?\par{\listtext 2.\tab}What "
        r"cost?\line In all.\par{\pntext\f0\'B7\tab}a bullet\par Answer\par"
    )
    assert source(body).text == (
        "Your questions:\n\n1. How many?\n2. What cost?\nIn all.\n• a bullet\n\nAnswer"
    )


def test_tables() -> None:
    made = source(
        r"As follows:\par\trowd\cellx1\cellx2\pard\intbl Year\cell Cars\cell\row"
        r"\trowd\cellx1\cellx2\pard\intbl 2022\cell 12\par and one\cell\row\pard End.\par"
        r"\trowd\pard\intbl Request\cell How many?\cell\row\pard"
    )
    assert made.text == (
        "As follows:\n\nYear | Cars\n2022 | 12 and one\n\nEnd.\n\nRequest\nHow many?"
    )
    assert [len(grid.rows) for grid in made.grids] == [2, 1]


def test_a_table_inside_a_cell_keeps_its_words() -> None:
    made = source(
        r"\trowd\pard\intbl Response\cell\pard\intbl\itap2 Red\nestcell 4\nestcell"
        r"{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl end\cell\row\pard"
    )
    assert made.text == "Response\nRed | 4\nend"


def test_links() -> None:
    made = source(
        r'{\field{\*\fldinst{HYPERLINK "https://a.example/x"}}{\fldrslt{\ul our log}}} and '
        r'{\field{\*\fldinst HYPERLINK "https://a.example/y"}{\fldrslt here}} '
        r"{\field{\*\fldinst PAGE}{\fldrslt 3}}"
    )
    assert made.text == "our log and here (https://a.example/y) 3"
    assert made.links == ((1, "https://a.example/x"),)


def test_headers_notes_and_title() -> None:
    made = source(
        r"{\info{\title Cycling in Easterby}{\author A}}{\header OFFICIAL\par}"
        r"{\headerf Harrowmere Police\par}{\footer Our ref: 12/3456\par}One{\footnote A note.} two."
    )
    assert made.text == ("Harrowmere Police\nOur ref: 12/3456\n\nOne [1] two.\n\n[1] A note.")
    assert made.title == "Cycling in Easterby"
    assert made.warnings == ("1 words of headers and footers left out",)


def test_a_note_that_old_readers_are_to_skip_is_read() -> None:
    """LibreOffice marks its footnotes so."""
    made = source(r"One{{\super\chftn{\*\footnote\chftn\pard{\tab A note.}}}} two.")
    assert made.text == "One [1] two.\n\n[1] A note."


def test_a_picture_alone_is_no_text() -> None:
    with pytest.raises(SourceError, match=r"a\.rtf holds no text"):
        source(r"{\pict 0a0b0c}")


@pytest.mark.parametrize("bomb", [r"{", r"{\b ", r"\u9?", r"\'a3", r"\cell", r"{\field", "\\row"])
def test_work_grows_with_the_document_and_not_faster(bomb: str) -> None:
    def work(size: int) -> object:
        return source(bomb * (size // len(bomb)) + " end")

    assert is_linear(work, 400_000)
