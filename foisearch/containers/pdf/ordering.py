"""The order in which a page is read.

Most producers draw a page in the order in which it is read, and that order keeps the columns of
a log whole: it is followed wherever it can be true.  It cannot where something is drawn after
what stands below it, or where two columns of prose are drawn line by line in turn.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import Protocol, TypeVar

from foisearch.containers.pdf.columns import by_place
from foisearch.containers.pdf.page import Box
from foisearch.containers.pdf.wrapping import is_sentence_end

MOST_MENDED = 400
"""Blocks of a page up to which a few misplaced ones are put back; else all go by their place."""
MOST_STRAYS = 12
"""Lines of a letterhead, an address and a footer."""
_BINS = 64


class Placed(Protocol):
    """What stands somewhere on a page."""

    @property
    def box(self) -> Box:
        """Where it stands."""

    @property
    def text(self) -> str:
        """What it says."""


Block = TypeVar("Block", bound=Placed)


class Order(Enum):
    """How the blocks of a page came into their order."""

    DRAWN = "drawn"
    MENDED = "mended"
    BY_PLACE = "by place"


def in_order(blocks: Sequence[Block]) -> tuple[list[Block], Order]:
    """The blocks of a page as they are read.

    ``MENDED``: as drawn, but for a few (a letterhead drawn last).  ``BY_PLACE``: the order in which
    they were drawn told nothing; columns were told apart by the white between them.
    What runs up or down the margin comes last.
    """
    sideways = [block for block in blocks if _is_sideways(block)]
    if sideways:
        upright, order = in_order([block for block in blocks if not _is_sideways(block)])
        return [*upright, *sideways], order
    if taking_turns(blocks):
        return by_place(blocks), Order.BY_PLACE
    if not _any_below(blocks):
        return list(blocks), Order.DRAWN
    if len(blocks) > MOST_MENDED:
        return by_place(blocks), Order.BY_PLACE
    feet, heads, jumps = _misplaced([block.box for block in blocks])
    if jumps > max(2, len(blocks) * 0.1):
        return by_place(blocks), Order.BY_PLACE
    if feet or heads or jumps:
        return _mended(blocks, feet, heads), Order.MENDED
    return list(blocks), Order.DRAWN


def _is_sideways(block: Block) -> bool:
    """Whether a text runs up or down the page, as in its margin."""
    return len(block.text) > 4 and block.box.height > 2 * block.box.width


def _any_below(blocks: Sequence[Block]) -> bool:
    """Whether a block may be drawn after one that stands below it: quick, and on the safe side."""
    if all(first.box.top <= second.box.top for first, second in pairwise(blocks)):
        return False
    left = min((block.box.left for block in blocks), default=0.0)
    right = max((block.box.right for block in blocks), default=1.0)
    scale = _BINS / max(right - left, 1.0)
    lowest = [-1e9] * _BINS
    for block in blocks:
        box = block.box
        first = min(int((box.left - left) * scale), _BINS - 1)
        last = min(max(first, int((box.right - left) * scale)), _BINS - 1)
        if max(lowest[first : last + 1]) >= box.bottom - 0.3 * box.height:
            return True
        for place in range(first, last + 1):
            lowest[place] = max(lowest[place], box.top)
    return False


def _misplaced(boxes: Sequence[Box]) -> tuple[int, int, int]:
    """How many blocks stray at either end, and how often the others jump above earlier ones.

    What stands at the foot or the head of a page is often drawn first or last: however many those
    blocks are, the order of the others is to be trusted.
    """
    feet = _strays(boxes)
    heads = _strays(boxes[feet:][::-1], upward=True)
    order = boxes[feet : len(boxes) - heads]
    jumps = 0
    for at, box in enumerate(order):
        follows = at > 0 and order[at - 1].above(box)
        if not follows and any(box.above(other) for other in order[:at]):
            jumps += 1
    return feet, heads, jumps


def _strays(boxes: Sequence[Box], *, upward: bool = False) -> int:
    """How many of the first boxes stand below others, each one below the last.

    With ``upward`` the boxes are given from the last one on: how many stand above others, each
    one above the last.
    """
    for count, box in enumerate(boxes[: min(MOST_STRAYS, len(boxes) // 2)]):
        others = boxes[count + 1 :]
        wrong = sum(box.above(other) if upward else other.above(box) for other in others)
        before = boxes[count - 1] if count else box
        turned_back = before.top < box.top if upward else before.top > box.top
        if turned_back or wrong < max(1, len(others) * 0.15):
            return count
    return min(MOST_STRAYS, len(boxes) // 2)


def _mended(blocks: Sequence[Block], feet: int, heads: int) -> list[Block]:
    """The blocks as drawn, but none before one that stands above it.

    ``feet`` blocks that were drawn first come as late, ``heads`` that were drawn last as early as
    their places let them.
    """
    count = len(blocks)
    rank = [n + 2.0 * count if n < feet else float(n) for n in range(count - heads)]
    rank += [n - 2.0 * count for n in range(count - heads, count)]
    after: list[list[int]] = [[] for _ in blocks]
    waiting = [0] * len(blocks)
    for i, first in enumerate(blocks):
        for j, second in enumerate(blocks):
            if i != j and first.box.above(second.box):
                after[i].append(j)
                waiting[j] += 1
                if feet <= j < i:
                    rank[i] = min(rank[i], j - 0.5)
    ready = [(rank[index], index) for index, left in enumerate(waiting) if not left]
    heapq.heapify(ready)
    result = []
    while ready:
        _, index = heapq.heappop(ready)
        result.append(blocks[index])
        for follower in after[index]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heapq.heappush(ready, (rank[follower], follower))
    return result


def taking_turns(blocks: Sequence[Block]) -> bool:
    """Whether two columns of prose are drawn line by line in turn, so that sentences are mixed.

    A row of figures is drawn so as well, and rightly: only where sentences go on below on both
    sides are they columns.
    """
    pairs = [
        (first, second)
        for first, second in pairwise(blocks)
        if second.box.left > first.box.right and first.box.beside(second.box)
    ]
    if len(pairs) < 3:
        return False
    sides: list[int] = [0, 0]
    for upper, lower in pairwise(pairs):
        for side in (0, 1):
            sides[side] += _goes_on(upper[side], lower[side])
    return min(sides) >= max(2, len(pairs) * 0.2)


def _goes_on(upper: Block, lower: Block) -> bool:
    """Whether a sentence goes on from one line to the one right below it."""
    near = 0 <= lower.box.middle - upper.box.middle < 2.2 * upper.box.height
    aligned = abs(upper.box.left - lower.box.left) < 0.5 * upper.box.height
    return (
        near
        and aligned
        and lower.text[:1].islower()
        and not is_sentence_end(upper.text)
        and len(upper.text.split()) > 2
    )
