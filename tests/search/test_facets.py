"""Counts of all matches, and what narrowing by them leaves, against brute force."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foisearch import engine
from foisearch.corpus import Corpus
from foisearch.disclosure import Disclosure
from foisearch.engine.index import Index
from foisearch.engine.schema.documents import applied, outcomes
from foisearch.errors import UsageError
from foisearch.law import ancestors
from foisearch.search import (
    FACETS,
    Filters,
    SearchRequest,
    Within,
    facet_names,
    narrowed,
    search,
    widened,
)
from foisearch.text import slugify

SHIPPED = Path(__file__).parents[2] / "corpus" / "sources"
QUERIES = [
    "",
    "drones",
    "body worn video",
    '"facial recognition"',
    "outcome:refused",
    "police -drones",
]
EVERYTHING = 10_000


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The sample corpus in several segments, with records deleted from them."""
    from foisearch.intake import import_paths
    from foisearch.intake.report import ImportOptions

    folder = tmp_path_factory.mktemp("facets")
    corpus = Corpus(folder / "corpus")
    files = sorted(path for path in SHIPPED.rglob("*") if path.is_file())
    for some in (files[: len(files) // 2], files[len(files) // 2 :]):
        import_paths(some, corpus, ImportOptions())
        engine.build(corpus, folder / "index")
    with engine.open_index(folder / "index", corpus.authorities()) as opened:
        yield opened


def values(d: Disclosure, facet: str) -> set[str]:
    """What a record has of a facet, from the record alone."""
    if facet == "force":
        slugs = {slugify(d.authority), *(slugify(m.authority) for m in d.forces)}
        return slugs - {"", "unknown"}
    if facet == "authority":
        return {slugify(d.authority) or "unknown"}
    if facet == "exemption":
        return {ancestors(key)[0] for key in applied(d) if ancestors(key)}
    if facet == "outcome":
        return set(outcomes(d))
    if facet == "year":
        return {f"{d.published.value.year}" if d.published.value else "unknown"}
    return {str(d.kind)}


def held(index: Index, request: SearchRequest) -> list[Disclosure]:
    found = search(index, SearchRequest(request.query, request.filters, EVERYTHING))
    return [hit.disclosure for hit in found.hits]


@st.composite
def steps(draw: st.DrawFn) -> Filters:
    """Filters, narrowed step by step."""
    return Filters(
        outcomes=tuple(draw(st.sets(st.sampled_from(["refused", "full", "not-held"]), max_size=2)))
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_counts_are_those_of_all_matches(index: Index, data: st.DataObject) -> None:
    query = data.draw(st.sampled_from(QUERIES))
    filters = data.draw(steps())
    for _ in range(data.draw(st.integers(1, 4))):
        request = SearchRequest(query, filters, limit=0, facets=tuple(FACETS))
        result = search(index, request)
        records = held(index, request)
        assert result.total == len(records)
        assert [facet.name for facet in result.facets] == list(FACETS)
        for facet in result.facets:
            want = Counter(value for d in records for value in values(d, facet.name))
            assert {each.value: each.count for each in facet.counts} == want
        choices = [(f.name, c) for f in result.facets for c in f.counts]
        if not choices:
            return
        facet_name, chosen = data.draw(st.sampled_from(choices))
        filters = narrowed(filters, facet_name, chosen.value)
        assert search(index, SearchRequest(query, filters, 0)).total == chosen.count


def test_the_most_frequent_is_first_and_years_are_newest_first(index: Index) -> None:
    request = SearchRequest(limit=0, facets=tuple(FACETS))
    for facet in search(index, request).facets:
        if facet.name == "year":
            years = [each.value for each in facet.counts if each.value != "unknown"]
            assert years == sorted(years, reverse=True)
            assert "unknown" not in [each.value for each in facet.counts[:-1]]
        else:
            key = [(-each.count, each.value) for each in facet.counts]
            assert key == sorted(key)


def test_a_value_is_what_its_filter_takes(index: Index) -> None:
    """For a search that has no such filter yet, the option leaves as many as the count says."""
    request = SearchRequest(
        "police", limit=0, facets=("force", "authority", "exemption", "outcome")
    )
    for facet in search(index, request).facets:
        plural = {"authority": "authorities"}.get(facet.name, f"{facet.name}s")
        for each in facet.counts:
            filters = Filters(**{plural: (each.value,)})
            assert search(index, SearchRequest("police", filters, 0)).total == each.count


def test_an_overview_stands_beside_more_than_a_page(index: Index) -> None:
    many = search(index, SearchRequest("police", overview=True))
    assert [facet.name for facet in many.facets] == ["authority", "year", "outcome"]
    asked = search(index, SearchRequest("police", overview=True, facets=("kind",)))
    assert [facet.name for facet in asked.facets] == ["kind"]
    one = SearchRequest("police", limit=EVERYTHING, overview=True)
    assert search(index, one).facets == ()


def test_names_of_facets() -> None:
    assert facet_names(["force,Year", "body", "force"]) == ("force", "year", "authority")
    assert facet_names(["all"]) == tuple(FACETS)
    with pytest.raises(UsageError, match="colour"):
        facet_names(["colour"])


def test_steps_are_taken_and_taken_back() -> None:
    one = narrowed(Filters(), "year", "2023")
    assert narrowed(one, "year", "2023") == one
    assert widened(narrowed(one, "kind", "disclosure")) == one
    assert widened(Filters()) == Filters()


@pytest.mark.parametrize(
    "step", [Within("colour", "red"), Within("year", "soon"), Within("year", "0")]
)
def test_a_step_that_cannot_be(index: Index, step: Within) -> None:
    with pytest.raises(UsageError):
        search(index, SearchRequest(filters=Filters(within=(step,))))
