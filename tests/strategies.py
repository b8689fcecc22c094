"""Hypothesis strategies for the values that cross the borders between rooms."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from foisearch.disclosure import (
    UNKNOWN_DATE,
    Citation,
    Disclosure,
    Kind,
    Mention,
    Outcome,
    Part,
    PartialDate,
    Precision,
    Provenance,
    SplitConfidence,
    Status,
)

texts = st.text(max_size=40)
words = st.text("abc def-éß“\n\x1b\u202e\U0001f600", max_size=12)
counts = st.integers(0, 2**53)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """A date to the day, month or year, with the first day of its period; or the unknown one."""
    precision = draw(st.sampled_from(Precision))
    if precision is Precision.UNKNOWN:
        return UNKNOWN_DATE
    day = draw(st.dates(date(1, 1, 1)))
    if precision is not Precision.DAY:
        day = day.replace(day=1)
    if precision is Precision.YEAR:
        day = day.replace(month=1)
    return PartialDate(day, precision, draw(words))


citations = st.builds(
    Citation,
    regime=st.sampled_from(["foia", "eir", "foisa", ""]),
    provision=st.sampled_from(["40(2)", "12", "31(1)(a)", "", "16"]),
    status=st.sampled_from(Status),
    text=texts,
    start=counts,
    end=counts,
    assumed=st.booleans(),
    by_name=st.booleans(),
    act=words,
    flag=words,
)
mentions = st.builds(Mention, words, words, words, words, counts, counts)
provenances = st.builds(Provenance, texts, words, counts, counts, words, counts, page=counts)


def tuples(inner: st.SearchStrategy) -> st.SearchStrategy:
    """Short tuples of something."""
    return st.lists(inner, max_size=3).map(tuple)


parts = st.builds(
    Part,
    number=words,
    question=texts,
    answer=texts,
    outcome=st.sampled_from(Outcome),
    citations=tuples(citations),
    lead=words,
)

disclosures = st.builds(
    Disclosure,
    id=texts,
    kind=st.sampled_from(Kind),
    authority=words,
    authority_name=words,
    regime=words,
    ref=texts,
    topic=st.none() | texts,
    request=texts,
    response=texts,
    provenance=provenances,
    body=texts,
    parts=tuples(parts),
    loose_answers=tuples(parts),
    citations=tuples(citations),
    forces=tuples(mentions),
    outcome=st.sampled_from(Outcome),
    received=partial_dates(),
    responded=partial_dates(),
    published=partial_dates(),
    attachments=tuples(texts),
    links=tuples(texts),
    warnings=tuples(texts),
    split_confidence=st.sampled_from(SplitConfidence),
)
