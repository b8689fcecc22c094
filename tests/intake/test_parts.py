"""Parts: made-up requests and responses whose answers are known, and the ways of writing them."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import bodies, paras
from pace import is_linear
from part_maker import STYLES, WRONG_BY_NATURE, Case, make

from foisearch.disclosure import UNKNOWN_DATE, Disclosure, Outcome
from foisearch.intake.assembling.assemble import Context, assemble
from foisearch.intake.draft import Draft
from foisearch.intake.lines import Line, numbered
from foisearch.intake.parts.answers import align
from foisearch.intake.parts.interleaved import interleaved
from foisearch.intake.parts.questions import read_questions
from foisearch.intake.wrapping import wrap_width

EACH = 12
"""Cases of every style that are read here; their seeds are not those that readers grew up with."""
FIRST_SEED = 5_000


def normal(text: str) -> str:
    return " ".join(text.split())


def read(request: str, response: str) -> Disclosure:
    """The record of a request and a response."""
    asked = numbered(request)
    replied = [Line(line.number + len(asked) + 2, line.text) for line in numbered(response)]
    context = Context(
        file="case.txt",
        sha256="",
        reader="case",
        reader_version=1,
        width=wrap_width([*asked, *replied]),
        authority=bodies().get("tarnmouth"),
        published=UNKNOWN_DATE,
        authorities=bodies(),
    )
    return assemble(Draft("1", None, (*asked, *replied), tuple(asked), tuple(replied)), context)


def fault(case: Case, parts: list[str]) -> str:
    """What is wrong with the answers; empty when every one holds its own words and no other's."""
    if len(parts) != len(case.wanted):
        return f"{len(parts)} parts for {len(case.wanted)}"
    for number, (answer, wanted) in enumerate(zip(parts, case.wanted, strict=True), 1):
        words = normal(answer)
        own = [normal(piece) for piece in wanted]
        if not all(piece in words for piece in own) or (answer and not own):
            return f"part {number} has {words!r}, not {own!r}"
        for piece in (normal(p) for other in case.wanted for p in other):
            mine = any(piece in mine for mine in own)
            if len(piece) > 3 and not mine and piece in words:
                return f"part {number} has {piece!r} of another"
    return ""


@cache
def judged(style: str) -> list[tuple[str, bool, bool]]:
    """For each case of a style: what is wrong, whether it is doubted, and its outcomes right."""
    found = []
    for seed in range(FIRST_SEED, FIRST_SEED + EACH):
        case = make(seed, style)
        record = read(case.request, case.response)
        wrong = fault(case, [part.answer for part in record.parts])
        ends = zip(record.parts, case.outcomes, strict=False)
        right = all(not end or part.outcome == end for part, end in ends)
        found.append((wrong and f"seed {seed}: {wrong}", "parts" in record.doubts, right))
    return found


@pytest.mark.parametrize("style", sorted(STYLES))
def test_none_is_wrong_in_silence(style: str) -> None:
    assert [wrong for wrong, doubted, _ in judged(style) if wrong and not doubted] == []


def test_nearly_all_are_right() -> None:
    cases = [case for style in STYLES if style not in WRONG_BY_NATURE for case in judged(style)]
    wrong = [case[0] for case in cases if case[0]]
    assert len(wrong) <= 0.05 * len(cases), wrong
    right = [case for case in cases if not case[0]]
    assert sum(case[2] for case in right) >= 0.95 * len(right)


def test_doubts_are_few() -> None:
    """What is always doubted teaches nobody anything."""
    plain = ("same_numbers", "answers_named", "question_repeated_with_number", "table", "grouped")
    cases = [case for style in plain for case in judged(style)]
    assert sum(doubted for _, doubted, _ in cases) <= 0.15 * len(cases)


@given(st.sampled_from(sorted(STYLES)), st.integers(0, 10_000))
def test_parts_quote_what_was_written(style: str, seed: int) -> None:
    case = make(seed, style)
    record = read(case.request, case.response)
    request, response = normal(record.request), normal(record.response)
    for part in (*record.parts, *record.loose_answers):
        assert normal(part.question) in f"{request} {response}"
        for line in part.answer.split("\n"):
            assert normal(line) in response


