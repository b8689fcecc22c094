"""Search in other words, and in those that were perhaps meant."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))
from engine_records import disclosure, put

from foisearch import engine, search
from foisearch.engine.index import Index
from foisearch.engine.values import Expanded
from foisearch.search import Filters, SearchRequest, SearchResult, Sort, Suggestion

RECORDS = [
    disclosure("1", topic="Tasers", request="How often was a taser drawn?"),
    disclosure("2", request="How many drones does the force own?"),
    disclosure("3", request="How many UAV were bought?"),
    disclosure("4", request="Who wears handcuffs?"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("worded")
    engine.build(put(folder / "corpus", {"a": RECORDS}), folder / "index")
    with engine.open_index(folder / "index") as opened:
        yield opened


def ask(index: Index, query: str, **options: Any) -> SearchResult:
    return search.search(index, SearchRequest(query, **options))


def refs(result: SearchResult) -> set[str]:
    return {hit.disclosure.ref for hit in result.hits}


def test_other_words_are_looked_for_said_and_highlighted(index: Index) -> None:
    result = ask(index, "drones")
    assert refs(result) == {"2", "3"}
    assert result.expansions == (Expanded("drones", ("UAV",)),)
    assert "also: UAV (for drones)" in result.notes
    (snippet,) = next(hit for hit in result.hits if hit.disclosure.ref == "3").snippets
    assert [snippet.text[a:b] for a, b in snippet.highlights] == ["UAV"]


def test_an_exact_search_takes_words_as_they_are(index: Index) -> None:
    result = ask(index, "drones", exact=True)
    assert refs(result) == {"2"}
    assert result.expansions == ()
    assert not result.notes


def test_where_nothing_is_found_what_was_meant_is_searched_and_said(index: Index) -> None:
    result = ask(index, "tazer")
    assert refs(result) == {"1"}
    assert result.corrected == "taser"
    assert result.suggestion is None
    assert result.request.query == "tazer"
    assert result.notes[0] == "nothing for “tazer”; showing “taser”"
    assert result.hits[0].snippets[0].highlights


def test_where_something_is_found_it_is_only_suggested(index: Index) -> None:
    result = ask(index, "tazer handcuffs")
    assert refs(result) == {"4"}
    assert result.corrected == ""
    assert result.suggestion == Suggestion("taser handcuffs", 2)
    assert "did you mean “taser handcuffs”? 2 are found by it" in result.notes


def test_an_exact_search_is_never_corrected(index: Index) -> None:
    result = ask(index, "tazer", exact=True)
    assert result.total == 0
    assert result.suggestion == Suggestion("taser", 1)


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("hand cuffs", ""),
        ("ta ser", "taser"),
        ("topic:tazer", "topic:taser"),
        ("(tazer)", "(taser)"),
        ("tazer?", "taser?"),
        ("tazer AND darwn", "taser AND drawn"),
        ("request:(tazer darwn)", "request:(taser drawn)"),
        ("tazer -drones", "taser -drones"),
        ("Tazer^2", "taser^2"),
    ],
)
def test_only_words_are_replaced_where_they_stand(index: Index, query: str, corrected: str) -> None:
    assert ask(index, query).corrected == corrected


@pytest.mark.parametrize("query", ['"tazer"', "tazerx*", "zzqqzz", "tazer AND drones", "zzqq~"])
def test_nothing_is_corrected_that_finds_nothing_or_was_meant_as_it_is(
    index: Index, query: str
) -> None:
    result = ask(index, query)
    assert (result.total, result.corrected, result.suggestion) == (0, "", None)


def test_a_filter_that_leaves_nothing_leaves_no_suggestion(index: Index) -> None:
    result = ask(index, "tazer", filters=Filters(kinds=("publication",)))
    assert (result.total, result.corrected, result.suggestion) == (0, "", None)


def test_words_that_a_table_knows_are_not_misspelt(index: Index) -> None:
    result = ask(index, "UAVs quadcopter")
    assert refs(result) == {"2", "3"}
    assert result.suggestion is None


def test_every_order_and_page_counts_the_same(index: Index) -> None:
    for sort in Sort:
        assert ask(index, "drones", sort=sort).total == 2
    assert [ask(index, "drones", offset=n, limit=1).total for n in range(3)] == [2, 2, 2]


def test_facets_count_what_other_words_find(index: Index) -> None:
    result = ask(index, "drones", facets=("kind",))
    assert result.facets[0].counts[0].count == 2


def test_a_long_note_is_cut(index: Index) -> None:
    result = ask(index, "drones taser handcuffs uav unmanned")
    (note,) = [note for note in result.notes if note.startswith("also: ")]
    assert len(note) < 300
