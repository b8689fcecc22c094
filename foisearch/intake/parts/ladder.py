"""Which numbers of a response are the answers', and which count items of a list inside one.

A response that answers "2." with a list of its own goes ``1. 2. 1. 2. 3. 3. 4.``: the answers are
the *rungs* of a ladder that climbs through the questions, and what stands between two rungs is
whole lists that begin again at 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foisearch.intake.paragraphs import ROMANS, Marker, MarkerKind, Paragraph

_WORD = re.compile(r"[A-Za-z]{1,12}")
_MOST = 300
"""More marked paragraphs than this are climbed without looking for lists inside."""

_STRAY = 2.0
"""What it costs to leave out a marker that begins no list and goes on with none."""
_BEFORE = 1.0
"""What it costs to leave out a list before the first rung."""


@dataclass(frozen=True, slots=True)
class Step:
    """A marked paragraph: its place, label as printed, value (``b`` and ``ii`` are 2) and style."""

    position: int
    label: str
    value: int
    style: str

    @property
    def named(self) -> bool:
        """Whether a word stands before the number: ``Q3.``, ``Answer 3:``."""
        return bool(_WORD.match(self.style)) or bool(_WORD.match(self.style.lstrip("(")))


def steps(found: Sequence[Paragraph], kinds: frozenset[MarkerKind]) -> list[Step]:
    """The paragraphs with markers of these kinds, as steps."""
    return [
        Step(position, p.marker.label, value_of(p.marker), _style(p))
        for position, p in enumerate(found)
        if p.marker and p.marker.kind in kinds
    ]


def value_of(marker: Marker) -> int:
    """The place of a marker in its list: 3 for ``3``, ``c`` and ``iii``; 0 for ``2(a)``."""
    if marker.kind is MarkerKind.ROMAN:
        return ROMANS.index(marker.label) + 1
    if marker.kind is MarkerKind.LETTER:
        return ord(marker.label) - 96
    return marker.value


def _style(paragraph: Paragraph) -> str:
    """How a marker is written, its number left out: ``Q#.``, ``(#)``."""
    if paragraph.marker and paragraph.marker.kind is not MarkerKind.NUMBER:
        return "#" + paragraph.raw[: len(paragraph.marker.label) + 2].strip()[-1:]
    match = re.match(r"^(?P<before>\D{0,14})[\d.]{1,5}(?P<after>\W{0,2})", paragraph.raw)
    if not match:
        return ""
    return f"{match['before'].strip()}#{match['after'].strip()}"


def climb(wanted: Sequence[str], found: Sequence[Step]) -> dict[int, int]:
    """The rungs: positions of paragraphs, each with the question whose label it carries.

    The longest climb wins; of two as long, the one that leaves out whole lists rather than single
    markers.  Both the questions and the paragraphs of the rungs are in order.
    """
    best: dict[int, int] = {}
    price = 0.0
    styles = list(dict.fromkeys(step.style for step in found))
    choices = [[s for s in found if s.style == style] for style in styles[:6]]
    for chosen in [found, *choices]:
        rungs, cost = _climb(wanted, chosen)
        if len(rungs) > len(best) or (len(rungs) == len(best) and cost < price):
            best, price = rungs, cost
    return best


def _climb(wanted: Sequence[str], found: Sequence[Step]) -> tuple[dict[int, int], float]:
    """The best climb through these steps, and what it leaves out."""
    places: dict[str, list[int]] = {}
    for index, label in enumerate(wanted):
        places.setdefault(label, []).append(index)
    if sum(len(places.get(step.label, ())) for step in found) > _MOST:
        return _straight(wanted, found), 0.0
    rungs = [(at, index) for at, step in enumerate(found) for index in places.get(step.label, ())]
    strays = _strays(found)
    best: list[tuple[int, float, int]] = []
    for at, index in rungs:
        choice = (1, _cost(found, strays, -1, at), -1)
        for number, (before, lower) in enumerate(rungs):
            if before < at and lower < index:
                count, cost, _ = best[number]
                cost += _cost(found, strays, before, at) + 0.1 * (index - lower - 1)
                if (count + 1, -cost) > (choice[0], -choice[1]):
                    choice = (count + 1, cost, number)
        best.append(choice)
    ends = [
        (count, -(cost + _cost(found, strays, rungs[number][0], len(found))), -number)
        for number, (count, cost, _) in enumerate(best)
    ]
    if not ends:
        return {}, 0.0
    _, cost, earliest = max(ends)
    number = -earliest
    climbed: dict[int, int] = {}
    while number >= 0:
        at, index = rungs[number]
        climbed[found[at].position] = index
        number = best[number][2]
    return dict(sorted(climbed.items())), -cost


def _straight(wanted: Sequence[str], found: Sequence[Step]) -> dict[int, int]:
    """The rungs of a very long response: each number the first time that it comes in order."""
    climbed: dict[int, int] = {}
    index = 0
    for step in found:
        if index < len(wanted) and step.label == wanted[index]:
            climbed[step.position] = index
            index += 1
    return climbed


def _strays(found: Sequence[Step]) -> list[float]:
    """For each step, how many up to it neither begin a list nor go on with the one before."""
    total = 0.0
    sums = [total]
    for before, step in zip([None, *found], found, strict=False):
        if step.value != 1 and (before is None or step.value != before.value + 1):
            total += _STRAY
        sums.append(total)
    return sums


def _cost(found: Sequence[Step], strays: Sequence[float], low: int, high: int) -> float:
    """What it costs to leave out the steps between two rungs (or before the first one)."""
    if high - low <= 1:
        return 0.0
    first = found[low + 1]
    began = 0.0 if first.value == 1 else _STRAY
    cost = began + strays[high] - strays[low + 2]
    return cost + (_BEFORE if low < 0 else 0.0)
