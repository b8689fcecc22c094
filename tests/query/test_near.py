"""Words near one another: the same to postings, to texts and to whoever counts with a finger."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from foisearch.analysis import Analyzer
from foisearch.occurrences import Finder
from foisearch.query.near import chains
from foisearch.query.wanted import Wanted

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


ANALYZER = Analyzer()


@given(WORDS, TEXT, st.integers(1, 5))
def test_what_is_near_is_marked_and_nothing_else(
    words: list[str], text: list[str], slop: int
) -> None:
    """Every mark is a word of the question, and there are marks just where such words are near."""
    named = {"a": "kappa", "b": "sigma", "c": "omega", "d": "zulu"}
    written = " ".join(named[word] for word in text)
    steps = tuple(frozenset((named[word],)) for word in words)
    found = Finder([Wanted("", steps, slop)], ANALYZER).find(written)
    marked = {written[match.start : match.end] for match in found}
    assert bool(found) == by_hand(words, text, slop)
    assert marked <= {named[word] for word in words}
    if found:
        assert marked == {named[word] for word in words}
