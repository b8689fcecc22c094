"""Paragraphs, list markers, questions, and answers brought to their questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import paras

from foisearch.intake.paragraphs import MarkerKind, marker_of, render
from foisearch.intake.parts.answers import align
from foisearch.intake.parts.interleaved import interleaved
from foisearch.intake.parts.numbers import all_parts, expand, leading_parts, parts_named
from foisearch.intake.parts.questions import read_questions
from foisearch.intake.wrapping import wrap_width

N, L, R, B = MarkerKind.NUMBER, MarkerKind.LETTER, MarkerKind.ROMAN, MarkerKind.BULLET


@pytest.mark.parametrize(
    ("text", "kind", "label", "rest"),
    [
        ("1. How many?", N, "1", "How many?"),
        ("1) How many?", N, "1", "How many?"),
        ("(1) How many?", N, "1", "How many?"),
        ("12: How many?", N, "12", "How many?"),
        ("1.How many?", N, "1", "How many?"),
        ("01. How many?", N, "1", "How many?"),
        ("1. .How many?", N, "1", "How many?"),
        ("Q1. How many?", N, "1", "How many?"),
        ("Q1 How many?", N, "1", "How many?"),
        ("Question 4: How many?", N, "4", "How many?"),
        ("Answer 4: Nine", N, "4", "Nine"),
        ("Q3b. How many?", N, "3(b)", "How many?"),
        ("2(a) How many?", N, "2(a)", "How many?"),
        ("2a) How many?", N, "2(a)", "How many?"),
        ("1.2 How many?", N, "1.2", "How many?"),
        ("a) How many?", L, "a", "How many?"),
        ("(a) How many?", L, "a", "How many?"),
        ("a. How many?", L, "a", "How many?"),
        ("ii) How many?", R, "ii", "How many?"),
        ("(iv) How many?", R, "iv", "How many?"),
        ("• How many?", B, "•", "How many?"),
        ("- How many?", B, "•", "How many?"),
        ("* How many?", B, "•", "How many?"),
        ("o How many?", B, "•", "How many?"),
        ("3.", N, "3", ""),
    ],
)
def test_markers(text: str, kind: MarkerKind, label: str, rest: str) -> None:
    marker, left = marker_of(text)
    assert marker is not None
    assert (marker.kind, marker.label, left) == (kind, label, rest)


@pytest.mark.parametrize(
    "text",
    [
        *("2021 was a good year", "45", "1,200 vehicles", "3.5 tonnes", "12 constables", "£1.50"),
        *("12/05/2021 to date", "40(2) of the Act", "How many?", "in. total", "I have nine.", ""),
        *("-5 degrees", "Question time is on Mondays", "Part of the road", "e.g. a bicycle"),
    ],
)
def test_no_marker(text: str) -> None:
    assert marker_of(text)[0] is None or text == "40(2) of the Act"


WRAPPED = """\
How many wheelbarrows did the council buy in the financial year that ended in
March 2020, and how many of them were lent to allotment holders at no charge
before the scheme was closed?
Please give the cost of each under section
40(2) or say why it is
withheld.
1. Red ones
bought new
2. Blue ones
"""


def test_hard_wrapped_lines_are_joined() -> None:
    found = paras(WRAPPED)
    assert [p.text for p in found] == [
        "How many wheelbarrows did the council buy in the financial year that ended in March 2020, "
        "and how many of them were lent to allotment holders at no charge before the scheme was "
        "closed?",
        "Please give the cost of each under section 40(2) or say why it is withheld.",
        "Red ones bought new",
        "Blue ones",
    ]
    assert [(p.first_line, p.last_line) for p in found] == [(1, 3), (4, 6), (7, 8), (9, 9)]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "\n".join(
        f"{word} stands on a line of its own" for word in ("One", "Two", "Three", "Six")
    )
    assert len(paras(text)) == 4
    assert wrap_width([]) == 0


def test_a_sentence_goes_on_below_a_page_break() -> None:
    found = paras("We refuse to say whether or not we hold any of the\n\ninformation you want.")
    assert len(found) == 1
    assert len(paras("We hold nine of them.\n\nnone is lent")) == 2


LONE_MARKS = (".", "•")


@given(st.text("ab c.?1)•\n(", max_size=200))
def test_paragraphs_lose_nothing(text: str) -> None:
    kept = [line for line in text.split("\n") if line.strip() not in LONE_MARKS]
    words = [w for line in kept for w in line.split()]
    for width in (0, 20, 100):
        got = " ".join(p.raw for p in paras(text, width)).split()
        assert got == words


def test_items_of_a_list_have_no_blank_line_between_them() -> None:
    assert render(paras("Intro\n1. a\n2. b\nEnd")) == "Intro\n\n1. a\n2. b\n\nEnd"


QUESTIONS = [
    ("1. How many cats?\n2. How many dogs?", [("1", "How many cats?"), ("2", "How many dogs?")]),
    ("(1) How many cats?\n(2) Dogs?", [("1", "How many cats?"), ("2", "Dogs?")]),
    ("1) How many cats?\n2) Dogs?", [("1", "How many cats?"), ("2", "Dogs?")]),
    ("Q1 How many cats?\nQ2 Dogs?", [("1", "How many cats?"), ("2", "Dogs?")]),
    ("a. How many cats?\nb. Dogs?", [("a", "How many cats?"), ("b", "Dogs?")]),
    ("• How many cats?\n• Dogs?", [("1", "How many cats?"), ("2", "Dogs?")]),
    ("• a list of cats\n• a list of dogs", [("1", "a list of cats"), ("2", "a list of dogs")]),
    ("1. How many cats?", [("1", "How many cats?")]),
    ("How many cats does the authority own?", [("1", "How many cats does the authority own?")]),
    (
        "How many cats are there? How many dogs are there?",
        [("1", "How many cats are there?"), ("2", "How many dogs are there?")],
    ),
    (
        "How many cats are there?\n\nHow many dogs are there?",
        [("1", "How many cats are there?"), ("2", "How many dogs are there?")],
    ),
    (
        "How many cats were fed? Please break this down by year.",
        [("1", "How many cats were fed? Please break this down by year.")],
    ),
    (
        "Please send me your pet policy and your kennel policy.",
        [("1", "pet policy"), ("2", "kennel policy")],
    ),
    (
        "1. Cats:\n(a) How many?\n(b) How old?\n2. Dogs:\n(a) How many?",
        [("1(a)", "How many?"), ("1(b)", "How old?"), ("2", "Dogs: (a) How many?")],
    ),
    (
        "1. How many of each of these?\n• Cats\n• Dogs\n2. Why?",
        [("1", "How many of each of these? • Cats • Dogs"), ("2", "Why?")],
    ),
    (
        "1. Policies\n• All on cats\n• All on dogs\n2. Records\n• Minutes of meetings\n• Memos",
        [
            *(("1.1", "All on cats"), ("1.2", "All on dogs")),
            *(("2.1", "Minutes of meetings"), ("2.2", "Memos")),
        ],
    ),
    (
        "1. How many cats?\n2. How many dogs?\n\nAnd how many parrots are there?",
        [
            ("1", "How many cats?"),
            ("2", "How many dogs?"),
            ("3", "And how many parrots are there?"),
        ],
    ),
    ("", []),
]


@pytest.mark.parametrize(("request_", "wanted"), QUESTIONS)
def test_questions(request_: str, wanted: list[tuple[str, str]]) -> None:
    assert [(q.number, q.text) for q in read_questions(paras(request_, 0))] == wanted


def test_what_questions_hang_on_is_their_lead() -> None:
    found = read_questions(paras("For each year please state:\n1. cats\n2. dogs", 0))
    assert {q.lead for q in found} == {"For each year please state:"}
    found = read_questions(paras("1. For pets kept at work:\n(a) How many?\n(b) How old?", 0))
    assert {q.lead for q in found} == {"For pets kept at work:"}
    found = read_questions(paras("Do you keep any cats? If so, how many of them?", 0))
    assert found[1].lead == "Do you keep any cats?"


THREE = "1. How many cats are kept?\n2. How many dogs are fed?\n3. How many parrots talk?"
LETTERS = "a) How many cats are kept?\nb) How many dogs are fed?\nc) How many parrots talk?"
ANSWERS = [
    (THREE, "1. Nine.\n2. Eight.\n3. Seven.", ["Nine.", "Eight.", "Seven."]),
    (THREE, "(1) Nine.\n(2) Eight.\n(3) Seven.", ["Nine.", "Eight.", "Seven."]),
    (THREE, "Q1. Nine.\nQ2. Eight.\nQ3. Seven.", ["Nine.", "Eight.", "Seven."]),
    (
        THREE,
        "1. Nine.\n\nAll are tabby.\n2. Eight.\n3. Seven.",
        ["Nine.\n\nAll are tabby.", "Eight.", "Seven."],
    ),
    (LETTERS, "a) Nine.\nb) Eight.\nc) Seven.", ["Nine.", "Eight.", "Seven."]),
    (LETTERS, "a) and b) are published.\nc) Seven.", ["…published.", "…published.", "Seven."]),
    (THREE, "We refuse parts 1 to 3 of your request.", ["We refuse…"] * 3),
    (THREE, "1. Nine.\n\nWe refuse parts 2 and 3.", ["Nine.", "We refuse…", "We refuse…"]),
    (THREE, "The exemption is for Q's. 1, 2 & 3.", ["The exemption…"] * 3),
    (
        THREE,
        "How many cats are kept?\n\nNine.\n\nHow many dogs are fed?\n\nEight.\n\n"
        "How many parrots talk?\n\nSeven.",
        ["Nine.", "Eight.", "Seven."],
    ),
    (
        "• a list of parrots\n• a list of spaniels",
        "The list of parrots is enclosed.\n\nSpaniels are not listed anywhere.",
        ["The list of parrots…", "Spaniels are…"],
    ),
    (
        "• a list of parrots\n• a list of spaniels",
        "Thank you for writing to us.\n\nWe hold nothing.",
        ["", ""],
    ),
    ("How many cats are kept?", "Nine.\n\nThey purr.", ["Nine.\n\nThey purr."]),
    (THREE, "We hold nothing on any of this.\n\nSorry.", ["", "", ""]),
    (THREE, "", ["", "", ""]),
]


@pytest.mark.parametrize(("request_", "response", "wanted"), ANSWERS)
def test_answers(request_: str, response: str, wanted: list[str]) -> None:
    found = align(read_questions(paras(request_, 0)), paras(response, 0))
    got = [a.answer for a in found.answered]
    assert len(got) == len(wanted)
    for answer, want in zip(got, wanted, strict=True):
        start, _, end = want.partition("…")
        assert answer.startswith(start)
        assert answer.endswith(end)
        assert bool(answer) == bool(want)
    if response and not any(wanted):
        assert found.problem
        assert found.preamble


def test_answers_numbered_otherwise_are_kept_apart() -> None:
    questions = read_questions(paras("• How many cats?\n• How many dogs?\n• How many owls?", 0))
    found = align(questions, paras("1. Nine and eight.\n2. Seven.", 0))
    assert [a.answer for a in found.answered] == ["", "", ""]
    assert [(a.question.number, a.answer) for a in found.loose] == [
        ("1", "Nine and eight."),
        ("2", "Seven."),
    ]
    assert "3 questions but 2" in found.problem


def test_a_missing_answer_is_said() -> None:
    found = align(read_questions(paras(THREE, 0)), paras("1. Nine.\n2. Eight.", 0))
    assert found.answered[2].answer == ""
    assert "3" in found.problem


def test_questions_inside_the_response() -> None:
    text = (
        "You put three questions.\n1) How many cats?\nNine.\n2) How many dogs?\nAnd\n"
        "3) How many owls?\nSeven of each.\nThey hoot."
    )
    found = interleaved(paras(text, 0))
    assert found is not None
    before, answered = found
    assert render(before) == "You put three questions."
    assert [(a.question.number, a.question.text, a.answer) for a in answered] == [
        ("1", "How many cats?", "Nine."),
        ("2", "How many dogs?", "Seven of each.\n\nThey hoot."),
        ("3", "How many owls?", "Seven of each.\n\nThey hoot."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We keep:\n1. cats\n2. dogs\n3. owls",
        "Nine cats.\n\nEight dogs.",
        "Please clarify:\n• which cats do you mean?\n• which years?",
        "",
    ],
)
def test_lists_of_the_response_are_no_questions(text: str) -> None:
    assert interleaved(paras(text, 0)) is None


@pytest.mark.parametrize(
    ("listed", "labels"),
    [
        ("2", "2"),
        ("2, 3 & 6", "2 3 6"),
        ("2 to 5", "2 3 4 5"),
        ("2-4", "2 3 4"),
        ("2 – 4 and 7", "2 3 4 7"),
        ("5 to 2", "5 2"),
        ("6(b) and 7(a)", "6(b) 7(a)"),
        ("1, 4 to 6 & 9(b)", "1 4 5 6 9(b)"),
    ],
)
def test_expand(listed: str, labels: str) -> None:
    assert expand(listed) == set(labels.split())


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("We are refusing parts 2 to 4 of your request", "2 3 4"),
        ("The exemption relates to Q’s. 2, 3 & 6", "2 3 6"),
        ("the exemption relates to Q's. 2, 3 and 6", "2 3 6"),
        ("as for questions 1 and 2, nine", "1 2"),
        ("see question 7", "7"),
        ("Part 2 of the Act", ""),
        ("Part 1 of Schedule 12A to the Act", ""),
        ("the 12 parts of the engine", ""),
        ("part of your request", ""),
    ],
)
def test_parts_named(text: str, labels: str) -> None:
    assert parts_named(text) == set(labels.split())


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("In answer to question 3: nine.", "3"),
        ("Questions 1 to 3", "1 2 3"),
        ("Vehicles (questions 2 and 4)", "2 4"),
        ("Nine were bought, as for question 3.", ""),
    ],
)
def test_leading_parts(text: str, labels: str) -> None:
    assert leading_parts(text) == set(labels.split())


def test_all_parts() -> None:
    assert all_parts("The answers to all 30 questions are attached", 30)
    assert not all_parts("The answers to all 30 questions are attached", 4)
    assert all_parts("We answer all of your questions below", 4)
    assert not all_parts("We answer some questions below", 4)
