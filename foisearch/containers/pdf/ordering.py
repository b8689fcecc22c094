"""The order in which a page is read.

Most producers draw a page in the order in which it is read, and that order keeps the columns of
a log whole: it is followed wherever it can be true.  It cannot where something is drawn after
what stands below it, or where two columns of prose are drawn line by line in turn.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import Protocol, TypeVar

from foisearch.containers.pdf.columns import by_place
from foisearch.containers.pdf.page import Box

MOST_MENDED = 400
"""Blocks of a page up to which a few misplaced ones are put back; else all go by their place."""
MOST_STRAYS = 12
"""Lines of a letterhead, an address and a footer."""
_BINS = 64
_SENTENCE_END = re.compile(r"[.?!:;][\"'”’)]*$")


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
    """
    if taking_turns(blocks):
        return by_place(blocks), Order.BY_PLACE
    if not _any_below(blocks):
        return list(blocks), Order.DRAWN
    if len(blocks) > MOST_MENDED:
        return by_place(blocks), Order.BY_PLACE
    strays, late = _misplaced(blocks)
    if late > max(2, len(blocks) * 0.1):
        return by_place(blocks), Order.BY_PLACE
    return (_mended(blocks), Order.MENDED) if strays or late else (list(blocks), Order.DRAWN)


def _any_below(blocks: Sequence[Block]) -> bool:
    """Whether a block may be drawn after one that stands below it: quick, and on the safe side."""
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


def _misplaced(blocks: Sequence[Block]) -> tuple[int, int]:
    """How many blocks stray, and how many others are drawn after one that stands below them.

    What stands at the head or the foot of a page is often drawn last or first: those blocks
    stray, and however many there are, the order of the others is to be trusted.
    """
    order = list(range(len(blocks)))
    strays = 0
    while strays < MOST_STRAYS and len(order) > 2 and _stray(blocks, order, 0):
        order.pop(0)
        strays += 1
    while strays < MOST_STRAYS and len(order) > 2 and _stray(blocks, order, -1):
        order.pop()
        strays += 1
    seen: list[Box] = []
    for index in order:
        box = blocks[index].box
        if not any(box.above(other) for other in seen):
            seen.append(box)
    return strays, len(order) - len(seen)


def _stray(blocks: Sequence[Block], order: Sequence[int], end: int) -> bool:
    """Whether the block drawn first stands below many others, or that drawn last above many."""
    box = blocks[order[end]].box
    others = [blocks[index].box for index in order if index != order[end]]
    wrong = sum(box.above(other) if end else other.above(box) for other in others)
    return wrong > len(others) * 0.3


def _mended(blocks: Sequence[Block]) -> list[Block]:
    """The blocks as drawn, but none before one that stands above it."""
    after: list[list[int]] = [[] for _ in blocks]
    waiting = [0] * len(blocks)
    for i, first in enumerate(blocks):
        for j, second in enumerate(blocks):
            if i != j and first.box.above(second.box):
                after[i].append(j)
                waiting[j] += 1
    ready = [index for index, count in enumerate(waiting) if not count]
    heapq.heapify(ready)
    result = []
    while ready:
        index = heapq.heappop(ready)
        result.append(blocks[index])
        for follower in after[index]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heapq.heappush(ready, follower)
    return result


def taking_turns(blocks: Sequence[Block]) -> bool:
    """Whether two columns of prose are drawn line by line in turn, so that sentences are mixed.

    A row of figures is drawn so as well, and rightly: only where sentences go on below on both
    sides are they columns.
    """
    pairs = [
        (first, second)
        for first, second in pairwise(blocks)
        if first.box.beside(second.box) and second.box.left > first.box.right
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
    aligned = abs(upper.box.left - lower.box.left) < 3 * upper.box.height
    return (
        near
        and aligned
        and lower.text[:1].islower()
        and not _SENTENCE_END.search(upper.text)
        and len(upper.text.split()) > 2
    )
