"""Tables in PDFs: ruled ones, as pdfplumber sees them, and those that only their heads tell."""

from __future__ import annotations

import io
import random

import pdf_samples as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch.containers.contents import ReadOptions
from foisearch.containers.pdf import read
from foisearch.containers.pdf.ruled import Rule, grids_of
from foisearch.containers.source import Source
from foisearch.containers.tables import lines_of
from foisearch.text import collapse_space

NOUNS = ("council", "gates", "doors", "records", "contractors", "areas", "agreements", "repairs")
VERBS = ("holds", "mended", "counted", "closed", "painted", "lists")


def prose(chance: random.Random, sentences: int) -> str:
    """Sentences of made-up words."""
    return " ".join(
        f"The {chance.choice(NOUNS)} of the {chance.choice(NOUNS)} {chance.choice(VERBS)} "
        f"{chance.randrange(2, 900)} {chance.choice(NOUNS)} in the {chance.choice(NOUNS)}."
        for _ in range(sentences)
    )


def source(data: bytes) -> Source:
    (piece,) = read("log.pdf", data, ReadOptions()).pieces
    assert isinstance(piece, Source)
    return piece


def flat(rows: object) -> list[list[str]]:
    """The rows, every cell on one line."""
    return [[collapse_space(cell or "") for cell in row] for row in rows]  # type: ignore[attr-defined]


HEAD = ["Ref", "Date received", "Request", "Response"]
WIDE = made.landscape(made.A4)


def log(records: int, seed: int = 1) -> list[list[str]]:
    """A log of so many records below its head."""
    chance = random.Random(seed)
    return [
        HEAD,
        *(
            [
                f"TMB-24-{n:04}",
                f"{n % 28 + 1} May 2024",
                f"How many gates? {prose(chance, 2)}",
                prose(chance, 3),
            ]
            for n in range(records)
        ),
    ]


@pytest.mark.parametrize("repeat", [0, 1], ids=["head-once", "head-on-every-page"])
@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "open"])
def test_a_log_over_pages_is_one_table(ruled: bool, repeat: int) -> None:
    rows = log(24)
    story = [made.para("FOI log 2024"), made.table(rows, [80, 75, 250, 320], ruled, repeat)]
    found = source(made.flowing(story, size=WIDE, foot="Page {page}"))
    assert len(found.pages) > 2
    (grid,) = found.grids
    assert flat(grid.rows) == rows
    text = found.text.split("\n")
    assert text[grid.first_line - 1 : grid.last_line] == lines_of(grid.rows)[1:]
    for line in found.pages[1:]:
        assert text[line - 1].startswith("Ref: TMB-24-")


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "open"])
def test_a_row_that_a_page_cuts_in_two_is_one(ruled: bool) -> None:
    rows = [["Request", "Response"], ["How many gates?", prose(random.Random(3), 90)]]
    data = made.flowing([made.table(rows, [120, 330], ruled, repeat=0, split=1)])
    found = source(data)
    assert len(found.pages) > 1
    (grid,) = found.grids
    assert flat(grid.rows) == rows


def test_an_open_log_that_is_drawn_line_by_line() -> None:
    """Cells side by side, each line across the whole table: sentences must not mix."""
    cells = [
        ("Ref", "Request", "Response"),
        ("TMB-1", "How many gates were", "We repaired nine gates"),
        ("", "repaired in the year", "in the year and spent"),
        ("", "and at what cost?", "on them a sum of £90."),
        (),
        ("TMB-2", "How many doors were", "We do not hold this as"),
        ("", "painted in the year", "painting is not among"),
        ("", "that ended in March?", "the works we record."),
    ]
    places = [
        (60.0 + 150 * column, 80.0 + 13 * row, text)
        for row, line in enumerate(cells)
        for column, text in enumerate(line)
        if text
    ]
    data = made.drawn(made.at(places))
    (said,) = read("log.pdf", data, ReadOptions()).warnings
    assert said.startswith("page 1: drawn out of order")
    found = source(data)
    assert [row[0] for row in found.grids[0].rows] == ["Ref", "TMB-1", "TMB-2"]
    assert found.text.split("\n") == [
        "Ref: TMB-1",
        "Request",
        "How many gates were repaired in the year and at what cost?",
        "Response",
        "We repaired nine gates in the year and spent on them a sum of £90.",
        "",
        "Ref: TMB-2",
        "Request",
        "How many doors were painted in the year that ended in March?",
        "Response",
        "We do not hold this as painting is not among the works we record.",
    ]


def test_merged_cells_are_written_once() -> None:
    rows = [["Year", "Gates", ""], ["", "open", "shut"], ["2023", "12", "30"]]
    table = made.table(
        rows, [100, 80, 80], style=[("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))]
    )
    assert flat(source(made.flowing([table])).grids[0].rows) == rows


def test_a_frame_and_a_chart_are_no_tables() -> None:
    def draw(page: made.Canvas) -> None:
        page.rect(40, 40, 500, 760)
        for n in range(12):
            page.line(100, 300 + 20 * n, 400, 300 + 20 * n)
            page.line(100 + 25 * n, 300, 100 + 25 * n, 540)
        made.lines("How many gates?\n\nNine gates.")(page)

    found = source(made.drawn(draw))
    assert found.grids == ()
    assert found.text == "How many gates?\n\nNine gates."


CELL = st.text("abcdefgh", min_size=1, max_size=9)
TABLE = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=8)
)


@given(TABLE)
@settings(max_examples=30, deadline=None)
def test_what_stands_in_cells_is_read_out_of_them(rows: list[list[str]]) -> None:
    data = made.flowing([made.table(rows, [90] * len(rows[0]))])
    assert flat(source(data).grids[0].rows) == rows


def test_ruled_tables_are_those_that_pdfplumber_sees() -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    chance = random.Random(20261122)
    for _ in range(6):
        width = chance.randrange(2, 5)
        rows = [[prose(chance, 1) for _ in range(width)] for _ in range(chance.randrange(2, 7))]
        data = made.flowing([made.para("Before."), made.table(rows, [450 / width] * width)])
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            theirs = flat(pdf.pages[0].extract_tables()[0])
        assert flat(source(data).grids[0].rows) == theirs == rows


RULES = st.lists(
    st.builds(
        lambda at, start, length: Rule(at, start, start + length),
        st.floats(0, 800),
        st.floats(0, 800),
        st.floats(0, 800),
    ),
    max_size=30,
)


@given(RULES, RULES)
@settings(max_examples=100, deadline=None)
def test_any_rules_make_sound_grids(across: list[Rule], down: list[Rule]) -> None:
    for grid in grids_of(across, down):
        assert list(grid.columns) == sorted(set(grid.columns))
        assert list(grid.rows) == sorted(set(grid.rows))
        for row, line in enumerate(grid.cells):
            for column, (top, left) in enumerate(line):
                assert (top, left) <= (row, column)
                assert grid.cells[top][left] == (top, left)
