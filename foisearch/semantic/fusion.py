"""Rankings made one; pure, and of whatever can be told apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from math import fsum
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)
K = 60
"""The constant of the paper: the higher, the less first places count over later ones."""


def fuse(rankings: Iterable[Iterable[Item]], k: int = K) -> list[tuple[Item, float]]:
    """Reciprocal rank fusion: each ranking gives its item at rank *r* (from 1) 1 / (``k`` + *r*).

    Cormack, Clarke and Büttcher, *Reciprocal Rank Fusion outperforms Condorcet and individual
    Rank Learning Methods*, SIGIR 2009.

    Args:
        rankings: each best first; an item that stands twice in one counts where it stands first.
        k: 0 or more.

    Returns:
        All items with the sums of what they got, best first; equal ones in the order in which
        they are met, rankings read one after the other.

    Raises:
        ValueError: ``k`` is negative.
    """
    if k < 0:
        raise ValueError(f"k is {k}, less than 0")
    shares: dict[Item, list[float]] = {}
    for ranking in rankings:
        for rank, item in enumerate(dict.fromkeys(ranking), start=1):
            shares.setdefault(item, []).append(1 / (k + rank))
    scored = [(item, fsum(given)) for item, given in shares.items()]
    return sorted(scored, key=lambda entry: -entry[1])


def union(first: Iterable[Item], second: Iterable[Item], limit: int) -> list[Item]:
    """The tops of two rankings, taken in turn: ``first``'s best, ``second``'s best, and so on.

    So the best ``limit // 2`` of each are kept, however bad the other finds them; a place that an
    item of both leaves free goes to the next.  Averages of scores keep neither.

    Args:
        first: best first.
        second: likewise.
        limit: how many to give at most, 0 or more.
    """
    turns: list[Item] = []
    left, right = list(first), list(second)
    for rank in range(max(len(left), len(right))):
        turns += (*left[rank : rank + 1], *right[rank : rank + 1])
    return list(dict.fromkeys(turns))[:limit]
