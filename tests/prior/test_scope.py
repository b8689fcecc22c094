"""What a question asks: kinds, periods, breakdowns, subjects, and two scopes side by side."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import is_linear

from foisearch.analysis import Analyzer
from foisearch.prior.scope import Scope
from foisearch.prior.scope.asks import Kind, agree, kinds
from foisearch.prior.scope.breakdowns import breakdowns, units
from foisearch.prior.scope.comparing import compare
from foisearch.prior.scope.periods import period
from foisearch.prior.scope.subjects import Subjects
from foisearch.prior.values import Aspect

SUBJECTS = Subjects(Analyzer(), lambda term: 5.0)


def scope(text: str, asked: date | None = None) -> Scope:
    return Scope(text, asked, SUBJECTS)


KINDS = [
    ("How many kennels does the force run?", "number"),
    ("Please provide the total number of kennels.", "number"),
    ("The number of officers with two cars since 2019.", "number"),
    ("How often was the boathouse hired out in 2022?", "number"),
    ("How much did the boathouse cost?", "cost"),
    ("What was the total cost of the boathouse roof?", "cost"),
    ("The amount spent on biscuits in each year.", "cost"),
    ("I would like to know what you paid for the new boat.", "cost"),
    ("What proportion of kennels is heated?", "proportion"),
    ("The percentage of calls that were abandoned.", "proportion"),
    ("How long did repairs to the pier take?", "duration"),
    ("Please state the average time taken to mend a kennel.", "duration"),
    ("When was the pier last inspected?", "date"),
    ("On what date does the lease of the boathouse expire?", "date"),
    ("Why was the pier closed?", "reason"),
    ("Please explain the decision to close the pier.", "reason"),
    ("Please send me a copy of the pier inspection.", "copy"),
    ("All correspondence between the harbour master and the mayor.", "copy"),
    ("Please list the piers that you own.", "list"),
    ("Which piers are closed?", "list"),
    ("Who supplies the dog food?", "name"),
    ("Please give the name of the harbour master.", "name"),
    ("Is the pier insured?", "whether"),
    ("Please confirm whether the pier is insured.", "whether"),
    ("Do you own any boats?", "whether"),
    ("How do you decide which dogs to retire?", "process"),
    ("What training do handlers receive?", "process"),
    ("What is the definition of a working dog?", "definition"),
    ("What was the outcome of the pier inquiry?", "result"),
    ("During 2022, how many boats sank?", "number"),
    ("Boats that sank in 2022: how many were there?", "number"),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_what_is_asked(text: str, expected: str) -> None:
    assert kinds(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Do you own any boats, and if so, how many?", {"whether", "number"}),
        ("How many dogs do you have and what is the cost of feeding them?", {"number", "cost"}),
        ("When was the pier closed; and why was it closed?", {"date", "reason"}),
    ],
)
def test_two_things_asked(text: str, expected: set[str]) -> None:
    assert set(kinds(text)) == expected


def test_a_number_and_a_cost_do_not_agree_but_a_list_and_names_do() -> None:
    assert agree((Kind.NUMBER,), (Kind.COST,)) is False
    assert agree((Kind.LIST,), (Kind.WHO,)) is True
    assert agree((), (Kind.COST,)) is None


@given(st.text(max_size=300))
def test_any_text_has_kinds_a_period_and_breakdowns(text: str) -> None:
    assert all(isinstance(kind, Kind) for kind in kinds(text))
    found = period(text, date(2024, 5, 1))
    assert found is None or found.first is None or found.last is None or found.first <= found.last
    assert breakdowns(text) <= set(breakdowns(text))
    assert isinstance(units(text), frozenset)


@pytest.mark.parametrize("unit", ["how ", "what ", "2019-", "each ", "and the ", "last "])
def test_reading_is_linear(unit: str) -> None:
    def read(size: int) -> None:
        text = unit * (size // len(unit))
        kinds.__wrapped__(text)
        period(text)
        breakdowns(text)

    assert is_linear(read, 20_000)


PERIODS = [
    ("in 2019", "2019-01-01", "2019-12-31"),
    ("in 2019/20", "2019-04-01", "2020-03-31"),
    ("in the financial year 2019-2020", "2019-04-01", "2020-03-31"),
    ("between 2015 and 2020", "2015-01-01", "2020-12-31"),
    ("2018 to 2022 inclusive", "2018-01-01", "2022-12-31"),
    ("since 2019", "2019-01-01", None),
    ("from 2019 onwards", "2019-01-01", None),
    ("before 2012", None, "2012-12-31"),
    ("in March 2023", "2023-03-01", "2023-03-31"),
    ("as at 31 March 2023", "2023-03-31", "2023-03-31"),
    ("on 1/4/2021", "2021-04-01", "2021-04-01"),
    ("from 1 April 2019 to 31 March 2021", "2019-04-01", "2021-03-31"),
    ("in 2017, 2018 and 2019", "2017-01-01", "2019-12-31"),
    ("in the twelve months to March 2018", "2017-04-01", "2018-03-31"),
    ("in the last five years", "2019-05-01", "2024-05-01"),
    ("over the past 5 financial years", "2019-04-01", "2024-03-31"),
    ("in the previous three months", "2024-01-31", "2024-05-01"),
]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_periods(text: str, first: str | None, last: str | None) -> None:
    found = period(f"How many boats sank {text}?", date(2024, 5, 1))
    assert found is not None
    assert (str(found.first) if found.first else None) == first
    assert (str(found.last) if found.last else None) == last


@pytest.mark.parametrize(
    "text", ["How many boats sank?", "Chapter 18 of the code", "Is 40 enough?"]
)
def test_no_period_is_made_up(text: str) -> None:
    assert period(text, date(2024, 5, 1)) is None


def test_relative_periods_are_compared_by_their_words_where_no_day_is_known() -> None:
    five, also = period("in the last five years"), period("over the past 5 years")
    assert five is not None
    assert also is not None
    assert five.same(also)
    assert not five.same(period("in the last ten years"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Number of dogs, broken down by rank and sex.", {"rank", "sex"}),
        ("How many boats sank in each of the last five years?", {"year"}),
        ("The annual cost of the pier.", {"year"}),
        ("How many calls per month?", {"month"}),
        ("Please split the figures by ethnicity, age group and police district.",
         {"ethnicity", "age", "place"}),
        ("How many boats were sunk by the force?", set()),
    ],
)  # fmt: skip
def test_breakdowns(text: str, expected: set[str]) -> None:
    assert breakdowns(text) == expected


def test_a_subject_leaves_out_what_only_asks() -> None:
    found = SUBJECTS.subject("Please provide the total number of harbour dogs in 2019.")
    assert found.written == ("harbour", "dogs")
    assert found.weight == 10.0


def test_shared_words_other_words_and_what_is_left() -> None:
    compared = compare(
        scope("How many phones does the harbour own?"), scope("Number of telephones on the pier")
    )
    assert compared.kinds is True
    assert ("phones", "telephones") in compared.shared.alike
    assert "pier" in compared.shared.only_earlier
    assert {d.aspect for d in compared.differences} == {Aspect.SUBJECT}


def test_every_difference_says_both_sides() -> None:
    compared = compare(
        scope("How many boats sank in 2019, by month?"), scope("What did boats cost in 2021?")
    )
    said = {d.aspect: (d.new, d.earlier) for d in compared.differences}
    assert said[Aspect.ASKED] == ("number", "cost")
    assert said[Aspect.PERIOD] == ("in 2019", "2021") or said[Aspect.PERIOD] == ("2019", "2021")
    assert said[Aspect.BREAKDOWN] == ("month", "")


@given(st.sampled_from([k for k, _ in KINDS]), st.sampled_from([k for k, _ in KINDS]))
def test_shares_are_shares_and_a_question_shares_all_with_itself(one: str, other: str) -> None:
    shared = compare(scope(one), scope(other)).shared
    for value in (shared.verbatim, shared.new, shared.earlier, shared.exact_new):
        assert 0.0 <= value <= 1.0
    own = compare(scope(one), scope(one))
    assert own.differences == ()
    assert own.shared.verbatim == pytest.approx(1.0) or not scope(one).subject.terms
