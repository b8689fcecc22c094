"""Text that a PDF holds and does not show is kept out and said; text that is to be seen is read."""

from __future__ import annotations

import io

import pdf_samples as made
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

from foisearch.containers.contents import Contents, ReadOptions
from foisearch.containers.pdf import read
from foisearch.containers.source import Source

SENTENCE = "The officer Ada Quill wrote the note."
NAME = "Ada Quill"
KEPT_OUT = "The officer ████ wrote the note."
SIZE = 12
Y = 400.0
BLACK = (0.0, 0.0, 0.0)


def contents(data: bytes) -> Contents:
    return read("reply.pdf", data, ReadOptions())


def text(data: bytes) -> str:
    (piece,) = contents(data).pieces
    assert isinstance(piece, Source)
    return piece.text


def box_of(page: made.Canvas, words: str = NAME) -> tuple[float, float, float, float]:
    """Left, foot, width and height of the words in the sentence."""
    before = SENTENCE[: SENTENCE.index(words)]
    left = 60 + page.stringWidth(before, "Helvetica", SIZE)
    return left - 0.5, Y - 3, page.stringWidth(words, "Helvetica", SIZE) + 1, SIZE + 2


def covering(page: made.Canvas, colour: tuple[float, float, float], words: str = NAME) -> None:
    page.setFillColorRGB(*colour)
    page.rect(*box_of(page, words), stroke=0, fill=1)


def writing(page: made.Canvas, colour: tuple[float, float, float] = BLACK) -> None:
    page.setFont("Helvetica", SIZE)
    page.setFillColorRGB(*colour)
    page.drawString(60, Y, SENTENCE)


def under(colour: tuple[float, float, float]) -> made.Draw:
    """Draws the sentence, and a box over the name."""

    def draw(page: made.Canvas) -> None:
        writing(page)
        covering(page, colour)

    return draw


def black_on_black(page: made.Canvas) -> None:
    """As a word processor prints black shading."""
    covering(page, BLACK)
    writing(page)


def thick_stroke(page: made.Canvas) -> None:
    writing(page)
    left, foot, width, height = box_of(page)
    page.setLineWidth(height)
    page.line(left, foot + height / 2, left + width, foot + height / 2)


def picture(page: made.Canvas) -> None:
    writing(page)
    left, foot, width, height = box_of(page)
    page.translate(left, foot)
    made.scan(page, width, height, even=True)


def in_a_form(page: made.Canvas) -> None:
    """The box is a form of its own, moved and scaled."""
    page.beginForm("bar")
    page.rect(0, 0, 1, 1, stroke=0, fill=1)
    page.endForm()
    writing(page)
    left, foot, width, height = box_of(page)
    page.translate(left, foot)
    page.scale(width, height)
    page.doForm("bar")


def hatched(page: made.Canvas) -> None:
    under(BLACK)(page)
    left, foot, width, height = box_of(page)
    page.setStrokeColorRGB(0.5, 0.5, 0.5)
    page.setLineWidth(0.3)
    for x in range(0, int(width), 12):
        page.line(left + x, foot, left + x + 8, foot + height)


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(under(BLACK), id="black"),
        pytest.param(under((0.3, 0.0, 0.4)), id="dark"),
        pytest.param(under((1.0, 1.0, 1.0)), id="white"),
        pytest.param(under((1.0, 0.9, 0.2)), id="yellow-and-opaque"),
        pytest.param(black_on_black, id="black-on-black"),
        pytest.param(thick_stroke, id="a-thick-stroke"),
        pytest.param(picture, id="a-picture"),
        pytest.param(in_a_form, id="in-a-form"),
        pytest.param(hatched, id="hatched"),
    ],
)
@pytest.mark.parametrize("rotate", [0, 90])
def test_what_is_covered_is_kept_out_and_said(draw: made.Draw, rotate: int) -> None:
    data = made.drawn(made.lines("A first page."), draw, rotate=rotate)
    assert text(data).split("\n")[-1] == KEPT_OUT
    assert contents(data).warnings == (
        "page 2: text under boxes, or marked for redaction, was kept out (8 letters, shown as "
        "████); from the file it can be copied",
    )


def light_on_dark(page: made.Canvas) -> None:
    page.rect(50, Y - 6, 400, 24, stroke=0, fill=1)
    writing(page, (1.0, 1.0, 1.0))


def highlighted(page: made.Canvas) -> None:
    covering(page, (1.0, 1.0, 0.0))
    writing(page)


def transparent(page: made.Canvas) -> None:
    writing(page)
    page.setFillAlpha(0.4)
    covering(page, (1.0, 0.9, 0.0))


