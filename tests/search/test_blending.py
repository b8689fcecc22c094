"""Search by words and by meaning, made one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from meaning_fakes import Bag

sys.path.insert(0, str(Path(__file__).parents[1] / "prior"))
from prior_corpora import indexed

from foisearch import engine
from foisearch.disclosure import Kind, Outcome
from foisearch.engine.index import Index
from foisearch.prior import meaning
from foisearch.prior.meaning import Meaning
from foisearch.prior.store import Questions
from foisearch.query import ast, parse
from foisearch.search import Filters, SearchRequest, SearchResult, Sort, blending, search

Search = Callable[..., SearchResult]
RECORDS: list[dict[str, Any]] = [
    {"request": "How many officers were dismissed?", "outcome": Outcome.FULL},
    {"request": "How many officers were dismissed last year?", "outcome": Outcome.REFUSED},
    {"request": "Who was sacked by the council?", "outcome": Outcome.FULL},
    {"request": "What do police dogs eat?", "response": "Dogs sacked a kitchen."},
    *({"request": f"Were you sacked from job {n} at the {n} mill?"} for n in range(20)),
    {"kind": Kind.PUBLICATION, "body": "The board sacked nobody."},
]
DISMISSED = {"kent/0-0", "kent/0-1"}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Index, Meaning]]:
    folder = indexed(tmp_path_factory.mktemp("blend"), [RECORDS, [{"request": "What of ducks?"}]])
    with engine.open_index(folder) as index:
        questions = Questions.open(index, folder)
        made = meaning.opened(questions, folder, Bag())
        meaning.fill(made)
        yield index, made
        questions.close()


@pytest.fixture
def ask(held: tuple[Index, Meaning]) -> Search:
    def ask(query: str, **options: Any) -> SearchResult:
        request = SearchRequest(query, semantic=True, **{"limit": 50, "exact": True, **options})
        return search(held[0], request, meaning=held[1])

    return ask


def ids(result: SearchResult) -> list[str]:
    return [hit.disclosure.id for hit in result.hits]


def test_other_words_are_found_and_said_to_be(held: tuple[Index, Meaning], ask: Search) -> None:
    by_words = search(held[0], SearchRequest("sacked officers", limit=50, exact=True))
    result = ask("sacked officers")
    assert set(ids(result)) == set(ids(by_words))
    result = ask("sacked")
    assert set(ids(result)) == {
        *ids(search(held[0], SearchRequest("sacked", limit=50, exact=True))),
        *DISMISSED,
    }
    found = {hit.disclosure.id: hit for hit in result.hits}
    assert found["kent/0-0"].found_by == ("meaning",)
    assert found["kent/0-2"].found_by == ("words", "meaning")
    assert found["kent/0-24"].found_by == ("words",)
    (snippet,) = found["kent/0-0"].snippets
    assert (snippet.field, snippet.text) == ("request", RECORDS[0]["request"])
    assert snippet.highlights == ()
    assert any(s.highlights for s in found["kent/0-2"].snippets)
    assert result.total == len(result.hits) == 25
    assert [hit.score for hit in result.hits] == sorted(h.score for h in result.hits)[::-1]


def test_pages_are_stretches_of_one_sequence(ask: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blending, "DEPTH", 5)
    whole = ask("sacked")
    assert whole.total == len(set(ids(whole))) == len(whole.hits)
    for size in (1, 3, 7):
        pages: list[str] = []
        for offset in range(0, whole.total, size):
            page = ask("sacked", limit=size, offset=offset)
            assert page.total == whole.total
            assert [hit.rank for hit in page.hits][:1] == [offset + 1]
            pages += ids(page)
        assert pages == ids(whole)
    assert [hit.score for hit in whole.hits] == sorted(h.score for h in whole.hits)[::-1]
    assert ask("sacked", limit=0).total == whole.total


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("sacked outcome:full", {}),
        ("sacked", {"filters": Filters(outcomes=("full",))}),
        ("sacked -council outcome:full", {}),
        ("sacked -outcome:unknown -outcome:refused", {}),
    ],
)
def test_filters_hold_for_what_is_meant(ask: Search, query: str, options: Any) -> None:
    found = ids(ask(query, **options))
    assert "kent/0-0" in found
    assert "kent/0-1" not in found


@pytest.mark.parametrize("query", ['"sacked by"', "sacked AND council", "sack*", "sacked~"])
def test_what_demands_its_words_gets_no_others(
    held: tuple[Index, Meaning], ask: Search, query: str
) -> None:
    by_words = search(held[0], SearchRequest(query, limit=50, exact=True))
    assert set(ids(ask(query))) == set(ids(by_words))


def test_only_free_words_by_relevance_mean_something(
    held: tuple[Index, Meaning], ask: Search
) -> None:
    for query, options, note in (
        ("", {}, blending.NO_WORDS),
        ("outcome:full", {}, blending.NO_WORDS),
        ("sacked", {"sort": Sort.NEWEST}, blending.OTHER_ORDER),
    ):
        result = ask(query, **options)
        plain = search(held[0], SearchRequest(query, limit=50, exact=True, **options))
        assert ids(result) == ids(plain)
        assert result.notes == (*plain.notes, note)
        assert all(hit.found_by == ("words",) for hit in result.hits)


def test_what_a_query_means_and_what_it_demands() -> None:
    for query, words, demands in (
        ("how many officers", "how many officers", ""),
        ('sacked^2 "gross misconduct" dog', "sacked gross misconduct dog", ""),
        ("dog kind:disclosure -cat", "dog", "kind:disclosure AND -cat"),
        ("dog OR cat", "dog cat", "dog OR cat"),
        ('"gross misconduct"', "gross misconduct", '"gross misconduct"'),
        ("dog published:2024", "dog", "published:2024-01-01..2024-12-31"),
        ("topic:dog", "", "topic:dog"),
    ):
        node = parse(query)
        assert " ".join(blending.free_words(node)) == words
        assert str(blending.narrowing(node)) == demands
    assert blending.narrowing(ast.Everything()) == ast.Everything()


def test_lacking_vectors_are_told(
    held: tuple[Index, Meaning], monkeypatch: Any, ask: Search
) -> None:
    monkeypatch.setattr(held[1], "_lacking", 3)
    assert ask("sacked").notes[-1].startswith("3 questions have no vector yet; run: ")


def test_hits_collapse_all_the_same(held: tuple[Index, Meaning]) -> None:
    request = SearchRequest("sacked", limit=2, collapse=True, semantic=True)
    result = search(held[0], request, alike=lambda found: [0] * len(found), meaning=held[1])
    assert len(result.hits) == 1
    assert result.next_offset == 1 + len(result.hits[0].alike) == 10


def test_what_meaning_alone_finds_is_counted(ask: Search) -> None:
    """Facets of one value for each record count all that was found, whatever found it."""
    result = ask("sacked", limit=3, facets=("kind", "outcome", "authority"))
    everything = ask("sacked", limit=200)
    assert result.total == everything.total == len(everything.hits)
    for facet in result.facets[::2]:
        assert sum(each.count for each in facet.counts) == result.total
    refused = sum(hit.disclosure.outcome is Outcome.REFUSED for hit in everything.hits)
    counts = {each.value: each.count for each in result.facets[1].counts}
    assert counts["refused"] == refused == 1
