"""What a query means while it is typed: always something that can be searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.errors import QueryError
from foisearch.query import parse
from foisearch.repl.live.understood import Understood, understand


def known(word: str) -> bool:
    return word in {"taser", "video"}


@pytest.mark.parametrize(
    ("typed", "query", "begun"),
    [
        ("", "", ""),
        ("dr", "dr", ""),
        ("dron", "dron*", "dron"),
        ("dron ", "dron", ""),
        ("taser", "taser", ""),
        ("body worn vid", "body worn vid*", "vid"),
        ("taser OR dro", "taser OR dro*", "dro"),
        ("(taser OR dro", "taser OR dro*", "dro"),
        ("topic:bod", "topic:bod*", "bod"),
        ("outcome:ref", "outcome:ref", ""),
        ('"stop and', '"stop and"', ""),
        ("taser -dro", "taser -dro", ""),
        ("s40", "s40", ""),
    ],
)
def test_the_last_word_stands_for_all_that_begin_so(typed: str, query: str, begun: str) -> None:
    found = understand(typed, known)
    assert (found.query, found.begun) == (query, begun)


@pytest.mark.parametrize(
    ("typed", "query", "said"),
    [
        ("taser AND", "taser", "AND needs something on both sides"),
        ("video force:", "video", "nothing stands after force:"),
        ("video foo:bar", "video", "there is no field “foo”"),
        ("published:202", "", "“202” is not a date"),
        ("(taser", "taser", "never closed"),
    ],
)
def test_what_is_left_out_is_said(typed: str, query: str, said: str) -> None:
    found = understand(typed, lambda word: True)
    assert found.query == query
    assert len(found.ignored) == 1
    assert said in found.ignored[0]


def test_what_a_search_refuses_is_taken_out_alone() -> None:
    found = Understood("taser force:nobody video")
    less = found.without(QueryError("no body goes by “nobody”", found.query, 6))
    assert less is not None
    assert less.query == "taser video"
    assert less.ignored == ("“force:nobody”: no body goes by “nobody”",)


def test_the_last_thing_that_is_taken_out_leaves_everything() -> None:
    less = Understood("force:nobody").without(QueryError("none", "force:nobody", 0))
    assert less is not None
    assert less.query == ""
    assert less.without(QueryError("none", "", 0)) is None


WORDS = "taser dro AND OR NOT - force: foo: topic: ~2 ^9 published:20 2021.. * a* ? é “ has: part:("
PIECES = st.sampled_from([*WORDS.split(), "(", ")", '"', "\n"])


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map(" ".join)))
def test_whatever_is_typed_can_be_searched_for(typed: str) -> None:
    found = understand(typed, lambda word: False)
    parse(found.query)  # strictly