def framed(page: made.Canvas) -> None:
    writing(page)
    page.rect(*box_of(page), stroke=1, fill=0)


def underlined(page: made.Canvas) -> None:
    writing(page)
    left, foot, width, _ = box_of(page)
    page.rect(left, foot, width, 3.5, stroke=0, fill=1)


def on_a_ground(page: made.Canvas) -> None:
    page.setFillColorRGB(0.05, 0.1, 0.3)
    page.rect(0, 0, *made.A4, stroke=0, fill=1)
    writing(page, (1.0, 1.0, 1.0))


def below_a_scan(page: made.Canvas) -> None:
    """The letters of OCR, which stand invisibly above the picture of a page."""
    made.scan(page)
    line = page.beginText(60, Y)
    line.setFont("Helvetica", SIZE)
    line.setTextRenderMode(3)
    line.textLine(SENTENCE * 4)
    page.drawText(line)


def dashes(page: made.Canvas) -> None:
    """Letters that are bars themselves, on a dark header and on none."""
    page.setFillColorRGB(0.1, 0.1, 0.1)
    page.rect(50, Y - 6, 400, 24, stroke=0, fill=1)
    page.setFont("Helvetica", SIZE)
    page.setFillColorRGB(1.0, 1.0, 1.0)
    page.drawString(60, Y, "I - l | . The officer")
    page.setFillColorRGB(*BLACK)
    page.rect(50, 200, 100, 100, stroke=0, fill=1)
    page.drawString(160, 250, "- | l I . -")


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        pytest.param(light_on_dark, SENTENCE, id="white-on-black"),
        pytest.param(highlighted, SENTENCE, id="highlighted"),
        pytest.param(transparent, SENTENCE, id="a-transparent-box-above"),
        pytest.param(framed, SENTENCE, id="framed"),
        pytest.param(underlined, SENTENCE, id="underlined"),
        pytest.param(on_a_ground, SENTENCE, id="on-a-dark-page"),
        pytest.param(below_a_scan, SENTENCE * 4, id="ocr"),
        pytest.param(dashes, "I - l | . The officer\n- | l I . -", id="bars-that-are-letters"),
    ],
)
def test_what_is_to_be_seen_is_read(draw: made.Draw, said: str) -> None:
    data = made.drawn(draw)
    assert text(data).replace("\n\n", "\n") == said
    assert not [said for said in contents(data).warnings if "kept out" in said]


def annotated(kind: str, **more: object) -> bytes:
    """The sentence with an annotation on the name."""
    page = made.Canvas(io.BytesIO())
    left, foot, width, height = box_of(page)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made.drawn(writing)))
    corners = [FloatObject(side) for side in (left, foot, left + width, foot + height)]
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): ArrayObject(corners),
            NameObject("/F"): pypdf.generic.NumberObject(4),
            **{NameObject(key): value for key, value in more.items()},
        }
    )
    writer.add_annotation(0, annotation)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def colours(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def test_what_is_marked_for_redaction_is_kept_out() -> None:
    """It can still be seen; but somebody has said that it must not be."""
    assert text(annotated("/Redact")) == KEPT_OUT


def test_a_black_square_that_was_added_covers() -> None:
    assert text(annotated("/Square", **{"/IC": colours(0, 0, 0), "/C": colours(0, 0, 0)})) == (
        KEPT_OUT
    )


@pytest.mark.parametrize("kind", ["/Square", "/Link", "/Highlight"])
def test_an_annotation_that_lets_words_be_seen_covers_nothing(kind: str) -> None:
    assert text(annotated(kind, **{"/C": colours(1, 1, 0)})) == SENTENCE


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_exactly_the_covered_words_go(data: st.DataObject) -> None:
    """Whichever words are covered, by a box drawn after or a dark one before, the others stay."""
    words = [f"word{number}{letter}" for number, letter in enumerate("abcdefgh")]
    covered = data.draw(st.sets(st.sampled_from(range(8)), max_size=6))
    first = data.draw(st.booleans())

    def boxes(page: made.Canvas) -> None:
        page.setFillColorRGB(*BLACK)
        for at in covered:
            width = page.stringWidth(words[at], "Helvetica", SIZE)
            page.rect(60, Y - 30 * at - 3, width, SIZE + 2, stroke=0, fill=1)

    def draw(page: made.Canvas) -> None:
        if first:
            boxes(page)
        page.setFillColorRGB(*BLACK)
        page.setFont("Helvetica", SIZE)
        for at, word in enumerate(words):
            page.drawString(60, Y - 30 * at, word)
        if not first:
            boxes(page)

    read_as = text(made.drawn(draw)).split()
    assert read_as == ["████" if at in covered else word for at, word in enumerate(words)]
