"""The stretches of a text with the most different things wanted."""

from __future__ import annotations

from math import log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Match = tuple[int, int, int]
    """Where it begins and ends, and which of the things wanted it is."""

MOST_WINDOWS = 64
"""So many windows that hold as many things are looked at more closely."""


def rarities(matches: Sequence[Match]) -> dict[int, float]:
    """What each thing wanted is worth, 1 at most: the more often it stands in a text, the less."""
    counts: dict[int, int] = {}
    for match in matches:
        counts[match[2]] = counts.get(match[2], 0) + 1
    return {which: 1 / (1 + log(count)) for which, count in counts.items()}


class Window:
    """Matches that stand within one passage.

    ``first`` is where they begin and ``last`` where they end; ``different`` how many things wanted
    are among them, and ``rarity`` the sum of what these are worth.
    """

    def __init__(self, first: int, last: int, different: int, rarity: float) -> None:
        self.first = first
        self.last = last
        self.different = different
        self.rarity = rarity


def densest(matches: Sequence[Match], worth: Mapping[int, float], width: int) -> list[Window]:
    """The windows with the most different things wanted, those with the rarest of them first.

    A match that is longer than ``width`` is a window of its own.

    Args:
        matches: in order; at least one.
        worth: what each thing wanted is worth.
        width: how many characters a window may span.
    """
    counted = list(_counted(matches, worth, width))
    most = max(different for different, _, _ in counted)
    kept = [(-rarity, index) for different, rarity, index in counted if different == most]
    kept.sort()
    return [_closest(matches, index, most, -rarity, width) for rarity, index in kept[:MOST_WINDOWS]]


def _counted(
    matches: Sequence[Match], worth: Mapping[int, float], width: int
) -> Iterator[tuple[int, float, int]]:
    """For each match: how many things the window holds that it begins, and what they are worth."""
    by_end = sorted(range(len(matches)), key=lambda index: matches[index][1])
    held: dict[int, int] = {}
    entered = [False] * len(matches)
    rarity = 0.0
    at = 0
    for index, first in enumerate(matches):
        while at < len(by_end) and matches[by_end[at]][1] <= first[0] + width:
            coming = by_end[at]
            at += 1
            if coming >= index:
                entered[coming] = True
                which = matches[coming][2]
                held[which] = held.get(which, 0) + 1
                if held[which] == 1:
                    rarity += worth[which]
        if entered[index]:
            yield len(held), round(rarity, 6), index
            which = first[2]
            held[which] -= 1
            if not held[which]:
                del held[which]
                rarity -= worth[which]
        else:
            yield 1, worth[first[2]], index


def _closest(
    matches: Sequence[Match], index: int, different: int, rarity: float, width: int
) -> Window:
    """The window that a match begins, up to the last thing wanted that is new in it."""
    first = matches[index]
    held = {first[2]}
    last = first[1]
    for start, end, which in matches[index + 1 :] if different > 1 else ():
        if start >= first[0] + width or len(held) == different:
            break
        if which not in held and end <= first[0] + width:
            held.add(which)
            last = max(last, end)
    return Window(first[0], last, different, rarity)
