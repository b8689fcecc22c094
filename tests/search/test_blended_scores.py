"""What the score of a hit by words and by meaning is made of: its places in the two rankings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foisearch.search import blending
from foisearch.search.explaining import _blended
from foisearch.semantic.fusion import K

PLACES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 300)), max_size=250, unique=True)


@given(PLACES, PLACES)
def test_the_places_that_count_add_up_to_the_score(
    by_words: list[blending.Place], by_meaning: list[blending.Place]
) -> None:
    ranks = blending._ranks(by_words, by_meaning)
    for place, score in blending._sequence(by_words, by_meaning):
        assert abs(sum(1 / (K + rank) for _, rank in ranks[place]) - score) < 1e-12
        shown = round(score, 6)
        why = _blended(shown, blending.Way(ranks=ranks[place]))
        assert round(sum(part.value for part in why.parts), 6) == why.score == shown
        assert [part.label for part in why.parts] == [f"by {name}" for name, _ in ranks[place]]
