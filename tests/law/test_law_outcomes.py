"""Outcomes of answers, of parts put together, and of the sample documents."""

import csv
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import is_linear

from foisearch.disclosure import Outcome
from foisearch.law import applied_keys, combine, read_citations, read_outcome
from foisearch.law.likely import IN_COMPANY
from foisearch.law.regimes import read_table

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("FOISEARCH_SHARED", HERE.parents[1].parent / "shared")) / "seeds"


def outcome(answer: str, regime: str = "foia") -> Outcome:
    return read_outcome(answer, read_citations(answer, regime=regime))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("", "unknown"),
        ("  \n … ", "unknown"),
        ("Toshiba.", "full"),
        ("No.", "full"),
        ("212 days on average.", "full"),
        ("Please find attached a spreadsheet with the figures.", "full"),
        ("We do not hold any data on drone flights.", "not-held"),
        ("No information is held. You may wish to contact the Home Office.", "not-held"),
        ("The figures are attached. We do not hold data before 2019.", "part"),
        ("The names are exempt under section 40(2). The totals are as follows: 4 and 9.", "part"),
        ("This is exempt under section 31(1)(a) and is withheld.", "refused"),
        ("We neither confirm nor deny that we hold this: section 31(3).", "ncnd"),
        ("Your request would exceed the cost limit under section 12 and is refused.", "cost"),
        (
            "The cost limit under section 12 would be exceeded. As a gesture of goodwill"
            " we can provide the totals, which are attached.",
            "cost",
        ),
        ("Your request is refused under section 14(1) as vexatious.", "vexatious"),
        ("Your request is refused under section 14(2) as a repeated request.", "repeat"),
        ("This is available on our website.", "published"),
        ("Section 21 applies: the accounts can be found on our website.", "published"),
        ("It is for future publication, and exempt under section 22.", "future-publication"),
        ("Please clarify which years you mean.", "clarify"),
        ("The request was withdrawn by the applicant.", "withdrawn"),
        ("As no clarification has been received, your request has been closed.", "lapsed"),
        ("I have reviewed the matter and uphold the original decision.", "review-upheld"),
        ("On review the original decision is overturned.", "review-changed"),
        ("Some redactions were made to the copies supplied.", "part"),
        ("You should contact the council, as your request should be directed to the council.",
         "transferred"),
        ("We acknowledge receipt of your request.", "pending"),
    ],
)  # fmt: skip
def test_answers(answer, expected):
    assert outcome(answer) == expected


def table() -> list[dict[str, str]]:
    """Answers in our own words, each judged before it was read; ``applied`` is ``-`` for none."""
    with (HERE / "outcomes.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row['kind']}: {row['answer'][:50]}")
def test_table(row):
    citations = read_citations(row["answer"], regime=row["regime"])
    assert read_outcome(row["answer"], citations) == row["expected"]
    if row["applied"]:
        assert "|".join(applied_keys(citations)) == row["applied"].strip("-")


CUES = list(read_table("outcome_cues.csv"))


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: f"{cue['outcome']}: {cue['pattern'][:30]}")
def test_what_a_cue_needs_stands_wherever_it_is_found(cue):
    pattern = re.compile(rf"\b(?:{cue['pattern']})", re.IGNORECASE)
    pieces = cue["needs"].split("|")
    for row in table():
        if cue["outcome"] not in IN_COMPANY and pattern.search(row["answer"]):
            assert any(piece in row["answer"].lower() for piece in pieces)


def test_the_table_has_every_outcome_that_can_be_read():
    assert {row["expected"] for row in table()} == set(Outcome) - {Outcome.UNKNOWN}


@pytest.mark.parametrize("unit", ["a", "1, ", "we hold ", "no ", "14 in ", "There were 4. ", "; "])
def test_reading_is_linear_in_the_length_of_the_answer(unit):
    assert is_linear(lambda size: read_outcome(unit * (size // len(unit)), ()), 80_000)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], "unknown"),
        (["unknown", "unknown"], "unknown"),
        (["full", "unknown"], "full"),
        (["full", "full"], "full"),
        (["full", "published"], "full"),
        (["full", "refused"], "part"),
        (["published", "cost"], "part"),
        (["refused", "ncnd"], "refused"),
        (["not-held", "refused"], "refused"),
        (["not-held", "transferred"], "not-held"),
        (["full", "not-held"], "part"),
        (["part", "full"], "part"),
    ],
)
def test_combine(parts, whole):
    assert combine(Outcome(p) for p in parts) == whole


@given(st.lists(st.sampled_from(Outcome)))
def test_combine_does_not_depend_on_the_order(outcomes):
    assert combine(outcomes) == combine(reversed(outcomes))


@given(st.text(max_size=300))
def test_any_answer_can_be_read(answer):
    assert outcome(answer) in Outcome


def seeds() -> list[tuple[dict[str, object], str]]:
    """The sample records with the text of their responses, cut roughly at the label."""
    if not SHARED.exists():
        return []
    records = []
    for entry in json.loads((SHARED / "expected.json").read_text(encoding="utf-8")):
        if not entry["ref"]:
            continue
        text = (SHARED / entry["file"]).read_text(encoding="utf-8")
        text = text[text.index(entry["ref"]) :]
        following = re.search(r"\n(?:<p>)?(?:<u>)?Ref\b", text)
        text = text[: following.start()] if following else text
        label = re.search(r"Response|I have today decided", text)
        if label and "Complaints" not in text[: label.start()][-200:]:
            text = text[label.start() :]
        records.append((entry, text))
    return records


@pytest.mark.skipif(not SHARED.exists(), reason="the sample documents are not here")
@pytest.mark.parametrize(("entry", "text"), seeds(), ids=lambda v: str(v)[60:100])
def test_sample_documents(entry, text):
    citations = read_citations(text, regime="foia")
    assert read_outcome(text, citations) == entry["outcome"]
    grounds = ("foia:12", "foia:14")  # the table lists refusals that are no exemption apart
    applied = {key for key in applied_keys(citations) if not key.startswith(grounds)}
    expected = {k if ":" in k else f"foia:{k}" for k in entry["exemptions_applied"]}
    assert applied == expected
