"""From scopes to bands: the rules, each with the pair that made it."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.analysis import Analyzer
from foisearch.prior.bands import MEASURED, Meant, band
from foisearch.prior.scope import Scope
from foisearch.prior.scope.comparing import compare
from foisearch.prior.scope.subjects import Subjects
from foisearch.prior.values import Band

COMMON = {"polic", "offic", "contract", "end", "school", "number", "year"}
SUBJECTS = Subjects(Analyzer(), lambda term: log(50) if term in COMMON else log(5_000))


def between(new: str, earlier: str, meant: Meant = Meant()) -> Band | None:  # noqa: B008
    """The band of two questions."""
    one, other = Scope(new, None, SUBJECTS), Scope(earlier, None, SUBJECTS)
    words = min(len(one.subject.heavy), len(other.subject.heavy))
    return band(compare(one, other), words, meant)


PAIRS = [
    (
        "How many harbour seals were rescued in 2021?",
        "Please tell me how many harbour seals were rescued in 2021.",
        "near-identical",
    ),
    (
        "How many harbour seals were rescued in 2021?",
        "How many harbour seals were rescued in 2022?",
        "overlapping",
    ),
    (
        "How many harbour seals were rescued?",
        "How many harbour seals were rescued, broken down by sex?",
        "overlapping",
    ),
    (
        "How many primary schools have a swimming pool?",
        "How many secondary schools have a swimming pool?",
        "related",
    ),
    (
        "How many harbour seals were rescued in 2021?",
        "How much did it cost to rescue harbour seals in 2021?",
        "related",
    ),
    (
        "How many penalty notices were issued on the pier?",
        "How many penalty notices issued on the pier were cancelled on appeal?",
        "overlapping",
    ),
    ("Who supplies your telephone system?", "Which firm provides the phone system?", "same-scope"),
    ("How many harbour seals were rescued?", "Why was the library shut?", None),
]


@pytest.mark.parametrize(("new", "earlier", "expected"), PAIRS)
def test_the_rules(new: str, earlier: str, expected: str | None) -> None:
    assert between(new, earlier) == expected
    assert between(earlier, new) == expected


def test_the_model_alone_never_makes_two_questions_the_same() -> None:
    sure = Meant(cosine=0.99, margin=0.9)
    found = between("How many harbour seals were rescued?", "Tally of pinnipeds saved", sure)
    assert found is Band.OVERLAPPING
    assert between("How many seals were rescued?", "Why was the library shut?", sure) is (
        Band.RELATED
    )


def test_a_cosine_that_many_questions_have_says_nothing() -> None:
    usual = Meant(cosine=0.45, margin=0.0)
    assert between("How many harbour seals were rescued?", "Tally of pinnipeds", usual) is None


words = st.lists(
    st.sampled_from("seal harbour pier library rescued cost many how why number".split()),  # noqa: SIM905
    min_size=1,
    max_size=12,
).map(" ".join)


@given(words, words, st.floats(0, 1))
def test_any_two_questions_have_a_band_or_none(new: str, earlier: str, cosine: float) -> None:
    without = between(new, earlier)
    with_model = between(new, earlier, Meant(cosine, cosine))
    assert without is None or isinstance(without, Band)
    if without is not None:  # the model adds, and takes nothing away
        assert with_model is not None
        assert with_model.reaches(without)


def test_thresholds_are_shares() -> None:
    for name in MEASURED.__slots__:
        value = getattr(MEASURED, name)
        assert isinstance(value, int) or 0 < value < 1
