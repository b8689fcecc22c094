"""Words near one another: what ``"stop search"~2`` means, for postings and for texts alike.

The words stand near one another where, from the first of them to the last, there are no more than
``slop`` other words, in whatever order they come.  A word that is asked for twice stands there
twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

Step = TypeVar("Step", bound=Hashable)
"""A word, or what stands for one."""


def chains(
    words: Sequence[Step], places: Mapping[Step, Sequence[int]], slop: int
) -> Iterator[tuple[int, ...]]:
    """Where all of the words stand near one another: a position for each of them.

    From every position of a word the nearest of the others behind it are tried, which is enough:
    if these are too far, all are.

    Args:
        words: the words, in the order in which they are asked for.
        places: where each stands in one text, ascending.
        slop: how many other words may stand among them, in all.
    """
    if not all(places.get(word) for word in words):
        return
    longest = len(words) - 1 + slop
    for start in sorted({place for word in set(words) for place in places[word]}):
        taken: dict[Step, int] = {}
        chain = []
        for word in words:
            held = places[word]
            at = taken.get(word, bisect_left(held, start))
            if at == len(held) or held[at] - start > longest:
                break
            taken[word] = at + 1
            chain.append(held[at])
        else:
            yield tuple(chain)
