"""What was asked before and what is new, in a sentence: said only as far as it is known."""

from __future__ import annotations

from dataclasses import replace

import prior_samples as samples
import pytest
from prior_samples import ORRIN, REVIEW, STELLSHIRE

from foisearch.disclosure import UNKNOWN_DATE, Outcome
from foisearch.prior.values import (
    Band,
    Checked,
    CheckedPart,
    Earlier,
    Match,
    Pairing,
    Question,
    SimilarRequest,
)
from foisearch.render.coverage import coverage_words, covered, numbers_words


def match(earlier: Earlier, band: Band = Band.SAME_SCOPE, **more: object) -> Match:
    known = Match(band, 0.5, earlier, Question("1", "Why?"), outcome=Outcome.FULL)
    return replace(known, **more)  # type: ignore[arg-type]


def checked(*best: Match | None) -> Checked:
    """A request whose parts have these matches."""
    parts = [
        CheckedPart(Question(str(number), "Why?"), (found,) if found else ())
        for number, found in enumerate(best, 1)
    ]
    met: dict[str, list[Pairing]] = {}
    earlier = {m.earlier.id: m.earlier for m in best if m}
    for part in parts:
        for found in part.matches:
            pairing = Pairing(part.question.number, "1", found.band)
            met.setdefault(found.earlier.id, []).append(pairing)
    similar = tuple(SimilarRequest(earlier[id_], tuple(p), 0.5) for id_, p in met.items())
    new = tuple(part.question.number for part in parts if not part.band or part.band.rank > 2)
    return samples.checked(parts=tuple(parts), similar=similar, new_parts=new)


R = "6104238 (Office for Police Standards Review, January 2022"
V = "VOP/2023/0433 (Vale of Orrin Police, November 2023"
NEAR = match(REVIEW, Band.OVERLAPPING)
FAR = match(REVIEW, Band.RELATED)
REFUSED = match(ORRIN, outcome=Outcome.REFUSED)


@pytest.mark.parametrize(
    ("best", "words"),
    [
        ([None], "The question is new: nothing similar was found."),
        ([None, None], "Both parts are new: nothing similar was found."),
        ([None, FAR, None], "All 3 parts are new: only related questions were found."),
        ([match(REVIEW)], f"The question was answered in {R})."),
        ([match(REVIEW)] * 3, f"All 3 parts were answered in {R})."),
        ([match(REVIEW), None], f"Part 1 of 2 was answered in {R}); part 2 is new."),
        (
            [match(REVIEW), None, match(REVIEW), FAR, NEAR, NEAR, NEAR],
            f"Parts 1 and 3 of 7 were answered in {R}); parts 5–7 overlap with 6104238; "
            "parts 2 and 4 are new.",
        ),
        ([REFUSED, None], f"Part 1 of 2 was asked and refused in {V}); part 2 is new."),
    ],
)  # fmt: skip
def test_sentences(best: list[Match | None], words: str) -> None:
    assert coverage_words(checked(*best)) == words


@pytest.mark.parametrize(
    ("outcome", "of_whole", "words"),
    [
        (Outcome.FULL, False, f"was answered in {R})"),
        (Outcome.PART, False, f"was answered in {R}, disclosed in part)"),
        (Outcome.NOT_HELD, False, f"was answered in {R}, not held)"),
        (Outcome.PUBLISHED, False, f"was answered in {R}, already published)"),
        (Outcome.COST, False, f"was asked and refused in {R}, refused on cost)"),
        (Outcome.NCND, False, f"was asked, and neither confirmed nor denied, in {R})"),
        (Outcome.CLARIFY, False, f"was asked in {R}, clarification asked for)"),
        (Outcome.PENDING, False, f"was asked in {R}, not answered yet)"),
        # The whole was disclosed in part; which parts, nobody knows.
        (Outcome.PART, True, f"was asked in {R}, disclosed in part)"),
        (Outcome.UNKNOWN, False, f"was asked in {R}, disclosed in part)"),
    ],
)
def test_answered_is_said_only_where_the_outcome_says_so(
    outcome: Outcome, of_whole: bool, words: str
) -> None:
    said = coverage_words(checked(match(REVIEW, outcome=outcome, of_whole=of_whole)))
    assert said == f"The question {words}."


def test_the_whole_answered_means_every_part_of_it() -> None:
    whole = replace(REVIEW, outcome=Outcome.FULL)
    said = coverage_words(checked(match(whole, outcome=Outcome.FULL, of_whole=True)))
    assert said.startswith("The question was answered")


def test_no_more_requests_are_named_than_can_be_read() -> None:
    many = [match(replace(REVIEW, id=f"x/{n}", ref=f"R{n}")) for n in range(1, 6)]
    near = [match(replace(REVIEW, id=f"y/{n}", ref=f"S{n}"), Band.OVERLAPPING) for n in range(5)]
    said = coverage_words(checked(*many, *near))
    assert "part 3 was answered in R3" in said
    assert "; parts 4 and 5 were asked in other requests; part 6 overlaps with S0; " in said
    assert said.endswith("; parts 9 and 10 overlap with other requests.")


def test_a_part_counts_where_most_of_the_request_stands() -> None:
    """Not where it alone is a little closer."""
    whole = checked(match(REVIEW), match(ORRIN, Band.IDENTICAL))
    first = replace(
        whole.similar[0],
        pairings=(*whole.similar[0].pairings, Pairing("2", "3", Band.SAME_SCOPE)),
    )
    found = covered(replace(whole, similar=(first, whole.similar[1])))
    assert [(item.earlier.id, item.parts) for item in found] == [
        ("opsr/6104238", ("1",)),
        ("opsr/6104238", ("2",)),
    ]
    assert found[1].treated == "asked"  # of that part only the outcome of the whole is known


def test_dates_and_bodies_that_are_not_known() -> None:
    bare = replace(STELLSHIRE, authority="", authority_name="", published=UNKNOWN_DATE, ref="")
    said = coverage_words(checked(match(bare)))
    assert said == "The question was answered in stellshire/0507-23 (body unknown)."


def test_a_request_that_asks_nothing() -> None:
    assert coverage_words(checked()) == "It asks nothing."


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        (["1"], "1"),
        (["1", "2"], "1 and 2"),
        (["1", "2", "3"], "1–3"),
        (["1", "3", "7", "8", "9"], "1, 3 and 7–9"),
        (["1", "2(a)", "2(b)", "3"], "1, 2(a), 2(b) and 3"),
        (["8", "9", "10", "11", "20"], "8–11 and 20"),
    ],
)
def test_numbers(numbers: list[str], words: str) -> None:
    assert numbers_words(numbers) == words


@pytest.mark.parametrize("least", Band)
def test_of_what_was_left_out_nothing_is_said(least: Band) -> None:
    said = coverage_words(checked(None), least)
    assert ("similar" in said) is (least is Band.RELATED)
    assert said.startswith("The question is new: nothing ")
