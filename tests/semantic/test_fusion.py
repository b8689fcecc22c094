"""Rankings made one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foisearch.semantic.fusion import fuse, union

RANKING = st.lists(st.integers(0, 30), unique=True)


def test_the_sum_of_reciprocal_ranks() -> None:
    found = dict(fuse([["a", "b", "c"], ["c", "d"]]))
    assert found["c"] == pytest.approx(1 / 63 + 1 / 61)
    assert found["a"] == 1 / 61
    assert list(found) == ["c", "a", "b", "d"]


def test_no_rankings() -> None:
    assert fuse([]) == []
    assert fuse([[], []]) == []
    with pytest.raises(ValueError, match="less than 0"):
        fuse([["a"]], k=-1)


def test_an_item_that_comes_twice_counts_once() -> None:
    assert fuse([["a", "b", "a"]]) == fuse([["a", "b"]])
    assert fuse([["a", "a", "b"]]) == fuse([["a", "b"]])


@given(RANKING, st.integers(0, 100))
def test_one_ranking_stays_as_it_is(ranking: list[int], k: int) -> None:
    assert [item for item, _ in fuse([ranking], k)] == ranking
    assert [item for item, _ in fuse([ranking] * 3, k)] == ranking


@given(st.lists(RANKING, max_size=4), st.randoms())
def test_the_order_of_rankings_changes_no_score(rankings: list[list[int]], random: object) -> None:
    shuffled = list(rankings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert dict(fuse(rankings)) == dict(fuse(shuffled))


@given(st.lists(RANKING, max_size=4))
def test_all_and_nothing_else_best_first(rankings: list[list[int]]) -> None:
    found = fuse(rankings)
    assert {item for item, _ in found} == {item for ranking in rankings for item in ranking}
    assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)


@given(RANKING, RANKING)
def test_what_both_rank_higher_stands_higher(first: list[int], second: list[int]) -> None:
    scores = dict(fuse([first, second]))
    common = set(first) & set(second)
    for one in common:
        for other in common:
            if first.index(one) < first.index(other) and second.index(one) < second.index(other):
                assert scores[one] > scores[other]


def test_taken_in_turn() -> None:
    assert union("abcd", "xbay", 6) == ["a", "x", "b", "c", "d", "y"]
    assert union("abcd", "xbay", 3) == ["a", "x", "b"]
    assert union("ab", "wxyz", 5) == ["a", "w", "b", "x", "y"]
    assert union("ab", "xy", 0) == []


@given(RANKING, RANKING, st.integers(0, 70))
def test_the_best_of_both_are_kept(first: list[int], second: list[int], limit: int) -> None:
    found = union(first, second, limit)
    assert len(found) == len(set(found)) == min(limit, len(set(first) | set(second)))
    assert set(first[: limit // 2]) | set(second[: limit // 2]) <= set(found)
    assert union(first, second, 100)[:limit] == found
    if first:
        assert union(first, second, 1) == first[:1]


@given(RANKING, st.integers(0, 40))
def test_a_union_with_nothing_or_itself(ranking: list[int], limit: int) -> None:
    assert union(ranking, [], limit) == union([], ranking, limit) == ranking[:limit]
    assert union(ranking, ranking, limit) == ranking[:limit]
