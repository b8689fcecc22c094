"""Records beside their lines: which line became what, and how the two are drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.authorities import Authorities
from foisearch.containers.source import decode
from foisearch.disclosure import PartialDate, Precision
from foisearch.intake.read import read_document
from foisearch.intake.report import ImportOptions
from foisearch.render.layout import SIDE_BY_SIDE, Pair, Span, line, wrapped
from foisearch.render.review import around_borders
from foisearch.render.trust import Beside, SourceLine
from foisearch.render.widths import cell_width, cut_at
from foisearch.services.beside import beside, date_letters, runs

PAGE = """Harrow and Merrow Council
Our ref: FOI 2023/0417
3 May 2023

Request

1. How many speed cameras does the
council own?
2. What did they cost?

Response

1. The council owns fourteen.
2. We rely on section 40(2) of the Freedom of Information Act 2000.
"""


@pytest.fixture(scope="module")
def shown() -> Beside:
    source = replace(decode("page.txt", PAGE.encode()), pages=(1, 9))
    read = read_document(source, ImportOptions(), Authorities.standard())
    return beside(source, read.drafts[0], read.disclosures[0])


def test_every_line_is_there_with_what_it_became(shown: Beside) -> None:
    uses = {each.number: each.use for each in shown.lines}
    assert [uses[n] for n in (7, 8, 9)] == ["request"] * 3
    assert [uses[n] for n in (13, 14)] == ["response"] * 2
    assert (uses[2], uses[11]) == ("ref", "")
    assert [each.text for each in shown.lines] == PAGE.split("\n")[: len(shown.lines)]


def test_places_have_lines_and_pages(shown: Beside) -> None:
    places = {place.field: place for place in shown.places}
    assert (places["request"].first_line, places["request"].last_line) == (7, 9)
    assert (places["request"].page, places["response"].page) == (1, 2)
    assert (places["parts.1.question"].first_line, places["parts.1.question"].last_line) == (7, 8)
    assert places["citations.foia:40(2)"].first_line == 14


@given(st.sets(st.integers(1, 60)))
def test_runs_hold_every_line(numbers: set[int]) -> None:
    found = list(runs(numbers))
    assert all(any(a <= n <= b for a, b in found) for n in numbers)
    assert all(a in numbers and b in numbers for a, b in found)
    assert all(second[0] - first[1] > 2 for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("precision", "written"),
    [
        (Precision.DAY, "3rdmay2023"),
        (Precision.DAY, "03052023"),
        (Precision.DAY, "may32023"),
        (Precision.MONTH, "may2023"),
        (Precision.YEAR, "2023"),
    ],
)
def test_dates_are_known_as_they_are_written(precision: Precision, written: str) -> None:
    assert written in date_letters(PartialDate(date(2023, 5, 3), precision))
    assert date_letters(PartialDate()) == ()


# Drawn

words = st.text(st.sampled_from("abc é漢-"), max_size=60)


@given(words, st.integers(6, 40), st.integers(0, 3))
def test_rows_are_no_wider_than_there_is_room(text: str, width: int, indent: int) -> None:
    rows = list(wrapped(line(Span(text, "dim"), indent=indent), width))
    assert all(cell_width("".join(s.text for s in row).rstrip()) <= width for row in rows)
    shown = "".join(span.text for row in rows for span in row)
    assert shown.replace(" ", "") == text.replace(" ", "")


@given(words, st.integers(1, 20))
def test_a_cut_text_is_its_beginning(text: str, width: int) -> None:
    head = cut_at(text, width)
    assert text.startswith(head)
    assert cell_width(head) <= max(width, 2)
    assert head or not text


@given(st.lists(words, max_size=5), st.lists(words, max_size=5), st.integers(30, 130))
def test_two_texts_are_drawn_whole(left: list[str], right: list[str], width: int) -> None:
    pair = Pair(tuple(map(line, left)), tuple(map(line, right)))
    drawn = [each.text() for each in pair.within(width)]
    if width < SIDE_BY_SIDE:
        assert drawn == [line(text).text() for text in (*left, *right)]
        return
    rule = {cell_width(text.partition("│")[0]) for text in drawn}
    assert len(rule) <= 1
    assert all(cell_width(text) <= width for text in drawn)
    columns = [text.partition("│") for text in drawn]
    for side, texts in ((0, left), (2, right)):
        said = "".join(column[side] for column in columns)
        assert said.replace(" ", "") == "".join(texts).replace(" ", "")


def test_of_a_long_record_the_borders_are_shown() -> None:
    uses = ["request"] * 100 + ["response"] * 100
    lines = [SourceLine(n, f"line {n}", use) for n, use in enumerate(uses, 1)]
    numbers = {each.number for each in around_borders(lines)}
    assert {1, 100, 101, 200} <= numbers
    assert 50 not in numbers
