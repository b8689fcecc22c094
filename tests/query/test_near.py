"""Words near one another: the same to postings, to texts and to whoever counts with a finger."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from foisearch.query.near import chains

WORDS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4)
TEXT = st.lists(st.sampled_from("abcd"), max_size=12)


def by_hand(words: list[str], text: list[str], slop: int) -> bool:
    """Whether some choice of different places has few enough others among them."""
    places = [[at for at, word in enumerate(text) if word == wanted] for wanted in words]
    return any(
        len(set(chain)) == len(chain) and max(chain) - min(chain) - (len(chain) - 1) <= slop
        for chain in product(*places)
    )


@given(WORDS, TEXT, st.integers(0, 5))
def test_near_is_what_one_counts_by_hand(words: list[str], text: list[str], slop: int) -> None:
    places = {word: [at for at, each in enumerate(text) if each == word] for word in words}
    found = list(chains(words, places, slop))
    assert bool(found) == by_hand(words, text, slop)
    for chain in found:
        assert [text[at] for at in chain] == words
        assert len(set(chain)) == len(chain)
        assert max(chain) - min(chain) - (len(chain) - 1) <= slop
