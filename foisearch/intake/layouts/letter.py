"""Letters and pages of a layout that nobody described: read by structure and cue words.

A reply is known by what it shows: a reference where references stand, words that introduce a
request, words that answer one, the name of an Act.  One of them alone is not enough.
"""

from __future__ import annotations

import re

from foisearch.disclosure import SplitConfidence
from foisearch.intake.draft import Layout, Reading
from foisearch.intake.layouts.kit import borders
from foisearch.intake.layouts.kit.family import dated_heading
from foisearch.intake.layouts.kit.letter import read_letter
from foisearch.intake.layouts.kit.references import LABELLED, find_reference
from foisearch.intake.lines import Document

_ACT = re.compile(
    r"\b(?:freedom of information|environmental information|FOI(?:SA|A|R)?\b|EIRs?\b|(?:subject )?access to "
    r"information|information request|request for information)",
    re.I,
)
_MOST = 60_000
SURE = 0.6
"""The most that the general reader ever claims: a described layout is surer of its own."""


def score(document: Document) -> float:
    """By how many of the signs of a reply are there, from 0 to :data:`SURE`."""
    lines = document.lines
    act = bool(_ACT.search(document.text[:_MOST]))
    reference = find_reference(lines, document)
    labelled = reference.weight >= LABELLED
    labels = {label.says for _, label in borders.labels_of(lines)}
    both = len(labels) == 2
    split = borders.draw(lines).confidence
    if labelled and act:
        return SURE if split is not SplitConfidence.NONE else 0.3
    if split is SplitConfidence.HIGH and (act or labelled or both):
        return 0.5
    if split is SplitConfidence.LOW and act and (both or reference.ref):
        return 0.4
    return 0.2 if labelled and split is not SplitConfidence.NONE and labels else 0.0


def read(document: Document) -> Reading:
    """The one disclosure of the document."""
    draft = read_letter(document.lines, document)
    return Reading((draft,), dated_heading(document.lines))


LAYOUT = Layout("letter", 2, score, read)
