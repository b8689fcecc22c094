"""Where sentences and the parts of lists begin."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.passages.sentences import borders, clauses, label_end, part_before


def sentences(text: str) -> list[str]:
    places = [0, *borders(text, 0, len(text)), len(text)]
    return [text[a:b].strip() for a, b in itertools.pairwise(places)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We hold it. It is attached.", ["We hold it.", "It is attached."]),
        ("Was it 5.2 per cent? Yes.", ["Was it 5.2 per cent?", "Yes."]),
        ("See Mr. Hale. He knows.", ["See Mr. Hale.", "He knows."]),
        ("J. Hale signed. He left.", ["J. Hale signed.", "He left."]),
        ("Under s. 40 no. 12 applies.", ["Under s. 40 no. 12 applies."]),
        ("1. No. We have none.", ["1. No.", "We have none."]),
        ("Q1. 412 officers.\nQ2. Seven.", ["Q1. 412 officers.", "Q2. Seven."]),
        ("How many? 2. Of what make? 3. Why?", ["How many?", "2. Of what make?", "3. Why?"]),
        ("On 96. Then more.", ["On 96.", "Then more."]),
        ("Figures\n\n41 in all\n\nCaveat:", ["Figures", "41 in all", "Caveat:"]),
        (
            "We hold:\n- plans\n• minutes\n(b) notes",
            ["We hold:", "- plans", "• minutes", "(b) notes"],
        ),
        ("a line\nthat goes on", ["a line\nthat goes on"]),
        ("Force | Cameras\nOrrin | 12\n", ["Force | Cameras", "Orrin | 12"]),
        ("He asked (in May.) We said “no.” Then", ["He asked (in May.)", "We said “no.”", "Then"]),
    ],
)
def test_sentences_begin_where_a_person_says(text: str, expected: list[str]) -> None:
    assert [s for s in sentences(text) if s] == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2. Drones", "2."),
        ("Q3. Why", "Q3."),
        ("Q3 Why", "Q3"),
        ("Question 12: why", "Question 12:"),
        ("(b) plans", "(b)"),
        ("1a. x", "1a."),
        ("1.2. x", "1.2."),
        ("2(a) x", ""),
        ("2(a): x", "2(a):"),
        ("iv) x", "iv)"),
        ("2019. Then", ""),
        ("63 of them", ""),
        ("6.41 million", ""),
        ("A. Hale", ""),
        ("Part 2 of the Act", ""),
        ("", ""),
    ],
)
def test_numbers_of_parts(text: str, label: str) -> None:
    assert text[: label_end(text, 0)] == label


def test_the_part_of_a_place() -> None:
    text = "1. No.\n2. Yes. It flew twice.\n\nCare is needed. It is rough."
    assert part_before(text, text.index("It flew")) == "2."
    assert part_before(text, text.index("It is")) == ""
    asked = "3. Have you any?\n\nYes. Two of them."
    assert part_before(asked, asked.index("Two")) == "3."
    nested = "2. Overnight\na. How many?\nb. How long? And why?"
    assert part_before(nested, nested.index("And")) == "b."
    assert part_before(nested, nested.index("b."), above_letters=True) == "2."


TEXTS = st.text("aB1.?! \n|(),;:-•Qq\u2019\u201d\xa0", max_size=120)


@given(TEXTS, st.integers(0, 120), st.integers(0, 120))
def test_borders_are_in_order_and_do_not_depend_on_where_one_looks(
    text: str, low: int, high: int
) -> None:
    found = borders(text, low, high)
    assert found == sorted(set(found))
    assert all(low < place <= high and not text[place].isspace() for place in found)
    every = borders(text, 0, len(text))
    assert set(found) <= set(every) or low > 0


@given(TEXTS, st.integers(0, 120), st.integers(0, 120))
def test_clauses_begin_behind_their_marks(text: str, low: int, high: int) -> None:
    for place in clauses(text, low, high):
        assert low < place <= high
        assert text[place - 1].isspace()


@given(TEXTS, st.integers(0, 120))
def test_a_part_is_written_before_the_place(text: str, place: int) -> None:
    place = min(place, len(text))
    assert part_before(text, place) in text[:place]
