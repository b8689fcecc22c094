"""Several disclosures in one document: a reference at the head of each, the same way each time.

The reference may be a labelled line, a heading with a reference in it, or a title with the
reference in brackets.  What stands between two of them is one disclosure, read like a letter.
"""

from __future__ import annotations

from foisearch.intake.draft import Layout, Reading
from foisearch.intake.layouts.kit.entries import entries, is_log
from foisearch.intake.layouts.kit.letter import read_letter
from foisearch.intake.lines import Document


def score(document: Document) -> float:
    """Sure where there are at least two entries and most can be split."""
    return 0.75 if is_log(document.lines) else 0.0


def read(document: Document) -> Reading:
    """Every entry of the log, and what stands above the first."""
    lines = document.lines
    starts = entries(lines)
    ends = [*starts[1:], len(lines)]
    drafts = tuple(read_letter(lines[a:b]) for a, b in zip(starts, ends, strict=True))
    above = tuple(lines[: starts[0]])
    heading = " ".join(line.text.strip() for line in above if line.text.strip())[:400]
    return Reading(drafts, heading, above=above)


LAYOUT = Layout("log", 3, score, read)
