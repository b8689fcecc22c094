"""Rows of any container as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.containers.tables import Label, header_of, label_of, lines_of

WORDS = st.sampled_from(
    ("Request", "Response", "Ref", "FOI 12/34", "How many cars?", "We hold 12.", "1.", "7", "")
)
CELLS = st.lists(WORDS, max_size=4).map("\n".join)


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        pytest.param(
            [["Year", "2021", "2022"], ["Cars", "1", "2"]],
            ["Year | 2021 | 2022", "Cars | 1 | 2"],
            id="figures",
        ),
        pytest.param(
            [
                ["Reference number", "LCT/24/0118"],
                ["Date received:", "3 May 2024"],
                ["Request", "How many?\n2. At what cost?"],
                ["Response", "Ten."],
            ],
            [
                "Reference number: LCT/24/0118",
                "Date received: 3 May 2024",
                *("Request", "How many?", "2. At what cost?", "Response", "Ten."),
            ],
            id="labels-in-the-first-column",
        ),
        pytest.param(
            [
                ["Ref", "Subject", "Request", "Response"],
                ["12/34", "Cars", "How many cars do you own?", "We own ten.\nNo vans."],
                ["", "", "", "They are leased."],
                ["Ref", "Subject", "Request", "Response"],
                ["12/35", "Dogs", "How many dogs do you own?", "Three dogs."],
            ],
            [
                *("", "Ref: 12/34", "Subject: Cars", "Request", "How many cars do you own?"),
                *("Response", "We own ten.", "No vans.", "They are leased."),
                *("", "Ref: 12/35", "Subject: Dogs", "Request", "How many dogs do you own?"),
                *("Response", "Three dogs."),
            ],
            id="labels-above-columns",
        ),
        pytest.param(
            [["No", "Question", "Answer"], ["1", "How many dogs?", "We keep three dogs."]],
            ["", "Question", "1. How many dogs?", "Answer", "We keep three dogs."],
            id="the-number-of-a-row-goes-with-its-question",
        ),
        pytest.param(
            [["Requests", "Responses"], ["12", "11"]],
            ["Requests | Responses", "12 | 11"],
            id="counts-of-requests-are-figures",
        ),
        pytest.param(
            [["Response", "Total"], ["Agree", "41"], ["Disagree", "7"]],
            ["Response | Total", "Agree | 41", "Disagree | 7"],
            id="a-survey-has-no-response-section",
        ),
        pytest.param(
            [["Year", "Cars"], ["2022", "12 and one"], ["2023", "none that we know"]],
            ["Year | Cars", "2022 | 12 and one", "2023 | none that we know"],
            id="a-heading-of-two-columns-is-no-label",
        ),
        pytest.param(
            [["Ref LCT/24/0118 Back to top", "Agency staff", ""]],
            ["Ref LCT/24/0118 Back to top", "Agency staff"],
            id="reference-and-title",
        ),
        pytest.param(
            [["Our ref", "12/34", "Date", "3 May 2024"]],
            ["Our ref: 12/34", "Date: 3 May 2024"],
            id="labels-and-values-in-turn",
        ),
        pytest.param([["1.", "How many?"]], ["1. How many?"], id="numbered"),
        pytest.param([[], ["", " "]], [], id="empty"),
    ],
)
def test_rows(rows: list[list[str]], lines: list[str]) -> None:
    assert lines_of(rows) == lines


def test_long_text_in_a_row_keeps_its_lines() -> None:
    text = "1. How many?\n2. " + "At what cost, year by year? " * 8
    first, *rest = lines_of([["3 May", "Cars", text, "Open"]])
    assert first == "3 May | Cars"
    assert [line[:2] for line in rest] == ["1.", "2.", "Op"]


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        *((c, Label.REQUEST) for c in ("Request", "Your request:", "Question 2", "FOI request")),
        *((c, Label.REQUEST) for c in ("Information requested", "Summary of request")),
        *((c, Label.RESPONSE) for c in ("Response", "Our reply", "Police response", "Decision")),
        *((c, Label.RESPONSE) for c in ("Answers 2 & 3", "Information provided")),
        *((c, Label.REFERENCE) for c in ("Ref", "Our ref:", "FOI No.", "Request number")),
        *((c, Label.FIELD) for c in ("Date of request", "Response date", "Date we replied")),
        *((c, Label.FIELD) for c in ("Topic", "Exemptions applied", "Date")),
        *((c, None) for c in ("Number of requests", "Total responses", "Cars", "", "1")),
        ("Request " * 40, None),
    ],
)
def test_labels(cell: str, label: Label | None) -> None:
    assert label_of(cell) is label


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_every_word_stands_in_the_lines_in_its_order(rows: list[list[str]]) -> None:
    header = header_of(rows)
    written = " ".join(lines_of(rows)).replace("|", " ")
    for number, row in enumerate(rows):
        if header is None or [c.strip() for c in row] != [c.strip() for c in rows[header]]:
            for cell in row:
                for line in cell.split("\n"):
                    assert " ".join(line.split()).rstrip(" :") in " ".join(written.split()), number
