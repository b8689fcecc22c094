"""Forms that were filled in are read where they stand; comments are counted, files opened."""

from __future__ import annotations

import io

import pdf_samples as made
import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from foisearch.containers.contents import Contents, Member, ReadOptions
from foisearch.containers.pdf import read
from foisearch.containers.pdf.annotated import among
from foisearch.containers.pdf.page import Box, Line
from foisearch.containers.source import Source


def contents(data: bytes) -> Contents:
    return read("form.pdf", data, ReadOptions())


def rows(data: bytes) -> list[str]:
    source = contents(data).pieces[0]
    assert isinstance(source, Source)
    return [row for row in source.text.split("\n") if row]


def form(page: made.Canvas) -> None:
    """Draws a form that was filled in."""
    fields = page.acroForm
    page.setFont("Helvetica", 11)
    page.drawString(60, 760, "Request for information")
    page.drawString(60, 720, "Reference:")
    fields.textfield(name="ref", value="HM/2024/044", x=160, y=714, width=200, height=20)
    page.drawString(60, 690, "Your request:")
    asked = "How many horses does the force keep?\nAnd how many riders?"
    fields.textfield(
        name="asked", value=asked, x=160, y=630, width=350, height=72, fieldFlags="multiline"
    )
    page.drawString(60, 600, "Outcome:")
    fields.checkbox(name="granted", checked=False, x=160, y=596, size=14)
    page.drawString(180, 600, "Granted")
    fields.checkbox(name="refused", checked=True, x=260, y=596, size=14)
    page.drawString(280, 600, "Refused")
    page.drawString(60, 560, "Section:")
    fields.choice(
        name="section", value="40(2)", options=["12", "40(2)"], x=160, y=555, width=80, height=20
    )
    page.drawString(60, 520, "Empty:")
    fields.textfield(name="empty", value="", x=160, y=514, width=200, height=20)
    fields.textfield(
        name="key", value="secret", x=160, y=480, width=200, height=20, fieldFlags="password"
    )
    page.drawString(60, 440, "Signed by the officer.")


def test_a_form_is_read_where_its_fields_stand() -> None:
    data = made.drawn(made.lines("A letter before it."), form)
    assert rows(data) == [
        "A letter before it.",
        "Request for information",
        "Reference: HM/2024/044",
        "Your request:",
        "How many horses does the force keep?",
        "And how many riders?",
        "Outcome: ☐ Granted ☑ Refused",
        "Section: 40(2)",
        "Empty:",
        "Signed by the officer.",
    ]
    source = contents(data).pieces[0]
    assert isinstance(source, Source)
    assert source.text.split("\n")[source.pages[1] - 1] == "Request for information"
    assert contents(data).warnings == ()


def with_annotations(*annotations: dict[str, object]) -> bytes:
    """A letter on two pages, with annotations on the second."""
    letter = made.drawn(made.lines("Dear Applicant"), made.lines("We hold nine gates."))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(letter))
    for number, given in enumerate(annotations):
        if isinstance(held := given.get("/FS"), DictionaryObject):
            # A stream is an object of its own, to which others refer.
            held[NameObject("/EF")] = DictionaryObject(
                {NameObject("/F"): writer._add_object(held["/EF"]["/F"])}
            )
        corners = (60, 600 - 40 * number, 260, 616 - 40 * number)
        items = {
            "/Type": NameObject("/Annot"),
            "/Rect": ArrayObject([FloatObject(side) for side in corners]),
            "/F": NumberObject(4),
            **given,
        }
        writer.add_annotation(
            1, DictionaryObject({NameObject(key): value for key, value in items.items()})
        )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def note(kind: str, words: str, **more: object) -> dict[str, object]:
    return {"/Subtype": NameObject(kind), "/Contents": TextStringObject(words), **more}


def test_words_that_were_typed_onto_a_page_are_read() -> None:
    data = with_annotations(note("/FreeText", "And ten\rdoors\u0007."), note("/FreeText", ""))
    assert rows(data) == ["Dear Applicant", "We hold nine gates.", "And ten doors."]


def test_comments_are_no_part_of_the_page_and_said() -> None:
    data = with_annotations(
        note("/Text", "Ask Quill whether this goes out"),
        note("/Highlight", "sure?", **{"/C": ArrayObject([FloatObject(1)] * 3)}),
        note("/Underline", ""),
        note("/Link", "https://a.example"),
        note("/FreeText", "unseen", **{"/F": NumberObject(2)}),
    )
    assert rows(data) == ["Dear Applicant", "We hold nine gates."]
    assert contents(data).warnings == ("page 2: 2 comments not read: no part of the page",)


@pytest.mark.parametrize("held", [b"Dear Sir", b""])
def test_a_file_that_hangs_on_a_page_is_opened(held: bytes) -> None:
    stream = StreamObject()
    stream.set_data(held)
    spec = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject("/F"): TextStringObject("old/letter.txt"),
            NameObject("/UF"): TextStringObject("old/letter.txt"),
            NameObject("/EF"): DictionaryObject({NameObject("/F"): stream}),
        }
    )
    found = contents(with_annotations(note("/FileAttachment", "see", **{"/FS": spec})))
    if held:
        assert found.pieces[1:] == (Member("letter.txt", b"Dear Sir"),)
    else:
        assert found.errors == ("the attached file letter.txt cannot be read",)


def test_what_is_added_goes_where_it_is_read() -> None:
    def line(text: str, left: float, top: float) -> Line:
        return Line(text, Box(left, top, left + 50, top + 10))

    drawn = [line("Name:", 60, 100), line("Day:", 300, 101), line("Yes", 90, 130)]
    added = [line("☑", 30, 131), line("Monday", 360, 100), line("Quill", 120, 99)]
    added += [line("at the top", 60, 20), line("at the foot", 60, 300)]
    assert [each.text for each in among(drawn, added)] == [
        *("at the top", "Name:", "Quill", "Day:", "Monday", "☑", "Yes", "at the foot"),
    ]
