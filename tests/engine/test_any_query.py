"""Whatever the parser accepts is answered by the index, or refused with a place and a cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foisearch import engine, search
from foisearch.corpus import Corpus
from foisearch.engine.building import builder
from foisearch.engine.index import Index
from foisearch.errors import QueryError
from foisearch.fields import FIELDS
from foisearch.query import parse_leniently
from foisearch.search import SearchRequest, SearchResult

SAMPLE = Path(__file__).parents[2] / "corpus"
PIECES = st.sampled_from(
    [
        *(" ", " ", " ", "(", ")", '"', "~2", "^2", "*", "?", "-", ":", ",", "..", "AND ", " OR "),
        *("taser", "drones", "stop and search", "s40(2)", "IOPC", "5023048", "body-worn", "£450"),
        *("cost limit", "foia:40", "wom?n", "handcuf*", "tazer~", "é", "\x00", "\ud800", "٣", "…"),
        *("last-year", "2022/23", "2021..2023", "undated", "refused", "log-2024"),
        *(f"{field.name}:" for field in FIELDS),
        *(f" {field.example} " for field in FIELDS),
    ]
)
QUERIES = st.lists(PIECES, max_size=10).map("".join) | st.text(max_size=30)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("any")
    builder.build(Corpus(SAMPLE), folder)
    with engine.open_index(folder) as opened:
        yield opened


@given(QUERIES)
@settings(max_examples=300, deadline=None)
def test_any_query_is_answered_or_refused(index: Index, query: str) -> None:
    tree, problems = parse_leniently(query)
    for exact in (True, False):
        request = SearchRequest(query, limit=3, exact=exact, explain=True)
        refused, result = _refused(lambda r=request: search.search(index, r))  # type: ignore[misc]
        if refused is None:
            assert isinstance(result, SearchResult)
            assert result.reading is not None
            assert not problems
        else:
            assert 0 <= refused.position <= len(query)
            assert refused.cure
    refused, _ = _refused(lambda: index.search(tree, source=query, limit=3))  # as while typing
    assert refused is None or refused.cure


def _refused(ask: Callable[[], object]) -> tuple[QueryError | None, object]:
    try:
        return None, ask()
    except QueryError as error:
        return error, None
