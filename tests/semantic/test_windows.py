"""Long texts cut to windows, windows put together to batches."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from foisearch.semantic.windows import MOST_WINDOWS, PADDED, PIECES, batches, cut

END = 7


def test_a_short_text_is_one_window() -> None:
    assert cut([], {END}) == [[]]
    assert cut([1, END, 2], {END}) == [[1, END, 2]]
    assert cut([1] * PIECES, {END}) == [[1] * PIECES]


def test_windows_end_behind_a_sentence_of_their_second_half() -> None:
    text = [1] * 600
    text[20] = text[200] = END
    assert [len(part) for part in cut(text, {END})] == [201, PIECES, 600 - 201 - PIECES]
    assert [len(part) for part in cut([1] * 300, {END})] == [PIECES, 300 - PIECES]


@given(st.lists(st.integers(1, 9), max_size=6000))
def test_windows_are_the_text(text: list[int]) -> None:
    parts = cut(text, {END})
    assert all(len(part) <= PIECES for part in parts)
    assert len(parts) <= MOST_WINDOWS
    together = list(chain.from_iterable(parts))
    assert together == text[: len(together)]
    assert together == text or len(parts) == MOST_WINDOWS


@given(st.lists(st.integers(2, PIECES + 2)))
def test_each_window_is_in_one_batch(lengths: list[int]) -> None:
    found = list(batches(lengths))
    assert sorted(chain.from_iterable(found)) == list(range(len(lengths)))
    for batch in found:
        assert batch
        assert len(batch) * max(lengths[place] for place in batch) <= PADDED
