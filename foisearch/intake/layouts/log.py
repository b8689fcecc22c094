"""Several disclosures in one document: a reference at the head of each, the same way each time.

The reference may be a labelled line, a heading with a reference in it, or a title with the
reference in brackets.  What stands between two of them is one disclosure, read like a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from foisearch.disclosure import SplitConfidence
from foisearch.intake.draft import Draft, Layout, Reading
from foisearch.intake.layouts.kit import drawing
from foisearch.intake.layouts.kit.cues import label_of
from foisearch.intake.layouts.kit.letter import read_letter
from foisearch.intake.layouts.kit.references import headings
from foisearch.intake.layouts.kit.topics import is_title, without_formula
from foisearch.intake.lines import Document, Line

_TRIED = 6
"""So many entries tell whether a document is a log."""


def score(document: Document) -> float:
    """Sure where most entries can be split, and there are at least two of them."""
    lines = document.lines
    starts = _starts(lines)
    if len(starts) < 2:
        return 0.0
    ends = [*starts[1:], len(lines)]
    tried = [drawing.draw(lines[a:b]) for a, b in list(zip(starts, ends, strict=True))[:_TRIED]]
    split = sum(each.confidence is not SplitConfidence.NONE for each in tried)
    return 0.75 if split * 3 >= len(tried) * 2 else 0.0


def read(document: Document) -> Reading:
    """Every entry of the log; what stands above the first is its heading."""
    lines = document.lines
    starts = _starts(lines)
    drafts = [_entry(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    above = [line.text.strip() for line in lines[: starts[0]] if line.text.strip()]
    return Reading(tuple(drafts), " ".join(above)[:400], _above(lines[: starts[0]]))


def _entry(lines: Sequence[Line]) -> Draft:
    return read_letter(lines)


def _above(lines: Sequence[Line]) -> tuple[str, ...]:
    """What the heading says, since no record holds it."""
    said = [line.text.strip() for line in lines if line.text.strip()]
    if not said:
        return ()
    return (f"above the first disclosure, in no record: {' / '.join(said)}"[:20_000],)


def _starts(lines: Sequence[Line]) -> list[int]:
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


LAYOUT = Layout("log", 2, score, read)
