"""The entries of a log: a reference at the head of each, the same way each time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foisearch.disclosure import SplitConfidence
from foisearch.intake.layouts.kit.cues.labels import label_of
from foisearch.intake.layouts.kit.drawing import draw
from foisearch.intake.layouts.kit.references import headings
from foisearch.intake.layouts.kit.topics import is_title, without_formula
from foisearch.intake.lines import Line

_TRIED = 6
"""So many entries tell whether a document is a log."""


def is_log(lines: Sequence[Line]) -> bool:
    """Whether there are at least two entries, and request and response in most of them."""
    starts = entries(lines)
    if len(starts) < 2:
        return False
    ends = [*starts[1:], len(lines)]
    tried = [draw(lines[a:b]) for a, b in list(zip(starts, ends, strict=True))[:_TRIED]]
    split = sum(each.confidence is not SplitConfidence.NONE for each in tried)
    return split * 3 >= len(tried) * 2


def entries(lines: Sequence[Line]) -> list[int]:
    """Where each disclosure begins: at the most frequent kind of heading with a reference.

    A title that stands right above every one of the headings belongs to what follows.
    """
    kinds: dict[str, list[tuple[int, str]]] = {}
    for position, kind, ref in headings(lines):
        kinds.setdefault(kind, []).append((position, ref))
    best: list[int] = []
    for found in kinds.values():
        firsts = _first_of_each(found)
        if len(firsts) > len(best):
            best = firsts
    if len(best) < 2:
        return []
    titled = [_title_above(lines, position) for position in best]
    if all(at is not None and (i == 0 or at > best[i - 1] + 1) for i, at in enumerate(titled)):
        return [at for at in titled if at is not None]
    return best


def _first_of_each(found: Sequence[tuple[int, str]]) -> list[int]:
    """The first position of each reference; none where one returns after another (a thread)."""
    firsts = [found[0], *(b for a, b in pairwise(found) if a[1] != b[1])]
    references = [ref for _, ref in firsts]
    return [position for position, _ in firsts] if len(set(references)) == len(references) else []


def _title_above(lines: Sequence[Line], position: int) -> int | None:
    """The line right above, but for one blank line, where it is a heading."""
    for at in range(position - 1, max(position - 3, -1), -1):
        text = lines[at].text.strip()
        if text:
            heading = is_title(text) and not label_of(text) and bool(without_formula(text))
            return at if heading else None
    return None
