"""A whole request against a small corpus: parts, coverage, bodies, decisions, what is left out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from prior_corpora import disclosure, put

from foisearch import engine
from foisearch.disclosure import Disclosure, Kind, Outcome, Part, PartialDate, Precision
from foisearch.prior.check import Checker, as_request
from foisearch.prior.decisions import Decisions
from foisearch.prior.store import Questions
from foisearch.prior.values import Band, Decision, NewRequest, Question, Verdict

DAY = PartialDate(date(2024, 3, 4), Precision.DAY, "option")


def part(number: str, question: str, answer: str = "", outcome: Outcome = Outcome.FULL) -> Part:
    return Part(number, question, answer or f"Answer {number}.", outcome)


PRINTERS = disclosure(
    "p1",
    topic="Printers",
    request="Printers.",
    parts=(
        part("1", "How many photocopiers do you have?", "Fourteen."),
        part("2", "When does the contract end?", "In 2026."),
    ),
    outcome=Outcome.FULL,
)
PHONES = disclosure(
    "p2",
    topic="Telephony",
    request="Telephony.",
    parts=(
        part("1", "Which telephone exchange is used?", "A blue one."),
        part("2", "When does the contract end?", "In 2027."),
    ),
)
DOGS = [
    disclosure(
        ref,
        id=f"{body}/{ref}",
        authority=body,
        authority_name=body.title(),
        request="How many dogs bit a postman in 2022?",
        response="We answer.",
        outcome=outcome,
    )
    for ref, body, outcome in (
        ("d1", "kent", Outcome.FULL),
        ("d2", "essex", Outcome.NCND),
        ("d3", "dorset", Outcome.NOT_HELD),
    )
]
LATER = disclosure("d4", request="How many dogs bit a postman in 2023?", response="Four.")
NEWS = disclosure("n", kind=Kind.PUBLICATION, body="How many dogs bit a postman in 2022?")
FILLER = [
    disclosure(f"f{n}", request=f"Please list the {word} of every pier and jetty.")
    for n, word in enumerate(("owners", "lengths", "lamps", "planks", "nails", "gulls", "ropes"))
]


@pytest.fixture
def checker(tmp_path: Path) -> Iterator[Checker]:
    yield from opened(tmp_path, [PRINTERS, PHONES, *DOGS, LATER, NEWS, *FILLER])


def opened(
    folder: Path, held: list[Disclosure], book: Decisions | None = None
) -> Iterator[Checker]:
    corpus = put(folder / "corpus", {"log.txt": held})
    engine.build(corpus, folder / "index")
    with engine.open_index(folder / "index") as index:
        questions = Questions.open(index, folder / "index")
        yield Checker(index, questions, book)
        questions.close()


def request(*questions: str) -> NewRequest:
    asked = (Question(str(number), text) for number, text in enumerate(questions, 1))
    return NewRequest("letter", " ".join(questions), tuple(asked), received=DAY)


def test_the_same_words_are_identical_and_carry_the_answer(checker: Checker) -> None:
    checked = checker.check(request("How many photocopiers do you have?"))
    (match, *_) = checked.parts[0].matches
    assert (match.band, match.earlier.ref, match.question.number) == (Band.IDENTICAL, "p1", "1")
    assert (match.answer, match.outcome, match.of_whole) == ("Fourteen.", Outcome.FULL, False)
    assert (checked.new_parts, checked.band) == ((), Band.IDENTICAL)


def test_a_question_that_leans_on_another_is_read_with_it(checker: Checker) -> None:
    checked = checker.check(
        request("How many photocopiers do you have?", "When does the contract for them end?")
    )
    bands = {m.earlier.ref: m.band for m in checked.parts[1].matches}
    assert bands["p1"].reaches(Band.NEAR_IDENTICAL)
    assert bands["p2"] is Band.RELATED
    first = checked.similar[0]
    assert first.earlier.ref == "p1"
    assert [(p.new, p.earlier) for p in first.pairings] == [("1", "1"), ("2", "2")]


def test_what_bodies_did_and_whether_they_differ_in_confirming(checker: Checker) -> None:
    checked = checker.check(request("How many dogs bit a postman in 2022?"))
    assert {t.authority for t in checked.treatments} == {"kent", "essex", "dorset"}
    assert checked.neither_differs
    later = next(m for m in checked.parts[0].matches if m.earlier.ref == "d4")
    assert later.band is Band.OVERLAPPING
    assert [(d.aspect, d.new, d.earlier) for d in later.differences] == [("period", "2022", "2023")]
    assert all(m.earlier.ref != "n" for m in checked.parts[0].matches), "publications ask nothing"


def test_last_year_is_another_year_a_year_later(tmp_path: Path) -> None:
    day = PartialDate(date(2022, 3, 4), Precision.DAY, "option")
    old = disclosure("o", request="How many gulls were fed in the last year?", received=day)
    for checker in opened(tmp_path, [old, *FILLER]):
        asked = request("How many gulls were fed in the last year?")
        (match, *_) = checker.check(asked).parts[0].matches
        assert match.band is Band.OVERLAPPING
        undated = NewRequest("x", asked.text, asked.questions)
        assert checker.check(undated).parts[0].matches[0].earlier.ref == "o"


def test_whom_a_question_is_about(tmp_path: Path) -> None:
    asked = "How many gulls did {} feed?"
    held = [
        disclosure("k", request=asked.format("Kent Police")),
        disclosure("e", id="essex/e", authority="essex", request=asked.format("the force")),
    ]
    for checker in opened(tmp_path, [*held, *FILLER]):
        found = checker.check(request(asked.format("Essex Police"))).parts[0].matches
        bands = {m.earlier.ref: m.band for m in found}
        assert bands["e"].reaches(Band.NEAR_IDENTICAL), "that is whom it was sent to"
        assert bands["k"] is Band.OVERLAPPING
        kent = next(m for m in found if m.earlier.ref == "k")
        assert [(d.aspect, d.new, d.earlier) for d in kent.differences] == [
            ("body", "Essex Police", "Kent Police")
        ]


def test_a_new_question_is_new(checker: Checker) -> None:
    checked = checker.check(request("What do llamas eat on Sundays?"))
    assert checked.parts[0].matches == ()
    assert (checked.new_parts, checked.band, checked.similar) == (("1",), None, ())


def test_bands_below_the_least_are_left_out_and_parts_limited(checker: Checker) -> None:
    asked = request("How many dogs bit a postman in 2022?")
    found = checker.check(asked, limit=1, least=Band.NEAR_IDENTICAL).parts[0].matches
    assert len(found) == 1
    every = checker.check(asked, limit=10, least=Band.NEAR_IDENTICAL).parts[0].matches
    assert {m.earlier.ref for m in every} == {"d1", "d2", "d3"}


def test_a_disclosure_is_not_similar_to_itself(checker: Checker) -> None:
    checked = checker.similar(DOGS[0])
    assert {m.earlier.ref for m in checked.parts[0].matches} >= {"d2", "d3"}
    assert all(s.earlier.id != DOGS[0].id for s in checked.similar)


def test_a_disclosure_as_a_request_keeps_its_parts() -> None:
    asked = as_request(PRINTERS)
    assert [(q.number, q.text) for q in asked.questions] == [
        (p.number, p.question) for p in PRINTERS.parts
    ]
    assert as_request(DOGS[0]).questions[0].number == "1"


def test_near_identical_disclosures_have_one_first(checker: Checker) -> None:
    assert checker.near_identical([*DOGS, LATER, PRINTERS, NEWS, NEWS]) == [0, 0, 0, 3, 4, 5, 6]


def test_decisions_are_shown_where_the_pair_appears(tmp_path: Path) -> None:
    book = Decisions(tmp_path / "decisions.jsonl", [])
    at = datetime(2024, 1, 2, tzinfo=UTC)
    book.add(Decision("kent/d1", "essex/d2", Verdict.DIFFERENT, at, "A. Clerk", "other dogs"))
    book.add(Decision("dorset/d3", "kent/d4", Verdict.SUPERSEDED, at, "A. Clerk"))
    for checker in opened(tmp_path, [*DOGS, LATER, *FILLER], book):
        matches = {m.earlier.id: m for m in checker.similar(DOGS[0]).parts[0].matches}
        assert matches["essex/d2"].decisions[0].verdict is Verdict.DIFFERENT
        new = checker.check(request("How many dogs bit a postman in 2022?")).parts[0].matches
        said = {m.earlier.id: [d.verdict for d in m.decisions] for m in new}
        assert said["dorset/d3"] == [Verdict.SUPERSEDED], "its answer no longer holds"
        assert said["essex/d2"] == [], "nobody knows the new request"


def test_the_proof_of_search_says_what_was_looked_for(checker: Checker) -> None:
    searched = checker.check(request("How many dogs bit a postman in 2022?")).searched
    assert searched.disclosures == 13
    assert searched.publications == 1
    assert len(searched.digest) >= 12
    assert searched.queries[0].split()[:1] != []
    assert {"dogs", "bit", "postman"} <= set(searched.queries[0].split())
    assert searched.model == ""