@given(st.text("1234abQA.:)(|?i \n•-", max_size=200), st.text("1234abQA.:)(|?i \n•-", max_size=300))
def test_any_text_has_parts_that_quote_it(request: str, response: str) -> None:
    asked, replied = paras(request, 0), paras(response, 0)
    words = normal(" ".join(p.raw for p in (*asked, *replied)))
    found = align(read_questions(asked), replied)
    for answered in (*found.answered, *found.loose):
        for line in answered.answer.split("\n"):
            assert normal(line) in words


THREE = "1. How many cats are kept?\n2. How many dogs are fed?\n3. Which parrots talk?"
NESTED = "1. As to the kennel:\na) How many dogs?\nb) How many cats?\n2. Which parrots talk?"
WAYS = [
    (
        "a range and a rest",
        THREE,
        "Q1–2: Nine of each.\n\nQ3: Polly.",
        ["Nine of each.", "Nine of each.", "Polly."],
    ),
    ("roman", "i) Cats?\nii) Dogs?\niii) Owls?", "i) 1\nii) 2\niii) 3", ["1", "2", "3"]),
    (
        "out of order",
        THREE,
        "3. Polly.\n1. Nine.\n2. Six.",
        ["Nine.", "Six.", "Polly."],
    ),
    (
        "a list inside",
        THREE,
        "1. These:\n1. Tom\n2. Tib\n3. Tab\n2. Six.\n3. Polly.",
        ["These: 1. Tom 2. Tib 3. Tab", "Six.", "Polly."],
    ),
    (
        "letters below numbers",
        NESTED,
        "1.\na) Nine.\nb) Six.\n2. Polly.",
        ["Nine.", "Six.", "Polly."],
    ),
    (
        "a number with its letter",
        NESTED,
        "1a. Nine.\n1b. Six.\n2. Polly.",
        ["Nine.", "Six.", "Polly."],
    ),
    (
        "a part refused further down",
        THREE,
        "1. Nine.\n2. Six.\n\nReason for decision\n\nQuestion 3 is exempt under section 31(1)(a).",
        ["Nine.", "Six.", "Question 3 is exempt under section 31(1)(a)."],
    ),
    (
        "a part only referred to",
        THREE,
        "1. Nine.\n\nThis includes those of question 2.\n2. Six.\n3. Polly.",
        ["Nine. This includes those of question 2.", "Six.", "Polly."],
    ),
    (
        "the remaining questions",
        THREE,
        "For the remaining questions we hold nothing.\n\n1. Nine.",
        ["Nine.", *["For the remaining questions we hold nothing."] * 2],
    ),
    (
        "page numbers",
        THREE,
        "1. Nine.\n\nPage 2 of 3\n\n2. Six.\n3. Polly.",
        ["Nine.", "Six.", "Polly."],
    ),
    (
        "blocks that begin again",
        "Cats\n\n1. How many?\n2. How old?\n\nDogs\n\n1. How many?\n2. How fat?",
        "Cats\n\n1. Nine.\n2. Three.\n\nDogs\n\n1. Six.\n2. Very.",
        ["Nine.", "Three. Dogs", "Six.", "Very."],
    ),
    (
        "a list under one number",
        "1. For the year 2020 please give:\n1. the cats\n2. the dogs\n3. the owls",
        "1. Nine.\n2. Six.\n3. Two.",
        ["Nine.", "Six.", "Two."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("request_", "response", "wanted"), [w[1:] for w in WAYS], ids=[w[0] for w in WAYS]
)
def test_ways_of_writing(request_: str, response: str, wanted: list[str]) -> None:
    found = align(read_questions(paras(request_, 0)), paras(response, 0))
    assert [normal(a.answer) for a in found.answered] == wanted


NOT_ANSWERS = [
    "The following exemptions apply:\n1. Section 31(1)(a)\n2. Section 40(2)\n3. Section 43(2)",
    "We withhold it for these reasons:\n1. It harms birds.\n2. It helps thieves.\n3. It is old.",
    "Before we can answer please clarify:\n1. Which ranger?\n2. Which hide?\n3. Which year?",
    "1. Thank you for your request of 3 May.\n2. We considered it.\n3. There are nine of them.",
    "Please find attached:\n1. Owl survey.pdf\n2. Hide report.pdf\n3. Invoice.pdf",
    "1. The hide was shut.\n2. Owls: nine.\n\nThat is all.\n\n1. Y guddfan.\n2. Naw.\n3. Dim.",
]
"""Lists that have as many numbers as there are questions and answer none of them."""


@pytest.mark.parametrize("response", NOT_ANSWERS)
def test_lists_that_are_no_answers_are_not_taken_for_them_in_silence(response: str) -> None:
    found = align(read_questions(paras(THREE, 0)), paras(response, 0))
    assert found.problem


def test_answers_in_two_languages_are_both_given() -> None:
    response = "1. Naw.\n2. Chwech.\n3. Poli.\n\n1. Nine.\n2. Six.\n3. Polly."
    found = align(read_questions(paras(THREE, 0)), paras(response, 0))
    assert [normal(a.answer) for a in found.answered] == [
        "Naw. Nine.",
        "Chwech. Six.",
        "Poli. Polly.",
    ]
    assert "twice" in found.problem


def test_answers_beyond_the_questions_stay_loose() -> None:
    found = align(
        read_questions(paras(THREE, 0)), paras("1. Nine.\n2. Six.\n3. Polly.\n4. Ten.", 0)
    )
    assert [a.answer for a in found.answered] == ["Nine.", "Six.", "Polly."]
    assert [(a.question.number, a.answer) for a in found.loose] == [("4", "Ten.")]
    assert "numbered to 4" in found.problem


def test_pointing_to_another_answer_ends_as_that_one_does() -> None:
    record = read(
        THREE, "1. We do not hold this.\n2. As above.\n3. Please see the answer to question 1."
    )
    assert {part.outcome for part in record.parts} == {Outcome.NOT_HELD}
    assert [part.answer for part in record.parts[1:]] == [
        "As above.",
        "Please see the answer to question 1.",
    ]


def test_a_refusal_of_the_whole_covers_what_has_no_answer() -> None:
    response = (
        "To answer would exceed the cost limit, and the request is refused under section 12(1).\n\n"
        "1. To help you: nine."
    )
    record = read(THREE, response)
    assert [str(p.outcome) for p in record.parts] == ["full", "cost", "cost"]
    assert "parts" in record.doubts


def test_pairs_of_questions_and_answers_in_the_response() -> None:
    found = interleaved(
        paras("Q: How many cats?\nA: Nine.\nQ: And dogs?\nA: Six.\n\nThey bark.", 0)
    )
    assert found is not None
    assert [(a.question.text, a.answer) for a in found[1]] == [
        ("How many cats?", "Nine."),
        ("And dogs?", "Six.\n\nThey bark."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        *("1. a\n", "Question 1 (a) and (b), (c) to ", "Q1, 2 & 3 "),
        *("see question 2 ", "a | b | ", "? : . "),
    ],
)
def test_long_texts_take_time_in_proportion(line: str) -> None:
    def work(size: int) -> object:
        return align(read_questions(paras(THREE, 0)), paras(line * size, 0))

    assert is_linear(work, 4_000)


def test_many_questions_of_one_number_take_time_in_proportion() -> None:
    def work(size: int) -> object:
        return align(read_questions(paras("1. How?\n" * size, 0)), paras("1. So.\n" * size, 0))

    assert is_linear(work, 6_000)


def test_what_a_repeated_question_cites_is_asked_about() -> None:
    questions = [
        "State any use of section 14 of the Freedom of Information Act.",
        "Name the officer who decides.",
    ]
    request = "\n".join(f"{n}. {q}" for n, q in enumerate(questions, 1))
    record = read(request, f"{questions[0]}\n\nNone.\n\n{questions[1]}\n\nThe registrar.")
    assert record.applied() == ()
    assert {str(c.status) for c in record.citations} == {"asked-about"}
    assert [str(p.outcome) for p in record.parts] == ["full", "full"]
